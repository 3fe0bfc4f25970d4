"""The nouns: study, question, evidence, finding, run. No I/O; imports nothing of ours.

Everything here is frozen, slotted and pickles. Text for people is never stored: a `Message` is a key with
parameters, rendered by `brandname.reports.catalogue`.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Param: TypeAlias = str | int | float | tuple[str, ...]
"""What a message can carry."""


class Status(StrEnum):
    """Whether a question got an answer."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    NOT_APPLICABLE = "not_applicable"


class Gap(StrEnum):
    """Why a question has no answer. A closed list; each has a name and an advice in the catalogue (`gap.<value>…`)."""

    OFFLINE = "offline"
    UNREACHABLE_FROM_HERE = "unreachable_from_here"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    UNCLEAR = "unclear"
    CONTROL_FAILED = "control_failed"
    LANGUAGE_NOT_COVERED = "language_not_covered"
    MISSING_EXTRA = "missing_extra"
    NEEDS_KEY = "needs_key"
    NO_REGISTER = "no_register"
    NO_NOTES = "no_notes"
    MANUAL_ONLY = "manual_only"
    OVER_BUDGET = "over_budget"
    NOT_SELECTED = "not_selected"
    NOT_BUILT = "not_built"
    INTERRUPTED = "interrupted"
    CRASHED = "crashed"


class Outcome(StrEnum):
    """What a source's recogniser makes of a body. Never stored: computed on reading."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNCLEAR = "unclear"
    REFUSED = "refused"
    FAILED = "failed"


class Band(StrEnum):
    """Risk in words: note < .25 ≤ caution < .5 ≤ warning < .75 ≤ serious."""

    NOTE = "note"
    CAUTION = "caution"
    WARNING = "warning"
    SERIOUS = "serious"

    @classmethod
    def of(cls, risk: float) -> Band:
        """The band of a risk in 0–1."""
        for band, lower in reversed(BAND_FLOORS):
            if risk >= lower:
                return band
        return cls.NOTE


BAND_FLOORS: tuple[tuple[Band, float], ...] = (
    (Band.NOTE, 0.0),
    (Band.CAUTION, 0.25),
    (Band.WARNING, 0.5),
    (Band.SERIOUS, 0.75),
)
"""The one table of bands: lower bound of each, ascending."""


class SubjectKind(StrEnum):
    """What a question's scope is."""

    LANGUAGE = "language"
    MARKET = "market"
    DOMAIN = "domain"
    PLATFORM = "platform"
    OFFICE = "office"
    SCRIPT = "script"
    LIST = "list"


class Shelf(StrEnum):
    """Where a name stands in the ranking."""

    RANKED = "ranked"
    UNDECIDED = "undecided"
    BLOCKED = "blocked"


def canonical(name: str) -> str:
    """NFC of a name with outer space removed: its identity."""
    return unicodedata.normalize("NFC", name.strip())


