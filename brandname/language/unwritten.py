"""Short vowels that Arabic, Persian, Urdu and Hebrew leave unwritten: a likely syllable for each consonant.

Reads `data/language/unwritten.toml`. Letters that stand for long vowels are read as such; between consonants stands one
vowel for all, because the spelling does not say which. Knows no words: نور is nūr, but مريم may come out as mariːm, so
whoever shows these readings must not call them sure (`pronouncing` gives them its least confidence).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from brandname import data
from brandname.language import accent
from brandname.language.alphabets import scripts_in
from brandname.language.g2p import Engine
from brandname.language.segments import STRESS, base, is_vowel, pieces

MARK = "+unwritten"
"""What the name of the tables ends in where vowels were filled in."""
_SONORITY = ("pbtdkɡqʔ", "fvszʃʒxɣχħhʕθð", "mnŋ", "lrɾʁ", "jw")
"""Consonants by loudness, softest first; what is in none is a stop."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a language fills in its vowels."""

    short: str
    clusters: bool
    stress: str
    letters: tuple[tuple[re.Pattern[str], str], ...]


def is_guessed(word: str, tag: str) -> bool:
    """Whether the vowels of a word are filled in: its language leaves them out, and so does the word."""
    if _habit(tag.split("-")[0]) is None or scripts_in(word) == ("Latn",):
        return False
    return not any(unicodedata.category(c) == "Mn" for c in unicodedata.normalize("NFC", word))


def vocalised(word: str, tag: str, engine: Engine) -> str:
    """IPA of a word in the language's own script with likely vowels; "" where its vowels are written, or always are."""
    habit = _habit(tag.split("-")[0])
    if habit is None or not is_guessed(word, tag):
        return ""
    spelled = engine.spelled(word)
    labels = [_sound(spelled, i, label, habit) for i, label in enumerate(engine.labels(word))]
    sounds = _syllables([sound for label in labels for sound in _whole(label)], habit)
    return accent.joined(sounds, _stressed(sounds, habit.stress))


def _sound(word: str, i: int, label: str, habit: Habit) -> str:
    return next((sound for pattern, sound in habit.letters if pattern.match(word, i)), label)


def _whole(label: str) -> list[str]:
    """The sounds of a letter, an affricate as one."""
    found = [sound for sound in pieces(label) if sound not in STRESS]
    return [label.strip(STRESS)] if "".join(map(base, found)) in {"dʒ", "tʃ"} else found


def _syllables(sounds: Sequence[str], habit: Habit) -> list[str]:
    """The sounds with the short vowel after each consonant that neither begins nor closes another's syllable."""
    out: list[str] = []
    for i, sound in enumerate(sounds):
        out.append(sound)
        if is_vowel(sound) or (i + 1 < len(sounds) and is_vowel(sounds[i + 1])):
            continue
        left = len(sounds) - i
        before = out[-2] if len(out) > 1 else ""
        if left == 1:
            closes = bool(before)
        elif left == 2 or not is_vowel(before or "t"):
            closes = habit.clusters and is_vowel(before or "t") and _loudness(sound) > _loudness(sounds[i + 1])
        else:
            closes = not before.endswith("ː")
        if not closes:
            out.append(habit.short)
    return out


def _loudness(sound: str) -> int:
    return next((k for k, row in enumerate(_SONORITY) if base(sound)[:1] in row), 0)


def _stressed(sounds: Sequence[str], where: str) -> int:
    """Index of the stressed vowel; -1 where the language has no habit."""
    heads = [i for i, sound in enumerate(sounds) if is_vowel(sound)]
    if where != "heavy" or not heads:
        return accent.placed(sounds, -1, where)
    after = len(sounds) - 1 - heads[-1]
    if after > 1 or (after and sounds[heads[-1]].endswith("ː")) or len(heads) == 1:
        return heads[-1]
    heavy = sounds[heads[-2]].endswith("ː") or heads[-1] - heads[-2] > 2
    return heads[-2] if heavy or len(heads) == 2 else heads[-3]


@cache
def _habit(language: str) -> Habit | None:
    raw = tomllib.loads(data.read_text("language/unwritten.toml")).get(language)
    if raw is None:
        return None
    letters = tuple((re.compile(pattern), sound) for pattern, sound in raw["letters"])
    return Habit(raw["short"], raw["clusters"], raw["stress"], letters)
