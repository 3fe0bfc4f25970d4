"""First names and loanwords in the scripts written by rule: `python -m benchmarks.rule_loanwords`.

Scores `loanwords_<tag>.tsv` beside this file: 60 names and words a language, written down from general knowledge before
anybody had seen what the rules give, no brands and no places, several accepted spellings divided by `|` (Georgian
words with and without the ending of the nominative). Loans are adapted more freely than a new name would be, so the
figures are a floor, not a promise. `--lang` gives the rules the source language; `--misses` prints what they missed.
"""

from __future__ import annotations

import argparse
import csv
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from brandname.language.scripts.onward import rules_or_onward
from brandname.language.scripts.rules import IPA_COST, SCRIPTS
from brandname.language.scripts.stated import origin_ipa

HERE = Path(__file__).parent
"""Where the cases are."""

MOST = 10


def main() -> None:
    """Prints one row a language: exact among 1, 5 and 10, letter errors of the first and of the best of ten."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--lang", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--half", choices=["tuned", "kept"], help="only the rows looked at while tuning, or the others")
    chosen = parser.parse_args()
    for path in sorted(HERE.glob("loanwords_*.tsv")):
        language = path.stem.partition("_")[2]
        if language in SCRIPTS and (not chosen.languages or language in chosen.languages):
            print_language(path, language, chosen)


def print_language(path: Path, language: str, chosen: argparse.Namespace) -> None:
    """Scores the cases of one language and prints its row, after what was missed if that is wanted."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if chosen.half:
        rows = rows[chosen.half == "kept"::2]
    ranks, first, best = [], 0.0, 0.0
    for row in rows:
        accepted = [folded(text) for text in row["target"].split("|")]
        origin = row["source_lang"] if chosen.lang else ""
        ipa = origin_ipa(row["source_name"], origin)
        found = rules_or_onward(row["source_name"], language, MOST, ipas=(ipa,) if ipa else (), ipa_cost=IPA_COST / 2,
                                origin=origin)
        texts = [folded(rendering.text) for rendering in found]
        ranks.append(next((i for i, text in enumerate(texts) if text in accepted), MOST))
        first += error(texts[:1], accepted) / len(rows)
        best += error(texts, accepted) / len(rows)
        if chosen.misses and ranks[-1]:
            place = "–" if ranks[-1] == MOST else str(ranks[-1] + 1)
            print(f"  {row['source_name']:14}{row['target']:24}{place:>3}  {' '.join(r.text for r in found[:4])}")
    shares = "  ".join(f"{sum(rank < k for rank in ranks) / len(rows):.3f}" for k in (1, 5, MOST))
    print(f"{language}  {len(rows)}  {shares}  {first:.3f}  {best:.3f}")


def folded(text: str) -> str:
    """A spelling as it is compared: composed, case, spaces and joiners aside."""
    return unicodedata.normalize("NFC", text).casefold().replace(" ", "").replace("\u200c", "").replace("\u200d", "")


def error(found: Sequence[str], accepted: Sequence[str]) -> float:
    """Letters to change in the nearest pair, as a share of the accepted spelling; 1 when there is no spelling."""
    return min((min(1.0, Levenshtein.distance(text, right) / len(right)) for text in found for right in accepted),
               default=1.0)


if __name__ == "__main__":
    main()
