"""The crawl's memory: which addresses were found and what became of them, and the articles they gave.

`CrawlStore` is what the crawl is handed (`crawler/store.py` says what it expects). Every call is one short
transaction that is committed before the call returns, so two crawls at once do not harm each other and a
killed one goes on where it was.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.addresses import address_key
from db.articles import ensure_outlet, now, store_article
from db.connect import open_database, write_transaction

#: Hours until the next try after the first failure; doubled after each further one.
FIRST_WAIT = 1.0
#: After so many failures in a row an address is given up.
MAX_ATTEMPTS = 5

FINAL_STATES = ("off_topic", "blocked", "gone", "not_article")


class UnknownState(ValueError):
    """A state that a page cannot be marked with."""


@dataclass(frozen=True)
class PageState:
    """What is known of an address. Times are UTC, ISO 8601; `attempts` are failures in a row."""

    url: str
    state: str
    content_hash: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: str | None = None
    attempts: int = 0
    next_try: str | None = None


class CrawlStore:
    """The crawl's store in the database at `path` (or in an open one). Safe to call from several threads."""

    def __init__(
        self,
        database: Path | str | Database,
        *,
        max_attempts: int = MAX_ATTEMPTS,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self.db = database if isinstance(database, Database) else open_database(database)
        self.max_attempts, self.first_wait = max_attempts, first_wait
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the connection; the store cannot be used afterwards."""
        with self._lock:
            self.db.close()

    # --- runs -------------------------------------------------------------------------------

    def register_outlets(self, outlets: Iterable[Mapping[str, Any]]) -> None:
        """Note what is known of outlets.

        Each is a mapping with `id`, `name` and any of `url`, `platform`, `network`, `province_code`.
        An outlet that a file made known before under another id, by the same name, gets this id.
        """
        with self._lock, write_transaction(self.db):
            for outlet in outlets:
                self._register(outlet)

    def _register(self, outlet: Mapping[str, Any]) -> None:
        execute, outlet_id, name = self.db.conn.execute, outlet["id"], outlet["name"]
        execute("INSERT INTO outlets (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", [outlet_id, name])
        others = execute(
            "SELECT id FROM outlets WHERE name = ? COLLATE NOCASE AND id != ?", [name, outlet_id]
        )
        for (other,) in others.fetchall():
            for table in ("articles", "pages", "runs"):
                execute(f"UPDATE {table} SET outlet = ? WHERE outlet = ?", [outlet_id, other])
            execute("DELETE FROM outlets WHERE id = ?", [other])
        execute(
            "UPDATE outlets SET name = :name, url = coalesce(:url, url),"
            " network = coalesce(:network, network), platform = coalesce(:platform, platform),"
            " province_code = coalesce(:province_code, province_code)"
            " WHERE id = :id",
            {**dict.fromkeys(("url", "platform", "network", "province_code")), **outlet},
        )

    def start_run(self, outlet: str) -> int:
        """Note that a crawl of the outlet (by its id) begins; gives the run's number."""
        with self._lock, write_transaction(self.db):
            ensure_outlet(self.db, outlet, outlet)
            cursor = self.db.conn.execute(
                "INSERT INTO runs (command, outlet, started_at) VALUES ('crawl', ?, ?)", [outlet, now()]
            )
            return int(cursor.lastrowid or 0)

    def finish_run(self, run: int, counts: dict[str, int], error: str | None) -> None:
        """Note how the run ended; `error` is None where nothing stopped it."""
        with self._lock, write_transaction(self.db):
            self.db.conn.execute(
                "UPDATE runs SET finished_at = ?, ok = ?, counts = ?, error = ? WHERE id = ?",
                [now(), int(error is None), json.dumps(counts, sort_keys=True), error, run],
            )

    def problem(self, stage: str, subject: str, message: str, *, run: int | None = None) -> None:
        """Put something that went wrong on record."""
        with self._lock, write_transaction(self.db):
            self.db.conn.execute(
                "INSERT INTO problems (at, run, stage, subject, message) VALUES (?, ?, ?, ?, ?)",
                [now(), run, stage, subject, message],
            )

    # --- the frontier -----------------------------------------------------------------------

    def known(self, url: str) -> PageState | None:
        """What is known of the address or a variant of it; None where it was never found."""
        columns = "url, state, content_hash, etag, last_modified, fetched_at, attempts, next_try"
        with self._lock:
            row = self.db.conn.execute(
                f"SELECT {columns} FROM pages WHERE url_key = ?", [address_key(url)]
            ).fetchone()
        return PageState(*row) if row else None

    def discovered(self, outlet: str, url: str, source: str, hint_date: str | None) -> bool:
        """Remember a found address, to be fetched; True when neither it nor a variant of it was known."""
        with self._lock, write_transaction(self.db):
            ensure_outlet(self.db, outlet, outlet)
            cursor = self.db.conn.execute(
                "INSERT INTO pages (url, url_key, outlet, source, hint_date, discovered_at)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [url, address_key(url), outlet, source, hint_date, now()],
            )
            return cursor.rowcount > 0

    def pending(self, outlet: str, limit: int | None = None) -> list[str]:
        """Addresses to fetch: those never tried, newest first, then those due for another try."""
        with self._lock:
            rows = self.db.conn.execute(
                "SELECT url FROM pages WHERE outlet = ? AND state = 'pending'"
                " AND (next_try IS NULL OR next_try <= ?)"
                " ORDER BY attempts > 0, hint_date DESC, discovered_at, rowid LIMIT ?",
                [outlet, now(), -1 if limit is None else limit],
            ).fetchall()
        return [row[0] for row in rows]

    def mark(
        self, url: str, state: str, *, status: int | None = None, error: str | None = None, run: int
    ) -> None:
        """Note what became of an address that gave no article.

        'failed' means to be tried again later, after 1, 2, 4, 8 hours; it is final after `max_attempts`.
        The other states are final at once. An address that once gave an article stays 'stored' unless it is
        'gone'. Raises UnknownState.
        """
        if state != "failed" and state not in FINAL_STATES:
            raise UnknownState(f"{state!r} is no state for a page; one of failed, {', '.join(FINAL_STATES)}")
        with self._lock, write_transaction(self.db):
            row = self._page(url, run)
            attempts = row["attempts"] + 1 if state == "failed" else row["attempts"]
            next_try, new_state = None, state
            if state == "failed" and attempts < self.max_attempts:
                wait = timedelta(hours=self.first_wait * 2 ** (attempts - 1))
                next_try, new_state = (datetime.now(UTC) + wait).strftime("%Y-%m-%dT%H:%M:%SZ"), "pending"
            if row["article"] is not None and state != "gone":
                next_try, new_state = None, "stored"
            self.db.conn.execute(
                "UPDATE pages SET state = ?, attempts = ?, next_try = ?, http_status = ?, error = ?,"
                " fetched_at = ? WHERE url = ?",
                [new_state, attempts, next_try, status, error, now(), row["url"]],
            )

    def save_article(self, record: dict[str, Any], *, run: int) -> str:
        """Store a fetched article with its page, in one transaction: 'new', 'changed' or 'same'.

        `record` is the article record; `etag`, `last_modified` and `content_hash`, where given, are kept with
        the address for the next fetch.
        """
        with self._lock, write_transaction(self.db):
            row = self._page(record["url"], run)
            outlet = ensure_outlet(self.db, record.get("outlet") or row["outlet"], row["outlet"])
            stored = store_article(self.db, record, outlet, any_version=False)
            self.db.conn.execute(
                "UPDATE pages SET state = 'stored', article = ?, fetched_at = ?, attempts = 0,"
                " next_try = NULL, http_status = 200, error = NULL, content_hash = coalesce(?, content_hash),"
                " etag = ?, last_modified = ? WHERE url = ?",
                [
                    stored.article, record.get("fetched_at") or now(), record.get("content_hash"),
                    record.get("etag"), record.get("last_modified"), row["url"],
                ],
            )  # fmt: skip
            return stored.outcome

    def _page(self, url: str, run: int) -> dict[str, Any]:
        """The page's row, made where the address was never found (a crawl given it directly)."""
        select = "SELECT url, outlet, attempts, article FROM pages WHERE url_key = ?"
        key = address_key(url)
        row = self.db.conn.execute(select, [key]).fetchone()
        if row is None:
            self.db.conn.execute(
                "INSERT INTO pages (url, url_key, outlet, source, discovered_at)"
                " VALUES (?, ?, (SELECT outlet FROM runs WHERE id = ?), 'direct', ?)",
                [url, key, run, now()],
            )
            row = self.db.conn.execute(select, [key]).fetchone()
        return dict(zip(("url", "outlet", "attempts", "article"), row, strict=True))
