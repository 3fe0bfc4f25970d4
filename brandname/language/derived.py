"""Tables computed from installed packages and kept in the user's cache folder for later runs.

A file missing, damaged or made by other versions is computed again; a folder that cannot be written costs time only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from brandname import config


@cache
def installed(package: str) -> str:
    """The version of an installed package, read once: it names the folders here and the datasets findings cite."""
    return version(package)


def keep(folder: str, name: str, compute: Callable[[], bytes]) -> bytes:
    """The table `name` of `folder` (which names the versions it depends on), computed only when it is not there."""
    path = config.cache_dir() / folder / name
    body = _read(path)
    if body is None:
        body = compute()
        with contextlib.suppress(OSError):
            _write(path, body)
    return body


def _read(path: Path) -> bytes | None:
    try:
        stamp, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if stamp == _stamp(body) else None


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_stamp(body) + b"\n" + body)
        Path(made).replace(path)
    except OSError:
        Path(made).unlink(missing_ok=True)
        raise


def _stamp(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).hexdigest().encode()


class SortedLines:
    """Lines `key TAB value`, sorted by the bytes of the key; looked up by bisection without parsing the rest."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def find(self, key: str) -> tuple[str, ...]:
        """The values of every line with this key, in order; empty when there is none."""
        probe, body = key.encode(), self._body
        low, high = 0, len(body)
        while low < high:
            start = body.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = body.find(b"\n", start) % (len(body) + 1)
            if body[start:end].partition(b"\t")[0] < probe:
                low = end + 1
            else:
                high = start
        found: list[str] = []
        while low < len(body):
            end = body.find(b"\n", low) % (len(body) + 1)
            here, _, value = body[low:end].partition(b"\t")
            if here != probe:
                break
            found.append(value.decode())
            low = end + 1
        return tuple(found)

    @staticmethod
    def pack(rows: set[tuple[str, str]]) -> bytes:
        """The body for some rows; keys and values must be free of tabs and line breaks."""
        return b"".join(sorted(f"{key}\t{value}\n".encode() for key, value in rows))
