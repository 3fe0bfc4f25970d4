"""Unanswered questions by check and reason, complete: the counts add up to all of them. Answers none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from brandname.model import Finding, Gap, Message, say

SCOPES_SHOWN = 6
"""Scopes a `GapGroup` names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Unanswered questions of one check with one reason."""

    check: str
    gap: Gap
    count: int
    """Questions."""
    names: int
    """Candidates concerned."""
    scopes: tuple[str, ...]
    """The first scopes in order (languages, domains, platforms …), at most six."""
    scopes_total: int
    remedy: Message
    """What would answer them."""


def unanswered_groups(findings: Iterable[Finding]) -> tuple[GapGroup, ...]:
    """Every unanswered question, grouped by check and reason; most first. Counts add up to all of them."""
    counts: dict[tuple[str, Gap], int] = defaultdict(int)
    names: dict[tuple[str, Gap], set[str]] = defaultdict(set)
    scopes: dict[tuple[str, Gap], set[str]] = defaultdict(set)
    for finding in findings:
        if finding.gap is None:
            continue
        key = (finding.question.check, finding.gap)
        counts[key] += 1
        names[key].add(finding.question.candidate)
        scopes[key].add(finding.question.subject.scope)
    return tuple(
        GapGroup(
            check=check, gap=gap, count=n, names=len(names[check, gap]),
            scopes=tuple(sorted(scopes[check, gap])[:SCOPES_SHOWN]), scopes_total=len(scopes[check, gap]),
            remedy=say(f"gap.{gap}.advice", check=check),
        )
        for (check, gap), n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
