"""The runner: what runs, what a crash costs, what an interruption leaves."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks.base import AsksNobody, Case, Cover, Kind, Resources, answered, unanswered
from brandname.checks.domain import DomainCheck
from brandname.errors import CheckCrashed
from brandname.model import (
    Answer,
    Candidate,
    DatasetRef,
    Finding,
    Gap,
    Hit,
    Market,
    Message,
    Outcome,
    Question,
    Reviews,
    Status,
    Study,
    Subject,
    SubjectKind,
    say,
)
from brandname.plugins import load_checks
from brandname.run import Progress, Settings, execute
from brandname.run.judging import _blocks
from brandname.store import Store
from tests.builders import market, study

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
REF = DatasetRef("test/letters", "1", "d", "Apache-2.0")


@dataclass(frozen=True)
class LengthOptions:
    """None."""


class LengthCheck(AsksNobody):
    """Judges a name by its length; crashes, answers out of nothing or lies on request, by the name."""

    id: ClassVar[str] = "length"
    version: ClassVar[int] = 1
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[LengthOptions]] = LengthOptions

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """One a market."""
        subject = Subject(candidate.name, SubjectKind.MARKET, market.code)
        yield Question(self.id, candidate.name, subject, (market.code,))

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """Risk is a twentieth of the length."""
        return [self._one(case) for case in batch]

    def _one(self, case: Case) -> Finding:
        name = case.question.candidate
        if name == "Boom":
            raise ZeroDivisionError("boom")
        if name == "Kill":
            os.kill(os.getpid(), signal.SIGINT)
        evidence = ("dataset:nobody@9",) if name == "Liar" else (REF.ref,)
        about = replace(case.question, candidate="Somebody else") if name == "Swap" else case.question
        return answered(about, say("test.finding"), risk=len(name) / 20, confidence=0.9, evidence=evidence)

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """One."""
        return (REF,)

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """All."""
        return [Cover(self.id, tag, "test", 1) for tag in languages]


class NetCheck(LengthCheck):
    """The same question, asked over the network."""

    id: ClassVar[str] = "net"
    kind: ClassVar[Kind] = Kind.NETWORK

    def _one(self, case: Case) -> Finding:
        if case.question.candidate == "Guess":
            return super()._one(case)
        if case.gap is not None:
            return unanswered(case.question, case.gap)
        raise AssertionError("nobody asked the network")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path, write=True) as opened:
        yield opened


def run_length(store: Store, *names: str, **settings: object) -> dict[str, Finding]:
    """Findings by name."""
    result = execute(study(names), [LengthCheck()], store, Settings(NOW, **settings))  # type: ignore[arg-type]
    return {finding.question.candidate: finding for finding in result.findings}


def test_every_question_gets_one_finding_and_is_recorded(store: Store) -> None:
    """The report and the store agree on what was asked."""
    result = execute(study(("Velora", "Limpora")), [LengthCheck()], store, Settings(NOW))
    assert [f.question.candidate for f in result.findings] == ["Limpora", "Velora"]
    assert tuple(store.findings(result.run.number)) == result.findings
    assert result.run.datasets == (REF,)
    assert store.load(result.run.number) == result.run


def test_a_crash_costs_one_question_and_is_named(store: Store) -> None:
    """One name that breaks a check does not take the others' answers away."""
    result = execute(study(("Ada", "Boom", "Velora")), [LengthCheck()], store, Settings(NOW))
    statuses = {f.question.candidate: (f.status, f.gap) for f in result.findings}
    assert statuses["Boom"] == (Status.UNANSWERED, Gap.CRASHED)
    assert statuses["Ada"][0] is statuses["Velora"][0] is Status.ANSWERED
    assert [(c.check, c.summary) for c in result.run.crashes] == [("length", "ZeroDivisionError: boom")]


def test_strict_raises_what_crashed(store: Store) -> None:
    """A plugin author sees the crash itself."""
    with pytest.raises(CheckCrashed, match="boom"):
        run_length(store, "Boom", strict=True)


