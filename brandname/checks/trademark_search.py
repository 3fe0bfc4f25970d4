"""Searches the imported registers for all names of a study, a pass at a time, and keeps what was found.

By likeness in the brief's classes, by likeness in all classes (there only the very like are kept), by the same letters,
and, for names and marks in other scripts, by characters as written. What an answer weighs is `trademark_risk`'s part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brandname.checks.goods import related_to
from brandname.checks.nearness import character_score, is_foreign, ready, score_of_share
from brandname.errors import UserMistake
from brandname.language import lexicon
from brandname.language.distance.equivalents import equivalents
from brandname.language.words import simplify
from brandname.model import DatasetRef, Message, Study
from brandname.registers.exact import fold_exact
from brandname.registers.index import Found, Index, open_index
from brandname.registers.records import MarkRecord
from brandname.registers.register import Register, RegisterInfo
from brandname.registers.shelf import open_shelf

PASS = 100
"""Names searched together: enough that a register is read once for a usual list, few enough for the memory."""
KEPT, KEPT_OF_MANY, MANY = 200, 50, 200
"""Marks kept a name; fewer in studies of more than MANY names."""
ELSEWHERE, LEAST_RELATED, LEAST_ELSEWHERE = 100, 0.55, 0.65
"""Marks looked at of classes the brief does not name; how like they must be in classes related to it, and in others."""
NEAREST = 10
"""Marks kept, however unlike they are, where none is like."""
LIKE = 0.45
"""Likeness from which a mark is kept."""
LEAST_SHARE = 0.5
"""Share of characters in common from which a name in another script is LIKE (`nearness.CHARACTERS`)."""
MEANS_THE_SAME = 0.6
"""Likeness of a mark that is a word for the same thing, whatever it looks like: like, not very like."""
WIDELY_KNOWN = ("de", "es", "fr", "it", "pt", "zh")
"""Languages whose words buyers and examiners translate in many places, besides the market's own."""
PAGE = 100_000
NEWEST_OF = 2_000
"""Last marks of a register whose filing dates are looked at."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark near a name."""

    record: MarkRecord
    score: float
    written: str
    """Which of its names is near: its words, a pseudo mark or a transliteration."""
    heard_as: str = ""
    """The Latin form of that name by which it was found; empty where it was found as written."""
    meaning: Message | None = None
    """Why it means the same, where it was found by that."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one register says to one name."""

    register: str
    marks: tuple[Mark, ...]
    """Nearest first."""
    below: int
    """Compared and not kept."""
    searched: int
    """Marks compared that share a class with the brief or whose classes are unknown; all without classes."""
    readable: bool
    """False when nothing of the name could be compared by letters."""


@dataclass(frozen=True, slots=True)
class State:
    """What a register holds of one office, as far as an answer hangs on it."""

    info: RegisterInfo
    held: int
    """Marks of the office."""
    indexed: bool
    """False: only marks with the same letters can be found."""
    voices: bool
    unread: int
    """Names of the register without Latin letters: compared as written only."""
    absent: tuple[int, ...]
    """Classes of the brief in which it holds no mark of the office; none where it seldom tells classes."""
    newest: str
    """Latest filing date among the office's marks that came in last; empty when not told."""

    @property
    def unlike(self) -> int:
        """Names that no likeness was looked for in: all of them without an index, else those without Latin letters."""
        return self.unread if self.indexed else self.info.names

    @property
    def ref(self) -> DatasetRef:
        """How findings cite it."""
        return cite(self.info)


def cite(info: RegisterInfo) -> DatasetRef:
    """A register as evidence: its edition is its version."""
    title = info.title if info.title == info.id else f"{info.id}, {info.title}"
    return DatasetRef(f"register/{info.id}", info.edition, info.edition, "", f"Trademark register {title}")


class _Scored(NamedTuple):
    """How a mark was found; of several ways the greatest counts."""

    score: float
    name: int
    """Id of the name that is near; 0 for the mark itself."""
    form: str
    meant: str = ""
    """The word of the same meaning that the mark is."""


