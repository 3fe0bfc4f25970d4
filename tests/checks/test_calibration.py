"""What stands beside "nothing found": measured rates, and whose they are."""

from __future__ import annotations

import pytest

from brandname.checks import calibration
from brandname.checks.calibration import LEAST_CASES, HitRate, hit_rate, hit_rate_of_kind


def test_a_language_with_enough_cases_has_its_own_rate() -> None:
    """The English figure is English."""
    rate = hit_rate("meaning", "en")
    assert rate.language == "en"
    assert rate.n >= LEAST_CASES
    assert 0 <= rate.found <= rate.n
    assert rate.share == pytest.approx(rate.found / rate.n)


@pytest.mark.parametrize("language", ["xx", "hu", "fi"])
def test_a_language_without_enough_cases_gets_the_general_rate_and_says_so(language: str) -> None:
    """Four cases are no measurement; the figure over all languages is named as such."""
    rate = hit_rate("meaning", language)
    assert rate.language == ""
    assert rate.n > hit_rate("meaning", "en").n


def test_a_kind_never_measured_has_no_rate() -> None:
    """Nothing measured reads 0 of 0, not a success."""
    assert hit_rate_of_kind("meaning", "telepathy") == HitRate(0, 0, "", hit_rate("meaning", "en").date)
    assert hit_rate_of_kind("meaning", "telepathy").share == 0.0
    assert hit_rate_of_kind("meaning", "exact").n > 0


def test_a_check_never_measured_is_a_bug() -> None:
    """No figure is made up for it."""
    with pytest.raises(KeyError):
        hit_rate("horoscope", "en")


def test_the_parts_add_up() -> None:
    """Figures by kind sum to the general one: no case is lost."""
    measured = calibration._read()["meaning"]
    assert sum(kind["n"] for kind in measured["kind"].values()) == measured["all"]["n"]
    assert sum(kind["found"] for kind in measured["kind"].values()) == measured["all"]["found"]
