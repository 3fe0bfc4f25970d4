"""The ranking and every finding as spreadsheets. Complete: no row is left out, however many there are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from brandname.model import Finding
from brandname.reports.assets import CSV, as_csv
from brandname.reports.entries import subject
from brandname.reports.inputs import View, mark, rests_on_answers

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet compute a cell."""
ROWS_AT_ONCE = 2_000

RANKING = (
    "place",
    "shelf",
    "name",
    "best",
    "worst",
    "worst_market",
    "answered",
    "fit",
    "fit_n",
    "merit",
    "blockers",
    "open_decisive",
    "handle",
    "handle_least",
    "handle_most",
    *CSV,
)
FINDINGS = (
    "id",
    "name",
    "check",
    "subject",
    "asked",
    "scope_kind",
    "scope",
    "markets",
    "decisive",
    "status",
    "gap",
    "band",
    "risk",
    "confidence",
    "merit",
    "blocker",
    "text",
    "hits",
    "dismissed",
    "next_step",
    "evidence",
)

MARK = (
    "office",
    "application",
    "registration",
    "mark",
    "written",
    "score",
    "band",
    "look",
    "sounds",
    "words",
    "status",
    "status_text",
    "status_date",
    "owner",
    "owner_country",
    "filed",
    "registered",
    "expires",
    "classes",
    "common_classes",
    "goods_relation",
    "goods",
    "drawing",
    "page",
)
"""Measures of a hit of the trademark check, a column each."""
MARKS = ("name", "asked", "markets", "id", "review", "risk", "confidence", *MARK, "text")


def ranking(view: View) -> Iterator[str]:
    """One row a name; a mark for each market. `place` counts ranked names only: the others have no order."""
    codes = [market.code for market in view.study.markets]
    places = iter(range(1, len(view.ranking.standings) + 1))
    return _rows(
        (*RANKING, *(f"mark_{code}" for code in codes)),
        (
            (
                next(places) if s.shelf == "ranked" else "",
                s.shelf,
                s.candidate,
                *((s.range.best, s.range.worst, s.worst_market) if rests_on_answers(s) else ("", "", "")),
                round(s.coverage, 4),
                "" if s.fit is None else round(s.fit, 2),
                s.fit_n,
                s.merit,
                len(s.blockers),
                len(s.open_decisive),
                *_handle(view, s.candidate),
                *as_csv(view, s.candidate),
                *(mark(m) for m in s.markets),
            )
            for s in view.ranking.standings
        ),
    )


def findings(view: View) -> Iterator[str]:
    """One row a finding, reviews applied; hits as `id: text`, one a line."""
    return _rows(FINDINGS, (_finding(view, finding) for finding in view.findings()))


def marks(view: View) -> Iterator[str]:
    """One row a mark found near a name, dismissed ones too; empty but for its head without a register."""
    found = (finding for finding in view.findings() if finding.question.check == "trademark" and finding.hits)
    return _rows(MARKS, (row for finding in found for row in _marks(view, finding)))


def _marks(view: View, finding: Finding) -> Iterator[tuple[object, ...]]:
    reviewed, question = view.reviewed(finding), finding.question
    verdicts = {hit.id: "confirmed" for hit in reviewed.confirmed} | {hit.id: "dismissed" for hit in reviewed.dismissed}
    for hit in finding.hits:
        values = (hit.measures.get(name, "") for name in MARK)
        yield (
            question.candidate,
            question.subject.text,
            " ".join(question.markets),
            hit.id,
            verdicts.get(hit.id, ""),
            hit.risk,
            hit.confidence,
            *(" ".join(value) if isinstance(value, tuple) else value for value in values),
            view.say(hit.message),
        )


def _handle(view: View, name: str) -> tuple[object, ...]:
    """The handle that could serve on most of the platforms needed, and the two ends of that share."""
    one = view.handles.get(name)
    return (one.handle, one.least, one.most) if one else ("", "", "")


def neutral(value: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _finding(view: View, finding: Finding) -> tuple[object, ...]:
    reviewed = view.reviewed(finding)
    now, question = reviewed.finding, finding.question
    return (
        view.id(finding),
        question.candidate,
        question.check,
        question.subject.text,
        subject(view, question),
        question.subject.kind,
        question.subject.scope,
        " ".join(question.markets),
        " ".join(question.decisive),
        now.status,
        now.gap or "",
        now.band or "",
        "" if now.risk is None else now.risk,
        "" if now.confidence is None else now.confidence,
        now.merit,
        "yes" if now.blocker else "no",
        view.say(now.message),
        "\n".join(f"{hit.id}: {view.say(hit.message)}" for hit in now.hits),
        "\n".join(hit.id for hit in reviewed.dismissed),
        view.say(now.next_step) if now.next_step else "",
        " ".join(now.evidence),
    )


def _rows(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    first = frozenset(FORMULA)  # nearly no cell begins with one: asked here, millions of calls are saved
    for number, row in enumerate(rows, 1):
        writer.writerow([neutral(value) if isinstance(value, str) and value[:1] in first else value for value in row])
        if number % ROWS_AT_ONCE == 0:
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue()
