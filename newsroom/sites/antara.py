"""ANTERO Jawa Tengah: like the regional sites of the national agency: numbered addresses, a foot with credits."""

from __future__ import annotations

import html
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import Answer, Site, lead, prose, rss


class Antero(Site):
    slug = "antero"
    name = "ANTERO Jawa Tengah"
    tagline = "Kantor berita"
    routes: ClassVar[dict[str, str]] = {
        r"/": "front",
        r"/terkini": "latest",
        r"/rss/terkini\.xml": "feed",
        r"/sitemap\.xml": "site_map",
        r"/(?P<amp>amp/)?berita/(?P<number>\d+)/(?P<name>[^/]+)": "article",
    }
    per_page = 6

    def path(self, story: Story) -> str:
        return f"/berita/{story.number}/{story.slug}"

    @property
    def moved(self) -> tuple[str, str]:
        return f"/berita/{self.stories[-1].number + 1}/{self.stories[-1].slug}", self.path(self.stories[-1])

    def front(self, query: dict[str, str]) -> Answer:
        return self.listing(self.slice(1), self.name, 1)

    def latest(self, query: dict[str, str]) -> Answer | None:
        number = int(query.get("page", "1"))
        shown = self.slice(number)
        return self.listing(shown, "Terkini", number) if shown else None

    def listing(self, stories: list[Story], title: str, number: int) -> Answer:
        rows = "".join(
            f'<div class="card"><h2><a href="{self.url(s)}">{html.escape(s.title)}</a></h2><p>{s.day} {s.clock}</p></div>'
            for s in stories
        )
        if number == 1:
            rows += (
                f'<p><a href="{self.moved[0]}">Berita pilihan: {html.escape(self.stories[-1].title)}</a></p>'
            )
        older = number * self.per_page < len(self.stories)
        return self.page(
            rows + (f'<a href="/terkini?page={number + 1}">Berikutnya</a>' if older else ""), title
        )

    def article(self, query: dict[str, str], amp: str | None, number: str, name: str) -> Answer | None:
        story = next((s for s in self.stories if str(s.number) == number), None)
        if story is None:
            return None
        # The oldest story's page fails when it is asked for the first time, and heals.
        if story is self.stories[-1] and (failure := self.fails_once()):
            return failure
        shown = self.serve(story)
        related = self.related(story, 4)
        cut = max(1, len(shown.paragraphs) - 2)
        inline = f'<p class="baca-juga">Baca juga: <a href="{self.url(related[0])}">{html.escape(related[0].title)}</a></p>'
        body = prose(shown.paragraphs[:cut]) + inline + prose(shown.paragraphs[cut:])
        head = (
            f'<link rel="canonical" href="{self.url(story)}"><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{html.escape(shown.title)} - {self.name}">'
            f'<meta property="article:published_time" content="{shown.published.isoformat()}">'
            f'<meta name="author" content="{html.escape(shown.author)}">'
        )
        content = self.render(
            "article",
            title=html.escape(shown.title),
            stamp=f"{shown.day} {shown.clock}",
            author=html.escape(shown.author),
            body=body,
            year=shown.published.year,
            tags=" ".join(f"<a href='/tag/x'>{html.escape(tag)}</a>" for tag in shown.tags),
            related="".join(
                f'<li><a href="{self.url(s)}">{html.escape(s.title)}</a></li>' for s in related[1:]
            ),
        )
        return self.page(content, f"{shown.title} - {self.name}", head)

    def feed(self, query: dict[str, str]) -> Answer:
        return rss(self, self.slice(1, 8), f"{self.name} - Terkini", lambda s: lead(s, 22))

    def site_map(self, query: dict[str, str]) -> Answer:
        return self.sitemap()
