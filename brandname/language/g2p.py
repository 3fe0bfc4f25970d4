"""Spelling to sound by compiled tables: the shortest context of each letter that settles what it stands for.

Reads `data/sounds/*.json.gz` (made by `tools/build_sounds.py` from orthography2ipa's specifications). Reads one word in
the letters of its language; respelling foreign letters (`alphabets`), English (`english`) and judging are elsewhere.
"""

from __future__ import annotations

import gzip
import json
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from brandname import data
from brandname.language.segments import PRIMARY

FORM = 1
"""Version of the tables' shape."""
PLAIN = "it"
"""Language whose spelling rules stand for reading letters at their usual values."""
UNSURE = frozenset({"ar", "fa", "he", "ur", "km", "lo", "my", "th"})
"""Languages that leave vowels unwritten, or whose rules the tables follow badly (benchmarks/RESULTS.md, Sounds)."""
PAD = "    "
PLAIN_VOWELS = frozenset("aeiouyæøœåäöüıаеиоуыэюяіїєαειουηω")
"""Vowel letters whose look says nothing about stress."""


class Engine:
    """Reads the words of one language."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.code: str = table["code"]
        """Code of the specification it was compiled from."""
        self.source: str = table["source"]
        self.inventory: frozenset[str] = frozenset(table["inventory"])
        """Segments its readings are made of, the rarest left out."""
        self._decomposed = table["letters_as"] == "NFD"
        self._always = frozenset(letter for letter, tree in table["nuclei"].items() if tree == "1")
        self._nuclei: dict[str, Any] = {letter: frozen(tree) for letter, tree in table["nuclei"].items() if tree != "1"}
        self._stress = frozen(table["stress"])
        self._carriers = frozenset(table.get("carriers", ""))
        self._counted = bool(table["nuclei"])
        self._mark = frozen(table["mark"])
        self._letters: dict[str, Any] = {letter: frozen(tree) for letter, tree in table["letters"].items()}

    @property
    def letters(self) -> frozenset[str]:
        """The letters it can read."""
        return frozenset(self._letters)

    def covers(self, word: str) -> bool:
        """Whether every letter of a word is one of its own."""
        return all(c in self._letters for c in self.spelled(word))

    def read(self, word: str) -> str:
        """IPA of one lower-case word, stress marked where the specification does; letters it lacks are passed over.

        Empty only when the word has no letter of its own: ask `covers` first.
        """
        return "".join(self.labels(word))

    def labels(self, word: str, *, loud: str = "") -> list[str]:
        """What each letter of one lower-case word adds to its IPA, in order; "" for a silent one.

        `loud`: letters that always bear the stress, which decide where it is when a word has just one of them.

        A letter is a code point of the word as the table has it, decomposed for some languages: see `spelled`.
        """
        word = self.spelled(word)
        padded = f"{PAD}{word}{PAD}"
        zones = self._zones(word, padded, loud) if self._counted else ""
        shape = shape_of(padded, self._carriers) if self._carriers else ""
        letters = self._letters
        out = []
        for i, char in enumerate(word):
            node = letters.get(char, "")
            while type(node) is tuple:
                feature, branches, other = node
                if feature < 9:
                    node = branches.get(padded[i + feature], other)
                elif feature == 9:
                    node = branches.get(zones[i], other)
                else:
                    node = branches.get(shape[i:i + 4] if feature == 10 else shape[i + 5:i + 9], other)
            out.append(node)
        at = zones.find("2") if self._mark is not None else -1
        if at >= 0:
            at = max(0, at - int(decide(self._mark, padded, at)))
            out[at] = PRIMARY + out[at]
        return out

    def spelled(self, word: str) -> str:
        """A word in the code points its letters are counted by."""
        return unicodedata.normalize("NFD", word) if self._decomposed else word

    def _zones(self, word: str, padded: str, loud: str) -> str:
        always, nuclei = self._always, self._nuclei
        places = [i for i, c in enumerate(word)
                  if c in always or (c in nuclei and decide(nuclei[c], padded, i) == "1")]
        node = self._stress
        if node is None:
            return count_down(len(word), places)
        bearing = [k for k, place in enumerate(places) if word[place] in loud]
        if len(bearing) == 1:
            return spread(len(word), places, len(places) - bearing[0])
        while type(node) is tuple:
            node = node[1].get(QUESTIONS[node[0]](word, places), node[2])
        return spread(len(word), places, int(node))


def _count(word: str, places: list[int]) -> str:  # noqa: ARG001 - every question is asked alike
    return str(min(len(places), 6))


def _accent(word: str, places: list[int]) -> str:
    for k, place in enumerate(reversed(places)):
        if word[place] not in PLAIN_VOWELS:
            return str(min(k + 1, 5))
    return "0"


def _gaps(word: str, places: list[int]) -> str:
    ends = [*places[-3:], len(word)]
    return "".join(map(str, (min(b - a, 4) for a, b in pairwise(ends))))


def _last_gap(word: str, places: list[int]) -> str:
    return str(min(len(word) - places[-1], 4)) if places else ""


def _last_gaps(word: str, places: list[int]) -> str:
    return _gaps(word, places[-2:])


def _letter_from_end(back: int) -> Callable[[str, list[int]], str]:
    def question(word: str, places: list[int]) -> str:  # noqa: ARG001 - every question is asked alike
        return word[-back] if len(word) >= back else " "

    return question


def _start(word: str, places: list[int]) -> str:  # noqa: ARG001 - every question is asked alike
    return word[:2]


QUESTIONS: tuple[Callable[[str, list[int]], str], ...] = (
    _count, _accent, _gaps, _last_gap, _last_gaps, *(_letter_from_end(k) for k in range(1, 6)), _start,
)
"""What the stress may depend on: syllables, last accent, shape of the end, its letters, the start.

