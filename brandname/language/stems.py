"""Beginnings of a name that are the stem of a word, in languages that put endings on it: Cyrillic and Greek letters.

A name that begins with the stem of a coarse word and goes on otherwise is heard as some form of it. A stem is the word
without its ending; short ones count only for words of the body and its functions, which are heard in any company.
Finds stems of the lexicon only, and weighs nothing; whole forms are `matching`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brandname.language.folding import Folded, fold
from brandname.language.lexicon import Category, Entry
from brandname.language.vocabulary import Vocabulary

SCRIPTS = frozenset({"Cyrl", "Grek"})
SHORTEST = 4
"""Letters of the stem of a coarse word …"""
SHORT = 3
"""… and of a whole word of the body that is heard where it is most of the name."""
COARSE, BODILY = 3, 2
"""Severity from which a stem counts, and from which a short word does."""
CATEGORIES = frozenset({Category.SEX, Category.EXCRETION})
HALF, MOST = 0.5, 0.6
"""Part of the name a stem, and a short word, must cover."""
_ENDING = re.compile("(?:[аеиоуыюяёіїє]?(?:ть|ти|чь|т)ь?(?:ся)?|[аеиоуыюяёйьъіїє]+|[αεηιουω]+[ςσ]?)$")
"""What the citation form of a verb, a noun or an adjective ends in."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A word whose stem a name begins with."""

    entry: Entry
    letters: int
    """Of the name, from its beginning."""
    share: float
    """Part of the name's letters that is, 0–1."""


class Stems:
    """The stems of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._entries = vocabulary.entries
        self._numbers: dict[str, list[int]] = {}
        for number, line in enumerate(vocabulary.entries.lines):
            word, _, _, pos, _, category, severity, *_ = line.split("\t")
            for stem in set(_stems(word, pos, category, int(severity))):
                self._numbers.setdefault(stem, []).append(number)

    def find(self, name: Folded) -> Iterator[Stem]:
        """The words whose stem the first word of a name begins with, longest stem first."""
        first, last = name.tokens[0] if name.tokens else (0, 0)
        for end in range(last - 1, first + SHORT - 1, -1):
            share = (end - first) / (last - first)
            if share < (HALF if end - first >= SHORTEST else MOST):
                return
            for number in self._numbers.get(name.letters[first:end], ()):
                yield Stem(self._entries[number], end - first, share)


def open_stems(vocabulary: Vocabulary) -> Stems:
    """The stems of a vocabulary: `Resources` keeps them as long as itself."""
    return Stems(vocabulary)


def _stems(word: str, pos: str, category: str, severity: int) -> Iterator[str]:
    if " " in word or pos not in {"noun", "verb", "adj"}:
        return
    letters = fold(word).letters
    if len(letters) == SHORT and severity >= BODILY and category in CATEGORIES:
        yield letters
    stem = _ENDING.sub("", letters)
    if len(stem) >= SHORTEST and severity >= COARSE:
        yield stem
