"""Names in Korean letters as Italian, Spanish, French or German reads them, each counting as the name looks like it.

The sounds come from `language/g2p`, the letters from `[abroad]` in `data/translit/hangul.toml` and the steps of
`hangul`. A coined name counts as Italian: it is read as it is written. English and personal names are for others.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from brandname import data
from brandname.language.g2p import open_engine
from brandname.language.origin import COINED, origins
from brandname.language.scripts.hangul import Sound, written
from brandname.language.scripts.joint import Answer
from brandname.language.scripts.votes import Votes, add, share

LANGUAGES = ("it", "es", "fr", "de")
AS_WRITTEN = "it"
"""What coined names, and those of all other languages, are read as."""
LEAST = 0.05
"""Shares below this are not asked."""
LENGTHENED = 0.4
"""Cost of writing the silent e."""
_SILENT_E = re.compile("([nml])e$")
_LENGTHENED = {"n": ("\u11ab", "느"), "m": ("\u11b7", "므"), "l": ("\u11af", "르")}
"""Last consonant before it → the final letter it is written with, and the syllable added."""
N = 8
"""Spellings of each language."""


@lru_cache(maxsize=1024)
def shares_abroad(name: str) -> tuple[tuple[str, float], ...]:
    """The share of each language the reading of a name that is not English may follow; they add up to one."""
    found = dict.fromkeys(LANGUAGES, 0.0)
    found[AS_WRITTEN] = 0.01
    for tag, part in origins(name):
        if tag in found:
            found[tag] += part
        elif tag != "en":
            found[AS_WRITTEN] += part if tag == COINED else part / 2
    total = sum(found.values())
    return tuple((tag, part / total) for tag, part in found.items() if part >= LEAST * total)


def abroad(word: str, name: str) -> Votes:
    """Log posteriors of the spellings of a word of a name, over the languages the name may come from."""
    votes: Votes = {}
    for tag, part in shares_abroad(name):
        answers = list(written(sounds_of(word, tag), N))
        if tag == "fr":
            answers += _lengthened(word, answers)
        for text, logp in share(answers).items():
            value = logp + math.log(part)
            votes[text] = add(votes[text], value) if text in votes else value
    return votes


def _lengthened(word: str, answers: Sequence[Answer]) -> list[Answer]:
    """French words in -ne, -me and -le with a syllable for the silent e, as Korea likes them: 셀린느 beside 셀린."""
    last = _SILENT_E.search(word.lower())
    if not last:
        return []
    coda, syllable = _LENGTHENED[last[1]]
    return [
        Answer(answer.text + syllable, answer.logp - LENGTHENED) for answer in answers
        if unicodedata.normalize("NFD", answer.text).endswith(coda)
    ]


@lru_cache(maxsize=4096)
def sounds_of(word: str, tag: str) -> tuple[Sound, ...]:
    """The sounds of a word in a language; () when it cannot be read."""
    engine = open_engine(tag)
    ipa = engine.read(unicodedata.normalize("NFC", word.lower())) if engine else ""
    pattern, sounds = _table(tag)
    found: list[Sound] = []
    for match in pattern.finditer(unicodedata.normalize("NFC", ipa)):
        for symbol, vowel in sounds[match[0]]:
            if vowel or not found or found[-1].ipa != symbol:  # a long consonant is written once
                found.append(Sound(symbol, vowel, vowel, ""))
    if found and found[-1].ipa == "j":  # a last French gn
        found.append(Sound("u", True, True, ""))
    return tuple(found)


@cache
def _table(tag: str) -> tuple[re.Pattern[str], Mapping[str, tuple[tuple[str, bool], ...]]]:
    """What finds a symbol of IPA, and the sounds it stands for, each with whether it is a vowel."""
    raw = tomllib.loads(data.read_text("translit/hangul.toml"))
    listed = {**raw["abroad"]["all"], **raw["abroad"].get(tag, {})}
    vowels = raw["vowels"]
    sounds = {
        unicodedata.normalize("NFC", ipa): tuple((symbol, symbol in vowels) for symbol in symbols.split())
        for ipa, symbols in listed.items()
    }
    return re.compile("|".join(map(re.escape, sorted(sounds, key=len, reverse=True)))), sounds
