"""Words that a name's Chinese syllables sound like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language import near_homophones as near
from brandname.language.matching import Place
from brandname.language.nearest_syllables import nearest_row
from brandname.language.readings import Reading, Route
from brandname.language.vocabulary import Vocabulary, open_vocabulary
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language that has one."""
    found = open_vocabulary(language)
    assert found is not None
    return found


def words(language: str, *rows: near.Row) -> dict[str, near.NearHomophone]:
    """What is heard in rows of syllables, by word."""
    return {one.entry.word: one for one in near.open_syllabary(vocabulary(language)).find(rows)}


def test_a_run_of_syllables_is_the_word_they_spell() -> None:
    """Pinyin without tones: `hai pa` is 害怕, afraid, and it is the whole name."""
    found = words("zh", near.Row(("hai", "pa"), 0.6))["害怕"]
    assert (found.place, found.share, found.gap, found.likelihood) == (Place.WHOLE, 1.0, 0.0, 0.6)
    part = words("zh", near.Row(("hai", "pa", "luo"), 0.6))["害怕"]
    assert part.place is Place.START
    assert part.share == pytest.approx(2 / 3)


def test_syllables_that_many_speakers_do_not_part_are_near() -> None:
    """Sh and s, n and l, in and ing: southern speakers hear the word all the same, a little less surely."""
    found = words("zh", near.Row(("sa", "zi"), 0.5))["傻子"]
    assert 0 < found.gap < near.FARTHEST
    assert "傻子" not in words("zh", near.Row(("ma", "zi"), 0.5))


def test_rows_that_lead_to_one_word_add_up() -> None:
    """Two spellings with the same syllables make the word likelier."""
    found = words("zh", near.Row(("hai", "pa"), 0.3), near.Row(("hai", "pa"), 0.2))
    assert found["害怕"].likelihood == pytest.approx(0.5)


def test_cantonese_has_syllables_and_mergers_of_its_own() -> None:
    """N and l are one sound to most speakers in Hong Kong."""
    assert words("yue", near.Row(("nei", "fan"), 0.5))["離婚"].gap < 0.05
    assert words("yue", near.Row(("syu", "saai"), 0.5))["輸晒"].place is Place.WHOLE


def test_sounds_become_the_syllables_that_come_nearest() -> None:
    """What is said decides, not what is written."""
    row, cost = nearest_row("ˈfeisɨpukʰɤ", "zh")
    assert row == ("fei", "si", "bu", "ke")
    assert cost >= 0
    assert nearest_row("", "zh") == ((), 0.0)


def test_characters_are_read_with_their_tones() -> None:
    """A name in characters knows its tones: the same ones are told from others."""
    rows = near.character_rows("诗体", "zh")
    assert rows[0].syllables == ("shi", "ti")
    assert rows[0].toned == ("shī", "tǐ")
    assert words("zh", *rows)["尸体"].same_tones
    assert not words("zh", *near.character_rows("标致", "zh"))["婊子"].same_tones
    assert near.character_rows("獅", "yue")[0].toned == ("si1",)
    assert near.character_rows("Ve", "yue") == ()


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_every_row_has_a_likelihood_and_no_empty_syllable(ipa: str) -> None:
    """Whatever is said: syllables of the language or none, with a likelihood between 0 and 1."""
    for language in near.LANGUAGES:
        reading = Reading(language, ipa, "Latn", ipa, Route.AS_SPELLED, "test", 0.4)
        for row in near.rows("", language, [reading]):
            assert row.syllables
            assert all(row.syllables)
            assert 0 <= row.likelihood <= 1
