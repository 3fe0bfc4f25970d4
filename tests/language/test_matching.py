"""Where listed words sit in names, and when an ordinary word around them keeps them quiet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.derived import SortedLines
from brandname.language.folding import fold
from brandname.language.matching import Match, Matches, Place, Way, match
from brandname.language.ordinary import Ordinary
from brandname.language.wordlists import WordIndex, index_of

LISTED = ("grolk", "pezón", "mist", "bad dog", "ach", "zulpia")
"""Invented or harmless words standing in for listed ones."""


def index(*words: str, language: str = "es", of: str = "") -> WordIndex:
    """An index of some words, all on one list."""
    made = index_of(of or language, words or LISTED, "list/x")
    made.language = language
    return made


def ordinary(**zipf: float) -> Ordinary:
    """A frequency list of some words."""
    return Ordinary("es", SortedLines.pack({(word, str(round(value * 100))) for word, value in zipf.items()}))


def only(matches: Matches) -> Match:
    """The one match there must be."""
    assert len(matches.found) == 1, matches
    return matches.found[0]


@pytest.mark.parametrize(("name", "place", "way", "share"), [
    ("Grolk", Place.WHOLE, Way.EXACT, 1.0),
    ("GROLK!", Place.WHOLE, Way.EXACT, 1.0),
    ("Pezon", Place.WHOLE, Way.ACCENTS, 1.0),
    ("Gr-olk", Place.WHOLE, Way.SPACING, 1.0),
    ("Silver Mist", Place.TOKEN, Way.EXACT, 1.0),
    ("SilverMist", Place.TOKEN, Way.EXACT, 1.0),
    ("Grolkana", Place.START, Way.EXACT, 5 / 8),
    ("Anagrolk", Place.END, Way.EXACT, 5 / 8),
    ("Anagrolkano", Place.INSIDE, Way.EXACT, 5 / 11),
    ("So bad dogma", Place.ACROSS, Way.EXACT, 6 / 10),
    ("Zulpi", Place.WHOLE, Way.ENDING, 1.0),
    ("Zulpio", Place.WHOLE, Way.ENDING, 1.0),
])
def test_a_listed_word_is_found_where_it_sits(name: str, place: Place, way: Way, share: float) -> None:
    """Each place and each way of matching is named, with the part of the name it takes up."""
    found = only(match(fold(name), index(), None))
    assert (found.place, found.way, round(found.share, 3)) == (place, way, round(share, 3))


@pytest.mark.parametrize("name", ["Velora", "Rachel", "Machas", "Gro", "Mis", "Zul", "星禾", "", "!?"])
def test_nothing_is_found_where_nothing_is(name: str) -> None:
    """Short words are looked for as whole words only, and parts of words are no words."""
    assert match(fold(name), index(), None) == Matches(())


def test_an_ordinary_word_around_keeps_a_listed_one_quiet() -> None:
    """"Mist" inside "optimista" is not what a Spaniard reads; it is counted as passed over, not forgotten."""
    frequent = ordinary(optimista=4.0)
    assert match(fold("Optimista"), index(), frequent) == Matches((), ("mist",))
    assert match(fold("Optimistara"), index(), frequent).quiet == ("mist",)
    assert only(match(fold("Zolmistara"), index(), frequent)).place is Place.INSIDE


def test_an_inflected_form_is_not_taken_for_a_harmless_word() -> None:
    """A frequent plural of a listed word is still shown, with the longer word named."""
    found = only(match(fold("Grolks"), index(), ordinary(grolks=3.5)))
    assert (found.place, found.within) == (Place.START, "grolks")


def test_an_accent_that_makes_another_word_is_respected() -> None:
    """A name that is an ordinary word as written does not become a listed one by losing its accents."""
    assert match(fold("Pezon"), index(), ordinary(pezon=4.0)).found == ()
    assert only(match(fold("Pezón"), index(), ordinary(pezón=4.0))).way is Way.EXACT


def test_a_borrowed_word_is_looked_for_as_a_word_only() -> None:
    """An English word on a Spanish list warns as a word of the name, not inside one."""
    borrowed = index("grolk", of="en")
    assert only(match(fold("Grolk tea"), borrowed, None)).place is Place.TOKEN
    assert match(fold("Anagrolkano"), borrowed, None).found == ()


def test_a_shorter_word_inside_a_longer_listed_one_is_not_said_twice() -> None:
    """One warning for one stretch of letters."""
    assert [m.listed.word for m in match(fold("Grolkano"), index("grolk", "grolkano"), None).found] == ["grolkano"]


@given(st.text(st.sampled_from("grolkmistacpezónz -'"), max_size=24))
def test_a_match_is_always_the_letters_it_claims(name: str) -> None:
    """Whatever the name, a match's letters are the listed word's (but for the last where it says so)."""
    folded = fold(name)
    for found in match(folded, index(), None).found:
        stretch = folded.letters[found.start:found.end]
        assert 0 < found.share <= 1
        if found.way is Way.ENDING:
            assert found.listed.key[: len(stretch) - 1] == stretch[:-1]
        else:
            assert stretch == found.listed.key


@given(st.text(st.sampled_from("abcdefgrolk"), max_size=8), st.text(st.sampled_from("abcdefgrolk"), max_size=8))
def test_a_word_inside_is_found_whatever_surrounds_it(before: str, after: str) -> None:
    """Without frequencies nothing can hide a listed word of five letters."""
    assert "grolk" in {m.listed.word for m in match(fold(f"{before}grolk{after}"), index("grolk"), None).found}
