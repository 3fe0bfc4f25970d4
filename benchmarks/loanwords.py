"""Korean spellings of everyday foreign words: how often a spelling in use is among the first 1, 5 and 10.

`python -m benchmarks.loanwords [--quick] [--out FILE]` scores `benchmarks/loanwords_ko.tsv` (word, origin, spellings in
use parted by `|`, half): 300 English and 60 French, Italian, German and Japanese common nouns with the spellings Korean
dictionaries and usage lists have, written down by hand before anything was set on them. Settings may be chosen on the
half `set`; the half `held` is for measuring alone. The program never reads this file.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from brandname.language.scripts.rendering import renderings

CASES = Path(__file__).with_name("loanwords_ko.tsv")
DEPTHS = (1, 5, 10)


def main() -> None:
    """Prints the shares by half, English words and others apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the quick depth")
    parser.add_argument("--out", type=Path, help="where to write the spellings, as JSON")
    chosen = parser.parse_args()
    rows = read()
    found = {
        row["word"]: [one.text for one in renderings(row["word"], "Hang", max(DEPTHS), quick=chosen.quick)]
        for row in rows
    }
    if chosen.out:
        chosen.out.write_text(json.dumps(found, ensure_ascii=False, indent=0), encoding="utf-8")
    print("| half | words | n | @1 | @5 | @10 |\n|---|---|--:|--:|--:|--:|")
    for half in ("set", "held"):
        for kind, english in (("English", True), ("other", False)):
            some = [row for row in rows if row["half"] == half and (row["origin"] == "en") == english]
            shares = " | ".join(f"{hits(some, found, k) / len(some):.3f}" for k in DEPTHS)
            print(f"| {half} | {kind} | {len(some)} | {shares} |")


def read() -> list[dict[str, str]]:
    """The rows of the list."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def hits(rows: Sequence[Mapping[str, str]], found: Mapping[str, Sequence[str]], k: int) -> int:
    """Words with a spelling in use among the first `k`, spaces aside."""
    return sum(
        any(text.replace(" ", "") in row["spellings"].split("|") for text in found[row["word"]][:k]) for row in rows
    )


if __name__ == "__main__":
    main()
