"""What a study's store keeps, and what it refuses."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from brandname.errors import UserMistake
from brandname.model import Evidence, Finding, Run
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from brandname.store import ProblemKind, Store, file
from tests.builders import answer, gap, hit, question

NAMES = ("Velora", "Limpora", "薇珞", "Émile")


def run(label: str = "", started: str = "2026-11-22T08:00:00Z") -> Run:
    """A run about to begin."""
    return Run(0, label, started)


def found(n: int = 3) -> list[Finding]:
    """Some findings, in no particular order."""
    return [answer(question(name, scope=scope), hit(risk=0.01 * i)) for i in range(n) for name in NAMES
            for scope in (f"es-{i}", f"pt-{i}")]


def evidence(body: bytes = b"{}", request: str = "velora.com", when: str = "2026-11-22T08:00:00Z") -> Evidence:
    """An answer of a source."""
    return Evidence("rdap", 1, request, "this machine", when, "200", body, "https://example.org/velora.com")


def complete(folder: Path, findings: list[Finding], label: str = "", started: str = "2026-11-22T08:00:00Z") -> Run:
    """A run begun, recorded and finished."""
    with Store.open(folder, write=True) as store:
        begun = store.begin(run(label, started))
        store.record(begun.number, findings)
        done = Run(**{**{f: getattr(begun, f) for f in Run.__slots__}, "finished": started})
        store.finish(done)
    return done


def refused(call, key: str) -> None:
    """The call is refused with this mistake, which both languages can say with its advice."""
    with pytest.raises(UserMistake) as caught:
        call()
    mistake = caught.value.mistakes[0]
    assert mistake.key == f"error.store.{key}"
    for language in LANGUAGES:
        catalogue = open_catalogue(language)
        assert catalogue(mistake.key, **mistake.params) and catalogue(f"{mistake.key}.advice", **mistake.params)


def test_reading_a_study_without_a_store_creates_nothing(tmp_path: Path) -> None:
    """Looking at a study that has never been checked shows an empty store and leaves the folder as it was."""
    with Store.open(tmp_path, write=False) as store:
        assert store.runs() == () and store.info().findings == 0 and store.verify() == ()
        refused(lambda: store.select("latest"), "no_runs")
    assert list(tmp_path.iterdir()) == []


def test_reading_leaves_no_trace_beside_the_store(tmp_path: Path) -> None:
    """Reading a finished store adds no file and changes none."""
    complete(tmp_path, found())
    before = {p.name: p.read_bytes() for p in (tmp_path / ".brandname").iterdir()}
    with Store.open(tmp_path, write=False) as store:
        assert len(list(store.findings(1))) == len(found())
        with pytest.raises(RuntimeError):
            store.begin(run())
    assert {p.name: p.read_bytes() for p in (tmp_path / ".brandname").iterdir()} == before
    assert "store.sqlite-wal" not in before


def test_findings_come_back_in_order(tmp_path: Path) -> None:
    """A run gives its findings by candidate, check and subject, whatever order they came in."""
    complete(tmp_path, list(reversed(found())))
    with Store.open(tmp_path, write=False) as store:
        read = list(store.findings(1))
        expected = sorted(found(), key=lambda f: (f.question.candidate, f.question.check, f.question.subject))
        assert read == expected
        assert list(store.findings(1, candidate="薇珞")) == [f for f in expected if f.question.candidate == "薇珞"]


def test_equal_findings_of_two_runs_are_kept_once(tmp_path: Path) -> None:
    """Checking again what has not changed costs no second copy."""
    complete(tmp_path, found())
    complete(tmp_path, found())
    with Store.open(tmp_path, write=False) as store:
        assert [r.number for r in store.runs()] == [1, 2]
        assert store.info().findings == len(found())
        assert list(store.findings(1)) == list(store.findings(2))


def test_only_what_differs_between_two_runs_need_be_read(tmp_path: Path) -> None:
    """The findings two runs share and those they don't are all findings of the run, each once."""
    first = found()
    changed = replace(first[0], measures={"other": 1})
    complete(tmp_path, first)
    complete(tmp_path, [changed, *first[1:]])
    with Store.open(tmp_path, write=False) as store:
        assert list(store.findings(1, unlike=2)) == [first[0]]
        assert list(store.findings(2, unlike=1)) == [changed]
        assert store.same_findings(1, 2) == {finding.id for finding in first[1:]}
        assert store.same_findings(1, 3) == frozenset()


def test_a_question_recorded_twice_keeps_the_later_answer(tmp_path: Path) -> None:
    """A question has one finding in a run."""
    q = question()
    complete(tmp_path, [gap(q), answer(q, hit())])
    with Store.open(tmp_path, write=False) as store:
        assert list(store.findings(1)) == [answer(q, hit())]


