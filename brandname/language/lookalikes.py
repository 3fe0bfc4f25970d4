"""Other ways to read the signs of a name: digits for letters, letters of another script, first letters of its words.

Gives the texts such a reader sees, each with the way it came about. Does not look words up and does not judge; numbers
said aloud are readings (`readings`).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any

from brandname import data
from brandname.language.alphabets import script_of
from brandname.language.folding import compatible, fold

MOST = 8
"""Texts tried for one name whose signs may stand for several letters."""
LEAST = 3
"""Letters a text needs, and words a name needs whose first letters are read."""
ENOUGH = 2
"""Letters a word needs for its digits to be letters too."""
LONGEST = 6
"""Words of the longest name whose first letters are read."""


@lru_cache(maxsize=1024)
def unmasked(text: str) -> tuple[str, ...]:
    """The text with digits and signs in a word of letters read as the letters they look like; () where none is."""
    parts = re.split(r"(\s+)", compatible(text))
    made = [_readings(part) for part in parts]
    if made == [[part] for part in parts] or len(fold(text).letters) < LEAST:
        return ()
    return tuple("".join(one) for one in islice(product(*made), MOST))


def _readings(word: str) -> list[str]:
    """A word with its signs read as letters, every way; the word itself when it is a number or has no signs."""
    signs = _table()["signs"]
    if sum(map(str.isalpha, word)) < ENOUGH or not any(char in signs for char in word):
        return [word]
    return ["".join(made) for made in islice(product(*(signs.get(char, char) for char in word)), MOST)]


@lru_cache(maxsize=1024)
def in_script(text: str, script: str) -> str:
    """The text as letters of an ISO 15924 script of the same shapes; "" when it has a letter without one.

    Cyrillic and Greek for Latin letters, by small or capital shapes; Latin for Cyrillic and Greek ones.
    """
    whole = compatible(text)
    letters = [char for char in whole if char.isalpha()]
    if len(letters) < LEAST or any(char.isdigit() for char in whole) or all(script_of(c) == script for c in letters):
        return ""
    made = [_shaped(char, script) if char.isalpha() else char for char in whole]
    return "".join(made) if all(made) else ""


@lru_cache(maxsize=1024)
def shaped_as_latin(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in the letters a–z it looks like, and the letters that only look so: `Vеlora` → Velora, (Cyrillic е,).

    Accents stay, other letters too; ("", ()) when it has no such letter, or a foreign one without a Latin twin.
    """
    made, twins = [], dict[str, None]()
    for char in unicodedata.normalize("NFD", compatible(text)):
        twin = "" if char.isascii() or not char.isalpha() else _twins().get(char, "")
        if not twin and char.isalpha() and script_of(char) != "Latn":
            return "", ()
        if twin:
            twins[char] = None
        made.append(twin.upper() if twin and char.isupper() else twin or char)
    return (unicodedata.normalize("NFC", "".join(made)), tuple(twins)) if twins else ("", ())


@lru_cache(maxsize=1024)
def initials(text: str) -> str:
    """The first letters of a name of several words, as capitals; "" for a name of too few or too many."""
    folded = fold(text)
    if not LEAST <= len(folded.tokens) <= LONGEST or folded.scripts != ("Latn",):
        return ""
    return "".join(folded.letters[first] for first, _ in folded.tokens).upper()


def _shaped(char: str, script: str) -> str:
    if script_of(char) == script:
        return char
    if script == "Latn":
        return _latin().get(char, "")
    small, capital = _table()["small"].get(script, {}), _table()["capital"].get(script, {})
    return str(small.get(char) or capital.get(char) or "")


@cache
def _latin() -> Mapping[str, str]:
    """Cyrillic and Greek letters, small and capital, with the Latin letter they look like."""
    found: dict[str, str] = {}
    for rows in _table()["small"].values():
        found |= {other: letter for letter, other in rows.items()}
    for rows in _table()["capital"].values():
        found |= {other.upper(): letter.lower() for letter, other in rows.items()}
    return found


@cache
def _twins() -> Mapping[str, str]:
    """Letters outside a–z, small and capital, with the small Latin letter they look like, rare ones too."""
    rows = tomllib.loads(data.read_text("language/twins.toml"))["twins"]
    return {**{other: letter for letter, others in rows.items() for other in others}, **_latin()}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(data.read_text("lexicon/lookalikes.toml"))
