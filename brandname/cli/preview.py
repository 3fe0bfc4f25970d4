"""`--dry-run`: what a run would ask, and who outside would see which name. Asks nobody and writes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandname.cli.console import Column, Text
from brandname.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from brandname.checks.base import Check
    from brandname.cli.session import Session
    from brandname.config import Config
    from brandname.gather.parcels import Errand
    from brandname.gather.spending import Spending
    from brandname.model import Question, Study
    from brandname.plugins import Loaded
    from brandname.sources.base import Source


def print_plan(session: Session, study: Study, loaded: Loaded, *, online: bool) -> int:
    """Prints the questions by check and what would leave the machine."""
    from brandname.plan import plan

    say, screen = session.catalogue, session.screen
    questions = plan(study, loaded.checks)
    by_check = Counter(question.check for question in questions)
    screen.text(Text(say("cli.plan.heading", names=say("report.n_names", n=len(study.candidates)),
                         markets=say("report.n_markets", n=len(study.markets)),
                         n=len(questions)), "heading"))
    check, count = Column(say("cli.plan.check")), Column(say("cli.plan.questions"), right=True)
    screen.table(
        [check, count, Column(say("cli.plan.how"), wrap=True)],
        [(say.check_name(c.id), str(by_check[c.id]), say(f"kind.{c.kind.value}")) for c in loaded.checks], indent=1,
    )
    if loaded.not_selected:
        screen.text(say("cli.plan.not_selected", checks=loaded.not_selected))
    for remark in study.remarks:
        screen.text(Text(say.render(remark), "quiet"))
    screen.line()
    _print_outside(session, study, loaded.checks, questions, online=online)
    screen.text(say("cli.plan.nothing_done"))
    return Exit.OK


def _print_outside(
    session: Session, study: Study, checks: Sequence[Check], questions: Sequence[Question], *, online: bool
) -> None:
    from brandname.checks.base import Kind

    say, screen = session.catalogue, session.screen
    network = {check.id: check for check in checks if check.kind is Kind.NETWORK}
    outside = [question for question in questions if question.check in network]
    if not outside:
        screen.text(say("cli.plan.no_network"))
        return
    screen.text(say("cli.plan.network" if online else "cli.plan.network_off", n=len(outside)))
    declared = {id_: hosts_of(check) or (say("cli.plan.host_unknown"),) for id_, check in network.items()}
    seen: dict[tuple[str, str], set[str]] = {}
    exact = _exactly(session, study, [check for check in network.values() if hasattr(check, "for_study")], outside)
    for id_, host, text in exact.seen:
        seen.setdefault((id_, host), set()).add(text)
    for question in outside:
        if question.check in exact.checks:
            continue
        own = getattr(network[question.check], "hosts_of", None)  # a check that knows whom it asks about what
        for host in declared[question.check] if own is None else own(question):
            seen.setdefault((question.check, host), set()).add(question.subject.text)
    screen.table(
        [Column(say("cli.plan.host")), Column(say("cli.plan.check")), Column(say("cli.plan.sees"), wrap=True)],
        [(host, say.check_name(id_), _sees(session, texts, outside)) for (id_, host), texts in sorted(seen.items())],
        indent=1,
    )
    for spent in exact.spending:
        screen.text(say("cli.money.plan", service=spent.source, n=spent.total, queries=spent.queries,
                        controls=spent.controls))


def _sees(session: Session, texts: Collection[str], questions: Sequence[Question]) -> str:
    """The texts themselves; queries made of them (a name with the goods) are counted."""
    asked = {question.subject.text for question in questions}
    told = sorted(text for text in texts if text in asked)
    made = len(texts) - len(told)
    if not told or not made:
        return session.catalogue.join(sorted(texts))
    return session.catalogue("cli.plan.and_made", texts=tuple(told), n=made)


@dataclass(frozen=True, slots=True)
class Exact:
    """What is known to the letter of some checks: whom this machine would ask for what."""

    checks: frozenset[str]
    seen: tuple[tuple[str, str, str], ...]
    """Check, host, and what it would see."""
    spending: tuple[Spending, ...]


def _exactly(session: Session, study: Study, checks: Sequence[Check], questions: Sequence[Question]) -> Exact:
    """The requests of checks that ask by what the study and this machine are set up for."""
    from brandname.cli.money import count, errands_of, kept_answers
    from brandname.config import read_config
    from brandname.run import now
    from brandname.sources.table import Sources

    if not checks:
        return Exact(frozenset(), (), ())
    config, sources, moment = read_config(), Sources(), now()
    seen: dict[tuple[str, str, str], None] = {}
    with kept_answers(session) as store:
        every: list[Errand] = []
        for check in checks:
            errands = errands_of(study, [check], questions, store, moment)
            every += errands
            for errand in errands:
                host = host_shown(sources[errand.source], config, errand.request)
                seen[check.id, host, errand.request.split("/", 3)[-1]] = None
        planned = count(every, store, moment)
    return Exact(frozenset(check.id for check in checks), tuple(seen), planned)


def host_shown(source: Source, config: Config, request: str) -> str:
    """Who would see a request: the user's own host where there is one; empty when the source names none."""
    from urllib.parse import urlsplit

    own = config.source(source.id)
    if own.base_url:
        return urlsplit(own.base_url).netloc
    host = source.host_of(source.place(request))
    return own.hosts.get(host) or own.hosts.get("*") or host


def hosts_of(check: Check) -> tuple[str, ...]:
    """The hosts of the sources a network check declares (`sources`, ids); none when it declares none we know."""
    from brandname.sources.table import Sources

    known = Sources()
    return tuple(sorted({host for id_ in getattr(check, "sources", ()) if id_ in known for host in known[id_].hosts}))
