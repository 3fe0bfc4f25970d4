"""The one score of two names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.distance.names import VOICES, prepare, sound_strings
from brandname.language.distance.scorer import Batch, batch, score

NAMES = st.lists(st.text("abeiorstk1", min_size=1, max_size=9), min_size=1, max_size=3).map(" ".join)


def ready(*names: str) -> Batch:
    """Names as a batch with their sounds."""
    folded = [prepare(name, voices=()).folded for name in names]
    return batch(folded, {voice: sound_strings(folded, voice) for voice in VOICES})


@given(st.lists(NAMES, min_size=1, max_size=6), NAMES)
@settings(deadline=None, max_examples=40)
def test_a_score_is_between_0_and_1_and_alone_as_in_company(names: list[str], query: str) -> None:
    """The same two names have the same score in every register."""
    found = score(prepare(query), ready(*names))
    assert ((found >= 0) & (found <= 1)).all()
    alone = [score(prepare(query), ready(name))[0] for name in names]
    assert found.tolist() == pytest.approx(alone, abs=1e-6)


@given(NAMES, NAMES)
@settings(deadline=None, max_examples=40)
def test_either_name_may_be_the_earlier_one(first: str, second: str) -> None:
    """The score is the same in both directions, and 1 for equal names only."""
    there, back = score(prepare(first), ready(second))[0], score(prepare(second), ready(first))[0]
    assert there == pytest.approx(back, abs=1e-6)
    assert (there == 1) == (first == second)


def test_nothing_to_compare_is_no_answer() -> None:
    """A name without a Latin letter is not unlike all others: nobody compared it."""
    assert np.isnan(score(prepare("薇珞"), ready("velora", "vela"))).all()
    assert np.isnan(score(prepare("velora"), ready("velora", "薇珞"))).tolist() == [False, True]
    assert score(prepare("velora"), ready()).tolist() == []


def test_without_sounds_the_look_counts_alone() -> None:
    """A register whose sounds are not made yet is compared by look, and equal names still have 1."""
    found = score(prepare("velora"), batch(["velora", "velura", "quint"], {}))
    assert found[0] == 1
    assert 1 > found[1] > found[2]


@pytest.mark.parametrize(("query", "nearer", "farther"), [
    ("velora", "velura", "valueline"), ("kandex", "candex", "handex"), ("brightwater", "bright", "brigade"),
    ("sunny hills", "hills", "sunday meal"), ("mirador group", "mirador", "group mendez"),
    ("novexa", "nowexa", "nothing"),
])
def test_nearer_names_come_first(query: str, nearer: str, farther: str) -> None:
    """What sounds, looks or contains more alike ranks higher."""
    found = score(prepare(query), ready(nearer, farther))
    assert found[0] > found[1]


def test_weak_words_tell_little() -> None:
    """A shared distinctive word counts more than a shared form of company."""
    found = score(prepare("zellaro gmbh"), ready("zellaro ltd", "moppert gmbh"))
    assert found[0] > found[1] + 0.2
