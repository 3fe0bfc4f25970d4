"""Six questions to a first report."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandname.cli.places import read_gazetteer
from brandname.study import read_study
from tests.cli.terminal import call

GOOD = ("sparkling tea", "Velora, No；星禾", "Mexico, uk", "fresh，light", "", "1")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the check that needs no cache."""
    from brandname import plugins

    load = plugins.load_checks
    monkeypatch.setattr(plugins, "load_checks", lambda settings, _: load(settings, ("meaning",)))


def start(folder: Path, *answers: str, language: str = "en") -> tuple[int, str, str]:
    """`brandname start` with these lines as input."""
    done = call("start", str(folder), "--language", language, stdin="".join(f"{line}\n" for line in answers))
    return done.code, done.out, done.err


def test_six_answers_become_a_study_and_a_report(tmp_path: Path) -> None:
    """I have never seen YAML, and minutes later I hold a report."""
    folder = tmp_path / "tea"
    code, out, err = start(folder, *GOOD)
    assert code == 0, err
    study = read_study(folder)
    assert [c.name for c in study.candidates] == ["Velora", "No", "星禾"]
    assert [m.code for m in study.markets] == ["gb", "mx"]
    brief = study.brief
    assert (brief.goods, brief.ideas, brief.search_matters) == ("sparkling tea", ("fresh", "light"), "main")
    assert str(folder / "reports" / "1" / "report.html") in out
    assert (folder / "reports" / "1" / "report.html").is_file()


def test_the_same_in_chinese(tmp_path: Path) -> None:
    """I am asked in Chinese and answer in Chinese."""
    code, out, _ = start(tmp_path / "茶", "气泡茶", "星禾", "墨西哥、日本", "", "老名字", "2", language="zh-Hans")
    assert code == 0
    assert "您会在哪些国家" in out
    study = read_study(tmp_path / "茶")
    assert [m.code for m in study.markets] == ["jp", "mx"]
    assert (study.brief.project, study.brief.incumbent) == ("rename", "老名字")


@pytest.mark.parametrize(("place", "bad", "told"), [
    (0, "", "needs an answer"),
    (1, ",", "needs an answer"),
    (1, "Velora, \x07", "U+0007"),
    (2, "Mexcio", "Mexico (code mx)"),
    (2, "Narnia", "Narnia"),
    (5, "42", "Type 1, 2 or 3"),
])
def test_an_answer_that_cannot_be_used_is_asked_again(tmp_path: Path, place: int, bad: str, told: str) -> None:
    """A slip is explained and asked again; the answers before it stay."""
    code, out, err = start(tmp_path / "tea", *GOOD[:place], bad, *GOOD[place:])
    assert code == 0, err
    assert told in out


@pytest.mark.parametrize("given", range(6))
def test_when_the_input_ends_nothing_is_written(tmp_path: Path, given: int) -> None:
    """Half a questionnaire leaves no half study."""
    code, _, err = start(tmp_path / "tea", *GOOD[:given])
    assert code == 2
    assert f"question {given + 1}" in err
    assert not (tmp_path / "tea").exists()


def test_a_study_that_exists_is_never_touched(study: Path) -> None:
    """My files are safe from a second start."""
    before = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    code, out, err = start(study, *GOOD)
    assert code == 2
    assert "stays as it is" in err
    assert "1/6" not in out
    assert before == {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("text", "code"), [
    ("mx", "mx"), ("MX", "mx"), ("Mexico", "mx"), ("墨西哥", "mx"), ("the Netherlands", "nl"), ("UK", "gb"),
    ("U.S.A.", "us"), ("南韩", "kr"), ("hong  kong", "hk"), ("香港", "hk"), ("Türkiye", "tr"), ("turkey", "tr"),
])
def test_countries_are_understood_as_people_write_them(text: str, code: str) -> None:
    """I need not know any country code."""
    assert read_gazetteer().find(text) == code


def test_a_country_there_is_not_is_never_guessed() -> None:
    """A country is suggested, never put in for me."""
    places = read_gazetteer()
    assert places.find("Mexcio") is None
    assert places.near("Mexcio")[0] == "mx"
    assert places.near("Narnia 17") == ()
