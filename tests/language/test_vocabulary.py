"""The vocabulary of a language: lexicon and lists together, by spelling, by sound and by concept."""

from __future__ import annotations

import lzma
from dataclasses import replace

import pytest

from brandname import data
from brandname.language import lexicon
from brandname.language.vocabulary import (
    COMPILED,
    LEXICON,
    also,
    borrowers,
    compute,
    edition,
    open_vocabulary,
    read_as,
    shipped_editions,
    with_own,
)
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


def test_a_word_brings_its_senses_and_the_lists_that_hold_it() -> None:
    """Forms lead to their headword; our lexicon stands first among the lists."""
    words = open_vocabulary("es")
    assert words is not None
    found = words.find("cagas")
    assert {one.entry.word for one in found if one.entry} >= {"cagar"}
    assert all(one.lists[0] == LEXICON for one in found if one.entry)


def test_a_language_without_lexicon_or_list_has_none() -> None:
    """Nothing is made up."""
    assert open_vocabulary("xx") is None


def test_cantonese_readers_know_written_chinese_but_not_its_pinyin() -> None:
    """A Mandarin word is found as written; its Mandarin romanisation is nobody's spelling in Hong Kong."""
    words = open_vocabulary("yue")
    assert words is not None and "zh" in also("yue")
    assert "傻逼" in words
    assert words.main_script == "Hani"
    assert not [one for one in words.find("shabi") if one.entry]


def test_a_concept_is_found_by_its_english_name() -> None:
    """What offends as a thing offends under its English name too."""
    words = open_vocabulary("ms")
    assert words is not None
    assert "babi" in {entry.word for entry in words.meant_by("pig")}
    assert words.meant_by("sunshine") == ()


def test_words_that_sound_alike_share_a_family() -> None:
    """The forms under one key, those with the same consonants together."""
    words = open_vocabulary("es")
    assert words is not None
    families = words.heard("KVKV")
    assert {said.form for family in families for said in family.members} >= {"cago", "caca"}
    assert all(family.severity == max(s.entry.severity for s in family.members) for family in families)


def test_spoken_arabic_is_found_under_its_country() -> None:
    """Egyptian speakers know the Arabic file, and its Egyptian words are their own."""
    words = open_vocabulary("arz")
    assert words is not None and words.entries
    assert read_as("arz") == "ar-EG"
    assert read_as("es-MX") == "es-MX"


@pytest.mark.parametrize("language", ["no", "hr", "sr", "ar", "ja", "yue", "fa"])
def test_words_of_every_kind_of_file_have_sounds(language: str) -> None:
    """By rules, by stated reading, or by their Latin spelling."""
    words = open_vocabulary(language)
    assert words is not None
    assert sum(len(family.members) for key in ("KVTV", "KVT", "TVKV", "KVRV") for family in words.heard(key)) > 3


def test_what_is_shipped_is_made_from_the_lexicon_as_it_is() -> None:
    """After a change to a lexicon or the sounds: python -m tools.build_vocabulary."""
    made = {*lexicon.known(), *borrowers()}
    assert shipped_editions() == {language: edition(language) for language in made}
    assert lzma.decompress(data.read_bytes(f"{COMPILED}/lv.txt.xz")) == compute("lv")


def test_a_new_word_makes_only_its_own_language_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding a word to the Croatian file leaves Spanish as it was; Serbian readers know the Croatian words."""
    before = {language: edition(language) for language in ("es", "sr", "hr", "zh")}
    read = data.read_text
    monkeypatch.setattr(data, "read_text", lambda path: read(path) + ("#" if path == "lexicon/hr.tsv" else ""))
    edition.cache_clear()
    try:
        changed = {language for language in before if edition(language) != before[language]}
    finally:
        edition.cache_clear()
    assert changed == {"hr", "sr"}


def test_how_frequent_a_form_is_comes_from_the_language_s_own_list() -> None:
    """And is not known where there is none."""
    spanish = open_vocabulary("es")
    assert spanish is not None
    assert (spanish.zipf("casa") or 0.0) > 5
    assert spanish.zipf("zzzzz") is None


def test_own_rows_stand_beside_and_in_place_of_the_shipped_ones() -> None:
    """A replaced word keeps one sense of that kind, mine; mine are heard; everything else stays as it was."""
    shipped = open_vocabulary("es")
    assert shipped is not None
    thing = next(entry for entry in shipped.entries if entry.word == "cagar")
    mine = replace(thing, severity=0, forms=("cagonte",))
    new = replace(thing, word="zovanta", severity=2, forms=())
    words = with_own(shipped, "es", (mine, new))
    assert len(words.entries) == len(shipped.entries) + 1
    same = [one.entry for one in words.find("cagar") if one.entry and one.entry.category == thing.category]
    assert [entry.severity for entry in same] == [0]
    assert not [one for one in words.find("cagamos") if one.entry and one.entry.word == "cagar"]
    assert [one.entry for one in words.find("zovanta")] == [new]
    assert [one.entry for one in words.find("casa")] == [one.entry for one in shipped.find("casa")]
    assert any(said.entry == new for family in words.heard("SVFVNTV") for said in family.members)
