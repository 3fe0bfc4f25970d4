"""What is in a lexicon, and what a second pair of eyes should look at: counts, strange forms, words it may lack.

Refuses nothing: that is `lexicon`'s. What it lists may be right; a native speaker decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from brandname.language import wordlists
from brandname.language.folding import letters
from brandname.language.lexicon import Entry
from brandname.language.ordinary import Ordinary, open_ordinary

COUNTED = ("category", "severity", "register", "region")
LEAST_FORMS = 4
"""One-word forms an entry needs before their absence from the frequency list says anything: rare words lack many."""
MOSTLY = 0.9
"""Share of them that must be absent."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One lexicon, counted."""

    language: str
    entries: int
    forms: int
    """Without headwords."""
    counts: Mapping[str, Sequence[tuple[str, int]]]
    """Column of `COUNTED` → (value, entries), most first; the region "" is everywhere; a row may have several."""
    strange: Sequence[tuple[str, Sequence[str]]] | None
    """Headwords most of whose forms the frequency list does not know, with those; None without such a list."""
    missing: Sequence[str] | None
    """Frequent words of the packaged lists that are not here, most frequent first; None where nothing can tell."""


def survey(language: str, entries: Sequence[Entry], beside: Sequence[Entry] = ()) -> Survey:
    """Counts the entries of a language (BCP 47); `beside` are entries that need not be repeated, as the shipped ones.

    Opens the word lists of the language, which are computed on first use.
    """
    primary = wordlists.base(language)
    frequencies = open_ordinary(primary)
    return Survey(
        language, len(entries), sum(len(entry.forms) for entry in entries),
        {column: Counter(value for entry in entries for value in _values(entry, column)).most_common()
         for column in COUNTED},
        None if frequencies is None else _strange(entries, frequencies),
        None if frequencies is None else _missing(primary, (*entries, *beside)),
    )


def _values(entry: Entry, column: str) -> Collection[str]:
    return (entry.regions or ("",)) if column == "region" else (str(getattr(entry, column)),)


def _strange(entries: Sequence[Entry], frequencies: Ordinary) -> list[tuple[str, Sequence[str]]]:
    found: dict[str, Sequence[str]] = {}
    for entry in entries:
        forms = [form for form in entry.forms if " " not in form]
        unknown = [form for form in forms if frequencies.zipf(form) is None]
        if len(forms) >= LEAST_FORMS and len(unknown) >= MOSTLY * len(forms):
            found.setdefault(entry.word, unknown)
    return list(found.items())


def _missing(language: str, entries: Sequence[Entry]) -> list[str] | None:
    index = wordlists.open_words(language)
    if index is None:
        return None
    have = {letters(text) for entry in entries for text in (entry.word, *entry.forms, *entry.roman)}
    listed = {found.word: found.zipf for key in index for found in index.find(key)
              if found.language == language and found.zipf and letters(found.word) not in have}
    return sorted(listed, key=lambda word: (-listed[word], word))
