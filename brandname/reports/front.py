"""The first page: what this is, one minute's reading, the ranking with its legend, the reasons."""

from __future__ import annotations

from brandname.model import Shelf, Status, SubjectKind
from brandname.rank import Standing
from brandname.reports.calibration import rates
from brandname.reports.inputs import MARKS, View, mark, rests_on_answers, show_range
from brandname.reports.summary import alerts, caveats, legend, overlaps, since, why, worst_market_named, written
from brandname.reports.tree import Block, Cell, Column, Facts, Group, Items, Line, Section, Table, Text, Tone

REASONS_SHOWN = 24
"""Lines in the list of reasons; the rest is in the sections of the names."""
OPEN_SHOWN = 4
"""Groups of open decisive questions named in the first minute; the rest are counted."""
BLANK = "______________________"


def head(view: View) -> tuple[Block, ...]:
    """Above everything: what went wrong, the line for counsel, the data of the matter."""
    t = view.t
    lines = [Text(line, Tone.ALERT) for line in alerts(view)]
    return (*lines, Text(BLANK, Tone.BLANK, t("report.confidentiality")), Facts(_matter(view)))


def minute(view: View) -> Section:
    """What a reader takes away in one minute."""
    t = view.t
    standings = view.ranking.standings
    shelf = {s: tuple(x.candidate for x in standings if x.shelf is s) for s in Shelf}
    parts = [t(f"report.minute.{s}", n=len(names)) for s, names in shelf.items() if names]
    parts.append(t("report.minute.answered", share=_answered_share(view)))
    blocks: list[Block] = [Text(" ".join(parts) if view.inputs.language == "en" else "".join(parts), Tone.LEAD)]
    points = [*caveats(view)]
    if shelf[Shelf.RANKED]:
        points.append(_leaders(view, shelf[Shelf.RANKED]))
    points += [_stopped(view, s) for s in standings if s.shelf is Shelf.BLOCKED][:5]
    if len(shelf[Shelf.BLOCKED]) > 5:
        points.append(t("report.minute.more_stopped", n=len(shelf[Shelf.BLOCKED]) - 5))
    points += _kept_open(view)
    points += since(view)
    points.append(f"{t('report.heading_next')}: {view.say(view.next_step)}")
    return Section("minute", t("report.section.minute"), (*blocks, Items(tuple(points))))


def _answered_share(view: View) -> float:
    """Answered questions among those that apply."""
    answered, unanswered = view.counts[Status.ANSWERED], view.counts[Status.UNANSWERED]
    return answered / (answered + unanswered) if answered + unanswered else 0.0


def ranking(view: View) -> Section:
    """The table of names, with what it means."""
    t = view.t
    blocks: list[Block] = [Text(" ".join(caveats(view))), _table(view)]
    if view.ranking.ties:
        blocks.append(Items(tuple(note.text for note in overlaps(view))))
    blocks.append(Facts(legend(view), compact=True))
    blocks.append(Text(t("report.range_explained"), Tone.FAINT))
    if view.handles:
        blocks.append(Text(t("handle.report.column_explained"), Tone.FAINT))
    blocks += [Text(line, Tone.FAINT) for line in rates(view)]
    return Section("ranking", t("report.section.ranking"), tuple(blocks))


def reasons(view: View) -> Section:
    """The most telling findings over all names."""
    t = view.t
    lines = why(view, REASONS_SHOWN)
    if not lines:
        return Section("reasons", t("report.section.reasons"), (Text(t("report.no_reasons")),))
    columns = (
        Column(t("report.column.mark"), "mark"),
        Column(t("report.column.name"), "name"),
        Column(t("report.column.market")),
        Column(t("report.column.what")),
    )
    rows = tuple(Line((Cell(w.mark), Cell(w.name), Cell(view.markets(w.markets)), Cell(w.text))) for w in lines)
    return Section("reasons", t("report.section.reasons"), (Table(columns, rows),))


def _matter(view: View) -> tuple[tuple[str, str], ...]:
    t, brief, run = view.t, view.study.brief, view.run
    pairs = [
        (t("report.matter.goods"), brief.goods or t("report.not_stated")),
        (t("report.matter.nice"), _classes(view)),
        (t("report.matter.project"), t(f"report.project.{brief.project}", incumbent=brief.incumbent or "–")),
        (t("report.matter.markets"), t.join([_coded(view, market.code) for market in view.study.markets])),
        (
            t("report.matter.run"),
            t(
                "report.matter.run_value",
                run=run.number,
                label=run.label or "–",
                date=run.started,
                tool=run.tool or "–",
            ),
        ),
        (t("report.matter.online"), t("report.online" if run.online else "report.offline")),
        (t("report.matter.requester"), BLANK),
        (t("report.matter.matter"), BLANK),
    ]
    return tuple(pairs)


def _classes(view: View) -> str:
    brief, t = view.study.brief, view.t
    if not brief.nice and not brief.nice_later:
        return t("report.not_stated")
    now = t.join([str(n) for n in brief.nice])
    if not brief.nice_later:
        return now
    return t("report.matter.nice_value", now=now, later=t.join([str(n) for n in brief.nice_later]))


