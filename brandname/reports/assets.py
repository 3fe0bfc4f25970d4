"""What a name needs to secure, counted: in each market how many needed addresses are taken, open, or without a holder.

Counts only; the plan itself, address by address, is `brandname assets NAME`. Nothing here changes a risk or an order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brandname.reports.inputs import View
from brandname.reports.tree import Block, Cell, Column, Line, Table, Text, Tone
from brandname.synthesis import AssetState, needed_states

STATES = (AssetState.TAKEN, AssetState.NOT_FOUND, AssetState.OPEN, AssetState.IMPOSSIBLE)
"""In the order of the columns."""
CSV = tuple(f"needed_{state}" for state in STATES)
"""Columns of `ranking.csv`: needed addresses of a name over all markets, each once."""


def assets_of(view: View, name: str) -> tuple[Block, ...]:
    """A line for each market that needs something, and where the plan is; nothing where no check asked."""
    t = view.t
    if not view.asks_assets:
        return ()
    columns = (
        Column(t("assets.report.market"), "name"),
        *(Column(t(f"assets.report.{state}"), "number") for state in STATES),
        Column(t("assets.report.minutes"), "number"),
    )
    rows = []
    for plan in view.asset_plans(name):
        counts = needed_states((plan,))
        figures = [str(counts[state]) for state in STATES] if sum(counts.values()) else ["–"] * len(STATES)
        minutes = t("assets.report.about", n=plan.minutes) if plan.minutes else "–"
        rows.append(Line((Cell(view.market(plan.market)), *map(Cell, figures), Cell(minutes))))
    notes = [t("assets.report.plan", name=f'"{name}"' if " " in name else name)]
    if view.assets_left_out:
        notes.append(t("assets.report.left_out", checks=view.assets_left_out))
    return (Table(columns, tuple(rows)), *(Text(note, Tone.FAINT) for note in notes))


def as_csv(view: View, name: str) -> tuple[object, ...]:
    """The counts of a name over all markets; empty cells where no check asked, and where nothing is needed."""
    counts = view.needed_assets(name)
    return tuple(counts[state] for state in STATES) if sum(counts.values()) else ("",) * len(STATES)


def as_json(view: View, name: str) -> Sequence[Mapping[str, Any]]:
    """The counts by market; empty where no check asked."""
    if not view.asks_assets:
        return []
    plans = view.asset_plans(name)
    return [
        {"market": plan.market, "needed": {str(state): needed_states((plan,))[state] for state in STATES},
         "minutes": plan.minutes}
        for plan in plans
    ]
