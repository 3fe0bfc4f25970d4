"""Renderings by rules for transliteration cases: `python -m benchmarks.rule_scripts CASES.tsv > PREDICTIONS.jsonl`.

Reads id, source_name, target_lang of a tab-separated file, writes `{"id", "candidates"}` for the languages written by
rules (up to 50, best first) and nothing for the others. Looks nothing up; scoring is the case set's own business.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from pathlib import Path

from brandname.language.scripts.rules import LANGUAGES, rule_renderings

MOST = 50


def main() -> None:
    """Writes the predictions to standard output, the speed to standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    with parser.parse_args().cases.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    start, names = time.process_time(), 0
    for row in rows:
        language = row["target_lang"].split("-")[0]
        if language in LANGUAGES:
            names += 1
            found = [rendering.text for rendering in rule_renderings(row["source_name"], language, MOST)]
            print(json.dumps({"id": row["id"], "candidates": found}, ensure_ascii=False))
    spent = time.process_time() - start
    print(f"{names} names, {spent:.1f} s of one core, {names / max(spent, 1e-9):.0f} names/s", file=sys.stderr)


if __name__ == "__main__":
    main()
