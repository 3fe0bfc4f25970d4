"""A name in a sentence, for the pronunciation check: its forms, the gender its ending suggests, and what that changes.

The risks stand here: none is more than a note, because people inflect names everywhere. Rules come from
`brandname.language.inflection`; [] where a language has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from brandname.language.inflection import Behaviour, Gender, in_a_sentence
from brandname.model import Hit, Message, Param, say

RISKS: Mapping[str, float] = MappingProxyType({
    "stem_changes": 0.15, "depends_on_sound": 0.1, "as_said": 0.1, "silent_end": 0.1, "mute_h": 0.1,
    "often_undeclined": 0.05, "undeclined": 0.0, "not_told": 0.0, "capitals": 0.0, "foreign_letters": 0.0,
})
"""Last part of a note's key → risk. Notes that hold for every name of a language are not listed and make no hit."""
CONFIDENCE = 0.6
"""Rules from grammars; usage decides."""
USUAL = frozenset({"de {name}", "que {name}", "… y {name}", "… o {name}"})
"""French and Spanish forms in which a name and the word before it stay as they are: told only where they change."""
LONGEST = 6
"""Forms shown."""


def hits(text: str, tag: str) -> list[Hit]:
    """What is to be known of a name in the sentences of a language: its forms, then notes; [] without rules for it."""
    found = in_a_sentence(text, tag)
    if found is None:
        return []
    shown = []
    forms = _worth_showing(text, found)
    if forms:
        shown.append(Hit(f"pronunciation:grammar:forms:{tag}", _forms(text, tag, found, forms), 0.0, CONFIDENCE))
    for note in found.notes:
        kind = note.key.rpartition(".")[2]
        if kind in RISKS:
            message = Message(note.key, {**note.params, "language": tag})
            shown.append(Hit(f"pronunciation:grammar:{kind}:{tag}", message, RISKS[kind], CONFIDENCE))
    return shown


def measures(text: str, tag: str) -> dict[str, Param]:
    """Forms by label, gender and its share, whether the registered name stands in all forms; {} without rules."""
    found = in_a_sentence(text, tag)
    if found is None:
        return {}
    facts: dict[str, Param] = {f"grammar_{form.label}": form.text for form in found.forms}
    if found.gender is not None:
        facts |= {"grammar_gender": str(found.gender), "grammar_gender_share": found.share}
    return facts | {"grammar_stem_kept": int(found.stem_kept)}


def _worth_showing(text: str, found: Behaviour) -> tuple[str, ...]:
    usual = {pattern.format(name=text) for pattern in USUAL}
    # A genitive may be a plural too: each form once.
    return tuple(dict.fromkeys(form.text for form in found.forms if form.text not in usual))[:LONGEST]


def _forms(text: str, tag: str, found: Behaviour, forms: tuple[str, ...]) -> Message:
    if found.gender in {None, Gender.UNCLEAR}:
        return say("pronunciation.grammar.forms", text=text, language=tag, forms=forms)
    return say("pronunciation.grammar.gendered", text=text, language=tag, forms=forms, gender=str(found.gender))
