"""Phrases run together in a name: a small word said right before a listed one, and a word said twice.

Knows the small words of a language by their sounds (`data/lexicon/particles.toml`) and which words tile a name. Does
not search for the words themselves (`hearing` does) and does not judge.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from brandname import data
from brandname.language.skeleton import Slots, gap, said_word, slots

NEAR = 0.06
"""Gap up to which the beginning of a name is taken for a small word; unstressed vowels are no hindrance."""
LONGEST = 4
"""Slots of the longest small words looked for."""


def beginnings(name: Slots, language: str) -> dict[int, str]:
    """Slots of the name at which a small word of the language ends that begins it → that word."""
    found: dict[int, str] = {}
    for end in range(1, min(LONGEST, len(name.key) - 1) + 1):
        for word, said in particles(language).get(name.key[:end], ()):
            if gap(name, 0, end, _unstressed(said), NEAR) < NEAR:
                found.setdefault(end, word)
    return found


def tiles(stretches: Iterable[tuple[int, int, str]], size: int) -> Iterator[tuple[str, str]]:
    """Pairs of words, each as (first slot, slot after the last, word), that cover a name of `size` slots together."""
    kept = tuple(stretches)
    endings = [(first, word) for first, last, word in kept if last == size and first]
    for start, last, word in kept:
        if start == 0:
            yield from ((word, other) for first, other in endings if first == last)


@cache
def particles(language: str) -> Mapping[str, tuple[tuple[str, Slots], ...]]:
    """Key of the slots → small words of a base language with their sounds; empty where none are listed or read."""
    found: dict[str, list[tuple[str, Slots]]] = {}
    for word in _table().get(language, ()):
        said = slots(said_word(word, language))
        if said.key:
            found.setdefault(said.key, []).append((word, said))
    return {key: tuple(words) for key, words in found.items()}


def _unstressed(said: Slots) -> Slots:
    """Small words lean on the next one."""
    return Slots(said.key, said.starts, said.sounds, -1, said.consonants)


@cache
def _table() -> Mapping[str, list[str]]:
    return tomllib.loads(data.read_text("lexicon/particles.toml"))
