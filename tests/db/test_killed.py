"""Kill -9 in the middle of a load: the database is whole, and the next load completes it."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from db.connect import open_database, write_transaction
from db.load import load_records
from db.statements import FACT_TABLES
from tests.db.corpus import read_corpus

ROOT = Path(__file__).parents[2]

#: Loads the corpus record by record and dies by SIGKILL in the middle of the transaction of record `sys.argv[2]`.
DIES = textwrap.dedent("""
    import os, signal, sys
    from db.connect import open_database
    from db import load
    from tests.db.corpus import read_corpus

    store, seen = load._Loading._store, []
    def dying(self, record):
        stored = store(self, record)
        seen.append(record["id"])
        if len(seen) == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return stored
    load._Loading._store = dying
    load.load_records(open_database(sys.argv[1]), read_corpus(), batch=4)
""")

#: Loads for as long as it lives, the same corpus under ever new readers.
LOADS_ON = textwrap.dedent("""
    import itertools, sys
    from db.connect import open_database
    from db.load import load_records
    from tests.db.corpus import read_corpus

    db = open_database(sys.argv[1])
    for number in itertools.count():
        load_records(db, read_corpus(f"r/{number}"), batch=1)
        print(number, flush=True)
""")

LOADS_THRICE = textwrap.dedent("""
    import sys
    from db.connect import open_database
    from db.load import load_records
    from tests.db.corpus import read_corpus

    for number in range(3):
        load_records(open_database(sys.argv[1]), read_corpus(f"{sys.argv[2]}/{number}"), batch=2)
""")


def assert_consistent(path: Path) -> None:
    db = open_database(path)
    assert db.conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("articles_fts", "evidence_fts"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    current = "SELECT article FROM readings WHERE superseded_by IS NULL AND error IS NULL"
    assert db.conn.execute(f"{current} GROUP BY article HAVING count(*) > 1").fetchall() == []
    for table in FACT_TABLES:
        joined = f"{table} f JOIN articles a ON a.id = f.article"
        stray = db.conn.execute(f"SELECT count(*) FROM {joined} WHERE f.current != (f.reading = a.reading)")
        assert stray.fetchone()[0] == 0, table
    wrong = (
        "SELECT count(*) FROM officials o WHERE n_moves !="
        " (SELECT count(*) FROM moves m WHERE m.official = o.id AND m.current = 1)"
    )
    assert db.conn.execute(wrong).fetchone()[0] == 0
    db.close()


@pytest.mark.parametrize("record", [1, 7, 20])
def test_killed_within_a_transaction(path: Path, tmp_path: Path, record: int) -> None:
    killed = subprocess.run([sys.executable, "-c", DIES, str(path), str(record)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert_consistent(path)
    db, whole = open_database(path), open_database(tmp_path / "whole.db")
    assert (
        db["readings"].count == (record - 1) // 4 * 4
    )  # the batches before the one in hand, and nothing of it
    summary = load_records(db, read_corpus())
    assert summary.loaded + summary.unchanged == 20
    load_records(whole, read_corpus())
    for table in (*FACT_TABLES, "articles", "officials", "positions", "evidence"):
        assert db[table].count == whole[table].count, table
    db.close()
    assert_consistent(path)


def test_killed_at_any_moment(path: Path) -> None:
    open_database(path).close()
    for wait in (0.02, 0.11):
        process = subprocess.Popen(
            [sys.executable, "-c", LOADS_ON, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout and process.stdout.readline()  # the first round is through
        time.sleep(wait)
        process.kill()
        process.wait()
        process.stdout.close()
        assert_consistent(path)
    db = open_database(path)
    load_records(db, read_corpus("last/1"))
    assert db.conn.execute(
        "SELECT DISTINCT r.reader FROM articles a JOIN readings r ON r.id = a.reading"
    ).fetchall() == [("last/1",)]


def test_a_second_connection_does_not_drop_the_first_ones_locks(path: Path) -> None:
    """Whoever opens and closes the file by other means than SQLite drops all locks of the process on it."""
    first = open_database(path)
    open_database(path, readonly=True).close()
    other = "import sys; from db.connect import open_database; open_database(sys.argv[1])"
    subprocess.run([sys.executable, "-c", other, str(path)], cwd=ROOT, check=True)
    # the other process was not the last to leave, so it must not have tidied the log away under the first
    assert path.with_name(f"{path.name}-wal").exists()
    with write_transaction(first):
        first.execute("INSERT INTO outlets (id, name) VALUES ('a', 'A')")
    assert open_database(path)["outlets"].count == 1


def test_two_loads_at_once(path: Path) -> None:
    open_database(path).close()
    processes = [
        subprocess.Popen([sys.executable, "-c", LOADS_THRICE, str(path), name], cwd=ROOT)
        for name in ("a", "b")
    ]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    assert_consistent(path)
    db = open_database(path)
    assert (db["articles"].count, db["readings"].count) == (20, 120)
