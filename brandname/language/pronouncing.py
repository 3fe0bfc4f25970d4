"""The routes from a name to its sounds: stated, by native rules, as English, as spelled, by its local spelling.

Each function gives the readings of one route, or none where the route does not lead to an honest one; `readings` puts
them together. Foreign routes are said as the language's speakers say them (`adaptation`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import prod

from brandname import data
from brandname.language import accent, borrowed, english, sinitic, sounds, unwritten
from brandname.language.adaptation import adapt, english_model
from brandname.language.alphabets import (
    Orthography,
    has_vowel,
    orthography,
    respell,
    scripts_in,
    split_words,
    unaccented,
)
from brandname.language.g2p import PLAIN, UNSURE, Engine, open_engine
from brandname.language.lettering import Token, has_names, spell_out, tokens
from brandname.language.mending import letters_read, said_word
from brandname.language.pinyin_names import TAGS, pinyin_name
from brandname.language.respelling import said
from brandname.language.routes import Reading, Route
from brandname.language.scripts.spelling import plain_letters
from brandname.language.witness import ALONE, Witness, confidence

STATED, KNOWN_WORD, ENGLISH_GUESS, FOREIGN, AS_SPELLED, WEAK = 0.8, 0.8, 0.5, 0.4, 0.35, 0.3
"""Confidence of a route where no witness was heard; a known word is in the dictionary of English."""
ENGLISH_WORDS, BY_THE_LETTERS = 0.55, 0.6
"""Of words that show to be English: read as English, and how much less surely by the language's own rules."""
SPELLED, SPELLED_ABROAD = 0.6, 0.35
"""Letters by the language's own names, or by the English ones in its sounds."""
DOUBTFUL = 0.25
"""The other way to say a letter that readers of a language say in two ways."""
RENDERED_LEAST = 0.2
"""A local spelling need not be the one in use for its reading to be near."""

_NAMING = frozenset({"da", "de", "fr", "nb", "nl", "nn", "sv"})
"""Languages in which a vowel letter by itself is no word that names begin with."""

_PRENASAL = frozenset({"sw", "xh", "zu"})
"""Languages whose syllables begin with a nasal and another consonant."""

_LEARNED: Mapping[str, Callable[[str], str]] = {
    "american": english.american, "british": english.british, "rhotic": english.rhotic,
}
_LONG_O = re.compile("o[auwe]|o[^aeiouy]+e$|o(?:ld|lt|ll)")
"""Spellings of the English long o that readers know for one: boat, low, note, gold …"""
_GOAT = re.compile("[oə]ʊ(?![iɪeɛæaʌɑɒɔəɚɝɜ])")
"""… and how it is said; before another vowel it stays, lest Chloe become *cloy*."""
_LINKING = re.compile("([ɚɝ])(?=[aeiouæɑɒɔəɛɪʊʌ])")
"""An r between vowels, which everyone who sees it says."""
_ENDING_GLIDE = re.compile("(?<=[aeouɛɔ])j$")
_ENGLISH_VOWELS = frozenset("aeiouy")
_VOICED_S = re.compile("z(?=[mnlrvbdɡ])")
_LONG_CONSONANT = re.compile(r"([bdfɡklmnprstvʃ])(?:ː|\1)")
_GLIDING_U = re.compile("(?<![qgk])u(?=[aeio])")

REMEMBERED = 4096
"""Words whose letters' usual values are kept within a run: a name is asked about once a language."""
_Plan = tuple[tuple[bool, ...], float]
"""For each token whether it is said letter by letter, and how likely this choice is."""


def stated(text: str, tag: str, say: str) -> list[Reading]:
    """The owner's respelling (or IPA between slashes) as speakers of the language say it."""
    ipa = said(say)
    return [_reading(tag, text, adapt(ipa, tag).ipa, Route.STATED, "stated", STATED)] if ipa else []


