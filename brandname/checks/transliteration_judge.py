"""Judges one question of the transliteration check: which findings and hits, with which risk.

The risks stand here, and are explained at the head of `transliteration`. Spellings and readings come from
`brandname.language`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from brandname import data
from brandname.checks.base import Resources, answered, not_applicable, unanswered
from brandname.checks.meaning_risk import word_risk
from brandname.checks.pronunciation_judge import orthographies, pinyin_dictionary, word_lists
from brandname.checks.transliteration_proposals import proposals
from brandname.checks.transliteration_proposals import sources as proposal_sources
from brandname.language import alphabets, glosses, wordlists
from brandname.language.alphabets import orthography
from brandname.language.folding import compatible
from brandname.language.glosses import Gloss
from brandname.language.pinyin_names import DATASET as MARKS
from brandname.language.scripts import book
from brandname.language.scripts.book import SHOWN, Alike, Characters, Sound
from brandname.language.scripts.latin import read_back
from brandname.language.scripts.onward import DATASET as ONWARD
from brandname.language.scripts.onward import Onward, basis_of, languages, onward_of_name, rules_or_onward, script_of
from brandname.language.scripts.rendering import covered
from brandname.language.scripts.rule_confidence import UNMEASURED
from brandname.language.scripts.rules import LANGUAGES
from brandname.language.scripts.stated import origin_ipa, stated_ipa
from brandname.model import Candidate, DatasetRef, Finding, Gap, Hit, Message, Param, Question, digest, say

SURE = 0.05
"""Risk of a name with one sure spelling, and of a name in characters nothing is said against."""
DISAGREEMENT = 0.375
"""Risk of spellings that share their weight evenly, without end."""
CEILING = 0.35
"""The largest risk of disagreement: a caution."""
LIKELY = 0.2
"""Confidence below which the first spelling is not called likely: fewer than one in five names with such were right."""
LEAST = 0.01
"""Confidence a further spelling needs to be shown."""
CAP = 0.9
"""The largest confidence in drafts."""
SEVERAL = 0.35
"""Risk of a character with several readings."""
NOTED = 0.1
BAD = 0.3
"""Risk from which a word that sounds alike counts as a bad one."""
WARNING = 0.6
"""The largest risk of a word that only sounds alike."""
WORDS = 6
"""Ordinary words shown that sound like the whole name."""
COMMON = 2.0
"""Zipf from which an ordinary word that sounds alike is worth showing (3 = once in a million words)."""
HEARD = 0.6
"""Confidence of a Mandarin reading: one dictionary."""
UNMEASURED_READING = 0.3
"""Confidence of readings of characters outside Mandarin: nobody has measured them."""
ORIGIN_COST = 0.4
"""What a reading by the rules of the language of origin costs against the spelling, where rules write; in nats."""
LONG_WORD = 15
"""Letters above which models were seen to break off in the middle of a word."""
BY_RULES = ("scripts/measured", "scripts/letters", "sounds")
"""What spellings by rules go by beside their own tables: English words are read as such, initials one by one."""
ABROAD = frozenset({"yue", "nan", "ja", "ko", "vi"})
"""Languages besides Mandarin with readings for Chinese characters."""

HANJA = frozenset({"ja", "ko"})
"""Languages with a script of their own whose readers also read Chinese characters."""
WRITTEN_BY = {"letters": "names", "e2k+tables": "tables", "tables+kana": "tables", "tables": "tables",
              "as_written": "tables", "syllables": "syllables"}
"""Method of a rendering → key of its message; `pinyin` goes by what stands behind the language's spelling."""
BY_PINYIN = frozenset({"pinyin", "syllables"})
"""Methods that go by the syllables of a name in pinyin."""
SPELLING = "scripts/spelling"
"""Dataset of the default reading of Latin letters, which every rule starts from."""


@dataclass(frozen=True, slots=True)
class Way:
    """How names are written in one language."""

    language: str
    """Base language."""
    script: str
    """ISO 15924 of what is written; Latn = nothing to do for a Latin name."""
    dataset: str
    """Id in the dataset index."""
    trained: bool
    """Tables trained on name pairs; otherwise rules, or nothing."""


