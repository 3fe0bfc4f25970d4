"""Marks and registers for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from brandname.registers.batch import Entry, pack
from brandname.registers.records import Drawing, MarkRecord, MarkStatus
from brandname.registers.resuming import begin
from brandname.registers.shelf import Shelf, open_shelf
from brandname.registers.work import Job

NOW = "2026-11-22T10:00:00+00:00"


def mark(number: int, text: str = "Velora", **fields: object) -> MarkRecord:
    """A registered word mark at the US office."""
    given: dict[str, object] = {
        "office": "us", "application": f"{number:08}", "mark": text, "drawing": Drawing.WORD,
        "status": MarkStatus.REGISTERED, "status_text": "700", "status_date": "2020-01-31", "owner": "Oruna Inc.",
        "classes": (3, 5), **fields,
    }
    return MarkRecord(**given)  # type: ignore[arg-type]


def write(folder: Path, records: Iterable[MarkRecord], *, id_: str = "us", digest: str = "d1", now: str = NOW) -> Shelf:
    """A shelf whose register `id_` has taken these records."""
    shelf = open_shelf(folder)
    work = begin(shelf, id_, Job("marks.csv", "csv", digest, now))
    assert work is not None, "imported before"
    with work:
        work.write(pack([Entry(record) for record in records]))
        work.finish()
    return shelf
