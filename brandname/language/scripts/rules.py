"""Names in scripts without trained models: written from sounds by rules, ranked, with a reading back; all of it low.

Two paths for each name, merged: its letters read in a default way, and every IPA transcription given. Greek, Ukrainian,
Bulgarian, Serbian, Georgian, Armenian, Persian, Hindi, Bengali, Tamil by tables in `data/scripts`, Thai by `thai`.
Knows no words: a name that has its own form in a language gets the form its sounds have.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.scripts import thai
from brandname.language.scripts.english_segments import segments_of_english
from brandname.language.scripts.initials import conjunction, spelled
from brandname.language.scripts.phones import (
    is_vowel,
    parse_choices,
    segments_of_ipa,
    segments_of_letters,
)
from brandname.language.scripts.rule_confidence import COMPARED, UNMEASURED, confidences
from brandname.language.scripts.spelling import Kind, Piece, pieces, spaced, spelled_share
from brandname.language.scripts.telling import telling

LANGUAGES = ("uk", "bg", "sr", "el", "ka", "hy", "fa", "hi", "bn", "ta", "th")
"""Base languages written here."""
SCRIPTS = {
    "uk": "Cyrl", "bg": "Cyrl", "sr": "Cyrl", "el": "Grek", "ka": "Geor", "hy": "Armn", "fa": "Arab", "hi": "Deva",
    "bn": "Beng", "ta": "Taml", "th": "Thai",
}
IPA_COST = 0.8
"""What a transcription costs against the spelling when it is only one reading among others; measured for English."""
BESIDE_ENGLISH = 0.7
"""What the default reading of a word costs that is plainly English; set on the development cases."""
BESIDE_OWN, BESIDE_STATED = 1.0, 0.5
"""The same where the letters of a word tell its language, and where that was stated and has rows of its own."""
AS_STATED = 0.5
"""What these rows cost: behind its transcription, which is there if the language was stated."""
SIGN, UNSAID = 0.7, 2.0
"""What it costs to leave `&` as it is, and the most it costs to read capitals as a word."""
LONGEST = 40
"""Letters of the longest word written; longer ones are no names."""
BEAM = 30
_READINGS = 10
_STEP = 0.05
_LATIN = {"S": "sh", "Z": "zh", "tS": "ch", "dZ": "j", "x": "kh", "N": "ng", "T": "th", "D": "dh", "j": "y", "ə": "a",
          "ʌ": "a", "y": "ü", "ø": "ö", "æ": "ä", "ɔ": "o", "ɨ": "y"}
_KEY = re.compile(r"(\^?)(?:<([VC])>)?([^$/^<>]+)(\$?)(?:/([VC]+))?")
_GREEK_NUCLEUS = re.compile("ου|ει|οι|αι|ευ|αυ|[αεηιουω]ϊ?")
_SLAVIC = re.compile("zh|kh|shch|iy$|yy$|[bcdfghklmnprstvz]y[bcdfghklmnprstvz]|[bdfklmnprtvz]ya")
"""Letter groups that hardly any spelling but romanised Cyrillic has: its reading then counts in full."""
_ACUTE = "\u0301"


@dataclass(frozen=True, slots=True)
class RuleRendering:
    """One way to write a name in a script by rules."""

    text: str
    script: str
    """ISO 15924."""
    language: str
    """Base language."""
    reading: str
    """What a reader of the script would read, in plain Latin letters."""
    method: str
    """`letters` (default reading of the spelling) or `ipa`."""
    cost: float
    """Nats; 0 = every choice was the first. Ranks, is no probability."""
    confidence: float
    """0–1: how often a rendering of such a share among those of the name was right (`rule_confidence`)."""
    draft: bool = True
    """Must be shown as a draft for a native reviewer."""


@dataclass(frozen=True, slots=True)
class _Row:
    start: bool
    end: bool
    preceding: str
    """`V`, `C` or "" for any."""
    following: str
    """The kinds of what comes next, as far as the row minds: `V`, `C`, `CV` …; "" for any."""
    choices: tuple[tuple[str, float], ...]

    @property
    def strength(self) -> int:
        return self.start + self.end + bool(self.preceding) + len(self.following)


@dataclass(frozen=True, slots=True)
class _Script:
    code: str
    rows: dict[tuple[str, ...], tuple[_Row, ...]]
    longest: int
    back: dict[str, str]
    virama: str
    signs: tuple[tuple[str, str], ...]
    final: bool
    double: float
    single: float
    slavic: float | None
    accents: bool
    as_meant: bool
    """One letter has too many readings for reading back: what was meant is shown."""
    heard: bool
    """Readers know English well: its words are written as they are heard, unstressed vowels too."""
    loose: re.Pattern[str] | None
    """Consonants inside a word whose missing vowel is not marked."""


def rule_renderings(name: str, language: str, n: int = 10, *, ipas: Sequence[str] = (),
                    ipa_cost: float = IPA_COST, origin: str = "") -> tuple[RuleRendering, ...]:
    """Up to `n` ways to write a name, the likeliest first.

    ipas: transcriptions of the whole name, words apart by spaces. ipa_cost: 0 when the owner stated them, so that they
    count as much as the spelling. origin: the language the name comes from (BCP 47); words that are plainly English are
    read as English when it is English or not stated.
    () when the name holds no Latin letter, a letter no rule reads, or a word longer than LONGEST: there is no honest
    rendering.
    Raises KeyError for a language not in LANGUAGES.
    """
    base = language.split("-")[0].lower()
    if base not in SCRIPTS:
        raise KeyError(base)
    parts = pieces(name)
    if not any(p.kind in {Kind.WORD, Kind.ACRONYM} for p in parts) or any(len(p.text) > LONGEST for p in parts):
        return ()
    found: dict[str, tuple[float, str, str]] = {}
    asked, n = n, max(n, COMPARED)  # what is shown does not change how sure it is
    english = "" if ipas and not ipa_cost else {"": "guessed", "en": "stated"}.get(origin.split("-")[0].lower(), "")
    paths = [(_by_letters(parts, base, n, english, origin), "letters", 0.0),
             *((_by_ipa(parts, ipa, base, n), "ipa", ipa_cost) for ipa in ipas)]
    for whole, method, extra in paths:
        for text, own, back in whole:
            cost = own + extra
            if text not in found or cost < found[text][0]:
                found[text] = (cost, back, method)
    ranked = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
    sure = confidences([cost for _, (cost, _, _) in ranked], base)
    return tuple(RuleRendering(text, SCRIPTS[base], base, back, method, round(cost, 3), confidence)
                 for (text, (cost, back, method)), confidence in zip(ranked[:asked], sure, strict=False))


def sound_renderings(ipa: str, language: str, n: int = 10) -> tuple[RuleRendering, ...]:
    """Up to `n` ways to write a transcription (words apart by spaces) by sound alone, the likeliest first.

    () when it holds a symbol no rule knows. Raises KeyError for a language not in LANGUAGES.
    """
    base = language.split("-")[0].lower()
    words = [segments_of_ipa(word) for word in ipa.split()]
    if not words or not all(words):
        return ()
    written = _phrase([_large(_write(segments, base, n)) for segments in words if segments], n)
    return tuple(RuleRendering(text, SCRIPTS[base], base, back, "ipa", round(cost, 3), UNMEASURED)
                 for text, cost, back in written[:n])


_Written = tuple[str, float, str]
"""Text, cost, reading back."""


def _by_letters(parts: tuple[Piece, ...], language: str, n: int, english: str, origin: str) -> list[_Written]:
    """english: `stated`, `guessed` from the words themselves, or "" where it is known to be another language."""
    shouted = len(parts) > 1 and all(part.text.isupper() for part in parts if part.kind is not Kind.DIGITS)
    written = [_part(part, language, n, english, origin, shouted)[:max(n, 4)] for part in parts]
    return _phrase(written, n, spaced(parts))


def _part(part: Piece, language: str, n: int, english: str, origin: str, shouted: bool) -> list[_Written]:
    """One part of a name; figures stay as they are, `&` becomes a word or stays."""
    if part.kind is Kind.DIGITS:
        return [(part.text, 0.0, part.text)]
    if part.kind is Kind.AND:
        text, back = conjunction(language)
        return [(text, 0.0, back), (part.text, SIGN, part.text)]
    choices = _large(_word(part.text, language, n, english, origin))
    share = spelled_share(part.text, shouted=shouted) if part.kind is Kind.ACRONYM else 0.0
    text, back = spelled(part.text, language) if share else ("", "")
    if not text:
        return choices
    said = _large([(text, -math.log(share), back)])
    beside = min(UNSAID, -math.log(1 - share)) if share < 1.0 else UNSAID
    return _merge([*said, *((_capitals(text), cost + beside, back) for text, cost, back in choices)])


def _by_ipa(parts: tuple[Piece, ...], ipa: str, language: str, n: int) -> list[_Written]:
    """Writes a transcription; digits and signs of the name have no place in it, so such names go by letters only."""
    words = [segments_of_ipa(word) for word in ipa.split()]
    if not words or not all(words) or any(part.kind in {Kind.DIGITS, Kind.AND} for part in parts):
        return []
    return _phrase([_large(_write(segments, language, n)) for segments in words if segments], n)


def _phrase(written: list[list[_Written]], n: int, apart: Sequence[bool] = ()) -> list[_Written]:
    """Parts in a row; apart: whether a space goes before each, usual between all."""
    paths: list[_Written] = [("", 0.0, "")]
    for choices, space in zip(written, apart or [k > 0 for k in range(len(written))], strict=True):
        gap = " " if space else ""
        paths = sorted(((f"{text}{gap}{t}", cost + c, f"{back}{gap}{b}") for text, cost, back in paths
                        for t, c, b in choices), key=lambda path: path[1])[:max(n, BEAM)]
    return [path for path in paths if path[0]]


@lru_cache(maxsize=4096)
def _word(word: str, language: str, n: int, english: str, origin: str) -> list[_Written]:
    """A word as English if it is that, by the default reading, by that of its own language, by the Slavic one."""
    word = re.sub("['’]", "", word)
    by_ear = language == "th" or _script(language).heard
    heard = segments_of_english(word, by_ear=by_ear, stated=english == "stated") if english else ()
    beside = BESIDE_ENGLISH if heard and not heard[0][1] else 0.0
    own, behind = telling(word.lower(), origin), AS_STATED if origin else 0.0
    if own and not own[0][1]:
        beside += BESIDE_STATED if origin else BESIDE_OWN
    readings = [(segments, cost + beside) for segments, cost in segments_of_letters(word, _READINGS)]
    readings += [(segments, cost + dear + behind) for style, dear in own
                 for segments, cost in segments_of_letters(word, _READINGS, style)]
    slavic = None if language == "th" else _script(language).slavic
    if slavic is not None:
        dear = beside + (0.0 if _SLAVIC.search(word.lower()) else slavic)
        readings += [(segments, cost + dear) for segments, cost in segments_of_letters(word, 4, "slavic")]
    # A vowel may be silent, but hardly the only one.
    voiced = [reading for reading in readings if any(map(is_vowel, reading[0]))]
    return _merge([(text, cost + extra, back) for segments, cost in (*heard, *(voiced or readings))
                   for text, extra, back in _write(segments, language, n)])[:max(n, BEAM)]


def _large(written: Sequence[_Written]) -> list[_Written]:
    """Names begin with a capital, where the script has capitals."""
    # `title`, since Georgian letters have an upper case that begins no word.
    return [(text[:1].title() + text[1:], cost, back) for text, cost, back in written]


def _capitals(text: str) -> str:
    return text.upper() if text.title() != text.lower() else text


def _merge(written: list[_Written]) -> list[_Written]:
    best: dict[str, _Written] = {}
    for item in written:
        if item[0] not in best or item[1] < best[item[0]][1]:
            best[item[0]] = item
    return sorted(best.values(), key=lambda item: (item[1], item[0]))


@lru_cache(maxsize=8192)
def _write(segments: tuple[str, ...], language: str, n: int) -> tuple[_Written, ...]:
    """Segments in a language's script, cheapest first."""
    if language == "th":
        latin = "".join(map(_latin, segments))
        return tuple((text, cost, latin) for text, cost in thai.write(segments, n))
    script = _script(language)
    paths: list[_Written] = []
    for plain, cost in _doubled(segments, script):
        paths += [(text, cost + extra, back) for text, extra, back in _emit(plain, script, n)]
    finished = [(_finish(text, script), cost, back) for text, cost, back in paths]
    if script.accents:
        finished = [(accented, cost + extra, back) for text, cost, back in finished
                    for accented, extra in _accents(text)]
    return tuple(_merge([item for item in finished if item[0]])[:n])


