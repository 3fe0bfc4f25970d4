"""Brands, competitors and names of the same study that a name could be taken for.

Asks of every text of a candidate: the packaged brands known across borders or elsewhere (`brands`), those known in one
market (`brands-de`), the market's competitors (`competitors-de`), and the study's other names (`shortlist`). Describes
likeness, kind of business and place; whether somebody's right stands against a name is no question of this check, and
the packaged brands are a few thousand of very many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from brandname import data
from brandname.checks import similarity_risk as rules
from brandname.checks.base import AsksNobody, Case, Cover, Kind, NoOptions, Resources, answered, unanswered
from brandname.checks.nearness import is_comparable, measured
from brandname.checks.similarity_lists import (
    KEPT,
    KEPT_OF_OWN,
    Entry,
    Names,
    Neighbour,
    list_names,
    open_brands,
    read_brands,
)
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
    version: ClassVar[int] = 2
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
        scopes = resources.get(_Shared).of(resources.study)
        texts: dict[str, dict[str, None]] = defaultdict(dict)
        for case in batch:
            texts[_list_of(case.question)][case.question.subject.text] = None
        found = {list_: _open(resources, list_).near(asked, kept=KEPT_OF_OWN if list_ == SHORTLIST else KEPT)
                 for list_, asked in texts.items()}
        return [_judged(case.question, scopes, found[_list_of(case.question)]) for case in batch]

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


class _Scopes:
    """What each question of a study is about, worked out once."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.refs = _cite(study)
        self._sizes: Mapping[str, int] = {}
        self._own: dict[tuple[str, ...], Counter[str]] = {}
        self._owners: dict[tuple[str, ...], Mapping[str, set[str]]] = {}

    def counts(self, entry: Entry, kind: str, code: str, question: Question) -> bool:
        """Whether an entry of a list is meant by a question."""
        if kind == BRANDS:
            return _in_scope(entry, code, self.study)
        return kind != SHORTLIST or self._is_other(entry.name, question)

    def size(self, kind: str, code: str, question: Question) -> int:
        """How many names of the list a text was compared with."""
        if kind == SHORTLIST:
            return self._others(question.candidate, question.markets)
        if kind == COMPETITORS:
            return len(self.study.market(code).competitors)
        if not self._sizes:
            self._sizes = _sizes(self.study)
        return self._sizes[code]

    def _is_other(self, text: str, question: Question) -> bool:
        """Whether another candidate is called so in the question's markets."""
        return bool(self._names(question.markets).get(text, set()) - {question.candidate})

    def _others(self, candidate: str, markets: tuple[str, ...]) -> int:
        """How many texts are names of another candidate too, or only of others."""
        if markets not in self._own:
            owners = self._names(markets).values()
            self._own[markets] = Counter(name for names in owners if len(names) == 1 for name in names)
        return len(self._names(markets)) - self._own[markets][candidate]

    def _names(self, markets: tuple[str, ...]) -> Mapping[str, set[str]]:
        """Text → the candidates that are called so in some of the markets."""
        if markets not in self._owners:
            owners: dict[str, set[str]] = defaultdict(set)
            for candidate in self.study.candidates:
                for text in {text for code in markets for text in candidate.names_in(code)}:
                    owners[text].add(candidate.name)
            self._owners[markets] = dict(owners)
        return self._owners[markets]


class _Shared:
    """The scopes of one run; made once, since a study is no key."""

    def __init__(self) -> None:
        self._scopes: _Scopes | None = None

    def of(self, study: Study) -> _Scopes:
        """Those for the study of the run."""
        if self._scopes is None:
            self._scopes = _Scopes(study)
        return self._scopes


def _judged(question: Question, scopes: _Scopes, found: Mapping[str, Sequence[Neighbour]]) -> Finding:
    text = question.subject.text
    kind, _, code = question.subject.scope.partition("-")
    chosen = [one for one in found[text] if scopes.counts(one.entry, kind, code, question)]
    hits = sorted((rules.hit(one, kind, question, scopes.study) for one in chosen),
                  key=lambda hit: (-hit.risk * hit.confidence, hit.id))
    rate, searched = measured(Band.ALIKE), scopes.size(kind, code, question)
    measures: dict[str, Param] = {"searched": searched, "found": len(hits), "not_shown": max(0, len(hits) - MOST),
                                  "hit_rate": rate.least, "hit_rate_date": rate.date}
    if not is_comparable(text):
        if not hits:
            return unanswered(question, Gap.UNCLEAR, say("similarity.not_readable", text=text),
                              say("similarity.not_readable.advice", text=text))
        measures[WITHOUT_HITS] = Gap.UNCLEAR.value
    evidence = scopes.refs[BRANDS if kind == BRANDS else ""]
    return answered(question, _message(text, kind, len(hits), searched), hits=hits[:MOST], floor=0.0,
                    floor_confidence=rate.least, measures=measures, evidence=evidence)


def _in_scope(entry: Entry, code: str, study: Study) -> bool:
    """Brands of single countries belong to their markets; of all, of unknown and of other countries, to `brands`."""
    if code:
        return not entry.everywhere and code in entry.countries
    return entry.everywhere or not any(market.code in entry.countries for market in study.markets)


def _sizes(study: Study) -> Mapping[str, int]:
    """Number of brands in scope, by market and "" (what `_in_scope` says of each, in one pass over them all)."""
    found = {"": 0, **{market.code: 0 for market in study.markets}}
    for entry in read_brands():
        here = () if entry.everywhere else [code for code in set(entry.countries) if code in found]
        for code in here or ("",):
            found[code] += 1
    return found


def _message(text: str, kind: str, found: int, searched: int) -> Message:
    if found:
        return say(f"similarity.found.{kind}", text=text, n=found, searched=searched)
    marks, words = (getattr(measured(Band.ALIKE), name) for name in ("marks", "words"))
    return say(f"similarity.nothing.{kind}", text=text, n=searched, marks=marks, words=words)