def characters(text: str, tag: str, witnesses: Sequence[Witness]) -> list[Reading]:
    """Chinese characters in Mandarin, Cantonese or Hokkien; [] in other languages, which read them in other ways."""
    base = tag.split("-")[0]
    if base in sinitic.LANGUAGES:
        whole = "".join(word for _, word in split_words(text))
        return [_reading(tag, spelling, ipa, Route.NATIVE_SPELLING, f"brandname:{base}", ALONE if k == 0 else WEAK)
                for k, (spelling, ipa) in enumerate(sinitic.native(whole, tag))]
    if base not in {"zh", "cmn"}:
        return []
    pairs = [sounds.mandarin(word) for _, word in split_words(text)]
    if not pairs or not all(ipa for _, ipa in pairs):
        return []
    ipa = " ".join(ipa for _, ipa in pairs)
    spelling = " ".join(spelling for spelling, _ in pairs)
    return [_reading(tag, spelling, ipa, Route.NATIVE_SPELLING, f"{sounds.PINYIN}+brandname:zh",
                     confidence(ipa, witnesses))]


def native(text: str, tag: str, ortho: Orthography, witnesses: Sequence[Witness]) -> list[Reading]:
    """A text in a script of the language, by its own spelling rules; initials by the names of its letters."""
    engine = open_engine(tag)
    if ortho.language != "en" and engine is None:
        return []
    found = []
    parts = tokens(text, ortho)
    for plan, chance in _plans(parts):
        words = [part.text for part, lettered in zip(parts, plan, strict=True) if not lettered]
        if not all(has_vowel(word, ortho) for word in words):
            continue
        if not words:
            found += _spelled(parts, tag, chance)
        elif engine is None:
            sure = KNOWN_WORD if all(map(english.is_known, words)) else ENGLISH_GUESS
            for voice, share in _english_voices(tag, words):
                found += _read(parts, plan, tag, voice, ("brandname:en", Route.NATIVE_SPELLING, sure * chance * share))
        else:
            found += _by_rules(parts, plan, tag, engine, ortho, witnesses, chance)
    return found


def foreign(text: str, tag: str, ortho: Orthography | None, origin: str) -> list[Reading]:
    """A Latin text read as English, and at its letters' usual values or by the rules of its origin."""
    parts = tokens(text, ortho)
    plan, chance = next(_plans(parts))
    words = [part.text for part, lettered in zip(parts, plan, strict=True) if not lettered]
    reads_latin = ortho is not None and ortho.reads("Latn")
    if not words:
        return [] if reads_latin else _spelled(parts, tag, chance)
    if not all(map(_sayable, words)):
        return []
    found: list[Reading] = []
    language, source = tag.split("-")[0], origin.split("-")[0]
    if language != "en":
        voice = _LEARNED[english_model(tag)]
        sure = FOREIGN if ortho is None or not _looks_native(text, ortho) else FOREIGN / 2
        if reads_latin and _looks_english(words, tag):
            sure = ENGLISH_WORDS
        how = ("brandname:en", Route.ENGLISH_INFLUENCED, sure * chance)
        found += _read(parts, plan, tag, _abroad(lambda word: _as_written(word, voice(word)), tag), how)
    if source in TAGS or (not origin and language in TAGS and pinyin_name(text)):
        found[:0] = _mandarin(text, tag)
    elif origin and source not in {"en", language} and (by_origin := _voice_of(origin)):
        code, plain = by_origin
        sure = ALONE - 0.1
        found[:0] = _read(parts, plan, tag, _abroad(plain, tag), (code, Route.AS_SPELLED, sure * chance))
    elif not reads_latin and source != "en" and (usual := _voice_of(PLAIN)):
        how = (usual[0], Route.AS_SPELLED, AS_SPELLED * chance)
        found += _read(parts, plan, tag, _abroad(_usual_values, tag), how)
    return found


