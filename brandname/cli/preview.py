"""`--dry-run`: what a run would ask, and who outside would see which name. Asks nobody and writes nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from brandname.cli.console import Column, Text
from brandname.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brandname.checks.base import Check
    from brandname.cli.session import Session
    from brandname.model import Question, Study
    from brandname.plugins import Loaded


def print_plan(session: Session, study: Study, loaded: Loaded, *, online: bool) -> int:
    """Prints the questions by check and what would leave the machine."""
    from brandname.plan import plan

    say, screen = session.catalogue, session.screen
    questions = plan(study, loaded.checks)
    by_check = Counter(question.check for question in questions)
    screen.text(Text(say("cli.plan.heading", names=len(study.candidates), markets=len(study.markets),
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
    _print_outside(session, loaded.checks, questions, online=online)
    screen.text(say("cli.plan.nothing_done"))
    return Exit.OK


def _print_outside(session: Session, checks: Sequence[Check], questions: Sequence[Question], *, online: bool) -> None:
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
    for question in outside:
        own = getattr(network[question.check], "hosts_of", None)  # a check that knows whom it asks about what
        for host in declared[question.check] if own is None else own(question):
            seen.setdefault((question.check, host), set()).add(question.subject.text)
    screen.table(
        [Column(say("cli.plan.host")), Column(say("cli.plan.check")), Column(say("cli.plan.sees"), wrap=True)],
        [(host, say.check_name(id_), say.join(sorted(texts))) for (id_, host), texts in sorted(seen.items())], indent=1,
    )


def hosts_of(check: Check) -> tuple[str, ...]:
    """The hosts of the sources a network check declares (`sources`, ids); none when it declares none we know."""
    from brandname.sources.table import Sources

    known = Sources()
    return tuple(sorted({host for id_ in getattr(check, "sources", ()) if id_ in known for host in known[id_].hosts}))
