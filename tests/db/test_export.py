"""The exported files: complete, true to their descriptor, from one moment, and without the articles' texts."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.connect import open_database
from db.export import WRITERS, CannotWrite, UnknownFormat, export
from db.load import load_records
from db.status import status
from tests.db.corpus import read_corpus


@pytest.fixture
def loaded(db: Database, corpus: list[dict[str, Any]]) -> Database:
    load_records(db, corpus)
    return db


def rows_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_csv_jsonl_and_sqlite_hold_the_same_current_facts(loaded: Database, tmp_path: Path) -> None:
    load_records(loaded, read_corpus("r/2"))  # superseded facts are not exported
    counts = export(loaded, tmp_path / "out")
    snapshot = sqlite3.connect(tmp_path / "out" / "pantau.sqlite")
    for table in (
        "moves",
        "events",
        "incumbencies",
        "vacancies",
        "allegations",
        "documents",
        "article_governments",
    ):
        lines, records = (
            rows_of(tmp_path / "out" / f"{table}.csv"),
            rows_of(tmp_path / "out" / f"{table}.jsonl"),
        )
        current = loaded[table].count_where("current = 1")
        assert len(lines) == len(records) == counts[f"{table}.csv"] == counts[f"{table}.jsonl"] == current > 0
        assert snapshot.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == current
        assert [line["id"] for line in lines] == [str(record["id"]) for record in records]
        assert all(record["reader"] == "r/2" for record in records)
        for record in records:  # provenance with every row
            assert record["article_url"] and record["outlet"] and record["extractor"]
            assert record["evidence"] in record["sentence"] and 0 <= record["confidence"] <= 1


def test_labels_are_readable(loaded: Database, tmp_path: Path) -> None:
    export(loaded, tmp_path, ("jsonl",))
    move = next(r for r in rows_of(tmp_path / "moves.jsonl") if r["person"] == "Erizon Nazar")
    assert (move["government"], move["government_code"], move["outlet"]) == (
        "Kota Payakumbuh",
        "13.76",
        "Luhak Media",
    )
    assert move["from_title"] == "Kepala Satuan Polisi Pamong Praja" and move["date"] == "2023-02-14"
    event = rows_of(tmp_path / "events.jsonl")[0]
    assert isinstance(event["kinds"], list) and isinstance(event["echelons"], list)


def test_the_texts_of_the_articles_are_not_exported(loaded: Database, tmp_path: Path) -> None:
    export(loaded, tmp_path / "out")
    text = loaded["articles"].get(1)["text"]
    for file in (tmp_path / "out").iterdir():
        assert text[:400].encode() not in file.read_bytes(), file.name


def test_the_descriptor_is_true(loaded: Database, tmp_path: Path) -> None:
    tmp_path /= "out"
    export(loaded, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    described = {resource["path"]: resource for resource in package["resources"]}
    assert {*described, "datapackage.json"} == {file.name for file in tmp_path.iterdir()}
    for path, resource in described.items():
        content = (tmp_path / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if resource["format"] == "csv":
            header = next(csv.reader([content.decode().splitlines()[0]]))
            assert [field["name"] for field in resource["schema"]["fields"]] == header
            assert all(field["description"] for field in resource["schema"]["fields"])
            assert resource["rows"] == len(rows_of(tmp_path / path))
            for field in resource["schema"]["fields"]:  # coded values are among those described
                allowed = {*map(str, field.get("constraints", {}).get("enum", [])), ""}
                assert (
                    len(allowed) == 1 or {row[field["name"]] for row in rows_of(tmp_path / path)} <= allowed
                )


def test_a_failed_export_leaves_the_former_files(
    loaded: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(loaded, tmp_path / "out")
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    monkeypatch.setitem(WRITERS, "csv", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(loaded, tmp_path / "out", ("csv",))
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


def test_a_read_only_database_can_be_exported(loaded: Database, path: Path, tmp_path: Path) -> None:
    assert export(open_database(path, readonly=True), tmp_path / "out", ("csv",))["moves.csv"] == 99


def test_wrong_requests_are_named(loaded: Database, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="parquet"):
        export(loaded, tmp_path, ("parquet",))
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="file"):
        export(loaded, tmp_path / "file")


def test_status_counts_what_is_there(loaded: Database) -> None:
    load_records(loaded, read_corpus("r/2"))
    load_records(loaded, [{"id": "x", "text": "Rusak", "error": "unreadable", "reader": "r/2"}])
    seen = status(loaded)
    assert seen["articles"] == {"total": 21, "unread": 0, "read": 20, "failed": 1, "relevant": 18}
    assert seen["facts_current"]["moves"] == seen["facts_superseded"]["moves"] == 99
    assert (seen["governments_covered"], seen["governments_of"]) == (17, 552)
    assert [problem["subject"] for problem in seen["problems"]] == ["x"]
    assert len(seen["outlets"]) == loaded["outlets"].count
    json.dumps(seen)


def test_status_tells_an_outlets_failures_since_its_last_success(db: Database) -> None:
    from db.crawlstate import CrawlStore

    store = CrawlStore(db)
    for error in ("down", None, "down", "down"):
        store.finish_run(store.start_run("kabar"), {}, error)
    outlet = status(db)["outlets"][0]
    assert outlet["failures"] == 2 and outlet["last_success"]
    assert [run["ok"] for run in status(db)["runs"]] == [0, 0, 1, 0]
