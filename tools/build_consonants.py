"""The consonants each specification of orthography2ipa can put out, for `brandname/data/sounds/consonants.toml`.

    python -m tools.build_consonants

They hold loan sounds and allophones that the answers compiled by `tools.build_sounds` may never show. Needs the package
orthography2ipa (extra `dev`).
"""

from __future__ import annotations

import logging
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

from brandname.language.inventory import consonants_of

DATA = Path(__file__).parent.parent / "brandname" / "data"
ENGLISH = ("en-GB", "en-US")
"""Specifications that are not compiled: English has a dictionary and a model."""


def main() -> int:
    """Writes the table."""
    logging.getLogger("orthography2ipa").setLevel(logging.CRITICAL)
    import orthography2ipa

    sources = tomllib.loads((Path(__file__).parent / "sounds" / "sources.toml").read_text(encoding="utf-8"))
    lines = [
        "# Consonants that the specifications of orthography2ipa can put out, loan sounds and allophones included.",
        f"# Made by tools/build_consonants.py from orthography2ipa {version('orthography2ipa')}.",
        "",
    ]
    for code in sorted({*sources, *ENGLISH}):
        spec = orthography2ipa.get(code)
        found = {sound for text in orthography2ipa.emission_inventory(spec) for sound in consonants_of(text)}
        lines.append(f'{code} = "{" ".join(sorted(found))}"')
    (DATA / "sounds" / "consonants.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
