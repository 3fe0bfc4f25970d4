"""Beginning an import, or going on with one that was interrupted. Writes no mark itself."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from brandname.errors import UserMistake
from brandname.registers import file
from brandname.registers.shelf import Shelf
from brandname.registers.work import COUNTS, Counts, Job, Work, transaction


def begin(shelf: Shelf, id_: str, job: Job, mode: str = "") -> Work | None:
    """A register ready to be written: where an interrupted import of the same source stopped, or from its start.

    None when this very source has been imported into it: there is nothing to do. UserMistake when another process is
    importing into it, or the folder cannot be written. `mode` is kept for who goes on after an interruption.
    """
    path, work = shelf.path(id_), shelf.work_path(id_)
    lock = file.lock(shelf.folder, id_)
    try:
        db, dropped = _reopen(work, job)
        if db is None:
            if path.exists() and _has(path, job.digest):
                lock.close()
                return None
            if path.exists():
                _copy(path, work)
            db = file.open_to_write(work)
        try:
            return _work(path, work, job, mode, dropped, db, lock)
        except BaseException:
            db.close()
            raise
    except BaseException:
        lock.close()
        raise


def restart(shelf: Shelf, id_: str, job: Job, mode: str) -> Work:
    """The same import from its start in another mode, after `discard`."""
    work = begin(shelf, id_, job, mode)
    if work is None:
        raise RuntimeError("an import that was discarded cannot be done")
    return work


def _work(
    path: Path, work: Path, job: Job, mode: str, dropped: str, db: sqlite3.Connection, lock: sqlite3.Connection
) -> Work:
    """The import that is open in a file, or a new one."""
    columns = ", ".join(COUNTS)
    row = db.execute(f"SELECT number, {columns}, digest FROM imports ORDER BY number DESC LIMIT 1").fetchone()
    if row is None or row[-1] != job.digest:
        with transaction(db):
            number = row[0] + 1 if row else 1
            db.execute(f"INSERT INTO imports (number, source, format, digest, started, finished, {columns}) "
                       f"VALUES (?, ?, ?, ?, ?, ''{', 0' * len(COUNTS)})",
                       (number, job.source, job.format, job.digest, job.now))
            edition = db.execute("SELECT value FROM facts WHERE name = 'edition'").fetchone() or ("",)
            db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", [("mode", mode), ("before", *edition)])
        row = (number, *(0 for _ in COUNTS), job.digest)
    counts = Counts(*row[1:-1])
    next_id, top = db.execute("SELECT coalesce(max(id), 0) + 1, coalesce(max(key), '') FROM marks").fetchone()
    mode = db.execute("SELECT value FROM facts WHERE name = 'mode'").fetchone()[0]
    return Work(path, work, job, row[0], counts.taken, mode, dropped, db, lock, next_id, top, counts)


def _reopen(work: Path, job: Job) -> tuple[sqlite3.Connection | None, str]:
    """The file of an interrupted import of this source; else None, and the source of the one that was dropped."""
    if not work.exists():
        return None, ""
    try:
        db = file.open_to_write(work)
    except UserMistake as error:  # the machine lost power while it was written, or an older version wrote it
        if error.mistakes[0].key not in {"error.registers.damaged", "error.registers.newer"}:
            raise
        file.unlink(work)
        return None, ""
    row = db.execute("SELECT source, digest, finished FROM imports ORDER BY number DESC LIMIT 1").fetchone()
    if row and row[1] == job.digest:  # also one that was finished and killed before it was swapped in
        return db, ""
    db.close()
    file.unlink(work)
    return None, row[0] if row and not row[2] else ""


def _has(path: Path, digest: str) -> bool:
    """Whether a register has taken a source of this digest."""
    db = file.open_to_read(path)
    try:
        return db.execute("SELECT 1 FROM imports WHERE digest = ?", (digest,)).fetchone() is not None
    finally:
        db.close()


def _copy(path: Path, work: Path) -> None:
    """A copy to write on; a kill while copying leaves none."""
    partial = work.with_name(work.name + ".copy")
    shutil.copyfile(path, partial)
    partial.replace(work)
