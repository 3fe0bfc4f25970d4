"""Brands, competitors and names of the same study that a name could be taken for.

Asks of every text of a candidate: the packaged brands known across borders or elsewhere (`brands`), those known in one
market (`brands-de`), the market's competitors (`competitors-de`), and the study's other names (`shortlist`). Describes
likeness, kind of business and place; whether somebody's right stands against a name is no question of this check, and
the packaged brands are a few thousand of very many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from brandname import data
from brandname.checks import similarity_risk as rules
from brandname.checks.base import AsksNobody, Case, Cover, Kind, NoOptions, Resources, answered, unanswered
from brandname.checks.nearness import is_comparable, measured
from brandname.checks.similarity_lists import Entry, Names, Neighbour, list_names, open_brands, read_brands
from brandname.language.distance.likeness import Band
from brandname.model import (
    WITHOUT_HITS,
    Candidate,
    DatasetRef,
    Finding,
    Gap,
    Market,
    Message,
    Param,
    Question,
    Study,
    Subject,
    SubjectKind,
    say,
)
from brandname.model.text import digest

BRANDS, COMPETITORS, SHORTLIST = "brands", "competitors", "shortlist"
MOST = 20
"""Hits of a finding; more are counted."""


class SimilarityCheck(AsksNobody):
    """Nearest names in each list."""

    id: ClassVar[str] = "similarity"
    version: ClassVar[int] = 1
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[NoOptions]] = NoOptions
    found_risk: ClassVar[float] = 0.5

    def __init__(self, options: NoOptions) -> None:
        self.settings = options

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """Every text of the candidate here against each list; decisive where the market says so."""
        lists = [BRANDS, f"{BRANDS}-{market.code}"]
        if market.competitors:
            lists.append(f"{COMPETITORS}-{market.code}")
        if len(study.candidates) > 1:
            lists.append(SHORTLIST)
        decisive = (market.code,) if self.id in market.decisive else ()
        for text in candidate.names_in(market.code):
            for list_ in lists:
                subject = Subject(text, SubjectKind.LIST, list_)
                yield Question(self.id, candidate.name, subject, (market.code,), decisive)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case; each list is searched once for the whole batch."""
        study = resources.study
        texts: dict[str, dict[str, None]] = defaultdict(dict)
        for case in batch:
            texts[_list_of(case.question)][case.question.subject.text] = None
        found = {list_: _open(resources, list_).near(asked) for list_, asked in texts.items()}
        refs = _cite(study)
        return [_judged(case.question, study, found[_list_of(case.question)], refs) for case in batch]

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """The packaged brands, the kinds of business, and the study's own lists."""
        del languages
        return (data.dataset("brands").cite(), data.dataset("likeness").cite(), *_own(resources.study))

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """No rows: lists have no language."""
        del languages
        return ()


def _list_of(question: Question) -> str:
    """The list that a question's scope stands for; all brands are one."""
    scope = question.subject.scope
    return BRANDS if scope.startswith(BRANDS) else scope


def _open(resources: Resources, list_: str) -> Names:
    """A list by its name."""
    study = resources.study
    if list_ == BRANDS:
        return resources.get(open_brands)
    kind, _, code = list_.partition("-")
    names = study.market(code).competitors if kind == COMPETITORS else sorted(
        {text for candidate in study.candidates for text in _texts(candidate, study)})
    return resources.get(list_names, tuple(map(Entry, names)))


def _texts(candidate: Candidate, study: Study) -> set[str]:
    return {text for market in study.markets for text in candidate.names_in(market.code)}


def _own(study: Study) -> tuple[DatasetRef, ...]:
    """The lists that are the study's own, as evidence."""
    stamp = digest(*(text for candidate in study.candidates for text in sorted(_texts(candidate, study))),
                   *(name for market in study.markets for name in (market.code, *market.competitors)))
    return (DatasetRef("study/names", stamp, stamp, "", "Names and competitors of this study"),)


def _cite(study: Study) -> Mapping[str, tuple[str, ...]]:
    packaged = tuple(data.dataset(id_).cite().ref for id_ in ("brands", "likeness"))
    return {BRANDS: packaged, "": tuple(ref.ref for ref in _own(study))}


def _judged(
    question: Question, study: Study, found: Mapping[str, Sequence[Neighbour]], refs: Mapping[str, tuple[str, ...]]
) -> Finding:
    text = question.subject.text
    kind, _, code = question.subject.scope.partition("-")
    chosen = [one for one in found[text] if _counts(one.entry, kind, code, question, study)]
    hits = sorted((rules.hit(one, kind, question, study) for one in chosen),
                  key=lambda hit: (-hit.risk * hit.confidence, hit.id))
    rate, searched = measured(Band.ALIKE), _size(kind, code, question, study)
    measures: dict[str, Param] = {"searched": searched, "found": len(hits), "not_shown": max(0, len(hits) - MOST),
                                  "hit_rate": rate.least, "hit_rate_date": rate.date}
    if not is_comparable(text):
        if not hits:
            return unanswered(question, Gap.UNCLEAR, say("similarity.not_readable", text=text),
                              say("similarity.not_readable.advice", text=text))
        measures[WITHOUT_HITS] = Gap.UNCLEAR.value
    return answered(question, _message(text, kind, len(hits), searched), hits=hits[:MOST], floor=0.0,
                    floor_confidence=rate.least, measures=measures, evidence=refs[BRANDS if kind == BRANDS else ""])


def _counts(entry: Entry, kind: str, code: str, question: Question, study: Study) -> bool:
    """Whether an entry of a list is meant by a question."""
    if kind == BRANDS:
        return _in_scope(entry, code, study)
    if kind == SHORTLIST:
        return entry.name in _other_names(question, study)
    return True


def _in_scope(entry: Entry, code: str, study: Study) -> bool:
    """Brands of single countries belong to their markets; of all, of unknown and of other countries, to `brands`."""
    if code:
        return not entry.everywhere and code in entry.countries
    return entry.everywhere or not any(market.code in entry.countries for market in study.markets)


def _other_names(question: Question, study: Study) -> frozenset[str]:
    """What the study's other candidates are called in the question's markets."""
    return frozenset(text for candidate in study.candidates if candidate.name != question.candidate
                     for code in question.markets for text in candidate.names_in(code))


def _size(kind: str, code: str, question: Question, study: Study) -> int:
    """How many names of the list the text was compared with."""
    if kind == BRANDS:
        return sum(_in_scope(entry, code, study) for entry in read_brands())
    return len(_other_names(question, study)) if kind == SHORTLIST else len(study.market(code).competitors)


def _message(text: str, kind: str, found: int, searched: int) -> Message:
    if found:
        return say(f"similarity.found.{kind}", text=text, n=found, searched=searched)
    marks, words = (getattr(measured(Band.ALIKE), name) for name in ("marks", "words"))
    return say(f"similarity.nothing.{kind}", text=text, n=searched, marks=marks, words=words)
