"""The contracts every check and every source must pass, ours and a plugin author's alike.

    from brandname.testing import assert_check_contract, assert_source_contract
    assert_check_contract(MyCheck(MyCheck.options()), study)
    assert_source_contract(MySource(), ["a request", "another"])

Raises AssertionError with what was broken. Needs no test runner and opens no socket.
"""

from __future__ import annotations

import inspect
import pickle
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass

from brandname.checks.base import Case, Check, Kind, Resources, with_manual
from brandname.model import Evidence, Finding, Gap, Message, Outcome, Question, Status, Study
from brandname.net.gates import Manners
from brandname.plan import languages, plan
from brandname.sources.base import NOT_SENT, Source

_GARBAGE = (b"", b"<html><body>Checking your browser</body></html>", b"\x00\xff\xfe" * 40, b"{}", b"[]")
"""Bodies that hold no answer to anything."""
_REFUSALS = ("timeout", "refused", "429", "403", "503", "200")


def assert_check_contract(check: Check, study: Study) -> tuple[Finding, ...]:
    """Puts a check through everything the runner relies on; returns its findings over the study."""
    _assert_declared(check)
    questions = _assert_questions(check, study)
    cases = [Case(question) for question in questions]
    if check.kind is Kind.NETWORK:
        cases = [Case(question, gap=Gap.OFFLINE) for question in questions]
    findings = _judged(check, cases, study)
    _assert_cut_independent(check, cases, study, findings)
    _assert_no_answer_from_garbage(check, questions, study)
    _assert_cites_what_it_declares(check, findings, study)
    for finding in findings:
        _assert_renders(_messages(finding))
    rows = list(check.coverage(languages(study)))
    _hold(not rows or {row.language for row in rows} >= set(languages(study)), "coverage() leaves languages out")
    return findings


def assert_source_contract(source: Source, requests: Sequence[str]) -> None:
    """Puts a source through what the desk relies on, with some canonical requests of it; asks nobody."""
    _hold(re.fullmatch(r"[a-z][a-z0-9_]*", source.id) is not None, f"id {source.id!r} is not a lower-case word")
    _hold(isinstance(source.version, int) and source.version >= 1, "version is not a whole number from 1")
    _hold(source.terms.startswith("https://"), "terms is not an address")
    _hold(bool(source.hosts) and all(isinstance(m, Manners) for m in source.hosts.values()), "hosts have no manners")
    _hold(inspect.iscoroutinefunction(source.fetch), "fetch is not async")
    for outcome in (Outcome.UNCLEAR, Outcome.REFUSED, Outcome.FAILED):
        _hold(not source.freshness(outcome), f"{outcome} is no answer and is not used again")
    for request in requests:
        place = source.place(request)
        _hold(source.place(request) == place, f"place({request!r}) changes")
        _hold(source.host_of(place) in {"", *source.hosts}, f"host_of({place!r}) is not among hosts")
        _assert_controls(source, place)
        _assert_recognises_only_proof(source, request)


def _assert_controls(source: Source, place: str) -> None:
    one, other = source.controls("a" * 15, place), source.controls("b" * 15, place)
    if one is None or other is None:
        _hold(one is other, f"controls at {place!r} come and go")
        return
    _hold(one.taken == other.taken != one.free, "the taken control is one, and not the free one")
    _hold(one.free != other.free, "the free control must be random: a fixed one gets registered some day")
    _hold(one.free_is in (Outcome.NOT_FOUND, Outcome.UNCLEAR), "the free control is not to be found")
    _hold(source.place(one.free) == place, f"the free control belongs to {place!r}")


def _assert_recognises_only_proof(source: Source, request: str) -> None:
    """Neither refusals nor garbage nor what was never sent may be read as an answer, in either direction."""
    answers = (Outcome.FOUND, Outcome.NOT_FOUND)
    for status in (*_REFUSALS, "404", "captcha", "", *sorted(NOT_SENT)):
        for body in _GARBAGE:
            evidence = Evidence(source.id, source.version, request, "test", "2026-01-01T00:00:00Z", status, body)
            outcome = source.recognise(evidence)
            _hold(outcome not in answers, f"takes {body[:20]!r} ({status}) for an answer: {outcome}")
            _hold(source.recognise(evidence) is outcome, "recognises the same evidence in two ways")


