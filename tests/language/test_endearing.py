"""Diminutives and augmentatives people make of coarse nouns."""

from __future__ import annotations

from dataclasses import replace

from brandname.language.endearing import with_endearing
from brandname.language.lexicon import Category, Entry, PartOfSpeech, Register, Sense

NOUN = Entry("pt", "zica", "", (), PartOfSpeech.NOUN, "thing", Category.SEX, 4, Sense.MAIN, Register.VULGAR, (),
             ("zicas",))


class Frequent:
    """A frequency list that knows one word."""

    def zipf(self, word: str) -> float | None:
        """Frequent for one form."""
        return 4.0 if word == "zicão" else None


def test_a_coarse_noun_gets_its_playful_forms() -> None:
    """People who know the word make the big and the small one themselves."""
    forms = with_endearing(NOUN, None).forms
    assert forms[0] == "zicas"
    assert {"zicaço", "ziquinha", "zicão"} & set(forms) == {"zicaço", "zicão"}


def test_a_form_that_is_a_word_itself_is_left_out() -> None:
    """There readers see the ordinary word."""
    assert "zicão" not in with_endearing(NOUN, Frequent()).forms  # type: ignore[arg-type]


def test_mild_words_phrases_and_adjectives_stay_as_they_are() -> None:
    """Nobody warns of the diminutive of a harmless word."""
    for other in (replace(NOUN, severity=2), replace(NOUN, register=Register.NEUTRAL), replace(NOUN, word="zica boa"),
                  replace(NOUN, pos=PartOfSpeech.ADJ)):
        assert with_endearing(other, None) == other
