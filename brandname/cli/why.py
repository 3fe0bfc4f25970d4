"""`brandname why`: all about one name: findings, hits with their ids, evidence, reviews. Judges nothing."""

from __future__ import annotations

import difflib
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Text
from brandname.cli.layout import columns
from brandname.cli.options import JsonOption, MarketsOption, StudyOption, read_list, read_markets, suggest
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where, mistake

NAMES_SHOWN = 12
"""Names of a run that are listed for a name that is like none of them."""

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brandname.model import Evidence, Finding, Hit
    from brandname.rank import Standing
    from brandname.reports.inputs import Inputs, View


def why(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="cli.why.name")],
    markets: MarketsOption = None,
    checks: Annotated[str | None, typer.Option("--checks", metavar="LIST", help="cli.why.checks")] = None,
    run: Annotated[str, typer.Option("--run", metavar="RUN", help="cli.option.run")] = "latest",
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """Every finding about a name."""
    from brandname.cli.pipeline import read_run
    from brandname.reports.inputs import View

    session = session_of(ctx, study)
    inputs = read_run(session, run)
    candidate = find_name(name, inputs)
    view = View(inputs)
    findings = within(view.by_name.get(candidate, ()), read_markets(markets), inputs.run.markets)
    findings = of_checks(findings, read_list("--checks", checks), tuple(inputs.run.checks))
    if as_json:
        session.screen.json([_as_json(view, finding) for finding in findings])
        return Exit.OK
    _print_head(session, view, view.standings[candidate])
    for check, group in groupby(findings, key=lambda finding: finding.question.check):
        session.screen.line()
        session.screen.text(Text(view.check(check), "heading"))
        _print_check(session, view, list(group))
    session.screen.line()
    session.say("cli.why.review")
    return Exit.OK


def find_name(name: str, inputs: Inputs) -> str:
    """The candidate of the run meant by its name, a Latin spelling or a local form; UserMistake otherwise."""
    from brandname.model import sameness

    known = {sameness(standing.candidate): standing.candidate for standing in inputs.ranking.standings}
    written = {
        sameness(text): candidate.name for candidate in inputs.study.candidates if sameness(candidate.name) in known
        for text in (*candidate.latin, *(form.written for form in candidate.forms))
    }
    found = known.get(sameness(name)) or written.get(sameness(name))
    if found is not None:
        return found
    for drop in inputs.study.reviews.drops:
        if sameness(drop.name) == sameness(name):
            raise mistake("error.cli.dropped_name", name=drop.name, on=drop.on, reason=drop.reason)
    close = difflib.get_close_matches(sameness(name), known, n=3, cutoff=0.5)
    if close:
        raise mistake("error.cli.name", name=name, run=inputs.run.number, names=tuple(known[key] for key in close))
    names = tuple(known.values())
    raise mistake("error.cli.name_unlike", name=name, run=inputs.run.number, n=len(names), names=names[:NAMES_SHOWN])


def within(findings: Sequence[Finding], codes: tuple[str, ...] | None, known: Sequence[str]) -> list[Finding]:
    """Findings that count for some of the markets; UserMistake for a market the run did not have."""
    for code in codes or ():
        if code not in known:
            raise mistake("error.cli.market_not_run", market=code, known=tuple(known))
    return [f for f in findings if codes is None or set(codes) & set(f.question.markets)]


def of_checks(findings: Sequence[Finding], wanted: tuple[str, ...] | None, asked: Sequence[str]) -> list[Finding]:
    """Findings of some checks; UserMistake for one there is not, and for one the run did not ask."""
    from brandname.plugins import check_ids

    known = check_ids()
    for id_ in wanted or ():
        if id_ not in (*known, *asked):
            raise mistake("error.checks.unknown", Where("--checks"), check=id_, known=known,
                          close=suggest(id_, known)[:1])
        if id_ not in asked:
            raise mistake("error.cli.check_not_run", Where("--checks"), check=id_, asked=tuple(asked))
    return [f for f in findings if wanted is None or f.question.check in wanted]


def _print_head(session: Session, view: View, standing: Standing) -> None:
    from brandname.reports.inputs import rests_on_answers, show_range

    say, screen = session.catalogue, session.screen
    screen.text(Text(standing.candidate, "heading"), f"  {say(f'shelf.{standing.shelf}.label')}")
    shown = show_range(standing.range) if rests_on_answers(standing) else "–"
    screen.text(say("cli.why.standing", run=view.run.number, range=shown, coverage=standing.coverage,
                    blockers=len(standing.blockers), open=len(standing.open_decisive)))


def _print_check(session: Session, view: View, findings: Sequence[Finding]) -> None:
    """The findings of one check: answers first, the worst of them on top; silent ones that say the same, together."""
    told: list[Finding] = []
    silent: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        reviewed = view.reviewed(finding)
        if reviewed.finding.risk is not None or reviewed.dismissed:  # a hit taken away stays in sight
            told.append(finding)
        else:
            silent.setdefault((_level(session, finding), view.say(finding.message)), []).append(finding)
    for finding in sorted(told, key=lambda f: -_weight(view.reviewed(f).finding)):
        _print_finding(session, view, finding)
    for (level, text), group in silent.items():
        sign = Text(f"{_sign(group[0])} ", _role(group[0]))
        session.screen.text(sign, Text(level.strip(), "quiet"), indent=1, hang=3)
        session.screen.text(text, indent=3)
        for finding in group:
            session.screen.text("· ", _subject(session, finding), indent=3, hang=5)


def _weight(finding: Finding) -> float:
    return (finding.risk or 0.0) * (finding.confidence or 0.0)


