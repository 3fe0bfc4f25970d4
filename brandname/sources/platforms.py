"""Which platforms, stores and registers a brand wants its name on, by which rules, and how each can be asked.

The manifest `data/handles/platforms.toml`, read once. It asks nobody: `handles` does, and judges nothing either. Marks
stand there as we expect them from what each platform documents; nothing of it has been tried on the live service, so
each is believed only after its two controls.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from brandname.data import DatasetDamaged, dataset, read_text
from brandname.model import DatasetRef

MANIFEST, SCHEMA, WALLS = "handles/platforms.toml", "handles/platforms.schema.json", "handles/walls.toml"
HANDLE = "{h}"
"""Where the handle stands in addresses and marks."""
EVERYWHERE = "*"


class Class(StrEnum):
    """How a program can find out about a handle."""

    A = "A"
    """By an answer the platform documents."""
    B = "B"
    """By a page or an undocumented answer, without logging in."""
    C = "C"
    """The same, but mostly a wall: asked on request only."""
    D = "D"
    """Not by a program: a log-in wall. The rules are known."""
    E = "E"
    """By hand only: an app, a form, a register."""


class Kind(StrEnum):
    """What is wanted there."""

    ACCOUNT = "account"
    STORE = "store"
    """A shop on a marketplace."""
    APP = "app"
    MINI_PROGRAM = "mini_program"
    COMPANY = "company"
    """A company name in a public register."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that must stand in one of some places of a page; `page_marks` reads them."""

    at: tuple[str, ...]
    """Places: those of `pages.Page.texts`, or `data PATH` in the records of a page (`data profile.owner.username`)."""
    values: tuple[str, ...]
    """As JSON, one of which must stand there; in a text `*` stands for any text, `{h}` for the handle asked."""

    @property
    def label(self) -> str:
        """How kept evidence names it: whoever changes a need changes its name."""
        return f"{' | '.join(self.at)}: {' | '.join(self.values)}"

    @property
    def names_handle(self) -> bool:
        """Whether it can be met by what is about the handle only."""
        return all(HANDLE in value for value in self.values)


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer must show, all of it, to prove something. Texts may hold `{h}`, the handle asked."""

    status: tuple[int, ...]
    """HTTP statuses, one of which it must have."""
    json: Mapping[str, tuple[str, ...]]
    """Path in the JSON (`data.0.login`; empty for the whole) → values as JSON (`"taken"`, `true`, `404`), one of which
    must stand there. A text that ends in `*` is a beginning; case is folded, dots where the platform folds them."""
    only: tuple[str, ...]
    """Names the JSON may have at its top; empty for any."""
    page: tuple[Need, ...]
    """What must stand in a page, all of it."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One way to ask."""

    url: str
    """With `{h}`."""
    accept: str
    """Media type asked for; whether the answer is read as JSON or as a page follows from it."""
    known: str
    """A handle there that is surely taken."""
    slots: int
    """Requests under way at once."""
    interval: float
    """Seconds between two requests."""
    per_hour: int
    """The operator's own limit of requests an hour; 0 for none known."""
    opaque: bool
    """Its pages may name the account in another way than by the handle."""
    needs: str
    """What asking takes besides: `key`, or empty. Without it nobody is asked."""

    @property
    def host(self) -> str:
        """Who sees the handle."""
        return urlsplit(self.url).hostname or ""

    @property
    def reads_json(self) -> bool:
        """Whether an answer has to be JSON."""
        return "json" in self.accept


