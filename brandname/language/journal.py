"""Answers that cost a program's start to compute, kept one by one in the user's cache folder.

For look-ups whose engine takes longer to load than to answer. Holds nothing that cannot be computed anew; see `cache`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from brandname.language import cache


class Journal:
    """Text asked → JSON value, of one room and version. Not shared between threads; between programs it may be."""

    def __init__(self, room: str, version: str, name: str) -> None:
        self._path = cache.place(room, version, name)
        self._known: dict[str, Any] = {}
        for entry in cache.read_journal(self._path):
            if isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str):
                self._known[entry[0]] = entry[1]

    def find(self, asked: str, compute: Callable[[], Any]) -> Any:  # noqa: ANN401 - the JSON edge
        """What was kept for a text, else what `compute` gives, which is kept at once."""
        if asked not in self._known:
            self._known[asked] = compute()
            cache.add_to_journal(self._path, [[asked, self._known[asked]]])
        return self._known[asked]