def test_an_answer_citing_nothing_known_is_taken_back(store: Store) -> None:
    """No number reaches the report without evidence behind it."""
    result = execute(study(("Liar", "Velora")), [LengthCheck()], store, Settings(NOW))
    by_name = {f.question.candidate: f for f in result.findings}
    assert by_name["Liar"].gap is Gap.CRASHED
    assert by_name["Velora"].status is Status.ANSWERED
    assert result.run.crashes


def test_an_answer_about_another_name_is_a_crash(store: Store) -> None:
    """A check that mixes names up loses that answer; it never stands under the wrong name."""
    found = run_length(store, "Velora", "Swap")
    assert set(found) == {"Velora", "Swap"}
    assert found["Swap"].gap is Gap.CRASHED
    assert found["Velora"].risk == 0.3


def test_offline_questions_read_offline(store: Store) -> None:
    """Without --online a network check is asked and says so."""
    result = execute(study(("Velora",)), [NetCheck()], store, Settings(NOW))
    assert [f.gap for f in result.findings] == [Gap.OFFLINE]


def test_an_answer_out_of_nothing_is_a_crash(store: Store) -> None:
    """Nobody was asked, so a check that answers all the same is not believed."""
    result = execute(study(("Guess", "Velora")), [NetCheck()], store, Settings(NOW))
    assert [finding.gap for finding in result.findings] == [Gap.CRASHED, Gap.OFFLINE]
    assert [crash.check for crash in result.run.crashes] == ["net"]


