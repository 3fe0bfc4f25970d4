"""Where a language puts the stress, and how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.accent import begun, joined, placed, settled, softened
from brandname.language.segments import is_vowel

ROWS = st.lists(st.sampled_from("pbtdkɡsmnlrjwaeiou"), min_size=1, max_size=10)


@pytest.mark.parametrize(("where", "index"), [("first", 1), ("penult", 3), ("last", 6), ("none", -1), ("", 3)])
def test_the_language_decides_where_it_has_a_habit(where: str, index: int) -> None:
    """First in Finnish, last but one in Polish, last in Armenian, nowhere in Japanese; else where it was."""
    assert placed(list("belaiba"), 3, where) == index


def test_a_diphthong_is_one_syllable() -> None:
    """The last syllable but one of *kelaiba* is lai."""
    assert placed(list("kelai"), -1, "penult") == 1
    assert placed(list("kelaiba"), -1, "penult") == 3


@settings(deadline=None)
@given(ROWS, st.sampled_from(["first", "penult", "last", "none", ""]))
def test_a_mark_adds_nothing_else(sounds: list[str], where: str) -> None:
    """The segments stay, with at most one mark, which stands before a vowel of theirs."""
    at = placed(sounds, -1, where)
    written = joined(sounds, at)
    assert written.replace("ˈ", "") == "".join(sounds)
    assert written.count("ˈ") <= 1
    assert at == -1 or is_vowel(sounds[at])
    assert begun(written) == written


@pytest.mark.parametrize(("word", "expected"), [
    ("khˈloe", "ˈkhloe"), ("veˈlora", "veˈlora"), ("skra", "skra"), ("", ""),
])
def test_nothing_stands_before_the_mark_that_is_no_syllable(word: str, expected: str) -> None:
    """A mark inside the first consonants is put at their start."""
    assert begun(word) == expected


def test_a_stop_goes_with_what_leans_on_it() -> None:
    """Hindi ʈ and ɾ begin a syllable together, as t and r do."""
    assert joined(["ɪ", "s", "ʈ", "ɾ", "o", "ʋ", "ɪ"], 4) == "ɪsˈʈɾoʋɪ"


def test_consonants_soften_between_vowels_only() -> None:
    """Korean p is b inside a word and p at its start; the stress follows what is doubled before it."""
    rules = {"p": ("b",), "l": ("l", "l")}
    assert softened(list("papla"), 1, rules) == (list("papla"), 1)
    assert softened(list("papala"), 5, rules) == (list("paballa"), 6)


@pytest.mark.parametrize(("word", "expected"), [
    ("elbˈrus", "elˈbrus"), ("keˈrka", "kerˈka"), ("rjabˈinka", "rjaˈbinka"), ("veˈlora", "veˈlora"),
    ("ˈanta", "ˈanta"), ("kraˈstin", "kraˈstin"), ("aŋˈela", "aŋˈela"), ("baˈmna", "baˈmna"),
    ("adʒˈa", "aˈdʒa"), ("atˈl", "atˈl"), ("", ""),
])
def test_a_mark_stands_where_a_syllable_can_begin(word: str, expected: str) -> None:
    """Never between a consonant and its vowel, nor before an r that leans on the vowel before it."""
    assert settled(word) == expected


def test_some_languages_begin_syllables_with_a_nasal() -> None:
    """Swahili nd is one start; in Kazakh mk is none."""
    assert settled("kaˈndizi", prenasal=True) == "kaˈndizi"
    assert settled("ʃəˈmkent") == "ʃəmˈkent"


@settings(deadline=None)
@given(ROWS, st.integers(0, 9))
def test_a_settled_mark_adds_nothing_and_stays(sounds: list[str], at: int) -> None:
    """Sounds stay as they are, and what is settled is settled."""
    word = "".join(sounds[:at]) + "ˈ" + "".join(sounds[at:])
    assert settled(word).replace("ˈ", "") == "".join(sounds)
    assert settled(settled(word)) == settled(word)
