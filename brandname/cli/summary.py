"""A run's summary as a screen: the table, the reasons, what is open, what comes next.

Lays out what `brandname.reports` says; adds no judgement. Whatever is left out for want of room is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from brandname.cli.console import Column, Text
from brandname.cli.layout import blocks, columns, fold, fold_items, pad

if TYPE_CHECKING:
    from brandname.cli.session import Session
    from brandname.reports.summary import NameRow, Summary

NAMES_SHOWN = 30
"""Names shown of one shelf; the rest is counted, and stands in the report."""
REMARKS_SHOWN = 4
ROOMY = 120
"""Columns from which what is open stands in one table; below, reason and remedy stand under it."""
MARKETS_SHOWN = 3
NAME_WIDEST = 20
"""A longer name stands on a line of its own."""

_ROLES = {"✗": "blocker", "▲": "warning", "+": "good", "?": "unknown"}


def print_summary(session: Session, summary: Summary) -> None:
    """Prints the screen a run ends with."""
    screen = session.screen
    screen.text(Text(summary.heading, "heading"))
    for alert in summary.alerts:
        screen.text(Text(alert, "blocker"))
    for text in (summary.counts, *summary.caveats, *summary.since):
        screen.text(text)
    for remark in summary.remarks[:REMARKS_SHOWN]:
        screen.text(Text(remark, "quiet"))
    if len(summary.remarks) > REMARKS_SHOWN:
        screen.text(Text(session.catalogue("cli.check.more_remarks", n=len(summary.remarks) - REMARKS_SHOWN), "quiet"))
    screen.line()
    for line in table(session, summary, screen.width):
        screen.row(*line)
    for legend in fold_items([f"{sign} {text}" for sign, text in summary.legend], screen.width, " "):
        screen.text(Text(legend, "quiet"))
    named = [f"{code} {name}" for code, name in zip(summary.market_codes, summary.markets, strict=True)]
    for markets in fold_items(named, screen.width, " "):
        screen.text(Text(markets, "quiet"))
    _print_why(session, summary)
    _print_gaps(session, summary)
    screen.line()
    screen.text(Text(summary.headings.next, "heading"))
    screen.text(summary.next, indent=1)
    screen.line()


def _print_why(session: Session, summary: Summary) -> None:
    if not summary.why:
        return
    session.screen.line()
    session.screen.text(Text(summary.headings.why, "heading"))
    name = min(NAME_WIDEST, max(columns(w.name) for w in summary.why))
    codes = max(columns(few(w.markets)) for w in summary.why)
    for line in summary.why:
        head = f"{pad(line.name, name)}  {pad(few(line.markets), codes)}  "
        hang = min(1 + 3 + name + 2 + codes + 2, session.screen.width // 3)
        session.screen.text(marked(pad(line.mark, 3)), head, line.text, indent=1, hang=hang)


def _print_gaps(session: Session, summary: Summary) -> None:
    if not summary.gaps:
        return
    session.screen.line()
    heads, screen = summary.headings, session.screen
    screen.text(Text(heads.not_answered, "heading"))
    if screen.width >= ROOMY:
        screen.table(
            [Column(right=True), Column(wrap=True), Column(heads.reason, wrap=True), Column(heads.remedy, wrap=True)],
            [(f"{g.count:,}", g.what, g.why, g.remedy) for g in summary.gaps], indent=1,
        )
        return
    wide = max(len(f"{g.count:,}") for g in summary.gaps)
    for (reason, remedy), group in groupby(summary.gaps, key=lambda g: (g.why, g.remedy)):
        for gap in group:
            screen.text(f"{pad(f'{gap.count:,}', wide, right=True)}  {gap.what}", indent=1, hang=wide + 3)
        why = session.catalogue("cli.check.gap_why", why=reason, remedy=remedy)
        screen.text(Text(why, "quiet"), indent=wide + 3)


def few(codes: Sequence[str]) -> str:
    """Some market codes: all of three, else two and how many more."""
    return " ".join(codes) if len(codes) <= MARKETS_SHOWN else f"{' '.join(codes[:2])} +{len(codes) - 2}"


def marked(mark: str) -> Text:
    """A mark in its colour."""
    return Text(mark, _ROLES.get(mark[:1], "plain"))


# ── the table of names ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Frame:
    """Widths of the table's columns, and which of them stand side by side."""

    name: int
    numbers: tuple[int, ...]
    market: int
    """Of one market, with the gap after it."""
    markets: tuple[range, ...]
    """Runs of markets; one run a block."""
    joined: bool
    """Marks and numbers stand in one line."""


