"""How anything that goes wrong is told: a mistake with its place and its advice, our own bug with a crash report.

The only handler of the program. No traceback reaches a user; a crash report holds no value of any variable.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brandname import __version__
from brandname.cli.guesses import wrong_option
from brandname.errors import CheckCrashed, Exit, Mistake, UserMistake, Where

if TYPE_CHECKING:
    from brandname.cli.session import Session

SHOWN = 30
"""Mistakes printed in full; the rest is counted."""

_WORLD = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENAMETOOLONG, errno.EISDIR,
          errno.ENOTDIR, errno.EMFILE, errno.EIO}
"""What a machine may refuse us: the user's disk, not our bug."""


def explain_failure(error: BaseException, session: Session, argv: Sequence[str], study: Path) -> int:
    """Says what went wrong on stderr and gives the exit code."""
    if isinstance(error, KeyboardInterrupt | EOFError):
        session.note("cli.interrupted")
        return Exit.INTERRUPTED
    if isinstance(error, CheckCrashed):
        for line in mistake_lines(UserMistake(Mistake("error.cli.check_crashed", {"summary": str(error)})), session):
            session.screen.note(line)
        return Exit.CHECK_CRASHED
    found = as_mistake(error)
    if found is not None:
        for line in mistake_lines(found, session):
            session.screen.note(line)
        return Exit.USER_MISTAKE
    path = write_crash_report(error, argv, study)
    session.note("cli.bug" if path else "cli.bug_unwritten", path=str(path), kind=type(error).__name__)
    return Exit.OUR_BUG


def as_mistake(error: BaseException) -> UserMistake | None:
    """The user's mistake an error stands for: ours, one of the command line, or the machine's refusal; else None."""
    if isinstance(error, UserMistake):
        return error
    if _is_usage_error(error):
        return UserMistake(_usage_mistake(error))
    if isinstance(error, OSError) and error.errno in _WORLD:
        place = Where(_shown(error.filename)) if error.filename else None
        return UserMistake(Mistake("error.cli.machine", {"reason": error.strerror or type(error).__name__}, place))
    return None


def mistake_lines(error: UserMistake, session: Session) -> list[str]:
    """`file:line:column: what`, and below it what to do; the first `SHOWN` mistakes, the rest counted."""
    catalogue, lines = session.catalogue, []
    for found in error.mistakes[:SHOWN]:
        what = catalogue(found.key, **found.params)
        lines.append(f"{found.where}: {what}" if found.where else what)
        if catalogue.has(f"{found.key}.advice"):
            advice = catalogue(f"{found.key}.advice", **found.params)
            lines += [f"  {line}" for line in advice.splitlines()]
    if len(error.mistakes) > SHOWN:
        lines.append(catalogue("error.cli.more", n=len(error.mistakes) - SHOWN))
    return lines


def write_crash_report(error: BaseException, argv: Sequence[str], study: Path) -> Path | None:
    """Writes where the program was when it failed, without any value; None when it cannot be written anywhere."""
    now = datetime.now(UTC)
    text = crash_report(error, argv, now)
    for folder in _crash_folders(study):
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"crash-{now:%Y%m%dT%H%M%SZ}.txt"
            path.write_text(text, encoding="utf-8")
            return path
    return None


def crash_report(error: BaseException, argv: Sequence[str], now: datetime) -> str:
    """Versions, the options used without their values, and the call stack; texts in messages are blanked."""
    lines = [
        f"brandname {__version__} · Python {platform.python_version()} · {platform.system()} {platform.release()}",
        f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "call: " + " ".join(word.partition("=")[0] if word.startswith("-") else "…" for word in argv),
        "",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += [f"  {_shown(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line}"
                  for frame in traceback.extract_tb(current.__traceback__)]
        lines += [f"{type(current).__name__}: {_blanked(str(current))}", ""]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _crash_folders(study: Path) -> list[Path]:
    own = study / ".brandname"
    folders = [own] if own.is_dir() else []
    with suppress(Exception):  # even a broken configuration must not hide the bug
        from brandname.config import cache_dir

        folders.append(cache_dir() / "crashes")
    return folders


def _blanked(text: str) -> str:
    """A message without what stood in quotes or outside ASCII: it may be a name or a note."""
    return re.sub(r"[^\x20-\x7e]+", "…", re.sub(r"'[^']*'|\"[^\"]*\"", "'…'", text))[:300]


def _shown(path: object) -> str:
    """A path without the user's home folder."""
    text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
    home = str(Path.home())
    return "~" + text[len(home):] if text.startswith(home + os.sep) else text


# ── mistakes on the command line ─────────────────────────────────────────────────────────────────────────────────────


def _is_usage_error(error: BaseException) -> bool:
    """Typer's own errors, by name: the class moved from click into Typer between versions."""
    return any(class_.__name__ == "UsageError" for class_ in type(error).__mro__)


def _usage_mistake(error: Any) -> Mistake:  # noqa: ANN401
    path = error.ctx.command_path if error.ctx else "brandname"
    name = type(error).__name__
    if name == "NoSuchOption":
        return wrong_option(error.option_name, error.ctx)
    if name == "BadOptionUsage":
        key = "no_value" if "not take" in error.message else "value_missing"  # Typer's words; it gives no context
        return Mistake(f"error.cli.{key}", {"option": error.option_name})
    if name == "MissingParameter":
        argument = error.param.metavar or error.param.name.upper()
        what = error.param.help or ""
        return Mistake("error.cli.argument_missing", {"argument": argument, "help": what, "path": path})
    extra = re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", error.message, re.DOTALL)
    if extra:
        return Mistake("error.cli.extra", {"extra": extra[1], "path": path})
    return Mistake("error.cli.usage", {"message": error.format_message(), "path": path})


def silence_pipe() -> None:
    """After a reader has gone: nothing more is written, and Python says nothing about it on its way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
