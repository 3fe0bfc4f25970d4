"""Which language a name seems to come from."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generated import names
from brandname.language.origin import COINED, LEAST, origins, share_of, words_of


def test_words_of_a_language_are_told_from_others() -> None:
    """A name in plain French, Italian, German, Spanish, Japanese or English is taken for what it is."""
    for name, tag in (
        ("Maison de la Fleur", "fr"), ("Cucina della Nonna", "it"), ("Der Wald und die Wiese", "de"),
        ("Corazón del Mercado", "es"), ("Hanabishi", "ja"), ("Green Garden Kitchen", "en"),
    ):
        assert origins(name)[0][0] == tag, (name, origins(name))
        assert share_of(name, tag) > 0.5


def test_accents_are_evidence() -> None:
    """With its accents a French word is surer to be French than without."""
    assert share_of("Crémière", "fr") > share_of("Cremiere", "fr")


def test_coined_names_are_not_given_to_a_language() -> None:
    """Names made up of any syllables are mostly called coined, and seldom said with force to be of some language."""
    found = [origins(name)[0] for name in names(300, 11)]
    assert sum(tag == COINED for tag, _ in found) > 150
    assert sum(tag != COINED and share > 0.6 for tag, share in found) < 30


def test_without_latin_letters_nothing_is_guessed() -> None:
    """No origin is made up for a name in another script, in figures, or empty."""
    assert origins("星禾") == origins("2024") == origins("") == ()
    assert share_of("星禾", "en") == 0.0


def test_words_are_parted_as_they_are_written() -> None:
    """Inner capitals and apostrophes part words; other scripts are left out."""
    assert words_of("JustLumen d'Or 星禾") == ("just", "lumen", "d", "or")


@settings(deadline=None)
@given(st.text(max_size=30))
def test_shares_add_up(name: str) -> None:
    """Whatever I type, shares are between LEAST and one, the largest first, and add up to one."""
    found = origins(name)
    shares = [share for _, share in found]
    assert shares == sorted(shares, reverse=True)
    assert all(LEAST / 2 < share <= 1 for share in shares)
    assert not found or math.isclose(sum(shares), 1, abs_tol=0.01)
    assert len({tag for tag, _ in found}) == len(found)
