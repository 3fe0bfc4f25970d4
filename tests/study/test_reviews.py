"""reviews.yaml: what people decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandname.model import Answer, Band, Decision, Drop, Outcome, Signoff, Verdict
from tests.study.desk import read, refused, remarks

FULL = """\
decisions:
  - {hit: abc, name: Velora, verdict: confirmed, reason: heard, by: A, on: 2026-01-31, until: 2027-01-31, blocker: yes}
answers:
  - check: domain
    name: Velora
    subject: velora.com
    outcome: found
    by: B
    on: 2026-02-01
    link: https://registry.example/velora.com
    note: since 2011
    band: warning
signoffs:
  - {name: Velora, market: mx, language: es-mx, verdict: problem, by: C, on: 2026-02-02, band: serious}
drops:
  - {name: Oldie, reason: meaning, by: D, on: 2026-02-03, note: glue}
"""


def test_all_four_sections_are_read(tmp_path: Path) -> None:
    """A verdict, a look-up, a sign-off and a drop land whole, each with its place."""
    reviews = read(tmp_path, {"reviews.yaml": FULL}).reviews
    assert reviews.decisions == (Decision(
        "abc", "Velora", Verdict.CONFIRMED, "heard", "A", "2026-01-31", "2027-01-31", True, "reviews.yaml:2:5"),)
    assert reviews.answers == (Answer(
        "domain", "Velora", "velora.com", Outcome.FOUND, "B", "2026-02-01", "https://registry.example/velora.com",
        "since 2011", Band.WARNING, "reviews.yaml:4:5"),)
    assert reviews.signoffs == (Signoff(
        "Velora", "mx", "es-MX", Verdict.PROBLEM, "C", "2026-02-02", "", Band.SERIOUS, "reviews.yaml:14:5"),)
    assert reviews.drops == (Drop("Oldie", "meaning", "D", "2026-02-03", "glue", "reviews.yaml:16:5"),)


def test_an_empty_file_decides_nothing(tmp_path: Path) -> None:
    """Empty sections, an empty file and no file are the same."""
    for text in ("", "decisions: []\nanswers:\n", "# nothing yet\n"):
        reviews = read(tmp_path, {"reviews.yaml": text}).reviews
        assert not (reviews.decisions or reviews.answers or reviews.signoffs or reviews.drops)


WHO = "by: A, on: 2026-01-31"
SLIPS = {
    "decisions: [{hit: a, name: V, verdict: fine, reason: r, WHO}]": "1:31 choice",
    "decisions: [{hit: a, name: V, verdict: dismissed, WHO}]": "1:13 missing_key",
    "decisions: [{hit: a, name: V, verdict: dismissed, reason: r, blocker: yes, WHO}]": "1:62 blocker_dismissed",
    "decisions: [{hit: a, name: V, verdict: dismissed, reason: r, blocker: maybe, WHO}]": "1:62 choice",
    "decisions: [{hit: a, name: V, verdict: dismissed, reason: r, until: 2025-01-01, WHO}]": "1:62 until_before",
    "answers: [{check: domain, name: V, subject: v.com, outcome: unclear, WHO}]": "1:52 choice",
    "answers: [{check: domian, name: V, subject: v.com, outcome: found, WHO}]": "1:12 choice_close",
    "answers: [{check: domain, name: V, subject: v.com, outcome: found, link: v.com, WHO}]": "1:68 link",
    "answers: [{check: domain, name: V, subject: v, outcome: not_found, band: note, WHO}]": "1:68 band_without_hit",
    "signoffs: [{name: V, market: Mexico, language: es, verdict: fine, WHO}]": "1:22 country_code",
    "signoffs: [{name: V, market: mx, language: es, verdict: fine, band: note, WHO}]": "1:63 band_without_problem",
    "drops: [{name: V, reason: boring, WHO}]": "1:19 choice",
    "drops: [{name: V, reason: fit, by: A, on: 31.1.2026}]": "1:39 not_date",
    "drops: [{name: V, reason: fit, by: A, on: 2026-02-30}]": "1:39 not_date",
    "drops: {name: V}": "1:8 not_list",
    "drop: []": "1:1 unknown_key_close",
}


@pytest.mark.parametrize("line", SLIPS, ids=list(SLIPS.values()))
def test_a_wrong_review_is_refused_where_it_stands(tmp_path: Path, line: str) -> None:
    """Verdicts, outcomes, dates, codes and contradictions are checked."""
    assert refused(tmp_path, {"reviews.yaml": line.replace("WHO", WHO)}) == [f"reviews.yaml:{SLIPS[line]}"]


DROP = "drops: [{name: VELORA, reason: sound, by: A, on: 2026-01-31}]\n"


def test_a_drop_takes_a_name_off_the_list(tmp_path: Path) -> None:
    """A dropped name is listed apart, with a remark when it still stands among the candidates."""
    study = read(tmp_path, {"reviews.yaml": DROP})
    assert [c.name for c in study.candidates] == ["Limpora"]
    assert [(c.name, c.status) for c in study.dropped] == [("Velora", "dropped")]
    assert remarks(study) == ["dropped_before"]


def test_a_candidate_marked_dropped_needs_no_remark(tmp_path: Path) -> None:
    """Status dropped, with or without a record in reviews.yaml, is quiet."""
    text = "candidates: [{name: Velora, status: dropped}, Limpora]\n"
    study = read(tmp_path, {"reviews.yaml": DROP, "candidates.yaml": text})
    assert [c.name for c in study.dropped] == ["Velora"]
    assert remarks(study) == []


def test_a_study_of_dropped_names_only_is_refused(tmp_path: Path) -> None:
    """With nothing left to check, the reader says so."""
    text = "candidates: [{name: Velora, status: dropped}]\n"
    assert refused(tmp_path, {"candidates.yaml": text}) == ["candidates.yaml all_dropped"]
    assert refused(tmp_path, {"candidates.yaml": "candidates: []\n"}) == ["candidates.yaml no_candidates"]
