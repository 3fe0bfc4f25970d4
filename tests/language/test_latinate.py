"""German stress of names that look Latin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.g2p import open_engine
from brandname.language.latinate import restressed
from brandname.language.readings import readings
from brandname.language.segments import is_vowel, pieces


def read(word: str) -> str:
    """The word by the compiled table, then with its stress moved."""
    engine = open_engine("de")
    assert engine is not None
    return restressed(word, engine.read(word))


@pytest.mark.parametrize(("word", "ipa"), [
    ("velora", "veˈloːʁa"), ("fortuna", "fɔʁˈtuːna"), ("aurelia", "aʊˈʁeːlɪa"), ("lavendula", "laˈvɛndʊla"),
    ("novaris", "noˈvaːʁɪs"), ("helvetia", "hɛlˈveːtɪa"), ("medica", "ˈmeːdɪka"), ("brisanto", "bʁiˈzanto"),
])
def test_names_that_look_latin_are_stressed_on_the_last_syllable_but_one(word: str, ipa: str) -> None:
    """Veˈlora as Veˈranda, Auˈrelia as Ceˈcilia, ˈMedica as ˈMusica."""
    assert read(word) == ipa


@pytest.mark.parametrize("word", ["konto", "tempo", "reichtum", "irrtum", "freiheiten", "wagen", "milka", "schokolade"])
def test_other_words_keep_their_stress(word: str) -> None:
    """Short words and native ones are stressed as the table has them."""
    engine = open_engine("de")
    assert engine is not None
    assert read(word) == engine.read(word)


def test_german_readings_use_it() -> None:
    """What the report prints is the moved stress."""
    assert readings("Velora", "de-DE")[0].ipa == "veˈloːʁa"


@settings(deadline=None)
@given(st.text("abcdefghijklmnoprstuvwz", min_size=2, max_size=12))
def test_no_sound_is_lost_and_one_stress_is_kept(word: str) -> None:
    """Only length, tenseness and the stress mark move."""
    engine = open_engine("de")
    assert engine is not None
    before, after = engine.read(word), read(word)
    kinds = [[is_vowel(piece) for piece in pieces(ipa) if piece not in "ˈˌ"] for ipa in (before, after)]
    assert kinds[0] == kinds[1]
    assert after.count("ˈ") == before.count("ˈ")


@pytest.mark.parametrize(("name", "ipa"), [
    ("벨로라", "pelloɾa"), ("신라", "silla"), ("칼날", "kʰallaɭ"), ("마루", "maɾu"),
])
def test_korean_l_beside_l_or_n_is_one_long_l(name: str, ipa: str) -> None:
    """Readers of 벨로라 say l twice, not l and r."""
    assert readings(name, "ko")[0].ipa == ipa
