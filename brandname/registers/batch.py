"""Entries on their way from a reader to the register: plain texts and numbers, cheap to hand to another process.

Decides nothing: what is new in a batch is `work`'s to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from brandname.registers.records import MarkRecord
from brandname.registers.register import DETAILS, Refusal, to_record, to_row

NAME_LIMIT = 500
"""Characters of a name that are searched; the mark itself is kept in full."""
Row: TypeAlias = "tuple[Any, ...]"
"""Of a mark: key, office, status, class mask, and the columns of `register.DETAILS`."""
HEAD = 4
"""Cells of a row before the details."""
_MARK, _PSEUDO, _TRANSLITERATIONS = (HEAD + DETAILS.index(name) for name in ("mark", "pseudo", "transliterations"))


@dataclass(slots=True)
class Entry:
    """What a reader found in one place of its source: a mark, or why there is none."""

    record: MarkRecord | None
    refusals: Sequence[Refusal] = ()
    """Why the entry is not taken; or, beside a record, the values left out of it."""


class Batch(NamedTuple):
    """Some entries that follow each other; texts, numbers, tuples and lists only, so that `marshal` can carry it."""

    taken: int
    """Entries, those without a mark included."""
    marks: list[Row]
    wordless: int
    """Marks without words."""
    refused: int
    """Rows not taken; the other refusals are values of rows that were."""
    refusals: list[Row]
    """Columns of `refused` after the import: file, line, place, whole, reason, params as JSON."""


def pack(entries: Sequence[Entry]) -> Batch:
    """The entries as rows, in their order."""
    records = [entry.record for entry in entries if entry.record]
    refusals = [refusal for entry in entries for refusal in entry.refusals]
    return Batch(
        len(entries), [(r.key, r.office, r.status.value, r.class_mask, *to_row(r)) for r in records],
        sum(not r.mark for r in records), sum(r.whole for r in refusals),
        [(r.file, r.line, r.column, r.whole, r.reason, json.dumps(dict(r.params), sort_keys=True)) for r in refusals],
    )


def unpack(row: Row) -> MarkRecord:
    """The mark a row tells."""
    return to_record((row[1], row[2], *row[HEAD:]))


def searched_names(row: Row) -> Iterable[str]:
    """The texts a mark is searched by, each once."""
    mark, pseudo, transliterations = row[_MARK], row[_PSEUDO], row[_TRANSLITERATIONS]
    if not pseudo and not transliterations:
        return (mark[:NAME_LIMIT],) if mark else ()
    texts = (mark, *pseudo.split("\n"), *transliterations.split("\n"))
    return dict.fromkeys([text[:NAME_LIMIT] for text in texts if text])
