"""Segments of words that are plainly English: the dictionary's sounds, with the vowels a speller still sees.

Other languages write the unstressed vowel of `computer` as the letter it is spelled with, and the o of `shop` as an o.
Knows words and no names; anything that is not everyday English is left to the default reading of its letters.
"""

from __future__ import annotations

from functools import lru_cache

from brandname.language.english import CODES, aligned, is_known
from brandname.language.english_words import is_word
from brandname.language.scripts.phones import Reading, segments_of_ipa
from brandname.language.scripts.spelling import plain_letters
from brandname.language.scripts.words import SHORTEST, is_english, parts_of

OTHERWISE = 0.7
"""What it costs (nats) to write unstressed vowels as they are heard where they are usually written as they are spelled,
or the other way round."""
SAID_BY_ENGLISH = 0.5
"""What the English reading costs of a name the English dictionary knows, whose own language may be another."""
_SEEN = {"a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "i"}
"""Vowel letters as segments."""
_REDUCED = frozenset({"ə", "ɚ"})


@lru_cache(maxsize=4096)
def segments_of_english(word: str, *, by_ear: bool = False, stated: bool = False) -> tuple[Reading, ...]:
    """Up to two readings of an English word, or of the English words it runs together, the cheaper first.

    `by_ear`: unstressed vowels are rather written as they sound than as they are spelled. () when the dictionary does
    not have it (unless English is `stated` as its language), or its sounds cannot be laid out under its letters.
    """
    plain = plain_letters(word)
    words = _words(plain) or ((plain,) if stated and plain else ())
    extra = 0.0
    if not words and len(plain) >= SHORTEST and is_known(plain):
        words, extra = (plain,), SAID_BY_ENGLISH
    seen = [_segments(part, seen=True) for part in words]
    heard = [_segments(part, seen=False) for part in words]
    if not words or not all(seen) or not all(heard):
        return ()
    first, second = (tuple(s for part in parts for s in part or ()) for parts in (seen, heard))
    if by_ear:
        first, second = second, first
    return ((first, extra),) if first == second else ((first, extra), (second, extra + OTHERWISE))


def _words(plain: str) -> tuple[str, ...]:
    """The everyday English words a name is made of; () when any part of it may be something else."""
    words = (plain,) if is_english(plain) else parts_of(plain)
    return words if all(map(is_word, words)) else ()


def _segments(word: str, *, seen: bool) -> tuple[str, ...]:
    sounds = [(CODES[code], letter, at) for at, (letter, codes) in enumerate(zip(word, aligned(word), strict=False))
              for code in codes]
    ipa = ""
    for (sound, level), letter, at in sounds:
        ipa += _as_written(sound, level, letter, word[at + 1:], ipa) if seen else _as_heard(sound, letter, ipa)
    return segments_of_ipa(ipa) or ()


def _as_heard(sound: str, letter: str, before: str) -> str:
    """IPA of a sound, but the o of `shop`, which Americans alone say as an a."""
    if sound == "ɑ" and letter == "o":
        return "ɔ"
    # `fire`, `sour`: the r after a diphthong brings no syllable of its own.
    return "r" if sound == "ɚ" and letter == "r" and before.endswith(("ɪ", "ʊ")) else sound


def _as_written(sound: str, level: str, letter: str, rest: str, before: str) -> str:
    """IPA of a sound with the vowel its letter shows where English has none of its own."""
    if sound in _REDUCED and letter in _SEEN and not (letter == "i" and rest[:1] in _SEEN):
        return ("e" if letter == "a" and rest.startswith("ge") else _SEEN[letter]) + ("r" if sound == "ɚ" else "")
    if sound == "ɪ" and level == "0" and letter == "e" and any(c in "aeiouæɑɔəʌɛɪʊ" for c in before):
        return "e"
    return _as_heard(sound, letter, before)