def _doubled(segments: tuple[str, ...], script: _Script) -> list[tuple[tuple[str, ...], float]]:
    """Long consonants written once or twice: all of a name alike."""
    def spread(times: int) -> tuple[str, ...]:
        return tuple(s for segment in segments
                     for s in ([segment[:-1]] * times if segment[-1] == "ː" and not is_vowel(segment) else [segment]))

    once, twice = spread(1), spread(2)
    return [(once, 0.0)] if once == twice else [(once, script.single), (twice, script.double)]


def _emit(segments: tuple[str, ...], script: _Script, n: int) -> list[_Written]:
    size = len(segments)
    ends: list[list[_Written]] = [[] for _ in range(size + 1)]
    ends[0] = [("", 0.0, "")]
    for at in range(size):
        best = _merge(ends[at])[:max(BEAM, n)]
        for length in range(1, min(script.longest, size - at) + 1):
            for out, extra in _choices(segments, at, length, script):
                back = "" if out == "_" else _back(out, segments[at:at + length], script)
                ends[at + length] += [
                    (text + out, cost + extra + _STEP, latin + back) for text, cost, latin in best
                ]
    return _merge(ends[size])[:max(n, BEAM)]


def _choices(segments: tuple[str, ...], at: int, length: int, script: _Script) -> tuple[tuple[str, float], ...]:
    """What the most particular row that fits writes for a stretch of segments."""
    stretch = segments[at:at + length]
    rows = script.rows.get(stretch) or script.rows.get(tuple(s.rstrip("ː") for s in stretch), ())
    before = _kind(segments[at - 1:at])
    after = "".join(_kind(segments[k:k + 1]) for k in range(at + length, at + length + 2))
    fitting = [row for row in rows if (not row.start or not before) and (not row.end or not after)
               and row.preceding in {"", before} and after.startswith(row.following)]
    return max(fitting, key=lambda row: row.strength).choices if fitting else ()


