"""Words of other languages in katakana, from their own spelling, as dictionaries of Japanese write them.

Rules for each language stand in `data/scripts/kana.toml`: French, Italian, German, Spanish, and Japanese in Latin
letters. Takes a word and its language: which one it is, `language/origin.py` guesses. Knows no names, and no word but
the little ones (du, della, und).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.scripts.joint import Answer

FILE = "scripts/kana.toml"
BEAM = 24
VOWELS = "aiueoü"
ALONE, MUTE = 6, 7
"""Places in a row of a consonant without a vowel, and with a mute e."""
_SIGNS = re.compile("[ '\u2019-]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "e"})

Choice = tuple[str, float]
"""Text and its cost in nats."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How Japanese writes one language."""

    words: Mapping[str, tuple[Choice, ...]]
    rules: Mapping[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]
    """First letter → what is looked for there, in order, and what it writes."""


@dataclass(frozen=True, slots=True)
class Kana:
    """What is common to all languages."""

    rows: Mapping[str, tuple[tuple[Choice, ...], ...]]
    """Consonant → what it writes with each of VOWELS, alone and with a mute e."""
    vowels: Mapping[str, str]
    marks: Mapping[str, tuple[Choice, ...]]


def covered() -> tuple[str, ...]:
    """Base languages there are rules for."""
    return tuple(_read()[1])


def is_listed(word: str, language: str) -> bool:
    """Whether a word is one of the little ones a language's rules list."""
    return word.lower() in _read()[1][language].words


@lru_cache(maxsize=4096)
def kana_of(word: str, language: str, n: int) -> tuple[Answer, ...]:
    """Up to `n` spellings of a word of a base language, the usual one first; () where a letter has no rule."""
    kana, languages = _read()
    own = languages.get(language)
    plain = _SIGNS.sub("", unicodedata.normalize("NFC", word.lower()).translate(_LETTERS))
    if own is None or not plain:
        return ()
    if plain in own.words:
        return tuple(Answer(text, -cost) for text, cost in own.words[plain][:n])
    written = _written(plain, own)
    if written is None:
        return ()
    found: dict[str, float] = {"": 0.0}
    for options in _options(written, kana):
        grown: dict[str, float] = {}
        for text, cost in found.items():
            for more, price in options:
                longer = text if more == "ッ" and text[-1:] in ("ッ", "") else text + more
                grown[longer] = min(cost + price, grown.get(longer, cost + price))
        found = dict(sorted(grown.items(), key=lambda pair: pair[1])[:BEAM])
    return tuple(Answer(text, -cost) for text, cost in list(found.items())[:n] if text)


def _written(plain: str, own: Rules) -> list[str] | None:
    """What the rules write, sign by sign; None where none fits."""
    signs: list[str] = []
    at = 0
    while at < len(plain):
        for pattern, writes in own.rules.get(plain[at], ()):
            match = pattern.match(plain, at)
            if match and match.end() > at:
                signs += [sign for sign in writes if sign != "-"]
                at = match.end()
                break
        else:
            return None
    return signs


def _options(signs: Sequence[str], kana: Kana) -> Iterator[tuple[Choice, ...]]:
    """The choices of each sign in order; a consonant takes the vowel behind it."""
    at = 0
    while at < len(signs):
        sign, after = signs[at], signs[at + 1] if at + 1 < len(signs) else ""
        at += 1
        if sign in kana.rows:
            place = MUTE if after == "_" else VOWELS.find(after) if after else ALONE
            row = kana.rows[sign]
            yield row[place] if place >= 0 else row[ALONE]
            at += after == "_" or (len(after) == 1 and after in VOWELS)
        elif sign in kana.marks:
            yield kana.marks[sign]
        elif "/" in sign:
            yield tuple(_choice(part) for part in sign.split("/"))
        else:
            yield ((kana.vowels.get(sign, sign), 0.0),)


def _choice(text: str) -> Choice:
    written, _, cost = text.partition(":")
    return written, float(cost or 0)


@cache
def _read() -> tuple[Kana, Mapping[str, Rules]]:
    raw = tomllib.loads(unicodedata.normalize("NFC", data.read_text(FILE)))
    rows = {name: _row(texts.split(), raw["others"].get(name, ())) for name, texts in raw["rows"].items()}
    vowels = dict(zip(VOWELS, raw["rows"]["vowels"].split(), strict=True)) | {"N": "ン", "_": ""}
    del rows["vowels"]
    cost = raw["choices"]
    marks = {
        ":": (("ー", 0.0), ("", float(cost["long"]))), "~": (("", 0.0), ("ー", float(cost["perhaps"]))),
        "Q": (("ッ", 0.0), ("", float(cost["doubled"]))), "q": (("", 0.0), ("ッ", float(cost["singled"]))),
    }
    languages = {code: _rules(entry) for code, entry in raw.items() if "rules" in entry}
    return Kana(rows, vowels, marks), languages


def _row(texts: Sequence[str], others: Sequence[tuple[str, float]]) -> tuple[tuple[Choice, ...], ...]:
    """Each place's choices, the usual one first."""
    rows = [(texts, 0.0), *((other.split(), float(cost)) for other, cost in others)]
    found: list[tuple[Choice, ...]] = []
    for place in range(len(texts)):
        cheapest: dict[str, float] = {}
        for row, cost in rows:
            cheapest.setdefault(row[place], cost)
        found.append(tuple(cheapest.items()))
    return tuple(found)


def _rules(entry: Mapping[str, Any]) -> Rules:
    vowels = str(entry["vowels"])
    consonants = "".join(sorted(set("bcdfghjklmnpqrstvwxzçñß") - set(vowels)))
    by_letter: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = {}
    for line in str(entry["rules"]).split("\n"):
        if not line.strip():
            continue
        source, *writes = line.split()
        pattern = re.compile(source.replace("{V}", f"[{vowels}]").replace("{C}", f"[{consonants}]"))
        for letter in sorted({*vowels, *consonants, "y", "'"}):
            by_letter.setdefault(letter, []).append((pattern, tuple(writes)))
    listed = {word: tuple(map(_choice, text.split())) for word, text in entry["words"].items()}
    return Rules(listed, {letter: tuple(rules) for letter, rules in by_letter.items()})
