"""Consonants a language lacks, and what its speakers use instead."""

from __future__ import annotations

import pytest

from brandname.language.alphabets import alike_sounds, instead_of
from brandname.language.g2p import engine_tags
from brandname.language.inventory import Inventory, LackingSound, consonants_of, open_inventory, own_consonants


def inventory(tag: str) -> Inventory:
    """The consonants of a language that has an engine."""
    found = open_inventory(tag)
    assert found is not None
    return found


@pytest.mark.parametrize(("ipa", "expected"), [
    ("ˈdʒɛlatːo", ("dʒ", "l", "t")), ("θoˈβanta", ("θ", "β", "n", "t")), ("pʰaɪ", ("p",)), ("t͡ʃ", ("tʃ",)), ("a˧˥", ()),
    ("", ()),
])
def test_consonants_are_found_under_their_marks(ipa: str, expected: tuple[str, ...]) -> None:
    """Length, aspiration, stress and tone don't hide a sound, and an affricate is one sound."""
    assert consonants_of(ipa) == expected


@pytest.mark.parametrize(("tag", "ipa", "lacking"), [
    ("de", "θoro", [LackingSound("θ", "s")]), ("fi", "ʃiva", [LackingSound("ʃ", "s")]), ("en", "θaʃa", []),
    ("es-MX", "ʃola", [LackingSound("ʃ", "s")]), ("it", "ʒola", [LackingSound("ʒ", "ʃ")]), ("pl", "vola", []),
])
def test_what_is_lacking_is_named_with_what_people_say(tag: str, ipa: str, lacking: list[LackingSound]) -> None:
    """German has no θ; people say s."""
    assert list(inventory(tag).lacking(ipa)) == lacking


@pytest.mark.parametrize("tag", ["es", "de", "pl", "fi", "ja", "ko", "vi", "tr", "ru", "hi", "th", "en"])
def test_every_substitute_is_a_sound_the_language_has(tag: str) -> None:
    """Nobody is said to replace a missing sound by another missing sound."""
    own = inventory(tag)
    assert all(instead in own.consonants for instead in own.instead.values() if instead)
    assert not own.consonants & set(own.instead)


def test_an_r_is_an_r() -> None:
    """No language is said to lack another's way of saying r or h."""
    for tag in ("de", "en", "fr", "es", "pl"):
        assert not inventory(tag).lacking("ɾa ʁa ɹa ra xa ha")


@pytest.mark.parametrize("tag", ["xx", "ga", "ar", "yue-Hant"])
def test_without_an_engine_nothing_is_said(tag: str) -> None:
    """No inventory, no claim."""
    assert open_inventory(tag) is None


def test_the_tables_of_sounds_fit_each_other() -> None:
    """Every sound and substitute stands in exactly one row."""
    rows = alike_sounds()
    assert sum(len(row.split()) for row in set(rows.values())) == len(rows)
    assert all(sound in rows and set(choices) <= set(rows) for sound, choices in instead_of().items())
    assert all(rows[sound].split()[0] == sound for sound in instead_of())


def test_the_table_has_a_row_for_every_compiled_language() -> None:
    """Affricates are whole: Italian has the ch of English church, and Spanish too."""
    assert all(own_consonants(tag) for tag in engine_tags())
    assert "tʃ" in own_consonants("it") & own_consonants("es-MX") & own_consonants("en-US")
