"""Daily and annual XML of the US office: `case-file` elements, streamed from files, zips and folders of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from brandname.errors import Where, mistake
from brandname.model import Message
from brandname.registers.batch import Entry
from brandname.registers.parts import Meter, list_parts
from brandname.registers.reading import Flaws, Format
from brandname.registers.safexml import read_elements
from brandname.registers.uspto import Given, build
from brandname.registers.values import Unreadable, shown

RECORD = frozenset({"case-file"})


class UsptoXml:
    """Reads the XML of the US office."""

    format = Format.USPTO_DAILY
    per_mark = True
    notes: Sequence[Message] = ()

    def __init__(self, path: Path) -> None:
        self._path = path
        with contextlib.closing(list_parts(path)) as parts:
            if not any(part.name.casefold().endswith(".xml") for part in parts):
                raise mistake("error.registers.no_xml", Where(path.name))

    def entries(self, skip: int, meter: Meter) -> Iterator[Entry]:
        """One entry a `case-file`; UserMistake when there is none in all of the source."""
        number = 0
        for part in list_parts(self._path):
            if not part.name.casefold().endswith(".xml"):
                continue
            with part.open(meter) as stream:
                for line, element in read_elements(stream, part.name, RECORD):
                    number += 1
                    if number > skip:
                        yield _entry(element, Flaws(part.name, line))
        if not number:
            raise mistake("error.registers.no_records_of", Where(self._path.name), record="case-file")


def _entry(case: Element, flaws: Flaws) -> Entry:
    head = case.find("case-file-header")
    if head is None:
        return flaws.refuse("no_header", value=shown(case.findtext("serial-number", "")))
    statements = [(found.findtext("type-code", ""), found.findtext("text") or "")
                  for found in case.iterfind("case-file-statements/case-file-statement")]
    owners = [(found.findtext("party-type", ""), found.findtext("party-name") or "",
               found.findtext("country") or found.findtext("nationality/country") or "")
              for found in case.iterfind("case-file-owners/case-file-owner")]
    classes = [found.text or "" for found in case.iterfind("classifications/classification/international-code")]
    given = Given(
        case.findtext("serial-number", ""), head.findtext("mark-identification") or "",
        case.findtext("registration-number") or "", (head.findtext("mark-drawing-code") or "").strip(),
        head.findtext("status-code") or "", head.findtext("status-date") or "", head.findtext("filing-date") or "",
        head.findtext("registration-date") or "", classes, owners, statements,
    )
    try:
        return build(given, flaws)
    except Unreadable:
        return flaws.refuse("bytes")
