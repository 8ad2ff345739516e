"""Harian Siginjai: like the papers on the Disway engine: numbered addresses, articles over pages, BACA JUGA glued in."""

from __future__ import annotations

import html
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import DRAFT, Query, Site, page_of
from newsroom.sites.markup import Answer, prose, rss

#: An article's further pages are /15, /30, … behind its address.
STEP = 15
WORDS_A_PAGE = 260


class HarianSiginjai(Site):
    slug = "harian-siginjai"
    name = "Harian Siginjai"
    tagline = "Dari Sumatera untuk Indonesia"
    routes: ClassVar[dict[str, str]] = {
        r"/": "front",
        r"/kategori/(?P<section>[^/]+)(?:/(?P<offset>\d{1,5}))?": "category",
        r"/rss(?:/(?P<section>[^/]+))?": "feed",
        r"/sitemap\.xml": "site_map",
        r"/(?P<amp>amp|read)/(?P<id>\d+)/(?P<name>[^/]+)(?:/(?P<offset>\d{1,5}))?": "article",
    }

    def path(self, story: Story) -> str:
        return f"/read/{story.number}/{story.slug}"

    @property
    def draft_path(self) -> str:
        return f"{self.forbidden}read/{DRAFT}/{self.draft.slug}"

    @property
    def moved(self) -> tuple[str, str]:
        # A wrong slug would be served, for the number decides; an old number leads to the new one.
        return f"/read/77/{self.posts[-1].slug}", self.path(self.posts[-1])

    def section_path(self, section: str) -> str:
        return f"/kategori/{section}"

    # --- lists --------------------------------------------------------------------------------

    def front(self, query: Query) -> Answer:
        return self.page(self.entries(page_of(self.posts, 1, 10)), f"{self.name} - {self.tagline}")

    def category(self, query: Query, section: str, offset: str | None) -> Answer | None:
        posts, start = self.of_section(section), int(offset or 0)
        shown = posts[start : start + self.per_page]
        if not shown:
            return None
        links = _pager(f"{self.base}/kategori/{section}", -(-len(posts) // self.per_page), self.per_page)
        heading = f'<h1 class="rubrik">{html.escape(section.replace("-", " ").title())}</h1>'
        return self.page(heading + self.entries(shown) + links, f"Berita {section} terkini")

    def feed(self, query: Query, section: str | None) -> Answer | None:
        posts = self.listed(self.of_section(section) if section else self.posts)[:10]
        return (
            rss(self.name, self.base, [(s, self.url(s)) for s in posts], words=25, encoded=False)
            if posts
            else None
        )

    def site_map(self, query: Query) -> Answer:
        return self.sitemap()

    def stamp(self, story: Story) -> str:
        """Minggu 21-05-2023,18:00 WIB"""
        return f"{story.day.split(',')[0]} {story.published:%d-%m-%Y},{story.clock}"

    # --- an article ---------------------------------------------------------------------------

    def article(self, query: Query, amp: str, id: str, name: str, offset: str | None) -> Answer | None:
        # The number decides; the slug may be anything.
        story = next((s for s in self.posts if str(s.number) == id), None)
        at = int(offset or 0)
        if story is None or at % STEP:
            return None
        pages = len(self.current(story).pages(WORDS_A_PAGE))
        if at // STEP >= pages:
            return None
        return self.deliver(story, query, at // STEP + 1, pages)

    def article_page(self, story: Story, shown: Story, query: Query, page: int) -> Answer:
        pages = shown.pages(WORDS_A_PAGE)
        paragraphs = pages[page - 1]
        related = self.related(story, 9)
        # The engine glues the label to the end of a sentence, in pairs.
        pair = "".join(
            f'<strong><a href="{self.url(s)}">BACA JUGA:{html.escape(s.title)}</a></strong><br>\n'
            for s in related[2 * page - 2 : 2 * page]
        )
        cut = max(0, len(paragraphs) // 3 - 1)
        content = self.render(
            "article",
            title=html.escape(shown.title),
            stamp=self.stamp(shown),
            author=html.escape(shown.author),
            photo=self.photo(story),
            section=html.escape(shown.section),
            section_url=self.base + self.section_path(shown.section),
            body=self.body(shown, prose(paragraphs, glued={cut: pair})),
            pager=_pager(self.url(story), len(pages), STEP),
            tags=" ".join(f'<span class="tag">#{html.escape(tag)}</span>' for tag in shown.tags),
            related=self.links(related[4:]),
        )
        og_type = "" if shown.kind == "roundup" else '<meta property="og:type" content="article">\n'
        head = (
            f'<link rel="canonical" href="{self.url(story)}">\n<link rel="amphtml" href="{self.base}/amp/{story.number}/{story.slug}">\n'
            f'{og_type}<meta property="og:title" content="{html.escape(shown.title)}">\n'
            f'<meta property="og:site_name" content="{self.name}">\n<meta property="og:image" content="{self.photo(story)}">'
        )
        return self.page(content, shown.title, head)


def _pager(url: str, pages: int, step: int) -> str:
    """Links to the pages of a list or an article: the first without, the others with their offset."""
    links = " ".join(
        f'<a href="{url}{f"/{n * step}" if n else ""}" data-ci-pagination-page="{n + 1}">{n + 1}</a>'
        for n in range(pages)
    )
    return f'<div class="pagination">{links}</div>' if pages > 1 else ""
