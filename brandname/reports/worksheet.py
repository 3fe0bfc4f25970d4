"""Open questions as a table to fill in by hand: CSV, or an Excel workbook. Reading it back is `study.answers`' part.

The columns that are read keep their English headings in every language; the others are for the reader's eye.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from brandname.reports.csv_tables import neutral

HEAD = (
    "check", "name", "subject", "markets", "question", "page", "minutes", "outcome", "band", "by", "on", "link", "note",
)
WIDTHS = (10, 18, 28, 12, 60, 46, 9, 12, 10, 16, 12, 40, 40)
"""Of the workbook's columns, in characters."""
OUTCOMES, BANDS = ("found", "not_found"), ("note", "caution", "warning", "serious")


@dataclass(frozen=True, slots=True)
class Row:
    """One open question."""

    check: str
    name: str
    subject: str
    """As an answer names it: `instagram/@velora`, `velora.es`."""
    markets: str
    question: str
    """What to do, in the reader's language."""
    page: str
    minutes: int

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The row with its blanks."""
        return (self.check, self.name, self.subject, self.markets, self.question, self.page, self.minutes,
                "", "", "", "", "", "")


def as_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark, as Excel wants it; no cell is taken for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([neutral(cell) for cell in row.cells] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def as_workbook(rows: Sequence[Row]) -> bytes:
    """An .xlsx with choices for outcome and band, links to click, and the headings in sight."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "answers"
    sheet.append(HEAD)
    for row in rows:
        sheet.append([neutral(cell) for cell in row.cells])
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
    sheet.freeze_panes = "D2"
    for heading, choices in (("outcome", OUTCOMES), ("band", BANDS)):
        letter = get_column_letter(HEAD.index(heading) + 1)
        choice = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        choice.add(f"{letter}2:{letter}{len(rows) + 1}")
        sheet.add_data_validation(choice)
    for line, row in enumerate(rows, 2):
        sheet.cell(line, HEAD.index("question") + 1).alignment = Alignment(wrap_text=True, vertical="top")
        if row.page.startswith(("https://", "http://")):
            sheet.cell(line, HEAD.index("page") + 1).hyperlink = row.page
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_file(path: Path, rows: Sequence[Row]) -> bytes:
    """What a file of this name holds; ValueError for a name that ends neither in .csv nor in .xlsx."""
    if path.suffix.casefold() == ".csv":
        return as_csv(rows)
    if path.suffix.casefold() == ".xlsx":
        return as_workbook(rows)
    raise ValueError(path.suffix)
