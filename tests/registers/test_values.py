"""Dates, classes, states and offices as registers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.registers.headers import map_columns
from brandname.registers.reading import Flaws
from brandname.registers.records import Drawing, MarkStatus
from brandname.registers.uspto import STATEMENTS, Given, build
from brandname.registers.values import (
    Unreadable,
    clean,
    column_names,
    read_classes,
    read_date,
    read_drawing,
    read_office,
    read_status,
    read_us_status,
)


@pytest.mark.parametrize(("text", "wanted"), [
    ("20190531", "2019-05-31"), ("2019-05-31", "2019-05-31"), ("2019/5/31", "2019-05-31"),
    ("2019-05-31T00:00:00+02:00", "2019-05-31"), ("2019-05-31 00:00:00", "2019-05-31"), ("31.05.2019", "2019-05-31"),
    ("31/05/2019", "2019-05-31"), ("05/31/2019", "2019-05-31"), ("31may2019", "2019-05-31"),
    ("31 May 2019", "2019-05-31"), ("2019年5月31日", "2019-05-31"), ("19870000", "1987"), ("19870500", "1987-05"),
    ("2019", "2019"), ("2019-05", "2019-05"), ("04/05/2019", "2019"), ("05/05/2019", "2019-05-05"),
    ("", ""), ("00000000", ""), ("0", ""), ("00010101", None), ("0001-01-01", None), ("2019-02-30", None),
    ("2019-13-01", None), ("soon", None), ("31/31/2019", None), ("99990101", None),
])
def test_a_date_is_as_exact_as_it_is_written(text: str, wanted: str | None) -> None:
    """Partial dates stay partial, ambiguous ones keep the year, impossible ones are said."""
    assert read_date(text) == wanted


@given(st.text(max_size=12))
def test_no_text_makes_a_date_crash(text: str) -> None:
    """Whatever stands in the column, it is a date, none, or said to be wrong."""
    found = read_date(text)
    assert found is None or found == "" or found[:4].isdecimal()


@pytest.mark.parametrize(("text", "wanted"), [
    ("3", ((3,), (), True)), ("003", ((3,), (), True)), ("3, 5;21", ((3, 5, 21), (), True)),
    ("[3, 5]", ((3, 5), (), True)), ("IC 003", ((3,), (), True)), ("Class 3 and 5", ((3, 5), (), True)),
    ("第3类", ((3,), (), True)), ("Klasse 45", ((45,), (), True)), ("", ((), (), True)),
    ("A", ((), (), False)), ("200", ((), (), False)), ("3 A", ((3,), (), False)),
    ("99", ((), ("99",), False)), ("3, 46", ((3,), ("46",), False)), ("soap", ((), ("soap",), False)),
])
def test_classes_are_read_however_they_are_written(
    text: str, wanted: tuple[tuple[int, ...], tuple[str, ...], bool]
) -> None:
    """What is no Nice class is said, and the mark's classes then count as not all known."""
    assert read_classes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Registered", "registered"), ("LIVE/REGISTRATION", "registered"), ("Marque enregistrée", "registered"),
    ("Application refused", "dead"), ("Gelöscht", "dead"), ("已注册", "registered"), ("Opposition pending", "pending"),
    ("Registration cancellation pending", "unknown"), ("not registered", "unknown"), ("602", "dead"),
])
def test_only_a_phrase_that_is_listed_says_dead(text: str, wanted: str) -> None:
    """A state nobody knows is unknown and counts as alive."""
    assert read_status(text) is MarkStatus(wanted)


@pytest.mark.parametrize(("code", "wanted"), [
    ("700", "registered"), ("800", "registered"), ("602", "dead"), ("710", "dead"), ("900", "dead"), ("641", "pending"),
    ("688", "pending"), ("790", "registered"), ("969", "unknown"), ("", "unknown"), ("abc", "unknown"),
])
def test_codes_of_the_us_office(code: str, wanted: str) -> None:
    """Registered, pending and dead as the office's list has them."""
    assert read_us_status(code) is MarkStatus(wanted)


def test_a_figurative_mark_with_words_is_no_picture() -> None:
    """What I can read in a logo is compared."""
    assert read_drawing("Figurative", words=True) is Drawing.FIGURATIVE
    assert read_drawing("Figurative", words=False) is Drawing.PICTURE
    assert read_drawing("4000", words=True) is Drawing.WORD
    assert read_drawing("Hieroglyphs", words=True) is Drawing.UNKNOWN


@pytest.mark.parametrize(("text", "wanted"), [
    ("EUIPO", "em"), ("EM", "em"), ("uspto", "us"), ("WIPO", "wo"), ("GB", "gb"), ("State of Texas", "state-of-texas"),
])
def test_offices_have_the_codes_of_markets(text: str, wanted: str) -> None:
    """A register belongs to the office my market files name."""
    assert read_office(text) == wanted


def test_every_office_of_the_table_is_one_of_the_markets() -> None:
    """The codes of registers and of markets are the same."""
    from brandname.registers.values import _offices
    from brandname.study.facts import facts, known_markets

    codes = {office.lower() for code in known_markets() for office in facts(code).office_codes}
    assert set(_offices().values()) <= codes


@given(st.text(max_size=30))
def test_kept_texts_can_be_printed(text: str) -> None:
    """No control character and no turned reading direction comes out of a register."""
    try:
        found = clean(text)
    except Unreadable:
        assert any("\ud800" <= c <= "\udfff" for c in text)
    else:
        assert found == " ".join(found.split())
        assert not any(ord(c) < 32 or c in "\u202e\u2066\u200f" for c in found)


@pytest.mark.parametrize(("sentence", "wanted"), [
    ('The non-Latin characters transliterate to "XING HE" and this means "star grain" in English.', "XING HE"),
    ("The non-Latin characters in the mark transliterate to OLU and this means Europe.", "OLU"),
    ("The non-Latin character in the mark transliterates into 'Mei'.", "Mei"),
    ("xinghe", "xinghe"),
])
def test_the_form_is_taken_out_of_a_transliteration_statement(sentence: str, wanted: str) -> None:
    """The search knows XING HE, not the sentence around it."""
    given_ = Given("1", "星禾", "", "4000", "700", "", "", "", (), (), [("TLIT00", sentence)])
    record = build(given_, Flaws("x")).record
    assert record is not None
    assert record.transliterations == (wanted,)


def test_a_long_mark_goes_on_in_its_overflow() -> None:
    """A slogan that the office split in two is one mark."""
    given_ = Given("1", "THE LONG", "", "4000", "700", "", "", "", (), (), [("MK0001", "SLOGAN")])
    record = build(given_, Flaws("x")).record
    assert record is not None
    assert record.mark == "THE LONG SLOGAN"
    assert "MK" in STATEMENTS


def test_no_column_means_two_fields() -> None:
    """A header is read in one way."""
    names = [name for fields in column_names().values() for name in fields]
    assert len(names) == len(set(names))


@given(st.lists(st.sampled_from(["Mark", "Number", "Nice class", "Owner", "Status", "Colour"]), unique=True))
def test_the_order_of_columns_does_not_matter(header: list[str]) -> None:
    """Sorted otherwise, the same columns hold the same fields."""
    header = [*header, *(name for name in ("Mark", "Number") if name not in header)]
    straight = map_columns(header, {}, "x")
    turned = map_columns(header[::-1], {}, "x")
    assert {field: header[place] for field, place in straight.items()} == \
        {field: header[::-1][place] for field, place in turned.items()}
