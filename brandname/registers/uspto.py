"""A mark of the US office, from the texts of its CSV tables or its XML. Reads no file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from brandname.registers.batch import Entry
from brandname.registers.reading import Flaws
from brandname.registers.records import Drawing, MarkRecord
from brandname.registers.values import clean, listed, read_us_drawing, read_us_status, shown

OFFICE = "us"
STATEMENTS = frozenset({"PM", "TR", "TL", "D0", "D1", "MK", "GS"})
"""First letters of the statement types kept: pseudo mark, translation, transliteration, two kinds of disclaimer, what
did not fit into the mark's own field, goods."""
_TRANSLITERATED = re.compile(
    r"transliterat\w*\s+(?:in)?to\s+(.+?)(?=\s*,?\s+(?:and|which|meaning|or)\s+(?:this|these|it|is|means?|in|the|has)\b"
    r"|\s*[.;]\s|\s*[.;]?\s*$)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Given:
    """The texts of one mark, as the office writes them."""

    serial: str
    mark: str
    registration: str
    drawing: str
    status: str
    status_date: str
    filed: str
    registered: str
    classes: Sequence[str]
    owners: Sequence[Sequence[str]]
    """(party type, name, country)."""
    statements: Sequence[tuple[str, str]]
    """(type, text)."""


def build(given: Given, flaws: Flaws) -> Entry:
    """The mark; or why it is not taken: no serial number, no words where there should be some."""
    serial = given.serial.strip()
    if not (serial.isdecimal() and serial.isascii() and len(serial) <= 8):
        return flaws.refuse("number", "application", value=shown(serial))
    told = _by_kind(given.statements)
    mark = flaws.mark(" ".join((given.mark, *told["MK"])) if "MK" in told else given.mark)
    drawing = read_us_drawing(given.drawing)
    if not mark and drawing not in {Drawing.PICTURE, Drawing.OTHER}:
        return flaws.refuse("empty", "mark")
    classes, complete = flaws.classes(given.classes)
    owner, country = _owner(given.owners)
    transliterations, untold = _transliterations(told.get("TL", ()))
    number = given.registration.strip().lstrip("0")
    return flaws.entry(MarkRecord(
        OFFICE, serial.zfill(8), number and number.zfill(7), mark, drawing, read_us_status(given.status), given.status,
        flaws.date(given.filed, "filed"), flaws.date(given.registered, "registered"), "",
        flaws.date(given.status_date, "status_date"), owner, country, classes, complete,
        clean("; ".join(told.get("GS", ()))), (), listed(told.get("PM", ())), transliterations,
        listed((*told.get("TR", ()), *untold)), listed((*told.get("D0", ()), *told.get("D1", ()))),
    ))


def _by_kind(statements: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """First letters of the type → texts; only of kinds there are."""
    found: dict[str, list[str]] = {}
    for type_, text in statements:
        kind = type_[:2]
        if kind in found:
            found[kind].append(text)
        elif kind in STATEMENTS:
            found[kind] = [text]
    return found


def _owner(parties: Sequence[Sequence[str]]) -> tuple[str, str]:
    """The latest owners: parties are numbered by the stage of the mark, from 10 the applicant to 30 the registrant."""
    if len(parties) > 1:
        stages = [stage.zfill(2) for stage, _, _ in parties]
        latest = max(stages)
        parties = [party for party, stage in zip(parties, stages, strict=True) if stage == latest]
    if len(parties) == 1:
        (_, name, country), = parties
        return clean(name), clean(country)
    names = listed([name for _, name, _ in parties])
    return "; ".join(names), clean(parties[0][2]) if parties else ""


def _transliterations(texts: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The forms named in statements like `The characters transliterate to "XING HE"`; statements without one."""
    if not texts:
        return (), []
    found: list[str] = []
    rest: list[str] = []
    for text in texts:
        forms = _TRANSLITERATED.findall(text)
        if not forms and len(text) <= 40:  # the form by itself
            forms = [text]
        found += [form.strip(" \"'“”‘’.,;") for form in forms]
        if not forms:
            rest.append(text)
    return listed(found), rest
