"""IPA from spelling: the one adapter around orthography2ipa, its rules as we compiled them, and pypinyin.

Gives what the engines say and nothing when they leave a letter out: they drop unknown letters in silence, so an
incomplete transcription is no transcription. Never asks an engine for its list of languages (that opens 7,663 files).
"""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from functools import cache
from typing import Any

from brandname import data
from brandname.language.alphabets import script_of
from brandname.language.derived import installed
from brandname.language.g2p import open_engine

ENGINE = "orthography2ipa"
PINYIN = "pypinyin"
STRESS = "ˈˌ"


def engine_version() -> str:
    """Version of the installed orthography2ipa and of the rules compiled from it."""
    return f"{installed(ENGINE)}+{data.dataset('sounds').digest[7:15]}"


def pinyin_version() -> str:
    """Version of the installed pypinyin."""
    return installed(PINYIN)


def transcribe(word: str, code: str) -> str:
    """IPA of one word (lower case, respelled) by the specification `code`; "" unless every letter was mapped.

    Raises LookupError when the engine has no such specification: a packaging mistake of ours, found by a test.
    """
    compiled = open_engine(code)
    if compiled is not None and compiled.code == code and compiled.covers(word):
        ipa = compiled.read(word)  # the same rules, some fifty times as fast
        return unicodedata.normalize("NFC", ipa.strip()) if _sounds(ipa) else ""
    engine = _engine(code)
    ipa = str(engine.transcribe_word(word) or "")
    if not _sounds(ipa) or engine.confidence_breakdown(word).coverage < 1.0:
        return ""
    return unicodedata.normalize("NFC", ipa.strip())


def emissions(code: str) -> frozenset[str]:
    """Every IPA string the specification can put out for a spelling."""
    engine = _engine(code)
    import orthography2ipa

    return frozenset(orthography2ipa.emission_inventory(engine.spec))


def tables_digest() -> str:
    """Short digest of our own tables, for the names of what is kept."""
    return hashlib.blake2b(data.read_bytes("language/orthographies.toml"), digest_size=4).hexdigest()


def unstressed(ipa: str) -> str:
    """IPA without stress marks."""
    return "".join(c for c in ipa if c not in STRESS)


def pinyin(text: str) -> tuple[tuple[str, ...], ...]:
    """Mandarin readings of each character, tone marks on, the likeliest first; () when one character has none.

    Phrases known to pypinyin decide between readings; 佛 alone is read fó (its commonest sense), 乐 alone lè.
    """
    engine = _pinyin_engine()
    readings: list[tuple[str, ...]] = []
    first = engine.pinyin(text, errors="ignore")
    for char in text:
        alone = engine.pinyin(char, heteronym=True, errors="ignore")
        if not alone:
            return ()
        readings.append(tuple(alone[0]))
    if len(first) != len(text):
        return ()
    return tuple(tuple(dict.fromkeys((best[0], *others))) for best, others in zip(first, readings, strict=True))


def mandarin(text: str) -> tuple[str, str]:
    """Pinyin with tone marks and IPA of Chinese characters, syllables apart; no IPA when one has no reading."""
    readings = pinyin(text)
    syllables = [choices[0] for choices in readings]
    ipas = [transcribe(syllable, "zh") for syllable in syllables]
    if not syllables or not all(ipas):
        return " ".join(syllables), ""
    return " ".join(syllables), " ".join(ipas)


def _sounds(ipa: str) -> bool:
    return any(script_of(c) for c in ipa)


@cache
def _engine(code: str) -> Any:  # noqa: ANN401 - the engine ships no types
    # It announces missing plug-ins on its own logger; a name checker's user can do nothing about them.
    logging.getLogger(ENGINE).setLevel(logging.CRITICAL)
    import orthography2ipa

    spec = orthography2ipa.get(code)
    if spec.code != code:
        raise LookupError(f"orthography2ipa answers {spec.code!r} for {code!r}")
    return orthography2ipa.G2P(code)


@cache
def _pinyin_engine() -> Any:  # noqa: ANN401 - the engine's own types are partial
    import pypinyin

    pypinyin.load_single_dict({ord("佛"): "fó,fú", ord("乐"): "lè,yuè"})
    return pypinyin
