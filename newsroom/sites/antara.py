"""ANTERO Jawa Tengah: like the regional sites of the national agency: numbered addresses, a foot with credits."""

from __future__ import annotations

import html
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import DRAFT, Query, Site, number, page_of
from newsroom.sites.markup import Answer, prose, rss

#: Items of a feed.
IN_FEED = 8


class Antero(Site):
    slug = "antero"
    name = "ANTERO Jawa Tengah"
    tagline = "Kantor berita Jawa Tengah"
    routes: ClassVar[dict[str, str]] = {
        r"/": "front",
        r"/terkini": "latest",
        r"/rss/(?P<section>[a-z-]+)\.xml": "feed",
        r"/sitemap\.xml": "site_map",
        r"/(?P<amp>amp/)?berita/(?P<id>\d+)(?:/(?P<name>[^/]*))?": "article",
        r"/(?P<section>[a-z-]+)": "channel",
    }
    #: Embargoed stories lie below a number of their own.
    forbidden = f"/berita/{DRAFT}/"
    robots_lines = ("Disallow: /search",)

    def path(self, story: Story) -> str:
        return f"/berita/{story.number}/{story.slug}"

    @property
    def draft_path(self) -> str:
        return self.path(self.draft)

    @property
    def moved(self) -> tuple[str, str]:
        # A wrong slug would be served, for the number decides; an old number leads to the new one.
        return f"/berita/77/{self.posts[-1].slug}", self.path(self.posts[-1])

    def section_path(self, section: str) -> str:
        return f"/{section}"

    # --- lists --------------------------------------------------------------------------------

    def front(self, query: Query) -> Answer:
        return self.listing(self.posts, self.name, "/terkini", 1) or self.page("", self.name)

    def latest(self, query: Query) -> Answer | None:
        return self.listing(self.posts, "Berita terkini", "/terkini", number(query, "page", 1))

    def channel(self, query: Query, section: str) -> Answer | None:
        title = section.replace("-", " ").title()
        return self.listing(
            self.of_section(section), title, self.section_path(section), number(query, "page", 1)
        )

    def listing(self, posts: list[Story], title: str, path: str, at: int) -> Answer | None:
        shown = page_of(posts, at, self.per_page)
        older = f'<a href="{self.base}{path}?page={at + 1}" aria-label="Berikutnya">Berikutnya</a>'
        newer = f'<a href="{self.base}{path}?page={at - 1}">Sebelumnya</a>'
        pager = (newer if at > 1 else "") + (older if at * self.per_page < len(posts) else "")
        heading = f'<h1 class="block-title">{html.escape(title)}</h1>'
        return (
            self.page(f'{heading}{self.entries(shown)}<div class="pagination">{pager}</div>', title)
            if shown
            else None
        )

    def feed(self, query: Query, section: str) -> Answer | None:
        posts = self.posts if section == "terkini" else self.of_section(section)
        items = [(s, self.url(s)) for s in self.listed(posts[:IN_FEED])]
        # This site has no sitemap that a registry names, so the feed carries what a crawler stumbles over.
        strays = [(self.base + path, title) for path, title in self.strays] if section == "terkini" else []
        return (
            rss(f"{self.name} - {section.title()}", self.base, items, words=22, strays=strays)
            if items
            else None
        )

    def site_map(self, query: Query) -> Answer:
        return self.sitemap()

    # --- an article ---------------------------------------------------------------------------

    def article(self, query: Query, amp: str | None, id: str, name: str | None) -> Answer | None:
        # The number decides; the slug may be anything or missing.
        return self.deliver(next((s for s in self.posts if str(s.number) == id), None), query)

    def article_page(self, story: Story, shown: Story, query: Query, page: int) -> Answer:
        related = self.related(story, 6)
        last = max(0, len(shown.paragraphs) - 3)
        inline = "".join(
            f'<p class="baca-juga">Baca juga: <a href="{self.url(s)}">{html.escape(s.title)}</a></p>'
            for s in related[:1]
        )
        is_list = shown.kind == "roundup"
        head = (
            f'<link rel="canonical" href="{self.url(story)}">\n'
            + ("" if is_list else '<meta property="og:type" content="article">\n')
            + f'<meta property="og:title" content="{html.escape(shown.title)} - {self.name}">\n'
            f'<meta property="og:site_name" content="{self.name}">\n<meta property="og:image" content="{self.photo(story)}">\n'
            + (
                ""
                if is_list
                else f'<meta property="article:published_time" content="{shown.published.isoformat()}">\n'
            )
            + f'<meta name="author" content="{html.escape(shown.author)}">'
        )
        content = self.render(
            "article",
            title=html.escape(shown.title),
            stamp=self.stamp(shown),
            author=html.escape(shown.author),
            photo=self.photo(story),
            body=self.body(shown, prose(shown.paragraphs, between={last: inline})),
            tags=" ".join(
                f'<a href="{self.base}/tag/{i}">{html.escape(t)}</a>' for i, t in enumerate(shown.tags)
            ),
            related=self.links(related[1:]),
        )
        return self.page(content, f"{shown.title} - {self.name}", head)
