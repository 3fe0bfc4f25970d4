"""Chinese names that sound loosely like a name and mean something that suits the goods: labelled proposals.

Rows of syllables come from `syllables`; long ones are cut to two to four; each syllable may become a like-sounding one
(`likeness`) for the sake of a character that means something good or fitting (`naming`). Drafts for a native reviewer:
whether a name is in use, or means something else in a dialect, is not asked here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from itertools import combinations

from brandname.language.glosses import Gloss
from brandname.language.homophones import Homophone, open_homophones
from brandname.language.pinyin import plain, tone
from brandname.language.scripts.brief import Wish, bad_senses, read_wish
from brandname.language.scripts.likeness import unlike
from brandname.language.scripts.naming import Goods, Manner, NamingCharacter, lexicon
from brandname.language.scripts.syllables import Ear, settings, syllable_rows

ROWS = 16
"""Rows of syllables started from."""
READ = 7
"""Syllables of a row that proposals draw on: names are known by how they begin."""
LENGTHS = {2: 0.38, 3: 0.43, 4: 0.17}
"""Characters of a name → share of the names with meaning that have so many."""
WEIGHTS = {"row": 0.6, "unlike": 4.0, "drop": 0.8, "drop_weak": 0.3, "tone": 0.5, "goods": 0.8, "idea": 1.1, "any": 0.3,
           "empty": 0.5, "register": 0.4, "again": 0.6, "one_tone": 0.3, "word": 0.6, "bad": 1.5,
           "kitchen": 1.5}
"""Nats; set on development names by kind of name, see benchmarks/RESULTS.md."""
KITCHEN = frozenset({Goods.FOOD, Goods.DRINK})
"""Goods whose own characters (taste, spicy, soup) look odd on anything else."""
FARTHEST = 0.55
"""Distance at which one syllable no longer stands for another."""
USUAL = 2.6
"""Characters of the usual name with meaning."""
CHOICES, BEAM = 16, 24
FINALISTS = 4
"""Times the proposals asked for that are looked up among words that sound alike."""
VARIETY = 0.25
"""Nats that a character costs for each proposal that already has it at the same place."""
LIKELY = 0.55
"""Part of a name's characters that must mean something for it to count as one with meaning."""


