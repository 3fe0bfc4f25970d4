"""`brandname answers`: from open questions to a worksheet, and from the filled-in sheet to the next run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from brandname.cli.layout import columns
from brandname.reports.catalogue import LANGUAGES
from tests.cli.terminal import call

READ = ("check", "name", "subject", "outcome", "band", "by", "on", "link", "note")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with one run over handles, in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "candidates.yaml").write_text(
        "brief: {handles: {must: [wechat_oa]}}\ncandidates: [Velora, 星禾]\n", encoding="utf-8")
    (tmp_path / "markets").mkdir()
    (tmp_path / "markets" / "cn.yaml").write_text("platforms: [wechat_oa, weibo, x]\ntlds: [es]\n", encoding="utf-8")
    assert ran() == {}
    return tmp_path


def ran() -> dict[str, str]:
    """Runs the checks; handle and platform → state of what has an answer."""
    done = call("check", "--checks", "handle,domain", "--formats", "json")
    assert done.code == 0, done.err
    path = max(Path("reports").glob("*/report.json"), key=lambda p: int(p.parent.name))
    found = json.loads(path.read_text(encoding="utf-8"))["findings"]
    return {f"{f['subject']['scope']} {f['subject']['text']}": f["risk"] for f in found if f["status"] == "answered"}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV worksheet."""
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_the_worksheet_says_what_to_look_up_where_and_leaves_room(own: Path) -> None:
    """Each open question has its page, its minutes and blanks; needed ones come first for each name."""
    done = call("answers", "worksheet", "sheet.csv")
    assert done.code == 0 and "sheet.csv" in done.out
    listed = rows(own / "sheet.csv")
    handles = [r["subject"] for r in listed if (r["name"], r["check"]) == ("Velora", "handle")]
    assert handles == ["wechat_oa/@velora", "weibo/@velora", "x/@velora"]
    assert {"weibo/@星禾", "x/@xinghe", "velora.es"} <= {r["subject"] for r in listed}
    assert all(r["outcome"] == r["by"] == r["on"] == "" and int(r["minutes"]) > 0 for r in listed)
    assert all(r["page"].startswith("https://") for r in listed if r["check"] == "handle")
    assert not any(r["question"].startswith("'") for r in listed)


