"""Chinese characters in Cantonese and Hokkien."""

from __future__ import annotations

import pytest

from brandname.language import sinitic, sinoxenic
from brandname.language.characters import common_characters
from brandname.language.sinitic import jyutping_ipa, native, tailo_ipa


def test_a_name_is_read_in_cantonese() -> None:
    """I see how Hong Kong says the characters, in Jyutping and in IPA."""
    assert native("香港", "yue-HK")[0] == ("hoeng1 gong2", "hœːŋ˥ kɔːŋ˧˥")
    assert native("易", "yue-HK")[0][0] in {"ji6", "jik6"}
    assert len(native("行行行行", "yue")) <= sinitic.MOST


def test_every_cantonese_reading_has_sounds() -> None:
    """No common character falls silent in Cantonese for want of a row in the table."""
    assert not {r for entry in common_characters(3) for r in entry.cantonese if not jyutping_ipa(r)}


@pytest.mark.parametrize(("reading", "ipa"), [
    ("Tâi-uân", "tai˨˦ uan˨˦"), ("tsit8", ""), ("sann", "sã˦"), ("ki̍k", "kiək̚˥"), ("bah", "baʔ˧"), ("ang", "aŋ˦"),
])
def test_tailo_has_sounds(reading: str, ipa: str) -> None:
    """Hokkien romanisation is turned into sounds with tones, or refused."""
    assert tailo_ipa(reading) == ipa


def test_what_is_no_syllable_has_no_sounds() -> None:
    """A typing error is no reading, and a Latin name no text in characters."""
    assert jyutping_ipa("xyz1") == jyutping_ipa("gong9") == jyutping_ipa("") == ""
    assert native("Velora", "yue") == native("", "yue") == native("香a", "yue") == ()
    with pytest.raises(KeyError):
        native("香港", "cmn")


def test_hokkien_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package there is no reading, not a made-up one."""
    monkeypatch.setattr(sinoxenic, "hokkien_version", lambda: "")
    assert native("福華", "nan") == ()
