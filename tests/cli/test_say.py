"""`say` and `transliterate`: what I hear about a name, and what I am told when there is nothing to hear."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brandname.cli.layout import columns
from brandname.cli.say import USUAL, why_unread
from brandname.cli.transliterate import answer, find_script, language_target, script_targets
from brandname.language import witness
from brandname.language.witness import Witness
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from tests.cli.terminal import call

ODD = ("IBM", "7-11", "Xa北", "カタカナ", "お茶", "Вело", "Mc & Co", "Supercalifragilisticexpialidocious", "ß", "3M")
"""Names nobody would call ordinary."""


def values(*argv: str) -> Any:
    """The JSON a command prints."""
    done = call(*argv, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No study is in the working folder unless a test says so."""
    monkeypatch.chdir(tmp_path)


def test_i_see_how_a_name_sounds_in_each_language() -> None:
    """I get the IPA, plain letters, the spelling read, how it was made and how sure it is."""
    done = call("say", "Velora", "--languages", "es-MX,pl")
    assert done.code == 0
    polish = next(line for line in done.out.splitlines() if "Polish" in line)
    for part in ("vɛˈlɔra", "veh-LO-rah", "welora", "spelling", "0."):
        assert part in polish
    assert "native speaker" in done.out


def test_readings_are_the_same_for_other_programs() -> None:
    """My script gets each language once, with every number."""
    rows = values("say", "Velora", "--languages", "es-MX,de,ja")
    assert [row["language"] for row in rows] == ["es-MX", "de", "ja"]
    spanish, _, japanese = rows
    first = spanish["readings"][0]
    assert first["ipa"] and first["route"] == "native_spelling" and 0 < first["confidence"] < 1
    assert spanish["unread"] is None
    assert {reading["route"] for reading in japanese["readings"]} >= {"english_influenced"}
    assert all(reading["confidence"] <= 0.6 for reading in japanese["readings"])
    (row,) = values("say", "星禾", "--languages", "es-MX")
    assert row["readings"] == []
    assert row["unread"] == "script"
    assert "Chinese" in row["why"] or "Han" in row["why"]


@pytest.mark.parametrize(("name", "tag", "reason"), [
    ("Velora", "tlh", "language"), ("星禾", "de", "script"), ("7.5", "de", "digits"),
    ("&", "de", "no_letters"), ("Xa北", "de", "mixed"),
    ("80s", "de", "digits"), ("Brtks", "de", "vowel"), ("5%", "ja", "digits"), ("Ⴀ", "zz", "language"),
    ("桜", "ja", "script"),
])
def test_no_reading_has_a_reason(name: str, tag: str, reason: str) -> None:
    """An empty row is never all I get."""
    assert why_unread(name, tag) == reason
    for language in LANGUAGES:
        assert name in open_catalogue(language)(
            f"cli.say.unread.{reason}", name=name, languages=(tag,), scripts=("Latn",)) or reason in {
                "language", "engine"}


def test_the_languages_are_those_of_my_study(study: Path) -> None:
    """In my study I need not name the languages; elsewhere I get a few."""
    assert {row["language"] for row in values("say", "Velora", "--study", str(study))} == {"es-MX", "en-US"}
    assert [row["language"] for row in values("say", "Velora")] == list(USUAL)
    assert call("say", "Velora", "--study", "nowhere").code == 2


def test_capitals_may_be_spelled_out() -> None:
    """I see how people say the letters of IBM, and that they may."""
    assert "iː beː ɛm" in call("say", "IBM", "--languages", "de").out
    assert "one by one" in call("say", "IBM", "--languages", "de").out
    assert "one by one" not in call("say", "Velora", "--languages", "de").out


@pytest.mark.parametrize(("argv", "meant"), [
    (("say", "Velora", "--languages", "Spansh"), "es"), (("transliterate", "Velora", "--scripts", "Katakna"), "Kana"),
    (("transliterate", "Velora", "--markets", "Japn"), "jp"), (("transliterate", "Velora", "--n", "0"), "--n 1"),
    (("transliterate", "Velora", "--scripts", "Xxxx"), "Kana"), (("say", "  "), "empty"),
    (("transliterate", "x" * 61), "60"), (("say",), "NAME"), (("transliterate", "---", "--n", "1"), "option"),
])
def test_what_i_mistype_is_refused_with_advice(argv: tuple[str, ...], meant: str) -> None:
    """A slip of mine ends with 2 and says what I may have meant."""
    done = call(*argv)
    assert done.code == 2
    assert meant in done.err
    assert done.out == ""


