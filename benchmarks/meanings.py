"""Judges documented cases with the meaning check, as `brandname check` would, and prints one prediction a case.

    python -m benchmarks.meanings CASES.tsv > predictions.jsonl
    python -m benchmarks.meanings --calibrate SCORE.json [--date 2026-11-22]

CASES.tsv is tab-separated with a header; only the columns id, name, product and market are read. Each line printed is
{"id", "flagged", "positive", "evidence"}: flagged = some hit at warning or above whose confidence is at least 0.3 in
any language of the packaged market; evidence = the English messages of the three worst such hits. --without leaves
ways or places of matching out (`exact accents spacing romanised`, `whole token start end inside across gloss`).
--calibrate takes the scorer's figures (its JSON) and writes brandname/data/calibration.toml.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from brandname import data
from brandname.checks.base import Case, Resources
from brandname.checks.meaning import MeaningCheck, MeaningOptions
from brandname.language import wordlists
from brandname.model import Band, Brief, Candidate, Finding, Hit, Market, Study
from brandname.plan import plan
from brandname.reports.catalogue import open_catalogue
from brandname.study.facts import facts

FLAG_BANDS = (Band.WARNING, Band.SERIOUS)
"""The default warning level."""
FLAG_CONFIDENCE = 0.3
"""A hit less sure than this is shown in a report but is no warning."""
SHOWN = 3


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, help="TSV of cases, or with --calibrate the scorer's JSON")
    parser.add_argument("--without", default="", help="ways and places to leave out, comma-separated")
    parser.add_argument("--calibrate", action="store_true", help="write data/calibration.toml from the scorer's JSON")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="date of the measurement")
    args = parser.parse_args()
    if args.calibrate:
        calibrate(json.loads(args.cases.read_text(encoding="utf-8")), args.date)
        return
    with args.cases.open(encoding="utf-8", newline="") as file:
        rows = [
            {key: row[key] for key in ("id", "name", "product", "market")}
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    for prediction in predict(rows, frozenset(filter(None, args.without.split(",")))):
        print(json.dumps(prediction, ensure_ascii=False))


def predict(rows: Iterable[Mapping[str, str]], without: frozenset[str] = frozenset()) -> Iterator[dict[str, object]]:
    """One prediction a case; a market without packaged facts cannot be judged and is said on standard error."""
    check, say = MeaningCheck(MeaningOptions()), open_catalogue("en").render
    shared: Resources | None = None
    for row in rows:
        market = packaged(row["market"].lower())
        if market is None:
            print(f"{row['id']}: no packaged facts for market {row['market']}, not judged", file=sys.stderr)
            yield {"id": row["id"], "flagged": False, "positive": False, "evidence": ""}
            continue
        study = Study("benchmark", Brief(goods=row["product"]), (Candidate(row["name"]),), (market,))
        shared = reuse(shared, study)
        findings = check.judge([Case(question) for question in plan(study, [check])], shared)
        warned = sorted(warnings(findings, without), key=lambda h: (-h.risk * h.confidence, h.id))
        yield {
            "id": row["id"], "flagged": bool(warned), "positive": any(f.merit > 0 for f in findings),
            "evidence": " ".join(say(hit.message) for hit in warned[:SHOWN]),
        }


def warnings(findings: Sequence[Finding], without: frozenset[str] = frozenset()) -> list[Hit]:
    """Hits that warn, the worst of each id."""
    kept: dict[str, Hit] = {}
    for hit in (hit for finding in findings for hit in finding.hits):
        labels = {str(hit.measures["way"]), str(hit.measures["place"])}
        labels |= {"gloss"} if ".gloss." in hit.message.key else set()
        warns = Band.of(hit.risk) in FLAG_BANDS and hit.confidence >= FLAG_CONFIDENCE and not labels & without
        if warns and (hit.id not in kept or hit.confidence > kept[hit.id].confidence):
            kept[hit.id] = hit
    return list(kept.values())


def packaged(code: str) -> Market | None:
    """A market as a study that names nothing but its code would have it."""
    try:
        known = facts(code)
    except KeyError:
        return None
    return Market(code, known.label, known.languages, decisive=("meaning",))


def in_latin(language: str) -> bool:
    """Whether the lists of a base language are in Latin letters."""
    index = wordlists.open_words(language)
    return index is not None and index.main_script == "Latn"


def reuse(resources: Resources | None, study: Study) -> Resources:
    """Opened datasets kept from case to case."""
    if resources is None:
        return Resources(study)
    resources.study = study
    return resources


def calibrate(score: Mapping[str, Mapping[str, object]], date: str) -> None:
    """Writes the grounded recall, over all, by language and by kind.

    Cases of a language with another script are names in Latin letters: they measure the kind `transliteration`, and
    say nothing about names in the language's own script. So such a language gets no figure of its own.
    """
    whole = score["blunder"]
    lines = [
        "# Written by benchmarks/meanings.py --calibrate. found = flagged for the right reason, n = documented cases.",
        "[meaning]", f'date = "{date}"', f"version = {MeaningCheck.version}",
        f"all = {{found = {whole['grounded']}, n = {whole['n']}}}",
    ]
    for part in ("language", "kind"):
        lines += ["", f"[meaning.{part}]"]
        for name, figures in score[part].items():
            if isinstance(figures, Mapping) and name != "other" and (part == "kind" or in_latin(name)):
                lines.append(f'"{name}" = {{found = {figures["grounded"]}, n = {figures["n"]}}}')
    folder = Path(data.__file__).parent / "data"
    (folder / "calibration.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    index = folder / "index.toml"
    text = re.sub(r"\n*\[calibration\]\n(?:[^\[\n].*\n)*", "\n", index.read_text(encoding="utf-8")).strip("\n")
    entry = (
        "[calibration]", 'path = "calibration.toml"', 'title = "Measured hit rates of the checks"',
        f'version = "{date}"', f'date = "{date}"', 'licence = "Apache-2.0"',
        'origin = "measured on documented cases by benchmarks/meanings.py"',
        f'digest = "{data.compute_digest("calibration.toml")}"',
    )
    index.write_text(text + "\n\n" + "\n".join(entry) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
