"""The numbers and newest facts of the front page, and the number of rows behind each table's link."""

from __future__ import annotations

from typing import Any

from datasette.database import Database

from db.site.labels import fact_tables
from db.site.pages import facts, rows

NUMBERS = """
select (select count(*) from articles where relevant = 1) as articles,
       (select count(*) from moves where current = 1) as moves,
       (select count(*) from officials where n_mentions > 0) as officials,
       (select count(*) from allegations where current = 1) as allegations,
       (select count(*) from governments where code is not null) as covered,
       (select count(*) from regions) as regions,
       (select count(distinct outlet) from articles) as outlets,
       (select max(published) from articles) as newest
"""
# A big reshuffle must not push all others off the page: three moves of an article at most.
MOVES = """f.id in (
    select id from (
      select m.id, row_number() over (partition by m.article order by m.id) as place
      from (select id from articles where relevant = 1 order by published desc limit 40) a
      join moves m on m.article = a.id and m.current = 1
    ) where place <= 3)"""
# Nor must one case: of each article one claim and, beside it, one denial or acquittal.
ALLEGATIONS = """f.id in (
    select id from (
      select t.id, row_number() over (
               partition by t.article, t.stance in ('denied', 'acquitted') order by t.id
             ) as place
      from (select id from articles where relevant = 1 order by published desc limit 400) a
      join allegations t on t.article = a.id and t.current = 1
    ) where place = 1)"""


async def front(db: Database) -> dict[str, Any]:
    """Numbers and the newest facts for the front page."""
    numbers = await rows(db, NUMBERS)
    newest = "a.published desc, f.article, f.id"
    return {
        "numbers": numbers[0] if numbers else {},
        "latest_moves": await facts(db, "moves", MOVES, {}, order=newest, limit=9),
        "latest_allegations": await facts(db, "allegations", ALLEGATIONS, {}, order=newest, limit=6),
    }


async def shown_counts(db: Database) -> dict[str, int]:
    """How many rows the tables that leave some out show when nothing is asked for; a slow count is left out."""
    counts = {}
    shown = {name: "current = 1" for name in fact_tables()}
    shown["officials"] = "n_mentions > 0"
    shown["allegation_accused"] = "allegation in (select id from allegations where current = 1)"
    for table, where in shown.items():
        found = await rows(db, f"select count(*) as n from {table} where {where}")
        if found:
            counts[table] = found[0]["n"]
    return counts
