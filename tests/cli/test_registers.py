"""`brandname registers`: what I see and can do with imported registers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from brandname.cli.layout import columns
from brandname.registers.work import Work
from tests.cli.terminal import call
from tests.registers import sources
from tests.registers.sources import case, case_files


@pytest.fixture(autouse=True)
def own_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers of the test's own."""
    monkeypatch.setenv("BRANDNAME_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Three marks of the US office, one of them dead, and a row that is none."""
    return case_files(
        tmp_path / "case-files",
        [case(1, "VELORA"), case(2, "VELORRA", cfh_status_cd=602), case(3, "BRISANTO"), case("x")],
        [(1, 1, "003"), (2, 1, "032"), (3, 1, "099")], [(1, 1, 30, "Oruna Inc.", "1 Main St", "US")],
        [(1, "GS0031", "soap")],
    )


def values(*argv: str) -> Any:
    """The JSON a command prints."""
    done = call(*argv, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_an_import_says_what_it_took_and_what_not(tables: Path) -> None:
    """I see the format that was guessed, the counts, each refused row with its place, and the times."""
    done = call("registers", "import", str(tables))
    assert done.code == 0
    out = " ".join(done.out.split())
    assert "Read as uspto-casefile (guessed" in out
    assert "4 entries: 3 marks added" in out
    assert "Not taken: 1 rows, and 1 values" in out
    assert "case_file.csv:5:9: no number of a mark: “x”" in out
    assert "case_file.csv:4: “099” is no Nice class" in out
    assert "Register us: 3 marks, 2 of them not known to be dead" in out
    assert "text: " in out
    assert "sounds: " in out


def test_the_same_again_is_said(tables: Path) -> None:
    """I import by mistake what I have, and nothing happens but that I am told."""
    call("registers", "import", str(tables))
    again = call("registers", "import", str(tables)).out
    assert "imported before: nothing was changed" in " ".join(again.split())
    assert values("registers", "import", str(tables))["unchanged"] is True


def test_ctrl_c_says_how_to_go_on(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I stop it; I am told that nothing is lost, the list shows it, and the same command finishes it."""
    with monkeypatch.context() as patch:
        patch.setattr(Work, "finish", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        stopped = call("registers", "import", str(tables))
    assert stopped.code == 130
    assert "goes on where it stopped" in stopped.err
    assert "“us” was interrupted" in call("registers", "list").out
    assert values("registers", "list")["unfinished"] == ["us"]
    done = call("registers", "import", str(tables))
    assert "Went on after 4 entries" in done.out
    assert values("registers", "list")["unfinished"] == []


def test_the_list_and_the_details(tables: Path) -> None:
    """I see which registers I have, how old they are, and every row that was refused."""
    assert "No register is imported yet" in call("registers", "list").out
    call("registers", "import", str(tables), "--title", "US office, May")
    assert "US office, May" in call("registers", "list").out
    (info,) = values("registers", "list")["registers"]
    assert (info["id"], info["marks"], info["live"], info["offices"]) == ("us", 3, 2, ["us"])
    page = call("registers", "info", "us", "--refused")
    assert "case_file.csv:5:9: no number" in page.out
    assert "Index of sounds: ready." in page.out
    told = values("registers", "info", "us", "--refused")
    assert [row["reason"] for row in told["not_taken"]] == ["class", "number"]
    assert told["index"] == {"letters": "ready", "sounds": "ready"}


def test_marks_like_a_name_are_found(tables: Path) -> None:
    """I type a name and see the same mark first, then the like ones, dead ones too, with classes and owner."""
    call("registers", "import", str(tables))
    (register,) = values("registers", "search", "Velora")["registers"]
    (answer,) = register["answers"]
    assert [mark["key"] for mark in answer["exact"]] == ["us:00000001"]
    assert answer["near"][0]["key"] == "us:00000002"
    assert answer["near"][0]["status"] == "dead"
    page = call("registers", "search", "Velora", "velorra")
    assert page.code == 0
    assert "Oruna Inc." in page.out
    assert "no longer registered" in " ".join(page.out.split())
    assert "not a clearance" in " ".join(page.out.split())


def test_marks_that_share_characters_are_found(tmp_path: Path) -> None:
    """A name in characters finds a longer mark by the characters they share, though nobody reads either."""
    folder = case_files(tmp_path / "case-files", [case(1, "沁野茶"), case(2, "VELORA")])
    call("registers", "import", str(folder))
    (register,) = values("registers", "search", "沁野")["registers"]
    (answer,) = register["answers"]
    assert answer["near"][0]["mark"] == "沁野茶"
    assert 0.55 <= answer["near"][0]["likeness"] < 1


def test_without_an_index_i_am_told_that_less_was_searched(
    tables: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A search that could not compare likeness says so, and how to mend it."""
    import shutil

    call("registers", "import", str(tables))
    shutil.rmtree(tmp_path / "data" / "registers" / "us.index")
    page = " ".join(call("registers", "search", "Velora").out.split())
    assert "Only marks with the same letters were looked for" in page
    assert "not made yet. Make it with: brandname registers index us" in page
    assert "brandname registers index us" in " ".join(call("registers", "list").out.split())
    (register,) = values("registers", "search", "Velora")["registers"]
    assert register["index"] == {"letters": "missing", "sounds": "missing"}
    assert register["answers"][0]["searched"] == "same_letters"
    assert register["answers"][0]["likeness_searched"] is False
    shutil.rmtree(tables)  # the index is made of what was imported
    assert "Index of us made anew." in call("registers", "index", "us").out
    assert values("registers", "search", "Velora")["registers"][0]["answers"][0]["likeness_searched"] is True


def test_without_sounds_i_am_told_that_less_was_searched(tables: Path, tmp_path: Path) -> None:
    """A damaged index of sounds is named, with the command that makes it anew."""
    call("registers", "import", str(tables))
    (tmp_path / "data" / "registers" / "us.index" / "sounds.json").write_text("{", encoding="utf-8")
    page = " ".join(call("registers", "search", "Velora").out.split())
    assert "Sounds were not searched, so less was found. Index of sounds: damaged" in page
    assert "brandname registers index us" in page
    (register,) = values("registers", "search", "Velora", "ソニー株式会社")["registers"]
    assert register["index"] == {"letters": "ready", "sounds": "damaged"}
    assert [answer["searched"] for answer in register["answers"]] == ["letters", "same_letters"]


def test_an_index_is_made_anew_only_where_it_has_to_be(tables: Path, tmp_path: Path) -> None:
    """What is damaged is made anew and the rest kept; a second call, and a register I do not have, are told."""
    call("registers", "import", str(tables))
    (tmp_path / "data" / "registers" / "us.index" / "sounds.json").write_text("{", encoding="utf-8")
    made = call("registers", "index", "us").out
    assert "sounds: " in made and "letters: " not in made
    assert values("registers", "info", "us")["index"] == {"letters": "ready", "sounds": "ready"}
    assert "nothing was to be made" in call("registers", "index", "us").out
    assert call("registers", "index", "jp").code == 2


def test_what_lies_below_the_cut_is_counted_by_band(tables: Path) -> None:
    """A short list says how many more there are, and how like they are."""
    call("registers", "import", str(tables))
    (register,) = values("registers", "search", "Velora", "--most", "1")["registers"]
    (answer,) = register["answers"]
    assert answer["searched"] == "letters_and_sounds"
    assert sum(answer["below_bands"].values()) == answer["below"] > 0
    page = " ".join(call("registers", "search", "Velora", "--most", "1").out.split())
    assert f"{answer['below']} more mark" in page
    assert "very like" in page or not {"close", "alike", "remote"} & set(answer["below_bands"])


def test_a_register_is_removed(tables: Path, tmp_path: Path) -> None:
    """What I remove is gone; the file I imported is still there."""
    call("registers", "import", str(tables))
    assert call("registers", "remove", "us").code == 0
    assert list((tmp_path / "data" / "registers").iterdir()) == []
    assert (tables / "case_file.csv").exists()
    assert call("registers", "remove", "us").code == 2


def test_columns_are_printed_and_can_be_named(tmp_path: Path) -> None:
    """I see which column is read as what, and say otherwise."""
    path = sources.table(tmp_path / "marks.csv", [("Trademark", "Brand", "No"), ("A", "Velora", "1")])
    refused = call("registers", "import", str(path))
    assert refused.code == 2
    assert "Trademark and Brand" in refused.err
    assert "--map mark=" in refused.err
    done = call("registers", "import", str(path), "--map", "mark=Brand", "--map", "application=No")
    assert "mark ← Brand" in done.out
    assert "application ← No" in done.out
    assert "1 column is not read: Trademark." in done.out


@pytest.mark.parametrize(("argv", "told"), [
    (("import", "nowhere.csv"), "There is no such file"),
    (("import", "nowhere.csv", "--format", "uspto"), "is not a format"),
    (("import", "nowhere.csv", "--map", "Brand"), "does not say which column"),
    (("info", "us"), "No trade mark register is imported"),
    (("search", "Velora"), "No trade mark register is imported"),
    (("search", "Velora", "--most", "0"), "--most"),
])
def test_what_i_mistype_is_answered_with_advice(argv: tuple[str, ...], told: str) -> None:
    """Exit code 2, what is wrong, and what to do."""
    done = call("registers", *argv)
    assert done.code == 2
    assert told in done.err
    assert "\n  " in done.err


@pytest.mark.parametrize("width", ["80", "200"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_pages_fit_the_terminal(
    tables: Path, width: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is wider than my terminal, in either language."""
    monkeypatch.setenv("COLUMNS", width)
    pages = [call("registers", *argv, "--language", language) for argv in (
        ("import", str(tables)), ("list",), ("info", "us", "--refused"), ("search", "Velora", "Brisanto"))]
    for page in pages:
        assert page.code == 0, page.err
        assert max(columns(line) for line in page.out.splitlines()) <= int(width)


def test_no_page_says_that_a_name_may_be_used(tables: Path) -> None:
    """An empty search is no good news."""
    call("registers", "import", str(tables))
    page = call("registers", "search", "Qqqqq").out.casefold()
    for word in ("available", "safe", "cleared", "free to use", "no risk"):
        assert word not in page
