"""`brandname init`: an empty study with comments that teach. Overwrites nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brandname.cli.session import session_of
from brandname.errors import Exit


def init(
    ctx: typer.Context,
    folder: Annotated[str | None, typer.Argument(metavar="[DIR]", help="cli.init.folder")] = None,
) -> int:
    """Writes the files of a new study."""
    from brandname.study.write import init_study

    session = session_of(ctx)
    target = Path(folder) if folder else session.study
    for path in init_study(target, language=session.language):
        session.say("cli.wrote", path=str(path))
    session.say("cli.init.next", folder=str(target))
    return Exit.OK
