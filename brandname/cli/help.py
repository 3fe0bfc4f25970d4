"""Help pages in the reader's language, and the two command classes that print them. Parses nothing itself.

Commands and options carry message *keys* as their help texts (`cli.check.help`); `localise` puts the texts in.
Typer's own pages are not used: they are English, and they count a Chinese character as one column.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from brandname.cli.guesses import guess, options_of
from brandname.cli.layout import columns, fold
from brandname.errors import mistake

if TYPE_CHECKING:
    from brandname.reports.catalogue import Catalogue

WIDEST = 100
"""Columns of a help page at most: longer lines read badly."""


class Command(TyperCommand):
    """A command with a help page of ours."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - Typer's context class moved between versions
        """The page as text."""
        return page(self, ctx)


class Group(TyperGroup):
    """A group of commands with a help page of ours, which suggests the command a user meant."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401
        """The page as text."""
        return page(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """The command named first; UserMistake when there is none."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = tuple(self.list_commands(ctx))
            word = args[0].casefold()
            close = (f"--{word}",) if f"--{word}" in ("--help", *options_of(self)) else guess(word, known)
            key = "error.cli.command_meant" if close else "error.cli.command"
            raise mistake(key, command=args[0], path=ctx.command_path, close=close, known=known)
        return super().resolve_command(ctx, args)


def localise(command: Any, catalogue: Catalogue) -> None:  # noqa: ANN401 - a command of whichever Typer
    """Puts the reader's texts where a command and everything below it carries message keys."""
    key = command.help or ""
    if catalogue.has(key):
        command.help = catalogue(key)
        examples = key.removesuffix(".help") + ".examples"
        command.epilog = catalogue(examples) if catalogue.has(examples) else ""
    for param in command.params:
        if catalogue.has(getattr(param, "help", None) or ""):
            param.help = catalogue(param.help)
    for child in getattr(command, "commands", {}).values():
        localise(child, catalogue)


def page(command: Any, ctx: Any) -> str:  # noqa: ANN401
    """The help page of a localised command."""
    from brandname.cli.session import session_of

    catalogue = session_of(ctx).catalogue
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    lines = [catalogue("cli.page.usage", usage=_usage(command, ctx)), ""]
    for paragraph in (command.help or "").split("\n\n"):
        lines += [*fold(" ".join(paragraph.split("\n")), width, "  "), ""]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    for head, rows in (
        ("cli.page.arguments", [(p.metavar or p.name.upper(), p.help) for p in arguments]),
        ("cli.page.commands", [(name, _first(child.help)) for name, child in getattr(command, "commands", {}).items()]),
        ("cli.page.options", [(_forms(p), p.help) for p in options]),
        ("cli.page.everywhere", [("--language en|zh-Hans", catalogue("cli.option.language")),
                                 ("--help", catalogue("cli.option.help"))]),
    ):
        if rows:
            lines += [catalogue(head), *_rows([(a, b or "") for a, b in rows], width), ""]
    if command.epilog:
        lines += [catalogue("cli.page.examples"), *_rows(list(_examples(command.epilog)), width, 46)]
    return "\n".join(lines).rstrip()


def _usage(command: Any, ctx: Any) -> str:  # noqa: ANN401
    if hasattr(command, "commands"):
        return f"{ctx.command_path} COMMAND …"
    arguments = (p.metavar or p.name.upper() for p in command.params if p.param_type_name == "argument")
    return " ".join([ctx.command_path, "[OPTIONS]", *arguments])


def _forms(option: Any) -> str:  # noqa: ANN401
    names = ", ".join((*option.opts, *option.secondary_opts))
    return names if option.is_flag else f"{names} {option.metavar or option.name.upper()}"


def _first(text: str | None) -> str:
    return (text or "").split("\n")[0]


def _rows(rows: Sequence[tuple[str, str]], width: int, widest: int = 30) -> list[str]:
    """Two columns; a left part wider than `widest` stands on a line of its own."""
    left = min(max((columns(a) for a, _ in rows), default=0), widest)
    lines = []
    for term, text in rows:
        body = fold(text, width, " " * (left + 4))
        if columns(term) <= left:
            head = f"  {term}{' ' * (left - columns(term))}  "
            lines.append((head + body[0].lstrip()).rstrip())
            lines += body[1:]
        else:
            lines += [f"  {term}", *body]
    return lines


def _examples(text: str) -> Iterator[tuple[str, str]]:
    """Lines `command | what it does`."""
    for line in textwrap.dedent(text).strip().splitlines():
        command, _, what = line.partition(" | ")
        yield command.strip(), what.strip()
