"""Study × checks → distinct questions. Asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from brandname.checks.base import Check
from brandname.model import Question, Study


def plan(study: Study, checks: Sequence[Check]) -> tuple[Question, ...]:
    """Every distinct question, equal ones of several markets merged; sorted by candidate, check and subject."""
    merged: dict[tuple[str, str, str, str, str, str], tuple[Question, set[str], set[str]]] = {}
    for check in checks:
        for candidate in study.candidates:
            for market in study.markets:
                for question in check.questions(study, candidate, market):
                    subject = question.subject
                    key = (question.candidate, question.check, subject.text, subject.kind.value, subject.scope,
                           question.audience)
                    known = merged.get(key)
                    if known is None:
                        merged[key] = (question, set(question.markets), set(question.decisive))
                    else:
                        known[1].update(question.markets)
                        known[2].update(question.decisive)
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}

    def intern(codes: set[str]) -> tuple[str, ...]:
        """One tuple for each distinct set: a large study has few of them and very many questions."""
        key = tuple(sorted(codes))
        return shared.setdefault(key, key)

    planned = []
    for key in sorted(merged):
        question, markets, decisive = merged.pop(key)
        asked = question.check, question.candidate, question.subject
        planned.append(Question(*asked, intern(markets), intern(decisive), question.audience))
    return tuple(planned)


def languages(study: Study) -> tuple[str, ...]:
    """Every language tag of the study's markets, sorted."""
    return tuple(sorted({share.tag for market in study.markets for share in market.languages}))
