"""Words of other languages in katakana, by their own spelling."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.scripts.kana_spelling import covered, is_listed, kana_of
from brandname.language.scripts.settings import language

SOUND = st.text("abcdefghijklmnopqrstuvwxyzéèêàâôûîçñäöüß'", min_size=1, max_size=14)


def first(word: str, tag: str) -> str:
    """The usual spelling."""
    return kana_of(word, tag, 5)[0].text


@pytest.mark.parametrize(("word", "tag", "kana"), [
    ("lapin", "fr", "ラパン"), ("étage", "fr", "エタージュ"), ("noir", "fr", "ノワール"), ("chapeau", "fr", "シャポー"),
    ("vino", "it", "ヴィーノ"), ("giacca", "it", "ジャッカ"), ("foglia", "it", "フォリア"),
    ("chiesa", "it", "キエーザ"),
    ("Schnitzel", "de", "シュニッツェル"), ("Brücke", "de", "ブリュッケ"), ("Berg", "de", "ベルク"),
    ("jardín", "es", "ハルディン"), ("queso", "es", "ケソ"), ("cerveza", "es", "セルベサ"),
    ("hokkaido", "ja", "ホッカイド"), ("shinjuku", "ja", "シンジュク"), ("kyasha", "ja", "キャシャ"),
])
def test_the_usual_spelling_stands_first(word: str, tag: str, kana: str) -> None:
    """Silent letters, nasals, hard and soft c and g, final devoicing, long vowels and ッ as Japan writes them."""
    assert first(word, tag) == kana


def test_less_usual_spellings_follow_at_a_cost() -> None:
    """ヴ may be バ行, and a long vowel short: both are offered, dearer than the first."""
    found = kana_of("vino", "it", 5)
    assert {"ヴィーノ", "ビーノ", "ヴィノ"} <= {answer.text for answer in found}
    assert [answer.logp for answer in found] == sorted((answer.logp for answer in found), reverse=True)
    assert found[0].logp == 0.0 > found[1].logp


def test_little_words_are_read_as_they_are() -> None:
    """`und` and `della` need no rule, and are known to be little words."""
    assert first("und", "de") == "ウント"
    assert is_listed("della", "it") and not is_listed("pizza", "it")


def test_what_no_rule_reads_is_left_to_others() -> None:
    """Another script, figures, and languages without rules give nothing, not something odd."""
    assert kana_of("星禾", "fr", 5) == kana_of("4711", "fr", 5) == kana_of("", "fr", 5) == ()
    assert kana_of("lapin", "sv", 5) == ()


@settings(deadline=None)
@given(SOUND, st.sampled_from(sorted(covered())))
def test_whatever_is_read_is_katakana(word: str, tag: str) -> None:
    """No Latin letter and no sign of the table is ever left in an answer, no two are the same, none begins with ー."""
    found = [answer.text for answer in kana_of(word, tag, 8)]
    assert len(set(found)) == len(found) <= 8
    for text in found:
        assert language("ja").writes(text), text
        assert all("ァ" <= char <= "ヿ" for char in text), text
