"""How near two names are told to be, whatever the letters they are written with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks.nearness import compare, ready
from brandname.language.distance.likeness import Band
from brandname.language.lookalikes import shaped_as_latin
from brandname.registers.index.memory import index_names
from brandname.reports.catalogue import open_catalogue


def reasons(one: str, other: str, language: str = "en") -> list[str]:
    """Why two names are alike, as it is said."""
    near = compare(one, other)
    return [open_catalogue(language).render(reason) for reason in near.reasons] if near else []


@pytest.mark.parametrize(("other", "told"), [
    ("Vеlora", "looks the same: written with other letters (Cyrillic е)"),
    ("VELОRA", "looks the same: written with other letters (Cyrillic О)"),
    ("Velοra", "looks the same: written with other letters (Greek ο)"),
    ("Vélօra", "looks the same: written with other letters (Armenian օ)"),
    ("Veloɾa", "looks the same: written with other letters (Latin ɾ)"),
])
def test_a_mark_in_letters_that_only_look_the_same_is_told_as_such(other: str, told: str) -> None:
    """Nobody sees the difference, so it is the same name, and I read with which letters it is written."""
    near = compare("Velora", other)
    assert near is not None
    assert near.band is Band.SAME
    assert reasons("Velora", other) == [told]
    assert reasons(other, "Velora") == [told]


def test_more_than_the_same_letters_is_told_beside_them() -> None:
    """Where the names differ otherwise too, the likeness is of what is seen, and says so."""
    told = reasons("Velora", "Velorа Tea")
    assert told[0] == "looks like velora tea: written with letters that only look Latin (Cyrillic а)"
    assert "shares the word velora" in told
    assert "形似拉丁字母" in reasons("Velora", "Velorа Tea", "zh-Hans")[0]


@pytest.mark.parametrize("mark", ["Vеlora", "Veloɾa", "НОРЕ"])
def test_such_a_mark_is_found_in_a_register(mark: str) -> None:
    """It is no use to know it looks the same if the search passes it by."""
    names = ["Ocean", "Tisalia", mark, "Brisanto"]
    query = "Hope" if mark == "НОРЕ" else "Velora"
    best = index_names(names).search([ready(query)])[0].found[0]
    assert (names[best.name_id], best.score) == (mark, 1.0)
    near = compare(query, mark, best.form)
    assert near is not None
    assert near.band is Band.SAME


def test_a_word_of_another_alphabet_stays_what_it_says() -> None:
    """Волга is volga; only letters with a Latin twin are seen as Latin, and all of them must have one."""
    assert shaped_as_latin("Волга") == ("", ())
    assert reasons("Volga", "Волга") == [
        "written volga in Latin letters (letter by letter)",
        "the same name once capitals, accents and signs are left out"]


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=12))
def test_latin_names_have_no_other_shape(text: str) -> None:
    """An accent is no disguise."""
    assert shaped_as_latin("".join(c for c in text if c not in "ƅ")) == ("", ())
