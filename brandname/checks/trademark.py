"""Earlier marks in the registers of the offices that count in a market: one question an office.

Without an imported register of the office the question stays open, and says how to import one and where to look by
hand. A register that has no mark in the classes of the brief, no index, or nothing that can be compared with the name
is no answer either, nor are fewer marks than any office has; what is found in them is told. Unregistered use, company
names, pictures and the law are no part of it; see `trademark_risk` on what the weights are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from brandname import data
from brandname.checks import trademark_risk as rules
from brandname.checks.base import AsksNobody, Case, Cover, Kind, NoOptions, Resources, answered, unanswered
from brandname.checks.nearness import compare_all, measured
from brandname.checks.offices import office_facts
from brandname.checks.trademark_search import LIKE, Heard, Mark, Registers, State, cite
from brandname.language.distance.likeness import Band
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
from brandname.model.text import pack

LEAST_MARKS = 10_000
"""Fewer marks are no office's register but a part of one, an export of some search: its silence is no answer."""
DATASETS = ("likeness", "registers/related", "lexicon")
EXPLAINED = 15
"""Marks whose likeness is explained; of the others the score is told."""


class TrademarkCheck(AsksNobody):
    """Marks like a name in imported registers."""

    id: ClassVar[str] = "trademark"
    version: ClassVar[int] = 2
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[NoOptions]] = NoOptions
    found_risk: ClassVar[float] = 0.8

    def __init__(self, options: NoOptions) -> None:
        self.settings = options

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """Every text of the candidate here at each office of the market; decisive where the market says so."""
        del study
        decisive = (market.code,) if self.id in market.decisive else ()
        for text in candidate.names_in(market.code):
            for office in market.offices:
                subject = Subject(text, SubjectKind.OFFICE, office)
                yield Question(self.id, candidate.name, subject, (market.code,), decisive)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case, from the registers of this machine."""
        registers = resources.get(_Shared).of(resources.study)
        return [_judged(case.question, registers, resources.study) for case in batch]

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """Every register on this machine, and the measured shares."""
        del languages
        registers = (cite(info) for info in Registers(resources.study).infos.values())
        return (*(data.dataset(id_).cite() for id_ in DATASETS), *registers)

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """No rows: registers have no language."""
        del languages
        return ()


class _Shared:
    """The registers of one run; made once, since a study is no key."""

    def __init__(self) -> None:
        self._registers: Registers | None = None

    def of(self, study: Study) -> Registers:
        """Those for the study of the run."""
        if self._registers is None:
            self._registers = Registers(study)
        return self._registers


def _judged(question: Question, registers: Registers, study: Study) -> Finding:
    office, text = question.subject.scope, question.subject.text
    ids = registers.of(office)
    if not ids:
        return _no_register(question, registers)
    heard = [registers.hear(id_, office.casefold(), text) for id_ in ids]
    states = [registers.state(id_, office) for id_ in ids]
    hits = hits_of(text, heard, study)
    like = sum(hit.risk > 0 for hit in hits)
    searched = sum(one.searched for one in heard)
    measures: dict[str, Param] = {
        "compared": searched, "below": sum(one.below for one in heard), "registers": tuple(ids), "like": like,
        "imported": tuple(state.info.imported[:10] for state in states),
        "newest_filing": tuple(state.newest or "–" for state in states),
        "hit_rate": measured(Band.REMOTE).least, "hit_rate_date": measured(Band.REMOTE).date,
    }
    facts = tuple(pack(fact) for fact in (*broken_of(registers), *facts_of(heard, states, study)))
    name = office_facts(office, question.markets).name
    held = sum(state.held for state in states)
    covered = _covered(states, study)
    if not searched or not covered or held < LEAST_MARKS:
        if not like:
            why = "no_index" if not any(state.indexed for state in states) else (
                "part" if searched and covered else "not_compared")
            return unanswered(question, Gap.NO_REGISTER,
                              say(f"trademark.{why}", text=text, office=name, n=held, facts=facts), _advice(question))
        measures[WITHOUT_HITS] = Gap.NO_REGISTER.value
    rate = measured(Band.REMOTE)
    message = say("trademark.found", text=text, office=name, n=like, searched=searched, facts=facts) if like else say(
        "trademark.nothing", text=text, office=name, n=searched, marks=rate.marks, words=rate.words, facts=facts)
    evidence = (*(state.ref.ref for state in states), *(data.dataset(id_).cite().ref for id_ in DATASETS))
    read = 1 - sum(state.unlike for state in states) / max(1, sum(state.info.names for state in states))
    return answered(question, message, hits=hits, floor=0.0, floor_confidence=rate.least * max(0.0, read) * covered,
                    measures=measures, evidence=evidence,
                    next_step=say("trademark.next.read", n=len(hits)) if hits else None)


def _covered(states: Sequence[State], study: Study) -> float:
    """Share of the brief's classes that some searched register of the office has marks in; 1 without classes."""
    wanted = {*study.brief.nice, *study.brief.nice_later}
    missing = frozenset(wanted).intersection(*(state.absent for state in states if state.indexed))
    return 1 - len(missing) / len(wanted) if wanted else 1.0


