"""Words heard in a name: the sounds of its readings against the sounds of a vocabulary.

Stretches of a reading with the same slots as a word are compared with it segment by segment; the nearer, the surer.
Says where and how near, never how bad.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from brandname.language import ledger
from brandname.language.matching import Place
from brandname.language.phrases import beginnings, tiles
from brandname.language.readings import Reading, Route
from brandname.language.skeleton import VOWEL, Slots, consonants_apart, gap, slots
from brandname.language.vocabulary import Family, Said, Vocabulary

FARTHEST = (0.055, 0.055, 0.055, 0.055, 0.125)
"""Gap from which two sounds are not taken for one another, by the severity of the word: the ruder, the sooner heard."""
SHORTEST_TONAL = 4
"""… and in a tone language, where every syllable of a name is some word."""
TONAL = frozenset({"zh", "yue", "nan", "hak", "wuu", "th", "vi", "lo"})
"""Base languages with lexical tone, of which a foreign name says nothing."""
SAME = 0.035
"""Gap up to which two sounds are the same to a listener."""
SHORTEST = 2
"""Slots a word needs to be heard at all …"""
SHORTEST_PART = 3
"""… and to be heard as the start or end of a name; four inside it."""
TELLING, COARSE = 2, 3
"""Severity from which a word is heard in a phrase, and from which it may be as short as the shortest whole name."""
EQUAL, LEAD = 0.012, 2
"""Gap up to which a word is heard in a phrase, and letters of the small word before it that a milder one needs."""
RUN_TOGETHER = frozenset({Route.LOCAL_RENDERING, Route.SPELLED_OUT})
"""Routes whose readings part syllables or letters, not words."""
SHORTEST_TOKEN = 3
"""Sounds a word of several needs: an apostrophe and an s are none."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One word heard in a name."""

    said: Said
    reading: Reading
    place: Place
    gap: float
    """0 = the same sounds; see `skeleton.gap`."""
    share: float
    """Part of the name's sounds that it covers, 0–1."""
    first: bool
    """Whether it is the first of several words of the name."""
    zipf: float
    """How frequent the form is; 0 = not among the frequent words, or not known."""
    native: bool
    """Whether speakers can read the name by their own spelling rules as well."""
    phrase: str = ""
    """The words heard, where the name is a phrase run together."""


def hear(readings: Iterable[Reading], vocabulary: Vocabulary, *, known: bool = False) -> tuple[Heard, ...]:
    """Every word heard in some reading, the nearest of each form.

    `known`: the name is an ordinary word of the language, which is what speakers hear; only words that sound the same
    are heard beside it.
    """
    every = tuple(readings)
    if not vocabulary.made:
        return _listen(every, vocabulary, known=known)
    kept = ledger.open_ledger("heard", vocabulary.language, vocabulary.made)
    asked = known, [(one.ipa, one.route, one.confidence, one.numerals) for one in every]
    found = _revived(kept.find(asked), every, vocabulary)
    if found is None:
        found = _listen(every, vocabulary, known=known)
        kept.keep(asked, [
            (one.said.number, one.said.form, one.said.slots.pack(), every.index(one.reading), one.place, one.gap,
             one.share, one.first, one.zipf, one.phrase) for one in found
        ])
    return found


def _revived(rows: Any, readings: Sequence[Reading], vocabulary: Vocabulary,  # noqa: ANN401 - the JSON edge
             ) -> tuple[Heard, ...] | None:
    """What was heard, as it was kept; None when it was not."""
    if rows is None:
        return None
    native = _is_native(readings)
    try:
        return tuple(
            Heard(Said(vocabulary.entries[number], form, Slots.unpack(packed), number), readings[k], Place(place), gap,
                  share, first, zipf, native, phrase)
            for number, form, packed, k, place, gap, share, first, zipf, phrase in rows
        )
    except (TypeError, ValueError, IndexError):
        return None


def _is_native(readings: Sequence[Reading]) -> bool:
    return any(reading.route is Route.NATIVE_SPELLING for reading in readings)


def _listen(every: Sequence[Reading], vocabulary: Vocabulary, *, known: bool) -> tuple[Heard, ...]:
    best: dict[tuple[str, str], tuple[tuple[float, float], _Spot, Reading]] = {}
    for reading in every:
        spots = _spots(reading.ipa, reading.route in RUN_TOGETHER, vocabulary)
        # What a number sounds like anyway, as German sechs does, nobody takes for a word in the name.
        figures = _figures(reading) if spots and reading.numerals else ""
        for spot in spots:
            if figures and spot.said.slots.key in figures:
                continue
            if known and (spot.place is not Place.WHOLE or spot.gap > SAME):
                continue
            key, rank = (spot.said.entry.id, spot.said.form), (spot.gap - 0.2 * spot.share, -reading.confidence)
            held = best.get(key)
            if held is None or rank < held[0]:
                best[key] = rank, spot, reading
    native = _is_native(every)
    heard = (Heard(spot.said, reading, spot.place, spot.gap, spot.share, spot.first,
                   vocabulary.zipf(spot.said.form) or 0.0, native, spot.phrase) for _, spot, reading in best.values())
    return tuple(sorted(heard, key=lambda h: (h.gap, -h.share, h.said.entry.id, h.said.form)))


