"""What a name means, or seems to mean, to readers of each language of a market: first depth, by word lists.

Asks, for every text of a candidate and every language of a market, whether listed vulgar, offensive or insulting words
stand in it, and what a name in Chinese characters means. It compares spellings only: how a name *sounds*, how it will
be rendered in another script, plain negative words and sub-cultures are beyond lists. Where the lists of a language
cannot speak for a name (no list, or a list in another script), silence is no answer and the question stays open; a
word that is found there is reported all the same. Weights are in `meaning_hits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from brandname.checks.base import (
    AsksNobody,
    Case,
    Cover,
    Kind,
    Resources,
    answered,
    not_applicable,
    unanswered,
)
from brandname.checks.calibration import HitRate, hit_rate, hit_rate_of_kind
from brandname.checks.meaning_hits import gloss_hits, word_hits
from brandname.errors import mistake
from brandname.language import glosses, ordinary, wordlists
from brandname.language.folding import Folded, fold
from brandname.language.matching import Matches, match
from brandname.language.wordlists import WordIndex
from brandname.model import (
    WITHOUT_HITS,
    Candidate,
    DatasetRef,
    Finding,
    Gap,
    Hit,
    Market,
    Param,
    Question,
    Study,
    Subject,
    SubjectKind,
    digest,
    say,
)

LEAST_WORDS = 20
"""Own words a list needs in its language's script before its silence counts as an answer."""
LEAST_ROMANISED = 100
"""Latin spellings a list of a language with another script needs before its silence about a Latin name counts; and the
check must have been measured to find such cases at all."""
RENDERED = "transliteration"
"""The kind of documented case in which a name is read in another script."""
WRITTEN_CHINESE = frozenset({"yue", "nan", "hak", "wuu", "gan", "hsn"})
"""Languages whose readers know the words of the written Chinese lists; their own words are in none of them."""
_SYLLABARIES = {"Hira": "Kana"}


@dataclass(frozen=True, slots=True)
class MeaningOptions:
    """What a study may set under `checks: meaning:`."""

    words: tuple[str, ...] = ()
    """Words this study wants warned of too, each `language: word` (`es: pobre`), or a bare word for every language."""


