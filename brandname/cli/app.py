"""The table of commands. Each lives in a file of its own, named after it; nothing else happens here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brandname import __version__
from brandname.cli import (
    answers,
    assets,
    check,
    coverage,
    domains,
    explain,
    gather,
    handles,
    init,
    lexicon,
    markets,
    registers,
    report,
    say,
    search,
    similar,
    start,
    store,
    transliterate,
    why,
)
from brandname.cli.help import Command, Group, localise
from brandname.cli.session import session_of

if TYPE_CHECKING:
    from brandname.cli.session import Session

COMMANDS: tuple[tuple[str, Callable[..., int]], ...] = (
    ("start", start.start),
    ("check", check.check),
    ("why", why.why),
    ("report", report.report),
    ("say", say.say),
    ("transliterate", transliterate.transliterate),
    ("similar", similar.similar),
    ("domains", domains.domains),
    ("handles", handles.handles),
    ("search", search.search),
    ("assets", assets.assets),
    ("explain", explain.explain),
    ("coverage", coverage.coverage),
    ("gather", gather.gather),
    ("init", init.init),
)
"""Single commands, in the order a newcomer needs them."""

GROUPS: tuple[tuple[str, Sequence[tuple[str, Callable[..., int]]]], ...] = (
    ("markets", markets.COMMANDS),
    ("answers", answers.COMMANDS),
    ("lexicon", lexicon.COMMANDS),
    ("registers", registers.COMMANDS),
    ("store", store.COMMANDS),
)
"""Commands with commands of their own."""


def build(session: Session) -> Any:  # noqa: ANN401 - a command of whichever Typer
    """The whole command line, in the session's language."""
    app = _group("cli.root.help", _root)
    for name, function in COMMANDS:
        app.command(name, cls=Command, help=f"cli.{name}.help")(function)
    for group, functions in GROUPS:
        inner = _group(f"cli.{group}.help", _bare)
        for name, function in functions:
            inner.command(name, cls=Command, help=f"cli.{group}.{name}.help")(function)
        app.add_typer(inner, name=group)
    command = typer.main.get_command(app)
    localise(command, session.catalogue)
    return command


def _group(help_key: str, callback: Any) -> typer.Typer:  # noqa: ANN401 - any function Typer can read
    app = typer.Typer(cls=Group, help=help_key, add_completion=False, rich_markup_mode=None,
                      invoke_without_command=True, pretty_exceptions_enable=False)
    app.callback(cls=Group, invoke_without_command=True, help=help_key)(callback)
    return app


def _root(
    ctx: typer.Context,
    study: Annotated[str | None, typer.Option("--study", metavar="DIR", help="cli.option.study")] = None,
    version: Annotated[bool, typer.Option("--version", help="cli.option.version")] = False,
) -> None:
    if version:
        session_of(ctx).screen.line(f"brandname {__version__}")
        raise typer.Exit
    ctx.obj = session_of(ctx, study)
    _bare(ctx)


def _bare(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        session_of(ctx).screen.line(ctx.get_help())
