"""What is printed fits the screen it is printed on, and a log keeps its lines whole."""

from __future__ import annotations

import io

import pytest

from brandname.cli.console import Screen
from brandname.cli.layout import columns
from brandname.cli.session import Session
from brandname.reports.catalogue import open_catalogue


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_sentence_is_wrapped_at_the_screens_width(width: int, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """I never read half a word at the edge of my window."""
    monkeypatch.setenv("COLUMNS", str(width))
    out = io.StringIO()
    session = Session(open_catalogue(language), Screen(out, io.StringIO()))
    sources = ("rdap", "whois", "dns-zone", "handles-bluesky", "handles-mastodon")
    session.say("cli.gather.exported", n=123, file="questions.zip", sources=sources)
    lines = out.getvalue().splitlines()
    assert len(lines) > 1 if width == 80 else len(lines) < 3
    assert max(map(columns, lines)) <= width
    whole = session.catalogue("cli.gather.exported", n=123, file="questions.zip", sources=sources)
    assert "".join("".join(lines).split()) == "".join(whole.split())


def test_what_is_set_in_stays_set_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Advice stands below its mistake, all of it; lines of a text stay apart."""
    monkeypatch.setenv("COLUMNS", "40")
    out = io.StringIO()
    Screen(out).prose("First.\n\n  " + "advice " * 12)
    lines = out.getvalue().splitlines()
    assert lines[:2] == ["First.", ""]
    assert len(lines) > 3
    assert all(line.startswith("  advice") for line in lines[2:])


def test_notes_are_wrapped_where_somebody_reads_them_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a mistake is folded; in a log file it stays one line to search for."""
    monkeypatch.setenv("COLUMNS", "40")
    text, watched, log = "candidates.yaml:3:1: " + "word " * 20, Terminal(), io.StringIO()
    Screen(io.StringIO(), watched).note(text)
    Screen(io.StringIO(), log).note(text)
    assert max(map(len, watched.getvalue().splitlines())) <= 40
    assert log.getvalue() == text + "\n"
