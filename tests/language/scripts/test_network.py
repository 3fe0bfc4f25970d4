"""The network: packed, read back, searched and scored, and the shipped one."""

from __future__ import annotations

import math

import pytest

from brandname.language.scripts import network
from brandname.language.scripts.joint import IMPOSSIBLE
from brandname.language.scripts.network import Network
from brandname.language.scripts.saying import saying


@pytest.fixture(scope="module")
def shipped() -> Network:
    """The network as installed."""
    found = network.load()
    assert found is not None
    return found


def word(name: str) -> tuple[str, str]:
    """A name as the network is asked about it."""
    return name, saying(name).codes


def test_every_language_gets_its_own_script(shipped: Network) -> None:
    """No answer mixes alphabets."""
    (found,) = shipped.decode([word("melirano")], shipped.languages, 5, beam=5)
    for code, (low, high) in {"ko": "가힣", "ru": "ая", "ar": "ءي", "he": "את"}.items():
        assert found[code] and all(low <= c <= high for answer in found[code] for c in answer.text), code


def test_words_asked_together_get_what_they_get_alone(shipped: Network) -> None:
    """Searching many names at once changes no answer."""
    words = [word(name) for name in ("zovanta", "mel", "brightwater")]
    together = shipped.decode(words, ("he", "ko"), 3, beam=6)
    alone = [shipped.decode([one], ("he", "ko"), 3, beam=6)[0] for one in words]
    for many, single in zip(together, alone, strict=True):
        for code, answers in single.items():
            assert [answer.text for answer in answers] == [answer.text for answer in many[code]]


def test_searching_and_scoring_agree(shipped: Network) -> None:
    """An answer's probability is what scoring that spelling says; all answers' add up to at most one."""
    letters, sounds = word("velora")
    (found,) = shipped.decode([(letters, sounds)], ("ru",), 5, beam=8)
    scores = shipped.score(letters, sounds, "ru", [answer.text for answer in found["ru"]])
    for answer, score in zip(found["ru"], scores, strict=True):
        assert math.isclose(answer.logp, score, abs_tol=0.01)
    assert sum(math.exp(score) for score in scores) <= 1.001
    assert shipped.score(letters, sounds, "ru", ["velora"]) == (IMPOSSIBLE,)


def test_nothing_asked_nothing_answered(shipped: Network) -> None:
    """No word, no letters, no answer."""
    assert shipped.decode([], ("ru",), 3, beam=3) == []
    assert shipped.decode([("", "")], ("ru",), 3, beam=3) == [{}]


@pytest.mark.filterwarnings("error")
def test_no_letters_break_it(shipped: Network) -> None:
    """Rows of one letter and the longest names get spellings or none, and never a number that is none."""
    for letters in ("h" * 60, "z", "aeiou" * 12, "xqz"):
        (found,) = shipped.decode([word(letters)], shipped.languages, 4, beam=4)
        assert all(math.isfinite(answer.logp) for answers in found.values() for answer in answers)
        assert any(found.values())


def test_a_language_gets_the_same_whatever_others_are_asked(shipped: Network) -> None:
    """Asked alone or beside others, a language has the same answers."""
    (together,) = shipped.decode([word("brightwater")], shipped.languages, 4, beam=4)
    for code, answers in together.items():
        (alone,) = shipped.decode([word("brightwater")], (code,), 4, beam=4)
        assert [answer.text for answer in alone[code]] == [answer.text for answer in answers]
