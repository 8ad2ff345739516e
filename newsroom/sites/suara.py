"""SuaraPanrita.id: like the regional sites of a national portal: time in the address, ?page=all, AMP copies."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import Answer, Site, prose

WORDS_A_PAGE = 300


class SuaraPanrita(Site):
    slug = "suara-panrita"
    name = "SuaraPanrita.id"
    tagline = "Sulawesi hari ini"
    routes: ClassVar[dict[str, str]] = {
        r"/": "front",
        r"/terkini": "latest",
        r"/static/news/suara-panrita-sitemap\.xml": "site_map",
        r"/(?P<amp>amp/)?read/(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)/(?P<clock>\d{6})/(?P<name>[^/]+)": "article",
    }
    sitemap_path = "/static/news/suara-panrita-sitemap.xml"
    per_page = 8

    def path(self, story: Story) -> str:
        return f"/read/{story.published:%Y/%m/%d/%H%M%S}/{story.slug}"

    def extra(self) -> dict[str, Callable[[], Answer]]:
        return {"/read/2026/10/02/101010/video-pelantikan-pejabat": self.without_body}

    def front(self, query: dict[str, str]) -> Answer:
        return self.listing(self.slice(1), self.name, 1)

    def latest(self, query: dict[str, str]) -> Answer | None:
        number = int(query.get("page", "1"))
        shown = self.slice(number)
        return self.listing(shown, "Terkini", number) if shown else None

    def listing(self, stories: list[Story], title: str, number: int) -> Answer:
        rows = "".join(
            f'<div class="item"><h2><a href="{self.url(s)}">{html.escape(s.title)}</a></h2><span class="date">{s.day} | {s.clock}</span></div>'
            for s in stories
        )
        pager = (
            f'<a class="more" href="/terkini?page={number + 1}">Selanjutnya</a>'
            if number * self.per_page < len(self.stories)
            else ""
        )
        return self.page(rows + pager, title)

    def article(
        self, query: dict[str, str], amp: str | None, year: str, month: str, day: str, clock: str, name: str
    ) -> Answer | None:
        story = next((s for s in self.stories if s.slug == name and f"{s.published:%H%M%S}" == clock), None)
        if story is None:
            return None
        shown = self.serve(story)
        pages = [shown.paragraphs] if query.get("page") == "all" else shown.pages(WORDS_A_PAGE)
        at = int(query["page"]) if query.get("page", "").isdigit() else 1
        if not 1 <= at <= len(pages):
            return None
        related = self.related(story, 9)
        parts = []
        for n, paragraph in enumerate(pages[at - 1], 1):
            parts.append(paragraph)
            if n % 3 == 0 and n // 3 <= 2:
                other = related[n // 3 - 1]
                parts.append(
                    f"\0<p class='baca-juga'>Baca Juga:<a href='{self.url(other)}'>{html.escape(other.title)}</a></p>"
                )
        body = ""
        run: list[str] = []
        for part in [*parts, "\0"]:
            if part.startswith("\0"):
                body, run = body + prose(run) + part[1:], []
            else:
                run.append(part)
        links = " ".join(f'<a href="{self.url(story)}?page={n}">{n}</a>' for n in range(1, len(pages) + 1))
        pager = (
            f'<div class="pages">{links} <a href="{self.url(story)}?page=all">Tampilkan Semua</a></div>'
            if len(pages) > 1
            else ""
        )
        head = (
            f'<link rel="canonical" href="{self.url(story)}"><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{html.escape(shown.title)}"><meta property="og:site_name" content="{self.name}">'
            f'<meta property="article:published_time" content="{shown.published.isoformat()}">'
            f'<link rel="amphtml" href="{self.base}/amp{self.path(story)}">'
        )
        content = self.render(
            "article",
            title=html.escape(shown.title),
            author=html.escape(shown.author),
            stamp=f"{shown.day} | {shown.clock}",
            body=body,
            pager=pager,
            related=self._headlines(related[2:5]),
            popular=self._headlines(related[5:7]),
            newest=self._headlines(related[7:9]),
        )
        return self.page(content, shown.title, head)

    def _headlines(self, stories: list[Story]) -> str:
        return "".join(f'<li><a href="{self.url(s)}">{html.escape(s.title)}</a></li>' for s in stories)

    def without_body(self) -> Answer:
        head = '<meta property="og:type" content="article">'
        return self.page(
            "<h1>Video pelantikan pejabat</h1><div class='player'></div>", "Video pelantikan pejabat", head
        )

    def site_map(self, query: dict[str, str]) -> Answer:
        return self.sitemap(
            ("/read/2026/10/02/101010/video-pelantikan-pejabat", "/amp" + self.path(self.stories[0]))
        )
