"""The articles of the sample newsroom, and the Indonesian forms in which pages write their dates."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "articles"
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


@dataclass
class Story:
    """One article as a site serves it. `number` is its id on the site; `later` its corrected version, if any."""

    number: int
    key: str
    slug: str
    section: str
    title: str
    text: str
    published: datetime
    author: str
    tags: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    later: dict[str, Any] | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The body's lines."""
        return [line for line in self.text.split("\n") if line.strip()]

    def pages(self, words: int) -> list[list[str]]:
        """The body cut into pages of about so many words, at paragraphs."""
        pages: list[list[str]] = [[]]
        count = 0
        for paragraph in self.paragraphs:
            if count >= words:
                pages.append([])
                count = 0
            pages[-1].append(paragraph)
            count += len(paragraph.split())
        return pages

    @property
    def zone(self) -> str:
        """WIB, WITA or WIT."""
        offset = self.published.utcoffset()
        return ZONES.get(int(offset.total_seconds() // 3600) if offset else 7, "WIB")

    @property
    def day(self) -> str:
        """Rabu, 03 Juni 2026."""
        day = self.published
        return f"{DAYS[day.weekday()]}, {day.day:02} {MONTHS[day.month - 1]} {day.year}"

    @property
    def clock(self) -> str:
        """17:16 WIB."""
        return f"{self.published:%H:%M} {self.zone}"


def read_stories(slug: str, folder: Path = FOLDER) -> list[Story]:
    """The outlet's articles, newest first; numbers grow with time."""
    path = folder / f"{slug}.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    records.sort(key=lambda record: record["published"])
    stories = [
        Story(
            number=1000 + 7 * n,
            key=record["id"],
            slug=record["slug"],
            section=record.get("section") or "daerah",
            title=record["title"],
            text=record["text"],
            published=datetime.fromisoformat(record["published"]),
            author=record.get("author") or "Redaksi",
            tags=list(record.get("tags") or []),
            facts=record.get("facts") or {},
            later=record.get("later"),
        )
        for n, record in enumerate(records, 1)
    ]
    return stories[::-1]
