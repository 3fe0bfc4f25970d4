"""Names made ready for comparison: folded letters, words, and sounds in several voices.

Keeps Latin letters and digits only. What a name in another script is called in Latin letters is for `equivalents`;
how it is said properly, for `readings`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from brandname.language.alphabets import script_of
from brandname.language.distance.hearing import sound_strings

__all__ = ["VOICES", "Compared", "fold_name", "prepare", "sound_strings"]

VOICES: tuple[str, ...] = ("en", "es", "de")
"""BCP 47 tags of the voices every name is heard in; together they keep more true confusions than English alone."""
LONGEST = 2000
"""Characters of a name that are compared; no mark of words is longer."""
_CLAIMS_AND_APOSTROPHES = dict.fromkeys(map(ord, "™℠®©'’ʼʻ´`‘\u200b\u200c\u200d\u00ad"))
_UNDECOMPOSED = {ord(c): plain for c, plain in {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t",
    "ə": "e", "ŋ": "ng", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k",
}.items()}
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Compared:
    """One name made ready for comparison."""

    text: str
    """As it was given."""
    folded: str
    """`fold_name` of the text, or of its Latin form; "" when there is nothing to compare."""
    words: tuple[str, ...]
    """The words of `folded`."""
    sounds: Mapping[str, str]
    """Voice (BCP 47) → sounds, one character each (`hearing.alphabet`), words run together; "" = not heard."""


def fold_name(text: str) -> str:
    """Latin letters a–z and digits of a name, without case and accents, words separated by one space.

    NFKC; ™ and its like and apostrophes vanish, every other sign, and letters of other scripts, part words. "" when
    nothing Latin remains: no name to compare, and never one at distance 0.
    """
    if text.isascii():
        return _OTHER.sub(" ", text[:LONGEST].lower().replace("'", "").replace("`", "")).strip()
    plain = unicodedata.normalize("NFKC", text[:LONGEST].translate(_CLAIMS_AND_APOSTROPHES)).casefold()
    apart = unicodedata.normalize("NFD", plain.translate(_UNDECOMPOSED))
    kept = "".join([c for c in apart if c.isascii() or not unicodedata.combining(c)])
    return _OTHER.sub(" ", kept).strip()


def prepare(text: str, *, voices: Sequence[str] = VOICES, latin: Sequence[str] = ()) -> Compared:
    """A name with its sounds; a text in another script is compared by the first of `latin` that has Latin letters.

    Raises LanguageNotCovered for a voice that does not read Latin letters by a table of ours.
    """
    folded = fold_name(text) if _is_latin(text) else ""
    folded = folded or next(filter(None, map(fold_name, latin)), "") or fold_name(text)
    sounds = {voice: sound_strings([folded], voice)[0] for voice in voices}
    return Compared(text, folded, tuple(folded.split()), sounds)


def _is_latin(text: str) -> bool:
    """Whether every letter of a text is Latin."""
    return text.isascii() or all(_script(char) in {"", "Latn"} for char in text if char.isalpha())


@cache
def _script(char: str) -> str:
    return script_of(char)
