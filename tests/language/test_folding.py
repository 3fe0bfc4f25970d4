"""Names made comparable: what counts as the same letters, and where in the name they were."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.alphabets import UNKNOWN, script_of
from brandname.language.folding import fold, letters


@pytest.mark.parametrize(("one", "other"), [
    ("PEZÓN", "pezon"), ("e-tron", "Étron"), ("Straße", "strasse"), ("Łódka", "lodka"), ("İstanbul", "istanbul"),
    ("ёлка", "елка"), ("Ｖｅｒａ", "vera"), ("ばか", "バカ"), ("كِتاب", "كتاب"), ("שָׁלוֹם", "שלום"), ("P'Zone", "pzone"),
    ("ΟΔΟΣ", "οδός"), ("smørbrød", "smorbrod"), ("Velora™", "velora"), ("®Vera", "vera"),
])
def test_the_same_letters_compare_equal(one: str, other: str) -> None:
    """Case, accents, hyphens, widths, kana kinds and vowel points make no difference."""
    assert fold(one).letters == fold(other).letters


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("её", "ей"), ("กา", "กี"), ("चोद", "चद"), ("ї", "і")])
def test_letters_of_their_own_stay_apart(one: str, other: str) -> None:
    """Й is no И with an ornament, and Thai and Hindi vowel signs are what words consist of."""
    assert fold(one).letters != fold(other).letters


@pytest.mark.parametrize(("name", "words"), [
    ("Mist Stick", ["mist", "stick"]), ("e-tron", ["e", "tron"]), ("MoschMosch", ["mosch", "mosch"]),
    ("O'Neil", ["oneil"]), ("velora.com", ["velora", "com"]), ("IBM", ["ibm"]), ("星禾茶", ["星禾茶"]),
])
def test_a_name_is_cut_into_its_words(name: str, words: list[str]) -> None:
    """Spaces, hyphens, dots and a capital after a small letter part words; apostrophes do not."""
    folded = fold(name)
    assert [folded.letters[a:b] for a, b in folded.tokens] == words


def test_a_stretch_is_found_again_in_the_name() -> None:
    """The report can mark the very letters in the name as written."""
    folded = fold("La Peña-Straße")
    start = folded.letters.index("strasse")
    span = folded.span(start, start + 7)
    assert span is not None
    assert folded.text[slice(*span)] == "Straße"
    assert fold("ﬁne").span(0, 4) is None


@given(st.text(max_size=40))
def test_any_text_folds_to_parallel_parts(text: str) -> None:
    """No text breaks it; letters, exact forms and places belong together, and tokens cover every letter once."""
    folded = fold(text)
    assert len(folded.letters) == len(folded.exact)
    assert not folded.places or len(folded.places) == len(folded.letters)
    assert "".join(folded.letters[a:b] for a, b in folded.tokens) == folded.letters


@given(st.text(max_size=30).map(lambda t: unicodedata.normalize("NFKC", t)))
def test_the_fast_way_gives_the_same_letters(text: str) -> None:
    """Dictionaries folded in bulk meet names folded one by one."""
    assert letters(text) == fold(text).letters


def test_scripts_are_named() -> None:
    """A name in several scripts tells each of them, in order; digits belong to none."""
    assert fold("A1 星ノ").scripts == ("Latn", "Hani", "Kana")
    assert script_of("7") == script_of("-") == ""
    assert script_of("ह") == script_of("ि") == "Deva"


def test_a_script_nobody_knows_is_not_overlooked() -> None:
    """Letters we cannot name are told, alone or beside others; apostrophes and emoji selectors are no script."""
    assert fold("ཀ་ཁ").scripts == (UNKNOWN,)
    assert fold("Tea ཀ").scripts == ("Latn", UNKNOWN)
    assert fold("Hawaiʻi ☕\ufe0f").scripts == ("Latn",)
