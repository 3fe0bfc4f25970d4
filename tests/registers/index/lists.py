"""Registers that are only lists, and names to fill them with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from brandname.registers.index.forms import Column, Name
from brandname.registers.records import MarkStatus

SYLLABLES = ("ve", "lo", "ra", "qui", "ck", "fix", "za", "nax", "tac", "pho", "é", "ß", " ", "-", "3", "Ö", "网", "X")
names = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6).map("".join)
"""Short names that are often alike, now and then with nothing Latin in them."""


@dataclass(frozen=True)
class Listed:
    """What an index asks of a register."""

    texts: Sequence[str]
    index_folder: Path
    edition: str = "first"
    statuses: Sequence[MarkStatus] = ()
    masks: Sequence[int] = ()

    def names(self, after: int = 0, limit: int = 100) -> list[Name]:
        """Name 1 of mark 1, name 2 of mark 2, and so on."""
        ids = range(after + 1, min(after + limit, len(self.texts)) + 1)
        return [(id_, id_, self.texts[id_ - 1]) for id_ in ids]

    def columns(self, after: int = 0, limit: int = 100) -> list[Column]:
        """Registered, of unknown classes, unless told otherwise."""
        ids = range(after + 1, min(after + limit, len(self.texts)) + 1)
        return [(id_, self.statuses[id_ - 1] if self.statuses else MarkStatus.REGISTERED,
                 self.masks[id_ - 1] if self.masks else 0, "us") for id_ in ids]