@dataclass(frozen=True, slots=True)
class Manual:
    """How a person looks it up."""

    steps: str
    """Key of the steps: `handle.steps.<steps>`."""
    link: str
    """Page to begin with, with `{h}` where the page of a handle has an address of its own."""
    minutes: int
    """How long it takes."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One entry of the manifest."""

    id: str
    label: str
    """In English, as the platform writes itself."""
    kind: Kind
    markets: tuple[str, ...]
    """Market codes it matters in, or `*`."""
    not_in: tuple[str, ...]
    """Market codes in which it cannot be used."""
    min: int
    max: int
    unit: str
    """What `min` and `max` count: `characters`, or `units`, of which a Han character takes two."""
    length_sure: bool
    """Whether the length is the platform's own word; else from second hand, or unknown."""
    pattern: str
    """What a handle looks like (Python regular expression for the whole of it, after folding)."""
    reserved: tuple[str, ...]
    """Words it keeps back, as far as they are published."""
    folds_case: bool
    folds_dots: bool
    """`ve.lora` and `velora` are one handle there."""
    unique_names: bool
    """Whether two accounts cannot have the same name."""
    proof_asked: str
    """What it may ask to see first: `business_licence`, `trade_mark`, `payment`; empty for nothing known."""
    class_: Class
    probe: Probe | None
    taken: Mark | None
    missing: Mark | None
    """None where no answer proves that there is no account."""
    fresh_taken: timedelta
    """How long a taken handle is believed without asking again."""
    fresh_missing: timedelta
    terms: str
    """The platform's terms of use."""
    manual: Manual
    note: str
    """What else is known, in English."""
    source: str
    as_of: str
    """Year and month of the source."""

    def serves(self, market: str) -> bool:
        """Whether it matters in a market."""
        return market not in self.not_in and (EVERYWHERE in self.markets or market in self.markets)

    def fold(self, handle: str) -> str:
        """A handle as the platform compares it."""
        folded = handle.casefold() if self.folds_case else handle
        return folded.replace(".", "") if self.folds_dots else folded


@cache
def platforms() -> Mapping[str, Platform]:
    """Id → platform, in the manifest's order."""
    raw = tomllib.loads(read_text(MANIFEST))
    try:
        return {id_: _platform(id_, entry) for id_, entry in raw.items()}
    except (KeyError, TypeError, ValueError) as error:
        raise DatasetDamaged(f"data/{MANIFEST}: {error!r}") from error


def cite() -> DatasetRef:
    """How findings name the manifest."""
    return dataset("handles").cite()


def _platform(id_: str, raw: Mapping[str, Any]) -> Platform:
    length, fresh = raw["length"], raw.get("fresh_hours", {})
    return Platform(
        id=id_, label=raw["label"], kind=Kind(raw.get("kind", Kind.ACCOUNT)), markets=tuple(raw["markets"]),
        not_in=tuple(raw.get("not_in", ())), min=length["min"], max=length["max"],
        unit=length.get("unit", "characters"), length_sure=length.get("sure", True), pattern=raw["pattern"],
        reserved=tuple(raw.get("reserved", ())), folds_case=raw.get("folds_case", True),
        folds_dots=raw.get("folds_dots", False), unique_names=raw.get("unique_names", True),
        proof_asked=raw.get("proof_asked", ""), class_=Class(raw["class"]), probe=_probe(raw.get("probe")),
        taken=_mark(raw.get("taken")), missing=_mark(raw.get("missing")),
        fresh_taken=timedelta(hours=fresh.get("taken", 24)), fresh_missing=timedelta(hours=fresh.get("missing", 1)),
        terms=raw["terms"], manual=Manual(raw["manual"]["steps"], raw["manual"]["link"], raw["manual"]["minutes"]),
        note=raw.get("note", ""), source=raw["source"], as_of=raw["as_of"],
    )


def _probe(raw: Mapping[str, Any] | None) -> Probe | None:
    if raw is None:
        return None
    return Probe(
        url=raw["url"], accept=raw["accept"], known=raw["known"], slots=raw.get("slots", 2),
        interval=float(raw.get("interval", 1.0)), per_hour=raw.get("per_hour", 0), opaque=raw.get("opaque", False),
        needs=raw.get("needs", ""),
    )


def _mark(raw: Mapping[str, Any] | None) -> Mark | None:
    if raw is None:
        return None
    parts = {path: _values(wanted) for path, wanted in raw.get("json", {}).items()}
    needs = tuple(Need(tuple(need["at"]), _values(need["is"])) for need in raw.get("page", ()))
    return Mark(tuple(raw["status"]), parts, tuple(raw.get("only", ())), needs)


def _values(wanted: object) -> tuple[str, ...]:
    """Values as JSON, so that `true` and "true" are two."""
    return tuple(json.dumps(value, ensure_ascii=False) for value in (wanted if isinstance(wanted, list) else [wanted]))
