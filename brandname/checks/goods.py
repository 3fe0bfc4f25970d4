"""Which Nice classes are usually held related (`data/registers/related.toml`): where to look next. Judges no goods."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from brandname import data


def related_to(classes: Iterable[int]) -> frozenset[int]:
    """Classes held related to some of these, without these."""
    wanted = frozenset(classes)
    return frozenset(other for number in wanted for other in _pairs().get(number, ())) - wanted


@cache
def _pairs() -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for pair in tomllib.loads(data.read_text("registers/related.toml"))["pairs"]:
        one, other = map(int, pair.split())
        found[one].add(other)
        found[other].add(one)
    return {number: frozenset(others) for number, others in found.items()}
