"""IPA in letters a marketer can read aloud: "beh-LO-rah" for English readers, characters by sound for Chinese ones.

And the way back: a stated respelling (`say: veh-LOR-uh` in candidates.yaml) to IPA. Glosses are for reading aloud; they
are neither transcription nor a proposal for a name.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from brandname import data
from brandname.language.segments import STRESS, base, is_vowel, pieces, unknown_signs

LIQUIDS = frozenset("lrɾɹʁwjɫ")
OBSTRUENTS = frozenset("pbtdkɡfvθs")
AFFRICATES = frozenset({"ts", "dz", "tʃ", "dʒ", "tɕ", "dʑ", "tʂ", "dʐ"})
NASAL, BRIEF = "\u0303", "\u032f"
_GLIDES = {"e": "y", "i": "y", "o": "w", "u": "w"}
"""A vowel that makes no syllable of its own, before or after one that does."""
_MUTE_E = re.compile("(?<![aeiou])([aiou]|igh)([bdfgklmnpstvz])e$")
_OPEN = {"a": "ay", "i": "igh", "igh": "igh", "o": "oh", "u": "oo"}
"""A vowel before one consonant and a mute e, as in *nave* and *byte*."""
_TWICE = re.compile(r"([pbtdkɡmnlrsfv])\1")
_WRITTEN = frozenset("abcdefghijklmnopqrstuvwxyz -·.,'’")
"""What a respelling in letters is made of."""
_SAID = (
    ("tch", "tʃ"), ("eye", "aɪ"), ("igh", "aɪ"), ("air", "ɛɹ"), ("eer", "ɪɹ"), ("oor", "ʊɹ"), ("aw", "ɔ"),
    ("au", "ɔ"), ("ah", "ɑ"), ("ay", "eɪ"), ("ai", "eɪ"), ("eh", "ɛ"), ("ee", "i"), ("ea", "i"), ("ih", "ɪ"),
    ("oh", "oʊ"), ("oe", "oʊ"), ("oo", "u"), ("ew", "ju"), ("ow", "aʊ"), ("ou", "aʊ"), ("oy", "ɔɪ"),
    ("uh", "ə"), ("ur", "ɝ"), ("er", "ɚ"), ("or", "ɔɹ"), ("ar", "ɑɹ"), ("ch", "tʃ"), ("sh", "ʃ"), ("zh", "ʒ"),
    ("th", "θ"), ("dh", "ð"), ("ng", "ŋ"), ("kh", "x"), ("gh", "ɡ"), ("ck", "k"), ("ph", "f"), ("qu", "kw"),
    ("y", "j"), ("j", "dʒ"), ("x", "ks"), ("c", "k"), ("q", "k"), ("g", "ɡ"), ("r", "ɹ"), ("a", "æ"),
    ("e", "ɛ"), ("i", "ɪ"), ("o", "oʊ"), ("u", "ʌ"),
)


def respell_for_reader(ipa: str, reader: str = "en", tag: str = "") -> str:
    """The IPA in plain letters: stressed syllable in capitals for `en`; characters by sound for `zh-Hans`.

    `tag`: BCP 47 tag of the language it is said in, where known: Mandarin p without a breath is a b to English ears.
    Raises ValueError for any other reader.
    """
    if reader == "en":
        table = _letters_for(tag.split("-")[0])
        return " ".join(_english(word, table) for word in ipa.split())
    if reader in {"zh", "zh-Hans"}:
        return " ".join(_chinese(word) for word in ipa.split())
    raise ValueError(f"no gloss for readers of {reader!r}")


def syllables(word: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The syllables of an IPA word, each as segments and whether it is stressed; the longest easy start goes right.

    An IPA stress mark always begins a syllable. Without a mark, no syllable is stressed.
    """
    sounds, marks = _parsed(word)
    nuclei = [i for i, sound in enumerate(sounds) if _heads(sounds, i)]
    starts = [0]
    for before, at in pairwise(nuclei):
        start = next((m for m in range(before + 1, at + 1) if m in marks), -1)
        starts.append(start if start >= 0 else _start(sounds, before, at))
    stressed = next((k for k, at in enumerate(nuclei) if marks and at >= min(marks)), -1)
    ends = [*starts[1:], len(sounds)]
    return tuple((tuple(sounds[a:b]), k == stressed) for k, (a, b) in enumerate(zip(starts, ends, strict=True)))


