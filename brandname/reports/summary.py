"""What the terminal and the head of a report say: the whole result in one screen, in the reader's language.

Texts and marks only; the layout belongs to the reader of a `Summary`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from brandname.model import ControlResult, Gap, Shelf, Status
from brandname.rank import Standing
from brandname.reports.inputs import MERIT_SHOWN, Inputs, View, mark, rests_on_answers, show_range
from brandname.synthesis import Changes, Mark, unanswered_groups, why_lines

SOURCES_APART, ITEMS_TOLD = 2, 8
"""Sources silent for one reason that have a line each; names and files named that differ from the last run."""
STALE_NAMED = 4
"""Entries of reviews.yaml that met nothing and are named; the rest is counted."""
OVERLAP_NAMED = 6
"""Overlapping names that are named; of a longer run the first and the last."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name in the ranking table."""

    shelf: Shelf
    shelf_label: str
    name: str
    written: tuple[str, ...]
    """Latin spellings and local forms."""
    marks: tuple[str, ...]
    """One a market, in the order of `Summary.market_codes`; at most two characters (`▲?`)."""
    risk: str
    """`0.21–0.46`; `–` when no answer stands behind it."""
    worst_market: str
    """`mx .61`: code and pessimistic end."""
    answered: str
    """`79 %` of what was planned."""
    fit: str
    """`3.9 (n=5)`; `–` without interviews."""


