"""The characters that names of goods are made of: what they mean, how good it is, which goods they suit.

Reads the lexicon and refuses a damaged one; which characters make a name is for `characters_by_sound` and `meaningful`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from brandname import data

DATASET = "hanzi/naming"
"""Id in the dataset index."""
PATH = "hanzi/naming.tsv"
COLUMNS = ("character", "traditional", "pinyin", "senses", "tone", "goods", "manner")


class Goods(StrEnum):
    """Kinds of goods and services a character suits."""

    FOOD = "food"
    DRINK = "drink"
    CLEANING = "cleaning"
    BEAUTY = "beauty"
    FASHION = "fashion"
    TECH = "tech"
    VEHICLES = "vehicles"
    FINANCE = "finance"
    MEDICINE = "medicine"
    CHILDREN = "children"
    LUXURY = "luxury"
    NATURE = "nature"
    HOME = "home"
    SPORT = "sport"
    TRAVEL = "travel"
    CULTURE = "culture"
    PESTS = "pests"
    """Against insects and weeds: the one kind where killing is what is sold."""


class Manner(StrEnum):
    """How a character sounds to a reader."""

    FEMININE = "feminine"
    MASCULINE = "masculine"
    LITERARY = "literary"
    SOUND = "sound"
    """Usual in foreign names, where its meaning is hardly seen."""


@dataclass(frozen=True, slots=True)
class NamingCharacter:
    """One character of the lexicon."""

    char: str
    """Simplified."""
    traditional: str
    pinyin: str
    """With its tone mark, as read in names."""
    senses: tuple[str, ...]
    """English, the first one first seen in a name."""
    tone: int
    """Tone of meaning, −2 bad to 2 good."""
    goods: frozenset[Goods]
    manner: frozenset[Manner]


class NamingError(ValueError):
    """A line of the lexicon that cannot be read; the message says which."""


@cache
def lexicon() -> Mapping[str, NamingCharacter]:
    """Simplified character → entry."""
    return parse(data.read_text(PATH))


def parse(text: str) -> dict[str, NamingCharacter]:
    """The entries of a lexicon file; raises NamingError with the line for one that cannot be read."""
    head, *lines = text.splitlines()
    if tuple(head.split("\t")) != COLUMNS:
        raise NamingError(f"line 1: {head!r}")
    found: dict[str, NamingCharacter] = {}
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        try:
            char, traditional, pinyin, senses, tone, goods, manner = cells
            entry = NamingCharacter(
                char, traditional, pinyin, tuple(senses.split(", ")), int(tone),
                frozenset(map(Goods, goods.split())), frozenset(map(Manner, manner.split())),
            )
        except ValueError as problem:
            raise NamingError(f"line {number}: {line!r}") from problem
        if len(char) != 1 or char in found or abs(entry.tone) > 2:
            raise NamingError(f"line {number}: {line!r}")
        found[char] = entry
    return found
