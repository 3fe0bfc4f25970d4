"""Letters: what a language's readers have, and what becomes of the others."""

from __future__ import annotations

import tomllib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname import data
from brandname.language.alphabets import (
    Orthography,
    foreign_letters,
    has_vowel,
    orthography,
    respell,
    script_of,
    scripts_in,
    split_words,
    unaccented,
)

TABLE = tomllib.loads(data.read_text("language/orthographies.toml"))
LANGUAGES = sorted(TABLE["language"])
LATIN = sorted(code for code, row in TABLE["language"].items() if "Latn" in row["scripts"])


def ortho(tag: str) -> Orthography:
    """The orthography of a tag that has one."""
    found = orthography(tag)
    assert found is not None
    return found


def test_there_are_enough_languages() -> None:
    """The languages of the packaged markets have their letters."""
    assert len(LANGUAGES) >= 45


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_row_does_not_contradict_itself(code: str) -> None:
    """No letter is both a language's own and a loan, and every letter is in a script the language is written in."""
    o = ortho(code)
    assert not o.letters & set(o.loan)
    assert {script_of(c) for c in (*o.letters, *o.loan)} <= set(o.scripts)
    assert all(unicodedata.is_normalized("NFC", c) and c == c.lower() for c in (*o.letters, *o.loan))
    assert set(TABLE["language"][code]) <= {
        "scripts", "unread", "other_speech", "engine", "words", "letters", "loan", "vowels", "syllables", "tones"}


@pytest.mark.parametrize("code", LATIN)
def test_a_habit_uses_letters_the_readers_have(code: str) -> None:
    """What a foreign letter is respelled with can be read there."""
    o = ortho(code)
    for letter, habit in o.loan.items():
        assert habit
        assert set(habit) <= o.letters | {letter}, (code, letter)


@pytest.mark.parametrize("code", LATIN)
def test_every_plain_letter_has_its_place(code: str) -> None:
    """A letter is a language's own or a loan; none of a–z was forgotten."""
    o = ortho(code)
    assert set("abcdefghijklmnopqrstuvwxyz") <= o.letters | set(o.loan)


@pytest.mark.parametrize(("tag", "name", "letters"), [
    ("pl", "Velora", ["v"]), ("es-MX", "Łódka", ["ł", "k"]), ("pl", "Łódka", []), ("tr", "Quixo", ["q", "x"]),
    ("vi", "Nhật Fạm", ["f"]), ("en-GB", "Ärö", ["ä", "ö"]), ("de-DE", "Ärö", []), ("ru", "Їжак", ["ї"]),
])
def test_letters_that_are_lacking_are_named(tag: str, name: str, letters: list[str]) -> None:
    """I see exactly the letters a market's readers don't have, in the order of the name."""
    assert [found.letter for found in foreign_letters(name, ortho(tag))] == letters


@pytest.mark.parametrize(("tag", "name", "written"), [
    ("pl", "Velora", "welora"), ("vi", "Fama", "phama"), ("es", "Łódka", "lódka"), ("sv", "Bjørn", "bjö" "rn"),
    ("de", "Þórr", "thorr"), ("tr", "IRIS", "ırıs"), ("en", "IRIS", "iris"), ("pl", "Xenon", "ksenon"),
])
def test_foreign_letters_are_respelled_not_dropped(tag: str, name: str, written: str) -> None:
    """A name is read the way people there would write it."""
    assert respell(name, ortho(tag)) == written


def test_a_letter_without_any_habit_stays_visible() -> None:
    """Nothing is dropped when we don't know what people do with a letter."""
    found = foreign_letters("Ƣora", ortho("es"))
    assert [(f.letter, f.habit) for f in found] == [("ƣ", "")]
    assert respell("Ƣora", ortho("es")).startswith("ƣ")


@pytest.mark.parametrize(("tag", "scripts"), [
    ("sr", ("Latn", "Cyrl")), ("sr-Cyrl", ("Cyrl",)), ("sr-Latn-RS", ("Latn",)), ("zh-Hant-TW", ("Hani",)),
    ("ja-JP", ("Hira", "Kana")), ("es-419", ("Latn",)),
])
def test_a_script_in_the_tag_is_obeyed(tag: str, scripts: tuple[str, ...]) -> None:
    """`sr-Cyrl` means Cyrillic."""
    assert ortho(tag).scripts == scripts


@pytest.mark.parametrize("tag", ["xx", "en-Arab", "yue-Hant", "zh-Hant-HK", "", "tlh"])
def test_no_language_is_taken_for_its_neighbour(tag: str) -> None:
    """A language without a table is not covered; Cantonese is not read as Mandarin."""
    assert orthography(tag) is None


def test_regions_get_their_own_sounds() -> None:
    """Spain and Argentina read differently from Mexico."""
    assert (ortho("es-ES").engine, ortho("es-AR").engine, ortho("es-MX").engine) == ("es-ES", "es-AR", "es-419")


@pytest.mark.parametrize(("text", "scripts"), [
    ("Velora", ("Latn",)), ("Ve星", ("Hani", "Latn")), ("ばショー", ("Hira", "Kana")),
    ("O2 🙂", ("Latn",)), ("2 🙂", ()), ("Ⴀ", ("Geor",)),
])
def test_scripts_of_a_text(text: str, scripts: tuple[str, ...]) -> None:
    """Digits and signs belong to no script."""
    assert scripts_in(text) == scripts


def test_syllabic_r_counts_as_a_vowel_where_it_is_one() -> None:
    """Krk is a Croatian word; in Spanish it has no vowel."""
    assert has_vowel("Krk", ortho("hr"))
    assert not has_vowel("Krk", ortho("es"))


@given(st.text(max_size=30))
def test_words_are_where_they_are_said_to_be(text: str) -> None:
    """Splitting loses no letter, and each word stands at its index."""
    words = split_words(text)
    assert all(text[at:at + len(word)] == word for at, word in words)
    assert sum(len(word) for _, word in words) == sum(unicodedata.category(c)[0] in "LM" for c in text)


@given(st.text(st.characters(min_codepoint=65, max_codepoint=0x24F, categories=["L"]), min_size=1, max_size=20),
       st.sampled_from(LATIN))
def test_respelling_leaves_only_letters_that_are_read_or_have_no_habit(name: str, code: str) -> None:
    """After respelling, whatever is still foreign is a letter nobody there has a habit for."""
    o = ortho(code)
    once = respell(name, o)
    assert once
    for found in foreign_letters(unicodedata.normalize("NFC", once), o):
        assert found.habit in ("", found.letter) or unaccented(found.letter, o) == found.letter
    assert respell(once, o) == respell(respell(once, o), o)
