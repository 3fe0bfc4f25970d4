"""`brandname assets`: what to secure for a name in each market, and in which order. Reads a run; asks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Column, Text
from brandname.cli.handles import platform_name
from brandname.cli.options import JsonOption, MarketsOption, RunOption, StudyOption, read_markets
from brandname.cli.session import Session, session_of
from brandname.errors import Exit

if TYPE_CHECKING:
    from brandname.model import Run, Study
    from brandname.synthesis import Asset, AssetPlan, Place

FORMAT, VERSION = "brandname-assets", 1
PLANNED = ("domain", "handle")
"""Checks whose findings are assets."""


def assets(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="cli.assets.name")],
    markets: MarketsOption = None,
    run: RunOption = None,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """The plan for one name."""
    from brandname.cli.pipeline import read_run
    from brandname.cli.why import find_name, within
    from brandname.reports.inputs import View
    from brandname.synthesis import web_assets

    session = session_of(ctx, study)
    inputs = read_run(session, run or "latest")
    candidate, wanted, view = find_name(name, inputs), read_markets(markets), View(inputs)
    asked = view.by_name.get(candidate, ())
    within(asked, wanted, inputs.run.markets)  # a market the run did not have is refused, not left without a plan
    findings = [view.reviewed(finding).finding for finding in asked]
    plans = [
        plan for plan in web_assets(inputs.study, findings, places(inputs.study))
        if plan.name == candidate and (wanted is None or plan.market in wanted)
    ]
    if as_json:
        session.screen.json({"format": FORMAT, "version": VERSION, "run": inputs.run.number, "name": candidate,
                             "left_out": list(_unasked(inputs.run)), "markets": [_as_json(plan) for plan in plans]})
        return Exit.OK
    session.screen.text(Text(session.catalogue("cli.assets.heading", name=candidate, run=inputs.run.number), "heading"))
    if unasked := _unasked(inputs.run):
        session.screen.text(Text(session.catalogue(
            "cli.assets.left_out", checks=unasked, command=f"brandname check --checks {','.join(unasked)}"), "unknown"))
    for plan in plans:
        _print(session, plan)
    session.screen.text(Text(session.catalogue("cli.assets.note"), "quiet"))
    return Exit.OK


def _unasked(run: Run) -> tuple[str, ...]:
    """The checks whose addresses are missing from the plan, because the run did not ask them."""
    return tuple(check for check in PLANNED if check not in run.checks)


def places(study: Study) -> tuple[Place, ...]:
    """The manifest's platforms, stores and registers, with the study's markets that each serves."""
    from brandname.sources.platforms import platforms
    from brandname.synthesis import AssetKind, Place

    codes = [market.code for market in study.markets]
    return tuple(
        Place(p.id, AssetKind(p.kind.value), tuple(code for code in codes if p.serves(code)), p.manual.minutes,
              p.manual.link, p.proof_asked)
        for p in platforms().values()
    )


def _print(session: Session, plan: AssetPlan) -> None:
    say, screen = session.catalogue, session.screen
    screen.line()
    screen.text(Text(say("cli.assets.market", market=plan.market, minutes=plan.minutes), "heading"))
    texts = (Column(say(f"cli.assets.{head}"), wrap=True) for head in ("what", "address", "state"))
    columns = [Column("", right=True), *texts]
    screen.table(columns, [
        (str(number), _what(session, asset), asset.address, _state(session, asset))
        for number, asset in enumerate(plan.assets, 1)
    ], indent=1)


def _what(session: Session, asset: Asset) -> str:
    """The kind of asset and its place; for endings and languages the kind says it all."""
    say = session.catalogue
    if asset.kind.value == "domain":
        return say("cli.assets.kind.domain", place=asset.place)
    if asset.kind.value == "title":
        return say("cli.assets.kind.title", language=asset.place)
    return platform_name(session, asset.place)


def _state(session: Session, asset: Asset) -> Text:
    """Where it stands, whether it is needed, what it may take, and a way out."""
    say = session.catalogue
    parts = [say(f"cli.assets.is.{asset.state.value}", minutes=asset.minutes)]
    if asset.needed:
        parts.insert(0, say("cli.assets.needed"))
    if asset.instead:
        parts.append(say("cli.assets.instead", addresses=asset.instead))
    if asset.proof:
        parts.append(say(f"cli.assets.proof.{asset.proof}"))
    role = {"taken": "warning", "impossible": "warning", "open": "unknown", "unasked": "unknown"}
    return Text("; ".join(parts) if say.language == "en" else "；".join(parts), role.get(asset.state.value, "plain"))


def _as_json(plan: AssetPlan) -> dict[str, object]:
    """The published form; `version` rises when a field changes its meaning."""
    return {
        "market": plan.market, "minutes": plan.minutes,
        "assets": [{
            "turn": number, "kind": a.kind.value, "place": a.place, "address": a.address, "state": a.state.value,
            "needed": a.needed, "instead": list(a.instead), "proof": a.proof or None, "minutes": a.minutes,
            "page": a.page or None, "finding": a.finding or None,
        } for number, a in enumerate(plan.assets, 1)],
    }