@lru_cache(REMEMBERED)
def _sayable(word: str) -> bool:
    """Whether a Latin word has a letter that English takes for a vowel."""
    return not _ENGLISH_VOWELS.isdisjoint(plain_letters(word))


@lru_cache(REMEMBERED)
def _usual_values(word: str) -> str:
    """IPA of a Latin word with its letters at their usual values; "" where no table says them."""
    usual = _voice_of(PLAIN)
    if usual is None:
        return ""
    ipa = usual[1](word).replace("dz", "z")  # z at its usual value, not the Italian one
    ipa = _LONG_CONSONANT.sub(r"\1", ipa)
    ipa = _ENDING_GLIDE.sub("i", ipa)
    if "z" not in word.lower():
        ipa = _VOICED_S.sub("s", ipa)
    return ipa.replace("w", "u") if _GLIDING_U.search(word.lower()) and "q" not in word.lower() else ipa


def _mandarin(text: str, tag: str) -> list[Reading]:
    """A name stated to be Chinese, by its pinyin without tones; none when it cannot be cut into syllables."""
    name = pinyin_name(text, "zh")
    if name is None:
        return []
    spelling = " ".join(map("".join, name.words))
    if tag.split("-")[0] in TAGS:
        ipa = " ".join(sounds.mandarin_syllable(s) for word in name.words for s in word)
        return [_reading(tag, spelling, ipa, Route.NATIVE_SPELLING, "brandname:zh", ALONE - 0.1)]
    ipa = " ".join("".join(map(sounds.mandarin_syllable, word)) for word in name.words)
    return [_reading(tag, spelling, adapt(ipa, tag).ipa, Route.AS_SPELLED, "brandname:zh", ALONE - 0.1)]


def local(text: str, tag: str, rendered: tuple[str, float] | None) -> list[Reading]:
    """A Latin text by its likeliest spelling in the script of the language, where that spelling writes all sounds.

    `rendered`: that spelling and how likely it is the one in use (0–1), when it is at hand; None = made here.
    """
    if tag.split("-")[0] in UNSURE:
        return []
    spelling, sure = rendered if rendered is not None else _rendering(text, tag)
    if not spelling or scripts_in(spelling) == ("Latn",):
        return []
    if scripts_in(spelling) == ("Hani",):
        found = characters(spelling, tag, ())
        ipa = found[0].ipa if found else ""
    else:
        ipa = _covered(spelling, tag)
    if not ipa:
        return []
    likely = min(ALONE, max(RENDERED_LEAST, sure))
    return [_reading(tag, spelling, ipa, Route.LOCAL_RENDERING, "brandname:" + tag.split("-")[0], likely)]


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
        toneless = ortho.plain(char) if ortho.tones else ""
        others = (choice for letter in plain for choice in _last_resorts().get(letter, ()))
        choices = [toneless, plain, *others]
        out.append(next((choice for choice in choices if choice and engine.covers(choice)), ""))
    return "".join(out)


def _plans(parts: Sequence[Token]) -> Iterator[_Plan]:
    """The likelier choice, then the other one where capitals leave it open."""
    likely = tuple(part.share >= 0.5 for part in parts)
    chance = prod(max(part.share, 1 - part.share) for part in parts)
    yield likely, chance
    if chance < 1:
        yield tuple(lettered != (0 < part.share < 1) for part, lettered in zip(parts, likely, strict=True)), 1 - chance


def _read(parts: Sequence[Token], plan: Sequence[bool], tag: str, voice: Callable[[str], str],
          how: tuple[str, Route, float]) -> list[Reading]:
    """One reading of the parts, each by the voice or letter by letter; none when one part has no sounds."""
    ipas = [spell_out(part.text, tag) if lettered else voice(part.text)
            for part, lettered in zip(parts, plan, strict=True)]
    code, route, sure = how
    spelling = " ".join(part.text.lower() for part in parts)
    return [_reading(tag, spelling, " ".join(ipas), route, code, sure)] if all(ipas) else []


