"""What the pages of the site show besides one row: read with a few indexed queries each, current statements only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.database import Database, QueryInterrupted
from markupsafe import Markup

from db.site.career import newest as newest_entries
from db.site.career import timeline
from db.site.cells import source_note
from db.site.labels import fact_tables
from db.site.marks import Mark, fits, paragraphs, split_quote, widened
from db.site.wording import fact_words, stance_line

Rows = list[dict[str, Any]]

# A fact with all that a reader needs to check it: the article, the outlet, the evidence, the government's name.
FACT = """
select f.*, '{table}' as kind, a.title as article_title, a.published as article_published, a.url as article_url,
       a.outlet as outlet, o.name as outlet_name, a.version as article_version, g.name as government_name,
       e.start as evidence_start, e."end" as evidence_end, e.quote as evidence_quote, e.sentence as sentence,
       e.sentence_start as sentence_start, e.version as evidence_version, e.extractor as extractor {more}
from {table} f join articles a on a.id = f.article left join outlets o on o.id = a.outlet
left join evidence e on e.id = f.evidence left join governments g on g.id = f.government
where {where} order by {order} limit {limit}
"""
# Events and documents have a column `kind` or `kinds`; a document's own kind would hide the table's name.
MORE = {"documents": ", f.kind as document_kind"}


# Two reports that agree on these tell of the same move.
SAME_MOVE = ("official", "from_position", "to_position", "acting", "status")


async def rows(db: Database, sql: str, params: Mapping[str, Any] | None = None) -> Rows:
    """All rows as dicts. A query that runs out of time gives none: a slow corner must not take the page down."""
    try:
        return [dict(row) for row in (await db.execute(sql, params or {})).rows]
    except QueryInterrupted:
        return []


async def facts(
    db: Database, table: str, where: str, params: Mapping[str, Any], *, order: str = "f.id", limit: int = 500
) -> Rows:
    """Facts of one table with article, outlet and evidence; `kind` is the table, `words` the line telling it."""
    sql = FACT.format(table=table, where=where, order=order, limit=limit, more=MORE.get(table, ""))
    found = []
    for row in await rows(db, sql, params):
        told = dict(row, kind=row.get("document_kind", row.get("kind")))
        found.append(dict(row, kind=table, words=fact_words(table, told)))
    return found


async def article(db: Database, key: int) -> dict[str, Any]:
    """The text cut at its marks, the facts in order of the text, and the versions of one article."""
    found = await rows(
        db,
        "select a.*, o.name as outlet_name from articles a left join outlets o on o.id = a.outlet "
        "where a.id = :id",
        {"id": key},
    )
    if not found:
        return {}
    row = found[0]
    told: Rows = []
    for table in fact_tables():
        told += await facts(db, table, "f.article = :id and f.current = 1", {"id": key}, order="e.start")
    told.sort(key=lambda f: (f["evidence_start"] is None, f["evidence_start"] or 0, f["kind"], f["id"]))
    marks = []
    for fact in told:
        where = {
            "start": fact["evidence_start"],
            "end": fact["evidence_end"],
            "quote": fact["evidence_quote"],
        }
        fact["marked"] = fits(row["text"] or "", where)
        if fact["marked"]:
            marks.append(
                Mark(
                    start=where["start"],
                    end=where["end"],
                    kind=fact["kind"],
                    fact=fact["id"],
                    evidence=fact["evidence"],
                    label=fact["words"],
                )
            )
    return {
        "article": row,
        "facts": told,
        "old": await superseded(db, key),
        "nomor": {f"{fact['kind']}{fact['id']}": number for number, fact in enumerate(told, 1)},
        "paragraphs": paragraphs(row["text"] or "", marks),
        "versions": await rows(
            db,
            "select id, version, title, published, fetched_at from article_versions where article = :id "
            "order by version desc",
            {"id": key},
        ),
        "reading": (await rows(db, "select * from readings where id = :id", {"id": row["reading"]}) or [{}])[
            0
        ],
    }


async def superseded(db: Database, article: int) -> list[str]:
    """The tables that keep statements of older readings of an article."""
    found = []
    for table in fact_tables():
        sql = f"select 1 from {table} where article = :id and current = 0 limit 1"
        if await rows(db, sql, {"id": article}):
            found.append(table)
    return found


async def in_context(db: Database, mark: Mapping[str, Any]) -> tuple[str, str, str]:
    """An evidence row's sentence before, in and after its quote; more of the text where the quote leaves it."""
    sentence, quote = mark["sentence"] or "", mark["quote"] or ""
    parts = split_quote(sentence, quote, mark["start"] - mark["sentence_start"])
    if parts[1] or not quote:
        return parts
    texts = await rows(
        db,
        "select text from article_versions where article = :article and version = :version",
        {"article": mark["article"], "version": mark["version"]},
    )
    return (widened(texts[0]["text"], mark) if texts else None) or parts


