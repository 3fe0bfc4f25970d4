"""Two names compared in full: the score, each measure, a band, and the reasons a reader can check with their own eyes.

Reasons are message keys with parameters (`similarity.reason.*`); they explain the names, never what an office would
decide. Slow beside `scorer.score`: for the hits that are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from brandname.language.distance import tables
from brandname.language.distance.names import Compared
from brandname.language.distance.scorer import batch, combine, measures
from brandname.model import Message
from brandname.model.text import say

SOUND_ALIKE = 0.85
"""Share of sounds two names must have in common to be told as sounding nearly the same."""
SHOWN_PART = 3
"""Letters of a common beginning or end that is worth telling."""
MOST = 4
"""Reasons told."""
_ONSET = re.compile(r"^[^aeiou@y2]*[aeiou@y2]+[^aeiou@y2]?")
_VOWELS = re.compile(r"[aeiouyhw]")


class Band(StrEnum):
    """How alike two names are by the score alone.

    The thresholds are places on a ranking, set where documented confusions thin out (`benchmarks/RESULTS.md`); they say
    nothing of whether an office would refuse a mark: goods, distinctiveness and use decide that.
    """

    SAME = "same"
    """Equal once case, accents and signs are left out."""
    CLOSE = "close"
    ALIKE = "alike"
    REMOTE = "remote"
    NONE = "none"


BANDS = ((0.75, Band.CLOSE), (0.55, Band.ALIKE), (0.45, Band.REMOTE))
"""Lowest score of each band; `Band.SAME` is for equal names, `Band.NONE` what lies below.

An ordinary English word finds three others in 15,000 that are CLOSE, a documented name less than one in its pool."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What comparing two names gave."""

    score: float
    """0–1, `scorer.score`."""
    measures: Mapping[str, float]
    """Measure → 0–1; `order:es` and `sounds:es` are of one voice."""
    reasons: tuple[Message, ...]
    """Why, the most telling first; () when nothing short can be said."""
    band: Band


def band_of(score: float) -> Band:
    """The band of a score; Band.SAME for 1, which only equal names have."""
    if score >= 1:
        return Band.SAME
    return next((band for least, band in BANDS if score >= least), Band.NONE)


def explain(query: Compared, other: Compared) -> Likeness | None:
    """Score, measures, reasons and band of two names; None where one has nothing to compare: no answer, not 0."""
    return explain_all(query, [other])[0]


def explain_all(query: Compared, others: Sequence[Compared]) -> list[Likeness | None]:
    """`explain` of a name and each of some others, in a fraction of the time: the measures are taken in one pass."""
    spoken = [tuple(other.sounds) if query.folded and other.folded else None for other in others]
    found: list[Likeness | None] = [None] * len(others)
    for voices in {voices for voices in spoken if voices is not None}:  # a batch has the same voices throughout
        places = [place for place, other in enumerate(spoken) if other == voices]
        together = [others[place] for place in places]
        whole = batch([other.folded for other in together],
                      {voice: [other.sounds[voice] for other in together] for voice in voices})
        columns = measures(query, whole)
        scores = combine(query, whole, columns)
        for number, (place, other) in enumerate(zip(places, together, strict=True)):
            numbers = {name: round(float(values[number]), 4) for name, values in columns.items()}
            score = float(scores[number])
            reasons = tuple(_reasons(query, other, numbers))[:MOST]
            found[place] = Likeness(round(score, 4), numbers, reasons, band_of(score))
    return found


def _reasons(query: Compared, other: Compared, numbers: Mapping[str, float]) -> Iterator[Message]:
    if query.folded == other.folded:
        yield say("similarity.reason.same")
        return
    one, two = query.folded.replace(" ", ""), other.folded.replace(" ", "")
    if one == two:
        yield say("similarity.reason.spacing")
        return
    yield from _sounds(query, other, one, two, numbers)
    yield from _shapes(one, two)
    yield from _words(query, other, one, two)
    yield from _ends(query, other, one, two)
    bones, others = _VOWELS.sub("", one), _VOWELS.sub("", two)
    if bones == others and len(bones) >= SHOWN_PART:
        yield say("similarity.reason.consonants", consonants=bones.upper())