def _kind(neighbour: tuple[str, ...]) -> str:
    """`V` for a vowel, `C` for a consonant, "" for none."""
    return ("V" if is_vowel(neighbour[0]) else "C") if neighbour else ""


def _back(out: str, stretch: tuple[str, ...], script: _Script) -> str:
    """What a reader makes of a piece: the first sound it is written for; several sounds at once are those meant."""
    meant = "".join(map(_latin, stretch))
    return meant if script.as_meant or len(stretch) > 1 else script.back.get(out, meant)


def _finish(text: str, script: _Script) -> str:
    """Joins vowel signs to their consonants, drops what stands for nothing."""
    text = text.replace("_", "")
    if script.virama:
        for vowel, sign in script.signs:
            text = text.replace(script.virama + vowel, sign)
        if not script.final:
            text = text.removesuffix(script.virama)
        if script.loose:
            text = script.loose.sub(r"\1", text)
    return unicodedata.normalize("NFC", text)


def _accents(text: str) -> list[tuple[str, float]]:
    """A Greek word with its accent on the last but one syllable, the last, or the one before, by likelihood."""
    nuclei = list(_GREEK_NUCLEUS.finditer(text))
    if len(nuclei) < 2 and not (nuclei and nuclei[0][0].endswith("ϊ")):
        return [(text, 0.0)]
    if "".join(match[0] for match in nuclei) == "αου" and "αου" in text:  # `cloud`: one syllable, κλάουντ
        return [(unicodedata.normalize("NFC", text.replace("α", "α" + _ACUTE)), 0.0)]
    closed = text[-1] not in "αεηιουως"
    costs = (0.1, 0.3) if closed else (0.9, 0.0)
    found = []
    for match, cost in zip(reversed(nuclei[-3:]), (*costs, 1.0), strict=False):
        # A falling diphthong has its accent on the first letter: άι.
        falling = match[0].endswith("ϊ")
        end, tail = (match.start() + 1, "ι" + text[match.end():]) if falling else (match.end(), text[match.end():])
        found.append((unicodedata.normalize("NFC", text[:end] + _ACUTE + tail), cost))
    return found


