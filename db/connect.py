"""Opens the database: the one way in, so that all connections have equal settings and the newest schema."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.migrations import APPLICATION_ID, migrations

#: How long a connection waits for another process's transaction, in seconds. Ours last milliseconds.
PATIENCE = 30.0

#: A smaller file holds no page, in bytes; SQLite would take it for an empty database and write over it.
SMALLEST_DATABASE = 512


class DatabaseError(Exception):
    """Something is the matter with the database file; the message names the file and says what."""


class NotADatabase(DatabaseError):
    """The file holds something else than our database; it is left as it is."""


class NewerDatabase(DatabaseError):
    """The file was written by a newer version of the program."""


class DatabaseBusy(DatabaseError):
    """Another process kept the database locked for longer than we wait."""


class CannotOpen(DatabaseError):
    """The file cannot be made, read or written here (missing folder, permission, full disk)."""


def open_database(path: Path | str, *, readonly: bool = False, patience: float = PATIENCE) -> Database:
    """The database at `path`, made where there is none, brought to the newest schema.

    WAL (readers and one writer at once), foreign keys enforced, synchronous NORMAL (safe against kill -9;
    after a power cut the last transactions may be gone, never half there). With `readonly` nothing is made
    or migrated. `patience` is in seconds. Raises a `DatabaseError`.
    """
    path = Path(path)
    try:
        _refuse_other_files(path, readonly)
    except OSError as error:
        raise CannotOpen(f"{path}: {error.strerror or error}") from error
    with _named_errors(path):
        if readonly:
            source = f"{path.resolve().as_uri()}?mode=ro"
            connection = sqlite3.connect(source, uri=True, timeout=patience, check_same_thread=False)
        else:
            connection = sqlite3.connect(path, timeout=patience, check_same_thread=False)
        db = Database(connection)
        try:
            _set_up(db, path, readonly, patience)
        except BaseException:
            connection.close()
            raise
        return db


@contextmanager
def write_transaction(db: Database) -> Iterator[Database]:
    """One transaction that takes the write lock at once, so that it cannot fail halfway for want of it.

    Raises `DatabaseBusy` where another process holds the lock too long. Inside another one it joins that one.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield db
        return
    with _named_errors(Path(file_of(db))):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.rollback()
            raise
        db.commit()


def file_of(db: Database) -> str:
    """The path of the database's file; empty for one in memory."""
    return next(row[2] for row in db.conn.execute("PRAGMA database_list") if row[1] == "main")


def _refuse_other_files(path: Path, readonly: bool) -> None:
    """What can be told without opening the file.

    Never open it by other means than SQLite: closing it would drop the locks of every connection that this process
    has on it (https://www.sqlite.org/howtocorrupt.html, section 2.2). SQLite itself says what is no database.
    """
    if path.is_dir():
        raise NotADatabase(f"{path}: is a folder, not a database")
    if not path.exists():
        if readonly:
            raise CannotOpen(f"{path}: no such database")
        if not path.parent.is_dir():
            raise CannotOpen(f"{path}: the folder {path.parent} does not exist")
    elif 0 < path.stat().st_size < SMALLEST_DATABASE:
        raise NotADatabase(f"{path}: is not an SQLite database; left as it is")


def _set_up(db: Database, path: Path, readonly: bool, patience: float) -> None:
    tables = set(db.table_names())
    ours = db.conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if tables and not ours:
        raise NotADatabase(f"{path}: is an SQLite database of another program; left as it is")
    if not tables and readonly:
        raise NotADatabase(f"{path}: is an empty database")
    known = {migration.name for migration in migrations._migrations}
    newer = {migration.name for migration in migrations.applied(db)} - known
    if newer:
        raise NewerDatabase(f"{path}: was written by a newer version (schema {', '.join(sorted(newer))})")
    db.execute("PRAGMA foreign_keys = ON")
    if readonly:
        return
    _switch_to_wal(db, patience)
    db.execute("PRAGMA synchronous = NORMAL")
    if migrations.pending(db):
        with write_transaction(db):  # the second of two processes waits here, then finds nothing pending
            migrations.apply(db)


def _switch_to_wal(db: Database, patience: float) -> None:
    """SQLite does not wait while two connections switch a new file at the same moment, so we do."""
    until = time.monotonic() + patience
    while db.journal_mode != "wal":
        try:
            db.enable_wal()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError:
        raise
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise DatabaseBusy(f"{path}: another process has kept it locked; try again later") from error
        if any(words in said for words in ("unable to open", "readonly", "disk is full", "disk I/O")):
            raise CannotOpen(f"{path}: {said}") from error
        raise
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise NotADatabase(f"{path}: {error}; left as it is") from error
        raise
