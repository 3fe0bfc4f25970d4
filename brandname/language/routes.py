"""What a reading is, and by which routes readers of a language come to one. Types only; `readings` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LanguageNotCovered(LookupError):  # noqa: N818 - names the state, as `CheckCrashed` does
    """There is neither an orthography nor a rule of adaptation for a language tag; its one argument is the tag."""


class Route(StrEnum):
    """How a reading came about."""

    NATIVE_SPELLING = "native_spelling"
    ENGLISH_INFLUENCED = "english_influenced"
    """Read as English, and said as the language's speakers say it."""
    AS_SPELLED = "as_spelled"
    """Letters at their usual values, or by the rules of a stated language of origin."""
    LOCAL_RENDERING = "local_rendering"
    """The likeliest spelling in the language's own script, read by its rules."""
    SPELLED_OUT = "spelled_out"
    """The names of the letters, one by one."""
    NUMBERS = "numbers"
    """The figures in it by the language's own number words, the letters by the routes above."""
    STATED = "stated"
    """As the owner says it, in the mouth of the language's speakers."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name in one language."""

    language: str
    """BCP 47 tag it was asked for."""
    spelling: str
    """What was read: the name with foreign letters respelled, its local rendering, pinyin for Chinese characters."""
    script: str
    """ISO 15924 of the spelling."""
    ipa: str
    """Never empty; words apart by spaces, stress marked where the engine marks it."""
    route: Route
    engine: str
    confidence: float
    """0–1."""
    numerals: tuple[int, ...] = ()
    """Which words of the IPA, counted from 0, are number words that stand for figures."""
