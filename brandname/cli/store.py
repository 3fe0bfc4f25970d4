"""`brandname store`: what the study's store holds, and its upkeep."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Column, Text
from brandname.cli.options import JsonOption, StudyOption
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, mistake

if TYPE_CHECKING:
    from brandname.model import Run
    from brandname.store import StoreInfo


def info(ctx: typer.Context, as_json: JsonOption = False, study: StudyOption = None) -> int:
    """Runs, sizes and counts."""
    from brandname.store import Store

    session = session_of(ctx, study)
    with Store.open(session.study, write=False) as store:
        found = store.info()
    if as_json:
        session.screen.json(_as_json(found))
    else:
        _print_info(session, found)
    return Exit.OK


def prune(
    ctx: typer.Context,
    keep: Annotated[str, typer.Option("--keep", metavar="N|DATE", help="cli.store.prune.keep")] = "",
    study: StudyOption = None,
) -> int:
    """Takes old runs away, and what only they held."""
    from brandname.store import Store

    session = session_of(ctx, study)
    number, day = read_keep(keep)
    with Store.open(session.study, write=False) as store:
        store.select("latest")  # a study that never ran gets its advice here, and no store
    with Store.open(session.study, write=True) as store:
        gone = store.prune(keep=number, before=day)
    session.say("cli.store.pruned", n=len(gone.runs), findings=gone.findings, evidence=gone.evidence, bytes=gone.bytes)
    return Exit.OK


def verify(ctx: typer.Context, study: StudyOption = None) -> int:
    """Recomputes every digest and looks for gaps."""
    from brandname.store import Store

    session = session_of(ctx, study)
    with Store.open(session.study, write=False) as store:
        problems, found = store.verify(), store.info()
    for problem in problems:
        session.screen.prose(session.catalogue.render(problem.message))
    if problems:
        raise mistake("error.cli.store_damaged", n=len(problems))
    session.say("cli.store.verified", n=len(found.runs), findings=found.findings, evidence=found.evidence)
    return Exit.OK


COMMANDS = (("info", info), ("prune", prune), ("verify", verify))
"""Of the group `store`."""


def read_keep(text: str) -> tuple[int | None, str | None]:
    """How many runs to keep, or else the ISO date from which on; UserMistake for anything else."""
    if text.strip().isdecimal() and int(text) >= 1:
        return int(text), None
    with suppress(ValueError):
        return None, date.fromisoformat(text.strip()).isoformat()
    raise mistake("error.cli.keep", value=text)


def _print_info(session: Session, found: StoreInfo) -> None:
    say, screen = session.catalogue, session.screen
    screen.text(Text(say("cli.store.heading", path=found.path), "heading"))
    screen.text(say("cli.store.counts", n=len(found.runs), findings=found.findings, evidence=found.evidence,
                    ledger=found.ledger, bytes=found.bytes, version=found.version))
    if not found.runs:
        return
    screen.line()
    columns = [
        Column(say("cli.store.run"), right=True), Column(say("cli.store.label"), wrap=True),
        Column(say("cli.store.when")),
        Column(say("cli.store.names"), right=True), Column(say("cli.store.markets"), right=True),
        Column(say("cli.store.state")),
    ]
    rows = [(str(run.number), run.label or "–", run.started, str(len(run.candidates)), str(len(run.markets)),
             say(f"cli.store.{_state(run)}")) for run in found.runs]
    screen.table(columns, rows, indent=1)


def _state(run: Run) -> str:
    if not run.finished:
        return "killed"
    return "partial" if run.interrupted else "complete"


def _as_json(found: StoreInfo) -> dict[str, object]:
    return {
        "path": found.path, "bytes": found.bytes, "version": found.version, "findings": found.findings,
        "evidence": found.evidence, "ledger": found.ledger,
        "runs": [{"number": run.number, "label": run.label, "started": run.started, "finished": run.finished or None,
                  "interrupted": run.interrupted, "candidates": len(run.candidates), "markets": list(run.markets)}
                 for run in found.runs],
    }
