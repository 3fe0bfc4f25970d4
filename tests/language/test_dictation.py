"""The phone test: what listeners write on hearing a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language import english
from brandname.language.dictation import Dictation, ambiguity, smoothed, spellings_heard, tokens
from brandname.language.dictation_tables import open_dictation, pack, unpack
from brandname.language.dictation_training import divided, fit
from brandname.language.g2p import open_engine
from brandname.language.words import common_words

LETTERS = st.text("abdeilmnoprstu", min_size=2, max_size=9)


@pytest.fixture(scope="module")
def counted() -> Dictation:
    """A model of Indonesian, counted from its first 2,500 words."""
    model = fit(common_words("id")[:2500], "id")
    assert model is not None
    return model


@pytest.fixture(scope="module")
def opened(counted: Dictation) -> Dictation:
    """The same, packed and opened."""
    return unpack(pack(counted))


def spanish(name: str) -> str:
    """IPA of a name by Spanish rules."""
    engine = open_engine("es")
    assert engine is not None
    return engine.read(name)


def test_a_spanish_listener_hesitates_between_b_and_v() -> None:
    """In Mexico I should expect Belora as well as Velora."""
    heard = {h.spelling: h.probability for h in spellings_heard(spanish("velora"), "es", 4)}
    assert {"velora", "belora"} <= set(heard)
    assert heard["velora"] + heard["belora"] > 0.5


def test_silent_h_is_lost_on_the_phone_in_spanish() -> None:
    """A letter nobody hears is left out by most."""
    phone = ambiguity("Hanota", spanish("hanota"), "es", 3)
    assert phone is not None
    assert phone.others[0].spelling == "anota"
    assert phone.share < 0.5


def test_a_name_spelled_as_it_sounds_is_written_right() -> None:
    """Italian writes what it hears."""
    engine = open_engine("it")
    assert engine is not None
    phone = ambiguity("Tamino", engine.read("tamino"), "it", 3)
    assert phone is not None
    assert phone.share > 0.9


def test_english_listeners_have_a_choice() -> None:
    """An invented English name is written in several ways, and the usual ways to write its sounds are among them."""
    phone = ambiguity("Phlux", english.american("flux"), "en", 5)
    assert phone is not None
    assert "flux" in {heard.spelling for heard in phone.others}
    assert phone.share < 0.2


@pytest.mark.parametrize("tag", ["zh", "ja", "xx", "vi"])
def test_no_answer_where_no_model_stands(tag: str) -> None:
    """Where spelling by sound is not known, nothing is said."""
    assert spellings_heard("belora", tag, 3) == ()
    assert ambiguity("Velora", "belora", tag, 3) is None


def test_a_sound_unlike_all_the_language_has_gets_no_answer() -> None:
    """A click is not quietly written as something else."""
    assert spellings_heard("ǃǃa", "it", 3) == ()


@given(LETTERS)
def test_shares_never_add_up_to_more_than_one(name: str) -> None:
    """I can read the shares as parts of all listeners."""
    heard = spellings_heard(spanish(name), "es", 8)
    assert heard
    assert sum(h.probability for h in heard) <= 1.001
    assert [h.probability for h in heard] == sorted((h.probability for h in heard), reverse=True)


@given(LETTERS)
def test_the_share_of_a_spelling_is_what_the_list_says(name: str) -> None:
    """Asking for one spelling and asking for all gives one figure."""
    ipa = spanish(name)
    for heard in spellings_heard(ipa, "es", 3):
        phone = ambiguity(heard.spelling, ipa, "es", 3)
        assert phone is not None
        assert phone.share == pytest.approx(heard.probability, abs=1e-3)


def test_words_apart_stay_apart() -> None:
    """A name of two words is written as two."""
    ipa = f"{spanish('casa')} {spanish('luna')}"
    phone = ambiguity("Casa-Luna", ipa, "es", 2)
    assert phone is not None
    assert phone.spelling == "casa luna"
    assert phone.share > 0.3


def test_letters_of_another_script_are_not_compared() -> None:
    """A Spanish listener writes Latin letters: that says nothing of a Cyrillic spelling, so nothing is said."""
    assert ambiguity("Велора", spanish("velora"), "es", 2) is None


def test_a_model_packed_and_opened_again_is_the_same(counted: Dictation, opened: Dictation) -> None:
    """What is shipped gives the figures that were counted."""
    assert {context: dict(opened.counts[context]) for context in opened.counts} == counted.counts
    assert (opened.sounds, opened.stress, opened.size) == (counted.sounds, counted.stress, counted.size)
    assert opened.spellings("meˈlati", 5) == counted.spellings("meˈlati", 5) != ()


@given(st.text(alphabet="ĀāĂă0123 bl", max_size=6))
def test_a_context_is_found_exactly_when_it_was_counted(counted: Dictation, opened: Dictation, context: str) -> None:
    """Part of another context is not taken for one."""
    assert (context in opened.counts) == (context in counted.counts) == (opened.counts.get(context) is not None)


def test_the_shipped_models_are_those_of_the_tables() -> None:
    """A language with a table, a list and a script that spells sounds has a model; Chinese and Arabic have none."""
    assert all(map(open_dictation, ("en", "es-MX", "pt-BR", "de", "fr", "ru", "el", "pl", "tr", "id")))
    assert not any(map(open_dictation, ("zh", "ja", "ar", "vi", "tlh")))


def test_one_way_of_writing_is_one_model() -> None:
    """Mexico and Chile read by one table and are answered by one model, Argentina by its own."""
    assert open_dictation("es-MX") is open_dictation("es-419")
    assert open_dictation("en-GB") is open_dictation("en-US")
    assert open_dictation("es-AR") is not open_dictation("es-MX")


def test_too_few_words_make_no_model() -> None:
    """Ten words don't show how a language spells."""
    assert fit(["casa", "perro"] * 5, "es") is None


def test_silent_letters_join_the_sound_they_belong_to() -> None:
    """What is written for a sound is a whole: eau, ch, ll."""
    pairs = [("eau", ["", "", "o"]), ("chat", ["ʃ", "", "a", ""])]
    assert list(divided(pairs)) == [[("eau", ("o",))], [("ch", ("ʃ",)), ("at", ("a",))]]


def test_a_stressed_vowel_tells_its_place_where_spelling_shows_it() -> None:
    """Accents depend on where the stress lies."""
    assert tokens(["k", "a", "n", "ˈ", "s", "j", "o", "n"], stress=True)[-2] == "o|0n"
    assert tokens(["k", "a", "n", "ˈ", "s", "j", "o", "n"], stress=False)[-2] == "o"


def test_a_context_never_seen_falls_back_to_the_wider_one() -> None:
    """Odd neighbours don't leave a sound unwritten."""
    assert smoothed([None, None, None, {"1b": 3, "1v": 1}]) == {"1b": 0.75, "1v": 0.25}
    assert smoothed([{"1v": 1}, None, None, {"1b": 3, "1v": 1}])["1v"] > 0.5


def test_a_spelling_reached_in_two_ways_counts_once() -> None:
    """The same letters divided otherwise are the same spelling."""
    model = Dictation({"a": "A", "i": "I"}, {"A": {"1a": 1, "1ai": 1}, "I": {"1i": 1, "1ii": 1}}, stress=False, size=2)
    heard = model.spellings("ai", 10)
    assert len({h.spelling for h in heard}) == len(heard)
    assert sum(h.probability for h in heard) == pytest.approx(1, abs=1e-3)
