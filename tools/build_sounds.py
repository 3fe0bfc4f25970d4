"""Compiles orthography2ipa's specifications of spelling and sound into the shipped tables (`brandname/data/sounds/`).

    python -m tools.build_sounds [CODE…] [--pairs FOLDER]

Each specification is asked about several thousand spellings; letters are aligned with the sounds they stand for, and a
tree per letter keeps the shortest context that settles the matter. A tenth of the real words is kept out and says how
well the table agrees. `--pairs` keeps the specification's answers in a folder, so that they need not be asked again.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from brandname.language.g2p import FORM, QUESTIONS, Engine, count_down, decide, frozen, shape_of, spread
from brandname.language.segments import PRIMARY, STRESS, is_vowel, pieces
from tools.sounds.alignment import Aligner, Outputs
from tools.sounds.corpora import pairs
from tools.sounds.trees import grow

DATA = Path(__file__).parent.parent / "brandname" / "data"
HELD_OUT = 10
LETTER_FEATURES = (0, 1, 2, 3, 5, 6, 7, 8)
STRESS_FEATURE = 9
SHAPE_FEATURES = (10, 11)
STRESS_BITS = 5.0
RARE = 4000
ODD = 0.002
"""Share of a letter's places up to which its standing for a vowel is put down to words that are exceptions."""
SHAPED = frozenset({"af", "ca", "da", "de-AT", "de-CH", "de-DE", "is", "nl", "pt-BR", "pt-PT", "ru", "sv", "ta"})
"""Specifications whose tables also ask whether the syllable is open or closed (it slows the reading a little)."""

Row = tuple[str, str, bool]
Rows = list[tuple[tuple[str, ...], str]]
Aligned = tuple[list[str], list[str], int, int, Outputs]
"""Letters, segments, segment the stress mark stands before, stressed vowel, what each letter answers for."""


