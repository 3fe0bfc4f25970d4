"""Trademark offices as the packaged facts name them: names, pages where people search, addresses of single marks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from brandname import data
from brandname.registers.records import MarkRecord


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """An office; only its code where nothing is packaged."""

    code: str
    """WIPO ST.3, upper case."""
    name: str
    page: str
    """Where a person searches its register; empty when not known."""


def office_facts(code: str, markets: Sequence[str]) -> OfficeFacts:
    """An office as the facts of some markets tell it."""
    for market in markets:
        row = _offices(market).get(code.upper())
        if row is not None:
            return row
    return OfficeFacts(code.upper(), code.upper(), "")


def mark_page(record: MarkRecord) -> str:
    """Address of the office's page about a mark; empty where its form is not packaged."""
    pattern = _links().get(record.office, "")
    number = record.registration if "{registration}" in pattern else record.application
    return pattern.replace("{registration}", quote(number)).replace("{application}", quote(number)) if number else ""


@cache
def _offices(market: str) -> Mapping[str, OfficeFacts]:
    if f"{market}.toml" not in data.names("markets"):
        return {}
    raw: dict[str, Any] = tomllib.loads(data.read_text(f"markets/{market}.toml"))
    return {row["code"]: OfficeFacts(row["code"], row["name"], row["search"]) for row in raw.get("offices", ())}


@cache
def _links() -> Mapping[str, str]:
    return dict(tomllib.loads(data.read_text("registers/links.toml"))["marks"])
