"""What people said and decided: interviews, reviews, names left. Shows no one's name but a reviewer's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from brandname.model import Note, sameness
from brandname.reports.inputs import View
from brandname.reports.summary import since
from brandname.reports.tree import Block, Cell, Column, Items, Line, Section, Table, Text, Tone


def interviews(view: View) -> Section:
    """How many were asked where, and what they would call it instead."""
    t = view.t
    notes = [note for note in view.study.notes if note.consent != "none"]
    left = len(view.study.notes) - len(notes)
    blocks: list[Block] = []
    if not notes:
        blocks.append(Text(t("report.no_interviews")))
    else:
        blocks.append(_people(view, notes))
        suggestions = tuple(_suggestions(view, notes))
        blocks.append(Text(t("report.suggestions") if suggestions else t("report.no_suggestions")))
        if suggestions:
            blocks.append(Items(suggestions))
    if left:
        blocks.append(Text(t("report.without_consent", n=left), Tone.FAINT))
    return Section("interviews", t("report.section.interviews"), tuple(blocks))


def reviews(view: View) -> Section:
    """Every decision, answer and signoff with its author; those that no longer apply by place."""
    t = view.t
    columns = (
        Column(t("report.column.place")),
        Column(t("report.column.review")),
        Column(t("report.column.name"), "name"),
        Column(t("report.column.what")),
        Column(t("report.column.verdict")),
        Column(t("report.column.by")),
        Column(t("report.column.on")),
        Column(t("report.column.note")),
    )
    rows = tuple(_reviews(view))
    blocks: list[Block] = [Table(columns, rows) if rows else Text(t("report.no_reviews"))]
    if view.ranking.stale_reviews:
        blocks.append(Text(t("report.stale_reviews", n=len(view.ranking.stale_reviews)), Tone.ALERT))
        blocks.append(Items(tuple(view.ranking.stale_reviews)))
    return Section("reviews", t("report.section.reviews"), tuple(blocks))


def dropped(view: View) -> Section:
    """Names the team left, with the coded reason."""
    t = view.t
    drops = view.study.reviews.drops
    listed = {sameness(drop.name) for drop in drops}
    rows = [
        Line((Cell(d.name), Cell(t(f"drop.{d.reason}")), Cell(d.by), Cell(_day(view, d.on)), Cell(d.note or "–")))
        for d in drops
    ]
    rows += [
        Line((Cell(c.name), Cell(t("report.no_reason_given")), Cell("–"), Cell("–"), Cell(c.story or "–")))
        for c in view.study.dropped
        if sameness(c.name) not in listed
    ]
    columns = (
        Column(t("report.column.name"), "name"),
        Column(t("report.column.reason")),
        Column(t("report.column.by")),
        Column(t("report.column.on")),
        Column(t("report.column.note")),
    )
    block: Block = Table(columns, tuple(rows)) if rows else Text(t("report.no_drops"))
    return Section("dropped", t("report.section.dropped"), (block,))


def last_run(view: View) -> Section:
    """What differs from the run before."""
    lines = since(view)
    block: Block = Items(lines) if lines else Text(view.t("report.first_run"))
    return Section("since", view.t("report.section.since"), (block,))


def _people(view: View, notes: list[Note]) -> Table:
    t = view.t
    columns = (
        Column(t("report.column.market"), "name"),
        Column(t("report.column.people"), "number"),
        Column(t("report.column.languages")),
        Column(t("report.column.kinds")),
        Column(t("report.column.rounds")),
    )
    rows = []
    for code in dict.fromkeys([m.code for m in view.study.markets] + sorted({n.market for n in notes})):
        here = [note for note in notes if note.market == code]
        if here:
            rows.append(
                Line(
                    (
                        Cell(view.market(code)),
                        Cell(str(len(here))),
                        Cell(
                            t.join([t.language_name(tag) for tag in sorted({n.language for n in here if n.language})])
                        ),
                        Cell(
                            t.join(
                                [
                                    t(f"report.person.{kind}", n=n)
                                    for kind, n in sorted(Counter(n.kind for n in here).items())
                                ]
                            )
                        ),
                        Cell(t.join([str(n) for n in sorted({n.round for n in here})])),
                    )
                )
            )
    silent = [view.market(m.code) for m in view.study.markets if m.code not in {n.market for n in notes}]
    if silent:
        rows.append(Line((Cell(t("report.nobody_asked")), Cell("0"), Cell(t.join(silent)), Cell("–"), Cell("–"))))
    return Table(columns, tuple(rows))


def _suggestions(view: View, notes: list[Note]) -> Iterator[str]:
    for code in dict.fromkeys(note.market for note in notes):
        counted: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for note in notes:
            for name in note.instead if note.market == code else ():
                counted[sameness(name)] += 1
                shown.setdefault(sameness(name), name)
        if counted:
            names = [
                shown[key] + (f" ({n}×)" if n > 1 else "")
                for key, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
            ]
            yield f"{view.market(code)}: {view.t.comma.join(names)}"


def _reviews(view: View) -> Iterator[Line]:
    t, reviews = view.t, view.study.reviews
    stale = set(view.ranking.stale_reviews)

    def line(where: str, kind: str, name: str, what: str, verdict: str, by: str, on: str, note: str) -> Line:
        place = t("report.stale_mark", where=where) if where in stale else where
        return Line(tuple(map(Cell, (place or "–", kind, name, what, verdict, by, _day(view, on), note or "–"))))

    for d in reviews.decisions:
        until = t("report.until", until=d.until) if d.until else ""
        yield line(
            d.where, t("report.review.decision"), d.name, d.hit, t(f"verdict.{d.verdict}"), d.by, d.on, d.reason + until
        )
    for a in reviews.answers:
        yield line(
            a.where,
            t("report.review.answer"),
            a.name,
            f"{view.check(a.check)}: {a.subject}",
            t(f"outcome.{a.outcome}"),
            a.by,
            a.on,
            " ".join(filter(None, (a.note, a.link))),
        )
    for s in reviews.signoffs:
        yield line(
            s.where,
            t("report.review.signoff"),
            s.name,
            f"{t.language_name(s.language)}, {view.market(s.market)}",
            t(f"verdict.{s.verdict}"),
            s.by,
            s.on,
            s.note,
        )


def _day(view: View, iso: str) -> str:
    return view.t("report.day", on=iso) if len(iso) >= 10 else iso or "–"
