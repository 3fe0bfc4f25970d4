"""Which one handle a name could carry on every platform it needs: for each spelling, where it stands. Asks nobody.

An open question counts for nothing: the lower end of the share treats it as taken, the upper end as not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from brandname.model import NICE_TO_HAVE, Finding, Status, sameness

CHECK = "handle"
MAIN = ("exact", "plain", "pinyin")
"""Forms that are the name itself."""


@dataclass(frozen=True, slots=True)
class HandleSet:
    """One handle of one name over the platforms the name needs; each platform stands in one of the five lists."""

    name: str
    handle: str
    """With `@`."""
    form: str
    """`exact`, `plain`, `pinyin`, or the brief's form."""
    not_found: tuple[str, ...]
    """Platforms where no account was found, or only the team's own."""
    open: tuple[str, ...]
    """Platforms without an answer."""
    taken: tuple[str, ...]
    impossible: tuple[str, ...]
    """Platforms whose rules do not take it."""
    other: tuple[str, ...]
    """Platforms where the name is written in another way."""

    @property
    def platforms(self) -> int:
        """How many platforms the name needs."""
        return len(self.not_found) + len(self.open) + len(self.taken) + len(self.impossible) + len(self.other)

    @property
    def least(self) -> float:
        """Share of the platforms, 0–1, where no account was found: the lower end of its consistency."""
        return round(len(self.not_found) / self.platforms, 4) if self.platforms else 0.0

    @property
    def most(self) -> float:
        """The same with every open question answered that way: the upper end."""
        return round((len(self.not_found) + len(self.open)) / self.platforms, 4) if self.platforms else 0.0


def handle_sets(findings: Iterable[Finding]) -> Mapping[str, tuple[HandleSet, ...]]:
    """Candidate → its handles, the most consistent first; only names with platforms they need are listed.

    Takes findings before or after review: an account that a reviewer dismissed as the team's own is no taker.
    """
    per_name: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.question.check == CHECK:
            per_name[finding.question.candidate].append(finding)
    return {name: sets for name, own in per_name.items() if (sets := _sets(name, own))}


def _sets(name: str, findings: Iterable[Finding]) -> tuple[HandleSet, ...]:
    by_handle: dict[str, dict[str, Finding]] = defaultdict(dict)
    needed: set[str] = set()
    for finding in findings:
        subject = finding.question.subject
        by_handle[sameness(subject.text)][subject.scope] = finding
        if NICE_TO_HAVE not in finding.measures:
            needed.add(subject.scope)
    sets = (_set(name, asked, needed) for asked in by_handle.values() if needed & set(asked))
    return tuple(sorted(sets, key=_place))


def _set(name: str, asked: Mapping[str, Finding], needed: set[str]) -> HandleSet:
    states: dict[str, list[str]] = defaultdict(list)
    for platform in sorted(needed):
        states[_state(asked[platform]) if platform in asked else "other"].append(platform)
    first = next(asked[platform] for platform in sorted(needed) if platform in asked)
    lists = {state: tuple(states[state]) for state in ("not_found", "open", "taken", "impossible", "other")}
    return HandleSet(name, first.question.subject.text, str(first.measures.get("form", "")), **lists)


def _state(finding: Finding) -> str:
    """Where a handle stands; any risk in an answer is a taker, whoever looked it up."""
    if finding.status is Status.NOT_APPLICABLE:
        return "impossible"
    if finding.risk is None:
        return "open"
    return "taken" if finding.risk > 0 else "not_found"


def _place(one: HandleSet) -> tuple[int, int, bool, int, str]:
    """Fewest platforms lost, most proven, the name itself before other spellings, short before long."""
    lost = len(one.taken) + len(one.impossible) + len(one.other)
    return lost, -len(one.not_found), one.form not in MAIN, len(one.handle), one.handle