def sameness(name: str) -> str:
    """The key under which two names are equal: NFKC + casefold, accents kept."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold())


def _letters(name: str) -> str:
    """Letters, marks and digits of a name, as `sameness` compares them: how it stands in domains and handles."""
    return "".join(c for c in sameness(name) if unicodedata.category(c)[0] in "LMN")


def digest(*parts: str) -> str:
    """A stable 16-hex-digit id of some texts (BLAKE2b over length-prefixed UTF-8)."""
    h = hashlib.blake2b(digest_size=8)
    for part in parts:
        raw = part.encode()
        h.update(len(raw).to_bytes(4, "big"))
        h.update(raw)
    return h.hexdigest()


@dataclass(frozen=True, slots=True)
class Message:
    """Something to be said to a person, as a key and parameters; never prose."""

    key: str
    """Dotted key in the catalogue, as `meaning.hit.inside`."""
    params: Mapping[str, Param] = field(default_factory=dict)
    """Parameters; tags and codes stay codes (`es-MX`), the catalogue names them."""


def say(key: str, /, **params: Param) -> Message:
    """A `Message`, short to write."""
    return Message(key, params)


# ── the study ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Form:
    """How a candidate is written in one market."""

    market: str
    """Market code, lower case."""
    written: str
    """NFC text in the local script."""
    strategy: str = ""
    """`phonetic`, `semantic`, `phono-semantic`, `original`, or empty."""
    status: str = "draft"
    """`draft` (listed, not checked) or `adopted` (a name: it gets every check in its market)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate name."""

    name: str
    """NFC, in any script: its identity."""
    latin: tuple[str, ...] = ()
    """Latin spellings to check for a name in other characters."""
    say: str = ""
    """How the team says it, as respelling (`veh-LOR-uh`)."""
    lang: str = ""
    """BCP 47 language of origin, if any."""
    story: str = ""
    origin: str = ""
    """Where the name came from (`interview mx-009`)."""
    status: str = "new"
    """`new`, `shortlist`, `incumbent` or `dropped`."""
    forms: tuple[Form, ...] = ()
    where: str = ""
    """`file:line:column` it was read from."""

    def names_in(self, market: str) -> tuple[str, ...]:
        """Every text to be checked in a market: the name, its Latin spellings, adopted forms there; without repeats."""
        if not self.latin and not self.forms:
            return (self.name,)
        forms = (f.written for f in self.forms if f.market == market and f.status == "adopted")
        return tuple(dict.fromkeys((self.name, *self.latin, *forms)))


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """A language spoken in a market."""

    tag: str
    """BCP 47, as `es-MX`, `zh-Hans`."""
    share: float | None
    """Reach, 0–1 of the population (second-language speakers included, so the sum exceeds 1); None = unknown."""
    role: str = "main"
    """`main` (official or ≥ 20 % reach, or named by the study without a share) or `diaspora` / `minority`."""
    source: str = ""
    """Where the figure comes from (`CLDR 48 territory_languages`, `markets/mx.yaml:6`)."""


@dataclass(frozen=True, slots=True)
class Market:
    """One target market, with the packaged facts filled in."""

    code: str
    """ISO 3166-1 alpha-2, lower case: the file's stem."""
    label: str
    languages: tuple[LanguageShare, ...]
    horizon: str = "now"
    """`now`, a year (`2028`) or `watch`."""
    role: tuple[str, ...] = ("sell",)
    """`sell`, `make` or both."""
    weight: float = 1.0
    """> 0; how much the market counts in a name's risk."""
    why: str = ""
    subcultures: tuple[str, ...] = ()
    tlds: tuple[str, ...] = ()
    """Without leading dot: `mx`, `com.mx`, `com`."""
    platforms: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    """Trademark office codes (WIPO ST.3: `MX`, `EM`, `WO`)."""
    competitors: tuple[str, ...] = ()
    decisive: tuple[str, ...] = ()
    """Check ids whose answer may stop a name here."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Field → where its value came from (`markets/mx.yaml:4`, `packaged facts: mx`, `default`)."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What the name is for. Every field may be empty; a report says which are."""

    project: str = "new"
    """`new`, `rename`, `extend` or `localise`."""
    incumbent: str = ""
    goods: str = ""
    """In plain words."""
    nice: tuple[int, ...] = ()
    """Nice classes now."""
    nice_later: tuple[int, ...] = ()
    must_last_years: int | None = None
    abroad_now: float | None = None
    """Share of sales abroad, 0–1."""
    abroad_later: float | None = None
    """In five years, 0–1."""
    ideas: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    channels_now: tuple[str, ...] = ()
    channels_next: tuple[str, ...] = ()
    search_matters: str = "some"
    """`main`, `some` or `little`."""
    legal: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """`joins`, `want`, `launch`, `made_in`; each a tuple of texts."""
    personas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What one respondent said about one name."""

    name: str
    """As in the note; matched to a candidate by `sameness`."""
    said: str = ""
    spelled: str = ""
    ease: int | None = None
    """1 (hard) – 5 (easy)."""
    noticed: tuple[str, ...] = ()
    """Associations offered unasked; empty = none, see `noticed_asked`."""
    noticed_asked: bool = False
    """True when the note has the field, so that an empty one means "nothing noticed"."""
    probed: tuple[str, ...] = ()
    """Associations only after being asked."""
    probed_asked: bool = False
    fits: Mapping[str, int] = field(default_factory=dict)
    """Idea of the brief → 1–5."""
    quotes: tuple[str, ...] = ()
    """Shown only with consent `quote`; never stored outside the study."""


@dataclass(frozen=True, slots=True)
class Note:
    """One interview or survey answer, pseudonymous."""

    id: str
    market: str
    language: str = ""
    round: int = 1
    persona: str = ""
    kind: str = "prospect"
    """`customer`, `prospect` or `partner`."""
    consent: str = "internal"
    """`quote` (may be quoted in reports), `internal` (counts only) or `none` (not used at all)."""
    shown: str = ""
    order: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()
    instead: tuple[str, ...] = ()
    """Names the respondent suggested."""
    where: str = ""


class Verdict(StrEnum):
    """What a reviewer or native speaker decided."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    FINE = "fine"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's verdict on one hit."""

    hit: str
    """Hit id."""
    name: str
    verdict: Verdict
    """`confirmed` or `dismissed`."""
    reason: str
    by: str
    on: str
    """ISO date."""
    until: str = ""
    """ISO date after which it no longer applies; empty = always."""
    blocker: bool = False
    """A confirmed hit that stops the name in the markets of its finding."""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question somebody looked up by hand; becomes evidence of the source `manual`."""

    check: str
    name: str
    subject: str
    """The place looked up, or a domain in full, as `brandname why` prints it: `velora.com`, `instagram`, `MX`."""
    outcome: Outcome
    """`found` or `not_found`."""
    by: str
    on: str
    link: str = ""
    note: str = ""
    band: Band | None = None
    """The person's own reading of a `found`; None = the check's default."""
    where: str = ""

    def is_to(self, question: Question) -> bool:
        """Whether exactly this was looked up: one spelling at one place.

        `name` is the spelling looked up; for a domain in full the candidate's own name will do. A look-up says nothing
        about another spelling, office or platform, and a subject that names no place answers nothing.
        """
        asked, wanted = question.subject, sameness(self.subject)
        if self.check != question.check:
            return False
        spellings = {_letters(asked.text.removeprefix("@").removesuffix(f".{asked.scope}"))}
        if asked.kind is SubjectKind.DOMAIN and wanted == sameness(asked.text):
            spellings.add(_letters(question.candidate))
        elif wanted != sameness(asked.scope):
            return False
        return _letters(self.name) in spellings


@dataclass(frozen=True, slots=True)
class Signoff:
    """A native speaker's verdict on a name in a language."""

    name: str
    market: str
    language: str
    verdict: Verdict
    """`fine` or `problem`."""
    by: str
    on: str
    note: str = ""
    band: Band | None = None
    """Of a `problem`; None = warning."""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """A name the team left, with a coded reason."""

    name: str
    reason: str
    """`meaning`, `sound`, `legal`, `domain`, `handle`, `search`, `interviews`, `fit` or `other`."""
    by: str
    on: str
    note: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Reviews:
    """What people decided: `reviews.yaml`."""

    decisions: tuple[Decision, ...] = ()
    answers: tuple[Answer, ...] = ()
    signoffs: tuple[Signoff, ...] = ()
    drops: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What a study says under `checks: <id>:`, unvalidated: the check's own options type decides."""

    values: Mapping[str, str | tuple[str, ...]]
    where: Mapping[str, str] = field(default_factory=dict)
    """Key → `file:line:column`; the empty key is the section's own place."""


