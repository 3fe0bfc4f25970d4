"""Counts how a language spells its sounds, from its own words as our tables read them. No run of the program counts.

`tools/build_dictation.py` does, and `dictation_tables` opens what it wrote. Words come from wordfreq's small lists
(CC BY-SA 4.0), sounds from `g2p` and, for English, from the CMU Pronouncing Dictionary. A language without a table, a
list or a script that spells sound by sound has no model; nothing is guessed from a neighbour.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from brandname.language import english, segments
from brandname.language.alphabets import Orthography, orthography
from brandname.language.dictation import EDGE, SPAN, Dictation, contexts, smoothed, tokens
from brandname.language.g2p import engine_code, open_engine
from brandname.language.phonotactics import Phonotactics

SCRIPTS = frozenset({"Latn", "Cyrl", "Grek"})
WRITES_STRESS = frozenset({"es", "pt", "it", "ca", "gl", "el"})
"""Languages whose spelling tells the stressed vowel by an accent, at least sometimes."""
WORDS = 16_000
"""The commonest words that are counted; rarer ones are more and more foreign."""
ENOUGH = 1000
"""Fewer words make no model."""
UNSPELLED = frozenset({"vi"})
"""Languages whose tone marks the tables do not spell back."""
MARKS = frozenset(segments.STRESS)
LONGEST = 5
"""Letters of one unit; longer ones are accidents of the reading."""
TELLING = 0.02
"""Sum of differences from the chances in the next wider context, above which a context is worth keeping. Half of them
are not, most since one spelling only was ever seen; held-out hit rates of 5 languages stay within .002, shares .005."""

Pair = tuple[str, list[str]]
"""A word and the IPA each of its letters adds."""
Unit = tuple[str, tuple[str, ...]]
"""Letters and the segments and stress marks they write."""
Split = Callable[[Unit, str, Unit], int]
"""How many of a silent run of letters go to the unit before it, the others to the one after."""


def is_covered(ortho: Orthography, tag: str) -> bool:
    """Whether a language has what a model is counted from."""
    readable = ortho.language == "en" or bool(engine_code(tag))
    return bool(readable and ortho.words and ortho.scripts[0] in SCRIPTS and ortho.language not in UNSPELLED)


def fit(words: Iterable[str], tag: str, letters: Phonotactics | None = None) -> Dictation | None:
    """The model counted from some words of a language; None when too few of them can be read."""
    ortho = orthography(tag)
    if ortho is None:
        return None
    stress = ortho.language in WRITES_STRESS
    rows = list(divided([pair for word in words if (pair := read(word, tag, ortho)) is not None]))
    if len(rows) < ENOUGH:
        return None
    codes: dict[str, str] = {}
    places: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        marked = [codes.setdefault(token, chr(0x100 + len(codes)))
                  for token in tokens([piece for _, pieces in row for piece in pieces], stress)]
        text, i, last = f"{EDGE}{''.join(marked)}{EDGE}{EDGE}", 0, EDGE
        for written, pieces in row:
            size = len(pieces) if MARKS.isdisjoint(pieces) else _sounding(pieces)
            places[text[i:i + 4], last, f"{size}{written}"] += 1
            i, last = i + size, written
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (around, last, unit), n in places.items():
        for key in contexts(around, 1, last):
            counts[key][unit] += n
    kept = {key: dict(sorted(found.items())) for key, found in sorted(counts.items())
            if key[0] != "3" or sum(found.values()) > 1}
    return Dictation(codes, telling(kept), stress, len(rows), letters)


def telling(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    """The contexts (`dictation.contexts`) in which something else is written than in the next wider one kept."""
    kept = {key: found for key, found in counts.items() if len(key) == 1}
    for key, found in sorted(counts.items(), key=lambda row: row[0][0]):  # wide before close: "1…", "2…", "3…"
        if len(key) == 1:
            continue
        wider = [kept.get(context) for context in _wider(key)]
        own, known = smoothed([found, *wider]), smoothed(wider)
        if sum(abs(own.get(unit, 0.0) - known.get(unit, 0.0)) for unit in {*own, *known}) > TELLING:
            kept[key] = found
    return kept


def _wider(key: str) -> list[str]:
    here, after = key[1], key[2]
    if key[0] == "1":
        return [here]
    if key[0] == "2":
        return [f"1{here}{after}{key[3]}", here]
    return [f"2{here}{after}{key[4:]}", f"1{here}{after}{key[4]}", here]


def read(word: str, tag: str, ortho: Orthography) -> Pair | None:
    """The letters of a word and what each stands for; None for letters of other languages and for what has no sound."""
    if len(word) < 2 or not all(c in ortho.letters or ortho.loan.get(c) == c for c in word):
        return None
    if ortho.language == "en":
        return read_english(word)
    engine = open_engine(tag)
    if engine is None or not engine.covers(word):
        return None
    spelled, labels = engine.spelled(word), engine.labels(word)
    return (word, labels) if spelled == word else _composed(spelled, labels)


def read_english(word: str) -> Pair | None:
    """As `read`, for a word of the dictionary."""
    if not english.is_known(word):
        return None
    parts = english.aligned(word)
    return (word, ["".join(english.CODES[code][0] for code in part) for part in parts]) if parts else None


def divided(pairs: Sequence[Pair]) -> Iterator[list[Unit]]:
    """Words as units of letters and their segments: silent letters join the neighbour they are oftenest seen with."""
    known = {label: tuple(segments.pieces(label)) for label in {label for _, labels in pairs for label in labels}}
    silent = {label for label, pieces in known.items() if not _sounding(pieces)}
    cut = [(word, [known[label] for label in labels], not silent.isdisjoint(labels)) for word, labels in pairs]
    seen: Counter[Unit] = Counter()
    for word, pieces, doubtful in cut:
        seen.update(_joined(word, pieces, _all_left) if doubtful else zip(word, pieces, strict=True))
        seen.update(_joined(word, pieces, _all_right) if doubtful else ())

    def oftenest(left: Unit, run: str, right: Unit) -> int:
        def weight(k: int) -> tuple[int, int]:
            return seen[left[0] + run[:k], left[1]] * seen[run[k:] + right[0], right[1]], k

        return max(range(len(run) + 1), key=weight)

    for word, pieces, doubtful in cut:
        units = _joined(word, pieces, oftenest) if doubtful else list(zip(word, pieces, strict=True))
        if units and all(_sounding(own) <= SPAN and len(letters) <= LONGEST for letters, own in units):
            yield units


def _joined(word: str, pieces: Sequence[tuple[str, ...]], split: Split) -> list[Unit]:
    units: list[Unit] = []
    run, mark = "", tuple[str, ...]()
    for letter, own in zip(word, pieces, strict=True):
        if not _sounding(own):
            run, mark = run + letter, mark + own
            continue
        k = split(units[-1], run, (letter, own)) if units and run else 0
        if k:
            units[-1] = units[-1][0] + run[:k], units[-1][1]
        units.append((run[k:] + letter, mark + own))
        run, mark = "", ()
    if run and units:
        units[-1] = units[-1][0] + run, units[-1][1]
    return units


def _all_left(left: Unit, run: str, right: Unit) -> int:
    del left, right
    return len(run)


def _all_right(left: Unit, run: str, right: Unit) -> int:
    del left, run, right
    return 0


def _sounding(pieces: Iterable[str]) -> int:
    return sum(piece not in segments.STRESS for piece in pieces)


def _composed(spelled: str, added: Sequence[str]) -> Pair | None:
    """Marks of a decomposed word go back to their letters, with what they add; None when one has no letter with it."""
    letters, labels = list[str](), list[str]()
    for char, label in zip(spelled, added, strict=True):
        if letters and unicodedata.combining(char):
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
            labels[-1] += label
        else:
            letters.append(char)
            labels.append(label)
    return ("".join(letters), labels) if all(len(letter) == 1 for letter in letters) else None
