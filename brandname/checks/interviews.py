"""What customers did with a name: could they write it, was it easy, what came to mind unasked, does it fit the brief.

Judges the study's own interview notes, per name and market; notes without consent are not used. It never asks whether
people like a name, hears no tone (see `associations`), and keeps no quotation: a finding holds counts, words and note
ids. Few people give little confidence, and each figure stands with its interval.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import ClassVar

from brandname.checks.associations import FEW, Association, Tone, Way, associations
from brandname.checks.associations import hit as association_hit
from brandname.checks.base import AsksNobody, Case, Cover, Kind, Resources, answered, unanswered
from brandname.checks.intervals import mean_interval, wilson
from brandname.language.folding import fold
from brandname.model import (
    Brief,
    Candidate,
    DatasetRef,
    Finding,
    Gap,
    Heard,
    Hit,
    Market,
    Message,
    Note,
    Param,
    Question,
    Study,
    Subject,
    SubjectKind,
    digest,
    sameness,
    say,
)

SOURCE = "study/interviews"
HARDEST = 0.7
"""Severity of a name nobody can write back, or everybody finds hard."""
EASY_FROM = 3.5
"""Mean ease (1–5) from which ease is no matter."""
FITS_FROM = 4.0
"""Mean fit (1–5) from which an idea of the brief is carried."""
SHOWN_WRITTEN = ("seen", "saw", "read", "看")
"""`shown` beginning so: the person copied the name, which is no test of spelling."""
FORMS_SHOWN = 5

Voice = tuple[Note, Heard]
"""One person on one name."""


@dataclass(frozen=True, slots=True)
class InterviewsOptions:
    """`checks: interviews:` in a study."""

    min_people: int = 3
    """Fewer people than this give little confidence and no good news."""

    def __post_init__(self) -> None:
        if self.min_people < 1:
            raise ValueError("min_people is at least 1")


@dataclass(frozen=True, slots=True)
class Book:
    """The notes of a study, by name and market."""

    voices: Mapping[tuple[str, str], tuple[Voice, ...]]
    """(name key, market) → what people said, by note id; consented notes only."""
    withheld: Mapping[str, int]
    """Market → notes not used for want of consent."""
    ref: DatasetRef | None
    """The notes used, as evidence; None without any."""


class InterviewsCheck(AsksNobody):
    """One question for each text of a name × market."""

    id: ClassVar[str] = "interviews"
    version: ClassVar[int] = 1
    kind: ClassVar[Kind] = Kind.LOCAL
    options: ClassVar[type[InterviewsOptions]] = InterviewsOptions

    def __init__(self, options: InterviewsOptions | None = None) -> None:
        self.settings = options or InterviewsOptions()

    def questions(self, study: Study, candidate: Candidate, market: Market) -> Iterable[Question]:
        """What people of the market did with each text of the name."""
        del study
        decisive = (market.code,) if self.id in market.decisive else ()
        for text in candidate.names_in(market.code):
            subject = Subject(text, SubjectKind.MARKET, market.code)
            yield Question(self.id, candidate.name, subject, (market.code,), decisive)

    def judge(self, batch: Sequence[Case], resources: Resources) -> Sequence[Finding]:
        """One finding a case, from the notes on that text in that market."""
        book = resources.get(open_book, _Same(resources.study))
        return [self._judge(case.question, book, resources.study.brief) for case in batch]

    def datasets(self, resources: Resources, languages: Sequence[str]) -> Sequence[DatasetRef]:
        """The study's own notes, named by their content."""
        del languages
        ref = resources.get(open_book, _Same(resources.study)).ref
        return () if ref is None else (ref,)

    def coverage(self, languages: Sequence[str]) -> Iterable[Cover]:
        """No row: notes are judged alike in every language."""
        del languages
        return ()

    def _judge(self, question: Question, book: Book, brief: Brief) -> Finding:
        name, market = question.subject.text, question.subject.scope
        voices = book.voices.get((sameness(name), market), ())
        telling = tuple(voice for voice in voices if _tells(voice[1]))
        if not telling or book.ref is None:
            key = "said_nothing" if voices else "withheld" if book.withheld.get(market) else "no_notes"
            message = say(f"interviews.{key}", name=name, market=market, n=len(voices) or book.withheld.get(market, 0))
            step = say("interviews.next.interview", name=name, market=market)
            return unanswered(question, Gap.NO_NOTES, message, step)
        table = _Table(name, market, telling, brief, self.settings.min_people)
        silence = 1 - wilson(0, table.asked(Way.NOTICED))[1]
        few = len(telling) < self.settings.min_people
        left = book.withheld.get(market, 0)
        return answered(
            question,
            say("interviews.finding", name=name, market=market, n=len(telling), unasked=table.asked(Way.NOTICED)),
            evidence=(book.ref.ref,),
            hits=table.hits(),
            floor_confidence=min(silence, FEW) if few else silence,
            measures={**table.measures(), **({"withheld": left} if left else {})},
            next_step=table.next_step(),
        )