def said(respelling: str) -> str:
    """IPA of a stated respelling such as "veh-LOR-uh": hyphens part syllables, capitals bear the stress.

    "" when it has no vowel or signs that are neither: see `unsaid_signs`. A text between slashes or brackets is taken
    as IPA already.
    """
    if unsaid_signs(respelling):
        return ""
    text = respelling.strip()
    ipa = text[1:-1].strip() if _is_ipa(text) else " ".join(word for word in map(_said, text.split()) if word)
    return ipa if any(map(is_vowel, pieces(ipa))) else ""


def unsaid_signs(respelling: str) -> tuple[str, ...]:
    """The signs of a stated respelling that are neither letters a–z nor, between slashes, IPA; each once."""
    text = respelling.strip()
    if _is_ipa(text):
        return unknown_signs(text[1:-1])
    plain = _decomposed(text.lower())
    return tuple(dict.fromkeys(c for c in plain if c not in _WRITTEN and not unicodedata.combining(c)))


def _is_ipa(text: str) -> bool:
    return len(text) > 2 and text[0] + text[-1] in {"//", "[]"}


def _said(word: str) -> str:
    parts = [part for part in re.split(r"[-·.]", word) if any(map(str.isalpha, part))]
    loud = [part.isupper() and len(part) > 1 for part in parts]
    out = []
    for part, is_loud in zip(parts, loud, strict=True):
        plain = "".join(c for c in _decomposed(part.lower()) if not unicodedata.combining(c))
        mark = "ˈ" if is_loud and len(parts) > 1 and sum(loud) == 1 else ""
        out.append(mark + _letters(_voiced_y(plain, loud=is_loud)))
    return "".join(out)


def _voiced_y(text: str, *, loud: bool) -> str:
    """A y that is a vowel spelled as one: NYE, MY and BRYT as eye, a soft one at the end as ee."""
    text = re.sub("(?<=[^aeiouy])ye$", "igh", text)
    text = re.sub("(?<=[^aeiouy])y$", "igh" if loud else "ee", text)
    return re.sub("(?<=[^aeiouy])y(?=[^aeiouy]+e?$)", "igh", text)


def _letters(text: str) -> str:
    text = _MUTE_E.sub(lambda found: _OPEN[found[1]] + found[2], _TWICE.sub(r"\1", text))
    out, i = "", 0
    while i < len(text):
        for letters, sound in _SAID:
            if text.startswith(letters, i):
                out += sound
                i += len(letters)
                break
        else:
            out += text[i] if text[i].isalpha() else ""
            i += 1
    return out


@cache
def _letters_for(language: str) -> dict[str, dict[str, str]]:
    """The letters of every kind of sound, those of a language's own before the usual ones."""
    usual = _table()["en"]
    own = usual["in"].get(language, {})
    kinds = ("consonants", "vowels", "diphthongs", "nasal", "starts")
    return {kind: usual.get(kind, {}) | own.get(kind, {}) for kind in kinds}


def _english(word: str, table: Mapping[str, Mapping[str, str]]) -> str:
    parts = syllables(word)
    spelled = []
    for k, (sounds, stressed) in enumerate(parts):
        text = _spell(sounds, table, last=k == len(parts) - 1)
        spelled.append(text.upper() if stressed and len(parts) > 1 else text)
    return "-".join(part for part in spelled if part)


