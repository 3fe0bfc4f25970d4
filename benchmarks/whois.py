"""Reads recorded WHOIS answers and writes what each says, for a scorer outside the project.

    python -m benchmarks.whois INDEX.tsv [--held-out] [--why] > ANSWERS.jsonl

`INDEX.tsv` has the columns file, tld and server; files lie beside it. Each line is `{"file", "status"}` in the
scorer's words: available, taken, reserved, invalid or unknown. `--held-out` reads the answers of each TLD without the
rules (words, phrases) that no other TLD of the index uses: how it does on a registry it has never seen. `--why` adds
the rule and the line. No other column is read.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from brandname.sources.whois_phrases import Phrases, open_phrases
from brandname.sources.whois_verdict import WhoisState, WhoisVerdict, read, rules_of

WORDS: Mapping[WhoisState, str] = {
    WhoisState.NOT_REGISTERED: "available",  # the scorer's word
    WhoisState.REGISTERED: "taken",
    WhoisState.RESERVED: "reserved",
    WhoisState.INVALID: "invalid",
    WhoisState.UNKNOWN: "unknown",
}


def held_out(rows: list[dict[str, str]], folder: Path) -> dict[str, Phrases]:
    """TLD → the phrases without the rules that only its own answers use."""
    users: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for rule in rules_of((folder / row["file"]).read_bytes(), row["server"]):
            users[rule].add(row["tld"])
    own: dict[str, set[str]] = defaultdict(set)
    for rule, tlds in users.items():
        if len(tlds) == 1:
            own[next(iter(tlds))].add(rule)
    return {row["tld"]: open_phrases().without(own[row["tld"]]) for row in rows}


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--why", action="store_true")
    args = parser.parse_args()
    folder = args.index.parent
    with args.index.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    phrases = held_out(rows, folder) if args.held_out else {}
    for row in rows:
        verdict: WhoisVerdict = read(
            (folder / row["file"]).read_bytes(), row["server"], phrases=phrases.get(row["tld"]))
        answer = {"file": row["file"], "status": WORDS[verdict.state]}
        print(json.dumps(answer | ({"rule": verdict.rule, "line": verdict.line} if args.why else {}),
                         ensure_ascii=False))


if __name__ == "__main__":
    main()
