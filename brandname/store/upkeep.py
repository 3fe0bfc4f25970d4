"""Keeping house: what a store holds, dropping old runs, and proving that nothing in it is damaged."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from brandname.model import Message, Run, say
from brandname.store import codec, file, rows


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store holds."""

    path: str
    bytes: int
    version: int
    """Of the schema."""
    findings: int
    evidence: int
    bodies: int
    body_bytes: int
    """Compressed."""
    ledger: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a prune took away."""

    runs: tuple[int, ...]
    findings: int
    evidence: int
    bytes: int
    """By which the file became smaller."""


class ProblemKind(StrEnum):
    """What can be wrong inside a store that opens."""

    INTEGRITY = "integrity"
    DANGLING = "dangling"
    FINDING = "finding"
    BODY = "body"
    EVIDENCE = "evidence"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing `verify` found."""

    kind: ProblemKind
    what: str
    """SQLite's own words, a table or a digest."""

    @property
    def message(self) -> Message:
        """What to tell a person."""
        return say(f"store.problem.{self.kind}", what=self.what)


def info(db: sqlite3.Connection, path: Path, runs: tuple[Run, ...]) -> StoreInfo:
    """Sizes and counts of a store."""
    def number(sql: str) -> int:
        return int(db.execute(f"SELECT {sql}").fetchone()[0])

    return StoreInfo(
        path=file.shown(path),
        bytes=file.size(path),
        version=file.version_of(db),
        findings=number("count(*) FROM findings"),
        evidence=number("count(*) FROM evidence"),
        bodies=number("count(*) FROM bodies"),
        body_bytes=number("coalesce(sum(length(data)), 0) FROM bodies"),
        ledger=number("count(*) FROM ledger"),
        runs=runs,
    )


def drop(db: sqlite3.Connection, keep: int | None, before: str | None) -> tuple[tuple[int, ...], int, int]:
    """Drops runs and what they alone needed, in the caller's transaction: run numbers, findings, evidence."""
    started: dict[int, str] = dict(db.execute("SELECT number, started FROM runs ORDER BY number").fetchall())
    newest = set(list(started)[-keep:]) if keep else set()
    gone = tuple(n for n, at in started.items() if (n not in newest if before is None else at < before))
    oldest_kept = min((at for n, at in started.items() if n not in gone), default=before or "9999")
    db.executemany("DELETE FROM runs WHERE number = ?", [(n,) for n in gone])
    findings = db.execute("DELETE FROM findings WHERE id NOT IN (SELECT finding FROM run_findings)").rowcount
    evidence = db.execute(
        "DELETE FROM evidence WHERE at < ? AND id NOT IN (SELECT evidence FROM citations)", (oldest_kept,)
    ).rowcount
    db.execute("DELETE FROM bodies WHERE digest NOT IN (SELECT body FROM evidence)")
    return gone, findings, evidence


def problems(db: sqlite3.Connection) -> Iterator[Problem]:
    """Everything wrong in a store, in a stable order."""
    for (text,) in db.execute("PRAGMA integrity_check"):
        if text != "ok":
            yield Problem(ProblemKind.INTEGRITY, text)
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Problem(ProblemKind.DANGLING, f"{table} → {parent}")
    for number, body in db.execute("SELECT number, body FROM runs ORDER BY number"):
        if not _run_holds(number, body):
            yield Problem(ProblemKind.RUN, str(number))
    for key, body in db.execute("SELECT digest, body FROM findings ORDER BY id"):
        if not _finding_holds(key, body):
            yield Problem(ProblemKind.FINDING, key.hex())
    for key, data in db.execute("SELECT digest, data FROM bodies ORDER BY digest"):
        if not _body_holds(key, data):
            yield Problem(ProblemKind.BODY, key.hex())
    for row in db.execute(f"{rows.EVIDENCE} ORDER BY id"):
        if _body_holds(None, row[7]) and rows.to_evidence(row).id != row[0]:
            yield Problem(ProblemKind.EVIDENCE, row[0])


def _run_holds(number: int, body: bytes) -> bool:
    try:
        return codec.decode_run(body).number == number
    except ValueError:
        return False


def _finding_holds(key: bytes, body: bytes) -> bool:
    try:
        codec.decode_finding(body)
        return rows.digest(body) == key
    except (ValueError, TypeError):  # TypeError: SQLite lets an altered column hold another type
        return False


def _body_holds(key: bytes | None, data: bytes) -> bool:
    try:
        plain = zlib.decompress(data)
    except (zlib.error, TypeError):
        return False
    return key is None or rows.digest(plain) == key