def test_names_checks_and_needs_can_be_chosen(own: Path) -> None:
    """--names, --checks and --needed make the sheet shorter."""
    assert call("answers", "worksheet", "short.csv", "--names", "velora", "--checks", "handle", "--needed").code == 0
    assert [r["subject"] for r in rows(own / "short.csv")] == ["wechat_oa/@velora"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_i_fill_in_counts_in_the_next_run(own: Path, kind: str) -> None:
    """A found and a not-found row become answers; the blank ones stay open."""
    path = own / f"sheet.{kind}"
    assert call("answers", "worksheet", str(path)).code == 0
    fill(path, {"wechat_oa/@velora": "found", "weibo/@星禾": "not_found"})
    done = call("answers", "import", str(path), "--by", "Ana", "--on", "2024-11-20")
    assert done.code == 0, done.err
    assert "2 answers added" in done.out and "stay open" in done.out
    answered = ran()
    assert {key: bool(risk) for key, risk in answered.items()} == {"wechat_oa @velora": True, "weibo @星禾": False}
    again = call("answers", "import", str(path), "--by", "Ana", "--on", "2024-11-20")
    assert "2 answers were there already" in again.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_fits_no_question_is_kept_and_named(own: Path, language: str) -> None:
    """A slip in a platform or a name would count for nothing: I am told at once, with what is asked."""
    (own / "sheet.csv").write_text(
        "check,name,subject,outcome,by,on\n"
        "handle,Velora,wechat_ao/@velora,found,Ana,2024-11-20\n"
        "handle,Limpora,nowhere/x,found,Ana,2024-11-20\n"
        "handle,Velora,weibo/@velora,found,Ana,2024-11-20\n", encoding="utf-8")
    done = call("--language", language, "answers", "import", "sheet.csv")
    assert done.code == 0 and "wechat_ao/@velora" in done.out and "wechat_oa/@velora" in done.out
    assert "nowhere/x" in done.out and done.out.count("weibo/@velora") == 0
    assert (own / "reviews.yaml").read_text(encoding="utf-8").count("outcome: found") == 3


def test_a_study_that_does_not_read_keeps_the_answers_and_says_so(own: Path) -> None:
    """What I looked up is not lost because of a slip elsewhere; that it was not compared is told."""
    (own / "sheet.csv").write_text(
        "check,name,subject,outcome,by,on\nhandle,Velora,weibo/@velora,found,Ana,2024-11-20\n", encoding="utf-8")
    (own / "markets" / "cn.yaml").write_text("platfroms: [x]\n", encoding="utf-8")
    done = call("answers", "import", "sheet.csv")
    assert done.code == 0 and "1 answer added" in done.out and "brandname check --dry-run" in done.out


def fill(path: Path, outcomes: dict[str, str]) -> None:
    """Writes outcomes into a worksheet, as a person would."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        head = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if row[head.index("subject")].value in outcomes:
                row[head.index("outcome")].value = outcomes[str(row[head.index("subject")].value)]
        book.save(path)
        return
    listed = rows(path)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(listed[0]))
        writer.writeheader()
        writer.writerows({**row, "outcome": outcomes.get(row["subject"], "")} for row in listed)


def test_a_sheet_somebody_may_have_filled_in_is_not_overwritten(own: Path) -> None:
    """Writing over it would lose an afternoon's work."""
    (own / "sheet.csv").write_text("mine", encoding="utf-8")
    assert call("answers", "worksheet", "sheet.csv").code == 2
    assert (own / "sheet.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("argv", [
    ("worksheet", "sheet.ods"), ("import", "nothing.csv"), ("import", "nothing.xlsx"), ("import", "candidates.yaml"),
])
def test_what_cannot_be_read_or_written_is_refused(own: Path, argv: tuple[str, ...]) -> None:
    """Another format, no file, or no worksheet: exit code 2, and what to do."""
    done = call("answers", *argv)
    assert done.code == 2 and done.err.strip()
    assert not (own / "reviews.yaml").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_both_languages(own: Path, language: str) -> None:
    """The sheet's questions come in my language; the headings that are read do not change."""
    assert call("--language", language, "answers", "worksheet", "sheet.csv").code == 0
    assert set(READ) <= set(rows(own / "sheet.csv")[0])
    done = call("--language", language, "answers", "worksheet", "--help")
    assert max(columns(line) for line in done.out.splitlines()) <= 80


@pytest.mark.parametrize("argv", [("--names", "Vellora"), ("--checks", "handel"), ("--markets", "xx")])
def test_a_slip_does_not_look_like_an_end_of_the_work(own: Path, argv: tuple[str, ...]) -> None:
    """A name, check or market there is not is refused; it is not told as nothing open."""
    done = call("answers", "worksheet", "sheet.csv", *argv)
    assert done.code == 2 and argv[1] in done.err and not (own / "sheet.csv").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_run_left_out_is_told_beside_the_sheet(own: Path, language: str) -> None:
    """After a run over single checks, an empty or short worksheet says whose questions it does not know."""
    assert call("check", "--checks", "interviews", "--formats", "json").code == 0
    done = call("--language", language, "answers", "worksheet", "sheet.csv")
    assert done.code == 0 and not (own / "sheet.csv").exists()
    assert ("left out domains, handles and search" if language == "en" else "未包括域名、社交账号和搜索") in done.out


def test_a_look_up_of_a_day_to_come_is_refused(study: Path) -> None:
    """A year mistyped is named with its row, and nothing is added; today in Auckland is no mistake."""
    before = (study / "reviews.yaml").read_bytes() if (study / "reviews.yaml").exists() else b""
    path = study / "lookups.csv"
    path.write_text(
        "check,name,subject,outcome,by,on\nhandle,Velora,weibo/@velora,found,Ana,2024-11-20\n"
        "handle,Velora,wechat/@velora,found,Ana,9999-01-02\n", encoding="utf-8")
    done = call("answers", "import", str(path))
    assert done.code == 2
    assert "lookups.csv:3" in done.err
    assert "9999-01-02 is still to come" in done.err
    after = (study / "reviews.yaml").read_bytes() if (study / "reviews.yaml").exists() else b""
    assert after == before
