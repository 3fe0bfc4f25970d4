"""Questions, what was looked up for them, and what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from brandname.model.lists import Band, Gap, Status, SubjectKind
from brandname.model.text import Message, Param, digest


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """The exact thing asked."""

    text: str
    """`velora`, `velora.com`, `薇珞`: the text looked up or judged."""
    kind: SubjectKind
    scope: str
    """Where: a language tag, market code, TLD, platform id, office code, script code or list id."""

    def __str__(self) -> str:
        """Stable form used in ids: text, kind and scope."""
        return f"{self.text} [{self.kind}:{self.scope}]"

    def __reduce__(self) -> tuple[type[Subject], tuple[object, ...]]:
        return Subject, (self.text, self.kind, self.scope)  # three times as fast as a dataclass's own way


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to find out about one candidate."""

    check: str
    candidate: str
    """The candidate's NFC name."""
    subject: Subject
    markets: tuple[str, ...]
    """Codes of the markets it counts for, sorted."""
    decisive: tuple[str, ...] = ()
    """Those of `markets` where the answer may stop the name, sorted."""
    audience: str = ""
    """Who is asked, where a check grades one subject differently by that; markets of one audience share the question.
    Empty: everybody, or whom the subject concerns most. A code of the check's own, part of the question's identity."""
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Hash of check, candidate, subject and audience: the id of its finding. Computed once: asked for often."""
        if not self._id:
            subject = self.subject
            audience = (self.audience,) if self.audience else ()
            id_ = digest(self.check, self.candidate, subject.text, subject.kind, subject.scope, *audience)
            object.__setattr__(self, "_id", id_)
        return self._id

    def __reduce__(self) -> tuple[type[Question], tuple[object, ...]]:
        return Question, (self.check, self.candidate, self.subject, self.markets, self.decisive, self.audience)


WITHOUT_HITS = "without_hits"
"""Measure of an answer that rests on its hits alone: the gap it reads once a reviewer has dismissed them all."""


IF_FOUND = "if_found"
"""Measure of an open question: the risk (0–1) of a `found` that a person looks up and gives no band."""
NICE_TO_HAVE = "nice_to_have"
"""Measure of a finding about something welcome but not needed (a domain beside the must-have ones): it is told, and
stands outside the range of its market as long as something needed is asked there. A property of the question."""


@dataclass(frozen=True, slots=True)
class DatasetRef:
    """The dataset a local check judged by; cited as evidence."""

    id: str
    """As `badwords-py/es` or `brandname/markets`."""
    version: str
    digest: str
    """Of its content, or of package name and version where the content is a package's own."""
    licence: str = ""
    title: str = ""

    @property
    def ref(self) -> str:
        """How findings cite it."""
        return f"dataset:{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One exchange with the outside world, or one manual look-up."""

    source: str
    source_version: int
    request: str
    """Canonical, without secrets."""
    vantage: str
    """Where it was asked from (`this machine`, `import berlin-office`, `manual`)."""
    when: str
    """UTC, ISO 8601."""
    status: str
    """HTTP status or the transport's word (`timeout`, `refused`, `manual`)."""
    body: bytes
    """At most 256 KB."""
    address: str = ""
    """A page a person can open."""

    @property
    def id(self) -> str:
        """Hash of all its fields."""
        return "evidence:" + digest(
            self.source, str(self.source_version), self.request, self.vantage, self.when, self.status,
            hashlib.blake2b(self.body, digest_size=16).hexdigest(), self.address,
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: a word, a mark, an association."""

    id: str
    """Stable, by a key of the check's own (meaning: language + lemma + sense), never by score or version."""
    message: Message
    risk: float
    """0–1, severity if it is what it looks like."""
    confidence: float
    """0–1, how sure the match is."""
    merit: float = 0.0
    """0–1, good news; never offsets risk."""
    span: tuple[int, int] | None = None
    """Half-open character range in the subject's text, where there is one."""
    measures: Mapping[str, Param] = field(default_factory=dict)
    """Named facts for machines: `way`, `list`, `region`, counts."""

    def __reduce__(self) -> tuple[type[Hit], tuple[object, ...]]:
        return Hit, (self.id, self.message, self.risk, self.confidence, self.merit, self.span, self.measures)


@dataclass(frozen=True, slots=True)
class Finding:
    """The judged answer to a question.

    Raises ValueError when the parts contradict each other: risk and confidence are present exactly when
    answered, an answered finding names its evidence, an unanswered one its gap.
    """

    question: Question
    status: Status
    message: Message
    risk: float | None = None
    """0–1, of the worst hit."""
    confidence: float | None = None
    """0–1, of that risk."""
    merit: float = 0.0
    """0–1; never offsets risk, never changes a shelf."""
    floor: float = 0.0
    """Risk that stays when every hit is dismissed."""
    gap: Gap | None = None
    blocker: bool = False
    hits: tuple[Hit, ...] = ()
    """Worst first, then by id."""
    measures: Mapping[str, Param] = field(default_factory=dict)
    """Named facts about the whole answer: `ipa`, `percentile`, `n`, `fit`."""
    next_step: Message | None = None
    evidence: tuple[str, ...] = ()
    """Ids of evidence and datasets."""

    def __post_init__(self) -> None:
        answered = self.status is Status.ANSWERED
        if answered != (self.risk is not None) or answered != (self.confidence is not None):
            raise ValueError(f"{self.question.check}: risk and confidence belong to answered findings alone")
        if answered and not self.evidence:
            raise ValueError(f"{self.question.check}: an answered finding names its evidence")
        if (self.status is Status.UNANSWERED) != (self.gap is not None):
            raise ValueError(f"{self.question.check}: a gap belongs to unanswered findings, and to them only")
        if self.blocker and not answered:
            raise ValueError(f"{self.question.check}: only an answered finding can block")
        for value in (self.risk, self.confidence, self.merit, self.floor):
            if value is not None and not 0.0 <= value <= 1.0:
                raise ValueError(f"{self.question.check}: {value} is outside 0–1")

    @property
    def id(self) -> str:
        """The question's id: stable over runs."""
        return self.question.id

    @property
    def band(self) -> Band | None:
        """The band of the risk; None when unanswered."""
        return None if self.risk is None else Band.of(self.risk)
