"""How ordinary a word is in a language: Zipf frequencies from wordfreq's lists, never another language's list.

Knows nothing about meanings. wordfreq itself is imported only when a language is asked for the first time ever.
"""

from __future__ import annotations

from functools import cache

from brandname.language.derived import SortedLines, installed, keep
from brandname.language.folding import letters
from brandname.model import DatasetRef, digest

FORMAT = 3
"""Rises when the kept file changes shape."""

_NAMES = {"no": "nb", "nn": "nb", "tl": "fil", "sr": "sh", "hr": "sh", "bs": "sh"}
"""Languages whose frequency list is filed under another tag."""


class Ordinary:
    """The words of one language with how often they occur."""

    def __init__(self, language: str, body: bytes) -> None:
        self.language = language
        self._lines = SortedLines(body)

    def zipf(self, word: str) -> float | None:
        """Zipf value (3 = once in a million words) of a word in any case; None when it is not in the list.

        A word without its accents counts as the most frequent word it may stand for, unless it is a word itself.
        """
        found = self._lines.find(word.casefold())
        return int(found[0]) / 100 if found else None


SMALL, LARGE = "small", "large"
"""wordfreq's lists: words from Zipf 3 on, of some forty languages, and from about 2 on, of half of them."""


def open_ordinary(language: str, size: str = SMALL) -> Ordinary | None:
    """The frequencies of a base language (`es`); None when wordfreq has no list of exactly that language and size."""
    name = _NAMES.get(language, language)
    file = f"{name}.tsv" if size == SMALL else f"{name}-{size}.tsv"
    body = keep(f"ordinary/{FORMAT}-wordfreq-{installed('wordfreq')}", file, lambda: _compute(name, size))
    return Ordinary(name, body) if body else None


@cache
def cite(language: str) -> DatasetRef:
    """How findings name the list of a language."""
    name, made = _NAMES.get(language, language), installed("wordfreq")
    return DatasetRef(f"wordfreq/small_{name}", made, digest("wordfreq", made), "CC-BY-SA-4.0", "wordfreq")


def _compute(name: str, size: str) -> bytes:
    import wordfreq

    if name not in wordfreq.available_languages(size):
        return b""
    words: dict[str, int] = {}
    for centibels, entries in enumerate(wordfreq.get_frequency_list(name, size)):
        for word in entries:
            words.setdefault(word, 900 - centibels)
    kept = dict(words)
    for word, value in words.items():  # the commonest first
        if not word.isascii() or not word.isalnum():
            kept.setdefault(letters(word), value)
    return SortedLines.pack((word, str(value)) for word, value in kept.items()
                            if word and "\t" not in word and "\n" not in word)
