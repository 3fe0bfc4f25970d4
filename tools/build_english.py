"""Builds the English tables from the CMU Pronouncing Dictionary: known words, and a model for all others.

    python -m tools.build_english PATH/cmudict.dict [--measure]

The dictionary (BSD-2-Clause, Carnegie Mellon University) comes with many packages; only its data file is read. The
model is a joint n-gram over (letter, sounds) pairs, read from the end of the word, where English settles its stress and
its long vowels; words divided in ways hardly any other word has (initials, abbreviations) teach it nothing. `--measure`
keeps every twentieth word out of training, prints errors on those, and writes nothing.
"""

from __future__ import annotations

import argparse
import gzip
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from brandname.language.english import CODES, END, FLOOR, ORDER, START, STEP, Speller, spell_codes
from brandname.language.segments import error_counts
from tools.sounds.graphemes import Divider
from tools.sounds.ngrams import Model, count, estimate, prune

DATA = Path(__file__).parent.parent / "brandname" / "data" / "sounds"
LINE = re.compile(r"^([a-z]+)(?:\((\d)\))? (.+?)(?: #.*)?$")
RARE = 10
"""Times a letter must have stood for the same sounds for a word with it to count."""
SPARED = 2.0
"""An n-gram is kept when it makes all its cases in the dictionary this much likelier (nats)."""
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
        speller = Speller(pack(*train([pair for pair in pairs if pair not in test])))
        print(*(f"{name}\t{value:.4f}" for name, value in measure(speller, sorted(test)[::6]).items()), sep="\n")
        return 0
    write(DATA / "english-words.txt.gz", "".join(f"{word}\t{codes}\n" for word, codes in sorted(words.items())))
    write(DATA / "english-model.txt.gz", pack(*train(pairs)))
    return 0


def read(path: Path) -> dict[str, str]:
    """Word → its first pronunciation, one character a sound (see `english.CODES`)."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = LINE.match(line)
        if match and match[1] not in found:
            found[match[1]] = spell_codes(match[3].split())
    return found


def train(pairs: list[Pair]) -> tuple[list[str], Model]:
    """The units, and the chances of rows of them, each word read from its end."""
    divider = Divider(pairs)
    divided = [(word, found.outputs) for word, codes in pairs if (found := divider.divide(word, codes))]
    labels = [[letter + out for letter, out in zip(word, outputs, strict=True)] for word, outputs in divided]
    seen = Counter(label for row in labels for label in row)
    usual = [row for row in labels if min(seen[label] for label in row) >= RARE]
    units: dict[str, str] = {"": START, " ": END}
    rows = [
        START + "".join(units.setdefault(label, chr(FIRST_CODE + len(units))) for label in reversed(row)) + END
        for row in usual
    ]
    counts = count(rows, ORDER)
    return list(units), prune(estimate(counts, START), counts, SPARED)


def pack(units: list[str], model: Model) -> str:
    """Units, n-grams, their scores, contexts and their weights: five lines; scores in steps, one character each."""
    grams, contexts = sorted(model.chances), sorted(model.weights)
    return "\n".join((
        " ".join(unit.strip() or "_" for unit in units), " ".join(grams), _steps(model.chances[g] for g in grams),
        " ".join(contexts), _steps(model.weights[c] for c in contexts), "",
    ))


def _steps(values: Iterable[float]) -> str:
    return "".join(chr(FLOOR + min(90, max(0, round(-math.log(v) / STEP) + 10))) for v in values)


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
