"""A name in Chinese characters, described: readings with tones, other forms, homophones, spellings and their traps.

Collects what is known and judges nothing. A character without a reading is named as unknown and stays in its place;
what is not a Chinese character is listed apart. Names are made in `scripts`, meanings found in `glosses`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any

from brandname import data
from brandname.language import pinyin as spelling
from brandname.language import sounds
from brandname.language.characters import Character, character, is_hanzi
from brandname.language.forms import Fork, forks, simplified_forms, traditional_forms
from brandname.language.homophones import Homophone, open_homophones
from brandname.language.pinyin import MANDARIN_SYSTEMS, READERS, Misreading
from brandname.language.sinoxenic import SinoReading, sino_readings

MOST_READINGS = 8
"""Whole readings given at most."""
LONGEST = 32
"""Characters described at most: longer texts are sentences, no names."""
_NUMERALS = frozenset("一二三四五六七八九十")
"""Before these 一 is being counted and keeps its tone."""
_HOUSE = frozenset("氏记記姓")
"""After these the first character is a family's name: 仇记 is Qiú's, no feud."""
_LONGEST_WORD, _MOST_WAYS = 4, 12
"""Characters of the longest dictionary word looked for, and ways to read a stretch that are tried."""
_SURNAME_LENGTHS = range(2, 5)
"""Characters of a text that may be a person's name."""


class ReadingKind(StrEnum):
    """Where a reading comes from."""

    USUAL = "usual"
    """Of the known word, or the character's first reading."""
    NAME = "name"
    """Usual in names, where no known word decides."""
    SURNAME = "surname"
    """If the first character is a family name."""
    OTHER = "other"
    """Another reading in the standard dictionaries."""
    UNKNOWN = "unknown"
    """No reading is known: the character stands in for it."""


