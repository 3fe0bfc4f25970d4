"""English words and names to IPA: the CMU Pronouncing Dictionary, and a letter-to-sound model for what is not in it.

General American from the tables (`tools/build_english.py`); British from it by rule. Reads one word at a time, knows
no abbreviations, and gives one pronunciation where English would allow several.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import exp, inf

from brandname import data

ORDER, BEAM, HOPELESS = 7, 12, 5.5
"""N-gram length; histories kept at each letter, besides the best one of each way to read the letter (a silent letter
pays off at the next one only), and how much dearer than the best one (nats) they may be."""
RARE = 11.0
"""Units dearer than this by themselves are not tried (fewer than one letter in 60,000)."""
UNSEEN = 12.0
"""Price (nats) of a unit the model never saw."""
DROPPED = 2.5
"""Price (nats) of a written r or l that is not said: of two ways nearly as likely the one that says it comes first."""
START, END = "\u0100", "\u0101"
"""The units before the last letter of a word and after its first: words are read from their end, where English settles
its stress and its long vowels."""
REMEMBERED = 4096
"""Words whose sounds are kept within a run."""
GUESSES, UNLIKELY, TEMPER = 3, 0.04, 0.5
"""Ways to read an unknown word; the chance against the best below which one is not worth telling; and the power that
makes chances of shares: the search keeps few ways apart, and its first one is right for two words in three."""
_NO_STRESS = str.maketrans("", "", "ˈˌ")
FLOOR, STEP = 33, 0.14
"""Scores are stored as characters: `FLOOR` plus the number of steps of `STEP` nats, ten below zero."""
_VOWELS = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "aʊ", "AY": "aɪ", "EH": "ɛ", "ER": "ɝ", "EY": "eɪ", "IH": "ɪ",
    "IY": "i", "OW": "oʊ", "OY": "ɔɪ", "UH": "ʊ", "UW": "u",
}
_CONSONANTS = {
    "B": "b", "CH": "tʃ", "D": "d", "DH": "ð", "F": "f", "G": "ɡ", "HH": "h", "JH": "dʒ", "K": "k", "L": "l", "M": "m",
    "N": "n", "NG": "ŋ", "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j",
    "Z": "z", "ZH": "ʒ",
}
_UNSTRESSED = {"AH": "ə", "ER": "ɚ"}
CODES: dict[str, tuple[str, str]] = {
    chr(0x30 + i): entry for i, entry in enumerate(
        [(ipa, "") for ipa in _CONSONANTS.values()]
        + [(_UNSTRESSED.get(name, ipa) if level == "0" else ipa, level)
           for name, ipa in _VOWELS.items() for level in "012"]
    )
}
"""One character a sound → its IPA and, for vowels, the level of stress (0 none, 1 main, 2 side)."""
_MAIN_CODES = frozenset(code for code, (_, level) in CODES.items() if level == "1")
_BY_NAME: dict[str, str] = dict(zip(
    [*_CONSONANTS, *(name + level for name in _VOWELS for level in "012")], CODES, strict=True))
ONSETS = frozenset([
    "pl", "pɹ", "bl", "bɹ", "tɹ", "dɹ", "kl", "kɹ", "ɡl", "ɡɹ", "fl", "fɹ", "θɹ", "ʃɹ", "sl", "sm", "sn", "sp", "st",
    "sk", "sw", "tw", "dw", "kw", "ɡw", "hw", "spl", "spɹ", "stɹ", "skɹ", "skw", "pj", "bj", "kj", "fj", "vj", "mj",
    "hj", "spj", "skj",
])
"""Consonants that can start an English syllable together; single ones but ŋ can too."""

_LIQUIDS = {letter: frozenset(code for code, (ipa, _) in CODES.items() if ipa in sounds)
            for letter, sounds in (("l", "l"), ("r", "ɹɝɚ"))}
_WRITTEN = re.compile("(?<!l)l|(?<!r)r")
_MUTE = re.compile("(?<=a)l(?=[kfv]|m(?![aeiouy]))|(?<=o)l(?=k)|(?<=ou)l(?=d)")
"""An l that English words have and do not say: walk, half, salve, palm, folk, would."""

_Step = tuple[str, str, bool, float]

STOPS = frozenset("pbtdkɡf")
"""Consonants an r, l or glide leans on at the start of a syllable."""


def spell_codes(phones: Iterable[str]) -> str:
    """ARPABET symbols as our one-character codes; a vowel without level counts as unstressed."""
    return "".join(_BY_NAME.get(phone) or _BY_NAME[phone + "0"] for phone in phones)


class Speller:
    """The letter-to-sound model: a joint n-gram over (letter, sounds) pairs, searched with a beam."""

    def __init__(self, text: str) -> None:
        units, grams, scores, contexts, weights, _ = text.split("\n")
        self._labels = ["" if unit == "_" else unit for unit in units.split(" ")]
        prices = {char: _score(char) for char in {*scores, *weights}}  # few, of very many grams
        chances = dict(zip(grams.split(" "), map(prices.__getitem__, scores), strict=True))
        self._scores = chances
        self._units: dict[str, list[tuple[str, str]]] = {}
        for i, label in sorted(enumerate(self._labels[2:], 0x102), key=lambda item: chances.get(chr(item[0]), RARE)):
            known = self._units.setdefault(label[0], [])
            if not known or chances.get(chr(i), RARE) < RARE:
                known.append((chr(i), label[1:]))
        self._weights = dict(zip(contexts.split(" "), map(prices.__getitem__, weights), strict=True))
        self._next: dict[str, tuple[_Step, ...]] = {}

    def spell(self, word: str) -> str:
        """Codes of the likeliest sounds of a lower-case word in the letters a–z; other letters are passed over."""
        return self.guess(word)[0][1]

    def guess(self, word: str) -> list[tuple[float, str]]:
        """Price (nats) and codes of the sounds the search has left at the start of a word, cheapest first, each once.

        Those with one main stress, where there are any.
        """
        liquids = _WRITTEN.findall(_MUTE.sub("", word))
        ways = sorted((price + DROPPED * _drops(liquids, codes), codes) for price, codes in self._found(word))
        return [way for way in ways if sum(map(_MAIN_CODES.__contains__, way[1])) == 1] or ways

    def _found(self, word: str) -> list[tuple[float, str]]:
        """Price and codes of every way the search has left at the start of a word, each at its cheapest."""
        states: dict[str, tuple[float, str]] = {START: (0.0, "")}
        for letter in reversed(word):
            units = self._units.get(letter)
            if not units:
                continue
            found: dict[str, tuple[float, str]] = {}
            limit = inf
            for history, (cost, codes) in states.items():
                contexts, falls = self._contexts(history)
                for unit, out, after, known in self._steps(history[-1], letter, units):
                    total = cost + (self._seen(contexts, falls, unit, known) if after else falls[0] + known)
                    if total >= limit:
                        continue
                    state = (history + unit)[1 - ORDER:]
                    if state not in found or total < found[state][0]:
                        found[state] = (total, out + codes)
                        limit = min(limit, total + HOPELESS)
            states = _hopeful(found, limit)
        ends = ((cost + self._end(history), codes) for history, (cost, codes) in states.items())
        kept: dict[str, float] = {}
        for price, codes in sorted(ends):
            kept.setdefault(codes, price)
        return [(price, codes) for codes, price in kept.items()]

    def align(self, word: str, codes: str) -> tuple[str, ...]:
        """The codes each letter of a lower-case word stands for, by the likeliest division; () when there is none."""
        states: dict[tuple[str, int], tuple[float, tuple[str, ...]]] = {(START, len(codes)): (0.0, ())}
        for letter in reversed(word):
            found: dict[tuple[str, int], tuple[float, tuple[str, ...]]] = {}
            for (before, left), (cost, parts) in states.items():
                for unit, out, after, price in self._steps(before, letter, self._units.get(letter, [])):
                    if codes.endswith(out, 0, left):
                        state, total = (unit, left - len(out)), cost + price + (0.0 if after else UNSEEN)
                        if state not in found or total < found[state][0]:
                            found[state] = total, (out, *parts)
            states = found
        ends = [(cost, parts) for (_, left), (cost, parts) in states.items() if not left]
        return min(ends)[1] if ends else ()

    def _contexts(self, history: str) -> tuple[list[str], list[float]]:
        """The contexts of a history that the model knows, shortest first, and the price of falling back to each.

        Whatever the model knows, unit or context, it knows without its first part too.
        """
        contexts, weights = [""], [0.0]
        for start in range(len(history) - 1, -1, -1):
            weight = self._weights.get(history[start:])
            if weight is None:
                break
            contexts.append(history[start:])
            weights.append(weight)
        return contexts, [*accumulate(reversed(weights[1:]), initial=0.0)][::-1]

    def _steps(self, before: str, letter: str, units: list[tuple[str, str]]) -> tuple[_Step, ...]:
        """The units of a letter seen after a unit: codes, that it was seen, and its price there; else all, alone.

        The model knows every pair of units the dictionary has, so that no letters are divided as in no word there.
        """
        steps = self._next.get(before + letter)
        if steps is None:
            scores = self._scores
            seen = tuple((unit, out, True, scores[before + unit]) for unit, out in units if before + unit in scores)
            steps = seen or tuple((unit, out, False, scores.get(unit, UNSEEN)) for unit, out in units)
            self._next[before + letter] = steps
        return steps

    def _seen(self, contexts: list[str], falls: list[float], unit: str, known: float) -> float:
        """Price of a unit that was seen after the last one, `known` there: by the longest context it was seen in."""
        level = 1
        for longer in contexts[2:]:
            price = self._scores.get(longer + unit)
            if price is None:
                break
            known, level = price, level + 1
        return falls[level] + known

    def _end(self, history: str) -> float:
        """Price of ending the word after a history."""
        contexts, falls = self._contexts(history)
        ((_, _, after, known),) = self._steps(history[-1], "", [(END, "")])
        return self._seen(contexts, falls, END, known) if after else falls[0] + known


def _drops(liquids: Sequence[str], codes: str) -> bool:
    """Whether some of the written liquids have no sound among codes, in their order."""
    at = 0
    for letter in liquids:
        at = next((i for i in range(at, len(codes)) if codes[i] in _LIQUIDS[letter]), -1) + 1
        if not at:
            return True
    return False


def _hopeful(found: dict[str, tuple[float, str]], limit: float) -> dict[str, tuple[float, str]]:
    """Of the histories cheaper than a limit the BEAM cheapest, and the cheapest with each last unit."""
    ordered = sorted((hope, history) for history, hope in found.items() if hope[0] < limit)
    kept = {history: hope for hope, history in ordered[:BEAM]}
    if len(ordered) > BEAM:
        ways = {history[-1] for history in kept}
        for hope, history in ordered[BEAM:]:
            if history[-1] not in ways:
                kept[history] = hope
                ways.add(history[-1])
    return kept


@lru_cache(REMEMBERED)
def american(word: str) -> str:
    """General American IPA of one word, stress marked; "" when it has no letter of English."""
    return to_ipa(codes_of(word))


@lru_cache(REMEMBERED)
def british(word: str) -> str:
    """Southern British IPA of one word, by rule from the American one (non-rhotic, LOT, BATH, GOAT, long vowels)."""
    return _british(_plain(word), codes_of(word))


@lru_cache(REMEMBERED)
def rhotic(word: str) -> str:
    """British IPA of one word with every r that is written, as it is learned in India or Egypt."""
    from brandname.language.british import anglicise

    return anglicise(_plain(word), _sounds(codes_of(word)), rhotic=True)


def _british(plain: str, codes: str) -> str:
    from brandname.language.british import anglicise

    return anglicise(plain, _sounds(codes))


def is_known(word: str) -> bool:
    """Whether the dictionary has the word."""
    return _plain(word) in _dictionary()


def known_words() -> Iterable[str]:
    """The words of the dictionary, a–z."""
    return _dictionary().keys()


def aligned(word: str) -> tuple[str, ...]:
    """The codes each letter of a word in a–z stands for, silent ones ""; () when the letters cannot be divided so."""
    return _speller().align(word, codes_of(word)) if word == _plain(word) else ()


@lru_cache(REMEMBERED)
def codes_of(word: str) -> str:
    """The sounds of a word as codes, from the dictionary or the model."""
    plain = _plain(word)
    return _options(plain)[0][1] if plain else ""


@lru_cache(REMEMBERED)
def _options(plain: str) -> tuple[tuple[float, str], ...]:
    """Price and codes: the dictionary's, else what the model finds, cheapest first."""
    known = _dictionary().get(plain)
    if known:
        return ((0.0, known),)
    return tuple(_speller().guess(plain))


