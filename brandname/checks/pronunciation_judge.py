"""Judges one question of the pronunciation check: which findings and hits, with which risk.

The risks stand here, and only here. Sequences, letters and readings come from `brandname.language`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from brandname import data
from brandname.checks.base import Resources, answered, not_applicable, unanswered
from brandname.language import alphabets, sounds, words
from brandname.language.alphabets import ForeignLetter, Orthography, orthography
from brandname.language.inventory import LackingSound, open_inventory
from brandname.language.phonotactics import Phonotactics, Score, sequence
from brandname.language.readings import Reading, open_book
from brandname.model import Candidate, DatasetRef, Finding, Gap, Hit, Message, Param, Question, digest, say

CEILING = 0.6
"""The largest risk here: a warning."""
FLOOR = 0.05
"""A name nothing is said against."""
UNHEARD = 0.4
"""Confidence of an answer without any reading; with one, the reading's own goes before."""
UNUSUAL_BELOW = 5.0
"""Percentile under which a name is unusual; under the option `hard_below` it is hard."""
ODD_PLACE_BELOW = 1.0
"""Percentile of the oddest place alone that is worth a word although the name as a whole is usual."""
LENGTHS = ((25, 0.5), (18, 0.35), (13, 0.2))
"""Letters (sounds, for syllable scripts) → risk of length; characters of Chinese count four times."""
INITIALS = 4
"""Up to so many letters without a vowel are said letter by letter."""


def judge(question: Question, hard_below: float, resources: Resources, candidate: Candidate | None) -> Finding:
    """The finding for a question; names under the percentile `hard_below` (0–100) count as hard.

    `candidate` is the question's own, for its other spellings and its language of origin; None = not in the study.
    """
    return _Judge(question, hard_below, resources, candidate).finding()


