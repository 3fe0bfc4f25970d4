"""Limits an hour or a day that hold over runs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from brandname.net import budget as module
from brandname.net.budget import DAY, Budget


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock to be set."""
    now = [1_800_000_000.0]
    monkeypatch.setattr(module.time, "time", lambda: now[0])
    return now


def test_a_limit_holds_over_runs(tmp_path: Path, clock: list[float]) -> None:
    """Three short runs within an hour ask no more of a registry than one long run would."""
    assert [Budget("whois.test", 3, 0, folder=tmp_path).claim() for _ in range(5)] == [True] * 3 + [False] * 2
    clock[0] += 3601
    assert Budget("whois.test", 3, 0, folder=tmp_path).claim()


def test_an_hour_and_a_day_are_two_limits(tmp_path: Path, clock: list[float]) -> None:
    """Five a day stay five a day, two an hour at most; the next day they are there again."""
    budget, taken = Budget("whois.test", 2, 5, folder=tmp_path), []
    for _ in range(24):
        taken.append(sum(budget.claim() for _ in range(9)))
        clock[0] += 3601
    assert taken[:4] == [2, 2, 1, 0] and sum(taken) == 5
    assert budget.claim()


def test_hosts_are_counted_apart(tmp_path: Path) -> None:
    """One registry's limit is not another's."""
    assert Budget("a.test", 1, 0, folder=tmp_path).claim() and Budget("b.test", 1, 0, folder=tmp_path).claim()


@pytest.mark.parametrize("folder", [True, False])
def test_a_count_that_cannot_be_kept_is_kept_in_mind(tmp_path: Path, folder: bool) -> None:
    """On a full or locked disk the limit holds within the run."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    budget = Budget("whois.test", 2, 0, folder=blocked if folder else None)
    assert [budget.claim() for _ in range(4)] == [True, True, False, False]


def test_a_damaged_count_is_never_a_licence(tmp_path: Path) -> None:
    """Lines that cannot be read, and times in the future, count as requests just now."""
    Budget("whois.test", 9, 0, folder=tmp_path).claim()
    [file] = tmp_path.iterdir()
    file.write_text(f"oops\n{time.time() + DAY}\n\xff\n", encoding="latin-1")
    assert [Budget("whois.test", 4, 0, folder=tmp_path).claim() for _ in range(2)] == [True, False]


def test_old_lines_are_dropped(tmp_path: Path, clock: list[float]) -> None:
    """The file does not grow for ever."""
    for _ in range(40):
        for _ in range(20):
            Budget("whois.test", 0, 100, folder=tmp_path).claim()
        clock[0] += DAY
    assert next(tmp_path.iterdir()).stat().st_size < 2_000
