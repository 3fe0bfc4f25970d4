"""Name lists: plain text, CSV, YAML, standard input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.model import sameness
from brandname.study import read_names, read_study
from tests.study.desk import make, refusals, remarks


def _names(raw: str, label: str = "stdin", suffix: str = "") -> list[str]:
    return [c.name for c in read_names(raw.encode(), label, suffix=suffix).candidates]


def test_one_name_a_line() -> None:
    """Blank lines and comments are skipped; a name may begin with #."""
    assert _names("# our list\nVelora\n\n  星禾 \r\n#1 Tea\n#\nNo\n") == ["Velora", "星禾", "#1 Tea", "No"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_with_a_column_name(sign: str) -> None:
    """The column is found by its header, whatever the separator; other known columns come along."""
    text = "no,Name,SAY,lang,story\n1,Velora,veh-LOR-uh,ES-mx,\"coined, from vela\"\n\n2,Brío,,,\n".replace(",", sign)
    text = text.replace(f"coined{sign} from", "coined, from")
    found = read_names(text.encode(), "list.csv")
    first = found.candidates[0]
    assert [c.name for c in found.candidates] == ["Velora", "Brío"]
    assert (first.say, first.lang, first.story) == ("veh-LOR-uh", "es-MX", "coined, from vela")
    assert first.where == "list.csv:2"
    assert remarks(found) == ["unknown_columns"]


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    """A comma I forgot to quote must not cut a name or move its story."""
    with pytest.raises(UserMistake) as error:
        _names("name,story\nVelora,sweet\nLuz, Agua,clean\nBrío,,\n", "list.csv")
    assert refusals(error) == ["list.csv:3 row_too_long"]


def test_csv_without_a_header_uses_the_first_column() -> None:
    """A table of names without header is read from its first column."""
    assert _names("Velora,x\nBrío,y\n", "list.csv") == ["Velora", "Brío"]


def test_a_csv_without_a_header_says_what_was_taken_for_a_name() -> None:
    """A header I called otherwise, and names in one row, are not lost or taken for names in silence."""
    renamed = read_names(b"brand,owner\nVelora,x\n", "list.csv")
    row = read_names(b"Velora,Zovanta,Brix\n", "list.csv")
    assert remarks(renamed) == remarks(row) == ["no_header"]
    assert (renamed.remarks[0].params["first"], renamed.remarks[0].params["n"]) == ("brand", 1)
    assert (row.remarks[0].params["first"], row.remarks[0].params["n"]) == ("Velora", 2)


@pytest.mark.parametrize(
    "line", ["- Brix", "• Dot", "1. Zovanta", "2) Zovanta", "3、星禾", "Velora, Brix", "Velora # new"]
)
def test_a_line_that_looks_like_a_list_is_said(line: str) -> None:
    """A pasted list with dashes, numbers, commas or comments is read as it stands, and I am told."""
    found = read_names(f"{line}\nTisalia\n".encode(), "list.txt")
    assert [c.name for c in found.candidates] == [line, "Tisalia"]
    assert remarks(found) == ["whole_lines"]


@pytest.mark.parametrize("line", ["#1 Tea", "-x", "3M", "7.5", "a: b", "Velora café", "Coca-Cola", "1e5"])
def test_a_name_with_signs_is_no_list(line: str) -> None:
    """A name with a dash, a digit or a colon of its own is read without a word."""
    assert not remarks(read_names(f"{line}\nTisalia\n".encode(), "list.txt"))


def test_a_table_on_stdin_is_recognised_by_its_header() -> None:
    """`cut -f1 names.tsv | brandname check -` works with the header line."""
    assert _names("name\nVelora\n") == ["Velora"]
    assert _names("name,story\nVelora,x\n") == ["Velora"]
    assert _names("Name\nVelora\n", "list.txt") == ["Name", "Velora"]


def test_repeats_are_merged_and_counted() -> None:
    """Equal names become one, the first spelling stays, and the count is said."""
    found = read_names("name,say\nVelora,\nVELORA,veh\nＶｅｌｏｒａ,x\nBrio,\n".encode(), "stdin")
    assert [(c.name, c.say) for c in found.candidates] == [("Velora", "veh"), ("Brio", "")]
    assert remarks(found) == ["merged"]
    assert found.remarks[0].params["n"] == 2


def test_bad_names_are_refused_with_their_lines() -> None:
    """All bad lines are named at once."""
    with pytest.raises(UserMistake) as error:
        read_names(f"Velora\n%%%\n{'x' * 61}\nA\u200bB\n".encode(), "names.txt")
    assert refusals(error) == ["names.txt:2 name_without_letter", "names.txt:3 name_long", "names.txt:4 name_character"]


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# only\n"])
def test_an_empty_list_is_refused(raw: bytes) -> None:
    """A list without a name says so."""
    with pytest.raises(UserMistake) as error:
        read_names(raw, "stdin")
    assert refusals(error) == ["stdin list_empty"]


def test_a_list_takes_the_place_of_the_candidates(tmp_path: Path) -> None:
    """The brief stays the study's; the list's digest stands among the inputs; a dropped name is still dropped."""
    make(tmp_path, {"reviews.yaml": "drops: [{name: Alt, reason: fit, by: a, on: 2026-01-31}]\n"})
    names = read_names(b"Brio\nAlt\n", "new.txt")
    study = read_study(tmp_path, names=names)
    assert [c.name for c in study.candidates] == ["Brio"]
    assert [c.name for c in study.dropped] == ["Alt"]
    assert study.brief.goods == "sparkling tea"
    assert study.inputs["new.txt"] == names.digest


def test_a_list_in_yaml_may_bring_its_own_brief(tmp_path: Path) -> None:
    """Another candidates file is read as one, brief and all."""
    names = read_names(b"brief: {goods: soap}\ncandidates: [{name: Brio, say: x}]\n", "other.yaml")
    study = read_study(make(tmp_path), names=names)
    assert (study.brief.goods, study.candidates[0].say) == ("soap", "x")


def test_a_wrong_encoding_is_said_for_lists_too() -> None:
    """A list in GB18030 is read, and the guess is remarked."""
    found = read_names("薇露\n星禾\n茉莉\n".encode("gb18030"), "stdin")
    assert [c.name for c in found.candidates] == ["薇露", "星禾", "茉莉"]
    assert remarks(found) == ["encoding"]


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20), min_size=1, max_size=8))
def test_no_name_is_lost_and_none_comes_twice(names: list[str]) -> None:
    """Each name of a list is there once, by sameness, in order."""
    found = read_names("\n".join(["Anfang", *names]).encode(), "list.txt").candidates
    assert [sameness(c.name) for c in found] == list(dict.fromkeys(sameness(n) for n in ["Anfang", *names]))


@given(st.binary(max_size=100), st.sampled_from(["", ".csv", ".txt", ".yaml"]))
def test_arbitrary_bytes_as_a_list_never_end_in_a_traceback(raw: bytes, suffix: str) -> None:
    """Any bytes give names or a refusal."""
    try:
        assert read_names(raw, "stdin", suffix=suffix).candidates
    except UserMistake as error:
        assert error.mistakes
