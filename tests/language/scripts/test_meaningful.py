"""Chinese names with meaning."""

from __future__ import annotations

import pytest

from brandname.language import sounds
from brandname.language.characters import character
from brandname.language.homophones import Homophone
from brandname.language.pinyin import syllables
from brandname.language.scripts import naming
from brandname.language.scripts.brief import Wish, bad_senses, read_wish
from brandname.language.scripts.likeness import unlike
from brandname.language.scripts.meaningful import Strategy, is_bad, meaningful_names, worth
from brandname.language.scripts.naming import Goods, Manner, NamingError, lexicon, parse


def test_every_character_of_the_lexicon_is_what_it_says() -> None:
    """Forms are those of Unihan, readings those of the dictionaries, and it is large enough to choose from."""
    entries = lexicon()
    assert 600 <= len(entries) <= 1200
    for entry in entries.values():
        known = character(entry.char)
        assert known is not None and known.level in (1, 2, 3), entry
        assert entry.traditional in {entry.char, *known.traditional}, entry
        readings = {*sounds.pinyin(entry.char)[0], *known.mandarin}
        assert entry.pinyin in readings, entry
        assert all(entry.senses)


@pytest.mark.parametrize("line", ["福\t福", "福\t福\tfú\tblessing\t3\t\t", "福\t福\tfú\tblessing\t2\tfoods\t",
                                  "福\t福\tfú\tblessing\ttwo\t\t", "福福\t福\tfú\tblessing\t2\t\t"])
def test_a_damaged_lexicon_is_refused(line: str) -> None:
    """A wrong column, an unknown kind of goods or a bad number is refused with its line."""
    with pytest.raises(NamingError, match="line 2"):
        parse("\t".join(naming.COLUMNS) + "\n" + line)
    with pytest.raises(NamingError, match="line 1"):
        parse("character\n")


def test_proposals_mean_something_and_say_what() -> None:
    """Each proposal shows its strategy, pinyin with tones, each character's sense and how far its sound is."""
    found = meaningful_names("Velora", goods="laundry detergent", nice=(3,), ideas=("fresh", "gentle"), n=12)
    assert len(found) == 12 == len({one.text for one in found})
    assert any(one.strategy is Strategy.PHONO_SEMANTIC for one in found)
    for one in found:
        assert 2 <= len(one.text) <= 4
        assert [char for char, _ in one.meaning] == list(one.text)
        assert len(one.pinyin.split()) == len(one.text)
        assert 0 <= one.distance <= 1
    assert {"cleaning", "fresh", "gentle"} & {fit for one in found for fit in one.fits}


def test_goods_change_the_proposals() -> None:
    """Insurance and skin cream do not get the same Chinese name."""
    cream = [one.text for one in meaningful_names("Melirano", goods="skin cream", n=8)]
    cover = [one.text for one in meaningful_names("Melirano", goods="insurance", n=8)]
    assert cream != cover


def test_words_that_sound_alike_and_are_bad_are_named() -> None:
    """A proposal that sounds like a bad word says so, and the gloss decides."""
    assert is_bad(Homophone("尸体", "shī tǐ", None, ("corpse", "dead body")))
    assert not is_bad(Homophone("诗体", "shī tǐ", None, ("poetic form",)))
    assert bad_senses(("to be defeated",)) is False or bad_senses(("defeated",))
    assert not bad_senses(("classic", "diet"))


def test_traditional_proposals_are_in_traditional_characters() -> None:
    """For Taiwan and Hong Kong the characters are theirs."""
    simplified = meaningful_names("Limpora", n=5)
    traditional = meaningful_names("Limpora", script="Hant", n=5)
    assert [one.pinyin for one in simplified] == [one.pinyin for one in traditional]
    assert all(one.script == "Hant" for one in traditional)


def test_names_without_a_word_get_no_proposals() -> None:
    """Digits, letters to be spelled out and other scripts get none."""
    assert not any(map(meaningful_names, ("24", "BMKG", "", "Велора")))


def test_the_brief_is_matched_with_kinds_of_goods() -> None:
    """Words of the brief decide; Nice classes only where no word is known."""
    assert read_wish("liquid laundry detergent", (3,), ()).goods == {Goods.CLEANING}
    assert read_wish("洗衣液", (), ()).goods == {Goods.CLEANING}
    assert read_wish("zzz", (36,), ()).goods == {Goods.FINANCE}
    assert read_wish("", (), ()) == Wish()
    assert Wish(ideas=("fresh",)).evokes(("clear", "pure")) and not Wish(ideas=("fresh",)).evokes(("sand",))
    assert not Wish().evokes(("clear",))


def test_meaning_is_worth_more_when_it_fits() -> None:
    """A character that suits the goods, or an idea, is worth more; killing only where killing is sold."""
    soft, kill = lexicon()["柔"], lexicon()["杀"]
    plain, goods = Wish(), Wish(goods=frozenset({Goods.CLEANING}))
    assert worth(soft, Wish(goods=goods.goods, ideas=("gentle",))) > worth(soft, goods) > worth(soft, Wish(
        goods=frozenset({Goods.FINANCE})))
    assert worth(kill, plain) < 0 < worth(kill, Wish(goods=frozenset({Goods.PESTS})))
    assert Manner.FEMININE in lexicon()["婷"].manner


def test_likeness_is_a_distance() -> None:
    """A syllable is like itself, both ways alike, and never further than 1."""
    some = sorted(syllables())[::9]
    assert all(unlike(a, b) == unlike(b, a) for a in some for b in some)
    assert all((unlike(a, b) == 0) >= (a == b) and 0 <= unlike(a, b) <= 1 for a in some for b in some)
    assert unlike("si", "shi") < unlike("si", "sa") < unlike("si", "ba")
    assert unlike("xyz", "ba") == 1


@pytest.mark.parametrize("goods", ["", "laundry detergent", "toys for children", "car tyres"])
def test_kitchen_words_are_for_food(goods: str) -> None:
    """Nobody names a detergent taste or a toy soup; a spice may be called so."""
    names = ("Velora", "Maxwell", "Tangora")
    proposed = "".join(one.text for name in names for one in meaningful_names(name, goods=goods))
    assert not set("味辣汤饱虾啤酒慰") & set(proposed)
    assert "味" in "".join(one.text for one in meaningful_names("Velora", goods="sauces and snacks", n=20))
