"""Every route from a name to its sounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.pronouncing import sound_readings
from brandname.language.readings import LanguageNotCovered, Route
from brandname.language.witness import Witness


def test_a_latin_name_has_a_native_and_an_english_reading() -> None:
    """A Spanish reader may read it by Spanish rules, or as English with a Spanish mouth."""
    routes = [reading.route for reading in sound_readings("Zovanta", "es-MX")]
    assert routes[0] is Route.NATIVE_SPELLING and Route.ENGLISH_INFLUENCED in routes


@pytest.mark.parametrize("tag", ["ja", "ko", "zh-Hans", "ar-EG", "ru", "el", "he", "hi", "th", "ka", "yue-Hant", "nan"])
def test_readers_of_other_scripts_still_say_a_latin_name(tag: str) -> None:
    """Where no spelling rule applies, the name is said as English or as spelled, and confidence says so."""
    found = sound_readings("Velora", tag)
    assert found and all(reading.ipa and reading.confidence < 0.6 for reading in found)


@pytest.mark.parametrize(("name", "tag"), [
    ("Nova", "pl"), ("Quix", "pl"), ("Wave", "fi"), ("Zoya", "cy"), ("Fjord", "vi"), ("Vox", "eu"),
])
def test_letters_a_language_lacks_are_respelled_not_dropped(name: str, tag: str) -> None:
    """Polish has no v and Welsh no z; the sound is there all the same."""
    reading = next(r for r in sound_readings(name, tag) if r.route is Route.NATIVE_SPELLING)
    assert len(reading.ipa.replace("ˈ", "")) >= len(name) - 1, reading


def test_what_the_owner_states_comes_first() -> None:
    """A stated pronunciation outranks every guess."""
    first = sound_readings("Nuvela", "en-US", say="NOO-vuh-luh")[0]
    assert first.route is Route.STATED and first.ipa.startswith("ˈnu")


def test_a_stated_origin_is_read_by_its_rules() -> None:
    """A name from Italy is read the Italian way by readers of another script."""
    found = sound_readings("Cielo", "ru", origin="it")
    assert any(r.route is Route.AS_SPELLED and "tɕ" in r.ipa for r in found)


def test_confidence_rises_only_with_a_witness_that_agrees() -> None:
    """Another engine's reading of the same spelling raises or lowers the native route."""
    alone = sound_readings("velora", "es")[0].confidence
    agreed = sound_readings("velora", "es", witnesses=(Witness("x", "beˈloɾa"),))[0].confidence
    assert agreed > alone
    native = next(r for r in sound_readings("velora", "es", witnesses=(Witness("x", "kuŋt"),))
                  if r.route is Route.NATIVE_SPELLING)
    assert native.confidence < alone


def test_digits_and_letterless_names_have_no_reading_and_unknown_languages_say_so() -> None:
    """Not applicable is an empty tuple, an unknown language an error; never an empty string."""
    assert sound_readings("7-11", "de") == ()
    assert sound_readings("--", "de") == ()
    with pytest.raises(LanguageNotCovered):
        sound_readings("Velora", "qqx")


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["pl", "ja", "ar", "zh", "en-GB", "hi", "ga", "yue", "fr-CA"]))
def test_no_text_breaks_a_route_or_gives_an_empty_reading(name: str, tag: str) -> None:
    """Any text at all: readings are whole or absent."""
    for reading in sound_readings(name, tag):
        assert reading.ipa.strip() and 0 < reading.confidence <= 1
