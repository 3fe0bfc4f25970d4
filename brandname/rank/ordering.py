"""Weighs reviewed findings into ranges and puts names on shelves.

The risk of a check in a market is that of its worst subject; of a market, the weighted mean of its checks; of a name,
the weighted mean of its markets. A question about a language that is not a main one of the market counts half; so does
a market that is only watched, which neither stops a name nor keeps it undecided. Sums are exactly rounded
(`math.fsum`), so the order of the input never shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from brandname.model import (
    NICE_TO_HAVE,
    WITHOUT_HITS,
    Candidate,
    Finding,
    Gap,
    Market,
    Shelf,
    Status,
    Study,
    SubjectKind,
    sameness,
)
from brandname.rank.reviewing import Reviewing
from brandname.rank.standings import Cell, MarketStanding, Policy, Range, Ranking, Reviewed, Standing

WATCH_FACTOR = 0.5
"""How much of its weight a watched market keeps."""
SMALL_LANGUAGE = 0.5
"""How much of its range a question about a language counts in a market where it is not a main one. Stops and warnings
count whole: a slur in the language of a minority is a slur."""
UNKNOWN = Range(0.0, 1.0)
NEVER_ANSWERED = frozenset({Gap.NOT_BUILT, Gap.LANGUAGE_NOT_COVERED, Gap.MANUAL_ONLY})
"""Gaps of questions the program has no means to answer: no hit ever came from there."""
CUT_SHORT = frozenset({Gap.INTERRUPTED, Gap.CRASHED, Gap.CONTROL_FAILED})
"""Gaps of a run that went wrong: that nobody has an answer is no property of the question, so it stays in."""
NOT_ASKED = ""
"""Stands for the check of a confirmed blocker that this run did not plan."""
DIGITS = 6
"""Ranges and shares are rounded to this many digits."""

Group = tuple[str, str]
"""Check and scope."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What weighing one name needs and all names share."""

    markets: tuple[Market, ...]
    policy: Policy
    out: frozenset[Group]


def rank(study: Study, findings: Iterable[Finding], policy: Policy | None = None, *, today: str) -> Ranking:
    """The ranking of a study's candidates.

    `today` is the run's ISO date, by which reviews run out. Findings about names or markets outside the study are
    reviewed but weigh nothing. A name without a single answer that counts is undecided.
    """
    policy = policy or Policy.for_brief(study.brief)
    reviewing = Reviewing(study.reviews, today)
    reviewed = {finding.id: reviewing.apply(finding) for finding in findings}
    groups = _Groups(reviewed.values())
    frame = _Frame(study.markets, policy, groups.out())
    per_name: dict[str, list[tuple[str, Reviewed]]] = defaultdict(list)
    for id_, item in reviewed.items():
        per_name[item.finding.question.candidate].append((id_, item))
    stops = _stops(reviewing.stops(), {check for check, _ in groups.every})
    standings = tuple(sorted(
        (_standing(candidate, per_name[candidate.name], frame, stops) for candidate in study.candidates), key=_place,
    ))
    planned = sorted({check for check, _ in groups.every})
    return Ranking(
        standings=standings,
        ties=_ties(standings),
        checks_counted=tuple(sorted({check for check, _ in groups.answered})),
        checks_planned=tuple(planned),
        left_out=tuple(sorted(frame.out)),
        findings=reviewed,
        weights={check: policy.weight(check) for check in planned},
        stale_reviews=reviewing.stale(),
    )


class _Groups:
    """What was asked, as (check, scope) pairs: which have an answer for some name, and which leave the ranges of all.

    What makes no sense for a name counts as not asked.
    """

    def __init__(self, items: Iterable[Reviewed]) -> None:
        self.every: set[Group] = set()
        self.answered: set[Group] = set()
        self._about_languages: set[Group] = set()
        self._cut_short: set[Group] = set()
        for item in items:
            if item.finding.status is Status.NOT_APPLICABLE:
                continue
            question = item.finding.question
            group = (question.check, question.subject.scope)
            self.every.add(group)
            if question.subject.kind is SubjectKind.LANGUAGE:
                self._about_languages.add(group)
            if not _is_silent(item):
                self.answered.add(group)
            elif item.finding.gap in CUT_SHORT:
                self._cut_short.add(group)

    def out(self) -> frozenset[Group]:
        """Groups nobody has an answer to, because this version or this machine cannot ask.

        A check that judges some languages stays open in those it does not cover: there the language is the question,
        not the source, and a market must not look better for speaking it.
        """
        judging = {check for check, _ in self.answered & self._about_languages}
        kept = self.answered | self._cut_short | {g for g in self._about_languages if g[0] in judging}
        return frozenset(self.every - kept)


