"""The bytes of a source: a file, the members of a zip, the files of a folder. Streams them; unpacks nothing to disk."""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from brandname.errors import UserMistake, Where, mistake

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 1 << 20
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WHOLE = (".xlsx", ".xlsm")
"""Endings of files that are zips inside and yet one file to a user."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


@dataclass(slots=True)
class Meter:
    """How many bytes of a source have been read."""

    total: int = 0
    done: int = 0
    told: Callable[[int, int], None] = field(default=lambda _done, _total: None)

    def add(self, count: int) -> None:
        """Counts bytes and tells how far it is."""
        self.done += count
        self.told(self.done, self.total)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a source."""

    name: str
    """As messages show it: the file, or `archive.zip/member.xml`."""
    size: int
    """Bytes, unpacked."""
    _open: Callable[[], IO[bytes]]

    @contextlib.contextmanager
    def open(self, meter: Meter | None = None) -> Iterator[IO[bytes]]:
        """Its bytes, counted; UserMistake for a member that is damaged or locked by a password."""
        with told(self.name):
            stream = self._open()
        with stream, io.BufferedReader(_Counted(stream, self.name, meter), BUFFER) as reader:
            yield reader

    @contextlib.contextmanager
    def open_seekable(self) -> Iterator[IO[bytes]]:
        """Its bytes, for readers that jump about in them; not counted."""
        with told(self.name), self._open() as stream:
            yield stream


class _Counted(io.RawIOBase):
    """A stream that counts what is read and names the file that turns out to be damaged."""

    def __init__(self, stream: IO[bytes], name: str, meter: Meter | None) -> None:
        self._stream = stream
        self._name = name
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        with told(self._name):
            data = self._stream.read(len(memoryview(buffer)))
        memoryview(buffer)[:len(data)] = data
        if self._meter and data:
            self._meter.add(len(data))
        return len(data)


def list_parts(path: Path) -> Generator[Part, None, None]:
    """The files of a source in the order of their names, hidden ones left out.

    A part is opened before the next one is asked for: archives stay open no longer. UserMistake for a source that is
    not there, an empty one, and an archive that is cut off or damaged.
    """
    if not path.exists():
        raise mistake("error.registers.no_file", Where(str(path)))
    if path.is_dir():
        for file in sorted(found for found in path.rglob("*") if found.is_file() and not _hidden(found, path)):
            yield from _parts_of(file, file.relative_to(path).as_posix())
        return
    if not path.stat().st_size:
        raise mistake("error.registers.empty_file", Where(path.name))
    yield from _parts_of(path, path.name)


def size(path: Path, kept: Callable[[str], bool]) -> int:
    """Bytes of the parts that count, unpacked."""
    return sum(part.size for part in list_parts(path) if kept(part.name))


def size_on_disk(path: Path, kept: Callable[[str], bool]) -> int:
    """Bytes of the files that count, as they lie on disk."""
    return sum(file.stat().st_size for file in _files(path, kept))


def digest(path: Path, kept: Callable[[str], bool], meter: Meter) -> str:
    """BLAKE2b-128 of the names and bytes of a source's files, as far as `kept` says they count; hexadecimal."""
    found = hashlib.blake2b(digest_size=16)
    for file in _files(path, kept):
        found.update(f"\0{file.relative_to(path).as_posix() if path.is_dir() else ''}\0".encode())
        with file.open("rb") as stream:
            while data := stream.read(BUFFER):
                found.update(data)
                meter.add(len(data))
    return found.hexdigest()


def _files(path: Path, kept: Callable[[str], bool]) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and kept(file.name) and not _hidden(file, path))


@contextlib.contextmanager
def told(name: str) -> Iterator[None]:
    """Turns what a damaged or locked archive raises into the user's mistake."""
    try:
        yield
    except _DAMAGE as error:
        reason = str(error) or type(error).__name__
        raise mistake("error.registers.damaged_source", Where(name), reason=reason) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise mistake("error.registers.locked_source", Where(name)) from error


def _parts_of(file: Path, name: str) -> Iterator[Part]:
    with file.open("rb") as stream:
        magic = stream.read(4)
    if file.suffix.casefold() in _WHOLE or magic not in _ZIP:
        if file.suffix.casefold() == ".zip":
            raise mistake("error.registers.damaged_source", Where(name), reason="no zip archive")
        yield Part(name, file.stat().st_size, lambda: file.open("rb"))
        return
    with told(name):
        archive = zipfile.ZipFile(file)
    with archive:
        for member in sorted(archive.infolist(), key=lambda found: found.filename):
            base = member.filename.rsplit("/", 1)[-1]
            if member.is_dir() or base.startswith(".") or member.filename.startswith("__MACOSX/"):
                continue
            yield Part(f"{name}/{member.filename}", member.file_size, _opener(archive, member))


def _opener(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(member)


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def is_damage(error: UserMistake) -> bool:
    """Whether a mistake says that the bytes of a source cannot be read."""
    return error.mistakes[0].key in {"error.registers.damaged_source", "error.registers.locked_source"}
