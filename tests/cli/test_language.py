"""In which language the program answers."""

from __future__ import annotations

import pytest

from brandname.cli.language import SPOKEN, choose_language, default_language
from brandname.errors import UserMistake
from brandname.reports.catalogue import LANGUAGES
from tests.cli.terminal import call


def test_every_language_of_the_messages_can_be_chosen() -> None:
    """There is no language I cannot ask for."""
    assert SPOKEN == LANGUAGES


@pytest.mark.parametrize(("environment", "expected"), [
    ({"LANG": "de_DE.UTF-8"}, "en"),
    ({"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
    ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW"}, "zh-Hans"),
    ({"LANG": "zh_CN.UTF-8", "BRANDNAME_LANGUAGE": "en"}, "en"),
    ({"BRANDNAME_LANGUAGE": "zh"}, "zh-Hans"),
])
def test_my_system_tells_my_language(environment: dict[str, str], expected: str) -> None:
    """I get my system's language without asking, and my own setting goes before it."""
    assert default_language(environment) == expected


@pytest.mark.parametrize("argv", [
    ("--language", "zh-Hans", "check", "x"), ("check", "--language=zh_CN", "x"), ("check", "x", "--language", "zh"),
])
def test_language_may_stand_anywhere(argv: tuple[str, ...]) -> None:
    """I need not remember where the option goes."""
    assert choose_language(argv, {}) == ("zh-Hans", ("check", "x"))


def test_a_name_after_the_double_dash_is_no_option() -> None:
    """Even a name that looks like the option can be asked about."""
    assert choose_language(("why", "--", "--language"), {"LANG": "en"}) == ("en", ("why", "--", "--language"))


def test_a_language_there_is_not_is_refused() -> None:
    """I am told which languages there are."""
    with pytest.raises(UserMistake):
        choose_language(("--language", "fr"), {})
    refused = call("--language", "fr", "check")
    assert refused.code == 2
    assert "en and zh-Hans" in refused.err
    assert call("check", "--language").code == 2


def test_mistakes_are_told_in_my_language() -> None:
    """An error helps me only in a language I read."""
    assert "没有“brandname chekc”这个命令" in call("chekc", "--language", "zh-Hans").err