@cache
def ways(tag: str) -> Way | None:
    """The way of a BCP 47 tag; None where nothing here writes the language."""
    base = tag.split("-")[0].lower()
    ortho = orthography(tag)
    if ortho is None:
        return Way("zh", "Hant", "chinese", trained=True) if base in {"yue", "nan"} else None
    if ortho.reads("Latn"):
        return Way(base, "Latn", alphabets.DATASET, trained=False)
    if base == "zh":
        script = "Hant" if {part.upper() for part in tag.split("-")} & {"HANT", "TW", "HK", "MO"} else "Hans"
        return Way(base, script, "chinese", trained=True)
    for script, language in covered().items():
        if language == base:
            return Way(base, script, "translit", trained=True)
    if base in LANGUAGES:
        # Thai is written by a program alone, without a table of its own.
        own = f"scripts/{base}"
        return Way(base, ortho.scripts[0], own if own in data.index() else SPELLING, trained=False)
    return None


def onward_way(tag: str, text: str, origin: str) -> Way | None:
    """The way of a name in pinyin in a language that nothing else here writes."""
    base = tag.split("-")[0].lower()
    ortho = orthography(tag)
    script = script_of(base)
    if ortho is None or script not in ortho.scripts or not onward_of_name(text, base, 1, origin=origin)[0]:
        return None
    return Way(base, script, ONWARD, trained=False)


def pinyin_basis(language: str) -> str:
    """Last part of the message of a spelling that goes by the pinyin."""
    return f"pinyin_{basis_of(language).value}"


def judge(question: Question, candidate: Candidate | None, resources: Resources, *, quick: bool) -> Finding:
    """The finding for a question; `quick`: one model and a narrow search.

    `candidate` is the question's own, for its forms and other spellings; None = not in the study.
    """
    return _Judge(question, candidate, resources, quick).finding()


