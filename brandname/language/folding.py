"""Texts made comparable: letters without case and accents, cut into tokens, each traced to its place in the text.

Does not compare and knows no languages; `matching` does the first, `wordlists` the second.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from brandname.language.alphabets import script_of

UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Hang", "Laoo", "Khmr", "Mymr"})
"""Scripts written without spaces, or in syllable blocks: a match inside needs fewer characters."""

_UNDECOMPOSED = str.maketrans({
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t",
    "ə": "e", "ک": "ك", "ی": "ي", "ى": "ي", "ς": "σ",
})
"""Letters that Unicode does not take apart, and variants of one letter, each under the form compared."""

_WHOLE = frozenset("йїўѓќ")
"""Letters of their own in their alphabets although Unicode takes them apart (ё stays out: it is often typed е)."""

_MARKS = (("\u0300", "\u036f"), ("\u0591", "\u05c7"), ("\u064b", "\u065f"), ("\u0670", "\u0670"))
"""Combining accents, Hebrew points, Arabic vowel signs."""

_JOINING = frozenset("'’ʼʻ´`‘·\u200c\u200d\u0640")
"""Characters inside words that part nothing: apostrophes, middle dot, joiners, Arabic tatweel."""

_CLAIMS = dict.fromkeys(map(ord, "™℠®©"))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared. `letters`, `exact` and `places` run in parallel."""

    text: str
    letters: str
    """Letters and digits only: no case, accents, spaces, hyphens; kana as katakana."""
    exact: str
    """The same positions with case removed but accents kept."""
    places: tuple[int, ...]
    """Where in the text each came from; empty when compatibility forms moved the characters."""
    tokens: tuple[tuple[int, int], ...]
    """Half-open ranges in `letters`: words as parted by spaces, punctuation, a capital after a small letter, and where
    digits begin or end."""
    scripts: tuple[str, ...]
    """ISO 15924 codes in order of first use; digits have none, a script we cannot name is `alphabets.UNKNOWN`."""

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The range in the text behind a range in `letters`; None when it is not known."""
        return (self.places[start], self.places[end - 1] + 1) if self.places and start < end else None


def compatible(text: str) -> str:
    """The text in compatibility form (NFKC) without ™ ℠ ® ©, which claim a right and are no letters of a name."""
    return unicodedata.normalize("NFKC", text.translate(_CLAIMS))


@lru_cache(maxsize=2048)
def fold(text: str) -> Folded:
    """The comparable form of a name or word."""
    whole = compatible(text)
    letters: list[str] = []
    exact: list[str] = []
    places: list[int] = []
    cuts = {0}
    before = ""
    for place, char in enumerate(whole):
        if char in _JOINING:
            continue
        if unicodedata.category(char)[0] not in "LNM":
            cuts.add(len(letters))
            before = ""
            continue
        bare = _bare(char)
        if (before.islower() and char.isupper()) or (before and before.isdigit() != char.isdigit()):
            cuts.add(len(letters))
        before = char
        letters.extend(bare)
        exact.extend(char.casefold()[:1] * len(bare))
        places.extend([place] * len(bare))
    ends = sorted(cuts | {len(letters)})
    scripts = dict.fromkeys(script for char in whole if char not in _JOINING and (script := script_of(char)))
    return Folded(
        text=text, letters="".join(letters), exact="".join(exact),
        places=tuple(places) if len(whole) == len(text) else (),
        tokens=tuple((a, b) for a, b in pairwise(ends) if b > a), scripts=tuple(scripts),
    )


def letters(word: str) -> str:
    """`fold(word).letters` of text in composed form, a good deal faster: for whole dictionaries."""
    return word if word.isascii() and word.islower() and word.isalnum() else "".join(map(_kept, word))


@cache
def _kept(char: str) -> str:
    return _bare(char) if unicodedata.category(char)[0] in "LNM" and char not in _JOINING else ""


@cache
def _bare(char: str) -> str:
    low = char.casefold()
    if low in _WHOLE:
        return low
    if "\u3041" <= low <= "\u3096":
        return chr(ord(low) + 0x60)
    apart = unicodedata.normalize("NFD", low.translate(_UNDECOMPOSED)) if not _hangul(low) else low
    kept = "".join(c for c in apart if not _is_mark(c)).translate(_UNDECOMPOSED)
    return unicodedata.normalize("NFC", kept)  # marks that stay (kana voicing, Indic vowels) rejoin their letter


def _hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def _is_mark(char: str) -> bool:
    """Accents, Hebrew points and Arabic vowel signs; not the vowel signs that Indic and Thai words consist of."""
    return any(first <= char <= last for first, last in _MARKS)
