"""What people decided: the four sections of `reviews.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from brandname.model.findings import Question, Subject
from brandname.model.lists import Band, Outcome, SubjectKind, Verdict
from brandname.model.text import letters, sameness

ADDRESSES = (SubjectKind.DOMAIN, SubjectKind.PLATFORM)
"""Kinds of subjects that are spelled without spaces, each spelling an address of its own."""


def in_full(asked: Subject) -> str:
    """A subject as an answer names it without doubt: `velora.com`, `instagram/@velora`; of other kinds the place."""
    if asked.kind is SubjectKind.DOMAIN:
        return asked.text
    return f"{asked.scope}/{asked.text}" if asked.kind is SubjectKind.PLATFORM else asked.scope


def _label(asked: Subject) -> str:
    """What was looked up, without `@` or the ending."""
    return asked.text.removeprefix("@").removesuffix(f".{asked.scope}")


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's verdict on one hit."""

    hit: str
    """Hit id."""
    name: str
    verdict: Verdict
    """`confirmed` or `dismissed`."""
    reason: str
    by: str
    on: str
    """ISO date."""
    until: str = ""
    """ISO date after which it no longer applies; empty = always."""
    blocker: bool = False
    """A confirmed hit that stops the name in the markets of its finding."""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question somebody looked up by hand; becomes evidence of the source `manual`."""

    check: str
    name: str
    subject: str
    """The place looked up, or a domain or handle in full: `velora.com`, `instagram`, `instagram/@velora`, `MX`."""
    outcome: Outcome
    """`found` or `not_found`."""
    by: str
    on: str
    link: str = ""
    note: str = ""
    band: Band | None = None
    """The person's own reading of a `found`; None = the check's default."""
    where: str = ""

    def is_to(self, question: Question) -> bool:
        """Whether exactly this was looked up: one spelling at one place.

        `name` is the spelling looked up; for a domain or handle in full the candidate's own name will do. A look-up
        says nothing about another spelling (`star_dew` is not `stardew`), office or platform, and a subject that names
        no place answers nothing.
        """
        asked, wanted = question.subject, sameness(self.subject)
        if self.check != question.check:
            return False
        if asked.kind in ADDRESSES and wanted == sameness(in_full(asked)):
            return letters(self.name) in (letters(question.candidate), letters(_label(asked)))
        if wanted != sameness(asked.scope):
            return False
        label = _label(asked)
        if asked.kind in ADDRESSES and letters(label) != sameness(label):
            return sameness(self.name) == sameness(label)
        return letters(self.name) == letters(label)


@dataclass(frozen=True, slots=True)
class Signoff:
    """A native speaker's verdict on a name in a language."""

    name: str
    market: str
    language: str
    verdict: Verdict
    """`fine` or `problem`."""
    by: str
    on: str
    note: str = ""
    band: Band | None = None
    """Of a `problem`; None = warning."""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """A name the team left, with a coded reason."""

    name: str
    reason: str
    """`meaning`, `sound`, `legal`, `domain`, `handle`, `search`, `interviews`, `fit` or `other`."""
    by: str
    on: str
    note: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Reviews:
    """What people decided: `reviews.yaml`."""

    decisions: tuple[Decision, ...] = ()
    answers: tuple[Answer, ...] = ()
    signoffs: tuple[Signoff, ...] = ()
    drops: tuple[Drop, ...] = ()
