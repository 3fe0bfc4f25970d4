"""What was asked and what has no answer: check by market, reason by reason. Adds up to every question of the run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from brandname.model import Gap, Status
from brandname.reports.inputs import View
from brandname.reports.summary import gaps
from brandname.reports.tree import Block, Cell, Column, Fold, Items, Line, Section, Table, Text, Tone


def section(view: View) -> Section:
    """Answered of asked, for each check and market; then the gaps; then what stands outside the ranges."""
    t = view.t
    blocks: list[Block] = [Text(t("report.asked_intro"), Tone.FAINT), _table(view), _gaps(view)]
    if view.run.not_selected:
        blocks.append(Text(t("report.not_selected", checks=tuple(view.run.not_selected))))
    if view.ranking.left_out:
        blocks.append(_left_out(view))
    return Section("asked", t("report.section.asked"), tuple(blocks))


def _table(view: View) -> Table:
    t = view.t
    cells, totals, why = _count(view)
    ids = [card.id for card in view.inputs.checks] + sorted(set(totals) - {card.id for card in view.inputs.checks})
    columns = (
        Column(t("report.column.check"), "name"),
        Column(t("report.column.answered_of"), "number"),
        Column(t("report.column.main_reason")),
        *(Column(market.code.upper(), "number", view.market(market.code)) for market in view.study.markets),
    )
    rows = []
    for id_ in ids:
        part, whole = totals.get(id_, (0, 0))
        main = max(why[id_].items(), key=lambda item: (item[1], item[0]))[0] if why.get(id_) else None
        reason = t(f"gap.{main}.name") if main else t("report.left_out_of_run") if id_ in view.run.not_selected else "–"
        rows.append(
            Line(
                (
                    Cell(view.check(id_)),
                    Cell(t("report.of", part=part, whole=whole) if whole else "–"),
                    Cell(reason),
                    *(
                        Cell("{}/{}".format(*cells[id_, market.code]) if (id_, market.code) in cells else "–")
                        for market in view.study.markets
                    ),
                )
            )
        )
    return Table(columns, tuple(rows))


def _count(
    view: View,
) -> tuple[Mapping[tuple[str, str], list[int]], Mapping[str, tuple[int, int]], Mapping[str, Counter[Gap]]]:
    """(check, market) → [answered, asked]; check → (answered, asked), each question once; check → reasons."""
    cells: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    why: dict[str, Counter[Gap]] = defaultdict(Counter)
    for finding in view.findings():
        if finding.status is Status.NOT_APPLICABLE:
            continue
        answered = int(finding.status is Status.ANSWERED)
        check = finding.question.check
        totals[check][0] += answered
        totals[check][1] += 1
        for market in finding.question.markets:
            cell = cells[check, market]
            cell[0] += answered
            cell[1] += 1
        if finding.gap:
            why[check][finding.gap] += 1
    return dict(cells), {check: (part, whole) for check, (part, whole) in totals.items()}, dict(why)


def _gaps(view: View) -> Table:
    t = view.t
    columns = (
        Column(t("report.column.count"), "number"),
        Column(t("report.column.question")),
        Column(t("report.column.reason")),
        Column(t("report.column.remedy")),
    )
    return Table(
        columns, tuple(Line((Cell(f"{g.count:,}"), Cell(g.what), Cell(g.why), Cell(g.remedy))) for g in gaps(view))
    )


def _left_out(view: View) -> Fold:
    t = view.t
    scopes: dict[str, list[str]] = defaultdict(list)
    for check, scope in view.ranking.left_out:
        scopes[check].append(view.scope(check, scope))
    lines = tuple(
        t("report.left_out_line", check=check, n=len(found), scopes=t.comma.join(found))
        for check, found in scopes.items()
    )
    return Fold(
        t("report.left_out", n=len(view.ranking.left_out)), (Text(t("report.left_out_why"), Tone.FAINT), Items(lines))
    )
