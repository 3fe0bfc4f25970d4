"""Rows of delimited text: encoding, delimiter, line numbers, rows that break off. Knows no field of a register."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, TypeAlias

from brandname.errors import Where, mistake
from brandname.registers.parts import Meter, Part

LONGEST_CELL = 1 << 17
"""Characters of one cell; a longer one is a quotation mark that was never closed."""
_SAMPLE = 1 << 18
DELIMITERS = (",", "\t", ";", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def sample(part: Part) -> bytes:
    """The first bytes of a part."""
    with part.open() as stream:
        return stream.read(_SAMPLE)


def guess_encoding(head: bytes, name: str) -> str:
    """The codec of a text by its first bytes: UTF-8, UTF-16 or GB18030.

    UserMistake, with the line of the first strange byte, when it is none of them: a Western code page decodes
    anything, so it is the user who must name it.
    """
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec
    if head[1::2].count(0) * 3 > len(head) > 3:
        return "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError as error:
        strange = [line for line in head.split(b"\n") if not _is_utf8(line)]
        if len(strange) * 50 <= head.count(b"\n"):
            return "utf-8"  # a few broken rows, each of them named when its turn comes
        if _is_chinese(head):
            return "gb18030"
        raise mistake("error.registers.encoding", Where(name, head.count(b"\n", 0, error.start) + 1)) from error
    return "utf-8"


def check_encoding(name: str) -> str:
    """A codec the user named; UserMistake when there is none of that name."""
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise mistake("error.registers.no_codec", Where("--encoding"), value=name) from error


def guess_delimiter(head: str) -> str:
    """What parts the cells: the sign that cuts the first lines into the most cells, equally many in each."""
    best, most = ",", 1
    for delimiter in DELIMITERS:
        rows: list[list[str]] = []
        with contextlib.suppress(csv.Error):  # a quotation mark never closed, met before the rows are enough
            rows.extend(itertools.islice(csv.reader(io.StringIO(head), delimiter=delimiter), 20))
        widths = [len(row) for row in rows[:-1] or rows if row]
        if widths and widths[0] > most and widths.count(widths[0]) * 2 > len(widths):
            best, most = delimiter, widths[0]
    return best


class Torn(list[str]):
    """In place of cells: a cell that grew too long, because a quotation mark was never closed."""

    def __init__(self, until: int) -> None:
        super().__init__()
        self.until = until
        """Last line that was swallowed."""


Rows: TypeAlias = "Iterable[tuple[int, list[str]]]"
"""(line a row begins in, its cells); `Torn` for a row that never ends."""


def read_rows(stream: IO[bytes], encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text; blank lines are left out. Bytes that are no letters arrive as lone surrogates."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    csv.field_size_limit(LONGEST_CELL)
    reader, begins = csv.reader(text, delimiter=delimiter), 1
    while True:
        try:
            for row in reader:
                if row:
                    yield begins, row
                begins = reader.line_num + 1
        except csv.Error:
            yield begins, Torn(reader.line_num)
            begins = reader.line_num + 1
            continue
        return


def header_of(part: Part, encoding: str, delimiter: str) -> Sequence[str]:
    """The cells of the first row; empty for a text without rows."""
    with part.open(Meter()) as stream:
        return next((row for _, row in read_rows(stream, encoding, delimiter)), [])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.end == len(line)
    return True


def _is_chinese(head: bytes) -> bool:
    """Whether most characters beyond ASCII are of GB 2312's common core, as those of real Chinese text are."""
    foreign = [c for c in head.decode("gb18030", "replace") if c > "\x7f"]
    core = sum(1 for c in foreign if "\u4e00" <= c <= "\u9fff" and _in_gb2312(c))
    return core * 10 > len(foreign) * 7


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