@dataclass(frozen=True, slots=True)
class Study:
    """Everything a team put on disk, read and completed."""

    root: str
    """The study's folder as given; shown, never opened from here."""
    brief: Brief
    candidates: tuple[Candidate, ...]
    """Without dropped names."""
    markets: tuple[Market, ...]
    notes: tuple[Note, ...] = ()
    reviews: Reviews = field(default_factory=Reviews)
    checks: Mapping[str, CheckSettings] = field(default_factory=dict)
    """Check id → settings."""
    dropped: tuple[Candidate, ...] = ()
    """Candidates named in `drops` or with status dropped: reported, not checked."""
    remarks: tuple[Message, ...] = ()
    """What the reader wants said: guessed encodings, merged repeats, values from packaged facts."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """File → digest of its bytes, for the run's record."""

    def market(self, code: str) -> Market:
        """The market of a code; KeyError when the study has none."""
        for market in self.markets:
            if market.code == code:
                return market
        raise KeyError(code)


# ── questions, evidence, findings ────────────────────────────────────────────────────────────────────────────────────


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
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Hash of check, candidate and subject: the id of its finding. Computed once: it is asked for all the time."""
        if not self._id:
            subject = self.subject
            id_ = digest(self.check, self.candidate, subject.text, subject.kind, subject.scope)
            object.__setattr__(self, "_id", id_)
        return self._id


WITHOUT_HITS = "without_hits"
"""Measure of an answer that rests on its hits alone: the gap it reads once a reviewer has dismissed them all."""


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


@dataclass(frozen=True, slots=True)
class ControlResult:
    """How a source did on its two controls in a run."""

    source: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Crash:
    """A check that broke its contract; named at the head of the report."""

    check: str
    summary: str
    """Exception type and message, one line."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the checks over a study."""

    number: int
    """1, 2, …"""
    label: str
    started: str
    """UTC, ISO 8601; the only clock a report knows."""
    finished: str = ""
    """Empty while running or after a kill."""
    interrupted: bool = False
    online: bool = False
    tool: str = ""
    """Version of brandname."""
    checks: Mapping[str, int] = field(default_factory=dict)
    """Check id → version, of the checks selected."""
    not_selected: tuple[str, ...] = ()
    """Checks left out by `--checks` or the study."""
    datasets: tuple[DatasetRef, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Input file → digest."""
    policy: Mapping[str, float] = field(default_factory=dict)
    """Check id → weight, as the ranking used them."""
    markets: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    shelves: Mapping[str, str] = field(default_factory=dict)
    """Candidate → shelf when the run ended, for "since the last run"."""
    controls: tuple[ControlResult, ...] = ()
    crashes: tuple[Crash, ...] = ()
