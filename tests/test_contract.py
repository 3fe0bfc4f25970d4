"""Every check keeps the contract."""

from __future__ import annotations

import pytest

from brandname.model import Brief, Candidate, Form, Heard, LanguageShare, Note, Study
from brandname.plugins import BUILT_IN, load_class
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from brandname.testing import assert_check_contract
from tests.builders import market

AWKWARD = (
    "Velora", "Limpora", "星禾", "Łódka", "Café Noir", "A1", "O₂", "Zó-ra", "ばしょ", "Москва", "Nova Mist", "🙂x", "ß",
    "x" * 60,
)


def awkward_study() -> Study:
    """Names and languages of many kinds, a language nobody covers, notes on one name."""
    note = Note(
        "mx-001", "mx", "es-MX", consent="internal",
        heard=(Heard("Velora", "be-LO-ra", "Belora", 4, ("velo",), True, ("velorio",), True, {"fresh": 4}, ("no",)),),
        instead=("Brisa",),
    )
    markets = (
        market("mx", tlds=("com", "mx"), platforms=("instagram",), offices=("MX",), decisive=("meaning", "interviews")),
        market("cn", "zh-Hans", "yue-Hant", tlds=("cn",), competitors=("Blau",)),
        market("ch", "de-CH", "fr-CH", "gsw", "rm"),
        market("il", "he", "ar", "ru", "en-US", "tlh"),
    )
    forms = (Form("cn", "薇珞", "phono-semantic", "adopted"),)
    candidates = (*(Candidate(name) for name in AWKWARD), Candidate("Meli", say="MEH-lee", lang="es", forms=forms))
    return Study("study", Brief(ideas=("fresh",)), candidates, markets, (note,))


@pytest.mark.parametrize("check_id", BUILT_IN)
def test_the_check_keeps_the_contract(check_id: str) -> None:
    """No check answers out of nothing, depends on batches or says what cannot be read."""
    class_ = load_class(check_id)
    findings = assert_check_contract(class_(class_.options()), awkward_study())
    assert findings


@pytest.mark.parametrize("check_id", BUILT_IN)
def test_the_check_explains_itself_in_both_languages(check_id: str) -> None:
    """`brandname explain` says what it judges, by what, and what it cannot know."""
    for language in LANGUAGES:
        catalogue = open_catalogue(language)
        for part in ("label", "purpose", "judges", "sources", "cannot"):
            assert catalogue(f"check.{check_id}.{part}").strip()


def test_a_language_nobody_covers_is_never_an_answer() -> None:
    """Klingon gets no clean bill of health."""
    study = awkward_study()
    assert LanguageShare("tlh", 0.9, "main", "test") in study.market("il").languages
    for check_id in ("meaning", "pronunciation"):
        class_ = load_class(check_id)
        for finding in assert_check_contract(class_(class_.options()), study):
            if finding.question.subject.scope == "tlh":
                assert finding.risk is None
