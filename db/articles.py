"""Stores articles in all their versions, whether a crawl brings them or a file does.

An article is known again by its address (`db.addresses.article_key`), or else by its id. Its text is never
overwritten unseen: every version that differs in title or text gets a row in `article_versions`, the first
too. All of it happens inside the caller's transaction.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlite_utils import Database

from db.addresses import article_key


class IdTaken(ValueError):
    """The record has no address, and its id already belongs to an article of another outlet."""


class Stored(NamedTuple):
    """Where a record is kept: the article's row, which of its versions, and what the record was."""

    article: int
    version: int
    outcome: str  # 'new' | 'changed' | 'same'


def now() -> str:
    """The present moment as it is kept everywhere: UTC, ISO 8601, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def content_hash(title: str | None, text: str) -> str:
    """SHA-256 of title and text; white space at line ends and around them counts for nothing."""
    lines = [line.rstrip() for line in f"{title or ''}\n\n{text}".strip().splitlines()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def slug(name: str) -> str:
    """An outlet's id from its name: "ANTERO Jawa Tengah" gives "antero-jawa-tengah"."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "tanpa-nama"


def ensure_outlet(db: Database, name: str, outlet_id: str | None = None) -> str:
    """The id of the outlet of this name (case aside), made where it is unknown.

    With `outlet_id` (the crawl knows it) that is the outlet, and its name becomes `name`.
    """
    if outlet_id is None:
        found = db.conn.execute(
            "SELECT id FROM outlets WHERE name = ? COLLATE NOCASE OR id = ? ORDER BY id = ? LIMIT 1",
            [name, name, name],
        ).fetchone()
        outlet_id = found[0] if found else slug(name)
    db.conn.execute(
        "INSERT INTO outlets (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name"
        " WHERE outlets.name = outlets.id AND excluded.name != outlets.name",
        [outlet_id, name],
    )
    return outlet_id


def find_article(db: Database, record: Mapping[str, Any], outlet: str) -> dict[str, Any] | None:
    """The stored article that a record is about, or None. Raises IdTaken."""
    key = article_key(record.get("url"), record.get("canonical_url"))
    columns = ("id", "uid", "outlet", "url_key", "version", "content_hash")
    select = f"SELECT {', '.join(columns)} FROM articles WHERE"
    if key and (row := db.conn.execute(f"{select} url_key = ?", [key]).fetchone()):
        return dict(zip(columns, row, strict=True))
    row = db.conn.execute(f"{select} uid = ?", [uid_of(record)]).fetchone()
    if row is None:
        return None
    found = dict(zip(columns, row, strict=True))
    if key and found["url_key"]:
        return None  # another address: another article, though somebody numbered both alike
    if found["outlet"] != outlet:
        raise IdTaken(f"the id {found['uid']!r} already belongs to another article, of {found['outlet']}")
    return found


def uid_of(record: Mapping[str, Any]) -> str:
    """The record's id; one made from its address, or else from its words, where it has none."""
    if record.get("id"):
        return str(record["id"])
    key = article_key(record.get("url"), record.get("canonical_url"))
    named = key or content_hash(record.get("title"), record["text"])
    return ("url-" if key else "text-") + hashlib.sha256(named.encode()).hexdigest()[:16]


def store_article(db: Database, record: Mapping[str, Any], outlet: str, *, any_version: bool) -> Stored:
    """Store a record as a new article, as a new version of a known one, or find that nothing is new.

    With `any_version` (a file) the record may be any version we have; without it (a crawl, which saw the
    page just now) only the last one counts as the same. A new version makes the article 'unread'.
    Raises IdTaken.
    """
    title, text = record.get("title") or None, record["text"]
    hashed, found = content_hash(title, text), find_article(db, record, outlet)
    if found is None:
        return _insert(db, record, outlet, hashed)
    article = found["id"]
    if found["url_key"] is None and record.get("url"):
        db.conn.execute(
            "UPDATE articles SET url = ?, canonical_url = ?, url_key = ? WHERE id = ?",
            [*_addresses(record), article],
        )
    if any_version:
        row = db.conn.execute(
            "SELECT max(version) FROM article_versions WHERE article = ? AND content_hash = ?",
            [article, hashed],
        ).fetchone()
        if row[0] is not None:
            return Stored(article, row[0], "same")
    elif hashed == found["content_hash"]:
        return Stored(article, found["version"], "same")
    version, fetched_at = found["version"] + 1, record.get("fetched_at") or now()
    db.conn.execute(
        "UPDATE articles SET title = ?, text = ?, content_hash = ?, version = ?, fetched_at = ?,"
        " published = coalesce(?, published), author = coalesce(?, author), lang = coalesce(?, lang),"
        " state = 'unread' WHERE id = ?",
        [
            title, text, hashed, version, fetched_at,
            record.get("published"), record.get("author"), record.get("lang"), article,
        ],
    )  # fmt: skip
    _insert_version(db, article, version, record, hashed, fetched_at)
    return Stored(article, version, "changed")


def _insert(db: Database, record: Mapping[str, Any], outlet: str, hashed: str) -> Stored:
    seen_at, uid = now(), uid_of(record)
    if db.conn.execute("SELECT 1 FROM articles WHERE uid = ?", [uid]).fetchone():
        uid = uid_of({**record, "id": None})
    fetched_at = record.get("fetched_at") or seen_at
    cursor = db.conn.execute(
        "INSERT INTO articles (uid, outlet, url, canonical_url, url_key, title, author, published, text,"
        " content_hash, lang, fetched_at, first_seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            uid, outlet, *_addresses(record), record.get("title") or None,
            record.get("author"), record.get("published"), record["text"], hashed,
            record.get("lang"), fetched_at, seen_at,
        ],
    )  # fmt: skip
    article = int(cursor.lastrowid or 0)
    _insert_version(db, article, 1, record, hashed, fetched_at)
    return Stored(article, 1, "new")


def _addresses(record: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    url, canonical = record.get("url") or None, record.get("canonical_url") or None
    return url, canonical, article_key(url, canonical)


def _insert_version(
    db: Database, article: int, version: int, record: Mapping[str, Any], hashed: str, fetched_at: str
) -> None:
    db.conn.execute(
        "INSERT INTO article_versions (article, version, title, text, content_hash, published, fetched_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            article,
            version,
            record.get("title") or None,
            record["text"],
            hashed,
            record.get("published"),
            fetched_at,
        ],
    )
