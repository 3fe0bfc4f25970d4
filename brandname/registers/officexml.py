"""XML after WIPO ST.66 or ST.96, whatever the office: fields are found by the local names of elements.

Offices use the standards differently, so a field may stand under one of several names; see `_FIELDS`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from xml.etree.ElementTree import Element

from brandname.errors import UserMistake, Where, mistake
from brandname.model import Message, say
from brandname.registers.batch import Entry
from brandname.registers.parts import Meter, is_damage, list_parts
from brandname.registers.reading import Flaws, Format
from brandname.registers.records import Drawing, MarkRecord, MarkStatus
from brandname.registers.register import Refusal
from brandname.registers.safexml import read_elements
from brandname.registers.values import Unreadable, clean, listed, read_drawing, read_office, read_status

RECORDS = frozenset({"TradeMark", "Trademark", "trademark"})
_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "mark": ("MarkVerbalElementText", "MarkSignificantVerbalElementText", "MarkLiteralElement",
             "MarkLiteralElementText", "MarkName"),
    "application": ("ApplicationNumberText", "ApplicationNumber"),
    "registration": ("RegistrationNumberText", "RegistrationNumber", "InternationalRegistrationNumber"),
    "office": ("RegistrationOfficeCode", "ReceivingOfficeCode", "IPOfficeCode"),
    "status": ("MarkCurrentStatusCode", "MarkCurrentStatusInternalDescriptionText",
               "MarkCurrentStatusExternalDescriptionText"),
    "status_date": ("MarkCurrentStatusDate",),
    "drawing": ("MarkFeature", "MarkFeatureCategory"),
    "filed": ("ApplicationDate", "FilingDate"),
    "registered": ("RegistrationDate", "InternationalRegistrationDate"),
    "expires": ("ExpiryDate", "ExpirationDate"),
    "transliterations": ("MarkTransliteration", "MarkTransliterationText"),
    "translations": ("MarkTranslation", "MarkTranslationText"),
    "disclaimed": ("MarkDisclaimer", "MarkDisclaimerText"),
    "classes": ("ClassNumber",),
    "goods": ("GoodsServicesDescription", "GoodsServicesDescriptionText"),
    "groups": ("SimilarGroupCode", "NationalSimilarGroupCode"),
})
_OWNERS = ("Holder", "HolderDetails", "Applicant", "ApplicantDetails")
_NAMES = ("FreeFormatNameLine", "OrganizationName", "OrganizationStandardName", "EntityName", "LastName",
          "PersonFullName", "ApplicantName", "HolderName")
_COUNTRIES = ("AddressCountryCode", "CountryCode", "IncorporationCountryCode", "ApplicantNationalityCode")


class OfficeXml:
    """Reads a file, a zip or a folder of ST.66 or ST.96 XML."""

    format = Format.ST66
    per_mark = True

    def __init__(self, path: Path, office: str, id_: str) -> None:
        self._path = path
        self._office = office
        self._id = id_
        self._unread = 0
        with contextlib.closing(list_parts(path)) as parts:
            if not any(part.name.casefold().endswith(".xml") for part in parts):
                raise mistake("error.registers.no_xml", Where(path.name))

    @property
    def notes(self) -> Sequence[Message]:
        """After reading: files without any mark."""
        return [say("registers.note.no_mark_inside", n=self._unread)] if self._unread else []

    def entries(self, skip: int, meter: Meter) -> Iterator[Entry]:
        """One entry a mark, and one a file that is not well-formed; a single file that is not is a UserMistake."""
        number, alone = 0, _is_alone(self._path)
        for part in list_parts(self._path):
            if not part.name.casefold().endswith(".xml"):
                continue
            before = number
            try:
                with part.open(meter) as stream:
                    for line, element in read_elements(stream, part.name, RECORDS):
                        number += 1
                        if number > skip:
                            yield self._entry(element, Flaws(part.name, line))
            except UserMistake as error:
                if alone or is_damage(error):
                    raise
                number += 1
                if number > skip:
                    yield _refused_file(part.name, error)
            self._unread += number == before
        if not number:
            raise mistake("error.registers.no_records_of", Where(self._path.name), record="TradeMark")

    def _entry(self, mark: Element, flaws: Flaws) -> Entry:
        try:
            return _build(_collect(mark), self._office or self._id, flaws)
        except Unreadable:
            return flaws.refuse("bytes")


def _build(told: Mapping[str, Sequence[str]], office: str, flaws: Flaws) -> Entry:
    """The mark; `office` is taken where the record names none."""
    def first(field: str) -> str:
        return clean(next(iter(told[field]), ""))

    number, registration = first("application"), first("registration")
    if not number and not registration:
        return flaws.refuse("number", value="")
    mark, kind, status = flaws.mark(first("mark")), first("drawing"), first("status")
    drawing = read_drawing(kind, words=bool(mark)) if kind else Drawing.UNKNOWN
    if not mark and drawing not in {Drawing.PICTURE, Drawing.OTHER}:
        return flaws.refuse("empty", value=number or registration)
    classes, complete = flaws.classes(told["classes"])
    return flaws.entry(MarkRecord(
        office=read_office(first("office")) or office, application=number,
        registration=registration, mark=mark, drawing=drawing,
        status=read_status(status) if status else MarkStatus.UNKNOWN, status_text=status,
        filed=flaws.date(first("filed"), "filed"), registered=flaws.date(first("registered"), "registered"),
        expires=flaws.date(first("expires"), "expires"), status_date=flaws.date(first("status_date"), "status_date"),
        owner="; ".join(listed(told["owner"])), owner_country=first("country"), classes=classes,
        classes_complete=complete, goods="; ".join(listed(told["goods"])), groups=listed(told["groups"]),
        transliterations=listed(told["transliterations"]), translations=listed(told["translations"]),
        disclaimed=listed(told["disclaimed"]),
    ))


def _collect(mark: Element) -> dict[str, list[str]]:
    """Field → texts in document order, of the first of the field's names that has any."""
    texts: dict[str, list[str]] = {}
    parties: list[Element] = []
    for element in _outside_parties(mark, parties):
        if element.text and element.text.strip():
            texts.setdefault(str(element.tag), []).append(element.text)
    found = {field: next((texts[name] for name in names if name in texts), []) for field, names in _FIELDS.items()}
    holders = [party for party in parties if str(party.tag).startswith("Holder")] or parties
    inside = [[(str(child.tag), child.text) for child in party.iter() if child.text and child.text.strip()]
              for party in holders]
    found["owner"] = [next((text for name in _NAMES for tag, text in party if tag == name), "") for party in inside]
    found["country"] = [text for party in inside for name in _COUNTRIES for tag, text in party if tag == name][:1]
    return found


