"""`brandname check`: names × markets → a run, a summary, a report. Turns options into one call."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.money import MaxQueriesOption, YesOption, read_leave
from brandname.cli.options import (
    FormatsOption,
    MarketsOption,
    StudyOption,
    read_count,
    read_formats,
    read_label,
    read_list,
    read_markets,
    read_share,
)
from brandname.cli.session import Session, session_of
from brandname.errors import Where, mistake

if TYPE_CHECKING:
    from brandname.model import Study
    from brandname.study import NameList

MOST_JOBS = 64


def check(
    ctx: typer.Context,
    candidates: Annotated[str | None, typer.Argument(metavar="[CANDIDATES|-]", help="cli.check.candidates")] = None,
    markets: MarketsOption = None,
    checks: Annotated[str | None, typer.Option("--checks", metavar="LIST", help="cli.check.checks")] = None,
    online: Annotated[bool, typer.Option("--online", help="cli.check.online")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="cli.check.dry_run")] = False,
    formats: FormatsOption = None,
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="cli.check.label")] = "",
    require_coverage: Annotated[
        str | None, typer.Option("--require-coverage", metavar="SHARE", help="cli.check.require_coverage")
    ] = None,
    jobs: Annotated[str | None, typer.Option("--jobs", metavar="N", help="cli.check.jobs")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="cli.check.strict")] = False,
    max_queries: MaxQueriesOption = None,
    yes: YesOption = False,
    study: StudyOption = None,
) -> int:
    """Checks every name in every market."""
    from brandname.cli.pipeline import Wanted, run_checks
    from brandname.cli.preview import print_plan
    from brandname.plugins import load_checks
    from brandname.study import read_study

    session = session_of(ctx, study)
    wanted = Wanted(
        formats=read_formats(formats), online=online, jobs=read_count("--jobs", jobs, 1, MOST_JOBS) or 1,
        label=read_label(label), coverage=read_share("--require-coverage", require_coverage), strict=strict,
        leave=read_leave(max_queries, yes=yes),
    )
    only = read_list("--checks", checks)
    asked = read_study(session.study, markets=read_markets(markets), names=names_given(session, candidates))
    _refuse_own_words(asked)
    loaded = load_checks(asked.checks, only)
    if dry_run:
        return print_plan(session, asked, loaded, online=online)
    return run_checks(session, asked, loaded, wanted)


def names_given(session: Session, source: str | None) -> NameList | None:
    """The names of a list given on the command line: `-` for stdin, else a file; None for the study's own."""
    from brandname.study import read_names

    if source is None or _is_own_list(session, source):
        return None
    if source == "-":
        if sys.stdin.isatty():
            session.note("cli.check.type_names")
        return read_names(sys.stdin.buffer.read(), "stdin")
    path = Path(source)
    if path.is_dir():
        raise mistake("error.cli.folder_given", Where(source), folder=source)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise mistake("error.cli.no_such_list", Where(source), name=source) from None
    return read_names(raw, source, suffix=path.suffix.lower())


def _refuse_own_words(study: Study) -> None:
    """Raises what is wrong in the study's own lexicons, which no check has opened yet."""
    if study.lexicons:
        from brandname.language import lexicon

        lexicon.read_own(study.lexicons)


def _is_own_list(session: Session, source: str) -> bool:
    own = session.study / "candidates.yaml"
    path = Path(source)
    return path.suffix == ".yaml" and path.exists() and own.exists() and path.samefile(own)
