"""Readings: what spelling rules make of a name, and where there is none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language import sounds
from brandname.language.alphabets import orthography
from brandname.language.readings import LanguageNotCovered, Route, is_covered, readings
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")

ENGINES = sorted({
    row["engine"] for tag, row in tomllib.loads(data.read_text("language/orthographies.toml"))["language"].items()
    if row.get("engine") and tag != "en"
})
TAGS = tuple("""
    es-ES es-MX es-AR pt-PT pt-BR en-GB en-US fr-FR fr-CA de-DE de-AT de-CH zh-Hans zh-Hant yue nan it nl ca ro sv
    da nb nn is fi pl cs sk sl hr bs sr hu lv lt tr vi id ms fil et eu gl sq mt ga cy af zu xh yo ha ig so sw az
    uz ru uk bg mk be el he ar ar-EG fa ur hi bn ta ko ja kk ky mn ka hy am mr ne gu pa te kn ml si th lo km my
""".split())  # noqa: SIM905 - a table to read


def ipa(name: str, tag: str) -> str:
    """The likeliest reading's IPA without stress marks; empty without a reading."""
    found = readings(name, tag)
    return sounds.unstressed(found[0].ipa) if found else ""


@pytest.mark.parametrize(("name", "tag", "expected"), [
    ("Velora", "es-MX", "beloɾa"), ("Velora", "pl", "vɛlɔra"), ("Łódka", "pl", "wutka"),
    ("Zovanta", "es-ES", "θoβanta"),
    ("Zovanta", "es-MX", "soβanta"), ("Cerro", "es-MX", "sero"),
    ("ばしょ", "ja", "baɕo"), ("星禾", "zh-Hans", "ɕiŋ˥ xɤ˧˥"),
    ("Велора", "ru", "vʲɪɫorə"), ("Βελόρα", "el", "veloɾa"), ("वेलोरा", "hi", "ʋeːloːɾaː"),
])
def test_golden_readings(name: str, tag: str, expected: str) -> None:
    """Readings stay as they were when an engine is exchanged or updated."""
    assert ipa(name, tag) == expected


@pytest.mark.parametrize("code", ENGINES)
def test_every_engine_of_the_table_is_the_one_it_names(code: str) -> None:
    """No specification stands in for another."""
    with pytest.raises(LookupError):
        sounds.transcribe("a", f"{code}-x-nobody")
    assert sounds.transcribe("", code) == ""


def test_no_letter_is_dropped_in_silence() -> None:
    """Polish has no v: the name is read as written with w, not as "Elora"."""
    assert ipa("Velora", "pl").startswith("v")
    assert readings("Velora", "pl")[0].spelling == "welora"
    assert sounds.transcribe("velora", "pl") == ""


@pytest.mark.parametrize("tag", TAGS)
def test_a_latin_name_is_read_everywhere(tag: str) -> None:
    """More than sixty languages and regions say how Velora sounds there, with sounds and a middling confidence."""
    assert len(TAGS) >= 60
    found = readings("Velora", tag)
    assert found
    assert all(reading.ipa and reading.language == tag for reading in found)
    assert found[0].confidence <= 0.6


def test_regions_read_differently() -> None:
    """Spain says θ, Mexico s; Quebec and France, Lisbon and São Paulo, London and New York differ too."""
    assert ipa("Zovanta", "es-ES") != ipa("Zovanta", "es-MX")
    assert ipa("Llovera", "es-AR") != ipa("Llovera", "es-MX")
    assert ipa("Dirola", "fr-CA") != ipa("Dirola", "fr-FR")
    assert ipa("Dirola", "pt-PT") != ipa("Dirola", "pt-BR")
    assert ipa("Parker", "en-GB") != ipa("Parker", "en-US")


