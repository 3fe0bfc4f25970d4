"""The files a report is written to."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.model import Brief, Candidate, SubjectKind
from brandname.reports import csv_tables, html, markdown, write
from brandname.reports.document import Inputs, build
from brandname.reports.inputs import View
from brandname.reports.writing import FORMATS
from tests import builders
from tests.reports import made

HOSTILE = '<script>alert(1)</script>"&=cmd|x'


def hostile() -> Inputs:
    """Inputs in which every text is an attack."""
    study = builders.study((HOSTILE,), brief=Brief(goods=HOSTILE))
    study = replace(study, candidates=(Candidate(HOSTILE, story=HOSTILE, latin=(HOSTILE + "2",)),))
    found = [made.said(builders.question(HOSTILE), made.hit(HOSTILE, text=HOSTILE), text=HOSTILE)]
    return made.inputs(study, found, label=HOSTILE)


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_every_format_is_written(tmp_path: Path) -> None:
    """A user gets the files asked for, and nothing half-written beside them."""
    written = write(made.inputs(), tmp_path / "reports" / "7", FORMATS)
    assert [path.name for path in written] == [
        "report.md", "report.html", "report.json", "ranking.csv", "findings.csv", "marks.csv",
    ]
    assert sorted(path.name for path in (tmp_path / "reports" / "7").iterdir()) == sorted(path.name for path in written)


def test_a_mistyped_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """A typo gives a suggestion, not half a report."""
    with pytest.raises(UserMistake) as caught:
        write(made.inputs(), tmp_path / "out", ["md", "htm"])
    assert caught.value.mistakes[0].params["suggestion"] == "html"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_same_inputs_same_bytes(tmp_path: Path, language: str) -> None:
    """A report can be compared byte by byte with one made again, whatever order its findings came in."""
    inputs = made.inputs(language=language)
    turned = replace(inputs, findings=tuple(reversed(inputs.findings)))
    once, again = (write(i, tmp_path / str(n), FORMATS) for n, i in enumerate((inputs, turned)))
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]


def test_a_failed_writing_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader never sees half a file."""
    write(made.inputs(), tmp_path, ["json"])
    before = (tmp_path / "report.json").read_bytes()

    def fail(*_: object) -> dict[str, object]:
        raise OSError("disk full")

    monkeypatch.setattr("brandname.reports.json_v1._finding", fail)
    with pytest.raises(OSError, match="disk full"):
        write(made.inputs(), tmp_path, ["json"])
    assert (tmp_path / "report.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_json_follows_its_schema(tmp_path: Path) -> None:
    """A program that reads report.json can rely on the published schema."""
    schema = json.loads(files("brandname").joinpath("reports", "report_v1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for inputs in (made.inputs(), hostile(), made.inputs(found=[made.said(builders.question(), made.hit(risk=0.9))])):
        write(inputs, tmp_path, ["json"])
        document = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
        validator.validate(document)
    broken = {**document, "findings": [{**document["findings"][0], "risk": None}]}
    assert list(validator.iter_errors(broken))


def test_json_holds_every_finding(tmp_path: Path) -> None:
    """Every question of the run is in the file, answered or not."""
    inputs = made.inputs()
    write(inputs, tmp_path, ["json"])
    document = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {f["id"] for f in document["findings"]} == {f.id for f in inputs.findings}
    assert [f["status"] for f in document["findings"]].count("unanswered") == 2


def test_the_spreadsheet_is_complete(tmp_path: Path) -> None:
    """findings.csv has a row for every finding, also of names not told in full."""
    inputs = made.inputs(builders.study(tuple(f"Name{n:02}" for n in range(14))))
    write(inputs, tmp_path, ["csv"])
    assert {row["id"] for row in read_csv(tmp_path / "findings.csv")} == {f.id for f in inputs.findings}
    rows = read_csv(tmp_path / "ranking.csv")
    assert [row["name"] for row in rows] == [s.candidate for s in inputs.ranking.standings]
    assert {row["mark_mx"] for row in rows} == {"○"}


def test_an_unanswered_row_has_no_figures(tmp_path: Path) -> None:
    """An open question is an empty cell with a reason, never a zero."""
    write(made.inputs(), tmp_path, ["csv"])
    open_ = [row for row in read_csv(tmp_path / "findings.csv") if row["status"] == "unanswered"]
    assert {(row["risk"], row["confidence"], row["band"], row["gap"]) for row in open_} == {("", "", "", "offline")}


@given(st.text())
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    """A name such as =HYPERLINK(…) stays a name in a spreadsheet."""
    cell = csv_tables.neutral(text)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.endswith(text)


def test_numbers_stay_numbers() -> None:
    """A spreadsheet can compute with the figures."""
    assert csv_tables.neutral(-1) == -1


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_page_stands_alone(language: str) -> None:
    """The HTML file opens anywhere: its language stated, no script, nothing fetched."""
    view = View(made.inputs(language=language))
    text = "".join(html.text(build(view), view))
    assert f'<html lang="{language}">' in text
    assert "<script" not in text
    assert not re.search(r"(?:src|href)\s*=\s*\"(?!#)", text)
    assert "url(" not in text
    assert "@import" not in text


def test_the_page_shows_strangers_texts_as_texts() -> None:
    """A hostile name is shown, not run."""
    view = View(hostile())
    text = "".join(html.text(build(view), view))
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_colour_is_never_the_only_signal() -> None:
    """Every mark is a sign with a name that can be read aloud."""
    view = View(made.inputs())
    text = "".join(html.text(build(view), view))
    marks = re.findall(r'<td class="mark[^"]*"><span role="img" aria-label="([^"]*)">([^<]*)</span>', text)
    assert marks
    assert all(label and sign for label, sign in marks)


def test_links_lead_somewhere() -> None:
    """Every link of the page leads to a part of it."""
    view = View(made.inputs())
    text = "".join(html.text(build(view), view))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    """A name with stars, bars or hashes breaks neither a table nor a line."""
    escaped = markdown.escape(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[|*_`<\[#]", escaped)
    assert "\n" not in escaped


@pytest.mark.slow
def test_a_thousand_names_give_a_page_a_browser_can_open(tmp_path: Path) -> None:
    """A long list in thirty markets does not become one endless page."""
    study = builders.study(
        tuple(f"Name{n:04}" for n in range(1000)),
        tuple(builders.market(f"{a}{b}", "es-MX") for a in "abc" for b in "abcdefghij"),
    )
    write(made.inputs(study), tmp_path, FORMATS)
    assert (tmp_path / "report.html").stat().st_size < 5_000_000


def with_marks(n: int) -> Inputs:
    """A report over one name with `n` marks near it."""
    study = builders.study(("Velora",))
    question = builders.question("Velora", "trademark", "MX", kind=SubjectKind.OFFICE)
    hits = [builders.hit(f"trademark/mx:{i:03}", 0.4 - i / 1000, 0.7, message=made.words(f"mark {i:03}"),
                         measures={"mark": f"=Vel{i}", "office": "mx", "classes": ("30", "32"), "score": 0.7})
            for i in range(n)]
    return made.inputs(study, [made.said(question, *hits)])


def test_marks_stand_in_a_table_of_their_own_all_of_them(tmp_path: Path) -> None:
    """Counsel gets every mark as a row to work in, with nothing a spreadsheet would compute."""
    write(with_marks(40), tmp_path, ["csv"])
    rows = read_csv(tmp_path / "marks.csv")
    assert len(rows) == 40
    assert rows[0]["id"] == "trademark/mx:000"
    assert (rows[0]["mark"], rows[0]["classes"], rows[0]["owner"]) == ("'=Vel0", "30 32", "")


def test_the_report_tells_the_first_marks_and_counts_the_others(tmp_path: Path) -> None:
    """Fifteen are told, twenty-five are counted, none is lost."""
    write(with_marks(40), tmp_path, ["md", "csv"])
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "mark 014" in text
    assert "mark 015" not in text
    assert "25 more hits of this question" in text
    assert "mark 039" in (tmp_path / "findings.csv").read_text(encoding="utf-8-sig")
