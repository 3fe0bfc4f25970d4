"""What stands beside "nothing found": measured rates, and whose they are."""

from __future__ import annotations

import pytest

from brandname.checks import calibration
from brandname.checks.calibration import LEAST_CASES, HitRate, foreign_rate, hit_rate


def test_a_language_with_enough_cases_has_its_own_rate() -> None:
    """The English figure is English."""
    rate = hit_rate("meaning", "en")
    assert rate.language == "en"
    assert rate.n >= LEAST_CASES
    assert 0 <= rate.found <= rate.n
    assert 0 < rate.share <= rate.found / rate.n


def test_few_cases_make_no_certainty() -> None:
    """Twelve of twelve is not "always": one more case might be missed."""
    assert HitRate(12, 12, "es", "2026-11-22").share == pytest.approx(13 / 14)
    assert HitRate(1, 6, "zh", "2026-11-22").share == pytest.approx(1 / 6)
    assert HitRate(0, 0, "", "2026-11-22").share == 0


@pytest.mark.parametrize("language", ["xx", "hu", "fi"])
def test_a_language_without_enough_cases_gets_the_general_rate_and_says_so(language: str) -> None:
    """Four cases are no measurement; the figure over all languages is named as such."""
    rate = hit_rate("meaning", language)
    assert rate.language == ""
    assert rate.n > hit_rate("meaning", "en").n


def test_the_general_rate_is_not_an_english_one() -> None:
    """A quarter of the cases is English; Finnish is not judged by them."""
    measured = calibration._read()["meaning"]
    latin = {tag: rate for tag, rate in measured["language"].items() if tag != "en"}
    assert hit_rate("meaning", "fi").n == sum(rate["n"] for rate in latin.values())
    assert hit_rate("meaning", "fi").found == sum(rate["found"] for rate in latin.values())


def test_a_latin_name_among_readers_of_another_script_has_a_rate_of_its_own() -> None:
    """How well Spanish words are found says nothing about what Russians, Thais or Chinese hear."""
    russian, thai = foreign_rate("meaning", "ru"), foreign_rate("meaning", "th")
    assert russian.language == "ru" and russian.n >= LEAST_CASES
    assert thai.language == "" and russian.n < thai.n < hit_rate("meaning", "th").n


def test_a_check_never_measured_is_a_bug() -> None:
    """No figure is made up for it."""
    with pytest.raises(KeyError):
        hit_rate("horoscope", "en")


def test_the_parts_add_up() -> None:
    """Figures by kind, by language and kind, and by language and script sum to the whole: no case is lost."""
    measured = calibration._read()["meaning"]
    for parts in (measured["kind"], measured["cell"], measured["language"] | measured["script"]):
        assert sum(rate["n"] for rate in parts.values()) == measured["all"]["n"]
        assert sum(rate["found"] for rate in parts.values()) == measured["all"]["found"]
