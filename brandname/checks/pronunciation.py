"""Can people there say it and spell it? How easy it is, by parts, how it will sound, and what speakers say instead.

Judges the written name by each main language of a market: by hand-made orthographies, by a letter-sequence model of the
language's own words, and by every route to its sounds; Latin names where another script is read, by what speakers do to
their sounds. A hard name is a warning and never more: no finding exceeds `pronunciation_ease.CEILING`: sound alone
cannot stop a name. It does not know accents or fashion, and numbers have no reading here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from brandname.checks.base import AsksNobody, Case, Cover, Kind, Resources, main_language_questions
from brandname.checks.pronunciation_judge import (
    inflection,
    judge,
    letter_sequences,
    number_table,
    orthographies,
    pinyin_dictionary,
    renderings,
    sound_tables,
    spelling_by_ear,
    word_lists,
)
from brandname.checks.pronunciation_voices import QUICK, RENDERED, ask_witnesses, open_voices
from brandname.language import words
from brandname.language.alphabets import orthography
from brandname.language.numerals import open_numerals
from brandname.language.pronouncing import script_for
from brandname.language.readings import Route, is_covered
from brandname.language.scripts.book import open_renderings
from brandname.model import Candidate, DatasetRef, Finding, Market, Question, Study


@dataclass(frozen=True, slots=True)
class PronunciationOptions:
    """`checks: pronunciation:` in a study."""

    hard_below: float = 2.0
    """Percentile (0–100) under which a name counts as hard to say."""
    witnesses: bool = False
    """Ask the other engines found on this machine too (g2p2, espeak-ng): findings then depend on the machine."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.hard_below <= 50.0:
            raise ValueError("hard_below is a percentile from 0 to 50")


class PronunciationCheck(AsksNobody):
    """One question for each spelling of a name × language of a market."""

    id: ClassVar[str] = "pronunciation"
    version: ClassVar[int] = 6
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[PronunciationOptions]] = PronunciationOptions

    def __init__(self, options: PronunciationOptions) -> None:
        self.settings = options

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """Each text in each main language: whom the market's everyday speech belongs to; small ones ask for meaning."""
        del study
        return main_language_questions(self.id, candidate, market)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case; local spellings made on the way are kept for the next run."""
        candidates = {candidate.name: candidate for candidate in resources.study.candidates}
        if self.settings.witnesses:
            self._hear(batch, candidates, resources)
        findings = [
            judge(case.question, self.settings.hard_below, resources, candidates.get(case.question.candidate))
            for case in batch
        ]
        for tag in sorted(RENDERED):  # also what the meaning check made for a language this batch does not ask about
            resources.get(open_renderings, script_for(tag), QUICK).save()
        return findings

    def _hear(self, batch: Sequence[Case], candidates: Mapping[str, Candidate], resources: Resources) -> None:
        """Other engines' readings of what the batch's names are read as by native rules."""
        voices = resources.get(open_voices)
        subjects = [(case.question.subject, candidates.get(case.question.candidate)) for case in batch]
        voices.witnesses = ask_witnesses([
            (reading.spelling, subject.scope) for subject, candidate in subjects
            for reading in voices.readings(subject.text, subject.scope, candidate, resources)
            if reading.route is Route.NATIVE_SPELLING
        ])

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """Our orthographies, the tables of sounds and the word lists, as far as these languages use them."""
        del resources
        known = [ortho for tag in languages if (ortho := orthography(tag)) is not None]
        return [ref for ref, used in (
            (orthographies(), True),
            (sound_tables(), any(map(is_covered, languages))),
            (inflection(), bool(known)),
            (number_table(), any(map(open_numerals, languages))),
            (renderings(), any(o.language in RENDERED for o in known)),
            (pinyin_dictionary(), any("Hani" in o.scripts for o in known)),
            (letter_sequences(), any(o.words for o in known)),
            (spelling_by_ear(), any(o.words for o in known)),
            (word_lists(), any(o.words and "Hani" in o.scripts for o in known)),
        ) if used]

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """Orthography (letters), sounds (1) and word list (words) of each language; one empty row where none."""
        for tag in languages:
            ortho = orthography(tag)
            if ortho is None:
                yield Cover(self.id, tag, sound_tables().id if is_covered(tag) else "", 1 if is_covered(tag) else 0)
                continue
            yield Cover(self.id, tag, orthographies().id, len(ortho.letters) or 1)
            yield Cover(self.id, tag, sound_tables().id if is_covered(tag) else "", 1 if is_covered(tag) else 0)
            listed = letter_sequences() if words.file_of(tag) else word_lists()
            yield Cover(self.id, tag, listed.id if ortho.words else "", words.list_size(tag))
