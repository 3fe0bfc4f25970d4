"""How words of the lexicon are said, and sounds as slots: consonant classes with runs of vowels between them.

Two texts that natives may take for one another have the same slots; how near they are is measured on the segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf

from brandname.language import english
from brandname.language.adaptation import adapt
from brandname.language.alphabets import orthography, scripts_in
from brandname.language.g2p import PLAIN, UNSURE, open_engine
from brandname.language.lettering import spell_out
from brandname.language.lexicon import Entry
from brandname.language.segments import STRESS, base, distance, is_vowel, pieces
from brandname.language.sounds import mandarin_syllable

VOWEL = "V"
CLASSES = {
    "P": "p b ɓ", "F": "f v ʋ β ɸ", "T": "t d ʈ ɖ ɗ θ ð", "K": "k ɡ q ɢ c ɟ ɣ ɠ", "H": "x χ h ħ ɦ ʕ",
    "S": "s z ʃ ʒ ʂ ʐ ɕ ʑ", "C": "ts dz tʃ dʒ tɕ dʑ tʂ dʐ", "M": "m ɱ", "N": "n ɲ ŋ ɴ ɳ", "L": "l ɫ ʎ ɭ ʟ ɬ",
    "R": "r ɾ ɹ ʁ ʀ ɽ ɻ ɺ",
}
"""Class of consonants that listeners take for one another → its members (IPA)."""
GLIDES = frozenset({"j", "w", "ɥ", "ɰ", "ʍ", "ʝ"})
"""Sounds that come and go beside vowels."""
AFFRICATES = frozenset({"ts", "dz", "tʃ", "dʒ", "tɕ", "dʑ", "tʂ", "dʐ"})
VOWEL_WEIGHT, GLIDE_WEIGHT, FIRST_WEIGHT, STRESS_COST = 0.6, 0.35, 1.5, 0.2
"""A vowel counts less than a consonant, the first sound more, and a stress elsewhere a little."""
INITIALS = 3
"""Capitals up to which a headword is an abbreviation said letter by letter."""
WEAK, WEAK_WEIGHT = frozenset("əɐɨɘ"), 0.3
"""Vowels of unstressed syllables, which listeners take for any other."""
VOICED_PAIRS = frozenset(map(frozenset, ("pb", "fv", "td", "θð", "kɡ", "sz", "ʃʒ", "ʂʐ", "ɕʑ", ("ts", "dz"),
                                         ("tʃ", "dʒ"), ("tɕ", "dʑ"), ("tʂ", "dʐ"))))
VOICE_COST = 0.2
"""Cost of two consonants that differ in voice alone."""
LOST = {True: 0.55, False: 1.0}
"""Cost of a vowel (True) or consonant that only one side has."""
LEAST_LOST = min(GLIDE_WEIGHT, *LOST.values())
ROUNDING = 1e-9
"""Costs are sums of a few fractions: what exceeds a limit by less than this is at it."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Sounds of a word."""

    key: str
    """One letter a slot: a consonant class, or V for a run of vowels and glides."""
    starts: tuple[int, ...]
    """Where each slot begins in `sounds`, and at last their number."""
    sounds: tuple[str, ...]
    """Segments, affricates whole."""
    stressed: int
    """Index of the stressed vowel; -1 = not marked."""
    consonants: tuple[str, ...]
    """The segments of the consonant slots, in order."""

    def pack(self) -> str:
        """As one line, the key first."""
        return f"{self.key} {self.stressed} {' '.join(self.sounds)}" if self.key else ""

    @staticmethod
    @lru_cache(maxsize=65536)
    def unpack(line: str) -> Slots:
        """The slots of a packed line."""
        _, stressed, *sounds = line.split(" ")
        return _slotted(tuple(sounds), int(stressed))


@lru_cache(maxsize=8192)
def slots(ipa: str) -> Slots:
    """The slots of an IPA text; words run together."""
    sounds: list[str] = []
    stressed, waiting, closed = -1, False, True
    for piece in pieces(ipa):
        if piece in STRESS:
            waiting, closed = piece == "ˈ" and stressed < 0, True
            continue
        plain = _plain(piece)
        if not plain:
            continue
        if not closed and not is_vowel(piece) and sounds[-1] + plain in AFFRICATES:
            sounds[-1] += plain
            continue
        closed = False
        if sounds and sounds[-1] == plain:
            waiting = waiting and not is_vowel(piece)
            continue
        sounds.append(plain)
        if waiting and is_vowel(piece):
            stressed, waiting = len(sounds) - 1, False
    return _slotted(tuple(sounds), stressed)