def test_a_killed_run_is_taken_up(tmp_path: Path) -> None:
    """A run that was killed gives its number to the next, and leaves none of its findings there."""
    with Store.open(tmp_path, write=True) as store:
        store.record(store.begin(run("killed")).number, found())
    with Store.open(tmp_path, write=True) as store:
        begun = store.begin(run("again"))
        assert begun.number == 1 and list(store.findings(1)) == []
        assert [r.label for r in store.runs()] == ["again"]


def test_numbers_are_never_given_twice(tmp_path: Path) -> None:
    """After old runs are dropped a new one does not take over the number of a report that was handed out."""
    for _ in range(2):
        complete(tmp_path, found())
    with Store.open(tmp_path, write=True) as store:
        assert store.prune(before="2027-01-01").runs == (1, 2)
        assert store.begin(run()).number == 3


def test_runs_are_chosen_by_number_label_or_latest(tmp_path: Path) -> None:
    """`latest`, a number and a label find a run; the newest of a label; anything else lists what there is."""
    for label in ("first", "round-2", "round-2"):
        complete(tmp_path, [], label)
    with Store.open(tmp_path, write=True) as store:
        store.begin(run("killed"))
        chosen = [store.select(s).number for s in ("latest", "1", " first ", "round-2")]
        assert chosen == [3, 1, 1, 3]
        assert store.load(2).label == "round-2"
        for selector in ("9", "secnod", "", "killed", "4"):
            refused(lambda s=selector: store.select(s), "no_such_run")
        for label in ("7", "latest"):
            refused(lambda s=label: store.begin(run(s)), "label")
        with pytest.raises(KeyError):
            store.load(99)