Line = list[Text]


def table(session: Session, summary: Summary, width: int) -> Iterator[Line]:
    """The ranking by shelf: one block where it fits, else the numbers first and the markets below, all of them."""
    if not summary.rows:
        return
    heads = (summary.headings.risk, summary.headings.worst_market, summary.headings.answered, summary.headings.fit)
    frame = fit(summary, heads, width)
    first = frame.markets[0] if frame.joined and frame.markets else range(0)
    yield _head(frame, summary.market_codes, first, heads)
    for label, rows in groupby(summary.rows, key=lambda row: row.shelf_label):
        shown = list(rows)
        yield [Text(f" {label}", "heading")]
        for row in shown[:NAMES_SHOWN]:
            yield from _row(frame, row, first, numbers(row))
        yield from _notes(session, summary, shown)
    yield []
    for block in () if frame.joined else frame.markets:
        yield _head(frame, summary.market_codes, block, ())
        for _, rows in groupby(summary.rows, key=lambda row: row.shelf_label):
            for row in list(rows)[:NAMES_SHOWN]:
                yield from _row(frame, row, block, ())
        yield []


def fit(summary: Summary, heads: Sequence[str], width: int) -> Frame:
    """How the table stands in so many columns."""
    name = min(NAME_WIDEST, max(columns(row.name) for row in summary.rows))
    wide = tuple(
        max(columns(head), *(columns(numbers(row)[place]) for row in summary.rows)) for place, head in enumerate(heads)
    )
    count, cell = len(summary.market_codes), max(map(columns, summary.market_codes), default=2)
    if name + 4 + sum(wide) + 2 * len(wide) > width:
        name = 0  # a narrow screen: every name stands on a line of its own
    rest = width - 2 - name - 2
    for gap in (2, 1):
        if count * (cell + gap) + sum(wide) + 2 * len(wide) <= rest:
            return Frame(name, wide, cell + gap, (range(count),), joined=True)
    gap = 2 if count * (cell + 2) <= rest else 1
    return Frame(name, wide, cell + gap, tuple(blocks(count, rest // (cell + gap))), joined=False)


def numbers(row: NameRow) -> tuple[str, str, str, str]:
    """The columns beside the marks."""
    return (row.risk, row.worst_market, row.answered, row.fit)


def _head(frame: Frame, codes: Sequence[str], block: range, heads: Sequence[str]) -> Line:
    cells = "".join(pad(codes[i], frame.market) for i in block)
    tail = "  ".join(pad(head, wide) for head, wide in zip(heads, frame.numbers, strict=False))
    gap = "  " if cells and tail and frame.joined else ""
    return [Text((" " * (frame.name + 4) + cells + gap + tail).rstrip(), "quiet")]


def _row(frame: Frame, row: NameRow, block: range, tail: Sequence[str]) -> Iterator[Line]:
    if columns(row.name) > frame.name:
        yield [Text(f"  {row.name}")]
        line = [Text(" " * (frame.name + 4))]
    else:
        line = [Text("  " + pad(row.name, frame.name + 2))]
    for i in block:
        mark = row.marks[i]
        line += [marked(mark), Text(" " * (frame.market - columns(mark)))]
    if block and tail:
        line.append(Text("  "))
    line.append(Text("  ".join(pad(text, wide) for text, wide in zip(tail, frame.numbers, strict=False)).rstrip()))
    yield line
    if tail and row.written:
        yield [Text("    " + " · ".join(row.written), "quiet")]


def _notes(session: Session, summary: Summary, rows: Sequence[NameRow]) -> Iterator[Line]:
    """Below a shelf: which names overlap, and how many are not shown."""
    names = {row.name for row in rows}
    for note in summary.overlaps:
        if names.issuperset(note.names):
            yield from ([Text(line, "quiet")] for line in fold(note.text, session.screen.width, "    "))
    if len(rows) > NAMES_SHOWN:
        more = session.catalogue("cli.check.more_names", n=len(rows) - NAMES_SHOWN)
        yield [Text(f"    {more}", "quiet")]