class Strategy(StrEnum):
    """How a proposal came about."""

    PHONETIC = "phonetic"
    PHONO_SEMANTIC = "phono-semantic"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One Chinese name to discuss."""

    text: str
    script: str
    """Hans or Hant."""
    strategy: Strategy
    pinyin: str
    """Tones marked, syllables apart by spaces."""
    meaning: tuple[tuple[str, str], ...]
    """Each character with its sense in a name."""
    distance: float
    """0 (every syllable kept) to 1: unlike sounds and syllables left out, by the length of the whole row."""
    alike: tuple[Homophone, ...]
    """Words with the same toneless syllables that mean something bad, commonest first."""
    fits: tuple[str, ...]
    """Kinds of goods and ideas of the brief that its characters suit."""
    score: float
    """Nats; ranks proposals for one name, is no probability."""


@dataclass(frozen=True, slots=True)
class _Path:
    """A name on the way."""

    chars: tuple[NamingCharacter, ...]
    sounds: tuple[str, ...]
    """Toneless."""
    unlike: float
    score: float


def meaningful_names(name: str, *, goods: str = "", nice: Sequence[int] = (), ideas: Sequence[str] = (),
                     script: str = "Hans", n: int = 12, origin: str = "", ipa: str = "") -> tuple[Proposal, ...]:
    """Up to `n` proposals, best first; () when the name holds no word in Latin letters.

    goods, nice, ideas: what the brief says is sold (in words, in Nice classes) and what the name is to evoke; without
    them good meanings in general decide. script: Hans or Hant. origin, ipa: as stated by the owner.
    """
    wish = read_wish(goods, tuple(nice), tuple(ideas))
    rows = [(row, logp) for row, logp in syllable_rows(name, ROWS, Ear(origin=origin), ipa) if all(map(_known, row))]
    best: dict[str, tuple[_Path, tuple[str, ...]]] = {}
    for row, logp in rows:
        for cut, dropped in _cuts(row):
            for path in _paths(cut, wish):
                score = path.score + WEIGHTS["row"] * logp - dropped
                text = "".join(entry.char for entry in path.chars)
                if text not in best or score > best[text][0].score:
                    best[text] = replace(path, score=score), row
    ranked = sorted(best.values(), key=lambda pair: (-pair[0].score, [entry.char for entry in pair[0].chars]))
    looked = [_proposal(path, row, wish, script) for path, row in ranked[:FINALISTS * n]]
    return _varied(sorted(looked, key=lambda one: (-one.score, one.pinyin, one.text)), n)


def _known(syllable: str) -> bool:
    return bool(_options(syllable, Wish()))


def _cuts(row: tuple[str, ...]) -> list[tuple[tuple[str, ...], float]]:
    """Two to four syllables of a row in order, the first among them, with the cost of what is left out."""
    weak = frozenset(str(settings()["weak"]["syllables"]).split())
    found = []
    for size in LENGTHS:
        for kept in combinations(range(1, min(len(row), READ)), size - 1) if len(row) >= size else ():
            left_out = [s for i, s in enumerate(row) if i and i not in kept]
            cost = sum(WEIGHTS["drop_weak"] if s in weak else WEIGHTS["drop"] for s in left_out)
            found.append(((row[0], *(row[i] for i in kept)), cost))
    return found


@lru_cache(maxsize=4096)
def _paths(cut: tuple[str, ...], wish: Wish) -> tuple[_Path, ...]:
    """The best characters for some syllables; many rows of a name share their cuts."""
    found = [_Path((), (), 0.0, math.log(LENGTHS[len(cut)]))]
    share = USUAL / len(cut)  # a longer name says no more than a short one
    for syllable in cut:
        longer = [
            (path.score + share * value - (WEIGHTS["again"] if sound in path.sounds else 0.0), path, entry, sound, far)
            for path in found for entry, sound, far, value in _options(syllable, wish)
        ]
        longer.sort(key=lambda step: -step[0])
        found = [_Path((*path.chars, entry), (*path.sounds, sound), path.unlike + far, score)
                 for score, path, entry, sound, far in longer[:BEAM]]
    return tuple(found)


@lru_cache(maxsize=4096)
def _options(syllable: str, wish: Wish) -> tuple[tuple[NamingCharacter, str, float, float], ...]:
    """Characters for a syllable: toneless sound, how unlike it is, what the character is worth; best first."""
    found = [
        (entry, sound, far, worth(entry, wish) - WEIGHTS["unlike"] * far)
        for sound, entries in _by_sound().items() if (far := unlike(syllable, sound)) <= FARTHEST for entry in entries
    ]
    return tuple(sorted(found, key=lambda option: (-option[3], option[0].char))[:CHOICES])


@cache
def _by_sound() -> Mapping[str, tuple[NamingCharacter, ...]]:
    found: dict[str, tuple[NamingCharacter, ...]] = {}
    for entry in lexicon().values():
        sound = plain(entry.pinyin)
        found[sound] = (*found.get(sound, ()), entry)
    return found


def worth(entry: NamingCharacter, wish: Wish) -> float:
    """What a character's meaning is worth for a wish, in nats; negative for bad or empty ones."""
    sells_death = Goods.PESTS in wish.goods and Goods.PESTS in entry.goods
    value = WEIGHTS["tone"] * (1 if sells_death else entry.tone)
    if wish.goods:
        value += WEIGHTS["goods"] * bool(entry.goods & wish.goods)
    else:
        value += WEIGHTS["any"] * bool(entry.goods)
    if entry.goods and entry.goods <= KITCHEN and not KITCHEN & wish.goods and Manner.SOUND not in entry.manner:
        value -= WEIGHTS["kitchen"]
    value += WEIGHTS["idea"] * wish.evokes(entry.senses)
    if entry.tone == 0 and not entry.goods & wish.goods:
        value -= WEIGHTS["empty"]
    soft = bool(wish.goods & {Goods.BEAUTY, Goods.FASHION, Goods.CHILDREN, Goods.LUXURY})
    hard = bool(wish.goods & {Goods.VEHICLES, Goods.TECH, Goods.FINANCE, Goods.SPORT}) and not soft
    if (hard and Manner.FEMININE in entry.manner) or (soft and Manner.MASCULINE in entry.manner):
        value -= WEIGHTS["register"]
    return value - WEIGHTS["register"] * (Manner.LITERARY in entry.manner)