@pytest.mark.parametrize(("name", "tag"), [
    ("星禾", "es"), ("桜", "ja"), ("A1,5", "es"),
    ("O½", "de"), ("🙂", "en"), ("", "en"), ("Ve星", "zh"),
    ("Xqzrt", "es"), ("—", "fr"),
])
def test_where_there_is_no_honest_reading_there_is_none(name: str, tag: str) -> None:
    """Never an empty or half IPA as an answer."""
    assert readings(name, tag) == ()


@pytest.mark.parametrize("tag", ["xx", "tlh", "qqx", "en-Arab"])
def test_an_unknown_language_is_said_to_be_unknown(tag: str) -> None:
    """Not covered is not the same as "nothing to read"."""
    with pytest.raises(LanguageNotCovered, match=tag):
        readings("Velora", tag)
    assert not is_covered(tag)


def test_one_engine_is_never_sure() -> None:
    """A single witness stays at 0.6, a guess at English at 0.5; only a word of its dictionary is surer."""
    assert readings("Velora", "de")[0].confidence <= 0.6
    assert readings("Velora", "en-GB")[0].confidence <= 0.5
    assert readings("Parker", "en-GB")[0].confidence > 0.6
    assert readings("Velora", "de")[0].route is Route.NATIVE_SPELLING


@pytest.mark.parametrize(("text", "expected"), [
    ("佛", "fó"), ("乐", "lè"), ("音乐", "yīn yuè"), ("仿佛", "fǎng fú"), ("重庆", "chóng qìng"), ("银行", "yín háng"),
])
def test_chinese_characters_are_read_by_phrase_then_by_their_commonest_reading(text: str, expected: str) -> None:
    """音乐 is yīn yuè, 乐 alone is lè."""
    assert sounds.mandarin(text)[0] == expected


@pytest.mark.parametrize(("text", "ipa"), [
    ("云", "yn˧˥"), ("群", "tɕʰyn˧˥"), ("雨", "y˨˩˦"), ("岁", "swei˥˩"), ("最", "tswei˥˩"), ("日", "ɻɨ˥˩"),
    ("儿", "ɚ˧˥"), ("奴", "nu˧˥"), ("笋", "swən˨˩˦"), ("孙", "swən˥"), ("的", "tɤ"),
])
def test_a_tone_changes_no_sound_of_a_chinese_syllable(text: str, ipa: str) -> None:
    """云 ends in n whatever its tone."""
    assert sounds.mandarin(text)[1] == ipa


def test_a_sign_that_claims_a_mark_is_not_read() -> None:
    """Velora™ sounds like Velora, not like veloratm."""
    assert [one.ipa for one in readings("Velora™", "de")] == [one.ipa for one in readings("Velora", "de")]


def test_characters_without_a_reading_have_none() -> None:
    """A character the dictionary lacks is not skipped."""
    assert sounds.pinyin("星\U000310ff") == ()
    assert sounds.mandarin("") == ("", "")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=12), st.sampled_from(["es-MX", "pl", "ja", "zh-Hans", "tr", "ru", "ko", "vi"]))
def test_a_reading_always_has_sounds(name: str, tag: str) -> None:
    """Whatever I type: a reading with IPA, or no reading; never a crash."""
    for reading in readings(name, tag):
        assert reading.ipa.strip()
        assert reading.spelling.strip()
        assert 0 < reading.confidence <= 0.85


def test_every_covered_language_reads_or_says_it_cannot() -> None:
    """No language of the table makes the program fall over."""
    for code in tomllib.loads(data.read_text("language/orthographies.toml"))["language"]:
        assert orthography(code) is not None
        assert all(r.ipa for r in readings("Velora", code))