def _slotted(sounds: tuple[str, ...], stressed: int) -> Slots:
    key, starts = "", []
    for i, sound in enumerate(sounds):
        letter = _class(sound)
        if letter == VOWEL and key.endswith(VOWEL):
            continue
        if not letter:
            continue
        key += letter
        starts.append(i)
    consonants = tuple(sounds[start] for letter, start in zip(key, starts, strict=True) if letter != VOWEL)
    return Slots(key, (*starts, len(sounds)), sounds, stressed, consonants)


def gap(one: Slots, first: int, last: int, other: Slots, most: float = 1.0) -> float:
    """How far the slots `first` to `last` of a name are from a whole word: 0 = the same sounds; about 1 = unlike.

    Weighted mean of the segments' distances along their best alignment, plus what a stress elsewhere costs. What is
    farther than `most` is only said to be farther: `inf`.
    """
    weight = heaviest(other)
    cost = _alignment(one.sounds[one.starts[first]:one.starts[last]], other.sounds, most * weight + ROUNDING)
    return inf if cost == inf else (cost + _stress_cost(one, first, last, other)) / weight


def _alignment(a: tuple[str, ...], b: tuple[str, ...], limit: float) -> float:
    """Cost of the best alignment of two rows of sounds; `inf` beyond the limit.

    Where the limit allows for no sound that only one side has, each stands beside its like.
    """
    if abs(len(a) - len(b)) * LEAST_LOST > limit:
        return inf
    if len(a) != len(b) or limit >= 2 * LEAST_LOST:
        return _any_alignment(a, b, limit)
    cost = 0.0
    for k, x in enumerate(a):
        y = b[k]
        if x != y:
            cost += _swapped(x, y) if k else FIRST_WEIGHT * _swapped(x, y)
            if cost > limit:
                return inf
    return cost


def _any_alignment(a: tuple[str, ...], b: tuple[str, ...], limit: float) -> float:
    """The same with sounds that only one side has.

    Looks only at the cells of the table that a path within the limit can touch (Ukkonen, Information and Control 64,
    1985): costs never fall along a path.
    """
    size, losses = len(b), _losses(b)
    row, low, high = _first_row(losses, limit), 0, 0
    while high < size and row[high + 1] <= limit:
        high += 1
    for i, x in enumerate(a):
        lost, before, here, j, lowest, highest = _lost(x), inf, inf, low, -1, -1
        while j <= size:
            above = row[j]
            cost = above + lost
            if j:
                y = b[j - 1]
                if before <= limit:
                    swapped = before if x == y else before + (_swapped(x, y) if i or j > 1 else
                                                              FIRST_WEIGHT * _swapped(x, y))
                    if swapped < cost:
                        cost = swapped
                if here + losses[j - 1] < cost:
                    cost = here + losses[j - 1]
            if cost <= limit:
                row[j] = here = cost
                lowest, highest = j if lowest < 0 else lowest, j
            else:
                row[j] = here = inf
                if j > high:
                    break
            before = above
            j += 1
        if lowest < 0:
            return inf
        low, high = lowest, highest
    return row[size]


def _first_row(losses: Sequence[float], limit: float) -> list[float]:
    row = [0.0]
    for lost in losses:
        cost = row[-1] + lost
        row.append(cost if cost <= limit else inf)
    return row


def consonants_apart(one: Sequence[str], other: Sequence[str], most: float = inf) -> float:
    """What the consonants of two stretches with the same slots cost at least, in the unit of `gap` before division.

    What costs more than `most` is only said to cost more.
    """
    cost = 0.0
    for x, y in zip(one, other, strict=True):
        if x != y:
            cost += _swapped(x, y)
            if cost > most:
                return cost
    return cost


def heaviest(slots: Slots) -> float:
    """What the cost of a stretch is divided by in `gap`."""
    return _weight(slots.sounds)


def weigh(sounds: Iterable[str]) -> float:
    """`heaviest` of slots with these sounds."""
    return max(1.0, sum(map(_weight_of, sounds)))


def consonants_of(sounds: Iterable[str]) -> tuple[str, ...]:
    """The `consonants` of slots with these sounds."""
    return tuple(sound for sound in sounds if _class(sound) not in {"", VOWEL})


