"""`brandname coverage`: what each check has to judge each language by. An empty cell is never dressed up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Column, Text
from brandname.cli.options import JsonOption, MarketsOption, StudyOption, read_list, read_markets
from brandname.cli.session import Session, session_of
from brandname.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brandname.checks.base import Check, Cover


def coverage(
    ctx: typer.Context,
    languages: Annotated[str | None, typer.Option("--languages", metavar="LIST", help="cli.coverage.languages")] = None,
    checks: Annotated[str | None, typer.Option("--checks", metavar="LIST", help="cli.check.checks")] = None,
    markets: MarketsOption = None,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """Check × language × resource."""
    from brandname import plan
    from brandname.plugins import load_checks
    from brandname.study import read_study

    session = session_of(ctx, study)
    tags = read_list("--languages", languages)
    if tags is None:
        tags = plan.languages(read_study(session.study, markets=read_markets(markets)))
    loaded = load_checks({}, read_list("--checks", checks))
    rows = [row for check in loaded.checks for row in check.coverage(tags)]
    if as_json:
        session.screen.json([{"check": r.check, "language": r.language, "resource": r.resource or None, "size": r.size}
                             for r in rows])
    else:
        _print(session, loaded.checks, tags, rows)
    return Exit.OK


def _print(session: Session, checks: Sequence[Check], tags: Sequence[str], rows: Sequence[Cover]) -> None:
    from brandname.checks.base import Kind

    say, screen = session.catalogue, session.screen
    cells: defaultdict[tuple[str, str], list[Cover]] = defaultdict(list)
    for row in rows:
        if row.size:
            cells[row.check, row.language].append(row)
    shown = [check.id for check in checks if check.kind is not Kind.PLANNED]
    planned = tuple(check.id for check in checks if check.kind is Kind.PLANNED)
    screen.table(
        [Column(say("cli.coverage.language")), *(Column(say.check_name(id_), wrap=True) for id_ in shown)],
        [(f"{tag}  {say.language_name(tag)}", *(_cell(session, cells[id_, tag]) for id_ in shown)) for tag in tags],
    )
    for id_ in shown:
        covered = sum(bool(cells[id_, tag]) for tag in tags)
        screen.text(say("cli.coverage.total", check=id_, covered=covered, n=len(tags)))
    if planned:
        screen.text(say("cli.coverage.planned", checks=planned))


def _cell(session: Session, covers: Sequence[Cover]) -> Text:
    if not covers:
        return Text(session.catalogue("cli.coverage.none"), "unknown")
    return Text(", ".join(f"{cover.resource} {cover.size:,}" for cover in covers))
