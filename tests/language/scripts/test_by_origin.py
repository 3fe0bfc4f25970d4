"""Katakana of names by the language they seem to come from."""

from __future__ import annotations

from brandname.language.scripts.by_origin import by_origin, reads
from brandname.language.scripts.rendering import renderings
from brandname.language.scripts.spelling import pieces


def texts(name: str, origin: str = "", n: int = 5) -> list[str]:
    """Spellings in katakana."""
    return [found.text for found in renderings(name, "Kana", n, origin=origin)]


def test_a_name_in_french_is_read_in_french() -> None:
    """Accents and the words beside it tell French: its letters are not read as English."""
    assert texts("Crémière du Soleil")[0].startswith("クレミエール")


def test_a_japanese_word_beside_an_english_one_is_read_in_japanese() -> None:
    """Each word is asked by itself whether it is Japanese."""
    assert texts("Hanabishi Garden")[0] == "ハナビシ・ガーデン"
    assert texts("Tsukimoto Kitchen")[0].startswith("ツキモト・")


def test_an_english_name_stays_as_it_was() -> None:
    """No French is heard in plain English."""
    assert texts("Green Garden")[0] == "グリーン・ガーデン"


def test_a_stated_origin_decides() -> None:
    """A short word that could be anything is read as its owner says."""
    assert texts("Lapin", "fr")[0] == "ラパン"
    assert texts("Vino", "it-IT")[0] in ("ヴィーノ", "ビーノ")
    assert reads("fr-CA") and not reads("sv") and not reads("")


def test_chances_stay_chances() -> None:
    """However many languages are read, all spellings together are at most certain."""
    for name in ("Maison Verte", "Luna", "Hanabishi", "Bellacasa", "Kiefer & Sohn", "Lum9"):
        found = renderings(name, "Kana", 10)
        assert found and sum(one.posterior for one in found) <= 1.001
        assert len({one.text for one in found}) == len(found)


def test_without_a_guess_the_models_decide_alone() -> None:
    """A name without a word has no origin."""
    parts = pieces("BMW 3")
    options = [[("ビーエムダブリュー", 0.0)], [("3", 0.0)]]
    assert by_origin("BMW 3", parts, options, 5) == [(("ビーエムダブリュー", "3"), 0.0)]
