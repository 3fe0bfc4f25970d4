"""Looking words up in lexicons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language import lexicon
from brandname.language.lexicon import Entry, parse
from brandname.language.lexicon_search import Way, near, search

HEAD = "word\treading\troman\tpos\tgloss\tcategory\tseverity\tforms\n"
SPANISH = parse(
    HEAD + "luz\t\t\tnoun\tlight; bright thing\tpositive\t0\tluces\n"
    "piñata\t\t\tnoun\tparty pot\tplain\t0\tpiñatas\npluma\t\t\tnoun\tlight pen\tplain\t1\tplumas\n", "es", {}, "x")
CHINESE = parse(HEAD + "屎\tshǐ\tshi\tnoun\tshit\texcretion\t3\t\n", "zh", {}, "x")


def ways(word: str, entries: tuple[Entry, ...] = (*SPANISH, *CHINESE)) -> list[tuple[str, Way, str]]:
    """Word, way and text of what is found."""
    return [(found.entry.word, found.way, found.text) for found in search(word, entries)]


@pytest.mark.parametrize(("word", "expected"), [
    ("luz", [("luz", Way.WORD, "luz")]), ("LUCES", [("luz", Way.FORM, "luces")]),
    ("pinata", [("piñata", Way.WORD, "piñata")]), ("屎", [("屎", Way.WORD, "屎")]), ("shi", [("屎", Way.ROMAN, "shi")]),
    ("Bright thing", [("luz", Way.GLOSS, "bright thing")]), ("party", [("piñata", Way.GLOSS, "party pot")]),
    ("art", []), ("brightthing", []), ("thing bright", []), ("---", []), ("", []),
])
def test_words_are_found_by_what_people_type(word: str, expected: list[tuple[str, Way, str]]) -> None:
    """Headword, form, Latin spelling and English meaning lead to the entry, whole words only."""
    assert ways(word) == expected


def test_a_reading_is_found_where_there_is_no_spelling() -> None:
    """Pinyin with or without its marks finds the character."""
    bare = parse(HEAD + "屎\tshǐ\t\tnoun\tdung\texcretion\t3\t\n", "zh", {}, "x")
    assert ways("shǐ", bare) == ways("shi", bare) == [("屎", Way.READING, "shǐ")]


def test_the_worst_comes_first() -> None:
    """Of two words with this meaning I see the worse one first."""
    assert [word for word, _, _ in ways("light")] == ["pluma", "luz"]


def test_close_spellings_are_offered() -> None:
    """A typing slip shows what there is nearby."""
    assert near("piñsta", SPANISH)[0] == "piñata"
    assert near("brigth", SPANISH) == ("bright",)
    assert near("zzzzz", SPANISH) == near("", SPANISH) == ()


@given(st.sampled_from((*SPANISH, *CHINESE)), st.booleans())
def test_every_spelling_of_an_entry_finds_it(entry: Entry, upper: bool) -> None:
    """No word of a lexicon is beyond finding."""
    for text in (entry.word, *entry.forms, *entry.roman):
        assert entry in [found.entry for found in search(text.upper() if upper else text, (*SPANISH, *CHINESE))]


def test_shipped_words_are_found() -> None:
    """A plain word is in the packaged lexicon."""
    assert search("ratas", lexicon.read_shipped("es"))[0].entry.word == "rata"
