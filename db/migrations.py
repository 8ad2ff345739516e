"""Brings a database to the newest schema: a migration for each file of `db/schema/`, in their order.

A migration that was released is never changed; a change is a new file and a new function below.
"""

from __future__ import annotations

import csv
from pathlib import Path

from sqlite_utils import Database, Migrations

HERE = Path(__file__).parent
REGIONS = HERE / "data" / "regions.csv"

#: Marks a file as ours (``PRAGMA application_id``): "PMut".
APPLICATION_ID = 0x504D7574

migrations = Migrations("pantau")


def _apply(db: Database, file: str) -> None:
    db.executescript((HERE / "schema" / file).read_text(encoding="utf-8"))


@migrations()
def regions(db: Database) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _apply(db, "001_regions.sql")


@migrations()
def articles(db: Database) -> None:
    _apply(db, "002_articles.sql")


@migrations()
def facts(db: Database) -> None:
    _apply(db, "003_facts.sql")


@migrations()
def search(db: Database) -> None:
    _apply(db, "004_search.sql")


@migrations()
def seed_regions(db: Database) -> None:
    db.conn.executemany(
        "INSERT INTO regions (code, kind, name, province_code, capital, latitude, longitude, population)"
        " VALUES (:code, :kind, :name, :province_code, :capital, :latitude, :longitude, :population)",
        region_rows(),
    )


def region_rows(path: Path = REGIONS) -> list[dict[str, str | float | int | None]]:
    """The rows of regions.csv for the table: provinces first, each province's name turned into its code.

    Latitude and longitude are degrees, population heads. Raises KeyError for a province that the file lacks.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    provinces = {
        row["name"].removeprefix("Provinsi "): row["code"] for row in rows if row["kind"] == "provinsi"
    }
    return [
        {
            "code": row["code"],
            "kind": row["kind"],
            "name": row["name"],
            "province_code": provinces[row["province"]] if row["kind"] != "provinsi" else row["code"],
            "capital": row["capital"] or None,
            "latitude": float(row["latitude"]) if row["latitude"] else None,
            "longitude": float(row["longitude"]) if row["longitude"] else None,
            "population": int(row["population"]) if row["population"] else None,
        }
        for row in sorted(rows, key=lambda row: (row["kind"] != "provinsi", row["code"]))
    ]
