"""Which registry keeps which top-level domain, and whom to ask there. The table is ours; it asks nobody.

A row is a zone: a top-level domain (A-label), or an ending below one that another registry keeps (`co.za`). What the
row does not say, or says with doubt, is never made up: a wrong server gets its controls wrong and answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from brandname.data import DatasetDamaged, dataset, read_text
from brandname.model import DatasetRef
from brandname.net.gates import Manners

LONGEST = 253
"""Characters of a domain name."""
_LABEL = r"(?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:[a-z0-9_]{_LABEL}\.)+[a-z0-9]{_LABEL}", re.IGNORECASE)
TABLE, HOSTS = "domains/tlds.tsv", "domains/hosts.tsv"


class Way(StrEnum):
    """How a registry can be asked by a program."""

    RDAP = "rdap"
    """An RDAP server that IANA lists."""
    RDAP_UNLISTED = "rdap_unlisted"
    """An RDAP server that IANA does not list: its "not found" needs a second source."""
    WHOIS = "whois"
    WEB = "web"
    """A page for people only."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Registry:
    """One row."""

    zone: str
    """A-label: `com`, `xn--fiqs8s`, `co.za`."""
    way: Way
    rdap: str
    """Base address, with a slash at the end; empty for none."""
    listed: bool
    """Whether IANA listed it when the row was written."""
    whois: str
    """Host; empty for none."""
    query: str
    """What to send, with {name}; empty for the name alone."""
    known: str
    """A name there that is surely registered (A-label); empty where we know none, and then nobody is asked."""
    suffixes: tuple[str, ...]
    """Endings below it that the same registry keeps: `com.br`."""
    unicode: str
    """The zone in its own script; empty for an ASCII zone."""
    letters: str
    """Letters accepted besides a–z, 0–9 and hyphen: the letters themselves, script codes joined by commas, `none`,
    `any`, or `?` where we do not know."""
    needs: str
    """What the registry asks of a holder: `none`, `?`, or a word for it (`local_presence`, `real_name` …)."""
    manual: str
    """A page where a person can look a name up or read the rules."""
    source: str
    date: str
    """ISO date on which the row was written."""
    note: str


@cache
def registries() -> Mapping[str, Registry]:
    """Zone → row, in the table's order."""
    return {row["zone"]: _registry(row) for row in _rows(TABLE)}


@cache
def _zones() -> Mapping[str, Registry]:
    """Zone, ending below it, or zone in its own script → row."""
    found = dict(registries())
    for row in registries().values():
        found |= dict.fromkeys((*row.suffixes, *filter(None, (row.unicode,))), row)
    return found


def registry_of(name: str) -> Registry | None:
    """The row of a domain name or of an ending (A-labels or the script's own); None when nobody of ours keeps it."""
    labels = name.casefold().strip(".").split(".")
    tails = (".".join(labels[start:]) for start in range(len(labels)))
    return next((_zones()[tail] for tail in tails if tail in _zones()), None)


def suffix_of(name: str) -> str:
    """The ending below which a domain name is registered: `com.br` for `velora.com.br`; the last label if unknown."""
    labels = name.casefold().strip(".").split(".")
    tails = (".".join(labels[start:]) for start in range(1, len(labels)))
    return next((tail for tail in tails if tail in _zones()), labels[-1])


def is_domain(request: str) -> bool:
    """Whether a request is a domain name in A-labels (RFC 1035, 2.3.4) and nothing that could mean more to a server.

    Questions may come in a file from somebody else; a path or an option in one must not reach a registry.
    """
    return len(request) <= LONGEST and _DOMAIN.fullmatch(request) is not None


def zone_of(name: str) -> str:
    """The zone whose registry keeps a domain name; the last label where we know none."""
    row = registry_of(name)
    return row.zone if row else name.casefold().strip(".").rpartition(".")[2]


@cache
def host_manners() -> Mapping[str, Manners]:
    """Host → manners, of operators whose limits are known."""
    return {
        row["host"]: Manners(
            slots=int(row["slots"]), interval=float(row["interval"]), per_hour=int(row["per_hour"] or 0),
            per_day=int(row["per_day"] or 0), pool=row["pool"], published=True,
        )
        for row in _rows(HOSTS)
    }


def cite() -> DatasetRef:
    """How findings name the table."""
    return dataset("domains/tlds").cite()


def _registry(row: Mapping[str, str]) -> Registry:
    suffixes = tuple(filter(None, row["suffixes"].split(",")))
    texts = {name: row[name] for name in (
        "zone", "rdap", "whois", "query", "known", "unicode", "letters", "needs", "manual", "source", "date", "note")}
    return Registry(way=Way(row["way"]), listed=row["listed"] == "yes", suffixes=suffixes, **texts)


def _rows(path: str) -> list[dict[str, str]]:
    """The rows of a table with tabs, a line of remarks first."""
    _, head, *lines = read_text(path).splitlines()
    names = head.split("\t")
    try:
        return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]
    except ValueError as error:
        raise DatasetDamaged(f"data/{path}: {error}") from error
