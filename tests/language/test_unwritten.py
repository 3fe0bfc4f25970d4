"""Vowels that Arabic, Persian, Urdu and Hebrew leave unwritten."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language.g2p import UNSURE, open_engine
from brandname.language.readings import readings
from brandname.language.segments import is_vowel, segments
from brandname.language.unwritten import MARK, is_guessed, vocalised

LETTERS = {"ar": "ابتجحدرسشعفقكلمنهوي", "fa": "ابپتجدرسشفکگلمنوهی",
           "he": "אבגדהוזחטיכלמנעפצקרשת", "ur": "ابپتجدرسشفکگلمنوہی"}


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("نور", "ar", "nuːr"), ("نجمة", "ar", "ˈnadʒma"), ("سلام", "ar", "saˈlaːm"), ("شمس", "ar", "ʃams"),
    ("مدينة", "ar", "maˈdiːna"), ("مكتبة", "ar", "ˈmaktaba"), ("پارس", "fa", "pɒːɾs"), ("جواد", "fa", "dʒæˈvɒːd"),
    ("קפה", "he", "kaˈfa"), ("שלום", "he", "ʃaˈlom"), ("נוי", "he", "noj"), ("گلاب", "ur", "ɡəlaːb"),
])
def test_a_word_without_vowel_signs_can_be_said(name: str, tag: str, ipa: str) -> None:
    """Letters for long vowels are read as such, and a short vowel parts the consonants."""
    found = readings(name, tag)[0]
    assert found.ipa == ipa
    assert found.engine.endswith(MARK)
    assert found.confidence <= 0.3


def test_vowel_signs_that_are_written_are_followed() -> None:
    """With its signs the word is read by the table, and nothing is said to be filled in."""
    assert not is_guessed("نُور", "ar")
    assert not readings("نُور", "ar")[0].engine.endswith(MARK)
    assert not is_guessed("Nur", "ar")
    assert not is_guessed("нур", "ru")


@settings(deadline=None)
@given(st.data())
def test_every_word_has_a_vowel_and_never_three_consonants_in_a_row(drawn: st.DataObject) -> None:
    """Whatever the letters, the word can be said aloud."""
    tag = drawn.draw(st.sampled_from(sorted(LETTERS)))
    word = drawn.draw(st.text(LETTERS[tag], min_size=2, max_size=9))
    engine = open_engine(tag)
    assert engine is not None
    heads = [is_vowel(sound) for sound in segments(vocalised(word, tag, engine).replace("dʒ", "d").replace("tʃ", "t"))]
    assert any(heads)
    assert all(any(heads[i:i + 3]) for i in range(len(heads) - 2))


def test_the_languages_are_among_the_unsure_ones() -> None:
    """Filled-in vowels are never told with more confidence than other unsure readings."""
    assert set(tomllib.loads(data.read_text("language/unwritten.toml"))) == set(LETTERS) <= UNSURE
