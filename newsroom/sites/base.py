"""What every site of the sample newsroom does, and the traps that real sites set for a crawler.

Each site has, whatever its platform:

- robots.txt with a folder that must not be visited, and a draft in it that looks like an article and is listed like one
  (`Site.draft_visits` counts who came all the same);
- an address that moved (301), and one that is listed and gone (404);
- a page that fails the first time (500) and then heals, and a page that takes a second;
- ETag and Last-Modified, and 304 where the client has that version;
- a page in English, one without a body, and a list at an article's address.

An article with a `later` version is corrected as soon as it was served once to its end (its last page, or the whole of
it); all of them are from the start with ``--later``, or once ``POST /_newsroom/later`` said so. Lists, feeds and sitemaps
then give the time of the correction. ``GET /_newsroom/hits`` gives the visits so far by path, as JSON.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import threading
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from string import Template
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from newsroom.articles import Story, by_time, read_oddities, read_stories
from newsroom.sites.markup import Answer, prose, sitemap

HERE = Path(__file__).parent
#: The draft's number on the site: far above the articles', which start at 1007.
DRAFT = 9900
Query = dict[str, str]


class BadQuery(ValueError):
    """A parameter of the address that is no number; the site answers 400."""


class Site(ABC):
    """One outlet. A platform's module subclasses it and fills `routes`: pattern of the path → method name."""

    slug: ClassVar[str]
    name: ClassVar[str]
    tagline: ClassVar[str] = ""
    routes: ClassVar[dict[str, str]] = {}
    #: The folder that robots.txt forbids; `draft_path` lies in it.
    forbidden: ClassVar[str] = "/internal/"
    robots_lines: ClassVar[tuple[str, ...]] = ()
    sitemap_path: ClassVar[str | None] = "/sitemap.xml"
    #: Stories on a page of a list.
    per_page: ClassVar[int] = 6
    #: How long the slow page takes, in seconds.
    slowness: ClassVar[float] = 1.0

    def __init__(self, stories: list[Story] | None = None, *, later: bool = False) -> None:
        self.base = ""
        self.hits: Counter[str] = Counter()
        stories = read_stories(self.slug) if stories is None else stories
        oddities = read_oddities(self.slug)
        #: The draft that nobody may fetch.
        self.draft = replace(oddities.pop("draft"), number=DRAFT)
        #: Everything that lists show, as first published, newest first.
        self.posts = by_time([*stories, *oddities.values()])
        #: The articles alone, as first published, newest first.
        self.stories = [post for post in self.posts if post.kind == "news"]
        self._corrected: dict[int, datetime] = {}
        self._failed = False
        self._lock = threading.Lock()
        self._routes = [
            (re.compile(pattern), getattr(self, method)) for pattern, method in self.routes.items()
        ]
        if later:
            self.correct()

    # --- addresses ----------------------------------------------------------------------------

    @abstractmethod
    def path(self, story: Story) -> str:
        """The path of a story's page."""

    def url(self, story: Story) -> str:
        """Its whole address."""
        return self.base + (self.draft_path if story.kind == "draft" else self.path(story))

    @property
    @abstractmethod
    def draft_path(self) -> str:
        """Where the draft lies: below `forbidden`, in the form of an article's address."""

    @property
    def moved(self) -> tuple[str, str]:
        """An address that moved, and where it leads."""
        oldest = self.posts[-1]
        return self.path(oldest).replace(oldest.slug, "judul-lama-" + oldest.slug), self.path(oldest)

    @property
    def gone(self) -> str:
        """An address that is listed and does not exist."""
        newest = self.posts[0]
        path = self.path(newest).replace(newest.slug, "berita-yang-sudah-dihapus")
        return path.replace(str(newest.number), "8800")

    @property
    def strays(self) -> list[tuple[str, str]]:
        """What a list of this site names beside its stories (path, title): moved, gone, and not to be visited."""
        return [
            (self.moved[0], self.posts[-1].title),
            (self.gone, "Berita yang sudah dihapus dari situs ini"),
            (self.draft_path, self.draft.title),
        ]

    @property
    def failing(self) -> Story:
        """The story whose page fails the first time."""
        return (self.stories or self.posts)[-2:][0]

    @property
    def slow(self) -> Story:
        """The story whose page is slow."""
        return (self.stories or self.posts)[0]

    @property
    def draft_visits(self) -> int:
        """How often somebody came into the forbidden folder."""
        return sum(n for path, n in self.hits.items() if path.startswith(self.forbidden))

    # --- answering ----------------------------------------------------------------------------

    def answer(self, target: str, headers: dict[str, str]) -> Answer:
        """The answer to a GET of `target` (path and query); names of `headers` are in lower case."""
        parts = urlsplit(target)
        if parts.path == "/_newsroom/hits":
            with self._lock:
                return Answer(json.dumps(self.hits).encode(), content_type="application/json")
        with self._lock:
            self.hits[parts.path] += 1
        query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        try:
            answer = self._answer(parts.path, query)
        except BadQuery as error:
            return Answer(f"<h1>400 Bad Request</h1><p>{html.escape(str(error))}</p>".encode(), 400)
        if answer.status == 200:
            tag = f'"{hashlib.sha1(answer.body, usedforsecurity=False).hexdigest()[:16]}"'
            answer.headers["ETag"] = tag
            if answer.changed:
                answer.headers["Last-Modified"] = format_datetime(answer.changed.astimezone(UTC), usegmt=True)
            if _has_it(headers, tag, answer.changed):
                return Answer(b"", 304, headers=answer.headers)
        return answer

    def _answer(self, path: str, query: Query) -> Answer:
        if path == "/robots.txt":
            return Answer(self.robots().encode(), content_type="text/plain; charset=UTF-8")
        if path == self.moved[0]:
            return redirect(self.base + self.moved[1])
        if path == self.draft_path:
            return self.article_page(self.draft, self.draft, query, 1)
        if photo := re.fullmatch(r"/foto/(\d+)\.svg", path):
            picture = Template((HERE / "foto.svg").read_text(encoding="utf-8"))
            hue = int(photo[1]) * 37 % 360
            return Answer(
                picture.substitute(hue=hue, other=(hue + 40) % 360).encode(), content_type="image/svg+xml"
            )
        for pattern, method in self._routes:
            if match := pattern.fullmatch(path):
                found: Answer | None = method(query, **match.groupdict())
                if found is not None:
                    return found
        missing = self.page("<p>Halaman yang Anda cari tidak ditemukan.</p>", "404")
        missing.status = 404
        return missing

    def robots(self) -> str:
        """What crawlers are asked."""
        lines = ["User-agent: *", f"Disallow: {self.forbidden}", *self.robots_lines]
        if self.sitemap_path:
            lines += ["", f"Sitemap: {self.base}{self.sitemap_path}"]
        return "\n".join(lines) + "\n"

    # --- stories ------------------------------------------------------------------------------

    def correct(self) -> None:
        """Publish all corrections now."""
        with self._lock:
            for story in self.stories:
                if story.later:
                    self._corrected.setdefault(story.number, _now())

    def current(self, story: Story) -> Story:
        """The story as it stands now."""
        return story.corrected() if story.number in self._corrected else story

    def changed(self, story: Story) -> datetime:
        """When the story last changed, in its own zone."""
        at = self._corrected.get(story.number)
        return at.astimezone(story.published.tzinfo) if at else story.published

    def listed(self, posts: Iterable[Story] | None = None) -> list[Story]:
        """The posts (all, if none are named) as lists show them now."""
        return [self.current(post) for post in (self.posts if posts is None else posts)]

    def deliver(self, story: Story | None, query: Query, page: int = 1, pages: int = 1) -> Answer | None:
        """The page of a story, with what may go wrong; `page` of `pages`. None where there is no such story."""
        if story is None:
            return None
        if story.number == self.failing.number:
            with self._lock:
                first, self._failed = not self._failed, True
            if first:
                return Answer(b"<h1>500 Internal Server Error</h1>", 500)
        if story.number == self.slow.number:
            time.sleep(self.slowness)
        changed = self.changed(story)
        answer = self.article_page(story, self.current(story), query, page)
        answer.changed = changed
        if story.later and page >= pages:
            with self._lock:
                self._corrected.setdefault(story.number, _now())
        return answer

    @abstractmethod
    def article_page(self, story: Story, shown: Story, query: Query, page: int) -> Answer:
        """A story's page; `shown` is the version that is out, `page` counts from 1."""

    def body(self, shown: Story, otherwise: str | None = None) -> str:
        """What stands where the text stands: the text, a player without one, or a list of other stories."""
        if shown.kind == "empty":
            return f'<div class="player"><video controls preload="none" poster="{self.photo(shown)}" style="width:100%"></video></div>'
        if shown.kind == "roundup":
            return self.entries(self.stories[:8])
        return prose(shown.paragraphs) if otherwise is None else otherwise

    def related(self, story: Story, n: int) -> list[Story]:
        """Other articles, for the links that sites put around and between paragraphs."""
        at = next((i for i, other in enumerate(self.stories) if other.number == story.number), -1)
        return self.listed((self.stories[at + 1 :] + self.stories[: max(at, 0)])[:n])

    # --- pages --------------------------------------------------------------------------------

    def render(self, name: str, **values: object) -> str:
        """A template of this site; texts must be escaped by the caller where they are not HTML."""
        template = Template((HERE / self.slug / f"{name}.html").read_text(encoding="utf-8"))
        common = {"site": self.name, "tagline": self.tagline, "base": self.base}
        return template.substitute(common | {key: str(value) for key, value in values.items()})

    def page(self, content: str, title: str, head: str = "") -> Answer:
        """A page in the site's frame."""
        menu = "".join(
            f'<a href="{self.base}{self.section_path(section)}">{html.escape(section.replace("-", " ").title())}</a>'
            for section in self.sections
        )
        aside = self.links(self.listed(self.stories[3:8]))
        page = self.render(
            "frame", title=html.escape(title), head=head, content=content, aside=aside, menu=menu
        )
        return Answer(page.encode())

    @property
    def sections(self) -> list[str]:
        """The sections with the most posts, for the menu."""
        return [section for section, _ in Counter(post.section for post in self.posts).most_common(5)]

    @abstractmethod
    def section_path(self, section: str) -> str:
        """The path of a section's list."""

    def of_section(self, section: str) -> list[Story]:
        """A section's posts, newest first."""
        return [post for post in self.posts if post.section == section]

    def entries(self, posts: Sequence[Story]) -> str:
        """The posts as the site's lists show them."""
        return "".join(
            self.render(
                "entry",
                url=self.url(post),
                path=self.path(post),
                photo=self.photo(post),
                title=html.escape(post.title),
                day=post.day,
                clock=post.clock,
                stamp=self.stamp(post),
                author=html.escape(post.author),
                section=html.escape(post.section),
                lead=html.escape(self.summary(post)),
            )
            for post in self.listed(posts)
        )

    def summary(self, story: Story) -> str:
        """What a list says of a story below its title."""
        return " ".join(story.text.split()[:24]) + " …" if story.text else ""

    def stamp(self, story: Story) -> str:
        """The date as the site writes it."""
        return f"{story.day} {story.clock}"

    def links(self, posts: Iterable[Story]) -> str:
        """The posts as items of a list of links."""
        return "".join(f'<li><a href="{self.url(p)}">{html.escape(p.title)}</a></li>' for p in posts)

    def photo(self, story: Story) -> str:
        """The address of a story's picture."""
        return f"{self.base}/foto/{story.number}.svg"

    def sitemap(self, extra: Iterable[str] = ()) -> Answer:
        """All posts, the strays, and `extra` paths."""
        entries = [(self.url(post), self.changed(post)) for post in self.posts]
        paths = [path for path, _ in self.strays] + list(extra)
        return sitemap(entries + [(self.base + path, None) for path in paths])


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _has_it(headers: dict[str, str], tag: str, changed: datetime | None) -> bool:
    """True where the client has this version; the tag counts before the time (RFC 9110, 13.2.2)."""
    if "if-none-match" in headers:
        return tag in headers["if-none-match"]
    if changed and "if-modified-since" in headers:
        try:
            return changed <= parsedate_to_datetime(headers["if-modified-since"])
        except (TypeError, ValueError):
            return False
    return False


def redirect(url: str) -> Answer:
    """Moved for good."""
    return Answer(b"", 301, headers={"Location": url})


def number(query: Query, key: str, default: int) -> int:
    """A counting number of the query. Raises BadQuery."""
    value = query.get(key, str(default))
    if not re.fullmatch(r"[1-9]\d{0,5}", value):
        raise BadQuery(f"{key}={value} is not a number from 1 on")
    return int(value)


def page_of(posts: Sequence[Story], at: int, size: int) -> list[Story]:
    """The posts of a list's page; `at` counts from 1."""
    return list(posts[(at - 1) * size : at * size])
