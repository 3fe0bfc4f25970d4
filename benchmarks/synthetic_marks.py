"""Distinct synthetic marks for measuring: coined words, altered words, and marks of two and three words.

    python -m benchmarks.synthetic_marks 1000000 [--seed 2026] [--into marks.txt]

A third of them are coined from one set of syllables, which makes the list crowded: many more neighbours than a
list of real words has. Words come from wordfreq in five languages; no brand is among them on purpose. The same seed
and count give the same marks, and a longer list begins with the shorter one. Measures nothing itself.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = ("en", "es", "de", "fr", "it")
WORDS = 20_000
"""Most frequent words taken from each language."""
ONSETS = "b c d f g h j k l m n p qu r s t v w x y z bl br cl cr dr fl gr kr pl pr sh sk sl sp st str th tr".split()  # noqa: SIM905
VOWELS = "a a a e e e i i i o o o u u y ai ea ee ia io oo ou".split()  # noqa: SIM905
CODAS = ["", "", "", "", "", "l", "m", "n", "n", "r", "s", "x", "nt", "rn", "st", "ck"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
KINDS = ("coined", "altered", "two", "three")
SHARES = (34, 18, 32, 16)
"""Parts in a hundred of each kind: 1.6 words and 13 letters on average."""
BATCH = 20_000
"""Marks made with one generator: why a longer list begins with the shorter one."""
SEED = 2026
QUERIES = 50


def vocabulary() -> list[str]:
    """Frequent words of three to eleven letters in five languages, lower case, accents kept, sorted."""
    from wordfreq import top_n_list

    words = {word for language in LANGUAGES for word in top_n_list(language, WORDS)}
    return sorted(word for word in words if 3 <= len(word) <= 11 and word.isalpha())


def coined(chance: random.Random) -> str:
    """A word of two or three syllables nobody means anything by."""
    syllables = chance.choice((2, 2, 3, 3))
    return "".join(
        chance.choice(ONSETS) + chance.choice(VOWELS) + (chance.choice(CODAS) if chance.random() < 0.4 else "")
        for _ in range(syllables)
    )


def altered(word: str, chance: random.Random, edits: int) -> str:
    """The word after some insertions, deletions, replacements and swaps of neighbours, with at least three letters."""
    letters = list(word)
    for _ in range(edits):
        place = chance.randrange(len(letters))
        kind = chance.randrange(4)
        if kind == 0:
            letters.insert(place, chance.choice(LETTERS))
        elif kind == 1 and len(letters) > 3:
            del letters[place]
        elif kind == 2:
            letters[place] = chance.choice(LETTERS)
        elif place:
            letters[place - 1], letters[place] = letters[place], letters[place - 1]
    return "".join(letters)


def marks(count: int, seed: int = SEED) -> Iterator[str]:
    """`count` distinct marks with capitals as people file them; about 0.2 million a second."""
    words, seen, batch = vocabulary(), set[int](), 0
    while True:
        chance = random.Random(f"{seed}:{batch}")
        for kind in chance.choices(KINDS, SHARES, k=BATCH):
            mark = _mark(kind, words, chance)
            if (known := hash(mark)) in seen:  # the hash, not the text: ten million texts would not fit beside the rest
                continue
            seen.add(known)
            yield mark.upper() if len(mark) % 3 == 0 else mark.title()
            if len(seen) == count:
                return
        batch += 1


def queries(sample: list[str], count: int = QUERIES, seed: int = SEED) -> list[str]:
    """Candidate names: half of them altered from the sample of marks, a third of the rest of two words."""
    chance, words = random.Random(f"queries:{seed}"), vocabulary()
    made = [altered(chance.choice(sample).lower(), chance, chance.choice((1, 2, 2, 3))) for _ in range(count // 2)]
    made += [_mark("two" if i % 3 == 0 else "coined", words, chance) for i in range(count - len(made))]
    return [name.title() for name in made]


def _mark(kind: str, words: list[str], chance: random.Random) -> str:
    if kind == "coined":
        return coined(chance)
    if kind == "altered":
        return altered(chance.choice(words), chance, chance.choice((1, 1, 2)))
    parts = [chance.choice(words) for _ in range(2 if kind == "two" else 3)]
    if chance.random() < 0.3:
        parts[chance.randrange(len(parts))] = coined(chance)
    return " ".join(parts)


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--into", type=Path, help="file to write, one mark a line; standard output without")
    args = parser.parse_args()
    if args.into is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.writelines(f"{mark}\n" for mark in marks(args.count, args.seed))
        return
    with args.into.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{mark}\n" for mark in marks(args.count, args.seed))


if __name__ == "__main__":
    main()
