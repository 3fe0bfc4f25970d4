"""Names as strings of sounds in a small alphabet, fast enough for whole registers.

One character a sound (`data/distance/alphabet.toml`: X-SAMPA-like, ASCII, affricates one character), no stress, no
length, words run together. Rougher than `readings`, which is the place to ask how a name is said: this is only for
comparing very many names in the same way.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from string import ascii_lowercase
from typing import Any

from brandname import data
from brandname.language.alphabets import orthography
from brandname.language.g2p import Engine, open_engine
from brandname.language.lettering import spell_out
from brandname.language.routes import LanguageNotCovered

VOWEL_LETTERS = frozenset("aeiouy")
JOINT = "\n"
"""Parts the words of a batch while their IPA is folded at once."""
_TWICE = re.compile(r"([^\n])\1+")
"""A sound held is the same sound to most hearers."""


def sound_strings(folded: Sequence[str], voice: str) -> list[str]:
    """The sounds of folded names (`names.fold_name`) in one voice, a BCP 47 tag; "" where a name has none.

    Words without a vowel letter, and those a voice leaves silent, are said letter by letter, digits one by one.
    Raises LanguageNotCovered for a language that does not read Latin letters by a table of ours.
    """
    words = list(dict.fromkeys(word for name in folded for word in name.split(" ") if word))
    heard = {"": "", **dict(zip(words, _hear(words, voice), strict=True))}
    return ["".join([heard[word] for word in name.split(" ")]) if " " in name else heard[name] for name in folded]


def to_sounds(ipa: str) -> str:
    """IPA in the alphabet of this room; marks and segments it lacks are left out, line ends stay."""
    bare, affricates, sounds = _folding()
    text = unicodedata.normalize("NFC", ipa).translate(bare)
    for two, one in affricates:
        text = text.replace(two, one)
    return text.translate(sounds)


@cache
def alphabet() -> str:
    """Every character a sound string may hold, sorted."""
    return "".join(sorted(_table()["typical"]))


def typical() -> dict[str, str]:
    """Each character of the alphabet with the IPA segment whose features stand for it."""
    return dict(_table()["typical"])


def _hear(words: Sequence[str], voice: str) -> list[str]:
    read, ready = _reader(voice)
    if not words:
        return []
    said = [(read(word) if word.isalpha() and len(word) > 1 and not VOWEL_LETTERS.isdisjoint(word) else "")
            or _in_parts(word, voice) for word in words]
    text = JOINT.join(said)
    return _TWICE.sub(r"\1", text if ready else to_sounds(text)).split(JOINT)


def _in_parts(word: str, voice: str) -> str:
    """A letter, or a word with digits or without a vowel; in IPA, or in sounds where the voice's reader gives those."""
    read, ready = _reader(voice)
    found = []
    for kind, group in groupby(word, lambda c: c.isdigit()):
        part = "".join(group)
        said = read(part) if not kind and len(part) > 1 and not VOWEL_LETTERS.isdisjoint(part) else ""
        found.append(said or "".join(_character(char, voice, ready=ready) for char in part))
    return "".join(found)


@cache
def _character(char: str, voice: str, *, ready: bool) -> str:
    """The name of one letter or digit in a voice."""
    digits = _table()["digits"].get(voice.split("-")[0])
    ipa = (digits[int(char)] if digits else "") if char in "0123456789" else spell_out(char, voice)
    return to_sounds(ipa) if ready else ipa


@cache
def _reader(voice: str) -> tuple[Callable[[str], str], bool]:
    """What reads a word in a voice, and whether it gives sounds of the alphabet at once instead of IPA."""
    if voice.split("-")[0] == "en":
        return _english().read, True
    engine, ortho = open_engine(voice), orthography(voice)
    if engine is None or ortho is None or not ortho.reads("Latn"):
        raise LanguageNotCovered(voice)
    respelled = tuple(_table()["respelled"].get(voice.split("-")[0], {}).items())
    if engine.covers(ascii_lowercase):
        if not respelled:
            return engine.read, False
        (old, new), = respelled
        return lambda word: engine.read(word.replace(old, new)), False
    from brandname.language.pronouncing import spelled_for

    return lambda word: engine.read(spelled_for(word, engine, ortho)), False


@cache
def _english() -> Engine:
    return Engine(json.loads(gzip.decompress(data.read_bytes("distance/english.json.gz"))))


@cache
def _folding() -> tuple[_Bare, tuple[tuple[str, str], ...], dict[int, str]]:
    """IPA to bare letters; affricates to private characters, which no IPA letter can be taken for; those to sounds."""
    raw = _table()
    private = {chr(0xE000 + i): sound for i, sound in enumerate(raw["affricates"].values())}
    bare = _Bare({code: code for code in map(ord, [*raw["sounds"], JOINT])})
    return bare, tuple(zip(raw["affricates"], private, strict=True)), str.maketrans(raw["sounds"] | private)


class _Bare(dict[int, int | None]):
    """A translation table to letters the alphabet knows, without their accents; others are dropped."""

    def __missing__(self, code: int) -> int | None:
        letter = ord(unicodedata.normalize("NFD", chr(code))[0])
        self[code] = letter if letter != code and letter in self else None
        return self[code]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("distance/alphabet.toml"))
