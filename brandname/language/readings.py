"""The readings of a name in a language: the one place a name gets its sounds and scripts.

This version reads by native spelling rules, one engine a language, and says so in its confidence. A name in a script
the language does not use has no reading here (transliteration comes first); a language without an orthography raises.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from brandname.language import cache as store
from brandname.language import sounds
from brandname.language.alphabets import (
    Orthography,
    has_digit,
    has_vowel,
    orthography,
    respell,
    scripts_in,
    split_words,
    unaccented,
)

ONE_WITNESS = 0.6
"""Confidence of a single engine: no second one has agreed."""
ENGLISH = 0.4
"""English spelling says too little about its sounds; rules read names badly."""
FORMAT = 3
"""Rises whenever a stored reading would be made differently."""


class LanguageNotCovered(LookupError):  # noqa: N818 - names the state, as `CheckCrashed` does
    """There is no orthography for a language tag; its one argument is the tag."""


class Route(StrEnum):
    """How a reading came about."""

    NATIVE_SPELLING = "native_spelling"
    ENGLISH_INFLUENCED = "english_influenced"
    AS_SPELLED = "as_spelled"
    """Letters at their usual values, or by the rules of a stated language of origin."""
    LOCAL_RENDERING = "local_rendering"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Reading:
    """A name in one language."""

    language: str
    """BCP 47 tag it was asked for."""
    spelling: str
    """What was read: the name with foreign letters respelled; pinyin for Chinese characters."""
    script: str
    """ISO 15924 of the spelling."""
    ipa: str
    """Never empty; words apart by spaces, stress marked where the engine marks it."""
    route: Route
    engine: str
    confidence: float
    """0–1."""


def readings(name: str, tag: str) -> tuple[Reading, ...]:
    """The readings of a name in a language, likeliest first; () where no engine reads it (script, digits, no vowel).

    Raises LanguageNotCovered for a tag without an orthography.
    """
    ortho = orthography(tag)
    if ortho is None:
        raise LanguageNotCovered(tag)
    spelling, ipa = _read(name, ortho)
    return _as_readings(tag, ortho, spelling, ipa)


class ReadingBook:
    """The readings of one language, remembered on disk between runs.

    The file is only added to and may vanish at any time; several programs may add at once. Not shared between threads.
    """

    def __init__(self, tag: str) -> None:
        ortho = orthography(tag)
        if ortho is None:
            raise LanguageNotCovered(tag)
        self.tag = tag
        self._ortho = ortho
        self._path = store.place("readings", _edition(), f"{ortho.language}-{'-'.join(ortho.scripts)}-{ortho.engine}")
        self._known = _entries(store.read_journal(self._path))
        self._new: dict[str, tuple[str, str]] = {}

    def readings(self, name: str) -> tuple[Reading, ...]:
        """As the function `readings`."""
        entry = self._known.get(name) or self._new.get(name)
        if entry is None:
            entry = self._new[name] = _read(name, self._ortho)
        return _as_readings(self.tag, self._ortho, entry[0], entry[1])

    def characters(self, word: str) -> tuple[tuple[str, ...], ...]:
        """As `sounds.pinyin`, whose dictionary takes half a second to load."""
        key = f"{word}\tpinyin"  # no name has a tab
        entry = self._known.get(key) or self._new.get(key)
        if entry is None:
            entry = self._new[key] = " ".join(",".join(choices) for choices in sounds.pinyin(word)), ""
        return tuple(tuple(choices.split(",")) for choices in entry[0].split())

    def save(self) -> None:
        """Adds what is new since the last time."""
        if self._new:
            store.add_to_journal(self._path, ((name, *entry) for name, entry in self._new.items()))
            self._known.update(self._new)
            self._new = {}


def open_book(tag: str) -> ReadingBook | None:
    """The book of a language; None when it has no orthography."""
    return None if orthography(tag) is None else ReadingBook(tag)


def _read(name: str, ortho: Orthography) -> tuple[str, str]:
    """Spelling read and IPA; ("", "") when there is no honest reading."""
    text = unicodedata.normalize("NFKC", name)
    scripts = scripts_in(text)
    if not ortho.engine or not scripts or not set(scripts) <= set(ortho.scripts) or has_digit(text):
        return "", ""
    words = [word for _, word in split_words(text)]
    if scripts == ("Hani",):
        pairs = [sounds.mandarin(word) for word in words]
    else:
        if not all(has_vowel(word, ortho) for word in words):
            return "", ""
        spelled = [respell(word, ortho) for word in words]
        pairs = [(word, _sound(word, ortho)) for word in spelled]
    if not all(ipa for _, ipa in pairs):
        return "", ""
    return " ".join(spelling for spelling, _ in pairs), " ".join(ipa for _, ipa in pairs)


def _sound(word: str, ortho: Orthography) -> str:
    """IPA of a respelled word; of the word without accents where the engine lacks an accented letter."""
    ipa = sounds.transcribe(word, ortho.engine)
    bare = unaccented(word, ortho)
    return ipa or ("" if bare == word else sounds.transcribe(bare, ortho.engine))


def _as_readings(tag: str, ortho: Orthography, spelling: str, ipa: str) -> tuple[Reading, ...]:
    if not ipa:
        return ()
    script = "Latn" if ortho.scripts == ("Hani",) else scripts_in(spelling)[0]
    engine = f"{sounds.PINYIN}+{sounds.ENGINE}" if ortho.scripts == ("Hani",) else sounds.ENGINE
    confidence = ENGLISH if ortho.language == "en" else ONE_WITNESS
    return (Reading(tag, spelling, script, ipa, Route.NATIVE_SPELLING, f"{engine}:{ortho.engine}", confidence),)


def _entries(lines: Iterable[Any]) -> dict[str, tuple[str, str]]:
    """Name → spelling and IPA."""
    return {
        line[0]: (line[1], line[2]) for line in lines
        if isinstance(line, list) and len(line) == 3 and all(isinstance(part, str) for part in line)
    }


@cache
def _edition() -> str:
    """Everything a stored reading depends on: both engines, our format, our orthographies."""
    return f"{sounds.engine_version()}-{sounds.pinyin_version()}-{FORMAT}-{sounds.tables_digest()}"
