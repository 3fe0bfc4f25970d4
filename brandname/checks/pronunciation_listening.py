"""The phone test of the pronunciation check: whether people who hear the name there write it as it is spelled.

The risks stand here. Spelling habits come from `brandname.language.dictation`. Says nothing where a language has no
model, where the name is in letters the language does not use, for names with digits, or for English words elsewhere:
who knows them writes them as English, and how many do is not known.
"""

from __future__ import annotations

from collections.abc import Sequence

from brandname.language import english
from brandname.language.alphabets import has_digit, orthography, scripts_in, split_words
from brandname.language.dictation import Phone, judge_spelling
from brandname.language.dictation_tables import open_dictation
from brandname.language.readings import Reading
from brandname.model import Hit, Param, say

RISKS = ((0.05, 0.2), (0.15, 0.15), (0.35, 0.1))
"""Share (0–1) of listeners who write the name right → risk when it is below; nothing is said of larger shares.

Notes only: the shares are measured on common words, not on names and no listener was asked, and half of a language's
own new words would be misspelled too where spelling is irregular.
"""
CONFIDENCE = 0.5
"""At most; a reading that is less sure goes before. Spelling habits are measured on common words, not on names."""
OTHERS = 3
"""Misspellings named."""
WORTH = 0.02
"""Share below which a misspelling is not worth naming, and a right spelling is told as rare without a figure."""


def phone(text: str, tag: str, readings: Sequence[Reading]) -> Phone | None:
    """The phone test of a name by its likeliest reading; None where it cannot be made."""
    ortho, ipa = orthography(tag), _heard(text, tag, readings)
    if ortho is None or not ipa or has_digit(text) or scripts_in(text) != ortho.scripts[:1]:
        return None
    if readings[0].route == "english_influenced":
        return None
    model = open_dictation(tag)
    return judge_spelling(model, text, ipa, tag, OTHERS) if model else None


def measures(text: str, tag: str, readings: Sequence[Reading]) -> dict[str, Param]:
    """The figures of the phone test; {} where it cannot be made. `phone_share` 0–1: listeners who write it right.

    `phone_others`: the likeliest other spellings, best first; `phone_ipa`: what they hear.
    """
    return listen(text, tag, readings)[1]


def hits(text: str, tag: str, readings: Sequence[Reading]) -> list[Hit]:
    """One hit when few listeners would write the name as it is spelled; [] otherwise and where that cannot be told."""
    return listen(text, tag, readings)[0]


def listen(text: str, tag: str, readings: Sequence[Reading]) -> tuple[list[Hit], dict[str, Param]]:
    """`hits` and `measures` at the cost of one."""
    found = phone(text, tag, readings)
    if found is None:
        return [], {}
    others = _named(found)
    facts: dict[str, Param] = {"phone_share": round(found.share, 3), "phone_others": others,
                               "phone_ipa": _heard(text, tag, readings)}
    risk = next((risk for share, risk in RISKS if found.share < share), 0.0)
    if not risk or not others:
        return [], facts
    first = found.others[0].probability
    if found.share < WORTH:
        message = say("pronunciation.phone.rarely", text=text, language=tag, others=others)
    elif first > found.share:
        ahead = tuple(heard.spelling for heard in found.others if heard.probability > found.share)
        message = say("pronunciation.phone.misspelled", text=text, language=tag, share=found.share, others=ahead)
    else:
        message = say("pronunciation.phone.scattered", text=text, language=tag, share=found.share, others=others)
    sure = min(CONFIDENCE, readings[0].confidence)
    return [Hit(f"pronunciation:phone:{tag}", message, risk, sure, measures=facts)], facts


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
