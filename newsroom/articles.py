"""The articles of the sample newsroom, and the Indonesian forms in which pages write their dates."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = HERE / "articles"
ODDITIES = HERE / "oddities.toml"
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


class BadArticle(ValueError):
    """A line of an article file that cannot be served; names file, line and what is wrong."""


@dataclass(frozen=True)
class Story:
    """One page of news as a site serves it.

    `number` is its id on the site and grows with time. `later` is its corrected version ({"title", "text"}), if it gets
    one. `kind` is "news", or one of the oddities: "english", "empty" (no body), "roundup" (a list at an article's
    address), "draft" (in the folder that robots.txt forbids).
    """

    key: str
    slug: str
    section: str
    title: str
    text: str
    published: datetime
    author: str
    number: int = 0
    kind: str = "news"
    tags: list[str] = field(default_factory=list)
    later: dict[str, Any] | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The body's lines."""
        return [line for line in self.text.split("\n") if line.strip()]

    def pages(self, words: int) -> list[list[str]]:
        """The body cut into pages of about so many words, at paragraphs; one page at least."""
        pages: list[list[str]] = [[]]
        count = 0
        for paragraph in self.paragraphs:
            if count >= words:
                pages.append([])
                count = 0
            pages[-1].append(paragraph)
            count += len(paragraph.split())
        return pages

    def corrected(self) -> Story:
        """The story as it stands after its correction."""
        later = self.later or {}
        return replace(self, title=later.get("title", self.title), text=later.get("text", self.text))

    @property
    def zone(self) -> str:
        """WIB, WITA or WIT."""
        offset = self.published.utcoffset()
        return ZONES.get(int(offset.total_seconds() // 3600) if offset else 7, "WIB")

    @property
    def day(self) -> str:
        """Rabu, 03 Juni 2026"""
        day = self.published
        return f"{DAYS[day.weekday()]}, {day.day:02} {MONTHS[day.month - 1]} {day.year}"

    @property
    def clock(self) -> str:
        """17:16 WIB"""
        return f"{self.published:%H:%M} {self.zone}"


def read_stories(slug: str, folder: Path = FOLDER) -> list[Story]:
    """The outlet's articles, newest first, numbered by time; none where it has no file. Raises BadArticle."""
    path = folder / f"{slug}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return by_time(_story(line, f"{path.name}, line {n}") for n, line in enumerate(lines, 1) if line.strip())


def _story(line: str, where: str) -> Story:
    try:
        record = json.loads(line)
        published = datetime.fromisoformat(record["published"])
        if published.tzinfo is None:
            raise ValueError(f"published {record['published']!r} has no zone")
        return Story(
            key=record["id"],
            slug=record["slug"],
            section=record.get("section") or "daerah",
            title=record["title"],
            text=record["text"],
            published=published,
            author=record.get("author") or "Redaksi",
            tags=list(record.get("tags") or []),
            later=record.get("later"),
        )
    except KeyError as error:
        raise BadArticle(f"{where}: {error.args[0]} is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise BadArticle(f"{where}: {error}") from error


def read_oddities(slug: str, path: Path = ODDITIES) -> dict[str, Story]:
    """The outlet's pages that are no news, by kind: english, empty, roundup, draft."""
    with path.open("rb") as file:
        entries = tomllib.load(file)[slug]
    return {
        kind: Story(
            key=f"{slug}-{kind}",
            slug=entry["slug"],
            section=entry["section"],
            title=entry["title"],
            text=entry.get("text", "").strip(),
            published=datetime.fromisoformat(entry["published"]),
            author=entry.get("author", "Redaksi"),
            kind=kind,
        )
        for kind, entry in entries.items()
    }


def by_time(stories: Iterable[Story]) -> list[Story]:
    """Newest first, with numbers that grow with time (1007, 1014, …) as a site's ids do."""
    ordered = sorted(stories, key=lambda story: story.published)
    return [replace(story, number=1000 + 7 * n) for n, story in enumerate(ordered, 1)][::-1]
