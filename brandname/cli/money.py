"""What a call would pay for: counted, told, and agreed to before the first paid query. Asks no service anything."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from brandname.cli.options import read_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from brandname.checks.base import Check
    from brandname.cli.session import Session
    from brandname.gather.parcels import Errand
    from brandname.gather.spending import Spending
    from brandname.model import Evidence, Question, Study
    from brandname.store import Store

    Known = Callable[[str, str], Evidence | None]

MOST_QUERIES = 1_000_000

MaxQueriesOption: TypeAlias = Annotated[
    str | None, typer.Option("--max-queries", metavar="N", help="cli.option.max_queries", show_default=False)
]
YesOption: TypeAlias = Annotated[bool, typer.Option("--yes", help="cli.option.yes", show_default=False)]


@dataclass(frozen=True, slots=True)
class Leave:
    """What the command line allows to be spent."""

    most: int | None = None
    """Paid queries at most; None = not said."""
    yes: bool = False
    """Whether the whole plan is agreed to without asking."""
    asks: bool = True
    """Whether a question may be put at a terminal."""


def read_leave(most: str | None, *, yes: bool, asks: bool = True) -> Leave:
    """Leave from `--max-queries` and `--yes`; UserMistake for what is no number."""
    return Leave(read_count("--max-queries", most, 0, MOST_QUERIES), yes, asks)


def errands_of(
    study: Study, checks: Iterable[Check], questions: Iterable[Question], store: Store | None, now: datetime
) -> tuple[Errand, ...]:
    """What services this machine can ask would be asked, of all that the store has no fresh answer to."""
    from brandname.checks.base import Kind, for_study
    from brandname.config import read_config
    from brandname.gather.errands import open_errands

    asking = {check.id: for_study(check, study) for check in checks if check.kind is Kind.NETWORK}
    open_ = [question for question in questions if question.check in asking]
    return open_errands(asking, open_, store or Nothing(), now, config=read_config())


def count(errands: Iterable[Errand], store: Store | None, now: datetime) -> tuple[Spending, ...]:
    """What the paid ones among them cost that this machine has a key for."""
    from brandname.config import read_config
    from brandname.gather.spending import spending, unset
    from brandname.sources.table import Sources

    sources, config, known = Sources(), read_config(), (store or Nothing()).latest_evidence
    able = ((e.source, e.request) for e in errands if not unset(sources[e.source], config))
    return spending(able, sources, known, now)


def planned_spending(
    study: Study, checks: Sequence[Check], store: Store | None, now: datetime
) -> tuple[Spending, ...]:
    """What a run of these checks would pay for; nothing is worked out where no check may ask a paid service."""
    from brandname.plan import plan

    paying = [check for check in checks if pays(check)]
    if not paying:
        return ()
    return count(errands_of(study, paying, plan(study, paying), store, now), store, now)


def pays(check: Check) -> bool:
    """Whether a check may ask a service that costs money and has a key on this machine."""
    from brandname.config import key
    from brandname.gather.spending import is_paid
    from brandname.sources.table import Sources

    known = Sources()
    return any(is_paid(known[id_]) and key(id_) for id_ in getattr(check, "sources", ()) if id_ in known)


def tell(session: Session, planned: Sequence[Spending]) -> None:
    """How many paid queries there would be, service by service."""
    for spent in planned:
        session.note("cli.money.plan", service=spent.source, n=spent.total, queries=spent.queries,
                     controls=spent.controls)


def agree(session: Session, planned: Sequence[Spending], leave: Leave) -> Mapping[str, int]:
    """Paid service → queries it may be sent. Tells the plan first; without leave from anybody it is nothing.

    Asks at a terminal; elsewhere says how to allow it.
    """
    from brandname.gather.spending import allot

    total = sum(spent.total for spent in planned)
    if not total:
        return {}
    tell(session, planned)
    if leave.most is not None:
        if leave.most < total:
            session.note("cli.money.limited", most=leave.most, n=total)
        return allot(planned, min(leave.most, total))
    if not leave.yes and not _says_yes(session, total, asks=leave.asks):
        return {}
    return allot(planned, total)


def _says_yes(session: Session, total: int, *, asks: bool) -> bool:
    """The answer of whoever sits at the terminal; nobody there is a no."""
    if not asks or not sys.stdin.isatty():
        session.note("cli.money.refused", n=total)
        return False
    said = (session.screen.ask(session.catalogue("cli.money.ask", n=total)) or "").strip().casefold()
    if said in {"y", "yes", "j", "ja", "sí", "si", "oui", "是", "好"}:
        return True
    session.note("cli.money.declined", n=total)
    return False


class Nothing:
    """A store without anything in it."""

    def add_evidence(self, evidence: Evidence) -> None:
        """Keeps nothing."""

    def latest_evidence(self, source: str, request: str, *, vantage: str = "") -> Evidence | None:
        """Has nothing."""
        del source, request, vantage
        return None


@contextmanager
def kept_answers(session: Session) -> Iterator[Store | None]:
    """The study's store to read from, where there is one."""
    from brandname.store import FOLDER, Store
    from brandname.store.study_store import FILE

    if not (session.study / FOLDER / FILE).is_file():
        yield None
        return
    with Store.open(session.study, write=False) as store:
        yield store
