"""English sounds in Korean letters by the rules of the loanword orthography, with the usual other choices.

Tables and their source: `data/translit/hangul.toml`. Reads codes of sounds with the letters they are spelled with; says
nothing of names that are not read as English, and knows no words.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from brandname import data
from brandname.language.english import CODES
from brandname.language.scripts.joint import Answer
from brandname.language.scripts.sounded import linked, voiced_letter

SHORT = frozenset("ɪɛæʌəʊɑ")
"""Vowels after which a stop closes the syllable."""
AFTER_SHORT, OTHERWISE = (0.0, 1.2), (1.5, 0.0)
"""Cost of closing the syllable with a stop, and of its helping vowel, after a short vowel and elsewhere."""
OPENED = frozenset("ɛɪʊɔ")
"""Vowels after which a last r is heard as a vowel of its own, as in `wear` and `store`."""
CROWDED = 6.0
"""Cost of a helping vowel after a consonant that closes the syllable, for when that has no room."""
FAR = 4.0
"""Answers dearer than the best by more are left out."""
YODDED, YOD, YODLESS = frozenset("tdn"), frozenset("uew"), 0.7
"""Consonants after which Korea, as Britain, hears a y in `new` and `studio`; the letters that spell it so; and the cost
of not writing it."""
BEAM = 24
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

Syllable = tuple[str, str, str]
"""Initial, medial and final letter; the final may be empty."""
_Choice = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound of a word."""

    ipa: str
    stressed: bool
    vowel: bool
    letter: str
    """First letter it is spelled with; "" when unknown."""


@dataclass(frozen=True, slots=True)
class _Tables:
    vowels: Mapping[str, Mapping[str, tuple[_Choice, ...]]]
    closed_vowels: Mapping[str, Mapping[str, tuple[_Choice, ...]]]
    final_vowels: Mapping[str, Mapping[str, tuple[_Choice, ...]]]
    onsets: Mapping[str, tuple[_Choice, ...]]
    codas: Mapping[str, str]
    stops: Mapping[str, str]
    alone: Mapping[str, tuple[tuple[_Choice, ...], tuple[_Choice, ...]]]
    ends: Mapping[str, Mapping[str, tuple[_Choice, ...]]]
    stopped: Mapping[str, tuple[str, float]]
    rounded: Mapping[str, float]
    y: Mapping[str, str]
    w: Mapping[str, str]


def hangul(spelled: Sequence[tuple[str, str]], n: int) -> tuple[Answer, ...]:
    """Up to `n` spellings of a word given as (letter, codes of its sounds), cheapest first; costs as log values."""
    return written(_sounds(spelled), n)


def written(sounds: Sequence[Sound], n: int) -> tuple[Answer, ...]:
    """Up to `n` spellings of the sounds of a word, cheapest first."""
    paths: list[tuple[tuple[Syllable, ...], float]] = [((), 0.0)]
    i = 0
    while i < len(sounds):
        used, options = _next(sounds, i)
        longer = [
            (grown, cost + more) for path, cost in paths for build, more in options
            if (grown := _grown(path, build)) is not None
        ]
        paths = sorted(longer, key=lambda pair: pair[1])[:BEAM]
        i += used
    found: dict[str, float] = {}
    for path, cost in paths:
        if cost <= paths[0][1] + FAR:
            found.setdefault(write(path), -cost)
    return tuple(Answer(text, logp) for text, logp in list(found.items())[:n] if text)


def write(syllables: Iterable[Syllable]) -> str:
    """Syllables as Korean text."""
    return "".join(
        chr(0xAC00 + (_INITIALS.index(a) * 21 + _MEDIALS.index(b)) * 28 + (_FINALS.index(c) if c else 0))
        for a, b, c in syllables
    )


def _sounds(spelled: Sequence[tuple[str, str]]) -> list[Sound]:
    found: list[Sound] = []
    for letter, code in linked(spelled):
        ipa, level = CODES[code]
        ipa = "ə" if ipa == "ʌ" and level == "0" else ipa
        before = found[-1] if found else None
        if before and (before.ipa + ipa) in ("ts", "dz"):
            found[-1] = Sound(before.ipa + ipa, False, False, before.letter)
        else:
            by = voiced_letter(letter) if level and letter else letter
            found.append(Sound(ipa, level in "12" and bool(level), bool(level), by))
    return found


_Build = tuple[str, tuple[Syllable, ...]]
"""A final for the syllable before ("" = none), then new syllables."""


def _next(sounds: Sequence[Sound], i: int) -> tuple[int, list[tuple[_Build, float]]]:
    """How many sounds the next step takes, and what they may become."""
    tables = _tables()
    sound = sounds[i]
    if sound.vowel:
        return 1, [(("", built), cost) for built, cost in _vowel(sounds, i, (("ㅇ", 0.0),), "")]
    glide = ""
    at = i
    initials: tuple[_Choice, ...] = (("ㅇ", 0.0),)
    if sound.ipa not in "jw":
        initials = tables.onsets.get(sound.ipa, ())
        at += 1
    if at < len(sounds) and sounds[at].ipa in ("j", "w") and (at == i or sounds[at].ipa == "j" or sound.ipa in "kɡh"):
        glide = {"j": "y", "w": "w"}[sounds[at].ipa]
        at += 1
    if sound.ipa in ("ʃ", "ʂ"):
        glide = glide or "y"
    if initials and at < len(sounds) and sounds[at].vowel:
        final = "ㄹ" if sound.ipa == "l" and i else ""
        return at - i + 1, [((final, built), cost) for built, cost in _vowel(sounds, at, initials, glide)]
    return 1, _closing(sounds, i)


