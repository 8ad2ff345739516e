"""The data dictionary is whole, true and written out."""

from __future__ import annotations

import re

import pytest
from sqlite_utils import Database

from db import dictionary
from nlp import facts as contract

ENUMS = {
    ("events", "stage"): contract.STAGES,
    ("events", "kinds"): contract.EVENT_KINDS,
    ("events", "echelons"): contract.ECHELONS,
    ("moves", "acting"): contract.ACTING,
    ("moves", "status"): contract.MOVE_STATUSES,
    ("allegations", "category"): contract.CATEGORIES,
    ("allegations", "stance"): contract.STANCES,
    ("documents", "kind"): contract.DOCUMENT_KINDS,
}


def test_every_table_and_column_is_described(db: Database) -> None:
    real = {
        table: {row[1] for row in db.conn.execute(f"PRAGMA table_xinfo({table})")}
        for table in db.table_names()
        if not dictionary.is_internal(table)
    }
    assert {name: set(table.columns) for name, table in dictionary.tables().items()} == real


def test_labels_sorts_and_facets_are_columns() -> None:
    for table in dictionary.tables().values():
        named = {*table.facets, *([table.label] if table.label else []), (table.sort or "-id").lstrip("-")}
        assert named <= {*table.columns, "id"}, table.name


def test_every_facet_is_indexed(db: Database) -> None:
    for table in dictionary.tables().values():
        indexed = {column for index in db[table.name].indexes for column in index.columns[:2]}
        plain = {facet for facet in table.facets if table.columns[facet].unit != "larik JSON"}
        assert plain <= indexed, table.name


@pytest.mark.parametrize(("place", "values"), ENUMS.items(), ids=lambda value: ".".join(value)[:40])
def test_the_readers_values_are_the_dictionarys(place: tuple[str, str], values: tuple[str, ...]) -> None:
    assert dictionary.values(*place) == set(values)


def test_the_schemas_checks_are_the_dictionarys(db: Database) -> None:
    found = 0
    for table in dictionary.tables().values():
        for column, values in re.findall(r"CHECK\s*\((\w+) IN\s*\(([^)]*)\)", db[table.name].schema):
            allowed = {value.strip().strip("'") for value in values.split(",")}
            assert set(table.columns[column].values) == allowed, f"{table.name}.{column}"
            found += 1
    assert found >= 20


def test_the_document_is_up_to_date() -> None:
    written = dictionary.DOCUMENT.read_text(encoding="utf-8")
    assert written == dictionary.render_markdown(), "run `python -m db.dictionary`"


def test_datasette_gets_descriptions_sort_and_facets() -> None:
    moves = dictionary.table_metadata()["moves"]
    assert moves["sort_desc"] == "date" and moves["label_column"] == "person"
    assert "0 sampai 1" in moves["columns"]["confidence"]
    assert {"array": "kinds"} in dictionary.table_metadata()["events"]["facets"]
    assert dictionary.table_metadata()["pages"]["hidden"] is True
