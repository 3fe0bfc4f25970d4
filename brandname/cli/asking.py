"""Looking questions up for a command that prints one check's answers (`domains`, `handles`). It judges nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from brandname.cli.markets import own_markets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from brandname.checks.base import Case, Check
    from brandname.cli.session import Session
    from brandname.model import Question
    from brandname.store import Store


def look_up(
    session: Session, check: Check, questions: Sequence[Question], *, online: bool, crashed: str,
    paid: Callable[[Store, datetime], Mapping[str, int]] = lambda *_: {},
) -> tuple[list[Case], bool]:
    """Every question with what was looked up for it, and whether something of ours broke.

    `crashed` is the key of what is then noted, with `summary`. Without `online` nobody is asked; `paid` gives what
    paid services may be sent, with the store that holds what is known already.
    """
    from brandname.checks.base import Case
    from brandname.model import Gap

    if not online:
        return [Case(question, gap=Gap.OFFLINE) for question in questions], False
    from brandname import run
    from brandname.gather import gather

    broken: list[str] = []
    with study_store(session) as store:
        moment = run.now()
        allowed = paid(store, moment)
        with run.interruptible() as stop:
            found, _ = gather({check.id: check}, questions, store, moment, stop, paid=allowed,
                              crashed=lambda crash: broken.append(crash.summary))
    for summary in dict.fromkeys(broken):
        session.note(crashed, summary=summary)
    return [found[question.id] for question in questions], bool(broken)


@contextmanager
def study_store(session: Session) -> Iterator[Store]:
    """The study's store, where there is a study: answers are used again, and the ledger says who saw which name."""
    import tempfile
    from pathlib import Path

    from brandname.store import Store

    if own_markets(session):
        with Store.open(session.study, write=True) as store:
            yield store
        return
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), write=True) as store:
        yield store
