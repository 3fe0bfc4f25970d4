"""Which column of a table holds which field of a mark. Chosen by name, shown to the user, theirs to change."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from brandname.errors import Mistake, UserMistake, Where
from brandname.registers.values import column_names, own_tables, plain_name

MARK = "mark"
TELLING = ("application", "registration", "drawing", "filed", "registered", "expires", "classes")
"""Fields only a list of marks has. Without one of them, a column of names may be anybody's: the user must say."""


def map_columns(header: Sequence[str], chosen: Mapping[str, str], file: str) -> dict[str, int]:
    """Field → place of its column, in the order of the fields.

    `chosen` goes before what the names say; "" leaves a field out. UserMistake when no column can be the mark, when
    two can (the user must say which), for a chosen field or column that does not exist, and for a table that is no list
    of marks: one of our own, or names with nothing a register says about them, unless the user named their column.
    """
    known = column_names()
    names = [plain_name(cell) for cell in header]
    _refuse_own(names, file)
    wrong = _check(header, chosen, known)
    found: dict[str, int] = {}
    for field, fitting in known.items():
        if field in chosen:
            if chosen[field] in header:
                found[field] = header.index(chosen[field])
            continue
        places = [place for name in fitting for place, here in enumerate(names) if here == name]
        taken = {place for place in places if header[place] not in chosen.values()}
        if field == MARK and len(taken) > 1:
            columns = tuple(header[place] for place in sorted(taken))
            wrong.append(Mistake("error.registers.two_marks", {"columns": columns}, Where(file, 1)))
        if taken:
            found[field] = next(place for place in places if place in taken)
    if MARK not in found and not wrong:
        shown = tuple(cell for cell in header if cell.strip())[:12]
        wrong.append(Mistake("error.registers.no_mark_column", {"columns": shown}, Where(file, 1)))
    elif MARK not in chosen and not wrong and not any(field in found for field in TELLING):
        wrong.append(Mistake("error.registers.no_register", {"column": header[found[MARK]]}, Where(file, 1)))
    if wrong:
        raise UserMistake(*wrong)
    return found


def read_choice(texts: Sequence[str]) -> dict[str, str]:
    """`--map field=Column` as field → column; UserMistake for one that is not written so."""
    wrong = [Mistake("error.registers.map", {"value": text}, Where("--map")) for text in texts if "=" not in text]
    if wrong:
        raise UserMistake(*wrong)
    return {field.strip(): column.strip() for field, _, column in (text.partition("=") for text in texts)}


def _refuse_own(names: Sequence[str], file: str) -> None:
    """UserMistake for a table this program wrote: its names are the user's, and would be found as earlier marks."""
    for table, headings in own_tables().items():
        if headings <= set(names):
            key = "error.registers.own_worksheet" if table == "worksheet" else "error.registers.own_report"
            raise UserMistake(Mistake(key, {"file": file}, Where(file, 1)))


def _check(header: Sequence[str], chosen: Mapping[str, str], known: Mapping[str, Sequence[str]]) -> list[Mistake]:
    wrong: list[Mistake] = []
    for field, column in chosen.items():
        if field not in known:
            near = tuple(difflib.get_close_matches(field, known, n=1)) or tuple(known)
            wrong.append(Mistake("error.registers.map_field", {"field": field, "known": near}, Where("--map")))
        elif column and column not in header:
            near = tuple(difflib.get_close_matches(column, header, n=1)) or tuple(header[:12])
            wrong.append(Mistake("error.registers.map_column", {"column": column, "known": near}, Where("--map")))
    return wrong
