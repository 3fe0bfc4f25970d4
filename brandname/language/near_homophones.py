"""Words of a vocabulary that a foreign name's Chinese syllables sound like: Mandarin by pinyin, Cantonese by jyutping.

A name in Latin letters is heard as rows of syllables: what people would write, by the models of `scripts.syllables`,
and what they hear, by its readings. A run of a row that comes near all syllables of a word is reported, tones left
out. Says where and how near, never how bad; what the likely characters themselves mean is `written`'s question.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

from brandname import config, data
from brandname.language import ledger, sinitic
from brandname.language.derived import installed
from brandname.language.journal import Journal
from brandname.language.lexicon import Entry
from brandname.language.matching import Place
from brandname.language.nearest_syllables import nearest_row, toneless
from brandname.language.readings import Reading, Route
from brandname.language.sounds import pinyin
from brandname.language.syllable_likeness import by_initial, nearest, unlike
from brandname.language.vocabulary import Vocabulary

FORMAT = 1
"""Rises whenever rows would be made differently by the same data."""
MADE_FROM = ("chinese", "translit", "hanzi/characters", "sounds", "hanzi/sinitic")
"""Datasets that rows come from."""
LANGUAGES = frozenset({"zh", "yue"})
ROWS = 8
"""Rows by the models looked at."""
LONGEST = 6
"""Syllables of the longest word looked for."""
FARTHEST = 0.12
"""Mean distance of its syllables from which a word is not heard; each single one may be twice as far."""
READINGS, OTHER_READING = 4, 0.4
"""Readings of a text of characters looked at, and how likely all but the first are."""


@dataclass(frozen=True, slots=True)
class Row:
    """A way to hear a name as Chinese syllables."""

    syllables: tuple[str, ...]
    """Toneless pinyin or jyutping."""
    likelihood: float
    """0–1."""
    toned: tuple[str, ...] = ()
    """The same with their tones, where the name is in characters; a name in Latin letters has none."""


@dataclass(frozen=True, slots=True)
class NearHomophone:
    """A word near a run of syllables."""

    entry: Entry
    row: tuple[str, ...]
    """The whole row."""
    first: int
    """Half-open range of syllables."""
    last: int
    gap: float
    """Mean distance of the syllables, 0–1."""
    likelihood: float
    """Of every row in which the word is heard as near as this, together."""
    same_tones: bool = False
    """Whether the tones agree as well; never for a name without tones."""

    @property
    def place(self) -> Place:
        """Where in the row."""
        if self.last - self.first == len(self.row):
            return Place.WHOLE
        return Place.START if self.first == 0 else Place.END if self.last == len(self.row) else Place.INSIDE

    @property
    def share(self) -> float:
        """Part of the syllables it covers, 0–1."""
        return (self.last - self.first) / len(self.row)


class _Position(Enum):
    """Where a syllable stands in a word."""

    ONLY = auto()
    FIRST = auto()
    SECOND = auto()


class Syllabary:
    """The words of a vocabulary by their syllables."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """A vocabulary of one of LANGUAGES."""
        self.language = vocabulary.language
        self._entries = vocabulary.entries
        self._single: dict[str, list[int]] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = {}
        self._known: dict[tuple[_Position, str], dict[str, float]] = {}
        self._close: dict[str, dict[str, float]] = {}
        self._begun: dict[tuple[str, str], tuple[tuple[tuple[str, ...], int, float], ...]] = {}
        for number, line in enumerate(vocabulary.entries.lines):
            reading = line.split("\t", 2)[1]
            syllables = tuple(map(toneless, reading.split()))
            if len(syllables) == 1:
                self._single.setdefault(syllables[0], []).append(number)
            elif 1 < len(syllables) <= LONGEST:
                self._longer.setdefault(syllables[0], {}).setdefault(syllables[1], []).append((syllables, number))
        seconds = frozenset(second for words in self._longer.values() for second in words)
        self._at: dict[_Position, Collection[str]] = {
            _Position.ONLY: self._single, _Position.FIRST: self._longer, _Position.SECOND: seconds,
        }
        self._all = by_initial(sorted({*self._single, *self._longer, *seconds}), self.language)

    def find(self, rows: Sequence[Row]) -> tuple[NearHomophone, ...]:
        """Every word near some run of a row, each once, by its nearest run; likelihoods of equal runs add up."""
        best: dict[int, NearHomophone] = {}
        for row in rows:
            mine: dict[int, NearHomophone] = {}
            for number, first, last, gap in self._runs(row.syllables):
                entry = self._entries[number]
                tones = row.toned[first:last] == tuple(entry.reading.lower().split())
                found = NearHomophone(entry, row.syllables, first, last, gap, row.likelihood, tones)
                if number not in mine or _rank(found) < _rank(mine[number]):
                    mine[number] = found
            for number, found in mine.items():
                held = best.get(number)
                if held is None:
                    best[number] = found
                    continue
                nearer = min(held, found, key=_rank)
                if _rank(held)[:2] == _rank(found)[:2]:
                    nearer = replace(nearer, likelihood=held.likelihood + found.likelihood)
                best[number] = nearer
        return tuple(sorted(best.values(), key=lambda one: (*_rank(one), one.entry.id)))

    def _runs(self, row: tuple[str, ...]) -> Iterator[tuple[int, int, int, float]]:
        """Number of a word, where it begins and ends, and how far it is."""
        if len(row) == 1:
            for start, away in self._near(_Position.ONLY, row[0]).items():
                if away <= FARTHEST:
                    for number in self._single[start]:
                        yield number, 0, 1, round(away, 4)
        for first in range(len(row) - 1):
            for word, number, begun in self._beginning(row[first], row[first + 1]):
                last = first + len(word)
                if last > len(row):
                    continue
                most, total = FARTHEST * len(word), begun
                for heard, said in zip(row[first + 2:last], word[2:], strict=True):
                    step = unlike(heard, said, self.language)
                    total += step
                    if total > most or step > 2 * FARTHEST:
                        break
                else:
                    if total <= most:
                        yield number, first, last, round(total / len(word), 4)

    def _beginning(self, one: str, two: str) -> tuple[tuple[tuple[str, ...], int, float], ...]:
        """Words of two syllables or more whose first two come near these, with the distance of those two together.

        Kept: names share few pairs of syllables.
        """
        found = self._begun.get((one, two))
        if found is None:
            seconds = self._near(_Position.SECOND, two)
            found = self._begun[one, two] = tuple(
                (word, number, away + seconds[second]) for start, away in self._near(_Position.FIRST, one).items()
                for second, words in self._longer[start].items() if second in seconds
                for word, number in words if away + seconds[second] <= FARTHEST * len(word)
            )
        return found

    def _near(self, position: _Position, syllable: str) -> dict[str, float]:
        """Syllables that words have at a position and that come near one, each with its distance."""
        near = self._known.get((position, syllable))
        if near is None:
            close = self._close.get(syllable)
            if close is None:
                close = self._close[syllable] = nearest(syllable, self._all, self.language, 2 * FARTHEST)
            known = self._at[position]
            near = self._known[position, syllable] = {o: away for o, away in close.items() if o in known}
        return near


def open_syllabary(vocabulary: Vocabulary) -> Syllabary:
    """The words of a vocabulary by their syllables: `Resources` keeps it as long as itself."""
    return Syllabary(vocabulary)


def rows(name: str, language: str, readings: Sequence[Reading]) -> tuple[Row, ...]:
    """How speakers of one of LANGUAGES may hear a Latin name as syllables, each row once, likeliest first."""
    found: dict[tuple[str, ...], float] = {}
    for syllables, likelihood in (*_written_rows(name, language), *_heard_rows(language, readings)):
        found[syllables] = max(likelihood, found.get(syllables, 0.0))
    return tuple(Row(*one) for one in sorted(found.items(), key=lambda one: (-one[1], one[0])))


def character_rows(text: str, language: str) -> tuple[Row, ...]:
    """How speakers of one of LANGUAGES read a text of Chinese characters; () where a character has no reading."""
    if language == "yue":
        readings = [tuple(reading.split()) for reading, _ in sinitic.native(text, "yue")]
    else:
        choices = pinyin(text)
        readings = list(islice(product(*choices), READINGS)) if choices else []
    return tuple(Row(tuple(map(toneless, toned)), 1.0 if k == 0 else OTHER_READING, toned)
                 for k, toned in enumerate(dict.fromkeys(readings)))


def _written_rows(name: str, language: str) -> Iterator[tuple[tuple[str, ...], float]]:
    """What the models would write; Cantonese speakers write the same characters."""
    if language == "zh":
        for syllables, likelihood in _journal(config.cache_dir()).find(name, lambda: _by_models(name)):
            yield tuple(syllables), float(likelihood)


def _by_models(name: str) -> list[tuple[list[str], float]]:
    from brandname.language.scripts.syllables import Ear, syllable_rows

    return [([s.replace("v", "ü") for s in row], round(math.exp(min(0.0, logp)), 4))
            for row, logp in syllable_rows(name, ROWS, Ear(quick=True))]


def _heard_rows(language: str, readings: Sequence[Reading]) -> Iterator[tuple[tuple[str, ...], float]]:
    for reading in readings:
        if reading.route is Route.SPELLED_OUT or (reading.route is Route.LOCAL_RENDERING and language == "zh"):
            continue  # letters are no syllables; the models' own rows hold the likeliest spelling
        row, cost = _nearest(reading.ipa, language)
        if row:
            yield row, round(reading.confidence * math.exp(-cost / len(row)), 4)


@lru_cache(maxsize=4096)
def _nearest(ipa: str, language: str) -> tuple[tuple[str, ...], float]:
    """As `nearest_row`, kept for the next run."""
    kept = ledger.open_ledger("nearest", language)
    found = kept.find(ipa)
    if isinstance(found, list) and len(found) == 2 and isinstance(found[0], list) and isinstance(found[1], float):
        return tuple(found[0]), found[1]
    row, cost = nearest_row(ipa, language)
    kept.keep(ipa, [row, cost])
    return row, cost


def _rank(found: NearHomophone) -> tuple[float, float, float]:
    tones = 0.1 if found.same_tones else 0.0
    return round(found.gap - 0.2 * found.share - tones, 4), found.gap, -found.likelihood


@cache
def _journal(folder: Path) -> Journal:
    del folder  # another folder, another journal
    digests = "-".join(data.dataset(id_).digest.removeprefix("sha256:")[:8] for id_ in MADE_FROM)
    return Journal("syllables", f"{FORMAT}-{installed('brandname')}-{digests}", "rows")
