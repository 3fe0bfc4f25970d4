"""Names in other scripts, with the shipped tables."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language.scripts import ballots, coverage, katakana, network
from brandname.language.scripts.rendering import confidence, renderings
from brandname.language.scripts.saying import codes_of_ipa, saying
from brandname.language.scripts.settings import covered, language
from brandname.language.scripts.words import CHUNK, LONGEST_WHOLE, parts_of, stretches

LETTERS = {
    "Kana": "KATAKANA", "Hang": "HANGUL", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Hebr": "HEBREW", "Hans": "CJK",
    "Hant": "CJK",
}


@pytest.mark.parametrize("script", sorted(LETTERS))
def test_a_coined_name_gets_ranked_drafts_in_the_script(script: str) -> None:
    """A name nobody has used gets several spellings, in the right letters, with a reading and a confidence."""
    found = renderings("Melirano", script, 10)
    assert len(found) == 10 == len({one.text for one in found})
    for one in found:
        assert all(unicodedata.name(c).startswith(LETTERS[script]) for c in one.text if c.isalpha()), one.text
        assert (one.reading and one.reading.isascii()) or script in {"Kana", "Arab"}
        assert 0 <= one.confidence <= 1 and one.draft
    assert [one.posterior for one in found] == sorted((one.posterior for one in found), reverse=True)
    assert sum(one.posterior for one in found) <= 1.001


def test_letters_are_said_by_name() -> None:
    """BMW is not read as a word."""
    assert renderings("BMW", "Kana", 3)[0].text == "ビーエムダブリュー"
    assert renderings("BMW", "Hang", 3)[0].text == "비엠더블유"


def test_words_written_together_with_capitals_are_two() -> None:
    """MelaNova is Mela and Nova."""
    assert renderings("MelaNova", "Hang", 1)[0].text == renderings("Mela Nova", "Hang", 1)[0].text


def test_digits_stay_and_alone_are_no_name() -> None:
    """Digits are kept beside a word; digits alone need no transliteration."""
    assert "21" in renderings("Melira 21", "Hang", 1)[0].text
    assert renderings("2100", "Hang", 3) == ()


def test_a_name_in_the_script_already_is_left_as_it_is() -> None:
    """A Korean name in Korea is not transliterated."""
    (one,) = renderings("멜리라", "Hang", 5)
    assert (one.text, one.method, one.draft) == ("멜리라", "as_written", False)


def test_no_tables_no_answer() -> None:
    """An unknown script, another language in a covered script, or nothing Latin in the name: no answer, no guess."""
    assert renderings("Melirano", "Thai", 5) == ()
    assert renderings("Melirano", "Cyrl", 5, lang="uk") == ()
    assert renderings("Мелирано", "Hang", 5) == ()
    assert renderings("!?", "Hang", 5) == ()
    assert renderings("Melirano", "Hang", 0) == ()


def test_the_quick_depth_answers_too() -> None:
    """Screening hundreds of names takes one model and gives a usable first spelling."""
    assert renderings("Melirano", "Cyrl", 1, quick=True)[0].text == "Мелирано"


def test_traditional_characters_follow_the_simplified_ones() -> None:
    """Taiwan and Hong Kong see traditional characters."""
    simplified, traditional = (renderings("Helena", script, 20) for script in ("Hans", "Hant"))
    assert len(simplified) == len(traditional)
    assert any(a.text != b.text for a, b in zip(simplified, traditional, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=45), st.sampled_from(sorted(LETTERS)))
def test_no_name_breaks_it_and_no_answer_is_empty(name: str, script: str) -> None:
    """Whatever is typed, there is a spelling or no answer, never an empty one."""
    for one in renderings(name, script, 3):
        assert one.text.strip() and one.reading.strip()


def test_without_e2k_the_tables_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken or missing e2k costs quality, not answers."""
    monkeypatch.setattr(katakana, "load", lambda: None)
    monkeypatch.setattr(katakana, "load_sounds", lambda: None)
    for remembered in (ballots.katakana_of, ballots._heard):
        remembered.cache_clear()
    try:
        found = renderings("Bonaventa", "Kana", 3)
        assert found and found[0].method == "tables"
        assert renderings("Bonaventa", "Hang", 3)
    finally:
        for remembered in (ballots.katakana_of, ballots._heard):
            remembered.cache_clear()


def test_the_shipped_tables_are_the_listed_ones() -> None:
    """What is installed is what was measured, and small."""
    assert data.compute_digest("translit") == data.dataset("translit").digest
    assert sum(len(data.read_bytes(f"translit/{name}")) for name in data.names("translit")) < 12_000_000


@pytest.mark.parametrize("script", ["Kana", "Hang", "Cyrl"])
def test_what_is_no_pinyin_is_not_read_by_the_table_of_pinyin(script: str) -> None:
    """Velmo is no worse written for being told to come from Chinese."""
    plain, chinese = (renderings("Velmo", script, 3, origin=origin) for origin in ("", "zh-Hans"))
    assert chinese == plain


