"""Readings: what spelling rules make of a name, and where there is none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language import cache, sounds
from brandname.language.alphabets import orthography
from brandname.language.readings import LanguageNotCovered, ReadingBook, Route, open_book, readings
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")

ENGINES = sorted({
    row["engine"] for row in tomllib.loads(data.read_text("language/orthographies.toml"))["language"].values()
    if row.get("engine")
})


def ipa(name: str, tag: str) -> str:
    """The one reading's IPA without stress marks; empty without a reading."""
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
    assert isinstance(sounds.transcribe("a", code), str)


def test_no_letter_is_dropped_in_silence() -> None:
    """Polish has no v: the name is read as written with w, not as "Elora"."""
    assert ipa("Velora", "pl").startswith("v")
    assert readings("Velora", "pl")[0].spelling == "welora"
    assert sounds.transcribe("velora", "pl") == ""


@pytest.mark.parametrize(("name", "tag"), [
    ("Velora", "ru"), ("Velora", "ja"), ("Velora", "zh-Hans"), ("Velora", "ar"),
    ("星禾", "es"), ("桜", "ja"), ("A1", "es"),
    ("O₂", "de"), ("🙂", "en"), ("", "en"), ("Ve星", "zh"),
    ("Xqzrt", "es"), ("—", "fr"), ("Ƣora", "es"), ("Velora", "ga"),
])
def test_where_there_is_no_honest_reading_there_is_none(name: str, tag: str) -> None:
    """Never an empty or half IPA as an answer."""
    assert readings(name, tag) == ()


@pytest.mark.parametrize("tag", ["xx", "yue-Hant", "tlh", "en-Arab"])
def test_an_unknown_language_is_said_to_be_unknown(tag: str) -> None:
    """Not covered is not the same as "nothing to read"."""
    with pytest.raises(LanguageNotCovered, match=tag):
        readings("Velora", tag)
    assert open_book(tag) is None


def test_one_engine_is_never_sure() -> None:
    """A single witness stays at 0.6, English at 0.4."""
    assert readings("Velora", "de")[0].confidence <= 0.6
    assert readings("Velora", "en-GB")[0].confidence <= 0.4
    assert readings("Velora", "de")[0].route is Route.NATIVE_SPELLING


@pytest.mark.parametrize(("text", "expected"), [
    ("佛", "fó"), ("乐", "lè"), ("音乐", "yīn yuè"), ("仿佛", "fǎng fú"), ("重庆", "chóng qìng"), ("银行", "yín háng"),
])
def test_chinese_characters_are_read_by_phrase_then_by_their_commonest_reading(text: str, expected: str) -> None:
    """音乐 is yīn yuè, 乐 alone is lè."""
    assert sounds.mandarin(text)[0] == expected


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
        assert 0 < reading.confidence <= 0.6


# ── the book on disk ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path))
    return tmp_path


def the_file(folder: Path) -> Path:
    """The one file a book wrote."""
    (path,) = folder.rglob("*.json")
    return path


def test_a_kept_reading_equals_a_fresh_one(fresh: Path) -> None:
    """The second run says what the first said, also for names without a reading."""
    names = ["Velora", "Xqzrt", "A1", "Łódka"]
    book = ReadingBook("es-MX")
    first = [book.readings(name) for name in names]
    book.save()
    again = ReadingBook("es-MX")
    assert [again.readings(name) for name in names] == first == [readings(name, "es-MX") for name in names]
    again.save()
    assert the_file(fresh).exists()


def test_books_written_at_once_lose_nothing(fresh: Path) -> None:
    """Two runs at the same time keep both their readings."""
    one, two = ReadingBook("de"), ReadingBook("de")
    one.readings("Velora")
    two.readings("Zovanta")
    one.save()
    two.save()
    assert {entry[0] for entry in cache.read_journal(the_file(fresh))} == {"Velora", "Zovanta"}


@pytest.mark.parametrize("body", [b"", b"garbage", b"0 []\n{}", b"\xff\xfe\n[]", None])
def test_a_damaged_book_is_read_as_empty(fresh: Path, body: bytes | None) -> None:
    """Damage costs time, not answers."""
    book = ReadingBook("de")
    book.readings("Velora")
    book.save()
    the_file(fresh).write_bytes(the_file(fresh).read_bytes()[:-9] if body is None else body)
    again = ReadingBook("de")
    assert again.readings("Velora") == readings("Velora", "de")
    again.save()
    assert ReadingBook("de").readings("Velora") == readings("Velora", "de")


def test_a_book_of_another_shape_is_ignored(fresh: Path) -> None:
    """A whole file with something else in it is no reading."""
    book = ReadingBook("de")
    book.readings("Velora")
    book.save()
    path = the_file(fresh)
    path.unlink()
    assert cache.add_to_journal(path, [["Velora", "", 3], "x", {"Nova": ["nova"]}, ["Velora"]])
    assert ReadingBook("de").readings("Velora") == readings("Velora", "de")


def test_a_journal_that_has_grown_too_large_begins_anew(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache folder doesn't grow for ever."""
    monkeypatch.setattr(cache, "JOURNAL_LIMIT", 50)
    path = fresh / "a.json"
    for i in range(10):
        assert cache.add_to_journal(path, [["x" * 20, i]])
    assert 0 < path.stat().st_size < 150
    assert list(cache.read_journal(path))[-1] == ["x" * 20, 9]


def test_every_covered_language_reads_or_says_it_cannot() -> None:
    """No language of the table makes the program fall over."""
    for code in tomllib.loads(data.read_text("language/orthographies.toml"))["language"]:
        assert orthography(code) is not None
        assert all(r.ipa for r in readings("Velora", code))
