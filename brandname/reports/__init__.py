"""What a report says and how it is written down. Reads findings; never judges, never prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandname.reports.inputs import Inputs


def write(inputs: Inputs, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Writes a report's files (`md`, `html`, `json`, `csv`) into a folder, each atomically; returns their paths.

    Raises UserMistake for an unknown format, before anything is written.
    """
    from brandname.reports.writing import write_formats  # the message catalogue alone must stay quick to import

    return write_formats(inputs, folder, formats)
