"""How ordinary a word a name is in a market's language, by frequency lists: what can be said of it without an engine.

This is not what a web search shows, and knows no brands and no encyclopaedias (`search_known` does).
"""

from __future__ import annotations

from functools import cache

from brandname.language.folding import compatible
from brandname.language.ordinary import LARGE, Ordinary, open_ordinary

PHRASE = 2.0
"""What is taken off for a name of several words: each alone is commoner than all together."""


def how_ordinary(text: str, language: str) -> float | None:
    """Zipf value of a name as a word of a language (3 = once in a million words); 0 when a large list lacks it.

    None when no list tells: there is none, or it only goes down to Zipf 3 and the word is not on it.
    """
    base = language.split("-")[0].lower()
    words = compatible(text).casefold().replace("-", " ").split()
    found = [_word(word, base) for word in words]
    if not found or None in found:
        return None
    least = min(value for value in found if value is not None)
    return max(least - PHRASE, 0.0) if len(found) > 1 else least


def _word(word: str, base: str) -> float | None:
    large = _list(base, LARGE)
    lists = [one for one in (large, _list(base)) if one]
    for form in _forms(word, base):
        for one in lists:
            value = one.zipf(form)
            if value is not None:
                return value
    return 0.0 if large else None


def _forms(word: str, base: str) -> tuple[str, ...]:
    """A word as lists may hold it: with and without the article Arabic writes on to it."""
    if base == "ar":
        return (word, word.removeprefix("ال")) if word.startswith("ال") else (word, "ال" + word)
    return (word,)


@cache
def _list(base: str, size: str = "small") -> Ordinary | None:
    return open_ordinary({"yue": "zh"}.get(base, base), size)
