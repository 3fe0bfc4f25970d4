"""Builds the English tables from the CMU Pronouncing Dictionary: known words, and a model for all others.

    python -m tools.build_english PATH/cmudict.dict [--measure]

The dictionary (BSD-2-Clause, Carnegie Mellon University) comes with many packages; only its data file is read. The
model is a joint n-gram over (letter, sounds) pairs with Witten-Bell weights; `--measure` keeps every twentieth word out
of training, prints errors on those, and writes nothing.
"""

from __future__ import annotations

import argparse
import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from brandname.language.english import CODES, FLOOR, ORDER, STEP, Speller, spell_codes
from brandname.language.segments import error_counts
from tools.sounds.alignment import Aligner

DATA = Path(__file__).parent.parent / "brandname" / "data" / "sounds"
LINE = re.compile(r"^([a-z]+)(?:\((\d)\))? (.+?)(?: #.*)?$")
KEPT = (0, 1, 1, 1, 2, 3, 3, 3)
"""How often an n-gram of each length must have been seen to be kept."""
TESTED = 20
FIRST_CODE = 0x100

Pair = tuple[str, str]


def main(arguments: list[str] | None = None) -> int:
    """Builds or measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args(arguments)
    words = read(options.dictionary)
    pairs = [(word, codes) for word, codes in words.items() if len(word) > 1]
    if options.measure:
        test = set(pairs[::TESTED])
        speller = Speller(pack(train([pair for pair in pairs if pair not in test])))
        print(*(f"{name}\t{value:.4f}" for name, value in measure(speller, sorted(test)[::6]).items()), sep="\n")
        return 0
    write(DATA / "english-words.txt.gz", "".join(f"{word}\t{codes}\n" for word, codes in sorted(words.items())))
    write(DATA / "english-model.txt.gz", pack(train(pairs)))
    return 0


def read(path: Path) -> dict[str, str]:
    """Word → its first pronunciation, one character a sound (see `english.CODES`)."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = LINE.match(line)
        if match and match[1] not in found:
            found[match[1]] = spell_codes(match[3].split())
    return found


def train(pairs: list[Pair]) -> tuple[list[str], dict[str, float], dict[str, float]]:
    """The units, log probabilities of n-grams of units, and back-off weights of their contexts."""
    aligner = Aligner([(list(word), list(codes)) for word, codes in pairs], rounds=5, learned_on=8000)
    counts: Counter[str] = Counter()
    units: dict[str, str] = {"": chr(FIRST_CODE), " ": chr(FIRST_CODE + 1)}
    rows: list[str] = []
    for word, codes in pairs:
        aligned = aligner.align(word, codes)
        if aligned:
            labels = [letter + "".join(out) for letter, out in zip(word, aligned, strict=True)]
            rows.append("".join(units.setdefault(label, chr(FIRST_CODE + len(units))) for label in labels))
    for row in rows:
        text = units[""] + row + units[" "]
        for end in range(2, len(text) + 1):
            for size in range(1, min(ORDER, end) + 1):
                counts[text[end - size:end]] += 1
    return list(units), *_smooth(counts)


def _smooth(counts: Counter[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Witten-Bell: a context gives its unseen units as much as it has different ones."""
    followers: dict[str, list[str]] = defaultdict(list)
    for gram in counts:
        followers[gram[:-1]].append(gram)
    chances: dict[str, float] = {}
    backs: dict[str, float] = {}
    kinds = len(followers[""])
    for context in sorted(followers, key=len):
        grams = followers[context]
        total, different = sum(counts[g] for g in grams), len(grams)
        kept = [g for g in grams if counts[g] >= KEPT[len(g)]]
        if not kept:
            continue
        share = different / (total + different)
        for gram in kept:
            lower = chances.get(gram[1:], _lower(gram[1:], chances, backs)) if context else 1 / kinds
            chances[gram] = counts[gram] / (total + different) + share * lower
        if context:
            left = 1 - sum(chances[g] for g in kept)
            below = 1 - sum(chances.get(g[1:], 0) or _lower(g[1:], chances, backs) for g in kept)
            backs[context] = max(left, 1e-4) / max(below, 1e-4)
    return chances, backs


def _lower(gram: str, chances: dict[str, float], backs: dict[str, float]) -> float:
    weight = 1.0
    while gram not in chances:
        if len(gram) == 1:
            return weight * 1e-6
        weight *= backs.get(gram[:-1], 1.0)
        gram = gram[1:]
    return weight * chances[gram]


def pack(model: tuple[list[str], dict[str, float], dict[str, float]]) -> str:
    """Units, n-grams, their scores, contexts and their weights: five lines; scores in steps, one character each."""
    units, chances, backs = model
    grams, contexts = sorted(chances), sorted(context for context in backs if context)
    return "\n".join((
        " ".join(unit.strip() or "_" for unit in units), " ".join(grams), _steps(chances[g] for g in grams),
        " ".join(contexts), _steps(backs[c] for c in contexts), "",
    ))


def _steps(values: object) -> str:
    return "".join(chr(FLOOR + min(90, max(0, round(-math.log(v) / STEP) + 10))) for v in values)  # type: ignore[attr-defined]


def measure(speller: Speller, pairs: list[Pair]) -> dict[str, float]:
    """Errors per sound and shares of words read right, stress left out and stress counted."""
    wrong = total = right = stressed = 0
    plain = {c: CODES[c][0] for c in CODES}
    for word, codes in pairs:
        got = speller.spell(word)
        want, have = [plain[c] for c in codes], [plain[c] for c in got]
        wrong += error_counts(want, have)
        total += len(want)
        right += want == have
        stressed += got == codes
    return {"words": len(pairs), "phoneme errors": wrong / total, "words right": right / len(pairs),
            "… with stress": stressed / len(pairs)}


def write(path: Path, text: str) -> None:
    """Writes a table compressed, byte for byte the same each time."""
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    sys.exit(main())
