"""Which checks there are and how a study sets them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from brandname.errors import UserMistake
from brandname.model import CheckSettings
from brandname.plugins import BUILT_IN, check_ids, load_checks, place, read_options


@dataclass(frozen=True)
class Options:
    """Options of every kind a check may have."""

    level: float = 0.5
    people: int = 3
    strict: bool = False
    words: tuple[str, ...] = ()
    mode: str = "plain"


def test_all_nine_checks_are_there() -> None:
    """Nothing a report should list is missing from the table."""
    assert len(BUILT_IN) == 9
    loaded = load_checks({})
    assert [check.id for check in loaded.checks] == list(check_ids())
    assert loaded.not_selected == ()


def test_a_selection_names_what_it_leaves_out() -> None:
    """With --checks meaning, I still see that the other checks were not selected."""
    loaded = load_checks({}, ["meaning"])
    assert [check.id for check in loaded.checks] == ["meaning"]
    assert "domain" in loaded.not_selected


def test_a_mistyped_check_gets_a_suggestion() -> None:
    """`--checks meanign` tells me which check I meant."""
    with pytest.raises(UserMistake) as caught:
        load_checks({}, ["meanign"])
    assert caught.value.mistakes[0].key == "error.checks.unknown"
    assert caught.value.mistakes[0].params["close"] == ("meaning",)


def test_settings_for_an_unknown_check_name_the_line() -> None:
    """A typo under `checks:` in candidates.yaml is found at its place."""
    with pytest.raises(UserMistake) as caught:
        load_checks({"domian": CheckSettings({}, {"": "candidates.yaml:12:3"})})
    assert str(caught.value.mistakes[0].where) == "candidates.yaml:12:3"


def test_options_are_converted_to_their_types() -> None:
    """I write plain words in YAML and the check gets numbers, yes and no, and lists."""
    section = CheckSettings({"level": "0.7", "people": "5", "strict": "yes", "words": "eco", "mode": "full"})
    options, wrong = read_options("x", Options, section)
    assert not wrong
    assert options == Options(0.7, 5, True, ("eco",), "full")


@pytest.mark.parametrize(
    ("key", "value"), [("level", "high"), ("people", "2.5"), ("strict", "maybe"), ("mode", ("a", "b"))]
)
def test_a_wrong_value_is_refused_with_its_place(key: str, value: str | tuple[str, ...]) -> None:
    """A value that does not fit is named with file and line, never replaced in silence."""
    _, wrong = read_options("x", Options, CheckSettings({key: value}, {key: "candidates.yaml:3:5"}))
    assert [m.key for m in wrong] == ["error.checks.bad_value"]
    assert str(wrong[0].where) == "candidates.yaml:3:5"


def test_an_unknown_option_lists_the_known_ones() -> None:
    """A misspelled option shows me what there is."""
    _, wrong = read_options("x", Options, CheckSettings({"levle": "1"}))
    assert wrong[0].params["known"] == ("level", "people", "strict", "words", "mode")


@pytest.mark.parametrize("text", ["a.yaml:1:2", "a.yaml", "C:\\x\\a.yaml:3:4"])
def test_places_survive_the_way_through_the_study(text: str) -> None:
    """The place printed is the place read, on Windows too."""
    assert str(place(text)) == text
