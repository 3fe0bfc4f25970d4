"""The phone test of the pronunciation check: whether people who hear the name there write it as it is spelled.

The risks stand here. Spelling habits come from `brandname.language.dictation`. Says nothing where a language has no
model, where the name is in letters the language does not use, or for names with digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from brandname.language import english
from brandname.language.alphabets import has_digit, orthography, split_words
from brandname.language.dictation import Phone, judge_spelling
from brandname.language.dictation_training import open_dictation
from brandname.language.readings import Reading
from brandname.model import Hit, Param, say

RISKS = ((0.05, 0.45), (0.15, 0.35), (0.35, 0.2))
"""Share (0–1) of listeners who write the name right → risk when it is below; nothing is said of larger shares.

Low on purpose: half of a language's own new words would be misspelled too where spelling is irregular.
"""
CONFIDENCE = 0.5
"""At most; a reading that is less sure goes before. Spelling habits are measured on common words, not on names."""
OTHERS = 3
"""Misspellings named."""
WORTH = 0.02
"""Share below which a misspelling is not worth naming."""


class Measures(TypedDict, total=False):
    """Named facts of the phone test; empty where it could not be made."""

    phone_share: float
    """0–1: listeners who write the name as it is spelled."""
    phone_others: tuple[str, ...]
    """The likeliest other spellings, best first."""
    phone_ipa: str
    """What they hear."""


def phone(text: str, tag: str, readings: Sequence[Reading]) -> Phone | None:
    """The phone test of a name by its likeliest reading; None where it cannot be made."""
    ortho, model = orthography(tag), open_dictation(tag)
    ipa = _heard(text, tag, readings)
    if ortho is None or model is None or not ipa or has_digit(text):
        return None
    return judge_spelling(model, text, ipa, tag, OTHERS)


def measures(text: str, tag: str, readings: Sequence[Reading]) -> dict[str, Param]:
    """The figures of the phone test, as `Measures`; {} where it cannot be made."""
    found = phone(text, tag, readings)
    if found is None:
        return {}
    told = Measures(phone_share=round(found.share, 3), phone_others=_named(found),
                    phone_ipa=_heard(text, tag, readings))
    return {key: value for key, value in told.items() if isinstance(value, (str, float, tuple))}


def hits(text: str, tag: str, readings: Sequence[Reading]) -> list[Hit]:
    """One hit when few listeners would write the name as it is spelled; [] otherwise and where that cannot be told."""
    found = phone(text, tag, readings)
    if found is None:
        return []
    risk = next((risk for share, risk in RISKS if found.share < share), 0.0)
    others = _named(found)
    if not risk or not others:
        return []
    message = say("pronunciation.phone.misspelled", text=text, language=tag, share=found.share, others=others)
    sure = min(CONFIDENCE, readings[0].confidence)
    return [Hit(f"pronunciation:phone:{tag}", message, risk, sure, measures=measures(text, tag, readings))]


def _named(found: Phone) -> tuple[str, ...]:
    return tuple(heard.spelling for heard in found.others if heard.probability >= WORTH)


def _heard(text: str, tag: str, readings: Sequence[Reading]) -> str:
    """IPA of the likeliest reading; for English the American one, whose sounds the model knows."""
    if not readings:
        return ""
    first = readings[0]
    if tag.split("-")[0] == "en" and first.route == "native_spelling":
        return " ".join(english.american(word) for _, word in split_words(text))
    return first.ipa