class _Spot(NamedTuple):
    """A word heard in a pronunciation; fields as in `Heard`."""

    said: Said
    place: Place
    gap: float
    share: float
    first: bool
    phrase: str


def _figures(reading: Reading) -> str:
    words = reading.ipa.split()
    return slots(" ".join(words[k] for k in reading.numerals)).key


@lru_cache(maxsize=16384)
def _spots(ipa: str, run_together: bool, vocabulary: Vocabulary) -> tuple[_Spot, ...]:
    """What is heard in a pronunciation, by whatever route it came about; varieties of a language share many."""
    found: list[_Spot] = []
    words = ipa.split() if not run_together else []
    for k, word in enumerate(map(slots, words) if len(words) > 1 else ()):
        if len(word.sounds) >= SHORTEST_TOKEN:
            found += (spot for _, _, spot in _stretches(word, vocabulary, whole=False, first_word=k == 0, small={}))
    name = slots(ipa)
    small = beginnings(name, vocabulary.language) if vocabulary.language not in TONAL else {}
    placed = tuple(_stretches(name, vocabulary, whole=True, first_word=False, small=small))
    return (*found, *(spot for _, _, spot in placed), *_doubled(placed, len(name.key)))


def _stretches(
    name: Slots, vocabulary: Vocabulary, *, whole: bool, first_word: bool, small: Mapping[int, str],
) -> Iterator[tuple[int, int, _Spot]]:
    """Slots of the name, as a half-open range, and what is heard there; `small`: where a small word before it ends."""
    size, tonal = len(name.key), vocabulary.language in TONAL
    for first, last, start, end in _known(name.key, vocabulary):
        place = _place(first, last, size, whole=whole)
        lead = small.get(first, "") if last == size else ""
        short = last - first < (SHORTEST_TONAL if tonal else _least(place))
        if short and not lead:
            continue
        for said, away in _near(name, first, last, name.consonants[start:end], vocabulary):
            share = (name.starts[last] - name.starts[first]) / len(name.sounds)
            doubtful = short or len(lead) < LEAD
            if lead and away <= EQUAL and said.entry.severity >= (COARSE if doubtful else TELLING):
                yield first, last, _Spot(said, Place.PHRASE, away, 1.0, first_word, f"{lead} {said.form}")
            elif not short:
                yield first, last, _Spot(said, place, away, share, first_word, "")


@lru_cache(maxsize=32768)
def _known(key: str, vocabulary: Vocabulary) -> tuple[tuple[int, int, int, int], ...]:
    """Stretches of a row of slots that some word has: the range of its slots, and that of its consonants."""
    before = [0]
    for letter in key:
        before.append(before[-1] + (letter != VOWEL))
    known = vocabulary.keys
    return tuple((first, last, before[first], before[last]) for first in range(len(key))
                 for last in range(first + SHORTEST, len(key) + 1) if key[first:last] in known)


def _near(name: Slots, first: int, last: int, consonants: tuple[str, ...], vocabulary: Vocabulary,
          ) -> Iterator[tuple[Said, float]]:
    """Forms that a stretch of the name sounds like, and how far they are."""
    for family in _families(name.key[first:last], consonants, vocabulary):
        for said in family.members:
            most = FARTHEST[said.entry.severity]
            away = gap(name, first, last, said.slots, most)
            if away < most:
                yield said, away


@lru_cache(maxsize=65536)
def _families(key: str, consonants: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Family, ...]:
    """Words with the same slots whose consonants are near enough; names of one list share many."""
    found = []
    for family in vocabulary.heard(key):
        most = FARTHEST[family.severity] * family.weight
        if family.consonants == consonants or consonants_apart(consonants, family.consonants, most) <= most:
            found.append(family)
    return tuple(found)


def _doubled(found: Sequence[tuple[int, int, _Spot]], size: int) -> Iterator[_Spot]:
    """Telling words that are the whole name when said twice."""
    kept = [(first, last, spot) for first, last, spot in found if spot.gap <= SAME
            and spot.place in (Place.START, Place.END) and spot.said.entry.severity >= TELLING]
    named = [(first, last, str(k)) for k, (first, last, _) in enumerate(kept)]
    for one, other in tiles(named, size):
        first, second = kept[int(one)][2], kept[int(other)][2]
        if first.said.form == second.said.form and first.said.entry == second.said.entry:
            yield first._replace(place=Place.PHRASE, share=1.0, gap=max(first.gap, second.gap),
                                 phrase=f"{first.said.form} {second.said.form}")


def _place(first: int, last: int, size: int, *, whole: bool) -> Place:
    if first == 0 and last == size:
        return Place.WHOLE if whole else Place.TOKEN
    return Place.START if first == 0 else Place.END if last == size else Place.INSIDE


def _least(place: Place) -> int:
    return SHORTEST if place in (Place.WHOLE, Place.TOKEN) else SHORTEST_PART if place is not Place.INSIDE else 4