class _Judge:

    def __init__(self, question: Question, candidate: Candidate | None, resources: Resources, quick: bool) -> None:
        self.question = question
        self.candidate = candidate
        self.resources = resources
        self.quick = quick
        self.tag = question.subject.scope
        self.base = self.tag.split("-")[0].lower()
        self.text = compatible(question.subject.text)
        self.scripts = alphabets.scripts_in(self.text)

    def finding(self) -> Finding:
        ortho = orthography(self.tag)
        if not self.scripts:
            if alphabets.has_digit(self.text):
                return not_applicable(self.question, self.message("digits"))
            return self.unknown("no_letters")
        if alphabets.UNKNOWN in self.scripts:
            return self.unknown("unknown_script")
        if self.scripts == ("Hani",) and self.base in {"zh", *ABROAD}:
            return self.in_characters()
        if ortho is None:
            way = ways(self.tag)  # Cantonese and Hokkien: written in characters, without letters of their own
            return self.spelled() if way is not None and self.scripts == ("Latn",) else self.unknown("no_language")
        if set(self.scripts) <= {*ortho.scripts, *ortho.unread}:
            return self.as_it_is()
        if len(self.scripts) > 1:
            return self.unknown("mixed_scripts", scripts=self.scripts)
        if self.scripts == ("Latn",):
            return self.spelled()
        return self.from_another_script()

    # ── no spelling to propose ───────────────────────────────────────────────────────────────────────────────────────

    def unknown(self, key: str, gap: Gap = Gap.LANGUAGE_NOT_COVERED, **params: Param) -> Finding:
        return unanswered(self.question, gap, self.message(key, **params))

    def message(self, key: str, **params: Param) -> Message:
        return say(f"transliteration.{key}", text=self.question.subject.text, language=self.tag, **params)

    def as_it_is(self) -> Finding:
        """The name stands in the language's own script: an adopted form is said to be one."""
        text = self.question.subject.text
        if text not in self.adopted() or self.scripts == ("Latn",):
            return not_applicable(self.question, self.message("as_it_is"))
        back = read_back(self.text, self.base).lower()
        return answered(self.question, self.message("form", reading=back), risk=0.0, confidence=CAP,
                        measures={"reading": back}, evidence=[orthographies().ref])

    def adopted(self) -> tuple[str, ...]:
        """The forms adopted in every market of the question."""
        if self.candidate is None:
            return ()
        forms = [{f.written for f in self.candidate.forms if f.market == market and f.status == "adopted"}
                 for market in self.question.markets]
        return tuple(sorted(set.intersection(*forms))) if forms else ()

    def from_another_script(self) -> Finding:
        others = self.latin_spellings()
        if others:
            return not_applicable(self.question, self.message("written_otherwise", others=others))
        way = ways(self.tag)
        if self.scripts == ("Hani",):
            return self.romanised() if way is not None and way.script == "Latn" else self.onward()
        return self.unknown("no_model", script=self.scripts[0])

    def latin_spellings(self) -> tuple[str, ...]:
        """The candidate's spellings in Latin letters, which have questions of their own."""
        if self.candidate is None:
            return ()
        every = (self.candidate.name, *self.candidate.latin)
        return tuple(t for t in every
                     if t != self.question.subject.text and alphabets.scripts_in(t) == ("Latn",))

    # ── a Latin name in another script ───────────────────────────────────────────────────────────────────────────────

    def spelled(self) -> Finding:
        way = ways(self.tag) or onward_way(self.tag, self.text, self.stated()["origin"])
        if way is None:
            return self.unknown("no_model", script=self.scripts[0])
        hits, weights = self.trained(way, quick=self.quick) if way.trained else self.by_rules(way)
        drafts = len(hits)
        # The depth may depend on how many names there are; a name's numbers may not: they come from the quick search.
        sure, weights = self.trained(way, quick=True) if way.trained and not self.quick else (hits, weights)
        confidence = self.confidence(sure)
        if hits and way.language == "zh" and not self.quick:
            hits += proposals(self.text, self.tag, way.script, self.resources, **self.stated())
        method = str(hits[0].measures.get("method")) if hits else ""
        pinyin = method in BY_PINYIN
        hits += self.by_characters(way)
        if not hits:
            return self.unknown("no_spelling")
        spelling, reading = str(hits[0].measures["text"]), str(hits[0].measures["reading"])
        if spelling == self.text:
            return not_applicable(self.question, self.message("as_it_is"))
        forms = self.local_forms()
        if forms:
            risk, confidence = 0.0, CAP
            message = self.message("settled", form=forms[0], reading=read_back(forms[0], self.base).lower())
        else:
            risk = disagreement(weights)
            key = "possible" if sure[0].confidence < LIKELY else "sure" if risk < NOTED else "likely"
            if pinyin:
                key = method if self.stated()["origin"] else f"looks_{method}"
            message = self.message(key, n=drafts, spelling=spelling, reading=reading)
        finding = answered(
            self.question, message, hits=hits, risk=risk, confidence=confidence, floor=risk,
            floor_confidence=confidence,
            evidence=[ref.ref for ref in sources(self.tag, characters=False, pinyin=pinyin)],
            measures={"spelling": spelling, "reading": reading, "spellings": drafts, **self.long_word(way),
                      "depth": "quick" if self.quick and way.trained else "full"},
        )
        return replace(finding, hits=tuple(hits))  # likeliest first, not by a risk they all lack

    def local_forms(self) -> tuple[str, ...]:
        """Adopted forms in the language's own script."""
        ortho = orthography(self.tag)
        own = {*ortho.scripts, *ortho.unread} if ortho else set()
        return tuple(form for form in self.adopted() if own.issuperset(alphabets.scripts_in(form)))

    def confidence(self, hits: Sequence[Hit]) -> float:
        if hits and hits[0].measures.get("method") in BY_PINYIN:
            return hits[0].confidence
        return min(CAP, sum(hit.confidence for hit in hits))

    def trained(self, way: Way, *, quick: bool) -> tuple[list[Hit], list[float]]:
        found = self.resources.get(book.open_renderings, way.script, quick).renderings(
            self.text, lang=self.tag if way.language == "zh" else "", **self.stated())
        hits = [
            self.hit(way, r.text, r.reading, WRITTEN_BY.get(r.method, "") or pinyin_basis(way.language), r.confidence,
                     {"method": r.method, "posterior": r.posterior})
            for r in found if r.confidence >= LEAST or r is found[0]
        ]
        return hits, [r.posterior for r in found][:len(hits)]

    def by_rules(self, way: Way) -> tuple[list[Hit], list[float]]:
        stated = self.stated()
        ipa = stated["ipa"] or origin_ipa(self.text, stated["origin"])
        found = rules_or_onward(self.text, way.language, SHOWN, ipas=(ipa,) if ipa else (),
                                ipa_cost=0.0 if stated["ipa"] else ORIGIN_COST, origin=stated["origin"],
                                stated=bool(stated["ipa"]))
        hits = [self.hit(way, r.text, r.reading, pinyin_basis(way.language) if r.method == "pinyin" else "rules",
                         r.confidence, {"method": r.method, "cost": r.cost}) for r in found]
        return hits, [math.exp(found[0].cost - r.cost) for r in found]

    def stated(self) -> dict[str, str]:
        """Language of origin and pronunciation the study states for the name; both empty for a local form."""
        own = self.candidate
        if own is None or self.question.subject.text not in {own.name, *own.latin}:
            return {"origin": "", "ipa": ""}
        return {"origin": own.lang or self.romanises(own), "ipa": stated_ipa(own.say)}

    def romanises(self, own: Candidate) -> str:
        """The language of a Latin spelling that is the pinyin of the characters; "" of any other text."""
        if self.scripts != ("Latn",) or alphabets.scripts_in(own.name) != ("Hani",):
            return ""
        found = self.resources.get(book.open_characters).find(own.name)
        plain = "".join(c for c in self.text.lower() if c.isalpha())
        return "zh" if found is not None and plain in found.latin else ""

    def long_word(self, way: Way) -> dict[str, Param]:
        """The longest word of the name, where models are seen to lose parts of such words."""
        longest = max(map(len, self.text.split()), default=0)
        return {"longest_word": longest} if way.trained and longest > LONG_WORD else {}

    def hit(self, way: Way, text: str, reading: str, how: str, confidence: float, facts: dict[str, Param]) -> Hit:
        reading = reading.lower()
        message = self.message(f"hit.{how}", spelling=text, reading=reading, share=confidence)
        return Hit(f"transliteration/{way.language}/{text}", message, 0.0, round(confidence, 4),
                   measures={"text": text, "reading": reading, "script": way.script, "draft": "yes", **facts})

    # ── a name in Chinese characters ─────────────────────────────────────────────────────────────────────────────────

    def in_characters(self) -> Finding:
        found = self.resources.get(book.open_characters).find(self.text)
        if found is None:
            return self.unknown("no_reading")
        if self.base != "zh":
            return self.abroad(found)
        if not found.pinyin:
            return self.unknown("no_reading")
        hits = [*map(self.several, found.sounds), *self.crowd(found), *self.cuts(found), *self.other_standard(found)]
        used = "form_characters" if self.question.subject.text in self.adopted() else "characters"
        return answered(self.question, self.message(used, pinyin=found.pinyin), hits=hits, floor=SURE,
                        floor_confidence=HEARD, measures={"pinyin": found.pinyin, "spellings": found.latin},
                        evidence=[ref.ref for ref in character_sources()])

    def abroad(self, found: Characters) -> Finding:
        """Characters as Cantonese, Japanese, Korean or Vietnamese readers say them."""
        row = next((row for row in found.abroad if row[0] == self.base), None)
        if row is None:
            return self.unknown("no_reading")
        _, text, latin = row
        key = "abroad_latin" if text == latin else "abroad"
        own = onward_of_name(found.pinyin, self.base, SHOWN, origin="zh")[0] if found.pinyin else ()
        hits = [self.by_pinyin(Way(self.base, o.script, ONWARD, trained=False), o, found.pinyin) for o in own]
        finding = answered(
            self.question, self.message(key, reading=latin, written=text), hits=hits, risk=SURE,
            confidence=UNMEASURED_READING, floor=SURE, floor_confidence=UNMEASURED_READING,
            measures={"reading": latin, "text": text},
            evidence=[ref.ref for ref in (*(onward_sources() if hits else ()), *character_sources())])
        return replace(finding, hits=tuple(hits))

    def onward(self) -> Finding:
        """Characters without a Latin spelling, where another script is read: by their pinyin."""
        found = self.resources.get(book.open_characters).find(self.text)
        spellings = onward_of_name(found.pinyin, self.base, SHOWN, origin="zh")[0] if found and found.pinyin else ()
        if found is None or not spellings:
            return self.unknown("no_model", script=self.scripts[0])
        way = Way(self.base, spellings[0].script, ONWARD, trained=False)
        hits = [self.by_pinyin(way, o, found.pinyin) for o in spellings]
        risk, first = disagreement([math.exp(-o.cost) for o in spellings]), spellings[0]
        finding = answered(
            self.question, self.message("onward", pinyin=found.pinyin, spelling=first.text), hits=hits, risk=risk,
            confidence=first.confidence, floor=risk, floor_confidence=first.confidence,
            measures={"spelling": first.text, "reading": found.pinyin, "spellings": len(hits)},
            evidence=[ref.ref for ref in (*onward_sources(), *character_sources())])
        return replace(finding, hits=tuple(hits))

    def by_pinyin(self, way: Way, spelling: Onward, pinyin: str) -> Hit:
        return self.hit(way, spelling.text, pinyin, pinyin_basis(way.language), spelling.confidence,
                        {"method": "pinyin", "cost": spelling.cost})

    def by_characters(self, way: Way) -> list[Hit]:
        """How a candidate's characters themselves are read, beside the spelling of its pinyin (성화 beside 싱허)."""
        own = self.candidate
        if own is None or self.base not in HANJA or not self.romanises(own):
            return []
        found = self.resources.get(book.open_characters).find(own.name)
        rows = [row for row in found.abroad if row[0] == self.base] if found else []
        return [self.hit(way, text, latin, "characters", UNMEASURED, {"method": "characters"})
                for _, text, latin in rows]

    def romanised(self) -> Finding:
        """Characters without a Latin spelling, where Latin letters are read: pinyin."""
        found = self.resources.get(book.open_characters).find(self.text)
        if found is None or not found.latin:
            return self.unknown("no_reading")
        several = len(found.latin) > 1
        spellings = tuple(text.capitalize() for text in found.latin[:SHOWN])
        return answered(self.question, self.message("romanised", spellings=spellings),
                        risk=SEVERAL if several else NOTED, confidence=HEARD, floor=SEVERAL if several else NOTED,
                        floor_confidence=HEARD, measures={"spellings": spellings},
                        evidence=[ref.ref for ref in character_sources()])

    def several(self, sound: Sound) -> Hit:
        key = "surname" if sound.surname else "several"
        message = self.message(f"hit.{key}", character=sound.character, readings=sound.readings)
        return Hit(f"transliteration/zh/reading:{sound.character}", message, SEVERAL, 0.3 if sound.surname else 0.5,
                   measures={"character": sound.character, "readings": sound.readings})

    def crowd(self, found: Characters) -> list[Hit]:
        """The bad words that sound alike, and the commonest ordinary ones for the whole name."""
        best: dict[str, tuple[Alike, float]] = {}
        for alike in found.alike:
            risk = self.alike_risk(alike)
            if alike.word not in best or risk > best[alike.word][1]:
                best[alike.word] = alike, risk
        bad = [pair for pair in best.values() if pair[1] >= BAD]
        plain = [(a, 0.0) for a, risk in best.values() if risk < BAD and a.whole and a.zipf >= COMMON]
        return [self.alike(found, a, risk) for a, risk in (*bad, *plain[:WORDS])]

    def alike_risk(self, alike: Alike) -> float:
        gloss = Gloss(alike.word, alike.pinyin, alike.senses)
        lists = self.resources.get(wordlists.open_words, "zh")
        listed = max((word_risk(word) for word in lists.find(alike.word)), default=0.0) if lists else 0.0
        weight = max(listed, 0.85 * gloss.vulgar, 0.75 * gloss.insulting)
        return round(min(WARNING, weight * (0.7 if alike.whole else 0.45)), 4)

    def alike(self, found: Characters, alike: Alike, risk: float) -> Hit:
        key = "alike_bad" if risk else "alike"
        part = "whole" if alike.whole else "part"
        senses = "; ".join(alike.senses)
        message = self.message(f"hit.{key}.{part}", word=alike.word, pinyin=alike.pinyin, senses=senses,
                               stretch=alike.stretch)
        at = self.question.subject.text.find(alike.stretch)
        return Hit(f"transliteration/zh/alike:{alike.word}", message, risk, 0.4 if alike.whole else 0.25,
                   span=(at, at + len(alike.stretch)) if at >= 0 else None,
                   measures={"word": alike.word, "pinyin": alike.pinyin, "gloss": senses, "name": found.pinyin})

    def cuts(self, found: Characters) -> list[Hit]:
        return [Hit(f"transliteration/zh/cut:{cut.other}", self.message("hit.cut", letters=cut.letters,
                                                                        meant=cut.meant, other=cut.other), NOTED, 0.5)
                for cut in found.cuts]

    def other_standard(self, found: Characters) -> list[Hit]:
        way = ways(self.tag)
        script = way.script if way else "Hans"
        own = found.traditional if script == "Hant" else found.simplified
        if own == found.text:
            return []
        message = self.message("hit.standard", spelling=own, script=script)
        return [Hit(f"transliteration/zh/standard:{own}", message, NOTED, 0.7, measures={"text": own})]


