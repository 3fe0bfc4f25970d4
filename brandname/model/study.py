"""What a team put on disk: brief, candidates, markets, notes, and the study of them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from brandname.model.reviews import Reviews
from brandname.model.text import Message


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
class Wishes:
    """Which addresses the team wants, under domain endings or on platforms."""

    must: tuple[str, ...] = ()
    """Endings without leading dot (`com`, `com.mx`, `中国`), or platform ids, that the name is nothing without."""
    nice: tuple[str, ...] = ()
    """The same, welcome: told, but outside the range of risk."""
    forms: tuple[str, ...] = ()
    """Other spellings that would do besides the exact one: `hyphen`, `get-` (before), `-app` (behind), `{name}hq`."""


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
    domains: Wishes = field(default_factory=Wishes)
    handles: Wishes = field(default_factory=Wishes)


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
    lexicons: Mapping[str, str] = field(default_factory=dict)
    """The study's own words: file (`lexicon/es.tsv`, and `lexicon/es.toml` with inflection classes) → its text. The
    stem is a BCP 47 tag in its usual form; the rows are read and refused by `language.lexicon.read_own`."""

    def market(self, code: str) -> Market:
        """The market of a code; KeyError when the study has none."""
        for market in self.markets:
            if market.code == code:
                return market
        raise KeyError(code)
