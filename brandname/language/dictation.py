"""The phone test: what a listener of a language writes on hearing a name, and how likely each spelling is.

A model of one language gives, sound by sound, the chances of the letters that spell it there, by the sounds around it
and the letters just written; how usual the letters are in a row has a say too (`phonotactics`). It is counted from the
language's own words as our tables read them (`dictation_training`), so it knows spelling habits and no brand: a
listener who has seen the name before writes it better. Knows Latin, Cyrillic and Greek spelling, no other script.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from brandname.language import segments
from brandname.language.alphabets import orthography, scripts_in, split_words
from brandname.language.phonotactics import Phonotactics

BEAM = 10
"""Spellings kept while a name is written from left to right."""
LEAST = 0.006
"""Letters less likely than this for a sound are not tried."""
FAR = 0.4
"""A sound the language lacks is heard as its nearest one, unless that is further than this (`segments.distance`)."""
SPAN = 3
"""Most sounds one letter or group of letters writes."""
EVEN = 0.7
"""Power that shares are evened by, so that of the spellings given 60 % some 60 % are right:
one number for all languages, by the words kept out of en fr es de el ca nl ru (.65, .75, .85 and 1 tried beside it).
"""
EDGE = " "
KEPT = 2000
"""Contexts, and words, whose chances are remembered while a model is open: many more cost memory and save little."""
USUAL = 0.3
"""Weight of the letter-sequence model beside the sounds: best of 0, .15, .3, .5 over en es fr de sv, held-out words."""

Units = dict[str, float]
"""Number of sounds (one digit) and letters → chance."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One spelling of what was heard."""

    spelling: str
    """Lower case, words apart by spaces."""
    probability: float
    """0–1, of listeners who spell by the habits of the language."""


@dataclass(frozen=True, slots=True)
class Phone:
    """What comes of a name said over the phone."""

    spelling: str
    """As it was compared: lower case, words apart by spaces."""
    share: float
    """0–1: chance that a listener writes the name as it is spelled."""
    others: tuple[Heard, ...]
    """The likelier of the other spellings, best first."""


