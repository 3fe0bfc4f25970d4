"""Diminutives and augmentatives that speakers make of coarse nouns on the spot, by the endings of their language.

Adds them to the forms of an entry (`data/lexicon/endearing.toml`). A form that is an ordinary word is left out: that is
what people see then. Does not know which of the forms are in use.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from brandname import data
from brandname.language.lexicon import Entry, PartOfSpeech, Register
from brandname.language.lexicon_classes import Classes, inflect, parse_classes
from brandname.language.ordinary import Ordinary

LEAST = 3
"""Severity of the nouns that people play with in this way."""
KNOWN = 2.5
"""Zipf from which a form is a word of its own."""
COARSE = frozenset({Register.VULGAR, Register.SLANG})


def with_endearing(entry: Entry, frequent: Ordinary | None) -> Entry:
    """The entry with its diminutives and augmentatives among the forms, if it is a noun people make them of."""
    if entry.pos is not PartOfSpeech.NOUN or entry.severity < LEAST or entry.register not in COARSE \
            or " " in entry.word:
        return entry
    made = inflect(entry.word, entry.language, _classes())
    kept = [form for form in made if not frequent or (frequent.zipf(form) or 0.0) < KNOWN]
    return replace(entry, forms=tuple(dict.fromkeys((*entry.forms, *kept))))


@cache
def _classes() -> Classes:
    return parse_classes(data.read_text("lexicon/endearing.toml"))
