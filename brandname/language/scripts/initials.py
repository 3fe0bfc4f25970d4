"""Abbreviations said letter by letter, and `&`, in the scripts written by rule: the English names of the letters.

Knows the 26 letters only. Whether capitals are said one by one at all is for whoever writes the name.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from brandname import data
from brandname.language.scripts.spelling import plain_letters

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def spelled(letters: str, language: str) -> tuple[str, str]:
    """The names of some letters in a language's script, in small letters, and read back; ("", "") when one has none.

    Raises KeyError for a language without a row in `data/scripts/letters.toml`.
    """
    plain = plain_letters(letters)
    if not plain or len(plain) != len(letters):
        return "", ""
    return _joined(plain, language), _joined(plain, "latin")


def conjunction(language: str) -> tuple[str, str]:
    """The word that stands for `&` in names, and how it is read back. Raises KeyError as `spelled` does."""
    return str(_table()[language]["and"]), str(_table()["latin"]["and"])


def _joined(plain: str, language: str) -> str:
    row = _table()[language]
    names = dict(zip(_ALPHABET, row["letters"].split(" "), strict=True))
    return str(row["joiner"]).join(names[letter] for letter in plain)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("scripts/letters.toml"))
