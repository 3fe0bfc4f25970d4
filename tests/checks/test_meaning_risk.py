"""The weights of the meaning check, where a law can be stated."""

from __future__ import annotations

import pytest

from brandname.checks import meaning_risk as rules
from brandname.language.hearing import Heard
from brandname.language.lexicon import Category, Entry, PartOfSpeech, Register, Sense
from brandname.language.matching import Place
from brandname.language.readings import Reading, Route
from brandname.language.skeleton import slots
from brandname.language.vocabulary import Said
from brandname.model import LanguageShare, Market


def heard(severity: int, share: float, gap: float = 0.0, ipa: str = "kabata", place: Place = Place.START) -> Heard:
    """A word of six slots heard in a name."""
    entry = Entry("xx", "kabata", "", (), PartOfSpeech.NOUN, "word", Category.INSULT, severity, Sense.MAIN,
                  Register.NEUTRAL, (), (), "")
    said = Said(entry, "kabata", slots(ipa), 0)
    return Heard(said, Reading("xx", "Kabata", "Latn", ipa, Route.NATIVE_SPELLING, "none", 1.0), place, gap, share,
                 False, 0.0, True)


@pytest.mark.parametrize("severity", [2, 4])
def test_a_long_word_that_is_all_but_the_name_warns(severity: int) -> None:
    """A word of six sounds with one more behind it is what people hear; half a name is not."""
    def risk(one: Heard) -> float:
        return rules.entry_risk(one.said.entry) * rules.heard_weight(one)

    assert risk(heard(severity, 0.85)) >= 0.5 > risk(heard(severity, 0.4))
    assert risk(heard(severity, 0.85, place=Place.END)) < 0.5


def test_the_worse_a_word_the_farther_it_is_heard() -> None:
    """An obscene word is caught although a sound differs; a merely bad one must sound just so."""
    assert rules.heard_weight(heard(4, 0.85, 0.09)) > rules.heard_weight(heard(4, 0.55, 0.09))
    assert rules.heard_weight(heard(2, 0.85, 0.0)) > rules.heard_weight(heard(2, 0.85, 0.03))
    assert rules.heard_weight(heard(2, 0.85, 0.0)) > rules.heard_weight(heard(2, 0.85, 0.0, "kat"))


def test_the_audience_says_how_many_and_from_where() -> None:
    """Many people's own language has no mark; less of it, and what is learned at school, has."""
    poland = Market("pl", "Poland", (LanguageShare("pl", 0.97), LanguageShare("en", 0.33),
                                     LanguageShare("uk", 0.03, "minority"), LanguageShare("be", 0.001, "minority")))
    assert [rules.audience(language, poland) for language in poland.languages] == ["", "1 learned", "0.6", "0.4"]