async def fact(db: Database, table: str, key: int) -> dict[str, Any]:
    """One fact with its sentence cut around the quote, and the officials accused where it is an allegation."""
    found = await facts(db, table, "f.id = :id", {"id": key})
    if not found:
        return {}
    row = found[0]
    mark = await rows(db, "select * from evidence where id = :id", {"id": row["evidence"]})
    accused: Rows = []
    if table == "allegations":
        accused = await rows(
            db,
            "select o.id, o.name from allegation_accused aa join officials o on o.id = aa.official "
            "where aa.allegation = :id",
            {"id": key},
        )
    return {
        "fact": row,
        "sentence_parts": await in_context(db, mark[0]) if mark else ("", "", ""),
        "accused": accused,
        "others": await facts(
            db,
            table,
            "f.article = :a and f.current = 1 and f.id <> :id",
            {"a": row["article"], "id": key},
            limit=12,
        ),
    }


async def notes(db: Database, column: str, keys: list[int]) -> dict[int, Markup]:
    """What a table says below an article (its outlet and day) or an allegation (also its stance and source)."""
    wanted = ", ".join(str(key) for key in sorted(set(keys)))
    if column == "article":
        found = await rows(
            db,
            f"""select a.id, a.published, coalesce(o.name, a.outlet) as outlet from articles a
                left join outlets o on o.id = a.outlet where a.id in ({wanted})""",
        )
        return {row["id"]: source_note(row["outlet"], row["published"]) for row in found}
    found = await facts(db, "allegations", f"f.id in ({wanted})", {})
    return {
        row["id"]: Markup('<span class="note">{}</span>').format(stance_line(row))
        + source_note(row["outlet_name"] or row["outlet"], row["article_published"])
        for row in found
    }


async def named(db: Database, key: str) -> Rows:
    """The allegation of an `allegation_accused` row (``allegation,official``), told in full as reported."""
    allegation = key.partition(",")[0]
    return await facts(
        db, "allegations", "f.id = :id", {"id": int(allegation) if allegation.isdigit() else 0}
    )


async def official(db: Database, key: int) -> dict[str, Any]:
    """A career in order of time and the allegations in which the official is named, as reported."""
    mine = {"id": key}
    where = "f.official = :id and f.current = 1"
    career = await facts(db, "moves", where, mine) + await facts(db, "incumbencies", where, mine)
    told = timeline(
        career, same=("from_position", "to_position", "position", "acting", "status", "government")
    )
    accused = "f.current = 1 and f.id in (select allegation from allegation_accused where official = :id)"
    return {
        "official": (
            await rows(
                db,
                "select o.*, g.name as government_name from officials o left join governments g on g.id = o.government "
                "where o.id = :id",
                mine,
            )
            or [{}]
        )[0],
        "career": told,
        "n_told": sum(entry.kind == "moves" for entry in told),
        "accused_in": await facts(db, "allegations", accused, mine, order="a.published desc, f.id"),
        "said": await facts(
            db,
            "allegations",
            "f.current = 1 and f.source_official = :id",
            mine,
            order="a.published desc, f.id",
        ),
    }


async def position(db: Database, key: int) -> dict[str, Any]:
    """Who came to, left, or was said to hold a post over time, and when it was said to be empty."""
    mine = {"id": key}
    told = await facts(db, "moves", "f.current = 1 and (f.to_position = :id or f.from_position = :id)", mine)
    told += await facts(db, "incumbencies", "f.current = 1 and f.position = :id", mine)
    told += await facts(db, "vacancies", "f.current = 1 and f.position = :id", mine)
    return {
        "position": (
            await rows(
                db,
                "select p.*, g.name as government_name from positions p left join governments g on g.id = p.government "
                "where p.id = :id",
                mine,
            )
            or [{}]
        )[0],
        "holders": timeline(told, same=SAME_MOVE),
    }


