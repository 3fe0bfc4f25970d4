"""Where German speakers stress names that look Latin: on the last syllable but one, as in *Veranda*, not on the first.

The compiled table stresses every word on its first syllable, as native words are. After Wiese, The Phonology of German
(Oxford 1996), 8.2: words that end in a full vowel take the stress on the last syllable but one, on the one before where
that one is *i* before a vowel or one of the short Latin endings. A tendency, not a law: *Kamera* goes otherwise.
"""

from __future__ import annotations

import re

from brandname.language.segments import STRESS, base, is_vowel, pieces

FEWEST = 3
"""Syllables from which it matters."""
_LATINATE = re.compile("[a-z]*[bcdfghjklmnpqrstvwxyz][iu]?(?:[aou]|[aeiou]s|um)|[a-z]*[bcdfgklmnprstvz]i")
_NATIVE = re.compile("sch|ck|tz|ie|ei|eu|th?um$|haus|los$|[^aeiou]es$")
_LIGHT = re.compile("(?:[iy][ck]|ul)(?:[ao]|us|um|as|os)")
"""Endings whose vowel was short in Latin: Musica, Fabula."""
_TENSE = {"a": "a", "ɛ": "e", "ɪ": "i", "ɔ": "o", "ʊ": "u", "ə": "e", "ɐ": "a", "œ": "ø", "ʏ": "y"}
_LAX = {"ə": "ɛ", "e": "ɛ", "i": "ɪ", "o": "ɔ", "u": "ʊ", "ø": "œ", "y": "ʏ"}
_STOPS, _LIQUIDS = frozenset("pbtdkɡf"), frozenset("lrʁɾ")


def restressed(word: str, ipa: str) -> str:
    """The IPA of a lower-case German word with the stress where its Latin look puts it; as it was for other words."""
    if not _LATINATE.fullmatch(word) or _NATIVE.search(word) or not ipa.startswith("ˈ"):
        return ipa
    sounds = [piece for piece in pieces(ipa) if piece not in STRESS]
    heads = [i for i, sound in enumerate(sounds) if is_vowel(sound) and not (i and _glides(sounds[i - 1], sound))]
    if len(heads) < FEWEST:
        return ipa
    back = 2
    if (heads[-2] + 1 == heads[-1] and base(sounds[heads[-2]]) in "iɪ") or _LIGHT.search(word, len(word) - 4):
        back = 3
    at = heads[-back]
    out = [sound.removesuffix("ː") if i != at and is_vowel(sound) else sound for i, sound in enumerate(sounds)]
    after = heads[1 - back]
    out = [_TENSE.get(sound, sound) if sound == "ə" and i < at else sound for i, sound in enumerate(out)]
    if at + 1 not in heads and at + 1 < len(out) and is_vowel(out[at + 1]):  # a diphthong stays as it is
        after = at
    elif after - at <= 2 or (after - at == 3 and out[at + 1] in _STOPS and out[at + 2] in _LIQUIDS):
        out[at] = _TENSE.get(base(out[at]), base(out[at])) + "ː"
    else:
        out[at] = _LAX.get(base(out[at]), base(out[at]))
    start = _onset(out, at, heads)
    return "".join(out[:start]) + "ˈ" + "".join(out[start:])


def _glides(sound: str, after: str) -> bool:
    """Whether a vowel ends a diphthong of German."""
    return base(sound) + base(after) in {"aɪ", "aʊ", "ɔʏ", "ɔɪ"}


def _onset(sounds: list[str], at: int, heads: list[int]) -> int:
    """Where the syllable of the vowel at `at` begins: one consonant, or a stop with l or r."""
    before = max((head for head in heads if head < at), default=-1)
    if before < 0:
        return 0
    start = at if is_vowel(sounds[at - 1]) else at - 1
    if at - before > 2 and sounds[at - 1] in _LIQUIDS and sounds[at - 2] in _STOPS:
        start = at - 2
    return start