@dataclass(slots=True)
class Registers:
    """The registers of this machine for one study; opened when first asked."""

    study: Study
    every: bool = False
    """Every name of the study is asked at every office, whatever its markets say."""
    _infos: dict[str, RegisterInfo] | None = None
    _indexes: dict[str, Index | None] = field(default_factory=dict)
    _among: dict[tuple[str, str], NDArray[np.bool_] | None] = field(default_factory=dict)
    """(register, office) → which marks are the office's; None: all."""
    _states: dict[tuple[str, str], State] = field(default_factory=dict)
    _heard: dict[tuple[str, str, str], Heard] = field(default_factory=dict)
    """(register, office, text) → what was found."""
    broken: dict[str, str] = field(default_factory=dict)
    """Registers that cannot be read → key of the mistake."""

    @property
    def infos(self) -> Mapping[str, RegisterInfo]:
        """Every register that can be opened."""
        if self._infos is None:
            self._infos, shelf = {}, open_shelf()
            for id_ in shelf.ids():
                try:
                    with shelf.open(id_) as register:
                        self._infos[id_] = register.info
                except UserMistake as mistake:
                    self.broken[id_] = mistake.mistakes[0].key
        return self._infos

    def of(self, office: str) -> tuple[str, ...]:
        """Ids of the registers that hold marks of an office."""
        return tuple(id_ for id_, info in self.infos.items() if office.casefold() in info.offices)

    def state(self, id_: str, office: str) -> State:
        """What a register holds of an office."""
        place = id_, office.casefold()
        if place not in self._states:
            with open_shelf().open(id_) as register:
                if id_ not in self._indexes:
                    self._indexes[id_] = open_index(register)
                self._among[place] = _among(register, place[1])
                self._states[place] = _look(register, self._indexes[id_], place[1], self._among[place], self.study)
        return self._states[place]

    def hear(self, id_: str, office: str, text: str) -> Heard:
        """What a register says to a text; the texts of the study that are near it in the alphabet go in one pass."""
        if (id_, office, text) not in self._heard:
            texts = self._texts(office)
            place = texts.index(text) // PASS * PASS if text in texts else 0
            together = texts[place:place + PASS] if text in texts else [text]
            self.state(id_, office)
            index, among = self._indexes[id_], self._among[id_, office.casefold()]
            with open_shelf().open(id_) as register:
                for heard_text, heard in _search(register, index, office, together, self.study, among):
                    self._heard[id_, office, heard_text] = heard
        return self._heard[id_, office, text]

    def _texts(self, office: str) -> list[str]:
        """Everything the study asks at an office, sorted."""
        codes = [market.code for market in self.study.markets if self.every or office.upper() in market.offices]
        return sorted({text for name in self.study.candidates for code in codes for text in name.names_in(code)})


def _among(register: Register, office: str) -> NDArray[np.bool_] | None:
    """Which marks are of an office, by their ids; None where all are."""
    if register.info.offices == (office,):
        return None
    last = register.last_id()
    found = np.zeros(last + 1, np.bool_)
    found[register.ids_of(office)] = True
    return found


def _look(
    register: Register, index: Index | None, office: str, among: NDArray[np.bool_] | None, study: Study
) -> State:
    info = register.info
    last = register.marks(range(max(1, info.marks - NEWEST_OF), info.marks + 1))
    newest = max((m.filed for m in last.values() if m.office == office and m.filed <= info.imported[:10]), default="")
    held = info.marks if among is None else int(np.count_nonzero(among))
    return State(info, held, index is not None, bool(index and index.voices), index.unread if index else 0,
                 _absent(index, among, study), newest)


def _absent(index: Index | None, among: NDArray[np.bool_] | None, study: Study) -> tuple[int, ...]:
    """Classes of the brief that no mark has; where most marks have none told, any may have them."""
    if index is None:
        return ()
    classes = index.members.classes if among is None else index.members.classes[among[index.members.marks]]
    if 2 * np.count_nonzero(classes == 0) > len(classes):
        return ()
    wanted = dict.fromkeys((*study.brief.nice, *study.brief.nice_later))
    return tuple(number for number in wanted if not (classes >> np.uint64(number) & np.uint64(1)).any())


