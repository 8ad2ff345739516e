"""What every site of the sample newsroom does, and the traps that real sites set for a crawler.

Each site has: robots.txt with a forbidden folder that holds an article-like page (`Site.hits` counts visits to it);
one address that moved (301); one that is listed and gone (404); ETag and Last-Modified with 304 answers. One
site or another has a page that fails the first time (500), one that is slow, one in English, one without a body, and a
list that looks like an article. An article with a `later` version is served corrected from the second fetch on.
"""

from __future__ import annotations

import hashlib
import html
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from string import Template
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from newsroom.articles import Story, read_stories

TEMPLATES = Path(__file__).parent.parent / "templates"
FORBIDDEN = "/internal/daftar-nama-belum-terbit"


@dataclass
class Answer:
    """What a site answers; `body` is the bytes as they go out."""

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """One outlet. A platform's module subclasses it and fills `routes`: pattern of the path → method name."""

    slug: ClassVar[str]
    name: ClassVar[str]
    tagline: ClassVar[str] = ""
    routes: ClassVar[dict[str, str]] = {}
    #: Path prefix of an address that moved and of one that is gone, listed beside the real ones.
    per_page = 10

    def __init__(self, stories: list[Story] | None = None, *, later: bool = False) -> None:
        self.stories = read_stories(self.slug) if stories is None else stories
        self.base = ""
        self.later = later
        self.hits: Counter[str] = Counter()
        self._fetched: set[int] = set()
        self._lock = threading.Lock()
        self._routes = [
            (re.compile(pattern), getattr(self, method)) for pattern, method in self.routes.items()
        ]
        self._broken_once = False

    # --- addresses ----------------------------------------------------------------------------

    def path(self, story: Story) -> str:
        """The path of a story's page."""
        raise NotImplementedError(self.slug)

    def url(self, story: Story) -> str:
        return self.base + self.path(story)

    @property
    def moved(self) -> tuple[str, str]:
        """An address that moved, and where it leads."""
        story = self.stories[-1]
        return self.path(story).replace(story.slug, "judul-lama-" + story.slug), self.path(story)

    @property
    def gone(self) -> str:
        """An address that is listed and does not exist."""
        story = self.stories[0]
        return (
            self.path(story)
            .replace(story.slug, "berita-yang-sudah-dihapus")
            .replace(str(story.number), "990001")
        )

    # --- answering ----------------------------------------------------------------------------

    def answer(self, target: str, headers: dict[str, str]) -> Answer:
        """The answer to a GET of `target` (path and query)."""
        parts = urlsplit(target)
        with self._lock:
            self.hits[parts.path] += 1
        query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        answer = self._answer(parts.path, query)
        if answer.status == 200:
            tag = f'"{hashlib.sha1(answer.body, usedforsecurity=False).hexdigest()[:16]}"'
            answer.headers.setdefault("ETag", tag)
            if headers.get("if-none-match") == tag:
                return Answer(b"", 304, answer.content_type, {"ETag": tag})
        return answer

    def _answer(self, path: str, query: dict[str, str]) -> Answer:
        if path == "/robots.txt":
            return Answer(self.robots().encode(), content_type="text/plain; charset=UTF-8")
        if path.startswith("/internal/"):
            return self.page("<p>Draf internal, belum untuk diterbitkan.</p>", "Draf")
        if path == self.moved[0]:
            return Answer(b"", 301, headers={"Location": self.base + self.moved[1]})
        if path in self.extra():
            return self.extra()[path]()
        for pattern, method in self._routes:
            if match := pattern.fullmatch(path):
                found: Answer | None = method(query, **match.groupdict())
                if found is not None:
                    return found
        return Answer(self.page("<p>Halaman tidak ditemukan.</p>", "404").body, 404)

    def extra(self) -> dict[str, Callable[[], Answer]]:
        """Pages of this site that are no stories, by path; they are listed like stories."""
        return {}

    def robots(self) -> str:
        return f"User-agent: *\nDisallow: /internal/\nDisallow: /search\n\nSitemap: {self.base}{self.sitemap_path}\n"

    sitemap_path = "/sitemap.xml"

    def serve(self, story: Story) -> Story:
        """The story in the version that is served now; the first fetch is remembered."""
        if not story.later:
            return story
        with self._lock:
            corrected = self.later or story.number in self._fetched
            self._fetched.add(story.number)
        return self.corrected(story) if corrected else story

    def is_corrected(self, story: Story) -> bool:
        """True where lists should show the story as changed."""
        return bool(story.later) and (self.later or story.number in self._fetched)

    @staticmethod
    def corrected(story: Story) -> Story:
        from dataclasses import replace

        later = story.later or {}
        return replace(story, title=later.get("title", story.title), text=later.get("text", story.text))

    def changed(self, story: Story) -> datetime:
        """When the story last changed: today where its correction is out."""
        return datetime.now(UTC) if self.is_corrected(story) else story.published

    def fails_once(self) -> Answer | None:
        """A 500 the first time it is called, then None."""
        with self._lock:
            first, self._broken_once = not self._broken_once, True
        return Answer(b"<h1>500 Internal Server Error</h1>", 500) if first else None

    @staticmethod
    def slowly(seconds: float = 1.0) -> None:
        time.sleep(seconds)

    # --- pages --------------------------------------------------------------------------------

    def template(self, name: str) -> Template:
        return Template((TEMPLATES / self.slug / f"{name}.html").read_text(encoding="utf-8"))

    def render(self, name: str, **values: object) -> str:
        """A template of this site; texts must be escaped by the caller where they are not HTML."""
        common = {"site": self.name, "tagline": self.tagline, "base": self.base}
        return self.template(name).substitute(common | {key: str(value) for key, value in values.items()})

    def page(self, content: str, title: str, head: str = "") -> Answer:
        """A page in the site's frame."""
        return Answer(self.render("frame", title=html.escape(title), head=head, content=content).encode())

    def related(self, story: Story, n: int, skip: int = 1) -> list[Story]:
        """Other stories, for the links that sites put between paragraphs."""
        at = next((i for i, other in enumerate(self.stories) if other.number == story.number), 0)
        others = [s for s in self.stories[at + skip :] + self.stories[:at] if s.number != story.number]
        return others[:n]

    def slice(self, number: int, size: int | None = None) -> list[Story]:
        """The stories of a list's page; `number` counts from 1."""
        size = size or self.per_page
        return self.stories[(number - 1) * size : number * size]

    def sitemap(self, extra: tuple[str, ...] = ()) -> Answer:
        """All stories, the moved and the gone address, and `extra` paths."""
        rows = [
            f"<url><loc>{html.escape(self.url(s))}</loc><lastmod>{self.changed(s):%Y-%m-%d}</lastmod></url>"
            for s in self.stories
        ]
        rows += [
            f"<url><loc>{html.escape(self.base + path)}</loc></url>"
            for path in (self.moved[0], self.gone, *extra)
        ]
        return xml(
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' + "".join(rows) + "</urlset>"
        )


