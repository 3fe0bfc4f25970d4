"""The one switch between a run that may use the network and one that may not.

There is no detection of a network here, only the user's `--online`.
"""

from __future__ import annotations

from dataclasses import dataclass


class OfflineBreach(RuntimeError):  # noqa: N818 - names the event
    """Something tried to open a connection in a run without `--online`: a bug of ours, never a user's mistake."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Given to everything that opens connections."""

    online: bool = False

    def demand(self, host: str) -> None:
        """Raises OfflineBreach unless the user said `--online`."""
        if not self.online:
            raise OfflineBreach(f"a connection to {host} was about to be opened in a run without --online")
