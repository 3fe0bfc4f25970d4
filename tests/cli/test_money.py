"""What a call would pay for: told first, and sent only with somebody's leave."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping

import pytest

from brandname.cli.console import Screen
from brandname.cli.money import Leave, agree, read_leave
from brandname.cli.session import Session
from brandname.errors import UserMistake
from brandname.gather.spending import Spending
from brandname.reports.catalogue import open_catalogue

PLAN = (Spending("brave", 10, 2), Spending("serper", 5, 4))


class Terminal(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def agreed(leave: Leave, typed: str | None, monkeypatch: pytest.MonkeyPatch) -> tuple[Mapping[str, int], str, str]:
    """What may be sent, and what was printed on both outputs; `typed` None = nobody at a terminal."""
    monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Terminal(typed))
    out, err = io.StringIO(), io.StringIO()
    return agree(Session(open_catalogue("en"), Screen(out, err)), PLAN, leave), out.getvalue(), err.getvalue()


def test_every_service_is_told_with_its_number_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """I read service by service what it would cost, controls apart."""
    _, _, told = agreed(Leave(yes=True), None, monkeypatch)
    plain = " ".join(told.split())
    assert "Paid queries to brave: 12 at most (10 of the plan, 2 for controls)." in plain
    assert "Paid queries to serper: 9 at most (5 of the plan, 4 for controls)." in plain


@pytest.mark.parametrize(("leave", "typed", "allowed"), [
    (Leave(), None, {}), (Leave(), "\n", {}), (Leave(), "n\n", {}), (Leave(), "", {}),
    (Leave(), "y\n", {"brave": 12, "serper": 9}), (Leave(yes=True), None, {"brave": 12, "serper": 9}),
    (Leave(most=15), None, {"brave": 12, "serper": 3}), (Leave(most=0, yes=True), None, {"brave": 0, "serper": 0}),
    (Leave(most=500), None, {"brave": 12, "serper": 9}), (Leave(asks=False), "y\n", {})])
def test_leave_is_what_was_said_and_silence_is_none(
    leave: Leave, typed: str | None, allowed: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty line, an ended input, no terminal: nothing is paid for."""
    assert dict(agreed(leave, typed, monkeypatch)[0]) == allowed


def test_nobody_at_a_terminal_learns_how_to_allow_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A nightly run says which option it wanted."""
    assert "--max-queries N" in agreed(Leave(), None, monkeypatch)[2]


@pytest.mark.parametrize("text", ["-1", "many", "1.5"])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    """A slip is told before anything is planned."""
    with pytest.raises(UserMistake):
        read_leave(text, yes=False)
