"""Transliteration of brand names: answers cases, and compares two sets of answers.

`python -m benchmarks.translit CASES.tsv [--out FILE]` reads id, source_name, source_lang, target_lang and writes
`{"id", "candidates"}` a line, up to 50 candidates, best first. `--compare OTHER.jsonl --pairs FOLDER` then prints exact
hits of both on the rows with a `target`, by language, with a paired bootstrap; FOLDER holds the training pairs, so that
names all of whose words occur in them are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import sys
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from brandname.language.scripts import ballots
from brandname.language.scripts.joint import JointModel
from brandname.language.scripts.rendering import covered, renderings
from brandname.language.scripts.spelling import pieces, source_letters
from brandname.language.scripts.tables import unpack
from tools import train_translit

SCRIPTS = {
    "ja": "Kana", "ko": "Hang", "ru": "Cyrl", "ar": "Arab", "he": "Hebr", "zh-Hans": "Hans", "zh-Hant": "Hant",
    "zh": "Hans",
}
BRAND = ("phonetic", "phono-semantic", "mixed")
MOST = 50
HELD = 400
DRAWS = 2000
SEED = 2026
_DROPPED = re.compile(r"[\s\-‐-―・·•‧･＝=.,'’‘`´׳״\"!&_/]+")


def main() -> None:
    """Answers the cases; compares when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="?")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--quick", action="store_true", help="the quick depth: one model, first answers only")
    parser.add_argument("--compare", type=Path, help="another system's answers, as the baseline")
    parser.add_argument("--pairs", type=Path, help="folder of the training pairs")
    parser.add_argument(
        "--calibrate", type=Path, help="folder of tables trained with --hold-out: print calibration.toml"
    )
    chosen = parser.parse_args()
    if chosen.calibrate:
        calibrate(chosen.pairs, chosen.calibrate)
        return
    cases = read(chosen.cases)
    begun = time.perf_counter()
    ours = {case["id"]: answer(case, quick=chosen.quick) for case in cases}
    spent = time.perf_counter() - begun
    lines = "".join(json.dumps({"id": k, "candidates": v}, ensure_ascii=False) + "\n" for k, v in ours.items())
    if chosen.out:
        chosen.out.write_text(lines, encoding="utf-8")
        print(f"{len(cases)} cases in {spent:.1f} s", file=sys.stderr)
    elif not chosen.compare:
        sys.stdout.write(lines)
    if chosen.compare:
        compare(cases, ours, answers(chosen.compare), seen(chosen.pairs) if chosen.pairs else {})


def calibrate(pairs: Path, tables: Path) -> None:
    """Prints, by language, ten points of posterior and hit rate on names held out of training, never falling."""
    models = {path.name.removesuffix(".xz"): JointModel(unpack(path.read_bytes())) for path in tables.glob("*.xz")}
    ballots.model = models.__getitem__  # type: ignore[assignment]
    print(f"# Posterior and hit rate of spellings of held-out personal names, {HELD} a language; not of brands.")
    print("# `quick`: at the quick depth.")
    for code, script in sorted((code, script) for script, code in covered().items() if code != "zh"):
        language = train_translit.read(pairs, code)
        names = sorted(name for name in language.spellings if train_translit.held_out(name))
        names = random.Random(SEED).sample(names, HELD)
        print(f"[{code}]")
        for key, quick in (("hits", False), ("quick", True)):
            points: list[tuple[float, int]] = []
            for name in names:
                wanted = {_plain(text) for text in language.spellings[name]}
                found = renderings(name, script, 5 if quick else 10, quick=quick)
                points.extend((one.posterior, int(_plain(one.text) in wanted)) for one in found)
            print(f"{key} = {[list(point) for point in rising(points)]}", flush=True)


def rising(points: Sequence[tuple[float, int]]) -> list[tuple[float, float]]:
    """Upper edge and hit rate of groups of points, neighbours pooled until rates rise (isotonic regression).

    Two misses are added to each group, so that no small group states certainty.
    """
    edges = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0)
    groups: list[list[float]] = []
    low = -1.0
    for high in edges:
        inside = [hit for posterior, hit in points if low < posterior <= high]
        low = high
        if not inside:
            continue
        groups.append([high, float(sum(inside)), float(len(inside))])
        while len(groups) > 1 and groups[-2][1] * groups[-1][2] >= groups[-1][1] * groups[-2][2]:
            edge, hits, size = groups.pop()
            groups[-1] = [edge, groups[-1][1] + hits, groups[-1][2] + size]
    rates = accumulate((hits / (size + 2) for _, hits, size in groups), max)
    return [(edge, round(rate, 4)) for (edge, _, _), rate in zip(groups, rates, strict=True)]


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table of cases."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def answer(case: Mapping[str, str], *, quick: bool = False) -> list[str]:
    """The candidates for one case; empty where there are no trained tables."""
    script = SCRIPTS.get(case["target_lang"])
    if script is None:
        return []
    return [found.text for found in renderings(case["source_name"], script, MOST, quick=quick)]


def answers(path: Path) -> dict[str, list[str]]:
    """Answers written earlier."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row["candidates"] for row in rows}


def seen(folder: Path) -> dict[str, set[str]]:
    """Latin names in the training pairs, by language."""
    found = {}
    for path in sorted(folder.glob("*.tsv.gz")):
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        found[path.name.split(".")[0]] = {source_letters(line.split("\t")[0]) for line in text.splitlines()}
    return found


def compare(
    cases: Iterable[Mapping[str, str]], ours: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]],
    known: Mapping[str, set[str]],
) -> None:
    """Prints exact hits of both systems and the 95 % interval of the difference (paired bootstrap over cases)."""
    groups: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for case in cases:
        if case["target_lang"] in SCRIPTS and case.get("kind") in BRAND:
            words = [source_letters(piece.text) for piece in pieces(case["source_name"])]
            old = all(word in known.get(case["target_lang"].split("-")[0], ()) for word in words if word)
            for part in ("all", "in the pairs" if old else "not in the pairs"):
                groups.setdefault((case["target_lang"], part), []).append(case)
    print("| language | names | n | k | baseline | ours | difference, 95 % |\n|---|---|--:|--:|--:|--:|---|")
    for (lang, part), rows in sorted(groups.items()):
        for k in (1, 5, 10, 50):
            pairs = [(hit(row, theirs.get(row["id"], ()), k), hit(row, ours.get(row["id"], ()), k)) for row in rows]
            base, own = (sum(column) / len(rows) for column in zip(*pairs, strict=True))
            low, high = interval([b - a for a, b in pairs])
            gain = f"{own - base:+.3f} [{low:+.3f}, {high:+.3f}]"
            print(f"| {lang} | {part} | {len(rows)} | {k} | {base:.3f} | {own:.3f} | {gain} |")


def hit(case: Mapping[str, str], candidates: Sequence[str], k: int) -> int:
    """Whether one of the first k is a spelling in use."""
    wanted = {_plain(text) for text in case["target"].split("|")}
    return int(any(_plain(text) in wanted for text in candidates[:k]))


def interval(differences: Sequence[int]) -> tuple[float, float]:
    """2.5 and 97.5 percentile of the mean of resampled differences."""
    draw, size = random.Random(SEED), len(differences)
    means = sorted(sum(draw.choices(differences, k=size)) / size for _ in range(DRAWS))
    return means[int(0.025 * DRAWS)], means[int(0.975 * DRAWS)]


def _plain(text: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))).casefold()


if __name__ == "__main__":
    main()
