"""A filled-in worksheet becomes answers, and answers reach reviews.yaml without disturbing it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.model import Answer, Band, Outcome
from brandname.study import read_study
from brandname.study.answers import add_answers, last_day, read_csv, read_worksheet

HEAD = ("check", "name", "subject", "market", "outcome", "band", "by", "on", "link", "note")
FOUND = ("handle", "Velora", "wechat/@velora", "cn", "found", "caution", "Ana", "2026-11-20", "https://x.example/v", "")
OPEN = ("handle", "Velora", "weibo/@velora", "cn", "", "", "", "", "", "")
REVIEWS = """# ours
answers:
  # looked up last week
  - check: domain
    name: Velora
    subject: velora.com   # in full
    outcome: found
    by: Ana
    on: 2026-11-12

signoffs: []
"""


def table(*rows: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    """A worksheet of these rows, with lines."""
    return list(enumerate((HEAD, *rows), 1))


def refused(*rows: tuple[str, ...]) -> list[str]:
    """Line and kind of each mistake."""
    with pytest.raises(UserMistake) as caught:
        read_worksheet(table(*rows), "sheet.csv")
    return [f"{m.where.line if m.where else 0} {m.key.removeprefix('error.study.')}" for m in caught.value.mistakes]


def test_filled_rows_are_answers_and_blank_ones_stay_open() -> None:
    """What I looked up is read; what I left blank is counted, and is no answer."""
    sheet = read_worksheet(table(FOUND, OPEN, ("",) * 10), "sheet.csv")
    assert sheet.blank == 1
    assert sheet.answers == (Answer("handle", "Velora", "wechat/@velora", Outcome.FOUND, "Ana", "2026-11-20",
                                    "https://x.example/v", "", Band.CAUTION),)


@pytest.mark.parametrize(("written", "outcome"), [
    ("found", Outcome.FOUND), ("Not found", Outcome.NOT_FOUND), ("not_found", Outcome.NOT_FOUND),
    ("没有找到", Outcome.NOT_FOUND), ("已找到", Outcome.FOUND),
])
def test_the_outcome_may_be_written_as_people_do(written: str, outcome: Outcome) -> None:
    """Capitals, spaces and Chinese are fine."""
    row = (*FOUND[:4], written, "", *FOUND[6:])
    assert read_worksheet(table(row), "sheet.csv").answers[0].outcome is outcome


def test_name_and_day_can_be_given_once_for_all_rows() -> None:
    """One person filling in forty rows types the name once."""
    row = (*FOUND[:6], "", "", "", "")
    answer = read_worksheet(table(row), "sheet.csv", by="Ben", on="2026-11-21").answers[0]
    assert (answer.by, answer.on) == ("Ben", "2026-11-21")


def test_every_wrong_row_is_told_with_its_line() -> None:
    """I get all mistakes at once: no name, an odd outcome, a day that is none, a band for nothing found, a bad link."""
    assert refused(
        (*FOUND[:6], "", *FOUND[7:]), (*FOUND[:4], "fonud", *FOUND[5:]), (*FOUND[:7], "20.11.", *FOUND[8:]),
        (*FOUND[:4], "not found", *FOUND[5:]), (*FOUND[:8], "x.example", ""), ("handel", *FOUND[1:]),
    ) == ["2 missing_cell", "3 choice_close", "4 not_date", "5 band_without_hit", "6 link", "7 choice_close"]


def test_a_sheet_without_the_headings_is_refused() -> None:
    """A file of something else is not read as answers."""
    with pytest.raises(UserMistake) as caught:
        read_worksheet([(1, ("a", "b"))], "sheet.csv")
    assert caught.value.mistakes[0].params["columns"] == ("check", "name", "subject", "outcome")


def test_a_csv_from_excel_is_read(tmp_path: Path) -> None:
    """Semicolons, a byte order mark and an apostrophe before a sign, as spreadsheets leave them."""
    path = tmp_path / "sheet.csv"
    path.write_bytes("\ufeffcheck;name;subject;outcome;by;on;note\r\n"
                     "handle;星禾;weibo/@星禾;found;Ana;2026-11-20 00:00:00;'=shop\r\n".encode())
    answer = read_worksheet(read_csv(path), "sheet.csv").answers[0]
    assert (answer.name, answer.on, answer.note) == ("星禾", "2026-11-20", "=shop")


def test_answers_are_added_and_everything_else_stays(tmp_path: Path) -> None:
    """Comments, order and the other sections of reviews.yaml survive; the same sheet twice adds nothing."""
    (tmp_path / "reviews.yaml").write_text(REVIEWS, encoding="utf-8")
    answers = read_worksheet(table(FOUND), "sheet.csv").answers
    assert (add_answers(tmp_path, answers).added, add_answers(tmp_path, answers).known) == (1, 1)
    text = (tmp_path / "reviews.yaml").read_text(encoding="utf-8")
    assert text.startswith(REVIEWS.split("\nsignoffs", maxsplit=1)[0]) and text.rstrip().endswith("signoffs: []")
    assert text.count("wechat/@velora") == 1


def test_a_study_without_reviews_gets_the_file(tmp_path: Path) -> None:
    """The answers count in the next run."""
    (tmp_path / "candidates.yaml").write_text("candidates: [Velora]\n", encoding="utf-8")
    (tmp_path / "markets").mkdir()
    (tmp_path / "markets" / "cn.yaml").write_text("label: China\n", encoding="utf-8")
    answers = read_worksheet(table(FOUND), "sheet.csv").answers
    assert add_answers(tmp_path, answers).added == 1
    found = read_study(tmp_path).reviews.answers
    assert [(a.subject, a.outcome, a.band) for a in found] == [("wechat/@velora", Outcome.FOUND, Band.CAUTION)]


def test_a_file_that_does_not_read_is_not_touched(tmp_path: Path) -> None:
    """A mistake in reviews.yaml is told, and nothing is written."""
    (tmp_path / "reviews.yaml").write_text("answers: {}\n", encoding="utf-8")
    with pytest.raises(UserMistake):
        add_answers(tmp_path, read_worksheet(table(FOUND), "sheet.csv").answers)
    assert (tmp_path / "reviews.yaml").read_text(encoding="utf-8") == "answers: {}\n"


@given(note=st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), max_size=40),
       by=st.text("abz é星-:#'\"0", min_size=1).filter(str.strip))
def test_whatever_i_write_reads_back(tmp_path_factory: pytest.TempPathFactory, note: str, by: str) -> None:
    """Notes and names of any kind survive YAML."""
    folder = tmp_path_factory.mktemp("study")
    answer = Answer("handle", "Velora", "x/@velora", Outcome.FOUND, by.strip(), "2026-11-20", "", note.strip())
    assert add_answers(folder, [answer]).added == 1
    assert add_answers(folder, [answer]).known == 1


@pytest.mark.parametrize(("now", "last"), [("2026-11-22T09:59", "2026-11-22"), ("2026-11-22T10:00", "2026-11-23")])
def test_the_day_counts_where_it_begins_first(now: str, last: str) -> None:
    """A colleague in Kiribati writes tomorrow's date, and it is today's there."""
    assert last_day(datetime.fromisoformat(now).replace(tzinfo=UTC)) == date.fromisoformat(last)


def test_a_day_to_come_is_refused_with_its_row() -> None:
    """Nobody has looked tomorrow; the other rows are still read for their mistakes."""
    with pytest.raises(UserMistake) as caught:
        read_worksheet(table(FOUND, (*FOUND[:7], "2026-11-21", "", "")), "sheet.csv", last=date(2026, 11, 20))
    assert [(m.key, m.where.line if m.where else 0) for m in caught.value.mistakes] == [
        ("error.study.future_date", 3)]
