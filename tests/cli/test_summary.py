"""The screen a run ends with: nothing lost at 80 columns, one line a name at 200."""

from __future__ import annotations

import io
import re

import pytest

from brandname.cli.console import Screen
from brandname.cli.layout import columns
from brandname.cli.session import Session
from brandname.cli.summary import NAMES_SHOWN, few, print_summary
from brandname.model import Shelf
from brandname.reports.catalogue import open_catalogue
from brandname.reports.summary import GapLine, Headings, NameRow, OverlapNote, Summary, WhyLine

HEADS = Headings("risk, best–worst", "worst market", "answered", "brief fit", "Why", "Not answered (3)", "why",
                 "what answers it", "Next")


def row(name: str, marks: tuple[str, ...], shelf: Shelf = Shelf.RANKED, written: tuple[str, ...] = ()) -> NameRow:
    """One name's line."""
    return NameRow(shelf, shelf.value, name, written, marks, "0.21–0.46", "mx .61", "79 %", "3.9 (n=5)")


def summary(rows: tuple[NameRow, ...], codes: tuple[str, ...], **fields: object) -> Summary:
    """A summary of these lines."""
    return Summary(**{  # type: ignore[arg-type]
        "heading": "tea", "counts": "61 questions", "alerts": (), "caveats": (), "since": (), "market_codes": codes,
        "markets": tuple(f"Land-{n}" for n in range(len(codes))), "rows": rows, "overlaps": (),
        "why": (), "gaps": (), "next": "Ask", "legend": (("▲", "warning"), ("?", "open")),
        "remarks": (), "closing": "A screen, not a clearance.", "headings": HEADS, **fields,
    })


def shown(what: Summary, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines it prints on a screen of this width."""
    monkeypatch.setenv("COLUMNS", str(width))
    out = io.StringIO()
    print_summary(Session(open_catalogue("en"), Screen(out, io.StringIO())), what)
    return out.getvalue().splitlines()


def test_a_small_study_is_one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a few markets everything about a name stands in one line, as in the manual."""
    lines = shown(summary((row("Velora", ("○", "▲", "?")),), ("us", "mx", "cn")), 80, monkeypatch)
    assert "          us  mx  cn    risk, best–worst  worst market  answered  brief fit" in lines
    assert "  Velora  ○   ▲   ?     0.21–0.46         mx .61        79 %      3.9 (n=5)" in lines


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("count", [1, 8, 24, 60])
def test_every_market_of_every_name_is_shown(width: int, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No market is cut away, however narrow my terminal; and no line is wider than it."""
    codes = tuple(f"{a}{b}" for a in "abcdefgh" for b in "ijklmnop")[:count]
    marks = tuple("▲?" if i % 2 else "✗" for i in range(count))
    names = ("Velora", "Élanthé", "星禾茶", "A very long name that needs a line of its own")
    lines = shown(summary(tuple(row(name, marks) for name in names), codes), width, monkeypatch)
    assert max(columns(line) for line in lines) <= width
    heads = [word for line in lines for word in line.split() if word in codes]
    assert heads == [*codes, *codes], "the marks, and what each code stands for"
    text = "\n".join(lines)
    assert text.count("▲?") == 4 * (count // 2)
    assert text.count("✗") == 4 * (count - count // 2)


def test_columns_stand_under_their_heads_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in characters does not push its marks away from their markets."""
    lines = shown(summary((row("星禾", ("○", "▲")), row("Velora", ("○", "▲"))), ("us", "mx")), 80, monkeypatch)
    places = [columns(line[: line.index("▲")]) for line in lines if "▲  " in line and "○" in line]
    head = next(line for line in lines if " us" in line)
    assert places == [head.index("mx")] * 2


def test_what_is_not_shown_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thousand names I see the first, and how many more there are."""
    rows = tuple(row(f"Name{i:04}", ("○",)) for i in range(1000))
    lines = shown(summary(rows, ("us",), remarks=tuple(f"remark {i}" for i in range(9))), 80, monkeypatch)
    assert sum("Name0" in line for line in lines) == NAMES_SHOWN
    assert f"    … and {1000 - NAMES_SHOWN} more names here, in the report." in lines
    assert "… and 5 more remarks, in the report." in lines


def test_shelves_overlaps_reasons_and_gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part of the summary reaches my screen, at every width."""
    what = summary(
        (row("Velora", ("○",)), row("Zovanta", ("○",)), row("Limpora", ("✗",), Shelf.BLOCKED, ("林波",))), ("us",),
        alerts=("a check crashed",), caveats=("Ranked on 3 of 9 checks.",), since=("Since run 6: one new name.",),
        overlaps=(OverlapNote(("Velora", "Zovanta"), "they overlap"),),
        why=(WhyLine("✗", "Limpora", ("us", "gb", "ie", "in"), "starts with a word"),),
        gaps=(GapLine(1600, "domains: com", "offline", "brandname check --online"),
              GapLine(7, "handles: x", "offline", "brandname check --online")),
    )
    for width in (80, 200):
        text = "\n".join(shown(what, width, monkeypatch))
        for part in ("a check crashed", "Ranked on 3", "Since run 6", "they overlap", "starts with a word", "us gb +2",
                     "1,600  domains: com", "7  handles: x", "brandname check --online", "林波", " Ask", "ranked",
                     "blocked"):
            assert part in text, (width, part)
        assert text.index("they overlap") < text.index("blocked")


def test_few_markets_are_named_and_the_rest_counted() -> None:
    """A reason that holds in forty markets does not fill my screen."""
    assert few(("us", "gb", "ie")) == "us gb ie"
    assert few(("us", "gb", "ie", "in")) == "us gb +2"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """As a terminal does."""
        return True


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """My terminal shows marks in colour, unless I have set NO_COLOR; the marks are the same."""
    what = summary((row("Velora", ("▲",)),), ("us",))
    monkeypatch.setenv("TERM", "xterm-256color")

    def printed() -> str:
        out = Terminal()
        print_summary(Session(open_catalogue("en"), Screen(out, io.StringIO())), what)
        return out.getvalue()

    assert re.search(r"\x1b\[33m▲", printed())
    monkeypatch.setenv("NO_COLOR", "1")
    plain = printed()
    assert "▲" in plain
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", plain)


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a log I read one line for each piece of work; on a terminal a bar that goes away."""
    monkeypatch.setenv("TERM", "xterm-256color")
    log, terminal = io.StringIO(), Terminal()
    for stream in (log, terminal):
        with Screen(io.StringIO(), stream).progress("preparing") as step:
            for done, what in ((1, "meaning"), (2, "meaning"), (3, "domains")):
                step(done, 3, what)
    assert log.getvalue().splitlines() == ["1/3 meaning", "3/3 domains"]
    assert "\x1b" in terminal.getvalue()
    assert "3/3" in terminal.getvalue()


def test_no_colour_codes_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What I pipe into a file is plain text."""
    assert "\x1b" not in "\n".join(shown(summary((row("Velora", ("▲",)),), ("us",)), 80, monkeypatch))
