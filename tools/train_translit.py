"""Trains the tables in `brandname/data/translit/` from pairs of Latin spelling and local spelling.

Run `python tools/train_translit.py FOLDER` where FOLDER holds `<code>.tsv.gz` (Latin, TAB, local, TAB, count): the
personal-name pairs which Merhav & Ash mined from Wikidata labels ("Design Challenges in Named Entity Transliteration",
COLING 2018; data CC0 1.0). Digests are checked; the pairs themselves are never copied. Chinese pairs are turned into
simplified characters first, which needs the package `opencc` (Apache-2.0) at build time only. Sees no benchmark.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from brandname.language.scripts.spelling import kana_letters, source_letters, units  # noqa: E402
from brandname.language.scripts.tables import END, START, STEP, Tables, pack  # noqa: E402

DATA = ROOT / "brandname" / "data" / "translit"
SEED = 2026
EM_PAIRS = 25_000
"""Pairs the alignment is learnt from; all pairs are aligned with it."""
EM_ROUNDS = 4
SHARE = 0.15
"""A local spelling is kept when it has at least this share of its name's commonest one."""
LENGTHS = range(2, 15)
HELD_OUT = 10
"""One name in so many is kept out of training when confidence is measured."""
DIGESTS = {
    "ar": "6378de83365c3863", "he": "440b792fc560fc4e", "ja": "0c5a6b8fa6d0db1b", "ko": "c45d89ed2f0829b9",
    "ru": "7c80eb5b4dab9df2", "zh": "55b42671dccb32e2",
}
"""First 16 hexadecimal digits of SHA-256 of the unpacked pairs."""
LETTERS = {
    "ar": "[\u0621-\u064a]+", "he": "[\u05d0-\u05ea'\u05f3]+", "ja": "[\u30a1-\u30fa\u30fc]+", "ko": "[\uac00-\ud7a3]+",
    "ru": "[\u0430-\u044f\u0451]+", "zh": "[\u4e00-\u9fff]+",
}
CHUNK = {"ar": 4, "he": 4, "ja": 5, "ko": 4, "ru": 4, "zh": 6}
"""Source letters in the longest chunk."""
ORDER = {"ar": 4, "he": 4, "ja": 4, "ko": 4, "ru": 4, "zh": 3}
KANA_CHUNK = 5
THROUGH_KANA = ("ko", "ru", "ar", "he")
"""Languages that get a model from katakana, learnt from names spelt in both."""

Pair = tuple[str, tuple[str, ...]]
Weights = Mapping[tuple[str, str], float]


class PairsError(ValueError):
    """The pairs are not the published ones."""


@dataclass(frozen=True, slots=True)
class Language:
    """The cleaned pairs of one language."""

    code: str
    spellings: Mapping[str, tuple[str, ...]]
    """Latin letters → local spellings."""

    def pairs(self, keep: Callable[[str], bool] = lambda _: True) -> list[Pair]:
        """All pairs of the names `keep` lets through, the local side in units."""
        return [
            (name, units(text, self.code)) for name, texts in self.spellings.items() if keep(name) for text in texts
        ]