def hits_of(text: str, heard: Sequence[Heard], study: Study) -> list[Hit]:
    """One hit a mark, the weightiest explained."""
    marks: dict[str, Mark] = {}
    for mark in (mark for one in heard for mark in one.marks):
        held = marks.get(mark.record.key)
        if held is None or held.score < mark.score:
            marks[mark.record.key] = mark
    order = sorted(marks.values(), key=lambda m: (
        -rules.risk(m.score, rules.goods_of(m.record, study.brief), m.record.status), -m.score, m.record.key))
    told = [mark for mark in order[:EXPLAINED] if mark.score >= LIKE]
    near = dict(zip((mark.record.key for mark in told), compare_all(
        text, [(mark.written, mark.heard_as) for mark in told]), strict=True))
    return [rules.hit(mark, near.get(mark.record.key), study.brief) for mark in order]


def facts_of(
    heard: Sequence[Heard], states: Sequence[State], study: Study, *, in_a_study: bool = True
) -> Iterator[Message]:
    """What a reader must know of the registers to weigh the answer; outside a study there is no brief to speak of."""
    for state, one in zip(states, heard, strict=True):
        info = state.info
        newest = {"newest": state.newest} if state.newest else {}
        yield say("trademark.register.newest" if newest else "trademark.register.plain", id=info.id,
                  imported=info.imported[:10], n=state.held, **newest)
        if state.absent:
            yield say("trademark.register.absent", classes=tuple(map(str, state.absent)))
        if not state.indexed:
            yield say("trademark.register.no_index", id=info.id)
        elif not state.voices:
            yield say("trademark.register.no_sounds", id=info.id)
        if state.indexed and not one.readable:
            yield say("trademark.register.not_readable")
        if state.unread:
            yield say("trademark.register.unread", n=state.unread)
        if len(info.offices) > 1:
            yield say("trademark.register.offices", n=len(info.offices))
    if below := sum(one.below for one in heard):
        yield say("trademark.register.below", n=below, like=LIKE)
    if classes := tuple(map(str, sorted({*study.brief.nice, *study.brief.nice_later}))):
        yield say("trademark.register.classes", classes=classes)
    else:
        yield say("trademark.register.no_classes" if in_a_study else "trademark.register.no_classes_given")


def broken_of(registers: Registers) -> Iterator[Message]:
    """That some registers cannot be read: nobody knows whose marks they hold."""
    if registers.broken:
        yield say("trademark.register.broken", registers=tuple(sorted(registers.broken)))


def _no_register(question: Question, registers: Registers) -> Finding:
    facts = office_facts(question.subject.scope, question.markets)
    if registers.broken:
        message = say("trademark.broken", office=facts.name, registers=tuple(sorted(registers.broken)))
    else:
        message = say("trademark.no_register", office=facts.name)
    return unanswered(question, Gap.NO_REGISTER, message, _advice(question))


def _advice(question: Question) -> Message:
    """How to import a register of the office, and where to look by hand."""
    facts = office_facts(question.subject.scope, question.markets)
    office = facts.code.casefold()
    if facts.page:
        return say("trademark.next.import_or_page", office=office, text=question.subject.text, page=facts.page)
    return say("trademark.next.import", office=office, text=question.subject.text)