def _spell(sounds: tuple[str, ...], table: Mapping[str, Mapping[str, str]], *, last: bool) -> str:
    out, i = "", 0
    while i < len(sounds):
        two = _two(sounds[i], sounds[i + 1]) if i + 1 < len(sounds) else ""
        if two in table["diphthongs"]:
            text = table["diphthongs"][two]
            # "eye" alone, "my" with a consonant before it: MYE, MYK.
            out += text if text != "eye" or not out else "ye" if i + 2 == len(sounds) else "y"
            i += 2
            continue
        plain = base(sounds[i])
        if BRIEF in _decomposed(sounds[i]) and plain in _GLIDES:
            out += _GLIDES[plain]
        elif is_vowel(sounds[i]):
            open_end = i == len(sounds) - 1
            nasal = NASAL in _decomposed(sounds[i])
            text = (nasal and table["nasal"].get(plain)) or table["vowels"].get(plain) or _syllabic(plain, table)
            if plain in {"o", "ɔ"} and open_end and not last and i:
                text = "o"
            elif plain == "a" and not open_end and _two(sounds[i], sounds[i + 1]) not in table["diphthongs"]:
                text = "ah"
            out += text + ("n" if nasal else "")
        else:
            text = table["consonants"].get(plain, "")
            if any(map(is_vowel, sounds[i + 1:])):  # what a language does to its stops, it does before a vowel
                own = sounds[i].removesuffix("ː")
                text = table["starts"].get(own, table["starts"].get(plain, text))
            if sounds[i].startswith("ç"):  # a letter of its own, not c with a mark; at the end as in German ich
                text = "kh" if i == len(sounds) - 1 else table["consonants"]["ç"]
            follows = base(sounds[i + 1]) if i + 1 < len(sounds) else ""
            if text.startswith("h") and out.endswith(("s", "t", "c", "g", "p", "z")):
                text = "'" + text  # two sounds, not one
            if text == "k" and follows == "n":
                text = "k'"  # KNEE would be read without its k
            out += "gh" if text == "g" and follows in {"e", "ɛ", "i", "ɪ"} else text
        i += 1
    return out


def _syllabic(consonant: str, table: Mapping[str, Mapping[str, str]]) -> str:
    """A consonant that makes a syllable of its own."""
    return "uh" + table["consonants"].get(consonant, "")


def _chinese(word: str) -> str:
    """Characters, one a syllable, for the word as Mandarin speakers say it."""
    from brandname.language.adaptation import adapt

    table = _table()["zh"]
    out = []
    single = _TWICE.sub(r"\1", word)  # a long consonant is one to readers of characters
    for sounds, _ in syllables(adapt(single, "zh").ipa):
        onset, rime = "", list(sounds)
        if rime and not is_vowel(rime[0]):
            onset = table["onsets"].get(rime[0], table["onsets"].get(base(rime[0]), ""))
            rime = rime[1:]
            if len(rime) > 1 and base(rime[0]) in {"j", "w"}:
                rime = rime[1:]
        sound = "".join(base(s) for s in rime)
        while sound and sound not in table["rimes"]:
            sound = sound[:-1]
        row = table["syllables"][onset]
        out.append(row.get(table["rimes"].get(sound, "e"), next(iter(row.values()))))
    return "".join(out)


def _parsed(word: str) -> tuple[list[str], frozenset[int]]:
    """Segments with affricates whole, and the indices primary stress marks stand before."""
    sounds: list[str] = []
    marks = set()
    closed = True
    for piece in pieces(word):
        if piece in STRESS:
            if piece == "ˈ":
                marks.add(len(sounds))
            closed = True
        elif not closed and base(sounds[-1]) + base(piece) in AFFRICATES:
            sounds[-1] = base(sounds[-1]) + piece
        else:
            sounds.append(piece)
            closed = False
    return sounds, frozenset(marks)


def _heads(sounds: list[str], i: int) -> bool:
    """Whether a segment heads a syllable: a vowel that is not the second half of a diphthong."""
    if not is_vowel(sounds[i]) or "\u032f" in _decomposed(sounds[i]):
        return False
    two = _two(sounds[i - 1], sounds[i]) if i else ""
    return two not in _table()["en"]["diphthongs"] or not (i > 0 and _heads(sounds, i - 1))


def _two(sound: str, after: str) -> str:
    """Two sounds as the table of diphthongs has them: open and closed o before u or w are one to a reader."""
    if "ː" in sound and base(sound) in "eo" and is_vowel(after):
        return ""  # a long e or o, then another syllable
    pair = base(sound) + base(after)
    return "ou" if pair in {"ɔu", "ɔʊ", "ɔw", "ow"} else pair


def _start(sounds: list[str], before: int, at: int) -> int:
    """Where the syllable of the vowel at `at` starts when no mark says so."""
    between = [i for i in range(before + 1, at) if not is_vowel(sounds[i])]
    if not between:
        return at
    if len(between) > 1 and base(sounds[at - 1]) in LIQUIDS and base(sounds[at - 2]) in OBSTRUENTS:
        return at - 2
    return at - 1


def _decomposed(segment: str) -> str:
    return unicodedata.normalize("NFD", segment)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("sounds/glosses.toml"))
