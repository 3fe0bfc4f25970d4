"""Grades the same plain negative thing alike in every language of the lexicon: the rule of CONTRIBUTING, as a script.

    python -m tools.level_lexicon [--write] [TAG …]

A row of a plain kind (disease, death, dirt, failure, crime, evil, vermin, negative) in its main sense, in neutral or
colloquial words, of severity 1 or 2, gets the grade that most languages give to the same first gloss, if at least
LEAST languages have it; even votes leave the row as it is. A row of severity 0 or 1 is never `vulgar`: it becomes
colloquial. All languages vote; with tags, only the files of these are looked at and written. Prints what changes, or
how much with --write.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from brandname import data

FOLDER = Path(data.__file__).parent / "data" / "lexicon"
PLAIN = frozenset({"disease", "death", "dirt", "failure", "crime", "evil", "vermin", "negative"})
REGISTERS = frozenset({"neutral", "colloquial"})
NEVER_GRAVE = PLAIN - {"disease", "death", "crime", "evil"} | {"body", "excretion", "food_taboo", "animal", "childish"}
"""Kinds of things that only a rude word makes worse than plainly negative."""
AWKWARD = "awkward"
LEAST = 4
"""Languages that must have a gloss before they decide about it."""
WORD, GLOSS, CATEGORY, SEVERITY, SENSE, REGISTER = 0, 4, 5, 6, 7, 8


def main() -> None:
    """Prints the changes; with --write makes them."""
    known = sorted(path.stem for path in FOLDER.glob("*.tsv"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="change the files")
    parser.add_argument("tags", nargs="*", metavar="TAG", help="languages to look at; without any, all")
    args = parser.parse_args()
    unknown = sorted({*args.tags} - {*known})
    if unknown:
        parser.error(f"no lexicon of {', '.join(unknown)}; there are {', '.join(known)}")
    relevel(args.tags or known, write=args.write)


def relevel(tags: Iterable[str], *, write: bool) -> None:
    """Levels the files of some languages by the votes of all; without `write` only prints what would change."""
    grades = concept_grades()
    for path in (FOLDER / f"{tag}.tsv" for tag in tags):
        lines = path.read_text(encoding="utf-8").split("\n")
        levelled = [level(line, grades) if number else line for number, line in enumerate(lines)]
        changed = [(old, new) for old, new in zip(lines, levelled, strict=True) if old != new]
        print(f"{path.stem}: {len(changed)} rows")
        for old, new in changed if not write else ():
            print(f"  {old.split(chr(9))[WORD]}: {_grade(old)} → {_grade(new)}")
        if write and changed:
            path.write_text("\n".join(levelled), encoding="utf-8", newline="\n")


def concept_grades() -> Mapping[str, int]:
    """First gloss → severity most languages give it; glosses of few languages, and even votes, left out."""
    votes: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(FOLDER.glob("*.tsv")):
        for cells in _rows(path):
            if _is_plain(cells):
                votes[_concept(cells)][path.stem].append(int(cells[SEVERITY]))
    grades = {}
    for concept, languages in votes.items():
        count = Counter(max(given) for given in languages.values())
        if len(languages) >= LEAST and count[1] != count[2]:
            grades[concept] = 1 if count[1] > count[2] else 2
    return grades


def level(line: str, grades: Mapping[str, int]) -> str:
    """A row with the grade and register its kind has."""
    cells = line.split("\t")
    if len(cells) <= REGISTER or line.startswith("#"):
        return line
    if _is_plain(cells) and _concept(cells) in grades:
        cells[SEVERITY] = str(grades[_concept(cells)])
    if cells[REGISTER] == "vulgar" and cells[SEVERITY] in {"0", "1"}:
        cells[REGISTER] = "colloquial"
    if cells[SEVERITY] in {"3", "4"} and cells[REGISTER] in {"", "neutral"}:
        if cells[CATEGORY] in NEVER_GRAVE:
            cells[SEVERITY] = "2"
        elif cells[CATEGORY] == AWKWARD:
            cells[REGISTER] = "vulgar"
    return "\t".join(cells)


def unlevelled() -> list[str]:
    """Words whose grade is not that of their kind, each after its language; empty when the lexicon is level."""
    grades = concept_grades()
    return [f"{path.stem} {line.partition(chr(9))[0]}" for path in sorted(FOLDER.glob("*.tsv"))
            for line in path.read_text(encoding="utf-8").splitlines()[1:] if level(line, grades) != line]


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) > REGISTER and not line.startswith("#"):
            yield cells


def _is_plain(cells: list[str]) -> bool:
    return cells[CATEGORY] in PLAIN and cells[SENSE] in {"", "main"} and cells[REGISTER] in {"", *REGISTERS} \
        and cells[SEVERITY] in {"1", "2"}


def _concept(cells: list[str]) -> str:
    return cells[GLOSS].split(";")[0].strip().casefold().removeprefix("to ")


def _grade(line: str) -> str:
    cells = line.split("\t")
    return f"{cells[SEVERITY]} {cells[REGISTER]}"


if __name__ == "__main__":
    main()
