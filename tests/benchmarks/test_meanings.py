"""The benchmark of meanings judges as the program does, and reads nothing it must not see."""

from __future__ import annotations

import re

import pytest

from benchmarks.generated import names
from benchmarks.meanings import packaged, predict
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


def row(name: str, market: str) -> dict[str, str]:
    """A case as the benchmark reads it."""
    return {"id": f"{name}-{market}", "name": name, "product": "tea", "market": market}


def test_a_listed_word_is_flagged_in_its_market_only() -> None:
    """One line a case, in order, with the sentences that stand behind a flag."""
    lines = list(predict([row("Verga", "MX"), row("Zovanta", "MX"), row("Verga", "KR")]))
    assert [line["flagged"] for line in lines] == [True, False, False]
    assert set(lines[0]) == {"id", "flagged", "positive", "evidence"}
    assert "verga" in str(lines[0]["evidence"])
    assert lines[1]["evidence"] == ""


def test_a_way_left_out_no_longer_flags() -> None:
    """The figures without one way of matching are those of the check without it."""
    assert [line["flagged"] for line in predict([row("Verga", "MX")], frozenset({"whole"}))] == [False]


def test_a_market_without_facts_is_said_and_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    """A case that cannot be judged counts as not flagged, and standard error tells."""
    assert packaged("xx") is None
    assert [line["flagged"] for line in predict([row("Verga", "XX")])] == [False]
    assert "XX" in capsys.readouterr().err


def test_generated_names_are_the_same_for_the_same_seed() -> None:
    """The false alarms of two versions are counted on the same names."""
    made = list(names(200, 7))
    assert made == list(names(200, 7))
    assert made != list(names(200, 8))
    assert len(set(made)) == 200
    assert all(re.fullmatch(r"[A-Z][a-z]{3,9}", name) for name in made)
