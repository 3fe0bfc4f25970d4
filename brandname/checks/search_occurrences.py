"""Where a name stands in the texts of a result: as a word of its own, in a sentence's form, in a host or a profile.

Case, width and accents are folded; a name of several words is found apart, joined or hyphenated. Names in scripts
written without spaces are found inside the text, unless the characters belong to the words on both sides. Knows no
owners and no grades.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from brandname.checks.search_kinds import Address, endings
from brandname.checks.search_spellings import spellings
from brandname.language.alphabets import script_of
from brandname.language.distance.equivalents import latin_forms
from brandname.language.folding import compatible, letters
from brandname.language.ordinary import Ordinary, open_ordinary

INSIDE = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"})
"""Scripts in which a name is found inside a text."""
KANA = frozenset({"Hira", "Kana"})
LONG_PART = 3
"""Letters of each part where a name of one word is written in two (`Flu vessa` is none of `Fluvessa`'s spellings)."""
SHORT_LABEL = 4
"""Letters of a name that may be found inside the label of a host; a shorter one must be all of it."""
CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_JOINERS = frozenset("'’ʼ‘´`")
_OTHER_SCRIPTS = re.compile(r"[\u0370-\u04ff]{4,}|[\u3040-\u30ff]{3,}")
"""Words in Greek, Cyrillic and kana, long enough to be read back."""
_BETWEEN = re.compile(r"[\W_]+")
_SOFT = frozenset(" -‐‑–_&+.·・") | _JOINERS
_NUKTA = "\u093c\u09bc\u0a3c"
"""Dots below letters for sounds from elsewhere, in Devanagari, Bengali and Gurmukhi: as often left out as written."""
_INVISIBLE = frozenset("\u200b\u200c\u200d\u00ad\u0640" + _NUKTA)
_UNDOTTED = str.maketrans("", "", _NUKTA)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
"""How hosts and passports write letters that others fold."""
_VOWELS = frozenset("aeiouyаеиоуыэюяієїαεηιουωåäö")
_SKELETON = str.maketrans({"v": "f", "c": "k", "q": "k", "p": "b", "g": "j", "z": "s", "d": "d", "x": "k"})


@dataclass(frozen=True, slots=True)
class Sought:
    """A name made ready to be found."""

    text: str
    language: str
    letters: str
    """Folded, run together."""
    script: str
    """ISO 15924 of its first letter."""
    parts: tuple[str, ...]
    """Its words, folded."""
    latin: tuple[str, ...]
    """Folded Latin forms of a name in another script, and how hosts spell a Latin one."""
    add: tuple[str, ...]
    cut: tuple[str, ...]
    before: tuple[str, ...]
    lenient: bool = False
    """Whether characters that may belong to the words around them count too."""
    local: tuple[Sought, ...] = ()
    """A Latin name as the language's own script is likely to spell it."""

    @property
    def several(self) -> bool:
        """Whether it has several words."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where the name stands."""

    start: int
    """In the compatible form of the text (`folding.compatible`)."""
    end: int
    inflected: bool
    lower: bool
    """Written with a small first letter, in a script that has both."""
    first: bool
    """No letter stands before it in the text."""


def seek(text: str, language: str) -> Sought:
    """A name in one language."""
    folded = _folded(text)
    forms = endings(language)
    script = next((script_of(char) for char in text if char.isalpha()), "Latn")
    said = dict.fromkeys(form.latin for form in latin_forms(text)) if script != "Latn" else _spelled(text, folded)
    parts = tuple(filter(None, (_folded(part) for part in _BETWEEN.split(compatible(text)))))
    before = tuple(one for one in forms["before"] if script in ("Arab", "Hebr"))
    local = tuple(seek(spelled, language) for spelled in (spellings(text, language) if script == "Latn" else ()))
    return Sought(text, language, folded, script, parts, tuple(said), forms["add"], forms["cut"], before, local=local)


def _spelled(text: str, folded: str) -> tuple[str, ...]:
    """How hosts spell a Latin name: `kaesmuera` for Käsmüra, `fernandfable` for Fern & Fable."""
    whole = compatible(text).casefold()
    forms = (letters(whole.translate(_SPELLED_OUT)), letters(whole.replace("&", "and")))
    return tuple(form for form in dict.fromkeys(forms) if form != folded)


def _folded(text: str) -> str:
    return letters(compatible(text)).translate(_UNDOTTED)


def find(text: str, sought: Sought) -> tuple[Spot, ...]:
    """Every place where a name stands in a text, in order; () for a name without letters."""
    if not sought.letters:
        return ()
    drawn = _draw(text)
    if sought.script in INSIDE:
        return _find_inside(drawn, sought)
    found: list[Spot] = []
    for stem, tails in _shapes(sought):
        at = drawn.letters.find(stem)
        while at >= 0:
            spot = _spot(drawn, at, at + len(stem), tails, sought)
            if spot is not None and not any(spot.start < one.end and one.start < spot.end for one in found):
                found.append(spot)
            at = drawn.letters.find(stem, at + 1)
    return tuple(sorted(found, key=lambda spot: spot.start))


def find_said(text: str, sought: Sought) -> tuple[Spot, ...]:
    """Where a text of another script writes a Latin name: `Норвела` for Norvela, `ルオーラ` for Luora.

    Letter by letter in Greek, Cyrillic and kana (whole words only; l and r are one in kana), and as the language's own
    script is likely to spell it (`벨로라` for Velora). How else a name may be said there is asked for by itself.
    """
    if sought.script != "Latn" or text.isascii() or len(sought.letters) < SHORT_LABEL:
        return ()
    whole = compatible(text)
    found = [spot for spelled in sought.local for spot in find(text, spelled)][:1]
    if found:
        return tuple(found)
    for word in _OTHER_SCRIPTS.finditer(whole):
        if not len(sought.letters) // 2 <= len(word.group()) <= len(sought.letters) + 1:
            continue
        eastern = script_of(word.group()[0]) in KANA
        wanted = sought.letters.replace("l", "r") if eastern else sought.letters
        for form in latin_forms(word.group()):
            if (form.latin.replace("l", "r") if eastern else form.latin) == wanted:
                found.append(Spot(word.start(), word.end(), inflected=False, lower=False, first=not word.start()))
                break
    return tuple(found)


def in_label(label: str, sought: Sought) -> str | None:
    """What a host's label or a profile's handle holds beside the name, folded; None when it does not hold it.

    `""` for the name alone, `wear` for `danvirwear` of a name said danvir.
    """
    folded = letters(compatible(label))
    for form in (sought.letters, *sought.latin):
        if form and (folded == form or (len(form) >= SHORT_LABEL and form in folded)):
            return folded.replace(form, "", 1)
    for form in sought.latin:
        bones, own = _bones(form), _bones(folded)
        if sought.script in ("Arab", "Hebr") and len(bones) >= 3 and bones in own:
            rest = own.replace(bones, "", 1)
            return rest if len(rest) > 1 else ""
    return None


def in_profile(where: Address, sought: Sought) -> str | None:
    """As `in_label`, of the profile's name in the path of an address."""
    found = [rest for part in where.path for rest in (in_label(part.lstrip("@"), sought),) if rest is not None]
    return min(found, key=len, default=None)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A text drawn out letter by letter."""

    text: str
    letters: str
    places: tuple[int, ...]
    breaks: tuple[int, ...]
    """Before each letter, and after the last: 0 nothing, 1 a space or the like, 2 punctuation."""


def _draw(text: str) -> _Drawn:
    whole = compatible(text)
    kept: list[str] = []
    places: list[int] = []
    breaks: list[int] = []
    gap, before = 2, ""
    for place, char in enumerate(whole):
        if char in _INVISIBLE:
            continue
        if unicodedata.category(char)[0] not in "LNM":
            gap = max(gap, 1 if char in _SOFT or char.isspace() else 2)
            if char == "." and whole[place + 1:place + 2].isspace():
                gap = 2
            continue
        bare = letters(char)
        if not gap and before and _parts(before, char):
            gap = 1
        for n, one in enumerate(bare):
            kept.append(one)
            places.append(place)
            breaks.append(gap if n == 0 else 0)
        if bare:
            gap, before = 0, char
    return _Drawn(whole, "".join(kept), tuple(places), (*breaks, 2))


def _parts(before: str, char: str) -> bool:
    """Whether a word ends between two characters although nothing stands between them."""
    if before.isdigit() != char.isdigit() or (before.islower() and char.isupper()):
        return True
    one, other = script_of(before), script_of(char)
    return bool(one and other and one != other) and not unicodedata.category(char).startswith("M")


def _shapes(sought: Sought) -> list[tuple[str, tuple[str, ...]]]:
    """Beginnings to look for, each with the endings it may have; the name itself first."""
    spelled = sought.latin if sought.script == "Latn" else ()
    shapes = [(stem, ("", *sought.add)) for stem in (sought.letters, *spelled)]
    if sought.cut and len(sought.letters) > SHORT_LABEL and sought.letters[-1] in _VOWELS | {"ь", "й"}:
        shapes.append((sought.letters[:-1], sought.cut))
    if sought.several and sought.cut and sought.parts:
        head, rest = sought.parts[0], "".join(sought.parts[1:])
        stem = head[:-1] if head[-1] in _VOWELS else head
        shapes += [(f"{stem}{tail}{rest}", ("",)) for tail in (*sought.add, *sought.cut) if stem + tail != head]
    if sought.script == "Arab" and sought.letters.startswith("ال") and len(sought.letters) > SHORT_LABEL:
        shapes.append((sought.letters[2:], ("",)))
    return shapes


def _spot(drawn: _Drawn, start: int, end: int, tails: tuple[str, ...], sought: Sought) -> Spot | None:
    """The place, where the letters are a word of their own or one with an ending."""
    begin = start
    if not drawn.breaks[start]:
        begin = _proclitic(drawn, start, sought)
        if begin < 0:
            return None
    inner = [n for n in range(start + 1, end) if drawn.breaks[n]]
    if any(drawn.breaks[n] == 2 for n in inner):
        return None
    if inner and not sought.several:
        cuts = [start, *inner, end]
        spaced = any(drawn.text[drawn.places[n] - 1].isspace() for n in inner)
        if spaced and min(b - a for a, b in pairwise(cuts)) < LONG_PART:
            return None
    for tail in sorted(tails, key=len):
        stop = end + len(tail)
        if stop < len(drawn.breaks) and drawn.breaks[stop] and drawn.letters[end:stop] == tail and (
                not any(drawn.breaks[end + 1:stop])):
            return _made(drawn, start, stop, bool(tail) or begin != start, sought)
    if sought.script == "Hang" and drawn.breaks[start]:  # what Korean writes on to a name begins no word of its own
        return _made(drawn, start, end, False, sought)
    return None


def _proclitic(drawn: _Drawn, start: int, sought: Sought) -> int:
    for before in sought.before:
        at = start - len(before)
        if at >= 0 and drawn.breaks[at] and drawn.letters[at:start] == before:
            return at
    return -1


def _made(drawn: _Drawn, start: int, stop: int, inflected: bool, sought: Sought) -> Spot:
    first = drawn.text[drawn.places[start]]
    lower = sought.script in CASED and first.islower()
    return Spot(drawn.places[start], drawn.places[stop - 1] + 1, inflected, lower, start == 0)


def _find_inside(drawn: _Drawn, sought: Sought) -> tuple[Spot, ...]:
    found = []
    at = drawn.letters.find(sought.letters)
    while at >= 0:
        end = at + len(sought.letters)
        whole = not any(drawn.breaks[n] == 2 for n in range(at + 1, end))
        if whole and (sought.lenient or not _is_chance(drawn, at, end, sought)):
            found.append(_made(drawn, at, end, False, sought))
        at = drawn.letters.find(sought.letters, at + 1)
    return tuple(found)


def _is_chance(drawn: _Drawn, start: int, end: int, sought: Sought) -> bool:
    """Whether the characters stand together by chance: their outer ones belong to words that begin before or go on."""
    before = drawn.text[drawn.places[start] - 1] if not drawn.breaks[start] else ""
    after = drawn.text[drawn.places[end]] if end < len(drawn.places) and not drawn.breaks[end] else ""
    if sought.script in KANA:
        own = drawn.text[drawn.places[start]:drawn.places[end - 1] + 1]
        same = {script_of(own[0]), script_of(own[-1])}
        if "Kana" in same:
            return bool(before) and script_of(before) == "Kana"
        # Hiragana runs on: a word that goes on in hiragana may be another one, unless a particle follows.
        return bool(after) and script_of(after) == "Hira" and after not in "はがをにのともでへやかさよね"
    if sought.script != "Hani" or len(sought.letters) > 2:
        return False
    words = _words(sought.language.split("-")[0])
    if words is None or words.zipf(sought.letters) is not None:
        return False
    return any(word and words.zipf(word) is not None
               for word in (before and before + sought.letters[0], after and sought.letters[-1] + after))


@cache
def _words(language: str) -> Ordinary | None:
    return open_ordinary("zh" if language in ("zh", "yue") else language)


def _bones(latin: str) -> str:
    """Consonants, as far as languages without written vowels tell them apart in Latin letters."""
    return "".join(c for c in latin.translate(_SKELETON) if c.isalpha() and c not in "aeiouywh")
