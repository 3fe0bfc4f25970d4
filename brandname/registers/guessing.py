"""Which format a source has, by its names and first bytes. Reads no more than that."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from brandname.errors import Where, mistake
from brandname.registers.casefile import CASES, table_of
from brandname.registers.parts import Part, list_parts
from brandname.registers.reading import Format
from brandname.registers.rows import sample
from brandname.registers.values import column_names, plain_name

_LOOKED_AT = 200
"""Files of a folder or archive that are looked at."""


def guess_format(path: Path) -> Format:
    """The format of a source; UserMistake, with what there is to choose from, when nothing speaks for one."""
    first: Format | None = None
    for number, part in enumerate(list_parts(path)):
        if number >= _LOOKED_AT:
            break
        if table_of(part.name) == CASES:
            return Format.USPTO_CASEFILE
        first = first or _of_part(part)
    if first is None:
        raise mistake("error.registers.format_unknown", Where(path.name), formats=tuple(Format))
    return first


def _of_part(part: Part) -> Format | None:
    suffix = PurePosixPath(part.name.casefold()).suffix
    if suffix in {".xlsx", ".xlsm"}:
        return Format.XLSX
    if suffix == ".json":
        return Format.TMVIEW
    if suffix not in {".xml", ".csv", ".tsv", ".txt", ""}:
        return None
    head = sample(part)
    if suffix == ".xml" or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Format.USPTO_DAILY if b"trademark-applications" in head or b"case-file" in head else Format.ST66
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return Format.TMVIEW
    names = {plain_name(cell) for cell in re.split(r"[,;\t|]", head.split(b"\n", 1)[0].decode("utf-8", "replace"))}
    if {"serialno", "markidchar"} <= names:
        return Format.USPTO_CASEFILE
    return Format.CSV if suffix in {".csv", ".tsv"} or names & set(column_names()["mark"]) else None