class _Judge:

    def __init__(self, question: Question, hard_below: float, resources: Resources,
                 candidate: Candidate | None) -> None:
        self.question = question
        self.candidate = candidate
        self.hard_below = hard_below
        self.resources = resources
        self.text = unicodedata.normalize("NFKC", question.subject.text)
        self.tag = question.subject.scope
        self.words = [word for _, word in alphabets.split_words(self.text)]

    def finding(self) -> Finding:
        ortho = orthography(self.tag)
        scripts = alphabets.scripts_in(self.text)
        if ortho is None:
            return self.unknown("no_language")
        if not scripts:
            digits = alphabets.has_digit(self.text)
            return self.only_digits(ortho) if digits else self.unknown("no_letters", Gap.UNCLEAR)
        if alphabets.UNKNOWN in scripts:
            return self.unknown("unknown_script", Gap.UNCLEAR)
        if set(scripts) <= set(ortho.scripts):
            return self.in_characters(ortho) if scripts == ("Hani",) else self.in_letters(ortho)
        if set(scripts) <= {*ortho.scripts, *ortho.unread}:
            return self.unknown("no_engine", scripts=scripts)
        if len(scripts) > 1:
            return self.unknown("mixed_scripts", Gap.UNCLEAR, scripts=scripts)
        if scripts == ("Latn",):
            return self.unknown("latin_elsewhere", scripts=(*ortho.scripts, *ortho.unread))
        return self.in_foreign_script(ortho, scripts[0])

    # ── no answer ────────────────────────────────────────────────────────────────────────────────────────────────────

    def unknown(self, key: str, gap: Gap = Gap.LANGUAGE_NOT_COVERED, **params: Param) -> Finding:
        return unanswered(self.question, gap, self.message(key, **params))

    def message(self, key: str, **params: Param) -> Message:
        return say(f"pronunciation.{key}", text=self.question.subject.text, language=self.tag, **params)

    # ── names that spelling rules do not reach ───────────────────────────────────────────────────────────────────────

    def only_digits(self, ortho: Orthography) -> Finding:
        return answered(self.question, self.message("only_digits"), evidence=[orthographies().ref],
                        hits=[self.digits(ortho)], floor=FLOOR, floor_confidence=UNHEARD)

    def spelled_out(self, ortho: Orthography, hits: list[Hit]) -> Finding:
        n = sum(len(word) for word in self.words)
        return answered(self.question, self.message("spelled_out", n=n), evidence=[orthographies().ref],
                        hits=[*hits, *self.letters(ortho)], floor=0.1, floor_confidence=0.3, measures={"letters": n})

    def in_foreign_script(self, ortho: Orthography, script: str) -> Finding:
        # A Latin spelling is what stands on the label abroad, also where its own question has no answer yet.
        others = tuple(t for t in self.other_spellings() if set(alphabets.scripts_in(t)) <= {*ortho.scripts, "Latn"})
        if others:
            return not_applicable(self.question, self.message("written_otherwise", script=script, others=others))
        message = self.message("hit.script", script=script)
        hit = Hit(f"pronunciation:script:{script}:{ortho.language}", message, CEILING, 0.9)
        return answered(self.question, self.message("foreign_script", script=script), hits=[hit],
                        evidence=[orthographies().ref], measures={"script": script})

    def other_spellings(self) -> tuple[str, ...]:
        """The candidate's other texts, as far as it has them in every market of the question."""
        if self.candidate is None:
            return ()
        here = [self.candidate.names_in(market) for market in self.question.markets]
        return tuple(t for t in here[0] if t != self.question.subject.text and all(t in names for names in here))

    # ── names in letters ─────────────────────────────────────────────────────────────────────────────────────────────

    def in_letters(self, ortho: Orthography) -> Finding:
        digits = [self.digits(ortho)] if alphabets.has_digit(self.text) else []
        if all(len(w) == 1 or (len(w) <= INITIALS and not alphabets.has_vowel(w, ortho)) for w in self.words):
            return self.spelled_out(ortho, digits)
        reading = self.reading()
        model = self.resources.get(words.open_phonotactics, self.tag)
        if model is None:
            return self.unknown("no_words_ipa", ipa=reading.ipa) if reading else self.unknown("no_words")
        score = self.oddest(ortho, model)
        hits = [*digits, *self.letters(ortho), *self.sequence(score, ortho), *self.vowelless(ortho)]
        hits += [*self.length(ortho), *self.sounds(ortho)]
        measures: dict[str, Param] = {"percentile": score.percentile, "stretch": score.worst.letters}
        if reading:
            measures |= {"ipa": reading.ipa, "engine": reading.engine, "spelling": reading.spelling}
        return answered(
            self.question, self.verdict(score, reading, ortho), hits=hits, measures=measures, floor=FLOOR,
            floor_confidence=reading.confidence if reading else UNHEARD, merit=_merit(score, hits),
            evidence=[orthographies().ref, word_lists().ref, *([engine().ref] if reading else [])],
        )

    def reading(self) -> Reading | None:
        book = self.resources.get(open_book, self.tag)
        found = book.readings(self.question.subject.text) if book else ()
        return found[0] if found else None

    def oddest(self, ortho: Orthography, model: Phonotactics) -> Score:
        """The score of the name's oddest word; single letters are no words.

        A Latin word with accents counts as well as it does without them: readers skip accents they don't expect.
        """
        scores = []
        for word in self.words:
            bare = alphabets.unaccented(word, ortho) if alphabets.scripts_in(word) == ("Latn",) else word
            spellings = dict.fromkeys((sequence(word, ortho), sequence(bare, ortho)))
            scores += [max((model.score(s) for s in spellings), key=_usual)] if len(word) > 1 else []
        return min(scores, key=_usual)

    def verdict(self, score: Score, reading: Reading | None, ortho: Orthography) -> Message:
        n = round(score.percentile)
        if reading is None:
            return self.message("no_ipa", n=n)
        plain = " ".join(ortho.lower(word) for word in self.words)
        key = "read" if reading.spelling == plain else "respelled"
        return self.message(key, n=n, ipa=reading.ipa, spelling=reading.spelling)

    def letters(self, ortho: Orthography) -> list[Hit]:
        return [self.letter(found, ortho) for found in alphabets.foreign_letters(self.text, ortho)]

    def letter(self, found: ForeignLetter, ortho: Orthography) -> Hit:
        known = found.habit == found.letter
        way = "known" if known else "loan" if found.loan else "folded" if found.habit else "none"
        risk = {"known": 0.1, "loan": 0.2, "folded": 0.3, "none": 0.45}[way]
        same = self.text == self.question.subject.text
        return Hit(
            f"pronunciation:letter:{found.letter}:{ortho.language}",
            self.message(f"hit.letter.{way}", letter=found.letter, habit=found.habit), risk, 0.9,
            span=(found.at, found.at + 1) if same else None, measures={"letter": found.letter, "habit": found.habit},
        )

    def sequence(self, score: Score, ortho: Orthography) -> list[Hit]:
        worst = score.worst
        facts: dict[str, Param] = {"percentile": score.percentile, "stretch": worst.letters, "where": worst.where,
                                   "bits": worst.bits, "stretch_percentile": worst.percentile}
        params = {"stretch": worst.letters, "where": worst.where}
        borrowed = any(ortho.loan.get(c) == c for c in worst.letters)
        if score.percentile < self.hard_below and borrowed:
            # Odd because of a letter that only loanwords have: a spelling to learn, not a tongue-twister.
            return [Hit(f"pronunciation:sequence:{ortho.language}", self.message("hit.unusual", **params), 0.4, 0.5,
                        measures=facts)]
        if score.percentile < self.hard_below:
            risk = CEILING if score.percentile < self.hard_below / 4 else 0.55
            return [Hit(f"pronunciation:sequence:{ortho.language}", self.message("hit.hard", **params), risk, 0.6,
                        measures=facts)]
        if score.percentile < UNUSUAL_BELOW:
            return [Hit(f"pronunciation:sequence:{ortho.language}", self.message("hit.unusual", **params), 0.25, 0.5,
                        measures=facts)]
        if worst.percentile < ODD_PLACE_BELOW:
            return [Hit(f"pronunciation:stretch:{worst.letters}:{ortho.language}",
                        self.message("hit.stretch", **params), 0.3, 0.5, measures=facts)]
        return []

    def sounds(self, ortho: Orthography) -> list[Hit]:
        """Consonants of the name, as read in the language it comes from, that this one lacks: told, never counted.

        The language a name is built from must not tell against it, so these hits carry no risk.
        """
        candidate = self.candidate
        origin = orthography(candidate.lang) if candidate else None
        if candidate is None or origin is None or candidate.name != self.question.subject.text:
            return []
        book = self.resources.get(open_book, candidate.lang)
        inventory = self.resources.get(open_inventory, self.tag)
        if origin.language == ortho.language or book is None or inventory is None:
            return []
        return [self.lacking(sound, candidate.lang, ortho) for reading in book.readings(candidate.name)[:1]
                for sound in inventory.lacking(reading.ipa)]

    def lacking(self, found: LackingSound, origin: str, ortho: Orthography) -> Hit:
        key = "hit.sound.instead" if found.instead else "hit.sound.none"
        message = self.message(key, sound=found.sound, instead=found.instead, origin=origin)
        return Hit(f"pronunciation:sound:{found.sound}:{ortho.language}", message, 0.0, 0.4,
                   measures={"sound": found.sound, "instead": found.instead})

    def vowelless(self, ortho: Orthography) -> list[Hit]:
        if all(len(word) == 1 or alphabets.has_vowel(word, ortho) for word in self.words):
            return []
        return [Hit(f"pronunciation:no_vowel:{ortho.language}", self.message("hit.no_vowel"), 0.5, 0.8)]

    def length(self, ortho: Orthography) -> list[Hit]:
        n = sum(len(sequence(word, ortho)) for word in self.words) * (2 if "Kana" in ortho.scripts else 1)
        return self.long(n, sum(len(word) for word in self.words), ortho)

    def long(self, weight: int, n: int, ortho: Orthography) -> list[Hit]:
        for least, risk in LENGTHS:
            if weight >= least:
                return [Hit(f"pronunciation:length:{ortho.language}", self.message("hit.long", n=n), risk, 0.8,
                            measures={"letters": n})]
        return []

    def digits(self, ortho: Orthography) -> Hit:
        return Hit(f"pronunciation:digits:{ortho.language}", self.message("hit.digits"), 0.3, 0.9)

    # ── names in Chinese characters, in Mandarin ─────────────────────────────────────────────────────────────────────

    def in_characters(self, ortho: Orthography) -> Finding:
        common = self.resources.get(words.open_characters, self.tag)
        reading = self.reading()
        if reading is None or not common:
            return self.unknown("no_reading")
        characters = "".join(self.words)
        hits = [self.rare(c, ortho) for c in dict.fromkeys(characters) if c not in common]
        hits += self.several_readings(ortho)
        hits += self.long(4 * len(characters), len(characters), ortho)
        return answered(
            self.question, self.message("characters", pinyin=reading.spelling, ipa=reading.ipa),
            hits=hits, floor=FLOOR, floor_confidence=reading.confidence,
            measures={"ipa": reading.ipa, "pinyin": reading.spelling, "engine": reading.engine},
            evidence=[orthographies().ref, word_lists().ref, engine().ref, pinyin_dictionary().ref],
        )

    def rare(self, character: str, ortho: Orthography) -> Hit:
        return Hit(f"pronunciation:rare:{character}:{ortho.language}", self.message("hit.rare", character=character),
                   0.4, 0.6, measures={"character": character})

    def several_readings(self, ortho: Orthography) -> list[Hit]:
        hits: dict[str, Hit] = {}
        book = self.resources.get(open_book, self.tag)
        for word in self.words:
            for character, choices in zip(word, book.characters(word) if book else (), strict=True):
                if len(choices) > 1:
                    message = self.message("hit.several", character=character, readings=choices)
                    hits[character] = Hit(f"pronunciation:several:{character}:{ortho.language}", message, 0.2, 0.4,
                                          measures={"readings": choices})
        return list(hits.values())


