"""The toneless Mandarin syllables a foreign name is likely to become: three models vote word by word.

From the letters, from the sounds (as stated, by the language of origin, else as English), from the katakana. Long names
are clipped as people clip them: a weak syllable, or all but the first word, may go. Characters are chosen elsewhere.
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.pinyin_names import pinyin_name
from brandname.language.scripts.ballots import katakana_of
from brandname.language.scripts.joint import JointModel
from brandname.language.scripts.saying import saying
from brandname.language.scripts.spelling import Kind, Piece, kana_letters, pieces, source_letters, spelled_share
from brandname.language.scripts.tables import unpack
from brandname.language.scripts.votes import Votes, add, normalised, pooled, products, ranked, share
from brandname.language.scripts.words import parts_of, stretches

FOLDER = "chinese"
WIDE, MARGIN = 16, 6.0
"""Candidates and beam of each model, and nats after which it drops a state."""
DEEP_WIDE, DEEP_MARGIN = 60, 9.0
"""The same at the full depth, which fifty spellings need."""
QUICK_WIDE, QUICK_MARGIN = 12, 6.0
KANA = 3
"""Katakana readings of a word that votes start from, and first words tried alone."""
CLIPPED = 40
"""Rows of syllables that are also tried without a weak one."""
LONGEST = 40
"""Letters of the longest word read; longer ones are no names."""
SHORTEST = 3
"""Syllables a row must have to lose one."""
AND = "和"


@dataclass(frozen=True, slots=True)
class Ear:
    """How the words of a name are read."""

    origin: str = ""
    """BCP 47 language the name comes from; empty = not stated."""
    quick: bool = False
    """The letters alone, a narrow search."""
    deep: bool = False
    """A wide search."""


def syllable_rows(name: str, n: int, ear: Ear, ipa: str = "") -> list[tuple[tuple[str, ...], float]]:
    """Up to `n` rows of toneless syllables for a name with log posteriors, likeliest first; [] without a word.

    A name stated to be Chinese that is pinyin has its own syllables and no others.
    `ipa`: how the name is said, words apart by spaces. Digits, "&" and capitals that are spelled out are pieces of
    their own in a row; v stands for ü.
    """
    own = stated_syllables(name, ear.origin)
    if own:
        return [(own, 0.0)]
    parts = pieces(unicodedata.normalize("NFC", name).strip())
    shouted = len(parts) > 1 and name.isupper()
    if not any(part.kind is Kind.WORD or _sayable(part, shouted) for part in parts):
        return []
    words = [i for i, part in enumerate(parts) if part.kind is Kind.WORD]
    said = dict(zip(words, ipa.split(), strict=True)) if len(ipa.split()) == len(words) else {}
    options = [_options(part, shouted, ear, said.get(i, "")) for i, part in enumerate(parts)]
    if not all(options):
        return []
    found = {tuple("".join(texts).split()): logp for texts, logp in reversed(products(options, n))}
    if len(words) > 1 and words[0] == 0 and not ear.quick:
        for text, logp in options[0][:KANA]:
            found.setdefault(tuple(text.split()), logp - setting("ranking", "first_word"))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:n]


def stated_syllables(name: str, origin: str) -> tuple[str, ...]:
    """The syllables of a name in pinyin whose origin is stated to be Chinese, v for ü; () of any other."""
    found = pinyin_name(name, origin) if origin else None
    return tuple(syllable.replace("ü", "v") for word in found.words for syllable in word) if found else ()


def decoded(table: str, source: str, *, deep: bool) -> Votes:
    """A table's log posteriors for a source text; {} for an empty one."""
    wide, margin = (DEEP_WIDE, DEEP_MARGIN) if deep else (WIDE, MARGIN)
    return _decoded(table, source, wide, margin) if source else {}


def setting(group: str, key: str) -> float:
    """A number of `data/chinese/settings.toml`."""
    return float(settings()[group][key])