def _vowel(
    sounds: Sequence[Sound], i: int, initials: Iterable[_Choice], glide: str
) -> list[tuple[tuple[Syllable, ...], float]]:
    """Syllables of an initial and a vowel; a diphthong makes two."""
    tables, sound = _tables(), sounds[i]
    table = tables.vowels
    if i == len(sounds) - 1 and not sound.stressed and sound.ipa in tables.final_vowels:
        table = tables.final_vowels
    elif sound.ipa in tables.closed_vowels and _stopped(sounds, i + 1):
        table = tables.closed_vowels
    choices = table[sound.ipa].get(sound.letter) or table[sound.ipa]["*"]
    turn = {"y": tables.y, "w": tables.w}.get(glide, {})
    turns = [(turn, 0.0)]
    if i and sound.ipa == "u" and not glide and sounds[i - 1].ipa in YODDED and sound.letter in YOD:
        turns = [(tables.y, 0.0), (turn, YODLESS)]
    if i and sounds[i - 1].ipa in tables.rounded:  # 쉴드 beside 실드
        turns.append(({**turn, "ㅣ": "ㅟ", "ㅔ": "ㅞ"}, tables.rounded[sounds[i - 1].ipa]))
    return [
        (((initial, way.get(vowels[0], vowels[0]), ""), *(("ㅇ", more, "") for more in vowels[1:])), a + b + c)
        for initial, a in initials for vowels, b in choices for way, c in turns
        if not c or way is tables.y or way is turn or vowels[0] in "ㅣㅔ"
    ]


def _stopped(sounds: Sequence[Sound], i: int) -> bool:
    """Whether a stop stands at a place with no vowel after it."""
    stops = _tables().stops
    return i < len(sounds) and sounds[i].ipa in stops and (i + 1 == len(sounds) or sounds[i + 1].ipa in stops)


def _closing(sounds: Sequence[Sound], i: int) -> list[tuple[_Build, float]]:
    """What a consonant becomes that no vowel follows."""
    tables, sound = _tables(), sounds[i]
    before = sounds[i - 1] if i else None
    last = i == len(sounds) - 1
    if sound.ipa in ("j", "w"):
        return [(("", (("ㅇ", "ㅣ" if sound.ipa == "j" else "ㅜ", ""),)), 0.0)]
    if sound.ipa == "ɹ" and before and before.vowel:
        dropped: list[tuple[_Build, float]] = [(("", ()), 0.0)]
        return [(("", (("ㅇ", "ㅓ", ""),)), 0.0), (("", ()), 1.0)] if last and before.ipa in OPENED else dropped
    ways = tables.ends.get(sound.ipa, {}).get(sound.letter, ()) if last else ()
    ways = ways or (tables.alone[sound.ipa][last] if sound.ipa in tables.alone else ())
    if ways:
        alone: list[tuple[_Build, float]] = [(("", (_taken_apart(text),)), cost) for text, cost in ways]
        if last and sound.ipa in tables.stopped and before and before.ipa in SHORT:
            final, more = tables.stopped[sound.ipa]
            alone += [((final, new), cost + more) for (_, new), cost in alone]
        return alone
    helped: list[tuple[_Build, float]] = [
        (("", ((initial, "ㅡ", ""),)), cost) for initial, cost in tables.onsets.get(sound.ipa, (("ㅇ", 0.0),))[:1]
    ]
    if sound.ipa in tables.codas and before and (before.vowel or sound.ipa == "l"):
        return [((tables.codas[sound.ipa], ()), 0.0), *((build, CROWDED) for build, _ in helped)]
    if sound.ipa in tables.stops and before and before.vowel:
        after = "" if last else sounds[i + 1].ipa
        short = (sound.ipa, after) == ("k", "s") or (before.ipa in SHORT and after not in ("l", "ɹ", "m", "n", "w"))
        close, help_ = AFTER_SHORT if short else OTHERWISE
        return [((tables.stops[sound.ipa], ()), close), *((build, cost + help_) for build, cost in helped)]
    return helped


def _grown(path: tuple[Syllable, ...], build: _Build) -> tuple[Syllable, ...] | None:
    """A path with a final for its last syllable, where it has room, and new syllables; None when it cannot be."""
    final, new = build
    if final:
        if not path:
            return new or None
        a, b, c = path[-1]
        if c:
            return (*path, *new) if new else None
        path = (*path[:-1], (a, b, final))
    return (*path, *new)


def _taken_apart(char: str) -> Syllable:
    number = ord(unicodedata.normalize("NFC", char)) - 0xAC00
    return _INITIALS[number // 588], _MEDIALS[number % 588 // 28], _FINALS[number % 28].strip()


@cache
def _tables() -> _Tables:
    raw = tomllib.loads(data.read_text("translit/hangul.toml"))

    def choices(text: str) -> tuple[_Choice, ...]:
        parts = (part.partition(":") for part in text.split())
        return tuple((piece, float(cost or 0)) for piece, _, cost in parts)

    def by_letter(room: str) -> dict[str, dict[str, tuple[_Choice, ...]]]:
        return {ipa: {letter: choices(text) for letter, text in by.items()} for ipa, by in raw[room].items()}

    glides = {name: dict(zip(text[::2], text[1::2], strict=True)) for name, text in raw["glides"].items()}
    return _Tables(
        by_letter("vowels"), by_letter("closed_vowels"), by_letter("final_vowels"),
        {ipa: choices(text) for ipa, text in raw["onsets"].items()},
        raw["codas"], raw["stops"], {ipa: (choices(a), choices(b)) for ipa, (a, b) in raw["alone"].items()},
        by_letter("ends"), {ipa: choices(text)[0] for ipa, text in raw["stopped"].items()},
        {ipa: float(cost) for ipa, cost in raw["rounded"].items()}, glides["y"], glides["w"],
    )
