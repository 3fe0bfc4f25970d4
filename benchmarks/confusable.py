"""Documented confusable names: how high the score puts them in a whole pool, beside what others measure.

    python -m benchmarks.confusable CASES.tsv --pool NAMES.txt --domain drug|trademark [--into OUT.jsonl]
    python -m benchmarks.confusable CASES.tsv --pool NAMES.txt --domain drug|trademark --compare

Reads the columns id, domain, a, b; the domain chooses rows and pool, never settings. Writes the 100 best names of the
pool for every name of the rows, and a score for every pair; `--compare` (columns label, kind and note too) prints
average precision and recall of the score and of each baseline, and bootstraps the difference over queries.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.confusable_baselines import BASELINES, Pool
from brandname.language.distance.names import VOICES, fold_name, prepare, sound_strings
from brandname.language.distance.scorer import batch, score

BEST = 100
DEPTHS = (10, 50)
DRAWS = 2000
Row: TypeAlias = dict[str, str]
Ranker: TypeAlias = Callable[[str], npt.NDArray[np.float32]]
Gold: TypeAlias = dict[str, tuple[set[str], set[str]]]


def main(arguments: list[str] | None = None) -> int:
    """Ranks, or compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--pool", type=Path, required=True)
    parser.add_argument("--domain", choices=("drug", "trademark"), required=True)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--compare", action="store_true")
    options = parser.parse_args(arguments)
    with options.cases.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                if row["domain"] == options.domain]
    names = tuple(filter(None, dict.fromkeys(map(fold_name, options.pool.read_text(encoding="utf-8").splitlines()))))
    if options.compare:
        _compare(rows, names, options.domain)
        return 0
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in _answers(rows, names, options.domain))
    if options.into:
        options.into.write_text("".join(lines), encoding="utf-8")
    else:
        sys.stdout.writelines(lines)
    return 0


def ours(names: tuple[str, ...]) -> Ranker:
    """The shipped score against a pool."""
    pool = batch(names, {voice: sound_strings(names, voice) for voice in VOICES})
    return lambda query: np.nan_to_num(score(prepare(query), pool), nan=-1.0)


def _answers(rows: list[Row], names: tuple[str, ...], domain: str) -> Iterator[dict[str, object]]:
    rank = ours(names)
    for query in dict.fromkeys(name for row in rows for name in (row["a"], row["b"])):
        ranked = _ranked(rank(query), names, {fold_name(query)})
        yield {"query": query, "domain": domain, "ranked": ranked}
    for row in rows:
        pair = float(ours((fold_name(row["b"]),))(row["a"])[0])
        yield {"id": row["id"], "score": round(pair, 5)}


def _ranked(scores: npt.NDArray[np.float32], names: tuple[str, ...], without: set[str]) -> list[str]:
    order = np.argsort(-scores, kind="stable")[:BEST + len(without)]
    return [names[place] for place in order if names[place] not in without][:BEST]


def _gold(rows: list[Row], domain: str) -> Gold:
    """Query → its partners, and names that count neither way (pairs by meaning; drugs of several words)."""
    partners: dict[str, set[str]] = defaultdict(set)
    skipped: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["label"] != "1":
            continue
        kept = row["kind"] != "meaning" and (domain != "drug" or not row["note"])
        first, second = fold_name(row["a"]), fold_name(row["b"])
        for query, partner in ((first, second), (second, first))[:2 if domain == "drug" else 1]:
            (partners if kept else skipped)[query].add(partner)
    return {query: (found, skipped[query] - found) for query, found in partners.items()}


def _judge(rank: Ranker, names: tuple[str, ...], gold: Gold) -> npt.NDArray[np.float64]:
    """Average precision and recall at DEPTHS of each query."""
    rows = []
    for query, (partners, skipped) in gold.items():
        found = _ranked(rank(query), names, {query, *skipped})
        places = sorted(found.index(name) + 1 for name in partners if name in found)
        precision = sum((k + 1) / place for k, place in enumerate(places)) / len(partners)
        rows.append([precision, *(sum(place <= depth for place in places) / len(partners) for depth in DEPTHS)])
    return np.array(rows)


def _compare(rows: list[Row], names: tuple[str, ...], domain: str) -> None:
    gold = _gold(rows, domain)
    pool = Pool(names)
    rankers: Mapping[str, Ranker] = {"brandname": ours(names), **{
        label: (lambda query, measure=measure: measure(pool, query)) for label, measure in BASELINES.items()}}
    print(f"{domain}: {len(gold)} queries, {len(names)} names")
    print("measure\tAP\t" + "\t".join(f"R@{depth}" for depth in DEPTHS) + "\tAP of ours less its, 95 %")
    mine: npt.NDArray[np.float64] | None = None
    for label, rank in rankers.items():
        found = _judge(rank, names, gold)
        mine = found if mine is None else mine
        draws = np.random.default_rng(1).integers(0, len(found), (DRAWS, len(found)))
        gap = (mine[:, 0] - found[:, 0])[draws].mean(axis=1)
        low, high = np.percentile(gap, [2.5, 97.5])
        numbers = "\t".join(f"{value:.3f}" for value in found.mean(axis=0))
        print(f"{label}\t{numbers}\t{gap.mean():+.3f} [{low:+.3f}, {high:+.3f}]", flush=True)


if __name__ == "__main__":
    sys.exit(main())
