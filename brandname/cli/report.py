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
    from brandname.cli.pipeline import read_run, show, write_report

    session = session_of(ctx, study)
    wanted = read_formats(formats)
    inputs = read_run(session, run)
    show(session, inputs, write_report(session, inputs, wanted))
    return Exit.OK
