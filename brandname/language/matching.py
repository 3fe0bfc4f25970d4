"""Where listed words sit in a name: whole, as one of its words, at its start or end, inside; with or without accents.

Says where and how, never how bad. Substrings of the name are looked up in the index, so that the length of a list
costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from brandname.language.alphabets import script_of
from brandname.language.folding import UNSPACED, Folded
from brandname.language.ordinary import Ordinary
from brandname.language.wordlists import Listed

SHORTEST_INSIDE = 4
"""Letters a word needs to be looked for inside another one (Latin, Cyrillic, Arabic …) …"""
SHORTEST_INSIDE_UNSPACED = {"Hani": 2, "Hang": 2, "Hira": 3, "Kana": 3, "Thai": 3}
"""… and in scripts written without spaces, where a letter says more."""
SHORTEST_ACROSS = 6
"""Letters a word needs to be looked for across the words of a name."""
SHORTEST_WHOLE = 3
"""Letters a word needs to be looked for as one word of several; the whole name may be shorter."""
SHORTEST_ROMANISED = 3
"""Letters a Latin spelling of a word in another script needs to be the whole name; one more to be a part of it."""
SHORTEST_STEM = 5
"""Letters a word of the name needs to be compared with listed words that end otherwise."""
_ALPHABETS = frozenset({"Latn", "Cyrl", "Grek"})
_VOWELS = "aeiouyаеиоуыэюяαειουω"
ORDINARY = 3.0
"""Zipf value from which a longer word around a listed one is what a reader sees."""
INFLECTION = 2
"""A longer word that adds no more letters than this to a listed one may be its own inflected form."""


class Words(Protocol):
    """Words found by their folded form: `wordlists.WordIndex` or `vocabulary.Vocabulary`."""

    language: str
    finals: str

    @property
    def stems(self) -> Collection[str]:
        """The words' folded forms without their last letter."""

    @property
    def main_script(self) -> str:
        """ISO 15924 code of the script the language is written in."""

    def __contains__(self, key: str) -> bool:
        """Whether some word folds to the key."""

    def has_any(self, keys: frozenset[str]) -> bool:
        """Whether some word folds to one of the keys."""

    def find(self, key: str) -> tuple[Listed, ...]:
        """The words that do."""


class Place(StrEnum):
    """Where in the name."""

    WHOLE = "whole"
    TOKEN = "token"  # noqa: S105 - one word of a name of several
    START = "start"
    END = "end"
    INSIDE = "inside"
    ACROSS = "across"
    """Over the border of two words."""
    PHRASE = "phrase"
    """All of the name but for another word said before or after it."""


class Way(StrEnum):
    """How the letters compare."""

    EXACT = "exact"
    ACCENTS = "accents"
    """Only when accents (or kana kinds) are ignored."""
    SPACING = "spacing"
    """Only when spaces, hyphens and punctuation are ignored."""
    ROMANISED = "romanised"
    """A word of a language with another script, as a list spells it in Latin letters."""
    ENDING = "ending"
    """But for the last letter: a bare stem, or another final vowel."""
    LOOKALIKE = "lookalike"
    """Only when digits, signs or letters of another script are read as the letters they look like."""
    INITIALS = "initials"
    """As the first letters of the name's words, or among the capitals of a name that is nothing else."""


@dataclass(frozen=True, slots=True)
class Match:
    """One listed word found in a name."""

    listed: Listed
    place: Place
    way: Way
    start: int
    """Half-open range in the folded name."""
    end: int
    share: float
    """Part of the word of the name (of the whole name, for `across`) that it covers, 0–1."""
    within: str = ""
    """The ordinary longer word around it, when that may be an inflected form of it."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found in one name."""

    found: tuple[Match, ...]
    """By place in the name; matches inside a longer one left out."""
    quiet: tuple[str, ...] = ()
    """Listed words passed over because a reader sees an ordinary longer word there."""


NOTHING = Matches(())


