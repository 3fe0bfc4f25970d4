"""How a market is likely to write the name in its own script, and how a name in Chinese characters is read there.

Proposes likely spellings of a name in Latin letters where another script is read, as drafts for a native reviewer;
describes names in Chinese characters: readings, words that sound alike, traps of pinyin. Knows what is likely, not what
is in use, and does not say what a spelling means: adopted forms are asked by the check of meanings.

**Risk of a spelling** = .05, and up to .35 (a caution) by how far the likeliest spellings disagree: .375 × the part of
their weight that is not the first one's. One sure spelling stays at .05; five equally likely ones reach .3. A form that
the study has adopted for the market settles the spelling: risk 0. **Confidence** = the measured share of names for
which one of the spellings is in use (held-out names), where tables are trained; the measured share of first
spellings that were right, where rules write; .1 where nobody has measured them. Both are those of a
quick search, however many names a study has; up to 200 names a wide search gives the spellings shown.
**A name in pinyin** (`lang: zh`, the reading of its characters, or by its looks) is written as each language writes
Chinese names: confidence .5 where a published standard prescribes it, at most .1 elsewhere; names that only look like
pinyin keep the other spellings behind, and all count for as much as they are likely.
**Chinese proposals with meaning**: for a Latin name in a Chinese market, names that follow its sound loosely and mean
something for the goods of the brief; labelled, risk 0, at the lowest confidence; not made for lists of more than 200
names. `say:` and `lang:` of a candidate outvote its spelling.
**Chinese characters**: a character with several readings .35; a word that sounds alike without its tones risk 0, unless
listed as bad or labelled so by the dictionary: then what such a word weighs, × .7 for the whole name, × .45 for a part,
at low confidence; another way to cut the pinyin .1; characters of the other standard .1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from brandname.checks.base import AsksNobody, Case, Cover, Kind, NoOptions, Resources, main_language_questions
from brandname.checks.transliteration_judge import judge, sources, ways
from brandname.language.alphabets import scripts_in
from brandname.language.pinyin_names import pinyin_name
from brandname.language.scripts import book
from brandname.language.scripts.proposal_book import open_proposals
from brandname.model import Candidate, DatasetRef, Finding, Market, Question, Study

QUICK_ABOVE = 200
"""Candidates in a study from which one model and a narrow search have to do."""


class TransliterationCheck(AsksNobody):
    """One question for each spelling of a name × main language of a market."""

    id: ClassVar[str] = "transliteration"
    version: ClassVar[int] = 6
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[NoOptions]] = NoOptions
    found_risk: ClassVar[float] = 0.35

    def __init__(self, options: NoOptions) -> None:
        self.settings = options

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """Each text in each main language: small communities mostly write a name as the market around them does."""
        del study
        return main_language_questions(self.id, candidate, market)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case; spellings made on the way are kept for the next run."""
        candidates = {candidate.name: candidate for candidate in resources.study.candidates}
        quick = len(candidates) > QUICK_ABOVE
        findings = [
            judge(case.question, candidates.get(case.question.candidate), resources, quick=quick) for case in batch
        ]
        scripts = {way.script for case in batch if (way := ways(case.question.subject.scope)) and way.trained}
        for script in sorted(scripts):
            for depth in {quick, True}:
                resources.get(book.open_renderings, script, depth).save()
        resources.get(book.open_characters).save()
        resources.get(open_proposals).save()
        return findings

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """Tables and rules of these languages; the dictionaries of characters where a name of the study has any."""
        texts = (t for c in resources.study.candidates for m in resources.study.markets for t in c.names_in(m.code))
        characters = any("Hani" in scripts_in(text) for text in texts)
        pinyin = characters or any(pinyin_name(t, c.lang) for c in resources.study.candidates
                                   for t in (c.name, *c.latin))
        found = {ref.ref: ref for tag in languages for ref in sources(tag, characters=characters, pinyin=pinyin)}
        return tuple(found[key] for key in sorted(found))

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """The tables or rules that write each language (1 each); Latin letters need an alphabet only."""
        for tag in languages:
            way = ways(tag)
            yield Cover(self.id, tag, way.dataset if way else "", 1 if way else 0)