def xml(content: str, kind: str = "application/xml") -> Answer:
    """An XML answer."""
    return Answer(
        ('<?xml version="1.0" encoding="UTF-8"?>\n' + content).encode(), content_type=f"{kind}; charset=UTF-8"
    )


def rss(site: Site, stories: list[Story], title: str, summary: Callable[[Story], str]) -> Answer:
    """An RSS 2.0 feed; `summary` gives an item's description as text."""
    items = "".join(
        f"<item><title>{html.escape(s.title)}</title><link>{html.escape(site.url(s))}</link>"
        f"<dc:creator>{html.escape(s.author)}</dc:creator><pubDate>{format_datetime(s.published)}</pubDate>"
        f'<guid isPermaLink="false">{site.base}/?p={s.number}</guid>'
        f"<description>{html.escape(summary(s))}</description></item>"
        for s in stories
    )
    return xml(
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{html.escape(title)}</title><link>{site.base}</link><language>id</language>{items}</channel></rss>",
        "application/rss+xml",
    )


def lead(story: Story, words: int = 30) -> str:
    """The story's first words, as feeds give them."""
    return " ".join(story.text.split()[:words]) + " …"


def prose(paragraphs: list[str]) -> str:
    """Paragraphs as HTML; runs of "1." or "-" lines become lists."""
    parts: list[str] = []
    items: list[str] = []
    kind = ""

    def close() -> None:
        nonlocal kind
        if items:
            parts.append(f"<{kind}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{kind}>")
            items.clear()
        kind = ""

    for paragraph in paragraphs:
        numbered = re.match(r"(\d{1,3})[.)]\s+(.+)", paragraph)
        bulleted = re.match(r"[-•*]\s+(.+)", paragraph)
        wanted = "ol" if numbered else "ul" if bulleted else ""
        if wanted != kind:
            close()
        kind = wanted
        if numbered:
            items.append(html.escape(numbered[2]))
        elif bulleted:
            items.append(html.escape(bulleted[1]))
        else:
            parts.append(f"<p>{html.escape(paragraph)}</p>")
    close()
    return "\n".join(parts)