def test_renderings_for_markets_are_drafts() -> None:
    """I get spellings for each market's main languages, read back, with a confidence, marked as drafts."""
    done = call("transliterate", "Velora", "--markets", "jp,ru,mx", "--n", "2")
    assert done.code == 0
    line = next(line for line in done.out.splitlines() if "Japanese" in line)
    assert "jp" in line and line.endswith("draft")
    assert "Велора" in done.out
    assert "Mexican Spanish: not applicable, because" in done.out
    targets = values("transliterate", "Velora", "--markets", "jp,Russia", "--n", "2")[0]["targets"]
    assert [(t["script"], t["markets"], len(t["spellings"])) for t in targets] == [
        ("Kana", ["jp"], 2), ("Cyrl", ["ru"], 2)]
    for target in targets:
        sure = [spelling["confidence"] for spelling in target["spellings"]]
        assert sure == sorted(sure, reverse=True)
        assert all(s["text"] and s["reading"] and s["draft"] and 0 <= s["confidence"] < 1 for s in target["spellings"])


def test_scripts_by_code_or_name() -> None:
    """I may write Hang, hangul or 谚文; a script of several languages gives all of them."""
    assert [find_script(text) for text in ("Hang", "hangul", "谚文", "KORE", "Ethi")] == ["Hang"] * 4 + ["Ethi"]
    assert {t.language for t in script_targets("Cyrl")} == {"ru", "uk", "bg", "sr"}
    done = call("transliterate", "Velora", "--scripts", "Latn,Ethi")
    assert "Ethiopic: not covered" in done.out
    assert "Latin: not applicable" in done.out


def test_the_study_decides_the_markets(study: Path) -> None:
    """My study's own languages count, not the packaged ones."""
    (study / "markets" / "jp.yaml").write_text("languages: {ko: 0.9}\n", encoding="utf-8")
    targets = values("transliterate", "Velora", "--study", str(study), "--n", "1")[0]["targets"]
    assert {(t["language"], *t["markets"]) for t in targets} == {("es-MX", "mx"), ("en-US", "us"), ("ko", "jp")}
    both = values("transliterate", "Velora", "--study", str(study), "--markets", "jp,ru", "--n", "1")[0]["targets"]
    assert {(t["language"], *t["markets"]) for t in both} == {("ko", "jp"), ("ru", "ru")}


@pytest.mark.parametrize(("tag", "script"), [
    ("zh-TW", "Hant"), ("zh-Hans", "Hans"), ("zh", "Hans"), ("sr", "Cyrl"), ("sr-Latn", "Latn"), ("ja-Jpan", "Kana"),
    ("fa", "Arab"), ("tlh", ""), ("yue-Hant", "Hant"), ("es-MX", "Latn"),
])
def test_the_script_of_a_language(tag: str, script: str) -> None:
    """Names go into the script that readers write foreign names in."""
    assert language_target(tag).script == script


@pytest.mark.parametrize(("name", "tag", "reason"), [
    ("7-11", "ja", "no_letters"), ("Velora", "tlh", "language"), ("Velora", "de", "written_so"),
    ("Xa北", "ja", "mixed"), ("カタカナ", "ru", "other_script"), ("星禾", "zh-Hant", "written_so"),
    ("星禾", "de", "latin"), ("お茶", "ja", "written_so"),
    ("Velora", "am", "script"), ("Xa北", "de", "latin"),
])
def test_no_spelling_has_a_reason(name: str, tag: str, reason: str) -> None:
    """A letter is never dropped to make something up, and no neighbour's tables are used."""
    found = answer(name, language_target(tag), 3)
    assert found.spellings == ()
    assert found.reason == reason


