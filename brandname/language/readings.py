"""The readings of a name in a language: the one door through which every check learns how a name sounds.

Puts the routes of `pronouncing` together, likeliest first. Answers for any language with an orthography or with rules
of adaptation, raises for all others, and gives nothing (never an empty reading) where no route is honest. How a name is
written in other scripts comes from `scripts`; whether it is easy to say, from the check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from brandname.language import ledger, numbering, pronouncing, sounds
from brandname.language.adaptation import has_rules
from brandname.language.alphabets import has_digit, orthography, scripts_in
from brandname.language.folding import compatible
from brandname.language.routes import LanguageNotCovered, Reading, Route
from brandname.language.witness import ALONE, Witness

__all__ = ["LanguageNotCovered", "Reading", "Route", "is_covered", "readings"]
_GUESSES = frozenset({Route.ENGLISH_INFLUENCED, Route.AS_SPELLED})
REMEMBERED = 4096
"""Readings kept within a run."""


def readings(
    name: str, tag: str, *, say: str = "", origin: str = "", witnesses: Sequence[Witness] = (),
    rendered: tuple[str, float] | None = None,
) -> tuple[Reading, ...]:
    """The readings of a name in a language by every route, likeliest first, each pronunciation once.

    `say` is the owner's respelling or IPA between slashes, `origin` the tag of the language the name comes from,
    `witnesses` what other engines read for the respelled name here (they bear on the native route only), `rendered` the
    name's spelling in the local script with its likelihood, when a caller has it; ("", 0) leaves that route out.
    () for mixed scripts, a script the language does not use, a long word without a vowel, and figures that are not said
    as whole numbers (3.5, 80s).
    Raises LanguageNotCovered for a tag with neither orthography nor rules of adaptation.
    """
    return _readings(name, tag, say, origin, tuple(witnesses), rendered)


@lru_cache(REMEMBERED)
def is_covered(tag: str) -> bool:
    """Whether `readings` answers for a tag; not for one whose script, or region's speech, its language has not."""
    return orthography(tag) is not None or (orthography(tag.split("-")[0]) is None and has_rules(tag))


@lru_cache(REMEMBERED)
def _readings(
    name: str, tag: str, say: str, origin: str, witnesses: tuple[Witness, ...], rendered: tuple[str, float] | None,
) -> tuple[Reading, ...]:
    if not is_covered(tag):
        raise LanguageNotCovered(tag)
    if witnesses:
        return _read(name, tag, say, origin, witnesses, rendered)
    kept = ledger.open_ledger("readings", tag)
    asked = _asked(name, say, origin, rendered)
    found = _revived(kept.find(asked), tag)
    if found is None:
        found = _read(name, tag, say, origin, (), rendered)
        if all(reading.language == tag for reading in found):
            rows = [[r.spelling, r.script, r.ipa, r.route, r.engine, r.confidence, *r.numerals] for r in found]
            kept.keep(asked, rows)
    return found


@lru_cache(16)
def _asked(name: str, say: str, origin: str, rendered: tuple[str, float] | None) -> bytes:
    """What is asked of the ledgers: the same in most languages."""
    return ledger.packed((name, say, origin, rendered))


def _revived(rows: Any, tag: str) -> tuple[Reading, ...] | None:  # noqa: ANN401 - the JSON edge
    """Readings as they were kept; None when they were not."""
    if rows is None:
        return None
    try:
        return tuple(Reading(tag, spelling, script, ipa, Route(route), engine, confidence, tuple(numerals))
                     for spelling, script, ipa, route, engine, confidence, *numerals in rows)
    except (TypeError, ValueError):
        return None


def _read(
    name: str, tag: str, say: str, origin: str, witnesses: tuple[Witness, ...], rendered: tuple[str, float] | None,
) -> tuple[Reading, ...]:
    ortho = orthography(tag)
    text = compatible(name).strip()
    found = pronouncing.stated(text, tag, say) if say else []
    scripts = set(scripts_in(text))
    if has_digit(text):
        found += numbering.numbered(text, tag, ortho, origin)
    elif scripts:
        if scripts == {"Hani"}:
            found += pronouncing.characters(text, tag, witnesses)
        elif ortho is not None and scripts <= set(ortho.scripts):
            found += pronouncing.native(text, tag, ortho, witnesses)
        if scripts == {"Latn"}:
            found += pronouncing.foreign(text, tag, ortho, origin)
            if ortho is not None and not ortho.reads("Latn"):
                found += pronouncing.local(text, tag, rendered)
    return _distinct(found)


def _distinct(found: Sequence[Reading]) -> tuple[Reading, ...]:
    """Each pronunciation once, by the first route that leads to it and as sure as the surest; surest first.

    A guess that the local spelling bears out is surer than either: the two are made in different ways.
    The stated one stands beside an equal one: what readers make of the label by themselves is worth knowing.
    """
    kept: dict[tuple[bool, str], Reading] = {}
    for reading in found:
        key = reading.route is Route.STATED, sounds.unstressed(reading.ipa).replace(" ", "")
        first = kept.setdefault(key, reading)
        sure = max(first.confidence, reading.confidence)
        if reading.route is Route.LOCAL_RENDERING and first.route in _GUESSES:
            sure = min(ALONE, round(1 - (1 - first.confidence) * (1 - reading.confidence), 3))
        if sure > first.confidence:
            kept[key] = replace(first, confidence=sure)
    return tuple(sorted(kept.values(), key=lambda reading: -reading.confidence))
