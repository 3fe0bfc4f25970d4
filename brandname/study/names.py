"""What may be a name, and name lists from plain text, CSV or standard input.

Refuses what no shop could print (controls, reordering and invisible characters, nothing but signs). Does not judge
whether a name is any good.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from brandname.errors import Where
from brandname.model import Brief, Candidate, Message, canonical, sameness
from brandname.study.book import Book
from brandname.study.encoding import TextFile, decode
from brandname.study.languages import read_tag

LONGEST = 60
"""Characters of a name."""
JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling in Persian and the scripts of India."""
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
COLUMNS = ("name", "say", "lang", "story")
"""Columns a name list may have."""
_LIST_SIGNS = re.compile(r"[-*+•·▪–—]\s|\d{1,3}[.)、．]\s*[^\W\d]|.*(?:[,;，；、]\s*\w|\s#\s)")
"""A line that looks like an item of a numbered or dotted list, like several names, or like a name with a comment."""
SHOWN = 3
"""Examples named in a remark."""


@dataclass(frozen=True, slots=True)
class NameList:
    """Names that take the place of a study's candidates for one run."""

    label: str
    """File name, or `stdin`."""
    candidates: tuple[Candidate, ...]
    """Without repeats."""
    remarks: tuple[Message, ...]
    """Guessed encoding, merged repeats."""
    digest: str
    """SHA-256 of the bytes, hexadecimal."""
    brief: Brief | None = None
    """Of a list in YAML that has one."""


def check_name(text: str, where: Where | None, book: Book) -> str:
    """The canonical form of a name; empty, with the mistake noted, when it can't be one."""
    name = canonical(text)
    bad = next((c for c in name if c not in JOINERS and unicodedata.category(c) in _UNPRINTABLE), "")
    if not name:
        book.refuse("name_empty", where)
    elif bad:
        book.refuse("name_character", where, code=f"U+{ord(bad):04X}", position=name.index(bad) + 1)
    elif len(name) > LONGEST:
        book.refuse("name_long", where, n=len(name), limit=LONGEST, start=name[:20])
    elif not any(unicodedata.category(c)[0] in "LN" for c in name):
        book.refuse("name_without_letter", where, name=name)
    else:
        return name
    return ""


def read_names(raw: bytes, label: str, *, suffix: str = "") -> NameList:
    """The names in a list: one a line, CSV with a column `name` (or the first column), or YAML as `candidates.yaml`.

    `suffix` (`.csv`, `.txt`, `.yaml` …) names the format; without one, a first line with a column `name` means CSV.
    Equal names are merged and counted. Raises UserMistake with every refused line.
    """
    book = Book()
    file = decode(raw, label, book)
    found: Iterable[Candidate] = ()
    brief: Brief | None = None
    if file is not None:
        kind = suffix.casefold() or PurePath(label).suffix.casefold()
        if kind in (".yaml", ".yml"):
            from brandname.study.candidates import read_candidates

            sheet = read_candidates(file, None, book)
            found, brief = sheet.candidates, sheet.brief if sheet.has_brief else None
        elif kind in (".csv", ".tsv") or len(_header(file)) > (1 if kind else 0):
            found = list(_from_table(file, book))
        else:
            found = list(_from_lines(file, book))
    candidates = _merged(found, label, book)
    if not candidates and not book.mistakes:
        book.refuse("list_empty", Where(label))
    book.close()
    return NameList(label, candidates, tuple(book.remarks), file.digest if file else "", brief)


def _from_lines(file: TextFile, book: Book) -> Iterator[Candidate]:
    doubtful: list[str] = []
    for number, line in enumerate(file.lines(), 1):
        if not line.strip() or line.startswith("# ") or line == "#":
            continue
        where = Where(file.label, number)
        name = check_name(line, where, book)
        if name:
            doubtful += [name] if _LIST_SIGNS.match(name) else []
            yield Candidate(name, where=str(where))
    if doubtful:
        book.remark("whole_lines", file=file.label, n=len(doubtful), names=tuple(doubtful[:SHOWN]))


def _from_table(file: TextFile, book: Book) -> Iterator[Candidate]:
    header = _header(file)
    columns = [cell.strip().casefold() for cell in header] if header else ["name"]
    unknown = [header[at].strip() for at, column in enumerate(columns) if column and column not in COLUMNS]
    if unknown:
        book.remark("unknown_columns", file=file.label, columns=tuple(unknown))
    wide, first = 1, ""
    for number, row in rows(file, book):
        if (header and number == 1) or not any(cell.strip() for cell in row):
            continue
        wide, first = max(wide, len(row)), first or row[0].strip()
        cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
        where = Where(file.label, number)
        if header and any(cell.strip() for cell in row[len(columns):]):
            book.refuse("row_too_long", where, n=len(row), columns=len(columns))
            continue
        name = check_name(cells.get("name", ""), where, book)
        tag = cells.get("lang", "")
        lang = read_tag(tag, where, book) if tag else ""
        if name:
            yield Candidate(name, say=cells.get("say", ""), lang=lang, story=cells.get("story", ""), where=str(where))
    if not header and first:
        book.remark("no_header", file=file.label, first=first, n=wide - 1)


def rows(file: TextFile, book: Book) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with the line it starts on; the separator is that of the first line."""
    reader = csv.reader(io.StringIO(file.text, newline=""), delimiter=separator(file.text), strict=True)
    number = 1
    try:
        for row in reader:
            yield number, row
            number = reader.line_num + 1
    except csv.Error as error:
        book.refuse("csv_broken", Where(file.label, number), problem=str(error))


def separator(text: str) -> str:
    """`,`, `;` or tab: the most frequent in the first line, a comma in doubt."""
    first = next(iter(text.splitlines()), "")
    return max(",;\t", key=lambda s: (first.count(s), s == ","))


def _header(file: TextFile) -> Sequence[str]:
    """The cells of the first line when one of them is `name`; otherwise empty."""
    first = next(iter(file.text.splitlines()), "")
    try:
        cells = next(iter(csv.reader([first], delimiter=separator(first))), [])
    except csv.Error:  # a cell beyond the module's limit; no header is that long
        return ()
    return cells if any(cell.strip().casefold() == "name" for cell in cells) else ()


def _merged(found: Iterable[Candidate], label: str, book: Book) -> tuple[Candidate, ...]:
    """The first of equal names, with what the later ones add."""
    kept: dict[str, Candidate] = {}
    repeats = 0
    for candidate in found:
        first = kept.setdefault(sameness(candidate.name), candidate)
        if first is not candidate:
            repeats += 1
            kept[sameness(candidate.name)] = replace(
                first, say=first.say or candidate.say, lang=first.lang or candidate.lang,
                story=first.story or candidate.story,
            )
    if repeats:
        book.remark("merged", file=label, n=repeats)
    return tuple(kept.values())
