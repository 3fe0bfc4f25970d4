"""What the compiled tables miss or slip on, in names: German stress, Korean l, Vietnamese tones, a k in Hungarian.

One word at a time, as native spelling rules read it. Chooses no table and no route (`pronouncing`); what readers do
with foreign spellings stands in `borrowed`.
"""

from __future__ import annotations

import re
import unicodedata

from brandname.language import borrowed, unwritten
from brandname.language.alphabets import Orthography, scripts_in
from brandname.language.g2p import Engine
from brandname.language.latinate import restressed

_ASSIMILATED = {"ɭɾ": "ll", "ɭn": "ll", "nɾ": "ll"}
"""Two Korean consonants → what they sound like together (Sohn, The Korean Language, Cambridge 1999)."""

_SLIPPING = frozenset({"hu", "ta", "it-IT", "pt-BR", "nl"})
"""Tables with a letter that `letters_read` sets right."""
_ONE_LONG = frozenset({"de", "nl"})
"""Languages that write a long vowel twice."""
_SOUNDS = {"a": "aɑ", "e": "eɛ", "o": "oɔ"}
_CONTOURS = {"\u0301": "˨˦", "\u0300": "˧˨", "\u0309": "˧˩˨", "\u0303": "˧ˀ˥", "\u0323": "˨ˀ˩"}
_STOPPED = {**_CONTOURS, "\u0301": "˦˥", "\u0323": "˨˩"}
"""Tone mark → contour in Hanoi, in syllables that end in a stop: Kirby, Hanoi Vietnamese, JIPA 41 (2011)."""
_TONELESS = str.maketrans("", "", "˥˦˧˨˩")


def said_word(text: str, word: str, tag: str, engine: Engine, ortho: Orthography) -> str:
    """IPA of one word of a name by native rules: `text` as it stands in the name, `word` as it is read."""
    latin = scripts_in(text) == ("Latn",)
    if (likely := unwritten.vocalised(word, tag, engine)):
        return borrowed.sounded(likely, tag)
    ipa = _mended(text, word, letters_read(word, engine), ortho)
    return borrowed.mended(ortho.plain(text), ipa, tag) if ipa and latin else borrowed.sounded(ipa, tag)


def letters_read(word: str, engine: Engine) -> str:
    """IPA of a word by the table, with what the tables of five languages drop or add."""
    if engine.code == "ru":
        return "".join(engine.labels(word, loud="ё"))
    if engine.code == "hy":
        return engine.read(word.replace("եւ", "եվ"))  # what և falls into: since 1922 it is always [jev] or [ev]
    if engine.code not in _SLIPPING:
        return engine.read(word)
    letters, labels = engine.spelled(word), engine.labels(word)
    if engine.code not in {"hu", "ta"}:
        return "".join(_letters_kept(letters, labels))
    for i, letter in enumerate(letters):
        after = letters[i + 1:i + 2]
        if letter == "k" and after == "v" and not labels[i]:
            labels[i] = "k"
        elif letter == "ஃ" and after == "ப":  # together they write f
            labels[i:i + 2] = ["", "f" + labels[i + 1].lstrip("pbː")]
        elif letter == "க" and after and not labels[i] and unicodedata.category(after) == "Mc":
            labels[i] = "ɡ"
        elif unicodedata.category(after or " ") in {"Mc", "Mn"} and labels[i].endswith("a"):
            labels[i] = labels[i][:-1]  # the sign of another vowel follows
    return "".join(labels)


def _letters_kept(letters: str, labels: list[str]) -> list[str]:
    """What each letter adds, where the last u of a name is no glide, an o before sj and the s of Snaro are said."""
    for i, letter in enumerate(letters):
        if letter == "u" and labels[i][:1] == "w" and i == len(letters) - 1 and letters[i - 1] not in "aeiouqg":
            labels[i] = "u"
        elif letter == "o" and not labels[i] and letters[i + 1:i + 3] == "sj":
            labels[i] = "ɔ"
    if letters.startswith("sn") and labels[0] in {"", "ˈ"}:
        labels[0] += "z"
    return labels


def _mended(text: str, word: str, ipa: str, ortho: Orthography) -> str:
    """IPA with what the compiled tables of a language miss.

    That is German stress and doubled vowels, Korean l and n beside l, and the tones of Vietnamese, which the tables
    read without their marks. `text`: the word as written, `word`: as it was read.
    """
    if ortho.language in _ONE_LONG:
        ipa = _one_vowel(word, ipa)
    if ortho.language == "de":
        return restressed(word, ipa)
    for old, new in _ASSIMILATED.items() if ortho.language == "ko" else ():
        ipa = ipa.replace(old, new)
    return _toned(text, ipa) if ortho.language == "vi" else ipa


def _one_vowel(word: str, ipa: str) -> str:
    """IPA in which a vowel letter written twice at the start is one long vowel; inside, the tables know which are."""
    sounds_of = _SOUNDS.get(word[:1], "") if word[:1] == word[1:2] else ""
    return re.sub(f"^(ˈ?)([{sounds_of}])ː?\\2ː?", r"\1\2ː", ipa) if sounds_of else ipa


def _toned(text: str, ipa: str) -> str:
    """IPA of a Vietnamese syllable with the contour of its tone mark; unchanged without a mark, or with several."""
    marks = [c for c in unicodedata.normalize("NFD", text) if c in _CONTOURS]
    if len(marks) != 1:
        return ipa
    stopped = ipa.rstrip("˥˦˧˨˩")[-1:] in {"p", "t", "k"}
    return ipa.translate(_TONELESS) + (_STOPPED if stopped else _CONTOURS)[marks[0]]
