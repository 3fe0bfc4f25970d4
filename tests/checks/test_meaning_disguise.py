"""Words in disguise: digits for letters, letters of another script, initials."""

from __future__ import annotations

from brandname.checks.meaning_disguise import disguised
from brandname.language.folding import fold
from brandname.language.lexicon import Category, Entry, PartOfSpeech, Register, Sense
from brandname.language.matching import Match, Place, Way
from brandname.language.vocabulary import Vocabulary, with_own


def words(word: str, severity: int = 3, language: str = "es") -> Vocabulary:
    """A vocabulary of one invented word."""
    entry = Entry(language, word, "", (), PartOfSpeech.NOUN, "thing", Category.INSULT, severity, Sense.MAIN,
                  Register.NEUTRAL, (), ())
    return with_own(None, language, [entry])


def found(name: str, vocabulary: Vocabulary) -> tuple[Match, ...]:
    """What stands in a name in disguise only."""
    return disguised(fold(name), vocabulary, None, ())


def test_a_word_with_digits_for_letters_is_told_as_lookalike() -> None:
    """gr0lk reads grolk."""
    match, = found("Gr0lk", words("grolk"))
    assert (match.listed.word, match.way, match.place, match.start, match.end) == (
        "grolk", Way.LOOKALIKE, Place.WHOLE, 0, 5)


def test_a_harmless_word_in_disguise_is_not_told() -> None:
    """Nobody minds a hidden mild word."""
    assert not found("Gr0lk", words("grolk", 1))


def test_what_is_spelled_plainly_is_not_told_again() -> None:
    """The plain match goes before."""
    plain = Match(words("grolk").find("grolk")[0], Place.WHOLE, Way.EXACT, 0, 5, 1.0)
    assert not disguised(fold("gr0lk"), words("grolk"), None, (plain,))


def test_latin_capitals_that_spell_a_cyrillic_word_are_told() -> None:
    """Russians see their own letters in MOPKA."""
    match, = found("MOPKA", words("морка", 3, "ru"))
    assert match.way is Way.LOOKALIKE


def test_the_initials_of_a_name_are_read() -> None:
    """Three words whose first letters are an abbreviation in capitals."""
    match, = found("Grand Oak Zoo", words("GOZ"))
    assert (match.way, match.place) == (Way.INITIALS, Place.WHOLE)
    assert not found("Grand Oak Zoo", words("goz"))


def test_an_abbreviation_among_capitals_must_be_coarse() -> None:
    """GOZ begins GOZS; a mild abbreviation there is chance, and so is one in a word in small letters."""
    match, = found("GOZS", words("GOZ", 3))
    assert (match.way, match.place) == (Way.INITIALS, Place.START)
    assert not found("GOZS", words("GOZ", 2))
    assert not found("Gozs", words("GOZ", 3))
