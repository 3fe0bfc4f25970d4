"""Register files of every format, small and real."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

CASES = ("abandon_dt", "cfh_status_cd", "cfh_status_dt", "filing_dt", "mark_draw_cd", "mark_id_char",
         "registration_dt", "registration_no", "serial_no")
OWNER = ("serial_no", "own_seq", "own_type_cd", "own_name", "own_addr_1", "own_addr_country_cd")


def table(path: Path, rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A delimited text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def case(serial: object, mark: str = "VELORA", **fields: object) -> dict[str, object]:
    """One row of case_file.csv."""
    return {"cfh_status_cd": 700, "cfh_status_dt": "2020-01-31", "filing_dt": "2018-05-02", "mark_draw_cd": "4000",
            "mark_id_char": mark, "registration_dt": "2019-06-04", "registration_no": 512345, "serial_no": serial,
            **fields}


def case_files(
    folder: Path, cases: Sequence[Mapping[str, object]], classes: Sequence[Sequence[object]] = (),
    owners: Sequence[Sequence[object]] = (), statements: Sequence[Sequence[object]] = (),
) -> Path:
    """The US office's tables; columns in the order of `CASES` and `OWNER`."""
    table(folder / "case_file.csv", [CASES, *[[row.get(name, "") for name in CASES] for row in cases]])
    table(folder / "intl_class.csv", [("serial_no", "class_seq", "intl_class_cd"), *classes])
    table(folder / "owner.csv", [OWNER, *owners])
    table(folder / "statement.csv", [("serial_no", "statement_type_cd", "statement_text"), *statements])
    return folder


def many_cases(folder: Path, count: int) -> Path:
    """So many marks, each with a class, an owner and its goods."""
    serials = range(70_000_000, 70_000_000 + count)
    return case_files(folder, [case(serial, f"MARK {serial % 9973}") for serial in serials],
                      [(serial, 1, f"{serial % 45 + 1:03}") for serial in serials],
                      [(serial, 1, 10, f"Owner {serial}", "1 Main St", "US") for serial in serials],
                      [(serial, "GS0031", f"soap no {serial}") for serial in serials])


def case_xml(serial: object, mark: str = "VELORA", status: int = 700, at: str = "20200131", inside: str = "") -> str:
    """One case-file of the US office's XML."""
    return f"""<case-file><serial-number>{serial}</serial-number><registration-number>0512345</registration-number>
<transaction-date>{at}</transaction-date><case-file-header><filing-date>20180502</filing-date>
<registration-date>20190604</registration-date><status-code>{status}</status-code><status-date>{at}</status-date>
<mark-identification>{mark}</mark-identification><mark-drawing-code>4000</mark-drawing-code></case-file-header>
<case-file-statements><case-file-statement><type-code>GS0031</type-code><text>soap</text></case-file-statement>
<case-file-statement><type-code>PM0001</type-code><text>be lora</text></case-file-statement></case-file-statements>
<classifications><classification><international-code-total-no>1</international-code-total-no>
<international-code>003</international-code></classification></classifications>
<case-file-owners><case-file-owner><entry-number>1</entry-number><party-type>30</party-type>
<party-name>Oruna Inc.</party-name><address-1>1 Main St</address-1><country>US</country></case-file-owner>
</case-file-owners>{inside}</case-file>"""


def us_xml(*cases: str, head: str = "") -> str:
    """A file of the US office."""
    return (f'<?xml version="1.0" encoding="UTF-8"?>{head}<trademark-applications-daily><application-information>'
            f"<file-segments><file-segment>TRMK</file-segment><action-keys><action-key>TX</action-key>{''.join(cases)}"
            "</action-keys></file-segments></application-information></trademark-applications-daily>")


def st66(number: str = "018123456", mark: str = "VELORA", extra: str = "", classes: Sequence[int] = (3, 5)) -> str:
    """One mark as the EU office publishes it."""
    goods = "".join(f"<ClassDescription><ClassNumber>{n}</ClassNumber><GoodsServicesDescription languageCode='en'>"
                    f"goods {n}</GoodsServicesDescription></ClassDescription>" for n in classes)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Transaction xmlns="http://www.euipo.europa.eu/EUTM/EUTM_Download"><TradeMarkTransactionBody>
<TransactionContentDetails><TransactionData><TradeMarkDetails><TradeMark operationCode="Insert">
<RegistrationOfficeCode>EM</RegistrationOfficeCode><ApplicationNumber>{number}</ApplicationNumber>
<ApplicationDate>2019-05-31</ApplicationDate><RegistrationDate>2019-10-01</RegistrationDate>
<ExpiryDate>2029-05-31</ExpiryDate><MarkCurrentStatusCode>Registered</MarkCurrentStatusCode>
<MarkCurrentStatusDate>2019-10-02</MarkCurrentStatusDate><MarkFeature>Word</MarkFeature>
<WordMarkSpecification><MarkVerbalElementText>{mark}</MarkVerbalElementText></WordMarkSpecification>
<GoodsServicesDetails><GoodsServices><ClassDescriptionDetails>{goods}</ClassDescriptionDetails></GoodsServices>
</GoodsServicesDetails><PriorityDetails><Priority><PriorityNumber>1</PriorityNumber><ApplicationNumber>999</ApplicationNumber>
</Priority></PriorityDetails><ApplicantDetails><Applicant><ApplicantAddressBook><FormattedNameAddress><Name>
<FreeFormatName><FreeFormatNameDetails><FreeFormatNameLine>Oruna GmbH</FreeFormatNameLine></FreeFormatNameDetails>
</FreeFormatName></Name><Address><AddressCountryCode>DE</AddressCountryCode></Address></FormattedNameAddress>
</ApplicantAddressBook></Applicant></ApplicantDetails><RepresentativeDetails><Representative><LastName>Lawyer</LastName>
</Representative></RepresentativeDetails>{extra}</TradeMark></TradeMarkDetails></TransactionData>
</TransactionContentDetails></TradeMarkTransactionBody></Transaction>"""


def archive(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def tmview(path: Path, *marks: Mapping[str, object], key: str = "tradeMarks") -> Path:
    """A saved answer of TMview."""
    path.write_text(json.dumps({"totalResults": len(marks), key: list(marks)}), encoding="utf-8")
    return path


def tmview_mark(number: str = "018123456", **fields: object) -> dict[str, object]:
    """One mark of such an answer."""
    return {"ST13": f"EM500000{number}", "tmName": "VELORA", "tmOffice": "EM", "applicationNumber": number,
            "registrationNumber": number, "tradeMarkStatus": "Registered", "niceClass": [3, 5],
            "applicantName": ["Oruna GmbH"], "applicationDate": "2019-05-31", "tradeMarkType": "Word", **fields}


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """An Excel workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path
