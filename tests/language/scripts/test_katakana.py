"""The adapter of `e2k`: its own answers, and more of them."""

from __future__ import annotations

import math

import pytest

from brandname.language.scripts import katakana
from brandname.language.scripts.joint import IMPOSSIBLE

NAMES = ("velora", "springcoat", "zovanta", "rhythm", "ooze", "mcallister", "xqz", "hhhhhhhhhhhh")


@pytest.mark.parametrize("name", NAMES)
def test_the_narrowest_search_finds_what_e2k_answers(name: str) -> None:
    """Multiplied beforehand or not: one opening at a time leads where e2k's own first choice leads."""
    e2k = pytest.importorskip("e2k")
    reader = katakana.load()
    assert reader is not None
    own = e2k.C2K(max_len=katakana.LONGEST, model="turbo")(name)
    assert [answer.text for answer in reader.decode(name, 1, beam=1)] == [own]


def test_searching_and_scoring_agree() -> None:
    """A spelling is as likely when it is given as when it was found; one with other signs is impossible."""
    reader = katakana.load()
    if reader is None:
        pytest.skip("e2k is not installed")
    found = reader.decode("velora", 5)
    scores = reader.score("velora", [answer.text for answer in found])
    assert [answer.logp for answer in found] == sorted((answer.logp for answer in found), reverse=True)
    assert all(math.isclose(answer.logp, score, abs_tol=1e-3) for answer, score in zip(found, scores, strict=True))
    assert reader.score("velora", ["velora"]) == (IMPOSSIBLE,)
    assert reader.decode("", 5) == () and reader.score("", ["ア"]) == (IMPOSSIBLE,)
