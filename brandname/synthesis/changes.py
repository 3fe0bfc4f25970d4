"""What differs between two runs: shelves, answers, inputs, versions, and reviews about to run out. Judges nothing.

What the earlier run did not ask (another list, fewer markets or checks, broken off) is told apart: it is no news.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from brandname.model import Finding, Gap, Reviews, Run, Shelf, Status
from brandname.rank import Policy, Ranking, Standing

EXPIRY_NOTICE = timedelta(days=14)
"""A review that runs out within this time is announced."""


@dataclass(frozen=True, slots=True)
class Move:
    """A name that changed shelf."""

    name: str
    before: Shelf
    after: Shelf


@dataclass(frozen=True, slots=True)
class Expiring:
    """A decision that soon no longer applies."""

    where: str
    """`reviews.yaml:12:3`."""
    name: str
    hit: str
    until: str
    """ISO date, the last day it applies."""


class Versioned(StrEnum):
    """What can have a version."""

    TOOL = "tool"
    CHECK = "check"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A tool, check or dataset that differs between two runs."""

    kind: Versioned
    id: str
    before: str
    """Empty when it was not there."""
    after: str
    """Empty when it is not there now."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from an earlier run, told apart by cause: findings, the user's files, versions."""

    since: int
    """Number of the earlier run."""
    moves: tuple[Move, ...]
    """Names in both runs on another shelf, by name."""
    new_names: tuple[str, ...]
    """Names, markets and checks that the earlier run did not ask about, whether or not there were any such then."""
    gone_names: tuple[str, ...]
    """And those only it asked about."""
    new_markets: tuple[str, ...]
    gone_markets: tuple[str, ...]
    new_checks: tuple[str, ...]
    gone_checks: tuple[str, ...]
    interrupted: bool
    """The earlier run was broken off."""
    new_warnings: tuple[str, ...]
    """Ids of findings at warning or above after review that were not so before, on questions asked in both runs."""
    first_warnings: tuple[str, ...]
    """The same on questions that the earlier run did not ask, or did not get to."""
    newly_answered: int
    """Of what both runs asked and got to."""
    newly_unanswered: int
    changed: tuple[str, ...]
    """Ids of findings asked in both runs whose answer differs (status, numbers or hits), sorted."""
    expiring: tuple[Expiring, ...]
    """Decisions that run out within 14 days of today, soonest first."""
    inputs: tuple[str, ...]
    """Files added, removed or altered, sorted."""
    versions: tuple[VersionChange, ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to tell, expiring reviews included."""
        lists = (self.moves, self.new_names, self.gone_names, self.new_markets, self.gone_markets, self.new_warnings,
                 self.new_checks, self.gone_checks, self.first_warnings, self.changed, self.expiring, self.inputs,
                 self.versions)
        return bool(self.newly_answered or self.newly_unanswered or self.interrupted or sum(map(len, lists)))



def changes(
    previous_run: Run, previous: Iterable[Finding], run: Run, findings: Sequence[Finding], ranking: Ranking,
    reviews: Reviews, today: str, *, same: Collection[str] = (),
) -> Changes:
    """What differs between an earlier run and this one.

    `previous` may be a stream; only ids of findings at warning level, then or now, are kept. It may leave out findings
    equal in both runs, whose ids are then in `same`. `today` is the run's ISO date.
    """
    now = {finding.id: finding for finding in findings}
    warns = Policy().warned_by
    warned = {id_ for id_, reviewed in ranking.findings.items() if warns(reviewed.finding)}
    was_asked = warned & {*same}
    was_warned = {id_ for id_ in same if id_ in now and warns(now[id_])}
    altered: list[str] = []
    gained = lost = 0
    for old in previous:
        id_ = old.id
        if warns(old):
            was_warned.add(id_)
        new = now.get(id_)
        if new is None or Gap.INTERRUPTED in (old.gap, new.gap):
            continue
        if id_ in warned:
            was_asked.add(id_)
        gained += old.status is Status.UNANSWERED and new.status is Status.ANSWERED
        lost += old.status is Status.ANSWERED and new.status is Status.UNANSWERED
        if _answer(old) != _answer(new):
            altered.append(id_)
    return Changes(
        since=previous_run.number,
        moves=_moves(previous_run.shelves, ranking.standings),
        new_names=_added(previous_run.candidates, run.candidates),
        gone_names=_added(run.candidates, previous_run.candidates),
        new_markets=_added(previous_run.markets, run.markets),
        gone_markets=_added(run.markets, previous_run.markets),
        new_checks=_added(sorted(previous_run.checks), sorted(run.checks)),
        gone_checks=_added(sorted(run.checks), sorted(previous_run.checks)),
        interrupted=previous_run.interrupted,
        new_warnings=tuple(sorted(was_asked - was_warned)),
        first_warnings=tuple(sorted(warned - was_asked)),
        newly_answered=gained,
        newly_unanswered=lost,
        changed=tuple(sorted(altered)),
        expiring=_expiring(reviews, today),
        inputs=tuple(sorted(_differing(previous_run.inputs, run.inputs))),
        versions=_versions(previous_run, run),
    )


def _answer(finding: Finding) -> tuple[object, ...]:
    """What must be equal for an answer to be the same; not evidence ids, as a page read again has a new one."""
    hits = tuple(sorted((h.id, h.risk, h.confidence) for h in finding.hits))
    return finding.status, finding.gap, finding.risk, finding.confidence, finding.merit, finding.blocker, hits


def _moves(shelves: Mapping[str, str], standings: Iterable[Standing]) -> tuple[Move, ...]:
    moved = (
        Move(s.candidate, Shelf(shelves[s.candidate]), s.shelf)
        for s in standings if s.candidate in shelves and shelves[s.candidate] != s.shelf
    )
    return tuple(sorted(moved, key=lambda m: m.name))


def _added(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    known = set(before)
    return tuple(item for item in after if item not in known)


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def _expiring(reviews: Reviews, today: str) -> tuple[Expiring, ...]:
    limit = (date.fromisoformat(today[:10]) + EXPIRY_NOTICE).isoformat()
    soon = (
        Expiring(d.where, d.name, d.hit, d.until)
        for d in reviews.decisions if d.until and today[:10] <= d.until[:10] <= limit
    )
    return tuple(sorted(soon, key=lambda e: (e.until, e.name, e.hit, e.where)))


def _versions(before: Run, after: Run) -> tuple[VersionChange, ...]:
    tables = (
        (Versioned.TOOL, {"brandname": before.tool}, {"brandname": after.tool}),
        (Versioned.CHECK, {k: str(v) for k, v in before.checks.items()}, {k: str(v) for k, v in after.checks.items()}),
        (Versioned.DATASET, {d.id: d.version for d in before.datasets}, {d.id: d.version for d in after.datasets}),
    )
    return tuple(
        VersionChange(kind, id_, old.get(id_, ""), new.get(id_, ""))
        for kind, old, new in tables for id_ in sorted(_differing(old, new))
    )
