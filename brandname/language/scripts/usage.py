"""Korean spellings in use beside those the loanword orthography prescribes: 샵 beside 숍, tense ㄲ ㄸ in French names.

Adds such spellings to those voted for, at the price its table states (`[[usage]]` in `data/translit/hangul.toml`; a
negative price puts the one in use first); takes none away. Goes by the letters of the name, and knows no names.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from brandname import data
from brandname.language.scripts.looks import Looks
from brandname.language.scripts.votes import Votes, ranked
from brandname.language.scripts.words import is_english

MOST = 8
"""Spellings, likeliest first, that get those in use beside them."""
LEAST = 0.1
"""Share of a language below which its habits are not asked."""
SINGULAR = 2.0
"""Price of leaving out the s of an English plural."""
_PLURAL = re.compile("[스즈]$")


@dataclass(frozen=True, slots=True)
class Habit:
    """One habit."""

    latin: re.Pattern[str]
    """Where in the name it can apply."""
    spelled: re.Pattern[str]
    """What it changes in the spelling, in letters (NFD): the last place."""
    used: str
    cost: float
    """Nats."""
    share: str
    """Whose habit it is: `any`, `romance` (French and Italian), `foreign` (not English)."""


def with_usage(word: str, votes: Votes, looks: Looks) -> Votes:
    """Votes on the spellings of a word in a–z, and on those in use beside the likeliest of them."""
    turns = [(habit.spelled, habit.used, cost) for habit, cost in _asked(word, looks)]
    if word.endswith("s") and is_english(word[:-1]):
        turns.append((_PLURAL, "", SINGULAR))
    found = dict(votes)
    for text, _ in ranked(votes, MOST) if turns else ():
        letters = unicodedata.normalize("NFD", text)
        for spelled, used, cost in turns:
            turned = _turned(text if spelled is _PLURAL else letters, spelled, used)
            if turned:
                found[turned] = max(votes[text] - cost, found.get(turned, -math.inf))
    return found


def _turned(letters: str, spelled: re.Pattern[str], used: str) -> str:
    """The spelling with the last match changed; "" when there is none, or nothing is left."""
    matches = list(spelled.finditer(letters))
    if not matches:
        return ""
    last = matches[-1]
    return unicodedata.normalize("NFC", letters[:last.start()] + last.expand(used) + letters[last.end():])


def _asked(word: str, looks: Looks) -> Iterator[tuple[Habit, float]]:
    """The habits a word gives room for, each with its price for a name of such looks."""
    shares = {"any": 1.0, "romance": looks.romance, "foreign": 1.0 - looks.english}
    for habit in _habits():
        part = shares[habit.share]
        if part >= LEAST and habit.latin.search(word):
            yield habit, habit.cost - math.log(part)


@cache
def _habits() -> tuple[Habit, ...]:
    return tuple(
        Habit(re.compile(entry["latin"]), re.compile(entry["spelled"]), entry["used"], float(entry["cost"]),
              entry.get("share", "any"))
        for entry in tomllib.loads(data.read_text("translit/hangul.toml"))["usage"]
    )