class ToneNote(StrEnum):
    """What a listener hears of the tones. Source: Chao, A Grammar of Spoken Chinese (1968), 1.3."""

    THIRD_BEFORE_THIRD = "third_before_third"
    """The earlier of two third tones is said as a second one: 3-3 is heard as 2-3."""
    YI_CHANGES = "yi_changes"
    """一 is said yí before a fourth tone, yì before others."""
    BU_CHANGES = "bu_changes"
    """不 is said bú before a fourth tone."""
    ALL_ONE_TONE = "all_one_tone"
    """Three or more syllables in one tone: monotonous."""
    NEUTRAL = "neutral"
    """A syllable without a tone of its own."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """One reading of one character."""

    text: str
    """Pinyin with its tone mark; the character itself where no reading is known."""
    kind: ReadingKind


@dataclass(frozen=True, slots=True)
class WholeReading:
    """One way to read all characters."""

    syllables: tuple[Syllable, ...]
    pinyin: str
    """One word in pinyin's spelling, tones marked, apostrophes where pinyin wants them."""
    tones: tuple[int, ...]
    """Of the dictionary, 1–4; 0 = neutral or unknown."""
    heard: tuple[int, ...]
    """After the changes the notes name."""
    notes: tuple[ToneNote, ...]
    kind: ReadingKind
    """The least usual kind among its syllables."""

    @property
    def plain(self) -> tuple[str, ...]:
        """The syllables without tones, lower case."""
        return tuple(spelling.plain(s.text) for s in self.syllables)

    @property
    def known(self) -> bool:
        """Whether every character has a reading."""
        return all(s.kind is not ReadingKind.UNKNOWN for s in self.syllables)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The words that sound like a stretch of the name when tones are ignored."""

    start: int
    end: int
    """Half-open range of characters."""
    own: tuple[Homophone, ...]
    """The stretch itself, if it is a word."""
    others: tuple[Homophone, ...]
    """Commonest first."""


@dataclass(frozen=True, slots=True)
class Trap:
    """Pinyin without tones and apostrophes that can be cut otherwise (`xian`: xian or xi'an)."""

    letters: str
    meant: tuple[str, ...]
    other: tuple[str, ...]
    words: tuple[Homophone, ...]
    """Words with the other cut, commonest first, at most five."""


@dataclass(frozen=True, slots=True)
class Romanisation:
    """The first reading in another system."""

    system: str
    """One of `pinyin.MANDARIN_SYSTEMS`."""
    text: str
    """Syllables apart by spaces."""


@dataclass(frozen=True, slots=True)
class HanziName:
    """Everything about a name in Chinese characters. Parallel tuples run along `text`."""

    name: str
    """As given."""
    text: str
    """Its Chinese characters only."""
    outside: tuple[str, ...]
    """What stands between them (Latin words, digits, signs), in order: not described here."""
    characters: tuple[Character | None, ...]
    """None: too rare for the table."""
    rare: tuple[str, ...]
    """The characters behind the None."""
    strokes: int | None
    """Of all characters; None when one is not known."""
    readings: tuple[WholeReading, ...]
    """Likeliest first; never empty."""
    choices: tuple[tuple[Syllable, ...], ...]
    """Every reading of each character, likeliest first; never empty."""
    simplified: tuple[str, ...]
    """The text in simplified characters, likeliest first."""
    traditional: tuple[str, ...]
    """The text in traditional characters, likeliest first; which is right depends on the word meant."""
    forks: tuple[Fork, ...]
    """Characters with several traditional forms, or several simplified ones."""
    crowds: tuple[Crowd, ...]
    """For the whole and each stretch of two or more characters (one, if there is but one) with such words."""
    traps: tuple[Trap, ...]
    romanisations: tuple[Romanisation, ...]
    """Empty when a character has no reading."""
    misreadings: tuple[Misreading, ...]
    """By readers of `pinyin.READERS`, each letter group once for a reader."""
    abroad: tuple[SinoReading, ...]
    """In Cantonese, Hokkien, Japanese, Korean, Vietnamese."""


def describe(name: str, *, most: int = 12) -> HanziName | None:
    """Describes a name; None when it has no Chinese character, or is longer than LONGEST of them (no name).

    most: other words in each crowd, at most. Never raises for a text.
    """
    whole = unicodedata.normalize("NFC", name)
    text = "".join(filter(is_hanzi, whole))
    if not text or len(text) > LONGEST:
        return None
    entries = tuple(map(character, text))
    choices = syllable_choices(text)
    readings = tuple(islice(_whole_readings(text, choices), MOST_READINGS))
    first = readings[0]
    return HanziName(
        name=name, text=text, outside=_outside(whole), characters=entries,
        rare=tuple(dict.fromkeys(c for c, entry in zip(text, entries, strict=True) if entry is None)),
        strokes=_strokes(entries), readings=readings, choices=choices,
        simplified=simplified_forms(text), traditional=traditional_forms(text), forks=forks(text),
        crowds=_crowds(text, first, most), traps=traps(first.plain) if first.known else (),
        romanisations=_romanisations(first), misreadings=_misreadings(first),
        abroad=sino_readings(text, tuple(s.text for s in first.syllables)),
    )


def syllable_choices(text: str) -> tuple[tuple[Syllable, ...], ...]:
    """Every Mandarin reading of each character of a text, likeliest first, each once.

    A word known to pypinyin decides first, then the table of readings in names, then Unihan; a family name's reading is
    offered second for the first character of a text short enough to be a person's name.
    """
    table = _names()
    families = _family_readings(text)
    words = _word_readings(text)
    out = []
    for i, (char, in_word) in enumerate(zip(text, _pypinyin(text), strict=True)):
        alone = _alone(char)
        entry = character(char)
        found: dict[str, ReadingKind] = {}
        if i in words:
            found[words[i]] = ReadingKind.USUAL
        if i == 0 and text[1:2] in _HOUSE and i in families:
            found[families[i].split()[0]] = ReadingKind.SURNAME
        if in_word and (in_word != alone or char not in table):
            found.setdefault(in_word, ReadingKind.OTHER if found else ReadingKind.USUAL)
        for reading in table.get(char, "").split():
            found.setdefault(reading, ReadingKind.OTHER if found else ReadingKind.NAME)
        for reading in families.get(i, "").split():
            found.setdefault(reading, ReadingKind.SURNAME)
        for reading in entry.mandarin if entry else ():
            found.setdefault(reading, ReadingKind.OTHER if found else ReadingKind.USUAL)
        if not found:
            found[char] = ReadingKind.UNKNOWN
        order = list(found)
        order[1:] = sorted(order[1:], key=lambda r: found[r] is not ReadingKind.SURNAME)
        out.append(tuple(Syllable(reading, found[reading]) for reading in order))
    return tuple(out)


def _word_readings(text: str) -> dict[int, str]:
    """Place → reading by the dictionary: of the whole text if it is a word, else of words at doubtful places."""
    if len(text) > 1 and (whole := _dictionary_reading(text)):
        return dict(enumerate(whole))
    table, found = _names(), {}
    for start in range(len(text) - 1):
        stretch = text[start:start + 2]
        if len(text) > 2 and table.keys() & {*stretch} and (reading := _dictionary_reading(stretch)):
            found.update({start + k: syllable for k, syllable in enumerate(reading) if stretch[k] in table})
    return found


def _dictionary_reading(text: str) -> tuple[str, ...]:
    """The syllables of a word of the dictionary, neutral tones too; () when it has none, or several readings."""
    if len(text) > _LONGEST_WORD:
        return ()
    options = [tuple(dict.fromkeys(map(spelling.plain, (entry.mandarin if (entry := character(char)) else ()))))
               for char in text]
    same, book = {text, *simplified_forms(text)}, open_homophones()
    ways = islice(product(*options), _MOST_WAYS)
    found = dict.fromkeys(tuple(word.pinyin.split()) for way in ways for word in book.find(way) if word.word in same)
    return next(iter(found)) if len(found) == 1 and len(next(iter(found))) == len(text) else ()


def traps(plain: tuple[str, ...]) -> tuple[Trap, ...]:
    """The other cuts of toneless syllables written as one word without apostrophes; () when there is no other.

    Only cuts a reader may fall for: into as many syllables, into words of the dictionary, or of a single syllable.
    """
    letters = "".join(plain)
    book = open_homophones()
    every = (Trap(letters, plain, cut, book.find(cut)[:5]) for cut in spelling.cuts(letters) if cut != plain)
    return tuple(trap for trap in every if trap.words or len(trap.other) == len(plain) or len(plain) == 1)


def heard_tones(text: str, tones: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[ToneNote, ...]]:
    """Tones as said in running speech, and why they differ from the dictionary's."""
    heard, notes = list(tones), []
    for i in range(len(tones) - 1):
        if tones[i] == tones[i + 1] == 3:
            heard[i] = 2
            notes.append(ToneNote.THIRD_BEFORE_THIRD)
        if text[i] == "一" and tones[i + 1] and text[i + 1] not in _NUMERALS:
            heard[i] = 2 if tones[i + 1] == 4 else 4
            notes.append(ToneNote.YI_CHANGES)
        if text[i] == "不" and tones[i + 1] == 4:
            heard[i] = 2
            notes.append(ToneNote.BU_CHANGES)
    if len(tones) > 2 and len(set(heard)) == 1 and heard[0]:
        notes.append(ToneNote.ALL_ONE_TONE)
    if 0 in tones:
        notes.append(ToneNote.NEUTRAL)
    return tuple(heard), tuple(dict.fromkeys(notes))


def _whole_readings(text: str, choices: tuple[tuple[Syllable, ...], ...]) -> Iterator[WholeReading]:
    """The likeliest reading, then each with one character read otherwise: family names first."""
    usual = tuple(options[0] for options in choices)
    yield _whole(text, usual)
    others = [(i, option) for i, options in enumerate(choices) for option in options[1:]]
    others.sort(key=lambda pair: pair[1].kind is not ReadingKind.SURNAME)
    families = _family_readings(text)
    for i, option in others:
        changed = [*usual[:i], option, *usual[i + 1:]]
        if option.kind is ReadingKind.SURNAME and i == 0 and 1 in families:  # a family name of two characters
            changed[1] = Syllable(families[1].split()[0], ReadingKind.SURNAME)
        elif option.kind is ReadingKind.SURNAME and i == 1:
            continue
        yield _whole(text, tuple(changed))


def _whole(text: str, syllables: tuple[Syllable, ...]) -> WholeReading:
    tones = tuple(spelling.tone(s.text) if s.kind is not ReadingKind.UNKNOWN else 0 for s in syllables)
    heard, notes = heard_tones(text, tones)
    kinds = list(ReadingKind)
    worst = max((s.kind for s in syllables), key=kinds.index)
    return WholeReading(syllables, spelling.join(tuple(s.text for s in syllables)), tones, heard, notes, worst)


def _pypinyin(text: str) -> tuple[str, ...]:
    """The reading pypinyin has of each character in its context; "" where it has none."""
    found = sounds.pinyin(text)
    if found:
        return tuple(options[0] for options in found)
    # One character without a reading takes the whole text's away: read the others one by one.
    return tuple(map(_alone, text))


@lru_cache(maxsize=8192)
def _alone(char: str) -> str:
    found = sounds.pinyin(char)
    return found[0][0] if found else ""


def _family_readings(text: str) -> dict[int, str]:
    """Place → readings as a family name, if the text may begin with one that the table lists."""
    if len(text) not in _SURNAME_LENGTHS:
        return {}
    table = _names("surnames")
    if text[:2] in table and len(text) > 2:
        return dict(enumerate(table[text[:2]].split()))
    return {0: table[text[0]]} if text[0] in table else {}


def _outside(whole: str) -> tuple[str, ...]:
    """The runs of what are no Chinese characters, without spaces around them."""
    runs = "".join(" " if is_hanzi(char) else "\0" if char == " " else char for char in whole).split(" ")
    return tuple(run for part in runs if (run := part.replace("\0", " ").strip()))


def _strokes(entries: tuple[Character | None, ...]) -> int | None:
    counts = [entry.strokes if entry else None for entry in entries]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _crowds(text: str, reading: WholeReading, most: int) -> tuple[Crowd, ...]:
    book, size = open_homophones(), len(text)
    least = min(2, size)
    spans = ((start, start + length) for length in range(size, least - 1, -1) for start in range(size - length + 1))
    found = []
    for start, end in spans:
        if any(s.kind is ReadingKind.UNKNOWN for s in reading.syllables[start:end]):
            continue
        words = book.find(reading.plain[start:end])
        same = {text[start:end], *simplified_forms(text[start:end])}
        own = tuple(word for word in words if word.word in same)
        others = tuple(word for word in words if word.word not in same)[:most]
        if own or others:
            found.append(Crowd(start, end, own, others))
    return tuple(found)


def _romanisations(reading: WholeReading) -> tuple[Romanisation, ...]:
    if not reading.known:
        return ()
    every = ((system, [spelling.romanise(s.text, system) for s in reading.syllables]) for system in MANDARIN_SYSTEMS)
    return tuple(Romanisation(system, " ".join(parts)) for system, parts in every if all(parts))


def _misreadings(reading: WholeReading) -> tuple[Misreading, ...]:
    known = dict.fromkeys(spelling.plain(s.text) for s in reading.syllables if s.kind is not ReadingKind.UNKNOWN)
    every = (m for reader in READERS for syllable in known for m in spelling.misreadings(syllable, reader))
    return tuple({(m.reader, m.letters, m.heard): m for m in every}.values())


@cache
def _names(table: str = "names") -> dict[str, str]:
    raw: dict[str, Any] = tomllib.loads(data.read_text("hanzi/names.toml"))
    return {key: str(value) for key, value in raw[table].items()}
