"""Koran Banda: a hand-made site: tables, no metadata, no feed, and pages that declare the wrong character set.

Pages of even number are windows-1252 bytes declared as UTF-8, those of odd number UTF-8 bytes declared as
iso-8859-1; the server names no character set.
"""

from __future__ import annotations

import html
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import Answer, Site


class KoranBanda(Site):
    slug = "koran-banda"
    name = "Koran Banda"
    tagline = "Suara dari timur dan utara"
    routes: ClassVar[dict[str, str]] = {
        r"/(?:index\.html)?": "front",
        r"/index(?P<number>\d+)\.html": "front",
        r"/(?P<folder>[a-z-]+)/(?P<story>\d+)-(?P<name>[^/]+)\.htm": "article",
    }
    per_page = 6

    def path(self, story: Story) -> str:
        return f"/{story.section}/{story.number}-{story.slug}.htm"

    def robots(self) -> str:
        return "User-agent: *\nDisallow: /internal/\n"

    @property
    def moved(self) -> tuple[str, str]:
        return f"/lama/{self.stories[-1].number + 1}-{self.stories[-1].slug}.htm", self.path(self.stories[-1])

    def front(self, query: dict[str, str], number: str | None = None) -> Answer | None:
        at = int(number or 1)
        shown = self.slice(at)
        if not shown:
            return None
        rows = "".join(
            f"<tr><td><font size=2>{s.day}<td><a href='{self.path(s)}'>{html.escape(s.title)}</a>"
            for s in shown
        )
        if at == 1:
            rows += f"<tr><td>Arsip<td><a href='{self.moved[0]}'>Arsip lama: {html.escape(self.stories[-1].title)}</a>"
            rows += f"<tr><td>Arsip<td><a href='{self.gone}'>Berita yang sudah dihapus dari situs ini</a>"
        older = (
            f"<a href='/index{at + 1}.html'>Berita sebelumnya</a>"
            if at * self.per_page < len(self.stories)
            else ""
        )
        return self.bytes_of(
            self.render("frame", title=self.name, content=f"<table>{rows}</table>{older}", declared="utf-8"),
            1,
        )

    def article(self, query: dict[str, str], folder: str, story: str, name: str) -> Answer | None:
        found = next((s for s in self.stories if str(s.number) == story), None)
        if found is None:
            return None
        if found is self.stories[0]:
            self.slowly()
        shown = self.serve(found)
        wrong = found.number % 2 == 0
        body = "".join(
            f"<p>{html.escape(p, quote=False)}" for p in shown.paragraphs
        )  # unclosed, as it was typed
        content = self.render(
            "article",
            title=html.escape(shown.title),
            day=shown.day,
            clock=shown.clock,
            author=html.escape(shown.author),
            body=body,
        )
        page = self.render(
            "frame",
            title=html.escape(shown.title),
            content=content,
            declared="utf-8" if wrong else "iso-8859-1",
        )
        return self.bytes_of(page, found.number)

    def page(self, content: str, title: str, head: str = "") -> Answer:
        return self.bytes_of(self.render("frame", title=html.escape(title), content=content, declared="utf-8"), 1)

    @staticmethod
    def bytes_of(page: str, number: int) -> Answer:
        """The page's bytes in the character set it really is in; see the module's first lines."""
        body = page.encode("cp1252", "xmlcharrefreplace") if number % 2 == 0 else page.encode()
        return Answer(body, content_type="text/html")
