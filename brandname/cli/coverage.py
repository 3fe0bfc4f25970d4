"""`brandname coverage`: what each check has to judge each language by. An empty cell is never dressed up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from brandname.cli.console import Column, Text
from brandname.cli.options import JsonOption, MarketsOption, StudyOption, read_list, read_markets
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brandname.checks.base import Check, Cover

DETAILED = 3
"""Languages up to which every resource is named; above, a grid shows the number of entries."""


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
    tags = read_tags(languages)
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


def read_tags(text: str | None, option: str = "--languages") -> tuple[str, ...] | None:
    """Language tags in their usual form; None when the option is not given. UserMistake for what is no language."""
    from brandname.study.book import Book
    from brandname.study.languages import read_tag

    given, book = read_list(option, text), Book()
    if given is None:
        return None
    tags = tuple(read_tag(tag, Where(option), book) for tag in given)
    book.close()
    return tuple(dict.fromkeys(tags))


def _print(session: Session, checks: Sequence[Check], tags: Sequence[str], rows: Sequence[Cover]) -> None:
    say, screen = session.catalogue, session.screen
    cells: defaultdict[tuple[str, str], list[Cover]] = defaultdict(list)
    for row in rows:
        if row.size:
            cells[row.check, row.language].append(row)
    shown = [check.id for check in checks]
    (_print_resources if len(tags) <= DETAILED else _print_grid)(session, shown, tags, cells)
    screen.line()
    for id_ in shown:
        covered = sum(bool(cells[id_, tag]) for tag in tags)
        screen.text(say("cli.coverage.total", check=id_, covered=covered, n=len(tags)))
    if len(tags) > DETAILED:
        screen.text(Text(say("cli.coverage.more", language=tags[0]), "quiet"))


Cells: TypeAlias = "Mapping[tuple[str, str], Sequence[Cover]]"


def _print_grid(session: Session, checks: Sequence[str], tags: Sequence[str], cells: Cells) -> None:
    """A language a line, with how many entries each check has for it."""
    say = session.catalogue

    def cell(covers: Sequence[Cover]) -> Text:
        return Text(f"{sum(c.size for c in covers):,}") if covers else Text(say("cli.coverage.none"), "unknown")

    session.screen.table(
        [Column(say("cli.coverage.language")), Column(), *(Column(say.check_name(id_), right=True) for id_ in checks)],
        [(tag, say.language_name(tag), *(cell(cells[id_, tag]) for id_ in checks)) for tag in tags],
    )


def _print_resources(session: Session, checks: Sequence[str], tags: Sequence[str], cells: Cells) -> None:
    """A resource a line."""
    say = session.catalogue
    rows: list[tuple[str, str, Text | str, str]] = []
    for tag in tags:
        for id_ in checks:
            head = f"{tag}  {say.language_name(tag)}", say.check_name(id_)
            rows += [(*head, cover.resource, f"{cover.size:,}") for cover in cells[id_, tag]]
            if not cells[id_, tag]:
                rows.append((*head, Text(say("cli.coverage.none"), "unknown"), "0"))
    columns = [Column(say("cli.coverage.language")), Column(say("cli.plan.check")),
               Column(say("cli.coverage.resource"), wrap=True), Column(say("cli.coverage.entries"), right=True)]
    session.screen.table(columns, rows)
