"""A section for each of the first names, findings by market; one table for the rest.

Changes no order and hides nothing: what is not told in full is counted, and stands in findings.csv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from brandname.model import Candidate, Finding, Gap, Market, Status, SubjectKind, sameness
from brandname.rank import MarketStanding, Standing
from brandname.reports.assets import assets_of
from brandname.reports.entries import entry, headline, subject, tells, weight
from brandname.reports.inputs import View, mark, rests_on_answers, show_range
from brandname.reports.summary import worst_market_named, written
from brandname.reports.tree import (
    Block,
    Cell,
    Column,
    Facts,
    Fold,
    Line,
    Section,
    Table,
    Text,
    Tone,
)


def sections(view: View) -> Section:
    """The names in full, then the others."""
    t = view.t
    parts = tuple(_name(view, view.standings[name]) for name in view.told_in_full)
    blocks: list[Block] = [Text(t("report.names_intro", n=len(parts), names=len(view.ranking.standings)), Tone.FAINT)]
    return Section("names", t("report.section.names"), tuple(blocks), parts)


def others(view: View) -> Section | None:
    """The names without a section, each with the reason that weighs most; None when there are none."""
    t = view.t
    full = set(view.told_in_full)
    rest = [standing for standing in view.ranking.standings if standing.candidate not in full]
    if not rest:
        return None
    columns = (
        Column(t("report.column.name"), "name"),
        Column(t("report.column.shelf")),
        Column(t("report.column.risk"), "range"),
        Column(t("report.column.worst_market")),
        Column(t("report.column.answered"), "number"),
        Column(t("report.column.what")),
    )
    rows = []
    for standing in rest:
        shown = rests_on_answers(standing)
        rows.append(
            Line(
                (
                    Cell(standing.candidate),
                    Cell(t(f"shelf.{standing.shelf}.label")),
                    Cell(show_range(standing.range) if shown else "–", bar=standing.range if shown else None),
                    Cell(worst_market_named(view, standing) if shown else "–"),
                    Cell(t("report.percent", share=standing.coverage)),
                    Cell(_reason(view, standing)),
                )
            )
        )
    return Section(
        "others",
        t("report.section.others"),
        (Text(t("report.others_intro", n=len(rest)), Tone.FAINT), Table(columns, tuple(rows))),
    )


def _name(view: View, standing: Standing) -> Section:
    t = view.t
    candidate = next((c for c in view.study.candidates if c.name == standing.candidate), Candidate(standing.candidate))
    blocks: list[Block] = [Facts(_about(view, candidate, standing))]
    if standing.blockers:
        stops = [view.reviewed(f) for f in view.by_name[standing.candidate] if f.id in set(standing.blockers)]
        blocks.append(
            Text("; ".join(dict.fromkeys(headline(view, r.finding) for r in stops)), Tone.ALERT, t("report.stopped_by"))
        )
    blocks += [_markets(view, standing), *assets_of(view, standing.candidate)]
    findings = view.by_name[standing.candidate]
    for position, market in enumerate(view.study.markets):
        before = {m.code for m in view.study.markets[:position]}
        here = [f for f in findings if market.code in f.question.markets]
        if here:
            blocks.append(_market(view, market, standing, here, before))
    blocks += _quotes(view, candidate)
    return Section(view.anchor(standing.candidate), standing.candidate, tuple(blocks))


def _about(view: View, candidate: Candidate, standing: Standing) -> tuple[tuple[str, str], ...]:
    t = view.t
    shown = rests_on_answers(standing)
    codes = {market.code for market in view.study.markets}
    pairs = [
        (t("report.column.shelf"), t(f"shelf.{standing.shelf}.label")),
        (t("report.column.risk"), show_range(standing.range) if shown else t("report.no_range")),
        (t("report.column.worst_market"), worst_market_named(view, standing) if shown else "–"),
        (t("report.column.answered"), t("report.percent", share=standing.coverage)),
        (t("report.open_decisive"), " ".join(_open(view, candidate.name, len(standing.open_decisive), codes)).strip()),
        (t("report.column.fit"), "–" if standing.fit is None else f"{standing.fit:.1f} (n={standing.fit_n})"),
        (t("handle.report.label"), _handle(view, candidate.name)),
        (t("search.report.label"), _search(view, candidate.name)),
        (t("report.written"), t.join(written(view, candidate.name))),
        (t("report.say"), candidate.say),
        (t("report.lang"), t.language_name(candidate.lang) if candidate.lang else ""),
        (t("report.story"), candidate.story),
        (t("report.origin"), candidate.origin),
    ]
    return tuple((label, value) for label, value in pairs if value and value != "–")


def _handle(view: View, name: str) -> str:
    """Which one handle could serve on all platforms the name needs, and how much of that is known."""
    one = view.handles.get(name)
    if one is None:
        return ""
    return view.t("handle.report.one", handle=one.handle, n=one.platforms, none=len(one.not_found), open=len(one.open),
                  taken=len(one.taken), refused=len(one.impossible) + len(one.other))


GRADES = ("owned", "crowded", "word", "few", "reviewed", "none")
"""What search pages of a name are, the worst first: the measure `grade` of a finding, or what a reviewer dismissed."""


def _search(view: View, name: str) -> str:
    """What the search pages are, market by market: the worst of each; and where there is no page."""
    found: dict[str, str] = {}
    for finding in view.by_name.get(name, ()):
        grade = "reviewed" if view.reviewed(finding).dismissed else str(finding.measures.get("grade", ""))
        if grade == "none" and finding.risk:
            grade = "few"
        if finding.question.check == "search" and grade in GRADES:
            for code in finding.question.markets:
                found[code] = min(found.get(code, grade), grade, key=GRADES.index)
    asked = {code for f in view.by_name.get(name, ()) if f.question.check == "search" for code in f.question.markets}
    if not found:
        return ""
    parts = [view.t(f"search.report.{grade}", markets=tuple(code for code in found if found[code] == grade))
             for grade in GRADES if grade in found.values()]
    if left := len(asked - set(found)):
        parts.append(view.t("search.report.open", n=left))
    return "; ".join(parts) if view.t.language == "en" else "；".join(parts)


def _markets(view: View, standing: Standing) -> Table:
    t = view.t
    columns = (
        Column(t("report.column.market"), "name"),
        Column(t("report.column.mark"), "mark"),
        Column(t("report.column.risk"), "range"),
        Column(t("report.column.answered"), "number"),
        Column(t("report.open_decisive"), "number"),
        Column(t("report.column.highest")),
    )
    return Table(columns, tuple(_market_line(view, standing, market) for market in standing.markets))


def _market_line(view: View, standing: Standing, market: MarketStanding) -> Line:
    answered = sum(cell.answered for cell in market.cells)
    asked = answered + sum(cell.unanswered for cell in market.cells)
    shown = rests_on_answers(market)
    told = [c for c in market.cells if c.in_range and c.answered and c.range.best > 0]
    top = max(told, key=lambda c: (c.range.best, c.check), default=None)
    highest = f"{view.check(top.check)} ({show_range(top.range)})" if top else "–"
    rests = view.t("report.rests_on", n=sum(c.in_range for c in market.cells), whole=len(market.cells))
    open_, outside = _open(view, standing.candidate, market.open_decisive, {market.market})
    return Line(
        (
            Cell(view.market(market.market)),
            Cell(mark(market)),
            Cell(show_range(market.range), sub=rests, bar=market.range) if shown else Cell("–"),
            Cell(view.t("report.of", part=answered, whole=asked)),
            Cell(open_, sub=outside) if asked else Cell("–"),
            Cell(highest),
        )
    )


def _open(view: View, name: str, counted: int, markets: set[str]) -> tuple[str, str]:
    """Open decisive questions that count, and those that no name has answered: outside the ranges, but still open."""
    every = sum(f.gap is not None and not markets.isdisjoint(f.question.decisive) for f in view.by_name[name])
    return str(counted), view.t("report.open_outside", n=every - counted) if every > counted else ""


def _market(view: View, market: Market, standing: Standing, findings: Sequence[Finding], before: set[str]) -> Fold:
    """Findings of a market; those that an earlier market of this name has told are only named."""
    t = view.t
    told_before = [f for f in findings if before.intersection(f.question.markets)]
    own = [f for f in findings if not before.intersection(f.question.markets)]
    telling = [f for f in own if tells(view, f)]
    quiet = [f for f in own if f.status is Status.ANSWERED and not tells(view, f)]
    blocks: list[Block] = [entry(view, f) for f in sorted(telling, key=lambda f: weight(view, f))]
    if quiet:
        blocks.append(_quiet(view, quiet))
    blocks += _silent(view, own)
    again = tuple(headline(view, view.reviewed(f).finding) for f in told_before if tells(view, f))
    if again:
        blocks.append(Text(t("report.told_above", findings=again), Tone.FAINT))
    if told_before:
        blocks.append(Text(t("report.counted_above", n=len(told_before)), Tone.FAINT))
    here = next(m for m in standing.markets if m.market == market.code)
    answered = sum(f.status is Status.ANSWERED for f in findings)
    title = t(
        "report.market_fold",
        market=view.market(market.code),
        mark=mark(here),
        answered=answered,
        asked=sum(f.status is not Status.NOT_APPLICABLE for f in findings),
        telling=len(telling),
    )
    return Fold(title, tuple(blocks), open=mark(here)[0] in "✗▲", paper=bool(telling))


def _quiet(view: View, findings: Sequence[Finding]) -> Table:
    t = view.t
    columns = (
        Column(t("report.column.check")),
        Column(t("report.column.asked")),
        Column(t("report.column.answer")),
        Column(t("report.column.confidence"), "number"),
    )
    return Table(
        columns,
        tuple(
            Line(
                (
                    Cell(view.check(f.question.check)),
                    Cell(subject(view, f.question)),
                    Cell(view.say(r.message)),
                    Cell(f"{r.confidence or 0.0:.2f}"),
                )
            )
            for f in findings
            for r in [view.reviewed(f).finding]
        ),
    )


def _silent(view: View, findings: Sequence[Finding]) -> Iterator[Block]:
    """Unanswered and not applicable questions in one paragraph, by reason; the places are in the table of gaps."""
    t = view.t
    groups: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        now = view.reviewed(finding).finding
        if now.status is not Status.ANSWERED:
            why = t(f"gap.{now.gap}.name") if now.gap else view.say(now.message)
            groups.setdefault(why, {}).setdefault(now.question.check, []).append(finding)
    if groups:
        said = [
            f"{why}: {t.comma.join(_silent_check(view, *item) for item in checks.items())}"
            for why, checks in groups.items()
        ]
        yield Text("; ".join(said), Tone.FAINT, t("report.not_answered_here"))


def _silent_check(view: View, check: str, findings: Sequence[Finding]) -> str:
    decisive = sum(bool(f.question.decisive) for f in findings if f.gap)
    scopes = [
        view.t.language_name(f.question.subject.scope)
        for f in findings
        if f.gap is Gap.LANGUAGE_NOT_COVERED and f.question.subject.kind is SubjectKind.LANGUAGE
    ]
    return (
        view.t("report.silent_check", check=check, n=len(findings))
        + (view.t("report.silent_decisive", n=decisive) if decisive else "")
        + (view.t("report.silent_scopes", scopes=view.t.comma.join(dict.fromkeys(scopes))) if scopes else "")
    )


def _quotes(view: View, candidate: Candidate) -> Iterator[Block]:
    """Respondents' own words, only from notes whose author agreed to be quoted."""
    key = sameness(candidate.name)
    for note in view.study.notes:
        if note.consent != "quote":
            continue
        for heard in note.heard:
            if sameness(heard.name) == key:
                for words in heard.quotes:
                    who = _who(view, note.id, note.market, note.persona)
                    yield Text(words.strip('"“”「」 '), Tone.QUOTE, who)


def _who(view: View, id_: str, market: str, persona: str) -> str:
    """Who said something, as far as a report may say it."""
    return view.t("report.quoted", id=id_, market=view.market(market), persona=persona or "–")


def _reason(view: View, standing: Standing) -> str:
    findings = view.by_name[standing.candidate]
    blockers = set(standing.blockers)
    reviewed = [view.reviewed(f).finding for f in findings]
    stops = [f for f in reviewed if view.id(f) in blockers] if blockers else []
    worst = stops or sorted((f for f in reviewed if (f.risk or 0.0) >= 0.25), key=lambda f: weight(view, f))[:1]
    if worst:
        return headline(view, worst[0])
    gaps = Counter(f.gap for f in reviewed if f.gap)
    if not gaps:
        return view.t("report.nothing_at_caution")
    ((gap, n),) = gaps.most_common(1)
    return view.t("report.nothing_at_caution_open", n=sum(gaps.values()), most=n, reason=view.t(f"gap.{gap}.name"))
