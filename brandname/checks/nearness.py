"""How near two names are, for the checks on brands and on marks: by letters and sounds, or by characters as written.

Turns what `language.distance` finds into a score, a band and reasons that a hit can carry. Knows no list and no
register, weighs no goods, and says nothing of whether a mark would be refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from brandname import data
from brandname.language.alphabets import script_of, scripts_in
from brandname.language.distance.equivalents import LOOK, compared_forms
from brandname.language.distance.likeness import Band, Likeness, band_of, explain_all
from brandname.language.distance.names import Compared, fold_name, prepare
from brandname.language.lookalikes import shaped_as_latin
from brandname.language.words import simplify
from brandname.model import Message, Param, say
from brandname.model.text import pack
from brandname.registers.exact import fold_exact

CHARACTERS = ((0.0, 0.0), (0.5, 0.45), (2 / 3, 0.55), (0.8, 0.75), (1.0, 1.0))
"""Share of characters in common, in order → score: half of them is somewhat like, two of three like, four of five very
like. Set by eye so that a band means about the same in every script; not measured."""
MEASURES = ("look", "letters", "grams", "words", "inside")
"""Measures of `distance.scorer` that a hit keeps, besides the mean of the sounds."""


@dataclass(frozen=True, slots=True)
class Near:
    """How near another name is, and why."""

    score: float
    """0–1; 1 only for the same name."""
    band: Band
    reasons: tuple[Message, ...]
    measures: Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class Measured:
    """Share of documented confusions at or above a band, by `benchmarks.confusable`."""

    marks: float
    """Of trade marks in opposition and court."""
    words: float
    """Of single coined words (names of medicines)."""
    date: str

    @property
    def least(self) -> float:
        """The lower of the two: how sure a silence is."""
        return min(self.marks, self.words)


@lru_cache(maxsize=16384)
def ready(text: str) -> Compared:
    """A name made ready for comparison; one in another script by its usual Latin form, where there is one."""
    forms = compared_forms(text)
    if forms and forms[0].how == LOOK:
        return replace(prepare(forms[0].latin), text=text)
    return prepare(text, latin=[form.latin for form in forms])


def is_foreign(text: str) -> bool:
    """Whether a name has letters that are not Latin, so that it is compared as written too."""
    return bool(set(scripts_in(text)) - {"Latn"})


def is_comparable(text: str) -> bool:
    """Whether anything of a name can be compared with names in Latin letters; without it silence is no answer."""
    return bool(ready(text).folded)


def compare(text: str, other: str, heard_as: str = "") -> Near | None:
    """How near two names are, whichever way shows them nearer; None where neither way compares anything.

    `heard_as` is the Latin form of the other name by which a search has found it.
    """
    return compare_all(text, [(other, heard_as)])[0]


def compare_all(text: str, others: Sequence[tuple[str, str]]) -> list[Near | None]:
    """`compare` of a name with each of (other name, heard as), letters and sounds of all in one pass."""
    if not others:
        return []
    heard = _by_letters(text, others)
    written = [by_characters(text, other) for other, _ in others]
    return [_together(*pair) for pair in zip(heard, written, strict=True)]


def _together(heard: Near | None, written: Near | None) -> Near | None:
    """The nearer of two ways, with the reasons of both where both show a likeness."""
    if heard is None or written is None or written.band is Band.NONE:
        return heard if written is None or (heard is not None and heard.score >= written.score) else written
    best = max(heard, written, key=lambda near: near.score)
    return replace(best, reasons=(*written.reasons, *heard.reasons), measures={**heard.measures, **written.measures})


def by_characters(text: str, other: str) -> Near | None:
    """How near two names are as written, where both have letters of another script; else None."""
    if not (is_foreign(text) and is_foreign(other)):
        return None
    one, two = fold_exact(text), fold_exact(other)
    score = character_score(one, two)
    if not score:
        return None
    plain, other = simplify(one), simplify(two)
    shared = "".join(char for char in dict.fromkeys(plain) if char in other)
    reason = say("similarity.reason.same") if one == two else say("similarity.reason.simplified") if plain == other \
        else say("similarity.reason.characters", shared=shared)
    return Near(score, band_of(score), (reason,), {"characters": score})


def character_score(one: str, two: str) -> float:
    """Score of two folded names by the characters they share in order; 1 only for equal ones.

    A traditional character and its simplified one count as shared.
    """
    from rapidfuzz.distance import Indel

    if one == two:
        return 1.0
    return score_of_share(Indel.normalized_similarity(simplify(one), simplify(two)))


def score_of_share(share: float) -> float:
    """Score of two names that are not equal by the share of characters in common (CHARACTERS)."""
    for (low, floor), (high, top) in pairwise(CHARACTERS):
        if share <= high:
            return round(min(0.9999, floor + (share - low) / (high - low) * (top - floor)), 4)
    return 0.9999


def _by_letters(text: str, others: Sequence[tuple[str, str]]) -> list[Near | None]:
    query, candidates = ready(text), [_ready_as(*other) for other in others]
    found = explain_all(query, candidates)
    return [None if likeness is None else _told(text, query, other, candidate, likeness)
            for (other, _), candidate, likeness in zip(others, candidates, found, strict=True)]


def _ready_as(other: str, heard_as: str) -> Compared:
    """A name made ready in the Latin form by which it was found."""
    candidate = ready(other)
    if fold_name(heard_as) in {"", candidate.folded}:
        return candidate
    return replace(prepare(heard_as), text=other)


def _told(text: str, query: Compared, other: str, candidate: Compared, likeness: Likeness) -> Near:
    seen = (*_seen(text, query, likeness.band), *_seen(other, candidate, likeness.band))
    told = tuple(one for one in likeness.reasons if not seen or one.key != "similarity.reason.same")
    reasons = (*seen, *_written(text, query), *_written(other, candidate), *told)
    sounds = [value for name, value in likeness.measures.items() if name.startswith("sounds:")]
    kept = {name: likeness.measures[name] for name in MEASURES if name in likeness.measures}
    measures: dict[str, Param] = {**kept, **({"sounds": round(sum(sounds) / len(sounds), 4)} if sounds else {})}
    return Near(likeness.score, likeness.band, reasons, measures)


def _written(text: str, compared: Compared) -> tuple[Message, ...]:
    """How a name of another script was put into Latin letters."""
    how = _how(text, compared)
    return (say("similarity.reason.written", latin=compared.folded, how=how),) if how not in ("", LOOK) else ()


def _seen(text: str, compared: Compared, band: Band) -> tuple[Message, ...]:
    """That a name is compared by what its letters look like, and which they are."""
    if _how(text, compared) != LOOK:
        return ()
    _, letters = shaped_as_latin(text)
    named = tuple(pack(say("similarity.reason.of_script", script=script_of(one), letter=one)) for one in letters)
    key = "similarity.reason.looks_same" if band is Band.SAME else "similarity.reason.looks_latin"
    return (say(key, latin=compared.folded, letters=named),)


def _how(text: str, compared: Compared) -> str:
    """How the Latin form of a name that was compared came about; empty for a name in Latin letters."""
    spaced = compared.folded.replace(" ", "")
    return next((form.how for form in compared_forms(text) if form.latin.replace(" ", "") == spaced), "")


def packed(reasons: Sequence[Message]) -> tuple[str, ...]:
    """Reasons as a parameter of a hit's message; one that says so where nothing short can be said."""
    return tuple(pack(reason) for reason in reasons or (say("similarity.reason.overall"),))


def measured(band: Band) -> Measured:
    """What share of documented confusions lies in a band or above."""
    row = rules()["measured"]
    return Measured(row[band.value]["marks"], row[band.value]["words"], row["date"])


@cache
def rules() -> dict[str, Any]:
    """`data/likeness.toml`: measured shares, and Nice classes of kinds of business."""
    return tomllib.loads(data.read_text("likeness.toml"))
