"""Every route from a name to its sounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.readings import LanguageNotCovered, Route, readings
from brandname.language.witness import Witness


def test_a_latin_name_has_a_native_and_an_english_reading() -> None:
    """A Spanish reader may read it by Spanish rules, or as English with a Spanish mouth."""
    routes = [reading.route for reading in readings("Zovanta", "es-MX")]
    assert routes[0] is Route.NATIVE_SPELLING and Route.ENGLISH_INFLUENCED in routes


@pytest.mark.parametrize("tag", ["ja", "ko", "zh-Hans", "ar-EG", "ru", "el", "he", "hi", "th", "ka", "yue-Hant", "nan"])
def test_readers_of_other_scripts_still_say_a_latin_name(tag: str) -> None:
    """Where no spelling rule applies, the name is said as English or as spelled, and confidence says so."""
    found = readings("Velora", tag)
    assert found and all(reading.ipa and reading.confidence <= 0.6 for reading in found)


@pytest.mark.parametrize(("name", "tag"), [
    ("Nova", "pl"), ("Quix", "pl"), ("Wave", "fi"), ("Zoya", "cy"), ("Fjord", "vi"), ("Vox", "eu"),
])
def test_letters_a_language_lacks_are_respelled_not_dropped(name: str, tag: str) -> None:
    """Polish has no v and Welsh no z; the sound is there all the same."""
    reading = next(r for r in readings(name, tag) if r.route is Route.NATIVE_SPELLING)
    assert len(reading.ipa.replace("ˈ", "")) >= len(name) - 1, reading


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("Щука", "sr", "ʃtʃuka"), ("Яра", "mk", "jara"), ("Ґана", "bg", "ɡana"), ("Рибора", "be", "ribora"),
    ("Љуба", "ru", "ˈlʲubə"), ("گلابی", "ar", "ɣ"),
])
def test_letters_of_neighbours_in_the_same_script_are_respelled(name: str, tag: str, ipa: str) -> None:
    """Serbian has no я and Arabic no گ: their readers say the nearest thing, never nothing."""
    assert ipa.replace("ˈ", "") in readings(name, tag)[0].ipa.replace("ˈ", "")


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("Lotofu", "it", "loˈtofu"), ("Kuzu", "it", "ˈkuttsu"), ("Kuzu", "pt-BR", "kuˈzu"), ("Rosjina", "nl", "rɔˈʃi"),
    ("Snaro", "it", "ˈznaro"),
])
def test_no_vowel_of_a_name_is_lost(name: str, tag: str, ipa: str) -> None:
    """Italian tofu ends in u, not in a glide; Dutch osj has its o."""
    assert ipa in readings(name, tag)[0].ipa


def test_a_name_that_looks_like_pinyin_is_read_as_pinyin_in_china() -> None:
    """Qixing is qi-xing to a Chinese reader, whatever English makes of it; a stated origin goes before."""
    found = readings("Qixing", "zh-Hans")
    assert (found[0].ipa, found[0].route) == ("tɕʰi ɕiŋ", Route.NATIVE_SPELLING)
    assert readings("Qixing", "zh-Hans", origin="it")[0].ipa != found[0].ipa
    assert all(r.route is not Route.NATIVE_SPELLING for r in readings("Velora", "zh-Hans"))


def test_what_the_owner_states_comes_first() -> None:
    """A stated pronunciation outranks every guess."""
    first = readings("Nuvela", "en-US", say="NOO-vuh-luh")[0]
    assert first.route is Route.STATED and first.ipa.startswith("ˈnu")


def test_a_stated_origin_is_read_by_its_rules() -> None:
    """A name from Italy is read the Italian way by readers of another script, and by those who know English."""
    found = readings("Cielo", "ru", origin="it")
    assert any(r.route is Route.AS_SPELLED and "tɕ" in r.ipa for r in found)
    assert any("tʃ" in r.ipa for r in readings("Cielo", "en-GB", origin="it"))


def test_confidence_rises_only_with_a_witness_that_agrees() -> None:
    """Another engine's reading of the same spelling raises or lowers the native route."""
    alone = readings("velora", "es")[0].confidence
    agreed = readings("velora", "es", witnesses=(Witness("x", "beˈloɾa"),))[0].confidence
    assert agreed > alone
    native = next(r for r in readings("velora", "es", witnesses=(Witness("x", "kuŋt"),))
                  if r.route is Route.NATIVE_SPELLING)
    assert native.confidence < alone