class _Same:
    """A study as a dictionary key: equal only to itself, as its fields hold mappings."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.study is self.study

    def __hash__(self) -> int:
        return id(self.study)


def open_book(same: _Same) -> Book:
    """Indexes a study's notes; without consent a note is counted and nothing more."""
    voices: dict[tuple[str, str], list[Voice]] = defaultdict(list)
    withheld: Counter[str] = Counter()
    used: list[str] = []
    for note in sorted(same.study.notes, key=lambda n: n.id):
        if note.consent == "none":
            withheld[note.market] += 1
            continue
        used.append(json.dumps(asdict(replace(note, where="")), ensure_ascii=False, sort_keys=True))
        for heard in note.heard:
            voices[sameness(heard.name), note.market].append((note, heard))
    ref = None
    if used:
        content = digest(*used)
        ref = DatasetRef(SOURCE, content, f"blake2b:{content}", title="interviews/")
    return Book({key: tuple(value) for key, value in voices.items()}, dict(withheld), ref)


def same_spelling(one: str, other: str) -> bool:
    """Whether two spellings differ in accents, case, spaces and hyphens at most."""
    return fold(one).letters == fold(other).letters


def comparable(one: str, other: str) -> bool:
    """Whether two spellings share a script: a name heard and written in kana is no misspelling of its Latin form."""
    return not {*fold(one).scripts}.isdisjoint(fold(other).scripts)


def _tells(heard: Heard) -> bool:
    """Whether anything a judgement can use was recorded."""
    return bool(heard.spelled or heard.ease is not None or heard.noticed_asked or heard.noticed or heard.probed_asked
                or heard.probed or heard.fits)


