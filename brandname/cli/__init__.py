"""The command line: turns options into one call each, prints, and gives an exit code.

Everything another program could want is in the rooms this one calls; nothing imports it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from brandname.errors import Exit

if TYPE_CHECKING:
    from brandname.cli.session import Session

COLLECTION = (100_000, 20, 50)
"""How seldom cycles are looked for: findings and tables are many and hold none; looking took a third of the time."""
PIPE_CLOSED = 141
"""What a shell reports for a program whose reader went away (128 + SIGPIPE)."""


def main() -> None:
    """Runs the program and leaves Python with its exit code; a polite request to end is a Ctrl-C."""
    gc.set_threshold(*COLLECTION)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while still loading, or once more while the first one is being told
        code = _tell_interrupted()
    sys.exit(code)


def _tell_interrupted() -> int:
    """Says on stderr that the program was stopped; no third Ctrl-C can break this off half-way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):
        from brandname.cli.language import choose_language
        from brandname.reports.catalogue import open_catalogue

        language, _ = choose_language(sys.argv[1:], os.environ)
        sys.stderr.write(open_catalogue(language)("cli.interrupted") + "\n")
    return int(Exit.INTERRUPTED)


def run(argv: Sequence[str], out: TextIO | None = None, err: TextIO | None = None) -> int:
    """One call of the program with these arguments; gives the exit code, never raises."""
    from brandname.cli.console import Screen
    from brandname.cli.failures import explain_failure, silence_pipe
    from brandname.cli.language import choose_language
    from brandname.cli.session import Session
    from brandname.reports.catalogue import open_catalogue

    _speak_utf8()
    screen = Screen(out, err)
    session, words = Session(open_catalogue("en"), screen), tuple(argv)
    try:
        language, words = choose_language(argv, os.environ)
        session = Session(open_catalogue(language), screen)
        code = _dispatch(words, session)
        screen.out.flush()
    except (BrokenPipeError, SystemExit):  # Rich answers a closed pipe with SystemExit; nothing else here exits
        silence_pipe()
        return PIPE_CLOSED
    except BaseException as error:  # noqa: BLE001 - the one handler: nothing may reach the user as a traceback
        return int(explain_failure(error, session, words, _study_folder(words)))
    return code


def _dispatch(words: Sequence[str], session: Session) -> int:
    """Parses the arguments and runs the command they name."""
    import typer

    from brandname.cli.app import build

    command = build(session)
    try:
        with (
            redirect_stdout(session.screen.out),  # Typer prints help pages by itself
            command.make_context("brandname", list(words), obj=session) as ctx,
        ):
            code = command.invoke(ctx)
    except typer.Exit as leave:
        code = leave.exit_code
    return int(code or Exit.OK)


def _study_folder(words: Sequence[str]) -> Path:
    """The folder after `--study`, for the crash report of a call that may not even have been parsed."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word == "--study" and following:
            return Path(following)
        if word.startswith("--study="):
            return Path(word.partition("=")[2])
    return Path()


def _speak_utf8() -> None:
    """Names come in every script: output is UTF-8 even where a pipe or an old console defaults to less."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with suppress(ValueError, OSError):
                reconfigure(encoding="utf-8", errors="backslashreplace")
