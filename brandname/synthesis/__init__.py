"""What needs several checks, or two runs, at once: what changed, what is open, why a name stands there, what is next.

Pure: reads findings and rankings, prints nothing, and says nothing in words (messages are keys; reports render them).
It changes no finding and no rank.
"""

from __future__ import annotations

from brandname.synthesis.changes import Changes, Expiring, Move, VersionChange, Versioned, changes
from brandname.synthesis.gaps import GapGroup, unanswered_groups
from brandname.synthesis.handle_sets import HandleSet, handle_sets
from brandname.synthesis.reasons import Mark, WhyLine, why_lines
from brandname.synthesis.steps import next_step
from brandname.synthesis.web_assets import Asset, AssetKind, AssetPlan, AssetState, Place, needed_states, web_assets

__all__ = [
    "Asset",
    "AssetKind",
    "AssetPlan",
    "AssetState",
    "Changes",
    "Expiring",
    "GapGroup",
    "HandleSet",
    "Mark",
    "Move",
    "Place",
    "VersionChange",
    "Versioned",
    "WhyLine",
    "changes",
    "handle_sets",
    "needed_states",
    "next_step",
    "unanswered_groups",
    "web_assets",
    "why_lines",
]