def _spelled(parts: Sequence[Token], tag: str, chance: float) -> list[Reading]:
    ipas = [spell_out(part.text, tag) for part in parts]
    sure = (SPELLED if has_names(tag) else SPELLED_ABROAD) * chance
    spelling = " ".join(" ".join(part.text.upper()) for part in parts)
    return [_reading(tag, spelling, " ".join(ipas), Route.SPELLED_OUT, "brandname:letters", sure)] if all(ipas) else []


def _by_rules(parts: Sequence[Token], plan: Sequence[bool], tag: str, engine: Engine, ortho: Orthography,
              witnesses: Sequence[Witness], chance: float) -> list[Reading]:
    plan = [lettered or _is_letter(part, parts, ortho) for part, lettered in zip(parts, plan, strict=True)]
    spelled = [part.text if lettered else spelled_for(_written(part.text, tag, ortho), engine, ortho)
               for part, lettered in zip(parts, plan, strict=True)]
    ipas = [spell_out(word, tag) if lettered else said_word(part.text, word, tag, engine, ortho)
            for part, word, lettered in zip(parts, spelled, plan, strict=True)]
    if not all(ipas):
        return []
    ipa = " ".join(ipas)
    words = [part.text for part, lettered in zip(parts, plan, strict=True) if not lettered]
    sure = WEAK if ortho.language in UNSURE else confidence(ipa, witnesses)
    if _looks_english(words, tag):
        sure *= BY_THE_LETTERS
    guessed = any(unwritten.is_guessed(word, tag) for word in words)
    how = (Route.NATIVE_SPELLING, f"brandname:{engine.code}{unwritten.MARK if guessed else ''}")
    spelling = " ".join(spelled)
    found = [_reading(tag, spelling, ipa, *how, sure * chance)]
    for letter, sound, other in _doubtful().get(ortho.language, ()):
        at = ipa.find(sound)
        if spelling.startswith(letter) and not plan[0] and 0 <= at <= 1:  # a stress mark may stand before it
            found.append(_reading(tag, spelling, ipa[:at] + other + ipa[at + len(sound):], *how, DOUBTFUL * chance))
    return found


def _looks_english(words: Sequence[str], tag: str) -> bool:
    return borrowed.looks_english(tuple(word.lower() for word in words), tag)


def _is_letter(part: Token, parts: Sequence[Token], ortho: Orthography) -> bool:
    """Whether a capital letter beside other words is named, as in E-Nova, where no word is written so."""
    return len(parts) > 1 and len(part.text) == 1 and part.text.isupper() and ortho.language in _NAMING


def _written(text: str, tag: str, ortho: Orthography) -> str:
    """A Latin word with the foreign spellings its readers know written their own way; others as they are."""
    return borrowed.written(ortho.lower(text), tag) if scripts_in(text) == ("Latn",) else text


def _looks_native(text: str, ortho: Orthography) -> bool:
    """Whether a text has a letter of the language beyond a–z, so that few take it for English."""
    if text.isascii() and "I" not in text:  # which is ı to some
        return False
    return any(c in ortho.letters and not "a" <= c <= "z" for c in ortho.lower(text))


@lru_cache(REMEMBERED)
def _as_written(word: str, ipa: str) -> str:
    """English sounds as readers of other languages see them: the a at the end is an a to them, a single o an o."""
    lower = word.lower()
    if lower.endswith("a") and ipa.endswith("ə"):
        ipa = ipa[:-1] + "a"
    if not _LONG_O.search(lower):
        ipa = _GOAT.sub("o", ipa)
    return _LINKING.sub(lambda found: {"ɚ": "əɹ", "ɝ": "ɝɹ"}[found[1]], ipa)


def _abroad(voice: Callable[[str], str], tag: str) -> Callable[[str], str]:
    return lambda word: adapt(voice(word), tag).ipa


