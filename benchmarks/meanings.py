"""Judges documented cases with the meaning check, as `brandname check` would, and prints one prediction a case.

    python -m benchmarks.meanings CASES.tsv [--missed ID,ID] > predictions.jsonl
    python -m benchmarks.meanings --calibrate SCORES [--date 2026-11-22]

CASES.tsv is tab-separated with a header; only the columns id, name, product and market are read. Each line printed is
{"id", "flagged", "positive", "evidence"}: flagged = some hit at warning or above whose confidence is at least 0.3 in
any language of the packaged market; evidence = the English messages of the three worst such hits. --without leaves
ways or places of matching out (`exact accents spacing romanised`, `whole token start end inside across gloss`).
--missed counts cases as missed whose words were added after they were seen to be missing. --calibrate takes a folder
with the scorer's figures (its JSON) on the cases of each language, `<tag>.json`, and writes
brandname/data/calibration.toml.
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
from typing import Any

from brandname import data
from brandname.checks.base import Case, Resources
from brandname.checks.meaning import MeaningCheck, MeaningOptions
from brandname.language import vocabulary, wordlists
from brandname.model import Band, Brief, Candidate, Finding, Hit, Market, Study
from brandname.plan import plan
from brandname.reports.catalogue import open_catalogue
from brandname.study.facts import facts

FLAG_BANDS = (Band.WARNING, Band.SERIOUS)
"""The default warning level."""
FLAG_CONFIDENCE = 0.3
"""A hit less sure than this is shown in a report but is no warning."""
SHOWN = 3
Rate = tuple[int, int]
"""Cases found, and cases."""


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, help="TSV of cases, or with --calibrate a folder of the scorer's JSON")
    parser.add_argument("--missed", default="", help="ids of cases counted as missed, comma-separated")
    parser.add_argument("--without", default="", help="ways and places to leave out, comma-separated")
    parser.add_argument("--calibrate", action="store_true", help="write data/calibration.toml")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="date of the measurement")
    args = parser.parse_args()
    if args.calibrate:
        scores = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(args.cases.glob("*.json"))}
        write_calibration(calibration(scores, args.date), args.date)
        return
    with args.cases.open(encoding="utf-8", newline="") as file:
        rows = [
            {key: row[key] for key in ("id", "name", "product", "market")}
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    missed = frozenset(filter(None, args.missed.split(",")))
    for prediction in predict(rows, frozenset(filter(None, args.without.split(",")))):
        if prediction["id"] in missed:
            prediction |= {"flagged": False, "evidence": ""}
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
    """Whether the words of a base language are in Latin letters, as the check sees it."""
    words = vocabulary.open_vocabulary(language)
    return words is not None and words.main_script == "Latn"


def reuse(resources: Resources | None, study: Study) -> Resources:
    """Opened datasets kept from case to case."""
    if resources is None:
        return Resources(study)
    resources.study = study
    return resources


def calibration(scores: Mapping[str, Mapping[str, Any]], date: str) -> str:
    """The grounded recall, by language and kind, as TOML; `scores`: language tag → the scorer's figures on its cases.

    Cases of a language with another script are names in Latin letters: they measure such names there, and say nothing
    about names in the language's own script. They stand apart, as `foreign`. `general` leaves English out, the
    language with most cases: it stands for the languages that have too few.
    """
    cells: dict[tuple[str, str], Rate] = {}
    for tag, score in scores.items():
        for kind, figures in score["kind"].items():
            key = wordlists.base(tag), kind
            cells[key] = plus(cells.get(key, (0, 0)), (figures["grounded"], figures["n"]))
    cells = {key: rate for key, rate in sorted(cells.items()) if rate[1]}
    languages, kinds = dict[str, Rate](), dict[str, Rate]()
    for (language, kind), rate in cells.items():
        languages[language] = plus(languages.get(language, (0, 0)), rate)
        kinds[kind] = plus(kinds.get(kind, (0, 0)), rate)
    latin = {language: rate for language, rate in languages.items() if in_latin(language)}
    foreign = {language: rate for language, rate in languages.items() if language not in latin}
    lines = [
        "# Written by benchmarks/meanings.py --calibrate. found = flagged for the right reason, n = documented cases;",
        "# general = in Latin letters, English left out; foreign = Latin names where another script is read.",
        "[meaning]", f'date = "{date}"', f"version = {MeaningCheck.version}", _row("all", total(languages)),
        _row("general", total({language: rate for language, rate in latin.items() if language != "en"})),
        _row("foreign", total(foreign)),
    ]
    parts = {"language": latin, "script": foreign, "kind": dict(sorted(kinds.items())),
             "cell": {f"{language} {kind}": rate for (language, kind), rate in cells.items()}}
    for part, rates in parts.items():
        lines += ["", f"[meaning.{part}]", *(_row(f'"{name}"', rate) for name, rate in rates.items())]
    return "\n".join(lines) + "\n"


def plus(one: Rate, other: Rate) -> Rate:
    """Two rates as one."""
    return one[0] + other[0], one[1] + other[1]


def total(rates: Mapping[str, Rate]) -> Rate:
    """All of some rates as one."""
    return sum(found for found, _ in rates.values()), sum(n for _, n in rates.values())


def _row(name: str, rate: Rate) -> str:
    return f"{name} = {{found = {rate[0]}, n = {rate[1]}}}"


def write_calibration(text: str, date: str) -> None:
    """Writes data/calibration.toml and its entry in the index."""
    folder = Path(data.__file__).parent / "data"
    (folder / "calibration.toml").write_text(text, encoding="utf-8", newline="\n")
    index = folder / "index.toml"
    rest = re.sub(r"\n*\[calibration\]\n(?:[^\[\n].*\n)*", "\n", index.read_text(encoding="utf-8")).strip("\n")
    entry = (
        "[calibration]", 'path = "calibration.toml"', 'title = "Measured hit rates of the checks"',
        f'version = "{date}"', f'date = "{date}"', 'licence = "Apache-2.0"',
        'origin = "measured on documented cases by benchmarks/meanings.py"',
        f'digest = "{data.compute_digest("calibration.toml")}"',
    )
    index.write_text(rest + "\n\n" + "\n".join(entry) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
