"""A real database in a temporary folder, and the development articles as reader output."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.connect import open_database
from tests.db.corpus import evidence_of, read_corpus

CORPUS = read_corpus()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pantau.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    database = open_database(path)
    yield database
    database.close()


@pytest.fixture
def corpus() -> list[dict[str, Any]]:
    return copy.deepcopy(CORPUS)


@pytest.fixture
def article() -> Callable[..., dict[str, Any]]:
    """Makes a record as read: `make("a-1", "text", moves=[…])`, each fact with its evidence."""

    def make(
        uid: str,
        text: str,
        *,
        reader: str = "r/1",
        government: str | None = "Kabupaten Rembang",
        code: str | None = "33.17",
        **facts: Any,
    ) -> dict[str, Any]:
        about = [{"name": government, "code": code}] if government else []
        listed = {"governments": about, **facts}
        return {
            "id": uid,
            "outlet": "Kabar Coba",
            "url": f"https://kabarcoba.example/{uid}",
            "title": f"Judul {uid}",
            "published": "2026-06-03",
            "text": text,
            "reader": reader,
            "facts": {
                "relevant": True,
                **{kind: [{**f, **evidence_of(text, f)} for f in each] for kind, each in listed.items()},
            },
        }

    return make


def dump(database: Database) -> list[str]:
    """The whole database as SQL: equal dumps are equal databases."""
    return list(database.conn.iterdump())
