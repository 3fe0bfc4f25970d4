"""From a study to a report: the calls every command that runs or re-reads a run shares. Judges and ranks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from brandname.cli.money import Leave, agree, planned_spending
from brandname.errors import Exit, UserMistake, Where, mistake

if TYPE_CHECKING:
    from pathlib import Path

    from brandname.cli.session import Session
    from brandname.model import Finding, Run, Study
    from brandname.plugins import Loaded
    from brandname.rank import Ranking
    from brandname.reports.inputs import CheckCard, Inputs

REPORTS = "reports"
"""Folder of the reports below a study, one folder a run."""
LISTED = "names of the run"
"""Label of a name list that stands for a run's own, in a folder without candidates.yaml."""
MISSING_SHOWN = 10
"""Names that miss the wanted coverage and are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asked of a run."""

    formats: tuple[str, ...]
    online: bool = False
    jobs: int = 1
    label: str = ""
    coverage: float | None = None
    """Share of answered questions below which the program exits with 3."""
    strict: bool = False
    leave: Leave = field(default_factory=Leave)
    """What may be spent on paid queries."""


def run_checks(session: Session, study: Study, loaded: Loaded, wanted: Wanted) -> int:
    """Runs the checks, prints the summary, writes the report; gives the exit code."""
    from brandname import run
    from brandname.store import Store

    settings = run.Settings(now=run.now(), online=wanted.online, jobs=wanted.jobs, label=wanted.label,
                            strict=wanted.strict, not_selected=loaded.not_selected,
                            least_number=last_report(session) + 1)
    say = session.catalogue
    with ExitStack() as open_:
        store = open_.enter_context(Store.open(session.study, write=True))
        if wanted.online:
            paid = agree(session, planned_spending(study, loaded.checks, store, settings.now), wanted.leave)
            settings = replace(settings, paid=paid)
        step = open_.enter_context(session.screen.progress(say("cli.check.preparing")))
        written: list[tuple[Inputs, tuple[Path, ...]]] = []

        def deliver(result: run.Result) -> None:
            step(len(result.findings), len(result.findings), say("cli.check.writing"))
            evidence = store.evidence(sorted(cited_in(result.findings)))
            inputs = replace(assemble(session, study, result.run, result.ranking), changes=result.changes,
                             findings=result.findings, evidence=evidence)
            clear_strays(session.study / REPORTS / str(result.run.number))
            written.append((inputs, write_report(session, inputs, wanted.formats)))

        result = run.execute(
            study, loaded.checks, store, settings,
            progress=lambda p: step(p.done, p.total, say.check_name(p.check)), deliver=deliver,
        )
    show(session, *written[0])
    return exit_code(session, result.run, result.ranking, wanted.coverage)


def last_report(session: Session) -> int:
    """The highest number among the report folders; 0 without any."""
    folder = session.study / REPORTS
    found = folder.iterdir() if folder.is_dir() else ()
    return max((int(path.name) for path in found if path.name.isdecimal()), default=0)


def clear_strays(folder: Path) -> None:
    """Removes what a killed run of this number left half written; the caller is the study's one writer."""
    for stray in folder.glob(".*.part"):
        stray.unlink(missing_ok=True)


def cited_in(findings: Sequence[Finding]) -> set[str]:
    """Ids of the evidence in the store that findings cite; datasets are not in it."""
    return {id_ for finding in findings for id_ in finding.evidence if id_.startswith("evidence:")}


def write_report(session: Session, inputs: Inputs, formats: Sequence[str]) -> tuple[Path, ...]:
    """The report's files, in a folder of the run's own."""
    from brandname import reports

    return reports.write(inputs, session.study / REPORTS / str(inputs.run.number), formats)


def show(session: Session, inputs: Inputs, paths: Sequence[Path]) -> None:
    """Prints the summary and where the report is."""
    from brandname.cli.summary import print_summary
    from brandname.reports.summary import summarise

    summary = summarise(inputs)
    print_summary(session, summary)
    best = next((path for suffix in (".html", ".md") for path in paths if path.suffix == suffix), paths[0])
    session.screen.prose(session.catalogue("cli.check.report", closing=summary.closing, path=str(best)))


def exit_code(session: Session, run: Run, ranking: Ranking, least: float | None) -> int:
    """0, or why not: interrupted, a check crashed, too little answered; said on stderr."""
    if run.interrupted:
        session.note("cli.check.interrupted")
        return Exit.INTERRUPTED
    if run.crashes:
        session.note("cli.check.crashed", checks=tuple(sorted({crash.check for crash in run.crashes})))
        return Exit.CHECK_CRASHED
    short = [s.candidate for s in ranking.standings if least is not None and s.coverage < least]
    if short:
        key = "cli.check.coverage_missed" if len(short) <= MISSING_SHOWN else "cli.check.coverage_missed_more"
        session.note(key, n=len(short), least=least, names=tuple(short[:MISSING_SHOWN]))
        return Exit.COVERAGE_NOT_MET
    return Exit.OK


def cards() -> tuple[CheckCard, ...]:
    """Every check there is, as reports name them."""
    from brandname.plugins import check_ids, load_class
    from brandname.reports.inputs import CheckCard

    classes = [load_class(id_) for id_ in check_ids()]
    return tuple(CheckCard(class_.id, class_.version, class_.kind.value) for class_ in classes)


def assemble(session: Session, study: Study, run: Run, ranking: Ranking) -> Inputs:
    """What a report is made from, without changes and evidence."""
    from brandname.cli.assets import places
    from brandname.reports.inputs import Inputs

    return Inputs(study=study, run=run, ranking=ranking, changes=None, checks=cards(), language=session.language,
                  places=places(study))


# ── a run that is over ───────────────────────────────────────────────────────────────────────────────────────────────


def read_run(session: Session, selector: str) -> Inputs:
    """A stored run with the study as it is on disk now: facts are stored, reviews are applied on reading.

    Raises UserMistake when there is no store or no such run.
    """
    from brandname.rank import rank
    from brandname.run import changes_since
    from brandname.store import Store

    if not session.study.is_dir():
        raise mistake("error.study.no_folder", Where(str(session.study)))
    with Store.open(session.study, write=False) as store:
        run = store.select(selector)
        findings = tuple(store.findings(run.number))
        evidence = store.evidence(sorted(cited_in(findings)))
        study = study_of(session, run)
        today = (run.finished or run.started)[:10]
        ranking = rank(study, findings, today=today)
        changes = changes_since(store, run, findings, ranking, study, today)
    if any(run.inputs.get(file) != digest for file, digest in study.inputs.items() if file != LISTED):
        session.note("cli.report.study_changed", run=run.number)
    return replace(assemble(session, study, run, ranking), findings=findings, evidence=evidence, changes=changes)


def study_of(session: Session, run: Run) -> Study:
    """The study now on disk, cut to the names and markets of a run; a name it no longer has stands alone."""
    from brandname.model import Candidate
    from brandname.study import read_names, read_study

    names = read_names("\n".join(run.candidates).encode(), LISTED)
    try:
        listed = (session.study / "candidates.yaml").is_file()
        study = read_study(session.study, markets=run.markets, names=None if listed else names)
    except UserMistake as error:
        if any(mistake.key != "error.study.no_candidates" for mistake in error.mistakes):
            raise
        study = read_study(session.study, markets=run.markets, names=names)  # the file has a brief, but no name yet
    known = {candidate.name: candidate for candidate in (*study.candidates, *study.dropped)}
    kept = tuple(known.get(name) or Candidate(name) for name in run.candidates)
    return replace(study, candidates=kept)
