"""What a brief wishes of a Chinese name: kinds of goods and ideas, matched with the senses of characters.

Matches words with words by a table; understands no sentences. What no row knows changes nothing, and is not guessed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.scripts.naming import Goods

DATASET = "hanzi/goods"
"""Id in the dataset index."""
_WORD = re.compile(r"[a-z]+|[\u4e00-\u9fff]+")
_BAD = re.compile(
    r"\b(die|dead|death|corpse|coffin|funeral|grave|kill|murder|suicide|disease|illness|sick|cancer|plague|epidemic|"
    r"poison|toxic|disaster|calamity|lose|loss|fail|failure|defeat|bankrupt|poor|poverty|dirty|filth|excrement|feces|"
    r"urine|vomit|stink|stench|rotten|decay|thief|steal|robber|crime|criminal|prison|prostitute|obscene|lewd|adultery|"
    r"stupid|idiot|fool|ugly|cripple|coward|traitor|slave|ghost|evil|curse|tomb|wither|perish|extinct|vermin|"
    r"cockroach|garbage|trash|rubbish|collapse|ruin|fraud|deceive|cheat)(s|ed|d|ing|es)?\b")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is sold, and what the name is to evoke."""

    goods: frozenset[Goods] = frozenset()
    ideas: tuple[str, ...] = ()
    """Lower-case words of the brief."""

    def evokes(self, senses: tuple[str, ...]) -> bool:
        """Whether one of a character's senses belongs with an idea."""
        return bool(self.ideas) and any(_belong(idea, senses) for idea in self.ideas)

    def evoked(self, senses: tuple[str, ...]) -> tuple[str, ...]:
        """The ideas that a character's senses belong with."""
        return tuple(idea for idea in self.ideas if _belong(idea, senses))


@lru_cache(maxsize=256)
def read_wish(goods: str, nice: tuple[int, ...], ideas: tuple[str, ...]) -> Wish:
    """The wish of a brief; Nice classes count only where no word of the description is known."""
    table: dict[str, dict[str, Any]] = _table()["goods"]
    words = {_singular(word) for word in _WORD.findall(goods.lower())}
    known = {kind for kind, row in table.items() if words & {*row["words"].split()}}
    chinese = {kind for kind, row in table.items()
               if any(word in goods for word in row["words"].split() if not word.isascii())}
    found = known | chinese or {kind for kind, row in table.items() if {*nice} & {*row["nice"]}}
    listed = tuple(dict.fromkeys(_singular(word) for idea in ideas for word in _WORD.findall(idea.lower())))
    return Wish(frozenset(map(Goods, found)), listed)


def bad_senses(senses: tuple[str, ...]) -> bool:
    """Whether a word's first two English senses speak of death, disease, loss, dirt, crime or the like."""
    return any(_BAD.search(sense.lower()) for sense in senses[:2])


@lru_cache(maxsize=65536)
def _belong(idea: str, senses: tuple[str, ...]) -> bool:
    words = {_singular(word) for sense in senses for word in _WORD.findall(sense.lower())}
    return idea in words or any(idea in row and words & row for row in _rows())


@cache
def _rows() -> tuple[frozenset[str], ...]:
    return tuple(frozenset((name, *str(words).split())) for name, words in _table()["ideas"].items())


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("hanzi/goods.toml"))
