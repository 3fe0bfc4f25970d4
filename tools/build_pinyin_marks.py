"""Builds the table that tells names in pinyin from other names that could be cut into its syllables.

    python -m tools.build_pinyin_marks [--measure]

Reads packaged tables only: characters names are made of (`hanzi/naming`), the common characters (Unihan) and their
Japanese readings, and the words of the CMU dictionary, which hold surnames of many languages. Each syllable gets its
log odds, so does the number of syllables. `--measure` prints shares of words taken for pinyin in lists of the package
wordfreq, which the table does not come from, and writes nothing.
"""

from __future__ import annotations

import argparse
import gzip
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from brandname import data
from brandname.language.characters import common_characters
from brandname.language.pinyin import plain, syllables
from brandname.language.pinyin_names import ENOUGH, cut_word, likelihood
from brandname.language.scripts.naming import lexicon

TARGET = Path(__file__).parent.parent / "brandname" / "data" / "hanzi" / "pinyin_marks.toml"
PRIOR = 0.1
"""Share of names in pinyin among Latin names of unstated origin: an assumption."""
KNOWN = -3.0
"""Log odds against a word that the dictionary of English has."""
LENGTHS = {1: 0.05, 2: 0.6, 3: 0.25, 4: 0.09}
"""Syllables of Chinese names: an assumption; the rest is longer."""
SMOOTH = 4.0
"""Seen this often more or less than it was, a syllable would still surprise nobody."""
ROMAJI = 30_000
"""Pairs of Japanese readings drawn."""
TESTED = ("en", "es", "it", "fr", "de", "pt", "id", "tr", "fi", "pl", "nl", "vi")


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds or measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args(arguments)
    if options.measure:
        measure()
        return 0
    TARGET.write_text(table(), encoding="utf-8", newline="\n")
    return 0


def chinese() -> Counter[str]:
    """How often each syllable stands in names: half by the naming lexicon, half by the common characters."""
    named = Counter(plain(entry.pinyin) for entry in lexicon().values())
    common = Counter(plain(entry.mandarin[0]) for entry in common_characters(1) if entry.mandarin)
    share = sum(common.values()) / sum(named.values())
    return Counter({s: round(500 * (named[s] * share + common[s]) / sum(common.values()) * 10) for s in syllables()})


def others() -> Iterable[tuple[str, ...]]:
    """Words of other languages as they would be cut."""
    words = gzip.decompress(data.read_bytes("sounds/english-words.txt.gz")).decode()
    yield from (cut for line in words.splitlines() if len(cut := cut_word(line.partition("\t")[0])) > 0)
    chance = random.Random(1)  # noqa: S311 - the same pairs every time
    pool = [reading.partition("/")[0].replace("ou", "o").replace("uu", "u")
            for entry in common_characters(1) for reading in entry.japanese[:1]]
    pairs = {"".join(chance.choices(pool, k=2)) for _ in range(ROMAJI)}
    yield from (cut for word in sorted(pairs) if (cut := cut_word(word)))


def table() -> str:
    """The file."""
    mine, cut = chinese(), list(others())
    theirs = Counter(syllable for way in cut for syllable in way)
    kinds = len(syllables())
    one, two = sum(mine.values()) + SMOOTH * kinds, sum(theirs.values()) + SMOOTH * kinds
    words = gzip.decompress(data.read_bytes("sounds/english-words.txt.gz")).decode().count("\n")
    rate = sum(1 for way in cut) / (words + ROMAJI)
    lengths = Counter(len(way) for way in cut)
    rows = [
        "# How much each syllable, and the number of syllables, speaks for a name being pinyin: log odds, by",
        "# tools/build_pinyin_marks.py from the naming lexicon, Unihan and the CMU dictionary.",
        "", "[prior]", f"odds = {math.log(PRIOR / (1 - PRIOR) / rate):.2f}", f"known = {KNOWN:.2f}", "", "[length]",
        *(f"{n} = {math.log(share / ((lengths[n] + 1) / len(cut))):.2f}" for n, share in LENGTHS.items()),
        f"more = {math.log(0.01 / ((sum(lengths[n] for n in lengths if n > 4) + 1) / len(cut))):.2f}", "", "[syllable]",
        *(f'"{s}" = {math.log((mine[s] + SMOOTH) / one) - math.log((theirs[s] + SMOOTH) / two):.2f}'
          for s in sorted(syllables())),
    ]
    return "\n".join(rows) + "\n"


def measure() -> None:
    """Prints the shares taken for pinyin: two-character words of Chinese, words of other languages."""
    import wordfreq

    from brandname.language.sounds import pinyin

    words = [w for w in wordfreq.top_n_list("zh", 12_000) if len(w) == 2][:2000]
    read = ["".join(plain(options[0]) for options in pinyin(word)) for word in words]
    print("zh", *_taken(read))
    for tag in TESTED:
        print(tag, *_taken([w for w in wordfreq.top_n_list(tag, 20_000) if w.isascii() and w.isalpha()]))


def _taken(words: Sequence[str]) -> tuple[int, int, int]:
    """Words, those that can be cut, those taken for pinyin."""
    cut = [(word, way) for word in words if (way := cut_word(word))]
    taken = [word for word, way in cut if likelihood((way,), [word]) >= ENOUGH]
    return len(words), len(cut), len(taken)


if __name__ == "__main__":
    sys.exit(main())
