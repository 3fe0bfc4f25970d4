"""Files written for the user, and files of the user's left as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.model import canonical
from brandname.study import read_study
from brandname.study.book import Book
from brandname.study.facts import facts, known_markets
from brandname.study.names import check_name
from brandname.study.tree import Items, Scalar, parse
from brandname.study.write import StartAnswers, add_market, append_candidate, init_study, market_text, start_study
from brandname.study.yamltext import flow, quote
from tests.study.desk import make, refusals, remarks

ANSWERS = StartAnswers(
    goods='tea: "cold", with bubbles', names=("Velora", "No", "#1", "a: b", "星禾", "Brío", "1e5"),
    markets=("us", "no", "cn"), ideas=("fresh", "clean, light"), incumbent="Oldname", search_matters="main",
)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_six_answers_make_a_study_that_reads_back(tmp_path: Path, language: str) -> None:
    """Every answer of `start` is in the study, whatever signs it holds, with comments in either language."""
    answers = StartAnswers(**{**{k: getattr(ANSWERS, k) for k in ANSWERS.__slots__}, "language": language})
    paths = start_study(tmp_path / "new", answers)
    study = read_study(tmp_path / "new")
    assert all(path.is_file() for path in paths)
    assert [c.name for c in study.candidates] == [*ANSWERS.names, "Oldname"]
    assert study.candidates[-1].status == "incumbent"
    assert {m.code for m in study.markets} == {"us", "no", "cn"}
    brief = study.brief
    assert (brief.goods, brief.ideas, brief.search_matters) == (ANSWERS.goods, ANSWERS.ideas, "main")
    assert (brief.project, brief.incumbent) == ("rename", "Oldname")
    assert remarks(study) == []


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_an_empty_study_says_what_it_lacks(tmp_path: Path, language: str) -> None:
    """After `init`, only names and markets are missing, and both are named."""
    init_study(tmp_path, language=language)
    with pytest.raises(UserMistake) as error:
        read_study(tmp_path)
    assert refusals(error) == ["markets no_markets"]
    add_market(tmp_path, "mx", language=language)
    append_candidate(tmp_path, "Velora", "interview mx-009")
    study = read_study(tmp_path)
    assert [(c.name, c.origin) for c in study.candidates] == [("Velora", "interview mx-009")]
    assert "interviews/respondents.csv" in (tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_a_study_already_there_is_not_touched(tmp_path: Path) -> None:
    """`init` and `start` refuse a folder that is a study; a .gitignore only gains lines."""
    make(tmp_path)
    for call in (lambda: init_study(tmp_path), lambda: start_study(tmp_path, ANSWERS)):
        with pytest.raises(UserMistake) as error:
            call()
        assert refusals(error) == ["candidates.yaml study_exists"]
    other = tmp_path / "other"
    other.mkdir()
    (other / ".gitignore").write_text("/reports/\n*.log", encoding="utf-8")
    init_study(other)
    assert (other / ".gitignore").read_text(encoding="utf-8").splitlines() == [
        "/reports/", "*.log", ".brandname/", "interviews/respondents.csv",
    ]


def test_bad_answers_are_refused_together_and_nothing_is_written(tmp_path: Path) -> None:
    """A bad name, a repeat and an unknown country are named; no file appears."""
    answers = StartAnswers("tea", ("%", "Velora", "VELORA"), ("uk", "mx"), search_matters="mian")
    with pytest.raises(UserMistake) as error:
        start_study(tmp_path / "new", answers)
    assert refusals(error) == [
        "- name_without_letter", "- same_name", "- market_code_close", "- choice_close",
    ]
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("code", ["us", "no", "cn", "in", "de"])
def test_the_commented_values_of_a_new_market_are_the_packaged_ones(tmp_path: Path, code: str) -> None:
    """A new market file reads as packaged facts; uncommented, its values are the same ones from the file."""
    make(tmp_path)
    path = add_market(tmp_path, code)
    assert read_study(tmp_path).market(code).languages == facts(code).languages
    keys = ("label", "languages", "subcultures", "tlds", "platforms", "engines", "offices")
    text = "\n".join(
        line.removeprefix("# ") if line.startswith(tuple(f"# {key}:" for key in keys)) else line
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    path.write_text(text, encoding="utf-8")
    market, known = read_study(tmp_path).market(code), facts(code)
    assert [s.tag for s in market.languages] == [s.tag for s in known.languages]
    assert (market.tlds, market.offices, market.subcultures) == (known.tlds, known.office_codes, known.subculture_ids)
    assert all(market.origins[key].startswith(f"markets/{code}.yaml") for key in keys)


def test_every_packaged_market_can_be_added(tmp_path: Path) -> None:
    """No country with facts gives a file that doesn't read."""
    for code in known_markets():
        book = Book()
        parse(market_text(facts(code), "en"), code, book)
        assert not book.mistakes


@pytest.mark.parametrize(("code", "expected"), [
    ("mx", "markets/mx.yaml exists"), ("uk", "markets/uk.yaml market_code_close"),
    ("../x", "markets/../x.yaml market_code"), ("", "markets/.yaml market_code"),
])
def test_a_market_that_cannot_be_added_is_refused(tmp_path: Path, code: str, expected: str) -> None:
    """An existing file, a code that is none, and a path are refused."""
    make(tmp_path)
    with pytest.raises(UserMistake) as error:
        add_market(tmp_path, code)
    assert refusals(error) == [expected]