def disagreement(weights: Sequence[float]) -> float:
    """Risk by the part of the weight that is not the first spelling's; SURE to CEILING."""
    total = sum(weights)
    rest = 1.0 - weights[0] / total if total > 0 else 1.0
    return round(min(CEILING, max(SURE, DISAGREEMENT * rest)), 4)


# ── what is cited ────────────────────────────────────────────────────────────────────────────────────────────────────


def sources(tag: str, *, characters: bool, pinyin: bool = False) -> tuple[DatasetRef, ...]:
    """What findings in a language may cite; the dictionaries of characters and what pinyin goes by when asked for."""
    way = ways(tag)
    refs = [orthographies()]
    refs += onward_sources() if pinyin and tag.split("-")[0].lower() in languages() else ()
    if way is not None and way.trained:
        refs += [data.dataset(way.dataset).cite(), word_lists()]
        refs += [_katakana_model()] if way.language in {"ja", "zh"} and book.has_katakana_model() else []
        refs += [*proposal_sources(), pinyin_dictionary(), glosses.cite()] if way.language == "zh" else []
    elif way is not None and way.dataset.startswith("scripts/"):
        refs += [data.dataset(id_).cite() for id_ in dict.fromkeys((way.dataset, SPELLING))]
        refs += [*(data.dataset(id_).cite() for id_ in BY_RULES), word_lists()]
    return (*refs, *(character_sources() if characters else ()))


@cache
def onward_sources() -> tuple[DatasetRef, ...]:
    """How scripts write Chinese names, and what tells names in pinyin from others."""
    return tuple(data.dataset(id_).cite() for id_ in (ONWARD, MARKS))


@cache
def character_sources() -> tuple[DatasetRef, ...]:
    """Readings, forms, meanings and lists for names in Chinese characters."""
    shipped = ("hanzi/characters", "hanzi/names", "hanzi/romanisation", "hanzi/hanviet", "hanzi/abroad",
               "hanzi/sinitic")
    found = (*(data.dataset(id_).cite() for id_ in shipped), pinyin_dictionary(), glosses.cite(), word_lists(),
             *wordlists.cite("zh"))
    return tuple({ref.ref: ref for ref in found}.values())


@cache
def _katakana_model() -> DatasetRef:
    from brandname.language.derived import installed

    version = installed("e2k")
    return DatasetRef("e2k", version, digest("e2k", version), "Unlicense", "English spelling to katakana")
