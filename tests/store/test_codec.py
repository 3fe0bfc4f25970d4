"""Findings and runs come out of the store as they went in."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.model import (
    ControlResult,
    Crash,
    DatasetRef,
    Finding,
    Gap,
    Hit,
    Message,
    Question,
    Run,
    Status,
    Subject,
    SubjectKind,
)
from brandname.store.codec import decode_finding, decode_run, encode_finding, encode_run

texts = st.text(max_size=12)
units = st.floats(0, 1)
params = st.dictionaries(
    texts,
    texts | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
    | st.lists(texts, max_size=3).map(tuple),
    max_size=3,
)
messages = st.builds(Message, texts, params)
tuples = st.lists(texts, max_size=3).map(tuple)
spans = st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9))
hits = st.builds(Hit, texts, messages, units, units, units, spans, params)
questions = st.builds(
    Question, texts, texts, st.builds(Subject, texts, st.sampled_from(SubjectKind), texts), tuples, tuples,
    st.just("") | texts,
)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any finding the types allow."""
    status = draw(st.sampled_from(Status))
    answered = status is Status.ANSWERED
    return Finding(
        draw(questions), status, draw(messages),
        risk=draw(units) if answered else None,
        confidence=draw(units) if answered else None,
        merit=draw(units), floor=draw(units),
        gap=draw(st.sampled_from(Gap)) if status is Status.UNANSWERED else None,
        blocker=answered and draw(st.booleans()),
        hits=tuple(draw(st.lists(hits, max_size=2))),
        measures=draw(params),
        next_step=draw(st.none() | messages),
        evidence=("dataset:x@1", *draw(tuples)) if answered else (),
    )


runs = st.builds(
    Run, st.integers(1), texts, texts, texts, st.booleans(), st.booleans(), texts,
    st.dictionaries(texts, st.integers()), tuples,
    st.lists(st.builds(DatasetRef, texts, texts, texts, texts, texts), max_size=2).map(tuple),
    st.dictionaries(texts, texts), st.dictionaries(texts, units), tuples, tuples, st.dictionaries(texts, texts),
    st.lists(st.builds(ControlResult, texts, st.booleans(), texts, texts, texts), max_size=2).map(tuple),
    st.lists(st.builds(Crash, texts, texts), max_size=2).map(tuple),
)


@given(findings())
def test_a_finding_survives_the_store(finding: Finding) -> None:
    """Whatever a check found comes back equal, with tuples as tuples, enums as enums and whole numbers whole."""
    read = decode_finding(encode_finding(finding))
    assert read == finding
    assert repr(read.measures) == repr(dict(sorted(finding.measures.items())))
    assert type(read.status) is Status and type(read.question.subject.kind) is SubjectKind
    assert encode_finding(read) == encode_finding(finding)


@given(findings())
def test_findings_of_earlier_versions_are_read(finding: Finding) -> None:
    """A store written before questions had an audience opens as it was."""
    plain = replace(finding, question=replace(finding.question, audience=""))
    assert len(json.loads(encode_finding(plain))) == 20
    assert decode_finding(encode_finding(plain)) == plain


@given(runs)
def test_a_run_survives_the_store(run: Run) -> None:
    """A run comes back equal, its shelves in the ranking's order."""
    read = decode_run(encode_run(run))
    assert read == run
    assert list(read.shelves) == list(run.shelves)


@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_parameters_does_not_matter(order: list[str]) -> None:
    """The same finding gives the same bytes in whatever order a check named its measures."""
    question = Question("meaning", "Velora", Subject("Velora", SubjectKind.LANGUAGE, "es"), ("mx",))
    made = [Finding(question, Status.NOT_APPLICABLE, Message("k"), measures=dict.fromkeys(keys, 1))
            for keys in (order, ["a", "b", "c"])]
    assert encode_finding(made[0]) == encode_finding(made[1])


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"null", b"\xff", b"[2]", encode_finding(
    Finding(Question("c", "n", Subject("n", SubjectKind.LIST, ""), ()), Status.NOT_APPLICABLE, Message("k")),
).replace(b"not_applicable", b"answered")])
def test_garbage_is_never_a_finding(raw: bytes) -> None:
    """Damaged bytes are refused; they never read as an answer."""
    with pytest.raises(ValueError):
        decode_finding(raw)
    with pytest.raises(ValueError):
        decode_run(raw)


def test_a_number_that_is_none_is_refused() -> None:
    """A check that measures "not a number" breaks loudly instead of storing it."""
    question = Question("meaning", "Velora", Subject("Velora", SubjectKind.LANGUAGE, "es"), ("mx",))
    with pytest.raises(ValueError, match=r"not JSON compliant|Out of range"):
        encode_finding(Finding(question, Status.NOT_APPLICABLE, Message("k"), measures={"x": float("nan")}))
