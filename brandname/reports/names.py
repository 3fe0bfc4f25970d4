"""A section for each of the first names, findings by market; one table for the rest.

Changes no order and hides nothing: what is not told in full is counted, and stands in findings.csv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from brandname.model import Band, Candidate, Decision, Finding, Hit, Market, Question, Status, sameness
from brandname.rank import MarketStanding, Standing
from brandname.reports.inputs import MERIT_SHOWN, View, mark, rests_on_answers, show_range
from brandname.reports.summary import worst_market, written
from brandname.reports.tree import (
    Block,
    Cell,
    Column,
    Entry,
    Facts,
    Fold,
    HitLine,
    Items,
    Line,
    Section,
    Table,
    Text,
    Tone,
)

SUBJECTS_SHOWN = 8
"""Subjects a line of unanswered questions names; the rest are counted."""


def sections(view: View) -> Section:
    """The names in full, then the others."""
    t = view.t
    parts = tuple(_name(view, view.standings[name]) for name in view.told_in_full)
    blocks: list[Block] = [Text(t("report.names_intro", n=len(parts), names=len(view.ranking.standings)), Tone.FAINT)]
    return Section("names", t("report.section.names"), tuple(blocks), parts)


def others(view: View) -> Section | None:
    """The names without a section, each with the reason that weighs most; None when there are none."""
    t = view.t
    rest = view.ranking.standings[len(view.told_in_full) :]
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
                    Cell(worst_market(standing) if shown else "–"),
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


def figures(view: View, risk: float, confidence: float) -> str:
    """As `warning .60 · confidence medium .55`."""
    word = "high" if confidence >= 0.7 else "medium" if confidence >= 0.4 else "low"
    return view.t("report.figures", band=Band.of(risk), risk=f"{risk:.2f}", confidence=f"{confidence:.2f}", word=word)


def subject(view: View, question: Question) -> str:
    """The exact thing asked, in words."""
    what = question.subject
    return view.t(f"report.subject.{what.kind}", text=what.text, scope=what.scope)


def tells(view: View, finding: Finding) -> bool:
    """Whether a finding gets an entry of its own: anything found, decided, good, or at caution and above."""
    reviewed = view.reviewed(finding)
    now = reviewed.finding
    return bool(
        finding.hits
        or reviewed.dismissed
        or reviewed.signoffs
        or (now.risk or 0.0) >= 0.25
        or now.merit >= MERIT_SHOWN
        or (now.status is Status.ANSWERED and now.question.check == "interviews")
        or any(ref.startswith("evidence:") for ref in now.evidence)
    )


def entry(view: View, finding: Finding) -> Entry:
    """One finding in full, with what reviewers decided about it."""
    reviewed = view.reviewed(finding)
    now = reviewed.finding
    t = view.t
    lines = [_hit(view, hit, finding, "") for hit in now.hits]
    lines += [_hit(view, hit, finding, "dismissed") for hit in reviewed.dismissed]
    confirmed = {hit.id for hit in reviewed.confirmed}
    lines = [
        _hit(view, hit, finding, "confirmed") if line.id in confirmed else line
        for line, hit in zip(lines, (*now.hits, *reviewed.dismissed), strict=True)
    ]
    notes = [t("report.sources", sources=_sources(view, now))] if now.evidence else []
    if len(now.question.markets) > 1:
        notes.append(t("report.counts_for", markets=view.markets(now.question.markets, 30)))
    notes += [
        t("report.signoff_said", by=s.by, on=s.on, verdict=s.verdict, note=s.note or "–") for s in reviewed.signoffs
    ]
    text = view.say(now.message)
    if len(lines) == 1 and not lines[0].verdict and lines[0].text == text:
        text = ""
    return Entry(
        mark=_sign(now),
        heading=f"{view.check(now.question.check)} · {subject(view, now.question)}",
        text=text,
        figures=figures(view, now.risk, now.confidence) if now.risk is not None and now.confidence is not None else "",
        hits=tuple(lines),
        notes=tuple(notes),
        next=view.say(now.next_step) if now.next_step else "",
    )


def _name(view: View, standing: Standing) -> Section:
    t = view.t
    candidate = next((c for c in view.study.candidates if c.name == standing.candidate), Candidate(standing.candidate))
    blocks: list[Block] = [Facts(_about(view, candidate, standing))]
    if standing.blockers:
        stops = [view.reviewed(f) for f in view.by_name[standing.candidate] if f.id in set(standing.blockers)]
        blocks.append(
            Text(
                "; ".join(dict.fromkeys(_headline(view, r.finding) for r in stops)), Tone.ALERT, t("report.stopped_by")
            )
        )
    blocks.append(_markets(view, standing))
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
    pairs = [
        (t("report.column.shelf"), t(f"shelf.{standing.shelf}.label")),
        (t("report.column.risk"), show_range(standing.range) if shown else t("report.no_range")),
        (t("report.column.worst_market"), worst_market(standing) if shown else "–"),
        (t("report.column.answered"), t("report.percent", share=standing.coverage)),
        (t("report.open_decisive"), str(len(standing.open_decisive))),
        (t("report.column.fit"), "–" if standing.fit is None else f"{standing.fit:.1f} (n={standing.fit_n})"),
        (t("report.written"), t.join(written(view, candidate.name))),
        (t("report.say"), candidate.say),
        (t("report.lang"), t.language_name(candidate.lang) if candidate.lang else ""),
        (t("report.story"), candidate.story),
        (t("report.origin"), candidate.origin),
    ]
    return tuple((label, value) for label, value in pairs if value and value != "–")


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
    del standing
    return Line(
        (
            Cell(view.market(market.market)),
            Cell(mark(market)),
            Cell(show_range(market.range) if shown else "–", bar=market.range if shown else None),
            Cell(view.t("report.of", part=answered, whole=asked)),
            Cell(str(market.open_decisive) if asked else "–"),
            Cell(highest),
        )
    )


def _market(view: View, market: Market, standing: Standing, findings: Sequence[Finding], before: set[str]) -> Fold:
    """Findings of a market; those that an earlier market of this name has told are only named."""
    t = view.t
    told_before = [f for f in findings if before.intersection(f.question.markets)]
    own = [f for f in findings if not before.intersection(f.question.markets)]
    telling = [f for f in own if tells(view, f)]
    quiet = [f for f in own if f.status is Status.ANSWERED and not tells(view, f)]
    blocks: list[Block] = [entry(view, f) for f in sorted(telling, key=lambda f: _weight(view, f))]
    if quiet:
        blocks.append(_quiet(view, quiet))
    blocks += _silent(view, own)
    again = tuple(_headline(view, view.reviewed(f).finding) for f in told_before if tells(view, f))
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
    return Fold(title, tuple(blocks), open=mark(here)[0] in "✗▲")


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
    """Unanswered and not applicable questions, a line for each check and reason."""
    t = view.t
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        now = view.reviewed(finding).finding
        if now.status is not Status.ANSWERED:
            why = t(f"gap.{now.gap}.name") if now.gap else t("report.does_not_apply", why=view.say(now.message))
            groups.setdefault((now.question.check, why), []).append(finding)
    lines = []
    for (check, why), members in groups.items():
        subjects = [subject(view, f.question) for f in members]
        more = t("report.more", n=len(subjects) - SUBJECTS_SHOWN) if len(subjects) > SUBJECTS_SHOWN else ""
        decisive = sum(bool(f.question.decisive) for f in members)
        lines.append(
            t(
                "report.silent_line",
                check=check,
                why=why,
                n=len(members),
                subjects=t.comma.join(subjects[:SUBJECTS_SHOWN]) + more,
            )
            + (t("report.silent_decisive", n=decisive) if decisive and members[0].gap else "")
        )
    if lines:
        yield Text("", Tone.FAINT, t("report.not_answered_here"))
        yield Items(tuple(lines))


def _quotes(view: View, candidate: Candidate) -> Iterator[Block]:
    """Respondents' own words, only from notes whose author agreed to be quoted."""
    key = sameness(candidate.name)
    for note in view.study.notes:
        if note.consent != "quote":
            continue
        for heard in note.heard:
            if sameness(heard.name) == key:
                for words in heard.quotes:
                    who = t_who(view, note.id, note.market, note.persona)
                    yield Text(words.strip('"“”「」 '), Tone.QUOTE, who)


