"""Small inputs of a report, with every part replaceable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brandname.checks.base import answered
from brandname.model import DatasetRef, Finding, Hit, Message, Question, Run, Study, SubjectKind, say
from brandname.rank import rank
from brandname.reports.document import CheckCard, Inputs
from tests import builders

LIST = DatasetRef("test/list", "3", "sha256:0123456789abcdef", "CC0-1.0", "A list of words")
CARDS = (CheckCard("pronunciation", 1, "local"), CheckCard("meaning", 1, "local"), CheckCard("trademark", 1, "local"))


def words(text: str = "something") -> Message:
    """A message whose text a test can look for."""
    return say("manual.found", subject=text, scope="es-MX", by="Ana", on="2026-11-20", note="")


def said(question: Question, *hits: Hit, text: str = "asked", **fields: object) -> Finding:
    """An answered finding that says `text`."""
    return answered(question, words(text), evidence=(LIST.ref,), hits=hits, **fields)  # type: ignore[arg-type]


def hit(id_: str = "meaning/es/x", risk: float = 0.6, confidence: float = 0.8, text: str = "a word") -> Hit:
    """A hit that says `text`."""
    return builders.hit(id_, risk, confidence, message=words(text))


def findings(study: Study) -> tuple[Finding, ...]:
    """One quiet meaning answer and one open trademark question for each name."""
    found: list[Finding] = []
    for candidate in study.candidates:
        for market in study.markets:
            scope = market.languages[0].tag
            found.append(said(builders.question(candidate.name, scope=scope, markets=(market.code,)), text="quiet"))
            found.append(
                builders.gap(
                    builders.question(
                        candidate.name,
                        "trademark",
                        market.code.upper(),
                        kind=SubjectKind.OFFICE,
                        markets=(market.code,),
                    )
                )
            )
    return tuple(sorted(found, key=lambda f: (f.question.candidate, f.question.check, f.question.subject)))


def inputs(
    study: Study | None = None, found: Sequence[Finding] | None = None, language: str = "en", **run: object
) -> Inputs:
    """Inputs of a report over a study and its findings."""
    study = study or builders.study()
    found = findings(study) if found is None else tuple(found)
    whole = Run(
        number=7,
        label="",
        started="2026-11-22T08:00:00Z",
        finished="2026-11-22T08:00:01Z",
        tool="0.1.0",
        checks={"pronunciation": 1, "meaning": 1, "trademark": 1},
        datasets=(LIST,),
        inputs={"candidates.yaml": "sha256:aa"},
    )
    return Inputs(study, replace(whole, **run), rank(study, found, today="2026-11-22"), None, CARDS, language, found)  # type: ignore[arg-type]
