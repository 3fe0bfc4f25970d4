"""`brandname explain`: what a check does, judges by and can't know, in its own fixed form."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brandname.cli.console import Column, Text
from brandname.cli.options import suggest
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = ("purpose", "judges", "rule", "sources", "cannot")
"""Of a card, in reading order."""


def explain(
    ctx: typer.Context,
    check: Annotated[str, typer.Argument(metavar="[CHECK]", help="cli.explain.check")] = "",
) -> int:
    """Tells about one check, or lists them."""
    from brandname.plugins import check_ids

    session, known = session_of(ctx), check_ids()
    wanted = check.strip().casefold()
    if not wanted:
        _print_list(session, known)
    elif wanted in known:
        _print_card(session, wanted)
    else:
        raise mistake("error.checks.unknown", check=check, known=known, close=suggest(wanted, known)[:1])
    return Exit.OK


def _print_list(session: Session, known: tuple[str, ...]) -> None:
    from brandname.plugins import load_class

    say = session.catalogue
    columns = [Column(say("cli.explain.id")), Column(say("cli.explain.purpose"), wrap=True)]
    rows = [(id_, _part(session, id_, load_class(id_), "purpose")) for id_ in known]
    session.screen.table(columns, rows)
    session.screen.line()
    session.say("cli.explain.more")


def _print_card(session: Session, id_: str) -> None:
    from brandname.plugins import load_class

    say, screen, class_ = session.catalogue, session.screen, load_class(id_)
    version = say("cli.explain.version", version=class_.version)
    screen.text(Text(say.check_name(id_), "heading"), f"  ({id_}, {version})")
    screen.text(say(f"kind.{class_.kind.value}"))
    for part in PARTS:
        text = _part(session, id_, class_, part)
        if text:
            screen.line()
            screen.text(Text(say(f"cli.explain.{part}"), "heading"))
            screen.text(text, indent=2)
    options = list(_options(class_))
    if options:
        screen.line()
        screen.text(Text(say("cli.explain.options", check=id_), "heading"))
        screen.table([Column(), Column(wrap=True)], options, indent=2)


def _part(session: Session, id_: str, class_: Any, part: str) -> str:  # noqa: ANN401 - a check class
    """A part of a check's card; of a stranger's check without one, its docstring as the purpose."""
    key = f"check.{id_}.{part}"
    if session.catalogue.has(key):
        return session.catalogue(key)
    return (inspect.getdoc(class_) or "").split("\n")[0] if part == "purpose" else ""


def _options(class_: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Name and default of each option."""
    from dataclasses import fields

    defaults = class_.options()
    for field in fields(class_.options):
        value = getattr(defaults, field.name)
        yield field.name, ", ".join(map(str, value)) if isinstance(value, tuple) and value else str(value or "–")
