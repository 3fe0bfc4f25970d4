"""The recogniser of handles can be put to the test from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.handle_answers import main, outcome_of
from benchmarks.undecidable import exchanges
from brandname.model import Outcome


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """The exit code and the lines printed."""
    monkeypatch.setattr("sys.argv", ["handle_answers", *words])
    code = main()
    return code, capsys.readouterr().out.splitlines()


def test_cases_of_my_own_are_judged_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of answers in, an outcome for each out, whatever is in the file."""
    names = ("id", "platform", "status", "headers", "body", "url")
    good = [{name: case[name] for name in names} for case in exchanges()]
    odd = [
        {}, {"id": 7}, {"id": "a", "platform": "nowhere", "status": 200},
        {"id": "b", "platform": "wechat", "status": 200},
        {**good[0], "id": "c", "status": "200"}, {**good[0], "id": "d", "body": None},
        {**good[0], "id": "e", "headers": None},
        {**good[0], "id": "f", "url": None}, {**good[0], "id": "g", "status": "timeout"},
        {**good[0], "id": "h", "body": {}},
    ]
    lines = [json.dumps(case) for case in [*good, *odd]] + ["not JSON", "[1]", ""]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, printed = run(monkeypatch, capsys, str(tmp_path / "cases.jsonl"))
    told = [json.loads(line) for line in printed]
    assert code == 0 and len(told) == len(good) + len(odd) + 2
    for case, line in zip(exchanges(), told, strict=False):
        assert line["id"] == case["id"]
        assert line["outcome"] == case["outcome"] or line["outcome"] in ("refused", "failed")
    assert [line["outcome"] for line in told[len(good):]] == [
        "unclear", "unclear", "unclear", "unclear", "found", "unclear", "found", "unclear", "failed", "unclear",
        "unclear", "unclear"]


def test_our_own_answers_that_decide_nothing_decide_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of thousands of walls, blocks and half answers none is judged taken or not found; the good ones all are."""
    code, printed = run(monkeypatch, capsys, "--own")
    told = json.loads(printed[0])
    assert code == 0 and told["judged_taken_or_not_found"] == [] == told["good_ones_misjudged"]
    assert told["kinds"] >= 100 and told["cases"] > 5_000


WRITTEN = [json.loads(line) for line in
           Path(__file__).with_name("handle_undecidable.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", WRITTEN, ids=[case["id"] for case in WRITTEN])
def test_no_page_that_only_looks_like_an_answer_is_one(case: dict[str, Any]) -> None:
    """Soft 404s, routes that repeat the handle, error texts in JSON and half a mark prove nothing."""
    assert outcome_of(case) not in (Outcome.FOUND, Outcome.NOT_FOUND)
