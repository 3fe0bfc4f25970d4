"""Looking a word up in lexicons: by headword, form, Latin spelling, reading or a word of the English gloss.

For people who ask what a lexicon holds. It matches whole words, ignoring case and accents, and judges no name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from brandname.language.folding import letters
from brandname.language.lexicon import Entry

NEAR = 0.75
"""Similarity (difflib ratio) from which another spelling may have been meant."""


class Way(StrEnum):
    """By what an entry was found, closest first."""

    WORD = "word"
    FORM = "form"
    ROMAN = "roman"
    READING = "reading"
    GLOSS = "gloss"


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that holds the word asked for."""

    entry: Entry
    way: Way
    text: str
    """The part of the entry that is the word asked for, as it stands there: `pollas` of *polla*."""


def search(word: str, entries: Sequence[Entry]) -> tuple[Found, ...]:
    """The entries that hold a word, each once: by way, worst severity first, then language and word."""
    key, spoken = letters(word), _words(word)
    found = [hit for entry in entries if (hit := _find(key, spoken, entry))]
    order = tuple(Way)
    return tuple(sorted(found, key=lambda f: (order.index(f.way), -f.entry.severity, f.entry.language, f.entry.word,
                                              f.entry.category)))


def near(word: str, entries: Sequence[Entry], n: int = 3) -> tuple[str, ...]:
    """Up to `n` spellings in the entries that are close to a word, closest first; only same beginnings are compared."""
    key = letters(word)
    pool: dict[str, str] = {}
    for entry in entries:
        for _, text in _spellings(entry):
            other = letters(text)
            if other and key and other[0] == key[0] and abs(len(other) - len(key)) <= 2:
                pool.setdefault(other, text)
        for text in _words(entry.gloss):
            if text[0] == key[:1] and abs(len(text) - len(key)) <= 2:
                pool.setdefault(text, text)
    return tuple(pool[close] for close in difflib.get_close_matches(key, pool, n=n, cutoff=NEAR))


def _find(key: str, spoken: Sequence[str], entry: Entry) -> Found | None:
    for way, text in _spellings(entry):
        if key and letters(text) == key:
            return Found(entry, way, text)
    for synonym in entry.gloss.split(";"):
        if spoken and _holds(_words(synonym), spoken):
            return Found(entry, Way.GLOSS, synonym.strip())
    return None


def _spellings(entry: Entry) -> Iterator[tuple[Way, str]]:
    yield Way.WORD, entry.word
    for form in entry.forms:
        yield Way.FORM, form
    for roman in entry.roman:
        yield Way.ROMAN, roman
    if entry.reading:
        yield Way.READING, entry.reading


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.casefold())


def _holds(words: Sequence[str], part: Sequence[str]) -> bool:
    """Whether the words of `part` stand side by side in `words`."""
    return any(list(words[k:k + len(part)]) == list(part) for k in range(len(words) - len(part) + 1))
