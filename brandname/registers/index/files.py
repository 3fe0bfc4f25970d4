"""Arrays in files that are there as a whole or not at all. Knows nothing of what the arrays mean.

A part of an index (`letters`, `sounds`) is a folder of plain arrays and a header beside it, written last and replaced
in one step. The header names the format, the edition of the register and what else the part was made from, and type,
shape and CRC-32 of every array, so that a file cut short, altered or left over is found before it is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 1
"""Raised whenever older files can no longer be read rightly."""
_PIECE = 1 << 24
"""Bytes checked at a time."""


class State(StrEnum):
    """What there is of a part."""

    READY = "ready"
    MISSING = "missing"
    STALE = "stale"
    """Made from another edition of the register, or by another version of this program."""
    DAMAGED = "damaged"
    """A file is not there, cut short, altered or cannot be read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was read."""

    state: State
    arrays: Mapping[str, NDArray[Any]]
    """Mapped from their files; empty unless ready."""
    facts: Mapping[str, Any]
    """What its writer put into the header; empty unless ready."""
    damage: str = ""
    """Name of the file that is damaged."""


class Writer:
    """Writes one part: `append` to its arrays, then `finish`; without that nothing has changed."""

    def __init__(self, folder: Path, part: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._header = folder / f"{part}.json"
        self._part = part
        self._made = folder / f"{part}-{os.urandom(6).hex()}"
        self._made.mkdir()
        self._columns: dict[str, _Column] = {}

    def append(self, name: str, piece: NDArray[Any]) -> None:
        """Adds rows to an array; the first piece sets its type and width."""
        if name not in self._columns:
            self._columns[name] = _Column(self._made / name, piece)
        self._columns[name].append(piece)

    def finish(self, edition: str, made_by: str, facts: Mapping[str, object]) -> None:
        """Puts the part in the place of the one before."""
        arrays = {name: column.close() for name, column in self._columns.items()}
        header = {"format": FORMAT, "edition": edition, "made_by": made_by, "folder": self._made.name,
                  "arrays": arrays, "facts": facts}
        new = self._header.with_name(f"{self._made.name}.json")
        with new.open("w", encoding="utf-8") as file:
            json.dump(header, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._header)
        sweep(self._header.parent, self._part, self._made.name)

    def close(self) -> None:
        """Closes the files; what was written stays, and is nothing without `finish`."""
        for column in self._columns.values():
            column.close()

    def abandon(self) -> None:
        """Removes what was written so far."""
        self.close()
        shutil.rmtree(self._made, ignore_errors=True)


class _Column:
    """One array while it is written."""

    def __init__(self, path: Path, first: NDArray[Any]) -> None:
        self._file = path.open("wb")
        self._kind = first.dtype.newbyteorder("<")
        self._width = first.shape[1:]
        self._rows = self._crc = 0

    def append(self, piece: NDArray[Any]) -> None:
        raw = np.ascontiguousarray(piece, self._kind).tobytes()
        self._file.write(raw)
        self._crc, self._rows = zlib.crc32(raw, self._crc), self._rows + len(piece)

    def close(self) -> dict[str, object]:
        """What the header tells of it."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        return {"type": self._kind.str, "shape": [self._rows, *self._width], "crc": self._crc}


def read(folder: Path, part: str, edition: str, made_by: str) -> Part:
    """A part if it is whole and made from just this; else why not."""
    path = folder / f"{part}.json"
    try:
        header = json.loads(path.read_text(encoding="utf-8"))
        same = (header["format"], header["edition"], header["made_by"]) == (FORMAT, edition, made_by)
    except FileNotFoundError:
        return Part(State.MISSING, {}, {})
    except (OSError, ValueError, KeyError, TypeError):
        return Part(State.DAMAGED, {}, {}, path.name)
    if not same:
        return Part(State.STALE, {}, {})
    arrays: dict[str, NDArray[Any]] = {}
    name = path.name
    try:
        for name, told in header["arrays"].items():
            arrays[name] = _map(folder / str(header["folder"]) / name, told)
        return Part(State.READY, arrays, dict(header["facts"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Part(State.DAMAGED, {}, {}, name)


def sweep(folder: Path, part: str, kept: str) -> None:
    """Removes what earlier writers of a part left; a file that another program still reads is left for later."""
    for path in folder.glob(f"{part}-*"):
        if path.name == kept:
            continue
        with contextlib.suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _map(path: Path, told: Mapping[str, Any]) -> NDArray[Any]:
    """An array mapped from its file; ValueError unless it is exactly what the header tells."""
    kind, shape = np.dtype(told["type"]), tuple(int(size) for size in told["shape"])
    if path.stat().st_size != kind.itemsize * int(np.prod(shape, dtype=np.int64)):
        raise ValueError(path.name)
    crc = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            crc = zlib.crc32(piece, crc)
    if crc != told["crc"]:
        raise ValueError(path.name)
    if 0 in shape:
        return np.zeros(shape, kind)
    return np.asarray(np.memmap(path, kind, "r", shape=shape))
