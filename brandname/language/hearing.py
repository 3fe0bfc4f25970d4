"""Words heard in a name: the sounds of its readings against the sounds of a vocabulary.

Stretches of a reading with the same slots as a word are compared with it segment by segment; the nearer, the surer.
Says where and how near, never how bad.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from brandname.language.matching import Place
from brandname.language.phrases import beginnings, tiles
from brandname.language.readings import Reading, Route
from brandname.language.skeleton import VOWEL, Slots, consonants_apart, gap, slots
from brandname.language.vocabulary import Said, Vocabulary

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
OUTSIDE = 1000
"""Stands for a stress on a sound before or behind the stretch looked at."""
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
    best: dict[tuple[str, str], Heard] = {}
    every = tuple(readings)
    native = any(reading.route is Route.NATIVE_SPELLING for reading in every)
    for reading in every:
        words = reading.ipa.split()
        # What a number sounds like anyway, as German sechs does, nobody takes for a word in the name.
        figures = slots(" ".join(words[k] for k in reading.numerals)).key
        for heard in _in(reading, vocabulary, native):
            if figures and heard.said.slots.key in figures:
                continue
            if known and (heard.place is not Place.WHOLE or heard.gap > SAME):
                continue
            key = heard.said.entry.id, heard.said.form
            held = best.get(key)
            if held is None or _rank(heard) < _rank(held):
                best[key] = heard
    return tuple(sorted(best.values(), key=lambda h: (h.gap, -h.share, h.said.entry.id, h.said.form)))


def _rank(heard: Heard) -> tuple[float, float]:
    return heard.gap - 0.2 * heard.share, -heard.reading.confidence


def _in(reading: Reading, vocabulary: Vocabulary, native: bool) -> Iterator[Heard]:
    words = [slots(word) for word in reading.ipa.split()] if reading.route not in RUN_TOGETHER else []
    for k, word in enumerate(words if len(words) > 1 else ()):
        if len(word.sounds) >= SHORTEST_TOKEN:
            for _, _, heard in _stretches(word, reading, vocabulary, native, whole=False, first_word=k == 0, small={}):
                yield heard
    name = slots(reading.ipa)
    small = beginnings(name, vocabulary.language) if vocabulary.language not in TONAL else {}
    found = tuple(_stretches(name, reading, vocabulary, native, whole=True, first_word=False, small=small))
    for _, _, heard in found:
        yield heard
    yield from _doubled(found, len(name.key))


def _stretches(
    name: Slots, reading: Reading, vocabulary: Vocabulary, native: bool, *, whole: bool, first_word: bool,
    small: Mapping[int, str],
) -> Iterator[tuple[int, int, Heard]]:
    """Slots of the name, as a half-open range, and what is heard there; `small`: where a small word before it ends."""
    size, tonal = len(name.key), vocabulary.language in TONAL
    for first in range(size):
        for last in range(first + SHORTEST, size + 1):
            place = _place(first, last, size, whole=whole)
            lead = small.get(first, "") if last == size else ""
            short = last - first < (SHORTEST_TONAL if tonal else _least(place))
            if (short and not lead) or not vocabulary.sounds_like(name.key[first:last]):
                continue
            share = (name.starts[last] - name.starts[first]) / len(name.sounds)
            for said, away in _near(name, first, last, vocabulary):
                zipf = vocabulary.zipf(said.form) or 0.0
                heard = Heard(said, reading, place, away, share, first_word, zipf, native)
                doubtful = short or len(lead) < LEAD
                if lead and away <= EQUAL and said.entry.severity >= (COARSE if doubtful else TELLING):
                    heard = replace(heard, place=Place.PHRASE, share=1.0, phrase=f"{lead} {said.form}")
                elif short:
                    continue
                yield first, last, heard


def _near(name: Slots, first: int, last: int, vocabulary: Vocabulary) -> tuple[tuple[Said, float], ...]:
    """Forms that a stretch of the name sounds like, and how far they are."""
    start, end = name.starts[first], name.starts[last]
    stressed = name.stressed
    if stressed >= 0:
        stressed = stressed - start if start <= stressed < end else OUTSIDE
    return _sounding(name.key[first:last], name.sounds[start:end],
                     tuple(k - start for k in name.starts[first:last + 1]), stressed, vocabulary)


@lru_cache(maxsize=65536)
def _sounding(key: str, sounds: tuple[str, ...], starts: tuple[int, ...], stressed: int, vocabulary: Vocabulary,
              ) -> tuple[tuple[Said, float], ...]:
    """The same for a stretch by itself; names of one list share many."""
    consonants = tuple(sounds[k] for letter, k in zip(key, starts, strict=False) if letter != VOWEL)
    stretch = Slots(key, starts, sounds, stressed, consonants)
    found = []
    for family in vocabulary.heard(key):
        if consonants_apart(consonants, family.consonants) > FARTHEST[family.severity] * family.weight:
            continue
        for said in family.members:
            most = FARTHEST[said.entry.severity]
            away = gap(stretch, 0, len(key), said.slots, most)
            if away < most:
                found.append((said, away))
    return tuple(found)


def _doubled(found: Sequence[tuple[int, int, Heard]], size: int) -> Iterator[Heard]:
    """Telling words that are the whole name when said twice."""
    kept = [(first, last, heard) for first, last, heard in found if heard.gap <= SAME
            and heard.place in (Place.START, Place.END) and heard.said.entry.severity >= TELLING]
    named = [(first, last, str(k)) for k, (first, last, _) in enumerate(kept)]
    for one, other in tiles(named, size):
        first, second = kept[int(one)][2], kept[int(other)][2]
        if first.said.form == second.said.form and first.said.entry == second.said.entry:
            yield replace(first, place=Place.PHRASE, share=1.0, gap=max(first.gap, second.gap),
                          phrase=f"{first.said.form} {second.said.form}")


def _place(first: int, last: int, size: int, *, whole: bool) -> Place:
    if first == 0 and last == size:
        return Place.WHOLE if whole else Place.TOKEN
    return Place.START if first == 0 else Place.END if last == size else Place.INSIDE


def _least(place: Place) -> int:
    return SHORTEST if place in (Place.WHOLE, Place.TOKEN) else SHORTEST_PART if place is not Place.INSIDE else 4
