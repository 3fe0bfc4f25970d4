"""Which single language's values the letters of a word have, when it was stated or the letters themselves tell it.

The rows stand in `data/scripts/telling.toml` and are read by `phones`; plain a to z tell nothing here, since a coined
name may have any of them. Guesses are those of `language/origin.py`; knows no names.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.origin import origins

FILE = "scripts/telling.toml"
SURE = 0.9
"""Share from which a guess counts as if it had been stated."""
LEAST = 0.3
"""Smaller shares are passed over."""

Style = tuple[str, float]
"""Language whose rows read the word, and what reading it so costs in nats."""


@lru_cache(maxsize=4096)
def telling(word: str, origin: str = "") -> tuple[Style, ...]:
    """The languages whose rows may read a lower-case word, the cheapest first; a cost of 0 leaves the default behind.

    `origin`: the language it comes from (BCP 47), if somebody stated it: then no other is asked.
    """
    stated = origin.split("-")[0].lower()
    if stated not in {"", "und"}:
        return ((styled, 0.0),) if (styled := _style(stated)) else ()
    if word.isascii():
        return ()
    sole = {code for letter, code in rows()["sole"].items() if letter in word}
    if len(sole) == 1:
        return ((sole.pop(), 0.0),)
    found: dict[str, float] = {}
    for tag, share in origins(word):
        if styled := _style(tag):
            found[styled] = found.get(styled, 0.0) + share
    return tuple((code, 0.0 if share >= SURE else round(-math.log(share), 3))
                 for code, share in sorted(found.items(), key=lambda pair: -pair[1]) if share >= LEAST)


def _style(tag: str) -> str:
    """The language whose rows read a base language; "" for none."""
    code = str(rows()["alike"].get(tag, tag))
    return code if code in rows()["languages"] else ""


@cache
def rows() -> dict[str, Any]:
    """All of FILE."""
    return tomllib.loads(data.read_text(FILE))
