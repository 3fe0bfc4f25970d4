"""Answers that no question of a study takes: a slip in a name, a platform or an ending would count for nothing.

Pure: it says which, and what is asked instead; it drops and changes nothing.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from brandname.model import Answer, Question
from brandname.model.reviews import ADDRESSES, in_full


@dataclass(frozen=True, slots=True)
class Stray:
    """An answer to no question."""

    answer: Answer
    close: str
    """What the check asks that is written most like it; empty for nothing near."""


def strays(answers: Sequence[Answer], questions: Iterable[Question]) -> Iterator[Stray]:
    """Every answer to none of the questions, in their order."""
    asked: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        asked[question.check].append(question)
    for answer in answers:
        if not any(answer.is_to(question) for question in asked[answer.check]):
            yield Stray(answer, _close(answer, asked[answer.check]))


def _close(answer: Answer, asked: Sequence[Question]) -> str:
    """Of the subjects asked, that of the answer's own name first, the one written most like the answer's."""
    named = [q for q in asked if q.candidate == answer.name] or asked
    subjects = (q.subject for q in named)
    known = dict.fromkeys(in_full(s) if s.kind in ADDRESSES else s.scope for s in subjects)
    near = difflib.get_close_matches(answer.subject, tuple(known), n=1)
    return near[0] if near and near[0] != answer.subject else ""
