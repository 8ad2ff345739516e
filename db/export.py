"""Writes the current facts as files: CSV, JSON Lines, an SQLite snapshot, and a descriptor of them all.

Every fact comes with readable labels and its provenance: the article's address, the outlet, the sentence,
the words it was read in, the confidence and the extractor. The articles' texts are the outlets' own and are
in none of the files, for the licence could not cover them. What each file holds is in ``exports/*.sql``.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from sqlite_utils import Database

from db import dictionary
from db.articles import now

QUERIES = Path(__file__).parent / "exports"
FORMATS = ("csv", "jsonl", "sqlite")
SNAPSHOT = "pantau.sqlite"
DESCRIPTOR = "datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl", "sqlite": "application/vnd.sqlite3"}

#: Columns that an export query makes under a name of its own: where the dictionary describes them.
DESCRIBED_IN = {
    "official_id": ("officials", "id"),
    "official": ("officials", "name"),
    "government": ("governments", "name"),
    "government_code": ("governments", "code"),
    "evidence": ("evidence", "quote"),
    "sentence": ("evidence", "sentence"),
    "extractor": ("evidence", "extractor"),
    "start": ("evidence", "start"),
    "end": ("evidence", "end"),
    "article_id": ("articles", "uid"),
    "article_url": ("articles", "url"),
    "article_title": ("articles", "title"),
    "published": ("articles", "published"),
    "outlet": ("outlets", "name"),
    "article_version": ("evidence", "version"),
    "reader": ("readings", "reader"),
}
#: Columns that hold a row's number in the database and a readable name in the export.
NUMBERS_IN_THE_DATABASE = frozenset({"government", "evidence", "official", "outlet"})
INTEGERS = frozenset(
    {"id", "official_id", "count", "amount_min", "amount_max", "start", "end", "article_version", "relevant"}
)


Rows = Iterator[tuple[Any, ...]]


class UnknownFormat(ValueError):
    """A format that there is no export in."""


class CannotWrite(OSError):
    """The folder cannot be made or written to."""


def export(db: Database, folder: Path | str, formats: tuple[str, ...] = FORMATS) -> dict[str, int | None]:
    """Write the current facts into `folder`; gives each file's name with its number of rows (None: no rows).

    All files come from one moment of the database. Each is complete under its name or not there at all, and
    the descriptor comes last. Raises UnknownFormat, CannotWrite.
    """
    for name in formats:
        if name not in FORMATS:
            raise UnknownFormat(f"{name!r} is no export format; one of {', '.join(FORMATS)}")
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _export(db, folder, formats)
    except OSError as error:
        raise CannotWrite(f"{folder}: cannot be written to ({error.strerror or error})") from error


def _export(db: Database, folder: Path, formats: tuple[str, ...]) -> dict[str, int | None]:
    written: dict[str, int | None] = {}
    resources = []
    # the files are read from a snapshot, so that a crawl or load meanwhile cannot make them disagree
    with tempfile.TemporaryDirectory(dir=folder, prefix=".export-") as work:
        copy = Path(work) / "moment.db"
        db.conn.execute("VACUUM INTO ?", [str(copy)])
        snapshot = Database(copy)
        for query in sorted(QUERIES.glob("*.sql")):
            sql = query.read_text(encoding="utf-8")
            for format_, write in WRITERS.items():
                if format_ not in formats:
                    continue
                name = f"{query.stem}.{format_}"
                with _whole(folder / name) as file:
                    columns, written[name] = write(file, *_read(snapshot, sql))
                resources.append(_resource(folder / name, query.stem, format_, columns, written[name]))
        if "sqlite" in formats:
            facts = Path(work) / SNAPSHOT
            _write_sqlite(facts, snapshot)
            facts.replace(folder / SNAPSHOT)
            written[SNAPSHOT] = None
            resources.append(_resource(folder / SNAPSHOT, "database", "sqlite", [], None))
        snapshot.close()
    with _whole(folder / DESCRIPTOR) as file:
        json.dump(_descriptor(resources), file, ensure_ascii=False, indent=2)
    written[DESCRIPTOR] = None
    return written


def _read(db: Database, sql: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    cursor = db.conn.execute(sql)
    return [column[0] for column in cursor.description], iter(cursor)


# --- formats --------------------------------------------------------------------------------


def _write_csv(file: TextIO, columns: list[str], rows: Rows) -> tuple[list[str], int]:
    writer = csv.writer(file, lineterminator="\r\n")  # RFC 4180
    writer.writerow(columns)
    number = 0
    for row in rows:
        writer.writerow(row)
        number += 1
    return columns, number


def _write_jsonl(file: TextIO, columns: list[str], rows: Rows) -> tuple[list[str], int]:
    arrays = {name for name in columns if name in ("kinds", "echelons", "accused")}
    number = 0
    for row in rows:
        record = dict(zip(columns, row, strict=True))
        for name in arrays:
            record[name] = json.loads(record[name])
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
        number += 1
    return columns, number


def _write_sqlite(path: Path, snapshot: Database) -> None:
    """The same rows as tables of one SQLite file, each named like its query."""
    db = Database(path)
    for query in sorted(QUERIES.glob("*.sql")):
        columns, rows = _read(snapshot, query.read_text(encoding="utf-8"))
        with db.atomic():
            db.create_table(query.stem, {name: _type(name) for name in columns})
            marks = ", ".join("?" * len(columns))
            db.conn.executemany(f"INSERT INTO {query.stem} VALUES ({marks})", rows)
    db.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _type(column: str) -> type:
    return float if column == "confidence" else int if column in INTEGERS else str


Writer = Callable[[TextIO, list[str], Rows], tuple[list[str], int]]
WRITERS: dict[str, Writer] = {"csv": _write_csv, "jsonl": _write_jsonl}


# --- the descriptor -------------------------------------------------------------------------


def _descriptor(resources: list[dict[str, Any]]) -> dict[str, Any]:
    """A Data Package (https://specs.frictionlessdata.io/data-package/) of the files."""
    return {
        "profile": "data-package",
        "name": "pantau-mutasi",
        "title": "Pantau Mutasi",
        "description": "Mutasi, rotasi, promosi, dan nonjob pejabat publik Indonesia sebagaimana diberitakan "
        "media daerah, dengan kalimat bukti setiap fakta. Tuduhan adalah catatan pemberitaan, bukan putusan.",
        "created": now(),
        "licenses": [LICENCE],
        "resources": resources,
    }


def _resource(path: Path, name: str, format_: str, columns: list[str], rows: int | None) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": f"{name}-{format_}".replace("_", "-"),
        "path": path.name,
        "format": format_,
        "mediatype": MEDIA_TYPES[format_],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
    }
    if format_ != "sqlite":
        resource["encoding"] = "utf-8"
        resource["schema"] = {"fields": [_field(name, column) for column in columns]}
        resource["rows"] = rows
    if format_ == "csv":
        resource["profile"] = "tabular-data-resource"
    if name in dictionary.tables():
        table = dictionary.tables()[name]
        resource["title"], resource["description"] = table.title, table.description
    return resource


def _field(table: str, column: str) -> dict[str, Any]:
    described = dictionary.tables()[table].columns.get(column)
    if column in DESCRIBED_IN and (described is None or column in NUMBERS_IN_THE_DATABASE):
        other, name = DESCRIBED_IN[column]
        described = dictionary.tables()[other].columns[name]
    if described is None:
        raise KeyError(f"the dictionary does not describe {table}.{column} of the export")
    kind = {float: "number", int: "integer", str: "string"}[_type(column)]
    field: dict[str, Any] = {"name": column, "type": kind, "description": described.full_description}
    if described.values and described.unit != "larik JSON":
        field["constraints"] = {"enum": [_type(column)(value) for value in described.values]}
    return field


# --- files ----------------------------------------------------------------------------------


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file that gets its name only when it is complete and on the disk."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
