"""Joint n-gram tables: trained on a toy pair list, packed, decoded and scored."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.scripts.joint import IMPOSSIBLE, JointModel
from brandname.language.scripts.tables import Tables, pack, unpack
from tools.train_translit import align, kneser_ney, learn_alignment, tabulate

LETTERS = {"b": "б", "a": "а", "n": "н", "o": "о", "k": "к"}
WORDS = ("ban", "bona", "nako", "kabo", "anko", "boka", "kona", "naban", "onabo", "kanoba", "shako", "kasha", "nosha")


def local(word: str) -> tuple[str, ...]:
    """The toy spelling: a letter for a letter, sh for one."""
    return tuple("ш" if c == "#" else LETTERS[c] for c in word.replace("sh", "#"))


@pytest.fixture(scope="module")
def chains() -> list[list[tuple[str, str]]]:
    """The toy words aligned with their spellings."""
    pairs = [(word, local(word)) for word in WORDS]
    weights = learn_alignment(pairs, 2)
    return [align(word, text, weights, 2) for word, text in pairs]


@pytest.fixture(scope="module", params=[False, True], ids=["forward", "backward"])
def model(request: pytest.FixtureRequest, chains: list[list[tuple[str, str]]]) -> JointModel:
    """A model of the toy words, as read from a file."""
    turned = [chain[::-1] for chain in chains] if request.param else chains
    return JointModel(unpack(pack(tabulate(turned, 3, backwards=request.param))))


def test_two_letters_can_stand_for_one(chains: list[list[tuple[str, str]]]) -> None:
    """`sh` is learnt as one sound, though nobody said so."""
    assert ("sh", "ш") in chains[WORDS.index("shako")]


def test_an_unseen_name_is_spelled_by_what_was_learnt(model: JointModel) -> None:
    """A coined name gets the spelling its letters suggest, first."""
    assert model.decode("banosha", 5)[0].text == "".join(local("banosha"))


@given(st.text("abnok", min_size=1, max_size=9), st.integers(1, 6))
def test_answers_are_ranked_distinct_and_no_more_than_asked(word: str, n: int) -> None:
    """Lists of spellings are in order and without repeats."""
    found = JointModel(toy()).decode(word, n)
    assert len({answer.text for answer in found}) == len(found) <= n
    assert [answer.logp for answer in found] == sorted((answer.logp for answer in found), reverse=True)


def toy() -> Tables:
    """Forward tables of the toy words, letter by letter."""
    chains = [list(zip(word, local(word), strict=True)) for word in WORDS if "sh" not in word]
    return tabulate(chains, 3, backwards=False)


def test_a_listed_spelling_scores_what_the_list_says(model: JointModel) -> None:
    """The two ways of asking agree: a listed cost covers some or all ways to the same spelling."""
    for answer in model.decode("kanosha", 3):
        assert model.score("kanosha", answer.text) >= answer.logp - 1e-6


def test_what_cannot_be_is_impossible(model: JointModel) -> None:
    """A spelling with foreign letters has no chance, and a word with unknown letters no spelling."""
    assert model.score("ban", "xyz") == IMPOSSIBLE
    assert model.decode("ўўў", 3) == ()
    assert model.decode("", 3) == ()


def test_probabilities_after_a_context_add_up() -> None:
    """The smoothed model is a probability: seen and unseen units after the start add up to one."""
    numbered = [(2, 3, 4), (2, 3, 2), (3, 4, 4, 2), (4, 2, 3)]
    probabilities, left = kneser_ney(numbered, 3)
    for context in ((), (2,), (3,), (2, 3)):
        seen = {gram[-1]: p for gram, p in probabilities[len(context) + 1].items() if gram[:-1] == context and p > 0}
        if context:
            lower = {gram[-1]: p for gram, p in probabilities[len(context)].items() if gram[:-1] == context[1:]}
            unseen = sum(p for unit, p in lower.items() if unit not in seen) * left[context]
            if len(context) == 1:
                unseen += left[context] * (1 - sum(lower.values()))
                assert math.isclose(sum(seen.values()) + unseen, 1.0, abs_tol=1e-9)
        else:
            assert 0.7 < sum(seen.values()) < 1
