"""Who is shown which name: what is written down before a request leaves the machine.

The study's store keeps the entries; this room only says what one is, so that it needs no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Ledger(Protocol):
    """Where entries go; `brandname.store.Store` is one."""

    def write_ledger(self, *, when: str, host: str, source: str, name: str, request: str) -> None:
        """On disk when it returns; only then is the request sent."""
        ...


@dataclass(frozen=True, slots=True)
class Errand:
    """On whose behalf a request is sent."""

    source: str
    name: str
    """The candidate; empty for a source's own controls."""
    request: str
    """Canonical, without secrets."""
