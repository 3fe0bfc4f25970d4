"""Can people there say it and spell it? Letters they lack, letter sequences they are not used to, length, digits.

Judges the written name by each language of a market: by hand-made orthographies, by a letter-sequence model of the
language's own words, and shows what spelling rules make of it in IPA. A hard name is a warning and never more: no
finding exceeds `pronunciation_judge.CEILING`: sound alone cannot stop a name. It does not know accents, fashion,
nor how Latin letters are said where another script is read: there the question stays unanswered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from brandname.checks.base import AsksNobody, Case, Cover, Kind, Resources, main_language_questions
from brandname.checks.pronunciation_judge import engine, judge, orthographies, pinyin_dictionary, word_lists
from brandname.language import words
from brandname.language.alphabets import orthography
from brandname.language.readings import open_book
from brandname.model import Candidate, DatasetRef, Finding, Market, Question, Study


@dataclass(frozen=True, slots=True)
class PronunciationOptions:
    """`checks: pronunciation:` in a study."""

    hard_below: float = 2.0
    """Percentile (0–100) under which a name counts as hard to say."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.hard_below <= 50.0:
            raise ValueError("hard_below is a percentile from 0 to 50")


class PronunciationCheck(AsksNobody):
    """One question for each spelling of a name × language of a market."""

    id: ClassVar[str] = "pronunciation"
    version: ClassVar[int] = 1
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[PronunciationOptions]] = PronunciationOptions

    def __init__(self, options: PronunciationOptions) -> None:
        self.settings = options

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """Each text in each main language: whom the market's everyday speech belongs to; small ones ask for meaning."""
        del study
        return main_language_questions(self.id, candidate, market)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case; readings made on the way are kept for the next run."""
        candidates = {candidate.name: candidate for candidate in resources.study.candidates}
        findings = [
            judge(case.question, self.settings.hard_below, resources, candidates.get(case.question.candidate))
            for case in batch
        ]
        tags = {case.question.subject.scope for case in batch} | {candidate.lang for candidate in candidates.values()}
        for tag in sorted(tags):
            book = resources.get(open_book, tag)
            if book is not None:
                book.save()
        return findings

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """Our orthographies, the engines and the word lists, as far as these languages use them."""
        del resources
        known = [ortho for tag in languages if (ortho := orthography(tag)) is not None]
        return [ref for ref, used in (
            (orthographies(), True),
            (engine(), any(o.engine for o in known)),
            (pinyin_dictionary(), any("Hani" in o.scripts for o in known)),
            (word_lists(), any(o.words for o in known)),
        ) if used]

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """Orthography (letters), sound engine (1) and word list (words) of each language; one empty row where none."""
        for tag in languages:
            ortho = orthography(tag)
            if ortho is None:
                yield Cover(self.id, tag, "", 0)
                continue
            yield Cover(self.id, tag, orthographies().id, len(ortho.letters) or 1)
            yield Cover(self.id, tag, engine().id if ortho.engine else "", 1 if ortho.engine else 0)
            yield Cover(self.id, tag, word_lists().id if ortho.words else "", words.list_size(tag))