def test_ctrl_c_keeps_what_was_judged(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """I stop a long run, and the rest reads "interrupted" instead of vanishing."""
    monkeypatch.setattr("brandname.run.judging.BATCH", 1)
    result = execute(study(("Ada", "Kill", "Velora")), [LengthCheck()], store, Settings(NOW))
    by_name = {f.question.candidate: f for f in result.findings}
    assert result.run.interrupted
    assert by_name["Ada"].status is Status.ANSWERED
    assert by_name["Kill"].gap is by_name["Velora"].gap is Gap.INTERRUPTED
    assert store.load(result.run.number).interrupted


@pytest.mark.slow
def test_worker_processes_give_the_same_findings(store: Store) -> None:
    """--jobs 2 changes nothing but the time."""
    names = (*(f"Name{n}" for n in range(40)), "Boom")
    one = execute(study(names), [LengthCheck()], store, Settings(NOW))
    two = execute(study(names), [LengthCheck()], store, Settings(NOW, jobs=2))
    assert one.findings == two.findings
    assert one.run.crashes == two.run.crashes


@given(st.lists(st.sampled_from("ABCD"), max_size=12), st.integers(1, 3))
def test_every_case_is_judged_once_and_a_name_at_one_go(names: list[str], jobs: int) -> None:
    """However the work is cut, nothing is left out, nothing is asked twice, and a name's checks stay together."""
    made = tuple(Case(Question(check, name, Subject(f"{name}{n}", SubjectKind.LANGUAGE, "es"), ("mx",)))
                 for name in sorted(set(names)) for check in ("a", "b") for n in range(names.count(name)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brandname.run.judging.BLOCK", 3)
        patch.setattr("brandname.run.judging.BATCH", 2)
        blocks = _blocks(made, range(len(made)), jobs)
    assert sorted(i for block in blocks for batch in block for i in batch) == list(range(len(made)))
    assert all(len({made[i].question.check for i in batch}) == 1 and len(batch) <= 2 for b in blocks for batch in b)
    held = [{made[i].question.candidate for batch in block for i in batch} for block in blocks]
    assert sum(map(len, held)) == len(set(names))


def test_what_goes_between_processes_arrives_as_it_was() -> None:
    """A finding is the same before and after the journey."""
    subject = Subject("velora", SubjectKind.LANGUAGE, "es-MX")
    hit = Hit("x", Message("key", {"a": 1}), 0.5, 0.5, 0.1, (0, 2), {"way": "sound"})
    finding = Finding(Question("meaning", "Velora", subject, ("mx",), ("mx",)), Status.ANSWERED, Message("k"), 0.5, 0.5,
                      hits=(hit,), evidence=("e",))
    assert pickle.loads(pickle.dumps(finding)) == finding  # noqa: S301 - our own bytes


def test_progress_reaches_the_end(store: Store) -> None:
    """The bar fills up."""
    seen: list[Progress] = []
    execute(study(("Ada", "Velora")), [LengthCheck()], store, Settings(NOW), seen.append)
    assert (seen[-1].done, seen[-1].total) == (2, 2)


def test_the_order_of_the_list_does_not_change_the_findings(tmp_path: Path) -> None:
    """Same evidence, same bytes."""
    found = []
    for order in (("Ada", "Velora"), ("Velora", "Ada")):
        with Store.open(tmp_path / order[0], write=True) as opened:
            found.append(execute(study(order), [LengthCheck()], opened, Settings(NOW)).findings)
    assert found[0] == found[1]


def domain_answer(**fields: object) -> Answer:
    """Somebody looked up velora.com."""
    plain = Answer("domain", "Velora", "velora.com", Outcome.FOUND, "rev-1", "2026-11-20", where="reviews.yaml:4")
    return replace(plain, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("outcome", "risk"), [(Outcome.FOUND, 0.6), (Outcome.NOT_FOUND, 0.0)])
def test_a_look_up_by_hand_answers_an_open_question(store: Store, outcome: Outcome, risk: float) -> None:
    """What I enter under `answers` counts, and names me as its evidence."""
    s = study(("Velora",), (market(tlds=("com", "mx")),), reviews=Reviews(answers=(domain_answer(outcome=outcome),)))
    checks = [check for check in load_checks({}).checks if isinstance(check, DomainCheck)]
    result = execute(s, checks, store, Settings(NOW))
    by_text = {f.question.subject.text: f for f in result.findings}
    assert by_text["velora.com"].risk == risk
    assert by_text["velora.mx"].gap is Gap.OFFLINE
    assert store.evidence(by_text["velora.com"].evidence)
    assert result.ranking.stale_reviews == ()


def test_an_answer_to_no_question_is_reported(store: Store) -> None:
    """A look-up for a domain nobody asks about is not lost in silence."""
    answers = (domain_answer(subject="velora.net"), domain_answer(check="length", subject="mx", where="reviews.yaml:9"))
    s = study(("Velora",), (market(tlds=("com",)),), reviews=Reviews(answers=answers))
    checks = [check for check in load_checks({}).checks if isinstance(check, DomainCheck)]
    ranking = execute(s, [*checks, LengthCheck()], store, Settings(NOW)).ranking
    assert ranking.stale_reviews == ("reviews.yaml:4",)


def test_a_look_up_raises_a_computed_risk_and_never_lowers_it(store: Store) -> None:
    """What somebody found counts beside what was computed; finding nothing takes nothing away."""
    for outcome, risk in ((Outcome.FOUND, 0.5), (Outcome.NOT_FOUND, 0.3)):
        answers = (domain_answer(check="length", subject="mx", outcome=outcome),)
        found = execute(study(("Velora",), reviews=Reviews(answers=answers)), [LengthCheck()], store, Settings(NOW))
        assert [finding.risk for finding in found.findings] == [risk]


def test_a_run_is_finished_when_its_report_is_written(store: Store) -> None:
    """A full disk while the report is written leaves no half run behind: the next run is that run."""
    def fail(result: object) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        execute(study(("Ada",)), [LengthCheck()], store, Settings(NOW), deliver=fail)
    assert execute(study(("Ada",)), [LengthCheck()], store, Settings(NOW)).run.number == 1


def test_the_second_run_says_what_changed_since_the_first(store: Store) -> None:
    """Round again: the new name shows as new."""
    first = execute(study(("Ada",)), [LengthCheck()], store, Settings(NOW))
    second = execute(study(("Ada", "Velora")), [LengthCheck()], store, Settings(NOW))
    assert first.changes is None
    assert second.changes is not None
    assert second.changes.since == first.run.number
    assert "Velora" in second.changes.new_names