def main() -> None:
    """Trains what is asked for and writes it into the package, or into a folder named by `--into`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default=",".join(sorted(set(DIGESTS) - {"zh"})),
                        help="zh: tools/train_chinese.py, which reads its pairs through this one")
    parser.add_argument("--into", type=Path, default=DATA)
    parser.add_argument("--hold-out", action="store_true", help="leave every tenth name out, to measure confidence on")
    chosen = parser.parse_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    wanted = chosen.languages.split(",")
    keep = (lambda name: not held_out(name)) if chosen.hold_out else (lambda _: True)
    kana = read(chosen.folder, "ja") if set(wanted) & set(THROUGH_KANA) else None
    for code in wanted:
        language = read(chosen.folder, code)
        write(chosen.into, code, train(language.pairs(keep), CHUNK[code], ORDER[code]))
        if kana and code in THROUGH_KANA:
            write(chosen.into, f"ja-{code}", train(shared(kana, language, keep), KANA_CHUNK, ORDER[code]), ("forward",))


def read(folder: Path, code: str) -> Language:
    """The published pairs, cleaned: right script only, rare rivals of a commoner one dropped. Raises PairsError."""
    raw = gzip.decompress((folder / f"{code}.tsv.gz").read_bytes())
    if not hashlib.sha256(raw).hexdigest().startswith(DIGESTS[code]):
        raise PairsError(f"{code}.tsv.gz is not the published file")
    simplify = _simplifier() if code == "zh" else str
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in raw.decode("utf-8").splitlines():
        latin, local, times = line.split("\t")[:3]
        name, text = source_letters(latin), simplify(_plain(local, code))
        if len(name) in LENGTHS and re.fullmatch(LETTERS[code], text):
            counts[name][text] += int(times)
    spellings = {
        name: tuple(text for text, times in found.items() if times >= SHARE * max(found.values()))
        for name, found in counts.items()
    }
    return Language(code, spellings)


def _plain(text: str, code: str) -> str:
    text = text.replace("\u2019", "'").replace("\u05f3", "'").replace("\u00b7", "")
    return text.replace("'", "") if code == "ru" else text


def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC("t2s").convert  # type: ignore[no-any-return]


def held_out(name: str) -> bool:
    """Whether a name is one of the tenth kept for measuring; depends on the name alone."""
    return hashlib.sha256(name.encode()).digest()[0] % HELD_OUT == 0


def shared(kana: Language, other: Language, keep: Callable[[str], bool]) -> list[Pair]:
    """Katakana and the other spelling of the names found in both lists."""
    return [
        (kana_letters(source), units(text, other.code))
        for name, texts in other.spellings.items() if keep(name)
        for source in kana.spellings.get(name, ()) for text in texts
    ]


def train(pairs: Sequence[Pair], chunk: int, order: int) -> dict[str, Tables]:
    """A forward and a backward model of the same aligned pairs."""
    weights = learn_alignment(sample(pairs), chunk)
    chains = [chain for name, text in pairs if (chain := align(name, text, weights, chunk))]
    print(f"{len(pairs)} pairs, {len(chains)} aligned", flush=True)
    return {
        "forward": tabulate(chains, order, backwards=False),
        "backward": tabulate([chain[::-1] for chain in chains], order, backwards=True),
    }


def sample(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """The pairs the alignment is learnt from."""
    if len(pairs) <= EM_PAIRS:
        return pairs
    return random.Random(SEED).sample(list(pairs), EM_PAIRS)  # noqa: S311 - a fixed choice, nothing secret


def learn_alignment(pairs: Sequence[Pair], chunk: int) -> Weights:
    """Probability of each (chunk of letters, unit), by expectation maximisation over all monotone alignments."""
    weights: dict[tuple[str, str], float] | None = None
    for _ in range(EM_ROUNDS):
        expected: dict[tuple[str, str], float] = defaultdict(float)
        for name, text in pairs:
            if len(text) <= len(name) <= chunk * len(text):
                _expect(name, text, chunk, weights, expected)
        total = sum(expected.values())
        weights = {pair: value / total for pair, value in expected.items() if value > 0.01}
    return weights or {}


def _expect(
    name: str, text: Sequence[str], chunk: int, weights: Weights | None, expected: dict[tuple[str, str], float]
) -> None:
    """Adds one pair's share of each (chunk, unit), by forward and backward sums."""
    size, length = len(name), len(text)
    ahead = [[0.0] * (size + 1) for _ in range(length + 1)]
    ahead[0][0] = 1.0
    edges: list[list[tuple[int, int, float]]] = []
    for j, unit in enumerate(text):
        rest, row = length - j - 1, []
        for i in range(j, size - rest):
            if not ahead[j][i]:
                continue
            for e in _ends(i, size, rest, chunk):
                even = 1 / (1 + abs(e - i - size / length))
                weight = even if weights is None else weights.get((name[i:e], unit), 1e-9)
                ahead[j + 1][e] += ahead[j][i] * weight
                row.append((i, e, weight))
        edges.append(row)
    total = ahead[length][size]
    if not total:
        return
    after = [0.0] * size + [1.0]
    for j in range(length - 1, -1, -1):
        now = [0.0] * (size + 1)
        for i, e, weight in edges[j]:
            flow = weight * after[e]
            if flow:
                now[i] += flow
                expected[name[i:e], text[j]] += ahead[j][i] * flow / total
        after = now


def _ends(i: int, size: int, rest: int, chunk: int) -> range:
    """Where a chunk beginning at `i` may end so that `rest` further units still find letters."""
    return range(max(i + 1, size - chunk * rest), min(i + chunk, size - rest) + 1)


def align(name: str, text: Sequence[str], weights: Weights, chunk: int) -> list[tuple[str, str]]:
    """The likeliest chain of (chunk, unit); empty when there is none: such pairs are mostly translations or errors."""
    size, length = len(name), len(text)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for j, unit in enumerate(text):
        found: dict[int, tuple[float, int]] = {}
        for i, (value, _) in best[j].items():
            for e in _ends(i, size, length - j - 1, chunk):
                weight = weights.get((name[i:e], unit))
                if weight:
                    total = value + math.log(weight)
                    if e not in found or total > found[e][0]:
                        found[e] = (total, i)
        best.append(found)
    if size not in best[length]:
        return []
    chain, end = [], size
    for j in range(length, 0, -1):
        begin = best[j][end][1]
        chain.append((name[begin:end], text[j - 1]))
        end = begin
    return chain[::-1]


