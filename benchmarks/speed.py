"""Wall time and peak memory of the main job, each case in a process of its own.

    python -m benchmarks.speed [--cases help,first,cold,warm,large] [--repeat 3] [--names 1000] [--markets 30]

help   `brandname --help`
first  the example study, empty store and empty cache: the very first run on a machine
cold   the example study, empty store, built cache
warm   the example study again, store and cache in place
large  generated names × packaged markets, empty store, tables built, the names never read before

Prints one JSON line a case: the median of the repeats, and every figure. Runs the installed program as a user does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generated import MARKETS, SEED
from benchmarks.generated import names as generate
from brandname.study.facts import known_markets

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("candidates.yaml", "reviews.yaml", "markets", "interviews")


@dataclass(frozen=True)
class Figure:
    """One process."""

    seconds: float
    megabytes: float
    """Peak resident set of the process and its children."""


def measure(arguments: list[str], cwd: Path, cache: Path) -> Figure:
    """Runs brandname once and measures it from outside."""
    environment = {**os.environ, "BRANDNAME_CACHE_DIR": str(cache), "BRANDNAME_LANGUAGE": "en"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    environment["PYTHONPYCACHEPREFIX"] = str(cache.parent / "bytecode")
    child = (
        "import os, resource, subprocess, sys, time; t = time.perf_counter();"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE);"
        "seconds = time.perf_counter() - t;"
        "sys.stderr.buffer.write(done.stderr[-2000:]) if done.returncode else None;"
        "print(done.returncode, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", child, sys.executable, "-m", "brandname", *arguments]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    code, seconds, peak = done.stdout.split()
    if code != "0":
        sys.exit(f"brandname {' '.join(arguments)} ended with {code}:\n{done.stderr}")
    scale = 1024 * 1024 if platform.system() == "Darwin" else 1024
    return Figure(float(seconds), int(peak) / scale)


def example(folder: Path) -> Path:
    """A copy of the example study."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("respondents.csv"))
        elif source.exists():
            shutil.copy(source, folder / part)
    return folder


def large(folder: Path, names: int, markets: int) -> Path:
    """Generated names in the markets of `benchmarks.generated`, then further packaged ones by code."""
    (folder / "markets").mkdir(parents=True)
    for code in list(dict.fromkeys((*MARKETS, *known_markets())))[:markets]:
        (folder / "markets" / f"{code}.yaml").write_text("horizon: now\n", encoding="utf-8")
    listed = "".join(f"  - '{name}'\n" for name in generate(names, SEED))
    (folder / "candidates.yaml").write_text(
        f"brief:\n  goods: {{text: sparkling tea, nice: [32]}}\ncandidates:\n{listed}", encoding="utf-8"
    )
    return folder


def run_case(case: str, scratch: Path, cache: Path, options: argparse.Namespace) -> Figure:
    """One repeat of one case in a fresh folder."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    if case == "help":
        return measure(["--help"], folder, cache)
    if case == "large":
        study = large(folder / "s", options.names, options.markets)
        return measure(["check", "--jobs", str(options.jobs)], study, cache)
    study = example(folder)
    if case == "first":
        cache = folder / "cache"
    if case == "warm":
        measure(["check"], study, cache)
    return measure(["check"], study, cache)


def main() -> None:
    """Measures the cases asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", default="help,first,cold,warm,large")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--names", type=int, default=1000)
    parser.add_argument("--markets", type=int, default=30)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        cache = scratch / "cache"
        if {"cold", "warm"} & set(options.cases.split(",")):
            measure(["check"], example(Path(tempfile.mkdtemp(dir=scratch))), cache)
        if "large" in options.cases.split(","):
            measure(["check"], large(scratch / "fill", 2, options.markets), cache)
        for case in options.cases.split(","):
            repeats = 1 if case in {"large", "first"} else options.repeat
            started = time.strftime("%Y-%m-%d")
            figures = [run_case(case, scratch, cache, options) for _ in range(repeats)]
            print(json.dumps({
                "case": case, "date": started, "seconds": round(statistics.median(f.seconds for f in figures), 2),
                "megabytes": round(max(f.megabytes for f in figures)), "all": [round(f.seconds, 2) for f in figures],
            }), flush=True)


if __name__ == "__main__":
    main()
