"""What of a registration record a WHOIS answer holds. Pure; concludes nothing: `whois_verdict` does.

Keys and status words stand in `data/domains/whois_phrases.toml`. Never a person's data: a contact's line counts as
being there, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from brandname.language.folding import compatible
from brandname.sources.whois_lines import Line, domains_in
from brandname.sources.whois_phrases import Phrases

LONGEST_LINE = 300
"""Characters of a line in which a name is looked for."""
_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,62}")
"""A single label: a record of a top-level domain, as IANA gives it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What of a registration record an answer holds."""

    kinds: frozenset[str]
    """Which facts there are: registrar, date, server, holder, status."""
    named: str = ""
    """The line that names the domain."""
    other: str = ""
    """The line that names another domain than the one asked; then the record is not ours."""
    said: Mapping[str, str] | None = None
    """State told by a status line → that line."""


def read_record(lines: tuple[Line, ...], known: Phrases, name: str) -> Record:
    """The facts in the lines of an answer about `name` (empty: about whatever it names)."""
    kinds: set[str] = set()
    said: dict[str, str] = {}
    named = other = ""
    wanted = spellings_of(name)
    for line in lines:
        if not line.key:
            continue
        for kind, like in known.keys.items():
            if not like.fullmatch(line.key) or not line.value:
                continue
            if kind == "domain" and not line.comment:
                ours = names(line.value, wanted)
                if ours and not named:
                    named = line.raw
                elif not ours and not other and (domains_in(line.value) or _LABEL.fullmatch(line.value)):
                    other = line.raw
            elif kind == "status":
                state = _status(line.value, known)
                if state == "registered":
                    kinds.add("status")
                if state:
                    said.setdefault(state, line.raw)
            elif kind == "date" and re.search(r"\d.*\d", line.value):
                kinds.add("date")
            elif kind == "server" and domains_in(line.value):
                kinds.add("server")
            elif kind in ("registrar", "holder") and not _is_empty(line.value) and not line.comment:
                kinds.add(kind)
    return Record(frozenset(kinds), named, "" if named else other, said)


def names(value: str, wanted: frozenset[str]) -> bool:
    """Whether a record's value is the name asked, or, when none was given, a name at all."""
    found = domains_in(value)
    if not wanted:
        return not _is_suffix(found[0]) if found else _LABEL.fullmatch(value) is not None
    first = value.split()[0].casefold().rstrip(".") if value.split() else ""
    return any(domain in wanted for domain in found) or (not found and first in {w.split(".")[0] for w in wanted})


def speaks_of(body: str, name: str) -> bool:
    """Whether a text without a line for the domain has the name anywhere."""
    wanted = spellings_of(name)
    return any(domain in wanted for line in body.splitlines() for domain in domains_in(line[:LONGEST_LINE]))


def _is_suffix(domain: str) -> bool:
    """`com.uy`: the registry's own record of a second level, not of a name."""
    labels = domain.split(".")
    second = {"com", "net", "org", "edu", "gov", "gob", "gub", "mil", "ac", "co", "or", "ne", "go"}
    return len(labels) == 2 and labels[0] in second and len(labels[1]) == 2


def spellings_of(name: str) -> frozenset[str]:
    """A name in both spellings, A-label and Unicode, by which a record may call it."""
    if not name:
        return frozenset()
    import idna

    plain = compatible(name).lower().rstrip(".")  # not casefold: faß.de and fass.de are two names
    spellings = {name.lower().rstrip("."), plain}
    with suppress(idna.IDNAError, UnicodeError):
        spellings.add(idna.encode(plain, uts46=True).decode().lower())
    with suppress(idna.IDNAError, UnicodeError):
        spellings.add(idna.decode(plain).lower())
    return frozenset(spellings)


def _status(value: str, known: Phrases) -> str:
    """The state a status value tells; empty for none. Only whole values count, never words inside."""
    plain = " ".join(value.casefold().split())
    bare = re.split(r"\s*(?:https?:|\(http)", plain)[0].strip(" .!*")
    if any(known.values["not_registered"].fullmatch(text) for text in (plain, bare)):
        return "not_registered"  # with any addition it is another word: "available, premium"
    for text in (plain, re.split(r"\s*(?:https?:|\(http|[,;]|\s-\s|-- )", plain)[0].strip(" .!*")):
        for state in ("reserved", "invalid", "refused", "registered"):
            if known.values[state].fullmatch(text):
                return state
    return ""


def _is_empty(value: str) -> bool:
    return value.casefold().strip(" .-<>()[]") in {"", "none", "n/a", "na", "null", "not available", "no", "unknown"}
