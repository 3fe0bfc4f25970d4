"""A folder as a whole."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from brandname.study import read_names, read_study
from brandname.study.facts import known_markets
from tests.study.desk import NOTE, make, read


def test_inputs_hold_the_digest_of_every_file_read(tmp_path: Path) -> None:
    """A run can tell which files it was made from."""
    study = read(tmp_path, {"interviews/a.md": NOTE, "reviews.yaml": "drops: []\n"})
    assert dict(study.inputs) == {
        label: hashlib.sha256((tmp_path / label).read_bytes()).hexdigest()
        for label in ("candidates.yaml", "interviews/a.md", "markets/mx.yaml", "reviews.yaml")
    }


def test_a_study_can_be_sent_to_another_process(tmp_path: Path) -> None:
    """Workers get the study pickled, equal to the first."""
    study = read(tmp_path, {"interviews/a.md": NOTE})
    assert pickle.loads(pickle.dumps(study)) == study  # noqa: S301


def test_the_same_files_give_the_same_study(tmp_path: Path) -> None:
    """Reading twice makes no difference."""
    make(tmp_path, {"interviews/a.md": NOTE})
    assert read_study(tmp_path) == read_study(tmp_path)


def test_notes_of_other_markets_stay_out(tmp_path: Path) -> None:
    """With --markets, only notes of those markets come along."""
    files = {"interviews/a.md": NOTE, "markets/de.yaml": ""}
    assert read(tmp_path, files, markets=["de"]).notes == ()
    assert len(read(tmp_path, files).notes) == 1


def test_the_example_study_reads() -> None:
    """The study in the project's own root reads, with names, markets and notes."""
    study = read_study(Path(__file__).parents[2])
    assert len(study.candidates) >= 20
    assert len(study.markets) >= 20
    assert len({note.market for note in study.notes}) >= 5
    assert {name for m in study.markets for name in m.origins} >= {"languages", "tlds", "decisive"}


def test_many_markets_are_read(tmp_path: Path) -> None:
    """Thirty market files are one study."""
    files = {f"markets/{code}.yaml": "weight: 2\nhorizon: 2028\nwhy: orders\n" for code in known_markets()[:30]}
    assert len(read(tmp_path, files).markets) >= 30


def test_a_review_of_a_name_nobody_proposed_is_remarked(tmp_path: Path) -> None:
    """A slip of the pen in reviews.yaml is said at once: it would lose a blocker."""
    decision = "{hit: h, name: Velroa, verdict: confirmed, blocker: true, reason: r, by: a, on: 2026-01-31}"
    known = "{hit: h, name: limpora, verdict: confirmed, reason: r, by: a, on: 2026-01-31}"
    study = read(tmp_path, {"reviews.yaml": f"decisions:\n  - {decision}\n  - {known}\n"})
    told = [r.params for r in study.remarks if r.key.endswith("unknown_reviewed")]
    assert [(p["name"], p["n"]) for p in told] == [("Velroa", 1)]
    listed = read_study(tmp_path, names=read_names(b"Brio\n", "new.txt"))
    assert not [r for r in listed.remarks if r.key.endswith("unknown_reviewed")]
