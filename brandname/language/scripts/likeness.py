"""How alike two Mandarin syllables sound, tones left out, for names that only loosely follow a sound."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.pinyin import SYLLABIC, split

DATASET = "hanzi/likeness"
"""Id in the dataset index."""
FAR = 1.0
_NUCLEUS, _CODA = 0.8, 0.5
"""Distance of vowels and codas that have no row."""


@lru_cache(maxsize=65536)
def unlike(one: str, other: str) -> float:
    """0 (the same) to 1 between two toneless syllables (ü or v); 1 when one is no syllable."""
    if one == other:
        return 0.0
    a, b = _parts(one), _parts(other)
    if a is None or b is None:
        return FAR
    table = _table()
    first = 0.0 if a[0] == b[0] else _pair(table["initials"], a[0], b[0], FAR)
    final = ((table["glide"]["other"] if a[1] != b[1] else 0.0)
             + (0.0 if a[2] == b[2] else _pair(table["nucleus"], a[2], b[2], _NUCLEUS))
             + (0.0 if a[3] == b[3] else _pair(table["coda"], a[3], b[3], _CODA)))
    weights = table["weights"]
    return float(weights["initial"] * first + weights["final"] * min(FAR, final))


@lru_cache(maxsize=4096)
def initials_apart(one: str, other: str) -> float:
    """What two initials (`-` for none) add to `unlike`, whatever follows them."""
    table = _table()
    return float(table["weights"]["initial"] * (0.0 if one == other else _pair(table["initials"], one, other, FAR)))


def initial(syllable: str) -> str:
    """The initial of a toneless syllable; `-` for none, "" for what is no syllable."""
    parts = _parts(syllable)
    return parts[0] if parts else ""


def _pair(rows: dict[str, float], one: str, other: str, otherwise: float) -> float:
    return rows.get(f"{one} {other}", rows.get(f"{other} {one}", otherwise))


@lru_cache(maxsize=4096)
def _parts(syllable: str) -> tuple[str, str, str, str] | None:
    """Initial, glide, nucleus, coda; None for what is no syllable."""
    bare = syllable.replace("v", "ü")
    initial, final = split(bare)
    if initial == "y" and final not in {"i", "in", "ing"}:
        final = final if final.startswith("ü") else {"ou": "iu", "e": "ie", "an": "ian"}.get(final, f"i{final}")
    elif initial == "w" and final != "u":
        final = {"ei": "ui", "en": "un", "o": "uo", "eng": "ong"}.get(final, f"u{final}")
    row = _table()["finals"].get("syllabic" if bare in SYLLABIC else final)
    return (initial or "-", *str(row).split()) if row else None  # type: ignore[return-value]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("hanzi/likeness.toml"))
