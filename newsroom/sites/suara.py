"""SuaraPanrita.id: like the regional sites of a national portal: time in the address, ?page=all, AMP copies."""

from __future__ import annotations

import html
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import Query, Site, number, page_of
from newsroom.sites.markup import Answer, prose

WORDS_A_PAGE = 300


class SuaraPanrita(Site):
    slug = "suara-panrita"
    name = "SuaraPanrita.id"
    tagline = "Sulawesi hari ini"
    routes: ClassVar[dict[str, str]] = {
        r"/": "front",
        r"/terkini": "latest",
        r"/kanal/(?P<section>[^/]+)": "channel",
        r"/static/news/suara-panrita-sitemap\.xml": "site_map",
        r"/(?P<amp>amp/)?read/\d{4}/\d\d/\d\d/(?P<clock>\d{6})/(?P<name>[^/]+)": "article",
    }
    sitemap_path = "/static/news/suara-panrita-sitemap.xml"
    per_page = 8
    #: Scheduled stories have next year's addresses before they are out.
    forbidden = "/read/2027/"

    def path(self, story: Story) -> str:
        return f"/read/{story.published:%Y/%m/%d/%H%M%S}/{story.slug}"

    @property
    def draft_path(self) -> str:
        return self.path(self.draft)

    def section_path(self, section: str) -> str:
        return f"/kanal/{section}"

    # --- lists --------------------------------------------------------------------------------

    def front(self, query: Query) -> Answer:
        top = self.listed(self.stories[:1])
        headline = "".join(
            f'<a class="headline" href="{self.url(s)}"><img src="{self.photo(s)}" alt=""><b>{html.escape(s.title)}</b></a>'
            for s in top
        )
        return self.listing(
            self.posts, f"{self.name} - {self.tagline}", "/terkini", 1, headline
        ) or self.page("", self.name)

    def latest(self, query: Query) -> Answer | None:
        return self.listing(self.posts, "Terkini", "/terkini", number(query, "page", 1))

    def channel(self, query: Query, section: str) -> Answer | None:
        return self.listing(
            self.of_section(section), section.title(), self.section_path(section), number(query, "page", 1)
        )

    def listing(self, posts: list[Story], title: str, path: str, at: int, top: str = "") -> Answer | None:
        shown = page_of(posts, at, self.per_page)
        more = f'<a class="more" href="{self.base}{path}?page={at + 1}">Selanjutnya</a>'
        heading = top or f'<h1 class="kanal">{html.escape(title)}</h1>'
        pager = more if at * self.per_page < len(posts) else ""
        return self.page(heading + self.entries(shown) + pager, title) if shown else None

    def site_map(self, query: Query) -> Answer:
        return self.sitemap(["/amp" + self.path(story) for story in self.stories[:2]])

    def stamp(self, story: Story) -> str:
        """Kamis, 12 Mei 2022 | 17:16 WIB"""
        return f"{story.day} | {story.clock}"

    # --- an article ---------------------------------------------------------------------------

    def article(self, query: Query, amp: str | None, clock: str, name: str) -> Answer | None:
        story = next((s for s in self.posts if s.slug == name and f"{s.published:%H%M%S}" == clock), None)
        if story is None:
            return None
        pages = len(self.current(story).pages(WORDS_A_PAGE))
        whole = amp or query.get("page") == "all"
        at = pages if whole else number(query, "page", 1)
        return self.deliver(story, query | ({"amp": "1"} if amp else {}), at, pages) if at <= pages else None

    def article_page(self, story: Story, shown: Story, query: Query, page: int) -> Answer:
        pages = shown.pages(WORDS_A_PAGE)
        whole = "amp" in query or query.get("page") == "all"
        paragraphs = shown.paragraphs if whole else pages[page - 1]
        related = self.related(story, 12)
        between = {
            3 * n
            + 2: f'<p class="baca-juga">Baca Juga:<a href="{self.url(s)}">{html.escape(s.title)}</a></p>'
            for n, s in enumerate(related[:2])
            if 3 * n + 2 < len(paragraphs)
        }
        links = " ".join(f'<a href="{self.url(story)}?page={n}">{n}</a>' for n in range(1, len(pages) + 1))
        paged = len(pages) > 1 and not whole
        head = (
            f'<link rel="canonical" href="{self.url(story)}">\n'
            + ("" if shown.kind == "roundup" else '<meta property="og:type" content="article">\n')
            + f'<meta property="og:title" content="{html.escape(shown.title)}">\n<meta property="og:site_name" content="{self.name}">\n'
            f'<meta property="og:url" content="{self.url(story)}">\n<meta property="og:image" content="{self.photo(story)}">\n'
            + (
                ""
                if shown.kind == "roundup"
                else f'<meta property="article:published_time" content="{shown.published.isoformat()}">\n'
            )
            + ("" if "amp" in query else f'<link rel="amphtml" href="{self.base}/amp{self.path(story)}">')
        )
        content = self.render(
            "article",
            title=html.escape(shown.title),
            author=html.escape(shown.author),
            stamp=self.stamp(shown),
            photo=self.photo(story),
            body=self.body(shown, prose(paragraphs, between=between)),
            pager=f'<div class="pages">{links} <a href="{self.url(story)}?page=all">Tampilkan Semua</a></div>'
            if paged
            else "",
            tags=" ".join(f"<li>{html.escape(tag)}</li>" for tag in shown.tags),
            related=self.links(related[2:5]),
            popular=self.links(related[5:8]),
            newest=self.links(related[8:]),
        )
        return self.page(content, shown.title, head)
