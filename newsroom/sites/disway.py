"""Harian Siginjai: like the papers on the Disway engine: numbered addresses, articles over pages, BACA JUGA glued in."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import Answer, Site, lead, prose, rss

#: An article's further pages are /15, /30, … behind its address.
STEP = 15
WORDS_A_PAGE = 260


class HarianSiginjai(Site):
    slug = "harian-siginjai"
    name = "Harian Siginjai"
    tagline = "Dari Sumatera untuk Indonesia"
    routes: ClassVar[dict[str, str]] = {
        r"/": "front",
        r"/kategori/(?P<section>[a-z-]+)(?:/(?P<offset>\d+))?": "category",
        r"/rss": "feed",
        r"/sitemap\.xml": "site_map",
        r"/read/(?P<number>\d+)/(?P<name>[^/]+)(?:/(?P<offset>\d+))?": "article",
    }
    per_page = 6

    def path(self, story: Story) -> str:
        return f"/read/{story.number}/{story.slug}"

    def extra(self) -> dict[str, Callable[[], Answer]]:
        return {"/read/990900/kumpulan-berita-mutasi-pekan-ini": self.roundup}

    @property
    def moved(self) -> tuple[str, str]:
        return "/baca/" + self.stories[-1].slug, self.path(self.stories[-1])

    def front(self, query: dict[str, str]) -> Answer:
        return self.listing(self.slice(1, 12), self.name, "")

    def category(self, query: dict[str, str], section: str, offset: str | None) -> Answer | None:
        start = int(offset or 0)
        shown = self.stories[start : start + self.per_page]
        older = start + self.per_page
        pager = (
            f'<div class="pagination"><a href="/kategori/{section}/{older}" data-ci-pagination-page="2">Selanjutnya</a></div>'
            if older < len(self.stories)
            else ""
        )
        return self.listing(shown, f"Kategori {section}", pager) if shown else None

    def listing(self, stories: list[Story], title: str, pager: str) -> Answer:
        rows = "".join(
            f'<div class="media"><h2 class="media-heading"><a href="{self.url(s)}">{html.escape(s.title)}</a></h2>'
            f'<span class="date">{self.stamp(s)}</span><p>{html.escape(lead(s, 18))}</p></div>'
            for s in stories
        )
        return self.page(rows + pager, title)

    @staticmethod
    def stamp(story: Story) -> str:
        """Minggu 21-05-2023,18:00 WIB"""
        return f"{story.day.split(',')[0]} {story.published:%d-%m-%Y},{story.clock}"

    def article(self, query: dict[str, str], number: str, name: str, offset: str | None) -> Answer | None:
        # The number decides; the slug may be anything.
        story = next((s for s in self.stories if str(s.number) == number), None)
        if story is None:
            return None
        at = int(offset or 0)
        shown = self.serve(story) if at == 0 else self.corrected(story) if self.is_corrected(story) else story
        pages = shown.pages(WORDS_A_PAGE)
        if at % STEP or at // STEP >= len(pages):
            return None
        paragraphs = list(pages[at // STEP])
        related = self.related(story, 8)
        # The engine glues the label to the sentence before it, in pairs.
        glued = "".join(
            f'<strong><a href="{self.url(s)}">BACA JUGA:{html.escape(s.title)}</a></strong>\n'
            for s in related[:2]
        )
        cut = max(1, len(paragraphs) // 3)
        body = prose(paragraphs[:cut]) + f"<p>{glued}</p>" + prose(paragraphs[cut:])
        links = "".join(
            f'<a href="{self.url(story)}/{n * STEP}" data-ci-pagination-page="{n + 1}">{n + 1}</a> '
            if n
            else f'<a href="{self.url(story)}" data-ci-pagination-page="1">1</a> '
            for n in range(len(pages))
        )
        pager = f'<div class="pagination">{links}</div>' if len(pages) > 1 else ""
        head = (
            f'<link rel="canonical" href="{self.url(story)}"><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{html.escape(shown.title)}">'
            f'<meta property="og:site_name" content="{self.name}">'
        )
        content = self.render(
            "article",
            title=html.escape(shown.title),
            stamp=self.stamp(shown),
            author=html.escape(shown.author),
            body=body,
            pager=pager,
            related="".join(
                f'<li><a href="{self.url(s)}">{html.escape(s.title)}</a></li>' for s in related[2:]
            ),
        )
        return self.page(content, shown.title, head)

    def roundup(self) -> Answer:
        """A list in the form of an article's address."""
        rows = "".join(
            f'<article><h2><a href="{self.url(s)}">{html.escape(s.title)}</a></h2><p>{html.escape(lead(s, 40))}</p></article>'
            for s in self.stories[:8]
        )
        return self.page(rows, "Kumpulan berita mutasi pekan ini")

    def feed(self, query: dict[str, str]) -> Answer:
        return rss(self, self.slice(1, 10), self.name, lambda s: lead(s, 25))

    def site_map(self, query: dict[str, str]) -> Answer:
        return self.sitemap(("/read/990900/kumpulan-berita-mutasi-pekan-ini",))
