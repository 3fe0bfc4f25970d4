"""Dates and registrar of a registered name, from the text of a WHOIS answer. Pure; that it is registered others say.

Keys are matched as whole keys, dates read only where they can be read in one way: `03/04/2011` is no date here.
What cannot be read so is left out, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brandname.sources.whois_lines import Line, read_lines

LONGEST_NAME = 80
"""Characters kept of a registrar's name."""
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_SINCE = re.compile(
    r"(?:(?:domain|record|registry|original) )*(?:creat(?:ed|ion)|registered|registration|activated|assigned|commenced)"
    r"(?: (?:on|date|time|at))*|fecha de (?:registro|creaci[oó]n|activaci[oó]n)|date de creation|등록일|登録年月日|"
    r"domain dateregistered|record created(?: on)?|registration time")
_UNTIL = re.compile(
    r"(?:(?:domain|record|registry|registrar registration|registration) )*(?:expir(?:es|y|ation|e|ed)|paid till|"
    r"renewal|valid(?:ity| until| till)|renewal date)(?: (?:on|date|time|at))*|fecha de (?:vencimiento|expiraci[oó]n)|"
    r"사용 종료일|有効期限|expiration time|domain datebilleduntil")
_REGISTRAR = re.compile(
    r"(?:sponsoring |current |accredited )?registrar(?: name| of record)?|registration service provider|"
    r"authori[sz]ed agency|등록대행자|registrado por")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./]?(\d\d)[-./]?(\d\d)(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)")
"""Day, month, year: nobody writes the month first with dots."""
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"dd[/-]mm[/-]yyyy", re.IGNORECASE)
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[-. ]+([a-z]{3})[a-z]*[-., ]+((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)[-. ]([a-z]{3})[a-z]*[-. ](\d{1,2})(?!\d)")
_US = re.compile(r"(?:[a-z]{3} )?([a-z]{3}) +(\d{1,2}),? (?:[\d:]+ (?:[a-z]{3,4} )?)?((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class WhoisFacts:
    """What a record tells besides that there is one; empty texts for what it does not."""

    since: str = ""
    """ISO date of registration."""
    expires: str = ""
    registrar: str = ""


def read_facts(texts: Iterable[str]) -> WhoisFacts:
    """The facts of a registry's text, then of a registrar's; the first that tells each."""
    since = expires = registrar = ""
    for text in texts:
        lines = read_lines(text)
        day_first = _says_day_first(text)
        since = since or _date_of(lines, _SINCE, day_first=day_first)
        expires = expires or _date_of(lines, _UNTIL, day_first=day_first)
        registrar = registrar or _registrar_of(lines)
    return WhoisFacts(since, expires, registrar)


def _says_day_first(text: str) -> bool:
    """Whether `03/04/2011` is 3 April in a text: it says so, or has a date that can be read in no other way."""
    dates = list(_SLASHED.finditer(text))
    return bool(dates) and not any(int(d[2]) > 12 for d in dates) and (
        _DAY_FIRST.search(text) is not None or any(int(d[1]) > 12 for d in dates))


def read_date(text: str, *, day_first: bool = False) -> str:
    """The ISO date a value begins with or holds, when it can be read in one way; empty otherwise."""
    plain = " ".join(text.casefold().split())
    iso = _ISO.search(plain)
    parts: tuple[str | int, str | int, str | int] | None = (iso[1], iso[2], iso[3]) if iso else None
    if parts is None and (day := _DOTTED.search(plain) or (_SLASHED.search(plain) if day_first else None)):
        parts = (day[3], day[2], day[1])
    if parts is None and (named := _NAMED.search(plain)):
        parts = (named[3], _MONTHS.get(named[2], 0), named[1])
    if parts is None and (named := _YEAR_FIRST.search(plain)):
        parts = (named[1], _MONTHS.get(named[2], 0), named[3])
    if parts is None and (named := _US.search(plain)):
        parts = (named[3], _MONTHS.get(named[1], 0), named[2])
    try:
        return date(*map(int, parts)).isoformat() if parts else ""
    except ValueError:
        return ""


def clean(text: str, most: int = LONGEST_NAME) -> str:
    """A stranger's text as one short line without controls."""
    kept = "".join(c for c in " ".join(text.split()) if unicodedata.category(c)[0] != "C")
    return kept.strip()[:most]


def _date_of(lines: tuple[Line, ...], keys: re.Pattern[str], *, day_first: bool) -> str:
    found = (read_date(line.value, day_first=day_first) for line in lines if line.key and keys.fullmatch(line.key))
    return next(filter(None, found), "")


def _registrar_of(lines: tuple[Line, ...]) -> str:
    found = (
        clean(line.value.partition("(http")[0].removeprefix("Name:")) for line in lines
        if line.key and not line.comment and _REGISTRAR.fullmatch(line.key) and "[not kept]" not in line.value
    )
    return next((name for name in found if len(name) > 1 and not name.casefold().startswith("http")), "")