def test_a_stated_origin_or_pronunciation_is_heeded() -> None:
    """Who says that a name is French, or how it is said, gets other drafts than who says nothing."""
    plain, french = (renderings("Chavelle", "Hang", 5, origin=origin) for origin in ("", "fr"))
    assert [one.posterior for one in plain] != [one.posterior for one in french]
    assert renderings("Chavelle", "Cyrl", 1, origin="fr")[0].text.startswith("Ша")
    assert renderings("Nile", "Cyrl", 1, ipa="niˈle")[0].text == "Ниле" != renderings("Nile", "Cyrl", 1)[0].text


def test_sounds_english_lacks_become_its_nearest() -> None:
    """A transcription in any language reaches the readers that learnt from English; nonsense does not."""
    assert codes_of_ipa("ˈvelo") and codes_of_ipa("ʁɛ̃") and codes_of_ipa("t͡sa") == codes_of_ipa("tsa")
    assert codes_of_ipa("1!") == ""
    assert saying("Velora", "xx-unknown") == saying("Velora")
    assert saying("Velora", "it").foreign and not saying("Velora", "en-GB").foreign


@pytest.mark.parametrize("script", ["Kana", "Hang", "Cyrl", "Arab", "Hebr"])
@pytest.mark.parametrize("name", ["Bergmannstrandelholmvikensen", "Sunflowerkitchengardenmarket", "Limporadanivestoka"])
def test_nothing_of_a_long_name_gets_lost(script: str, name: str) -> None:
    """A name of twenty or thirty letters is written to its end."""
    first = renderings(name, script, 1)[0]
    assert coverage.share(name, first.text, covered()[script]) >= coverage.ENOUGH, first


@settings(deadline=None)  # the first word loads the list of English words
@given(st.text("abcdefghijklmnoprstuvwyz", min_size=1, max_size=60))
def test_a_long_word_is_cut_into_all_of_itself(word: str) -> None:
    """Cutting loses no letter, and nothing stays too long."""
    cut = stretches(word)
    assert bool(cut) == (len(word) > LONGEST_WHOLE)
    assert not cut or ("".join(cut) == word and max(map(len, cut)) <= CHUNK)
    assert not parts_of(word) or "".join(parts_of(word)) == word


def test_capitals_that_can_be_read_are_read() -> None:
    """SKY is a word in capitals, BMK three letters."""
    assert renderings("SKY", "Kana", 1)[0].text == "スカイ"
    assert renderings("BMK", "Cyrl", 1)[0].text == "Би-эм-кей"


@pytest.mark.parametrize(("script", "text"), [("Arab", "بي إم كيه"), ("Hebr", "בי אם קיי"), ("Kana", "ビーエムケイ")])
def test_names_of_letters_stand_as_the_press_writes_them(script: str, text: str) -> None:
    """In Arabic and Hebrew each letter's name is a word of its own; in Japanese they are not parted."""
    assert renderings("BMK", script, 1)[0].text == text


def test_part_of_a_name_in_the_script_already_stays() -> None:
    """In a mixed name the local part is kept and the Latin part is written; a third script gives no answer."""
    assert renderings("멜리라 Nova", "Hang", 1)[0].text.startswith("멜리라 ")
    assert renderings("Мелира Nova", "Hang", 1) == ()


def test_hebrew_final_letters_stand_at_ends_only() -> None:
    """Words run together keep no final letter inside."""
    for one in renderings("Weekendkitchen", "Hebr", 10):
        assert not set("םןץףך") & set(one.text.rstrip("'")[:-1]), one.text


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_belief_never_means_less_confidence(a: float, b: float) -> None:
    """Stated confidence rises with what the models believe, at both depths."""
    for code in ("ja", "ko", "ru", "ar", "he"):
        for hits in (language(code).hits, language(code).quick_hits):
            low, high = confidence(min(a, b), hits), confidence(max(a, b), hits)
            assert 0 <= low <= high <= 1


def test_without_the_network_the_tables_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing numpy costs quality, not answers."""
    monkeypatch.setattr(network, "load", lambda: None)
    ballots._networked.cache_clear()
    try:
        assert renderings("Bonaventa", "Hebr", 3) and renderings("Bonaventa", "Arab", 3, quick=True)
    finally:
        ballots._networked.cache_clear()


def test_the_japanese_dot_parts_words_not_figures() -> None:
    """スタジオ54 and 7アップ, but a dot between two words."""
    assert renderings("Studio 54", "Kana", 1)[0].text == "スタジオ54"
    assert renderings("7Up", "Kana", 1)[0].text[:2] == "7ア"
    assert "・" in renderings("Velora Tea", "Kana", 1)[0].text


@pytest.mark.parametrize("quick", [False, True])
def test_an_apostrophe_after_a_vowel_parts_what_is_read(quick: bool) -> None:
    """O'Neral begins with o in katakana, not with the English number one."""
    for name in ("O'Neral", "O’Neral"):
        assert renderings(name, "Kana", 1, quick=quick)[0].text.startswith("オ")