@dataclass(frozen=True, slots=True)
class OverlapNote:
    """Neighbouring ranked names that the evidence does not separate."""

    names: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One telling thing about a name."""

    mark: str
    name: str
    markets: tuple[str, ...]
    """Codes of the markets it counts for."""
    text: str


@dataclass(frozen=True, slots=True)
class GapLine:
    """Some questions without an answer, why, and what would answer them."""

    count: int
    what: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Headings:
    """Column and block headings, in the reader's language."""

    risk: str
    worst_market: str
    answered: str
    fit: str
    why: str
    not_answered: str
    """With the count of unanswered questions."""
    reason: str
    remedy: str
    next: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One screen."""

    heading: str
    counts: str
    alerts: tuple[str, ...]
    """Crashed checks, failed controls, an interrupted run: to be shown first."""
    caveats: tuple[str, ...]
    """"Ranked on 3 of 9 checks" and the like: to be shown above the table."""
    since: tuple[str, ...]
    market_codes: tuple[str, ...]
    markets: tuple[str, ...]
    """Their names, in the same order."""
    rows: tuple[NameRow, ...]
    overlaps: tuple[OverlapNote, ...]
    why: tuple[WhyLine, ...]
    gaps: tuple[GapLine, ...]
    next: str
    legend: tuple[tuple[str, str], ...]
    """(mark, meaning), in reading order."""
    remarks: tuple[str, ...]
    closing: str
    headings: Headings


def summarise(inputs: Inputs, *, why_limit: int = 8) -> Summary:
    """The screen a run ends with."""
    view = View(inputs)
    return Summary(
        heading=heading(view),
        counts=counts(view),
        alerts=alerts(view),
        caveats=caveats(view),
        since=since(view),
        market_codes=tuple(market.code for market in view.study.markets),
        markets=tuple(view.market(market.code) for market in view.study.markets),
        rows=tuple(_row(view, standing) for standing in view.ranking.standings),
        overlaps=overlaps(view),
        why=why(view, why_limit),
        gaps=gaps(view),
        next=view.say(view.next_step),
        legend=legend(view),
        remarks=tuple(view.say(remark) for remark in view.study.remarks),
        closing=view.t("report.closing"),
        headings=_headings(view),
    )


def heading(view: View) -> str:
    """Goods, size, run and date in one line."""
    return view.t(
        "report.heading",
        goods=view.study.brief.goods or view.t("report.no_goods"),
        names=view.t("report.n_names", n=len(view.ranking.standings)),
        markets=view.t("report.n_markets", n=len(view.study.markets)),
        run=view.run.number,
        date=view.run.started,
    )


def counts(view: View) -> str:
    """Questions by status, and controls."""
    by = view.counts
    text = view.t("report.counts", n=sum(by.values()), answered=by[Status.ANSWERED], unanswered=by[Status.UNANSWERED])
    if by[Status.NOT_APPLICABLE]:
        text += view.t("report.counts_not_applicable", n=by[Status.NOT_APPLICABLE])
    if view.run.controls:
        passed = sum(control.passed for control in view.run.controls)
        text += view.t("report.counts_controls", passed=passed, n=len(view.run.controls))
    return text


def alerts(view: View) -> tuple[str, ...]:
    """What went wrong in the run itself; stands at the head of everything."""
    lines = [view.t("report.alert.crash", check=crash.check, summary=crash.summary) for crash in view.run.crashes]
    lines += _silent_sources(view)
    if view.run.interrupted:
        lines.append(view.t("report.alert.interrupted"))
    return tuple(lines)


def _silent_sources(view: View) -> list[str]:
    """Sources that failed their test questions, a line each; many that were silent for one reason, in one line."""
    silent: dict[str, list[str]] = {}
    for control in view.run.controls:
        if not control.passed and (control.gap or Gap.CONTROL_FAILED) != Gap.CONTROL_FAILED:
            silent.setdefault(str(control.gap), []).append(control.source)
    many = {gap: tuple(dict.fromkeys(sources)) for gap, sources in silent.items()}
    many = {gap: sources for gap, sources in many.items() if len(sources) > SOURCES_APART}
    lines = [view.t("report.alert.many_silent", n=len(sources), sources=sources, why=view.t(f"gap.{gap}.name"))
             for gap, sources in many.items()]
    return lines + list(controls(view, "report.alert.", failed_only=True, told=many))


def controls(
    view: View, prefix: str = "report.", *, failed_only: bool = False, told: Collection[str] = ()
) -> Iterator[str]:
    """A line for each source and each way its test questions went, with the places; without the gaps told already."""
    grouped: dict[tuple[str, str], list[ControlResult]] = {}
    for control in view.run.controls:
        gap = "" if control.passed else control.gap or Gap.CONTROL_FAILED
        if not (failed_only and control.passed) and gap not in told:
            grouped.setdefault((control.source, gap), []).append(control)
    for (source, gap), results in grouped.items():
        places = tuple(result.place for result in results if result.place)
        detail = view.t.join(places) if places else results[0].detail or "–"
        key = "control_passed" if not gap else "control" if gap == Gap.CONTROL_FAILED else "control_silent"
        yield view.t(prefix + key, source=source, detail=detail, why=view.t(f"gap.{gap}.name") if gap else "")


def caveats(view: View) -> tuple[str, ...]:
    """On how many checks the ranking rests, and which have no answer for any name."""
    ranking = view.ranking
    lines = [view.t("report.ranked_on", counted=len(ranking.checks_counted), planned=len(ranking.checks_planned))]
    silent = tuple(check for check in ranking.checks_planned if check not in ranking.checks_counted)
    if silent:
        lines.append(view.t("report.no_answer_from", checks=silent))
    parts = _partly_outside(view)
    if parts:
        lines.append(view.t("report.partly_outside", parts=parts))
    outside = _decisive_outside(view)
    if outside:
        lines.append(view.t("report.decisive_outside", checks=tuple(outside), n=sum(outside.values())))
    if view.run.not_selected:
        lines.append(view.t("report.not_selected", checks=tuple(view.run.not_selected)))
    lines += _since_made(view)
    stale = ranking.stale_reviews
    if stale:
        more = view.t("report.more", n=len(stale) - STALE_NAMED) if len(stale) > STALE_NAMED else ""
        lines.append(view.t("report.stale", n=len(stale), places=view.t.comma.join(stale[:STALE_NAMED]) + more))
    return tuple(lines)


def _since_made(view: View) -> Iterator[str]:
    """For a run of an earlier version: which checks have changed or come since, so that nobody takes it for today's."""
    asked = view.run.checks
    changed = tuple(card.id for card in view.inputs.checks if asked.get(card.id, card.version) != card.version)
    fresh = tuple(card.id for card in view.inputs.checks if card.id not in (*asked, *view.run.not_selected))
    made = {"on": view.run.started, "tool": view.run.tool or "–"}
    if changed:
        yield view.t("report.changed_since", n=len(changed), checks=changed, **made)
    if fresh and asked:
        yield view.t("report.fresh_since", checks=fresh, **made)


