"""Judges one question of the pronunciation check: which answer, which hits, how easy.

Risks and points stand in `pronunciation_ease`; readings come through `pronunciation_voices`, letters and sequences from
`brandname.language`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from brandname import data
from brandname.checks import pronunciation_ease as risks
from brandname.checks import pronunciation_grammar as grammar
from brandname.checks import pronunciation_listening as listening
from brandname.checks.base import Resources, answered, not_applicable, unanswered
from brandname.checks.pronunciation_ease import Ease, ease, step
from brandname.checks.pronunciation_sounds import Sounding
from brandname.checks.pronunciation_voices import RENDERED, likeliest, open_voices
from brandname.language import alphabets, borrowed, dictation_tables, numerals, sounds, words
from brandname.language.adaptation import is_described
from brandname.language.alphabets import ForeignLetter, Orthography, orthography
from brandname.language.folding import compatible
from brandname.language.lettering import INITIALS
from brandname.language.phonotactics import Phonotactics, Score, sequence
from brandname.language.readings import Reading, Route, is_covered
from brandname.model import Candidate, DatasetRef, Finding, Gap, Hit, Message, Param, Question, digest, say


def judge(question: Question, hard_below: float, resources: Resources, candidate: Candidate | None) -> Finding:
    """The finding for a question; names under the percentile `hard_below` (0–100) count as hard.

    `candidate` is the question's own, for its other spellings, its language of origin and how the team says it; None =
    not in the study.
    """
    return _Judge(question, hard_below, resources, candidate).finding()


class _Judge:

    def __init__(self, question: Question, hard_below: float, resources: Resources,
                 candidate: Candidate | None) -> None:
        self.question = question
        self.candidate = candidate
        self.hard_below = hard_below
        self.resources = resources
        self.text = compatible(question.subject.text)
        self.tag = question.subject.scope
        self.base = self.tag.split("-")[0]
        self.words = [word for _, word in alphabets.split_words(self.text)]
        voices = resources.get(open_voices)
        self.readings = voices.attested(question.subject.text, self.tag, candidate, resources)
        self.reading = likeliest(self.readings)
        self.sound = Sounding(question, self.readings, candidate, voices, resources)

    def finding(self) -> Finding:
        ortho = orthography(self.tag)
        scripts = alphabets.scripts_in(self.text)
        if ortho is None and not is_covered(self.tag):
            return self.unknown("no_language")
        if not scripts:
            digits = alphabets.has_digit(self.text)
            return self.only_digits() if digits else self.unknown("no_letters")
        if alphabets.UNKNOWN in scripts:
            return self.unknown("unknown_script")
        if ortho is None:
            return self.without_letters(scripts)
        if set(scripts) <= set(ortho.scripts):
            return self.in_characters() if scripts == ("Hani",) else self.in_letters(ortho)
        if set(scripts) <= {*ortho.scripts, *ortho.unread}:
            return self.unknown("no_engine", scripts=scripts)
        if len(scripts) > 1:
            return self.unknown("mixed_scripts", scripts=scripts)
        if scripts == ("Latn",):
            return self.in_foreign_letters((*ortho.scripts, *ortho.unread))
        return self.in_foreign_script(ortho, scripts[0])

    # ── no answer ────────────────────────────────────────────────────────────────────────────────────────────────────

    def unknown(self, key: str, gap: Gap = Gap.LANGUAGE_NOT_COVERED, **params: Param) -> Finding:
        return unanswered(self.question, gap, self.message(key, **params))

    def message(self, key: str, **params: Param) -> Message:
        return say(f"pronunciation.{key}", text=self.question.subject.text, language=self.tag, **params)

    def hit(self, key: str, id_: str, risk: float, confidence: float, measures: Mapping[str, Param] | None = None,
            **params: Param) -> Hit:
        return Hit(f"pronunciation:{id_}:{self.base}", self.message(f"hit.{key}", **params), risk, confidence,
                   measures=measures or {})

    # ── names that spelling rules do not reach ───────────────────────────────────────────────────────────────────────

    def only_digits(self) -> Finding:
        reading = self.reading
        if reading is None:
            return answered(self.question, self.message("only_digits"), evidence=[orthographies().ref],
                            hits=[self.digits()], floor=risks.FLOOR, floor_confidence=risks.UNHEARD)
        key = "numbers" if reading.route is Route.NUMBERS else "numbers_abroad"
        message = self.message(key, ipa=reading.ipa, plain=self.sound.gloss(reading.ipa), spelling=reading.spelling)
        return answered(self.question, message, evidence=[orthographies().ref, sound_tables().ref, *self.counted()],
                        hits=[self.digits(), *self.sound.hits()], floor=risks.FLOOR,
                        floor_confidence=reading.confidence, measures={**self.facts(reading), **self.sound.measures()})

    def counted(self) -> list[str]:
        """The number words, where figures are read by them."""
        return [number_table().ref] if self.reading is not None and self.reading.numerals else []

    def spelled_out(self, hits: list[Hit], letters: Sequence[Hit]) -> Finding:
        n = sum(len(word) for word in self.words)
        params: dict[str, Param] = {"n": n}
        key, sure, refs = "spelled_out", 0.3, [orthographies().ref]
        if self.reading is not None:
            key, sure = "spelled_out_ipa", self.reading.confidence
            refs = [orthographies().ref, sound_tables().ref, *self.counted()]
            params |= {"ipa": self.reading.ipa, "plain": self.sound.gloss(self.reading.ipa)}
        if self.reading is not None and self.reading.numerals:
            key = "numbers" if self.reading.route is Route.NUMBERS else "numbers_abroad"
            params["spelling"] = self.reading.spelling
        lost = ease(letters=_ways(letters), length=4 * n if n > 3 else n, ways=self.sound.ways)
        return answered(self.question, self.message(key, **params), evidence=refs,
                        hits=[*hits, *letters, *self.sound.hits()], floor=risks.SPELLED_OUT, floor_confidence=sure,
                        measures={"letters": n, **lost.measures(), **self.sound.measures()})

    def in_foreign_script(self, ortho: Orthography, script: str) -> Finding:
        # A Latin spelling is what stands on the label abroad, also where its own question has no answer yet.
        others = tuple(t for t in self.other_spellings() if set(alphabets.scripts_in(t)) <= {*ortho.scripts, "Latn"})
        if others:
            return not_applicable(self.question, self.message("written_otherwise", script=script, others=others))
        hit = self.hit("script", f"script:{script}", risks.CEILING, 0.9, script=script)
        return answered(self.question, self.message("foreign_script", script=script), hits=[hit],
                        evidence=[orthographies().ref], measures={"script": script})

    def other_spellings(self) -> tuple[str, ...]:
        """The candidate's other texts, as far as it has them in every market of the question."""
        if self.candidate is None:
            return ()
        here = [self.candidate.names_in(market) for market in self.question.markets]
        return tuple(t for t in here[0] if t != self.question.subject.text and all(t in names for names in here))

    # ── Latin names where another script is read, or where no letters are described ──────────────────────────────────

    def without_letters(self, scripts: tuple[str, ...]) -> Finding:
        if scripts == ("Latn",):
            return self.in_foreign_letters(())
        if self.reading is not None:
            return self.heard("native", Ease())
        return self.unknown("no_engine", scripts=scripts)

    def in_foreign_letters(self, scripts: tuple[str, ...]) -> Finding:
        """By what its speakers do to the sounds: how many they put in, leave out or replace."""
        digits = [self.digits()] if alphabets.has_digit(self.text) else []
        if self.initials(None):
            return self.spelled_out(digits, ())
        if self.reading is None:
            return self.unknown("latin_elsewhere", scripts=scripts) if scripts else self.unknown("no_language")
        if not is_described(self.tag):
            if not scripts:
                return self.unknown("no_language")
            return self.unknown("latin_elsewhere_ipa", scripts=scripts, ipa=self.reading.ipa,
                                plain=self.sound.gloss(self.reading.ipa))
        repairs, replaced = self.sound.repairs, len(self.sound.replaced)
        lost = ease(foreign_script=True, repairs=repairs, sounds=replaced, length=self.size(None), ways=self.sound.ways)
        hits = [*digits, *self.length(self.size(None))]
        if repairs:
            hits.append(self.hit("repairs", "repairs", step(risks.REPAIRS, repairs), 0.5, {"repairs": repairs},
                                 n=repairs, ipa=self.reading.ipa, plain=self.sound.gloss(self.reading.ipa)))
        return self.heard("elsewhere", lost, hits)

    def heard(self, key: str, lost: Ease, hits: Sequence[Hit] = ()) -> Finding:
        """An answer that rests on the reading alone."""
        reading = self.reading
        assert reading is not None  # noqa: S101 - callers have asked
        further, facts = self.further()
        return answered(
            self.question,
            self.message(key, ipa=reading.ipa, plain=self.sound.gloss(reading.ipa), route=reading.route.value,
                         spelling=reading.spelling, ease=lost.score),
            hits=[*hits, *self.sound.hits(elsewhere=True), *further], floor=risks.FLOOR,
            floor_confidence=reading.confidence,
            measures={**self.facts(reading), **lost.measures(), **self.sound.measures(), **facts},
            evidence=[sound_tables().ref, *([renderings().ref] if self.base in RENDERED else []),
                      *self.counted(), *self.cited(facts)],
        )

    # ── names in letters ─────────────────────────────────────────────────────────────────────────────────────────────

    def in_letters(self, ortho: Orthography) -> Finding:
        digits = [self.digits()] if alphabets.has_digit(self.text) else []
        letters = [self.letter(found) for found in alphabets.foreign_letters(self.text, ortho)]
        if self.initials(ortho):
            return self.spelled_out(digits, letters)
        reading = self.reading
        model = self.resources.get(words.open_phonotactics, self.tag)
        if model is None:
            by_rules = reading is not None and (reading.route is Route.NUMBERS or not reading.numerals)
            return self.unknown("no_words_ipa", ipa=reading.ipa) if reading and by_rules else self.unknown("no_words")
        score = self.oddest(ortho, model)
        vowelless = not all(len(word) == 1 or alphabets.has_vowel(word, ortho) for word in self.words)
        hits = [*digits, *letters, *self.sequence(score, ortho), *self.length(self.size(ortho))]
        hits += [self.hit("no_vowel", "no_vowel", risks.NO_VOWEL, 0.8)] if vowelless else []
        lost = ease(letters=_ways(letters), percentile=score.percentile, vowelless=vowelless,
                    sounds=len(self.sound.lacking), length=self.size(ortho), ways=self.sound.ways)
        measures: dict[str, Param] = {"percentile": score.percentile, "stretch": score.worst.letters}
        measures |= self.facts(reading) if reading else {}
        merit = _merit(score, hits)
        further, facts = self.further()
        return answered(
            self.question, self.verdict(score, lost, ortho), hits=[*hits, *self.sound.hits(), *further],
            measures={**measures, **lost.measures(), **self.sound.measures(), **facts}, floor=risks.FLOOR,
            floor_confidence=reading.confidence if reading else risks.UNHEARD, merit=merit,
            evidence=[orthographies().ref, letter_sequences().ref, *([sound_tables().ref] if reading else []),
                      *self.counted(), *self.cited(facts)],
        )

    def facts(self, reading: Reading) -> dict[str, Param]:
        return {"ipa": reading.ipa, "engine": reading.engine, "spelling": reading.spelling,
                "route": reading.route.value}

    def further(self) -> tuple[list[Hit], dict[str, Param]]:
        """Whether listeners write it right, and what it does in a sentence; in long lists only what has a risk."""
        text = self.question.subject.text
        hits, facts = listening.listen(text, self.tag, self.readings)
        inside = grammar.measures(text, self.tag)
        told = [hit for hit in grammar.hits(text, self.tag) if hit.risk or not self.sound.quick]
        return [*hits, *told], {
            **facts, **{key: inside[key] for key in ("grammar_gender", "grammar_stem_kept") if key in inside}}

    def cited(self, facts: Mapping[str, Param]) -> list[str]:
        """What the facts of `further` rest on."""
        rests = {"grammar_stem_kept": inflection, "phone_share": spelling_by_ear}
        return [cite().ref for key, cite in rests.items() if key in facts]

    def initials(self, ortho: Orthography | None) -> bool:
        """Whether the whole name is said letter by letter."""
        if self.reading is not None and self.reading.route is Route.SPELLED_OUT:
            return True
        if self.reading is not None:
            return all(len(word) == 1 for word in self.words)
        vowels = "aeiouy"
        return all(len(w) == 1 or (len(w) <= INITIALS and not (
            alphabets.has_vowel(w, ortho) if ortho else set(w.lower()) & set(vowels))) for w in self.words)

    def oddest(self, ortho: Orthography, model: Phonotactics) -> Score:
        """The score of the name's oddest word; single letters are no words.

        A Latin word with accents counts as well as it does without them, one with foreign spellings as with their own:
        readers skip accents they don't expect, and know th and qu.
        """
        scores = []
        for word in self.words:
            bare = alphabets.unaccented(word, ortho) if alphabets.scripts_in(word) == ("Latn",) else word
            known = borrowed.written(ortho.lower(bare), self.tag)
            spellings = dict.fromkeys(sequence(form, ortho) for form in (word, bare, known))
            scores += [max((model.score(s) for s in spellings), key=_usual)] if len(word) > 1 else []
        return min(scores, key=_usual)

    def verdict(self, score: Score, lost: Ease, ortho: Orthography) -> Message:
        n, reading = round(score.percentile), self.reading
        if reading is None:
            return self.message("no_ipa", n=n, ease=lost.score)
        plain = " ".join(ortho.lower(word) for word in self.words)
        key = "read" if reading.spelling == plain else "respelled"
        if reading.route is Route.ENGLISH_INFLUENCED:
            key = "as_english"
        return self.message(key, n=n, ipa=reading.ipa, plain=self.sound.gloss(reading.ipa), spelling=reading.spelling,
                            ease=lost.score)

    def letter(self, found: ForeignLetter) -> Hit:
        known = found.habit == found.letter
        way = "known" if known else "loan" if found.loan else "folded" if found.habit else "none"
        same = self.text == self.question.subject.text
        return Hit(
            f"pronunciation:letter:{found.letter}:{self.base}",
            self.message(f"hit.letter.{way}", letter=found.letter, habit=found.habit), risks.LETTER_RISKS[way], 0.9,
            span=(found.at, found.at + 1) if same else None,
            measures={"letter": found.letter, "habit": found.habit, "way": way},
        )

    def sequence(self, score: Score, ortho: Orthography) -> list[Hit]:
        worst = score.worst
        facts: dict[str, Param] = {"percentile": score.percentile, "stretch": worst.letters, "where": worst.where,
                                   "bits": worst.bits, "stretch_percentile": worst.percentile}
        params = {"stretch": worst.letters, "where": worst.where}
        borrowed = any(ortho.loan.get(c) == c for c in worst.letters)
        if score.percentile < self.hard_below and borrowed:
            # Odd because of a letter that only loanwords have: a spelling to learn, not a tongue-twister.
            return [self.hit("unusual", "sequence", risks.BORROWED, 0.5, facts, **params)]
        if score.percentile < self.hard_below:
            risk = risks.HARDEST if score.percentile < self.hard_below / 4 else risks.HARD
            return [self.hit("hard", "sequence", risk, 0.6, facts, **params)]
        if score.percentile < risks.UNUSUAL_BELOW:
            return [self.hit("unusual", "sequence", risks.UNUSUAL, 0.5, facts, **params)]
        if worst.percentile < risks.ODD_PLACE_BELOW:
            return [self.hit("stretch", f"stretch:{worst.letters}", risks.ODD_PLACE, 0.5, facts, **params)]
        return []

    def size(self, ortho: Orthography | None) -> int:
        """Length in the units of LENGTHS."""
        if ortho is None or (not ortho.letters and alphabets.scripts_in(self.text) == ("Latn",)):
            return sum(map(len, self.words))
        return sum(len(sequence(word, ortho)) for word in self.words) * (2 if "Kana" in ortho.scripts else 1)

    def length(self, size: int) -> list[Hit]:
        n = sum(map(len, self.words))
        for least, risk, _ in risks.LENGTHS:
            if size >= least:
                return [self.hit("long", "length", risk, 0.8, {"letters": n}, n=n)]
        return []

    def digits(self) -> Hit:
        return self.hit("digits", "digits", risks.DIGITS, 0.9)

    # ── names in Chinese characters, in Mandarin ─────────────────────────────────────────────────────────────────────

    def in_characters(self) -> Finding:
        common = self.resources.get(words.open_characters, self.tag)
        reading = self.reading
        if reading is None or not common:
            return self.unknown("no_reading")
        characters = "".join(self.words)
        hits = [self.hit("rare", f"rare:{c}", risks.RARE, 0.6, {"character": c}, character=c)
                for c in dict.fromkeys(characters) if c not in common]
        lost = ease(letters=["none"] * len(hits), length=4 * len(characters))
        hits += [*self.several_readings(), *self.length(4 * len(characters))]
        return answered(
            self.question, self.message("characters", pinyin=reading.spelling, ipa=reading.ipa, ease=lost.score),
            hits=[*hits, *self.sound.hits()], floor=risks.FLOOR, floor_confidence=reading.confidence,
            measures={"ipa": reading.ipa, "pinyin": reading.spelling, "engine": reading.engine, **lost.measures(),
                      **self.sound.measures()},
            evidence=[orthographies().ref, word_lists().ref, sound_tables().ref, pinyin_dictionary().ref],
        )

    def several_readings(self) -> list[Hit]:
        hits: dict[str, Hit] = {}
        for word in self.words:
            for character, choices in zip(word, sounds.pinyin(word), strict=True):
                if len(choices) > 1:
                    hits[character] = self.hit("several", f"several:{character}", risks.SEVERAL, 0.4,
                                               {"readings": choices}, character=character, readings=choices)
        return list(hits.values())


