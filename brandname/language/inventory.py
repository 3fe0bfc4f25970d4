"""The consonants of a language, and what its speakers are likely to say for one they lack.

Taken from the emissions of orthography2ipa's specifications, which hold loan sounds and allophones too: a sound missing
here is missing indeed, a sound present may be rare. Vowels are left out, because specifications differ in how finely
they write them. Knows no clusters and no positions (`phonotactics` does, by letters).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from brandname.language import cache as store
from brandname.language import sounds
from brandname.language.alphabets import alike_sounds, instead_of, orthography

FORMAT = 1
"""Rises whenever a stored inventory would be made differently."""
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


def open_inventory(tag: str) -> Inventory | None:
    """The consonants of a tag's language; None without an engine, or with a specification that is not whole."""
    ortho = orthography(tag)
    if ortho is None or not ortho.engine:
        return None
    path = store.place("inventories", f"{sounds.engine_version()}-{FORMAT}-{sounds.tables_digest()}", ortho.engine)
    stored = _inventory(store.read(path))
    if stored is not None:
        return stored
    own = {sound for segment in sounds.emissions(ortho.engine) for sound in consonants_of(segment)}
    if len(own) < LEAST:
        return None
    made = Inventory(frozenset(own), _instead(own))
    store.write(path, {"consonants": sorted(made.consonants), "instead": dict(made.instead)})
    return made


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


def _inventory(stored: Any) -> Inventory | None:  # noqa: ANN401 - the JSON edge
    try:
        return Inventory(frozenset(stored["consonants"]), dict(stored["instead"]))
    except (TypeError, KeyError, ValueError):
        return None
