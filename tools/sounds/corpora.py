"""The spellings a specification of sounds is asked about when its table is compiled, and its answers to them.

Words of the language (wordfreq, or simplemma where that has none), foreign words as names look, and made-up ones that
bring rare neighbours together. Only spelling → sound pairs that the specification itself gives leave this module; no
frequency, no meaning and no word list goes into the shipped tables.
"""

from __future__ import annotations

import importlib.util
import logging
import random
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from brandname.language.g2p import PLAIN_VOWELS

FOREIGN = ("en", "es", "it", "de", "fr", "pl", "fi", "pt", "nl", "tr")
NATIVE_WORDS, FOREIGN_WORDS, MADE_UP = 6000, 2000, 1500
HARDER = frozenset({"ru", "pt-PT", "pt-BR", "de-DE", "nl", "th"})
"""Specifications whose rules reach far within a word: they are asked about twice as many."""
KANA_SHIFT = 0x60


def pairs(
    code: str, letters: str, *, words: str, lemmas: str, file: str = "", seed: int = 2026,
) -> list[tuple[str, str, bool]]:
    """(spelling, IPA, native) for one specification; `native` marks real words of the language, for held-out tests.

    `words` and `lemmas` name the wordfreq list and the simplemma dictionary, `file` a list of words in another
    installed package ("" = none).
    """
    engine = _engine(code)
    usable = set(letters) or {c for grapheme in engine.spec.graphemes for c in grapheme if _letter(c)}
    if code == "ko":
        usable = {chr(c) for c in range(0xAC00, 0xD7A4)}
    dice = random.Random(f"{seed}-{code}")  # noqa: S311 - a reproducible sample
    if code == "zh":
        return [(word, ipa, True) for word, ipa in _answers(engine, _pinyin())]
    known = _wordfreq(words) or _simplemma(lemmas) or _listed(file)
    size = NATIVE_WORDS * (1 + (code in HARDER))
    native = _sample([w for w in known if usable.issuperset(w) and 1 < len(w) < 19], size, dice)
    foreign: list[str] = []
    if usable >= set("aeimnost"):
        pool = {w for tag in FOREIGN for w in _wordfreq(tag)[200:4000] if usable.issuperset(w) and 3 < len(w) < 13}
        foreign = dice.sample(sorted(pool), min(FOREIGN_WORDS if native else 3 * FOREIGN_WORDS, len(pool)))
    if code == "ja":
        native = [w if dice.random() < 0.4 else _katakana(w) for w in native]
    made = _made_up(native or foreign, engine.spec.graphemes, usable, dice, MADE_UP if native else 3 * MADE_UP)
    if not native and not foreign:
        made += _alternating(usable, dice, 3 * NATIVE_WORDS)
    rows = [(w, ipa, True) for w, ipa in _answers(engine, native)]
    seen = {w for w, _, _ in rows}
    return rows + [(w, ipa, False) for w, ipa in _answers(engine, [w for w in [*foreign, *made] if w not in seen])]


def _answers(engine: Any, words: Iterable[str]) -> list[tuple[str, str]]:  # noqa: ANN401 - an untyped package
    found = []
    for word in dict.fromkeys(words):
        ipa = engine.transcribe_word(word)
        if ipa and not engine._unmapped_chars(word)[0] and word not in (engine.spec.word_exceptions or {}):
            found.append((word, unicodedata.normalize("NFC", ipa.strip())))
    return found


def _sample(words: Sequence[str], size: int, dice: random.Random) -> list[str]:
    """The commonest half, and a draw from the next sixty thousand."""
    head = list(words[: size // 2])
    tail = list(words[size // 2: 60_000])
    return head + dice.sample(tail, min(size - len(head), len(tail)))


def _made_up(words: Sequence[str], graphemes: Iterable[str], usable: set[str], dice: random.Random,
             size: int) -> list[str]:
    """Halves of real words joined, and strings of the specification's graphemes."""
    units = sorted({g for g in graphemes if usable.issuperset(g)})
    made = []
    for i in range(size):
        if words and (i % 2 or not units):
            a, b = dice.choice(words), dice.choice(words)
            made.append(a[: (len(a) + 1) // 2] + b[len(b) // 2:])
        else:
            made.append("".join(dice.choice(units) for _ in range(dice.randint(2, 5))))
    return [unicodedata.normalize("NFC", w) for w in made if len(w) > 1]


def _alternating(usable: set[str], dice: random.Random, size: int) -> list[str]:
    """Vowel and consonant letters mostly in turn: strings of graphemes alone teach little of what each stands for."""
    vowels, others = sorted(usable & PLAIN_VOWELS), sorted(usable - PLAIN_VOWELS)
    if not vowels or not others:
        return []
    made = []
    for _ in range(size):
        turn, word = dice.random() < 0.7, ""
        for _ in range(dice.randint(3, 8)):
            word += dice.choice(others if turn else vowels)
            turn = not turn if dice.random() < 0.75 else turn
        made.append(word)
    return made


def _wordfreq(tag: str) -> list[str]:
    if not tag:
        return []
    import wordfreq

    return [unicodedata.normalize("NFC", w) for w in wordfreq.get_frequency_dict(tag, wordlist="best")]


def _simplemma(tag: str) -> list[str]:
    if not tag:
        return []
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    words = DefaultDictionaryFactory().get_dictionary(tag)
    text = (w.decode() if isinstance(w, bytes) else w for w in words)
    lowered = sorted({unicodedata.normalize("NFC", w.lower()) for w in text})
    random.Random(tag).shuffle(lowered)  # noqa: S311 - a reproducible order
    return lowered


def _listed(file: str) -> list[str]:
    """Words of a text file in an installed package, named as `package:path`; found without importing the package."""
    package, _, path = file.partition(":")
    spec = importlib.util.find_spec(package) if package else None
    if spec is None or spec.origin is None:
        return []
    text = (Path(spec.origin).parent / path).read_text(encoding="utf-8")
    words = sorted({unicodedata.normalize("NFC", line.strip()) for line in text.splitlines() if line.strip()})
    random.Random(file).shuffle(words)  # noqa: S311 - a reproducible order
    return words


def _pinyin() -> list[str]:
    import pypinyin

    readings = (r for text in pypinyin.pinyin_dict.pinyin_dict.values() for r in text.split(","))
    return sorted({unicodedata.normalize("NFC", r) for r in readings if r and r[-1] >= "a"})


def _katakana(word: str) -> str:
    return "".join(chr(ord(c) + KANA_SHIFT) if "ぁ" <= c <= "ゖ" else c for c in word)


def _letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


def _engine(code: str) -> Any:  # noqa: ANN401 - an untyped package
    logging.getLogger("orthography2ipa").setLevel(logging.CRITICAL)
    import orthography2ipa

    return orthography2ipa.G2P(code)
