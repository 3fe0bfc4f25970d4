"""Compares two readers' severities of a lexicon and lists what they must settle.

    python -m tools.compare_readings es [pt …]

The first reader is the lexicon itself, the second `tools/second_reading/<tag>.tsv` (word, severity 0–4 or `?`, sense
`m` or `s`), written without sight of the first. The list goes to `disagreements-<tag>.tsv` beside it; rows with a
decision are kept, and count with the severities both readers had *before* it, so the figures stay those of two blind
readings however often the lexicon is put right. It decides nothing itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brandname.language import lexicon

FOLDER = Path(__file__).parent / "second_reading"
COLUMNS = ("language", "word", "first", "second", "decision", "why")
TOP = 4
"""The highest severity."""
FLIP_FROM = 3
"""From this severity on it matters whether a bad sense is the main one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader hears in a headword at worst."""

    severity: int | None
    """0–4; None = the reader does not know the word, which is no judgement."""
    main: bool

    def __str__(self) -> str:
        return "?" if self.severity is None else f"{self.severity}{'m' if self.main else 's'}"


@dataclass(frozen=True, slots=True)
class Decision:
    """A settled row of the list: both readings as they were, the outcome, and why."""

    first: Reading
    second: Reading
    decision: str
    why: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readings of the same words agree; the shares and kappa are None when no word was judged twice."""

    words: int
    unknown: int
    exact: float | None
    within_one: float | None
    kappa: float | None
    """Cohen's kappa, weights growing linearly with the distance (Cohen 1968)."""
    higher: int
    """Words the second reader takes for worse; far from `lower`, the readers use the scale differently."""
    lower: int


def parse_reading(text: str) -> Reading:
    """`3m`, `0s`, `2` (main) or `?`; ValueError for anything else."""
    if text == "?":
        return Reading(None, True)
    if text[:1] not in "01234" or text[1:] not in ("", "m", "s") or not text:
        raise ValueError(f"not a reading: {text!r}")
    return Reading(int(text[0]), text[1:] != "s")


def read_first(entries: Iterable[lexicon.Entry]) -> dict[str, Reading]:
    """A headword's worst severity, and whether a main sense has it."""
    found: dict[str, Reading] = {}
    for entry in entries:
        mine = Reading(entry.severity, entry.sense is lexicon.Sense.MAIN)
        before = found.get(entry.word)
        if before is None or (mine.severity or 0, mine.main) > (before.severity or 0, before.main):
            found[entry.word] = mine
    return found


def read_second(text: str) -> dict[str, Reading]:
    """The second reader's file; ValueError names the line of a bad or repeated row."""
    found: dict[str, Reading] = {}
    for number, line in enumerate(text.splitlines()[1:], 2):
        word, severity, sense = [*line.split("\t"), "", ""][:3]
        if word in found:
            raise ValueError(f"line {number}: {word!r} twice")
        try:
            found[word] = parse_reading(severity if severity == "?" else severity + sense)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
    return found


def read_decisions(text: str) -> dict[str, Decision]:
    """Rows of an earlier list that have a decision."""
    rows = [(line.split("\t") + [""] * len(COLUMNS))[: len(COLUMNS)] for line in text.splitlines()[1:]]
    return {word: Decision(parse_reading(first), parse_reading(second), decision, why)
            for _, word, first, second, decision, why in rows if decision}


def must_settle(first: Reading, second: Reading) -> bool:
    """Two steps or more apart, main against side at severity 3 or 4, or a word the second reader does not know."""
    if first.severity is None or second.severity is None:
        return True
    apart = abs(first.severity - second.severity) >= 2
    return apart or (first.main != second.main and max(first.severity, second.severity) >= FLIP_FROM)


def measure(pairs: Sequence[tuple[Reading, Reading]]) -> Agreement:
    """Agreement over the pairs both readers judged; pairs with a word unknown to one are counted apart."""
    judged = [(a.severity, b.severity) for a, b in pairs if a.severity is not None and b.severity is not None]
    unknown = len(pairs) - len(judged)
    if not judged:
        return Agreement(0, unknown, None, None, None, 0, 0)
    n = len(judged)
    seen = sum(abs(a - b) for a, b in judged) / n
    left, right = ([sum(pair[side] == k for pair in judged) / n for k in range(TOP + 1)] for side in (0, 1))
    chance = sum(abs(i - j) * p * q for i, p in enumerate(left) for j, q in enumerate(right))
    return Agreement(
        n, unknown, sum(a == b for a, b in judged) / n, sum(abs(a - b) <= 1 for a, b in judged) / n,
        1 - seen / chance if chance else None, sum(b > a for a, b in judged), sum(b < a for a, b in judged))


def compare(
    first: Mapping[str, Reading], second: Mapping[str, Reading], settled: Mapping[str, Decision],
) -> tuple[Agreement, dict[str, Decision], tuple[str, ...]]:
    """The agreement, the list (settled rows as they were, open ones with an empty decision), the words not read twice.

    A word left out of the lexicon, or of the second file, is not judged twice unless the list settled it.
    """
    now = {word: Decision(first[word], second[word], "", "") for word in first if word in second}
    both = {**now, **settled}
    listed = {word: row for word, row in sorted(both.items()) if row.decision or must_settle(row.first, row.second)}
    once = tuple(word for word in first if word not in second)
    return measure([(row.first, row.second) for row in both.values()]), listed, once


def write_list(tag: str, listed: Mapping[str, Decision]) -> str:
    """The text of `disagreements-<tag>.tsv`."""
    rows = [COLUMNS, *((tag, word, str(r.first), str(r.second), r.decision, r.why) for word, r in listed.items())]
    return "".join("\t".join(row) + "\n" for row in rows)


def describe(tag: str, agreement: Agreement, listed: Mapping[str, Decision], once: Sequence[str]) -> str:
    """One line of figures; a figure that could not be taken is a dash."""
    exact, near, kappa = (
        "–" if figure is None else f"{figure:.3f}"
        for figure in (agreement.exact, agreement.within_one, agreement.kappa))
    pending = sum(not row.decision for row in listed.values())
    return (f"{tag}: {agreement.words} headwords judged twice, {agreement.unknown} unknown to the second reader, "
            f"{len(once)} read once; exact {exact}, within one {near}, weighted kappa {kappa}; "
            f"second higher {agreement.higher}, lower {agreement.lower}; {len(listed)} listed, {pending} undecided")


def main(tags: list[str], folder: Path = FOLDER) -> int:
    """Exit 1 when a language has no second reading; a word of the second file the lexicon lacks is printed."""
    missing = 0
    for tag in tags:
        path, target = folder / f"{tag}.tsv", folder / f"disagreements-{tag}.tsv"
        if not path.is_file():
            print(f"{tag}: no second reading")
            missing += 1
            continue
        first, second = read_first(lexicon.read_shipped(tag)), read_second(path.read_text(encoding="utf-8"))
        settled = read_decisions(target.read_text(encoding="utf-8")) if target.is_file() else {}
        agreement, listed, once = compare(first, second, settled)
        target.write_text(write_list(tag, listed), encoding="utf-8", newline="\n")
        print(describe(tag, agreement, listed, once))
        if gone := [word for word in second if word not in first and word not in settled]:
            print(f"  read but not in the lexicon ({len(gone)}):", ", ".join(gone[:40]))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