async def government(db: Database, key: int) -> dict[str, Any]:
    """A government's newest facts of every kind, its officials and its articles."""
    mine = {"id": key}
    where, newest = "f.government = :id and f.current = 1", "a.published desc, f.id"
    found = await rows(
        db,
        """select g.*, r.capital, r.population, p.name as province_name, p.code as province_code
           from governments g left join regions r on r.code = g.code left join regions p on p.code = r.province_code
           where g.id = :id""",
        mine,
    )
    moves = await facts(db, "moves", where, mine, order=newest, limit=80)  # many tell of the same move
    vacancies = await facts(db, "vacancies", where, mine, order=newest, limit=60)
    return {
        "government": found[0] if found else {},
        "counts": (
            await rows(
                db,
                """select (select count(*) from moves where government = :id and current = 1) as moves,
                      (select count(*) from events where government = :id and current = 1) as events,
                      (select count(*) from vacancies where government = :id and current = 1) as vacancies,
                      (select count(*) from allegations where government = :id and current = 1) as allegations,
                      (select count(*) from article_governments where government = :id and current = 1) as articles,
                      (select count(*) from officials where government = :id and n_mentions > 0) as officials""",
                mine,
            )
            or [{}]
        )[0],
        "moves": newest_entries(timeline(moves, same=SAME_MOVE), 12),
        "events": await facts(db, "events", where, mine, order="coalesce(f.date, a.published) desc", limit=8),
        "vacancies": newest_entries(timeline(vacancies, same=("position",)), 10),
        "allegations": await facts(db, "allegations", where, mine, order=newest, limit=8),
        "officials": await rows(
            db,
            """select o.id, o.name, o.n_moves, o.n_mentions, (
                 select title from (
                   select m.to_title as title, coalesce(m.date, substr(a.published, 1, 10)) as told from moves m
                   join articles a on a.id = m.article
                   where m.official = o.id and m.current = 1 and m.status = 'done' and m.to_title is not null
                   union all
                   select i.title, i.as_of from incumbencies i where i.official = o.id and i.current = 1
                 ) order by told desc limit 1) as latest
               from officials o where o.government = :id and o.n_mentions > 0
               order by o.n_mentions desc, o.name limit 40""",
            mine,
        ),
        "articles": await rows(
            db,
            """select distinct a.id, a.title, a.published, o.name as outlet_name from article_governments f
               join articles a on a.id = f.article left join outlets o on o.id = a.outlet
               where f.government = :id and f.current = 1 order by a.published desc limit 12""",
            mine,
        ),
    }


async def evidence(db: Database, key: int) -> dict[str, Any]:
    """An evidence row with its sentence cut around the quote and every fact read in it."""
    found = await rows(
        db,
        """select e.*, a.title as article_title, a.url as article_url, a.published as article_published,
                  o.name as outlet_name, a.version as article_version, v.id as version_id
           from evidence e join articles a on a.id = e.article left join outlets o on o.id = a.outlet
           left join article_versions v on v.article = e.article and v.version = e.version
           where e.id = :id""",
        {"id": key},
    )
    if not found:
        return {}
    row = found[0]
    told: Rows = []
    for table in fact_tables():
        told += await facts(db, table, "f.evidence = :id", {"id": key})
    return {
        "evidence": row,
        "sentence_parts": await in_context(db, row),
        "facts": told,
    }


async def version(db: Database, key: int) -> dict[str, Any]:
    """An older text of an article, in paragraphs."""
    found = await rows(
        db,
        "select v.*, a.title as article_title, a.version as article_version from article_versions v "
        "join articles a on a.id = v.article where v.id = :id",
        {"id": key},
    )
    if not found:
        return {}
    return {"version": found[0], "paragraphs": paragraphs(found[0]["text"], [])}


LOADERS = {
    "articles": article,
    "officials": official,
    "positions": position,
    "governments": government,
    "evidence": evidence,
    "article_versions": version,
}
