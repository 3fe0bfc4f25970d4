"""Sounds as slots: what may be taken for what, and how far apart two words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.skeleton import Slots, consonants_apart, consonants_of, gap, heaviest, slots, weigh

IPA = st.text(st.sampled_from("pbtdkɡfvszʃʒmnlrjwaeiouəɛɔˈ"), min_size=1, max_size=10)


def apart(one: str, other: str) -> float:
    """The gap between two whole words."""
    a, b = slots(one), slots(other)
    assert a.key == b.key
    return gap(a, 0, len(a.key), b)


def test_slots_are_consonant_classes_and_runs_of_vowels() -> None:
    """Voice does not matter, diphthongs are one slot, an affricate is one consonant."""
    assert slots("ˈkaɣo").key == slots("ˈkaɡou").key == "KVKV"
    assert slots("tʃat").key == slots("t͡ʃat").key == "CVT"
    assert slots("tʃat").sounds == ("tʃ", "a", "t")
    assert slots("ˈmaːi").stressed == 1


@pytest.mark.parametrize(("nearer", "farther"), [
    (("vɪks", "fɪks"), ("vɪks", "fʌks")),
    (("fəˈroʊ", "fæˈroʊ"), ("fɪˈroʊ", "fæˈroʊ")),
    (("ˈmarka", "ˈmarka"), ("ˈmarka", "marˈka")),
    (("bat", "bat"), ("bat", "pat")),
    (("bata", "bada"), ("bata", "pata")),
])
def test_the_nearer_pair_is_nearer(nearer: tuple[str, str], farther: tuple[str, str]) -> None:
    """Equal sounds, weak vowels, equal stress, later consonants: what a listener forgives costs less."""
    assert apart(*nearer) < apart(*farther)


@given(IPA)
def test_a_word_is_no_distance_from_itself(ipa: str) -> None:
    """And its packed line gives the same slots back."""
    made = slots(ipa)
    if made.key:
        assert gap(made, 0, len(made.key), made) == 0.0
        assert Slots.unpack(made.pack()) == made


@given(IPA, IPA)
def test_the_quick_look_at_consonants_never_overstates(one: str, other: str) -> None:
    """Passing words over by their consonants alone loses none that is near."""
    a, b = slots(one), slots(other)
    if a.key and a.key == b.key and len(a.sounds) == len(b.sounds) and gap(a, 0, len(a.key), b) < 0.1:
        assert consonants_apart(a.consonants, b.consonants) <= 0.1 * heaviest(b) + 1e-9


def test_what_is_too_far_is_only_said_to_be_farther() -> None:
    """The search stops early without calling a far word near."""
    a, b = slots("kamara"), slots("ɡomeri")
    assert gap(a, 0, len(a.key), b, 0.05) > 0.05


@given(IPA, IPA, st.floats(0.01, 0.5))
def test_a_limit_changes_no_distance_within_it(one: str, other: str, most: float) -> None:
    """What is nearer than asked for is as far as without a limit; what is farther stays farther."""
    a, b = slots(one), slots(other)
    if a.key and b.key:
        full = gap(a, 0, len(a.key), b, 100.0)
        limited = gap(a, 0, len(a.key), b, most)
        assert limited == full if full < most else limited >= most


def test_a_word_weighs_the_same_as_its_sounds() -> None:
    """What is taken out of a packed line without making slots of it is what the slots have."""
    made = slots("ˈstrandʒa")
    assert weigh(made.sounds) == heaviest(made)
    assert consonants_of(made.sounds) == made.consonants
