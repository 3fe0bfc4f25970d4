"""Trains the tables in `brandname/data/chinese/`: foreign names as Chinese syllables, and syllables as characters.

Run `python tools/train_chinese.py FOLDER` as `tools/train_translit.py` is run, on the same pairs, with the same package
`opencc` at build time only. Three tables read a name's letters, its English sounds and its katakana as toneless
syllables, a fourth its letters as characters; the counts of characters by syllable are kept apart for pairs written in
traditional characters (whose habits are mostly Taiwan's) and all others. Sees no benchmark.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from brandname.language.english import codes_of  # noqa: E402
from brandname.language.scripts.characters_by_sound import syllable_of  # noqa: E402
from brandname.language.scripts.spelling import kana_letters, source_letters  # noqa: E402
from tools.train_translit import DIGESTS, LENGTHS, LETTERS, SHARE, _plain, held_out, read, train, write  # noqa: E402

DATA = ROOT / "brandname" / "data" / "chinese"
CHUNK, ORDER = 6, 3
SOUND_CHUNK = 5
RARE = 2
"""Times a character must follow another to be kept: what is seen once is mostly noise."""

Spellings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Latin letters → spellings in simplified characters, by the characters the pair was written in."""

    traditional: Spellings
    other: Spellings

    def all(self) -> dict[str, tuple[str, ...]]:
        """Both, each spelling once."""
        names = sorted({*self.traditional, *self.other})
        return {n: tuple(dict.fromkeys((*self.other.get(n, ()), *self.traditional.get(n, ())))) for n in names}


def main() -> None:
    """Trains everything and writes it into the package, or into a folder named by `--into`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, default=DATA)
    parser.add_argument("--hold-out", action="store_true", help="leave every tenth name out, to measure confidence on")
    chosen = parser.parse_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    keep: Callable[[str], bool] = (lambda name: not held_out(name)) if chosen.hold_out else (lambda _: True)
    language = read(chosen.folder, "zh")
    spellings = {name: texts for name, texts in language.spellings.items() if keep(name)}
    kana = read(chosen.folder, "ja").spellings
    letters = [(name, syllables) for name, texts in spellings.items() for syllables in readings(texts)]
    sounds = [(codes, syllables) for name, syllables in letters if (codes := codes_of(name))]
    through = [(kana_letters(k), syllables) for name, texts in spellings.items() for k in kana.get(name, ())
               for syllables in readings(texts)]
    write(chosen.into, "letters", train(letters, CHUNK, ORDER), ("forward",))
    write(chosen.into, "english", train(sounds, SOUND_CHUNK, ORDER), ("forward",))
    write(chosen.into, "kana", train(through, CHUNK, ORDER), ("forward",))
    write(chosen.into, "characters", train(language.pairs(keep), CHUNK, ORDER), ("forward",))
    habits = count(split(chosen.folder), keep)
    path = chosen.into / "habits.tsv.xz"
    path.write_bytes(lzma.compress("".join(habits).encode("utf-8"), preset=9))
    print(f"{path.name}: {len(habits)} rows, {path.stat().st_size} bytes", flush=True)


def readings(texts: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """The toneless syllables of some spellings, each once, a space after each syllable."""
    return dict.fromkeys(tuple(f"{syllable_of(char)} " for char in text) for text in texts)


def split(folder: Path) -> Pairs:
    """The pairs, cleaned as `read` does, by whether a traditional character shows where they were written."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    found: tuple[dict[str, Counter[str]], ...] = (defaultdict(Counter), defaultdict(Counter))
    raw = gzip.decompress((folder / "zh.tsv.gz").read_bytes())
    for line in raw.decode("utf-8").splitlines():
        latin, local, times = line.split("\t")[:3]
        name, own = source_letters(latin), _plain(local, "zh")
        text = convert(own)
        if len(name) in LENGTHS and re.fullmatch(LETTERS["zh"], text):
            found[text == own][name][text] += int(times)
    traditional, other = (
        {name: tuple(t for t, n in texts.items() if n >= SHARE * max(texts.values())) for name, texts in part.items()}
        for part in found
    )
    return Pairs(traditional, other)


def count(pairs: Pairs, keep: Callable[[str], bool]) -> list[str]:
    """Rows of kind, syllable, what stands before (or the place), character, times in traditional pairs and others.

    Kinds: `place` (0 first, 1 inside, 2 last) and `after` (a character, or ^ for the start).
    """
    counts: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for column, spellings in enumerate((pairs.traditional, pairs.other)):
        for text in (t for name, texts in spellings.items() if keep(name) for t in texts):
            for i, char in enumerate(text):
                place = "0" if i == 0 else "2" if i == len(text) - 1 else "1"
                before = text[i - 1] if i else "^"
                counts["place", syllable_of(char), place, char][column] += 1
                counts["after", syllable_of(char), before, char][column] += 1
    return ["\t".join((*key, *map(str, times))) + "\n" for key, times in sorted(counts.items())
            if key[0] == "place" or sum(times) >= RARE]


if __name__ == "__main__":
    if "zh" not in DIGESTS:
        raise SystemExit("the trainer of the other scripts has no digest of the Chinese pairs")
    main()
