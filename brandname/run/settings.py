"""How a run is to go, how far it is, and how it is ended early. Runs nothing by itself."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from brandname.rank import Policy


@dataclass(frozen=True, slots=True)
class Settings:
    """How to run."""

    now: datetime
    """The run's only clock, aware."""
    online: bool = False
    jobs: int = 1
    label: str = ""
    strict: bool = False
    """Re-raise a check's crash instead of reporting it."""
    not_selected: tuple[str, ...] = ()
    policy: Policy | None = None
    least_number: int = 1
    """The least number the run may get: reports of a lost store are not overwritten."""
    paid: Mapping[str, int] = field(default_factory=dict)
    """Paid source → queries it may be sent in this run; others that cost money are not asked."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    total: int
    check: str
    """The check under way."""


@dataclass(slots=True)
class Stop:
    """Whether somebody wants the run to end; the first signal asks, a second one insists."""

    asked: bool = False
    judging: bool = field(default=False, repr=False)

    def handle(self, signum: int, frame: object) -> None:
        """Breaks off judging at once; between batches (recording) it only takes note."""
        del signum, frame
        self.asked = True
        if self.judging:
            raise KeyboardInterrupt


def now() -> datetime:
    """The time a run starts: SOURCE_DATE_EPOCH where it is set (reproducible reports), else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


@contextmanager
def interruptible() -> Iterator[Stop]:
    """A `Stop` that SIGINT and SIGTERM set while the block runs; outside the main thread nothing is installed."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