@cache
def settings() -> Mapping[str, Mapping[str, Any]]:
    """All of `data/chinese/settings.toml`."""
    return tomllib.loads(data.read_text(f"{FOLDER}/settings.toml"))


def _sayable(part: Piece, shouted: bool) -> bool:
    return part.kind is Kind.ACRONYM and spelled_share(part.text, shouted=shouted) < 1


def _options(part: Piece, shouted: bool, ear: Ear, ipa: str) -> list[tuple[str, float]]:
    """Rows of one piece, a space after each syllable, with log posteriors, likeliest first."""
    if part.kind is Kind.DIGITS:
        return [(f"{part.text} ", 0.0)]
    if part.kind is Kind.AND:
        return [(f"{AND} ", 0.0)]
    word = ranked(_word(part.text, ear, ipa), DEEP_WIDE)
    if part.kind is Kind.WORD:
        return word
    share = spelled_share(part.text, shouted=shouted)
    spelled = (f"{part.text.upper()} ", math.log(share))
    rest = [(text, logp + math.log(1 - share)) for text, logp in word] if share < 1 else []
    return sorted([spelled, *rest], key=lambda pair: -pair[1])


@lru_cache(maxsize=2048)
def _word(word: str, ear: Ear, ipa: str) -> Votes:
    """Votes on the syllables of a word."""
    letters = source_letters(word)
    if not 0 < len(letters) <= LONGEST:
        return {}
    if not ipa and (cut := stretches(word)):
        # Models trained on names leave half of a longer word out.
        return _in_a_row(parts_of(word) or cut, Ear(ear.origin, ear.quick))
    if ear.quick:
        return _decoded("letters", letters, QUICK_WIDE, QUICK_MARGIN)
    said = saying(word, ear.origin, ipa)
    weights = "stated" if said.foreign else "votes"
    ballots = [
        (setting(weights, "letters"), decoded("letters", letters, deep=ear.deep)),
        (setting(weights, "english"), decoded("english", said.codes, deep=ear.deep)),
        (setting(weights, "kana"), {} if said.foreign else _through_kana(word)),
    ]
    parts = () if said.foreign else parts_of(word)
    if parts:
        ballots.append((setting("ranking", "halves"), _in_a_row(parts, Ear())))
    return _clipped(normalised(pooled(ballots)))


def _in_a_row(parts: Sequence[str], ear: Ear) -> Votes:
    """Votes on a word by those on its parts."""
    apart = products([ranked(_word(part, ear, ""), QUICK_WIDE) for part in parts], DEEP_WIDE)
    return normalised({"".join(texts): logp for texts, logp in apart})


def _clipped(found: Votes) -> Votes:
    """Votes with those for the same rows less one weak syllable, not the first."""
    weak, price = frozenset(str(settings()["weak"]["syllables"]).split()), setting("ranking", "clipped")
    longer = dict(found)
    for text, logp in ranked(found, CLIPPED):
        row = text.split()
        for i in range(1, len(row) if len(row) >= SHORTEST else 0):
            if row[i] in weak:
                shorter = "".join(f"{syllable} " for syllable in (*row[:i], *row[i + 1:]))
                longer[shorter] = add(longer[shorter], logp - price) if shorter in longer else logp - price
    return normalised(longer)


def _through_kana(word: str) -> Votes:
    found: Votes = {}
    for text, logp in ranked(share(katakana_of(word)), KANA):
        for row, more in _decoded("kana", kana_letters(text), QUICK_WIDE, QUICK_MARGIN).items():
            found[row] = add(found[row], logp + more) if row in found else logp + more
    return found


@lru_cache(maxsize=2048)
def _decoded(table: str, source: str, wide: int, margin: float) -> Votes:
    return share(_model(table).decode(source, wide, beam=wide, margin=margin))


@cache
def _model(table: str) -> JointModel:
    return JointModel(unpack(data.read_bytes(f"{FOLDER}/{table}-forward.xz")))
