"""`lexicon search` and `lexicon check`: what the program knows of a word, and what is wrong in mine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brandname.cli.layout import columns
from brandname.language.lexicon import Category, Register, region_groups
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from tests.cli.terminal import call, check

HEAD = "word\tpos\tgloss\tcategory\tseverity\tregion\tforms\n"
OWN = HEAD + "rata\tnoun\tour mascot\tvermin\t0\t\t@ours\nbrillorra\tnoun\tgleam\tpositive\t0\tMX;419\t\n"
CLASSES = 'ours = [["a", ["as", "itas"]]]\n'


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No study is in the working folder unless a test says so."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def words(study: Path) -> Path:
    """The study with Spanish words of its own."""
    (study / "lexicon").mkdir()
    (study / "lexicon" / "es.tsv").write_text(OWN, encoding="utf-8")
    (study / "lexicon" / "es.toml").write_text(CLASSES, encoding="utf-8")
    return study


def values(*argv: str) -> Any:
    """The JSON a command prints."""
    done = call(*argv, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def one_line(text: str) -> str:
    """A page without its line ends."""
    return " ".join(text.split())


# ── search ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_i_see_what_a_word_is_and_where() -> None:
    """I get language, word, meaning, kind, severity, register and region."""
    done = call("lexicon", "search", "ratas", "--languages", "es")
    assert done.code == 0
    page = one_line(done.out)
    for part in ("Spanish: ratas, form of rata", "rat", "vermin", "severity 2: plainly negative", "everywhere",
                 "not all of them"):
        assert part in page


def test_a_word_of_another_script_comes_with_its_reading() -> None:
    """I can look up what I cannot read, by what I type or by its English meaning."""
    (typed,) = values("lexicon", "search", "kuso", "--languages", "ja")
    assert [(f["word"], f["reading"], f["found_by"]) for f in typed["found"]] == [("くそ", "くそ", "roman")]
    (meant,) = values("lexicon", "search", "coffin", "--languages", "zh-Hans,ja,es-MX")
    assert {found["language"] for found in meant["found"]} == {"zh", "ja", "es"}
    assert all(found["found_by"] == "gloss" and "coffin" in found["gloss"] for found in meant["found"])


def test_my_own_words_are_found_and_named_as_mine(words: Path) -> None:
    """A row of mine stands in place of the packaged one, and both facts are told."""
    asked = ("lexicon", "search", "ratitas", "brillorra", "--study", str(words), "--languages", "es-MX")
    page = one_line(call(*asked).out)
    assert "our mascot vermin · severity 0: harmless or good" in page
    assert "from lexicon/es.tsv, in place of the packaged entry" in page
    assert "Mexico and Latin America · from lexicon/es.tsv" in page
    mine, further = values("lexicon", "search", "rata", "brillorra", "--study", str(words), "--languages", "es-MX")
    assert [found["source"] for found in mine["found"] if found["category"] == "vermin"] == ["instead"]
    assert further["found"][0]["source"] == "own"
    assert not values("lexicon", "search", "brillorra", "--languages", "es")[0]["found"]


def test_no_match_is_said_and_is_no_good_news() -> None:
    """I am told how many lexicons were asked, what is close, and that silence means little."""
    done = call("lexicon", "search", "xqztv", "ratsa", "--languages", "es,de")
    assert done.code == 0
    assert "No entry in the 2 lexicons asked." in done.out
    assert "Close to it: " in done.out
    assert "may still mean something" in one_line(done.out)
    (row,) = values("lexicon", "search", "ratsa", "--languages", "es,de")
    assert row["found"] == []
    assert "rata" in row["near"]


def test_a_language_without_lexicon_is_named() -> None:
    """A language nobody could ask is not counted among those that had nothing."""
    done = call("lexicon", "search", "rata", "--languages", "tlh")
    assert done.code == 0
    assert "Not looked up" in done.out
    assert "Not covered, so nothing was looked up there: Klingon." in done.out
    (row,) = values("lexicon", "search", "rata", "--languages", "tlh,es")
    assert (row["asked"], row["not_covered"]) == (["es"], ["tlh"])


def test_a_long_answer_is_cut_and_counted() -> None:
    """A meaning many words share does not flood my screen; other programs get all of it."""
    (row,) = values("lexicon", "search", "penis", "--languages", "es,de,fr,it,pt")
    page = one_line(call("lexicon", "search", "penis", "--languages", "es,de,fr,it,pt").out)
    assert f"{len(row['found']) - 30} more entr" in page


@pytest.mark.parametrize(("argv", "meant"), [
    (("search", ""), "Word 1 can't be looked up"), (("search", "rata", "--", "---"), "Word 2"), (("search",), "WORD"),
    (("search", "x" * 61), "longer than any name"), (("search", "ra\x07ta"), "invisible"),
    (("search", "rata", "--languages", "Spansh"), "es"), (("search", "rata", "--languages", ","), "--languages"),
    (("search", "rata", "--study", "nowhere"), "no such folder"), (("serch", "rata"), "search"), (("check",), "FILE"),
    (("check", "nothing.tsv"), "neither a file"), (("check", "Spanish"), "tags: es."),
    (("check", "es-MX"), "tags: es."), (("check", "es", "--tag", "Spanish"), "--tag"), (("check", "."), "folder"),
])
def test_what_i_mistype_is_refused_with_advice(argv: tuple[str, ...], meant: str) -> None:
    """A slip of mine ends with 2 and says what I may have meant."""
    done = call("lexicon", *argv)
    assert done.code == 2
    assert meant in done.err
    assert done.out == ""


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12).filter(lambda text: not text.startswith("-")))
def test_whatever_i_look_up_is_answered_or_refused(word: str) -> None:
    """No text makes the search fail."""
    assert call("lexicon", "search", "--languages", "ms", "--", word).code in {0, 2}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 200])
def test_answers_fit_my_screen(words: Path, language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of either page is broken by my terminal."""
    monkeypatch.setenv("COLUMNS", str(width))
    found = call("lexicon", "search", "死", "penis", "nothingatall", "--study", str(words), "--languages",
                 "es,ja,zh,tlh", "--language", language)
    seen = call("lexicon", "check", str(words / "lexicon" / "es.tsv"), "es", "yue", "--language", language)
    for done in (found, seen):
        assert done.code == 0, done.err
        paths = [line for line in done.out.splitlines() if str(words) in line]
        assert [line for line in done.out.splitlines() if columns(line) > width and line not in paths] == []
        assert "cli." not in done.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_entry_has_a_name(language: str) -> None:
    """No code of a column is shown to me bare."""
    say = open_catalogue(language)
    keys = [*(f"category.{c}" for c in Category), *(f"register.{r}" for r in Register),
            *(f"severity.{n}" for n in range(5)), *(f"region.{group}" for group in region_groups())]
    assert [key for key in keys if not say.has(f"lexicon.{key}")] == []


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_my_file_is_counted_and_compared(words: Path) -> None:
    """I see what I wrote, what it would replace, and what to look at."""
    path = str(words / "lexicon" / "es.tsv")
    done = call("lexicon", "check", path)
    assert done.code == 0, done.err
    page = one_line(done.out)
    for part in ("Spanish, 2 entries, 2 forms", "vermin=1 positive=1", "MX=1", "1 packaged entry would be replaced",
                 "rata (our mascot): severity 2 → 0"):
        assert part in page
    (row,) = values("lexicon", "check", path)
    assert (row["language"], row["entries"], row["counts"]["severity"]) == ("es", 2, {"0": 2})
    assert row["replaced"][0]["packaged"]["severity"] == 2


