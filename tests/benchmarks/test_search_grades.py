"""The measurement of grades against people's labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import search_grades

LABELS = st.sampled_from(["owned", "crowded", "ordinary", "none"])


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=40))
def test_kappa_is_one_for_full_agreement_and_never_more_than_the_agreement(pairs: list[tuple[str, str]]) -> None:
    """A figure beyond chance is never larger than the plain one."""
    agree, kappa = search_grades.agreement(pairs)
    assert kappa <= agree + 1e-9
    assert (kappa == pytest.approx(1.0)) == (agree == 1.0)


def test_the_halves_part_every_language() -> None:
    """The half the rule was made on and the other half hold all pages, and as many of each language."""
    pages = search_grades.read_pages(search_grades.FOLDER / "pages.jsonl")
    made, other = search_grades.halves(pages)
    assert made | other == {page["id"] for page in pages}
    assert not made & other
    for language in {page["language"].split("-")[0] for page in pages}:
        ids = {page["id"] for page in pages if page["language"].startswith(language)}
        assert len(ids & made) == len(ids & other)


def test_pages_of_my_own_are_graded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of pages from anywhere gives a line a page, and the agreement with labels of mine."""
    rows = [{"position": 1, "title": "Norvela", "url": "https://www.norvela.com/", "snippet": "Insurance."},
            {"position": 2, "title": "Jobs at Norvela", "url": "https://www.jobs.test/norvela", "snippet": ""}]
    pages = tmp_path / "pages.jsonl"
    pages.write_text("".join(json.dumps(page) + "\n" for page in (
        {"id": "a", "name": "Norvela", "language": "en-GB", "market": "gb", "goods": "tea", "query": "norvela",
         "corrected": None, "panel": None, "results": rows},
        {"id": "b", "name": "Norvela", "language": "en-GB", "market": "gb", "goods": "tea", "query": "norvela",
         "corrected": None, "panel": None, "results": []},
        {"id": "c", "name": "Norvela", "language": "en-GB", "market": "gb", "goods": "tea", "answered": False,
         "results": []},
    )), encoding="utf-8")
    labels = tmp_path / "labels.tsv"
    labels.write_text("id\tgrade\na\towned\nb\tnone\n", encoding="utf-8")
    assert search_grades.main([str(pages), "--labels", str(labels)]) == 0
    told = capsys.readouterr()
    assert [json.loads(line) for line in told.out.splitlines()] == [
        {"id": "a", "grade": "owned"}, {"id": "b", "grade": "none"}, {"id": "c", "grade": "unanswered"}]
    assert json.loads(told.err)["agree"] == 1.0
