"""Koran Banda: a hand-made site: tables, no metadata, no feed, and pages that declare the wrong character set.

Pages of even number are windows-1252 bytes declared as UTF-8, those of odd number UTF-8 bytes declared as
iso-8859-1; lists likewise, by the list's number. The server's header names no character set.
"""

from __future__ import annotations

import html
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import DRAFT, Query, Site, page_of
from newsroom.sites.markup import Answer


class KoranBanda(Site):
    slug = "koran-banda"
    name = "Koran Banda"
    tagline = "“Suara dari timur dan utara”"
    routes: ClassVar[dict[str, str]] = {
        r"/(?:index(?P<at>\d{0,3})\.html)?": "front",
        r"/[a-z-]+/(?P<id>\d+)-[^/]+\.htm": "article",
    }
    per_page = 7
    sitemap_path = None

    def path(self, story: Story) -> str:
        return f"/{story.section}/{story.number}-{story.slug}.htm"

    @property
    def draft_path(self) -> str:
        return f"{self.forbidden}{DRAFT}-{self.draft.slug}.htm"

    @property
    def moved(self) -> tuple[str, str]:
        return f"/lama/77-{self.posts[-1].slug}.htm", self.path(self.posts[-1])

    def section_path(self, section: str) -> str:
        return "/index.html"

    def front(self, query: Query, at: str | None) -> Answer | None:
        here = int(at or 1)
        shown = page_of(self.posts, here, self.per_page)
        if not shown:
            return None
        rows = self.entries(shown)
        if here == 1:
            rows += "".join(
                f"<tr><td><font size=2>Arsip<td><a href='{path}'>{html.escape(title)}</a>\n"
                for path, title in self.strays
            )
        older = f"<a href='/index{here + 1}.html'>Berita sebelumnya &gt;&gt;</a>"
        more = older if here * self.per_page < len(self.posts) else ""
        return self.typed(f"<table cellpadding=4>{rows}</table>\n<p>{more}", self.name, here)

    def article(self, query: Query, id: str) -> Answer | None:
        return self.deliver(next((s for s in self.posts if str(s.number) == id), None), query)

    def article_page(self, story: Story, shown: Story, query: Query, page: int) -> Answer:
        if shown.kind == "news" or shown.text:
            # Paragraphs are opened and never closed, as they were typed.
            body = "\n".join(f"<p>{html.escape(p, quote=False)}" for p in shown.paragraphs)
        else:
            body = f"<table>{self.body(shown)}</table>"
        content = self.render(
            "article",
            title=html.escape(shown.title),
            day=shown.day,
            clock=shown.clock,
            author=html.escape(shown.author),
            body=body,
        )
        return self.typed(content, shown.title, story.number)

    def page(self, content: str, title: str, head: str = "") -> Answer:
        return self.typed(content, title, 1)

    def typed(self, content: str, title: str, number: int) -> Answer:
        """A page in the character set it really is in, with the declaration of the other."""
        declared = "utf-8" if number % 2 == 0 else "iso-8859-1"
        page = self.render("frame", title=html.escape(title), content=content, declared=declared)
        body = page.encode("cp1252", "xmlcharrefreplace") if number % 2 == 0 else page.encode()
        return Answer(body, content_type="text/html")
