"""What a person looked up by hand becomes evidence."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from brandname.checks.base import from_manual
from brandname.model import Answer, Band, Outcome, Question, SubjectKind
from brandname.sources.manual import evidence_from, recognise
from tests.builders import question

ANSWER = Answer(
    check="domain", name="Velora", subject="velora.com", outcome=Outcome.FOUND, by="Ana", on="2026-11-20",
    link="https://example.org/velora.com", note="a shop", band=Band.SERIOUS,
)
QUESTION = question("Velora", "domain", "com", text="velora.com", kind=SubjectKind.DOMAIN)


def test_an_answer_keeps_who_when_and_where() -> None:
    """My look-up is evidence with my name, its date and its page; the same look-up twice is one."""
    evidence = evidence_from(ANSWER)
    assert (evidence.source, evidence.status, evidence.vantage) == ("manual", "manual", "manual")
    assert (evidence.when, evidence.address) == ("2026-11-20", "https://example.org/velora.com")
    assert evidence.request == "domain|Velora|velora.com"
    assert json.loads(evidence.body) == {"band": "serious", "by": "Ana", "note": "a shop", "outcome": "found"}
    assert evidence.id == evidence_from(replace(ANSWER, where="reviews.yaml:9:1")).id
    assert evidence.id != evidence_from(replace(ANSWER, outcome=Outcome.NOT_FOUND)).id


@pytest.mark.parametrize("outcome", [Outcome.FOUND, Outcome.NOT_FOUND])
def test_the_finding_says_what_was_found(outcome: Outcome) -> None:
    """A manual look-up answers its question, both ways, and is cited."""
    evidence = evidence_from(replace(ANSWER, outcome=outcome))
    finding = from_manual(QUESTION, evidence, 0.5)
    assert recognise(evidence) is outcome
    assert finding and finding.evidence == (evidence.id,)
    assert finding.risk == (0.85 if outcome is Outcome.FOUND else 0.0)


@pytest.mark.parametrize("body", [
    b"", b"{}", b"[]", b"null", b"\xff", b'{"outcome": "yes"}', b'{"outcome": "refused"}',
])
def test_anything_else_is_no_answer(body: bytes) -> None:
    """A damaged or odd record of a look-up is never an answer."""
    evidence = replace(evidence_from(ANSWER), body=body)
    assert recognise(evidence) is Outcome.UNCLEAR
    assert from_manual(QUESTION, evidence, 0.5) is None


@pytest.mark.parametrize(("change", "fits"), [
    ({}, True), ({"name": "VELORA"}, True), ({"name": "Vélora"}, False), ({"subject": " Velora.COM "}, True),
    ({"subject": "COM"}, True), ({"subject": "net"}, False), ({"subject": ""}, False), ({"check": "handle"}, False),
])
def test_an_answer_finds_its_question(change: dict[str, str], fits: bool) -> None:
    """I can write the subject as printed or only its place, in any case; accents make another name."""
    assert replace(ANSWER, **change).is_to(QUESTION) is fits


OFFICE = question("云沫", "trademark", "MX", text="云沫", kind=SubjectKind.OFFICE)
LATIN = question("云沫", "trademark", "MX", text="Yún Mò", kind=SubjectKind.OFFICE)
HANDLE = question("Café Luz", "handle", "instagram", text="@caféluz", kind=SubjectKind.PLATFORM)
JOINED = question("Café Luz", "handle", "instagram", text="@café_luz", kind=SubjectKind.PLATFORM)
HYPHEN = question("Café Luz", "domain", "com", text="café-luz.com", kind=SubjectKind.DOMAIN)


@pytest.mark.parametrize(("name", "subject", "asked", "fits"), [
    ("云沫", "MX", OFFICE, True), ("云沫", "mx", OFFICE, True),
    ("云沫", "MX", LATIN, False), ("Yún Mò", "MX", LATIN, True),
    ("云沫", "云沫", OFFICE, False), ("云沫", "US", OFFICE, False),
    ("Café Luz", "instagram", HANDLE, True), ("Café Luz", "@caféluz", HANDLE, False),
    ("Cafe Luz", "instagram", HANDLE, False), ("Café Luz", "instagram/@caféluz", HANDLE, True),
    ("Café Luz", "Instagram/@CAFÉLUZ", HANDLE, True), ("Café Luz", "x/@caféluz", HANDLE, False),
    ("Café Luz", "instagram", JOINED, False), ("café_luz", "instagram", JOINED, True),
    ("Café Luz", "instagram/@café_luz", JOINED, True), ("Café Luz", "instagram/@caféluz", JOINED, False),
    ("Café Luz", "com", HYPHEN, False), ("Café Luz", "café-luz.com", HYPHEN, True),
])
def test_a_look_up_answers_one_spelling_at_one_place(name: str, subject: str, asked: Question, fits: bool) -> None:
    """"Nothing at one office" must not read as "nothing at every office", nor for a spelling I did not look up."""
    assert replace(ANSWER, check=asked.check, name=name, subject=subject).is_to(asked) is fits
