"""Readings of names with figures in them: the letters by their usual routes, the numbers by number words.

Puts `numerals` and `pronouncing` together. Silent where figures are said otherwise than as whole numbers: decimals,
times, ordinals, sums of money. What a number means to people is not asked here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from brandname.language import pronouncing
from brandname.language.alphabets import Orthography, has_digit, scripts_in
from brandname.language.numerals import BORDERS, PARTED, number_words, open_numerals
from brandname.language.routes import Reading, Route

NUMBERED, IN_ENGLISH = 0.55, 0.3
"""Confidence in the language's own number words, and in the English ones abroad."""
ENGINE = "brandname:numbers"
_RUNS = re.compile(r"(\d+)")
_OTHERWISE = re.compile(r"\d[.,:/⁄]\d|[%‰°$€£¥₩₹]|\d(?:st|nd|rd|th)\b|0['’]?s\b")
"""Figures that are said in some other way than as whole numbers."""

_Piece = tuple[str, str, float, bool]
"""Spelling, IPA, confidence, and whether it is number words."""


def numbered(text: str, tag: str, ortho: Orthography | None, origin: str) -> list[Reading]:
    """The readings of a text (NFKC) with figures: by the language's own number words, then by the English ones."""
    runs = [run.strip() for run in _RUNS.split(text)]
    runs = [run for run in runs if run.isdecimal() or scripts_in(run)]
    if _OTHERWISE.search(text) or not runs or any(has_digit(run) and not run.isdecimal() for run in runs):
        return []

    def native(run: str, way: int) -> _Piece | None:
        return _number(run, way, tag, ortho) if run.isdecimal() else _letters(run, tag, ortho, origin)

    def english(run: str, way: int) -> _Piece | None:
        return _english_number(run, way, tag, ortho) if run.isdecimal() else _english_letters(run, tag, ortho)

    most = max((len(number_words(_figures(run), tag)) for run in runs if run.isdecimal()), default=0)
    found = [_joined(runs, way, native, tag, Route.NUMBERS) for way in range(most)]
    if tag.split("-")[0] != "en":
        found.append(_joined(runs, 0, english, tag, Route.ENGLISH_INFLUENCED))
    return [reading for reading in found if reading is not None]


def _joined(
    runs: Sequence[str], way: int, voice: Callable[[str, int], _Piece | None], tag: str, route: Route
) -> Reading | None:
    """One reading of all runs; None when one of them has no sounds."""
    pieces = [voice(run, way) for run in runs]
    kept = [piece for piece in pieces if piece is not None]
    if len(kept) < len(pieces):
        return None
    spelling = " ".join(piece[0] for piece in kept)
    numerals: list[int] = []
    place = 0
    for _, ipa, _, number in kept:
        size = len(ipa.split())
        numerals += range(place, place + size) if number else ()
        place += size
    scripts = scripts_in(spelling)
    ipa, sure = " ".join(piece[1] for piece in kept), round(min(piece[2] for piece in kept), 3)
    return Reading(tag, spelling, scripts[0] if scripts else "Zyyy", ipa, route, ENGINE, sure, tuple(numerals))


def _letters(run: str, tag: str, ortho: Orthography | None, origin: str) -> _Piece | None:
    scripts = set(scripts_in(run))
    found: list[Reading] = []
    if scripts == {"Hani"}:
        found = pronouncing.characters(run, tag, ())
    elif ortho is not None and scripts <= set(ortho.scripts):
        found = pronouncing.native(run, tag, ortho, ())
    elif scripts == {"Latn"}:
        found = pronouncing.foreign(run, tag, ortho, origin)
    return (found[0].spelling, found[0].ipa, found[0].confidence, False) if found else None


def _english_letters(run: str, tag: str, ortho: Orthography | None) -> _Piece | None:
    if scripts_in(run) != ("Latn",):
        return None
    found = pronouncing.foreign(run, tag, ortho, "")
    first = next((reading for reading in found if reading.route is Route.ENGLISH_INFLUENCED), None)
    return (first.spelling, first.ipa, first.confidence, False) if first else _letters(run, tag, ortho, "")


def _number(run: str, way: int, tag: str, ortho: Orthography | None) -> _Piece | None:
    ways, numerals = number_words(_figures(run), tag), open_numerals(tag)
    if not ways or numerals is None:
        return None
    words, share = ways[min(way, len(ways) - 1)]
    sure = NUMBERED * share
    if numerals.ipa:
        return run, words, sure, True
    parted = BORDERS.split(words)
    # Together where no word is an exception: a word of one letter, as Spanish y, is one only among others.
    known = any(word in numerals.sounds for word in parted)
    found = [numerals.sounds.get(word) or _word(word, tag, ortho) for word in (parted if known else [" ".join(parted)])]
    return (words.replace(PARTED, ""), " ".join(found), sure, True) if all(found) else None


def _word(word: str, tag: str, ortho: Orthography | None) -> str:
    piece = _letters(word, tag, ortho, "")
    return piece[1] if piece else ""


def _english_number(run: str, way: int, tag: str, ortho: Orthography | None) -> _Piece | None:
    ways = number_words(_figures(run), "en")
    if not ways:
        return None
    words, share = ways[min(way, len(ways) - 1)]
    piece = _english_letters(words.replace(PARTED, ""), tag, ortho)
    return (words.replace(PARTED, ""), piece[1], IN_ENGLISH * share, True) if piece else None


def _figures(run: str) -> str:
    """0–9 for the figures of any script."""
    return "".join(str(unicodedata.decimal(figure)) for figure in run)
