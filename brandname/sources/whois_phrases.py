"""The words of `data/domains/whois_phrases.toml`, compiled. Reads no answer: `whois_verdict` does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from brandname.data import read_text

PATH = "domains/whois_phrases.toml"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One pattern for whole lines."""

    id: str
    state: str
    like: re.Pattern[str]
    servers: tuple[str, ...] = ()

    def serves(self, server: str) -> bool:
        """Whether it counts for a server."""
        return not self.servers or any(server == s or server.endswith("." + s) for s in self.servers)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The shipped words, compiled."""

    phrases: tuple[Phrase, ...]
    words: frozenset[str]
    noise: re.Pattern[str]
    says: tuple[re.Pattern[str], ...]
    tail: re.Pattern[str]
    never: tuple[re.Pattern[str], ...]
    doubt: re.Pattern[str]
    terms: re.Pattern[str]
    keys: Mapping[str, re.Pattern[str]]
    values: Mapping[str, re.Pattern[str]]

    def without(self, rules: Iterable[str]) -> Phrases:
        """The same without some rules (`phrase id`, `word:x`, `says:3`, `key:domain:x`): for cross-validation."""
        gone = set(rules)
        return Phrases(
            tuple(p for p in self.phrases if p.id not in gone), self.words - {w[5:] for w in gone if w[:5] == "word:"},
            self.noise, tuple(s for i, s in enumerate(self.says) if f"says:{i}" not in gone), self.tail, self.never,
            self.doubt, self.terms, self.keys, self.values,
        )


@cache
def open_phrases() -> Phrases:
    """The shipped phrases."""
    raw: dict[str, Any] = tomllib.loads(read_text(PATH))
    denial = raw["denial"]
    return Phrases(
        tuple(Phrase(p["id"], p["state"], re.compile(p["like"]), tuple(p.get("servers", ()))) for p in raw["phrase"]),
        frozenset(denial["words"].split()), re.compile(denial["noise"]), tuple(map(re.compile, denial["says"])),
        re.compile(denial["tail"]), tuple(map(re.compile, denial["never"])), re.compile(denial["doubt"]),
        re.compile(raw["terms"]["like"]),
        {kind: re.compile(like) for kind, like in raw["keys"].items()},
        {state: re.compile(like) for state, like in raw["status"].items()},
    )
