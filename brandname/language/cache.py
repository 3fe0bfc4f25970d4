"""Computed tables kept in the user's cache folder: small, checked, and never missed when they are gone.

Two kinds: a table (one line of digest, then JSON or any bytes, replaced as a whole) and a journal (lines of digest and
JSON, only added to, by several programs at once if need be). Whatever is absent, cut short or altered is not there and
is computed again; a folder that cannot be written costs time, not answers. Holds nothing that cannot be computed anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from brandname import __version__, config

JOURNAL_LIMIT = 16 * 1024 * 1024
"""Bytes after which a journal begins anew."""


def place(room: str, version: str, name: str) -> Path:
    """`<cache folder>/<edition>/<room>/<version>/<name>.json`, with nothing in it that a file system minds.

    The edition is the program's and Unicode's version: either may change what is computed.
    """
    edition = f"{__version__}-{unicodedata.unidata_version}"
    return config.cache_dir() / _plain(edition) / room / _plain(version) / f"{_plain(name)}.json"


def read(path: Path) -> Any:  # noqa: ANN401 - the JSON edge
    """What `write` put there; None when there is nothing whole."""
    try:
        return json.loads(read_body(path) or b"")
    except ValueError:
        return None


def write(path: Path, value: object) -> bool:
    """Puts a JSON value there in one step; False when it cannot."""
    return write_body(path, json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())


def read_body(path: Path) -> bytes | None:
    """The bytes `write_body` put there; None when there is nothing whole."""
    try:
        stamp, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if stamp == _digest(body).encode() else None


def write_body(path: Path, body: bytes) -> bool:
    """Puts bytes there in one step, so that a reader sees the old file or the new one; False when it cannot."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(body).encode() + b"\n" + body)
        Path(temporary).replace(path)
    except OSError:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        return False
    return True


def read_journal(path: Path) -> Iterator[Any]:
    """Every whole entry of a journal, oldest first; nothing when there is none."""
    for body in read_lines(path):
        try:
            yield json.loads(body)
        except ValueError:
            continue


def read_lines(path: Path) -> Iterator[bytes]:
    """Every whole line of a journal, without its digest, oldest first; nothing when there is none."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        digest, _, body = line.partition(b" ")
        if body and digest == _digest(body, 6).encode():
            yield body


def add_to_journal(path: Path, entries: Iterable[object]) -> bool:
    """Adds entries with one write at the end of the file; False when it cannot."""
    return add_lines(path, (json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() for entry in entries))


def add_lines(path: Path, bodies: Iterable[bytes], limit: int = JOURNAL_LIMIT) -> bool:
    """Adds lines, free of line breaks, with one write at the end of the file; False when it cannot.

    A file of more than `limit` bytes begins anew.
    """
    # The line break stands first, so that a line somebody else left unfinished spoils only itself.
    text = b"".join(b"\n" + _digest(body, 6).encode() + b" " + body for body in bodies)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > limit:
            path.unlink()
        with path.open("ab", buffering=0) as file:
            file.write(text + b"\n")
    except OSError:
        return False
    return True


def _digest(body: bytes, size: int = 16) -> str:
    return hashlib.blake2b(body, digest_size=size).hexdigest()


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", text)
