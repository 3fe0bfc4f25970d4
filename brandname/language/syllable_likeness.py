"""How alike two Chinese syllables sound with their tones left out: Mandarin by pinyin, Cantonese by jyutping.

Mandarin's table is the one by which names are made (`scripts.likeness`). Finds no words and weighs no meaning.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from brandname import data

CANTONESE = "hanzi/likeness-yue"
"""Id in the dataset index."""
FAR, OTHER_NUCLEUS, OTHER_CODA = 1.0, 0.8, 0.6
_INITIALS = ("gw", "kw", "ng", *"bpmfdtnlgkhwzcsj")
_NUCLEI = ("aa", "oe", "eo", "yu", *"aeiou")


@lru_cache(maxsize=65536)
def unlike(one: str, other: str, language: str) -> float:
    """0 (the same) to 1 between two toneless syllables of a base language, zh or yue; 1 when one is no syllable."""
    if one == other:
        return 0.0
    if language != "yue":
        from brandname.language.scripts.likeness import unlike as unlike_in_mandarin

        return unlike_in_mandarin(one, other)
    a, b = jyutping_parts(one), jyutping_parts(other)
    if a is None or b is None:
        return FAR
    table = _table()
    initial = _pair(table["initials"], a[0], b[0], FAR)
    final = _pair(table["nucleus"], a[1], b[1], OTHER_NUCLEUS) + _pair(table["coda"], a[2], b[2], OTHER_CODA)
    return float(table["weights"]["initial"] * initial + table["weights"]["final"] * min(FAR, final))


def nearest(syllable: str, others: Mapping[str, Sequence[str]], language: str, most: float) -> dict[str, float]:
    """Which of some syllables, given by their initials (`by_initial`), are within a distance, each with it.

    The initials alone rule most of them out.
    """
    from brandname.language.scripts import likeness

    mine = initial(syllable, language)
    found: dict[str, float] = {}
    for other, members in others.items():
        if not mine or not other:
            least = 0.0
        elif language != "yue":
            least = likeness.initials_apart(mine, other)
        else:
            least = float(_table()["weights"]["initial"] * _pair(_table()["initials"], mine, other, FAR))
        if least <= most:
            apart = ((member, unlike(syllable, member, language)) for member in members)
            found.update((member, away) for member, away in apart if away <= most)
    return found


def by_initial(syllables: Iterable[str], language: str) -> dict[str, list[str]]:
    """Syllables by `initial`."""
    found: dict[str, list[str]] = {}
    for syllable in syllables:
        found.setdefault(initial(syllable, language), []).append(syllable)
    return found


def initial(syllable: str, language: str) -> str:
    """The initial of a toneless syllable; `-` for none, "" for what is no syllable of the language."""
    if language != "yue":
        from brandname.language.scripts import likeness

        return likeness.initial(syllable)
    parts = jyutping_parts(syllable)
    return parts[0] if parts else ""


@lru_cache(maxsize=4096)
def jyutping_parts(syllable: str) -> tuple[str, str, str] | None:
    """Initial, nucleus, coda of toneless jyutping, `-` for none; a syllable m or ng is its own nucleus."""
    if syllable in {"m", "ng"}:
        return "-", syllable, "-"
    initial = next((i for i in _INITIALS if syllable.startswith(i)), "")
    final = syllable[len(initial):]
    nucleus = next((n for n in _NUCLEI if final.startswith(n)), "")
    return (initial or "-", nucleus, final[len(nucleus):] or "-") if nucleus else None


def _pair(rows: dict[str, float], one: str, other: str, otherwise: float) -> float:
    return 0.0 if one == other else rows.get(f"{one} {other}", rows.get(f"{other} {one}", otherwise))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("hanzi/likeness-yue.toml"))
