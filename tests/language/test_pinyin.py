"""Pinyin as a spelling: cuts, tones, other systems, foreign readers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language import pinyin
from brandname.language.characters import common_characters


def test_a_syllable_without_its_tone_keeps_its_letters() -> None:
    """Only tones go: ü is a letter."""
    assert pinyin.plain("Lǜ") == "lü"
    assert [pinyin.tone(s) for s in ("mā", "má", "mǎ", "mà", "ma", "lǜ")] == [1, 2, 3, 4, 0, 4]


def test_an_apostrophe_stands_where_pinyin_wants_one() -> None:
    """Two syllables are not read as one."""
    assert pinyin.join(("xī", "ān")) == "xī'ān"
    assert pinyin.join(("xiān", "ní")) == "xiānní"


def test_letters_are_cut_every_way() -> None:
    """A spelling that can be read two ways is seen as such."""
    assert pinyin.cuts("xian") == (("xian",), ("xi", "an"))
    assert pinyin.cuts("Fāng'àn") == (("fan", "gan"), ("fang", "an"))
    assert pinyin.cuts("brand") == () and pinyin.cuts("") == ()


SYLLABLES = st.lists(st.sampled_from(sorted(pinyin.syllables())), min_size=1, max_size=4)


@given(SYLLABLES)
def test_a_cut_always_gives_the_letters_back(syllables: list[str]) -> None:
    """What is cut is neither lost nor doubled, and the way it was made is among the cuts."""
    letters = "".join(syllables)
    ways = pinyin.cuts(letters)
    assert tuple(syllables) in ways
    assert all("".join(way) == letters for way in ways)


@pytest.mark.parametrize(("syllable", "wade", "tongyong", "yale", "gwoyeu"), [
    ("xué", "hsüeh", "syue", "sywe", "shyue"), ("zhōng", "chung", "jhong", "jung", "jong"),
    ("qī", "ch'i", "ci", "chi", "chi"), ("lǜ", "lü", "lyu", "lyu", "liuh"), ("fēng", "feng", "fong", "feng", "feng"),
    ("sì", "ssu", "sih", "sz", "syh"), ("zhī", "chih", "jhih", "jr", "jy"), ("huī", "hui", "huei", "hwei", "huei"),
    ("liú", "liu", "liou", "lyou", "liou"), ("bō", "po", "bo", "bwo", "bo"), ("xiǎo", "hsiao", "siao", "syau", "sheau"),
])
def test_a_syllable_in_the_other_systems(syllable: str, wade: str, tongyong: str, yale: str, gwoyeu: str) -> None:
    """Published tables of each system, some syllables of each kind."""
    systems = ("wade_giles", "tongyong", "yale", "gwoyeu")
    assert tuple(pinyin.romanise(syllable, system) for system in systems) == (wade, tongyong, yale, gwoyeu)


@pytest.mark.parametrize(("jyutping", "yale", "hong_kong"), [
    ("hoeng1", "heung", "heung"), ("zau1", "jau", "chau"), ("jyun4", "yun", "yuen"), ("gwong2", "gwong", "kwong"),
    ("ceoi1", "cheui", "chui"), ("bou2", "bou", "po"), ("ng5", "ng", "ng"),
])
def test_cantonese_in_the_other_systems(jyutping: str, yale: str, hong_kong: str) -> None:
    """As street signs and name cards in Hong Kong have them."""
    assert tuple(pinyin.romanise(jyutping, system) for system in pinyin.CANTONESE_SYSTEMS) == (yale, hong_kong)


def test_every_common_syllable_can_be_written_in_every_system() -> None:
    """No system leaves a name with a hole."""
    syllables = {s for c in common_characters(1) for s in c.mandarin if pinyin.plain(s) in pinyin.syllables()}
    for system in pinyin.MANDARIN_SYSTEMS:
        assert [s for s in sorted(syllables) if not pinyin.romanise(s, system)] == []


def test_a_system_nobody_knows_is_a_mistake() -> None:
    """A wrong system is never answered with another one."""
    with pytest.raises(KeyError):
        pinyin.romanise("mā", "esperanto")
    with pytest.raises(KeyError):
        pinyin.misreadings("ma", "xx")


def test_readers_abroad_stumble_over_the_known_letters() -> None:
    """The letters q and x are said otherwise in each of the languages; plain letters are not complained of."""
    for reader in pinyin.READERS:
        assert {m.letters for s in ("qi", "xi") for m in pinyin.misreadings(s, reader)} >= {"q", "x"}
        assert pinyin.misreadings("ma", reader) == pinyin.misreadings("nan", reader) == ()
    assert [m.heard for m in pinyin.misreadings("cì", "en")] == ["s", "iː"]
    assert pinyin.misreadings("cā", "en")[0].heard == "k"


def test_misreadings_are_told_in_letters() -> None:
    """Whoever reads no phonetics sees what others will say: x as z, e as ee, in whatever language."""
    told = {pinyin.in_letters(m.heard) for reader in pinyin.READERS
            for syllable in ("xiang", "zhe", "qu", "cai", "ri", "hui", "ou")
            for m in pinyin.misreadings(syllable, reader)}
    assert {"z", "zh", "ee", "k", "ow"} <= told
    assert all(sign.isascii() or sign in "üö–" for text in told for sign in text)
