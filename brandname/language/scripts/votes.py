"""Votes of several models on the spellings of one text: log posteriors, added up by weight, ranked, put side by side.

Arithmetic only: which models vote, and on what, is for their callers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from brandname.language.scripts.joint import Answer
from brandname.language.scripts.words import parts_of

ABSENT = 0.5
"""Nats below its last candidate at which a model is taken to rate what it did not list."""
OPENINGS = 20
"""The fewest openings of a name kept while its words are put together."""

Votes = dict[str, float]
"""Spelling → log posterior."""
Ballot = tuple[float, Votes]
"""A model's weight and votes."""


def normalised(votes: Mapping[str, float]) -> Votes:
    """Votes as log posteriors that add up to one."""
    if not votes:
        return {}
    highest = max(votes.values())
    total = highest + math.log(sum(math.exp(value - highest) for value in votes.values()))
    return {text: value - total for text, value in votes.items()}


def share(answers: Iterable[Answer]) -> Votes:
    """Log posteriors among the answers given."""
    return normalised({answer.text: answer.logp for answer in answers if answer.text})


def pooled(ballots: Iterable[Ballot], floor: float = 0.0) -> Votes:
    """The weighted sum; a model that did not list a spelling is taken to rate it a little below its last one.

    With a `floor` (nats), no model rates anything lower than that, listed or not.
    """
    counted = [(weight, votes) for weight, votes in ballots if votes and weight]
    lowest = [-floor if floor else min(votes.values()) - ABSENT for _, votes in counted]
    return {
        text: sum(
            weight * max(votes.get(text, low), low) for (weight, votes), low in zip(counted, lowest, strict=True))
        for text in dict.fromkeys(text for _, votes in counted for text in votes)  # not a set: sums in one order
    }


def ranked(votes: Votes, most: int) -> list[tuple[str, float]]:
    """The likeliest spellings with log posteriors among all of them."""
    return sorted(normalised(votes).items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def products(options: Sequence[Sequence[tuple[str, float]]], n: int) -> list[tuple[tuple[str, ...], float]]:
    """The likeliest choices of one option a piece."""
    chosen: list[tuple[tuple[str, ...], float]] = [((), 0.0)]
    for option in options:
        longer = [((*texts, text), before + logp) for texts, before in chosen for text, logp in option]
        chosen = sorted(longer, key=lambda pair: -pair[1])[:max(n, OPENINGS)]
    return chosen


def halves(word: str) -> tuple[str, ...]:
    """The everyday English words a name runs together; empty when it does not."""
    return parts_of(word)


def add(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))