def _is_silent(item: Reviewed) -> bool:
    """Whether an answer is missing: none at all, or a weak hit where finding nothing would have been no answer."""
    finding = item.finding
    if finding.status is Status.UNANSWERED:
        return True
    return finding.status is Status.ANSWERED and WITHOUT_HITS in finding.measures and not item.blocks


def _stops(stops: Iterable[tuple[str, str]], planned: set[str]) -> Mapping[str, frozenset[str]]:
    """Name key → checks that once found a confirmed blocker and did not now.

    Where the check is not of this run, `NOT_ASKED` stands for it: nobody looked whether the reason still holds.
    """
    checks: dict[str, set[str]] = defaultdict(set)
    for name, check in stops:
        checks[name].add(check if check in planned else NOT_ASKED)
    return {name: frozenset(found) for name, found in checks.items()}


def _standing(
    candidate: Candidate, items: Sequence[tuple[str, Reviewed]], frame: _Frame, stops: Mapping[str, frozenset[str]],
) -> Standing:
    """One name, from its own findings and the shared frame only."""
    cells: dict[str, dict[str, list[tuple[str, Reviewed]]]] = defaultdict(lambda: defaultdict(list))
    for id_, item in items:
        for code in item.finding.question.markets:
            cells[code][item.finding.question.check].append((id_, item))
    heavy = {market.code for market in frame.markets if market.horizon != "watch"}
    blockers = sorted(id_ for id_, item in items if heavy.intersection(item.blocks))
    suspects: frozenset[str] = frozenset()
    if not blockers:  # what stops the name is found: nothing has to be suspected behind missing answers
        suspects = suspects.union(*(stops.get(sameness(text), frozenset()) for text in _texts(candidate)))
    opened = sorted(id_ for id_, item in items if _open(item, heavy, frame.out, suspects))
    markets = tuple(_market(market, cells.get(market.code, {}), frame, suspects) for market in frame.markets)
    answers = (item.finding.question for _, item in items if item.finding.status is Status.ANSWERED)
    anything = any(not heavy.isdisjoint(question.markets) for question in answers)
    undecided = opened or not anything or NOT_ASKED in suspects
    shelf = Shelf.BLOCKED if blockers else Shelf.UNDECIDED if undecided else Shelf.RANKED
    weights = {market.code: _weight(market) for market in frame.markets}
    counted = [m for m in markets if any(cell.in_range for cell in m.cells)]
    fit, fit_n = _fit(item for _, item in items)
    return Standing(
        candidate=candidate.name,
        shelf=shelf,
        range=_mean_range([(m.range, weights[m.market]) for m in counted]),
        coverage=_coverage(markets, weights, frame.policy),
        markets=markets,
        worst_market=_worst_market(counted, heavy),
        blockers=tuple(blockers),
        open_decisive=tuple(opened),
        merit=_mean([(m.merit, weights[m.market]) for m in markets if m.cells]) or 0.0,
        fit=fit,
        fit_n=fit_n,
    )


def _texts(candidate: Candidate) -> tuple[str, ...]:
    return (candidate.name, *candidate.latin, *(form.written for form in candidate.forms))


def _open(item: Reviewed, markets: set[str], out: frozenset[Group], suspects: frozenset[str]) -> bool:
    """Whether an answer is missing that may stop the name in one of these markets."""
    question = item.finding.question
    if not _is_silent(item):
        return False
    if question.check in suspects and item.finding.gap not in NEVER_ANSWERED:
        # This check once found what a person stopped the name for: the missing answer may be just that.
        return not markets.isdisjoint(question.markets)
    return not markets.isdisjoint(question.decisive) and (question.check, question.subject.scope) not in out


def _market(
    market: Market, checks: Mapping[str, Sequence[tuple[str, Reviewed]]], frame: _Frame, suspects: frozenset[str],
) -> MarketStanding:
    """One name in one market."""
    small = frozenset(share.tag for share in market.languages if share.role != "main")
    cells = tuple(_cell(check, checks[check], frame.out, small) for check in sorted(checks))
    items = [item for entries in checks.values() for _, item in entries]
    here = {market.code}
    return MarketStanding(
        market=market.code,
        range=_mean_range([(cell.range, frame.policy.weight(cell.check)) for cell in cells if cell.in_range]),
        cells=cells,
        open_decisive=sum(_open(item, here, frame.out, suspects) for item in items) if market.horizon != "watch" else 0,
        open_main=sum(_is_open_main(item, small, frame.out) for item in items),
        blocked=any(market.code in item.blocks for item in items),
        warned=any(frame.policy.warned_by(item.finding) for item in items),
        merit=max((item.finding.merit for item in items), default=0.0),
    )


def _is_open_main(item: Reviewed, small: frozenset[str], out: frozenset[Group]) -> bool:
    """Whether a question about a main language that counts has no answer."""
    subject = item.finding.question.subject
    about = subject.kind is SubjectKind.LANGUAGE and subject.scope not in small
    return about and _is_silent(item) and (item.finding.question.check, subject.scope) not in out


