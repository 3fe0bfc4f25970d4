"""The example study in the repository's root: reads without a complaint and shows what a study can hold."""

from __future__ import annotations

import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from brandname.model import Study
from brandname.study import read_study

ROOT = Path(__file__).resolve().parents[2]

if not (ROOT / "candidates.yaml").is_file():
    pytest.skip("the example study is not part of this installation", allow_module_level=True)


@cache
def example() -> Study:
    """The study as a new user reads it."""
    return read_study(ROOT)


def test_the_example_reads_without_a_complaint() -> None:
    """The first command on a fresh clone meets no mistake, and says only that packaged facts fill gaps."""
    assert {remark.key for remark in example().remarks} == {"study.remark.packaged"}


def test_the_example_is_of_a_real_size() -> None:
    """About 24 names in more than 20 markets, with interviews from at least five of them."""
    assert 22 <= len(example().candidates) <= 28
    assert len(example().markets) >= 22
    assert len(example().notes) >= 20
    assert len({note.market for note in example().notes}) >= 5


def test_the_example_shows_every_kind_of_name() -> None:
    """Coined names and words, accents, characters with Latin spellings, an adopted form and drafts."""
    names = example().candidates
    assert sum(1 for c in names if any("\u4e00" <= letter <= "\u9fff" for letter in c.name) and c.latin) >= 2
    assert sum(1 for c in names if any("\u00c0" <= letter <= "\u024f" for letter in c.name)) >= 2
    forms = Counter(form.status for c in names for form in c.forms)
    assert forms["adopted"] >= 1
    assert forms["draft"] >= 1
    adopted = next(c for c in names for form in c.forms if form.status == "adopted")
    assert len(adopted.names_in("cn")) == 2
    assert {c.lang for c in names} >= {"", "es", "fi", "zh-Hans"}


def test_notes_talk_about_names_of_the_study() -> None:
    """No note is lost because its name is spelled otherwise."""
    names = {candidate.name for candidate in example().candidates}
    assert {heard.name for note in example().notes for heard in note.heard} <= names


def test_several_people_notice_a_problem_unasked() -> None:
    """The example has what interviews are for: a bad association that several people bring up themselves."""
    noticed = Counter(
        heard.name for note in example().notes for heard in note.heard
        if any(word.startswith(("-puke", "!puke", "-suka", "!suka", "-死", "-臭")) for word in heard.noticed)
    )
    assert sum(1 for count in noticed.values() if count >= 2) >= 3


def test_reviews_show_each_kind_of_decision() -> None:
    """Drops, a sign-off, a manual look-up, and a hit confirmed as a blocker."""
    reviews = example().reviews
    assert len(reviews.drops) == 2
    assert len(reviews.signoffs) == 1
    assert [answer.subject for answer in reviews.answers] == ["tisalia.com"]
    assert [(decision.name, decision.blocker) for decision in reviews.decisions] == [("Pukali", True)]
    assert [candidate.name for candidate in example().dropped] == ["Zivelo"]


def test_the_example_has_no_personal_data() -> None:
    """The one file that may hold it is not there, and git would not take it."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    path = "interviews/respondents.csv"
    assert subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False).returncode == 0
    assert not (ROOT / path).exists()
