"""Which rows a table page shows, and how the filters in its address are told and taken off again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.filters import FilterArguments
from datasette.utils import path_with_removed_args

from db.site.cells import NAMELESS
from db.site.labels import fact_tables, site, value_word
from db.site.metadata import DATABASE

# Tables that can be narrowed to one province.
OF_PROVINCE = frozenset({"officials", "positions", "governments", "articles"})
# Filters whose value is a code or a number of a row: told in words, taken off as a whole, never typed.
WHOLE = frozenset({"exact", "arraycontains"})


def has_province(table: str) -> bool:
    return table in fact_tables() or table in OF_PROVINCE


def arguments(table: str, args: Mapping[str, str]) -> FilterArguments | None:
    """Current statements only, unless a filter on `current` or ``?_semua=1`` asks for superseded ones too.

    An official whom only superseded statements name is left out likewise. Also ``?_provinsi=33`` (facts of that
    province's governments) and ``?_media=slug`` (facts read in that outlet).
    """
    clauses: list[str] = []
    params: dict[str, str] = {}
    told: list[str] = []
    is_fact = table in fact_tables()
    everything = args.get("_semua") == "1"
    if is_fact and not everything and not asks_for(args, "current"):
        clauses.append("current = 1")
    if table == "officials" and not everything and not asks_for(args, "n_mentions"):
        clauses.append("n_mentions > 0")
    if table == "allegation_accused" and not everything:
        clauses.append("allegation in (select id from allegations where current = 1)")
    province = args.get("_provinsi") or ""
    if province and has_province(table):
        inside = "select id from governments where code = :provinsi or substr(code, 1, 3) = :provinsi || '.'"
        column = {"governments": "id", "articles": "id"}.get(table, "government")
        if table == "articles":
            inside = f"select article from article_governments where current = 1 and government in ({inside})"
        clauses.append(f"{column} in ({inside})")
        params["provinsi"] = province
        told.append(f"provinsi {province}")
    outlet = args.get("_media") or ""
    if outlet and is_fact:
        clauses.append("article in (select id from articles where outlet = :media)")
        params["media"] = outlet
        told.append(f"media {outlet}")
    return FilterArguments(clauses, params=params, human_descriptions=told) if clauses else None


def asks_for(args: Mapping[str, str], column: str) -> bool:
    """Whether the address filters on this column."""
    return any(key == column or key.startswith(f"{column}__") for key in args)


async def chosen(datasette: Any, db: Any, table: str, request: Any) -> list[dict[str, Any]]:
    """The filters on columns in the page's address, in words.

    Each has `column`, `lookup`, `words` (of the value), `key` and `value` (as in the address), `remove` (the address
    without it) and `whole`: whether its value is a reference or a code, which no visitor should have to type.
    """
    columns = set(await db.table_columns(table))
    references = {foreign["column"] for foreign in await db.foreign_keys_for_table(table)}
    found = []
    for key in request.args:
        column, _, lookup = key.partition("__")
        lookup = lookup or "exact"
        if key.startswith("_") or column not in columns:
            continue
        for value in request.args.getlist(key):
            words = value_word(column, value)
            if lookup in WHOLE and column in references:
                names = await datasette.expand_foreign_keys(DATABASE, table, column, [value])
                words = next((str(label) for label in names.values() if label), "")
                words = words if words and column not in NAMELESS else f"No. {value}"
            path = path_with_removed_args(request, {key: value})
            found.append(
                {
                    "column": column,
                    "lookup": lookup,
                    "key": key,
                    "value": value,
                    "words": words,
                    "whole": lookup in WHOLE and (column in references or column in site()["values"]),
                    "remove": datasette.urls.path(path),
                }
            )
    return found
