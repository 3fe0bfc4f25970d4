"""Thai spelling of foreign names: vowels around their consonants, silent letters marked, tones left unmarked.

Source: Royal Institute of Thailand, rules for transcribing English (1989, revised 2014), as far as segments allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brandname.language.scripts.phones import is_vowel

Choice = tuple[str, float]
BEAM = 40
SILENT = "์"
_CARRIER = "อ"
_LIQUIDS = frozenset("lrw")
_CLUSTER_HEADS = frozenset("pbtdkgfT")
_GLIDES = frozenset("jw")
_GLIDED = frozenset({"aj", "aw", "oj"})

_ONSET: dict[str, tuple[Choice, ...]] = {
    "p": (("พ", 0.3), ("ป", 0.3)), "b": (("บ", 0.0),), "t": (("ต", 0.3), ("ท", 0.3)), "d": (("ด", 0.0),),
    "k": (("ค", 0.3), ("ก", 0.3)), "g": (("ก", 0.0), ("ค", 1.5)), "f": (("ฟ", 0.0),), "v": (("ว", 0.0),),
    "s": (("ซ", 0.1), ("ส", 0.7)), "z": (("ซ", 0.0),), "S": (("ช", 0.0),), "Z": (("ช", 0.0), ("จ", 0.8)),
    "tS": (("ช", 0.1), ("จ", 0.9)), "dZ": (("จ", 0.0),), "ts": (("ตซ", 0.2), ("ซ", 0.4)), "h": (("ฮ", 0.0),),
    "x": (("ค", 0.3), ("ฮ", 0.5)), "m": (("ม", 0.0),), "n": (("น", 0.0),), "N": (("ง", 0.0),), "l": (("ล", 0.0),),
    "r": (("ร", 0.0),), "w": (("ว", 0.0),), "j": (("ย", 0.0),), "T": (("ท", 0.0),), "D": (("ด", 0.2), ("ท", 0.5)),
}
_FIRST: dict[str, tuple[Choice, ...]] = {
    "p": (("พ", 0.2), ("ป", 0.5)), "t": (("ท", 0.2), ("ต", 0.5)), "k": (("ค", 0.1), ("ก", 0.8)),
}
"""At the start of a name, where English speakers breathe."""
_CODA: dict[str, tuple[Choice, ...]] = {
    "p": (("ป", 0.2), ("พ", 0.5)), "b": (("บ", 0.0),), "t": (("ต", 0.2), ("ท", 0.4)), "d": (("ด", 0.0),),
    "k": (("ก", 0.2), ("ค", 0.3)), "g": (("ก", 0.0),), "f": (("ฟ", 0.0),), "v": (("ฟ", 0.2), ("ว", 0.5)),
    "s": (("ส", 0.1), ("ซ", 0.7)), "z": (("ซ", 0.3), ("ส", 0.3)), "S": (("ช", 0.0),), "Z": (("ช", 0.0),),
    "tS": (("ช", 0.0),), "dZ": (("จ", 0.0),), "ts": (("ตส์", 0.2), ("ตซ์", 0.4)), "h": (("ห์", 0.0),),
    "x": (("ค", 0.2), ("ก", 0.4)), "m": (("ม", 0.0),), "n": (("น", 0.0),), "N": (("ง", 0.0),), "l": (("ล", 0.0),),
    "r": (("ร์", 0.0),), "w": (("ว", 0.0),), "j": (("ย์", 0.0),), "T": (("ท", 0.0),), "D": (("ด", 0.0),),
}
_OPEN: dict[str, tuple[Choice, ...]] = {
    "a": (("{}า", 0.0),), "e": (("เ{}", 0.0),), "i": (("{}ี", 0.3), ("{}ิ", 0.3)), "o": (("โ{}", 0.0),),
    "u": (("{}ู", 0.0), ("{}ุ", 1.2)), "ə": (("{}า", 0.3), ("{}ะ", 0.5), ("เ{}อ", 0.8)), "y": (("{}ู", 0.0),),
    "ʌ": (("{}ะ", 0.3), ("{}า", 0.4)),
    "ø": (("เ{}อ", 0.0),), "æ": (("แ{}", 0.0),), "ɔ": (("{}อ", 0.0),), "ɨ": (("{}ี", 0.3), ("{}ิ", 0.3)),
    "aj": (("ไ{}", 0.0), ("{}าย", 0.1)), "aw": (("เ{}า", 0.2), ("{}าว", 0.7)), "oj": (("{}อย", 0.0),),
    "ew": (("เ{}ว", 0.0),),
    "ej": (("เ{}", 0.2), ("เ{}ย์", 0.3)), "ia": (("เ{}ีย", 0.0),), "ju": (("{}ิว", 0.0),), "uj": (("{}ุย", 0.0),),
    "ow": (("โ{}", 0.0),),
}
_CLOSED: dict[str, tuple[Choice, ...]] = {
    "a": (("{}า", 0.25), ("{}ั", 0.25), ("แ{}", 0.9)), "aː": (("{}า", 0.0),),
    "e": (("เ{}", 0.1), ("เ{}็", 0.7)), "eː": (("เ{}", 0.0),), "i": (("{}ิ", 0.1), ("{}ี", 0.6)),
    "iː": (("{}ี", 0.0),), "o": (("โ{}", 0.25), ("{}อ", 0.25)), "oː": (("โ{}", 0.0), ("{}อ", 0.6)),
    "u": (("{}ู", 0.3), ("{}ุ", 0.3), ("{}ั", 1.2)), "uː": (("{}ู", 0.0),), "ə": (("เ{}ิ", 0.4), ("{}ั", 0.4)),
    "ʌ": (("{}ั", 0.0),),
    "y": (("{}ู", 0.2), ("{}ุ", 0.3)), "ø": (("เ{}อ", 0.0),), "æ": (("แ{}", 0.0),), "ɔ": (("{}อ", 0.0),),
    "ɨ": (("{}ิ", 0.1), ("{}ี", 0.6)), "aj": (("ไ{}", 0.0),), "aw": (("เ{}า", 0.1), ("{}าว", 0.2)),
    "ia": (("เ{}ีย", 0.0),),
    "ju": (("{}ิว", 0.0),), "ej": (("เ{}", 0.0),), "oj": (("{}อย", 0.0),), "ew": (("เ{}ว", 0.0),),
    "uj": (("{}ุย", 0.0),), "ow": (("โ{}", 0.0),),
}
_BEFORE_R: dict[str, tuple[Choice, ...]] = {
    "a": (("{}า", 0.0),), "e": (("เ{}อ", 0.2), ("แ{}", 0.6)), "ə": (("เ{}อ", 0.0),), "ʌ": (("เ{}อ", 0.0),),
    "i": (("เ{}อ", 0.4), ("{}ี", 0.5)),
    "o": (("{}อ", 0.0),), "u": (("เ{}อ", 0.4), ("{}ู", 0.4)),
}


@dataclass(slots=True)
class _Syllable:
    onset: tuple[str, ...]
    nucleus: str
    coda: tuple[str, ...] = ()


def write(segments: tuple[str, ...], n: int) -> tuple[Choice, ...]:
    """Up to `n` Thai spellings of some segments, the cheapest first; () without a vowel."""
    syllables = syllabify(segments)
    paths: list[Choice] = [("", 0.0)]
    for i, syllable in enumerate(syllables):
        choices = _spell(syllable, first=i == 0)
        longer = [(text + more, cost + extra) for text, cost in paths for more, extra in choices]
        paths = sorted(longer, key=lambda path: (path[1], path[0]))[:max(BEAM, n)]
    found: dict[str, float] = {}
    for text, cost in paths if syllables else ():
        found.setdefault(text, cost)
    return tuple(found.items())[:n]


def syllabify(segments: tuple[str, ...]) -> tuple[_Syllable, ...]:
    """Syllables with the longest onsets Thai can write: one consonant, a stop or f with l, r, w; () without a vowel."""
    found: list[_Syllable] = []
    pending: list[str] = []
    at = 0
    while at < len(segments):
        segment = segments[at]
        if not is_vowel(segment):
            pending.extend([segment[:-1]] * 2 if segment.endswith("ː") else [segment])
            at += 1
            continue
        onset = tuple(pending)
        if found:
            size = _onset_size(onset)
            found[-1].coda = onset[:len(onset) - size]
            onset = onset[len(onset) - size:]
        nucleus, used = _nucleus(segments, at)
        if nucleus.rstrip("ː") == "u" and len(onset) > 1 and onset[-1] == "j":
            onset, nucleus = onset[:-1], "ju"
        found.append(_Syllable(onset, nucleus))
        pending = []
        at += used
    if found:
        found[-1].coda = tuple(pending)
    return tuple(found)


def _nucleus(segments: tuple[str, ...], at: int) -> tuple[str, int]:
    """The nucleus at a place, and how many segments it takes: a vowel with its glide, or ia."""
    vowel = segments[at]
    following = segments[at + 1:at + 2]
    after = segments[at + 2:at + 3]
    if following and vowel.rstrip("ː") + following[0] in _OPEN:
        glide = following[0] in _GLIDES and not (after and is_vowel(after[0]))
        if glide or (vowel.rstrip("ː") + following[0] == "ia" and at > 0):
            return vowel.rstrip("ː") + following[0], 2
    return vowel, 1


def _onset_size(consonants: tuple[str, ...]) -> int:
    if len(consonants) > 1 and consonants[-1] in _LIQUIDS and consonants[-2] in _CLUSTER_HEADS:
        return 2
    if len(consonants) > 1 and consonants[-1] == "j":
        return 2
    return min(1, len(consonants))


def _spell(syllable: _Syllable, *, first: bool) -> tuple[Choice, ...]:
    lead, onset = _split_onset(syllable.onset)
    shapes = _shapes(syllable)
    onsets = _join(_onset_choices(segment, first=first and not lead and i == 0, cluster=len(onset) > 1)
                   for i, segment in enumerate(onset)) or [(_CARRIER, 0.0)]
    codas = _codas(syllable.coda, glided=syllable.nucleus in _GLIDED)
    found = [
        (lead + shape.format(head) + tail, a + b + c)
        for head, a in onsets for shape, b in shapes for tail, c in codas
    ]
    return tuple(sorted(found, key=lambda path: path[1])[:16])


def _split_onset(onset: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Consonants that stand before the vowel sign's group (the ส of สเป), and the group itself."""
    if len(onset) < 2:
        return "", onset
    size = _onset_size(onset)
    lead = "".join("ส" if segment == "s" else _ONSET.get(segment, (("", 0.0),))[0][0] for segment in onset[:-size])
    return lead, onset[len(onset) - size:]


