"""Warta Mahakam: a WordPress theme with wp-sitemap.xml, /feed/, wp-json, short links and a comment form."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from typing import Any, ClassVar

from newsroom.articles import Story
from newsroom.sites.base import Query, Site, number, page_of, redirect
from newsroom.sites.markup import Answer, lead, prose, rss, xml

#: Posts of a page of the feed, as WordPress ships it.
IN_FEED = 10


class WartaMahakam(Site):
    slug = "warta-mahakam"
    name = "Warta Mahakam"
    tagline = "Kabar dari hulu sampai muara"
    routes: ClassVar[dict[str, str]] = {
        r"/(?:page/(?P<at>\d{1,4})/)?": "front",
        r"/category/(?P<section>[^/]+)/(?:page/(?P<at>\d{1,4})/)?": "category",
        r"/tag/(?P<tag>[^/]+)/(?:page/(?P<at>\d{1,4})/)?": "tagged",
        r"/feed/": "feed",
        r"/wp-sitemap\.xml": "sitemap_index",
        r"/wp-sitemap-posts-post-1\.xml": "sitemap_posts",
        r"/wp-json/wp/v2/posts": "wp_json",
        r"(?P<path>/\d{4}/\d\d/\d\d/(?P<name>[^/]+)/?)": "article",
    }
    sitemap_path = "/wp-sitemap.xml"
    robots_lines = ("Disallow: /wp-admin/", "Allow: /wp-admin/admin-ajax.php")

    def path(self, story: Story) -> str:
        return f"/{story.published:%Y/%m/%d}/{story.slug}/"

    @property
    def draft_path(self) -> str:
        return f"{self.forbidden}{self.path(self.draft)[1:]}"

    def section_path(self, section: str) -> str:
        return f"/category/{section}/"

    # --- lists --------------------------------------------------------------------------------

    def front(self, query: Query, at: str | None) -> Answer | None:
        if "p" in query:  # a short link, as feeds carry them
            story = next((s for s in self.posts if str(s.number) == query["p"]), None)
            return redirect(self.url(story)) if story else None
        return self.listing(self.posts, self.name, "/", int(at or 1))

    def category(self, query: Query, section: str, at: str | None) -> Answer | None:
        title = f"Kategori: {section.replace('-', ' ').title()}"
        return self.listing(self.of_section(section), title, self.section_path(section), int(at or 1))

    def tagged(self, query: Query, tag: str, at: str | None) -> Answer | None:
        posts = [post for post in self.posts if tag in map(_slug, post.tags)]
        return self.listing(posts, f"Tag: {tag.replace('-', ' ')}", f"/tag/{tag}/", int(at or 1))

    def listing(self, posts: list[Story], title: str, path: str, at: int) -> Answer | None:
        shown = page_of(posts, at, self.per_page)
        if not shown:
            return None
        newer = f'<a class="prev" href="{path}{f"page/{at - 1}/" if at > 2 else ""}">« Berita baru</a>'
        older = f'<a class="next" href="{path}page/{at + 1}/">Berita lama »</a>'
        pager = (newer if at > 1 else "") + (older if at * self.per_page < len(posts) else "")
        heading = f'<h1 class="page-title">{html.escape(title)}</h1>' if title != self.name else ""
        return self.page(f'{heading}{self.entries(shown)}<nav class="nav-links">{pager}</nav>', title)

    def feed(self, query: Query) -> Answer | None:
        shown = self.listed(page_of(self.posts, number(query, "paged", 1), IN_FEED))
        if not shown:
            return None
        return rss(self.name, self.base, [(s, self.url(s)) for s in shown], words=40, encoded=True)

    def sitemap_index(self, query: Query) -> Answer:
        return xml(
            '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<sitemap><loc>{self.base}/wp-sitemap-posts-post-1.xml</loc></sitemap></sitemapindex>"
        )

    def sitemap_posts(self, query: Query) -> Answer:
        return self.sitemap()

    def wp_json(self, query: Query) -> Answer:
        """The REST interface: per_page, page, search, after, before and _fields."""
        size, at = min(100, number(query, "per_page", 10)), number(query, "page", 1)
        words = query.get("search", "").lower()
        posts = [
            post
            for post in self.listed()
            if words in f"{post.title} {post.text}".lower()
            and query.get("after", "") <= _local(post.published) <= query.get("before", "9999")
        ]
        pages = -(-len(posts) // size)
        if at > max(pages, 1):
            refusal = {
                "code": "rest_post_invalid_page_number",
                "message": "Nomor halaman yang diminta lebih besar daripada jumlah halaman yang tersedia.",
                "data": {"status": 400},
            }
            return _json(refusal, status=400)
        wanted = [key for key in query.get("_fields", "").split(",") if key]
        rows = [self._post(post) for post in page_of(posts, at, size)]
        answer = _json([{k: row[k] for k in wanted if k in row} for row in rows] if wanted else rows)
        answer.headers |= {"X-WP-Total": str(len(posts)), "X-WP-TotalPages": str(pages)}
        return answer

    def _post(self, post: Story) -> dict[str, Any]:
        changed = self.changed(post)
        return {
            "id": post.number,
            "date": _local(post.published),
            "date_gmt": _local(post.published.astimezone(UTC)),
            "modified": _local(changed),
            "modified_gmt": _local(changed.astimezone(UTC)),
            "slug": post.slug,
            "status": "publish",
            "type": "post",
            "link": self.url(post),
            "title": {"rendered": html.escape(post.title)},
            "content": {"rendered": prose(post.paragraphs), "protected": False},
            "excerpt": {"rendered": f"<p>{html.escape(lead(post))}</p>", "protected": False},
        }

    # --- an article ---------------------------------------------------------------------------

    def article(self, query: Query, path: str, name: str) -> Answer | None:
        story = next((s for s in self.posts if s.slug == name), None)
        if story and path != self.path(story):
            # WordPress goes by the slug; a wrong date or a missing slash leads to the right address.
            return redirect(self.url(story))
        return self.deliver(story, query)

    def article_page(self, story: Story, shown: Story, query: Query, page: int) -> Answer:
        related = self.related(story, 5)
        middle = max(1, len(shown.paragraphs) // 2)
        aside = (
            f'<div class="baca-juga"><strong>Baca Juga:</strong> <a href="{self.url(related[0])}">{html.escape(related[0].title)}</a></div>'
            if related
            else ""
        )
        content = self.render(
            "article",
            title=html.escape(shown.title),
            day=shown.day,
            clock=shown.clock,
            iso=shown.published.isoformat(),
            author=html.escape(shown.author),
            section=html.escape(shown.section.replace("-", " ").title()),
            section_url=self.base + self.section_path(shown.section),
            url=self.url(story),
            photo=self.photo(story),
            body=self.body(shown, prose(shown.paragraphs, between={middle - 1: aside})),
            tags=" ".join(
                f'<a rel="tag" href="{self.base}/tag/{_slug(tag)}/">{html.escape(tag)}</a>'
                for tag in shown.tags
            ),
            related=self.links(related[1:]),
        )
        return self.page(content, f"{shown.title} - {self.name}", self._head(story, shown))

    def _head(self, story: Story, shown: Story) -> str:
        kind = "CollectionPage" if shown.kind == "roundup" else "NewsArticle"
        page, site = self.url(story), self.base
        graph: list[dict[str, Any]] = [
            {
                "@type": kind,
                "@id": f"{page}#article",
                "headline": shown.title,
                "datePublished": shown.published.isoformat(),
                "dateModified": self.changed(story).isoformat(),
                "author": {"@type": "Person", "name": shown.author},
                "publisher": {"@id": f"{site}/#organization"},
                "mainEntityOfPage": {"@id": page},
                "image": {"@id": f"{page}#primaryimage"},
                "articleSection": [shown.section],
                "inLanguage": "id",
            },
            {"@type": "WebPage", "@id": page, "url": page, "name": f"{shown.title} - {self.name}"},
            {"@type": "ImageObject", "@id": f"{page}#primaryimage", "url": self.photo(story)},
            {
                "@type": "BreadcrumbList",
                "@id": f"{page}#breadcrumb",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "Beranda", "item": f"{site}/"},
                    {"@type": "ListItem", "position": 2, "name": shown.title},
                ],
            },
            {"@type": "Organization", "@id": f"{site}/#organization", "name": self.name, "url": f"{site}/"},
        ]
        as_json = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
        og_type = "website" if shown.kind == "roundup" else "article"
        return (
            f'<link rel="canonical" href="{page}">\n<meta property="og:type" content="{og_type}">\n'
            f'<meta property="og:title" content="{html.escape(shown.title)} - {self.name}">\n'
            f'<meta property="og:url" content="{page}">\n<meta property="og:site_name" content="{self.name}">\n'
            f'<meta property="og:image" content="{self.photo(story)}">\n'
            f'<link rel="shortlink" href="{site}/?p={story.number}">\n'
            f'<script type="application/ld+json" class="yoast-schema-graph">{as_json.replace("</", "<" + chr(92) + "/")}</script>'
        )


def _slug(tag: str) -> str:
    return tag.lower().replace(" ", "-")


def _local(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}"


def _json(content: object, status: int = 200) -> Answer:
    body = json.dumps(content, ensure_ascii=False).encode()
    return Answer(body, status, "application/json; charset=UTF-8")
