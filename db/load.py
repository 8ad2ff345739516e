"""Loads what the reader read: records into articles and facts, a batch in one transaction.

A fact is a statement of one reading. A new reading of an article is kept beside the old ones: it becomes
the article's current reading, the older ones point to it (`superseded_by`) and their facts get current = 0.
Loading again a record that was loaded before, by the same reader and with the same facts, changes nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlite_utils import Database

from db import records as contract
from db.articles import IdTaken, ensure_outlet, now, store_article
from db.connect import write_transaction
from db.records import BadRecord, CheckedRecord
from db.statements import FACT_TABLES, Entities, Statements

#: The outlet of records that name none.
NO_OUTLET = "tanpa nama"

#: How many articles `unread_articles` looks up at a time.
PAGE = 50


@dataclass
class LoadSummary:
    """What a load did, in numbers of records and of facts."""

    records: int = 0
    loaded: int = 0  # new readings
    unchanged: int = 0  # readings that were known
    failed: int = 0  # error records and records left out
    new_articles: int = 0
    changed_articles: int = 0
    facts: int = 0
    facts_left_out: int = 0

    def __iadd__(self, other: LoadSummary) -> LoadSummary:
        for name in (each.name for each in fields(self)):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def __str__(self) -> str:
        parts = [f"{self.loaded} read", f"{self.unchanged} known before", f"{self.facts} facts"]
        if self.facts_left_out:
            parts.append(f"{self.facts_left_out} facts left out")
        if self.failed:
            parts.append(f"{self.failed} failed (see the table problems)")
        return ", ".join(parts)


def load_records(
    db: Database,
    records: Iterable[dict[str, Any]],
    *,
    on_progress: Callable[[int], object] | None = None,
    batch: int = 100,
) -> LoadSummary:
    """Load reader output, `batch` records a transaction; a stop loses at most the batch in hand.

    `on_progress` is called with the number of records just loaded, never inside a transaction; nor is
    `records` asked for more there, so a slow reader keeps nobody waiting. A record that cannot be loaded goes
    to the table `problems` under its id, and the rest goes on. Raises DatabaseBusy.
    """
    total, entities = LoadSummary(), Entities(db)
    for records_in_hand in _batches(records, batch):
        loading = _Loading(db, entities)
        with write_transaction(db):
            for record in records_in_hand:
                loading.take(record)
            loading.count_facts()
        total += loading.summary
        if on_progress:
            on_progress(len(records_in_hand))
    return total


def unread_articles(db: Database, reader: str, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The articles whose present version `reader` has not read, oldest first, as article records.

    A version that this reader failed on is not offered again to it. No transaction is open between two
    records, and what is loaded meanwhile is not given twice.
    """
    columns = (
        "id", "uid", "outlet", "url", "canonical_url", "title", "author", "published", "text", "content_hash",
        "lang", "fetched_at",
    )  # fmt: skip
    select = (
        "SELECT a.id, a.uid, o.name, a.url, a.canonical_url, a.title, a.author, a.published, a.text,"
        " a.content_hash, a.lang, a.fetched_at"
        " FROM articles a JOIN outlets o ON o.id = a.outlet"
        " WHERE a.id > ? AND NOT EXISTS ("
        "  SELECT 1 FROM readings r WHERE r.article = a.id AND r.version = a.version"
        "  AND (r.reader = ? OR (r.reader = '' AND r.error IS NOT NULL)))"
        " ORDER BY a.id LIMIT ?"
    )
    last, given = 0, 0
    while limit is None or given < limit:
        size = PAGE if limit is None else min(PAGE, limit - given)
        rows = db.conn.execute(select, [last, reader, size]).fetchall()
        if not rows:
            return
        for row in rows:
            record = dict(zip(columns, row, strict=True))
            last, record["id"] = record["id"], record.pop("uid")
            given += 1
            yield {key: value for key, value in record.items() if value is not None}