@dataclass(slots=True)
class Dictation:
    """The model of one language; sounds are single characters by `sounds`, so that contexts are short texts."""

    sounds: Mapping[str, str]
    """IPA segment → its character; a stressed vowel of a language that writes stress has characters of its own."""
    counts: Mapping[str, Mapping[str, int]]
    """Context → times each unit was written in it. See `contexts`."""
    stress: bool
    """Whether spelling marks stress, so that stressed vowels are told apart by their place."""
    size: int
    """Words counted."""
    letters: Phonotactics | None = None
    """How usual letters in a row are; None = no say."""
    _places: dict[tuple[str, str], Units] = field(default_factory=dict, repr=False)
    _chances: dict[str, Units] = field(default_factory=dict, repr=False)
    _words: dict[str, tuple[list[tuple[str, float]], float]] = field(default_factory=dict, repr=False)
    _codes: dict[str, str] = field(default_factory=dict, repr=False)

    def spellings(self, ipa: str, n: int) -> tuple[Heard, ...]:
        """The `n` likeliest spellings of an IPA text; () when a sound has nothing near it in the language."""
        whole: list[tuple[str, float]] = [("", 1.0)]
        for word in ipa.split():
            codes = self.encode(word)
            if not codes:
                return ()
            written, _ = self._shares(codes)
            joined = [(f"{before} {after}".strip(), p * q) for before, p in whole for after, q in written]
            whole = sorted(joined, key=_best_first)[:max(n, BEAM)]
        return tuple(Heard(spelling, round(p, 4)) for spelling, p in whole[:n]) if ipa.split() else ()

    def chance(self, spelling: str, ipa: str) -> float | None:
        """Chance 0–1 that an IPA text is written so, word by word; None when a sound has nothing near it."""
        words, heard = spelling.split(), ipa.split()
        codes = [self.encode(word) for word in heard]
        if not codes or not all(codes):
            return None
        if len(words) != len(heard):
            return 0.0
        total = 1.0
        for word, sounds in zip(words, codes, strict=True):
            total *= self._share(word, sounds)
        return round(total, 4)

    def encode(self, word: str) -> str:
        """The sounds of one IPA word as characters of the model; "" when one is unlike all the model knows."""
        known = self._codes.get(word)
        if known is None:
            if len(self._codes) > KEPT:
                self._codes.clear()
            known = self._codes[word] = self._encode(word)
        return known

    def _encode(self, word: str) -> str:
        out = []
        for token in tokens(segments.pieces(word), self.stress):
            known = self.sounds.get(token) or self._nearest(token)
            if not known:
                return ""
            out.append(known)
        return "".join(out)

    def _nearest(self, token: str) -> str:
        sound, _, place = token.partition("|")
        rows = [(segments.distance(sound, other.partition("|")[0]), other.partition("|")[2] != place, other)
                for other in self.sounds]
        best = min(rows, default=(1.0, True, ""))
        return self.sounds[best[2]] if best[0] <= FAR else ""

    def _shares(self, codes: str) -> tuple[list[tuple[str, float]], float]:
        """The likeliest spellings of one word and their shares, best first, and the sum of their weights."""
        known = self._words.get(codes)
        if known is None:
            weights = [(text, self._weight(text, chance)) for text, chance in self._write(codes)]
            total = sum(weight for _, weight in weights)
            known = sorted(((text, weight / total) for text, weight in weights), key=_best_first), total
            if len(self._words) > KEPT:
                self._words.clear()
            self._words[codes] = known
        return known

    def _share(self, word: str, codes: str) -> float:
        """Share of one spelling; of one that is not among the likeliest, beside them."""
        shares, total = self._shares(codes)
        for text, share in shares:
            if text == word:
                return share
        chance = self._chance(word, codes)
        if not chance:
            return 0.0
        own = self._weight(word, chance)
        return own / (own + total)

    def _weight(self, text: str, chance: float) -> float:
        bits = self.letters.surprise(text) if self.letters and text else 0.0
        return float((chance * 2.0 ** (-USUAL * bits)) ** EVEN)

    def _write(self, codes: str) -> list[tuple[str, float]]:
        """The likeliest spellings of one word, best first."""
        ends: list[dict[tuple[str, str], float]] = [{} for _ in range(len(codes) + 1)]
        ends[0]["", EDGE] = 1.0
        for i in range(len(codes)):
            states = list(ends[i].items())
            if len(states) > BEAM:
                states = sorted(states, key=_best_first)[:BEAM]
            choices = {last: [(unit[1:], ends[i + int(unit[0])], p) for unit, p in self.units(codes, i, last).items()]
                       for last in {last for (_, last), _ in states}}
            for (text, last), chance in states:
                for letters, end, p in choices[last]:
                    state = text + letters, letters
                    end[state] = end.get(state, 0.0) + chance * p
        merged: dict[str, float] = {}
        for (text, _), chance in ends[-1].items():
            merged[text] = merged.get(text, 0.0) + chance
        return sorted(merged.items(), key=_best_first)[:BEAM]

    def _chance(self, word: str, codes: str) -> float:
        """Sum over every way of dividing the letters among the sounds."""
        ends: list[dict[tuple[int, str], float]] = [{} for _ in range(len(codes) + 1)]
        ends[0][0, EDGE] = 1.0
        for i in range(len(codes)):
            for (at, last), chance in ends[i].items():
                for unit, p in self.units(codes, i, last).items():
                    letters = unit[1:]
                    if word.startswith(letters, at):
                        end, state = ends[i + int(unit[0])], (at + len(letters), letters)
                        end[state] = end.get(state, 0.0) + chance * p
        return sum(chance for (at, _), chance in ends[-1].items() if at == len(word))

    def units(self, codes: str, i: int, last: str) -> Units:
        """Chances of what is written for the sounds from `i` on, after the letters `last`; only what fits the end."""
        place = (codes[i - 1:i + SPAN] if i else EDGE + codes[:SPAN], last)  # its length tells how near the end is
        known = self._places.get(place)
        if known is None:
            if len(self._places) > KEPT:
                self._places.clear()
                self._chances.clear()
            known, left = self._smoothed(contexts(codes, i, last)), len(codes) - i
            if left < SPAN:
                known = {unit: p for unit, p in known.items() if int(unit[0]) <= left}
            self._places[place] = known
        return known

    def _smoothed(self, keys: Sequence[str]) -> Units:
        # A context never seen adds nothing: what holds for the next wider one holds for it.
        get = self.counts.get
        for k, key in enumerate(keys):
            known = self._chances.get(key)
            if known is not None:
                return known
            counts = get(key)
            if counts is not None:
                known = self._chances[key] = smoothed([counts, *map(get, keys[k + 1:])])
                return known
        return {}


