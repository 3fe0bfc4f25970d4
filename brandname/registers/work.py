"""Writing a register: beside the one in use, in steps that survive a kill, swapped in when the source is at its end.

Takes records from a reader and decides what is new; reads no source itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from brandname.errors import Where, mistake
from brandname.registers import file
from brandname.registers.batch import HEAD, Batch, Row, searched_names, unpack
from brandname.registers.exact import code_exact
from brandname.registers.merging import Outcome, join_entries, newer_state
from brandname.registers.records import MarkRecord, MarkStatus
from brandname.registers.register import DETAILS, to_record, to_row

_PART = 500
_MARK = "INSERT INTO marks (id, key, office, status, classes, import) VALUES (?, ?, ?, ?, ?, ?)"
_DETAIL = f"INSERT OR REPLACE INTO details VALUES (?{', ?' * len(DETAILS)})"
_NAME = "INSERT INTO names (mark, text, fold) VALUES (?, ?, ?)"
_REFUSED = "INSERT INTO refused (import, file, line, place, whole, reason, params) VALUES (?, ?, ?, ?, ?, ?, ?)"
COUNTS = ("taken", "added", "changed", "same", "older", "joined", "wordless", "refused", "flawed")


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be imported, and how."""

    source: str
    """Name of the file or folder, without its path."""
    format: str
    digest: str
    """Of the source's bytes and of all that decides how they are read."""
    now: str
    """UTC, ISO 8601."""
    title: str = ""
    """As the user wants the register called; by default as it is, or as the source."""


@dataclass(slots=True)
class _Held:
    """A mark of the register, or of the batch under way."""

    id: int
    record: MarkRecord
    last: int
    """Number of the import that wrote it."""
    new: bool = False
    changed: bool = False
    met: bool = False
    """Met in this import for the first time, in a batch that is not stored yet."""


@dataclass(slots=True)
class Counts:
    """Columns of the import, as far as it is."""

    taken: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    joined: int = 0
    wordless: int = 0
    refused: int = 0
    flawed: int = 0


