"""A report from top to bottom: which parts, in which order. The parts themselves are in the modules beside it."""

from __future__ import annotations

from brandname.reports import asked, front, grounds, names, people
from brandname.reports.inputs import CheckCard, Inputs, View
from brandname.reports.summary import Summary, summarise
from brandname.reports.tree import Document, Section, Text, Tone

__all__ = ["CheckCard", "Document", "Inputs", "Summary", "build", "summarise"]


def build(view: View) -> Document:
    """The whole report as a tree that every format writes out."""
    t = view.t
    parts = (
        front.minute(view),
        front.ranking(view),
        front.reasons(view),
        asked.section(view),
        names.sections(view),
        names.others(view),
        people.dropped(view),
        people.interviews(view),
        people.reviews(view),
        people.last_run(view),
        grounds.markets(view),
        grounds.sources(view),
        grounds.method(view),
        grounds.search_log(view),
        _next(view),
    )
    return Document(
        language=view.inputs.language,
        title=t(
            "report.title",
            goods=view.study.brief.goods or t("report.no_goods"),
            run=view.run.number,
            date=view.run.started,
        ),
        notice=t("report.notice"),
        head=front.head(view),
        sections=tuple(part for part in parts if part is not None),
    )


def _next(view: View) -> Section:
    t = view.t
    return Section(
        "next",
        t("report.section.next"),
        (
            Text(view.say(view.next_step), Tone.LEAD),
            Text(t("report.recheck"), Tone.FAINT),
            Text(t("report.decision_line", blank=front.BLANK), Tone.BLANK, t("report.decision")),
            Text(t("report.closing"), Tone.FAINT),
        ),
    )