LAYOUTS = {
    "block": "# top\nbrief:\n  goods: tea # why\ncandidates:   # here\n"
             "  - name: Velora # first\n    story: >\n      long\n\n  # end\n",
    "flush": "candidates:\n- Velora\n- name: Brio\n  latin: [a,\n    b] # two\n# end\nchecks: {}\n",
    "flow": "candidates: [Velora, {name: Brio}] # both\n",
    "json": '{"candidates": ["Velora"], "brief": {"goods": "tea"}}\n',
    "empty": "candidates: # none yet\n  # - name: Exampla\nbrief: {goods: tea}\n",
    "empty flow": "candidates: []\n",
    "no end": "candidates:\n  - Velora",
    "nothing": "# just begun\n",
    "no candidates": "brief: {goods: tea}",
    "forms last": "candidates:\n  - name: Velora\n    forms:\n      mx:\n        written: V\n  # more\n",
    "windows": "candidates:\r\n  - Velora # x\r\n# end\r\n",
    "quoted": "candidates:\n  - \"Velora\n    Due\"\n\n\n# end\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_name_is_added_without_touching_anything_else(tmp_path: Path, layout: str, encoding: str) -> None:
    """Comments, order, line ends and encoding stay; the old text is the new one with something put in."""
    old = LAYOUTS[layout]
    make(tmp_path, {"candidates.yaml": old.encode(encoding)})
    append_candidate(tmp_path, "No: way", "run 7")
    raw = (tmp_path / "candidates.yaml").read_bytes()
    new = raw.decode(encoding)
    assert raw.startswith(old.encode(encoding)[:2])
    pieces = iter(new)
    assert all(character in pieces for character in old)
    assert ("\r\n" in old) == ("\r\n" in new)
    added = read_study(tmp_path).candidates[-1]
    assert (added.name, added.origin) == ("No: way", "run 7")


def test_a_name_already_listed_or_bad_is_not_added(tmp_path: Path) -> None:
    """The file stays as it is."""
    make(tmp_path)
    before = (tmp_path / "candidates.yaml").read_bytes()
    for name, key in (("VELORA", "same_name"), ("%", "name_without_letter")):
        with pytest.raises(UserMistake) as error:
            append_candidate(tmp_path, name)
        assert refusals(error) == [f"candidates.yaml {key}"]
    assert (tmp_path / "candidates.yaml").read_bytes() == before


def test_a_file_that_does_not_read_is_not_added_to(tmp_path: Path) -> None:
    """Mistakes in the file come first."""
    make(tmp_path, {"candidates.yaml": "candidates: [Velora\n"})
    with pytest.raises(UserMistake) as error:
        append_candidate(tmp_path, "Brio")
    assert refusals(error) == ["candidates.yaml:2:1 yaml_broken"]


def test_a_layout_that_text_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    """Where a line can't be put in without rewriting the file, the user is told what to add, and nothing changes."""
    text = "candidates: &names\n  - Velora\n"
    make(tmp_path, {"candidates.yaml": text})
    with pytest.raises(UserMistake) as error:
        append_candidate(tmp_path, "Brio")
    assert refusals(error) == ["candidates.yaml cannot_append"]
    assert (tmp_path / "candidates.yaml").read_text(encoding="utf-8") == text


def test_a_country_without_facts_is_left_to_the_user(tmp_path: Path) -> None:
    """A true country without packaged facts gets an advice, from `markets add` as from `start`."""
    code = next(c for c in ("tv", "nr", "pw", "ki") if c not in known_markets())
    answers = StartAnswers("", (), (code,))
    for call in (lambda: add_market(make(tmp_path), code), lambda: start_study(tmp_path / "n", answers)):
        with pytest.raises(UserMistake) as error:
            call()
        assert [line.split()[1] for line in refusals(error)] == ["market_unpackaged"]


def test_a_folder_that_cannot_be_written_is_a_mistake(tmp_path: Path) -> None:
    """A file where a folder should be gives an advice, and leaves nothing behind."""
    (tmp_path / "new").write_text("x", encoding="utf-8")
    with pytest.raises(UserMistake):
        init_study(tmp_path / "new")
    (tmp_path / "interviews").write_text("x", encoding="utf-8")
    with pytest.raises(UserMistake) as error:
        init_study(tmp_path)
    assert [m.key for m in error.value.mistakes] == ["error.study.unwritable"]


@given(st.text(max_size=40))
def test_a_written_text_reads_back_equal(text: str) -> None:
    """Any text, quoted, reads back as itself, alone and in a list, in this reader and in any other."""
    if any(0xD800 <= ord(c) < 0xE000 for c in text):
        return
    book = Book()
    tree = parse(f"- {quote(text)}\n- {flow([text, text])}\n", "x", book)
    assert not book.mistakes
    assert isinstance(tree, Items) and isinstance(tree.items[1], Items)
    assert [i.text for i in (tree.items[0], *tree.items[1].items) if isinstance(i, Scalar)] == [text] * 3
    assert yaml.safe_load(f"a: {quote(text)}") == {"a": text}


@given(name=st.text(min_size=1, max_size=30))
def test_a_name_written_by_the_writer_reads_back_equal(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Whatever may be a name survives the file."""
    book = Book()
    if not check_name(name, None, book) or canonical(name) in ("Velora", "Limpora"):
        return
    root = make(tmp_path_factory.getbasetemp() / "names", {"candidates.yaml": "candidates: []\n"})
    append_candidate(root, name)
    assert [c.name for c in read_study(root).candidates] == [canonical(name)]
