"""Words of a vocabulary that a foreign name's Chinese syllables sound like: Mandarin by pinyin, Cantonese by jyutping.

A name in Latin letters is heard as rows of syllables: what people would write, by the models of `scripts.syllables`,
and what they hear, by its readings. A run of a row that comes near all syllables of a word is reported, tones left
out. Says where and how near, never how bad; what the likely characters themselves mean is `written`'s question.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

from brandname import config, data
from brandname.language import sinitic
from brandname.language.characters import common_characters
from brandname.language.derived import installed
from brandname.language.journal import Journal
from brandname.language.lexicon import Entry
from brandname.language.matching import Place
from brandname.language.pinyin import plain
from brandname.language.readings import Reading, Route
from brandname.language.segments import DELETE, distance, is_vowel, segments
from brandname.language.sounds import mandarin_syllable, pinyin
from brandname.language.syllable_likeness import unlike
from brandname.language.vocabulary import Vocabulary

FORMAT = 1
"""Rises whenever rows would be made differently by the same data."""
MADE_FROM = ("chinese", "translit", "hanzi/characters", "sounds", "hanzi/sinitic")
"""Datasets that rows come from."""
LANGUAGES = frozenset({"zh", "yue"})
ROWS = 8
"""Rows by the models looked at."""
LONGEST = 6
"""Syllables of the longest word looked for, and segments of the longest syllable of a reading."""
FARTHEST = 0.12
"""Mean distance of its syllables from which a word is not heard; each single one may be twice as far."""
READINGS, OTHER_READING = 4, 0.4
"""Readings of a text of characters looked at, and how likely all but the first are."""
PER_SYLLABLE = 0.35
"""What each syllable of a row costs, in the unit of `segments.distance`: few good syllables beat many."""
GLIDES = frozenset({"j", "w", "ɥ"})
"""Sounds that belong to the vowel behind them."""
_TONES = str.maketrans("", "", "˥˦˧˨˩")


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


class Syllabary:
    """The words of a vocabulary by their syllables."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """A vocabulary of one of LANGUAGES."""
        self.language = vocabulary.language
        self._words: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._entries = vocabulary.entries
        self._firsts: dict[str, tuple[tuple[str, float], ...]] = {}
        for number, line in enumerate(vocabulary.entries.lines):
            reading = line.split("\t", 2)[1]
            syllables = tuple(map(_bare, reading.split()))
            if 0 < len(syllables) <= LONGEST:
                self._words.setdefault(syllables[0], []).append((syllables, number))

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
        for first, syllable in enumerate(row):
            for start, away in self._near(syllable):
                for word, number in self._words[start]:
                    last = first + len(word)
                    if last > len(row) or (len(word) == 1 and len(row) > 1):
                        continue
                    most, total = FARTHEST * len(word), away
                    for heard, said in zip(row[first + 1:last], word[1:], strict=True):
                        step = unlike(heard, said, self.language)
                        total += step
                        if total > most or step > 2 * FARTHEST:
                            break
                    else:
                        if total <= most:
                            yield number, first, last, round(total / len(word), 4)

    def _near(self, syllable: str) -> tuple[tuple[str, float], ...]:
        if syllable not in self._firsts:
            apart = ((start, unlike(syllable, start, self.language)) for start in self._words)
            self._firsts[syllable] = tuple((start, away) for start, away in apart if away <= 2 * FARTHEST)
        return self._firsts[syllable]


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
    return tuple(Row(tuple(map(_bare, toned)), 1.0 if k == 0 else OTHER_READING, toned)
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
        row, cost = nearest_row(reading.ipa, language)
        if row:
            yield row, round(reading.confidence * math.exp(-cost / len(row)), 4)


@lru_cache(maxsize=4096)
def nearest_row(ipa: str, language: str) -> tuple[tuple[str, ...], float]:
    """The syllables of a language that come nearest to IPA, and what they cost together; ((), 0) for no sound."""
    sounds = segments(ipa.translate(_TONES))
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(sounds) + 1):
        ways = []
        for start in range(max(0, end - LONGEST + 1), end):
            if best[start][0] == math.inf or not _is_syllable(sounds[start:end]):
                continue
            syllable, cost = _nearest_syllable(sounds[start:end], language)
            ways.append((best[start][0] + cost + PER_SYLLABLE, (*best[start][1], syllable)))
        best.append(min(ways, default=(math.inf, ())))
    cost, row = best[-1]
    return (row, cost - PER_SYLLABLE * len(row)) if row else ((), 0.0)


@lru_cache(maxsize=32768)
def _nearest_syllable(sounds: tuple[str, ...], language: str) -> tuple[str, float]:
    """The nearest syllable and its cost: that of its beginning up to the vowel, and that of the rest."""
    cut = _onset(sounds)
    onsets, rimes = _onset_costs(sounds[:cut], language), _rime_costs(sounds[cut:], language)
    return min(((syllable, onsets[onset] + rimes[rime]) for onset, rime, syllable in _inventory(language)),
               key=lambda one: (one[1], one[0]))


@lru_cache(maxsize=4096)
def _onset_costs(sounds: tuple[str, ...], language: str) -> dict[tuple[str, ...], float]:
    return {onset: _edit(sounds, onset) for onset in {onset for onset, _, _ in _inventory(language)}}


@lru_cache(maxsize=4096)
def _rime_costs(sounds: tuple[str, ...], language: str) -> dict[tuple[str, ...], float]:
    return {rime: _edit(sounds, rime) for rime in {rime for _, rime, _ in _inventory(language)}}


def _onset(sounds: Sequence[str]) -> int:
    """Where the vowel, or a glide before it, begins; a syllable without one is all onset."""
    return next((k for k, sound in enumerate(sounds) if is_vowel(sound) or sound in GLIDES), len(sounds))


def _is_syllable(sounds: Sequence[str]) -> bool:
    """Whether sounds can be one syllable: one run of vowels, one sound at most behind it."""
    kinds = "".join("v" if is_vowel(sound) else "c" for sound in sounds)
    return "v" in kinds and len(kinds.rstrip("c")) >= len(kinds) - 1 and "c" not in kinds.strip("c")


def _edit(a: Sequence[str], b: Sequence[str]) -> float:
    row = [j * DELETE for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i * DELETE
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(before + distance(x, y), row[j] + DELETE, row[j - 1] + DELETE)
    return row[-1]


@cache
def _inventory(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]:
    """The segments of every syllable of a language, up to its vowel and from it, and the syllable."""
    if language == "zh":
        every = {plain(reading): reading for char in common_characters() for reading in char.mandarin}
        said = {syllable: mandarin_syllable(reading) for syllable, reading in every.items()}
    else:
        every = {_bare(reading): reading for char in common_characters() for reading in char.cantonese}
        said = {syllable: sinitic.jyutping_ipa(reading) for syllable, reading in every.items()}
    pairs = ((segments(ipa.translate(_TONES)), syllable) for syllable, ipa in sorted(said.items()))
    return tuple((sounds[:_onset(sounds)], sounds[_onset(sounds):], syllable) for sounds, syllable in pairs if sounds)


def _bare(syllable: str) -> str:
    """A syllable of pinyin or jyutping without its tone."""
    return plain(syllable).rstrip("0123456789")


def _rank(found: NearHomophone) -> tuple[float, float, float]:
    tones = 0.1 if found.same_tones else 0.0
    return round(found.gap - 0.2 * found.share - tones, 4), found.gap, -found.likelihood


@cache
def _journal(folder: Path) -> Journal:
    del folder  # another folder, another journal
    digests = "-".join(data.dataset(id_).digest.removeprefix("sha256:")[:8] for id_ in MADE_FROM)
    return Journal("syllables", f"{FORMAT}-{installed('brandname')}-{digests}", "rows")
