"""What Chinese words and characters mean, from the installed dictionary."""

from __future__ import annotations

import pytest

from brandname.language.glosses import Glosses, open_glosses, tone_marks
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


@pytest.fixture(scope="module")
def book(cache_folder: object) -> Glosses:  # noqa: F811
    """The dictionary."""
    return open_glosses()


@pytest.mark.parametrize("word", ["茶叶", "茶葉"])
def test_simplified_and_traditional_words_are_found(book: Glosses, word: str) -> None:
    """A name in either writing gets its meaning."""
    assert any("tea" in sense for gloss in book.find(word) for sense in gloss.senses)


def test_proper_names_have_no_gloss(book: Glosses) -> None:
    """That a city has this name tells nothing about how a brand reads."""
    assert book.find("上海") == ()
    assert book.find("张") and all("surname" not in s for g in book.find("张") for s in g.senses)


def test_the_dictionarys_own_labels_are_read(book: Glosses) -> None:
    """Vulgar and insulting senses are told from harmless ones, by their share."""
    assert max(gloss.vulgar for gloss in book.find("傻屄")) == 1.0
    assert max(gloss.vulgar for gloss in book.find("干")) < 0.5
    assert all(gloss.vulgar == gloss.insulting == 0 for gloss in book.find("茶"))


@pytest.mark.parametrize(("plain", "marked"), [
    ("wei1 luo4", "wēi luò"), ("lu:4", "lǜ"), ("gui3 zi5", "guǐ zi"), ("xiong2", "xióng"), ("jiu3", "jiǔ"), ("r5", "r"),
    ("hao3", "hǎo"), ("dou4", "dòu"), ("san1 C", "sān C"),
])
def test_tone_figures_become_marks(plain: str, marked: str) -> None:
    """Pinyin is shown as textbooks print it."""
    assert tone_marks(plain) == marked


def test_what_is_no_word_has_no_gloss(book: Glosses) -> None:
    """Nothing is guessed for an invented combination."""
    assert book.find("缇莎缇") == book.find("") == book.find("velora") == ()
