"""`brandname answers`: open questions as a worksheet to fill in by hand, and the filled-in sheet into reviews.yaml.

Looks nothing up; a row left blank stays an open question.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.options import MarketsOption, RunOption, StudyOption, read_list, read_markets, suggest
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brandname.model import Answer, Finding, Question, Study
    from brandname.reports.worksheet import Row

USUAL = ("domain", "handle", "search")
"""Checks whose open questions a worksheet lists, when none are named."""
STRAYS = 10
"""Answers to no question that are named; the rest is counted."""
MINUTES = 3
"""A look-up by hand takes about so long where the manifest says nothing."""


def worksheet(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.answers.to")],
    names: Annotated[str | None, typer.Option("--names", metavar="LIST", help="cli.answers.names")] = None,
    checks: Annotated[str | None, typer.Option("--checks", metavar="LIST", help="cli.answers.checks")] = None,
    needed: Annotated[bool, typer.Option("--needed", help="cli.answers.needed")] = False,
    markets: MarketsOption = None,
    run: RunOption = None,
    study: StudyOption = None,
) -> int:
    """Writes the open questions of a run to a new file."""
    from brandname.reports.worksheet import as_file
    from brandname.study.write import write_atomically

    session, path = session_of(ctx, study), Path(file)
    if path.suffix.casefold() not in (".csv", ".xlsx"):
        raise mistake("error.answers.format", Where(file))
    if path.exists():
        raise mistake("error.answers.exists", Where(file))
    rows = _rows(session, run or "latest", read_list("--names", names), _checks(checks), read_markets(markets),
                 needed=needed)
    if not rows:
        session.say("cli.answers.nothing_open")
        return Exit.OK
    write_atomically(path, as_file(path, rows))
    session.say("cli.answers.written", n=len(rows), minutes=sum(row.minutes for row in rows), file=file)
    return Exit.OK


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.answers.from")],
    by: Annotated[str, typer.Option("--by", metavar="TEXT", help="cli.answers.by")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="cli.answers.on")] = "",
    study: StudyOption = None,
) -> int:
    """Adds the filled-in rows of a worksheet to reviews.yaml."""
    from brandname.plugins import check_ids
    from brandname.run import now
    from brandname.study.answers import add_answers, last_day, read_worksheet

    session, known = session_of(ctx, study), check_ids()
    if not (session.study / "candidates.yaml").is_file():
        raise mistake("error.study.no_study", Where("candidates.yaml"))
    sheet = read_worksheet(_table(Path(file)), file, by=by.strip(), on=on.strip(), checks=known,
                           last=last_day(now()))
    added = add_answers(session.study, sheet.answers, known)
    session.say("cli.answers.added", n=added.added, file=str(added.path))
    if added.known:
        session.say("cli.answers.known", n=added.known)
    if sheet.blank:
        session.say("cli.answers.blank", n=sheet.blank)
    _say_strays(session, sheet.answers)
    return Exit.OK


COMMANDS = (("worksheet", worksheet), ("import", import_))


def _say_strays(session: Session, answers: Sequence[Answer]) -> None:
    """Names the answers that no question of the study takes; they are kept all the same."""
    from brandname.errors import UserMistake
    from brandname.plan import plan
    from brandname.plugins import load_checks
    from brandname.study import read_study
    from brandname.study.strays import strays

    if not answers:
        return
    try:
        study = read_study(session.study)
        loaded = load_checks(study.checks, sorted({answer.check for answer in answers}))
    except UserMistake:
        session.say("cli.answers.unchecked")  # what is wrong is told by the command that needs the study
        return
    found = list(strays(answers, plan(study, loaded.checks)))
    if found:
        session.say("cli.answers.stray", n=len(found))
    for one in found[:STRAYS]:
        key = "cli.answers.stray_near" if one.close else "cli.answers.stray_one"
        session.say(key, check=one.answer.check, name=one.answer.name, subject=one.answer.subject, close=one.close)
    if len(found) > STRAYS:
        session.say("cli.answers.stray_more", n=len(found) - STRAYS)


def _table(path: Path) -> list[tuple[int, Sequence[str]]]:
    """(line, cells) of a CSV file or of a workbook's first sheet; UserMistake for what cannot be read."""
    from brandname.study.answers import read_csv

    if path.suffix.casefold() != ".xlsx":
        return read_csv(path)
    from brandname.registers.workbook import read_sheet

    try:
        with path.open("rb") as stream:
            return list(read_sheet(stream, str(path)))
    except OSError as error:
        raise mistake("error.study.unreadable", Where(str(path)),
                      reason=error.strerror or type(error).__name__) from error


