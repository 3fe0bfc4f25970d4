"""Checks shipped lexicons for the build: `brandname lexicon check` in one line a language, without its cut-offs.

    python -m tools.check_lexicon es [pt …]

Refusals come from `brandname.language.lexicon`, the rest from `brandname.language.lexicon_survey`.
"""

from __future__ import annotations

import sys

from brandname.errors import UserMistake
from brandname.language import lexicon
from brandname.language.lexicon_survey import survey


def main(tags: list[str]) -> int:
    """Exit 1 when a file is refused."""
    refused = 0
    for tag in tags:
        try:
            report(tag)
        except UserMistake as error:
            refused += 1
            for mistake in error.mistakes:
                print(mistake.where, mistake.key, dict(mistake.params))
            print(f"{tag}: {len(error.mistakes)} mistakes")
    return 1 if refused else 0


def report(tag: str) -> None:
    """Prints counts and the lists to look through."""
    found = survey(tag, lexicon.read_shipped(tag))
    print(f"{tag}: {found.entries} entries, {found.forms} forms")
    for column, counts in found.counts.items():
        print(f"  {column}:", dict(counts))
    for what, listed in (
        ("forms mostly not in the frequency list",
         None if found.strange is None else [f"{word}: {' '.join(forms[:4])}" for word, forms in found.strange]),
        ("listed and frequent, not here", found.missing),
    ):
        print(f"  {what}:", "no list" if listed is None else f"({len(listed)}) {', '.join(listed)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
