"""Catatan Rinjani: a Blogger site: Atom feeds with the whole text, label pages, paragraphs by line breaks."""

from __future__ import annotations

import html
from typing import ClassVar

from newsroom.articles import Story
from newsroom.sites.base import Answer, Site, xml


class CatatanRinjani(Site):
    slug = "catatan-rinjani"
    name = "Catatan Rinjani"
    tagline = "Warta Bali, NTB, dan NTT"
    routes: ClassVar[dict[str, str]] = {
        r"/": "front",
        r"/feeds/posts/default": "feed",
        r"/sitemap\.xml": "site_map",
        r"/search/label/(?P<label>[^/]+)": "label",
        r"/(?P<year>\d{4})/(?P<month>\d\d)/(?P<name>[^/]+)\.html": "article",
    }
    per_page = 5

    def path(self, story: Story) -> str:
        # Blogger cuts slugs at about 39 letters.
        return f"/{story.published:%Y/%m}/{story.slug[:39].rstrip('-')}.html"

    @property
    def moved(self) -> tuple[str, str]:
        story = self.stories[-1]
        return f"/{story.published:%Y/%m}/judul-lama.html", self.path(story)

    @property
    def gone(self) -> str:
        return "/2026/01/berita-yang-sudah-dihapus.html"

    def front(self, query: dict[str, str]) -> Answer:
        return self.listing(self.stories[: self.per_page], self.name)

    def label(self, query: dict[str, str], label: str) -> Answer:
        return self.listing(self.stories[:20], f"Label: {label}")

    def listing(self, stories: list[Story], title: str) -> Answer:
        """Lists hold the full text of every post, as the platform's do."""
        return self.page("".join(self._post(story, story, "h3") for story in stories), title)

    def _post(self, story: Story, shown: Story, heading: str) -> str:
        body = "<br /><br />".join(html.escape(p) for p in shown.paragraphs)
        return self.render(
            "post",
            heading=heading,
            url=self.url(story),
            title=html.escape(shown.title),
            day=shown.day,
            author=html.escape(shown.author),
            body=body,
        )

    def article(self, query: dict[str, str], year: str, month: str, name: str) -> Answer | None:
        path = f"/{year}/{month}/{name}.html"
        story = next((s for s in self.stories if self.path(s) == path), None)
        if story is None:
            return None
        shown = self.serve(story)
        head = f'<link rel="canonical" href="{self.url(story)}"><meta content="{html.escape(shown.title)}" property="og:title">'
        return self.page(self._post(story, shown, "h1"), f"{shown.title} - {self.name}", head)

    def feed(self, query: dict[str, str]) -> Answer:
        size, start = int(query.get("max-results", "25")), int(query.get("start-index", "1"))
        shown = self.stories[start - 1 : start - 1 + size]
        entries = "".join(
            f"<entry><id>tag:blogger.com,1999:blog-1.post-{s.number}</id><published>{s.published.isoformat()}</published>"
            f"<updated>{self.changed(s).isoformat(timespec='seconds')}</updated><title type='text'>{html.escape(s.title)}</title>"
            f"<content type='html'>{html.escape('<br />'.join(s.paragraphs))}</content>"
            f"<link rel='alternate' type='text/html' href='{self.url(s)}'/><author><name>{html.escape(s.author)}</name></author></entry>"
            for s in shown
        )
        after = start + size
        older = (
            f"<link rel='next' type='application/atom+xml' href='{self.base}/feeds/posts/default?start-index={after}&amp;max-results={size}'/>"
            if after <= len(self.stories)
            else ""
        )
        return xml(
            f"<feed xmlns='http://www.w3.org/2005/Atom'><title type='text'>{self.name}</title>{older}{entries}</feed>",
            "application/atom+xml",
        )

    def site_map(self, query: dict[str, str]) -> Answer:
        return self.sitemap()
