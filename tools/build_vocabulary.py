"""Writes brandname/data/vocabulary/: every lexicon with its forms folded and their sounds, made once for all runs.

    python -m tools.build_vocabulary

Run it whenever a lexicon, an inflection class or a table of sounds has changed (until then the program computes what it
needs into the user's cache). Prints the entry for data/index.toml with its digest.
"""

from __future__ import annotations

import lzma
from pathlib import Path

from brandname import data
from brandname.language import lexicon, vocabulary

FOLDER = Path(data.__file__).parent / "data" / vocabulary.COMPILED


def main() -> None:
    """Every language with a lexicon of its own, and those that use a neighbour's."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.xz"):
        old.unlink()
    for language in sorted({*lexicon.known(), *vocabulary.borrowers()}):
        body = lzma.compress(vocabulary.compute(language), preset=9 | lzma.PRESET_EXTREME)
        (FOLDER / f"{language}.txt.xz").write_bytes(body)
    (FOLDER / "edition.txt").write_text(vocabulary.edition() + "\n", encoding="utf-8", newline="\n")
    print(data.compute_digest(vocabulary.COMPILED))


if __name__ == "__main__":
    main()
