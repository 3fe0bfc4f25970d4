"""YAML read strictly, with places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.study import read_study
from brandname.study.book import Book
from brandname.study.tree import Items, Scalar, parse
from tests.study.desk import advice, make, read, refused


@pytest.mark.parametrize("name", ["No", "On", "1e5", "2024-01-01", ".inf", "NULL", "0x1F", "yes", "1_000"])
def test_a_name_that_yaml_takes_for_something_else_stays_a_name(tmp_path: Path, name: str) -> None:
    """A name such as No, 1e5 or 2024-01-01 is read letter for letter, unquoted."""
    study = read(tmp_path, {"candidates.yaml": f"candidates:\n  - name: {name}\n"})
    assert [c.name for c in study.candidates] == [name]


def test_norway_is_a_market(tmp_path: Path) -> None:
    """The code `no` names Norway wherever a market is meant."""
    study = read(tmp_path, {
        "markets/no.yaml": "languages: {no: 0.9}\n",
        "candidates.yaml": "candidates:\n  - {name: Velora, forms: {no: {written: Velåra}}}\n",
    })
    assert study.market("no").languages[0].tag == "no"
    assert study.candidates[0].forms[0].market == "no"


BROKEN = {
    "candidates:\n\t- Velora\n": "candidates.yaml:2:1 yaml_tab",
    "candidates:\n  - name: Tea: cold\n": "candidates.yaml:2:14 yaml_colon",
    "candidates:\n  - name: @velora\n": "candidates.yaml:2:11 yaml_start",
    "candidates:\n  - name: 'Velora\n": "candidates.yaml:2:11 yaml_quote",
    "candidates: [Velora\n": "candidates.yaml:2:1 yaml_broken",
    "candidates: [Velora]\n---\na: b\n": "candidates.yaml:2:1 yaml_documents",
    "candidates: [&a Velora, *a]\n": "candidates.yaml:1:25 yaml_alias",
    "candidates: [!!int 5]\n": "candidates.yaml:1:14 yaml_tag",
    "candidates: [Velora]\ncandidates: [Limpora]\n": "candidates.yaml:2:1 duplicate_key",
    "candidates: [Velora]\n? [a]\n: b\n": "candidates.yaml:2:3 yaml_key",
    "candidates: [{name: Velora, stroy: b}]\n": "candidates.yaml:1:29 unknown_key_close",
    "candidates: [{name: Velora, zzzz: b}]\n": "candidates.yaml:1:29 unknown_key",
    "candidates: Velora\n": "candidates.yaml:1:13 not_list",
    "brief:\n  goods：tea\ncandidates: [Velora]\n": "candidates.yaml:2:3 wide_colon",
    "candidates:\n  - name：Velora\n": "candidates.yaml:2:5 wide_colon",
    "candidates:\n  - name: Velora\n    story：tea\n    say: x\n": "candidates.yaml:3:10 wide_colon",
    "brief: {ideas: [fresh，gentle]}\ncandidates: [Velora]\n": "candidates.yaml:1:17 wide_comma",
    "candidates: [Velora]\n\u3000brief: {goods: tea}\n": "candidates.yaml:2:1 wide_space",
    "candidates:\n\u3000\u3000- Velora\n": "candidates.yaml:2:1 wide_space",
    "- Velora\n": "candidates.yaml:1:1 not_mapping",
    "candidates: [{name: [Velora]}]\n": "candidates.yaml:1:21 not_text",
    "candidates: [[Velora]]\n": "candidates.yaml:1:14 not_mapping",
    "candidates: [Velora, '']\n": "candidates.yaml:1:22 name_empty",
    "candidates:\n  - name:\n": "candidates.yaml:2:5 missing_key",
    "candidates:\n  - story: a\n": "candidates.yaml:2:5 missing_key",
    "candidates: [{name: Velora, latin: ['']}]\n": "candidates.yaml:1:37 empty_item",
    "candidates: [Ve\u202elora]\n": "candidates.yaml:1:16 control_character",
    "candidates: [\"Ve\\u202Elora\"]\n": "candidates.yaml:1:14 name_character",
    "candidates: [{name: Velora, story: \"a\\eb\"}]\n": "candidates.yaml:1:36 control_character",
    "candidates: [Ve\x07lora]\n": "candidates.yaml:1:16 control_character",
}


@pytest.mark.parametrize("text", BROKEN, ids=list(BROKEN.values()))
def test_a_slip_is_refused_with_its_line_and_column(tmp_path: Path, text: str) -> None:
    """Whatever is wrong in candidates.yaml is named with file, line and column, and an advice in both languages."""
    assert refused(tmp_path, {"candidates.yaml": text}) == [BROKEN[text]]


def test_a_misspelt_key_comes_with_the_key_probably_meant(tmp_path: Path) -> None:
    """`stroy` is refused, and the advice asks whether `story` was meant."""
    make(tmp_path, {"candidates.yaml": "candidates: [{name: Velora, stroy: b}]\n"})
    with pytest.raises(UserMistake) as error:
        read_study(tmp_path)
    assert "Did you mean story?" in advice(error.value)


def test_every_mistake_of_every_file_is_named_at_once(tmp_path: Path) -> None:
    """A user mends all files in one go."""
    found = refused(tmp_path, {
        "candidates.yaml": "brief: {projet: new, must_last_years: ten}\ncandidates: [{name: Velora, status: nwe}]\n",
        "markets/mx.yaml": "weight: 0\nhorizon: 1999\n",
        "reviews.yaml": "drops: [{name: Alt}]\n",
    })
    assert sorted(found) == sorted([
        "candidates.yaml:2:29 choice_close", "candidates.yaml:1:9 unknown_key_close", "candidates.yaml:1:22 not_whole",
        "markets/mx.yaml:2:1 horizon", "markets/mx.yaml:1:1 not_positive",
        "reviews.yaml:1:9 missing_key", "reviews.yaml:1:9 missing_key", "reviews.yaml:1:9 missing_key",
    ])


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_file_nested_beyond_reason_is_refused(tmp_path: Path, opening: str) -> None:
    """A file of a hundred thousand opening brackets is refused; the program stays alive."""
    found = refused(tmp_path, {"candidates.yaml": opening * 100_000})
    assert [line.split()[1] for line in found] == ["yaml_deep"]


@given(st.text(max_size=60))
def test_any_text_gives_a_tree_or_a_mistake(text: str) -> None:
    """No text makes the YAML reader fail otherwise than with a mistake."""
    book = Book()
    tree = parse(text, "x.yaml", book)
    assert tree is None or isinstance(tree, Scalar | Items) or tree.entries is not None


@given(content=st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)))
def test_arbitrary_bytes_never_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Any bytes as candidates.yaml give a study or a refusal, nothing else."""
    root = make(tmp_path_factory.mktemp("study"), {"candidates.yaml": content})
    try:
        study = read_study(root)
    except UserMistake as error:
        assert error.mistakes
    else:
        assert study.candidates


SNIPPETS = st.sampled_from([
    "candidates:", "brief:", "  ", "- ", "name: ", "Velora", "\n", "[", "]", "{", "}", ",", ":", "#", "'", '"', "|",
    "&a ", "*a", "!!int ", "forms: ", "mx: ", "written: ", "latin: ", "checks: ", "goods: ", "10%", "\t", "---", "薇",
])


@given(st.lists(SNIPPETS, max_size=25).map("".join))
def test_pieces_of_yaml_in_any_order_never_end_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Half-written files are refused or read, never more."""
    root = make(tmp_path_factory.getbasetemp() / "pieces", {"candidates.yaml": text})
    try:
        study = read_study(root)
    except UserMistake as error:
        assert error.mistakes
    else:
        assert study.candidates
