"""Earlier marks: what imported registers say about a name, how it weighs, and what is no answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks import trademark
from brandname.checks.base import Case, NoOptions, Resources
from brandname.checks.goods import related_to
from brandname.checks.trademark import TrademarkCheck
from brandname.checks.trademark_risk import GOODS, risk
from brandname.model import WITHOUT_HITS, Brief, Finding, Gap, Status, Study, SubjectKind
from brandname.registers.index import build_letters, build_sounds
from brandname.registers.records import MarkRecord, MarkStatus
from brandname.reports.catalogue import open_catalogue
from brandname.testing import assert_check_contract
from tests import builders
from tests.registers.builders import mark, write

CHECK = TrademarkCheck(NoOptions())
BRIEF = Brief(goods="sparkling tea", nice=(32,), nice_later=(30,))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of this test's own."""
    monkeypatch.setenv("BRANDNAME_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(trademark, "LEAST_MARKS", 1)  # the registers of these tests are whole
    return tmp_path / "registers"


def put(folder: Path, *records: MarkRecord, id_: str = "us", indexed: bool = True) -> None:
    """A register with these marks, ready to be searched."""
    with write(folder, records, id_=id_).open(id_) as register:
        if indexed:
            build_letters(register)
            build_sounds(register)


def study(*names: str, brief: Brief = BRIEF, offices: tuple[str, ...] = ("US",)) -> Study:
    """Names for the United States."""
    return builders.study(names, (builders.market("us", "en-US", offices=offices),), brief=brief)


def judge(name: str = "Velora", *, brief: Brief = BRIEF, decisive: bool = False, office: str = "US") -> Finding:
    """The finding about a name at an office."""
    question = builders.question(name, "trademark", office, kind=SubjectKind.OFFICE, markets=("us",),
                                 decisive=("us",) if decisive else ())
    return CHECK.judge([Case(question)], Resources(study(name, brief=brief, offices=(office,))))[0]


def text(finding: Finding, language: str = "en") -> str:
    """What a report says, message and hits."""
    say = open_catalogue(language).render
    return " ".join(say(message) for message in (finding.message, *(h.message for h in finding.hits)))


def test_the_check_keeps_the_contract_with_and_without_a_register(folder: Path) -> None:
    """No crash, no stray evidence, every message in both languages, whatever is imported."""
    names = ("Velora", "沁野", "🙂", "A1", "—", "V" * 60, "Сукари")
    both = study(*names, offices=("US", "WO"))
    assert all(f.gap is Gap.NO_REGISTER for f in assert_check_contract(CHECK, both))
    put(folder, mark(1, classes=(32,)), mark(2, "沁野茶", classes=()), mark(3, "", classes=(32,)))
    found = assert_check_contract(CHECK, both)
    assert {f.status for f in found if f.question.subject.scope == "WO"} == {Status.UNANSWERED}
    assert any(f.status is Status.ANSWERED for f in found)


def test_without_a_register_the_question_stays_open_and_says_what_to_do() -> None:
    """The office is named, and how to import its register or look it up."""
    finding = judge()
    assert (finding.status, finding.gap) == (Status.UNANSWERED, Gap.NO_REGISTER)
    assert "United States Patent and Trademark Office" in text(finding)
    assert finding.next_step is not None
    advice = open_catalogue("en").render(finding.next_step)
    assert "registers import FILE --office us" in advice
    assert "https://" in advice


def test_the_same_name_in_the_same_class_in_force_is_serious_and_stops(folder: Path) -> None:
    """An identical mark for my goods stops the name where marks are decisive."""
    put(folder, mark(1, "VELORA", classes=(32,)))
    finding = judge(decisive=True)
    assert (finding.risk, finding.blocker) == (0.9, True)
    assert finding.hits[0].id == "trademark/us:00000001"
    assert "Same class: 32" in text(finding)
    assert "Oruna Inc." in text(finding)
    assert "tsdr.uspto.gov" in text(finding)


def test_a_dead_mark_weighs_less_and_stays_listed(folder: Path) -> None:
    """An abandoned mark is never dropped."""
    put(folder, mark(1, classes=(32,), status=MarkStatus.DEAD))
    finding = judge(decisive=True)
    assert 0 < (finding.risk or 0) < 0.5
    assert not finding.blocker
    assert "no longer registered" in text(finding)


def test_unknown_classes_count_as_overlap() -> None:
    """Not knowing a mark's goods, or mine, is never lighter than other goods."""
    for score in (0.5, 0.7, 0.9, 1.0):
        weights = [risk(score, goods, MarkStatus.REGISTERED)
                   for goods in ("same", "unknown", "later", "related", "other")]
        assert weights == sorted(weights, reverse=True)
        assert weights[1] > weights[4]


def test_a_mark_of_other_goods_is_listed_when_it_is_very_like(folder: Path) -> None:
    """The same name for other goods is told, and weighs less."""
    put(folder, mark(1, classes=(9,)), mark(2, "Krombach", classes=(32,)))
    finding = judge()
    hit = next(h for h in finding.hits if h.measures["mark"] == "Velora")
    assert hit.measures["goods_relation"] == "other"
    assert 0.25 <= hit.risk < 0.5


def test_a_pseudo_mark_leads_to_its_mark(folder: Path) -> None:
    """A mark spelled otherwise is found by the spelling its office gave."""
    put(folder, mark(1, "V3L0R4", classes=(32,), pseudo=("Velora",)))
    finding = judge()
    assert finding.hits[0].measures["mark"] == "V3L0R4"
    assert "near by its other spelling “Velora”" in text(finding)


def test_characters_are_compared_as_written(folder: Path) -> None:
    """A Chinese name finds a longer Chinese mark by the characters they share."""
    put(folder, mark(1, "沁野茶", classes=(32,)), mark(2, "Krombach", classes=(32,)))
    assert judge("沁野").hits[0].measures["mark"] == "沁野茶"


@pytest.mark.parametrize("indexed", [True, False])
def test_simplified_and_traditional_characters_are_one_name(folder: Path, *, indexed: bool) -> None:
    """A mark in traditional characters stands against the same name in simplified ones, with or without an index."""
    put(folder, mark(1, "龍井", classes=(32,)), mark(2, "Krombach", classes=(32,)), indexed=indexed)
    finding = judge("龙井")
    assert finding.hits[0].measures["mark"] == "龍井"
    assert (finding.risk or 0) > 0.7
    assert "simplified and traditional" in text(finding)


@pytest.mark.parametrize(("name", "wanted"), [("Lobo", "WOLF"), ("Wolf", "LOBO"), ("狼", "WOLF")])
def test_a_word_of_the_same_meaning_is_told(folder: Path, name: str, wanted: str) -> None:
    """Offices compare what words mean: a name that is Spanish for an earlier mark is like it, and I read why."""
    put(folder, mark(1, wanted, classes=(30, 32)), mark(2, "Krombach", classes=(30, 32)))
    hit = judge(name).hits[0]
    assert hit.measures["mark"] == wanted
    assert 0.4 <= hit.risk < 0.5
    told = text(judge(name)).casefold()
    assert "word for “wolf”" in told


def test_nothing_like_the_name_lists_the_nearest_all_the_same(folder: Path) -> None:
    """Silence is told with its scope, its date and the nearest marks."""
    put(folder, *(mark(n, word, classes=(30, 32), filed=f"2020-0{n}-01") for n, word in
                  enumerate(("Krombach", "Gutsby", "Pimpf"), 1)))
    finding = judge()
    assert finding.risk == 0.0
    assert finding.confidence == pytest.approx(0.85)
    assert len(finding.hits) == 3
    assert all(not hit.risk for hit in finding.hits)
    for fact in ("None of 3 marks", "imported 22 Nov 2026", "latest filing seen 2020-03-01", "classes 30 and 32"):
        assert fact in text(finding)


def test_a_part_of_a_register_is_no_answer_for_the_other_classes(folder: Path) -> None:
    """A file of class 9 only says nothing about drinks."""
    put(folder, mark(1, "Krombach", classes=(9,)))
    finding = judge()
    assert (finding.status, finding.gap) == (Status.UNANSWERED, Gap.NO_REGISTER)
    assert "holds no mark in class 32" in text(finding)


def test_what_is_found_in_a_part_of_a_register_is_told_and_rests_on_its_hits(folder: Path) -> None:
    """The same name in class 9 is told; once it is dismissed, the question is open again."""
    put(folder, mark(1, classes=(9,)))
    finding = judge()
    assert finding.status is Status.ANSWERED
    assert finding.measures[WITHOUT_HITS] == Gap.NO_REGISTER.value


def test_a_register_without_an_index_finds_the_same_letters_and_nothing_else(folder: Path) -> None:
    """Without an index only equal names are found, and silence is no answer."""
    put(folder, mark(1, classes=(32,)), indexed=False)
    assert judge().measures[WITHOUT_HITS] == Gap.NO_REGISTER.value
    open_one = judge("Vellora")
    assert (open_one.status, open_one.gap) == (Status.UNANSWERED, Gap.NO_REGISTER)
    assert "index is missing" in text(open_one)
    assert "until their index is made anew" in text(open_one)


def test_a_register_of_another_office_answers_nothing_here(folder: Path) -> None:
    """A mark at the European office is no mark in the United States."""
    put(folder, mark(1, office="em", classes=(32,)), id_="em")
    assert judge().gap is Gap.NO_REGISTER
    assert judge(office="EM").risk == 0.9


def test_marks_of_several_offices_in_one_register_are_kept_apart(folder: Path) -> None:
    """A file from several offices answers for each by its own marks."""
    put(folder, mark(1, office="us", classes=(32,)), mark(2, "Krombach", office="em", classes=(32,)), id_="mixed")
    assert [h.measures["office"] for h in judge().hits] == ["us"]
    assert [h.measures["mark"] for h in judge(office="EM").hits] == ["Krombach"]
    assert "marks of 2 offices" in text(judge())
    assert [judge(office=office).measures["compared"] for office in ("US", "EM")] == [1, 1]


def test_a_few_marks_of_an_office_are_no_register_of_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with many American and two European marks answers for America only."""
    monkeypatch.setattr(trademark, "LEAST_MARKS", 3)
    american = [mark(n, word, classes=(30, 32)) for n, word in enumerate(("Krombach", "Gutsby", "Pimpf"), 1)]
    european = [mark(n, word, office="em", classes=(30, 32)) for n, word in enumerate(("Krombach", "Gutsby"), 4)]
    put(folder, *american, *european, id_="mixed")
    assert judge().status is Status.ANSWERED
    silent = judge(office="EM")
    assert (silent.status, silent.gap) == (Status.UNANSWERED, Gap.NO_REGISTER)
    assert "2 in all" in text(silent)


def test_a_register_without_a_class_of_mine_is_half_as_sure(folder: Path) -> None:
    """No mark in one of my two classes: silence is worth half, and the class is named."""
    put(folder, mark(1, "Krombach", classes=(32,)))
    whole, part = judge(brief=Brief(nice=(32,))), judge()
    assert whole.confidence is not None and part.confidence is not None
    assert part.confidence == pytest.approx(whole.confidence / 2)
    assert "no mark in class 30" in text(part)


def test_a_register_that_tells_no_classes_lacks_none(folder: Path) -> None:
    """Where classes are not told, every mark may have mine, and no class is said to be missing."""
    put(folder, mark(1, "Krombach", classes=()))
    assert judge().confidence == pytest.approx(0.85)
    assert "holds no mark" not in text(judge())


def test_related_classes_weigh_more_than_other_ones(folder: Path) -> None:
    """A mark for beer's neighbours, wine, is nearer to my goods than one for software."""
    put(folder, mark(1, classes=(33,)), mark(2, classes=(9,)), mark(3, "Krombach", classes=(30, 32)))
    wine, software = (next(h for h in judge().hits if h.id.endswith(number)) for number in "12")
    assert wine.measures["goods_relation"] == "related"
    assert software.measures["goods_relation"] == "other"
    assert software.risk < wine.risk < risk(1.0, "same", MarkStatus.REGISTERED)
    assert "class 33 is usually held related" in text(judge())


@given(st.sets(st.integers(1, 45), max_size=4), st.sets(st.integers(1, 45), max_size=4))
def test_being_related_goes_both_ways(mine: set[int], theirs: set[int]) -> None:
    """If their class is held related to mine, mine is to theirs; a class of mine is never called merely related."""
    assert not related_to(mine) & mine
    assert all(related_to({one}) & mine for one in related_to(mine) & theirs)


def test_a_damaged_register_is_named(folder: Path) -> None:
    """A file that cannot be read is no empty register."""
    put(folder, mark(1, classes=(32,)))
    (folder / "us.sqlite").write_bytes(b"not a database")
    finding = judge()
    assert finding.gap is Gap.NO_REGISTER
    assert "damaged: us" in text(finding)


def test_a_brief_without_classes_counts_every_class(folder: Path) -> None:
    """Saying nothing about goods never makes a mark lighter."""
    put(folder, mark(1, classes=(9,)))
    assert (judge(brief=Brief()).risk or 0) > (judge().risk or 0)
    assert "every class counts as overlap" in text(judge(brief=Brief()))


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(sorted(GOODS)),
       st.sampled_from(list(MarkStatus)))
