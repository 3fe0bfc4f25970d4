"""What a report tells of the addresses a name has to secure, and of one handle everywhere."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from brandname.checks.base import answered
from brandname.model import NICE_TO_HAVE, Finding, Gap, SubjectKind
from brandname.reports.document import Inputs, build
from brandname.reports.inputs import View
from brandname.reports.markdown import text
from brandname.reports.writing import write_formats
from brandname.synthesis import AssetKind, Place
from tests import builders
from tests.reports import made

PLACES = (Place("x", AssetKind.ACCOUNT, ("mx", "de"), 3, "https://x.example/{h}", ""),
          Place("tmall", AssetKind.STORE, ("mx",), 10, "https://tmall.example/", "trade_mark"))


def asked(text: str, scope: str, *markets: str, check: str = "handle", risk: float | None = None,
          needed: bool = True) -> Finding:
    """An answer about an address, or none."""
    kind = SubjectKind.PLATFORM if check == "handle" else SubjectKind.DOMAIN
    question = builders.question("Velora", check, scope, text=text, kind=kind, markets=markets)
    measures = {"form": "exact"} if needed else {"form": "exact", NICE_TO_HAVE: 1}
    if risk is None:
        return replace(builders.gap(question, Gap.OFFLINE), measures=measures)
    return answered(question, made.words(text), evidence=(made.LIST.ref,), risk=risk, confidence=0.9, measures=measures)


def inputs(*found: Finding, language: str = "en", checks: tuple[str, ...] = ("domain", "handle")) -> Inputs:
    """Inputs of a report over two markets."""
    study = builders.study(("Velora", "Limpora"), (builders.market("mx"), builders.market("de")))
    whole = made.inputs(study, (*made.findings(study), *found), language, checks=dict.fromkeys(checks, 1))
    return replace(whole, places=PLACES)


FOUND = (
    asked("@velora", "x", "mx", risk=0.5), asked("@velora", "github", "mx", risk=0.0), asked("@velora", "wechat", "mx"),
    asked("velora.com", "com", "mx", "de", check="domain", risk=0.6),
    asked("velora.mx", "mx", "mx", check="domain", risk=0.5, needed=False),
)


def written(tmp_path: Path, made_of: Inputs) -> tuple[list[dict[str, str]], dict[str, object]]:
    """Rows of ranking.csv and the standing of Velora in report.json."""
    write_formats(made_of, tmp_path, ["csv", "json"])
    with (tmp_path / "ranking.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["name"] == "Velora"]
    ranking = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["ranking"]
    return rows, next(one for one in ranking if one["name"] == "Velora")


def test_every_market_says_what_is_needed_and_how_it_stands(tmp_path: Path) -> None:
    """Per market: needed and taken, nobody found, open; and how long looking up by hand takes."""
    rows, standing = written(tmp_path, inputs(*FOUND))
    states = ("taken", "not_found", "open", "impossible")
    assert [rows[0][f"needed_{state}"] for state in states] == ["2", "1", "1", "0"]
    mexico, germany = standing["assets"]  # type: ignore[misc]
    assert mexico["needed"] == {"taken": 2, "not_found": 1, "open": 1, "impossible": 0} and mexico["minutes"] >= 12
    assert germany["needed"]["taken"] == 1 and germany["needed"]["open"] == 0


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_report_names_the_command_that_has_the_plan(language: str) -> None:
    """A table of counts in each name's section, and `brandname assets NAME` for the rest."""
    page = "".join(text(build(View(inputs(*FOUND, language=language)))))
    assert "brandname assets Velora" in page
    assert ("needed: no holder found" in page) is (language == "en")


def test_a_run_without_these_checks_promises_nothing(tmp_path: Path) -> None:
    """Nothing asked: no table, empty cells, and no zeros that look like news."""
    quiet = inputs(checks=("meaning",))
    rows, standing = written(tmp_path, quiet)
    assert rows[0]["needed_taken"] == "" == rows[0]["needed_not_found"] and standing["assets"] == []
    assert "brandname assets" not in "".join(text(build(View(quiet))))


def test_a_check_that_was_left_out_is_told() -> None:
    """A run with handles alone says that domains are not counted."""
    page = "".join(text(build(View(inputs(*FOUND[:3], checks=("handle",))))))
    assert "The run left out" in page


def test_one_handle_everywhere_stands_in_the_ranking_and_moves_nothing() -> None:
    """From what is proved to what may be; shelf, range and order are those without it."""
    view = View(inputs(*FOUND))
    page = "".join(text(build(view)))
    assert "| same handle |" in page and "1–2 of 3" in page and "Same handle:" in page
    before = {one.candidate: (one.shelf, one.range) for one in view.ranking.standings}
    assert {one.candidate: (one.shelf, one.range) for one in View(inputs(*FOUND, language="zh-Hans")).ranking.standings
            } == before
    assert "Same handle" not in "".join(text(build(View(inputs(checks=("meaning",))))))
