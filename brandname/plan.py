"""Study × checks → distinct questions. Asks nobody."""

from __future__ import annotations

from collections.abc import Sequence

from brandname.checks.base import Check
from brandname.model import Question, Study, Subject


def plan(study: Study, checks: Sequence[Check]) -> tuple[Question, ...]:
    """Every distinct question, equal ones of several markets merged; sorted by candidate, check and subject."""
    merged: dict[tuple[str, str, Subject], tuple[set[str], set[str]]] = {}
    for check in checks:
        for candidate in study.candidates:
            for market in study.markets:
                for question in check.questions(study, candidate, market):
                    key = (question.candidate, question.check, question.subject)
                    markets, decisive = merged.setdefault(key, (set(), set()))
                    markets.update(question.markets)
                    decisive.update(question.decisive)
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}

    def intern(codes: set[str]) -> tuple[str, ...]:
        """One tuple for each distinct set: a large study has few of them and very many questions."""
        key = tuple(sorted(codes))
        return shared.setdefault(key, key)

    return tuple(
        Question(check_id, candidate, subject, intern(markets), intern(decisive))
        for (candidate, check_id, subject), (markets, decisive) in sorted(merged.items(), key=lambda item: item[0])
    )


def languages(study: Study) -> tuple[str, ...]:
    """Every language tag of the study's markets, sorted."""
    return tuple(sorted({share.tag for market in study.markets for share in market.languages}))