Each is asked of a word and of the letters that carry its syllables; the tables name them by place, so new ones go last.
"""


def decide(tree: Any, padded: str, i: int) -> str:  # noqa: ANN401 - a tree: a string, or (feature, branches, string)
    """What a tree says of the letter at `i`, by its neighbours alone; `padded` has four blanks on either side."""
    while type(tree) is tuple:
        tree = tree[1].get(padded[i + tree[0]], tree[2])
    return str(tree)


def spread(length: int, places: list[int], syllable: int) -> str:
    """For each letter its place to the stress: 0 before, 4 the vowel just before, 1 consonants then, 2 it, 3 after.

    `syllable` counts from the end, 1 = the last, or below zero from the start, -1 = the first; 0 or too many = no
    stress, all 0.
    """
    at = len(places) - syllable if syllable > 0 else -1 - syllable
    if not 0 <= at < len(places):
        return "0" * length
    start = places[at]
    before = places[at - 1] if at else -1
    return ("0" * before + "4" if at else "") + "1" * (start - before - 1) + "2" + "3" * (length - start - 1)


def shape_of(padded: str, carriers: frozenset[str]) -> str:
    """Vowel letters as V, others as C, blanks as they are: whether a syllable is open is often all that counts."""
    return "".join("V" if c in carriers else " " if c == " " else "C" for c in padded)


def count_down(length: int, places: list[int]) -> str:
    """For each letter the number of syllables that follow it, 0–3; the zones where stress is not marked."""
    if not places:
        return "0" * length
    text, done = "", 0
    for left, place in zip(range(len(places) - 1, -1, -1), places, strict=True):
        text += str(min(left, 3)) * (place + 1 - done)
        done = place + 1
    return text + "0" * (length - done)


def engine_code(tag: str) -> str:
    """Code of the table that reads a BCP 47 tag, the nearest longer one first; "" = none."""
    table = _tags()
    parts = tag.split("-")
    for size in range(len(parts), 0, -1):
        code = table.get("-".join(parts[:size]).lower())
        if code is not None:
            return str(code)
    return ""


@cache
def open_engine(tag: str) -> Engine | None:
    """The engine of a BCP 47 tag; None when no specification was compiled for it (English has a room of its own)."""
    code = engine_code(tag)
    return _open(code) if code else None


def engine_tags() -> tuple[str, ...]:
    """Every tag with an engine of its own, sorted."""
    return tuple(sorted(tag for tag, code in _tags().items() if code))


@cache
def _open(code: str) -> Engine:
    table = json.loads(gzip.decompress(data.read_bytes(f"sounds/{code}.json.gz")))
    if table["form"] != FORM:
        raise data.DatasetDamaged(f"sounds/{code} has form {table['form']}, not {FORM}")
    return Engine(table)


@cache
def _tags() -> dict[str, str]:
    raw = tomllib.loads(data.read_text("sounds/tags.toml"))
    return {tag.lower(): code for tag, code in raw["tags"].items()}


def frozen(tree: Any) -> Any:  # noqa: ANN401 - the JSON edge
    """A tree as read from JSON, its nodes made tuples."""
    if isinstance(tree, list):
        return (tree[0], {value: frozen(branch) for value, branch in tree[1].items()}, tree[2])
    return tree
