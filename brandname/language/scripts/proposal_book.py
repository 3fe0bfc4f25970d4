"""Chinese names with meaning, remembered on disk between runs: making them costs more than all else a short list asks.

One journal, keyed by the digests of everything the proposals come from; an entry by the name and the brief it was made
for. Holds nothing that cannot be computed anew. Not shared between threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from brandname import data
from brandname.language import cache as store
from brandname.language.homophones import Homophone
from brandname.language.scripts import book
from brandname.language.scripts.meaningful import Proposal, Strategy, meaningful_names

FORMAT = 1
"""Rises whenever proposals would be made differently by the same data, or are kept in another shape."""
MADE_FROM = ("hanzi/goods", "hanzi/likeness")
"""Datasets beside those of `book.edition`."""


class ProposalBook:
    """The proposals for Latin names."""

    def __init__(self) -> None:
        self._path = store.place("renderings", _edition(), "proposals")
        self._known: dict[str, tuple[Proposal, ...]] = {}
        self._new: list[str] = []
        for entry in store.read_journal(self._path):
            self._remember(entry)

    def proposals(self, name: str, *, goods: str, nice: Sequence[int], ideas: Sequence[str], script: str, n: int,
                  origin: str, ipa: str) -> tuple[Proposal, ...]:
        """As `meaningful.meaningful_names`."""
        asked = "\t".join((name, goods, ",".join(map(str, nice)), "\n".join(ideas), script, str(n), origin, ipa))
        if asked not in self._known:
            self._known[asked] = meaningful_names(name, goods=goods, nice=nice, ideas=ideas, script=script, n=n,
                                                  origin=origin, ipa=ipa)
            self._new.append(asked)
        return self._known[asked]

    def save(self) -> None:
        """Adds what is new since the last time."""
        if self._new:
            made = ([asked, [asdict(one) for one in self._known[asked]]] for asked in self._new)
            store.add_to_journal(self._path, made)
            self._new = []

    def _remember(self, entry: Any) -> None:  # noqa: ANN401 - the JSON edge
        try:
            asked, made = entry
            self._known[asked] = tuple(map(_revived, made))
        except (TypeError, KeyError, ValueError):
            return


def open_proposals() -> ProposalBook:
    """The book: `Resources` keeps it as long as itself."""
    return ProposalBook()


def _revived(raw: dict[str, Any]) -> Proposal:
    return Proposal(**{
        **raw, "strategy": Strategy(raw["strategy"]), "fits": tuple(raw["fits"]),
        "meaning": tuple((char, sense) for char, sense in raw["meaning"]),
        "alike": tuple(Homophone(**{**word, "senses": tuple(word["senses"])}) for word in raw["alike"]),
    })


@cache
def _edition() -> str:
    digests = "-".join(data.dataset(id_).digest.removeprefix("sha256:")[:8] for id_ in MADE_FROM)
    return f"{FORMAT}-{book.edition()}-{digests}"
