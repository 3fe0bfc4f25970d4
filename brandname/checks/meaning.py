"""What a name means, or seems to mean, to speakers of each language of a market.

Asks, for every text of a candidate and every language of a market, which words of the lexicon and of the packaged lists
stand in it or are heard in it, and what a name in Chinese characters means. Good and harmless words are told too; they
never lower a risk. Where nothing is known of a language, or of names in such a script, silence is no answer and the
question stays open; a word that is found there is reported all the same. Searching is in `meaning_search`, weights in
`meaning_risk`; what only a story, a picture or a group's memory makes bad is beyond words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from brandname.checks import meaning_risk as rules
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
from brandname.checks.meaning_hits import best_of, heard_hits, meant_hits, word_hits
from brandname.checks.meaning_scripts import abroad
from brandname.checks.meaning_search import Found, Search, has_lexicon
from brandname.errors import mistake
from brandname.language import lexicon, vocabulary, wordlists
from brandname.language.folding import fold
from brandname.model import (
    WITHOUT_HITS,
    Candidate,
    DatasetRef,
    Finding,
    Gap,
    Hit,
    Market,
    Message,
    Param,
    Question,
    Study,
    Subject,
    SubjectKind,
    say,
)


@dataclass(frozen=True, slots=True)
class MeaningOptions:
    """What a study may set under `checks: meaning:`."""

    words: tuple[str, ...] = ()
    """Words this study wants warned of too, each `language: word` (`es: pobre`), or a bare word for every language."""


class MeaningCheck(AsksNobody):
    """Listed words in a name, language by language."""

    id: ClassVar[str] = "meaning"
    version: ClassVar[int] = 4
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[MeaningOptions]] = MeaningOptions
    found_risk: ClassVar[float] = 0.6
    """Risk of a bad meaning somebody looked up by hand and gave no band."""

    def __init__(self, options: MeaningOptions) -> None:
        self.settings = options
        self._own = _own_words(options.words)

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """Every text of the candidate here × every language of the market; decisive in its main languages.

        Markets share a question where the language reaches as many people, so that what is found in one market never
        depends on which others are asked about.
        """
        lexicon.read_own(study.lexicons)  # a mistake in it is told before anything runs
        here, decisive = (market.code,), self.id in market.decisive
        texts = candidate.names_in(market.code)
        for text in texts:
            apart = f"/{market.code}" if _read_otherwise(text, texts, candidate) else ""
            for language in market.languages:
                stops = decisive and language.role == "main"
                subject = Subject(text, SubjectKind.LANGUAGE, language.tag)
                audience = rules.audience(language, market) + apart
                yield Question(self.id, candidate.name, subject, here, here if stops else (), audience)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case; local spellings made on the way are kept for the next run."""
        search = Search(resources, self._own)
        candidates = {candidate.name: candidate for candidate in resources.study.candidates}
        audiences: dict[tuple[tuple[str, ...], str], _Audience] = {}
        findings = []
        for question in (case.question for case in batch):
            text, tag = question.subject.text, question.subject.scope
            audience = audiences.get((question.markets, tag))
            if audience is None:
                audience = audiences[question.markets, tag] = _audience(question, resources.study)
            found = search.find(text, tag, candidates.get(question.candidate))
            findings.append(self._finding(question, found, audience, resources.study))
        search.save()
        return findings

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """The lists, frequencies and dictionary of these languages."""
        search = Search(resources, self._own)
        refs = {ref.ref: ref for tag in languages for ref in search.cite(wordlists.base(tag))}
        return tuple(refs[key] for key in sorted(refs))

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """Words of the lexicon and lists of each language; one empty row where there are none."""
        for tag in languages:
            language = wordlists.base(tag)
            words = vocabulary.open_vocabulary(language)
            resource = "+".join(sorted({ref.id for ref in vocabulary.cite(language)}))
            yield Cover(self.id, tag, resource if words else "", len(words) if words else 0)

    def _finding(self, question: Question, found: Found, audience: _Audience, study: Study) -> Finding:
        every = _hits(found, audience.reach, learned=audience.learned)
        hits = [hit for hit in every if rules.worth_telling(hit)]
        speaks = found.speaks
        if not speaks and not any(hit.risk for hit in hits):
            return _silent(question, found, study)
        rate, words = found.rate, len(found.words or ())
        measures: dict[str, Param] = {
            "words": words, "lexicon": len(found.words.entries) if found.words else 0,
            "hit_rate": round(rate.share, 3), "hit_rate_cases": rate.n, "hit_rate_language": rate.language or "all",
            "hit_rate_date": rate.date, "passed_over": found.matches.quiet,
            "speakers": audience.speakers, "reach": audience.reach,
            "faint": len(every) - len(hits),
        }
        if not speaks:
            measures[WITHOUT_HITS] = Gap.LANGUAGE_NOT_COVERED.value
        text, tag = question.subject.text, question.subject.scope
        risky = sum(hit.risk > 0 for hit in hits)
        message = say("meaning.found", text=text, language=tag, n=risky) if risky else say(
            "meaning.nothing.own" if rate.language else "meaning.nothing.all", text=text, language=tag, words=words,
            rate=rate.share, cases=rate.n, found=rate.found,
            **({"measured": rate.language} if rate.language else {"kind": "script" if found.foreign_script else "all"}),
        )
        return answered(question, message, hits=hits, floor=0.0, floor_confidence=rate.share, measures=measures,
                        evidence=found.evidence)


