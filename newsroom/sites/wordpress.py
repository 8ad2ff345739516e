"""Warta Mahakam: a WordPress theme with wp-sitemap.xml, /feed/, wp-json, short links and a comment form."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from datetime import UTC
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import Answer, Site, lead, prose, rss, xml


class WartaMahakam(Site):
    slug = "warta-mahakam"
    name = "Warta Mahakam"
    tagline = "Kabar dari hulu sampai muara"
    routes: ClassVar[dict[str, str]] = {
        r"/(?:page/(?P<number>\d+)/)?": "front",
        r"/category/(?P<section>[a-z-]+)/(?:page/(?P<number>\d+)/)?": "category",
        r"/feed/": "feed",
        r"/wp-sitemap\.xml": "sitemap_index",
        r"/wp-sitemap-posts-post-1\.xml": "sitemap_posts",
        r"/wp-json/wp/v2/posts": "posts",
        r"/(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<name>[^/]+)/": "article",
    }
    sitemap_path = "/wp-sitemap.xml"
    per_page = 6

    def path(self, story: Story) -> str:
        return f"/{story.published:%Y/%m/%d}/{story.slug}/"

    def extra(self) -> dict[str, Callable[[], Answer]]:
        return {"/2026/09/15/officials-reshuffled-in-the-province/": self.english}

    def robots(self) -> str:
        return (
            "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nDisallow: /internal/\n\n"
            f"Sitemap: {self.base}/wp-sitemap.xml\n"
        )

    def front(self, query: dict[str, str], number: str | None) -> Answer | None:
        if "p" in query:  # a short link, as feeds carry them
            story = next((s for s in self.stories if str(s.number) == query["p"]), None)
            return Answer(b"", 301, headers={"Location": self.url(story)}) if story else None
        return self.listing(self.slice(int(number or 1)), self.name, "/", int(number or 1), len(self.stories))

    def category(self, query: dict[str, str], section: str, number: str | None) -> Answer | None:
        stories = [s for s in self.stories if s.section == section]
        at = int(number or 1)
        shown = stories[(at - 1) * self.per_page : at * self.per_page]
        title = f"Kategori: {section.title()}"
        return self.listing(shown, title, f"/category/{section}/", at, len(stories)) if shown else None

    def listing(self, stories: list[Story], title: str, path: str, number: int, total: int) -> Answer:
        entries = "".join(
            f'<article class="post"><h2 class="entry-title"><a href="{self.url(s)}">{html.escape(s.title)}</a></h2>'
            f'<div class="entry-meta">{s.day} · {html.escape(s.author)}</div><p>{html.escape(lead(s))}</p></article>'
            for s in stories
        )
        older = number * self.per_page < total
        pager = (
            f'<nav class="nav-links"><a href="{path}page/{number + 1}/">Berita lama »</a></nav>'
            if older
            else ""
        )
        return self.page(entries + pager, title)

    def article(self, query: dict[str, str], year: str, month: str, day: str, name: str) -> Answer | None:
        story = next((s for s in self.stories if s.slug == name), None)
        if story is None:
            return None
        shown = self.serve(story)
        paragraphs = shown.paragraphs
        related = self.related(story, 5)
        middle = max(2, len(paragraphs) // 2)
        aside = (
            f'<div class="baca-juga"><strong>Baca Juga:</strong> <a href="{self.url(related[0])}">'
            f"{html.escape(related[0].title)}</a></div>"
        )
        body = prose(paragraphs[:middle]) + aside + prose(paragraphs[middle:])
        linked = {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": shown.title,
                    "datePublished": shown.published.isoformat(),
                    "dateModified": self.changed(story).isoformat(),
                    "author": {"@type": "Person", "name": shown.author},
                    "publisher": {"@type": "Organization", "name": self.name},
                },
                {"@type": "BreadcrumbList", "itemListElement": []},
            ],
        }
        as_json = json.dumps(linked, ensure_ascii=False).replace("</", "<\\/")
        head = (
            f'<link rel="canonical" href="{self.url(story)}"><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{html.escape(shown.title)}">'
            f'<link rel="shortlink" href="{self.base}/?p={story.number}">'
            f'<script type="application/ld+json">{as_json}</script>'
        )
        content = self.render(
            "article",
            title=html.escape(shown.title),
            day=shown.day,
            clock=shown.clock,
            author=html.escape(shown.author),
            section=html.escape(shown.section),
            body=body,
            tags=" ".join(f'<a rel="tag" href="/tag/x/">{html.escape(tag)}</a>' for tag in shown.tags),
            related="".join(
                f'<li><a href="{self.url(s)}">{html.escape(s.title)}</a></li>' for s in related[1:]
            ),
        )
        return self.page(content, f"{shown.title} - {self.name}", head)

    def english(self) -> Answer:
        text = (
            "The provincial government said on Tuesday that it would reshuffle officials of the second echelon before "
            "the end of the year. A spokesman told reporters that the names had not been decided and that the "
            "governor would wait for approval from the ministry. No date was given for the ceremony, which had been "
            "put off twice, and the offices that stand empty are run by acting heads in the meantime."
        )
        head = '<meta property="og:type" content="article">'
        content = f'<article class="post"><h1 class="entry-title">Officials reshuffled in the province</h1><p>{text}</p></article>'
        return self.page(content, "Officials reshuffled in the province", head)

    def feed(self, query: dict[str, str]) -> Answer | None:
        stories = self.slice(int(query.get("paged", "1")), 10)
        return rss(self, stories, self.name, lead) if stories else None

    def sitemap_index(self, query: dict[str, str]) -> Answer:
        return xml(
            '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<sitemap><loc>{self.base}/wp-sitemap-posts-post-1.xml</loc></sitemap></sitemapindex>"
        )

    def sitemap_posts(self, query: dict[str, str]) -> Answer:
        return self.sitemap(
            ("/2026/09/15/officials-reshuffled-in-the-province/", "/internal/daftar-nama-belum-terbit")
        )

    def posts(self, query: dict[str, str]) -> Answer:
        size, number = min(100, int(query.get("per_page", "10"))), int(query.get("page", "1"))
        wanted = query.get("search", "").lower()
        stories = [s for s in self.stories if wanted in f"{s.title} {s.text}".lower()]
        rows = [
            {
                "id": s.number,
                "date": f"{s.published:%Y-%m-%dT%H:%M:%S}",
                "modified": f"{self.changed(s):%Y-%m-%dT%H:%M:%S}",
                "date_gmt": f"{s.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
                "link": self.url(s),
                "title": {"rendered": html.escape(s.title)},
            }
            for s in stories[(number - 1) * size : number * size]
        ]
        headers = {"X-WP-Total": str(len(stories)), "X-WP-TotalPages": str(-(-len(stories) // size))}
        body = json.dumps(rows, ensure_ascii=False).encode()
        return Answer(body, content_type="application/json; charset=UTF-8", headers=headers)