def t_who(view: View, id_: str, market: str, persona: str) -> str:
    """Who said something, as far as a report may say it."""
    return view.t("report.quoted", id=id_, market=view.market(market), persona=persona or "–")


def _hit(view: View, hit: Hit, finding: Finding, verdict: str) -> HitLine:
    decision = _decision(view, hit, finding) if verdict else None
    said = ""
    if decision:
        said = view.t(
            "report.decided", verdict=decision.verdict, by=decision.by, on=decision.on, reason=decision.reason
        )
    numbers = figures(view, hit.risk, hit.confidence)
    return HitLine(
        hit.id, view.say(hit.message), view.t("report.good") if hit.merit and not hit.risk else numbers, said
    )


def _decision(view: View, hit: Hit, finding: Finding) -> Decision | None:
    name = sameness(finding.question.candidate)
    return next((d for d in view.study.reviews.decisions if d.hit == hit.id and sameness(d.name) == name), None)


def _sources(view: View, finding: Finding) -> str:
    texts = []
    for ref in finding.evidence:
        dataset = view.datasets.get(ref)
        found = view.inputs.evidence.get(ref)
        if dataset:
            texts.append(f"{dataset.title or dataset.id} {dataset.version}")
        elif found:
            texts.append(" ".join(filter(None, (found.source, found.when, found.address))))
        else:
            texts.append(ref)
    return "; ".join(dict.fromkeys(texts))


def _sign(finding: Finding) -> str:
    if finding.blocker:
        return "✗"
    if finding.risk is None:
        return "?" if finding.gap else "·"
    return "▲" if finding.risk >= 0.5 else "+" if finding.merit >= MERIT_SHOWN else "○"


def _weight(view: View, finding: Finding) -> tuple[float, float, str]:
    now = view.reviewed(finding).finding
    return (-(2 if now.blocker else 0) - (now.risk or 0.0) * (now.confidence or 0.0), -now.merit, finding.id)


def _headline(view: View, finding: Finding) -> str:
    text = view.say(finding.hits[0].message if finding.hits else finding.message)
    return f"{view.check(finding.question.check)}, {subject(view, finding.question)}: {text}"


def _reason(view: View, standing: Standing) -> str:
    findings = view.by_name[standing.candidate]
    blockers = set(standing.blockers)
    reviewed = [view.reviewed(f).finding for f in findings]
    stops = [f for f in reviewed if f.id in blockers]
    worst = stops or sorted((f for f in reviewed if (f.risk or 0.0) >= 0.25), key=lambda f: _weight(view, f))[:1]
    if worst:
        return _headline(view, worst[0])
    gaps = Counter(f.gap for f in reviewed if f.gap)
    if not gaps:
        return view.t("report.nothing_at_caution")
    ((gap, n),) = gaps.most_common(1)
    return view.t("report.nothing_at_caution_open", n=sum(gaps.values()), most=n, reason=view.t(f"gap.{gap}.name"))