def spellings_heard(ipa: str, tag: str, n: int) -> tuple[Heard, ...]:
    """The `n` spellings a listener of the tag's language likeliest writes, best first; () where none can be told.

    None can be told for a language without a model here and for sounds unlike all of the language's own.
    """
    model = _opened(tag)
    return model.spellings(ipa, n) if model else ()


def ambiguity(spelling: str, ipa: str, tag: str, n: int) -> Phone | None:
    """Chance that a listener writes a name as it is spelled, and the `n` likeliest other spellings.

    None where the language has no model, the name is in letters it does not use, or a sound is unlike all its own.
    """
    model = _opened(tag)
    return judge_spelling(model, spelling, ipa, tag, n) if model else None


def judge_spelling(model: Dictation, spelling: str, ipa: str, tag: str, n: int) -> Phone | None:
    """As `ambiguity`, with a model already open."""
    ortho = orthography(tag)
    if ortho is None or scripts_in(spelling) != ortho.scripts[:1]:
        return None
    plain = " ".join(word for _, word in split_words(ortho.lower(spelling)))
    share = model.chance(plain, ipa) if plain else None
    if share is None:
        return None
    others = tuple(heard for heard in model.spellings(ipa, n + 1) if heard.spelling != plain)[:n]
    return Phone(plain, share, others)


def tokens(pieces: Iterable[str], stress: bool) -> list[str]:
    """Segments of a word; where `stress`, a stressed vowel reads `vowel|place`: vowels after it, kind of the end."""
    found: list[str] = []
    stressed, waiting = -1, False
    for piece in pieces:
        if piece in segments.STRESS:
            waiting = waiting or piece == segments.PRIMARY
            continue
        if waiting and segments.is_vowel(piece):
            stressed, waiting = len(found), False
        found.append(piece)
    if stress and stressed >= 0:
        after = sum(map(segments.is_vowel, found[stressed + 1:]))
        last = found[-1]
        end = "v" if segments.is_vowel(last) else last if last in {"n", "s"} else "c"
        found[stressed] += f"|{min(after, 3)}{end}"
    return found


def contexts(codes: str, i: int, last: str) -> tuple[str, str, str, str]:
    """What the choice of letters at `i` may depend on, the closest context first."""
    before = codes[i - 1] if i else EDGE
    here, after, later = codes[i], codes[i + 1:i + 2] or EDGE, codes[i + 2:i + 3] or EDGE
    return f"3{here}{after}{later}{before}{last}", f"2{here}{after}{before}{last}", f"1{here}{after}{before}", here


def smoothed(levels: Sequence[Mapping[str, int] | None]) -> Units:
    """Witten-Bell over contexts from close to wide; what is less likely than `LEAST` left out, the rest made one."""
    chances: Units = {}
    for counts in reversed(levels):
        if not counts:
            continue
        seen, kinds = sum(counts.values()), len(counts)
        share = kinds / (seen + kinds) if chances else 0.0
        mixed = {unit: share * p for unit, p in chances.items()}
        for unit, count in counts.items():
            mixed[unit] = mixed.get(unit, 0.0) + (1 - share) * count / seen
        chances = mixed
    kept = {unit: p for unit, p in chances.items() if p >= LEAST}
    total = sum(kept.values())
    return {unit: p / total for unit, p in kept.items()}


def _best_first(item: tuple[Any, float]) -> tuple[float, Any]:
    return -item[1], item[0]


def _opened(tag: str) -> Dictation | None:
    from brandname.language.dictation_tables import open_dictation

    return open_dictation(tag)