def _latin(segment: str) -> str:
    plain = segment.rstrip("ː")
    return _LATIN.get(plain, plain)


@cache
def _script(language: str) -> _Script:
    raw: dict[str, Any] = tomllib.loads(data.read_text(f"scripts/{language}.toml"))
    rows: dict[tuple[str, ...], list[_Row]] = {}
    back: dict[str, str] = {}
    for key, text in raw["rows"].items():
        match = _KEY.fullmatch(key)
        if match is None:
            raise ValueError(f"scripts/{language}.toml: {key!r}")
        segments = tuple(match[3].split())
        choices = tuple(("".join(out) or "_", cost) for out, cost in parse_choices(text))
        row = _Row(bool(match[1]), bool(match[4]), match[2] or "", match[5] or "", choices)
        rows.setdefault(segments, []).append(row)
        if len(segments) == 1 and not match[2]:
            back.setdefault(choices[0][0], _latin(segments[0]))
    signs = sorted(raw.get("signs", {}).items(), key=lambda pair: -len(pair[0]))
    return _Script(
        code=raw["script"], rows={key: tuple(found) for key, found in rows.items()}, longest=max(map(len, rows)),
        back=back, virama=raw.get("virama", ""), signs=tuple(signs), final=bool(raw.get("final", True)),
        double=float(raw["double"]), single=float(raw["single"]), slavic=raw.get("slavic"),
        accents=bool(raw.get("accents", False)), as_meant=bool(raw.get("as_meant", False)),
        heard=bool(raw.get("heard", False)), loose=_loose(raw),
    )


def _loose(raw: dict[str, Any]) -> re.Pattern[str] | None:
    if "loose" not in raw:
        return None
    virama, tight, signs = raw["virama"], raw["tight"], "".join(raw["signs"].values())
    # Inside a word, after a vowel, before a consonant with a vowel of its own: बेडफ़ोर्ड, not बेड्फ़ोर्ड.
    return re.compile(f"(?<=[{signs}])([{raw['loose']}]़?){virama}(?=[^{tight}{virama}]़?[^{virama}])")
