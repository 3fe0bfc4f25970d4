"""Phrases run together in a name: small words before a listed one, and words that tile a name."""

from __future__ import annotations

import pytest

from brandname.language.hearing import Heard, hear
from brandname.language.lexicon import Category, Entry, PartOfSpeech, Register, Sense
from brandname.language.matching import Place
from brandname.language.phrases import beginnings, particles, tiles
from brandname.language.readings import Reading, Route
from brandname.language.skeleton import slots
from brandname.language.vocabulary import with_own


def entry(word: str, severity: int, language: str = "pt") -> Entry:
    """An invented noun."""
    return Entry(language, word, "", (), PartOfSpeech.NOUN, "thing", Category.INSULT, severity, Sense.MAIN,
                 Register.NEUTRAL, (), ())


def heard(ipa: str, *entries: Entry) -> list[Heard]:
    """What is heard as a phrase in one native reading."""
    language = entries[0].language
    reading = Reading(language, "x", "Latn", ipa, Route.NATIVE_SPELLING, "test", 0.6)
    return [one for one in hear([reading], with_own(None, language, entries)) if one.place is Place.PHRASE]


def test_a_small_word_before_a_rude_one_is_a_phrase() -> None:
    """A name that sounds like "in the …" is heard as that, however short the rude word is."""
    found, = heard("nuzu", entry("zu", 3))
    assert (found.said.form, found.phrase, found.share) == ("zu", "no zu", 1.0)


def test_a_short_mild_word_after_a_small_one_is_chance() -> None:
    """Two sounds of a harmless complaint after an article prove nothing."""
    assert not heard("nuzu", entry("zu", 2))


def test_a_longer_mild_word_after_a_small_one_is_heard() -> None:
    """"no zugo" run together is heard as two words."""
    found, = heard("nuzuɡu", entry("zugo", 2))
    assert found.phrase == "no zugo"


def test_a_word_said_twice_is_heard_twice() -> None:
    """Doubling a word hides it from nobody."""
    found, = heard("zuɡazuɡa", entry("zuga", 2))
    assert found.phrase == "zuga zuga"


def test_two_different_words_are_no_phrase() -> None:
    """Any two words of a dictionary tile some name."""
    assert not heard("zuɡatika", entry("zuga", 3), entry("tica", 2))


def test_small_words_are_known_by_their_sounds() -> None:
    """The beginning of a name is compared as said, with unstressed vowels taken for one another."""
    assert beginnings(slots("lakaza"), "es")[2] == "la"
    assert not beginnings(slots("pikaza"), "es").get(2)


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr", "it", "de", "ru", "tr", "hi"])
def test_small_words_are_read_in_every_listed_language(language: str) -> None:
    """A language whose small words nobody can read aloud would silently hear no phrases."""
    assert sum(map(len, particles(language).values())) > 10


def test_a_language_without_a_list_has_no_small_words() -> None:
    """That is no mistake: phrases are simply not looked for there."""
    assert particles("xx") == {}


def test_tiles_cover_the_whole_name() -> None:
    """Two words that leave a gap, or overlap, are not the name."""
    assert list(tiles([(0, 2, "a"), (2, 5, "b"), (3, 5, "c")], 5)) == [("a", "b")]
