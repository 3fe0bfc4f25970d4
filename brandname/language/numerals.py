"""Numbers in words: how a language says the figures of a name, and the other ways it may.

Reads `data/numbers/words.toml`. Whole numbers without a sign, up to eight figures; sums of money, times, decimals and
ordinals are said in other ways and are not known here. Gives words, not sounds: `numbering` reads them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from brandname import data

DATASET = "numbers"
"""Id in the dataset index."""
PARTED = "|"
"""Stands in words where they are parted for reading but not in writing."""
BORDERS = re.compile(r"[ |-]+")
"""What stands between words."""
LONGEST = 8
"""Figures of a number that is said at all."""
MOST = 9999
_YEARS, _CENTURIES = range(1100, 2000), range(2010, 2100)
_RULE = re.compile(r"(\d+)(?:/(\d+))? (.+)")
_OPTIONAL = re.compile(r"\[(?:([uhm]):)?([^\]]*)\]")
_PLACE = re.compile(r"([<>])([fg]?)\1")


@dataclass(frozen=True, slots=True)
class Rule:
    """How the numbers from one number up to the next rule are said."""

    start: int
    divisor: int
    text: str


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of one language."""

    rules: tuple[Rule, ...]
    """By their start, rising."""
    forms: Mapping[str, Mapping[int, str]]
    """Other forms of single numbers, by the letter that asks for them."""
    most: int
    years: tuple[str, ...]
    ipa: bool
    """Whether the words are IPA already."""
    sounds: Mapping[str, str]
    """IPA of words that the rules of spelling read ill."""

    def say(self, number: int) -> str:
        """The words of a whole number up to `most`, with PARTED within them."""
        rule = next(rule for rule in reversed(self.rules) if rule.start <= number)
        times, over = divmod(number, rule.divisor)
        kind = _kind(over)
        text = _OPTIONAL.sub(lambda match: match[2] if over and match[1] in (None, kind) else "", rule.text)

        def placed(match: re.Match[str]) -> str:
            part = times if match[1] == "<" else over
            return self.forms.get(match[2], {}).get(part) or self.say(part)

        return _PLACE.sub(placed, text)

    def year(self, number: int) -> str:
        """The words of a number as a year, where a year is not said as other numbers are; else ""."""
        centuries, over = divmod(number, 100)
        if not self.years or not (number in _YEARS or (len(self.years) > 1 and number in _CENTURIES)):
            return ""
        hundred = self.years[0]
        parting = "" if hundred.startswith((PARTED, " ")) else " "
        if not over:
            return self.say(centuries) + parting + hundred.removesuffix(" og")
        if len(self.years) == 1:
            after = PARTED if hundred.startswith(PARTED) else " "
            return self.say(centuries) + hundred + after + self.say(over)
        return " ".join(filter(None, (self.say(centuries), self.years[1] if over < 10 else "", self.say(over))))


def _kind(over: int) -> str:
    """What is left over: under a hundred (u), whole hundreds (h), or more than those (m)."""
    if over < 100:
        return "u"
    return "m" if over % 100 else "h"


def number_words(figures: str, tag: str) -> tuple[tuple[str, float], ...]:
    """The ways a language says a run of figures 0–9: words with PARTED in them, and how likely, likeliest first.

    () for a language without number words, and for more than LONGEST figures. Shares are judged, not counted: people
    part long numbers as they like.
    """
    numerals = open_numerals(tag)
    if numerals is None or not figures or len(figures) > LONGEST:
        return ()
    return _ways(figures, numerals)


@cache
def open_numerals(tag: str) -> Numerals | None:
    """The number words of a BCP 47 tag or its base language; None without a row."""
    table = _table()
    parts = tag.split("-")
    raw = next((table[key] for size in range(len(parts), 0, -1) if (key := "-".join(parts[:size])) in table), None)
    if raw is None:
        return None
    if "like" in raw:
        return open_numerals(raw["like"])
    forms = {name: {int(number): word for number, word in raw[name].items()} for name in "fg" if name in raw}
    rules = tuple(_rule(line) for line in raw["words"].splitlines() if line)
    return Numerals(rules, forms, int(raw.get("most", MOST)), tuple(raw.get("years", ())), bool(raw.get("ipa", False)),
                    raw.get("sounds", {}))


def _ways(figures: str, numerals: Numerals) -> tuple[tuple[str, float], ...]:
    number = int(figures)
    apart = " ".join(numerals.say(int(figure)) for figure in figures)
    if (figures[0] == "0" and len(figures) > 1) or number > numerals.most:
        return ((apart, 0.8),)
    whole = numerals.say(number)
    if len(figures) < 3:
        ways = [(whole, 1.0)]
    elif year := numerals.year(number):
        ways = [(year, 0.7), (whole, 0.3), (apart, 0.3)]
    else:
        ways = [(whole, 0.7), (apart, 0.5)]
    return tuple(dict(reversed(ways)).items())[::-1]


def _rule(line: str) -> Rule:
    match = _RULE.fullmatch(line)
    if match is None:
        raise ValueError(f"not a rule of number words: {line!r}")
    start = int(match[1])
    return Rule(start, int(match[2]) if match[2] else 10 ** (len(match[1]) - 1) if start > 9 else 10, match[3])


@lru_cache(1)
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text(f"{DATASET}/words.toml"))
