"""Words heard in a name: where, how near, and what is not heard."""

from __future__ import annotations

from dataclasses import replace

from brandname.language.hearing import FARTHEST, Heard, hear
from brandname.language.lexicon import Category, Entry, PartOfSpeech, Register, Sense
from brandname.language.matching import Place
from brandname.language.readings import Reading, Route
from brandname.language.vocabulary import Vocabulary, with_own


def entry(word: str, severity: int = 3, language: str = "es") -> Entry:
    """An invented entry."""
    return Entry(language, word, "", (), PartOfSpeech.NOUN, "thing", Category.INSULT, severity, Sense.MAIN,
                 Register.NEUTRAL, (), ())


def words(*entries: Entry) -> Vocabulary:
    """A vocabulary of these entries alone."""
    return with_own(None, entries[0].language, entries)


def reading(ipa: str, route: Route = Route.NATIVE_SPELLING) -> Reading:
    """A reading with these sounds."""
    return Reading("es-MX", "x", "Latn", ipa, route, "test", 0.6)


def heard(ipa: str, *entries: Entry, known: bool = False) -> tuple[Heard, ...]:
    """What is heard in one reading."""
    return hear([reading(ipa)], words(*entries), known=known)


def test_the_same_sounds_are_the_whole_word() -> None:
    """However it is spelled, what sounds the same is heard."""
    found, = heard("ˈkino", entry("quino"))
    assert (found.place, found.gap, found.share) == (Place.WHOLE, 0.0, 1.0)


def test_the_start_of_a_name_is_heard_with_its_share() -> None:
    """A word that begins a longer name covers a part of its sounds."""
    found, = heard("ˈkamela", entry("came"))
    assert found.place is Place.START
    assert 0.5 < found.share < 1


def test_other_consonants_are_not_heard() -> None:
    """Only what speakers take for one another is."""
    assert heard("ˈkamela", entry("toro")) == ()


def test_a_ruder_word_is_heard_from_farther() -> None:
    """The limit is the severity's own."""
    assert FARTHEST[4] > FARTHEST[2]
    mild, rude = entry("bika", 2), entry("bika", 4)
    assert not heard("ˈpika", mild)
    assert heard("ˈpika", rude)


def test_an_ordinary_word_is_heard_as_itself() -> None:
    """Speakers who know the name as a word hear no part of it."""
    assert heard("ˈkamela", entry("came"), known=True) == ()


def test_every_syllable_of_a_tone_language_is_no_word() -> None:
    """One syllable of a foreign name always sounds like some Chinese word."""
    cat = replace(entry("猫", 2, "zh"), reading="māo")
    assert hear([reading("mau", Route.AS_SPELLED)], words(cat)) == ()
