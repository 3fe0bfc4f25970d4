"""English possessives in katakana: the word they are made of, with the s that is heard.

`Sally's` is the word Sally and ズ, ス after a voiceless sound; models that read letters only see a word in -ys. Takes
the spellings of the word without its s; plurals, which look like any word in s, are left to the models.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from brandname.language.english import CODES, codes_of
from brandname.language.scripts.spelling import plain_letters
from brandname.language.scripts.votes import add

HEARD, DROPPED = 0.45, 0.15
"""How likely the s is written as it is heard, or left out; else the models read the whole. Assumptions."""
_ENDING = re.compile("(?<=[a-z])['’]s$", re.IGNORECASE)
_VOICELESS, _HISSING = frozenset("ptkfθ"), frozenset({"s", "z", "ʃ", "ʒ", "tʃ", "dʒ"})

_Spellings = Sequence[tuple[str, float]]


def stem(word: str) -> str:
    """A possessive without its s; "" for any other word."""
    found = _ENDING.sub("", word)
    return found if found != word else ""


def possessive(whole: _Spellings, own: _Spellings, word: str) -> list[tuple[str, float]]:
    """Spellings of a possessive, likeliest first: `whole` as the models read it, `own` those of its stem `word`."""
    heard = [((text + _ending(word)).replace("ーー", "ー"), logp + math.log(HEARD)) for text, logp in own]
    dropped = [(text, logp + math.log(DROPPED)) for text, logp in own]
    read = [(text, logp + math.log(1 - HEARD - DROPPED)) for text, logp in whole]
    found: dict[str, float] = {}
    for text, logp in (*heard, *dropped, *read):
        found[text] = add(found[text], logp) if text in found else logp
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _ending(word: str) -> str:
    """The s after an English word, as it is heard."""
    sounds = codes_of(plain_letters(word))
    last = CODES[sounds[-1]][0] if sounds else ""
    if last in _VOICELESS:
        return "ス"
    return "イズ" if last in _HISSING else "ーズ" if last == "i" else "ズ"
