"""How often the rule grades a page of results as people do; `python -m benchmarks.search_grades PAGES.jsonl`.

Without a file: the labelled pages of `benchmarks/search_pages`, the half the rule was made on and the half it was not,
with Cohen's kappa between the rule and each reader and between the readers. With one: a line `{"id", "grade"}` a page
on standard output; with `--labels FILE.tsv` (id, grade) the agreement with them as well, on standard error.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from brandname.checks.search_measures import Asked, Grade, grade, measure_page
from brandname.checks.search_words import how_ordinary
from brandname.sources.results import Panel, ResultPage, SearchResult

FOLDER = Path(__file__).parent / "search_pages"
SEED = 20261122
GRADES: Mapping[Grade, str] = {
    Grade.OWNED: "owned", Grade.CROWDED: "crowded", Grade.WORD: "ordinary", Grade.NONE: "none"}
"""The rule's grades as the labels call them."""


def read_pages(path: Path) -> list[dict[str, Any]]:
    """The pages of a file, a JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_labels(path: Path) -> dict[str, str]:
    """Grades by id, of a table with a heading."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.strip())
    return {row[0]: row[1].strip() for row in rows}


def grade_of(raw: Mapping[str, Any]) -> str:
    """The grade of one page as labels call it; `unanswered` where the page answers nothing."""
    panel, goods = raw.get("panel"), raw.get("goods") or ()
    if not raw.get("answered", True):
        return "unanswered"
    page = ResultPage(
        "labelled", raw["market"], raw["language"], raw.get("query") or raw["name"], answered=True,
        results=tuple(SearchResult(row.get("position") or at, row["title"], row["url"], row.get("snippet") or "")
                      for at, row in enumerate(raw["results"], 1)),
        corrected=raw.get("corrected") or "",
        panel=Panel(panel["title"], panel.get("type") or "", panel.get("url") or "") if panel else None)
    name, language = raw["name"], raw["language"]
    found = grade(measure_page(page, Asked(
        name, language, raw["market"], (goods,) if isinstance(goods, str) else tuple(goods),
        ordinary=how_ordinary(name, language))))
    return "unanswered" if found is None else GRADES[found]


def halves(pages: Iterable[Mapping[str, Any]]) -> tuple[set[str], set[str]]:
    """Ids of the half the rule was made on and of the other: drawn at random in each language."""
    by_language: dict[str, list[str]] = {}
    for page in sorted(pages, key=lambda page: str(page["id"])):
        by_language.setdefault(page["language"].split("-")[0], []).append(page["id"])
    drawn, made = random.Random(SEED), set()
    for language in sorted(by_language):
        ids = by_language[language][:]
        drawn.shuffle(ids)
        made |= set(ids[:len(ids) // 2])
    return made, {one for ids in by_language.values() for one in ids} - made


def agreement(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Share of pairs that agree, and Cohen's kappa: what is left of it beyond chance, 1 for all."""
    n = len(pairs)
    agree = sum(a == b for a, b in pairs) / n
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[label] * other[label] for label in one) / n ** 2
    return agree, 1.0 if chance == 1 else (agree - chance) / (1 - chance)


def main(arguments: Sequence[str] | None = None) -> int:
    """Grades a file, or the labelled pages; 1 when fewer than 85 % of the other half agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=Path)
    parser.add_argument("--labels", type=Path)
    chosen = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if chosen.pages is None:
        return _labelled()
    graded = {page["id"]: grade_of(page) for page in read_pages(chosen.pages)}
    for id_, found in graded.items():
        print(json.dumps({"id": id_, "grade": found}, ensure_ascii=False))
    if chosen.labels:
        labels = read_labels(chosen.labels)
        print(_told("rule–labels", [(graded[id_], labels[id_]) for id_ in graded if id_ in labels]), file=sys.stderr)
    return 0


def _labelled() -> int:
    pages = read_pages(FOLDER / "pages.jsonl")
    graded = {page["id"]: grade_of(page) for page in pages}
    a, b = read_labels(FOLDER / "labels_a.tsv"), read_labels(FOLDER / "labels_b.tsv")
    made, other = halves(pages)
    print(_told("A–B, all", [(a[id_], b[id_]) for id_ in graded]))
    for name, ids in (("the half the rule was made on", made), ("the other half", other), ("all", set(graded))):
        for reader, labels in (("A", a), ("B", b)):
            print(_told(f"rule–{reader}, {name}", [(graded[id_], labels[id_]) for id_ in graded if id_ in ids]))
    return 0 if agreement([(graded[id_], a[id_]) for id_ in sorted(other)])[0] >= 0.85 else 1


def _told(what: str, pairs: Sequence[tuple[str, str]]) -> str:
    agree, kappa = agreement(pairs)
    wrong = Counter(f"{truth} as {found}" for found, truth in pairs if found != truth)
    return json.dumps({"what": what, "pages": len(pairs), "agree": round(agree, 4), "kappa": round(kappa, 4),
                       "wrong": dict(sorted(wrong.items()))}, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