def _stress_cost(one: Slots, first: int, last: int, other: Slots) -> float:
    """Cost of a stress on another vowel, where both sides mark one."""
    if one.stressed < 0 or other.stressed < 0:
        return 0.0
    mine = one.stressed - one.starts[first]
    if not 0 <= mine < one.starts[last] - one.starts[first]:
        return STRESS_COST
    count = sum(map(is_vowel, one.sounds[one.starts[first]:one.stressed]))
    theirs = sum(map(is_vowel, other.sounds[:other.stressed]))
    return 0.0 if count == theirs else STRESS_COST


@lru_cache(maxsize=65536)
def _weight(sounds: tuple[str, ...]) -> float:
    return weigh(sounds)


@cache
def _weight_of(sound: str) -> float:
    return VOWEL_WEIGHT if is_vowel(sound) else GLIDE_WEIGHT if sound in GLIDES else 1.0


@cache
def _swapped(x: str, y: str) -> float:
    """Cost of one sound for another: less for vowels, least where one is a weak one, little for voice alone."""
    if is_vowel(x) and is_vowel(y):
        return distance(x, y) * (WEAK_WEIGHT if x in WEAK or y in WEAK else VOWEL_WEIGHT)
    return VOICE_COST if _class(x) == _class(y) != VOWEL and frozenset((x, y)) in VOICED_PAIRS else distance(x, y)


@cache
def _lost(sound: str) -> float:
    return GLIDE_WEIGHT if sound in GLIDES or sound in {"h", "ʔ"} else LOST[is_vowel(sound)]


@lru_cache(maxsize=65536)
def _losses(sounds: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(map(_lost, sounds))


@cache
def _plain(piece: str) -> str:
    plain = base(piece).replace("ç", "c")  # the end of German ich goes with k, as it does for many who hear it
    return "" if plain in {"ʔ", ""} or plain[0] in "˥˦˧˨˩" else plain


@cache
def _class(sound: str) -> str:
    """Class letter; V for vowels and glides; "" for a sound in no class."""
    if is_vowel(sound) or sound in GLIDES:
        return VOWEL
    return next((letter for letter, members in CLASSES.items() if sound in members.split()), "")


def said_forms(entry: Entry, language: str) -> Iterator[tuple[str, str]]:
    """Each form of an entry with its IPA; forms that no engine of ours reads are left out.

    Short capitals are said letter by letter, not as a word.
    """
    if len(entry.word) <= INITIALS and entry.word.isupper() and entry.word.isascii() and not entry.reading:
        said = spell_out(entry.word, language)
        if said:
            yield entry.word, said
        return
    if language == "en":
        for form in (entry.word, *entry.forms):
            words = form.lower().split()
            for voice in (english.american, english.british):
                yield form, " ".join(filter(None, map(voice, words)))
        return
    first = _read_reading(entry.reading, entry.language) if entry.reading else ""
    if not first and language not in UNSURE:
        first = _read(entry.word, language)
    if not first and entry.roman:
        first = _read_roman(entry.roman[0], language)
    if first:
        yield entry.word, first
    for form in entry.forms if language not in UNSURE else ():
        ipa = _read(form, language)
        if ipa:
            yield form, ipa


def said_word(form: str, language: str) -> str:
    """IPA of a word as native speakers read it; "" where no engine of ours does."""
    return english.american(form.lower()) or "" if language == "en" else _read(form, language)


def _read(form: str, language: str) -> str:
    words = form.lower().split()
    engine, ortho = open_engine(language), orthography(language)
    if engine is None or ortho is None or "Hani" in ortho.scripts or not set(scripts_in(form)) <= set(ortho.scripts):
        return ""
    return " ".join(map(engine.read, words)) if all(map(engine.covers, words)) else ""


def _read_reading(reading: str, language: str) -> str:
    """IPA of a stated reading: pinyin, kana, vowelled Arabic; Jyutping by its own rules."""
    if language == "yue":
        from brandname.language.sinitic import jyutping_ipa

        return jyutping_ipa(reading)
    if language == "zh":
        return " ".join(map(mandarin_syllable, reading.lower().split()))
    engine = open_engine(language)
    return " ".join(map(engine.read, reading.lower().split())) if engine else ""


def _read_roman(roman: str, language: str) -> str:
    """IPA of a Latin spelling read at the letters' usual values, as speakers of the language say it."""
    plain = open_engine(PLAIN)
    return adapt(" ".join(map(plain.read, roman.lower().split())), language).ipa if plain else ""
