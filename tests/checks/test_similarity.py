"""Similar brands: what is found near a name in each list, how it weighs, and silence that says what it is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.checks.base import Case, NoOptions, Resources
from brandname.checks.nearness import character_score, compare
from brandname.checks.similarity import SimilarityCheck
from brandname.checks.similarity_lists import Entry, list_names, open_brands, read_brands
from brandname.checks.similarity_risk import by_likeness
from brandname.model import Brief, Candidate, Finding, Form, Gap, Status, Study, SubjectKind
from brandname.plan import plan
from brandname.reports.catalogue import open_catalogue
from brandname.testing import assert_check_contract
from tests import builders
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")

CHECK = SimilarityCheck(NoOptions())
NAMES = ("Velora", "Vellora", "沁野", "Zivelo", "🙂", "A1", "—", "Сукари", "O'Neil-Fjord", "V" * 60)


def judge(study: Study, name: str, scope: str, market: str = "de") -> Finding:
    """The finding about one name and one list."""
    question = builders.question(name, "similarity", scope, kind=SubjectKind.LIST, markets=(market,))
    return CHECK.judge([Case(question)], Resources(study))[0]


def german(*names: str, **fields: object) -> Study:
    """A study of some names in Germany."""
    return builders.study(names, (builders.market("de", "de-DE", **fields),))


def test_the_check_keeps_the_contract() -> None:
    """Names of every kind in every list: no crash, no stray evidence, every message in both languages."""
    markets = (builders.market("de", "de-DE", competitors=("Vellara",)), builders.market("jp", "ja"))
    found = assert_check_contract(CHECK, builders.study(NAMES, markets))
    scopes = {f.question.subject.scope for f in found}
    assert scopes == {"brands", "brands-de", "brands-jp", "competitors-de", "shortlist"}


def test_a_competitor_with_nearly_the_same_name_is_a_warning() -> None:
    """One letter apart from a competitor in my market is told, with the reason."""
    finding = judge(german("Velora", competitors=("Vellora", "Krombach")), "Velora", "competitors-de")
    (hit,) = finding.hits
    assert finding.risk is not None
    assert finding.risk >= 0.5
    assert "one letter more: l" in open_catalogue("en").render(hit.message)
    assert hit.id == "similarity/competitors/vellora"


def test_two_names_of_a_shortlist_are_told_to_each_other() -> None:
    """That two of my candidates get in each other's way is said of both, as a caution at most."""
    study = german("Velora", "Vellora", "Krombach")
    one, other = judge(study, "Velora", "shortlist"), judge(study, "Vellora", "shortlist")
    assert [h.id for h in one.hits] == ["similarity/shortlist/vellora"]
    assert [h.id for h in other.hits] == ["similarity/shortlist/velora"]
    assert one.risk == other.risk
    assert 0 < (one.risk or 0) < 0.5
    assert not judge(study, "Krombach", "shortlist").hits


def test_a_name_is_not_held_against_its_own_other_spellings() -> None:
    """The Latin spellings and local forms of a candidate are the candidate."""
    candidate = Candidate("Velora", latin=("Vellora",), forms=(Form("de", "Veloora", status="adopted"),))
    study = builders.study(candidates=(candidate, Candidate("Krombach")), markets=(builders.market("de", "de-DE"),))
    assert not judge(study, "Velora", "shortlist").hits


def test_a_brand_of_one_country_counts_there_only() -> None:
    """A chain known in Germany weighs in Germany; in a study of Mexico it is told as known elsewhere."""
    brand = next(e for e in read_brands() if e.countries == ("de",) and e.name.isascii() and len(e.name) > 7)
    there = judge(german(brand.name), brand.name, "brands-de")
    assert f"similarity/brands/{brand.key}" in {h.id for h in there.hits}
    study = builders.study((brand.name,), (builders.market("mx"),))
    away = judge(study, brand.name, "brands", "mx")
    hit = next(h for h in away.hits if h.id == f"similarity/brands/{brand.key}")
    assert hit.risk < max(h.risk for h in there.hits)
    assert not [h for h in judge(study, brand.name, "brands-mx", "mx").hits if h.id == hit.id]