def test_a_name_in_its_script_stays() -> None:
    """A name in katakana is given back as it is, and is no draft."""
    found = answer("カタカナ", language_target("ja"), 3).spellings
    assert [(s.text, s.reading, s.draft) for s in found] == [("カタカナ", "katakana", False)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.sampled_from("abcxyzABÉßñž 3&-'’.北な한Яαب"), min_size=1, max_size=9),
       tag=st.sampled_from(("ru", "el", "ko", "zh-Hant", "th", "de", "am", "tlh")))
def test_every_name_gets_spellings_or_a_reason(name: str, tag: str) -> None:
    """Whatever I type, I get an answer or why not: exactly one of the two, and no empty spelling."""
    found = answer(name, language_target(tag), 2)
    assert bool(found.spellings) != bool(found.reason)
    assert all(spelling.text and 0 <= spelling.confidence <= 1 for spelling in found.spellings)
    for language in LANGUAGES:
        if found.reason:
            assert open_catalogue(language).has(f"cli.transliterate.none.{found.reason}")
        assert all(open_catalogue(language).has(f"cli.transliterate.method.{s.method}") for s in found.spellings)


def test_a_very_long_word_is_warned_about() -> None:
    """A model may break off inside a long word, and I am told to compare."""
    assert "leave out part" in call("transliterate", "Supercalifragilistic", "--scripts", "Hebr").out
    assert "leave out part" not in call("transliterate", "Velora", "--scripts", "Hebr").out


def test_chinese_characters_are_described() -> None:
    """I see tones, other readings, forms, words that sound alike, traps and the neighbours' readings."""
    done = call("transliterate", "西安", "乐园", "--markets", "cn")
    assert done.code == 0
    for part in ("xī'ān (tones 1-1)", "can be cut as xian", "lè yuè", "樂園", "Korean", "서안", "Wade–Giles"):
        assert part in done.out
    first = values("transliterate", "西安", "--markets", "cn")[0]
    assert first["characters"]["readings"][0]["pinyin"] == "xī'ān"
    assert {row["language"] for row in first["characters"]["abroad"]} >= {"yue", "ja", "ko", "vi"}
    assert all(row["text"] or row["unknown"] or row["missing"] for row in first["characters"]["abroad"])
    assert values("transliterate", "Velora", "--markets", "cn")[0]["characters"] is None
    assert "more than" in call("transliterate", "星" * 40, "--markets", "cn").out


