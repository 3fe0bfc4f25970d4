"""What a list of names takes with a process on each core, tables loaded: seconds by the clock and of the processors.

    python -m benchmarks.cores [--names 1000] [--processes 2] [--parts readings,quick,ten]

readings  each name in 30 languages by every route, as the checks ask (with the first local spelling of ja, ko, ru)
quick     the first spelling in each of the seven trained scripts, at the quick depth
ten       ten spellings in each
Coined names never read before, an empty cache folder, a share of the names each; Python looks for cycles as seldom as
the program makes it. Prints one JSON line a part:
`clock` from the first start to the last end, `processors` of all processes together, `busiest` of the one that
worked longest, which is what the clock would show on a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from benchmarks.generated import SEED
from benchmarks.generated import names as generated
from benchmarks.parts import TAGS
from brandname.cli import COLLECTION

WARM = ("Velora", "Springcoat", "Limpo 7")


@dataclass(frozen=True)
class Share:
    """One process's part of the work."""

    begun: float
    ended: float
    processor: float


def readings(names: Sequence[str]) -> None:
    """Every name in every language, through the room that checks ask."""
    from brandname.checks.base import Resources
    from brandname.checks.pronunciation_voices import open_voices
    from brandname.model import Brief, Candidate, Study

    candidates = tuple(map(Candidate, names))
    resources = Resources(Study("study", Brief(), candidates, ()))
    voices = resources.get(open_voices)
    for candidate in candidates:
        for tag in TAGS:
            voices.readings(candidate.name, tag, candidate, resources)


def quick(names: Sequence[str]) -> None:
    """The likeliest spelling in every script."""
    _written(names, 1, quick=True)


def ten(names: Sequence[str]) -> None:
    """Ten spellings in every script."""
    _written(names, 10, quick=False)


def _written(names: Sequence[str], n: int, *, quick: bool) -> None:
    from brandname.language.scripts.rendering import covered, renderings

    for name in names:
        for script in covered():
            renderings(name, script, n, quick=quick)


PARTS: dict[str, Callable[[Sequence[str]], None]] = {"readings": readings, "quick": quick, "ten": ten}


def work(part: str, names: Sequence[str], ready: Any) -> Share:  # noqa: ANN401 - a barrier
    """Loads what the part needs, waits for the other processes, then works."""
    gc.set_threshold(*COLLECTION)
    PARTS[part](WARM)
    ready.wait()
    begun, processor = time.time(), time.process_time()
    PARTS[part](names)
    return Share(begun, time.time(), time.process_time() - processor)


def measure(part: str, names: Sequence[str], processes: int) -> dict[str, object]:
    """The figures of one part."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(processes) as pool:
        ready = manager.Barrier(processes)
        shares = pool.starmap(work, [(part, names[k::processes], ready) for k in range(processes)], chunksize=1)
    return {
        "part": part, "names": len(names), "processes": processes,
        "clock": round(max(s.ended for s in shares) - min(s.begun for s in shares), 1),
        "processors": round(sum(s.processor for s in shares), 1),
        "busiest": round(max(s.processor for s in shares), 1),
    }


def main() -> None:
    """Measures the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--parts", default=",".join(PARTS))
    options = parser.parse_args()
    names = list(islice(generated(options.names, SEED + 1), options.names))
    for part in options.parts.split(","):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["BRANDNAME_CACHE_DIR"] = folder
            print(json.dumps(measure(part, names, options.processes)), flush=True)


if __name__ == "__main__":
    main()
