"""What a name means in scripts other than its own."""

from __future__ import annotations

import pytest

from brandname.checks import meaning_risk as rules
from brandname.checks.meaning_near import near_confidence
from brandname.checks.meaning_scripts import ABROAD
from brandname.language.lexicon import Category, Entry, PartOfSpeech, Register, Sense
from brandname.language.near_homophones import NearHomophone
from tests.checks.test_meaning import hit, judge, text
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


def near(severity: int, gap: float = 0.0, likelihood: float = 0.5, row: int = 2, size: int = 2) -> NearHomophone:
    """A word of some syllables at the beginning of a row."""
    entry = Entry("zh", "字", "zì", (), PartOfSpeech.NOUN, "word", Category.INSULT, severity, Sense.MAIN,
                  Register.NEUTRAL, (), (), "")
    return NearHomophone(entry, ("zi",) * row, 0, size, gap, likelihood)


def test_a_latin_name_is_heard_as_chinese_syllables() -> None:
    """Hepa is haipa to Chinese ears: 害怕, afraid; the report shows the syllables and the tones that were ignored."""
    finding = judge("Hepa", "zh-Hans")
    found = hit(finding, "害怕")
    assert found.measures["way"] == "syllables"
    assert found.risk >= 0.5
    assert found.confidence >= 0.3
    assert "hai pa" in text(finding)
    assert "不计声调" in text(finding, "zh-Hans")


@pytest.mark.parametrize(("less", "more"), [
    (near(2), near(3)), (near(3), near(4)), (near(3, gap=0.05), near(3)), (near(3, likelihood=0.1), near(3)),
    (near(3, row=4), near(3)), (near(2), near(2, row=3, size=3)),
])
def test_the_worse_nearer_likelier_and_longer_the_surer(less: NearHomophone, more: NearHomophone) -> None:
    """Each ground of confidence counts on its own."""
    assert near_confidence(less) < near_confidence(more)


def test_a_local_spelling_is_read_in_its_own_script() -> None:
    """Perdita would be Пердита in Russia, which begins like a rude verb there."""
    found = hit(judge("Perdita", "ru"), "пердеть")
    assert found.measures["way"] == "written"
    assert str(found.measures["spelling"]).startswith("Перд")
    assert found.risk >= 0.5


def test_a_small_language_seldom_spells_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one person in a hundred speaks Russian nobody will write the name in Cyrillic: half as sure, and more."""
    main = hit(judge("Perdita", "ru"), "пердеть")
    monkeypatch.setattr(rules, "reach", lambda _: 0.9)
    small = hit(judge("Perdita", "ru"), "пердеть")
    assert small.confidence == pytest.approx(main.confidence * ABROAD * 0.9, abs=0.001)


def test_a_name_in_characters_is_heard_with_its_tones() -> None:
    """诗体 sounds like 尸体, corpse, tones and all; 标致 like 婊子 only to those who ignore them and merge zh and z."""
    same, other = hit(judge("诗体", "zh-Hans"), "尸体"), hit(judge("标致", "zh-Hans"), "婊子")
    assert same.measures["way"] == other.measures["way"] == "syllables"
    assert same.confidence > other.confidence >= 0.3
    assert "with the same tones" in text(judge("诗体", "zh-Hans"))
    assert "声调不同" in text(judge("标致", "zh-Hans"), "zh-Hans")


def test_a_bad_character_is_seen_unless_an_ordinary_word_hides_it() -> None:
    """死 in a coined name is death; a name that is an ordinary word says what the word says."""
    assert hit(judge("维死", "zh-Hans"), "死").risk >= 0.5
    assert not any(h.measures["word"] == "四" for h in judge("四季", "zh-Hans").hits)


def test_a_chinese_name_that_means_something_good_is_good_news() -> None:
    """The glosses of the dictionary are good words of English: merit, and no risk taken away."""
    good = judge("福乐", "zh-Hans")
    assert good.merit > 0
    both = judge("福死", "zh-Hans")
    assert both.merit > 0
    assert hit(both, "死").risk == hit(judge("维死", "zh-Hans"), "死").risk


def test_japanese_readers_sound_out_chinese_characters() -> None:
    """An ordinary Japanese word is heard as itself; a coined name is sounded out, and never a crash."""
    assert not any(h.risk >= 0.5 and h.confidence >= 0.3 for h in judge("詩人", "ja").hits)
    for tag in ("ja", "ko"):
        assert judge("薇珞", tag).question.subject.scope == tag


@pytest.mark.parametrize(("name", "warns"), [("Lan", False), ("Gou", False), ("Cao", True), ("Chou Dan", False)])
def test_a_syllable_without_its_tone_names_no_single_character(name: str, warns: bool) -> None:
    """Lan is blue, orchid or lazy: told, no warning. A character nobody prints comes to mind all the same."""
    found = judge(name, "zh-Hans")
    assert any(hit.risk >= 0.5 and hit.confidence >= 0.3 and len(str(hit.measures["word"])) == 1
               for hit in found.hits) is warns
    assert any(hit.risk >= 0.5 for hit in found.hits)
