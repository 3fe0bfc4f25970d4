"""What options take, and what they refuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.cli.options import read_count, read_formats, read_list, read_markets, read_share
from brandname.errors import UserMistake


def test_lists_are_comma_separated() -> None:
    """I write lists one way everywhere, with either script's comma, and repeats don't matter."""
    assert read_list("--checks", "meaning, domain,,meaning") == ("meaning", "domain")
    assert read_list("--checks", "meaning，domain") == ("meaning", "domain")
    assert read_markets("US,mx") == ("us", "mx")
    assert read_list("--checks", None) is None


@pytest.mark.parametrize("text", ["", ",", " , "])
def test_an_empty_list_is_no_list(text: str) -> None:
    """An empty list is a slip, never "nothing" or "everything"."""
    with pytest.raises(UserMistake):
        read_list("--markets", text)


@pytest.mark.parametrize(("text", "share"), [
    ("0.6", 0.6), ("60%", 0.6), ("60 %", 0.6), ("0,6", 0.6), ("0", 0.0), ("1", 1.0),
])
def test_shares_are_read_as_people_write_them(text: str, share: float) -> None:
    """0.6 and 60 % are the same."""
    assert read_share("--require-coverage", text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["60", "-0.1", "nan", "inf", "much", "", "%", "101%"])
def test_what_is_no_share_is_refused(text: str) -> None:
    """60 is not taken for 60 % in silence, and not-a-number passes no test."""
    with pytest.raises(UserMistake):
        read_share("--require-coverage", text)


@given(st.text(max_size=8))
def test_a_count_is_a_number_in_bounds_or_refused(text: str) -> None:
    """Whatever I type after --jobs, it is a number of processes or a plain refusal."""
    try:
        assert 1 <= (read_count("--jobs", text, 1, 64) or 0) <= 64
    except UserMistake:
        assert not (text.isascii() and text.strip().isdecimal() and 1 <= int(text) <= 64)


def test_formats() -> None:
    """I may write a format with its dot and in capitals; an unknown one is refused with the list."""
    assert read_formats(".MD,html") == ("md", "html")
    assert read_formats(None) == ("md", "html", "json", "csv")
    with pytest.raises(UserMistake):
        read_formats("pdf")