def test_only_one_run_at_a_time(tmp_path: Path) -> None:
    """A second run in the same study is told who is at work; reading goes on, and afterwards writing too."""
    with Store.open(tmp_path, write=True) as store:
        store.record(store.begin(run()).number, found())
        refused(lambda: Store.open(tmp_path, write=True), "busy")
        with Store.open(tmp_path, write=False) as reader:
            assert len(list(reader.findings(1))) == len(found())
    Store.open(tmp_path, write=True).close()


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    """An older program leaves a newer store alone."""
    complete(tmp_path, found())
    with sqlite3.connect(tmp_path / ".brandname" / "store.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    for write in (True, False):
        refused(lambda w=write: Store.open(tmp_path, write=w), "newer")


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer program keeps what an older one stored: writing migrates it, reading says that writing comes first."""
    complete(tmp_path, found())
    steps = {**file.migrations(), 2: "ALTER TABLE ledger ADD COLUMN purpose TEXT NOT NULL DEFAULT '';"}
    monkeypatch.setattr(file, "migrations", lambda: steps)
    refused(lambda: Store.open(tmp_path, write=False), "older")
    with Store.open(tmp_path, write=True) as store:
        assert len(list(store.findings(1))) == len(found())
        assert store.info().version == 2


@pytest.mark.parametrize("damage", ["text", "middle", "cut"])
def test_a_damaged_store_is_said_to_be_so(tmp_path: Path, damage: str) -> None:
    """A damaged file gives advice and no traceback, or is named by verify; its findings never read as fewer risks."""
    complete(tmp_path, found(40))
    path = tmp_path / ".brandname" / "store.sqlite"
    raw = path.read_bytes()
    path.write_bytes({
        "text": b"this is not a database, it is a text of some length" * 100,
        "middle": raw[:8192] + b"\xa5" * (len(raw) - 12288) + raw[-4096:],
        "cut": raw[: len(raw) // 2],
    }[damage])

    def read() -> None:
        with Store.open(tmp_path, write=False) as store:
            assert len(list(store.findings(1))) == len(found(40))

    refused(read, "damaged")


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    """Where no store can be made the user is told, without a traceback."""
    (tmp_path / ".brandname").write_text("a file is in the way", encoding="utf-8")
    refused(lambda: Store.open(tmp_path, write=True), "cannot_use")


def test_evidence_is_kept_once_and_found_again(tmp_path: Path) -> None:
    """Two equal answers share one body, and the newest look-up of a request is found."""
    old, new = evidence(b"{}" * 500), evidence(b"{}" * 500, when="2026-11-23T08:00:00Z")
    with Store.open(tmp_path, write=True) as store:
        for item in (new, old, old):
            store.add_evidence(item)
        assert store.latest_evidence("rdap", "velora.com") == new
        assert store.latest_evidence("rdap", "zovanta.com") is None
        assert store.evidence([old.id, "dataset:x@1", new.id]) == {old.id: old, new.id: new}
        info = store.info()
        assert (info.evidence, info.bodies) == (2, 1)
        with pytest.raises(ValueError, match="at most"):
            store.add_evidence(evidence(b"x" * (256 * 1024 + 1)))


def test_a_finding_cannot_cite_what_is_not_there(tmp_path: Path) -> None:
    """No finding stands on evidence that the store has not."""
    item = evidence()
    finding = Finding(question(), answer(question()).status, answer(question()).message, 0.1, 0.9, evidence=(item.id,))
    with Store.open(tmp_path, write=True) as store:
        number = store.begin(run()).number
        with pytest.raises(ValueError, match="unknown evidence"):
            store.record(number, [finding])
        store.add_evidence(item)
        store.record(number, [finding])
        with pytest.raises(ValueError, match="not begun"):
            store.record(7, [finding])
        with pytest.raises(ValueError, match="has not begun"):
            store.finish(Run(7, "", "x", "y"))
        with pytest.raises(ValueError, match="a time"):
            store.finish(Run(number, "", "x"))


def test_pruning_keeps_what_kept_runs_cite(tmp_path: Path) -> None:
    """Dropping old runs takes their findings and evidence, never what a kept run cites, and never the ledger."""
    cited, orphan, fresh = evidence(b"cited"), evidence(b"orphan"), evidence(b"fresh", when="2026-12-02T00:00:00Z")
    shared = found(1)
    citing = Finding(question("Zovanta"), shared[0].status, shared[0].message, 0.1, 0.9, evidence=(cited.id,))
    with Store.open(tmp_path, write=True) as store:
        for item in (cited, orphan, fresh):
            store.add_evidence(item)
        store.write_ledger(when="2026-11-22T08:00:00Z", host="rdap.test", source="rdap", name="Velora", request="x")
    complete(tmp_path, found(3))
    complete(tmp_path, [*shared, citing], started="2026-12-01T08:00:00Z")
    with Store.open(tmp_path, write=True) as store:
        pruned = store.prune(keep=1)
        assert pruned.runs == (1,) and pruned.evidence == 1 and pruned.findings == len(found(3)) - len(shared)
        assert [r.number for r in store.runs()] == [2]
        assert set(store.evidence([cited.id, orphan.id, fresh.id])) == {cited.id, fresh.id}
        assert len(list(store.findings(2))) == len(shared) + 1
        assert [e.name for e in store.ledger()] == ["Velora"]
        assert store.verify() == ()
        for limits in ({}, {"keep": 0}, {"keep": 1, "before": "2026-01-01"}):
            refused(lambda given=limits: store.prune(**given), "prune_limit")


@pytest.mark.parametrize(("sql", "kind"), [
    ("UPDATE findings SET body = replace(body, 'es-0', 'es-9')", ProblemKind.FINDING),
    ("UPDATE findings SET body = x'5b5d'", ProblemKind.FINDING),
    ("UPDATE bodies SET data = x'00'", ProblemKind.BODY),
    ("UPDATE evidence SET status = '404'", ProblemKind.EVIDENCE),
    ("UPDATE runs SET body = x'5b5d'", ProblemKind.RUN),
    ("DELETE FROM findings WHERE id = 1", ProblemKind.DANGLING),
    ("DELETE FROM bodies", ProblemKind.DANGLING),
])
def test_verify_finds_what_was_altered(tmp_path: Path, sql: str, kind: ProblemKind) -> None:
    """Whatever is altered behind the program's back is named by verify, in both languages."""
    complete(tmp_path, found(1))
    with Store.open(tmp_path, write=True) as store:
        store.add_evidence(evidence())
        assert store.verify() == ()
    with sqlite3.connect(tmp_path / ".brandname" / "store.sqlite") as db:
        db.execute(sql)
    db.close()
    with Store.open(tmp_path, write=False) as store:
        problems = store.verify()
    assert {p.kind for p in problems} == {kind}
    assert all(open_catalogue(language).render(p.message) for p in problems for language in LANGUAGES)


def test_an_altered_finding_is_not_read_as_an_answer(tmp_path: Path) -> None:
    """A finding that cannot be read stops the reading with advice; it does not vanish from the run."""
    complete(tmp_path, found(1))
    with sqlite3.connect(tmp_path / ".brandname" / "store.sqlite") as db:
        db.execute("UPDATE findings SET body = x'5b5d' WHERE id = 2")
    db.close()
    with Store.open(tmp_path, write=False) as store:
        refused(lambda: list(store.findings(1)), "damaged")


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_a_file_left_half_written_can_be_read(tmp_path: Path) -> None:
    """After a kill I can look at my study's runs without starting a new one first."""
    with Store.open(tmp_path, write=True):
        pass
    path = tmp_path / ".brandname" / "store.sqlite"
    code = (
        "import os, signal, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('PRAGMA cache_size = 1'); db.execute('BEGIN IMMEDIATE'); db.execute('CREATE TABLE extra (x)');"
        "[db.execute('INSERT INTO extra VALUES (?)', ('x' * 100,)) for _ in range(20000)];"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert path.with_name("store.sqlite-journal").exists()
    with Store.open(tmp_path, write=False) as store:
        assert store.runs() == ()
        assert store.verify() == ()
