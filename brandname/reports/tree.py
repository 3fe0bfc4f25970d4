"""The parts a report is made of, whatever it is written as. Plain texts and numbers; no markup."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from brandname.rank import Range


class Tone(StrEnum):
    """How a paragraph is meant."""

    PLAIN = "plain"
    LEAD = "lead"
    """The one thing to read."""
    FAINT = "faint"
    """An explanation beside the matter."""
    ALERT = "alert"
    """Something went wrong, or must not be overlooked."""
    QUOTE = "quote"
    """Words of a respondent."""
    BLANK = "blank"
    """A line for a person to fill in."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    tone: Tone = Tone.PLAIN
    label: str = ""
    """Set before it in bold."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of label and value."""

    pairs: tuple[tuple[str, str], ...]
    compact: bool = False
    """Short pairs, such as a legend: as many on a line as fit."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column."""

    label: str
    kind: str = ""
    """Empty (text), `mark`, `number`, `range` or `name`."""
    tip: str = ""
    """The label in full, where it is a code."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    text: str
    sub: str = ""
    """A second, fainter line."""
    bar: Range | None = None
    """Drawn where the format can draw."""
    link: str = ""
    """Anchor of a section of this report."""


@dataclass(frozen=True, slots=True)
class Group:
    """A row that heads the rows below it."""

    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row."""

    columns: tuple[Column, ...]
    rows: tuple[Line | Group, ...]


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit of a finding."""

    id: str
    """As `reviews.yaml` wants it."""
    text: str
    figures: str
    """Band and confidence."""
    verdict: str = ""
    """What a reviewer decided, and who."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding, told in full."""

    mark: str
    heading: str
    """Check and subject."""
    text: str
    figures: str
    """Band and confidence, in words and numbers."""
    hits: tuple[HitLine, ...] = ()
    notes: tuple[str, ...] = ()
    """Sources, other markets it counts for, reviews."""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks behind a heading that a screen may fold away."""

    title: str
    blocks: tuple[Block, ...]
    open: bool = False
    paper: bool = True
    """Whether paper shows the blocks too, or only the title."""


Block: TypeAlias = "Text | Items | Facts | Table | Entry | Fold"


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report, or of another part."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report."""

    language: str
    title: str
    notice: str
    """What it is and is not."""
    head: tuple[Block, ...]
    sections: tuple[Section, ...]
