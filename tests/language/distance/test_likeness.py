"""Why two names are alike, in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.distance.equivalents import equivalents, latin_forms, same_meaning
from brandname.language.distance.likeness import BANDS, MOST, Band, band_of, changes, explain
from brandname.language.distance.names import prepare
from brandname.language.distance.scorer import batch, score
from brandname.reports.catalogue import Catalogue


def keys(one: str, other: str) -> list[str]:
    """The reasons of a pair, without their common beginning."""
    found = explain(prepare(one), prepare(other))
    assert found is not None
    return [reason.key.removeprefix("similarity.reason.") for reason in found.reasons]


@pytest.mark.parametrize(("one", "other", "reason"), [
    ("Vélora", "VELORA", "same"), ("True One", "TrueOne", "spacing"),
    ("kandel", "candel", "sounds_spelled"),
    ("modern", "modem", "looks"), ("brisotel", "birsotel", "swapped"), ("brisota", "brisoma", "letter"),
    ("brisota", "brisotax", "extra"), ("mirador fresh", "mirador", "words"),
    ("zella group", "mopp group", "weak_words"),
    ("ibm", "international business machines", "initials"), ("brightwater", "bright", "inside"),
    ("brisota", "brisken", "syllable"), ("menocal", "vitocal", "end"), ("tamaro", "tomira", "consonants"),
])
def test_each_reason_is_told_where_it_holds(one: str, other: str, reason: str) -> None:
    """I can see in the two names what the reason says."""
    assert reason in keys(one, other)


def test_the_voice_and_the_letters_behind_a_same_sound_are_named() -> None:
    """“Sounds the same in Spanish: v = b”, and not in English, where it does not."""
    found = explain(prepare("velora"), prepare("belora"))
    assert found is not None
    assert found.reasons[0].params == {"languages": ("es",), "pairs": ("v = b",)}


def test_every_reason_can_be_said_in_both_languages() -> None:
    """My Chinese colleagues read the same reasons."""
    pairs = [("velora", "belora"), ("modern", "modem"), ("mirador fresh", "mirador"), ("brightwater", "bright"),
             ("brisota", "brisken"), ("True One", "TrueOne"), ("brisotel", "birsotel")]
    for language in ("en", "zh-Hans"):
        speak = Catalogue(language)
        for one, other in pairs:
            found = explain(prepare(one), prepare(other))
            assert found is not None
            for reason in found.reasons:
                assert speak(reason.key, **reason.params)
        for band in Band:
            assert speak(f"similarity.band.{band}")


@given(st.text("abeivst ", max_size=14), st.text("abeivst ", max_size=14))
@settings(deadline=None, max_examples=40)
def test_the_explanation_has_the_score_of_the_search(one: str, other: str) -> None:
    """What the hit shows is what it was ranked by, with at most four reasons; nothing to compare explains nothing."""
    query, name = prepare(one), prepare(other)
    found = explain(query, name)
    if not query.folded or not name.folded:
        assert found is None
        return
    assert found is not None
    searched = score(query, batch([name.folded], {voice: [said] for voice, said in name.sounds.items()}))[0]
    assert found.score == pytest.approx(float(searched), abs=1e-4)
    assert len(found.reasons) <= MOST
    assert (found.band is Band.SAME) == (query.folded == name.folded)


def test_bands_follow_the_score() -> None:
    """A higher score never has a lower band."""
    assert [band_of(least) for least, _ in BANDS] == [band for _, band in BANDS]
    assert band_of(1.0) is Band.SAME
    assert band_of(0.999) is Band.CLOSE
    assert band_of(0.0) is Band.NONE


def test_changes_join_neighbouring_letters() -> None:
    """“Ph” for “f” is one change, not two."""
    assert changes("phono", "fono") == [("ph", "f")]
    assert changes("abc", "abc") == []


@pytest.mark.parametrize(("text", "latin", "how"), [
    ("薇珞", "weiluo", "pinyin"), ("薇珞", "meilok", "jyutping"), ("ソニー", "soni", "kana"),
    ("さくら", "sakura", "kana"), ("삼성", "samseong", "hangul"), ("Волга", "volga", "letters"),
])
def test_a_mark_in_another_script_is_compared_by_its_latin_forms(text: str, latin: str, how: str) -> None:
    """Weiluo meets 薇珞 in the register."""
    assert (latin, how) in [(form.latin, form.how) for form in latin_forms(text)]


def test_a_latin_name_has_no_other_latin_form() -> None:
    """Nothing is romanised that is Latin already."""
    assert latin_forms("Vélora 2") == ()
    assert latin_forms("") == ()


def test_equivalents_go_both_ways_and_are_no_more_than_the_glosses_show() -> None:
    """Lobo leads to wolf and wolf to lobo; an invented name and an empty one lead nowhere."""
    assert "wolf" in equivalents("Lobo", ("es",))
    assert "lobo" in equivalents("wolf", ("es",))
    assert equivalents("Velora", ("es", "zh")) == {}
    assert equivalents("", ("es",)) == {}


def test_words_of_one_meaning_are_equivalents_where_a_gloss_shows_it() -> None:
    """Lobo and Wolf are told as Spanish and English for the same animal; an invented name has no meaning."""
    found = same_meaning("lobo", "wolf", languages=("es", "pt"))
    assert ("es", "wolf") in [(message.params["language"], message.params["gloss"]) for message in found]
    assert same_meaning("wolf", "狼", languages=("zh",))
    assert same_meaning("velora", "wolf", languages=("es",)) == ()
    assert same_meaning("", "", languages=("es",)) == ()
