"""What people said a name brings to mind: counted by word, with the tone a researcher gave it. Hears no tone itself.

A word in a note may carry one sign before it: `-` or `!` bad, `+` good, `=` neither. A word of the brief's `ideas` is
good and one of its `avoid` is bad without a sign. A word without either has an unknown tone, and unknown is no good
news: it counts as caution with little confidence until somebody gives it a sign.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from brandname.checks.intervals import wilson
from brandname.model import Brief, Hit, Param, sameness, say

LITTLE = 0.2
"""Confidence in a word whose tone nobody gave."""
FEW = 0.3
"""Largest confidence in what fewer people than the option `min_people` said …"""
FEW_BUT_BAD = 0.5
"""… and in a bad word they offered unasked: that it was said is certain, only how many would say it is not."""


class Tone(StrEnum):
    """Whether an association is welcome."""

    BAD = "bad"
    GOOD = "good"
    NEITHER = "neither"
    UNKNOWN = "unknown"


SIGNS = (("-", Tone.BAD), ("−", Tone.BAD), ("–", Tone.BAD), ("!", Tone.BAD), ("+", Tone.GOOD), ("=", Tone.NEITHER))
"""Sign before a word → tone; full-width signs are read alike."""


class Way(StrEnum):
    """How an association came."""

    NOTICED = "noticed"
    """Unasked: a problem if it is bad."""
    PROBED = "probed"
    """Only after being asked: rarely one."""


@dataclass(frozen=True, slots=True)
class Association:
    """One word some people said."""

    key: str
    """Case-folded NFKC: its identity."""
    word: str
    """As most people's notes spell it."""
    tone: Tone
    people: int


def associations(said: Iterable[Sequence[str]], brief: Brief) -> tuple[Association, ...]:
    """Words by how many people said them, most first; each person counts once for a word.

    One researcher's bad sign marks the word for all who said it, except where it is signed otherwise.
    """
    tones: dict[str, list[Tone]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for words in said:
        mine: dict[str, Tone] = {}
        for word, tone in map(_signed, words):
            key = sameness(word)
            if key and (key not in mine or tone is Tone.BAD):
                mine[key] = tone
            if key:
                spellings[key][word] += 1
        for key, tone in mine.items():
            tones[key].append(tone)
    ideas, avoid = {sameness(i) for i in brief.ideas}, {sameness(a) for a in brief.avoid}
    found = []
    for key, given in tones.items():
        tone = _tone(given, key in ideas, key in avoid)
        people = sum(t in (tone, Tone.UNKNOWN) for t in given)
        word = min(spellings[key].items(), key=lambda item: (-item[1], item[0]))[0]
        found.append(Association(key, word, tone, people))
    return tuple(sorted(found, key=lambda a: (-a.people, a.key)))


def hit(market: str, way: Way, association: Association, asked: int, least: int) -> Hit:
    """An association as a hit: severity by the share who said it, confidence by how low that share may really be.

    Of fewer than `least` people the share is taken as if so many had been asked: one voice is not everybody.
    """
    share, low = association.people / max(asked, least), wilson(association.people, max(asked, least))[0]
    risk, surest = _severity(way, association.tone, share), _severity(way, association.tone, low)
    confidence = LITTLE if association.tone is Tone.UNKNOWN else surest / risk if risk else low
    measures: dict[str, Param] = {"people": association.people, "asked": asked, "tone": association.tone.value}
    unasked = way is Way.NOTICED
    cap = 1.0 if asked >= least else FEW_BUT_BAD if unasked and association.tone is Tone.BAD else FEW
    good = association.tone is Tone.GOOD and unasked and asked >= least
    return Hit(
        id=f"interviews/{market}/{way}/{association.key}",
        message=say(f"interviews.hit.{way}", word=association.word, people=association.people, n=asked, market=market,
                    tone=association.tone.value),
        risk=round(risk, 4),
        confidence=round(min(confidence, cap), 4),
        merit=round(min(0.6, 0.8 * low), 4) if good else 0.0,
        measures=measures,
    )


def _severity(way: Way, tone: Tone, share: float) -> float:
    """Bad and unasked: a warning from one in five, serious from a good half; else caution at most."""
    if tone is Tone.BAD:
        return min(0.9, 0.35 + 0.75 * share) if way is Way.NOTICED else 0.15 + 0.3 * share
    if tone is Tone.UNKNOWN:
        return 0.45 * share if way is Way.NOTICED else 0.2 * share
    return 0.0


def _signed(text: str) -> tuple[str, Tone]:
    word = text.strip()
    first = unicodedata.normalize("NFKC", word[:1])
    for sign, tone in SIGNS:
        if first == sign:
            return word[1:].strip(), tone
    return word, Tone.UNKNOWN


def _tone(given: Sequence[Tone], idea: bool, avoid: bool) -> Tone:
    """Bad goes before good, and a researcher's sign before the brief's word list."""
    for tone in (Tone.BAD, Tone.GOOD, Tone.NEITHER):
        if tone in given:
            return tone
    return Tone.BAD if avoid else Tone.GOOD if idea else Tone.UNKNOWN