@dataclass(frozen=True, slots=True)
class _Table:
    """The notes on one text in one market, and what they add up to."""

    name: str
    market: str
    voices: tuple[Voice, ...]
    brief: Brief
    least: int

    def hits(self) -> tuple[Hit, ...]:
        """Every figure as a hit of its own, so that each can be dismissed with a reason."""
        found = [association_hit(self.market, way, a, self.asked(way), self.least)
                 for way in Way for a in self._associations(way)]
        found += [hit for hit in (self._spelled(), self._ease(), self._said()) if hit is not None]
        found += self._fits()
        if not self.asked(Way.NOTICED):
            found.append(Hit(f"interviews/{self.market}/not_asked",
                             say("interviews.hit.not_asked", name=self.name, market=self.market, n=len(self.voices)),
                             risk=0.45, confidence=0.1))
        return tuple(found)

    def measures(self) -> Mapping[str, Param]:
        """Counts, means with their intervals, note ids and the names people suggested instead."""
        written = self._written()
        found: dict[str, Param] = {
            "n": len(self.voices),
            "noticed_n": self.asked(Way.NOTICED),
            "probed_n": self.asked(Way.PROBED),
            "notes": tuple(note.id for note, _ in self.voices),
        }
        spelled = [heard.spelled for _, heard in self.voices if heard.spelled]
        others = _distinct(text for text in spelled if not comparable(text, self.name))
        if others:
            found["spelled_in_other_scripts"] = others
        if written:
            found |= {"spelled_n": len(written), "spelled_same": sum(same_spelling(w, self.name) for w in written)}
        for label, values in (("ease", self._eases()), ("fit", self._fit_means())):
            if values:
                mean, low, high = mean_interval(values, 1, 5)
                found |= {label: round(mean, 2), f"{label}_low": round(low, 2), f"{label}_high": round(high, 2),
                          f"{label}_n": len(values)}
        suggested = _distinct(text for note, _ in self.voices for text in note.instead)
        return found | ({"instead": suggested} if suggested else {})

    def next_step(self) -> Message | None:
        """What would make this answer better: ask first impressions, give words a tone, ask more people."""
        if not self.asked(Way.NOTICED):
            return say("interviews.next.ask", name=self.name, market=self.market)
        unsigned = tuple(a.word for a in self._associations(Way.NOTICED) if a.tone is Tone.UNKNOWN)
        if unsigned:
            return say("interviews.next.sign", words=unsigned, market=self.market)
        if len(self.voices) < self.least:
            return say("interviews.next.more", name=self.name, market=self.market, n=self.least - len(self.voices))
        return None

    def asked(self, way: Way) -> int:
        """People whose note says what came to mind this way, "nothing" included."""
        return len(self._words(way))

    def _words(self, way: Way) -> list[tuple[str, ...]]:
        if way is Way.NOTICED:
            return [heard.noticed for _, heard in self.voices if heard.noticed_asked or heard.noticed]
        return [heard.probed for _, heard in self.voices if heard.probed_asked or heard.probed]

    def _associations(self, way: Way) -> tuple[Association, ...]:
        return associations(self._words(way), self.brief)

    def _written(self) -> list[str]:
        """Spellings that can be compared: of people who heard the name, in a script the name is written in."""
        by_ear = [heard.spelled for note, heard in self.voices if not note.shown.casefold().startswith(SHOWN_WRITTEN)]
        return [text for text in by_ear if comparable(text, self.name)]

    def _eases(self) -> list[float]:
        return [float(heard.ease) for _, heard in self.voices if heard.ease is not None]

    def _fit_means(self) -> list[float]:
        """Each person's mean over the brief's ideas (over all they rated where the brief names none)."""
        ideas = {sameness(idea) for idea in self.brief.ideas}
        rated = ([v for k, v in heard.fits.items() if not ideas or sameness(k) in ideas] for _, heard in self.voices)
        return [sum(scores) / len(scores) for scores in rated if scores]

    def _spelled(self) -> Hit | None:
        """How many could not write the name they heard."""
        written = self._written()
        if not written:
            return None
        wrong = [text for text in written if not same_spelling(text, self.name)]
        people = max(len(written), self.least)
        forms = _distinct(wrong)
        return self._graded(
            "spelled", HARDEST * len(wrong) / people, HARDEST * wilson(len(wrong), people)[0], len(written),
            say("interviews.hit.spelled" if wrong else "interviews.hit.spelled_same", market=self.market, k=len(wrong),
                n=len(written), forms=forms[:FORMS_SHOWN]),
            k=len(wrong), forms=forms,
        )

    def _ease(self) -> Hit | None:
        values = self._eases()
        if not values:
            return None
        mean, low, high = mean_interval(values, 1, 5)
        share = min(1.0, len(values) / self.least)

        def severity(ease: float) -> float:
            return share * HARDEST * max(0.0, EASY_FROM - ease) / (EASY_FROM - 1)

        message = say("interviews.hit.ease", market=self.market, mean=round(mean, 1), low=round(low, 1),
                      high=round(high, 1), n=len(values))
        return self._graded("ease", severity(mean), severity(high), len(values), message)

    def _said(self) -> Hit | None:
        """How people said it, as the interviewers wrote it; no judgement, as each writes sounds in their own way."""
        said = _distinct(heard.said for _, heard in self.voices if heard.said)
        if not said:
            return None
        message = say("interviews.hit.said", market=self.market, forms=said[:FORMS_SHOWN])
        return self._graded("said", 0.0, 0.0, len(said), message, forms=said)

    def _fits(self) -> list[Hit]:
        """Each idea rated, with its mean; good news from four of five on, when enough people rated it."""
        scores: dict[str, list[float]] = defaultdict(list)
        spelling: dict[str, str] = {}
        for _, heard in self.voices:
            for idea, score in heard.fits.items():
                scores[sameness(idea)].append(float(score))
                spelling[sameness(idea)] = min(idea, spelling.get(sameness(idea), idea))
        found = []
        for key in sorted(scores):
            mean, low, high = mean_interval(scores[key], 1, 5)
            n = len(scores[key])
            merit = 0.3 + 0.3 * (mean - FITS_FROM) if mean >= FITS_FROM and n >= self.least else 0.0
            message = say("interviews.hit.fits", idea=spelling[key], market=self.market, mean=round(mean, 1),
                          low=round(low, 1), high=round(high, 1), n=n)
            found.append(replace(self._graded(f"fits/{key}", 0.0, 0.0, n, message), merit=round(merit, 4)))
        return found

    def _graded(self, key: str, risk: float, surest: float, n: int, message: Message, **measures: Param) -> Hit:
        """A hit whose risk × confidence is the severity at the mild end of the interval."""
        confidence = surest / risk if risk else 1 - wilson(0, n)[1]
        return Hit(
            id=f"interviews/{self.market}/{key}", message=message, risk=round(risk, 4),
            confidence=round(confidence if n >= self.least else min(confidence, FEW), 4), measures={"n": n, **measures},
        )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts without repeats (case aside), most frequent first."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for text in texts:
        counts[sameness(text)] += 1
        first.setdefault(sameness(text), text)
    return tuple(first[key] for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
