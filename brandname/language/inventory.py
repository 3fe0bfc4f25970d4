"""The consonants of a language, and what its speakers are likely to say for one they lack.

Reads `data/sounds/consonants.toml`, which holds loan sounds and allophones too: a sound missing here is missing indeed,
a sound present may be rare. Vowels are left out, because specifications differ in how finely they write them. Knows no
clusters and no positions (`adaptation` does, by sounds; `phonotactics`, by letters).
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from brandname import data
from brandname.language.alphabets import alike_sounds, instead_of, orthography
from brandname.language.g2p import engine_code

LEAST = 12
"""Fewer consonants than any covered language has: the specification is not whole, and nothing is said."""


@dataclass(frozen=True, slots=True)
class LackingSound:
    """A consonant of a name that a language has not."""

    sound: str
    """IPA."""
    instead: str
    """What its speakers are likely to use; empty when nothing is known."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The consonants of one language."""

    consonants: frozenset[str]
    instead: Mapping[str, str]
    """Every consonant we tell apart that the language lacks → what its speakers likely use; empty = not known."""

    def lacking(self, ipa: str) -> tuple[LackingSound, ...]:
        """The consonants of an IPA text that the language lacks, each once, in order."""
        found = dict.fromkeys(sound for sound in consonants_of(ipa) if sound in self.instead)
        return tuple(LackingSound(sound, self.instead[sound]) for sound in found)


def consonants_of(ipa: str) -> tuple[str, ...]:
    """The consonants of an IPA text that we tell apart, without length and other marks; affricates whole."""
    known = alike_sounds()
    bare = [c for c in unicodedata.normalize("NFD", ipa) if unicodedata.category(c) not in {"Mn", "Lm", "Sk"}]
    found, i = [], 0
    while i < len(bare):
        pair = "".join(bare[i:i + 2])
        sound = pair if len(pair) == 2 and pair in known else bare[i]
        i += len(sound)
        if sound in known:
            found.append(sound)
    return tuple(found)


@cache
def open_inventory(tag: str) -> Inventory | None:
    """The consonants of a tag's language; None without a specification we trust, or with one that is not whole."""
    ortho = orthography(tag)
    own = own_consonants(tag)
    if ortho is None or not ortho.engine or len(own) < LEAST:
        return None
    return Inventory(own, _instead(own))


@cache
def own_consonants(tag: str) -> frozenset[str]:
    """The consonants (IPA, affricates whole) the specification of a tag can put out; empty when there is none."""
    code = engine_code(tag)
    if not code and tag.split("-")[0].lower() == "en":
        ortho = orthography(tag)
        code = ortho.engine if ortho else ""
    return frozenset(_table().get(code, "").split())


@cache
def _table() -> dict[str, str]:
    return tomllib.loads(data.read_text("sounds/consonants.toml"))


def _instead(own: Iterable[str]) -> dict[str, str]:
    """For each sound in whose row the language has nothing: the first of its usual substitutes the language has."""
    rows = alike_sounds()
    mine = {rows[sound]: sound for sound in sorted(own, reverse=True)}
    found = {}
    for sound, row in rows.items():
        if row not in mine:
            choices = instead_of().get(row.split()[0], ())
            found[sound] = next((choice if choice in own else mine[rows[choice]] for choice in choices
                                 if rows[choice] in mine), "")
    return found