class MeaningCheck(AsksNobody):
    """Listed words in a name, language by language."""

    id: ClassVar[str] = "meaning"
    version: ClassVar[int] = 1
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[MeaningOptions]] = MeaningOptions
    found_risk: ClassVar[float] = 0.6
    """Risk of a bad meaning somebody looked up by hand and gave no band."""

    def __init__(self, options: MeaningOptions) -> None:
        self.settings = options
        self._own = _own_words(options.words)

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """Every text of the candidate here × every language of the market; decisive in its main languages."""
        del study
        for text in candidate.names_in(market.code):
            for language in market.languages:
                stops = self.id in market.decisive and language.role == "main"
                subject = Subject(text, SubjectKind.LANGUAGE, language.tag)
                yield Question(self.id, candidate.name, subject, (market.code,), (market.code,) if stops else ())

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case; a text is compared once for each base language, whatever the regions."""
        seen: dict[tuple[str, str], _Compared] = {}
        findings: list[Finding] = []
        for case in batch:
            language, text = wordlists.base(case.question.subject.scope), case.question.subject.text
            if (text, language) not in seen:
                seen[text, language] = self._compare(text, language, resources)
            finding = self._finding(case.question, seen[text, language], resources)
            findings.append(finding)
        return findings

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """The lists, frequencies and dictionary of these languages."""
        refs: dict[str, DatasetRef] = {}
        for tag in languages:
            for ref in self._cite(wordlists.base(tag), resources):
                refs.setdefault(ref.ref, ref)
        return tuple(refs[key] for key in sorted(refs))

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """Words on the lists and whether there are frequencies; Chinese has its dictionary."""
        for tag in languages:
            language = wordlists.base(tag)
            index = wordlists.open_words(_lists_for(language))
            own = index if index is not None and language not in WRITTEN_CHINESE else None
            resource = "+".join(sorted({ref.id for ref in wordlists.cite(language)}))
            yield Cover(self.id, tag, resource if own else "", len(own) if own else 0)

    def _compare(self, text: str, language: str, resources: Resources) -> _Compared:
        name = fold(text)
        index = resources.get(wordlists.open_words, _lists_for(language))
        frequent = resources.get(ordinary.open_ordinary, language)
        found = match(name, index, frequent) if index else Matches(())
        own = match(name, self._own_index(language), None) if self._own else Matches(())
        wanted = {m.listed.word for m in own.found}
        merged = Matches(tuple(m for m in found.found if m.listed.word not in wanted) + own.found, found.quiet)
        plain: tuple[Hit, ...] = ()
        if "Hani" in name.scripts and _lists_for(language) == "zh":
            english = resources.get(wordlists.open_words, "en")
            plain = tuple(gloss_hits(name, resources.get(glosses.open_glosses), english))
        return _Compared(
            name, language, index, merged, plain, words=len(index) if index else 0,
            evidence=tuple(ref.ref for ref in self._cite(language, resources)),
        )

    def _own_index(self, language: str) -> WordIndex:
        return wordlists.index_of(language, (word for of, word in self._own if of in ("", language)), "study")

    def _finding(self, question: Question, compared: _Compared, resources: Resources) -> Finding:
        tag, language = question.subject.scope, compared.language
        known = {str(hit.measures["word"]): str(hit.measures["gloss"]) for hit in compared.plain}
        hits = {hit.id: hit for hit in compared.plain}
        for hit in word_hits(compared.name, compared.matches.found, _lists_for(language), tag, known):
            held = hits.get(hit.id)
            if held is None or held.risk <= hit.risk:
                hits[hit.id] = hit
        if not compared.speaks and not any(hit.risk for hit in hits.values()):
            return self._silent(question, compared, resources.study)
        rate = compared.rate
        measures: dict[str, Param] = {
            "listed_words": compared.words, "hit_rate": round(rate.share, 3), "hit_rate_cases": rate.n,
            "hit_rate_language": rate.language or "all", "hit_rate_date": rate.date,
            "passed_over": compared.matches.quiet,
        }
        if not compared.speaks:
            measures[WITHOUT_HITS] = Gap.LANGUAGE_NOT_COVERED.value
        risky = sum(hit.risk > 0 for hit in hits.values())
        message = say("meaning.found", text=question.subject.text, language=tag, n=risky) if risky else say(
            "meaning.nothing.own" if rate.language else "meaning.nothing.all",
            text=question.subject.text, language=tag, words=compared.words, rate=rate.share, cases=rate.n,
            found=rate.found, **({"measured": rate.language} if rate.language else {}),
        )
        return answered(
            question, message, hits=hits.values(), floor=0.0, floor_confidence=rate.share, measures=measures,
            evidence=compared.evidence,
        )

    def _silent(self, question: Question, compared: _Compared, study: Study) -> Finding:
        """Nothing found where that says nothing: why, and what would answer it."""
        tag, text, name = question.subject.scope, question.subject.text, compared.name
        if compared.index is None or compared.language in WRITTEN_CHINESE:
            return unanswered(question, Gap.LANGUAGE_NOT_COVERED, say("meaning.no_list", text=text, language=tag))
        if not name.scripts:
            return unanswered(question, Gap.LANGUAGE_NOT_COVERED, say("meaning.digits", text=text, language=tag))
        if "Latn" not in name.scripts and not set(_scripts(name)) & set(compared.index.scripts):
            others = _other_texts(study, question)
            readable = [t for t in others if {"Latn", *compared.index.scripts} & set(_scripts(fold(t)))]
            if readable:
                return not_applicable(question, say(
                    "meaning.other_script", text=text, language=tag, script=name.scripts[0], others=tuple(readable),
                ))
            message = say("meaning.no_latin", text=text, language=tag, script=name.scripts[0])
            return unanswered(question, Gap.LANGUAGE_NOT_COVERED, message, say("meaning.no_latin.advice", text=text))
        if compared.romanised >= LEAST_ROMANISED:
            rate = compared.rate
            return unanswered(question, Gap.LANGUAGE_NOT_COVERED, say(
                "meaning.romanised_only", text=text, language=tag, words=compared.romanised, found=rate.found,
                cases=rate.n,
            ))
        if not compared.foreign_script:
            return unanswered(question, Gap.LANGUAGE_NOT_COVERED, say(
                "meaning.too_few", text=text, language=tag, words=compared.words,
            ))
        message = say("meaning.not_compared", text=text, language=tag, script=compared.index.main_script)
        return unanswered(question, Gap.LANGUAGE_NOT_COVERED, message)

    def _cite(self, language: str, resources: Resources) -> tuple[DatasetRef, ...]:
        refs = list(wordlists.cite(_lists_for(language)))
        if resources.get(ordinary.open_ordinary, language):
            refs.append(ordinary.cite(language))
        if _lists_for(language) == "zh":
            refs.append(glosses.cite())
        if self._own:
            made = digest(*map("\0".join, self._own))
            refs.append(DatasetRef("study/words", made, made))
        return tuple(refs)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A text compared with the lists of one base language."""

    name: Folded
    language: str
    index: WordIndex | None
    matches: Matches
    plain: tuple[Hit, ...]
    """Glosses of a Chinese name."""
    words: int
    """On the lists compared."""
    evidence: tuple[str, ...]

    @property
    def foreign_script(self) -> bool:
        """Whether the name is in Latin letters and the lists are not."""
        return self.index is not None and "Latn" in self.name.scripts and self.index.main_script != "Latn"

    @property
    def romanised(self) -> int:
        """Latin spellings on lists in another script."""
        return self.index.scripts.get("Latn", 0) if self.index is not None and self.foreign_script else 0

    @property
    def rate(self) -> HitRate:
        """How often the check finds what is there: in this language, or for names to be rendered in another script."""
        if self.foreign_script:
            return hit_rate_of_kind(MeaningCheck.id, RENDERED)
        return hit_rate(MeaningCheck.id, self.language)

    @property
    def speaks(self) -> bool:
        """Whether the lists' silence about this text is worth anything."""
        if self.index is None or self.language in WRITTEN_CHINESE or not self.name.scripts:
            return False
        if self.foreign_script and (self.romanised < LEAST_ROMANISED or not self.rate.found):
            return False
        return all(self.index.scripts.get(script, 0) >= LEAST_WORDS for script in _scripts(self.name))


def _scripts(name: Folded) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_SYLLABARIES.get(script, script) for script in name.scripts))


def _lists_for(language: str) -> str:
    return "zh" if language in WRITTEN_CHINESE else language


def _other_texts(study: Study, question: Question) -> list[str]:
    """What else of the same candidate is asked in the question's markets."""
    texts = (
        text for candidate in study.candidates if candidate.name == question.candidate
        for market in question.markets for text in candidate.names_in(market)
    )
    return [text for text in dict.fromkeys(texts) if text != question.subject.text]


def _own_words(entries: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(language or empty, word) pairs; raises UserMistake for an entry without a word."""
    pairs = []
    for entry in entries:
        language, colon, word = entry.rpartition(":")
        if not fold(word).letters or (colon and not language.strip()):
            raise mistake("error.meaning.words", None, entry=entry)
        pairs.append((wordlists.base(language.strip()) if colon else "", word.strip().lower()))
    return tuple(pairs)