@dataclass(frozen=True, slots=True)
class _Audience:
    """Who reads a language in the markets of a question, whatever the name."""

    reach: float
    """As `meaning_risk.reach`: the same in all of them, as `questions` asks; otherwise where it reaches most."""
    learned: bool
    """Whether everybody there learned it at school."""
    speakers: tuple[str, ...]
    """Market and percentage, where it is known."""


def _audience(question: Question, study: Study) -> _Audience:
    spoken = [(language, market) for market in map(study.market, question.markets) for language in market.languages
              if language.tag == question.subject.scope]
    return _Audience(
        max((rules.reach(language) for language, _ in spoken), default=1.0),
        bool(spoken) and all(rules.is_learned(*one) for one in spoken),
        tuple(f"{code} {round(100 * share)} %" for code, share in shares(question, study)),
    )


def shares(question: Question, study: Study) -> list[tuple[str, float]]:
    """The markets of a question with the part of their people its language reaches, 0–1; unknown ones left out."""
    return [(code, language.share) for code in question.markets for language in study.market(code).languages
            if language.tag == question.subject.scope and language.share is not None]


def _hits(found: Found, reach: float, *, learned: bool) -> list[Hit]:
    """One hit an id, the riskiest: spelled, heard, glossed; surer the more people speak the language."""
    if not (found.matches.found or found.heard or found.meant or found.elsewhere or found.glosses):
        return []
    tag = found.tag
    known = {str(hit.measures["word"]): str(hit.measures["gloss"]) for hit in found.glosses}
    hits = {hit.id: hit for hit in found.glosses}
    spelled = word_hits(found.name, found.matches.found, found.language, tag, known, widely=reach == 1.0)
    meant = meant_hits(found.name, found.meant, tag)
    for hit in best_of([*spelled, *heard_hits(found.name, found.heard, tag, learned=learned), *meant,
                        *(map(abroad, found.elsewhere) if reach < 1 else found.elsewhere)]):
        held = hits.get(hit.id)
        if held is None or held.risk <= hit.risk:
            sure = hit.confidence if reach == 1.0 else round(hit.confidence * reach, 4)
            # Made directly: `replace` takes ten times as long, and there are very many.
            hits[hit.id] = Hit(hit.id, hit.message, hit.risk, sure, hit.merit, hit.span, hit.measures)
    return list(hits.values())


def _silent(question: Question, found: Found, study: Study) -> Finding:
    """Nothing found where that says nothing: why, and what would answer it."""
    text, tag, words = question.subject.text, question.subject.scope, found.words

    def unknown(key: str, next_step: Message | None = None, **params: Param) -> Finding:
        message = say(f"meaning.{key}", text=text, language=tag, **params)
        return unanswered(question, Gap.LANGUAGE_NOT_COVERED, message, next_step)

    if words is None:
        return unknown("no_list")
    if not found.scripts:
        return unknown("digits")
    if "Latn" not in found.scripts and not set(found.scripts) & set(words.scripts):
        readable = tuple(
            t for t in _other_texts(study, question) if {"Latn", *words.scripts} & set(fold(t).scripts)
        )
        if readable:
            return not_applicable(question, say(
                "meaning.other_script", text=text, language=tag, script=found.scripts[0], others=readable,
            ))
        return unknown("no_latin", say("meaning.no_latin.advice", text=text), script=found.scripts[0])
    if found.scripts == ("Latn",) and not found.readings and has_lexicon(found.language):
        return unknown("unheard", words=len(words))
    if not found.foreign_script:
        return unknown("too_few", words=len(words))
    if not has_lexicon(found.language) or not found.readings:
        return unknown("not_compared", script=words.main_script)
    return unknown("unmeasured", words=len(words), found=found.rate.found, cases=found.rate.n)


def _read_otherwise(text: str, texts: Sequence[str], candidate: Candidate) -> bool:
    """Whether a text in another script than Latin stands beside a form of this market, which is read in its place."""
    own = {*texts} - {candidate.name, *candidate.latin, text}
    return bool(own) and "Latn" not in fold(text).scripts


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
