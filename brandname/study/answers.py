"""Look-ups by hand, filled into a worksheet: read as answers, and added to `reviews.yaml`.

A row without an outcome is a question still open, and is counted, not read. Additions are inserted as text, so that
comments and order stay; what is there already is not added twice. Looks nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

from brandname.errors import Where, mistake
from brandname.model import Answer, Band, Outcome, sameness
from brandname.study.book import Book
from brandname.study.encoding import TextFile, decode, read_file
from brandname.study.markets import CHECKS
from brandname.study.names import check_name, rows
from brandname.study.reading import REVIEWS
from brandname.study.reviews import read_reviews
from brandname.study.tree import parse
from brandname.study.write import write_atomically
from brandname.study.yamltext import insert_item

NEEDED = ("check", "name", "subject", "outcome")
COLUMNS = (*NEEDED, "band", "by", "on", "link", "note")
"""Columns that are read; a worksheet may have others for the reader's eye."""
OUTCOMES: Mapping[str, Outcome] = MappingProxyType({
    "found": Outcome.FOUND, "taken": Outcome.FOUND, "找到": Outcome.FOUND, "已找到": Outcome.FOUND,
    "not found": Outcome.NOT_FOUND, "没有找到": Outcome.NOT_FOUND, "未找到": Outcome.NOT_FOUND,
})
"""What people write in the outcome column, in either language."""
_LINK = re.compile(r"https?://[^\s/]+(/\S*)?")


@dataclass(frozen=True, slots=True)
class Worksheet:
    """What a filled-in worksheet says."""

    answers: tuple[Answer, ...]
    blank: int
    """Rows without an outcome."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding answers."""

    path: Path
    added: int
    known: int
    """Answers that were there already."""


def read_csv(path: Path) -> list[tuple[int, Sequence[str]]]:
    """(line, cells) of a CSV file in any of the encodings a study may have; UserMistake when it cannot be read."""
    book = Book()
    file = read_file(path, str(path), book)
    found = list(rows(file, book)) if file else []
    book.close()
    return [(line, cells) for line, cells in found]


def read_worksheet(
    table: Iterable[tuple[int, Sequence[str]]], label: str, *, by: str = "", on: str = "",
    checks: Collection[str] = (), last: date = date.max,
) -> Worksheet:
    """The answers in a table whose first row has the headings; `by` and `on` stand in where a row leaves them blank.

    `last` is the last day a look-up can bear. Raises UserMistake with every wrong row.
    """
    book, listed = Book(), list(table)
    header = [cell.strip().casefold() for cell in listed[0][1]] if listed else []
    missing = tuple(column for column in NEEDED if column not in header)
    twice = tuple(column for column in COLUMNS if header.count(column) > 1)
    if missing or twice:
        raise mistake("error.study.worksheet_columns", Where(label, 1), columns=missing or twice)
    answers, blank = [], 0
    for line, cells in listed[1:]:
        row = dict(zip(header, (_cell(cell) for cell in cells), strict=False))
        if not any(row.values()):
            continue
        if not row["outcome"]:
            blank += 1
            continue
        row = {**row, "by": row.get("by") or by, "on": row.get("on") or on}
        answer = _answer(row, Where(label, line), tuple(dict.fromkeys((*CHECKS, *checks))), last, book)
        answers += [answer] if answer else []
    book.close()
    return Worksheet(tuple(dict.fromkeys(answers)), blank)


def _cell(text: str) -> str:
    """A cell without outer space, and without the apostrophe that keeps a spreadsheet from computing it."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _answer(
    row: dict[str, str], where: Where, checks: Collection[str], last: date, book: Book
) -> Answer | None:
    """One row as an answer; None, with the mistakes noted, when it is none."""
    before = len(book.mistakes)
    for column in (*NEEDED, "by", "on"):
        if not row.get(column):
            book.refuse("missing_cell", where, column=column)
    outcome = OUTCOMES.get(row["outcome"].casefold().replace("_", " "))
    if outcome is None:
        book.refuse_choice("choice", where, row["outcome"], (Outcome.FOUND, Outcome.NOT_FOUND), key="outcome")
    check, band, link = row["check"].casefold(), row.get("band", "").casefold(), row.get("link", "")
    if check and check not in checks:
        book.refuse_choice("choice", where, check, checks, key="check")
    if band and band not in tuple(Band):
        book.refuse_choice("choice", where, band, tuple(Band), key="band")
    if band and outcome is Outcome.NOT_FOUND:
        book.refuse("band_without_hit", where)
    if link and not _LINK.fullmatch(link):
        book.refuse("link", where, value=link)
    day = _day(row["on"])
    if row["on"] and day is None:
        book.refuse("not_date", where, key="on", value=row["on"])
    if day is not None and day > last:
        book.refuse("future_date", where, value=day.isoformat(), last=last.isoformat())
    name = check_name(row["name"], where, book) if row["name"] else ""
    if outcome is None or len(book.mistakes) > before:
        return None
    return Answer(check, name, row["subject"], outcome, row["by"], row["on"][:10], link, row.get("note", ""),
                  Band(band) if band else None)


def _day(text: str) -> date | None:
    """The day of an ISO date, None for another text; spreadsheets append a time of midnight."""
    try:
        return date.fromisoformat(re.sub(r"[ T]00:00(:00)?$", "", text))
    except ValueError:
        return None


def last_day(now: datetime) -> date:
    """The day it is by now where the day begins first (UTC+14): no look-up can bear a later date."""
    return now.astimezone(timezone(timedelta(hours=14))).date()


def add_answers(root: Path, answers: Sequence[Answer], checks: Collection[str] = ()) -> Added:
    """Adds answers at the end of `answers` in the study's `reviews.yaml`, which is made when there is none.

    UserMistake for a file that does not read, or a layout text cannot be added to; then nothing is written.
    """
    path = root / REVIEWS
    book = Book()
    file = read_file(path, REVIEWS, book) if path.exists() else TextFile(REVIEWS, "", "utf-8", b"", "")
    book.close()
    assert file is not None, "an unread file is a mistake"  # noqa: S101
    before = read_reviews(file, checks, book)
    book.close()
    there = {_key(answer) for answer in before.answers}
    fresh = [answer for answer in answers if _key(answer) not in there]
    text = file.text
    for answer in fresh:
        text = insert_item(text, parse(text, REVIEWS, Book()), "answers", _item(answer))
    again = decode(file.encode(text), REVIEWS, book)
    after = read_reviews(again, checks, book) if again else None
    wanted = [*map(_plain, before.answers), *map(_plain, fresh)]
    if book.mistakes or after is None or [_plain(a) for a in after.answers] != wanted or (
        len(after.decisions), len(after.signoffs), len(after.drops)
    ) != (len(before.decisions), len(before.signoffs), len(before.drops)):
        raise mistake("error.study.cannot_add_answers", Where(REVIEWS))
    if fresh:
        write_atomically(path.resolve(), file.encode(text))
    return Added(path, len(fresh), len(answers) - len(fresh))


def _plain(answer: Answer) -> Answer:
    return replace(answer, where="")


def _key(answer: Answer) -> tuple[str, ...]:
    """What makes two answers the same look-up."""
    return answer.check, sameness(answer.name), sameness(answer.subject), answer.outcome, answer.by, answer.on


def _item(answer: Answer) -> dict[str, str]:
    return {"check": answer.check, "name": answer.name, "subject": answer.subject, "outcome": answer.outcome.value,
            "band": answer.band.value if answer.band else "", "by": answer.by, "on": answer.on, "link": answer.link,
            "note": answer.note}
