"""Where a language puts the stress of a row of segments, and how a row is written as IPA with it.

Works on the segments of one word; knows no language by name (`adaptation` says which habit a language has).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandname.language import english
from brandname.language.segments import base, is_vowel, pieces

LEANING = frozenset("lrɾɹʁjw")
_STOPS = english.STOPS | set("ʈɖcɟq")

_AFFRICATES = frozenset({"tʃ", "dʒ", "ts", "dz", "tɕ", "dʑ", "tʂ", "dʐ"})


def placed(sounds: Sequence[str], stressed: int, where: str) -> int:
    """The index of the stressed vowel where the language itself puts the stress; as it was where it does not.

    `where`: "first", "penult", "last", "none", or "" for no habit; -1 = no stress.
    """
    if not where:
        return stressed
    heads = [i for i, sound in enumerate(sounds) if is_vowel(sound) and not _ends_diphthong(sounds, i)]
    if where == "none" or not heads:
        return -1
    return heads[0] if where == "first" else heads[-1] if where == "last" else heads[max(0, len(heads) - 2)]


def softened(
    sounds: Sequence[str], stressed: int, between: Mapping[str, tuple[str, ...]],
) -> tuple[list[str], int]:
    """Consonants between a vowel (or a nasal or l) and a vowel as the language says them there, and the stress."""
    out: list[str] = []
    place = stressed
    for i, sound in enumerate(sounds):
        before, after = sounds[i - 1] if i else "", sounds[i + 1] if i + 1 < len(sounds) else ""
        voiced = before and (is_vowel(before) or (sound != "l" and before in {"m", "n", "ŋ", "l"}))
        new = between.get(sound, ()) if voiced and after and (is_vowel(after) or after in {"j", "w"}) else ()
        if i == stressed:
            place = len(out)
        out += new or (sound,)
    return out, place


def joined(sounds: Sequence[str], stressed: int) -> str:
    """IPA of the segments, the mark before the syllable of the vowel at `stressed`; none in a word of one vowel."""
    if stressed < 0 or sum(map(is_vowel, sounds)) < 2:
        return "".join(sounds)
    start = stressed
    while start and not is_vowel(sounds[start - 1]) and stressed - start < 1:
        start -= 1
    if start and base(sounds[start]) in LEANING and base(sounds[start - 1]) in _STOPS:
        start -= 1
    if not any(map(is_vowel, sounds[:start])):
        start = 0  # nothing before it makes a syllable
    return "".join(sounds[:start]) + "ˈ" + "".join(sounds[start:])


def begun(word: str) -> str:
    """IPA of a word with a mark inside its first syllable put at its start: khˈloe is ˈkhloe."""
    before, mark, _ = word.partition("ˈ")
    return "ˈ" + word.replace("ˈ", "", 1) if mark and before and not any(map(is_vowel, before)) else word


def settled(word: str, *, prenasal: bool = False) -> str:
    """IPA of a word whose mark parts a syllable where none begins, with the mark at the nearest place where one may.

    ``rjabˈinka`` → ``rjaˈbinka``, ``elbˈrus`` → ``elˈbrus``, ``keˈrka`` → ``kerˈka``. `prenasal`: in the language
    nasals begin syllables with another consonant.
    """
    before, mark, after = word.partition("ˈ")
    head, tail = pieces(before), pieces(after)
    if not mark or not tail or not any(map(is_vowel, head)):
        return word
    lasting = "lrɾɹʁɫwj" if prenasal else "lrɾɹʁɫwjmnŋ"
    if is_vowel(tail[0]):
        if not is_vowel(head[-1]) and base(head[-1]) not in "ŋʔː" and any(map(is_vowel, head[:-1])):
            tail.insert(0, head.pop())
            if base(head[-1]) + base(tail[0]) in _AFFRICATES:
                tail.insert(0, head.pop())
    elif len(tail) > 1 and base(tail[0]) in lasting and base(tail[1]) not in LEANING and not is_vowel(tail[1]) \
            and base(tail[1]) not in "mnŋɲhɦʋʔ" and is_vowel(head[-1]):
        head.append(tail.pop(0))
    if base(tail[0]) in LEANING and base(head[-1]) in _STOPS and len(head) > 1 and any(map(is_vowel, tail[1:2])):
        tail.insert(0, head.pop())
    return "".join(head) + mark + "".join(tail)


def _ends_diphthong(sounds: Sequence[str], i: int) -> bool:
    """Whether a vowel is the second half of a falling diphthong: i or u after an opener one, no vowel after it."""
    return (i > 0 and base(sounds[i]) in "iuɪʊ" and "ː" not in sounds[i] and base(sounds[i - 1]) in "aɑɒeɛoɔə"
            and "ː" not in sounds[i - 1] and not (i + 1 < len(sounds) and is_vowel(sounds[i + 1])))
