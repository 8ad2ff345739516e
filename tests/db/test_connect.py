"""Opening: a new file, an old one, somebody else's, a locked one, two processes at once."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connect import (
    CannotOpen,
    DatabaseBusy,
    NewerDatabase,
    NotADatabase,
    file_of,
    open_database,
    write_transaction,
)
from db.migrations import migrations
from tests.db.conftest import dump


def test_a_new_file_gets_every_migration_and_the_regions(db: Database) -> None:
    assert migrations.pending(db) == []
    counts = dict(db.conn.execute("SELECT kind, count(*) FROM regions GROUP BY kind").fetchall())
    assert counts == {"provinsi": 38, "kabupaten": 416, "kota": 98}
    rembang = db["regions"].get("33.17")
    assert (rembang["name"], rembang["province_code"]) == ("Kabupaten Rembang", "33")
    wrong = "SELECT count(*) FROM regions WHERE province_code != substr(code, 1, 2)"
    assert db.conn.execute(wrong).fetchone()[0] == 0


def test_the_connection_is_set_up(db: Database) -> None:
    pragma = {
        name: db.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in ("foreign_keys", "synchronous")
    }
    assert pragma == {"foreign_keys": 1, "synchronous": 1}
    assert db.journal_mode == "wal"
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(
            "INSERT INTO pages (url, url_key, outlet, discovered_at) VALUES ('u', 'u', 'nobody', 'now')"
        )


def test_opening_again_changes_nothing(db: Database, path: Path) -> None:
    before = dump(db)
    open_database(path).close()
    assert dump(db) == before
    assert file_of(db) == str(path)


def test_half_a_migration_is_no_migration(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = migrations._migrations[-1]

    def fails(db: Database) -> None:
        last.fn(db)
        raise RuntimeError("power cut")

    monkeypatch.setattr(
        migrations, "_migrations", [*migrations._migrations[:-1], type(last)(last.name, fails)]
    )
    with pytest.raises(RuntimeError):
        open_database(path)
    monkeypatch.undo()
    assert open_database(path)["regions"].count == 552


@pytest.mark.parametrize(
    "content", [b"x", b"catatan saya\n" * 20, b"catatan\n" * 2000, b"SQLite format 3\0" + b"\1" * 5000]
)
def test_another_file_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotADatabase, match=r"pantau\.db"):
        open_database(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (title TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotADatabase, match="another program"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(NotADatabase, match="folder"):
        open_database(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="nowhere does not exist"):
        open_database(tmp_path / "nowhere" / "pantau.db")


def test_readonly_makes_nothing_and_writes_nothing(db: Database, path: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="no such database"):
        open_database(tmp_path / "other.db", readonly=True)
    assert not (tmp_path / "other.db").exists()
    reader = open_database(path, readonly=True)
    assert reader["regions"].count == 552
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM regions")


def test_a_database_of_a_newer_version_is_refused(db: Database, path: Path) -> None:
    db["_sqlite_migrations"].insert(
        {"migration_set": "pantau", "name": "from_the_future", "applied_at": "2030"}
    )
    db.close()
    with pytest.raises(NewerDatabase, match="from_the_future"):
        open_database(path)


def test_a_lock_held_too_long_is_named(db: Database, path: Path) -> None:
    impatient = open_database(path, patience=0.1)
    with (
        write_transaction(db),
        pytest.raises(DatabaseBusy, match=r"pantau\.db"),
        write_transaction(impatient),
    ):
        pass
    with write_transaction(impatient):  # and it is usable afterwards
        impatient.execute("INSERT INTO outlets (id, name) VALUES ('a', 'A')")
    assert db["outlets"].count == 1


def test_a_failed_transaction_leaves_nothing(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), write_transaction(db):
        db.execute("INSERT INTO outlets (id, name) VALUES ('a', 'A')")
        _ = 1 / 0
    assert db["outlets"].count == 0
    assert not db.conn.in_transaction


def _open(path: Path, gate: object, results: object) -> None:
    gate.wait()  # type: ignore[attr-defined]
    try:
        results.put(open_database(path)["regions"].count)  # type: ignore[attr-defined]
    except Exception as error:  # reported by the parent
        results.put(repr(error))  # type: ignore[attr-defined]


def test_processes_that_open_a_new_file_at_once(path: Path) -> None:
    context = multiprocessing.get_context("fork")
    gate, results = context.Barrier(4), context.Queue()
    processes = [context.Process(target=_open, args=(path, gate, results)) for _ in range(4)]
    for process in processes:
        process.start()
    answers = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert answers == [552] * 4
    assert len(migrations.applied(open_database(path))) == len(migrations._migrations)
