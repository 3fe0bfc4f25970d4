"""The benchmark of confusable names ranks a pool in the form its scorer reads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.confusable import main
from brandname.language.distance import tables
from brandname.language.distance.alignment import aline
from brandname.language.distance.hearing import alphabet

CASES = """id\tdomain\ta\tb\tlabel\tkind\tsource\tnote
x1\tdrug\tbrisotel\tbrisotex\t1\tlook\tmade up\t
x2\tdrug\tbrisotel\tmonvarin\t0\tunknown\tmade up\t
x3\ttrademark\tmirador fresh\tmirador\t1\tboth\tmade up\t
"""
POOL = "monvarin\nbrisotex\nbrisotel\nquint\n薇珞\n"


def run(folder: Path, *more: str) -> None:
    """Runs the benchmark over invented cases."""
    (folder / "cases.tsv").write_text(CASES, encoding="utf-8")
    (folder / "names.txt").write_text(POOL, encoding="utf-8")
    assert main([str(folder / "cases.tsv"), "--pool", str(folder / "names.txt"), "--domain", "drug", *more]) == 0


def test_every_name_of_the_domain_is_ranked_without_itself(tmp_path: Path) -> None:
    """Each name of a and b has its ranking, nearest first; each pair of the domain a score."""
    run(tmp_path, "--into", str(tmp_path / "out.jsonl"))
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    ranked = {line["query"]: line["ranked"] for line in lines if "query" in line}
    assert set(ranked) == {"brisotel", "brisotex", "monvarin"}
    assert ranked["brisotel"][0] == "brisotex"
    assert "brisotel" not in ranked["brisotel"]
    assert "" not in ranked["brisotel"]
    scores = {line["id"]: line["score"] for line in lines if "id" in line}
    assert set(scores) == {"x1", "x2"}
    assert scores["x1"] > scores["x2"]


def test_baselines_are_measured_on_the_same_queries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table starts with our own score, whose lead over itself is nothing."""
    run(tmp_path, "--compare")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "drug: 2 queries, 4 names"
    assert lines[2].startswith("brandname\t1.000\t1.000\t1.000\t+0.000")
    assert any(line.startswith("Kondrak-Dorr mean") for line in lines)


def test_aline_of_a_name_with_itself_is_one() -> None:
    """The baseline keeps what every similarity must keep: 1 for the same, less for others, symmetric."""
    columns, lengths = tables.columns(["kandel", "gandel", "moris"], alphabet())
    found = aline(columns[:6, 0], columns, lengths)
    assert found[0] == pytest.approx(1)
    assert 1 > found[1] > found[2]
    back = aline(columns[:6, 1], columns, lengths)
    assert back[0] == pytest.approx(found[1])
    assert np.isfinite(found).all()
