"""The distinct folded names of a register and the marks behind each: what is compared once, however many bear it.

Forms are in order of length, then of letters, so their numbers hang on the names alone and not on how they came in.
A name in another script stands behind each of its Latin forms as well (薇珞: weiluo, meilok, biraku). Names without any
have no form; they are counted, and `Register.find_exact` finds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from brandname.language.distance.equivalents import compared_forms
from brandname.language.distance.names import fold_name
from brandname.registers.index.texts import END, Texts, as_starts
from brandname.registers.records import MarkStatus

Name = tuple[int, int, str]
"""(name id, mark id, text), as `Register.names` gives them."""
Column = tuple[int, MarkStatus, int, str]
"""(mark id, status, class mask, office), as `Register.columns` gives them."""
Progress = Callable[[int, int], None]
"""Told how many are done, and of how many; for whoever waits."""
PAGE = 100_000
"""Names read at a time."""
_FOREIGN = re.compile("[\u0250-\u0258\u025a-\u02af\u0370-\u1dff\u1f00-\u1fff\u2c80-\ua71f\ua800-\ufaff\ufb13-\ufdff"
                      "\ufe70-\ufefe\uff66-\uffdc\U00010000-\U0003ffff]")
"""Characters of other scripts than Latin, and a few signs among them: spares most names a closer look. Phonetic
letters are among them, which are Latin but pass for others."""
_Row = TypeVar("_Row", Name, Column)


@dataclass(frozen=True, slots=True)
class Folded:
    """All names of a register in the order they were read, folded; one of another script once a form."""

    body: NDArray[np.uint8]
    """Their letters one after another, nothing between them."""
    lengths: NDArray[np.uint16]
    """Letters of each."""
    names: NDArray[np.uint32]
    """Name ids."""
    marks: NDArray[np.uint32]
    """Mark ids."""
    unread: int
    """Names that have no Latin form; not among the others."""
    foreign: int
    """Names with letters of other scripts."""


@dataclass(frozen=True, slots=True)
class Members:
    """The names behind the forms, form after form, each form's in the order of name ids."""

    starts: NDArray[np.uint32]
    """[forms + 1]: where each form's names begin."""
    names: NDArray[np.uint32]
    """Name ids."""
    marks: NDArray[np.uint32]
    """Mark ids."""
    live: NDArray[np.bool_]
    """False for dead marks only; an unknown status counts as live."""
    classes: NDArray[np.uint64]
    """Bit n: Nice class n; 0: unknown, which counts as every class."""


def read_pages(read: Callable[[int, int], list[_Row]]) -> Iterator[list[_Row]]:
    """Page after page of `Register.names` or `Register.columns`."""
    after = 0
    while page := read(after, PAGE):
        after = page[-1][0]
        yield page


def fold_all(pages: Iterable[Sequence[Name]], progress: Progress | None = None, total: int = 0) -> Folded:
    """Reads and folds all names; progress is told after each page."""
    bodies: list[NDArray[np.uint8]] = []
    lengths: list[NDArray[np.uint16]] = []
    ids: list[NDArray[np.uint32]] = []
    unread = foreign = done = 0
    for page in pages:
        folded = [fold_name(text) for _, _, text in page]
        rows: list[tuple[int, ...]] = [row[:2] for row in page]
        seen = ((place, foreign_forms(text)) for place, (_, _, text) in enumerate(page))
        further = {place: forms for place, forms in seen if forms is not None}
        if further:
            told = [dict.fromkeys((form, *further.get(place, ()))) for place, form in enumerate(folded)]
            kept = [list(filter(None, forms)) or [""] for forms in told]
            rows = [row for row, forms in zip(rows, kept, strict=True) for _ in forms]
            folded = [form for forms in kept for form in forms]
        bodies.append(np.frombuffer("".join(folded).encode("ascii"), np.uint8))
        sizes = np.fromiter(map(len, folded), np.uint16, len(folded))
        read = np.array(rows, np.uint32).reshape(-1, 2)
        unread += int((sizes == 0).sum())
        foreign += len(further)
        lengths.append(sizes[sizes > 0])
        ids.append(read[sizes > 0])
        done += len(page)
        if progress is not None:
            progress(done, max(done, total))
    both = np.concatenate([np.zeros((0, 2), np.uint32), *ids])
    return Folded(
        np.concatenate([np.zeros(0, np.uint8), *bodies]), np.concatenate([np.zeros(0, np.uint16), *lengths]),
        both[:, 0].copy(), both[:, 1].copy(), unread, foreign,
    )  # fmt: skip


def is_foreign(text: str) -> bool:
    """Whether a name may have letters of another script than Latin."""
    return not text.isascii() and _FOREIGN.search(text) is not None


def foreign_forms(text: str) -> tuple[str, ...] | None:
    """The Latin forms of a name that has letters of another script, the usual one first; None for other names."""
    if not is_foreign(text):
        return None
    return tuple(dict.fromkeys(form.latin for form in compared_forms(text)))


def order(folded: Folded) -> tuple[Texts, NDArray[np.int64], NDArray[np.uint32]]:
    """The distinct forms; the places in `folded` form after form; where each form's places begin, and their end."""
    begins = np.cumsum(folded.lengths, dtype=np.int64) - folded.lengths
    by_length = np.argsort(folded.lengths, kind="stable")
    sizes, firsts = np.unique(folded.lengths[by_length], return_index=True)
    groups = np.split(by_length, firsts[1:]) if len(sizes) else []
    bodies, widths, places, heads = [np.zeros(0, np.uint8)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], []
    done = 0
    for size, same in zip(sizes.tolist(), groups, strict=True):
        letters = folded.body[begins[same][:, None] + np.arange(size)]
        words = np.ascontiguousarray(letters).view(f"S{size}").ravel()
        ranks = np.argsort(words, kind="stable")
        words = words[ranks]
        new = np.flatnonzero(np.concatenate(([True], words[1:] != words[:-1])))
        lines = np.full((len(new), size + 1), END[0], np.uint8)
        lines[:, :size] = letters[ranks[new]]
        bodies.append(lines.ravel())
        widths.append(np.full(len(new), size + 1))
        places.append(same[ranks])
        heads.append(new + done)
        done += len(same)
    body = np.concatenate(bodies)
    starts = as_starts(np.concatenate(([0], np.cumsum(np.concatenate(widths)))))
    return Texts(body, starts), np.concatenate(places), np.concatenate([*heads, [done]]).astype(np.uint32)


def join(folded: Folded, places: NDArray[np.int64], starts: NDArray[np.uint32],
         columns: Iterable[Sequence[Column]]) -> Members:
    """The names behind the forms, with what filters ask of their marks."""
    size = int(folded.marks.max(initial=0)) + 1
    live, classes = np.ones(size, np.bool_), np.zeros(size, np.uint64)
    for page in columns:
        known = [row for row in page if row[0] < size]
        ids = [row[0] for row in known]
        live[ids] = [row[1] is not MarkStatus.DEAD for row in known]
        classes[ids] = np.array([row[2] for row in known], np.uint64)
    marks = folded.marks[places]
    return Members(starts, folded.names[places], marks, live[marks], classes[marks])
