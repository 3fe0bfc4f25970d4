"""USPTO Trademark Case Files Dataset: CSV tables, joined by serial number as they stream by.

Tables are sorted by serial number as published; one that is not is sorted on disk first, in bounded memory.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Any

from brandname.errors import Where, mistake
from brandname.model import Message, say
from brandname.registers.batch import Entry
from brandname.registers.parts import Meter, Part, list_parts
from brandname.registers.reading import Flaws, Format
from brandname.registers.register import Refusal
from brandname.registers.rows import Rows, Torn, guess_encoding, header_of, read_rows, sample
from brandname.registers.uspto import STATEMENTS, Given, build
from brandname.registers.values import Unreadable, shown

CASES = "case_file"
_TABLES = {
    CASES: (("serial_no",), ("mark_id_char",), ("registration_no", ""), ("mark_draw_cd", ""),
            ("cfh_status_cd", "status_cd", ""), ("cfh_status_dt", "status_dt", ""), ("filing_dt", ""),
            ("registration_dt", "")),
    "intl_class": (("serial_no",), ("intl_class_cd",)),
    "owner": (("serial_no",), ("own_type_cd", ""), ("own_name",), ("own_addr_country_cd", "own_nalty_country_cd", "")),
    "statement": (("serial_no",), ("statement_type_cd",), ("statement_text",)),
}
"""Table → its columns that are read, by their names in the editions; "" where an edition may have none."""
_FIELDS = ("application", "mark", "registration", "drawing", "status", "status_date", "filed", "registered")
_LAST = 10**9
"""Above every serial number."""
Cells = Any
"""What a row of a child table tells of a mark, in the order of `_TABLES`: as `uspto.Given` takes it."""


class Unsorted(Exception):  # noqa: N818 - names what is the case
    """A table is not in the order of serial numbers; it has to be sorted, and the import begins anew."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


@dataclass(frozen=True, slots=True)
class _Table:
    """One CSV of the dataset."""

    name: str
    encoding: str
    header: tuple[str, ...]
    cells: Callable[[Sequence[str]], tuple[str, ...]]
    """A row of the file → the cells of `_TABLES`."""
    told: Callable[[Sequence[str]], Cells]
    """The same without the serial number; the cell itself where there is one only."""


class CaseFiles:
    """Reads a folder or zip of the dataset, or its `case_file.csv` alone."""

    format = Format.USPTO_CASEFILE
    per_mark = True

    def __init__(self, path: Path, encoding: str = "", mode: str = "") -> None:
        self._path = path
        self._sorted = frozenset(mode.split())
        self._tables = {name: _open_table(part, name, encoding)
                        for part in list_parts(path) if (name := table_of(part.name))}
        if CASES not in self._tables:
            raise mistake("error.registers.no_case_file", Where(path.name))
        self._orphans: dict[str, int] = {}

    @property
    def notes(self) -> Sequence[Message]:
        """Tables that are missing; after reading, rows that belong to no mark."""
        missing = [say(f"registers.note.no_{name}") for name in _TABLES if name not in self._tables]
        lost = [say("registers.note.orphans", n=n, file=self._tables[name].name) for name, n in self._orphans.items()]
        return [*missing, *[say("registers.note.sorted", file=name) for name in sorted(self._sorted)], *lost]

    def entries(self, skip: int, meter: Meter) -> Iterator[Entry]:
        """One entry a row of `case_file.csv`; raises Unsorted for a table that has to be sorted first."""
        with contextlib.ExitStack() as stack:
            children = {name: _Child(name, self._tables[name], self._stream(name, stack, meter))
                        for name in _TABLES if name != CASES and name in self._tables}
            takes = [children[name].take if name in children else _nothing for name in _TABLES if name != CASES]
            cases, last = self._tables[CASES], -1
            width, taken = len(cases.header), 0
            rows = iter(self._stream(CASES, stack, meter))
            next(rows, None)
            for line, row in rows:
                cells = cases.cells(row) if len(row) == width else ()
                serial = read_serial(cells[0]) if cells else -1
                if 0 <= serial < last:
                    raise Unsorted(CASES)
                last = max(last, serial)
                told = [take(serial) for take in takes]
                taken += 1
                if taken <= skip:
                    for child in children.values():
                        child.unread.clear()
                    continue
                yield self._entry(Flaws(cases.name, line, self._column), row, cells, told, children.values())
            for name, child in children.items():
                child.finish()
                if child.orphans:
                    self._orphans[name] = child.orphans

    def _entry(
        self, flaws: Flaws, row: Sequence[str], cells: Sequence[str], told: Sequence[Any],
        children: Iterable[_Child],
    ) -> Entry:
        for child in children:
            if child.unread:
                flaws.found += child.unread
                child.unread.clear()
        if not cells:
            if isinstance(row, Torn):
                return flaws.refuse("torn", until=row.until)
            return flaws.refuse("cells", found=len(row), wanted=len(self._tables[CASES].header))
        serial, text, registration, drawing, status, status_date, filed, registered = cells
        classes, owners, statements = told
        try:
            return build(Given(serial, text, registration, drawing, status, status_date, filed, registered, classes,
                               owners, statements), flaws)
        except Unreadable:
            return flaws.refuse("bytes")

    def _column(self, field: str) -> int:
        names = _TABLES[CASES][_FIELDS.index(field)] if field in _FIELDS else ()
        header = self._tables[CASES].header
        return next((header.index(name) + 1 for name in names if name in header), 0)

    def _stream(self, table: str, stack: contextlib.ExitStack, meter: Meter) -> Rows:
        """The rows of a table, the header first; sorted by serial number if that has to be done."""
        known = self._tables[table]
        part = next(part for part in _parts(self._path, stack) if part.name == known.name)
        rows = read_rows(stack.enter_context(part.open(meter)), known.encoding, ",")
        return _sort(rows, known, stack) if table in self._sorted else rows


