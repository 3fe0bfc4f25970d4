"""A machine that dies in the middle of a run: nothing is damaged, and the next run is the one that was meant."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brandname.store import Store

ROOT = Path(__file__).parent.parent
MOMENTS = 20


def small_study(folder: Path) -> Path:
    """The example's names in three of its markets."""
    (folder / "markets").mkdir(parents=True)
    shutil.copy(ROOT / "candidates.yaml", folder)
    for path in sorted((ROOT / "markets").glob("*.yaml")):
        shutil.copy(path, folder / "markets")
    return folder


def start(folder: Path, cache: Path) -> subprocess.Popen[bytes]:
    """`brandname check` with a fixed clock."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "BRANDNAME_CACHE_DIR": str(cache),
                   "BRANDNAME_LANGUAGE": "en"}
    return subprocess.Popen(
        [sys.executable, "-m", "brandname", "check", "--formats", "md,html,json,csv"], cwd=folder, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )


def finish(folder: Path, cache: Path) -> None:
    """One run to its end."""
    process = start(folder, cache)
    _, error = process.communicate(timeout=120)
    assert process.returncode == 0, error.decode()


def reports(folder: Path) -> dict[str, bytes]:
    """Every report file by name."""
    files = sorted(path for path in (folder / "reports").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_twenty_kills_leave_no_trace(tmp_path: Path) -> None:
    """Killed at any moment, the store verifies and the next run gives the bytes of an undisturbed one."""
    cache = tmp_path / "cache"
    calm = small_study(tmp_path / "calm")
    finish(calm, cache)  # fills the cache, so that the next one has the usual length
    shutil.rmtree(calm / ".brandname")
    shutil.rmtree(calm / "reports")
    began = time.monotonic()
    finish(calm, cache)
    length = time.monotonic() - began
    wanted = reports(calm)
    assert {name.rsplit(".", 1)[1] for name in wanted} == {"md", "html", "json", "csv"}

    shaken = small_study(tmp_path / "shaken")
    moments = random.Random(20261122)  # noqa: S311 - not for secrets
    for _ in range(MOMENTS):
        process = start(shaken, cache)
        time.sleep(moments.uniform(0.2, length))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with Store.open(shaken, write=False) as store:
            assert store.verify() == ()
            if any(run.finished for run in store.runs()):  # killed after its end: it is complete, so start over
                assert reports(shaken) == wanted
                shutil.rmtree(shaken / ".brandname")
                shutil.rmtree(shaken / "reports")
    finish(shaken, cache)
    assert reports(shaken) == wanted
    with Store.open(shaken, write=False) as store:
        assert [run.number for run in store.runs()] == [1]
        assert store.verify() == ()