def _leaders(view: View, names: tuple[str, ...]) -> str:
    first = next((tie for tie in view.ranking.ties if names[0] in tie), names[:1])
    if len(first) == 1:
        return view.t("report.minute.leads", name=first[0], risk=show_range(view.standings[first[0]].range))
    return view.t("report.minute.lead_together", n=len(first), names=_some(view, first))


def _kept_open(view: View) -> list[str]:
    """The open decisive questions that keep names from being placed, those of most names first.

    A name that stops is placed: what is open about it stands with the name.
    """
    undecided = (standing for standing in view.ranking.standings if standing.shelf is Shelf.UNDECIDED)
    open_ = {id_ for standing in undecided for id_ in standing.open_decisive}
    names: dict[tuple[str, str, str], set[str]] = {}
    for finding in view.findings() if open_ else ():
        if view.id(finding) in open_ and finding.gap:
            scope = finding.question.subject
            named = {SubjectKind.LANGUAGE: view.t.language_name, SubjectKind.MARKET: view.market}.get(scope.kind, str)
            place = named(scope.scope)
            key = (finding.question.check, place, finding.gap.value)
            names.setdefault(key, set()).add(finding.question.candidate)
    if not names:
        return []
    most = sorted(names.items(), key=lambda item: (-len(item[1]), item[0]))
    told = [
        view.t("report.minute.open_question", check=check, place=place, why=view.t(f"gap.{gap}.name"), n=len(who))
        for (check, place, gap), who in most[:OPEN_SHOWN]
    ]
    more = view.t("report.more", n=len(most) - OPEN_SHOWN) if len(most) > OPEN_SHOWN else ""
    return [view.t("report.minute.open", questions=view.t.comma.join(told) + more)]


def _some(view: View, names: tuple[str, ...], limit: int = 6) -> str:
    if len(names) <= limit:
        return view.t.join(names)
    return view.t("report.and_more", names=view.t.comma.join(names[:limit]), n=len(names) - limit)


def _stopped(view: View, standing: Standing) -> str:
    codes = [view.market(m.market) for m in standing.markets if m.blocked]
    reviewed = [view.ranking.findings[id_].finding for id_ in standing.blockers if id_ in view.ranking.findings]
    text = view.say(reviewed[0].hits[0].message if reviewed[0].hits else reviewed[0].message) if reviewed else ""
    return view.t("report.minute.stopped", name=standing.candidate, markets=_some(view, tuple(codes)), why=text)


def _table(view: View) -> Table:
    t = view.t
    columns = [Column(t("report.column.name"), "name")]
    for market in view.study.markets:
        horizon = t(f"report.horizon.{market.horizon}") if market.horizon in {"now", "watch"} else market.horizon
        columns.append(Column(market.code.upper(), "mark", f"{view.market(market.code)} ({horizon})"))
    if view.handles:
        columns.append(Column(t("handle.report.column"), "number", t("handle.report.column_tip")))
    columns += [
        Column(t("report.column.risk"), "range"),
        Column(t("report.column.worst_market")),
        Column(t("report.column.answered"), "number"),
        Column(t("report.column.fit"), "number"),
    ]
    rows: list[Line | Group] = []
    shelf = None
    full = set(view.told_in_full)
    for standing in view.ranking.standings:
        if standing.shelf is not shelf:
            shelf = standing.shelf
            rows.append(Group(t(f"shelf.{shelf}.label"), t(f"report.shelf_note.{shelf}")))
        rows.append(_row(view, standing, standing.candidate in full))
    return Table(tuple(columns), tuple(rows))


def _row(view: View, standing: Standing, linked: bool) -> Line:
    shown = rests_on_answers(standing)
    link = view.anchor(standing.candidate) if linked else ""
    return Line(
        (
            Cell(
                standing.candidate,
                sub=view.t.join(written(view, standing.candidate)) if written(view, standing.candidate) else "",
                link=link,
            ),
            *(Cell(mark(market)) for market in standing.markets),
            *_consistency(view, standing.candidate),
            Cell(show_range(standing.range) if shown else "–", bar=standing.range if shown else None),
            Cell(worst_market_named(view, standing) if shown else "–"),
            Cell(view.t("report.percent", share=standing.coverage)),
            Cell("–" if standing.fit is None else f"{standing.fit:.1f} (n={standing.fit_n})"),
        )
    )


def _coded(view: View, code: str) -> str:
    """A market by name, with the code that heads its column."""
    return view.t("report.scope.office", name=view.market(code), code=code.upper())


def _consistency(view: View, name: str) -> tuple[Cell, ...]:
    """On how many of the platforms it needs one spelling met no account: at least, and with every open question so.

    A measure beside the risk, which it leaves as it is; no column where no name was asked about.
    """
    if not view.handles:
        return ()
    one = view.handles.get(name)
    if one is None:
        return (Cell("–"),)
    least, most = len(one.not_found), len(one.not_found) + len(one.open)
    part = str(least) if least == most else f"{least}–{most}"
    return (Cell(view.t("handle.report.share", part=part, whole=one.platforms), sub=one.handle),)


def marks_in_words(view: View) -> tuple[tuple[str, str], ...]:
    """Each mark with its short name, for readers of a screen that is read aloud."""
    names = dict(zip(MARKS, ("blocked", "warning", "open", "merit", "quiet", "nothing"), strict=True))
    return tuple((sign, view.t(f"report.mark_word.{name}")) for sign, name in names.items())
