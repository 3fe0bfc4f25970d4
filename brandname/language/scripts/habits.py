"""What names do in katakana that words do not: kinds of spelling that count for more when a name is written.

The kinds stand in `data/scripts/kana.toml`, each with how names of persons bear it out. Knows no name, and adds no
spelling: it only moves those it is given.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache

from brandname import data
from brandname.language.scripts.kana_spelling import FILE
from brandname.language.scripts.spelling import plain_letters
from brandname.language.scripts.votes import ranked

_Spellings = Sequence[tuple[str, float]]


def as_names(word: str, spellings: _Spellings) -> list[tuple[str, float]]:
    """Spellings of a word with log posteriors, likeliest first, after those kinds have been counted in."""
    letters = plain_letters(word)
    kinds = [(kana, more) for ending, kana, more in _kinds() if ending.search(letters)]
    if not kinds:
        return list(spellings)
    moved = {text: logp + sum(more for kana, more in kinds if kana.search(text)) for text, logp in spellings}
    return ranked(moved, len(moved))


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str], float], ...]:
    rows = tomllib.loads(data.read_text(FILE))["habits"]
    return tuple((re.compile(row["word"]), re.compile(row["kana"]), float(row["more"])) for row in rows)