def match(name: Folded, index: Words, ordinary: Ordinary | None) -> Matches:
    """Every listed word in a name."""
    found: list[Match] = []
    quiet: set[str] = set()
    parts = _parts(name)
    for start, end, place in parts.stretches if index.has_any(parts.texts) else ():
        letters = name.letters[start:end]
        for listed in index.find(letters) if letters in index else ():
            if listed.language != index.language and place not in (Place.WHOLE, Place.TOKEN):
                continue  # an English word on another language's list is only looked for as a word
            made = _judge(name, listed, start, end, place, ordinary)
            if made is not None and index.main_script != "Latn" and listed.language == index.language \
                    and name.letters[start].isascii() and not name.letters[start].isdigit():
                if end - start >= (SHORTEST_ROMANISED if place is Place.WHOLE else SHORTEST_ROMANISED + 1):
                    found.append(replace(made, way=Way.ROMANISED))
            elif made is not None:
                found.append(made)
            else:
                quiet.add(listed.word)
    found += _other_endings(name, parts, index, ordinary)
    if not found and not quiet:
        return NOTHING
    return Matches(tuple(_outermost(found)), tuple(sorted(quiet - {m.listed.word for m in found})))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a name that may be words, whatever the language."""

    stretches: tuple[tuple[int, int, Place], ...]
    """Half-open ranges of the folded name."""
    texts: frozenset[str]
    """The letters of them all."""
    words: tuple[tuple[int, int], ...]
    """Those compared with listed words that end otherwise."""


@lru_cache(maxsize=256)
def _parts(name: Folded) -> _Parts:
    letters = name.letters
    stretches = tuple(_stretches(name))
    words = (whole for whole in dict.fromkeys((*name.tokens, (0, len(letters))))
             if whole[1] - whole[0] >= SHORTEST_STEM and script_of(letters[whole[0]]) in _ALPHABETS)
    return _Parts(stretches, frozenset(letters[start:end] for start, end, _ in stretches), tuple(words))


def _stretches(name: Folded) -> Iterator[tuple[int, int, Place]]:
    letters, whole = name.letters, len(name.letters)
    yield 0, whole, Place.WHOLE
    for first, last in name.tokens:
        word = letters[first:last]
        if (word.isdigit() or _floor(word, SHORTEST_WHOLE) <= last - first) and last - first < whole:
            yield first, last, Place.TOKEN
        shortest = _floor(word, SHORTEST_INSIDE)
        for start in range(first, last):
            for end in range(start + shortest, last + 1):
                if end - start < last - first:
                    yield start, end, Place.START if start == first else Place.END if end == last else Place.INSIDE
    if len(name.tokens) > 1:
        borders = [first for first, _ in name.tokens[1:]]
        for start in range(whole):
            for end in range(start + SHORTEST_ACROSS, whole + 1):
                if end - start < whole and any(start < b < end for b in borders):
                    yield start, end, Place.ACROSS


def _floor(letters: str, usual: int) -> int:
    script = script_of(letters[0])
    return min(usual, SHORTEST_INSIDE_UNSPACED[script]) if script in SHORTEST_INSIDE_UNSPACED else usual


def _judge(name: Folded, listed: Listed, start: int, end: int, place: Place, ordinary: Ordinary | None) -> Match | None:
    """The match; None when an ordinary word hides it."""
    part = place not in (Place.WHOLE, Place.TOKEN)
    exact = name.exact[start:end] == listed.exact
    if not exact and place in (Place.WHOLE, Place.TOKEN) and _is_other_word(name.exact[start:end], listed, ordinary):
        return None
    within = ""
    if part:
        hiding = _around(name, start, end, place, ordinary)
        if hiding is not None and not _inflected(listed, hiding, name.letters[start:end]):
            return None
        within = hiding or ""
    first, last = next(((a, b) for a, b in name.tokens if a <= start and end <= b), (0, len(name.letters)))
    way = Way.EXACT if exact else Way.ACCENTS
    if place in (Place.WHOLE, Place.ACROSS) and len(name.tokens) > 1 and " " not in listed.word:
        way = Way.SPACING
    return Match(listed, place, way, start, end, (end - start) / (last - first), within)


def _other_endings(name: Folded, parts: _Parts, index: Words, ordinary: Ordinary | None) -> Iterator[Match]:
    """Words of the name that are a listed word without its last letter, or with another final vowel."""
    known = index.stems
    for first, last in parts.words:
        word = name.letters[first:last]
        if (word not in known and word[:-1] not in known) or word in index:
            continue
        stems = [word + letter for letter in index.finals]
        if word[-1] in _VOWELS:
            stems += [word[:-1] + letter for letter in _VOWELS if letter != word[-1]]
        for stem in stems:
            for listed in index.find(stem) if stem in index else ():
                own = ordinary.zipf(name.exact[first:last]) if ordinary else None
                if (own or 0.0) >= ORDINARY and (own or 0.0) > (listed.zipf or 0.0):
                    continue  # a word of its own, more usual than the listed one
                own_script = listed.entry is None or script_of(listed.exact[0]) == script_of(listed.entry.word[0])
                same = listed.exact[:last - first - 1] == name.exact[first:last - 1]
                if own_script and same and listed.language == index.language:
                    place = Place.WHOLE if last - first == len(name.letters) else Place.TOKEN
                    yield Match(listed, place, Way.ENDING, first, last, 1.0)


def _is_other_word(text: str, listed: Listed, ordinary: Ordinary | None) -> bool:
    """Whether a spelling without the listed word's accents is a word of its own, and the more usual one."""
    own = (ordinary.zipf(text) or 0.0) if ordinary else 0.0
    return own >= ORDINARY and own > (listed.zipf or 0.0)


def _around(name: Folded, start: int, end: int, place: Place, ordinary: Ordinary | None) -> str | None:
    """The longest ordinary word of the name around a stretch, if there is one."""
    if ordinary is None or place is Place.ACROSS:
        return None
    first, last = next((a, b) for a, b in name.tokens if a <= start and end <= b)
    wider = sorted(((a, b) for a in range(first, start + 1) for b in range(end, last + 1) if b - a > end - start),
                   key=lambda r: r[0] - r[1])
    for a, b in wider:
        for text in (name.exact[a:b], name.letters[a:b]):
            if (ordinary.zipf(text) or 0.0) >= ORDINARY:
                return text
    return None


def _inflected(listed: Listed, longer: str, stretch: str) -> bool:
    """Whether a longer word may be a form of the listed one: same start, few letters more, and no more frequent."""
    return longer.startswith((stretch, listed.exact)) and len(longer) - len(stretch) <= INFLECTION \
        and script_of(stretch[0]) not in UNSPACED


def _outermost(found: Iterable[Match]) -> Iterator[Match]:
    """Matches not inside a longer one that as many lists hold; of several words on the same letters, every one."""
    ordered = sorted(set(found), key=lambda m: (m.start, -m.end, m.listed.word))
    for one in ordered:
        if not any(o is not one and o.start <= one.start and one.end <= o.end and o.end - o.start > one.end - one.start
                   and o.way is not Way.ENDING and o.listed.providers >= one.listed.providers for o in ordered):
            yield one