def _voice_of(tag: str) -> tuple[str, Callable[[str], str]] | None:
    """Engine code and reader of Latin words by a language's rules; None without them."""
    engine, ortho = open_engine(tag), orthography(tag)
    if engine is None or ortho is None or not ortho.reads("Latn"):
        return None
    return f"brandname:{engine.code}", lambda word: letters_read(spelled_for(word, engine, ortho), engine)


def _english_voices(tag: str, words: Sequence[str]) -> list[tuple[Callable[[str], str], float]]:
    """Ways to read English words, likeliest first, each with its chance against the first.

    The others differ in the first word that English does not know and that leaves a choice.
    """
    british = tag not in {"en", "en-US", "en-CA", "en-PH"}
    usual = english.british if british else english.american
    open_word = next((word for word in words if len(english.guesses(word, southern_british=british)) > 1), None)
    if open_word is None:
        return [(usual, 1.0)]

    def voice(guess: str) -> Callable[[str], str]:
        return lambda word: guess if word == open_word else usual(word)

    return [(voice(ipa), chance) for ipa, chance in english.guesses(open_word, southern_british=british)]


def _rendering(text: str, tag: str) -> tuple[str, float]:
    """The likeliest spelling in the tag's script, by trained tables or by rules; ("", 0) without either."""
    from brandname.language.scripts import rendering, rules

    base = tag.split("-")[0]
    script = script_for(tag)
    if script:
        found = rendering.renderings(text, script, 1, quick=True)
        return (found[0].text, found[0].confidence) if found else ("", 0.0)
    if base in rules.LANGUAGES:
        made = rules.rule_renderings(text, base, 1)
        return (made[0].text, made[0].confidence) if made else ("", 0.0)
    return "", 0.0


def script_for(tag: str) -> str:
    """ISO 15924 of the trained tables that write foreign names for readers of a tag; "" = none."""
    from brandname.language.scripts import rendering

    base = tag.split("-")[0]
    if base == "zh":
        return "Hant" if {"Hant", "TW", "HK", "MO"} & set(tag.split("-")) else "Hans"
    return next((script for script, language in rendering.covered().items() if language == base), "")


def _covered(spelling: str, tag: str) -> str:
    """IPA of a local spelling by the native rules; "" when a letter of it has none."""
    engine, ortho = open_engine(tag), orthography(tag)
    words = [ortho.lower(word) for _, word in split_words(spelling)] if ortho else []
    if engine is None or ortho is None or not words or not all(map(engine.covers, words)):
        return ""
    return " ".join(said_word(word, word, tag, engine, ortho) for word in words)


def _reading(tag: str, spelling: str, ipa: str, route: Route, engine: str, sure: float) -> Reading:
    scripts = scripts_in(spelling)
    for old, new, following in _regional().get(tag, ()):
        ipa = "".join(new if c == old and ipa[i + 1:i + 2] in set(following) else c for i, c in enumerate(ipa))
    if " " in ipa or ipa.find("ˈ") > 0:
        prenasal = tag.split("-")[0] in _PRENASAL
        ipa = " ".join(accent.settled(accent.begun(word), prenasal=prenasal) for word in ipa.split(" "))
    return Reading(tag, spelling, scripts[0] if scripts else "Zyyy", ipa, route, engine, round(sure, 3))


@cache
def _doubtful() -> dict[str, list[tuple[str, str, str]]]:
    table: dict[str, list[tuple[str, str, str]]] = tomllib.loads(data.read_text("sounds/tags.toml"))["doubtful"]
    return table


@cache
def _regional() -> dict[str, list[tuple[str, str, str]]]:
    table: dict[str, list[tuple[str, str, str]]] = tomllib.loads(data.read_text("sounds/tags.toml"))["regional"]
    return table


@cache
def _last_resorts() -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(data.read_text("sounds/tags.toml"))["last"]
    return table
