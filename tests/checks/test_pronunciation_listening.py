"""The phone test as the pronunciation check tells it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.checks.pronunciation_listening import OTHERS, RISKS, hits, measures
from brandname.language.g2p import open_engine
from brandname.language.readings import Reading, Route
from brandname.reports.catalogue import LANGUAGES, open_catalogue


def reading(ipa: str, tag: str, spelling: str = "", confidence: float = 0.6) -> Reading:
    """A native reading."""
    return Reading(tag, spelling, "Latn", ipa, Route.NATIVE_SPELLING, "test", confidence)


def read(name: str, tag: str) -> list[Reading]:
    """What our tables make of a name."""
    engine = open_engine(tag)
    assert engine is not None
    return [reading(engine.read(name.lower()), tag, name.lower())]


def test_a_name_most_would_misspell_is_a_caution() -> None:
    """I learn that a silent letter costs the name its listeners, and what they write instead."""
    (hit,) = hits("Hovira", "es", read("Hovira", "es"))
    assert hit.id == "pronunciation:phone:es"
    assert 0.1 <= hit.risk < 0.25
    assert "obira" in str(hit.measures["phone_others"])


def test_a_name_written_as_it_sounds_gets_no_hit_but_its_figure() -> None:
    """Good or bad, the figure is there."""
    assert hits("Tamino", "it", read("Tamino", "it")) == []
    assert float(str(measures("Tamino", "it", read("Tamino", "it"))["phone_share"])) > 0.9


@pytest.mark.parametrize(("text", "tag"), [("Velora", "zh"), ("Velora", "ru"), ("Velora 3", "it"), ("Velora", "xx")])
def test_nothing_is_said_where_it_cannot_be_told(text: str, tag: str) -> None:
    """No model, another script, digits: neither hit nor figure."""
    assert hits(text, tag, [reading("velora", tag)]) == []
    assert measures(text, tag, [reading("velora", tag)]) == {}


def test_nothing_is_said_without_a_reading() -> None:
    """Whoever does not know how the name sounds does not know how it is written."""
    assert hits("Velora", "it", []) == []
    assert measures("Velora", "it", []) == {}


def test_english_is_heard_as_its_model_knows_it() -> None:
    """British and American listeners get one figure: the spelling habits are the same."""
    one = measures("Kwikr", "en-GB", [reading("kwɪkə", "en-GB")])
    assert one["phone_ipa"] == measures("Kwikr", "en-US", [reading("kwɪkɚ", "en-US")])["phone_ipa"]
    assert hits("Kwikr", "en-GB", [reading("kwɪkə", "en-GB")])


@settings(deadline=None)
@given(st.text("abdeghiklmnoprstuvz", min_size=3, max_size=9))
def test_the_phone_test_never_warns(name: str) -> None:
    """A name is never put aside for its spelling alone; what is said is sayable in both languages."""
    for hit in hits(name, "es", read(name, "es")):
        assert 0 < hit.risk < 0.25
        assert 1 <= len(hit.message.params["others"]) <= OTHERS  # type: ignore[arg-type]
        assert all(open_catalogue(language).render(hit.message) for language in LANGUAGES)


def test_risks_fall_as_shares_rise() -> None:
    """Whoever is written right more often is never the riskier."""
    assert [risk for _, risk in RISKS] == sorted((risk for _, risk in RISKS), reverse=True)
    assert [share for share, _ in RISKS] == sorted(share for share, _ in RISKS)


def test_a_rare_spelling_is_told_without_a_figure_of_nought() -> None:
    """Nobody measured that no one at all writes it so: the program says few, not none."""
    (hit,) = hits("Zovanta", "es-MX", read("Zovanta", "es-MX"))
    assert hit.message.key == "pronunciation.phone.rarely"
    for language in LANGUAGES:
        assert "0 %" not in open_catalogue(language).render(hit.message)


def test_only_spellings_ahead_of_the_name_are_called_more_likely() -> None:
    """Where a third of the listeners write it right and nobody's misspelling comes near, I am not told otherwise."""
    (hit,) = hits("Brisanto", "en", [reading("bɹɪˈsæntoʊ", "en", "brisanto")])
    text = open_catalogue("en").render(hit.message)
    assert hit.message.key == "pronunciation.phone.scattered"
    assert "more likely" not in text
    assert open_catalogue("zh-Hans").render(hit.message)


def test_english_words_elsewhere_are_not_measured_by_habits_of_another_spelling() -> None:
    """Swedes who hear Brightwell in English are not said to write brajtväl: nobody knows how many know the word."""
    heard = Reading("sv", "brightwell", "Latn", "ˈbrajtvɛl", Route.ENGLISH_INFLUENCED, "test", 0.55)
    assert hits("Brightwell", "sv", [heard]) == []
    assert measures("Brightwell", "sv", [heard]) == {}
