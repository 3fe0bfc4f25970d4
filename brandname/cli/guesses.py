"""What a mistyped option or command was probably meant to be. Where nothing is near, all there is gets listed.

Looks at Typer's commands only; says nothing by itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from brandname.cli.options import FORMATS
from brandname.errors import Mistake

CLOSE = 0.72
"""Likeness (difflib) from which a word is taken for another mistyped; below, most guesses are wrong."""
LEAST = 3
"""Letters of a word that another one may begin with, to be taken for it."""
EVERYWHERE = ("--language", "--help")
"""Options of every command, which no command lists."""


def guess(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The one known word meant by a mistyped one; () when none is near."""
    wanted, options = _bare(word), {_bare(one): one for one in known}
    begins = [bare for bare in options if min(len(bare), len(wanted)) >= LEAST
              and (bare.startswith(wanted) or wanted.startswith(bare))]
    near = difflib.get_close_matches(wanted, options, n=1, cutoff=CLOSE)
    best = max((*begins, *near), key=lambda bare: difflib.SequenceMatcher(None, bare, wanted).ratio(), default="")
    return (options[best],) if best else ()


def wrong_option(option: str, context: Any) -> Mistake:  # noqa: ANN401 - Typer's context class moved between versions
    """What to say of an option a command does not have: the one meant, the commands that have it, or all it has."""
    path = context.command_path if context else "brandname"
    known = options_of(context.command) if context else ()
    if "--formats" in known and _bare(option) in FORMATS:
        return _meant(option, path, f"--formats {_bare(option)}")
    close = guess(option, (*known, *EVERYWHERE)) if len(_bare(option)) > 1 else ()
    if close:
        return _meant(option, path, close[0])
    having = commands_with(option, context.find_root().command) if context else ()
    if having:
        return Mistake("error.cli.option_elsewhere", {"option": option, "path": path, "commands": having})
    return Mistake("error.cli.option", {"option": option, "path": path, "known": (*known, *EVERYWHERE)})


def options_of(command: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The long options of a command, in its help's order."""
    return tuple(form for param in command.params for form in param.opts if form.startswith("--"))


def commands_with(option: str, group: Any, path: str = "") -> Sequence[str]:  # noqa: ANN401
    """Every command below a group that has this very option, groups' commands with their group."""
    found: list[str] = []
    for name, command in getattr(group, "commands", {}).items():
        own = f"{path} {name}".strip()
        if option in options_of(command):
            found.append(own)
        found += commands_with(option, command, own)
    return tuple(found)


def _meant(option: str, path: str, close: str) -> Mistake:
    return Mistake("error.cli.option_meant", {"option": option, "path": path, "close": (close,)})


def _bare(word: str) -> str:
    """A word without hyphens and case."""
    return word.casefold().replace("-", "").replace("_", "")
