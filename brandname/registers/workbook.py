"""Rows of an Excel workbook's first sheet, read as a stream. Formulas give the value that was last saved."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import IO

from brandname.errors import Where, mistake
from brandname.registers.parts import told
from brandname.registers.safexml import refuse_definitions

UNPACKED_LIMIT = 4 << 30
"""Bytes of a workbook, unpacked; Excel's own limit of rows lies far below."""


def read_sheet(stream: IO[bytes], name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """(line, cells) of every row that is not blank, cells as texts, cut or filled to the width of the first row.

    UserMistake for a file that is no workbook, is damaged, or carries entity definitions.
    """
    import openpyxl

    _inspect(stream, name)
    try:
        with warnings.catch_warnings():  # about styles and extensions, which are not read
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except Exception as error:
        raise mistake("error.registers.not_workbook", Where(name), reason=type(error).__name__) from error
    try:
        width = 0
        for line, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            cells = [_text(value) for value in row]
            if not any(cells):
                continue
            width = width or max(place for place, cell in enumerate(cells, 1) if cell)
            rest = any(cells[width:])
            yield line, cells if rest else [*cells[:width], *[""] * (width - len(cells))]
    finally:
        book.close()


def _inspect(stream: IO[bytes], name: str) -> None:
    """Refuses a workbook that is no zip, unpacks to more than any workbook, or defines entities."""
    try:
        archive = zipfile.ZipFile(stream)
    except zipfile.BadZipFile as error:
        raise mistake("error.registers.not_workbook", Where(name), reason=str(error)) from error
    if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
        raise mistake("error.registers.too_large", Where(name), limit=UNPACKED_LIMIT >> 30)
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            with told(name), archive.open(member) as part:
                refuse_definitions(part, name)
    stream.seek(0)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
