"""Reports of the same thing put together: one entry of a career with all the articles that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# How far apart, in days, two reports may be and still tell the same thing. A move is news for weeks; that somebody
# holds a post is said again and again while it lasts.
GAP_DAYS = {"moves": 120, "incumbencies": 400, "vacancies": 200}
# Nobody leaves the same post twice, or for the same other post, within a year or so.
GAP_OF_LEAVING = 400


@dataclass(kw_only=True)
class Entry:
    """One line of a timeline: the first report's row, the days it spans, and every report of it."""

    kind: str
    row: dict[str, Any]
    first: str
    last: str
    reports: list[dict[str, Any]] = field(default_factory=list)


def told_on(row: dict[str, Any]) -> str:
    """The day a fact is about, `YYYY[-MM[-DD]]`: its own date, else the day its article was published, else empty."""
    for key in ("date", "as_of", "article_published"):
        value = row.get(key)
        if value:
            return str(value)[:10]
    return ""


def _ordinal(day: str) -> int | None:
    try:
        parts = [int(part) for part in day.split("-")]
        return date(*([*parts, 1, 1])[:3]).toordinal()
    except (ValueError, TypeError):
        return None


def timeline(rows: Iterable[dict[str, Any]], *, same: tuple[str, ...]) -> list[Entry]:
    """Rows (each with `kind`) in order of time, those that agree on all columns of `same` put together.

    Rows without any day come last.
    """
    entries: list[Entry] = []
    open_entries: dict[tuple[Any, ...], Entry] = {}
    for row in sorted(rows, key=lambda r: (told_on(r) == "", told_on(r), r["id"])):
        day = told_on(row)
        key = (row["kind"], *(row.get(column) for column in same))
        entry = open_entries.get(key)
        if entry is None or not _near(entry, day):
            entry = Entry(kind=row["kind"], row=row, first=day, last=day)
            entries.append(entry)
            open_entries[key] = entry
        entry.last = max(entry.last, day)
        entry.reports.append(row)
    return entries


def newest(entries: Iterable[Entry], limit: int) -> list[Entry]:
    """The entries told of last, the newest first."""
    return sorted(entries, key=lambda entry: entry.last, reverse=True)[:limit]


def _near(entry: Entry, day: str) -> bool:
    before, now = _ordinal(entry.last), _ordinal(day)
    if before is None or now is None:
        return entry.last == day
    leaves = entry.row.get("from_position") is not None
    return now - before <= (GAP_OF_LEAVING if leaves else GAP_DAYS.get(entry.kind, 0))
