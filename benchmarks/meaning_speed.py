"""Time of the meaning check on generated names × packaged markets: names never read before, then the same ones again.

    python -m benchmarks.meaning_speed [--names 1000] [--markets 30] [--jobs 2]

Both runs have their tables built (word frequencies, lists); the second one finds what the first one kept of the names.
Each is a process of its own that plans the questions and has them judged as `brandname check --jobs N` would,
without store and reports. Prints one JSON line a run: seconds by the clock and of processor time, those of planning
apart, and a digest of the findings, which must not depend on the run or the number of processes.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime

from benchmarks.generated import MARKETS, SEED, names
from benchmarks.meanings import packaged
from brandname.checks.base import Case
from brandname.checks.meaning import MeaningCheck, MeaningOptions
from brandname.cli import COLLECTION
from brandname.model import Brief, Candidate, Study
from brandname.plan import plan
from brandname.run import Settings, Stop, judge_all
from brandname.study.facts import known_markets


def made(count: int, markets: int, seed: int) -> Study:
    """Generated names in the markets of `benchmarks.generated`, then further packaged ones by code."""
    codes = list(dict.fromkeys((*MARKETS, *known_markets())))[:markets]
    here = tuple(market for market in map(packaged, codes) if market is not None)
    return Study("benchmark", Brief(), tuple(map(Candidate, names(count, seed))), here)


def once(study: Study, jobs: int) -> dict[str, object]:
    """One run in this process and its workers."""
    gc.set_threshold(*COLLECTION)  # as the program does
    check = MeaningCheck(MeaningOptions())
    begun = time.perf_counter()
    cases = tuple(map(Case, plan(study, [check])))
    planned = time.perf_counter()
    findings, _ = judge_all(study, [check], cases, Settings(datetime.now(UTC), jobs=jobs), Stop(), lambda _: None)
    ended = time.perf_counter()
    for worker in multiprocessing.active_children():
        worker.join()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    same = hashlib.sha256("\n".join(map(repr, findings)).encode()).hexdigest()[:16]
    return {
        "questions": len(cases), "planning": round(planned - begun, 2), "judging": round(ended - planned, 2),
        "processor": round(sum(one.ru_utime + one.ru_stime for one in used), 2), "findings": same,
        "load": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=1000)
    parser.add_argument("--markets", type=int, default=30)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED, help=argparse.SUPPRESS)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(once(made(options.names, options.markets, options.seed), options.jobs)))
        return
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "BRANDNAME_CACHE_DIR": cache}
        for label, count, seed in (("", 3, SEED + 1), ("new", options.names, SEED), ("again", options.names, SEED)):
            command = [sys.executable, "-m", "benchmarks.meaning_speed", "--once", "--names", str(count), "--seed",
                       str(seed), "--markets", str(options.markets), "--jobs", str(options.jobs if label else 1)]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            if label:
                print(json.dumps({"names": label, "jobs": options.jobs, **json.loads(done.stdout)}), flush=True)


if __name__ == "__main__":
    main()