def table_of(name: str) -> str:
    """The table a part holds (`tm/case_file.csv.zip/case_file.csv` → `case_file`); "" when it is none we read."""
    path = PurePosixPath(name.casefold())
    return path.stem if path.suffix == ".csv" and path.stem in _TABLES else ""


def is_kept(name: str) -> bool:
    """Whether a file of the folder holds, or may hold, a table that is read."""
    return PurePosixPath(name.casefold()).name.split(".")[0] in _TABLES or name.casefold().endswith(".zip")


def _parts(path: Path, stack: contextlib.ExitStack) -> Iterator[Part]:
    """The parts of a source, whose archives stay open until the stack is left."""
    parts = list_parts(path)
    stack.callback(parts.close)
    return parts


def _open_table(part: Part, name: str, encoding: str) -> _Table:
    """A table by its header; UserMistake when a column is missing."""
    encoding = encoding or guess_encoding(sample(part), part.name)
    header = tuple(cell.strip().casefold() for cell in header_of(part, encoding, ","))
    places: list[int] = []
    for names in _TABLES[name]:
        found = [header.index(wanted) for wanted in names if wanted in header]
        if not found and "" not in names:
            columns = tuple(map(shown, header[:12]))
            raise mistake("error.registers.no_column", Where(part.name, 1), column=names[0], columns=columns)
        places.append(found[0] if found else len(header))
    cells, told = itemgetter(*places), itemgetter(*places[1:])
    if max(places) < len(header):
        return _Table(part.name, encoding, header, cells, told)
    return _Table(part.name, encoding, header, lambda row: cells([*row, ""]), lambda row: told([*row, ""]))


def _nothing(_serial: int) -> Sequence[Cells]:
    """What a table that is not there tells of a mark."""
    return ()


def read_serial(text: str) -> int:
    """A serial number of at most eight digits; -1 for anything else."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 8 else -1


class _Child:
    """A table with any number of rows a mark, read beside `case_file`.

    Made for speed: six rows in seven are read here. Numbers are compared as texts and parsed once a run of equal ones.
    """

    def __init__(self, name: str, table: _Table, rows: Rows) -> None:
        self._name = name
        self._table = table
        self._runs = self._group(rows)
        self.orphans = 0
        """Rows of marks that `case_file` does not have."""
        self.unread: list[Refusal] = []
        """Rows that cannot be read, since they were last taken away."""
        self._serial, self._rows = next(self._runs)

    def take(self, serial: int) -> Sequence[Cells]:
        """The rows of a mark; the marks are asked for in ascending order, one without a number has none."""
        while self._serial < serial:
            self.orphans += len(self._rows)
            self._serial, self._rows = next(self._runs)
        if self._serial > serial:
            return ()
        found = self._rows
        self._serial, self._rows = next(self._runs)
        return found

    def finish(self) -> None:
        """Reads what is left: rows of marks that are not there."""
        self.take(_LAST)

    def _group(self, rows: Rows) -> Iterator[tuple[int, list[Cells]]]:
        """(serial number, what its rows tell), ascending; in the end a number above all, again and again."""
        told, width = self._table.told, len(self._table.header)
        place = self._table.header.index("serial_no")
        kind = self._table.header.index("statement_type_cd") if self._name == "statement" else -1
        number, serial, run = "", -1, list[Cells]()
        stream = iter(rows)
        next(stream, None)
        for line, row in stream:
            if len(row) != width:
                self.unread.append(self._refusal(line, row))
                continue
            if kind >= 0 and row[kind][:2] not in STATEMENTS:
                continue
            if row[place] == number:
                run.append(told(row))
                continue
            following = read_serial(row[place])
            if following < 0:
                self.unread.append(self._refusal(line, row, row[place]))
                continue
            if run:
                yield serial, run
            if following < serial:
                raise Unsorted(self._name)
            number, serial, run = row[place], following, [told(row)]
        if run:
            yield serial, run
        while True:
            yield _LAST, []

    def _refusal(self, line: int, row: Sequence[str], number: str | None = None) -> Refusal:
        """Why a row cannot be read; the mark it belongs to is taken without it."""
        name, header = self._table.name, self._table.header
        if isinstance(row, Torn):
            return Refusal(name, line, 0, False, "torn", {"until": row.until})
        if number is None:
            return Refusal(name, line, 0, False, "cells", {"found": len(row), "wanted": len(header)})
        return Refusal(name, line, header.index("serial_no") + 1, False, "number", {"value": shown(number)})


def _sort(rows: Rows, table: _Table, stack: contextlib.ExitStack) -> Rows:
    """The rows in ascending serial number and, within one, in their order; sorted on disk, in bounded memory.

    Rows without a number come first. The file vanishes when the stack is left.
    """
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="brandname-"))
    db = sqlite3.connect(Path(folder) / "rows.sqlite", isolation_level=None)
    stack.callback(db.close)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("CREATE TABLE rows (serial INTEGER, line INTEGER, until INTEGER, cells TEXT)")
    stream, width = iter(rows), len(table.header)
    header = next(stream)
    db.execute("BEGIN")
    db.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", (
        (read_serial(table.cells(row)[0]) if len(row) == width else -1, line,
         row.until if isinstance(row, Torn) else 0, json.dumps(row)) for line, row in stream))
    db.execute("COMMIT")
    return itertools.chain([header], (
        (line, Torn(until) if until else json.loads(cells)) for line, until, cells in
        db.execute("SELECT line, until, cells FROM rows ORDER BY serial, rowid")))
