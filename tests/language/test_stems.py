"""Beginnings of a name that are the stem of a coarse word."""

from __future__ import annotations

import pytest

from brandname.language.folding import fold
from brandname.language.stems import Stems, open_stems
from brandname.language.vocabulary import open_vocabulary
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


@pytest.fixture(scope="module")
def russian() -> Stems:
    """The stems of the Russian lexicon."""
    vocabulary = open_vocabulary("ru")
    assert vocabulary is not None
    return open_stems(vocabulary)


def words(stems: Stems, name: str) -> set[str]:
    """Words whose stem a name begins with."""
    return {stem.entry.word for stem in stems.find(fold(name))}


def test_a_name_that_goes_on_after_a_coarse_stem_is_heard_as_a_form_of_it(russian: Stems) -> None:
    """Говнато is no Russian word, and everybody hears говно in it."""
    assert "говно" in words(russian, "Говнато")
    assert "говно" not in words(russian, "Новогато")


def test_a_stem_must_be_half_of_the_name(russian: Stems) -> None:
    """A long name that happens to begin so is another word."""
    assert words(russian, "Говнаторианец") == set()


def test_a_short_word_counts_only_when_it_is_of_the_body(russian: Stems) -> None:
    """A word for faeces is heard in Калис; рак, an illness and a crayfish, is not in Ракис."""
    assert "кал" in words(russian, "Калис")
    assert "рак" not in words(russian, "Ракис")
    assert words(russian, "Калиста") == set()


def test_the_whole_word_is_not_a_stem(russian: Stems) -> None:
    """A name that is the word itself is found as such, not as its own beginning."""
    assert words(russian, "Кал") == set()