def _ways(letters: Sequence[Hit]) -> list[str]:
    return [str(hit.measures["way"]) for hit in letters]


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
def inflection() -> DatasetRef:
    """Names in sentences."""
    return data.dataset("inflection").cite()


@cache
def sound_tables() -> DatasetRef:
    """Spelling to sound, and what speakers do to sounds they lack."""
    return data.dataset(sounds.TABLES).cite()


@cache
def number_table() -> DatasetRef:
    """Number words."""
    return data.dataset(numerals.DATASET).cite()


@cache
def renderings() -> DatasetRef:
    """Names in other scripts, as far as their spelling is read back."""
    return data.dataset("translit").cite()


@cache
def pinyin_dictionary() -> DatasetRef:
    """Characters to sound."""
    return _package(sounds.PINYIN, sounds.pinyin_version(), "MIT", "Mandarin readings of Chinese characters")


@cache
def letter_sequences() -> DatasetRef:
    """How usual letters in a row are."""
    return data.dataset(words.DATASET).cite()


@cache
def spelling_by_ear() -> DatasetRef:
    """What listeners write for sounds."""
    return data.dataset(dictation_tables.DATASET).cite()


@cache
def word_lists() -> DatasetRef:
    """Words of each language."""
    return _package(words.PACKAGE, words.list_version(), "Apache-2.0 AND CC-BY-SA-4.0", "Word lists (small)")


def _package(name: str, version: str, licence: str, title: str) -> DatasetRef:
    return DatasetRef(name, version, digest(name, version), licence, title)