def _cell(
    check: str, entries: Sequence[tuple[str, Reviewed]], out: frozenset[Group], small: frozenset[str],
) -> Cell:
    """One check of one name in one market: its worst subject at either end.

    What is only nice to have counts as answered or not, and stands outside the range beside anything needed.
    """
    needed = any(_is_needed(item) and not _is_left_out(check, item, out) for _, item in entries)
    answered = unanswered = moot = 0
    worst, best, worst_id = (-1.0, -1.0), -1.0, ""
    for id_, item in entries:
        status = item.finding.status
        if status is Status.NOT_APPLICABLE:
            moot += 1
            continue
        if status is Status.ANSWERED:
            answered += 1
        else:
            unanswered += 1
        subject = item.finding.question.subject
        if _is_left_out(check, item, out) or (needed and not _is_needed(item)):
            continue
        halved = subject.kind is SubjectKind.LANGUAGE and subject.scope in small
        ends = item.range.times(SMALL_LANGUAGE) if halved else item.range
        best = max(best, ends.best)
        if ((ends.worst, ends.best), id_) > (worst, worst_id):
            worst, worst_id = (ends.worst, ends.best), id_
    counts = best >= 0
    return Cell(check, Range(best, worst[0]) if counts else UNKNOWN, answered, unanswered, moot, worst_id, counts)


def _is_needed(item: Reviewed) -> bool:
    """Whether a question that makes sense is about more than something nice to have."""
    return item.finding.status is not Status.NOT_APPLICABLE and NICE_TO_HAVE not in item.finding.measures


def _is_left_out(check: str, item: Reviewed, out: frozenset[Group]) -> bool:
    return (check, item.finding.question.subject.scope) in out


def _coverage(markets: Iterable[MarketStanding], weights: Mapping[str, float], policy: Policy) -> float:
    """Answered share of what was planned, cell by cell; nothing planned is nothing covered."""
    shares = [
        (cell.answered / (cell.answered + cell.unanswered), weights[m.market] * policy.weight(cell.check))
        for m in markets for cell in m.cells if cell.answered + cell.unanswered
    ]
    return _mean(shares) or 0.0


def _fit(items: Iterable[Reviewed]) -> tuple[float | None, int]:
    """Mean brief-fit and the number of scores, from findings that measure it."""
    scores: list[tuple[float, float]] = []
    for item in items:
        fit, n = item.finding.measures.get("fit"), item.finding.measures.get("fit_n")
        if isinstance(fit, int | float) and isinstance(n, int) and n > 0:
            scores.append((float(fit), float(n)))
    return _mean(scores), int(fsum(n for _, n in scores))


def _worst_market(markets: Iterable[MarketStanding], heavy: set[str]) -> str:
    """A market that stops the name, else the one with the highest range; by code among equals."""
    def height(market: MarketStanding) -> tuple[bool, float, float]:
        return market.blocked and market.market in heavy, market.range.middle, market.range.worst

    ordered = sorted(markets, key=lambda m: m.market)
    return max(ordered, key=height).market if ordered else ""


def _weight(market: Market) -> float:
    return market.weight * (WATCH_FACTOR if market.horizon == "watch" else 1.0)


def _mean(values: Sequence[tuple[float, float]]) -> float | None:
    """Weighted mean of (value, weight); None without weight."""
    total = fsum(weight for _, weight in values)
    return round(fsum(value * weight for value, weight in values) / total, DIGITS) if total > 0 else None


def _mean_range(ranges: Sequence[tuple[Range, float]]) -> Range:
    """Weighted mean at either end; everything is open where nothing has weight."""
    best = _mean([(r.best, weight) for r, weight in ranges])
    worst = _mean([(r.worst, weight) for r, weight in ranges])
    return UNKNOWN if best is None or worst is None else Range(best, worst)


def _place(standing: Standing) -> tuple[int, float, float, float, str, str]:
    """Sort key: ranked by middle, pessimistic end, optimistic end; the other shelves by name only."""
    shelf = list(Shelf).index(standing.shelf)
    ends = (standing.range.middle, standing.range.worst, standing.range.best)
    middle, worst, best = ends if standing.shelf is Shelf.RANKED else (0.0, 0.0, 0.0)
    return shelf, middle, worst, best, sameness(standing.candidate), standing.candidate


def _ties(standings: Sequence[Standing]) -> tuple[tuple[str, ...], ...]:
    """Longest runs of neighbouring ranked names in which each overlaps the next."""
    ranked = [s for s in standings if s.shelf is Shelf.RANKED]
    runs: list[list[str]] = [[s.candidate] for s in ranked[:1]]
    for before, after in pairwise(ranked):
        if before.range.overlaps(after.range):
            runs[-1].append(after.candidate)
        else:
            runs.append([after.candidate])
    return tuple(tuple(run) for run in runs if len(run) > 1)
