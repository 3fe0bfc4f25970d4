"""Speed, memory and completeness of the search for like marks, on synthetic marks.

    python -m benchmarks.registers [--marks 1000000] [--queries 50] [--exhaustive 50] [--sieved 500,1000]
                                   [--peers PYTHON] [--folder FOLDER] [--jobs 1]

Steps, each in a process of its own, one JSON line each: `letters` and `sounds` make the index (marks a second);
`search` opens it and asks all queries at once, for each number of forms that a sieve keeps; `exhaustive` compares the
first queries with every form and says which share of its 20 most alike the search listed among its own first 20 and at
all (equal scores stand in for each other). `--peers` names a Python with duckdb and chktm for `registers_peers.py`:
their share is of the same 20, anywhere in their lists. Wall time and time of the processors, since other work may share
them; peak is the resident set, mapped files included. With `--folder` what is made there is used again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from benchmarks.synthetic_marks import QUERIES, marks, queries
from brandname.registers.records import MarkStatus

TOP = 20
SAMPLE = 100_000
"""Marks that queries are altered from."""
COMPARED = 50_000
"""Forms compared at a time when all are."""
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Lines:
    """A text file of marks, as an index reads a register: mark 1 is the first line."""

    texts: Sequence[str]
    index_folder: Path
    edition: str

    def names(self, after: int = 0, limit: int = 100_000) -> list[tuple[int, int, str]]:
        """One name a mark."""
        return [(i, i, text) for i, text in enumerate(self.texts[after:after + limit], after + 1)]

    def columns(self, after: int = 0, limit: int = 100_000) -> list[tuple[int, MarkStatus, int, str]]:
        """Every mark registered in one class, class 1 to 45 in turn."""
        last = min(after + limit, len(self.texts))
        return [(i, MarkStatus.REGISTERED, 1 << (i % 45 + 1), "xx") for i in range(after + 1, last + 1)]


def open_lines(folder: Path, *, texts: bool) -> Lines:
    """The register of a benchmark folder; without its texts where only the index is wanted."""
    path = folder / "marks.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if texts else ()
    return Lines(lines, folder / "index", str(path.stat().st_size))


def timed(work: Callable[[], _Result]) -> tuple[_Result, dict[str, float]]:
    """What a function gives, and what it took."""
    wall, busy = time.perf_counter(), time.process_time()
    result = work()
    return result, {"wall": round(time.perf_counter() - wall, 2), "processors": round(time.process_time() - busy, 2)}


def peak() -> int:
    """Largest resident set of this process so far, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def step_letters(folder: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Makes the letters."""
    from brandname.registers.index import build_letters

    register = open_lines(folder, texts=True)
    forms, took = timed(lambda: build_letters(register))
    return {"forms": forms, **took, "per_second": round(len(register.texts) / took["wall"])}


def step_sounds(folder: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Makes the sounds."""
    from brandname.registers.index import build_sounds

    forms, took = timed(lambda: build_sounds(open_lines(folder, texts=False), jobs=args.jobs))
    return {"forms": forms, **took, "per_second": round(forms / took["wall"])}


def step_search(folder: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Opens the index and asks all queries at once."""
    from brandname.language.distance.names import prepare
    from brandname.registers.index import open_index

    asked = [prepare(query) for query in (folder / "queries.txt").read_text(encoding="utf-8").splitlines()]
    index, opened = timed(lambda: open_index(open_lines(folder, texts=False)))
    assert index is not None
    told: dict[str, Any] = {"open": opened}
    for sieved in map(int, args.sieved.split(",")):
        answers, took = timed(lambda sieved=sieved: index.search(asked, sieved=sieved))  # type: ignore[misc]
        told[f"sieved {sieved}"] = took
        found = [[(found.mark_id, found.score) for found in answer.found] for answer in answers]
        (folder / f"found-{sieved}.json").write_text(json.dumps(found), encoding="utf-8")
    _, told["class 5"] = timed(lambda: index.search(asked, classes=frozenset({5})))
    return {"queries": len(asked), **told}


def step_exhaustive(folder: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Compares the first queries with every form; the 20 most alike, and what the search listed of them."""
    from brandname.language.distance.names import VOICES, prepare
    from brandname.language.distance.scorer import batch, score
    from brandname.registers.index import open_index

    texts = (folder / "queries.txt").read_text(encoding="utf-8").splitlines()[: args.exhaustive]
    asked = [prepare(query) for query in texts]
    index = open_index(open_lines(folder, texts=False))
    assert index is not None
    forms = index.forms
    rows: list[list[np.ndarray[Any, Any]]] = [[] for _ in asked]

    def compare_all() -> None:
        for first in range(0, len(forms.letters), COMPARED):
            last = min(first + COMPARED, len(forms.letters))
            letters = forms.letters.block(first, last)
            sounds = {voice: forms.sounds[voice].block(first, last) for voice in VOICES}
            some = batch(letters, sounds)
            for row, query in zip(rows, asked, strict=True):
                row.append(score(query, some))

    _, took = timed(compare_all)
    best: list[list[tuple[int, float]]] = []
    for row in rows:
        scores = np.concatenate(row)
        top = np.argsort(-scores, kind="stable")[:TOP]
        best.append([(int(index.members.marks[index.members.starts[form]]), float(scores[form])) for form in top])
    (folder / "exhaustive.json").write_text(json.dumps(best), encoding="utf-8")
    shares = {f"sieved {sieved}": completeness(folder / f"found-{sieved}.json", best) for sieved in
              map(int, args.sieved.split(","))}
    return {"queries": len(asked), **took, **shares}


def completeness(found: Path, best: Sequence[Sequence[tuple[int, float]]]) -> dict[str, float]:
    """Share of the most alike that the first 20 listed are as alike as, and that are listed at all."""
    within, anywhere = [], []
    for listed, wanted in zip(json.loads(found.read_text(encoding="utf-8")), best, strict=False):
        least = wanted[-1][1]
        within.append(sum(value >= least for _, value in listed[:TOP]) / len(wanted))
        anywhere.append(min(1.0, sum(value >= least for _, value in listed) / len(wanted)))
    return {"top 20": round(float(np.mean(within)), 4), "worst query": round(min(within), 2),
            "anywhere": round(float(np.mean(anywhere)), 4)}


def ask_peers(folder: Path, python: str) -> None:
    """Runs the peers over the queries that were compared with every form."""
    best = json.loads((folder / "exhaustive.json").read_text(encoding="utf-8"))
    script = Path(__file__).with_name("registers_peers.py")
    with subprocess.Popen([python, str(script), str(folder / "marks.txt"), str(folder / "queries.txt")],
                          stdout=subprocess.PIPE, text=True, encoding="utf-8") as peers:
        assert peers.stdout is not None
        for line in peers.stdout:
            told = json.loads(line)
            shares = [len({mark for mark, _ in wanted} & {number + 1 for number in found}) / len(wanted)
                      for wanted, found in zip(best, told["found"], strict=False)]
            tell({"step": told["peer"], "build": round(told["build"], 1), "wall": round(told["search"], 2),
                  "share of top 20": round(float(np.mean(shares)), 4)})


def tell(figures: dict[str, Any]) -> None:
    """One line."""
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


STEPS = {"letters": step_letters, "sounds": step_sounds, "search": step_search, "exhaustive": step_exhaustive}


def make(folder: Path, args: argparse.Namespace) -> None:
    """The marks and the queries, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "marks.txt").exists():
        with (folder / "new.txt").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{mark}\n" for mark in marks(args.marks))
        (folder / "new.txt").replace(folder / "marks.txt")
    with (folder / "marks.txt").open(encoding="utf-8") as file:
        sample = [line.rstrip("\n") for line in islice(file, SAMPLE)]
    asked = queries(sample, args.queries)
    mixed = [query for pair in zip(asked[: len(asked) // 2], asked[len(asked) // 2:], strict=False) for query in pair]
    (folder / "queries.txt").write_text("".join(f"{query}\n" for query in mixed), encoding="utf-8", newline="\n")


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marks", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--exhaustive", type=int, default=QUERIES, help="queries compared with every form")
    parser.add_argument("--sieved", default="500,1000", help="forms each sieve keeps, one search for each number")
    parser.add_argument("--peers", help="a Python with duckdb and chktm")
    parser.add_argument("--jobs", type=int, default=1, help="processes that hear sounds")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder without")
    parser.add_argument("--steps", default=",".join(STEPS))
    parser.add_argument("--step", choices=tuple(STEPS), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.step:
        tell({"step": args.step, **STEPS[args.step](args.folder, args), "peak_mb": peak()})
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        make(folder, args)
        told = ["--sieved", args.sieved, "--exhaustive", str(args.exhaustive), "--folder", str(folder)]
        told += ["--jobs", str(args.jobs)]
        for step in filter(None, args.steps.split(",")):
            subprocess.run([sys.executable, "-m", "benchmarks.registers", "--step", step, *told], check=True,
                           env=dict(os.environ))
        if args.peers:
            ask_peers(folder, args.peers)


if __name__ == "__main__":
    main()