def test_another_kind_of_business_weighs_less_but_stays() -> None:
    """Goods move a brand's weight; a brief without classes never makes it lighter than an unlike business."""
    shops = (entry for entry in read_brands() if entry.kinds == ("shop/clothes",) and entry.countries == ("de",))
    brand = next(entry for entry in shops if entry.name.isascii())
    study = german(brand.name)
    risks = {}
    for label, brief in (("same", Brief(nice=(25,))), ("none", Brief()), ("other", Brief(nice=(1,)))):
        found = judge(replace(study, brief=brief), brand.name, "brands-de").hits
        risks[label] = next(h.risk for h in found if h.id == f"similarity/brands/{brand.key}")
    assert risks["same"] > risks["none"] > risks["other"] > 0


def test_nothing_found_says_what_that_is_worth() -> None:
    """Silence names how many brands were compared and what share of known confusions it would have shown."""
    finding = judge(german("Qyxwruvbok"), "Qyxwruvbok", "brands-de")
    text = open_catalogue("en").render(finding.message)
    assert finding.risk == 0.0
    assert finding.confidence == 0.57
    assert "89 % of trademarks and 57 % of coined words" in text


def test_a_name_that_cannot_be_compared_stays_open() -> None:
    """An emoji has no letters: that is no good news."""
    finding = judge(german("🙂", competitors=("Vellora",)), "🙂", "competitors-de")
    assert (finding.status, finding.gap) == (Status.UNANSWERED, Gap.UNCLEAR)


def test_a_chinese_name_is_compared_as_written_and_as_read() -> None:
    """Characters in common and pinyin both lead to a competitor."""
    written = judge(german("沁野", competitors=("沁野茶",)), "沁野", "competitors-de").hits
    read = judge(german("沁野", competitors=("Qinye",)), "沁野", "competitors-de").hits
    assert [h.measures["name"] for h in (*written, *read)] == ["沁野茶", "Qinye"]
    assert "pinyin" in open_catalogue("en").render(read[0].message)


def test_a_brand_is_found_by_its_name_in_another_script() -> None:
    """A Latin name that sounds like a katakana brand finds it."""
    names = list_names([Entry("ピザーラ"), Entry("Krombach")])
    found = names.near(["Pizara"])["Pizara"]
    assert [one.entry.name for one in found] == ["ピザーラ"]


def test_searching_more_names_changes_no_answer() -> None:
    """What is found for a name hangs on the name and the list alone."""
    asked = ("Velora", "Tisalia", "沁野")
    alone = {text: open_brands().near([text])[text] for text in asked}
    again = list_names(read_brands()[:400]).near(asked)
    assert again == {text: list_names(read_brands()[:400]).near([text])[text] for text in asked}
    assert open_brands().near(asked) == alone


def test_every_list_is_asked_of_every_text() -> None:
    """The plan shows what will be asked: brands, brands of the market, competitors, shortlist."""
    study = german("Velora", "Limpora", competitors=("Vellora",))
    assert len(plan(study, [CHECK])) == 2 * 4


@settings(max_examples=40, deadline=None)
@given(st.text("abcdeilnorstuv", min_size=1, max_size=12), st.text("abcdeilnorstuv", min_size=1, max_size=12))
def test_likeness_has_no_direction(one: str, other: str) -> None:
    """Two names are as near as two names can be, whichever is asked about."""
    there, back = compare(one, other), compare(other, one)
    assert there is not None
    assert back is not None
    assert there.score == pytest.approx(back.score, abs=1e-3)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_alike_never_weighs_less(one: float, other: float) -> None:
    """Risk grows with likeness."""
    assert (by_likeness(one) <= by_likeness(other)) == (one <= other) or by_likeness(one) == by_likeness(other)


@given(st.text("沁野茶泡山", max_size=6), st.text("沁野茶泡山", max_size=6))
def test_only_the_same_characters_are_the_same_name(one: str, other: str) -> None:
    """A likeness of 1 is kept for names that are written the same."""
    assert (character_score(one, other) == 1.0) == (one == other)


def test_the_packaged_list_is_what_it_says() -> None:
    """Thousands of brands, each with a name, no name twice, countries as codes."""
    brands = read_brands()
    assert len(brands) > 15_000
    assert len({brand.key for brand in brands}) == len(brands)
    assert all(len(code) == 2 or code in {"001", "?"} for brand in brands for code in brand.countries)