def _partly_outside(view: View) -> tuple[str, ...]:
    """Checks that count, but not for the languages, platforms, offices or stores where no name has an answer."""
    out = Counter(check for check, _ in view.ranking.left_out)
    asked = Counter(check for check, _ in {
        (f.question.check, f.question.subject.scope) for f in view.findings() if f.status is not Status.NOT_APPLICABLE})
    return tuple(view.t("report.partly_outside_part", check=check, n=out[check], whole=asked[check])
                 for check in view.ranking.checks_counted if out[check])


def _decisive_outside(view: View) -> Counter[str]:
    """Check → decisive questions that no name has an answer to: the order says nothing about them."""
    out = set(view.ranking.left_out)
    return Counter(
        finding.question.check
        for finding in view.findings()
        if finding.question.decisive and finding.gap and (finding.question.check, finding.question.subject.scope) in out
    )


def overlaps(view: View) -> tuple[OverlapNote, ...]:
    """A sentence for each run of names that the evidence does not separate."""
    return tuple(OverlapNote(names, _overlap(view, names)) for names in view.ranking.ties)


def _overlap(view: View, names: tuple[str, ...]) -> str:
    if len(names) <= OVERLAP_NAMED:
        return view.t("report.overlap", n=len(names), names=names)
    return view.t("report.overlap_many", n=len(names), first=names[0], last=names[-1])


def why(view: View, limit: int) -> tuple[WhyLine, ...]:
    """The most telling things, blockers first; what holds in several markets alike is said once."""
    signs = {Mark.BLOCKER: "✗", Mark.WARNING: "▲", Mark.GOOD: "+"}
    told: dict[tuple[str, str, str], set[str]] = {}
    for line in why_lines(view.ranking, view.findings(), limit):
        if line.mark is not Mark.GOOD or line.merit >= MERIT_SHOWN:
            told.setdefault((signs[line.mark], line.name, view.say(line.message)), set()).update(line.markets)
    return tuple(WhyLine(sign, name, tuple(sorted(markets)), text) for (sign, name, text), markets in told.items())


def gaps(view: View) -> tuple[GapLine, ...]:
    """Every unanswered question, grouped; the counts add up to all of them."""
    groups = unanswered_groups(view.findings())
    lines = []
    unbuilt = [group for group in groups if group.gap is Gap.NOT_BUILT]
    if len(unbuilt) > 1:  # one reason and one remedy for all of them: one line
        what = view.t.join([f"{view.check(group.check)} {group.count:,}" for group in unbuilt])
        remedy = view.say(unbuilt[0].remedy)
        lines.append(GapLine(sum(g.count for g in unbuilt), what, view.t(f"gap.{Gap.NOT_BUILT}.name"), remedy))
        groups = tuple(group for group in groups if group.gap is not Gap.NOT_BUILT)
    for group in groups:
        more = group.scopes_total - len(group.scopes)
        scopes = view.t.comma.join([view.scope(group.check, scope) for scope in group.scopes])
        scopes += view.t("report.more", n=more) if more else ""
        what = view.t("report.gap_what", check=group.check, scopes=scopes)
        lines.append(GapLine(group.count, what, view.t(f"gap.{group.gap}.name"), view.say(group.remedy)))
    return tuple(lines)


def legend(view: View) -> tuple[tuple[str, str], ...]:
    """What each mark means."""
    names = {"✗": "blocked", "▲": "warning", "?": "open", "+": "merit", "○": "quiet", "·": "nothing"}
    return tuple((sign, view.t(f"report.mark.{name}")) for sign, name in names.items())


def since(view: View) -> tuple[str, ...]:
    """What is different from the run before; nothing on a first run."""
    changes = view.inputs.changes
    return () if changes is None else tuple(_since(view, changes))