def _subject(session: Session, finding: Finding) -> str:
    subject, say = finding.question.subject, session.catalogue
    return say("cli.why.subject", text=subject.text, kind=subject.kind.value, scope=_scope(session, finding),
               markets=say.join([say.market_name(code) for code in finding.question.markets]))


def _print_finding(session: Session, view: View, finding: Finding) -> None:
    from brandname.reports.entries import MOST_HITS

    say, screen = session.catalogue, session.screen
    reviewed = view.reviewed(finding)
    now = reviewed.finding
    where = _subject(session, finding)
    screen.text(Text(f"{_sign(now)} ", _role(now)), where, Text(_level(session, now), "quiet"), indent=1, hang=3)
    screen.text(view.say(finding.message), indent=3)
    dismissed, confirmed = {hit.id for hit in reviewed.dismissed}, {hit.id for hit in reviewed.confirmed}
    told = [hit for place, hit in enumerate(now.hits) if place < MOST_HITS or hit.id in confirmed]
    for hit in (*told, *(hit for hit in reviewed.dismissed if hit not in now.hits)):
        mark = "dismissed" if hit.id in dismissed else "confirmed" if hit.id in confirmed else ""
        _print_hit(session, view, hit, mark)
    if len(told) < len(now.hits):
        screen.text(Text(say("report.more_hits", n=len(now.hits) - len(told)), "quiet"), indent=3)
    if now.evidence:
        screen.text(Text(say("cli.why.evidence", evidence=_evidence(view, now.evidence)), "quiet"), indent=3, hang=5)
    if now.next_step is not None and now.gap is None:
        screen.text(Text(view.say(now.next_step), "quiet"), indent=3)


def _print_hit(session: Session, view: View, hit: Hit, reviewed: str) -> None:
    say, screen = session.catalogue, session.screen
    verdict = f" [{say(f'verdict.{reviewed}')}]" if reviewed else ""
    screen.text(f"· {view.say(hit.message)}", Text(verdict, "good"), indent=3, hang=5)
    if hit.merit:
        numbers = say("cli.why.merit", merit=hit.merit)
    else:
        numbers = say("cli.why.hit", risk=hit.risk, confidence=hit.confidence)
    line = f"     {numbers} · id: {hit.id}"
    for part in (line,) if columns(line) <= screen.width else (f"     {numbers}", f"     id: {hit.id}"):
        screen.row(Text(part, "quiet"))  # never wrapped: an id is copied as it is


def _scope(session: Session, finding: Finding) -> str:
    """Where it was asked, with the code a reviewer writes down where the name is another word."""
    subject = finding.question.subject
    name = session.catalogue.place_name(f"{subject.kind.value}:{subject.scope}")
    plain = subject.scope.casefold() in (name.casefold(), name.casefold().strip("."))
    return name if plain or f"({subject.scope})" in name else f"{name} ({subject.scope})"


def _level(session: Session, finding: Finding) -> str:
    say = session.catalogue
    if finding.gap is not None:
        return "  " + say(f"gap.{finding.gap}.name")
    if finding.risk is None or finding.confidence is None:
        return "  " + say(f"status.{finding.status}")
    return "  " + say("cli.why.level", band=str(finding.band), risk=finding.risk, confidence=finding.confidence)


def _sign(finding: Finding) -> str:
    """The mark of one finding, as the ranking table shows them."""
    if finding.status.value == "unanswered":
        return "?"
    if finding.risk is None:
        return "·"
    if finding.blocker:
        return "✗"
    return "▲" if finding.risk >= 0.5 else "+" if finding.merit >= 0.5 else "○"


def _role(finding: Finding) -> str:
    return {"?": "unknown", "✗": "blocker", "▲": "warning", "+": "good"}.get(_sign(finding), "plain")


def _evidence(view: View, ids: Sequence[str]) -> str:
    """Datasets by title and version, look-ups by source, date and address; equal ones once."""
    known: Mapping[str, Evidence] = view.inputs.evidence
    texts = []
    for id_ in ids:
        if id_ in view.datasets:
            ref = view.datasets[id_]
            texts.append(f"{ref.title or ref.id} ({ref.version})")
        elif id_ in known:
            found = known[id_]
            source = view.t.source_name(found.source)
            texts.append(" ".join(part for part in (source, found.when, found.address) if part))
        else:
            texts.append(id_)
    return "; ".join(dict.fromkeys(texts))


def _as_json(view: View, finding: Finding) -> dict[str, object]:
    reviewed = view.reviewed(finding)
    now, question = reviewed.finding, finding.question
    dismissed, confirmed = {hit.id for hit in reviewed.dismissed}, {hit.id for hit in reviewed.confirmed}
    return {
        "id": finding.id, "check": question.check, "candidate": question.candidate, "subject": question.subject.text,
        "kind": question.subject.kind.value, "scope": question.subject.scope, "markets": list(question.markets),
        "decisive": list(question.decisive), "status": now.status.value, "gap": now.gap.value if now.gap else None,
        "risk": now.risk, "confidence": now.confidence, "merit": now.merit, "blocker": now.blocker,
        "message": view.say(finding.message), "evidence": list(now.evidence),
        "hits": [{"id": hit.id, "message": view.say(hit.message), "risk": hit.risk, "confidence": hit.confidence,
                  "merit": hit.merit,
                  "review": "dismissed" if hit.id in dismissed else "confirmed" if hit.id in confirmed else None}
                 for hit in (*now.hits, *(hit for hit in reviewed.dismissed if hit not in now.hits))],
    }
