"""Which language a name in Latin letters comes from, guessed from its letters: shares that add up to one.

The table (`data/sharealike/origin.xz`, made by `tools/build_origin.py`) gives each sequence of letters a score for each
language; all words of a name are judged together. `coined` is a name of no language's make. Says how a name looks, not
what it is: a guess for the rooms that write names in other scripts, where nobody stated the origin. Reads Latin letters
only, and knows no names.
"""

from __future__ import annotations

import json
import lzma
import math
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from brandname import data

FILE = "sharealike/origin.xz"
DATASET = "sharealike/origin"
"""Id in the dataset index."""
COINED = "coined"
"""Stands among the languages for names of no language's make."""
LONGEST = 5
"""Letters of the longest sequence looked at, borders of the word among them."""
MOST_LETTERS = 40
"""Letters of a word that are looked at."""
STEP = 24.0
"""Scores are stored as whole numbers, so many to a nat."""
BIAS, MOST = 128, 250
"""What scores are raised by so that none is negative, and how many rows of them are added up at most."""
LEAST = 0.005
"""Shares smaller than this are left out, and given to the others in proportion."""
_WORDS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-zà-öø-ÿ]{2})(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2})")

Share = tuple[str, float]
"""Language (BCP 47; `coined` for none) and its share, 0–1."""


@dataclass(frozen=True, slots=True)
class Table:
    """The scores of sequences of letters."""

    tags: tuple[str, ...]
    priors: tuple[float, ...]
    """Log share of each language among names: an assumption."""
    temper: float
    """What sums of scores are multiplied by, so that shares are as often right as they say."""
    scores: Mapping[str, int]
    """Sequence → its scores, raised by BIAS, side by side in one number of 16 bits each: so they add up at once."""


def origins(name: str) -> tuple[Share, ...]:
    """The share of each language a name may come from, largest first; `()` without a Latin letter.

    Shares under LEAST are left out, and the rest adds up to one.
    """
    return _origins(unicodedata.normalize("NFC", name))


def share_of(name: str, tag: str) -> float:
    """The share of one language; 0 when it is not among those of the table."""
    return dict(origins(name)).get(tag, 0.0)


@lru_cache(maxsize=8192)
def _origins(name: str) -> tuple[Share, ...]:
    table = _table()
    words = words_of(name)
    if not words:
        return ()
    rows = [row for word in words for feature in features(word) if (row := table.scores.get(feature))][:MOST]
    raised = memoryview(sum(rows).to_bytes(2 * len(table.tags), sys.byteorder)).cast("H")
    ordered = raised if sys.byteorder == "little" else raised[::-1]
    low = BIAS * len(rows)
    logs = [
        prior + table.temper * (total - low) / STEP for prior, total in zip(table.priors, ordered, strict=True)
    ]
    return _shares(table.tags, logs)


def _shares(tags: Sequence[str], logs: Sequence[float]) -> tuple[Share, ...]:
    highest = max(logs)
    weights = [math.exp(value - highest) for value in logs]
    whole = sum(weights)
    kept = [(tag, weight) for tag, weight in zip(tags, weights, strict=True) if weight >= LEAST * whole]
    whole = sum(weight for _, weight in kept)
    shares = ((tag, round(weight / whole, 4)) for tag, weight in kept)
    return tuple(sorted(shares, key=lambda pair: (-pair[1], pair[0])))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, lower case; inner capitals part words, apostrophes too."""
    found = (part.lower() for raw in _WORDS.findall(name) for part in _CAMEL.split(raw))
    return tuple(word[:MOST_LETTERS] for word in found if _latin(word))


def _latin(word: str) -> bool:
    return all("a" <= char <= "z" or "LATIN" in unicodedata.name(char, "") for char in word)


def features(word: str) -> Iterator[str]:
    """What is looked at in a lower-case word: the whole, each sequence of letters with its borders, how common it is.

    `=3` … `=7`: how often it stands in running English (Zipf's scale; `=0` below 3).
    """
    from wordfreq import zipf_frequency

    bordered = f"^{word}$"
    found = {bordered[i:i + n] for n in range(1, LONGEST + 1) for i in range(len(bordered) - n + 1)} - {"^", "$"}
    yield from sorted(found | {bordered})
    yield f"={int(zipf_frequency(word, 'en', wordlist='small'))}"


@cache
def _table() -> Table:
    head, grams, rows = lzma.decompress(data.read_bytes(FILE)).split(b"\n", 2)
    stated = json.loads(head)
    tags = tuple(stated["tags"])
    width = len(tags)
    wide = bytearray(2 * len(rows))
    wide[::2] = bytes((byte + BIAS) % 256 for byte in rows)
    scores = {
        gram: int.from_bytes(wide[2 * i * width:2 * (i + 1) * width], "little")
        for i, gram in enumerate(grams.decode("utf-8").split("\t"))
    }
    return Table(tags, tuple(math.log(share) for share in stated["priors"]), float(stated["temper"]), scores)