def test_more_alike_never_weighs_less(one: float, other: float, goods: str, status: MarkStatus) -> None:
    """Risk grows with likeness, whatever the goods and the status."""
    low, high = sorted((one, other))
    assert risk(low, goods, status) <= risk(high, goods, status)


def test_a_damaged_register_beside_a_whole_one_is_told(folder: Path) -> None:
    """What could not be read is named even where another register of the office answers."""
    put(folder, mark(1, "Krombach", classes=(32,)))
    (folder / "us-daily.sqlite").write_bytes(b"no register")
    finding = judge()
    assert finding.status is Status.ANSWERED
    assert "cannot be read: us-daily" in text(finding)
    assert "us-daily" in text(finding, "zh-Hans")


def test_marks_without_an_index_make_an_answer_less_sure(folder: Path) -> None:
    """Half of the marks were not searched for likeness, so that silence is worth half."""
    put(folder, mark(1, "Krombach", classes=(32,)))
    alone = judge()
    put(folder, mark(2, "Vellora", classes=(32,)), id_="us-daily", indexed=False)
    beside = judge()
    assert alone.status is beside.status is Status.ANSWERED
    assert beside.confidence is not None and alone.confidence is not None
    assert beside.confidence == pytest.approx(alone.confidence / 2, abs=1e-3)


def test_a_few_marks_are_no_register(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export of a search for another name says nothing about mine; what is like mine in it is told all the same."""
    put(folder, mark(1, "Krombach", classes=(32,)))
    assert judge().status is Status.ANSWERED
    monkeypatch.undo()
    monkeypatch.setenv("BRANDNAME_DATA_DIR", str(folder.parent))
    silent = judge()
    assert (silent.status, silent.gap) == (Status.UNANSWERED, Gap.NO_REGISTER)
    assert "a part of its register" in text(silent)
    found = judge("Krombach")
    assert (found.risk, found.measures[WITHOUT_HITS]) == (0.9, Gap.NO_REGISTER.value)


def test_a_mark_in_characters_is_explained_by_the_form_it_was_found_by(folder: Path) -> None:
    """東京 is near Tokyo by its Japanese reading, and that is what I am told, not how Mandarin reads it."""
    put(folder, mark(1, "東京", classes=(32,)))
    finding = judge("Tokyo")
    assert finding.hits[0].measures["mark"] == "東京"
    assert "dongjing" not in text(finding)
    assert "tokyo" in text(finding)