def _proposal(path: _Path, row: tuple[str, ...], wish: Wish, script: str) -> Proposal:
    text = "".join(entry.char for entry in path.chars)
    words = open_homophones().find(path.sounds)
    alike = tuple(word for word in words if word.word != text and is_bad(word))
    score = path.score - WEIGHTS["bad"] * bool(alike)
    score += WEIGHTS["word"] * _is_word_inside(text, path)
    score -= WEIGHTS["one_tone"] * (len(text) > 2 and len({tone(entry.pinyin) for entry in path.chars}) == 1)
    fits = sorted({*(str(g) for entry in path.chars for g in entry.goods & wish.goods),
                   *(idea for entry in path.chars for idea in wish.evoked(entry.senses))})
    left_out = max(0, len(row) - len(text))
    return Proposal(
        "".join(entry.traditional for entry in path.chars) if script == "Hant" else text, script,
        _strategy(path.chars, wish), " ".join(entry.pinyin for entry in path.chars),
        tuple((entry.traditional if script == "Hant" else entry.char, entry.senses[0]) for entry in path.chars),
        round(min(1.0, (path.unlike + left_out) / len(row)), 3), alike, tuple(fits), round(score, 3),
    )


def _strategy(chars: Sequence[NamingCharacter], wish: Wish) -> Strategy:
    """With meaning, when most characters mean something good or fitting and are more than usual sounds."""
    telling = sum(entry.tone > 0 or bool(entry.goods & wish.goods) or wish.evokes(entry.senses) for entry in chars)
    return Strategy.PHONO_SEMANTIC if telling >= LIKELY * len(chars) else Strategy.PHONETIC


def _is_word_inside(text: str, path: _Path) -> bool:
    """Whether two neighbours make a word of the dictionary (proper names are not in it), both well meant."""
    return any(
        path.chars[i].tone > 0 and path.chars[i + 1].tone > 0 and _is_word(text[i:i + 2], path.sounds[i:i + 2])
        for i in range(len(text) - 1)
    )


@lru_cache(maxsize=16384)
def _is_word(text: str, sounds: tuple[str, ...]) -> bool:
    return any(word.word == text for word in open_homophones().find(sounds))


@lru_cache(maxsize=16384)
def is_bad(word: Homophone) -> bool:
    """Whether a dictionary's gloss marks a word as vulgar, insulting, or about death, disease, loss, dirt or crime."""
    gloss = Gloss(word.word, word.pinyin, word.senses)
    return gloss.vulgar >= FARTHEST or gloss.insulting >= FARTHEST or bad_senses(word.senses)


def _varied(ranked: Sequence[Proposal], n: int) -> tuple[Proposal, ...]:
    """`n` of the best, each chosen with a price on every character that stands at the same place in one chosen."""
    chosen: list[Proposal] = []
    prices: dict[tuple[int, str], float] = {}
    left = list(ranked)
    while left and len(chosen) < n:
        best = max(left, key=lambda one: one.score - sum(prices.get(at, 0.0) for at in enumerate(one.text)))
        left.remove(best)
        chosen.append(best)
        for at in enumerate(best.text):
            prices[at] = prices.get(at, 0.0) + VARIETY
    return tuple(chosen)