def tabulate(chains: Iterable[Sequence[tuple[str, str]]], order: int, *, backwards: bool) -> Tables:
    """The n-gram tables of aligned chains."""
    numbers: dict[tuple[str, str], int] = {("<", ""): START, (">", ""): END}
    numbered = [tuple(numbers.setdefault(unit, len(numbers)) for unit in chain) for chain in chains]
    probabilities, left = kneser_ney(numbered, order)
    first: list[Sequence[int]] = [()]
    ids: list[Sequence[int]] = [()]
    costs, backs = [b""], [b""]
    parents: list[tuple[int, ...]] = [()]
    for level in range(1, order + 1):
        children: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for gram in probabilities[level]:
            children[gram[:-1]].append(gram[-1])
        nodes: list[tuple[int, ...]] = []
        starts = [0]
        for parent in parents:
            nodes.extend((*parent, unit) for unit in sorted(children.get(parent, ())))
            starts.append(len(nodes))
        first.append(starts)
        ids.append([gram[-1] for gram in nodes])
        costs.append(bytes(_quantise(probabilities[level].get(gram, 1.0)) for gram in nodes))
        backs.append(bytes(_quantise(left.get(gram, 1.0)) for gram in nodes))
        parents = nodes
    return Tables(order, backwards, tuple(numbers), tuple(first), tuple(ids), tuple(costs), tuple(backs))


def _quantise(probability: float) -> int:
    return min(255, max(0, round(-math.log(max(probability, 1e-12)) / STEP)))


def kneser_ney(
    chains: Iterable[tuple[int, ...]], order: int
) -> tuple[list[dict[tuple[int, ...], float]], dict[tuple[int, ...], float]]:
    """Interpolated modified Kneser-Ney: probability of each n-gram by length, and of leaving each context."""
    counts: list[Counter[tuple[int, ...]]] = [Counter() for _ in range(order + 1)]
    for chain in chains:
        padded = (START,) * (order - 1) + chain + (END,)
        counts[order].update(padded[k - order:k] for k in range(order, len(padded) + 1))
    for level in range(order - 1, 0, -1):
        counts[level].update(gram[1:] for gram in counts[level + 1])
        # The edge is a context, never a prediction; its own n-grams must exist so that the trie has a path to them.
    probabilities: list[dict[tuple[int, ...], float]] = [{} for _ in range(order + 1)]
    left: dict[tuple[int, ...], float] = {}
    base = 1 / (len(counts[1]) + 1)
    for level in range(1, order + 1):
        discounts = _discounts(counts[level])
        seen: Counter[tuple[int, ...]] = Counter()
        taken: dict[tuple[int, ...], float] = defaultdict(float)
        for gram, times in counts[level].items():
            seen[gram[:-1]] += times
            taken[gram[:-1]] += discounts[min(3, times)]
        for gram, times in counts[level].items():
            context = gram[:-1]
            lower = probabilities[level - 1][gram[1:]] if level > 1 else base
            share = (times - discounts[min(3, times)]) / seen[context]
            probabilities[level][gram] = share + taken[context] / seen[context] * lower
        left.update({context: taken[context] / seen[context] for context in seen})
    for level in range(order - 1, 0, -1):
        for gram in list(probabilities[level + 1]):
            probabilities[level].setdefault(gram[:-1], 0.0)
    return probabilities, left


def _discounts(counts: Mapping[tuple[int, ...], int]) -> tuple[float, float, float, float]:
    once, twice, thrice, four = (max(1, sum(1 for n in counts.values() if n == k)) for k in range(1, 5))
    share = once / (once + 2 * twice)
    return (
        0.0, min(0.95, max(0.1, 1 - 2 * share * twice / once)), min(1.9, max(0.2, 2 - 3 * share * thrice / twice)),
        min(2.9, max(0.3, 3 - 4 * share * four / thrice)),
    )


def write(
    folder: Path, name: str, models: Mapping[str, Tables], directions: Sequence[str] = ("forward", "backward")
) -> None:
    """Writes `<name>-forward.xz` and `<name>-backward.xz`."""
    for direction in directions:
        path = folder / f"{name}-{direction}.xz"
        path.write_bytes(pack(models[direction]))
        print(f"{path.name}: {path.stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main()
