"""Small studies, questions and findings for tests, with every part replaceable."""

from __future__ import annotations

from brandname.checks.base import answered, unanswered
from brandname.model import (
    Brief,
    Candidate,
    Finding,
    Gap,
    Hit,
    LanguageShare,
    Market,
    Question,
    Study,
    Subject,
    SubjectKind,
    say,
)


def market(code: str = "mx", *languages: str, **fields: object) -> Market:
    """A market speaking the given languages (default Mexican Spanish)."""
    shares = tuple(LanguageShare(tag, 0.9, "main", "test") for tag in (languages or ("es-MX",)))
    return Market(**{"code": code, "label": code.upper(), "languages": shares, **fields})  # type: ignore[arg-type]


def study(names: tuple[str, ...] = ("Velora", "Limpora"), markets: tuple[Market, ...] = (), **fields: object) -> Study:
    """A study of some names in some markets (default: one market, Mexico)."""
    return Study(**{  # type: ignore[arg-type]
        "root": "study",
        "brief": Brief(goods="sparkling tea", nice=(32,)),
        "candidates": tuple(Candidate(name) for name in names),
        "markets": markets or (market(),),
        **fields,
    })


def question(
    candidate: str = "Velora", check: str = "meaning", scope: str = "es-MX", *, text: str = "",
    kind: SubjectKind = SubjectKind.LANGUAGE, markets: tuple[str, ...] = ("mx",), decisive: tuple[str, ...] = (),
) -> Question:
    """A question about a name, by default what it means in Mexican Spanish."""
    return Question(check, candidate, Subject(text or candidate, kind, scope), markets, decisive)


def hit(id_: str = "h1", risk: float = 0.6, confidence: float = 0.8, **fields: object) -> Hit:
    """A hit of some risk."""
    return Hit(**{"id": id_, "message": say("test.hit"), "risk": risk, "confidence": confidence, **fields})  # type: ignore[arg-type]


def answer(q: Question, *hits: Hit, floor: float = 0.0, **fields: object) -> Finding:
    """An answered finding with these hits."""
    return answered(q, say("test.finding"), hits=hits, floor=floor, evidence=("dataset:test@1",), **fields)  # type: ignore[arg-type]


def gap(q: Question, gap_: Gap = Gap.OFFLINE) -> Finding:
    """An unanswered finding."""
    return unanswered(q, gap_)