def _search(
    register: Register, index: Index | None, office: str, texts: Sequence[str], study: Study,
    among: NDArray[np.bool_] | None,
) -> Iterable[tuple[str, Heard]]:
    """Every text with what the register says to it."""
    classes = frozenset((*study.brief.nice, *study.brief.nice_later))
    kept = KEPT if len(study.candidates) <= MANY else KEPT_OF_MANY
    languages = _languages(office, study)
    readable = [text for text in texts if ready(text).folded]
    queries = [ready(text) for text in readable]
    near = index.search(queries, keep=kept, classes=classes, among=among) if index and queries else []
    far = index.search(queries, keep=ELSEWHERE, among=among) if index and queries and classes else []
    written = _by_characters(register, index, [text for text in texts if is_foreign(text)])
    answers = dict(zip(readable, near, strict=bool(near)))
    others = dict(zip(readable, far, strict=bool(far)))
    for text in texts:
        scores: dict[int, _Scored] = {}
        near_by = answers[text].found if text in answers else ()
        found = [(one.mark_id, _Scored(one.score, one.name_id, one.form)) for one in near_by]
        if text in others:
            found += [(one.mark_id, _Scored(one.score, one.name_id, one.form)) for one in _elsewhere(
                register, others[text].found, classes)]
        alike = sorted(written.get(text, ()), key=lambda one: (-one[1], one[0]))
        found += [(mark, _Scored(score, name, "")) for mark, score, name in alike[:kept]]
        found += [(mark, _Scored(1.0, 0, "")) for mark in register.find_exact(text)]
        means = equivalents(text, languages)
        found += [(mark, _Scored(MEANS_THE_SAME, 0, "", word)) for word in means for mark in register.find_exact(word)]
        for mark, scored in found:
            scores[mark] = max(scores.get(mark, scored), scored)
        below = (answers[text].below if text in answers else 0) + len(alike[kept:])
        searched = answers[text].searched if text in answers else 0
        yield text, _kept(register, office, scores, kept, below, searched, means, readable=text in answers)


def _languages(office: str, study: Study) -> list[str]:
    """Languages with a lexicon: those of the markets of an office, and widely known ones."""
    spoken = {share.tag.partition("-")[0] for market in study.markets if office.upper() in market.offices
              for share in market.languages}
    return sorted({*spoken, *WIDELY_KNOWN} & set(lexicon.known()) - {"en"})


def _elsewhere(register: Register, found: Sequence[Found], classes: frozenset[int]) -> list[Found]:
    """Of what was found whatever its classes: the very like, and the like in classes related to the brief's."""
    related, like = related_to(classes), [one for one in found if one.score >= LEAST_RELATED]
    records = register.marks([one.mark_id for one in like if one.score < LEAST_ELSEWHERE])
    return [one for one in like if one.mark_id not in records or related & set(records[one.mark_id].classes)]


def _kept(
    register: Register, office: str, scores: Mapping[int, _Scored], kept: int, below: int, searched: int,
    means: Mapping[str, Message], *, readable: bool,
) -> Heard:
    """The marks of the office that are kept: all that are like, or the nearest where none is."""
    order = sorted(scores, key=lambda mark: (-scores[mark].score, mark))
    records = register.marks(order)
    here = [mark for mark in order if mark in records and records[mark].office == office]
    chosen = [mark for mark in here[:kept] if scores[mark].score >= LIKE] or here[:NEAREST]
    marks = tuple(Mark(records[mark], scores[mark].score, _name(register, scores[mark].name) or records[mark].mark,
                       scores[mark].form, means.get(scores[mark].meant)) for mark in chosen)
    return Heard(register.info.id, marks, below + len(order) - len(chosen), searched, readable)


def _name(register: Register, id_: int) -> str:
    """One name by its id."""
    found = register.names(id_ - 1, 1) if id_ else []
    return found[0][2] if found and found[0][0] == id_ else ""


def _by_characters(
    register: Register, index: Index | None, texts: Sequence[str]
) -> Mapping[str, list[tuple[int, float, int]]]:
    """For texts of other scripts the names of other scripts that share half of their characters or more."""
    if index is None:
        return _read_through(register, texts)
    return {text: [(mark, score, name) for mark, name, share in index.written.near(text, LEAST_SHARE)
                   if (score := score_of_share(share)) >= LIKE] for text in texts}


def _read_through(register: Register, texts: Sequence[str]) -> dict[str, list[tuple[int, float, int]]]:
    """The same without an index: every name is read."""
    wanted = {text: fold_exact(text) for text in texts}
    letters = frozenset(simplify("".join(wanted.values())))
    found: dict[str, list[tuple[int, float, int]]] = {text: [] for text in wanted}
    after = 0
    while wanted and (page := register.names(after, PAGE)):
        after = page[-1][0]
        for name, mark, text in page:
            if text.isascii() or letters.isdisjoint(simplify(text.casefold())):
                continue
            folded = fold_exact(text)
            for query, mine in wanted.items():
                if (score := character_score(mine, folded)) >= LIKE:
                    found[query].append((mark, score, name))
    return found
