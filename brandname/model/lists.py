"""The closed lists: statuses, gaps, bands, shelves, verdicts. Each member has its name in the catalogue."""

from __future__ import annotations

from enum import StrEnum


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


class Verdict(StrEnum):
    """What a reviewer or native speaker decided."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    FINE = "fine"
    PROBLEM = "problem"
