"""How unlike a name Chinese characters sound in Cantonese: what Hong Kong's habit goes by. Chooses no characters."""

from __future__ import annotations

from functools import lru_cache

from brandname.language.segments import disagreement
from brandname.language.sinitic import native

_TONES = str.maketrans("", "", "˥˦˧˨˩ \u031a")


@lru_cache(maxsize=8192)
def unlikeness(text: str, ipa: str) -> float:
    """0 (the same sounds) to 1: the nearest Cantonese reading of characters against a name's IPA.

    0.5, the middle, where a character has no Cantonese reading or the name no sound: nobody knows.
    """
    said = {sound.translate(_TONES) for _, sound in native(text, "yue")}
    if not said or not ipa:
        return 0.5
    return min(disagreement(ipa.replace(" ", ""), sound) for sound in said)
