"""Writes a report's files, each whole or not at all. Knows the formats there are; says nothing itself."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from brandname.errors import Mistake, UserMistake
from brandname.reports import csv_tables, html, json_v1, markdown
from brandname.reports.document import build
from brandname.reports.inputs import Inputs, View
from brandname.reports.tree import Document

FORMATS = ("md", "html", "json", "csv")


@dataclass(slots=True)
class Source:
    """What writers draw on: the view, and the tree built from it once, when a format first needs it."""

    view: View
    _document: Document | None = None

    def document(self) -> Document:
        """The report as a tree."""
        if self._document is None:
            self._document = build(self.view)
        return self._document


FILES: Mapping[str, tuple[tuple[str, str, Callable[[Source], Iterable[str]]], ...]] = MappingProxyType(
    {
        "md": (("report.md", "utf-8", lambda source: markdown.text(source.document())),),
        "html": (("report.html", "utf-8", lambda source: html.text(source.document(), source.view)),),
        "json": (("report.json", "utf-8", lambda source: json_v1.text(source.view)),),
        "csv": (
            # With a byte order mark: without one Excel reads UTF-8 as the system's code page.
            ("ranking.csv", "utf-8-sig", lambda source: csv_tables.ranking(source.view)),
            ("findings.csv", "utf-8-sig", lambda source: csv_tables.findings(source.view)),
            ("marks.csv", "utf-8-sig", lambda source: csv_tables.marks(source.view)),
        ),
    }
)
"""Format → (file name, encoding, its text in pieces)."""


def write_formats(inputs: Inputs, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Writes the files of some formats; raises UserMistake for an unknown one, before anything is written."""
    unknown = [name for name in dict.fromkeys(formats) if name not in FILES]
    if unknown:
        raise UserMistake(*(_unknown(name) for name in unknown))
    folder.mkdir(parents=True, exist_ok=True)
    source = Source(View(inputs))
    written = []
    for name in FORMATS:
        for file, encoding, text in FILES[name] if name in formats else ():
            path = folder / file
            _write(path, text(source), encoding)
            written.append(path)
    return tuple(written)


def _unknown(name: str) -> Mistake:
    close = difflib.get_close_matches(name.lower(), [*FORMATS, "markdown"], n=1, cutoff=0.4)
    suggestion = {"markdown": "md"}.get(close[0], close[0]) if close else FORMATS[0]
    return Mistake("error.report.unknown_format", {"format": name, "known": FORMATS, "suggestion": suggestion})


def _write(path: Path, pieces: Iterable[str], encoding: str) -> None:
    """Into a file beside it, then in its place: a reader sees the old report or the new one, never half of one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            for piece in pieces:
                stream.write(piece)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
