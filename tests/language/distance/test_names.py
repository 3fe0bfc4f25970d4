"""Names made ready for comparison."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.distance.hearing import alphabet, to_sounds
from brandname.language.distance.names import VOICES, fold_name, prepare, sound_strings
from brandname.language.routes import LanguageNotCovered


@pytest.mark.parametrize(("text", "folded"), [
    ("Velora™", "velora"), ("McDonald's", "mcdonalds"), ("Škoda  ÑANDÚ", "skoda nandu"), ("A&B-Co.", "a b co"),
    ("Ｖｅｌｏｒａ", "velora"), ("Straße", "strasse"), ("Łódź", "lodz"), ("İzmir", "izmir"), ("薇珞", ""),
    ("!!", ""), ("", ""),
    ("薇珞 Velora", "velora"), ("Été 2", "ete 2"),
])
def test_case_accents_and_signs_do_not_part_two_spellings(text: str, folded: str) -> None:
    """I compare names, not typography."""
    assert fold_name(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded name is letters a–z, digits and single spaces, whatever I typed."""
    folded = fold_name(text)
    assert fold_name(folded) == folded
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert folded == " ".join(folded.split())


@settings(deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789 ", max_size=24).map(fold_name), max_size=6))
def test_sounds_do_not_depend_on_the_batch(names: list[str]) -> None:
    """A register read in parts sounds as it does read whole."""
    for voice in VOICES:
        heard = sound_strings(names, voice)
        assert heard == [sound_strings([name], voice)[0] for name in names]
        assert set("".join(heard)) <= set(alphabet())
        assert all(bool(name) == bool(sounds) for name, sounds in zip(names, heard, strict=True))


@pytest.mark.parametrize(("one", "other", "voice"), [
    ("vaca", "baca", "es"), ("phonex", "fonex", "en"), ("seiko", "saiko", "de"), ("kwik", "quick", "en"),
    ("kandel", "candel", "en"), ("quiso", "kiso", "es"), ("lotto", "loto", "es"),
])
def test_what_a_voice_says_alike_has_the_same_sounds(one: str, other: str, voice: str) -> None:
    """Two spellings of one pronunciation meet in the sound column."""
    first, second = sound_strings([one, other], voice)
    assert first == second


def test_initials_are_said_letter_by_letter() -> None:
    """BVD is heard as three letters, in each voice by its own names."""
    assert prepare("BVD").sounds["en"] == "bividi"
    assert prepare("BVD").sounds["de"] == "befaude"


def test_a_language_without_a_table_of_letters_is_refused() -> None:
    """Nobody is told how Chinese reads Latin letters by a table that does not know."""
    with pytest.raises(LanguageNotCovered):
        sound_strings(["velora"], "zh")


def test_a_name_in_characters_is_compared_by_its_latin_form() -> None:
    """My Chinese name is compared by the Latin form I chose, and by nothing when I chose none."""
    assert prepare("薇珞", latin=["Velo"]).folded == "velo"
    nothing = prepare("薇珞")
    assert nothing.folded == ""
    assert nothing.words == ()
    assert set(nothing.sounds.values()) == {""}


def test_affricates_are_one_sound_and_accents_of_ipa_none() -> None:
    """IPA with ties and marks comes out in the small alphabet."""
    assert to_sounds("ˈt͡ʃãːt͡s") == "Cac"
    assert to_sounds("çi") == "xi"
