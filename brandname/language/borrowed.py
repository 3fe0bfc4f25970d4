"""Spellings of other languages in a name, as readers of one language take them: th is a t to Swedes, qu is kv.

Reads `data/language/digraphs.toml`. For names read by native spelling rules only: words of a language keep the readings
of its table, and letters the language lacks are `alphabets`' business. Where the table of native words puts the stress
where names do not have it, or none, the stress is set here; German has rules of its own (`latinate`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language import english
from brandname.language.adaptation import adapt, started, stressed
from brandname.language.segments import STRESS, base, is_vowel, pieces

FEWEST = 3
"""Syllables from which a name of Latin look is stressed near its end."""
SHORTEST = 4
"""Letters of a word that is looked for inside another."""
REMEMBERED = 4096
_VOWELS = "aeiouơưáàâäãåāăąæéèêëēėęěíìîïīįóòôöõøőōœúùûüűūůų"
_CONSONANTS = "bcdfghjklmnpqrstvwxzçćčďđğłńňñřśšşșťţțźżžß"
_LONG = {"a": "ɑ", "ɪ": "i", "ɛ": "e", "ɔ": "o", "ʊ": "u", "ɵ": "ʉ", "ʏ": "y", "œ": "ø", "ə": "e"}
"""Short vowel → the quality it has when it is long, in Swedish, Danish and Norwegian."""
_LATIN_END = re.compile("[^aeiouy][iu]?[aou]$|[^aeiou]i$")
_FULL_E = re.compile(r"e([lnrst])\1$")
_MUTE_E = re.compile("ə(?=[lnrstʁɾ]ː?$)")
"""An e before a doubled consonant at the end is never mute: Brightwell."""
_TONES = str.maketrans("", "", "˥˦˧˨˩")

Rules = tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """What readers of a language do with foreign spellings."""

    rules: Rules
    sounds: Rules
    stress: str
    repair: str
    own: re.Pattern[str] | None
    english: re.Pattern[str] | None


def written(word: str, tag: str) -> str:
    """A lower-case Latin word in the language's own spelling of the digraphs it has; unchanged without a row."""
    habits = _habits(tag)
    if habits is None:
        return word
    if tag.split("-")[0] != "de":
        word = word.replace("ß", "ss")
    for pattern, spelling in habits.rules:
        word = pattern.sub(spelling, word)
    return word


def mended(word: str, ipa: str, tag: str) -> str:
    """IPA of a word read by native rules, with what names have instead; `word`: the name's, in lower case."""
    habits = _habits(tag)
    if habits is None:
        return ipa
    ipa = sounded(ipa, tag)
    if _FULL_E.search(word):
        ipa = _MUTE_E.sub("ɛ", ipa)
    if habits.repair == "start":
        ipa = started(ipa, tag)
    elif habits.repair == "all" and not (habits.own and habits.own.fullmatch(word)):
        ipa = adapt(ipa.translate(_TONES), tag).ipa
    if habits.stress == "latin":
        return _moved(word, ipa if "ˈ" in ipa else stressed(ipa, "first"), lengthen=tag.split("-")[0] != "nl")
    if habits.stress and "ˈ" not in ipa:
        closed = tag.split("-")[0] == "ro" and not is_vowel(pieces(ipa)[-1])
        return stressed(ipa, "last" if closed else habits.stress)
    return ipa


def sounded(ipa: str, tag: str) -> str:
    """IPA of a word in the language's own script, with the sounds that names have instead."""
    habits = _habits(tag)
    for pattern, sound in habits.sounds if habits else ():
        ipa = pattern.sub(sound, ipa)
    return ipa


@lru_cache(REMEMBERED)
def looks_english(words: tuple[str, ...], tag: str) -> bool:
    """Whether lower-case words show to readers of a tag that they are English: all known, and one spelled like it.

    Known is what the dictionary has, or two such words in one; a spelling that the language has itself shows nothing.
    """
    habits = _habits(tag)
    if habits is None or habits.english is None:
        return False
    parts = [_english_parts(word) for word in words]
    return all(parts) and any(habits.english.search(part) for row in parts for part in row)


@lru_cache(REMEMBERED)
def _english_parts(word: str) -> tuple[str, ...]:
    """The English word or the two that make it up; () for others."""
    if english.is_known(word):
        return (word,)
    cuts = ((word[:i], word[i:]) for i in range(SHORTEST, len(word) - SHORTEST + 1))
    return next((pair for pair in cuts if all(map(english.is_known, pair))), ())


@lru_cache(REMEMBERED)
def _moved(word: str, ipa: str, *, lengthen: bool) -> str:
    """The stress of a name of Latin look where such names have it; as it was for other words."""
    sounds = [piece for piece in pieces(ipa) if piece not in STRESS]
    heads = [i for i, sound in enumerate(sounds) if is_vowel(sound)]
    if len(heads) < FEWEST or not ipa.startswith("ˈ") or not _LATIN_END.search(word):
        return ipa
    back = 3 if heads[-2] + 1 == heads[-1] and base(sounds[heads[-2]]) in "iɪ" else 2
    at = heads[-back]
    if lengthen:
        sounds = _relengthened(sounds, heads, at, heads[1 - back])
    start = max(at - 1, 0) if at and not is_vowel(sounds[at - 1]) else at
    if start > 1 and base(sounds[start]) in "lrɾʁ" and base(sounds[start - 1]) in "pbtdkɡf":
        start -= 1
    return "".join(sounds[:start]) + "ˈ" + "".join(sounds[start:])


def _relengthened(sounds: Sequence[str], heads: Sequence[int], at: int, after: int) -> list[str]:
    """Vowels short but for the stressed one, which is long before no consonant or a single short one."""
    out = [sound.removesuffix("ː") if i in heads else sound for i, sound in enumerate(sounds)]
    between = [sound for sound in out[at + 1:after] if not is_vowel(sound)]
    if len(between) <= 1 and not any(sound.endswith("ː") for sound in between):
        out[at] = _LONG.get(base(out[at]), base(out[at])) + "ː"
    return out


@cache
def _habits(tag: str) -> Habits | None:
    table = _table()
    parts = tag.split("-")
    raw = next((table[key] for size in range(len(parts), 0, -1) if (key := "-".join(parts[:size])) in table), None)
    if raw is None:
        return None
    rules = [*raw.get("rules", ())]
    if "single" in raw:
        kept = "".join(c for c in _CONSONANTS if c not in raw["single"])
        rules.append([f"([{kept}])\\1", "\\1"])
    own = raw.get("own")
    looks = [pattern for pattern in table["shared"]["english"] if pattern not in raw.get("own_too", ())]
    return Habits(_compiled(rules), _compiled(raw.get("sounds", ())), raw.get("stress", ""), raw.get("repair", ""),
                  re.compile(_spread(own)) if own else None, re.compile("|".join(looks)))


def _compiled(rows: Sequence[Sequence[str]]) -> Rules:
    return tuple((re.compile(_spread(pattern)), new) for pattern, new in rows)


def _spread(pattern: str) -> str:
    """A pattern with V and C as classes of letters."""
    return pattern.replace("V", f"[{_VOWELS}]").replace("C", f"[{_CONSONANTS}]")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("language/digraphs.toml"))
