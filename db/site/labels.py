"""The words on the screen: names of tables, columns and coded values.

What things mean is said in ``db/dictionary.toml``; how they are called and arranged here, in ``site.toml``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from db.dictionary import tables

SITE_TOML = Path(__file__).parent / "site.toml"


@cache
def site() -> dict[str, Any]:
    """The whole of ``site.toml``."""
    return tomllib.loads(SITE_TOML.read_text(encoding="utf-8"))


@cache
def table_info(table: str) -> dict[str, Any]:
    """Title, `one`, `intro`, `columns`, `label` (its label column) and `fact` of a table; empty for a stranger."""
    known = tables().get(table)
    info: dict[str, Any] = {}
    if known:
        info = {"title": known.title, "one": known.title, "intro": known.description}
        info |= {"label": known.label, "fact": known.fact}
    return info | site()["tables"].get(table, {})


def table_title(table: str) -> str:
    """The heading of a table's page."""
    return table_info(table).get("title", table)


def column_word(column: str, table: str | None = None) -> str:
    """The heading of a column; an unknown one (of a query) shows its name without underscores."""
    own = site()["column_words"].get(table or "", {})
    known = own.get(column) or site()["columns"].get(column)
    return known or (column[:1].upper() + column[1:]).replace("_", " ")


def value_word(column: str, value: object) -> str:
    """The word for a coded value (``done`` gives ``terlaksana``); any other value as it is."""
    if column == "extractor":
        return reader_words(value)
    words = site()["values"].get(column, {})
    return words.get(str(value), "" if value is None else str(value))


def reader_words(extractor: object) -> str:
    """A component that reads facts, in words: ``moves/1`` gives ``mutasi, versi 1``; an unknown one as it is."""
    name, _, version = str(extractor).partition("/")
    words = site()["extractors"].get(name)
    return f"{words}, versi {version}" if words and version else str(extractor)


@cache
def fact_tables() -> tuple[str, ...]:
    """Tables whose rows are statements read in an article (they have `current` and `evidence`)."""
    return tuple(name for name, table in tables().items() if table.fact)