def test_every_mistake_has_its_line_in_my_file(tmp_path: Path) -> None:
    """I am told line, column and what to do, and good files are still counted."""
    (tmp_path / "es.tsv").write_text(HEAD + "sol\tnoun\tsun\tgood\t9\tXX\t@gone\n\tnoun\t\tplain\t0\t\t\n",
                                     encoding="utf-8")
    done = call("lexicon", "check", "es.tsv", "ms")
    assert done.code == 2
    for part in ("es.tsv:2:4: “good” is not a known category", "es.tsv:2:5: “9”", "es.tsv:2:6: “XX”", "es.tsv:2:7:",
                 "es.tsv:3:1:", "es.tsv:3:3:"):
        assert part in done.err
    assert done.out.startswith("ms: Malay")
    assert call("lexicon", "check", "es.tsv", "--json").out == ""


@pytest.mark.parametrize(("name", "content", "key"), [
    ("my-words.tsv", OWN, "named after its language"), ("es.xlsx", "PK", "tab-separated text"),
    ("es.toml", CLASSES, "es.tsv"), ("es.tsv", "word\x07", "U+0007"), ("es.tsv", "", "lacks the column word"),
    ("ar.tsv", OWN, "ar.tsv:2:1"),
])
def test_a_file_that_is_no_lexicon_is_refused(tmp_path: Path, name: str, content: str, key: str) -> None:
    """A wrong name, a spreadsheet, an empty file: I am told what it should be."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = call("lexicon", "check", name)
    assert done.code == 2
    assert key in done.err


def test_broken_classes_are_told_with_their_line(tmp_path: Path) -> None:
    """The file of classes beside my words is checked with them."""
    (tmp_path / "es.tsv").write_text(OWN, encoding="utf-8")
    (tmp_path / "es.toml").write_text("# mine\nours = 3\n", encoding="utf-8")
    assert "es.toml:2: “ours” is not an inflection class" in call("lexicon", "check", "es.tsv").err


def test_the_language_can_be_stated(tmp_path: Path) -> None:
    """A file of any name is read in the language I say; a packaged one of that name is not meant then."""
    (tmp_path / "words.tsv").write_text(HEAD + "sol\tnoun\tsun\tplain\t0\tMX\t\n", encoding="utf-8")
    assert values("lexicon", "check", "words.tsv", "--tag", "ES-mx")[0]["language"] == "es-MX"
    assert "neither a file" in call("lexicon", "check", "es", "--tag", "es").err


def test_a_guessed_encoding_is_said(tmp_path: Path) -> None:
    """What Notepad saved is read, and I am asked to look."""
    text = "word\tpos\tgloss\tcategory\tseverity\n香气\tnoun\tfragrance\tpositive\t0\n薇花\tnoun\tvetch\tplain\t0\n"
    (tmp_path / "zh.tsv").write_bytes(text.encode("utf-16"))
    done = call("lexicon", "check", "zh.tsv")
    assert done.code == 0
    assert "UTF-16" in done.err


def test_packaged_lexicons_can_be_looked_through() -> None:
    """I see what is packaged for a language before I add to it."""
    page = call("lexicon", "check", "es").out
    assert "category  " in page
    assert "packaged lists are not here" in one_line(page) or "No frequent word" in page
    assert "no frequency list" in one_line(call("lexicon", "check", "yue").out)


# ── the study ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_mistakes_in_my_words_come_before_a_run(words: Path) -> None:
    """A run does not begin with words it cannot read, and nothing is written."""
    (words / "lexicon" / "es.tsv").write_text(OWN.replace("vermin", "vermn"), encoding="utf-8")
    done = check(words)
    assert done.code == 2
    assert "lexicon/es.tsv:2:4: “vermn” is not a known category" in done.err
    assert not (words / "reports").exists()
    assert call("check", "--study", str(words), "--dry-run").code == 2
    assert call("lexicon", "search", "rata", "--study", str(words)).code == 2


def test_a_study_with_words_runs(words: Path) -> None:
    """Words of my own are no obstacle to a run."""
    assert check(words).code == 0


def test_the_commands_write_nothing(words: Path) -> None:
    """Looking up leaves my study as it was."""
    before = sorted(path.relative_to(words) for path in words.rglob("*"))
    call("lexicon", "search", "rata", "--study", str(words), "--languages", "es")
    call("lexicon", "check", str(words / "lexicon" / "es.tsv"))
    assert sorted(path.relative_to(words) for path in words.rglob("*")) == before