def _batches(records: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """Lists of `size`; what was read before a reader fails is still given, then its error goes on."""
    in_hand: list[dict[str, Any]] = []
    try:
        for record in records:
            in_hand.append(record)
            if len(in_hand) >= size:
                yield in_hand
                in_hand = []
    except Exception:
        if in_hand:
            yield in_hand
        raise
    if in_hand:
        yield in_hand


class _Loading:
    """One batch, inside its transaction."""

    def __init__(self, db: Database, entities: Entities) -> None:
        self.db, self.execute, self.entities = db, db.conn.execute, entities
        self.summary = LoadSummary()
        self._articles_read: set[int] = set()

    def take(self, record: dict[str, Any]) -> None:
        """Load one record; one that cannot be loaded leaves nothing but its problem."""
        self.summary.records += 1
        before = replace(self.summary)
        self.execute("SAVEPOINT record")
        try:
            if isinstance(record, dict) and record.get("error"):
                self._take_error(record)
            else:
                self._take_facts(contract.check(record, self.entities.regions))
        except (BadRecord, IdTaken, sqlite3.IntegrityError, sqlite3.DataError, OverflowError) as error:
            self.execute("ROLLBACK TO record")
            self.entities.forget()
            self.summary = before
            self.summary.failed += 1
            self._problem(record, f"left out: {error}")
        self.execute("RELEASE record")

    def _take_error(self, record: dict[str, Any]) -> None:
        """A record the reader could not read: kept as a failed reading, so that it is not tried for ever."""
        self.summary.failed += 1
        message = str(record["error"])
        self._problem(record, f"could not be read: {message}", stage="read")
        if not isinstance(record.get("text"), str) or not record["text"].strip():
            return
        article, version = self._store(contract.check_article(record))
        reader = record.get("reader") or ""
        hashed = hashlib.sha256(message.encode()).hexdigest()
        self.execute(
            "INSERT INTO readings (article, version, reader, read_at, facts_hash, error)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [article, version, reader, now(), hashed, message],
        )
        self.execute(
            "UPDATE articles SET state = 'failed' WHERE id = ? AND version = ? AND state = 'unread'",
            [article, version],
        )

    def _take_facts(self, checked: CheckedRecord) -> None:
        article, version = self._store(checked.record)
        self.summary.facts_left_out += len([c for c in checked.complaints if not c.startswith("published")])
        for complaint in checked.complaints:
            self._problem(checked.record, complaint)
        key = [article, version, checked.reader, checked.facts_hash]
        cursor = self.execute(
            "INSERT INTO readings (article, version, reader, facts_hash, read_at, relevant)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [*key, now(), int(checked.relevant)],
        )
        if cursor.rowcount == 0:
            self.summary.unchanged += 1
            return
        reading = int(cursor.lastrowid or 0)
        current = self._supersede(article, version, reading, checked.relevant)
        statements = Statements(
            self.db, self.entities, article=article, version=version, reading=reading, current=current
        )
        self.summary.facts += statements.write(checked)
        self.summary.loaded += 1
        self._articles_read.add(article)

    def _store(self, record: dict[str, Any]) -> tuple[int, int]:
        outlet = ensure_outlet(self.db, record.get("outlet") or NO_OUTLET)
        stored = store_article(self.db, record, outlet, any_version=True)
        self.summary.new_articles += stored.outcome == "new"
        self.summary.changed_articles += stored.outcome == "changed"
        return stored.article, stored.version

    def _supersede(self, article: int, version: int, reading: int, relevant: bool) -> bool:
        """Make the reading the article's current one; False where a later version was read already."""
        later = self.execute(
            "SELECT r.id FROM articles a JOIN readings r ON r.id = a.reading"
            " WHERE a.id = ? AND r.version > ?",
            [article, version],
        ).fetchone()
        if later:
            self.execute("UPDATE readings SET superseded_by = ? WHERE id = ?", [later[0], reading])
            return False
        self.execute(
            "UPDATE readings SET superseded_by = ? WHERE article = ? AND id != ? AND superseded_by IS NULL"
            " AND error IS NULL",
            [reading, article, reading],
        )
        for table in FACT_TABLES:
            self.execute(f"UPDATE {table} SET current = 0 WHERE article = ? AND current = 1", [article])
        self.execute(
            "UPDATE articles SET reading = ?, relevant = ?,"
            " state = CASE WHEN version = ? THEN 'read' ELSE state END WHERE id = ?",
            [reading, int(relevant), version, article],
        )
        return True

    def count_facts(self) -> None:
        """Bring `n_moves` and `n_mentions` of all officials of the batch's articles up to date."""
        self.execute("CREATE TEMP TABLE IF NOT EXISTS touched (official INTEGER PRIMARY KEY)")
        for article in self._articles_read:
            self.execute(
                "INSERT OR IGNORE INTO touched SELECT official FROM moves WHERE article = :article"
                " UNION SELECT official FROM incumbencies WHERE article = :article",
                {"article": article},
            )
        self.execute(
            "UPDATE officials SET"
            " n_moves = (SELECT count(*) FROM moves WHERE official = officials.id AND current = 1),"
            " n_mentions = (SELECT count(*) FROM ("
            "  SELECT article FROM moves WHERE official = officials.id AND current = 1"
            "  UNION SELECT article FROM incumbencies WHERE official = officials.id AND current = 1))"
            " WHERE id IN (SELECT official FROM temp.touched)"
        )
        self.execute("DELETE FROM temp.touched")

    def _problem(self, record: object, message: str, *, stage: str = "load") -> None:
        """Put a problem on record, once: loading the same file again must change nothing."""
        subject = contract.name_of(record).encode(errors="replace").decode()
        message = message.encode(errors="replace").decode()
        self.execute(
            "INSERT INTO problems (at, stage, subject, message) SELECT ?, ?, ?, ? WHERE NOT EXISTS"
            " (SELECT 1 FROM problems WHERE stage = ? AND subject = ? AND message = ?)",
            [now(), stage, subject, message, stage, subject, message],
        )