@dataclass(slots=True)
class Work:
    """A register being written; `resuming.begin` opens one for a `with` block. Nothing is seen before `finish`."""

    path: Path
    """Of the register."""
    beside: Path
    """Of the file that is written."""
    job: Job
    number: int
    """Of the import."""
    resumed: int
    """Entries an interrupted import of the same source has taken already."""
    mode: str
    """How the reader was set when the import began; it has to go on in the same way."""
    dropped: str
    """Source of an interrupted import of something else that this one took the place of; empty without."""
    _db: sqlite3.Connection
    _lock: sqlite3.Connection
    _next: int
    _top: str
    """Above or equal to every key in the register."""
    _counts: Counts = field(default_factory=Counts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._lock.close()
        if isinstance(error, sqlite3.Error) and (known := file.as_mistake(error, self.path)):
            raise known from error

    @property
    def taken(self) -> int:
        """Entries taken so far, those of an interrupted import of the same source included."""
        return self._counts.taken

    def write(self, batch: Batch) -> None:
        """Takes the next entries of the source, all or none of them, and remembers how far it is."""
        db, counts = self._db, self._counts
        with transaction(db):
            keys = [row[0] for row in batch.marks]
            held = self._load(keys)
            if held or len(set(keys)) < len(keys):
                for row in batch.marks:
                    self._take(row, held)
                self._store(list(held.items()))
            else:
                self._insert(list(enumerate(batch.marks, self._next)))
                self._next += len(keys)
                counts.added += len(keys)
            counts.taken += batch.taken
            counts.wordless += batch.wordless
            counts.refused += batch.refused
            counts.flawed += len(batch.refusals) - batch.refused
            db.executemany(_REFUSED, [(self.number, *row) for row in batch.refusals])
            db.execute(f"UPDATE imports SET {', '.join(f'{name} = ?' for name in COUNTS)} WHERE number = ?",
                       (*(getattr(counts, name) for name in COUNTS), self.number))

    def check_filled(self) -> None:
        """UserMistake, with the place of the first refusal, when there is no mark: an empty register is no answer."""
        if self._db.execute("SELECT 1 FROM marks LIMIT 1").fetchone():
            return
        first = self._db.execute("SELECT file, line, place FROM refused ORDER BY id LIMIT 1").fetchone()
        raise mistake("error.registers.nothing_taken", Where(*first) if first else Where(self.job.source),
                      n=self._counts.taken)

    def finish(self) -> None:
        """Counts, makes the search for exact names, and puts the register in the place of the one before.

        Killed before its last step, it is done again to the same end.
        """
        db, job, counts = self._db, self.job, self._counts
        with transaction(db):
            db.execute("CREATE INDEX IF NOT EXISTS names_fold ON names (fold)")
            db.execute("UPDATE imports SET finished = ? WHERE number = ?", (job.now, self.number))
            facts: dict[str, str] = dict(db.execute("SELECT name, value FROM facts").fetchall())
            if counts.added or counts.changed or "edition" not in facts:
                told = "\n".join((facts["before"], job.digest, str(counts.added), str(counts.changed)))
                facts["edition"] = hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
                facts["imported"] = job.now
            facts["title"] = job.title or facts.get("title", "") or job.source
            offices = [office for (office,) in db.execute("SELECT DISTINCT office FROM marks ORDER BY office")]
            facts["offices"] = " ".join(offices)
            for name, sql in (("marks", "marks"), ("names", "names"),
                              ("live", f"marks WHERE status <> '{MarkStatus.DEAD.value}'")):
                facts[name] = str(db.execute(f"SELECT count(*) FROM {sql}").fetchone()[0])
            db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
        db.close()
        self.beside.replace(self.path)

    def discard(self) -> None:
        """Throws away what was written: the source turned out to be broken, and the register stays as it was."""
        self._db.close()
        file.unlink(self.beside)

    def _load(self, keys: Sequence[str]) -> dict[str, _Held]:
        """The marks of these keys that the register holds."""
        found: dict[str, _Held] = {}
        if not keys or min(keys) > self._top:  # a source in ascending order into a new register: nothing to look up
            self._top = max(keys, default=self._top)
            return found
        self._top = max(self._top, max(keys))
        for start in range(0, len(keys), _PART):
            part = keys[start:start + _PART]
            known = self._db.execute(
                f"SELECT key, id, office, status, import FROM marks WHERE key IN ({','.join('?' * len(part))})", part)
            for key, id_, office, status, last in known.fetchall():
                row = self._db.execute(f"SELECT {', '.join(DETAILS)} FROM details WHERE id = ?", (id_,)).fetchone()
                found[key] = _Held(id_, to_record((office, status, *row)), last)
        return found

    def _take(self, row: Row, held: dict[str, _Held]) -> None:
        key, record = row[0], unpack(row)
        counts, known = self._counts, held.get(key)
        if known is None:
            held[key] = _Held(self._next, record, self.number, new=True, changed=True)
            self._next += 1
            counts.added += 1
            return
        if known.last == self.number:
            merged, outcome = join_entries(known.record, record), Outcome.JOINED
        else:
            merged, outcome = newer_state(known.record, record)
        setattr(counts, outcome.value, getattr(counts, outcome.value) + 1)
        if outcome is Outcome.OLDER:
            return
        known.changed |= merged != known.record
        known.met |= known.last != self.number
        known.record, known.last = merged, self.number

    def _store(self, held: Sequence[tuple[str, _Held]]) -> None:
        """Writes the marks that are new or changed, with their names; of others, that they were met."""
        db, number = self._db, self.number
        changed = [(key, mark) for key, mark in held if mark.changed]
        old = [(mark.id,) for _, mark in changed if not mark.new]
        db.executemany("DELETE FROM names WHERE mark = ?", old)
        db.executemany("DELETE FROM marks WHERE id = ?", old)
        self._insert([(mark.id, (key, (r := mark.record).office, r.status.value, r.class_mask, *to_row(r)))
                      for key, mark in changed])
        db.executemany("UPDATE marks SET import = ? WHERE id = ?",
                       [(number, mark.id) for _, mark in held if mark.met and not mark.changed])

    def _insert(self, rows: Sequence[tuple[int, Row]]) -> None:
        """Writes marks under their ids, with their names."""
        db, number = self._db, self.number
        db.executemany(_MARK, [(id_, *row[:HEAD], number) for id_, row in rows])
        db.executemany(_DETAIL, [(id_, *row[HEAD:]) for id_, row in rows])
        db.executemany(_NAME, [(id_, text, code_exact(text)) for id_, row in rows for text in searched_names(row)])


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is done inside, or none of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise
