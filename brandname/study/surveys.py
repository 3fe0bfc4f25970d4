"""`interviews/*.csv`: a survey export, one row for each respondent and name.

Turns rows into the same notes as Markdown gives; counts and judges nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from brandname.errors import Where
from brandname.model import Heard, Note, sameness
from brandname.study.book import Book
from brandname.study.encoding import TextFile
from brandname.study.fields import read_whole
from brandname.study.languages import read_tag
from brandname.study.names import check_name, rows
from brandname.study.notes import (
    CONSENTS,
    HEARD_KEYS,
    KINDS,
    find_personal_data,
    make_heard,
    split_list,
    withhold,
)

PERSON = ("id", "round", "market", "language", "persona", "kind", "consent", "shown")
"""Columns that say who answered: the same in every row of a respondent."""
CODES = ("market", "kind", "consent")
"""Columns of closed lists, where survey tools like capitals."""
COLUMNS = (*PERSON, "name", *HEARD_KEYS, "quote", "instead")
NEEDED = ("id", "market", "name")


def read_survey(file: TextFile, markets: Collection[str], book: Book) -> tuple[Note, ...]:
    """The notes in an export, one a respondent, in the order of their first rows."""
    listed = list(rows(file, book))
    if not listed or not any(cell.strip() for cell in listed[0][1]):
        book.refuse("survey_empty", Where(file.label, 1))
        return ()
    header = [cell.strip().casefold() for cell in listed[0][1]]
    missing = [column for column in NEEDED if column not in header]
    twice = [column for column in COLUMNS if header.count(column) > 1]
    for key, columns in (("survey_columns", missing), ("survey_columns_twice", twice)):
        if columns:
            book.refuse(key, Where(file.label, 1), columns=tuple(columns))
    if missing or twice:
        return ()
    unknown = tuple(cell.strip() for cell in listed[0][1] if cell.strip() and cell.strip().casefold() not in COLUMNS)
    if unknown:
        book.remark("unknown_columns", file=file.label, columns=unknown)
    people: dict[str, list[_Row]] = {}
    for line, row in listed[1:]:
        if any(cell.strip() for cell in row):
            cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
            cells |= {column: cells[column].lower() for column in CODES if column in cells}
            where = Where(file.label, line)
            _refuse_personal_data(cells, row, where, book)
            if any(cell.strip() for cell in row[len(header):]):
                # Most likely an unquoted separator in an answer: then every later cell stands under a wrong heading.
                book.refuse("row_too_long", where, n=len(row), columns=len(header))
            elif cells.get("id"):
                people.setdefault(cells["id"], []).append(_Row(cells, where))
            else:
                book.refuse("missing_cell", where, column="id")
    return tuple(_read_respondent(answers, markets, book) for answers in people.values())


@dataclass(frozen=True, slots=True)
class _Row:
    """One row by column, and its line."""

    cells: dict[str, str]
    where: Where


def _read_respondent(answers: list[_Row], markets: Collection[str], book: Book) -> Note:
    """The rows of one respondent as one note."""
    note = _read_person(_merge(answers, book), answers[0].where, markets, book)
    heard: dict[str, Heard] = {}
    instead: list[str] = []
    for row in answers:
        said = _read_heard(row.cells, row.where, book)
        if said and heard.setdefault(sameness(said.name), said) is not said:
            book.refuse("note_name_twice", row.where, name=said.name)
        for part in split_list(row.cells.get("instead", "")):
            instead.append(check_name(part, row.where, book))
    names = tuple(dict.fromkeys(name for name in instead if name))
    return withhold(replace(note, heard=tuple(heard.values()), instead=names), book)


def _merge(answers: list[_Row], book: Book) -> dict[str, str]:
    """Who answered: the first value of each column; rows that contradict each other are refused."""
    person = dict.fromkeys(PERSON, "")
    for row in answers:
        for column in PERSON:
            value = row.cells.get(column, "")
            if value and person[column] and value != person[column]:
                book.refuse("survey_person", row.where, id=person["id"], column=column, value=value,
                            other=person[column])
            person[column] = person[column] or value
    return person


def _read_person(person: dict[str, str], where: Where, markets: Collection[str], book: Book) -> Note:
    market, tag, turn = person["market"], person["language"], person["round"]
    if market not in markets:
        book.refuse_choice("note_market", where, market, markets)
    for column, options in (("kind", KINDS), ("consent", CONSENTS)):
        if person[column] and person[column] not in options:
            book.refuse_choice("choice", where, person[column], options, key=column)
    return Note(
        id=person["id"],
        market=market,
        language=read_tag(tag, where, book) if tag else "",
        round=(read_whole(turn, 1, 999, "round", where, book) if turn else None) or 1,
        persona=person["persona"],
        kind=person["kind"] or "prospect",
        consent=person["consent"] or "internal",
        shown=person["shown"],
        where=str(where),
    )


def _read_heard(cells: dict[str, str], where: Where, book: Book) -> Heard | None:
    """What the row says of its name; None for a row with suggestions only."""
    asked = any(cells.get(column) for column in (*HEARD_KEYS, "quote"))
    if not cells.get("name") and not asked and cells.get("instead"):
        return None
    name = check_name(cells.get("name", ""), where, book)
    if not name:
        return None
    values = {key: (cells.get(key, ""), where) for key in HEARD_KEYS}
    return make_heard(name, values, (cells.get("quote", ""),), book)


def _refuse_personal_data(cells: dict[str, str], row: list[str], where: Where, book: Book) -> None:
    """An address counts in any cell; digits only in the columns read, since exports number and date their rows."""
    told = " | ".join(cells.get(column, "") for column in COLUMNS if column not in ("id", "round"))
    if any(find_personal_data(cell) == "mail" for cell in row):
        book.refuse("personal_mail", where)
    elif find_personal_data(told) == "phone":
        book.refuse("personal_phone", where)
