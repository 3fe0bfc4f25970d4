"""English pronunciation of words and names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language import english


@pytest.mark.parametrize(("word", "american", "british"), [
    ("strike", "stɹaɪk", "stɹaɪk"), ("parker", "ˈpɑɹkɚ", "ˈpɑːkə"), ("nova", "ˈnoʊvə", "ˈnəʊvə"),
    ("dance", "dæns", "dɑːns"), ("lot", "lɑt", "lɒt"), ("new", "nu", "njuː"), ("nurse", "nɝs", "nɜːs"),
])
def test_dictionary_words_are_read_in_both_accents(word: str, american: str, british: str) -> None:
    """Known words as a dictionary has them; the British reading follows by rule."""
    assert english.is_known(word)
    assert english.american(word) == american
    assert english.british(word) == british


@pytest.mark.parametrize(("word", "start"), [("velorix", "v"), ("zubantra", "z"), ("plimosh", "pl")])
def test_coined_names_get_a_reading_from_their_letters(word: str, start: str) -> None:
    """A word no dictionary has is still read, with one main stress."""
    assert not english.is_known(word)
    ipa = english.american(word)
    assert ipa.replace("ˈ", "").replace("ˌ", "").startswith(start)
    assert ipa.count("ˈ") <= 1


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüñß", min_size=1, max_size=24))
def test_no_spelling_is_left_without_sounds_or_breaks_british_rules(word: str) -> None:
    """Accents fall to plain letters; every word has a reading in both accents."""
    assert english.american(word) or not english.codes_of(word)
    assert bool(english.british(word)) == bool(english.american(word))
    assert english.american(word).count("ˈ") <= 1


def test_a_word_without_english_letters_has_no_reading() -> None:
    """Cyrillic is not read as English."""
    assert english.american("вода") == ""


@pytest.mark.parametrize(("word", "start"), [
    ("oolara", "u"), ("eelamo", "i"), ("ooviro", "u"), ("ounplu", "aʊ"), ("zhongguo", "ʒ"), ("odcisko", "oʊ"),
])
def test_how_a_name_begins_is_never_silent(word: str, start: str) -> None:
    """Oolara is not read "lara": its first letters are heard, oo and ee as English says them."""
    assert all(ipa.strip("ˈˌ").startswith(start) for ipa, _ in english.guesses(word)[:1])
    assert all(ipa for ipa, _ in english.guesses(word))


@pytest.mark.parametrize("word", ["krasiorn", "duspulost", "drioplim", "lothezox", "zubantra", "vetouspurn", "tuvairn"])
def test_a_coined_name_of_several_syllables_has_one_main_stress(word: str) -> None:
    """No reading of it goes without."""
    assert all(ipa.count("ˈ") == 1 for ipa, _ in english.guesses(word))


@pytest.mark.parametrize(("word", "letters"), [
    ("managed", "m a n a ge d"), ("brewer", "b r ew er"), ("shangkun", "sh a ng k u n"), ("tetter", "t e tt er"),
    ("boxing", "b o x i ng"), ("handle", "h a n d le"), ("phoney", "ph o n ey"), ("gillem", "g i ll e m"),
])
def test_every_sound_of_a_word_stands_on_letters_of_its_own(word: str, letters: str) -> None:
    """The vowel of a syllable on its vowel letter; of a digraph the first letter has the sound."""
    parts = english.aligned(word)
    assert [bool(part) for part in parts] == [not i for piece in letters.split() for i in range(len(piece))]


@pytest.mark.parametrize(("word", "consonants"), [
    ("spedrakron", "spdɹkɹn"), ("toulmern", "tlmn"), ("qlario", "klɹ"), ("zelkrona", "zlkɹn"), ("balmora", "blmɹ"),
])
def test_no_r_or_l_of_a_coined_name_is_left_unsaid(word: str, consonants: str) -> None:
    """Spedrakron has both its r, Toulmern and Qlario their l; an r within ɚ is part of a vowel."""
    assert "".join(c for c in english.american(word) if c in "spdɹklmntbz") == consonants


def test_silent_letters_stay_silent_where_english_surely_has_them_so() -> None:
    """Walkora begins as walk does."""
    assert english.american("walkora").startswith("wɔˈk")
