"""How many requests a host has had from this machine in the last hour and day, over all runs and studies.

Only for hosts whose operator limits that. One file a host, one line a request (its time in Unix seconds): appending a
short line is the one thing that several processes may do to a file without a lock. A line that cannot be read counts
as a request just now; a folder that cannot be written leaves the count of this process. It knows no manners.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

HOUR, DAY = 3600.0, 86400.0
"""Seconds."""


class Budget:
    """The requests of one host or pool of hosts."""

    def __init__(self, name: str, per_hour: int, per_day: int, *, folder: Path | None) -> None:
        """`per_hour`, `per_day`: requests at most, 0 for no limit; without a folder only this object's are counted."""
        self._limits = tuple((span, most) for span, most in ((HOUR, per_hour), (DAY, per_day)) if most)
        file = hashlib.blake2b(name.encode(), digest_size=12).hexdigest()
        self._path = folder / f"{file}.txt" if folder else None
        self._own: list[float] = []

    def claim(self) -> bool:
        """Takes one request; False, and nothing taken, when a limit is reached."""
        now = time.time()
        times = self._times(now)
        if any(sum(then > now - span for then in times) >= most for span, most in self._limits):
            return False
        self._own.append(now)
        self._write(now, times)
        return True

    def _times(self, now: float) -> list[float]:
        """Every request of the last day, also those of other processes."""
        found: list[float] = []
        try:
            lines = self._path.read_text(encoding="ascii", errors="replace").split() if self._path else []
        except OSError:
            lines = []
        for line in lines:
            try:
                found.append(min(float(line), now))
            except ValueError:
                found.append(now)
        times = found if found else self._own
        return [then for then in times if then > now - DAY]

    def _write(self, now: float, kept: list[float]) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if len(kept) * 24 < (self._path.stat().st_size if self._path.exists() else 0) // 2:
                self._path.write_text("".join(f"{then:.3f}\n" for then in kept), encoding="ascii")
            with self._path.open("a", encoding="ascii") as file:
                file.write(f"{now:.3f}\n")
        except OSError:
            self._path = None  # nowhere to keep it: this process counts by itself from here on
            self._own = [*kept, now]
