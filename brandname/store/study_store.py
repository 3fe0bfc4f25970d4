"""The study's own store: evidence, findings, runs and the ledger, in one SQLite file `.brandname/store.sqlite`.

Contents are kept once by digest; a run lists digests. One writer at a time, by a lock that dies with its process, and
a process killed at any moment leaves a store that verifies. It judges nothing, keeps no interview text, and reading
creates nothing: a study without a store reads as an empty one.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from brandname.errors import Where, mistake
from brandname.model import Evidence, Finding, Run
from brandname.store import codec, file, rows, upkeep
from brandname.store.upkeep import Problem, Pruned, StoreInfo

FOLDER = ".brandname"
FILE = "store.sqlite"
BODY_LIMIT = 256 * 1024
"""Bytes of one evidence body."""
CHUNK = 5_000
"""Findings a transaction: what a kill can cost, and what memory holds."""

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One request that left the machine, or was about to."""

    when: str
    """UTC, ISO 8601."""
    host: str
    source: str
    name: str
    """The candidate; empty for a source's own controls."""
    request: str


class Store:
    """Used as `with Store.open(study_folder, write=True) as store:`.

    A damaged, full or unwritable file becomes a UserMistake when the `with` block is left; times come from the
    caller, in UTC, ISO 8601.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, lock: file.Lock | None) -> None:
        self.path = path
        self._db = db
        self._lock = lock

    # ── opening and closing ──────────────────────────────────────────────────────────────────────────────────────────

    @classmethod
    def open(cls, folder: Path, *, write: bool) -> Store:
        """The store of the study in `folder`.

        Writing creates it, brings an older one up to date, and takes the lock (UserMistake when another process holds
        it). Reading needs no lock and creates nothing. UserMistake too for a newer, damaged or unwritable store.
        """
        path = Path(folder) / FOLDER / FILE
        if not write:
            return cls(path, file.open_to_read(path), None)
        lock = file.Lock(path.parent)
        try:
            return cls(path, file.open_to_write(path), lock)
        except BaseException:
            lock.release()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error) and (known := file.as_mistake(error, self.path)):
            raise known from error

    def close(self) -> None:
        """Closes the file, as a single one where no reader is in the way, and gives the lock back."""
        file.close(self._db, written=self._lock is not None)
        if self._lock:
            self._lock.release()
            self._lock = None

    # ── runs and findings ────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, run: Run) -> Run:
        """The run with its number, ready to record.

        It takes up the number of a newest run that was killed, without its findings, so that nothing in the next
        report tells that there was a kill. `run.number` is the least number to give otherwise. UserMistake for a
        label that reads as a number or as `latest`.
        """
        if run.label.isdecimal() or run.label == "latest":
            raise mistake("error.store.label", label=run.label)
        with self._transaction() as db:
            newest = db.execute("SELECT number FROM runs WHERE finished = '' ORDER BY number DESC LIMIT 1").fetchone()
            number: int | None = None
            if newest and not db.execute("SELECT 1 FROM runs WHERE number > ?", newest).fetchone():
                number = newest[0]
                db.execute("DELETE FROM runs WHERE number = ?", newest)  # cascades to its list of findings
            if number is None:
                given = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'runs'").fetchone()
                number = max(given[0] + 1 if given else 1, run.number)
            db.execute("INSERT INTO runs (number, label, started, finished, body) VALUES (?, ?, ?, '', x'')",
                       (number, run.label, run.started))
            begun = replace(run, number=number, finished="")
            db.execute("UPDATE runs SET body = ? WHERE number = ?", (codec.encode_run(begun), begun.number))
        return begun

    def record(self, run_number: int, findings: Iterable[Finding]) -> None:
        """Adds findings to a run that has begun; a question recorded twice keeps the later finding.

        Takes any number in bounded memory. ValueError for a finding that cites evidence not in the store.
        """
        stream = iter(findings)
        while chunk := list(itertools.islice(stream, CHUNK)):
            entries = [(finding, *rows.of_finding(finding)) for finding in chunk]
            cited = [(id_, e[1]) for e in entries for id_ in e[0].evidence if id_.startswith("evidence:")]
            listed = [(run_number, bytes.fromhex(e[0].id), e[1]) for e in entries]
            try:
                with self._transaction() as db:
                    db.executemany(rows.ADD_FINDING, (e[1:] for e in entries))
                    db.executemany(rows.CITE, cited)
                    db.executemany(rows.LIST, listed)
            except sqlite3.IntegrityError as error:
                raise ValueError(f"run {run_number} is not begun, or a finding cites unknown evidence") from error

    def finish(self, run: Run) -> None:
        """Closes a run that has begun; `run.finished` says when. ValueError when there is none of that number."""
        if not run.finished:
            raise ValueError("a finished run has a time")
        with self._transaction() as db:
            changed = db.execute("UPDATE runs SET label = ?, started = ?, finished = ?, body = ? WHERE number = ?",
                                 (run.label, run.started, run.finished, codec.encode_run(run), run.number)).rowcount
        if not changed:
            raise ValueError(f"run {run.number} has not begun")

    def runs(self) -> tuple[Run, ...]:
        """Every run, oldest first; a killed one has no `finished`."""
        bodies = self._db.execute("SELECT body FROM runs ORDER BY number")
        return tuple(self._decode(codec.decode_run, raw) for (raw,) in bodies)

    def load(self, number: int) -> Run:
        """The run of a number; KeyError when there is none."""
        row = self._db.execute("SELECT body FROM runs WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return self._decode(codec.decode_run, row[0])

    def select(self, selector: str) -> Run:
        """The finished run meant by `latest`, a number or a label (the newest of that label).

        UserMistake, listing what there is, when nothing fits.
        """
        finished = [run for run in self.runs() if run.finished]
        if not finished:
            raise mistake("error.store.no_runs")
        wanted = selector.strip()
        fits = [r for r in finished if wanted == "latest" or str(r.number) == wanted or (r.label and r.label == wanted)]
        if fits:
            return fits[-1]
        known = tuple(f"{r.number} ({r.label})" if r.label else str(r.number) for r in finished)
        raise mistake("error.store.no_such_run", selector=selector, known=known)

    def findings(self, number: int, *, candidate: str | None = None, unlike: int | None = None) -> Iterator[Finding]:
        """The findings of a run by candidate, check, subject; of one candidate only, when named (NFC).

        `unlike`: without those that this other run lists too, equal in everything.
        """
        sql = ("SELECT body FROM findings JOIN run_findings ON finding = id WHERE run = ?1 "
               "AND (?2 IS NULL OR candidate = ?2) "
               "AND (?3 IS NULL OR id NOT IN (SELECT finding FROM run_findings WHERE run = ?3)) "
               "ORDER BY candidate, check_id, subject")
        for (raw,) in self._db.execute(sql, (number, candidate, unlike)):
            yield self._decode(codec.decode_finding, raw)

    def same_findings(self, one: int, other: int) -> frozenset[str]:
        """Ids of the findings that two runs list, equal in everything."""
        sql = ("SELECT question FROM run_findings a JOIN run_findings b USING (question, finding) "
               "WHERE a.run = ? AND b.run = ?")
        return frozenset(raw.hex() for (raw,) in self._db.execute(sql, (one, other)))

    # ── evidence and ledger ──────────────────────────────────────────────────────────────────────────────────────────

    def add_evidence(self, evidence: Evidence) -> None:
        """Keeps one piece of evidence; the same twice is one. ValueError for a body above `BODY_LIMIT`."""
        if len(evidence.body) > BODY_LIMIT:
            raise ValueError(f"{evidence.source}: a body of {len(evidence.body)} bytes; at most {BODY_LIMIT} are kept")
        body, row = rows.of_evidence(evidence)
        with self._transaction() as db:
            db.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?, ?)", body)
            db.execute("INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def evidence(self, ids: Iterable[str]) -> dict[str, Evidence]:
        """The evidence of these ids, in their order; ids that are not in the store (datasets) are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Evidence] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start:start + 500]
            for row in self._db.execute(f"{rows.EVIDENCE} WHERE id IN ({','.join('?' * len(part))})", part):
                found[row[0]] = self._decode(rows.to_evidence, row)
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def latest_evidence(self, source: str, request: str, *, vantage: str = "") -> Evidence | None:
        """The newest evidence of a source for a canonical request; whether it is fresh is the source's to say.

        `vantage`: of that whose vantage point begins so.
        """
        sql = f"{rows.EVIDENCE} WHERE source = ? AND request = ? AND substr(vantage, 1, ?) = ? ORDER BY at DESC, id"
        row = self._db.execute(f"{sql} LIMIT 1", (source, request, len(vantage), vantage)).fetchone()
        return self._decode(rows.to_evidence, row) if row else None

    def has_gathered(self) -> bool:
        """Whether any outside source ever answered here; look-ups by hand are none."""
        return self._db.execute("SELECT 1 FROM evidence WHERE source <> 'manual' LIMIT 1").fetchone() is not None

    def write_ledger(self, *, when: str, host: str, source: str, name: str, request: str) -> None:
        """Notes who is about to be shown which name; on disk when this returns."""
        with self._transaction() as db:
            db.execute("INSERT INTO ledger (at, host, source, name, request) VALUES (?, ?, ?, ?, ?)",
                       (when, host, source, name, request))

    def ledger(self) -> tuple[LedgerEntry, ...]:
        """Every request ever sent for this study, oldest first."""
        rows = self._db.execute("SELECT at, host, source, name, request FROM ledger ORDER BY id")
        return tuple(LedgerEntry(*row) for row in rows)

    # ── keeping house ────────────────────────────────────────────────────────────────────────────────────────────────

    def info(self) -> StoreInfo:
        """Sizes and counts."""
        return upkeep.info(self._db, self.path, self.runs())

    def prune(self, *, keep: int | None = None, before: str | None = None) -> Pruned:
        """Drops all but the newest `keep` runs, or runs started before an ISO date, and then what no run needs.

        Evidence that a kept run cites stays, whatever its age, and so does uncited evidence younger than the oldest
        kept run, which the next run may use. The ledger stays. UserMistake unless exactly one limit is given, and
        `keep` is at least 1.
        """
        if (keep is None) == (before is None) or (keep is not None and keep < 1):
            raise mistake("error.store.prune_limit")
        size = file.size(self.path)
        with self._transaction() as db:
            gone, findings, evidence = upkeep.drop(db, keep, before)
        if gone or findings or evidence:
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Pruned(gone, findings, evidence, max(0, size - file.size(self.path)))

    def verify(self) -> tuple[Problem, ...]:
        """Everything wrong inside; empty when the store is sound. Reads all of it."""
        return tuple(upkeep.problems(self._db))

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self._lock is None:
            raise RuntimeError("this store was opened to be read")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            if self._db.in_transaction:  # SQLite ends it by itself when the disk is full
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _decode(self, read: Callable[[S], T], raw: S) -> T:
        try:
            return read(raw)
        except (ValueError, TypeError, zlib.error) as error:
            raise mistake("error.store.damaged", Where(file.shown(self.path)), reason=str(error)) from error
