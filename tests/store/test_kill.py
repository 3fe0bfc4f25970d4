"""A process killed at any moment leaves a store that verifies and goes on as if nothing had happened."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brandname.store import Store
from brandname.store.codec import encode_finding, encode_run
from tests.store.killed_writer import FINDINGS, write_run

KILLS = 20
ROOT = Path(__file__).parents[2]


def dump(folder: Path) -> list[bytes]:
    """Everything its finished runs hold, and the evidence they cite, as bytes."""
    with Store.open(folder, write=False) as store:
        lines = []
        for run in store.runs():
            findings = list(store.findings(run.number))
            cited = store.evidence(id_ for finding in findings for id_ in finding.evidence)
            lines += [encode_run(run), *map(encode_finding, findings), *(e.body for e in cited.values())]
        return lines


def kill_a_writer(folder: Path, after: float) -> None:
    """Starts a writer and kills it some seconds after it began to write."""
    command = [sys.executable, "-m", "tests.store.killed_writer", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline().strip() == b"ready"
        time.sleep(after)
        assert process.poll() is None, "the writer ended by itself"
        process.kill()


@pytest.mark.slow
def test_killed_at_twenty_moments(tmp_path: Path) -> None:
    """Killed twenty times, the store is sound each time, and in the end holds what an undisturbed one holds."""
    killed, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"
    killed.mkdir()
    moments = random.Random(20261122)  # noqa: S311 - a seed, so that a failure can be had again
    unfinished = 0
    for _ in range(KILLS):
        kill_a_writer(killed, moments.uniform(0.0, 0.25))
        with Store.open(killed, write=False) as store:
            assert store.verify() == ()
            runs = store.runs()
            assert all(run.finished for run in runs[:-1])
            assert [run.number for run in runs] == list(range(1, len(runs) + 1))
            assert all(len(list(store.findings(run.number))) == FINDINGS for run in runs if run.finished)
            unfinished += bool(runs and not runs[-1].finished)
    assert unfinished >= KILLS // 4, "the moments missed the writing"
    write_run(killed)
    with Store.open(killed, write=True) as store:
        assert store.verify() == ()
        done = len(store.runs())
    undisturbed.mkdir()
    for _ in range(done):
        write_run(undisturbed)
    assert dump(killed) == dump(undisturbed)
