"""N-gram models of rows of units."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from tools.sounds.ngrams import count, estimate, prune

ROWS = st.lists(st.text("abc", min_size=1, max_size=6), min_size=3, max_size=30)


@settings(deadline=None)
@given(ROWS, st.sampled_from([0.0, 0.5, 2.0]))
def test_what_may_follow_adds_up_to_one(rows: list[str], spared: float) -> None:
    """After any context, however much of the model was left out."""
    counts = count([f"<{row}>" for row in rows], 3)
    model = prune(estimate(counts, "<"), counts, spared)
    units = {unit for row in rows for unit in row} | {">"}
    for context in {"", "a", "ab", "<a", "cc"}:
        assert sum(model.chance(context + unit) for unit in units) == approx(1, abs=0.02)


@settings(deadline=None)
@given(ROWS)
def test_what_is_kept_is_kept_without_its_first_unit(rows: list[str]) -> None:
    """A search may go from short contexts to long ones."""
    counts = count([f"<{row}>" for row in rows], 4)
    model = prune(estimate(counts, "<"), counts, 1.0)
    assert all(gram[1:] in model.chances for gram in model.chances if len(gram) > 1)
    assert all(context[1:] in model.weights for context in model.weights if len(context) > 1)


def test_what_was_seen_is_likelier_than_what_was_not() -> None:
    """After "a" mostly "b"."""
    counts = count(["<ab>"] * 8 + ["<ac>", "<ba>", "<cb>"], 2)
    model = estimate(counts, "<")
    assert model.chance("ab") > model.chance("ac") > model.chance("aa")