@pytest.mark.parametrize("command", ["say", "transliterate"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [80, 200])
def test_odd_names_fit_my_screen(command: str, language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acronyms, digits, mixtures and monsters all give a page that my terminal does not break."""
    monkeypatch.setenv("COLUMNS", str(width))
    more = ("--languages", "es-MX,vi,ja,zh-Hans,tlh") if command == "say" else ("--markets", "jp,ru,gr,cn", "--n", "2")
    done = call(command, *ODD, "星禾", "x" * 60, *more, "--language", language)
    assert done.code == 0, done.err
    assert [line for line in done.out.splitlines() if columns(line) > width] == []
    assert all(name in done.out for name in ODD)
    assert "cli." not in done.out


def test_a_chinese_reader_gets_chinese() -> None:
    """In Chinese the plain letters are characters, and markets are named in Chinese."""
    done = call("say", "Velora", "--languages", "es-MX", "--language", "zh-Hans")
    assert "贝洛拉" in done.out
    assert "草稿" in call("transliterate", "Velora", "--scripts", "片假名", "--language", "zh-Hans").out


def test_the_commands_write_nothing(study: Path, tmp_path: Path) -> None:
    """Asking how a name sounds leaves my study as it was."""
    shutil.copytree(study, tmp_path / "copy")
    before = sorted(path.relative_to(study) for path in study.rglob("*"))
    call("say", "Velora", "--study", str(study))
    call("transliterate", "Velora", "--study", str(study))
    assert sorted(path.relative_to(study) for path in study.rglob("*")) == before


def test_what_i_say_about_a_name_is_heard() -> None:
    """My own pronunciation comes first in every language, with what its speakers do to it."""
    (row,) = values("say", "Velora", "--say", "veh-LOR-uh", "--languages", "ja", "--changes")
    assert row["readings"][0]["route"] == "stated"
    assert any(change["sound"] == "v" and change["instead"] == "b" and change["source"] for change in row["changes"])
    assert "becomes /b/" in call("say", "Velora", "--languages", "ja", "--changes").out
    (italian,) = values("say", "Cielo", "--lang", "it", "--languages", "en-GB")
    assert any("tʃ" in reading["ipa"] for reading in italian["readings"])
    refused = call("say", "Velora", "Nova", "--say", "veh-LOR-uh")
    assert refused.code == 2
    assert "one name" in refused.err


def test_second_opinions_are_shown_when_another_engine_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """What espeak-ng says stands beside our reading, and I can leave it out."""
    def heard(spellings: list[str], tag: str) -> dict[str, list[Witness]]:
        return {"espeak-ng": [Witness("espeak-ng", "beˈloɾa") for _ in spellings]}

    monkeypatch.setattr(witness, "ask", heard)
    (row,) = values("say", "Velora", "--languages", "es-MX")
    assert row["witnesses"] == [{"engine": "espeak-ng", "ipa": "beˈloɾa"}]
    assert row["readings"][0]["confidence"] > 0.6
    assert "second" in call("say", "Velora", "--languages", "es-MX").out
    (alone,) = values("say", "Velora", "--languages", "es-MX", "--no-witnesses")
    assert alone["witnesses"] == []
    assert alone["readings"][0]["confidence"] <= 0.6


def test_names_are_given_once() -> None:
    """A name I typed twice is shown once."""
    assert len(values("say", "Velora", " Velora ", "--languages", "de")) == 1


def test_chinese_names_with_meaning_stand_behind_those_by_sound() -> None:
    """For a Chinese market I see names by sound, then proposals that mean something, labelled and explained."""
    done = call("transliterate", "Velora", "--scripts", "Hans", "--n", "2", "--goods", "laundry detergent")
    assert "meaning" in done.out
    found = values("transliterate", "Velora", "--scripts", "Hans,Hant", "--n", "2")[0]["targets"]
    assert [len(target["spellings"]) for target in found] == [4, 4]
    assert all(bool(s["meaning"]) == (s["method"] in {"phonetic", "phono-semantic"})
               for target in found for s in target["spellings"])


def test_a_stated_pronunciation_changes_the_spellings() -> None:
    """What I state about one name decides its spellings; one statement for two names is refused."""
    plain = values("transliterate", "Cheva", "--scripts", "Hans", "--n", "1")[0]["targets"][0]["spellings"][0]
    said = values("transliterate", "Cheva", "--scripts", "Hans", "--n", "1", "--say", "KEH-vah")[0]
    assert said["targets"][0]["spellings"][0]["text"] != plain["text"]
    assert values("transliterate", "Cheva", "--scripts", "Grek", "--lang", "it")[0]["targets"][0]["spellings"]
    assert "--say" in call("transliterate", "Cheva", "Velora", "--say", "KEH-vah").err


@pytest.mark.parametrize(("stated", "told"), [
    ("/vɛ7ra/", "7"), ("/v#la/", "#"), ("[veh", "["), ("ベロラ", "IPA"), ("brrr", "vowel"), ("/pst/", "vowel"),
    ("12", "1"),
])
@pytest.mark.parametrize("command", ["say", "transliterate"])
def test_a_pronunciation_nobody_can_read_is_refused(command: str, stated: str, told: str) -> None:
    """With what is wrong in it and how to write it, and exit code 2."""
    done = call(command, "Velora", "--say", stated)
    assert done.code == 2
    assert told in done.err
    assert "veh-LOR-uh" in done.err


def test_a_pronunciation_with_accents_is_read() -> None:
    """Vé-LO-ra is what many people write."""
    done = call("say", "Velora", "--say", "vé-LO-ra", "--languages", "de", "--no-witnesses")
    assert done.code == 0


def test_changes_are_told_once_and_what_i_stated_is_no_engine() -> None:
    """Velele has three e, but I read once what becomes of them; nobody is told of an engine called stated."""
    done = call("say", "Velele", "--say", "veh-LEH-leh", "--languages", "ja,hu", "--changes", "--no-witnesses")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert len([line for line in lines if "/ɛ/ becomes /e/" in line]) == 1
    assert "stated." not in done.out and "(nearest)" not in done.out
