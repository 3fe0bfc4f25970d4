"""Opens shipped datasets and checks them against their index.

`data/index.toml` lists every shipped file with origin, licence, date and digest; a file that is not listed, or has
another digest, is a packaging bug and raises `DatasetDamaged`.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from brandname.model import DatasetRef


class DatasetDamaged(RuntimeError):  # noqa: N818 - names what is wrong
    """A shipped file is missing, unlisted or altered: reinstall the package."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One entry of `data/index.toml`."""

    id: str
    """As `markets` or `badwords/ar`: the table's name."""
    path: str
    """A file, or a folder whose files are all meant, below `brandname/data/`."""
    title: str
    version: str
    date: str
    """ISO date the content was made or read."""
    origin: str
    licence: str
    """SPDX expression."""
    digest: str
    """`sha256:…` of the file, or of the folder's sorted `name NUL sha256 LF` lines."""

    def cite(self) -> DatasetRef:
        """How findings and reports name it."""
        return DatasetRef(f"brandname/{self.id}", self.version, self.digest, self.licence, self.title)


@cache
def index() -> dict[str, Dataset]:
    """Every shipped dataset by id, in the index's order."""
    raw: dict[str, Any] = tomllib.loads(_root().joinpath("index.toml").read_text(encoding="utf-8"))
    return {id_: Dataset(id=id_, **entry) for id_, entry in raw.items()}


def dataset(id_: str) -> Dataset:
    """The index entry of a dataset; raises DatasetDamaged when it is not listed."""
    try:
        return index()[id_]
    except KeyError:
        raise DatasetDamaged(f"no dataset {id_!r} in data/index.toml") from None


def read_text(path: str) -> str:
    """A shipped file as text, by its path below `brandname/data/`."""
    return read_bytes(path).decode("utf-8")


def read_bytes(path: str) -> bytes:
    """A shipped file as bytes, by its path below `brandname/data/`."""
    try:
        return bytes(_root().joinpath(path).read_bytes())
    except OSError as error:
        raise DatasetDamaged(f"cannot read data/{path}: {error}") from error


def names(folder: str) -> tuple[str, ...]:
    """File names in a shipped folder, sorted, without Python files and caches."""
    return tuple(sorted(
        entry.name for entry in _root().joinpath(folder).iterdir()
        if entry.is_file() and not entry.name.endswith((".py", ".pyc"))
    ))


def compute_digest(path: str) -> str:
    """The digest the index should hold for a file or folder below `brandname/data/`."""
    entry = _root().joinpath(path)
    if entry.is_file():
        return "sha256:" + hashlib.sha256(entry.read_bytes()).hexdigest()
    lines = "".join(
        f"{name}\0{hashlib.sha256(read_bytes(f'{path}/{name}')).hexdigest()}\n" for name in names(path)
    )
    return "sha256:" + hashlib.sha256(lines.encode()).hexdigest()


def _root() -> Any:  # noqa: ANN401 - importlib's Traversable moved between versions
    return files("brandname").joinpath("data")