def _outside_parties(element: Element, parties: list[Element]) -> Iterator[Element]:
    """Every element below, without what stands inside of owners, which are put into `parties`.

    Representatives, priorities and events carry numbers, names and dates of their own: they are left out.
    """
    for child in element:
        tag = str(child.tag)
        if tag in _OWNERS and (tag[-7:] != "Details" or _is_flat(child)):
            parties.append(child)
        elif not tag.startswith(_ASIDE):
            yield child
            yield from _outside_parties(child, parties)


_ASIDE = ("Representative", "Priority", "Seniority", "MarkEvent", "Opposition", "Publication", "Exhibition", "Record",
          "Cancellation", "Appeal", "MarkImage", "Correspondence")


def _is_flat(element: Element) -> bool:
    """Whether a list of owners holds their data itself, without an element a person."""
    return not any(str(child.tag) in {"Applicant", "Holder"} for child in element)


def _refused_file(name: str, error: UserMistake) -> Entry:
    found = error.mistakes[0]
    place = found.where or Where(name)
    reason = found.key.rpartition(".")[2]
    return Entry(None, (Refusal(name, place.line, place.column, True, reason, dict(found.params)),))


def _is_alone(path: Path) -> bool:
    """Whether a source is one XML only: then nothing good is left of it when it is broken."""
    def names() -> Iterable[str]:
        with contextlib.closing(list_parts(path)) as parts:
            for part in parts:
                if part.name.casefold().endswith(".xml"):
                    yield part.name

    found = iter(names())
    next(found, None)
    return next(found, None) is None