def _usual(score: Score) -> tuple[float, float]:
    return score.percentile, -score.bits


def _merit(score: Score, hits: Sequence[Hit]) -> float:
    """Good news is small: a name nothing is said against, put together like the language's own words."""
    if any(hit.risk >= 0.2 for hit in hits) or score.percentile < 20:
        return 0.0
    return 0.3 if score.percentile >= 50 else 0.2


# ── what is cited ────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def orthographies() -> DatasetRef:
    """Our tables of letters."""
    return data.dataset(alphabets.DATASET).cite()


@cache
def engine() -> DatasetRef:
    """Spelling to sound."""
    return _package(sounds.ENGINE, sounds.engine_version(), "Apache-2.0", "Spelling-to-sound rules")


@cache
def pinyin_dictionary() -> DatasetRef:
    """Characters to sound."""
    return _package(sounds.PINYIN, sounds.pinyin_version(), "MIT", "Mandarin readings of Chinese characters")


@cache
def word_lists() -> DatasetRef:
    """Words of each language."""
    return _package(words.PACKAGE, words.list_version(), "Apache-2.0 AND CC-BY-SA-4.0", "Word lists (small)")


def _package(name: str, version: str, licence: str, title: str) -> DatasetRef:
    return DatasetRef(name, version, digest(name, version), licence, title)
