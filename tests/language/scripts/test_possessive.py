"""English possessives and name habits in katakana."""

from __future__ import annotations

import math

from brandname.language.scripts.habits import as_names
from brandname.language.scripts.possessive import possessive, stem
from brandname.language.scripts.rendering import renderings
from brandname.language.scripts.spelling import Kind, pieces


def test_the_s_is_written_as_it_is_heard() -> None:
    """ズ after a voiced sound, ス after a voiceless one, イズ after a hissing one, and a last i is long before it."""
    for word, own, whole in (
        ("Barry", "バリー", "バリーズ"), ("Rick", "リック", "リックス"), ("Grace", "グレース", "グレースイズ"),
        ("Dan", "ダン", "ダンズ"), ("Sally", "サリー", "サリーズ"),
    ):
        assert possessive([], [(own, 0.0)], word)[0][0] == whole


def test_only_a_possessive_has_a_stem() -> None:
    """Both apostrophes count; a plural, and a French elision, are no possessives."""
    assert stem("Rick's") == stem("Rick\u2019s") == "Rick"
    assert stem("Ricks") == stem("l'ours") == stem("'s") == ""


def test_no_chance_is_lost() -> None:
    """What is heard, what is left out and what the models read add up to what there was."""
    found = possessive([("ダンス", math.log(0.6)), ("ダン", math.log(0.4))], [("ダン", 0.0)], "Dan")
    assert math.isclose(sum(math.exp(logp) for _, logp in found), 1.0)
    assert len({text for text, _ in found}) == len(found)


def test_names_are_written_as_names_are() -> None:
    """ディ at the end of a name comes before ディー, エイ at its start before エー, and nothing else moves."""
    even = [("メロディー", math.log(0.5)), ("メロディ", math.log(0.5))]
    assert as_names("Melody", even)[0][0] == "メロディ"
    assert as_names("Aden", [("エーデン", math.log(0.5)), ("エイデン", math.log(0.5))])[0][0] == "エイデン"
    assert as_names("Lumora", even) == even


def test_an_abbreviation_behind_a_word_is_spelled_out() -> None:
    """LumenTV is a word and two letters; VeloRub is two words."""
    assert [(part.text, part.kind) for part in pieces("LumenTV")] == [("Lumen", Kind.WORD), ("TV", Kind.ACRONYM)]
    assert [part.kind for part in pieces("VeloRub")] == [Kind.WORD, Kind.WORD]
    assert renderings("LumenTV", "Kana", 1)[0].text.endswith("ティーブイ")