def _checks(text: str | None) -> tuple[str, ...]:
    """The checks whose questions are listed; UserMistake for one there is not: its silence would look like an end."""
    from brandname.plugins import check_ids

    wanted, known = tuple(id_.casefold() for id_ in read_list("--checks", text) or USUAL), check_ids()
    for id_ in wanted:
        if id_ not in known:
            raise mistake("error.checks.unknown", Where("--checks"), check=id_, known=known,
                          close=suggest(id_, known)[:1])
    return wanted


def _rows(
    session: Session, run: str, names: Sequence[str] | None, checks: Sequence[str], markets: tuple[str, ...] | None, *,
    needed: bool,
) -> list[Row]:
    """The open questions, by name in the ranking's order, needed addresses first; checks the run left out are told."""
    from brandname.cli.pipeline import read_run
    from brandname.cli.why import find_name, within
    from brandname.model import NICE_TO_HAVE
    from brandname.reports.inputs import View

    inputs = read_run(session, run)
    view = View(inputs)
    wanted = None if names is None else {find_name(name, inputs) for name in names}
    found: list[Finding] = []
    for finding in within(tuple(view.findings()), markets, inputs.run.markets):
        now, question = view.reviewed(finding).finding, finding.question
        if now.gap is None or question.check not in checks or (needed and NICE_TO_HAVE in finding.measures):
            continue
        if wanted is None or question.candidate in wanted:
            found.append(now)
    unasked = tuple(id_ for id_ in checks if id_ not in inputs.run.checks)
    if unasked:
        session.say("cli.answers.unasked", n=inputs.run.number, checks=unasked)
    order = {name: place for place, name in enumerate(dict.fromkeys(f.question.candidate for f in found))}
    found.sort(key=lambda f: (order[f.question.candidate], NICE_TO_HAVE in f.measures))
    return [_row(session, finding, view.study) for finding in found]


def _row(session: Session, finding: Finding, study: Study) -> Row:
    from brandname.model.reviews import ADDRESSES, in_full
    from brandname.reports.worksheet import Row

    question = finding.question
    subject = question.subject
    return Row(
        check=question.check, name=question.candidate if subject.kind in ADDRESSES else subject.text,
        subject=in_full(subject), markets=" ".join(question.markets), question=_asks(session, finding),
        page=_page(finding, study), minutes=_minutes(question),
    )


def _asks(session: Session, finding: Finding) -> str:
    """What to do, in the reader's words."""
    from brandname.sources.platforms import platforms

    say, subject = session.catalogue, finding.question.subject
    platform = platforms().get(subject.scope) if finding.question.check == "handle" else None
    if platform is not None:
        return say("cli.answers.look_up", subject=subject.text, platform=subject.scope, steps=platform.manual.steps)
    if finding.question.check == "domain":
        return say("cli.answers.domain", subject=subject.text)
    if finding.question.check == "search":
        return _search_asks(session, finding)
    return say.render(finding.next_step) if finding.next_step else say.render(finding.message)


def _search_asks(session: Session, finding: Finding) -> str:
    from brandname.checks.search_queries import split_scope
    from brandname.checks.search_stores import is_store

    subject = finding.question.subject
    market, place = split_scope(subject.scope)
    if is_store(subject.scope):
        return session.catalogue("cli.answers.store", subject=subject.text, market=market, store=place)
    return session.catalogue("cli.answers.search", subject=subject.text, market=market, language=place)


def _page(finding: Finding, study: Study) -> str:
    """Where to look, as far as it is known."""
    from brandname.checks.handle import page_of
    from brandname.checks.search_stores import link_of
    from brandname.sources.registries import registry_of

    if finding.question.check == "handle":
        return page_of(finding.question)
    if finding.question.check == "search":
        return link_of(finding.question, study)
    if finding.question.check == "domain":
        row = registry_of(finding.question.subject.scope)
        return row.manual if row else ""
    return str(finding.next_step.params.get("page", "")) if finding.next_step else ""


def _minutes(question: Question) -> int:
    from brandname.sources.platforms import platforms

    known = platforms().get(question.subject.scope) if question.check == "handle" else None
    return known.manual.minutes if known else MINUTES
