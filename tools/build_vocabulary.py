"""Writes brandname/data/vocabulary/: every lexicon with its forms folded and their sounds, made once for all runs.

    python -m tools.build_vocabulary [--all]

Run it whenever a lexicon, an inflection class or a table of sounds has changed (until then the program computes what it
needs into the user's cache). Makes anew only the languages whose edition has changed, with --all every one; prints
their names and the digest for data/index.toml.
"""

from __future__ import annotations

import lzma
import sys
from pathlib import Path

from brandname import data
from brandname.language import lexicon, vocabulary

FOLDER = Path(data.__file__).parent / "data" / vocabulary.COMPILED


def main() -> None:
    """Every language with a lexicon of its own, and those that use a neighbour's."""
    FOLDER.mkdir(exist_ok=True)
    languages = sorted({*lexicon.known(), *vocabulary.borrowers()})
    held = {} if "--all" in sys.argv[1:] else vocabulary.shipped_editions()
    for old in FOLDER.glob("*.xz"):
        if old.name.partition(".")[0] not in languages:
            old.unlink()
    for language in languages:
        path = FOLDER / f"{language}.txt.xz"
        if held.get(language) != vocabulary.edition(language) or not path.exists():
            path.write_bytes(lzma.compress(vocabulary.compute(language), preset=9 | lzma.PRESET_EXTREME))
            print(language)
    editions = "".join(f"{language}\t{vocabulary.edition(language)}\n" for language in languages)
    (FOLDER / vocabulary.EDITIONS).write_text(editions, encoding="utf-8", newline="\n")
    print(data.compute_digest(vocabulary.COMPILED))


if __name__ == "__main__":
    main()
