"""JSON answers of TMview's search, saved by the user: `tradeMarks` lists, and the older `rows`."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from brandname.errors import Where, mistake
from brandname.model import Message
from brandname.registers.batch import Entry
from brandname.registers.parts import Meter, Part, list_parts
from brandname.registers.reading import Flaws, Format
from brandname.registers.records import Drawing, MarkRecord, MarkStatus
from brandname.registers.values import Unreadable, clean, read_drawing, read_office, read_status

LARGEST = 256 << 20
"""Bytes of one file; a search gives at most 10,000 marks."""
LISTS = ("tradeMarks", "rows", "results")
_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "mark": ("tmName", "MarkVerbalElementText", "markVerbalElementText"),
    "application": ("applicationNumber", "ApplicationNumber", "an"),
    "registration": ("registrationNumber", "RegistrationNumber"),
    "office": ("tmOffice", "officeCode", "oc"), "st13": ("ST13", "st13"),
    "status": ("tradeMarkStatus", "MarkCurrentStatusCode", "sc"), "status_date": ("statusDate",),
    "drawing": ("tradeMarkType", "MarkFeature"),
    "filed": ("applicationDate", "ApplicationDate", "ad"), "registered": ("registrationDate", "RegistrationDate"),
    "expires": ("expiryDate", "ExpiryDate"), "owner": ("applicantName", "ApplicantName"),
    "classes": ("niceClass", "NiceClass", "nc"), "goods": ("goodsAndServices",),
})


class Tmview:
    """Reads JSON files, or zips and folders of them."""

    format = Format.TMVIEW
    per_mark = True
    notes: Sequence[Message] = ()

    def __init__(self, path: Path, office: str, id_: str) -> None:
        self._path = path
        self._office = office
        self._id = id_
        with contextlib.closing(list_parts(path)) as parts:
            if not any(part.name.casefold().endswith(".json") or path.is_file() for part in parts):
                raise mistake("error.registers.no_json", Where(path.name))

    def entries(self, skip: int, meter: Meter) -> Iterator[Entry]:
        """One entry a mark; UserMistake for a file that is not JSON or has no list of marks."""
        number = 0
        for part in list_parts(self._path):
            if self._path.is_dir() and not part.name.casefold().endswith(".json"):
                continue
            for place, mark in enumerate(_marks(part, meter), 1):
                number += 1
                if number > skip:
                    yield self._entry(mark, place, Flaws(part.name))

    def _entry(self, mark: object, place: int, flaws: Flaws) -> Entry:
        if not isinstance(mark, dict):
            return flaws.refuse("no_object", place=place)
        told = {field: _text(next((mark[name] for name in names if mark.get(name) is not None), ""))
                for field, names in _FIELDS.items()}
        try:
            return self._build({field: clean(text) for field, text in told.items()}, place, flaws)
        except Unreadable:
            return flaws.refuse("bytes")

    def _build(self, told: Mapping[str, str], place: int, flaws: Flaws) -> Entry:
        mark, kind, status, st13 = flaws.mark(told["mark"]), told["drawing"], told["status"], told["st13"]
        drawing = read_drawing(kind, words=bool(mark)) if kind else Drawing.UNKNOWN
        if not mark and drawing not in {Drawing.PICTURE, Drawing.OTHER}:
            return flaws.refuse("empty_item", place=place)
        office = told["office"] or (st13[:2] if st13[:2].isalpha() else "")
        classes, complete = flaws.classes([told["classes"]])
        return flaws.entry(MarkRecord(
            office=read_office(office) or self._office or self._id,
            application=told["application"] or st13, registration=told["registration"], mark=mark, drawing=drawing,
            status=read_status(status) if status else MarkStatus.UNKNOWN, status_text=status,
            filed=flaws.date(told["filed"], "filed"), registered=flaws.date(told["registered"], "registered"),
            expires=flaws.date(told["expires"], "expires"),
            status_date=flaws.date(told["status_date"], "status_date"), owner=told["owner"], classes=classes,
            classes_complete=complete, goods=told["goods"],
        ))


def _marks(part: Part, meter: Meter) -> list[object]:
    if part.size > LARGEST:
        raise mistake("error.registers.too_large", Where(part.name), limit=LARGEST >> 20)
    with part.open(meter) as stream:
        raw = stream.read(LARGEST + 1)
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise mistake("error.registers.encoding", Where(part.name, raw.count(b"\n", 0, error.start) + 1)) from error
    except json.JSONDecodeError as error:
        raise mistake("error.registers.not_json", Where(part.name, error.lineno, error.colno), reason=error.msg) \
            from error
    except RecursionError as error:
        raise mistake("error.registers.not_json", Where(part.name), reason="nested too deeply") from error
    if isinstance(found, dict):
        found = next((found[name] for name in LISTS if isinstance(found.get(name), list)), None)
    if not isinstance(found, list):
        raise mistake("error.registers.no_list", Where(part.name), lists=LISTS)
    return found


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    return "" if value is None or isinstance(value, dict | bool) else str(value)