def _sounds(query: Compared, other: Compared, one: str, two: str, numbers: Mapping[str, float]) -> Iterator[Message]:
    """Voices that say both names the same, with the spellings that differ; else those that nearly do."""
    voices = [voice for voice, said in query.sounds.items() if said and other.sounds.get(voice)]
    same = tuple(voice for voice in voices if query.sounds[voice] == other.sounds[voice])
    if same:
        pairs = tuple(f"{a} = {b}" for a, b in changes(one, two) if a and b)
        if pairs:
            yield say("similarity.reason.sounds_spelled", languages=same, pairs=pairs)
        else:
            yield say("similarity.reason.sounds", languages=same)
        return
    near = tuple(voice for voice in voices if numbers[f"sounds:{voice}"] >= SOUND_ALIKE)
    if near:
        yield say("similarity.reason.nearly", languages=near)
    spelled = next((f"{a} = {b}" for a, b in changes(one, two)
                    if (a, b) in tables.spellings() or (b, a) in tables.spellings()), "")
    if spelled:
        yield say("similarity.reason.spelling", pair=spelled)


def changes(one: str, two: str) -> list[tuple[str, str]]:
    """The stretches in which two spellings differ, neighbouring ones as one; "" where a side has nothing."""
    from rapidfuzz.distance import Levenshtein

    found: list[tuple[str, str]] = []
    joined = False
    for step in Levenshtein.opcodes(one, two):
        if step.tag == "equal":
            joined = False
            continue
        pair = one[step.src_start:step.src_end], two[step.dest_start:step.dest_end]
        if joined:
            found[-1] = found[-1][0] + pair[0], found[-1][1] + pair[1]
        else:
            found.append(pair)
        joined = True
    return found


def _shapes(one: str, two: str) -> Iterator[Message]:
    """One letter apart, two changed places, or letters that look alike."""
    from rapidfuzz.distance import OSA, Levenshtein

    if _by_look(one) == _by_look(two):
        pairs = tuple(f"{a} / {b}" for a, b in changes(one, two) if a and b)
        if pairs:
            yield say("similarity.reason.looks", pairs=pairs)
            return
    if OSA.distance(one, two) == 1:
        if Levenshtein.distance(one, two) == 2:
            yield say("similarity.reason.swapped")
            return
        (mine, theirs), = changes(one, two)
        if mine and theirs:
            yield say("similarity.reason.letter", one=mine, other=theirs)
        else:
            yield say("similarity.reason.extra", letter=mine or theirs)


def _by_look(text: str) -> str:
    for seen, plain in tables.looks():
        text = text.replace(seen, plain)
    return text


def _words(query: Compared, other: Compared, one: str, two: str) -> Iterator[Message]:
    """Words in common, initials, or one name inside the other."""
    shared = tuple(word for word in dict.fromkeys(query.words) if word in other.words)
    telling = tuple(word for word in shared if not tables.kind_of(word))
    if telling:
        yield say("similarity.reason.words", words=telling)
    elif shared:
        yield say("similarity.reason.weak_words", words=shared)
    for first, second in ((query, other), (other, query)):
        initials = "".join(word[0] for word in second.words)
        if len(second.words) >= SHOWN_PART and first.folded == initials:
            yield say("similarity.reason.initials", short=first.folded.upper())
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) >= SHOWN_PART and short in long and not telling:
        yield say("similarity.reason.inside", inner=short)


def _ends(query: Compared, other: Compared, one: str, two: str) -> Iterator[Message]:
    """A common beginning, in letters or in sounds, and a common end."""
    start = _common(one, two)
    heard = tuple(voice for voice, said in query.sounds.items() if _onset(said) and
                  _onset(said) == _onset(other.sounds.get(voice, "")))
    if len(start) >= SHOWN_PART:
        yield say("similarity.reason.syllable" if heard else "similarity.reason.start", part=start)
    elif heard:
        yield say("similarity.reason.first_sounds", languages=heard)
    end = _common(one[::-1], two[::-1])[::-1]
    if len(end) >= SHOWN_PART:
        yield say("similarity.reason.end", part=end)


def _onset(said: str) -> str:
    found = _ONSET.match(said)
    return found[0] if found else ""


def _common(one: str, two: str) -> str:
    for size in range(min(len(one), len(two)), 0, -1):
        if one[:size] == two[:size]:
            return one[:size]
    return ""
