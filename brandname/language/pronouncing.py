"""How a name sounds in a language: every route by which its readers may come to a pronunciation, likeliest first.

Stated by the owner, read by the native spelling rules, read as English, read as spelled (or by the rules of a stated
origin); the last three as the language's speakers say them (`adaptation`). Renderings in other scripts come elsewhere.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from brandname import data
from brandname.language import english, sounds
from brandname.language.adaptation import adapt, english_model, has_rules
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
from brandname.language.g2p import Engine, open_engine
from brandname.language.readings import LanguageNotCovered, Reading, Route
from brandname.language.respelling import said
from brandname.language.witness import ALONE, Witness, confidence

STATED, KNOWN_WORD, ENGLISH_GUESS, FOREIGN, AS_SPELLED, WEAK = 0.8, 0.8, 0.5, 0.4, 0.35, 0.3
"""Confidence of a route where no witness was heard."""
PLAIN = "it"
"""Language whose spelling rules stand for reading letters at their usual values."""
UNSURE = frozenset({"ar", "fa", "he", "ur", "km", "lo", "my", "th"})
"""Languages that leave vowels unwritten, or whose rules the tables follow badly (benchmarks/RESULTS.md, Sounds)."""


def sound_readings(
    name: str, tag: str, *, say: str = "", origin: str = "", witnesses: Sequence[Witness] = (),
) -> tuple[Reading, ...]:
    """The readings of a name by every route, likeliest first; () for digits or a word without vowels.

    `say` is the owner's respelling or IPA between slashes, `origin` the language the name comes from, `witnesses` what
    other engines read for the respelled name in this language (they bear on the native route only).
    Raises LanguageNotCovered for a tag with neither orthography nor rules of adaptation.
    """
    ortho = orthography(tag)
    if ortho is None and not has_rules(tag):
        raise LanguageNotCovered(tag)
    text = unicodedata.normalize("NFKC", name).strip()
    found: list[Reading] = []
    if say and (ipa := said(say)):
        found.append(_reading(tag, text, adapt(ipa, tag).ipa, Route.STATED, "stated", STATED))
    scripts = set(scripts_in(text))
    if scripts and not has_digit(text):
        if ortho is not None and scripts <= set(ortho.scripts):
            found.extend(_native(text, tag, ortho, witnesses))
        if scripts == {"Latn"} and tag.split("-")[0] != "en":
            found.extend(_foreign(text, tag, ortho, origin))
    return _distinct(found)


def _native(text: str, tag: str, ortho: Orthography, witnesses: Sequence[Witness]) -> list[Reading]:
    words = [word for _, word in split_words(text)]
    if ortho.language == "en":
        return _english(text, tag, words, ortho)
    engine = open_engine(tag)
    if engine is None or (scripts_in(text) == ("Latn",) and not all(has_vowel(word, ortho) for word in words)):
        return []
    if scripts_in(text) == ("Hani",):
        spelled = [" ".join(choices[0] for choices in sounds.pinyin(word)) for word in words]
    else:
        spelled = [spelled_for(word, engine, ortho) for word in words]
    ipas = [" ".join(engine.read(part) for part in spelling.split()) for spelling in spelled]
    if not all(ipas):
        return []
    ipa, spelling = " ".join(ipas), " ".join(spelled)
    sure = WEAK if ortho.language in UNSURE else confidence(ipa, witnesses) if witnesses else ALONE
    return [_reading(tag, spelling, ipa, Route.NATIVE_SPELLING, f"brandname:{engine.code}", sure)]


def _english(text: str, tag: str, words: list[str], ortho: Orthography) -> list[Reading]:
    if not all(has_vowel(word, ortho) for word in words):
        return []
    ipa = " ".join(map(_english_voice(tag), words))
    sure = KNOWN_WORD if all(map(english.is_known, words)) else ENGLISH_GUESS
    return [_reading(tag, text.lower(), ipa, Route.NATIVE_SPELLING, "brandname:en", sure)]


def _foreign(text: str, tag: str, ortho: Orthography | None, origin: str) -> list[Reading]:
    """Read as English, and as spelled or by the rules of its origin, each as speakers of the language say it."""
    words = [word for _, word in split_words(text)]
    voice = english.british if english_model(tag) == "british" else english.american
    found = []
    heard = " ".join(filter(None, map(voice, words)))
    if heard:
        ipa = adapt(heard, tag).ipa
        found.append(_reading(tag, text.lower(), ipa, Route.ENGLISH_INFLUENCED, "brandname:en", FOREIGN))
    if origin.split("-")[0] == "en" or (not origin and ortho is not None and ortho.reads("Latn")):
        return found
    source = origin or PLAIN
    engine, spelling = open_engine(source), orthography(source)
    if engine is not None and spelling is not None and spelling.reads("Latn"):
        plain = " ".join(engine.read(spelled_for(word, engine, spelling)) for word in words)
        if not origin:
            plain = plain.replace("dz", "z")  # z at its usual value, not the Italian one
        if plain.strip():
            sure = ALONE - 0.1 if origin else AS_SPELLED
            ipa = adapt(plain, tag).ipa
            stated = _reading(tag, text.lower(), ipa, Route.AS_SPELLED, f"brandname:{engine.code}", sure)
            found.insert(0 if origin else len(found), stated)
    return found


def spelled_for(word: str, engine: Engine, ortho: Orthography) -> str:
    """A word in letters its language's table has: foreign ones respelled, dropped only when nothing stands for them."""
    spelled = respell(word, ortho)
    if engine.covers(spelled):
        return spelled
    out = []
    for char in spelled:
        if char in engine.letters or not char.isalpha():
            out.append(char)
            continue
        plain = unaccented(char, ortho)
        choices = [plain, *(choice for letter in plain for choice in _last_resorts().get(letter, ()))]
        out.append(next((choice for choice in choices if choice and engine.covers(choice)), ""))
    return "".join(out)


def _english_voice(tag: str) -> Callable[[str], str]:
    return english.american if tag in {"en", "en-US", "en-CA", "en-PH"} else english.british


def _reading(tag: str, spelling: str, ipa: str, route: Route, engine: str, sure: float) -> Reading:
    scripts = scripts_in(spelling)
    return Reading(tag, spelling, scripts[0] if scripts else "Zyyy", ipa, route, engine, sure)


def _distinct(found: list[Reading]) -> tuple[Reading, ...]:
    """Each pronunciation once, by the first route that leads to it; surest first."""
    kept: dict[str, Reading] = {}
    for reading in found:
        if reading.ipa:
            kept.setdefault(sounds.unstressed(reading.ipa), reading)
    return tuple(sorted(kept.values(), key=lambda reading: -reading.confidence))


@cache
def _last_resorts() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(data.read_text("sounds/tags.toml"))["last"]
    return table
