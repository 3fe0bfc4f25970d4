"""Names in other scripts, with the shipped tables."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language.scripts import rendering
from brandname.language.scripts.rendering import covered, renderings

LETTERS = {
    "Kana": "KATAKANA", "Hang": "HANGUL", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Hebr": "HEBREW", "Hans": "CJK",
    "Hant": "CJK",
}


@pytest.mark.parametrize("script", sorted(LETTERS))
def test_a_coined_name_gets_ranked_drafts_in_the_script(script: str) -> None:
    """A name nobody has used gets several spellings, in the right letters, with a reading and a confidence."""
    found = renderings("Melirano", script, 10)
    assert len(found) == 10 == len({one.text for one in found})
    for one in found:
        assert all(unicodedata.name(c).startswith(LETTERS[script]) for c in one.text if c.isalpha()), one.text
        assert (one.reading and one.reading.isascii()) or script == "Kana"
        assert 0 <= one.confidence <= 1 and one.draft
    assert [one.posterior for one in found] == sorted((one.posterior for one in found), reverse=True)
    assert sum(one.posterior for one in found) <= 1.001


def test_letters_are_said_by_name() -> None:
    """BMW is not read as a word."""
    assert renderings("BMW", "Kana", 3)[0].text == "ビーエムダブリュー"
    assert renderings("BMW", "Hang", 3)[0].text == "비엠더블유"


def test_words_written_together_with_capitals_are_two() -> None:
    """MelaNova is Mela and Nova."""
    assert renderings("MelaNova", "Hang", 1)[0].text == renderings("Mela Nova", "Hang", 1)[0].text


def test_digits_stay_and_alone_are_no_name() -> None:
    """Digits are kept beside a word; digits alone need no transliteration."""
    assert "21" in renderings("Melira 21", "Hang", 1)[0].text
    assert renderings("2100", "Hang", 3) == ()


def test_a_name_in_the_script_already_is_left_as_it_is() -> None:
    """A Korean name in Korea is not transliterated."""
    (one,) = renderings("멜리라", "Hang", 5)
    assert (one.text, one.method, one.draft) == ("멜리라", "as_written", False)


def test_no_tables_no_answer() -> None:
    """An unknown script, another language in a covered script, or nothing Latin in the name: no answer, no guess."""
    assert renderings("Melirano", "Thai", 5) == ()
    assert renderings("Melirano", "Cyrl", 5, lang="uk") == ()
    assert renderings("Мелирано", "Hang", 5) == ()
    assert renderings("!?", "Hang", 5) == ()
    assert renderings("Melirano", "Hang", 0) == ()


def test_the_quick_depth_answers_too() -> None:
    """Screening hundreds of names takes one model and gives a usable first spelling."""
    assert renderings("Melirano", "Cyrl", 1, quick=True)[0].text == "Мелирано"


def test_traditional_characters_follow_the_simplified_ones() -> None:
    """Taiwan and Hong Kong see traditional characters."""
    simplified, traditional = (renderings("Helena", script, 20) for script in ("Hans", "Hant"))
    assert len(simplified) == len(traditional)
    assert any(a.text != b.text for a, b in zip(simplified, traditional, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=45), st.sampled_from(sorted(LETTERS)))
def test_no_name_breaks_it_and_no_answer_is_empty(name: str, script: str) -> None:
    """Whatever is typed, there is a spelling or no answer, never an empty one."""
    for one in renderings(name, script, 3):
        assert one.text.strip() and one.reading.strip()


def test_without_e2k_the_tables_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken or missing e2k costs quality, not answers."""
    monkeypatch.setattr(rendering.katakana, "load", lambda: None)
    rendering._katakana.cache_clear()
    try:
        found = renderings("Bonaventa", "Kana", 3)
        assert found and found[0].method == "tables"
        assert renderings("Bonaventa", "Hang", 3)
    finally:
        rendering._katakana.cache_clear()


def test_a_language_loads_in_a_moment() -> None:
    """The first name does not make me wait."""
    for code in sorted(set(covered().values())):
        begun = time.process_time()
        rendering._model.__wrapped__(f"{code}-forward")
        assert time.process_time() - begun < 0.6, code


def test_the_shipped_tables_are_the_listed_ones() -> None:
    """What is installed is what was measured, and small."""
    assert data.compute_digest("translit") == data.dataset("translit").digest
    assert sum(len(data.read_bytes(f"translit/{name}")) for name in data.names("translit")) < 9_000_000