def _onset_choices(segment: str, *, first: bool, cluster: bool) -> tuple[Choice, ...]:
    if first and segment in _FIRST and not cluster:
        return _FIRST[segment]
    return _ONSET.get(segment, (("", 0.0),))


def _shapes(syllable: _Syllable) -> tuple[Choice, ...]:
    base = syllable.nucleus.rstrip("ː")
    if not syllable.coda:
        return (("{}ี", 0.0),) if syllable.nucleus == "iː" else _OPEN[base]
    if syllable.coda[0] == "r" and base in _BEFORE_R:
        return _BEFORE_R[base]
    return _CLOSED.get(syllable.nucleus) or _CLOSED[base]


def _codas(coda: tuple[str, ...], *, glided: bool) -> list[Choice]:
    """Final consonants: all are written, those a Thai speaker does not say get the silent mark on the last."""
    if not coda:
        return [("", 0.0)]
    paths = _join(_CODA.get(segment, (("", 0.0),)) for segment in coda)
    if coda[:2] == ("k", "s"):  # x: แม็กซ์
        paths = [(text.replace("กส", "กซ", 1), cost) for text, cost in paths]
    if glided and len(coda) == 1 and coda[0] not in {"r", "m"}:  # a Thai syllable ends with the glide: ไลน์
        return [(text + SILENT, cost) for text, cost in paths] + [(text, cost + 0.5) for text, cost in paths]
    if len(coda) == 1 or (coda[0] == "r" and len(coda) == 2):
        return paths
    marked = [(text if text.endswith(SILENT) else text + SILENT, cost) for text, cost in paths]
    return marked + [(text, cost + 0.8) for text, cost in paths]


def _join(parts: Iterable[tuple[Choice, ...]]) -> list[Choice]:
    paths: list[Choice] = []
    for choices in parts:
        paths = _each(paths, list(choices)) if paths else list(choices)
    return paths


def _each(paths: list[Choice], choices: list[Choice]) -> list[Choice]:
    return [(text + more, cost + extra) for text, cost in paths for more, extra in choices]