def test_the_package_the_tables_were_made_from_is_not_needed_to_read() -> None:
    """Brandname reads names with its own tables; orthography2ipa serves those who build and test them."""
    room = Path(sounds.__file__).parent.parent
    assert not [path for path in room.rglob("*.py") if "import orthography2ipa" in path.read_text(encoding="utf-8")]
    readings("Velora", "es-MX")
    project = tomllib.loads((room.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert not any("orthography2ipa" in line for line in project["dependencies"])


@pytest.mark.parametrize("tag", ["en-US", "de-DE", "es-MX", "ru", "ja", "ko", "ar", "hi", "th", "vi", "fi"])
def test_a_chinese_name_has_a_reading_by_its_pinyin(tag: str) -> None:
    """Told that Xinghe is Chinese, every language has a reading that begins as Mandarin does: no ks, no z."""
    (found,) = (r for r in readings("Xinghe", tag, origin="zh") if r.engine == "brandname:zh")
    assert found.route is Route.AS_SPELLED and found.ipa.strip("ˈ")[0] in "ɕʃsʂç"
    assert not [r for r in readings("Velora", tag, origin="zh") if r.engine == "brandname:zh"]


def test_in_mandarin_pinyin_is_read_as_itself() -> None:
    """Without tones, since none are written, and before any reading as English."""
    first = readings("Xinghe", "zh-Hans", origin="zh")[0]
    assert (first.ipa, first.route) == ("ɕiŋ xɤ", Route.NATIVE_SPELLING)


@pytest.mark.parametrize(("word", "ipa"), [("сорак", "sorak"), ("сэрца", "sɛrtsa"), ("стол", "stoɫ"), ("сас", "sas")])
def test_belarusian_leaves_no_sound_out(word: str, ipa: str) -> None:
    """An s is heard wherever it is written."""
    assert readings(word, "be")[0].ipa == ipa


@pytest.mark.parametrize(("written", "contour"), [
    ("má", "˨˦"), ("mà", "˧˨"), ("mả", "˧˩˨"), ("mã", "˧ˀ˥"), ("mạ", "˨ˀ˩"), ("ma", "˧˧"), ("mát", "˦˥"), ("mạt", "˨˩"),
])
def test_vietnamese_tones_are_heard(written: str, contour: str) -> None:
    """The mark over or under the vowel is the tone; syllables that end in a stop have two of their own."""
    ipa = readings(written, "vi")[0].ipa
    assert "".join(c for c in ipa if c in "˥˦˧˨˩ˀ") == contour


def test_vietnamese_vowels_keep_their_letters_under_a_tone() -> None:
    """Phở is no pho: the horn stays when the tone is taken off."""
    assert readings("phở", "vi")[0].ipa.startswith("fɤ")


@pytest.mark.parametrize(("name", "tag", "start"), [
    ("Oolara", "de-DE", "o"), ("Oolara", "nl", "oː"), ("Eenana", "nl", "eː"),
])
def test_a_vowel_written_twice_at_the_start_is_one(name: str, tag: str, start: str) -> None:
    """Oolara begins with one o in German and Dutch, not with two."""
    ipa = readings(name, tag)[0].ipa.strip("ˈ")
    assert ipa.startswith(start) and not ipa.removeprefix(start).startswith((start[0], "ˈ" + start[0]))


def test_german_adds_no_vowel_that_is_not_written() -> None:
    """Neill ends in l: no word that is an exception lends it an o."""
    assert readings("Neill", "de-DE")[0].ipa == "ˈnaɪl"


def test_capitals_nobody_can_say_are_read_letter_by_letter() -> None:
    """ISBN is i-es-be-en, whatever vowel it begins with; ARTS and ALDI are words."""
    assert readings("ISBN", "de")[0].route is Route.SPELLED_OUT
    assert all(readings(name, "de")[0].route is Route.NATIVE_SPELLING for name in ("ARTS", "ALDI", "ACTS"))


def test_what_the_local_spelling_bears_out_comes_first() -> None:
    """Zumera is ズメラ in katakana, so Japanese readers say zumera, not the zumara that English makes of it."""
    found = readings("Zumera", "ja")
    assert found[0].ipa == "zɯmeɾa" and found[0].confidence <= 0.6
    assert readings("Zumera", "ja", rendered=("", 0.0))[0].confidence < found[0].confidence
