"""Compiles a fast English letter-to-sound table for comparing millions of names (`brandname/data/distance/`).

    python -m tools.build_distance [--measure]

Aligns the words of the shipped pronouncing dictionary with their sounds in the alphabet of `language.distance`, and
grows a tree per letter, as `tools.build_sounds` does for other languages. Much faster and rougher than
`language.english`, whose answers are the ones to show. `--measure` keeps every twentieth word out and writes nothing.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import defaultdict
from pathlib import Path

from brandname import data
from brandname.language.distance.hearing import JOINT, to_sounds
from brandname.language.english import CODES
from brandname.language.g2p import FORM, Engine
from brandname.language.segments import error_counts
from tools.build_sounds import LETTER_FEATURES, write
from tools.sounds.alignment import Aligner
from tools.sounds.trees import grow

PATH = Path(__file__).parent.parent / "brandname" / "data" / "distance" / "english.json.gz"
TESTED = 20
BRANCH_BITS = 6.0
"""A branch must save this much: the table is read for speed, and coined names follow the broad rules."""

Pair = tuple[str, str]


def main(arguments: list[str] | None = None) -> int:
    """Builds or measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true")
    words = pairs()
    if parser.parse_args(arguments).measure:
        test = set(words[::TESTED])
        engine = Engine(compile_table([pair for pair in words if pair not in test]))
        both = [(want.replace(JOINT, "a"), engine.read(word)) for word, want in test if "o" not in word]
        wrong = sum(error_counts(want, got) for want, got in both) / sum(len(want) for want, _ in both)
        right = sum(want == got for want, got in both) / len(both)
        print(f"words without o\t{len(both)}\nsound errors\t{wrong:.4f}\nwords right\t{right:.4f}")
        return 0
    write(compile_table(words), PATH)
    return 0


def pairs() -> list[Pair]:
    """Each word of the shipped dictionary with its sounds, one character a sound; a line end for American ɑ."""
    body = gzip.decompress(data.read_bytes("sounds/english-words.txt.gz")).decode()
    found = []
    for line in body.splitlines():
        word, codes = line.split("\t")
        if len(word) > 1:
            found.append((word, JOINT.join(to_sounds(part) for part in _ipa(codes).split("ɑ"))))
    return found


def _ipa(codes: str) -> str:
    return "".join(CODES[code][0] for code in codes)


def _lot(letter: str, sounds: str) -> str:
    """The vowel of *lot* as readers elsewhere say it: o where it is written so, a elsewhere."""
    return sounds.replace(JOINT, "o" if letter == "o" else "a")


def compile_table(words: list[Pair]) -> dict[str, object]:
    """A table in the form `g2p.Engine` reads; its leaves are sounds of the alphabet, and it marks no stress."""
    aligner = Aligner([(list(word), list(sounds)) for word, sounds in words], rounds=5, learned_on=8000)
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for word, sounds in words:
        padded = f"    {word}    "
        for i, out in enumerate(aligner.align(word, sounds)):
            rows[word[i]].append((tuple(padded[i:i + 9]), _lot(word[i], "".join(out))))
    order = tuple(sorted(LETTER_FEATURES, key=lambda f: abs(f - 4.1)))
    return {
        "form": FORM, "code": "en-fast", "source": "CMU Pronouncing Dictionary", "letters_as": "NFC",
        "inventory": sorted({sound for _, sounds in words for sound in sounds} - {JOINT}), "nuclei": {}, "stress": None,
        "mark": None, "letters": {letter: grow(found, order, BRANCH_BITS) for letter, found in sorted(rows.items())},
    }


if __name__ == "__main__":
    sys.exit(main())
