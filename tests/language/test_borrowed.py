"""Foreign spellings in names: th, qu, y, doubled letters, and the stress that names have."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language.borrowed import mended, written
from brandname.language.g2p import open_engine
from brandname.language.readings import Route, readings

TABLE = tomllib.loads(data.read_text("language/digraphs.toml"))
LOOKS = TABLE.pop("shared")["english"]


def read(name: str, tag: str) -> str:
    """The likeliest reading by native rules."""
    return next(r.ipa for r in readings(name, tag, rendered=("", 0.0)) if r.route is Route.NATIVE_SPELLING)


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("Thalia", "sv", "ˈtɑːlɪa"), ("Thalia", "pl", "ˈtalja"), ("Thalia", "tr", "taˈlia"), ("Ashira", "fi", "ˈɑsirɑ"),
    ("Ashira", "hr", "aˈʃira"), ("Phiora", "hu", "ˈfiorɒ"), ("Brick", "cs", "ˈbrɪk"), ("Quinova", "nl", "kʋiˈnoːvaː"),
    ("Quinova", "cs", "ˈkvɪnova"), ("Quinova", "hu", "ˈkvinovɒ"), ("Chlora", "nb", "ˈkluːrɑ"),
    ("Chamo", "nb", "ˈʃɑːmɔ"), ("Chamo", "fil", "ˈtsamo"), ("Lasho", "ca", "ˈlaʃu"), ("Lasho", "da", "ˈlaɕɔ"),
    ("Shamo", "az", "ʃaˈmo"), ("Quila", "az", "kviˈla"), ("Phalo", "sq", "falo"), ("Chamo", "sq", "tʃamo"),
    ("Quila", "sq", "kuila"), ("Malick", "eu", "malik"), ("Shamo", "eu", "ʃamo"), ("Burgh", "de", "ˈbʊʁk"),
    ("Moghin", "de", "ˈmoːɡɪn"), ("Moghin", "sv", "ˈmɔɡɪn"), ("Moghin", "nb", "ˈmɔɡɪn"), ("Moghin", "fi", "ˈmoɡin"),
    ("Moghin", "nl", "ˈmoːɣɪn"), ("Berghof", "de", "ˈbɛʁɡhɔf"),
    ("Tchiva", "cs", "ˈtʃɪva"), ("Tchiva", "es-MX", "ˈtʃiβa"), ("Weißa", "hr", "ˈvɛisa"), ("Weißa", "de", "ˈvaɪsa"),
])
def test_foreign_digraphs_are_read_as_one_sound(name: str, tag: str, ipa: str) -> None:
    """Swedes and Poles say t for th, not t and h; qu is kv, never ku-i."""
    assert read(name, tag).replace("ɾ", "r") == ipa.replace("ɾ", "r")


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("Skyra", "hu", "ˈʃkirɒ"), ("Skyra", "tr", "sciˈɾa"), ("Skyra", "id", "ˈskira"), ("Skyra", "ca", "ˈskiɾə"),
    ("Froya", "pl", "ˈfrɔja"), ("Froya", "fi", "ˈfrojɑ"), ("Froya", "hu", "ˈfrojɒ"), ("Leyla", "cs", "ˈlɛjla"),
])
def test_y_is_a_vowel_between_consonants_and_none_between_vowels(name: str, tag: str, ipa: str) -> None:
    """Skyra has two syllables everywhere, Froya has no third."""
    assert read(name, tag) == ipa


@pytest.mark.parametrize("tag", ["de-AT", "de-CH", "pt-BR", "cs", "hr", "ro", "id", "es-MX"])
def test_doubled_letters_are_one_where_nobody_says_them_double(tag: str) -> None:
    """Gelatti has one t for Austrians, Brazilians and Czechs."""
    assert not re.search(r"(.)\1", read("Gelatti", tag).replace("ˈ", ""))
    assert "ww" not in read("Brightwell", tag) and "ʝ" not in read("Brightwell", tag)


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("Zovanta", "sv", "suˈvanta"), ("Zovanta", "da", "soˈvanta"), ("Zovanta", "nl", "zoːˈvɑntaː"),
    ("Velora", "sv", "veˈluːra"),
    ("Velora", "ro", "veˈlora"), ("Velora", "hr", "vɛˈlɔra"), ("Velora", "fil", "vɛˈloɾa"), ("Volvo", "sv", "ˈvɔlvʊ"),
])
def test_names_that_end_in_a_vowel_are_stressed_before_it(name: str, tag: str, ipa: str) -> None:
    """Zoˈvanta in Stockholm and Amsterdam, as toˈyota; short names on the first."""
    assert read(name, tag) == ipa


@pytest.mark.parametrize(("name", "tag", "start"), [
    ("Müller", "sv", "ˈmʏ"), ("Müller", "fi", "ˈmy"), ("Müller", "es-MX", "muˈ"), ("Frøya", "tr", "fɾœ"),
    ("Skyra", "de-DE", "ˈsk"),
    ("Skyra", "es-MX", "esˈk"), ("Skyra", "pt-BR", "isˈk"), ("Chloé", "de-DE", "ˈkloːeː"), ("E-Nova", "de-DE", "eː "),
    ("Zovanta", "lv", "ˈzo"), ("Zovanta", "sw", "zɔˈvanta"), ("Brightwell", "nl", "ˈbr"), ("Phở", "vi", "fɤ˧˩˨"),
])
def test_a_name_begins_as_people_say_it(name: str, tag: str, start: str) -> None:
    """ü is y to Swedes, Spaniards put e before sk, a letter by itself is named, Latvians say o in names."""
    assert read(name, tag).startswith(start)


def test_vietnamese_clusters_are_parted() -> None:
    """Nobody in Hanoi says strumpf in one breath; a Vietnamese word stays as it is."""
    ipa = read("Strumpf", "vi").replace("tɕ", "c")
    assert not re.search("[ptkszc]{2}", ipa)
    assert read("Nguyễn", "vi").endswith("˧ˀ˥")


def test_every_row_is_of_a_language_with_rules_and_every_pattern_works() -> None:
    """No row stands for a language we cannot read."""
    assert all(map(open_engine, TABLE))
    for tag in TABLE:
        assert written("velora", tag) == "velora"
    assert written("thalia", "ja") == "thalia" and mended("x", "ka", "ja") == "ka"


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("Quila", "fr", "kila"), ("Maxil", "fr", "maksil"), ("Wamil", "fr", "wamil"), ("Deelo", "fr", "delo"),
    ("Leana", "fr", "leana"), ("Beau", "fr", "bo"), ("Sheam", "nl", "ˈʃeːɑm"), ("Moqui", "it", "ˈmokwi"),
    ("Quila", "vi", "kwi˧˧la˧˧"), ("Mishi", "ca", "ˈmiʃi"), ("Michela", "nb", "miˈʃeːlɑ"),
])
def test_no_vowel_of_a_name_is_swallowed(name: str, tag: str, ipa: str) -> None:
    """Quila has two syllables in Paris, Maxil ends in -il, Sheam keeps its e in Utrecht."""
    assert read(name, tag) == ipa


@settings(deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyzéøüł", min_size=1, max_size=12), st.sampled_from(sorted(TABLE)))
def test_nothing_a_name_has_is_read_away(name: str, tag: str) -> None:
    """Whatever is typed: a spelling is left, and where there is a reading it has sounds."""
    assert written(name, tag)
    assert all(reading.ipa.strip("ˈ ") for reading in readings(name, tag, rendered=("", 0.0)))


@pytest.mark.parametrize(("name", "tag", "english"), [
    ("Blue Harbor", "de-DE", True), ("Sun Tea", "sv", True), ("Wildbrook", "fr", True), ("Fresh", "es-MX", True),
    ("Brightwell", "pl", True), ("Velora", "de-DE", False), ("Block", "de-DE", False), ("Hand", "nl", False),
    ("Boot", "de-DE", False), ("Rue", "fr", False), ("Ikea", "de-DE", False),
    ("Theater", "de-DE", False), ("Zee", "nl", False),
])
def test_words_that_show_to_be_english_are_read_as_english_first(name: str, tag: str, *, english: bool) -> None:
    """Germans take Blue Harbor for English, but Block and Boot for their own."""
    first = readings(name, tag, rendered=("", 0.0))[0]
    assert (first.route is Route.ENGLISH_INFLUENCED) == english
    assert first.confidence <= 0.6


def test_what_a_language_has_itself_is_one_of_the_looks() -> None:
    """No row leaves out a look that is not there."""
    assert all(set(row.get("own_too", ())) <= set(LOOKS) for row in TABLE.values())


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("γκελάτι", "el", "ɟeˈlati"), ("γκρι", "el", "ˈɡɾi"), ("τσλόε", "el", "ˈtsloe"), ("χαρμπόρ", "el", "xaˈɾboɾ"),
    ("велл", "ru", "ˈvʲeɫ"), ("பெலிஸிமோ", "ta", "pelisimoː"), ("ஃபிலிம்", "ta", "filim"), ("கோகோ", "ta", "koːɡoː"),
])
def test_names_in_their_own_script_sound_as_they_are_written(name: str, tag: str, ipa: str) -> None:
    """Γκ begins a name with g, ஃப is f, and no k is lost between vowels."""
    assert read(name, tag).replace("xaɾˈ", "xaˈɾ") == ipa


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("Qirel", "sv", "ki"), ("Qirel", "nb", "ki"), ("Qirel", "ro", "ki"), ("Žirel", "it", "dʒi"), ("Žkova", "it", "sk"),
])
def test_a_hard_letter_stays_hard_before_i(name: str, tag: str, ipa: str) -> None:
    """A q is a k wherever k or c would be soft; Italians say ž as their soft g, and s before a consonant."""
    native = next(reading for reading in readings(name, tag) if reading.route is Route.NATIVE_SPELLING)
    assert native.ipa.lstrip("ˈ").startswith(ipa)


@pytest.mark.parametrize(("name", "tag", "ipa"), [
    ("самолёт", "ru", "səmɐˈlʲɵt"), ("Жёлочка", "ru", "ˈʐoɫətɕkə"), ("Рябинка", "ru", "rʲɪˈbʲinkə"),
    ("Արև", "hy", "ɑɾɛv"), ("Керка", "kk", "kerˈkɑ"),
])
def test_cyrillic_and_armenian_names_are_stressed_and_read_as_people_do(name: str, tag: str, ipa: str) -> None:
    """The ё bears the stress, я before it is short, և is ev, and a syllable begins where one can."""
    assert readings(name, tag)[0].ipa == ipa


@pytest.mark.parametrize("tag", ["ja", "zh", "th"])
def test_an_r_between_vowels_is_said_abroad(tag: str) -> None:
    """Who reads Zumera as English says its r all the same."""
    english = next(r for r in readings("Zumera", tag) if r.route is Route.ENGLISH_INFLUENCED)
    assert any(sound in english.ipa for sound in "ɾrl")


def test_a_name_ends_in_the_vowel_that_is_written() -> None:
    """The last i of Tamirei is an i at its usual value, not a glide that needs another vowel."""
    usual = next(r for r in readings("Tamirei", "ja") if r.route is Route.AS_SPELLED)
    assert usual.ipa.endswith("ei")
