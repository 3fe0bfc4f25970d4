"""One finding told in full: what was asked, what was found, how sure, by which source, what people decided about it."""

from __future__ import annotations

from brandname.model import Band, Decision, Finding, Hit, Question, Status, SubjectKind, sameness
from brandname.reports.inputs import MERIT_SHOWN, View
from brandname.reports.scopes import name_scope
from brandname.reports.tree import Entry, HitLine

MOST_HITS = 15
"""Hits of a finding that are told; all of them stand in findings.csv, marks also in marks.csv."""


def figures(view: View, risk: float, confidence: float) -> str:
    """As `warning .60 · confidence medium .55`."""
    word = "high" if confidence >= 0.7 else "medium" if confidence >= 0.4 else "low"
    return view.t("report.figures", band=Band.of(risk), risk=f"{risk:.2f}", confidence=f"{confidence:.2f}", word=word)


def subject(view: View, question: Question) -> str:
    """The exact thing asked, in words."""
    what = question.subject
    kind = "search" if what.kind is SubjectKind.MARKET and "/" in what.scope else what.kind.value
    return view.t(f"report.subject.{kind}", text=what.text, scope=name_scope(view.t, what.kind.value, what.scope))


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
    confirmed = {hit.id for hit in reviewed.confirmed}
    told = [hit for place, hit in enumerate(now.hits) if place < MOST_HITS or hit.id in confirmed]
    lines = [_hit(view, hit, finding, "confirmed" if hit.id in confirmed else "") for hit in told]
    lines += [
        _hit(view, hit, finding, "confirmed" if hit.id in confirmed else "dismissed") for hit in reviewed.dismissed
    ]
    notes = [t("report.more_hits", n=len(now.hits) - len(told))] if len(told) < len(now.hits) else []
    notes += [t("report.sources", sources=_sources(view, now))] if now.evidence else []
    if len(now.question.markets) > 1 or now.question.audience:
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


def _hit(view: View, hit: Hit, finding: Finding, verdict: str) -> HitLine:
    decision = _decision(view, hit, finding, verdict) if verdict else None
    said = ""
    if decision:
        said = view.t(
            "report.decided", verdict=decision.verdict, by=decision.by, on=decision.on, reason=decision.reason
        )
    if hit.risk:
        numbers = figures(view, hit.risk, hit.confidence)
    else:
        numbers = view.t("report.good" if hit.merit else "report.for_information")
    return HitLine(hit.id, view.say(hit.message), numbers, said)


def _decision(view: View, hit: Hit, finding: Finding, verdict: str) -> Decision | None:
    """The newest decision in force that gave the hit its verdict; it names the candidate or the spelling asked."""
    names = {sameness(finding.question.candidate), sameness(finding.question.subject.text)}
    today = view.run.started[:10]
    fitting = (
        d
        for d in view.study.reviews.decisions
        if d.hit == hit.id and d.verdict == verdict and sameness(d.name) in names and not "" < d.until[:10] < today
    )
    return max(fitting, key=lambda d: d.on, default=None)


def _sources(view: View, finding: Finding) -> str:
    texts = []
    for ref in finding.evidence:
        dataset = view.datasets.get(ref)
        found = view.inputs.evidence.get(ref)
        if dataset:
            texts.append(f"{dataset.title or dataset.id} {dataset.version}")
        elif found:
            texts.append(" ".join(filter(None, (view.t.source_name(found.source), found.when, found.address))))
        else:
            texts.append(ref)
    return "; ".join(dict.fromkeys(texts))


def _sign(finding: Finding) -> str:
    if finding.blocker:
        return "✗"
    if finding.risk is None:
        return "?" if finding.gap else "·"
    return "▲" if finding.risk >= 0.5 else "+" if finding.merit >= MERIT_SHOWN else "○"


def weight(view: View, finding: Finding) -> tuple[float, float, str]:
    """Sort key: stopping findings, then the gravest (risk × confidence), then the best news."""
    now = view.reviewed(finding).finding
    return (-(2 if now.blocker else 0) - (now.risk or 0.0) * (now.confidence or 0.0), -now.merit, finding.id)


def headline(view: View, finding: Finding) -> str:
    """Check, subject and what was found, in one line."""
    text = view.say(finding.hits[0].message if finding.hits else finding.message)
    return f"{view.check(finding.question.check)}, {subject(view, finding.question)}: {text}"
