"""Importing a source into a register: which format, what has been done before, batches, and what came of it.

Prints nothing: the caller is told how far it is. Fetches nothing: the source is a file the user has.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from brandname.errors import UserMistake
from brandname.model import Message
from brandname.registers import casefile, relay
from brandname.registers.guessing import guess_format
from brandname.registers.parts import Meter, digest, size, size_on_disk
from brandname.registers.reading import Format, Reader
from brandname.registers.register import Import, RegisterInfo
from brandname.registers.resuming import begin, restart
from brandname.registers.rows import check_encoding
from brandname.registers.shelf import Shelf, check_id
from brandname.registers.uspto import OFFICE
from brandname.registers.values import plain, read_office
from brandname.registers.work import Job, Work

BATCH = 10_000
"""Entries a transaction: what a kill can cost."""
APART = 1 << 24
"""Bytes from which a source is read in a second process; below, starting one takes longer than it saves."""
READER = 1
"""Raised when a reader takes other things from the same bytes: the same file is then imported anew."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks for."""

    source: Path
    format: Format | None = None
    """None: guessed."""
    id: str = ""
    """Short name of the register; by default the office's code, else the name of the file."""
    office: str = ""
    """Code or name of the office, where the source does not say."""
    title: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field → name of the column that holds it, for CSV and XLSX; "" for none."""
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import."""

    info: RegisterInfo
    format: Format
    guessed: bool
    """Whether the format was guessed."""
    counts: Import | None
    """None when this very source had been imported before: nothing was changed."""
    resumed: int
    """Entries taken over from an interrupted import of the same source."""
    dropped: str
    """Source of an interrupted import of something else, given up; empty without."""
    notes: tuple[Message, ...]
    seconds: float
    """Of reading and writing, without the index."""


Told = Callable[[str, int, int], None]
"""Told how far it is: a stage (`checking`, `reading`), bytes done, bytes there are."""


def run_import(shelf: Shelf, order: Order, now: str, told: Told = lambda _stage, _done, _total: None) -> Imported:
    """Takes a source into a register; the register is replaced at the end, in one step, or not at all.

    Interrupted, it goes on where it stopped when the same source is imported again. Raises UserMistake for a source
    that cannot be read, whole or at all, and for a register another process is writing.
    """
    began = perf_counter()
    kind = order.format or guess_format(order.source)
    id_ = check_id(order.id) if order.id else default_id(order, kind)
    job = Job(order.source.name, kind.value, _digest(order, kind, id_, told), now, order.title)
    open_reader(order, kind, id_)  # refuses what cannot be read before anything is written
    work = begin(shelf, id_, job)
    notes: Sequence[Message] = ()
    if work is not None:
        notes = _take(shelf, id_, order, work, told)
    with shelf.open(id_) as register:
        info = register.info
    return Imported(
        info, kind, order.format is None, info.imports[-1] if work else None, work.resumed if work else 0,
        work.dropped if work else "", tuple(notes), perf_counter() - began,
    )


def open_reader(order: Order, kind: Format, id_: str, mode: str = "") -> Reader:
    """The reader of a format; UserMistake when the source has not what it needs."""
    encoding = check_encoding(order.encoding) if order.encoding else ""
    office = read_office(order.office) if order.office else ""
    if kind is Format.USPTO_CASEFILE:
        return casefile.CaseFiles(order.source, encoding, mode)
    if kind is Format.USPTO_DAILY:
        from brandname.registers.usptoxml import UsptoXml

        return UsptoXml(order.source)
    if kind is Format.ST66:
        from brandname.registers.officexml import OfficeXml

        return OfficeXml(order.source, office, id_)
    if kind is Format.TMVIEW:
        from brandname.registers.tmview import Tmview

        return Tmview(order.source, office, id_)
    from brandname.registers.table import Table

    return Table(order.source, kind, office or id_, order.columns, encoding, order.delimiter)


def default_id(order: Order, kind: Format) -> str:
    """The short name of a register that was given none: the office's code, else the name of the file."""
    if kind in {Format.USPTO_CASEFILE, Format.USPTO_DAILY}:
        return OFFICE
    name = read_office(order.office) if order.office else order.source.name.partition(".")[0]
    slug = re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")[:40].strip("-")
    return check_id(slug or "register")


def _take(shelf: Shelf, id_: str, order: Order, work: Work, told: Told) -> Sequence[Message]:
    """Reads to the end and swaps the register in; a source that turns out to be broken leaves all as it was."""
    kind = Format(work.job.format)
    while True:
        meter = Meter(size(order.source, _kept(kind)), told=lambda done, total: told("reading", done, total))
        read = relay.read_apart if meter.total >= APART and relay.spare_core() else relay.read_here
        batches = read(partial(open_reader, order, kind, id_, work.mode), work.taken, BATCH, meter)
        with work, _no_cycles(), contextlib.closing(batches):
            try:
                notes = _write(work, batches)
                work.check_filled()
                told("closing", meter.total, meter.total)
                work.finish()
            except casefile.Unsorted as found:
                work.discard()
                mode = f"{work.mode} {found.table}".strip()
            except UserMistake:
                work.discard()
                raise
            else:
                return notes
        work = restart(shelf, id_, work.job, mode)


def _write(work: Work, batches: relay.Batches) -> Sequence[Message]:
    """Takes all batches; the reader's notes."""
    while True:
        try:
            batch = next(batches)
        except StopIteration as end:
            notes: Sequence[Message] = end.value
            return notes
        work.write(batch)


@contextlib.contextmanager
def _no_cycles() -> Iterator[None]:
    """Does without the collection of cycles: rows and records are many and make none, and looking costs a tenth."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _digest(order: Order, kind: Format, id_: str, told: Told) -> str:
    """Of the source's bytes and of all that decides how they are read."""
    meter = Meter(size_on_disk(order.source, _kept(kind)), told=lambda done, total: told("checking", done, total))
    how = "\n".join((str(READER), kind.value, id_, order.office, order.encoding, order.delimiter,
                     *(f"{name}={column}" for name, column in sorted(order.columns.items()))))
    return hashlib.blake2b(f"{how}\n{digest(order.source, _kept(kind), meter)}".encode(), digest_size=16).hexdigest()


def _kept(kind: Format) -> Callable[[str], bool]:
    return casefile.is_kept if kind is Format.USPTO_CASEFILE else lambda _name: True
