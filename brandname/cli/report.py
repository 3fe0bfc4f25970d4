"""`brandname report`: writes the report of a stored run again, in other formats or another language. Runs no check."""

from __future__ import annotations

from typing import Annotated

import typer

from brandname.cli.options import FormatsOption, StudyOption, read_formats
from brandname.cli.session import session_of
from brandname.errors import Exit


def report(
    ctx: typer.Context,
    run: Annotated[str, typer.Argument(metavar="[RUN]", help="cli.report.run")] = "latest",
    formats: FormatsOption = None,
    study: StudyOption = None,
) -> int:
    """Writes a report again from the store."""
    from brandname.cli.pipeline import show, write_report, read_run

    session = session_of(ctx, study)
    wanted = read_formats(formats)
    publish(session, read_run(session, run), wanted)
    return Exit.OK
