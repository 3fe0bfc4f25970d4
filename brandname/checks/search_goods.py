"""Which results are about the same goods, and carry the same or a nearly same name.

Goods are told by their words in the language of the page and in English, and by the line of business those words
belong to. Only names close by letters and sounds count as nearly same; whether a mark would be refused is not judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brandname.checks.nearness import compare_all
from brandname.checks.search_kinds import LINES, kinds_of
from brandname.checks.search_occurrences import INSIDE, Sought
from brandname.checks.search_seen import Seen
from brandname.language.alphabets import script_of
from brandname.language.distance.likeness import Band
from brandname.language.folding import compatible, letters
from brandname.model import sameness

STEM = 5
"""Letters of a word of the goods that are compared."""
SHORTEST = 4
"""Letters of a word that tells goods; shorter ones only where all of a phrase stands there."""
FIRST_WORDS = 4
"""Words of a title in which its name is looked for."""
MOST, AT_LEAST = 0.5, 2
"""Part of the results, and number of them, that must be passed before a page is another name's."""
WORTH = 0.5
"""Likeness of letters from which two names are compared by sound too."""


@dataclass(frozen=True, slots=True)
class Goods:
    """The goods of a study, as they are found on pages."""

    phrases: tuple[str, ...]
    lines: frozenset[str]
    language: str


def goods_of(phrases: Sequence[str], language: str) -> Goods:
    """Goods by their words, in any script."""
    lines = frozenset(kind for phrase in phrases for kind in kinds_of(phrase, language) & LINES)
    return Goods(tuple(filter(None, map(compatible, phrases))), lines, language)


def is_of_goods(one: Seen, goods: Goods) -> bool:
    """Whether a result is about the goods."""
    text = f"{one.result.title} {one.result.snippet}"
    return bool(one.kinds & goods.lines) or any(_holds(text, phrase) for phrase in goods.phrases)


def named_in_goods(seen: Sequence[Seen], sought: Sought, goods: Goods) -> tuple[tuple[Seen, str], ...]:
    """The results about the goods that carry the name, or nearly the name, each with the name it carries."""
    found: list[tuple[Seen, str]] = []
    for one in seen:
        if is_of_goods(one, goods):
            name = sought.text if one.carries or one.mentions else near_name(one, sought)
            found += [(one, name)] if name else []
    return tuple(found)


def _holds(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase: as it is, or half of its longer words by their beginnings."""
    run, sought = letters(compatible(text)), letters(phrase)
    if any(script_of(char) in INSIDE for char in phrase):
        return sought in run
    stems = {letters(word)[:STEM] for word in compatible(text).replace("-", " ").split()}
    words = [letters(word) for word in phrase.replace("-", " ").split()]
    long = [word[:STEM] for word in words if len(word) >= SHORTEST]
    if not long:
        return bool(sought) and f" {sought} " in f" {' '.join(map(letters, compatible(text).split()))} "
    return 2 * sum(word in stems for word in long) >= len(long)


def led_to(seen: Sequence[Seen], sought: Sought) -> str:
    """The nearly same name that MOST results of a page are titled with, where none has the name; empty for none.

    Engines put another spelling in the place of a query without a word about it.
    """
    enough = max(AT_LEAST, MOST * len(seen))
    if any(one.carries or one.mentions for one in seen) or sum(bool(_alike(one, sought)) for one in seen) <= enough:
        return ""
    counted = Counter(filter(None, (near_name(one, sought) for one in seen)))
    spelled = Counter({letters(name): 0 for name in counted})
    for name, n in counted.items():
        spelled[letters(name)] += n
    first, count = spelled.most_common(1)[0] if spelled else ("", 0)
    return next(name for name in counted if letters(name) == first) if count > enough else ""


def near_name(one: Seen, sought: Sought) -> str:
    """The name in a title that is close to the one sought; empty for none."""
    names = [(name, "") for name in _alike(one, sought)]
    for (name, _), near in zip(names, compare_all(sought.text, names), strict=True):
        if near is not None and near.band in (Band.SAME, Band.CLOSE) and sameness(name) != sameness(sought.text):
            return name
    return ""


def _alike(one: Seen, sought: Sought) -> list[str]:
    """What may be a name in a title and shares enough letters with the one sought to be compared."""
    from rapidfuzz.distance import Indel

    return [name for name in dict.fromkeys(_names(one.result.title))
            if Indel.normalized_similarity(letters(name), sought.letters) >= WORTH]


def _names(title: str) -> Iterator[str]:
    """What may be a name in a title: its first words, alone and in pairs."""
    words = [word.strip(".,:;!?|«»\"“”„()[]【】「」『』–—-·") for word in compatible(title).split()[:FIRST_WORDS]]
    kept = [word for word in words if len(word) > 1]
    yield from kept
    yield from (f"{one} {other}" for one, other in pairwise(kept))
