"""What importers have in common: the formats, what a reader is, and how an entry's flaws are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol

from brandname.model import Message
from brandname.registers.batch import NAME_LIMIT, Entry
from brandname.registers.parts import Meter
from brandname.registers.records import MarkRecord
from brandname.registers.register import Refusal
from brandname.registers.values import clean, read_classes, read_date, shown


class Format(StrEnum):
    """What a source can be."""

    USPTO_CASEFILE = "uspto-casefile"
    """Trademark Case Files Dataset of the US office: CSV tables joined by the serial number."""
    USPTO_DAILY = "uspto-daily"
    """Daily or annual XML of the US office."""
    ST66 = "st66"
    """XML after WIPO standards ST.66 or ST.96, as of EUIPO, INPI and others."""
    TMVIEW = "tmview"
    """JSON answers of TMview's search."""
    CSV = "csv"
    XLSX = "xlsx"


class Reader(Protocol):
    """Reads one source; made by the module of its format."""

    format: Format
    per_mark: bool
    """False when a source may tell one mark in several entries that add up."""

    @property
    def notes(self) -> Sequence[Message]:
        """What a person should know about how the source is read: the columns taken, tables that are missing."""
        ...

    def entries(self, skip: int, meter: Meter) -> Iterator[Entry]:
        """Every entry after the first `skip`, in an order that depends on the source only."""
        ...


class Flaws:
    """Turns texts of one entry into values and notes each that cannot be read, with its place."""

    __slots__ = ("column", "file", "found", "line")

    def __init__(self, file: str, line: int = 0, column: Callable[[str], int] = lambda _field: 0) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.found: list[Refusal] = []

    def note(self, reason: str, field: str, **params: object) -> None:
        """A value left out of an entry that is taken."""
        self.found.append(Refusal(self.file, self.line, self.column(field), False, reason, params))

    def refuse(self, reason: str, field: str = "", **params: object) -> Entry:
        """The entry is not taken."""
        place = self.column(field) if field else 0
        return Entry(None, (*self.found, Refusal(self.file, self.line, place, True, reason, params)))

    def date(self, text: str, field: str) -> str:
        """A date, or "" with a note."""
        if not text:
            return ""
        found = read_date(text)
        if found is None:
            self.note("date", field, value=shown(text))
            return ""
        return found

    def classes(self, texts: Sequence[str], field: str = "classes") -> tuple[tuple[int, ...], bool]:
        """Nice classes and whether they are all; a note for each part that is none."""
        if len(texts) == 1 and texts[0]:
            classes, wrong, complete = read_classes(texts[0])
            if not wrong:  # nearly always
                return classes, complete
        found: set[int] = set()
        complete = True
        for text in texts:
            if not text:
                continue
            classes, wrong, whole = read_classes(text)
            found.update(classes)
            complete &= whole
            for value in wrong:
                self.note("class", field, value=value)
        return tuple(sorted(found)), complete

    def mark(self, text: str) -> str:
        """The words of a mark; a note for one too long to be searched whole."""
        mark = clean(text)
        if len(mark) > NAME_LIMIT:
            self.note("long", "mark", length=len(mark), limit=NAME_LIMIT)
        return mark

    def entry(self, record: MarkRecord) -> Entry:
        """An entry that is taken, with the values left out of it."""
        return Entry(record, self.found)
