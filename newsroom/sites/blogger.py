"""Catatan Rinjani: a Blogger site: Atom feeds with the whole text, label pages, paragraphs by line breaks."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import ClassVar
from urllib.parse import quote, unquote

from newsroom.articles import Story
from newsroom.sites.base import Query, Site, number
from newsroom.sites.markup import Answer, rss, xml

#: Blogger cuts slugs at about so many letters.
SLUG = 39


class CatatanRinjani(Site):
    slug = "catatan-rinjani"
    name = "Catatan Rinjani"
    tagline = "Warta Bali, NTB, dan NTT"
    routes: ClassVar[dict[str, str]] = {
        r"/": "front",
        r"/search": "older",
        r"/search/label/(?P<label>[^/]+)": "label",
        r"/feeds/posts/default(?:/-/(?P<label>[^/]+))?": "feed",
        r"/sitemap\.xml": "site_map",
        r"(?P<path>/\d{4}/\d\d/[^/]+\.html)": "article",
    }
    per_page = 5
    #: Scheduled posts have next year's addresses before they are out.
    forbidden = "/2027/"
    robots_lines = ("Disallow: /search", "Allow: /")

    def path(self, story: Story) -> str:
        return f"/{story.published:%Y/%m}/{story.slug[:SLUG].rstrip('-')}.html"

    @property
    def draft_path(self) -> str:
        return self.path(self.draft)

    @property
    def moved(self) -> tuple[str, str]:
        oldest = self.posts[-1]
        return f"/{oldest.published:%Y/%m}/judul-lama.html", self.path(oldest)

    @property
    def gone(self) -> str:
        return f"/{self.posts[0].published:%Y/%m}/berita-yang-sudah-dihapus.html"

    def section_path(self, section: str) -> str:
        return f"/search/label/{quote(section)}"

    def labelled(self, label: str) -> list[Story]:
        """A label's posts: sections and tags are labels alike."""
        label = unquote(label).lower()
        return [p for p in self.posts if label == p.section.lower() or label in map(str.lower, p.tags)]

    # --- lists --------------------------------------------------------------------------------

    def front(self, query: Query) -> Answer:
        return self.listing(self.posts, 1, "/search?")

    def older(self, query: Query) -> Answer | None:
        start = number(query, "start", 1)
        return self.listing(self.posts, start, "/search?") if start <= len(self.posts) else None

    def label(self, query: Query, label: str) -> Answer | None:
        posts, size = self.labelled(label), number(query, "max-results", 8)
        start = number(query, "start", 1)
        path = f"{self.section_path(unquote(label))}?max-results={size}&amp;"
        return self.listing(posts, start, path, size) if start <= len(posts) else None

    def listing(self, posts: list[Story], start: int, path: str, size: int = 0) -> Answer:
        """Lists hold the full text of every post, as the platform's do; `start` counts from 1."""
        size = size or self.per_page
        shown = self.entries(posts[start - 1 : start - 1 + size])
        older = f"<a class='blog-pager-older-link' href='{self.base}{path}start={start + size}'>Postingan Lama</a>"
        pager = older if start - 1 + size < len(posts) else ""
        return self.page(f"{shown}<div id='blog-pager'>{pager}</div>", self.name)

    def entries(self, posts: Sequence[Story]) -> str:
        return "".join(self._post(story, story, "h3") for story in self.listed(posts))

    def _post(self, story: Story, shown: Story, heading: str) -> str:
        body = "<br />\n<br />\n".join(html.escape(p) for p in shown.paragraphs)
        if shown.kind == "empty":
            body = f"<div class='separator'><img src='{self.photo(story)}' alt=''/></div>"
        elif shown.kind == "roundup":
            body = f"<ul>{self.links(self.listed(self.stories[:8]))}</ul>"
        labels = ", ".join(
            f"<a href='{self.base}{self.section_path(label)}' rel='tag'>{html.escape(label)}</a>"
            for label in dict.fromkeys([shown.section, *shown.tags])
        )
        return self.render(
            "post",
            heading=heading,
            url=self.url(story),
            title=html.escape(shown.title),
            day=shown.day,
            clock=f"{shown.published:%H.%M}",
            iso=shown.published.isoformat(),
            author=html.escape(shown.author),
            body=body,
            labels=labels,
        )

    def feed(self, query: Query, label: str | None) -> Answer:
        posts = self.labelled(label) if label else self.posts
        size, start = number(query, "max-results", 25), number(query, "start-index", 1)
        shown = self.listed(posts[start - 1 : start - 1 + size])
        if query.get("alt") == "rss":
            return rss(self.name, self.base, [(s, self.url(s)) for s in shown], words=10_000)
        entries = "".join(
            f"<entry><id>tag:blogger.com,1999:blog-1.post-{s.number}</id><published>{s.published.isoformat()}</published>"
            f"<updated>{self.changed(s).isoformat(timespec='seconds')}</updated><category scheme='http://www.blogger.com/atom/ns#' term='{html.escape(s.section)}'/>"
            f"<title type='text'>{html.escape(s.title)}</title>"
            f"<content type='html'>{html.escape('<br />'.join(html.escape(p) for p in s.paragraphs))}</content>"
            f"<link rel='alternate' type='text/html' href='{self.url(s)}' title='{html.escape(s.title)}'/>"
            f"<author><name>{html.escape(s.author)}</name></author></entry>"
            for s in shown
        )
        after = start + size
        older = (
            f"<link rel='next' type='application/atom+xml' href='{self.base}/feeds/posts/default?start-index={after}&amp;max-results={size}'/>"
            if after <= len(posts)
            else ""
        )
        return xml(
            "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'>"
            f"<id>tag:blogger.com,1999:blog-1</id><title type='text'>{self.name}</title>{older}"
            f"<generator>Blogger</generator><openSearch:totalResults>{len(posts)}</openSearch:totalResults>"
            f"<openSearch:startIndex>{start}</openSearch:startIndex>{entries}</feed>",
            "application/atom+xml",
        )

    def site_map(self, query: Query) -> Answer:
        return self.sitemap()

    # --- a post -------------------------------------------------------------------------------

    def article(self, query: Query, path: str) -> Answer | None:
        # ?m=1 and ?m=0 give the same post once more.
        return self.deliver(next((s for s in self.posts if self.path(s) == path), None), query)

    def article_page(self, story: Story, shown: Story, query: Query, page: int) -> Answer:
        content = self._post(story, shown, "h1")
        if shown.kind == "roundup":
            content = self.entries(self.stories[:4])
        head = (
            f"<link href='{self.url(story)}' rel='canonical'/>\n<meta content='{self.url(story)}' property='og:url'/>\n"
            f"<meta content='{html.escape(shown.title)}' property='og:title'/>\n"
            f"<meta content='{self.photo(story)}' property='og:image'/>"
        )
        return self.page(content, f"{self.name}: {shown.title}", head)
