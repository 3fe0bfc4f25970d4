"""Findings + reviews + policy → shelves and ranges. Pure, and says nothing in words: reports do.

`standings` holds the types, `reviewing` applies what people decided to a finding, `ordering` weighs and sorts.
"""

from __future__ import annotations

from brandname.rank.ordering import rank
from brandname.rank.standings import (
    CHECK_WEIGHTS,
    SEARCH_FACTOR,
    Cell,
    MarketStanding,
    Policy,
    Range,
    Ranking,
    Reviewed,
    Standing,
)

__all__ = [
    "CHECK_WEIGHTS",
    "SEARCH_FACTOR",
    "Cell",
    "MarketStanding",
    "Policy",
    "Range",
    "Ranking",
    "Reviewed",
    "Standing",
    "rank",
]