def main(arguments: list[str] | None = None) -> int:
    """Builds the tables of some or all codes; prints what each agrees with on held-out words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("codes", nargs="*")
    parser.add_argument("--pairs", type=Path)
    options = parser.parse_args(arguments)
    sources = tomllib.loads((Path(__file__).parent / "sounds" / "sources.toml").read_text(encoding="utf-8"))
    for code in options.codes or sources:
        rows = _rows(code, sources[code], options.pairs)
        train, test = split(rows)
        table = compile_table(code, train)
        write(table, DATA / "sounds" / f"{code}.json.gz")
        same, segmental = agreement(Engine(table), test)
        size = (DATA / "sounds" / f"{code}.json.gz").stat().st_size
        print(f"{code}\t{len(train)}\t{len(test)}\t{same:.4f}\t{segmental:.4f}\t{size}", flush=True)
    return 0


def split(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """All rows but every tenth real word, and those; everything is both where the list is closed (pinyin)."""
    if len(rows) < 2000:
        return rows, rows
    native = [row for row in rows if row[2]] or [row for row in rows if any(map(is_vowel, pieces(row[1])))]
    test = set(native[::HELD_OUT])
    return [row for row in rows if row not in test], sorted(test)


def compile_table(code: str, rows: list[Row]) -> dict[str, Any]:
    """The table of one specification from its answers."""
    form = "NFD" if code == "ko" else "NFC"
    spelled = [(list(unicodedata.normalize(form, word)), *_sounds(ipa)) for word, ipa, _ in rows]
    aligner = Aligner([(letters, sounds) for letters, sounds, _, _ in spelled if letters and sounds])
    aligned = [(letters, sounds, mark, nucleus, out) for letters, sounds, mark, nucleus in spelled
               if (out := aligner.align(letters, sounds))]
    order = tuple(sorted(LETTER_FEATURES, key=lambda f: abs(f - 4.1)))
    stressed = sum(mark >= 0 for _, _, mark, _, _ in aligned) > len(aligned) / 3
    nuclei = _nuclei(aligned, order)
    trees = {letter: frozen(tree) for letter, tree in nuclei.items()}
    stress_rows: tuple[Rows, Rows] = [], []
    mark_rows: list[tuple[tuple[str, ...], str]] = []
    letter_rows: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    carriers = frozenset(letter for letter, tree in nuclei.items() if code in SHAPED and _mostly(tree) == "1")
    for letters, _, mark, nucleus, out in aligned:
        word = "".join(letters)
        padded = f"    {word}    "
        shape = shape_of(padded, carriers)
        places = [i for i, c in enumerate(word) if c in trees and decide(trees[c], padded, i) == "1"]
        owner = _owner(out, nucleus) if stressed and nucleus >= 0 else -1
        group = len(places) - places.index(owner) if owner in places else 0
        if stressed and (group or owner < 0):
            context = tuple(ask(word, places) for ask in QUESTIONS)
            stress_rows[0].append((context, str(group)))
            stress_rows[1].append((context, str(group - len(places) - 1 if group else 0)))
        zones = spread(len(word), places, group) if stressed else count_down(len(word), places)
        if group:
            mark_rows.append((tuple(padded[owner:owner + 9]), str(max(0, owner - _owner(out, mark)))))
        for i, sounds in enumerate(out):
            context = (*padded[i:i + 9], zones[i], *((shape[i:i + 4], shape[i + 5:i + 9]) if carriers else ()))
            letter_rows[word[i]].append((context, "".join(sounds)))
    order = (*order, STRESS_FEATURE, *(SHAPE_FEATURES if carriers else ()))
    letters_trees = {letter: grow(_sensible(found), order) for letter, found in sorted(letter_rows.items())}
    if not stressed and not any(map(_asks_for_zone, letters_trees.values())):
        nuclei = {}
    return {
        "form": FORM, "code": code, "source": f"orthography2ipa {version('orthography2ipa')}", "letters_as": form,
        "inventory": inventory([sounds for (_, sounds, _, _), row in zip(spelled, rows, strict=True) if row[2]]
                               or [sounds for _, sounds, _, _ in spelled]),
        "nuclei": nuclei, **({"carriers": "".join(sorted(carriers))} if carriers else {}),
        # Counted from the end or from the start of the word, whichever takes fewer words to say.
        "stress": min((grow(told, range(len(QUESTIONS)), STRESS_BITS) for told in stress_rows),
                      key=lambda tree: len(json.dumps(tree))) if stress_rows[0] else None,
        "mark": grow(mark_rows, (3, 2, 1, 0, 4, 5), STRESS_BITS) if mark_rows else None,
        "letters": letters_trees,
    }


def _sensible(rows: Rows) -> Rows:
    """The rows of a letter without those that make a vowel of a consonant: words read quite unlike their letters."""
    vowels = [bool(label) and all(map(is_vowel, pieces(label))) for _, label in rows]
    return rows if sum(vowels) > len(rows) * ODD else [r for r, v in zip(rows, vowels, strict=True) if not v]


def _mostly(tree: Any) -> str:  # noqa: ANN401 - a tree
    """The answer a tree gives when it is asked nothing."""
    return str(tree[2] if isinstance(tree, list) else tree)


def _asks_for_zone(tree: Any) -> bool:  # noqa: ANN401 - a tree
    return isinstance(tree, list) and (tree[0] == STRESS_FEATURE or any(map(_asks_for_zone, tree[1].values())))


def inventory(texts: list[list[str]]) -> list[str]:
    """The segments that make up more than one sound in four thousand of what the specification says, sorted."""
    counts = Counter(sound for sounds in texts for sound in sounds)
    return sorted(sound for sound, n in counts.items() if n * RARE > counts.total())


def _nuclei(aligned: list[Aligned], order: tuple[int, ...]) -> dict[str, Any]:
    """Trees that tell whether a letter carries a syllable ("1"), for the letters that ever do."""
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for letters, _, _, _, out in aligned:
        padded = f"    {''.join(letters)}    "
        for i, sounds in enumerate(out):
            rows[letters[i]].append((tuple(padded[i:i + 9]), str(int(any(map(carries, sounds))))))
    trees = {letter: grow(found, order) for letter, found in sorted(rows.items())}
    return {letter: tree for letter, tree in trees.items() if tree != "0"}


def carries(sound: str) -> bool:
    """Whether a segment is the core of a syllable: a vowel not marked as the weak half of a diphthong."""
    return is_vowel(sound) and "\u032f" not in sound


def write(table: dict[str, Any], path: Path) -> None:
    """Writes a table compressed, byte for byte the same each time."""
    body = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(body, 9, mtime=0))


def agreement(engine: Engine, rows: list[Row]) -> tuple[float, float]:
    """Shares of words read exactly as the specification does, and read so but for the stress."""
    if not rows:
        return 0.0, 0.0
    same = plain = 0
    for word, ipa, _ in rows:
        want, got = pieces(ipa.replace("ˌ", "")), pieces(engine.read(word))
        same += want == got
        plain += [p for p in want if p not in STRESS] == [p for p in got if p not in STRESS]
    return same / len(rows), plain / len(rows)


def _rows(code: str, source: dict[str, str], folder: Path | None) -> list[Row]:
    kept = folder / f"{code}.json" if folder else None
    if kept and kept.exists():
        return [(w, ipa, bool(native)) for w, ipa, native in json.loads(kept.read_text(encoding="utf-8"))]
    rows = pairs(code, source.get("letters", ""), words=source.get("words", ""), lemmas=source.get("lemmas", ""),
                 file=source.get("file", ""))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return rows


def _sounds(ipa: str) -> tuple[list[str], int, int]:
    """Segments, index of the one the stress mark stands before, index of the stressed vowel; -1 without stress."""
    sounds: list[str] = []
    mark = -1
    for piece in pieces(ipa):
        if piece == PRIMARY and mark < 0:
            mark = len(sounds)
        elif piece not in STRESS:
            sounds.append(piece)
    nucleus = next((i for i in range(mark, len(sounds)) if is_vowel(sounds[i])), -1) if mark >= 0 else -1
    return sounds, (mark if nucleus >= 0 else -1), nucleus


def _owner(out: Outputs, segment: int) -> int:
    """The letter that answers for a segment."""
    total = 0
    for i, sounds in enumerate(out):
        total += len(sounds)
        if segment < total:
            return i
    return -1


if __name__ == "__main__":
    sys.exit(main())