def _assert_declared(check: Check) -> None:
    _hold(re.fullmatch(r"[a-z][a-z0-9_]*", check.id) is not None, f"id {check.id!r} is not a lower-case word")
    _hold(isinstance(check.version, int) and check.version >= 0, "version is not a whole number")
    _hold(isinstance(check.kind, Kind), "kind is not a brandname.checks.base.Kind")
    _hold(is_dataclass(check.options), "options is not a dataclass")
    check.options()
    _hold(bool(fields(check.options)) or check.options() == check.options(), "options cannot be compared")
    _hold(inspect.iscoroutinefunction(check.gather), "gather is not async")
    pickle.loads(pickle.dumps(check))  # noqa: S301 - our own bytes


def _assert_questions(check: Check, study: Study) -> tuple[Question, ...]:
    questions = plan(study, [check])
    names = {candidate.name for candidate in study.candidates}
    codes = {market.code for market in study.markets}
    for question in questions:
        _hold(question.check == check.id, f"asks in the name of {question.check}")
        _hold(question.candidate in names, f"asks about {question.candidate!r}, which is no candidate")
        _hold(bool(question.markets) and set(question.markets) <= codes, f"asks for markets {question.markets}")
        _hold(set(question.decisive) <= set(question.markets), "decisive in a market it does not count for")
    _hold(plan(study, [check]) == questions, "asks different questions the second time")
    return questions


def _judged(check: Check, cases: Sequence[Case], study: Study) -> tuple[Finding, ...]:
    findings = tuple(check.judge(cases, Resources(study)))
    _hold(len(findings) == len(cases), f"{len(findings)} findings for {len(cases)} questions")
    for case, finding in zip(cases, findings, strict=True):
        _hold(finding.question == case.question, "a finding about another question")
        ids = [hit.id for hit in finding.hits]
        _hold(len(set(ids)) == len(ids), f"a hit stands twice: {finding.question.subject}")
        own = (f"{check.id}/", f"{check.id}:")
        _hold(all(id_.startswith(own) for id_ in ids), f"hit ids begin with {check.id}: {ids}")
        if check.kind is not Kind.LOCAL:
            _hold(finding.status is not Status.ANSWERED, f"answers {finding.question.subject} out of nothing")
        _hold(pickle.loads(pickle.dumps(finding)) == finding, "a finding does not survive pickling")  # noqa: S301
    return findings


def _assert_cut_independent(check: Check, cases: Sequence[Case], study: Study, findings: Sequence[Finding]) -> None:
    middle = len(cases) // 3
    parts = [*_judged(check, cases[middle:], study), *_judged(check, cases[:middle], study)]
    again = [*parts[len(cases) - middle:], *parts[:len(cases) - middle]]
    _hold(list(findings) == again, "findings depend on how batches are cut")


def _assert_no_answer_from_garbage(check: Check, questions: Sequence[Question], study: Study) -> None:
    """Refusals, bot walls and empty pages must never be an answer, nor change one that was computed."""
    for body in _GARBAGE:
        for status in _REFUSALS:
            evidence = tuple(
                Evidence(source, 1, "request", "test", "2026-01-01T00:00:00Z", status, body)
                for source in ("manual", "stranger", check.id)
            )
            sample = questions[:: max(1, len(questions) // 5)]
            plain = check.judge([Case(question) for question in sample], Resources(study))
            for question, before in zip(sample, plain, strict=True):
                case = Case(question, evidence, Gap.UNCLEAR)
                finding = with_manual(case, check.judge([case], Resources(study))[0], check.found_risk)
                if check.kind is Kind.LOCAL:
                    _hold(finding == before, f"worthless evidence ({status}) changes a computed finding")
                else:
                    _hold(finding.status is not Status.ANSWERED, f"takes {body[:20]!r} ({status}) for an answer")


def _assert_cites_what_it_declares(check: Check, findings: Iterable[Finding], study: Study) -> None:
    declared = {ref.ref for ref in check.datasets(Resources(study), languages(study))}
    for finding in findings:
        stray = set(finding.evidence) - declared
        _hold(not stray, f"cites {sorted(stray)} without declaring it in datasets()")


def _messages(finding: Finding) -> Iterable[Message]:
    yield finding.message
    if finding.next_step is not None:
        yield finding.next_step
    for hit in finding.hits:
        yield hit.message


def _assert_renders(messages: Iterable[Message]) -> None:
    from brandname.reports.catalogue import LANGUAGES, open_catalogue

    for message in messages:
        for language in LANGUAGES:
            text = open_catalogue(language).render(message)
            _hold(bool(text.strip()), f"message {message.key} is empty in {language}")


def _hold(condition: bool, what: str) -> None:
    if not condition:
        raise AssertionError(what)
