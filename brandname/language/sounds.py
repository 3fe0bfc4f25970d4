"""IPA of a word by one compiled table, and of Chinese characters by pypinyin and the table of pinyin.

Gives nothing when a letter has no sound in the table: an incomplete transcription is no transcription. Chooses no
table and no route; `pronouncing` does.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from brandname import config, data
from brandname.language import pinyin as spelling
from brandname.language.alphabets import script_of
from brandname.language.derived import installed
from brandname.language.g2p import open_engine
from brandname.language.glosses import tone_marks
from brandname.language.journal import Journal

TABLES = "sounds"
"""Id of the compiled tables in the dataset index."""
PINYIN = "pypinyin"
PINYIN_FORMAT = 1
"""Rises whenever the same pypinyin would be asked or answered differently."""
STRESS = "ˈˌ"
_NO_STRESS = str.maketrans("", "", STRESS)
_CONTOURS = ("", "˥", "˧˥", "˨˩˦", "˥˩")
"""Tone letters of the neutral tone and of tones 1–4."""
_TONELESS = str.maketrans("", "", "˥˦˧˨˩")
_MENDED = {"ri": "ɻɨ"}
"""Syllables that the table reads ill under most tones."""


def pinyin_version() -> str:
    """Version of the installed pypinyin."""
    return installed(PINYIN)


def transcribe(word: str, code: str) -> str:
    """IPA of one word (lower case, respelled) by the compiled table `code`; "" unless every letter has a sound.

    Raises LookupError when there is no such table: a packaging mistake of ours, found by a test.
    """
    engine = open_engine(code)
    if engine is None or engine.code != code:
        raise LookupError(f"no table of sounds {code!r}")
    if not word or not engine.covers(word):
        return ""
    ipa = engine.read(word)
    return unicodedata.normalize("NFC", ipa.strip()) if _sounds(ipa) else ""


def tables_digest() -> str:
    """Short digest of our own tables, for the names of what is kept."""
    return hashlib.blake2b(data.read_bytes("language/orthographies.toml"), digest_size=4).hexdigest()


def unstressed(ipa: str) -> str:
    """IPA without stress marks."""
    return ipa.translate(_NO_STRESS)


def pinyin(text: str) -> tuple[tuple[str, ...], ...]:
    """Mandarin readings of each character, tone marks on, the likeliest first; () when one character has none.

    Phrases known to pypinyin decide between readings; 佛 alone is read fó (its commonest sense), 乐 alone lè.
    """
    kept = _pinyin_journal(config.cache_dir()).find(text, lambda: _pinyin(text))  # loading pypinyin takes 0.3 s
    return tuple(map(tuple, kept))


def _pinyin(text: str) -> list[list[str]]:
    engine = _pinyin_engine()
    readings: list[list[str]] = []
    first = engine.pinyin(text, errors="ignore")
    for char in text:
        alone = engine.pinyin(char, heteronym=True, errors="ignore")
        if not alone:
            return []
        readings.append(list(alone[0]))
    if len(first) != len(text):
        return []
    return [list(dict.fromkeys((best[0], *others))) for best, others in zip(first, readings, strict=True)]


@cache
def _pinyin_journal(folder: Path) -> Journal:
    del folder  # another folder, another journal
    return Journal("pinyin", f"{pinyin_version()}-{PINYIN_FORMAT}", "readings")


def mandarin(text: str) -> tuple[str, str]:
    """Pinyin with tone marks and IPA of Chinese characters, syllables apart; no IPA when one has no reading."""
    readings = pinyin(text)
    syllables = [choices[0] for choices in readings]
    ipas = [mandarin_syllable(syllable) for syllable in syllables]
    if not syllables or not all(ipas):
        return " ".join(syllables), ""
    return " ".join(syllables), " ".join(ipas)


@lru_cache(2048)
def mandarin_syllable(syllable: str) -> str:
    """IPA of one syllable of pinyin, its tone last; "" when the table cannot read it.

    The table slips on some marked vowels (yǔ, qún, zuì), but a tone changes no vowel: what it reads under most of the
    four tones holds for all of them.
    """
    plain, tone = spelling.plain(syllable), spelling.tone(syllable)
    read = [transcribe(tone_marks(f"{plain}{n}"), "zh").translate(_TONELESS) for n in range(1, len(_CONTOURS))]
    ipa = _MENDED.get(plain) or max(filter(None, read), key=read.count, default="")
    return ipa + _CONTOURS[tone] if ipa else ""


def _sounds(ipa: str) -> bool:
    return any(script_of(c) for c in ipa)


@cache
def _pinyin_engine() -> Any:  # noqa: ANN401 - the engine's own types are partial
    import pypinyin

    pypinyin.load_single_dict({ord("佛"): "fó,fú", ord("乐"): "lè,yuè"})
    return pypinyin
