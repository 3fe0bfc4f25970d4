"""The lists that names are compared with: shipped brands, a market's competitors, the names of the study itself.

Searches each list once for many names and keeps what it found; the packaged brands are made ready once and kept in the
user's cache folder. No list is a list of harmless names: standing in it excuses nothing.
"""

from __future__ import annotations

import lzma
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from brandname import data
from brandname.checks.nearness import Near, character_score, compare_all, is_foreign, ready, rules
from brandname.language import cache as kept
from brandname.language.distance.equivalents import compared_forms
from brandname.language.distance.likeness import BANDS, Band
from brandname.language.words import simplify
from brandname.model import sameness
from brandname.registers.exact import fold_exact
from brandname.registers.index import Index, build_letters, build_sounds, index_marks, open_index
from brandname.registers.records import MarkStatus

WORLD = "001"
UNKNOWN = "?"
"""A region of the world, or a spot on the map: the brand may be anywhere."""
SIEVED = 250
"""Forms each sieve of the brands keeps for a name: 99 % of the twenty nearest, in a quarter of the usual time."""
FORMS = 2
"""Raised when the Latin forms of names change: what is kept of them is then made anew."""
KEPT, KEPT_OF_OWN = 24, 8
"""Entries explained for a name, of a list and of a study's own names: saying why costs a millisecond or two each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a list."""

    name: str
    others: tuple[str, ...] = ()
    """The same in other scripts and spellings."""
    kinds: tuple[str, ...] = ()
    """Categories of OpenStreetMap (`shop/bakery`)."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 codes in lower case, WORLD or UNKNOWN."""

    @property
    def key(self) -> str:
        """Its identity in its list."""
        return sameness(self.name)

    @property
    def classes(self) -> frozenset[int]:
        """Nice classes of its business; empty when they cannot be told."""
        known = rules()["classes"]
        return frozenset(number for kind in self.kinds for number in known.get(kind, ()))

    @property
    def everywhere(self) -> bool:
        """Whether it is known to be, or may be, in every country."""
        return not self.countries or WORLD in self.countries or UNKNOWN in self.countries


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entry near a name."""

    entry: Entry
    written: str
    """Which of its names it is."""
    near: Near


@dataclass(frozen=True, slots=True)
class _Row:
    """One text of an entry that is searched."""

    place: int
    text: str
    latin: str
    """The text itself, or a Latin form of it."""


class Names:
    """A list made ready for search; finds the same whatever else is asked of it."""

    def __init__(self, entries: Sequence[Entry], index: Index, rows: Sequence[_Row]) -> None:
        self.entries = tuple(entries)
        self._index = index
        self._rows = rows
        self._foreign = [(row.place, row.text, fold_exact(row.text), simplify(fold_exact(row.text))) for row in rows
                         if row.text == row.latin and is_foreign(row.text)]
        self._found: dict[str, tuple[Neighbour, ...]] = {}

    def near(
        self, texts: Iterable[str], least: Band = Band.ALIKE, kept: int = KEPT
    ) -> Mapping[str, tuple[Neighbour, ...]]:
        """For each text the entries of at least a band, nearest first; the texts not asked before, in one pass."""
        wanted = list(dict.fromkeys(texts))
        new = [text for text in wanted if text not in self._found]
        heard = [text for text in new if ready(text).folded]
        answers = self._index.search([ready(text) for text in heard], keep=kept, sieved=SIEVED) if heard else []
        floor = FLOORS[least]
        found = {text: [self._rows[one.name_id - 1] for one in answer.found if one.score >= floor]
                 for text, answer in zip(heard, answers, strict=True)}
        self._found.update((text, self._explained(text, found.get(text, ()), floor)) for text in new)
        return {text: self._found[text] for text in wanted}

    def _explained(self, text: str, rows: Sequence[_Row], floor: float) -> tuple[Neighbour, ...]:
        """Each entry once, by its nearest name."""
        best: dict[int, Neighbour] = {}
        every = (*rows, *self._as_written(text))
        for row, near in zip(every, compare_all(text, [(row.text, row.latin) for row in every]), strict=True):
            held = best.get(row.place)
            if near is not None and near.score >= floor and (held is None or near.score > held.near.score):
                best[row.place] = Neighbour(self.entries[row.place], row.text, near)
        return tuple(sorted(best.values(), key=lambda one: (-one.near.score, one.entry.key)))

    def _as_written(self, text: str) -> list[_Row]:
        """Names that share characters with a text of another script."""
        if not is_foreign(text):
            return []
        folded = fold_exact(text)
        letters = frozenset(simplify(folded))
        return [_Row(place, other, other) for place, other, theirs, plain in self._foreign
                if not letters.isdisjoint(plain) and character_score(folded, theirs) >= FLOORS[Band.ALIKE]]


FLOORS: Mapping[Band, float] = MappingProxyType({band: least for least, band in BANDS})


def list_names(entries: Sequence[Entry]) -> Names:
    """A short list made ready in memory."""
    rows = _rows(entries)
    listed = _Listed(rows, Path())
    return Names(entries, index_marks(listed.names(limit=len(rows)), listed.columns(limit=len(rows))), rows)


@cache
def open_brands() -> Names:
    """The packaged brands."""
    entries = read_brands()
    path = kept.place("brands", f"{data.dataset('brands').digest[-16:]}-{FORMS}", "rows")
    rows = [_Row(*row) for row in kept.read(path) or ()]
    if not rows:
        rows = _rows(entries)
        kept.write(path, [(row.place, row.text, row.latin) for row in rows])
    index = _kept_index(_Listed(rows, path.with_name("index")))
    return Names(entries, index, rows) if index else list_names(entries)


@cache
def read_brands() -> tuple[Entry, ...]:
    """The packaged brands as they are listed."""
    text = lzma.decompress(data.read_bytes("brands/brands.tsv.xz")).decode("utf-8")
    found = []
    for line in text.splitlines():
        name, kinds, countries, others = line.split("\t")
        spelled = tuple(filter(None, others.split("|")))
        found.append(Entry(name, spelled, tuple(kinds.split()), tuple(countries.split())))
    return tuple(found)


def _rows(entries: Sequence[Entry]) -> list[_Row]:
    """Every name of every entry, and its Latin forms."""
    return [
        _Row(place, text, latin) for place, entry in enumerate(entries) for text in (entry.name, *entry.others)
        for latin in dict.fromkeys((text, *(form.latin for form in compared_forms(text))))
    ]


# ── kept in the cache folder ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Listed:
    """Rows as an index asks for them."""

    rows: Sequence[_Row]
    index_folder: Path

    @property
    def edition(self) -> str:
        """The folder stands for it."""
        return self.index_folder.parent.name

    def names(self, after: int = 0, limit: int = 100_000) -> list[tuple[int, int, str]]:
        """Ids from 1: an index asks for what lies above one."""
        return [(n, row.place + 1, row.latin) for n, row in enumerate(self.rows, 1)][after:after + limit]

    def columns(self, after: int = 0, limit: int = 100_000) -> list[tuple[int, MarkStatus, int, str]]:
        """Nothing is known of status and classes here."""
        last = max((row.place for row in self.rows), default=-1) + 1
        return [(n, MarkStatus.UNKNOWN, 0, "") for n in range(1, last + 1)][after:after + limit]


def _kept_index(listed: _Listed) -> Index | None:
    """The index in the cache folder, made there in one step when it is not; None where nothing can be written."""
    found = open_index(listed)
    if found is not None and found.voices:
        return found
    made = replace(listed, index_folder=listed.index_folder.with_name(f"index-{os.getpid()}"))
    try:
        build_letters(made)
        build_sounds(made)
        shutil.rmtree(listed.index_folder, ignore_errors=True)
        made.index_folder.replace(listed.index_folder)  # another process may have been first: then its own is read
    except OSError:
        shutil.rmtree(made.index_folder, ignore_errors=True)
    found = open_index(listed)
    return found if found is not None and found.voices else None
