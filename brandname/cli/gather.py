"""`brandname gather`: open questions to a colleague on another network, and their answers back. One call each way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandname import __version__
from brandname.cli.money import Leave, MaxQueriesOption, YesOption, agree, count, read_leave
from brandname.cli.options import MarketsOption, StudyOption, read_list, read_markets
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where, mistake

if TYPE_CHECKING:
    from brandname.gather.errands import Asked


def gather(
    ctx: typer.Context,
    export: Annotated[str | None, typer.Option("--export", metavar="FILE", help="cli.gather.export")] = None,
    answer: Annotated[str | None, typer.Option("--answer", metavar="FILE", help="cli.gather.answer")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FILE", help="cli.gather.to")] = None,
    vantage: Annotated[str | None, typer.Option("--vantage", metavar="TEXT", help="cli.gather.vantage")] = None,
    online: Annotated[bool, typer.Option("--online", help="cli.check.online")] = False,
    force: Annotated[bool, typer.Option("--force", help="cli.gather.force")] = False,
    import_: Annotated[str | None, typer.Option("--import", metavar="FILE", help="cli.gather.import")] = None,
    markets: MarketsOption = None,
    checks: Annotated[str | None, typer.Option("--checks", metavar="LIST", help="cli.check.checks")] = None,
    study: StudyOption = None,
    max_queries: MaxQueriesOption = None,
    yes: YesOption = False,
) -> int:
    """Writes questions, answers them, or takes answers in."""
    session = session_of(ctx, study)
    if [export, answer, import_].count(None) != 2:
        raise mistake("error.gather.one_way")
    _keep(export or to, force=force, answering=export is None)
    if export is not None:
        return _export(session, Path(export), read_markets(markets), read_list("--checks", checks))
    if import_ is not None:
        return _import(session, Path(import_))
    if to is None or vantage is None:
        raise mistake("error.gather.answer_needs", Where("--answer"))
    if not online:
        raise mistake("error.gather.answer_online", Where("--answer"), file=str(answer))
    return _answer(session, Path(str(answer)), Path(to), vantage, read_leave(max_queries, yes=yes))


def _keep(file: str | None, *, force: bool, answering: bool) -> None:
    """UserMistake for a file that is there, but for answers of an earlier call: they are kept, and written again."""
    from brandname.gather.parcels import holds_answers

    if file is not None and not force and Path(file).exists() and not (answering and holds_answers(Path(file))):
        raise mistake("error.gather.exists", Where(file))


def _export(
    session: Session, path: Path, markets: tuple[str, ...] | None, only: tuple[str, ...] | None
) -> int:
    """Every request a run with --online would send now."""
    from brandname import run
    from brandname.checks.base import Kind, for_study
    from brandname.gather.errands import open_errands
    from brandname.gather.parcels import write_questions
    from brandname.plan import plan
    from brandname.plugins import load_checks
    from brandname.store import Store
    from brandname.study import read_study

    study = read_study(session.study, markets=markets)
    asking = [check for check in load_checks(study.checks, only).checks if check.kind is Kind.NETWORK]
    moment = run.now()
    with Store.open(session.study, write=False) as store:
        bound = {check.id: for_study(check, study) for check in asking}
        errands = open_errands(bound, plan(study, asking), store, moment)
    made = moment.isoformat(timespec="seconds")
    if not errands:
        session.say("cli.gather.nothing_open")
        return Exit.OK
    write_questions(path, errands, tool=__version__, made=made)
    sources = tuple(sorted({errand.source for errand in errands}))
    session.say("cli.gather.exported", n=len(errands), file=str(path), sources=sources)
    return Exit.OK


def _answer(session: Session, path: Path, to: Path, vantage: str, leave: Leave) -> int:
    """Asks what somebody else sent."""
    from brandname import run
    from brandname.gather.errands import ask_errands
    from brandname.gather.parcels import read_questions, read_vantage, write_answers
    from brandname.sources.table import Sources
    from brandname.store import Store

    sources = Sources()
    where, errands, moment = read_vantage(vantage), read_questions(path, sources), run.now()
    session.note("cli.gather.asking", n=len(errands))
    with Store.open(session.study, write=True) as store:
        paid = agree(session, count(errands, store, moment), leave)
        with run.interruptible() as stop:
            asked = ask_errands(errands, store, moment, stop, sources=sources, paid=paid)
    write_answers(to, asked.evidence, where, tool=__version__, made=moment.isoformat(timespec="seconds"))
    _tell(session, asked, to)
    return Exit.INTERRUPTED if stop.asked else Exit.OK


def _tell(session: Session, asked: Asked, to: Path) -> None:
    session.say("cli.gather.answered", n=len(asked.evidence), open=asked.unanswered, file=str(to))
    failed = [f"{c.source} {c.place}".strip() for c in asked.controls if not c.passed]
    if failed:
        session.say("cli.gather.failed", places=tuple(failed))


def _import(session: Session, path: Path) -> int:
    """Takes somebody's answers into the study's store."""
    from brandname import run
    from brandname.gather.parcels import read_answers
    from brandname.sources.table import Sources
    from brandname.store import Store

    answers = read_answers(path, Sources(), run.now())
    with Store.open(session.study, write=True) as store:
        for evidence in answers.evidence:
            store.add_evidence(evidence)
    session.say("cli.gather.imported", n=len(answers.evidence), vantage=answers.vantage, left_out=answers.left_out)
    return Exit.OK