def test_decimals_and_letterless_names_have_no_reading_and_unknown_languages_say_so() -> None:
    """Not applicable is an empty tuple, an unknown language an error; never an empty string."""
    assert readings("7.11", "de") == ()
    assert readings("--", "de") == ()
    with pytest.raises(LanguageNotCovered):
        readings("Velora", "qqx")


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["pl", "ja", "ar", "zh", "en-GB", "hi", "ga", "yue", "fr-CA"]))
def test_no_text_breaks_a_route_or_gives_an_empty_reading(name: str, tag: str) -> None:
    """Any text at all: readings are whole or absent."""
    for reading in readings(name, tag):
        assert reading.ipa.strip() and 0 < reading.confidence <= 1


@pytest.mark.parametrize(("tag", "script"), [("ja", "Kana"), ("ko", "Hang"), ("ru", "Cyrl"), ("zh-Hans", "Hani"),
                                             ("el", "Grek"), ("hi", "Deva"), ("uk", "Cyrl"), ("ka", "Geor")])
def test_the_local_spelling_is_a_way_to_the_sounds(tag: str, script: str) -> None:
    """Who reads the name in its likely local spelling says what that spelling says."""
    spelled = {"ja": ("ゾヴァント", 0.5), "ko": ("조반트", 0.3), "ru": ("Зовант", 0.5), "zh-Hans": ("佐万特", 0.1),
               "el": ("Ζοβάντ", 0.1), "hi": ("ज़ोवांत", 0.1), "uk": ("Зовант", 0.1), "ka": ("ზოვანტ", 0.1)}[tag]
    found = readings("Qzovantix", tag, rendered=spelled)
    local = next(r for r in found if r.route is Route.LOCAL_RENDERING)
    assert (local.spelling == spelled[0]) == (tag != "xx")
    assert local.script == script and 0.2 <= local.confidence <= 0.6
    assert any(r.route is Route.LOCAL_RENDERING for r in readings("Strixton", "ja"))
    assert not any(r.route is Route.LOCAL_RENDERING for r in readings("Qzovantix", tag, rendered=("", 0.0)))


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("IBM", "en-US", "aɪ bi ɛm"), ("BMW", "de-DE", "beː ɛm veː"), ("H&M", "sv", "hoː ɔ ɛm"),
    ("bmw", "fr", "be ɛm ˈdubləve"),
    ("TVK", "es-ES", "te ˈube ka"), ("TVK", "es-MX", "te ˈbe ˈtʃika ka"),
])
def test_initials_are_read_by_the_names_of_the_letters(name: str, tag: str, ipa: str) -> None:
    """Germans say be-em-ve, Swedes ho och em."""
    first = readings(name, tag)[0]
    assert (first.ipa, first.route) == (ipa, Route.SPELLED_OUT)


def test_capitals_that_are_a_word_are_read_as_one_first() -> None:
    """TOP is a word in capitals, AMC may be either; a long name in capitals is no acronym."""
    assert readings("TOP", "de")[0].route is Route.NATIVE_SPELLING
    assert {Route.SPELLED_OUT, Route.NATIVE_SPELLING} <= {r.route for r in readings("AMC", "de")}
    assert not any(r.route is Route.SPELLED_OUT for r in readings("VELORA", "de"))
    assert readings("VELORA", "de")[0].ipa == readings("Velora", "de")[0].ipa
    assert "beː ɛm veː" in readings("BMW Velora", "de")[0].ipa


def test_a_word_english_does_not_know_may_be_read_in_several_ways() -> None:
    """Coined names leave English readers a choice; a word of the dictionary does not."""
    several = [r for r in readings("Orsana", "en-US") if r.route is Route.NATIVE_SPELLING]
    assert 1 < len(several) <= 3
    sure = [r.confidence for r in several]
    assert sure == sorted(sure, reverse=True) and sure[0] <= 0.5
    assert len({r.ipa.replace("ˈ", "").replace("ˌ", "") for r in several}) == len(several)
    assert len([r for r in readings("Parker", "en-US") if r.route is Route.NATIVE_SPELLING]) == 1


def test_germans_may_say_f_for_v() -> None:
    """Velora may begin as Vogel does; the likelier reading is the other one."""
    found = [r for r in readings("Velora", "de-DE") if r.route is Route.NATIVE_SPELLING]
    assert [r.ipa.strip("ˈ")[0] for r in found] == ["v", "f"]
    assert found[1].confidence < found[0].confidence
    assert not any("f" in r.ipa for r in readings("Lavora", "de-DE"))
