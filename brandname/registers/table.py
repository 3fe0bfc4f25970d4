"""Any table with a header line: CSV, TSV and the like, and the first sheet of an Excel workbook.

Rows of the same mark that follow each other, as one row a class, are one entry.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from brandname.errors import Where, mistake
from brandname.model import Message, say
from brandname.registers.batch import Entry
from brandname.registers.headers import map_columns
from brandname.registers.merging import join_entries
from brandname.registers.parts import Meter, Part, list_parts
from brandname.registers.reading import Flaws, Format
from brandname.registers.records import Drawing, MarkRecord, MarkStatus
from brandname.registers.rows import DELIMITERS, Torn, guess_delimiter, guess_encoding, read_rows, sample
from brandname.registers.values import Unreadable, clean, listed, read_drawing, read_office, read_status

_LISTS = ("groups", "pseudo", "transliterations", "translations", "disclaimed")
Row = tuple[int, Sequence[str]]
"""Line, cells."""


class Table:
    """Reads one table."""

    per_mark = False

    def __init__(
        self, path: Path, kind: Format, office: str, columns: Mapping[str, str], encoding: str, delimiter: str
    ) -> None:
        self.format = kind
        self._path = path
        self._office = office
        self._encoding, self._delimiter, self._guessed = encoding, delimiter, False
        with contextlib.closing(list_parts(path)) as parts:
            self._part = _only(parts, path)
            self._name = self._part.name
            if kind is Format.CSV:
                self._settle(self._part)
        with contextlib.closing(self._rows(Meter())) as rows:
            try:
                header = [clean(cell) for cell in next(rows, (1, ()))[1]]
            except Unreadable as error:
                raise mistake("error.registers.encoding", Where(self._name, 1)) from error
        if not any(header):
            raise mistake("error.registers.empty_file", Where(self._name))
        self._header = header
        self._map = map_columns(header, columns, self._name)

    @property
    def notes(self) -> Sequence[Message]:
        """Which column is read as what, which are not read, and the encoding where it is not UTF-8."""
        told = [say("registers.note.column", field=field, column=self._header[place])
                for field, place in self._map.items()]
        used = set(self._map.values())
        unread = tuple(cell for place, cell in enumerate(self._header) if place not in used and cell)
        if unread:
            told.append(say("registers.note.unread", n=len(unread), columns=unread))
        if self._guessed:
            told.append(say("registers.note.encoding", encoding=self._encoding.upper()))
        return told

    def entries(self, skip: int, meter: Meter) -> Iterator[Entry]:
        """One entry a run of rows with the same number; a row without a number is one by itself."""
        with contextlib.closing(self._rows(meter)) as rows:
            next(rows, None)
            width = len(self._header)
            numbered = [self._map[field] for field in ("application", "registration", "office") if field in self._map]

            def run(row: Row) -> object:
                line, cells = row
                number = tuple(cells[place] for place in numbered) if len(cells) == width else ()
                return number if any(number[:-1] if "office" in self._map else number) else line

            for place, (_, group) in enumerate(groupby(rows, key=run)):
                if place >= skip:
                    yield _joined([self._entry(*row) for row in group])

    def _entry(self, line: int, cells: Sequence[str]) -> Entry:
        flaws = Flaws(self._name, line, lambda field: self._map.get(field, -1) + 1)
        if isinstance(cells, Torn):
            return flaws.refuse("torn", until=cells.until)
        if len(cells) != len(self._header):
            return flaws.refuse("cells", found=len(cells), wanted=len(self._header))
        try:
            return self._build({field: cells[place] for field, place in self._map.items()}, flaws)
        except Unreadable:
            return flaws.refuse("bytes")

    def _build(self, given: Mapping[str, str], flaws: Flaws) -> Entry:
        told = {field: clean(text) for field, text in given.items()}
        mark, kind = flaws.mark(told["mark"]), told.get("drawing", "")
        drawing = read_drawing(kind, words=bool(mark)) if kind else Drawing.UNKNOWN
        if not mark and drawing not in {Drawing.PICTURE, Drawing.OTHER}:
            return flaws.refuse("empty", "mark")
        classes, complete = flaws.classes([told.get("classes", "")])
        status = told.get("status", "")
        office = read_office(told.get("office", "")) or self._office
        lists = {field: listed(told.get(field, "").split(";")) for field in _LISTS}
        number = told.get("application", "")
        if office == "us" and number.isdecimal():
            number = number.zfill(8)
        return flaws.entry(MarkRecord(
            office=office, application=number, registration=told.get("registration", ""), mark=mark, drawing=drawing,
            status=read_status(status) if status else MarkStatus.UNKNOWN, status_text=status,
            filed=flaws.date(told.get("filed", ""), "filed"),
            registered=flaws.date(told.get("registered", ""), "registered"),
            expires=flaws.date(told.get("expires", ""), "expires"),
            status_date=flaws.date(told.get("status_date", ""), "status_date"), owner=told.get("owner", ""),
            owner_country=told.get("owner_country", ""), classes=classes, classes_complete=complete,
            goods=told.get("goods", ""), **lists,
        ))

    def _settle(self, part: Part) -> None:
        """Encoding and delimiter, where the user has not said them."""
        head = sample(part)
        if not self._encoding:
            self._encoding = guess_encoding(head, part.name)
            self._guessed = not self._encoding.startswith("utf-8")
        text = head.decode(self._encoding, "replace")
        named = {"tab": "\t", "\\t": "\t"}.get(self._delimiter, self._delimiter)
        if named and len(named) != 1:
            raise mistake("error.registers.delimiter", Where("--delimiter"), value=self._delimiter, known=DELIMITERS)
        self._delimiter = named or guess_delimiter(text)

    def _rows(self, meter: Meter) -> Generator[Row, None, None]:
        """Every row with its line, the header first."""
        with contextlib.closing(list_parts(self._path)) as parts:
            part = _only(parts, self._path)
            if self.format is Format.XLSX:
                from brandname.registers.workbook import read_sheet

                with part.open_seekable() as stream:
                    yield from read_sheet(stream, self._name)
                meter.add(part.size)
                return
            with part.open(meter) as stream:
                yield from read_rows(stream, self._encoding, self._delimiter)


def _only(parts: Iterator[Part], path: Path) -> Part:
    """The one file that is meant; UserMistake when there is none or more than one."""
    part = next(parts, None)
    if part is None:
        raise mistake("error.registers.empty_file", Where(path.name))
    if path.is_dir():
        raise mistake("error.registers.one_table", Where(path.name))
    return part


def _joined(entries: Sequence[Entry]) -> Entry:
    """One entry of the rows of one mark; rows refused stay listed."""
    if len(entries) == 1:
        return entries[0]
    whole: MarkRecord | None = None
    for entry in entries:
        if entry.record:
            whole = join_entries(whole, entry.record) if whole else entry.record
    return Entry(whole, tuple(refusal for entry in entries for refusal in entry.refusals))
