"""Which words of a name are said letter by letter, and how: initials and short capitals, by the names of the letters.

Reads `data/sounds/letters.toml`; a language without a row says the English names in its own sounds. Latin letters only.
Numbers are `numbering`'s business.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import Any

from brandname import data
from brandname.language.adaptation import adapt, english_model
from brandname.language.alphabets import Orthography, has_vowel, scripts_in, split_words
from brandname.language.scripts.spelling import LONGEST_ACRONYM, SPELLED, plain_letters, spelled_share

INITIALS = 4
"""Up to so many letters without a vowel are said one by one, also in small letters."""
REMEMBERED = 1024
UNSAYABLE = 0.9
"""Share of capitals that nobody can say as a word, such as ISBN."""
_UNSAID = re.compile("[aeiou]{1,2}[^aeiouy]{2,}(?<!c[hkt])(?<!f[ft])(?<!gh)(?<!k[s])(?<!l[dfklmpst])(?<!m[bps])"
                     "(?<!n[dgkst])(?<!p[hst])(?<!r[dfklmnpst])(?<!s[hkpst])(?<!t[hsz])")
"""A vowel, then consonants that do not end like words of many languages."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name, or its `&`."""

    text: str
    share: float
    """0–1: how likely its letters are said one by one; 1 for `&`."""


def tokens(text: str, ortho: Orthography | None) -> tuple[Token, ...]:
    """The words of a text in order, and `&` between words; `ortho` says which letters carry a syllable."""
    plain = _plain_words(text)
    if plain:
        return plain
    found = [(at, word, _share(word, text, ortho)) for at, word in split_words(text)]
    found += [(at, "&", 1.0) for at, char in enumerate(text) if char == "&" and found]
    return tuple(Token(word, share) for _, word, share in sorted(found))


@lru_cache(REMEMBERED)
def spell_out(word: str, tag: str) -> str:
    """IPA of a Latin word's letters by their names in the language, blanks between them; "" for other letters.

    `&` is the language's word for *and*.
    """
    row = _row(tag)
    names = row or _row("en" if english_model(tag) == "american" else "en-GB") or {}
    found = [names["&"]] if word == "&" else [names.get(c) or names.get(plain_letters(c)[:1], "") for c in word.lower()]
    text = " ".join(found) if all(found) else ""
    return text if row else adapt(text, tag).ipa


def has_names(tag: str) -> bool:
    """Whether the table has the language's own names of letters."""
    return _row(tag) is not None


@lru_cache(REMEMBERED)
def _plain_words(text: str) -> tuple[Token, ...]:
    """The words of a text none of which is said letter by letter in any language: all long and none in capitals."""
    words = [word for _, word in split_words(text)]
    if "&" in text or any(len(word) <= INITIALS or word.isupper() for word in words):
        return ()
    return tuple(Token(word, 0.0) for word in words)


def _share(word: str, text: str, ortho: Orthography | None) -> float:
    if scripts_in(word) != ("Latn",):
        return 0.0
    if len(word) > INITIALS and not word.isupper():
        return 0.0
    letters = plain_letters(word)
    vowel = has_vowel(word, ortho) if ortho is not None else any(c in "aeiouy" for c in letters)
    if len(word) == 1:
        return 1.0 if not vowel or len(split_words(text)) == 1 else 0.0
    if word.isupper() and letters and len(letters) <= (SPELLED if vowel else LONGEST_ACRONYM):
        # A name all in capitals, with longer words in it, is a matter of lettering.
        shouted = text.isupper() and any(len(other) > LONGEST_ACRONYM for _, other in split_words(text))
        return spelled_share(word, shouted=shouted)
    if word.isupper() and len(letters) <= LONGEST_ACRONYM and _UNSAID.fullmatch(letters):
        return UNSAYABLE
    return 1.0 if not vowel and len(word) <= INITIALS else 0.0


@cache
def _row(tag: str) -> dict[str, str] | None:
    """Letter → name; None without a table."""
    table = _table()
    parts = tag.split("-")
    raw = next((table[key] for size in range(len(parts), 0, -1) if (key := "-".join(parts[:size])) in table), None)
    if raw is None:
        return None
    names = dict(zip(ascii_lowercase, raw["names"].split(), strict=True)) | raw.get("more", {}) | {"&": raw["and"]}
    return {letter: name.replace("_", " ") for letter, name in names.items()}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("sounds/letters.toml"))