@lru_cache(REMEMBERED)
def guesses(word: str, *, southern_british: bool = False) -> tuple[tuple[str, float], ...]:
    """IPA of up to GUESSES ways to read a word the dictionary lacks, with their share against the best (which has 1).

    Ways that differ by stress alone count as one, and so does a word of the dictionary. () without a letter of English.
    """
    plain = _plain(word)
    if not plain:
        return ()
    options = _options(plain)
    found: dict[str, tuple[str, float]] = {}
    for price, codes in options:
        chance = exp(options[0][0] - price)
        if chance < UNLIKELY or len(found) == GUESSES:
            break
        ipa = _british(plain, codes) if southern_british else to_ipa(codes)
        found.setdefault(ipa.translate(_NO_STRESS), (ipa, chance ** TEMPER))
    return tuple(found.values())


def to_ipa(codes: str) -> str:
    """IPA of codes, the stress mark before the stressed syllable."""
    return join_stressed(_sounds(codes))


def join_stressed(sounds: list[tuple[str, str]]) -> str:
    """Sounds and levels as one IPA text; marks stand before the longest start of a syllable English allows.

    Of several main stresses, which the model sometimes gives, the last one stays main.
    """
    vowels = [i for i, (_, level) in enumerate(sounds) if level]
    marks: dict[int, str] = {}
    main = max((i for i in vowels if sounds[i][1] == "1"), default=-1)
    starts = [-1, *vowels]
    for before, at in pairwise(starts):
        if sounds[at][1] in "12" and len(vowels) > 1:
            start = at
            while start - 1 > before and _starts("".join(s for s, _ in sounds[start - 1:at])):
                start -= 1
            # Everything before the first vowel belongs to the first syllable.
            marks[0 if before < 0 else start] = "ˈ" if at == main else "ˌ"
    return "".join(marks.get(i, "") + sound for i, (sound, _) in enumerate(sounds))


def _starts(consonants: str) -> bool:
    return consonants in ONSETS or (consonants in _CONSONANTS.values() and consonants != "ŋ")


def _sounds(codes: str) -> list[tuple[str, str]]:
    return [CODES[code] for code in codes]


def _plain(word: str) -> str:
    """Lower-case a–z; accents drop, ligatures and letters of other Latin alphabets fall to their plain ones."""
    folded = unicodedata.normalize("NFKD", word.lower().translate(_FOLD))
    return "".join(c for c in folded if "a" <= c <= "z")


_FOLD = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "th", "þ": "th", "ı": "i",
                       "ə": "e", "ŋ": "ng", "ş": "sh", "ș": "sh", "ç": "s", "č": "ch", "š": "sh", "ž": "zh", "ñ": "ny"})


def _score(char: str) -> float:
    return (ord(char) - FLOOR - 10) * STEP


@cache
def _dictionary() -> dict[str, str]:
    text = gzip.decompress(data.read_bytes("sounds/english-words.txt.gz")).decode()
    cells = text.strip("\n").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


@cache
def _speller() -> Speller:
    return Speller(gzip.decompress(data.read_bytes("sounds/english-model.txt.gz")).decode())
