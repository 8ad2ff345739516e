"""How the whole is doing: what `pantau status` shows and a monitor may watch."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from db.statements import FACT_TABLES

#: How many of the latest problems and runs are told.
LATEST = 20


def status(db: Database) -> dict[str, Any]:
    """Counts of everything, plain enough for JSON.

    Keys: `articles` (by state, and total), `unread`, `facts_current` and `facts_superseded` (by table),
    `officials`, `positions`, `governments_covered` and `governments_of` (provinces, kabupaten and kota with a
    current fact, of 552), `pages` (by state), `outlets` (last success, failures in a row, articles), `runs`
    and `problems` (the latest).
    """
    articles = dict(_rows(db, "SELECT state, count(*) FROM articles GROUP BY state"))
    facts = {
        table: dict(_rows(db, f"SELECT current, count(*) FROM {table} GROUP BY current"))
        for table in FACT_TABLES
    }
    return {
        "articles": {
            "total": sum(articles.values()),
            **{state: articles.get(state, 0) for state in ("unread", "read", "failed")},
            "relevant": _number(db, "SELECT count(*) FROM articles WHERE relevant = 1"),
        },
        "unread": articles.get("unread", 0),
        "facts_current": {table: counts.get(1, 0) for table, counts in facts.items()},
        "facts_superseded": {table: counts.get(0, 0) for table, counts in facts.items()},
        "officials": _number(db, "SELECT count(*) FROM officials WHERE n_mentions > 0"),
        "positions": _number(db, "SELECT count(*) FROM positions"),
        "governments_covered": _number(
            db,
            "SELECT count(DISTINCT g.code) FROM article_governments a"
            " JOIN governments g ON g.id = a.government WHERE a.current = 1 AND g.code IS NOT NULL",
        ),
        "governments_of": _number(db, "SELECT count(*) FROM regions"),
        "pages": dict(_rows(db, "SELECT state, count(*) FROM pages GROUP BY state ORDER BY state")),
        "outlets": _outlets(db),
        "runs": _dicts(
            db,
            "SELECT id, outlet, started_at, finished_at, ok, counts, error FROM runs"
            " ORDER BY id DESC LIMIT ?",
        ),
        "problems": _dicts(db, "SELECT at, stage, subject, message FROM problems ORDER BY id DESC LIMIT ?"),
    }


def _outlets(db: Database) -> list[dict[str, Any]]:
    """One row an outlet; `failures` counts the runs that ended in an error since the last good one."""
    return list(
        db.query(
            "WITH good AS (SELECT outlet, max(id) AS run FROM runs WHERE ok = 1 GROUP BY outlet)"
            " SELECT o.id, o.name,"
            "  (SELECT count(*) FROM articles a WHERE a.outlet = o.id) AS articles,"
            "  (SELECT finished_at FROM runs r WHERE r.id = good.run) AS last_success,"
            "  (SELECT count(*) FROM runs r"
            "   WHERE r.outlet = o.id AND r.ok = 0 AND r.id > coalesce(good.run, 0)) AS failures"
            " FROM outlets o LEFT JOIN good ON good.outlet = o.id ORDER BY o.name"
        )
    )


def _rows(db: Database, sql: str) -> list[tuple[Any, ...]]:
    return db.conn.execute(sql).fetchall()


def _number(db: Database, sql: str) -> int:
    return int(db.conn.execute(sql).fetchone()[0])


def _dicts(db: Database, sql: str) -> list[dict[str, Any]]:
    return list(db.query(sql, [LATEST]))
