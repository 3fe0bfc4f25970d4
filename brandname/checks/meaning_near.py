"""Hits for words that the Chinese syllables of a name sound like, with the rules by which they are weighed.

Confidence of a name in Latin letters = how bad and how long the word is, and where it sits × how near the syllables
are × how likely the row of syllables is. A two-syllable word that is plainly bad, and no worse, is warned of only when
the whole name sounds just like it and the row is as likely as not: such runs are common. Puns of three syllables and
more are seldom chance. A name in characters has
its tones: with the same ones the word is heard, with others people only play on it. Words are found in
`near_homophones`.
"""

from __future__ import annotations

from collections.abc import Iterable

from brandname.checks import meaning_risk as rules
from brandname.checks.meaning_hits import entry_facts, entry_params
from brandname.language.folding import Folded
from brandname.language.lexicon import Entry
from brandname.language.matching import Place
from brandname.language.near_homophones import NearHomophone
from brandname.language.vocabulary import LEXICON
from brandname.model import Hit, Message

WHOLE = (0.25, 0.25, 0.36, 0.48, 0.62)
"""Confidence of a word that is the whole row, by its severity …"""
LONG, CLOSE = 0.25, 0.06
"""… more for each of its syllables beyond two, where the gap is no wider than this …"""
SUREST = 0.9
START = (0.1, 0.1, 0.15, 0.25, 0.3)
"""… and of one that is half of the row or more from its beginning; names are cut short to their first syllables."""
ELSEWHERE = 0.15
FADES = 0.1
"""Gap at which a word would not be heard at all."""
LIKELY = 0.4
"""Likelihood of a row from which its being heard is not in doubt; a pun on a vulgar word needs no more …"""
MILD, PLAIN = 2, 0.6
"""… and up to this severity a word fades in proportion below this likelihood: as likely as not, it just warns."""
HALF = 0.5
PART = 0.85
"""Weight of half of a row or more from its beginning …"""
LESS = 0.4
"""… and of any other part."""
SAME = 0.001
SAME_TONES = (0.6, 0.6, 0.7, 0.8, 0.85)
OTHER_TONES = (0.2, 0.2, 0.28, 0.45, 0.6)
"""Confidence of a word that characters are read as, tones and all or but for them, by its severity …"""
SOME = 0.6
"""… and what is left of it for a part of the name."""


def near_hits(name: Folded, found: Iterable[NearHomophone], tag: str) -> list[Hit]:
    """One hit a word, but for those the name is spelled with."""
    in_characters = name.scripts == ("Hani",)
    return [_hit(name, one, tag, in_characters=in_characters) for one in found
            if not in_characters or name.letters[one.first:one.last] not in {one.entry.word, *one.entry.forms}]


def near_confidence(near: NearHomophone, *, in_characters: bool = False) -> float:
    """How sure it is, 0–1, that speakers hear the word."""
    entry, length = near.entry, near.last - near.first
    if in_characters:
        table = SAME_TONES if near.same_tones else OTHER_TONES
        part = 1.0 if near.place is Place.WHOLE else SOME
        return float(table[entry.severity] * part * max(0.0, 1 - near.gap / FADES) * near.likelihood)
    longer = LONG * max(0, length - 2) if near.gap <= CLOSE else 0.0
    if near.place is Place.WHOLE:
        base = WHOLE[entry.severity] + longer
    elif near.place is Place.START and near.share >= HALF:
        base = START[entry.severity] + longer
    else:
        base = ELSEWHERE
    if rules.is_bare_syllable(entry):
        base *= rules.SYLLABLE
    nearness = max(0.0, 1 - near.gap / FADES)
    likely = min(1.0, near.likelihood / PLAIN) if entry.severity <= MILD else min(1.0, near.likelihood / LIKELY) ** 0.5
    return float(min(SUREST, base) * nearness * likely)


def near_weight(near: NearHomophone) -> float:
    """Weight of where the word sits, 0–1."""
    if near.place is Place.WHOLE:
        return 1.0
    return PART if near.place is Place.START and near.share >= HALF else LESS


def _hit(name: Folded, near: NearHomophone, tag: str, *, in_characters: bool) -> Hit:
    entry: Entry = near.entry
    weight = near_weight(near)
    sure = near_confidence(near, in_characters=in_characters) * rules.region_weight(tag, entry.regions)
    way = "characters" if in_characters else "whole" if near.place is Place.WHOLE else "part"
    row, part = " ".join(near.row), " ".join(near.row[near.first:near.last])
    return Hit(
        id=f"meaning/{entry.id}",
        message=Message(f"meaning.syllables.{way}", {
            **entry_params(name, entry, entry.word, tag), "row": row, "part": part, "reading": entry.reading,
            "near": "same" if near.gap <= SAME else "near", "tones": "same" if near.same_tones else "other",
        }),
        risk=round(rules.entry_risk(entry) * weight, 4), confidence=round(sure, 4),
        merit=rules.merit(entry, weight, sure),
        span=name.span(near.first, near.last) if in_characters else None,
        measures={
            **entry_facts(entry), "form": entry.word, "lists": (LEXICON,), "way": "syllables", "place": str(near.place),
            "share": round(near.share, 3), "gap": near.gap, "row": row,
            "likelihood": round(min(1.0, near.likelihood), 3),
        },
    )
