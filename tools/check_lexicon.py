"""Checks lexicon files and prints what a second pair of eyes should look at.

    python -m tools.check_lexicon es [pt …]

Refusals come from `brandname.language.lexicon`. Beyond them: counts, generated forms the language's frequency list does
not know, and frequent words of the packaged lists that the lexicon lacks.
"""

from __future__ import annotations

import sys
from collections import Counter

from brandname.errors import UserMistake
from brandname.language import lexicon, wordlists
from brandname.language.folding import letters
from brandname.language.ordinary import open_ordinary


def main(tags: list[str]) -> int:
    """Exit 1 when a file is refused."""
    refused = 0
    for tag in tags:
        try:
            report(tag, lexicon.read_shipped(tag))
        except UserMistake as error:
            refused += 1
            for mistake in error.mistakes[:60]:
                print(mistake.where, mistake.key, dict(mistake.params))
            print(f"{tag}: {len(error.mistakes)} mistakes")
    return 1 if refused else 0


def report(tag: str, entries: tuple[lexicon.Entry, ...]) -> None:
    """Prints counts and the lists to look through."""
    print(f"{tag}: {len(entries)} entries, {sum(len(e.forms) for e in entries)} forms")
    for name in ("category", "severity", "register"):
        print(f"  {name}:", dict(Counter(str(getattr(e, name)) for e in entries).most_common()))
    frequent = open_ordinary(tag)
    if frequent is None:
        print("  no frequency list")
    else:
        classed = [(e.word, [f for f in e.forms if " " not in f]) for e in entries if len(e.forms) > 3]
        unseen = [(word, [f for f in forms if frequent.zipf(f) is None]) for word, forms in classed]
        odd = [f"{word}: {' '.join(gone[:4])}" for word, gone in unseen if gone and len(gone) >= 0.9 * 4]
        print(f"  words whose forms are mostly not in the frequency list: {len(odd)}; e.g.", "; ".join(odd[:8]))
    index = wordlists.open_words(tag)
    if index is not None and frequent is not None:
        have = {letters(form) for e in entries for form in (e.word, *e.forms, *e.roman)}
        missing = sorted(
            {found.word: found.zipf or 0.0 for key in index for found in index.find(key)
             if found.language == tag and letters(found.word) not in have and found.zipf}.items(),
            key=lambda pair: -pair[1])
        print(f"  listed and frequent, not here ({len(missing)}):", ", ".join(word for word, _ in missing[:80]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
