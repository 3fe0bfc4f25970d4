"""Computed tables kept in the user's cache folder: small, checked, and never missed when they are gone.

A file is one line of digest and one line of JSON. Whatever is absent, cut short or altered reads as None and is
computed again; a folder that cannot be written costs time, not answers. Holds nothing that cannot be computed anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from brandname import config


def place(room: str, version: str, name: str) -> Path:
    """`<cache folder>/<room>/<version>/<name>.json`, with nothing in `version` and `name` that a file system minds."""
    return config.cache_dir() / room / _plain(version) / f"{_plain(name)}.json"


def read(path: Path) -> Any:  # noqa: ANN401 - the JSON edge
    """What `write` put there; None when there is nothing whole."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
        if digest.decode("ascii") != _digest(body):
            return None
        return json.loads(body)
    except (OSError, ValueError):
        return None


def write(path: Path, value: object) -> bool:
    """Puts a JSON value there in one step, so that a reader sees the old file or the new one; False when it cannot."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(body).encode("ascii") + b"\n" + body)
        Path(temporary).replace(path)
    except OSError:
        return False
    return True


def _digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", text)
