"""The file a store is: opening it, its schema, the one-writer lock, and what its errors mean to a user.

Nothing here knows what is kept in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from brandname.errors import UserMistake, Where, mistake

_REFUSALS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_PERM")


class Lock:
    """One writer a study: an exclusive transaction on a file of its own, which the system ends with the process."""

    def __init__(self, folder: Path) -> None:
        path = folder / "lock.sqlite"
        self._note = folder / "writer.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise mistake("error.store.cannot_use", Where(shown(path)), reason=str(error)) from error
        try:
            self._db.execute("BEGIN EXCLUSIVE")
            note = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
            self._note.write_text(json.dumps(note), encoding="utf-8")
        except sqlite3.Error as error:
            self._db.close()
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise self._taken() from error
            raise as_mistake(error, path) or error from error
        except OSError as error:
            self._db.close()
            raise mistake("error.store.cannot_use", Where(shown(self._note)), reason=str(error)) from error

    def release(self) -> None:
        """Lets the next writer in."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._db.close()

    def _taken(self) -> UserMistake:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return mistake("error.store.busy", pid=str(note["pid"]), since=str(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return mistake("error.store.busy", pid="?", since="?")


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that creates nothing; where there is no store yet, an empty one in memory."""
    if path.exists() and path.stat().st_size:
        try:
            db = _connect_to_read(path)
            version, newest = version_of(db), max(migrations())
        except sqlite3.Error as error:
            raise as_mistake(error, path) or error from error
        if version == newest:
            return db
        db.close()
        if version:
            raise mistake(f"error.store.{'newer' if version > newest else 'older'}", Where(shown(path)))
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db, path)
    return db


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    A writer that was killed may leave a file SQLite first has to roll back, which only a writing connection can do; it
    changes nothing that was ever recorded.
    """
    address = path.absolute().as_uri()
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, isolation_level=None)
    try:
        version_of(db)
    except sqlite3.Error as error:
        db.close()
        if not error.sqlite_errorname.startswith("SQLITE_READONLY"):
            raise
        with contextlib.closing(sqlite3.connect(f"{address}?mode=rw", uri=True, isolation_level=None)) as repair:
            version_of(repair)
        db = sqlite3.connect(f"{address}?mode=ro", uri=True, isolation_level=None)
    return db


def open_to_write(path: Path) -> sqlite3.Connection:
    """A connection to a store with the newest schema; the caller holds the lock."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA cache_size = -65536")  # KiB: digests come in no order, so the index should fit
        db.execute("PRAGMA wal_autocheckpoint = 8000")  # pages, 32 MB: fewer, larger copies into the main file
        migrate(db, path)
    except sqlite3.Error as error:
        db.close()
        raise as_mistake(error, path) or error from error
    except BaseException:
        db.close()
        raise
    return db


def close(db: sqlite3.Connection, *, written: bool) -> None:
    """Closes a store; one that was written becomes a single file again, unless a reader is in the way."""
    if written:
        with contextlib.suppress(sqlite3.Error):
            db.execute("PRAGMA busy_timeout = 200")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("PRAGMA journal_mode = DELETE")
    db.close()


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Brings the schema up to date; UserMistake when the store is newer than this program."""
    steps, version = migrations(), version_of(db)
    if version > max(steps):
        raise mistake("error.store.newer", Where(shown(path)))
    for number, sql in steps.items():
        if number > version:
            db.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")


def migrations() -> dict[int, str]:
    """Number → SQL, ascending, from schema.sql."""
    text = files("brandname.store").joinpath("schema.sql").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^-- migration (\d+)$", text)
    return {int(number): sql for number, sql in zip(parts[1::2], parts[2::2], strict=True)}


def version_of(db: sqlite3.Connection) -> int:
    """The number of the last migration done; 0 for a new file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def as_mistake(error: sqlite3.Error, path: Path) -> UserMistake | None:
    """What the user can do about it; None when it is a bug of ours."""
    name = getattr(error, "sqlite_errorname", "")
    where = Where(shown(path))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return mistake("error.store.damaged", where, reason=str(error))
    if name.startswith(_REFUSALS):
        return mistake("error.store.cannot_use", where, reason=str(error))
    return None


def shown(path: Path) -> str:
    """As a user would type it from the study's folder."""
    return f"{path.parent.name}/{path.name}"


def size(path: Path) -> int:
    """Bytes on disk, with the log of a store that is being written."""
    return sum(p.stat().st_size for p in (path, path.with_name(path.name + "-wal")) if p.exists())
