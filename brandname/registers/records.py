"""One trade mark as a register gave it. Pure data: no file, no comparison, no opinion on the mark."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

FIRST_CLASS, LAST_CLASS = 1, 45
"""Nice classes, 1–34 goods and 35–45 services."""


class MarkStatus(StrEnum):
    """Where a mark stands at its office."""

    REGISTERED = "registered"
    PENDING = "pending"
    DEAD = "dead"
    """Refused, withdrawn, abandoned, cancelled or expired; unregistered rights may persist."""
    UNKNOWN = "unknown"
    """The source does not say, or says it in words we do not know. Never counted as dead."""


class Drawing(StrEnum):
    """What kind of sign was filed."""

    WORD = "word"
    STYLISED = "stylised"
    FIGURATIVE = "figurative"
    """A picture with words."""
    PICTURE = "picture"
    """A picture without words; there is no name to compare."""
    OTHER = "other"
    """Sound, colour, shape and the like."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """One mark; what the source leaves out is empty or unknown, never guessed."""

    office: str
    """Code of the office in lower case as markets name it (`us`, `em`, `wo`), or the register's id."""
    application: str = ""
    """As text, zero-padded where the office does."""
    registration: str = ""
    mark: str = ""
    """The words, in full; empty for a picture."""
    drawing: Drawing = Drawing.UNKNOWN
    status: MarkStatus = MarkStatus.UNKNOWN
    status_text: str = ""
    """As the office gave it: a code or words."""
    filed: str = ""
    """ISO 8601, as exact as given: `2019-05-31`, `2019-05`, `2019` or empty; so are the other dates."""
    registered: str = ""
    expires: str = ""
    status_date: str = ""
    owner: str = ""
    owner_country: str = ""
    classes: tuple[int, ...] = ()
    """Nice classes, ascending; empty when unknown."""
    classes_complete: bool = True
    """False when the source gave a class that is no Nice class: what is covered is then partly unknown."""
    goods: str = ""
    groups: tuple[str, ...] = ()
    """Similar-group codes, where given."""
    pseudo: tuple[str, ...] = ()
    """The office's own other spellings."""
    transliterations: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    disclaimed: tuple[str, ...] = ()
    """Words nobody claims for themselves."""

    @property
    def key(self) -> str:
        """`us:87654321`: the same mark has the same key in every edition of a register.

        Without any number the words, the owner and the filing date stand for one.
        """
        if self.application:
            return f"{self.office}:{self.application}"
        if self.registration:
            return f"{self.office}:r{self.registration}"
        told = "\n".join((self.mark, self.owner, self.filed)).encode("utf-8", "surrogatepass")
        return f"{self.office}:={hashlib.blake2b(told, digest_size=8).hexdigest()}"

    @property
    def class_mask(self) -> int:
        """Bit n set for class n; 0 when the classes are unknown or not all known, which counts as every class."""
        return _mask(self.classes) if self.classes_complete else 0


@lru_cache(maxsize=4096)
def _mask(classes: tuple[int, ...]) -> int:
    return sum(1 << number for number in classes)
