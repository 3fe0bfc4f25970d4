"""Packaged facts about markets: what a study need not say itself.

One file a market under `data/markets/`, built by `tools/build_markets.py` from CLDR and hand-written tables; each row
there names its source. This module reads one file when a market is asked for. It does *not* decide what a study takes
from the facts (the reader does, and says so), and it knows nothing of checks.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from brandname import data
from brandname.model import LanguageShare

FOLDER = "markets"
"""Below `brandname/data/`."""

_SUFFIX = ".toml"


class Basis(StrEnum):
    """What founds a right in a mark, by the law cited beside it. A fact for counsel, never applied."""

    FIRST_TO_FILE = "first_to_file"
    """Registration or its application founds the right."""
    FIRST_TO_USE = "first_to_use"
    """Use founds the right; registration records it."""
    MIXED = "mixed"
    """Registration founds it, and unregistered use can found an earlier right too."""


@dataclass(frozen=True, slots=True)
class Subculture:
    """A group in a market whose ears a name should be tried on; a prompt for people, never a judgement."""

    id: str
    """As written in a market file's `subcultures:`."""
    label: str
    """English, short."""
    label_zh: str
    """Simplified Chinese."""
    source: str

    def __str__(self) -> str:
        """The id."""
        return self.id


@dataclass(frozen=True, slots=True)
class Office:
    """A trade-mark office whose register counts in a market."""

    code: str
    """WIPO ST.3, as `MX`, `EM` (EUIPO), `BX` (Benelux), `WO` (Madrid system)."""
    name: str
    search: str
    """Page where a person searches the register; or the office's home page, WIPO's directory, TMview."""
    basis: Basis | None
    """None for `WO`, where the designated market's law decides, and where no source was read."""
    basis_source: str
    """The law that says so; empty without a basis."""
    groups: str
    """System of similar-goods groups below the Nice classes, where the office uses one; empty without."""
    source: str

    def __str__(self) -> str:
        """The code."""
        return self.code


@dataclass(frozen=True, slots=True)
class MarketFacts:
    """What is packaged about one market."""

    code: str
    """ISO 3166-1 alpha-2, lower case."""
    label: str
    """English name, from CLDR."""
    also: tuple[str, ...]
    """Other codes people type when they mean this market (`uk`, `usa`, the code of its language); lower case."""
    languages: tuple[LanguageShare, ...]
    """By reach, then those of communities below its floor (`minority` or `diaspora`), whose reach may be None."""
    subcultures: tuple[Subculture, ...]
    scripts: tuple[str, ...]
    """ISO 15924, of the languages above, most read first."""
    tlds: tuple[str, ...]
    """Without leading dot, in Unicode (`mx`, `com.mx`, `中国`), most used first."""
    platforms: tuple[str, ...]
    """Platform ids, most important first."""
    engines: tuple[str, ...]
    """Search engine ids, most important first."""
    offices: tuple[Office, ...]
    sources: Mapping[str, str]
    """`scripts`, `tlds`, `platforms`, `engines` → source of the whole field; rows of the others name their own."""

    @property
    def subculture_ids(self) -> tuple[str, ...]:
        """As `Market.subcultures` holds them."""
        return tuple(s.id for s in self.subcultures)

    @property
    def office_codes(self) -> tuple[str, ...]:
        """As `Market.offices` holds them."""
        return tuple(o.code for o in self.offices)

    @property
    def origin(self) -> str:
        """What `Market.origins` says of a field filled from here."""
        return f"packaged facts: {self.code}"


@cache
def facts(code: str) -> MarketFacts:
    """The packaged facts of a market, by ISO 3166-1 alpha-2 in lower case; KeyError when there are none."""
    if code not in known_markets():
        raise KeyError(code)
    return parse(tomllib.loads(data.read_text(f"{FOLDER}/{code}{_SUFFIX}")))


@cache
def known_markets() -> tuple[str, ...]:
    """Codes of every packaged market, sorted."""
    return tuple(name.removesuffix(_SUFFIX) for name in data.names(FOLDER) if name.endswith(_SUFFIX))


def closest(code: str) -> tuple[str, ...]:
    """Packaged markets somebody may have meant by a code that is none: `uk` → gb, `en` → gb, us. At most three."""
    wanted = code.strip().casefold()
    known = known_markets()
    if wanted in known:
        return (wanted,)
    packs = [facts(code) for code in known]
    meant = tuple(pack.code for pack in packs if wanted in pack.also)
    if meant:
        return meant[:3]
    if len(wanted) > 2:
        by_label = {pack.label.casefold(): pack.code for pack in packs}
        starting = [code for label, code in by_label.items() if label.startswith(wanted)]
        near = [by_label[label] for label in difflib.get_close_matches(wanted, by_label, n=3)]
        return tuple(dict.fromkeys(starting + near))[:3]
    same_initial = [code for code in known if code[:1] == wanted[:1]]
    return tuple(difflib.get_close_matches(wanted, same_initial, n=3, cutoff=0.5))


def parse(raw: Mapping[str, Any]) -> MarketFacts:
    """The facts in one parsed file; KeyError or TypeError on a file the builder did not write."""
    reach = raw["languages"]
    languages = tuple(LanguageShare(tag, share, role, reach["source"]) for tag, share, role in reach["rows"])
    communities = tuple(
        LanguageShare(row["tag"], row.get("share"), row["role"], row["source"]) for row in raw.get("communities", ())
    )
    lists = ("scripts", "tlds", "platforms", "engines")
    return MarketFacts(
        code=raw["code"],
        label=raw["label"],
        also=tuple(raw.get("also", {}).get("rows", ())),
        languages=languages + communities,
        subcultures=tuple(Subculture(r["id"], r["en"], r["zh"], r["source"]) for r in raw.get("subcultures", ())),
        scripts=tuple(raw["scripts"]["rows"]),
        tlds=tuple(raw["tlds"]["rows"]),
        platforms=tuple(raw["platforms"]["rows"]),
        engines=tuple(raw["engines"]["rows"]),
        offices=tuple(_office(row) for row in raw["offices"]),
        sources={name: raw[name]["source"] for name in lists},
    )


def _office(row: Mapping[str, str]) -> Office:
    basis = row.get("basis")
    return Office(
        code=row["code"],
        name=row["name"],
        search=row["search"],
        basis=Basis(basis) if basis else None,
        basis_source=row.get("basis_source", ""),
        groups=row.get("groups", ""),
        source=row["source"],
    )
