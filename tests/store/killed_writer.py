"""The process that `test_kill` kills: writes run after run, each with content that follows from its number alone."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from brandname.model import Evidence, Finding, Run
from brandname.store import Store
from tests.builders import answer, gap, hit, question

FINDINGS = 600
BATCH = 40


def content(number: int) -> list[tuple[Evidence, Finding]]:
    """What run `number` gathers and finds: some of it as in every run, some new."""
    pairs = []
    for i in range(FINDINGS):
        seen = Evidence("rdap", 1, f"n{i}.test", "this machine", f"2026-01-{number % 28 + 1:02}", "200", b"body %d" % i)
        q = question(f"Name {i % 24}", scope=f"l{i // 24}")
        plain = gap(q) if i % 3 else answer(q, hit(f"run {number}"))
        pairs.append((seen, replace(plain, evidence=(*plain.evidence, seen.id))))
    return pairs


def write_run(folder: Path) -> None:
    """One whole run, begun by this process or taken up from a killed one."""
    with Store.open(folder, write=True) as store:
        run = store.begin(Run(0, "", "2026-01-01T00:00:00Z"))
        pairs = content(run.number)
        for start in range(0, FINDINGS, BATCH):
            part = pairs[start:start + BATCH]
            for seen, _ in part:
                store.add_evidence(seen)
            store.record(run.number, [finding for _, finding in part])
        store.finish(replace(run, finished="2026-01-01T00:01:00Z"))


if __name__ == "__main__":
    print("ready", flush=True)  # noqa: T201
    while True:
        write_run(Path(sys.argv[1]))
