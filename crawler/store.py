"""What the crawl needs to be remembered, and a store in memory for trials.

The crawl knows only the protocol `CrawlStore`; the database's implementation is handed to the spider. Every call is
complete when it returns, so that a killed run loses at most the page in hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable


class KnownPage(Protocol):
    """What is known of an address; times are UTC, ISO 8601."""

    @property
    def state(self) -> str: ...
    @property
    def etag(self) -> str | None: ...
    @property
    def last_modified(self) -> str | None: ...
    @property
    def fetched_at(self) -> str | None: ...


@runtime_checkable
class CrawlStore(Protocol):
    """The crawl's memory.

    Sources of an address: feed, sitemap, listing, wp-json. States a page is marked with: off_topic, not_article,
    failed (to be tried again later), blocked, gone.
    """

    def register_outlets(self, outlets: Iterable[Mapping[str, Any]]) -> None: ...
    def start_run(self, outlet: str) -> int: ...
    def finish_run(self, run: int, counts: dict[str, int], error: str | None) -> None: ...
    def known(self, url: str) -> KnownPage | None: ...
    def discovered(self, outlet: str, url: str, source: str, hint_date: str | None) -> bool: ...
    def pending(self, outlet: str, limit: int | None = None) -> list[str]: ...
    def save_article(self, record: dict[str, Any], *, run: int) -> str: ...
    def mark(
        self, url: str, state: str, *, status: int | None = None, error: str | None = None, run: int
    ) -> None: ...
    def problem(self, stage: str, subject: str, message: str, *, run: int | None = None) -> None: ...


@dataclass(frozen=True)
class PageState:
    """`KnownPage` in memory."""

    outlet: str
    url: str
    state: str = "pending"
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: str | None = None
    error: str | None = None


class MemoryStore:
    """A store that forgets everything when the process ends; with `path`, articles are appended there as JSON lines.

    It is what a plain ``scrapy crawl`` uses.
    """

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = Path(path) if path else None
        self.pages: dict[str, PageState] = {}
        self.articles: dict[str, dict[str, Any]] = {}
        self.problems: list[tuple[str, str, str]] = []
        self.runs: list[dict[str, Any]] = []
        self.outlets: dict[str, Mapping[str, Any]] = {}

    def register_outlets(self, outlets: Iterable[Mapping[str, Any]]) -> None:
        self.outlets.update({outlet["id"]: outlet for outlet in outlets})

    def start_run(self, outlet: str) -> int:
        self.runs.append({"outlet": outlet})
        return len(self.runs) - 1

    def finish_run(self, run: int, counts: dict[str, int], error: str | None) -> None:
        self.runs[run] |= {"counts": counts, "error": error}

    def known(self, url: str) -> PageState | None:
        return self.pages.get(url)

    def discovered(self, outlet: str, url: str, source: str, hint_date: str | None) -> bool:
        if url in self.pages:
            return False
        self.pages[url] = PageState(outlet, url)
        return True

    def pending(self, outlet: str, limit: int | None = None) -> list[str]:
        waiting = [p.url for p in self.pages.values() if p.outlet == outlet and p.state == "pending"]
        return waiting[:limit]

    def save_article(self, record: dict[str, Any], *, run: int) -> str:
        url = record["url"]
        record["content_hash"] = hashlib.sha256(
            f"{record.get('title')}\n{record['text']}".encode()
        ).hexdigest()
        before = self.articles.get(url)
        self.articles[url] = record
        page = self.pages.get(url) or PageState(self.runs[run]["outlet"], url)
        self.pages[url] = replace(
            page,
            state="stored",
            etag=record.get("etag"),
            last_modified=record.get("last_modified"),
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        outcome = "new" if before is None else "changed"
        if before and before["content_hash"] == record["content_hash"]:
            outcome = "same"
        if self.path and outcome != "same":
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        return outcome

    def mark(
        self, url: str, state: str, *, status: int | None = None, error: str | None = None, run: int
    ) -> None:
        page = self.pages.get(url) or PageState(self.runs[run]["outlet"], url)
        self.pages[url] = replace(page, state=state, error=error)

    def problem(self, stage: str, subject: str, message: str, *, run: int | None = None) -> None:
        self.problems.append((stage, subject, message))