def _since(view: View, changes: Changes) -> Iterator[str]:
    t = view.t
    if not changes.any:
        yield t("report.since.nothing", run=changes.since)
        return
    yield t(
        "report.since.heading",
        run=changes.since,
        gained=changes.newly_answered,
        lost=changes.newly_unanswered,
        changed=len(changes.changed),
        warnings=len(changes.new_warnings),
    )
    for move in changes.moves:
        yield t(
            "report.since.move",
            name=move.name,
            before=t(f"shelf.{move.before}.label"),
            after=t(f"shelf.{move.after}.label"),
        )
    if changes.interrupted:
        yield t("report.since.interrupted", run=changes.since)
    if changes.first_warnings:
        yield t("report.since.first_warnings", run=changes.since, n=len(changes.first_warnings))
    for what, items in (
        ("new_names", changes.new_names),
        ("gone_names", changes.gone_names),
        ("new_markets", tuple(map(view.market, changes.new_markets))),
        ("gone_markets", tuple(map(view.market, changes.gone_markets))),
        ("new_checks", tuple(map(view.check, changes.new_checks))),
        ("gone_checks", tuple(map(view.check, changes.gone_checks))),
        ("inputs", changes.inputs),
    ):
        if items:
            more = t("report.more", n=len(items) - ITEMS_TOLD) if len(items) > ITEMS_TOLD else ""
            told = t.comma.join(items[:ITEMS_TOLD]) + more if more else t.join(items)
            yield t(f"report.since.{what}", n=len(items), items=told, run=changes.since)
    for version in changes.versions:
        if not (version.before and version.after):
            continue  # a check more or less is said above
        yield t(
            f"report.since.version_{version.kind}",
            id=version.id,
            before=version.before,
            after=version.after,
        )
    for review in changes.expiring:
        yield t("report.since.expiring", name=review.name, hit=review.hit, until=review.until, where=review.where)


def _shelf_label(view: View, shelf: Shelf) -> str:
    """The shelf's name; "ranked" says on how many checks, so that it never reads as the whole answer."""
    label = view.t(f"shelf.{shelf}.label")
    counted, planned = len(view.ranking.checks_counted), len(view.ranking.checks_planned)
    if shelf is not Shelf.RANKED or counted == planned:
        return label
    return view.t("report.shelf_on", label=label, counted=counted, planned=planned)


def _row(view: View, standing: Standing) -> NameRow:
    shown = rests_on_answers(standing)
    return NameRow(
        shelf=standing.shelf,
        shelf_label=_shelf_label(view, standing.shelf),
        name=standing.candidate,
        written=written(view, standing.candidate),
        marks=tuple(mark(market) for market in standing.markets),
        risk=show_range(standing.range) if shown else "–",
        worst_market=worst_market(standing) if shown else "–",
        answered=view.t("report.percent", share=standing.coverage),
        fit="–" if standing.fit is None else f"{standing.fit:.1f} (n={standing.fit_n})",
    )


def written(view: View, name: str) -> tuple[str, ...]:
    """Other ways a name is written: Latin spellings, then local forms with a draft's status."""
    for candidate in view.study.candidates:
        if candidate.name == name:
            forms = [
                form.written if form.status == "adopted" else view.t("report.draft_form", written=form.written)
                for form in candidate.forms
            ]
            return tuple(dict.fromkeys((*candidate.latin, *forms)))
    return ()


def worst_market(standing: Standing) -> str:
    """As `mx .61`: the market with the highest pessimistic end, as narrow as a table on a screen needs it."""
    return _worst(standing, standing.worst_market)


def worst_market_named(view: View, standing: Standing) -> str:
    """As `Mexico .61`."""
    return _worst(standing, view.market(standing.worst_market) if standing.worst_market else "")


def _worst(standing: Standing, name: str) -> str:
    for market in standing.markets:
        if market.market == standing.worst_market:
            return f"{name} {market.range.worst:.2f}".replace(" 0.", " .")
    return "–"


def _headings(view: View) -> Headings:
    t = view.t
    return Headings(
        risk=t("report.column.risk"),
        worst_market=t("report.column.worst_market"),
        answered=t("report.column.answered"),
        fit=t("report.column.fit"),
        why=t("report.heading_why"),
        not_answered=t("report.heading_gaps", n=view.counts[Status.UNANSWERED]),
        reason=t("report.column.reason"),
        remedy=t("report.column.remedy"),
        next=t("report.heading_next"),
    )
