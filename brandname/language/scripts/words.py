"""The words a Latin name runs together, and where a long one may be cut: knows everyday English, no names.

Asks only whether a stretch is one of the commonest words of running text, to tell how it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from brandname.language.scripts.spelling import plain_letters

SHORTEST, LONGEST_PAIR = 3, 20
"""Letters of the shortest word looked for, and of the longest name read as two words."""
LONGEST_WHOLE = 16
"""Longer words are cut: models trained on names leave parts of them out."""
CHUNK = 12
"""Letters of a stretch a long word is cut into, at most."""
COMMON = (9.0, 9.0, 6.1, 4.3, 3.95, 3.6, 3.25)
"""How common (zipf) a word of so many letters must be, the last for all longer ones, to be seen inside a longer one."""
LONG = 5
"""Letters from which a word that only the dictionary of sounds has may stand beside common ones inside a longer one;
those have one letter less at least."""
_BORDER = re.compile("(?<=[aeiouy])(?=[^aeiouy][aeiouy])|(?<=[aeiouy][^aeiouy])(?=[^aeiouyhrl][aeiouyhrl])")


@lru_cache(maxsize=4096)
def is_english(word: str) -> bool:
    """Whether a word is an everyday English one, as half of all brand words are: then its English reading counts more.

    Says nothing about any name: the 29,000 commonest words of running text are asked, and only for the language.
    """
    return len(word) > 2 and zipf(word) > 0


def english_share(words: Iterable[str]) -> float:
    """Share of the letters of a name's words that stand in everyday English words, apart or run together; 0–1.

    Words of one or two letters are not asked: they go with the others.
    """
    letters = [plain for word in words if len(plain := plain_letters(word)) > 2]
    total = sum(map(len, letters))
    return sum(len(plain) for plain in letters if is_english(plain) or common_parts(plain)) / total if total else 0.0


@lru_cache(maxsize=4096)
def common_parts(word: str) -> tuple[str, ...]:
    """The fewest common English words that make up an unknown one, two or more; empty when none do.

    The shorter a part, the commoner it must be: `standup` is two words, `jigott` none. Of two ways, the commoner words.
    One part may be a long word that is only in the dictionary of sounds.
    """
    from brandname.language.english import is_known

    plain = plain_letters(word)
    if len(plain) < 2 * SHORTEST or is_english(plain) or is_known(plain):
        return ()
    best: list[tuple[int, int, float, tuple[str, ...]] | None] = [(0, 0, 0.0, ())]
    for end in range(1, len(plain) + 1):
        options = []
        for start in range(max(0, end - LONGEST_PAIR), end - 1):
            before, part = best[start], plain[start:end]
            if before is None:
                continue
            found = zipf(part)
            common = found >= COMMON[min(end - start, len(COMMON) - 1)]
            if common or (not before[0] and end - start >= LONG and is_known(part)):
                options.append((before[0] + (not common), before[1] + 1, before[2] - found, (*before[3], part)))
        best.append(min(options, default=None))
    last = best[-1]
    if last is None or len(last[3]) < 2 or (last[0] and min(map(len, last[3])) < LONG - 1):
        return ()
    return last[3]


@lru_cache(maxsize=4096)
def zipf(word: str) -> float:
    """How common an English word is: the logarithm of its times in a thousand million words; 0 = not in the list."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en", wordlist="small"))


@lru_cache(maxsize=4096)
def parts_of(word: str) -> tuple[str, ...]:
    """The everyday English words a name runs together, as `springcoat` does; empty when it does not."""
    plain = plain_letters(word)
    if len(plain) < 2 * SHORTEST or is_english(plain):
        return ()
    if len(plain) > LONGEST_PAIR:
        return _segmented(plain)
    cuts = [k for k in range(SHORTEST, len(plain) - SHORTEST + 1) if is_english(plain[:k]) and is_english(plain[k:])]
    if not cuts:
        return _segmented(plain) if len(plain) > LONGEST_WHOLE else ()
    middle = min(cuts, key=lambda k: abs(2 * k - len(plain)))
    return plain[:middle], plain[middle:]


def stretches(word: str) -> tuple[str, ...]:
    """A long word cut between syllables into stretches of at most CHUNK letters; empty when it is short enough."""
    plain = plain_letters(word)
    if len(plain) <= LONGEST_WHOLE:
        return ()
    return _cut(plain)


def _cut(plain: str) -> tuple[str, ...]:
    if len(plain) <= CHUNK:
        return (plain,)
    borders = [match.start() for match in _BORDER.finditer(plain) if SHORTEST <= match.start() <= len(plain) - SHORTEST]
    middle = min(borders, key=lambda k: abs(2 * k - len(plain)), default=len(plain) // 2)
    return (*_cut(plain[:middle]), *_cut(plain[middle:]))


def _segmented(plain: str) -> tuple[str, ...]:
    """The fewest everyday English words that make up the whole; empty when none do."""
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(plain) + 1):
        options = [
            (*before, plain[start:end]) for start in range(max(0, end - LONGEST_PAIR), end - SHORTEST + 1)
            if (before := best[start]) is not None and is_english(plain[start:end])
        ]
        best.append(min(options, key=len, default=None))
    return best[-1] or ()
