"""What the characters of a Chinese name say one by one: bad words of one character, and the good news in the glosses.

A character that is a bad word by itself is seen in a name unless an ordinary word around it says something else. Good
news is what CC-CEDICT glosses by a good word of the English lexicon; it never offsets a risk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from brandname.checks import meaning_risk as rules
from brandname.checks.meaning_hits import entry_facts, entry_params
from brandname.language.folding import Folded
from brandname.language.lexicon import Category
from brandname.language.matching import ORDINARY, Place, Way
from brandname.language.ordinary import Ordinary
from brandname.language.vocabulary import LEXICON, Vocabulary
from brandname.model import Hit, Message

TELLING = 2
"""Severity from which a single character is looked for."""
SEEN, SEEN_WEIGHT = 0.7, 0.85
"""Confidence and weight of one character of a name."""
CENTRAL = {Place.WHOLE: 1.0, Place.INSIDE: 0.6}
"""Weight of good news: the whole name, or a part of it."""
LONGEST_SENSE = 3
"""Words of the longest gloss that names a thing and does not describe it."""


def character_hits(name: Folded, words: Vocabulary, ordinary: Ordinary | None, tag: str) -> Iterator[Hit]:
    """One hit a bad character of a name of several."""
    size = len(name.letters)
    for k, char in enumerate(name.letters if size > 1 and name.scripts == ("Hani",) else ()):
        for listed in words.find(char):
            entry = listed.entry
            if entry is None or entry.severity < TELLING or _hidden(name.letters, k, ordinary):
                continue
            yield Hit(
                id=f"meaning/{entry.id}",
                message=Message("meaning.characters.one", entry_params(name, entry, listed.word, tag)),
                risk=round(rules.entry_risk(entry) * SEEN_WEIGHT, 4),
                confidence=round(SEEN * rules.region_weight(tag, entry.regions), 4), span=name.span(k, k + 1),
                measures={
                    **entry_facts(entry), "form": listed.word, "lists": (LEXICON,), "way": str(Way.EXACT),
                    "place": str(Place.INSIDE), "share": round(1 / size, 3),
                },
            )


def with_good_news(hit: Hit, english: Vocabulary) -> Hit:
    """The hit of a gloss with its merit: the share of good words among its senses, by how much of the name it is."""
    _, _, senses = str(hit.measures["gloss"]).partition(" / ")[0].partition(": ")
    listed = [sense for sense in senses.split("; ") if sense]
    if hit.risk or not listed:
        return hit
    share = sum(_is_good(sense, english) for sense in listed) / len(listed)
    central = CENTRAL.get(Place(str(hit.measures["place"])), 0.0)
    return replace(hit, merit=round(rules.MERIT * share * central * hit.confidence, 4))


def _is_good(sense: str, english: Vocabulary) -> bool:
    plain = sense.partition("(")[0].strip().lower().removeprefix("to be ").removeprefix("to ").removeprefix("a ")
    words = plain.replace(",", " ").split()
    if not 0 < len(words) <= LONGEST_SENSE:
        return False
    return any(listed.entry is not None and listed.entry.category is Category.POSITIVE
               for word in (plain, *words) for listed in english.find(word))


def _hidden(text: str, at: int, ordinary: Ordinary | None) -> bool:
    """Whether an ordinary word of two characters or more stands around a character."""
    if ordinary is None:
        return False
    return any((ordinary.zipf(text[first:last]) or 0.0) >= ORDINARY
               for first in range(at + 1) for last in range(at + 1, len(text) + 1) if last - first > 1)
