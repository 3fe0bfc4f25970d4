"""The SQLite file a register is: opening it, its schema, and what its errors mean to a user. Knows nothing of marks."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from brandname.errors import UserMistake, Where, mistake

_REFUSALS = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_PERM")


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; UserMistake for a file that is missing, damaged or of another version."""
    with told(path):
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            version = version_of(db)
            db.execute("PRAGMA mmap_size = 1073741824")
        except BaseException:
            db.close()
            raise
    if version != max(migrations()):
        db.close()
        kind = "newer" if version > max(migrations()) else "older" if version else "not_register"
        raise mistake(f"error.registers.{kind}", Where(path.name), id=path.stem)
    return db


def open_to_write(path: Path) -> sqlite3.Connection:
    """A connection with the newest schema; the caller holds the lock. One file at rest: no log beside it."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=0, isolation_level=None, cached_statements=256)
        try:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA cache_size = -131072")  # KiB
            db.execute("PRAGMA temp_store = FILE")
            migrate(db, path)
        except BaseException:
            db.close()
            raise
    return db


def lock(folder: Path, id_: str) -> sqlite3.Connection:
    """One writer a register: an exclusive transaction on a file of its own, which ends with the process.

    Lasts until the connection is closed. UserMistake when another process has it, or the folder cannot be written.
    """
    path = folder / f".{id_}.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise mistake("error.registers.cannot_use", Where(path.name), reason=str(error)) from error
    try:
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        db.close()
        if error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise mistake("error.registers.busy", id=id_) from error
        raise as_mistake(error, path) or error from error
    return db


def unlink(path: Path) -> None:
    """Deletes a file that was being written, with its journal."""
    for found in (path, path.with_name(path.name + "-journal")):
        found.unlink(missing_ok=True)


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Brings the schema up to date; UserMistake when the file is newer than this program."""
    steps, version = migrations(), version_of(db)
    if version > max(steps):
        raise mistake("error.registers.newer", Where(path.name), id=path.stem)
    for number, sql in steps.items():
        if number > version:
            db.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")


def migrations() -> dict[int, str]:
    """Number → SQL, ascending, from schema.sql."""
    text = files("brandname.registers").joinpath("schema.sql").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^-- migration (\d+)$", text)
    return {int(number): sql for number, sql in zip(parts[1::2], parts[2::2], strict=True)}


def version_of(db: sqlite3.Connection) -> int:
    """The number of the last migration done; 0 for a new file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns SQLite's refusals into the user's mistakes; a bug of ours passes."""
    try:
        yield
    except sqlite3.Error as error:
        found = as_mistake(error, path)
        if found is None:
            raise
        raise found from error


def as_mistake(error: sqlite3.Error, path: Path) -> UserMistake | None:
    """What the user can do about an error of SQLite's; None when it is a bug of ours."""
    name, where = getattr(error, "sqlite_errorname", ""), Where(path.name)
    register = path.name.partition(".")[0]
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return mistake("error.registers.damaged", where, reason=str(error), id=register)
    if name.startswith("SQLITE_BUSY"):
        return mistake("error.registers.busy", where, id=register)
    if name.startswith(_REFUSALS):
        return mistake("error.registers.cannot_use", where, reason=str(error))
    return None
