"""All registers imported on this machine, in one folder that every study shares. Lists, opens and removes them."""

from __future__ import annotations

import contextlib
import difflib
import re
import shutil
from pathlib import Path

from brandname.config import data_dir
from brandname.errors import Where, mistake
from brandname.registers import file
from brandname.registers.register import Register, RegisterInfo, index_folder

FOLDER = "registers"
SUFFIX = ".sqlite"
WORK = ".importing.sqlite"
"""Ending of a file that an import is building; never opened as a register."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for itself."""


class Shelf:
    """The registers of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> tuple[str, ...]:
        """Ids of the registers there are, sorted; one whose first import is not finished is none yet."""
        if not self.folder.is_dir():
            return ()
        names = (path.name for path in self.folder.iterdir() if path.name.endswith(SUFFIX))
        return tuple(sorted(name.removesuffix(SUFFIX) for name in names if _ID.fullmatch(name.removesuffix(SUFFIX))))

    def registers(self) -> tuple[RegisterInfo, ...]:
        """What each register holds, by id; UserMistake for a file that cannot be read."""
        found = []
        for id_ in self.ids():
            with self.open(id_) as register:
                found.append(register.info)
        return tuple(found)

    def unfinished(self) -> tuple[str, ...]:
        """Ids of imports that were interrupted or are under way."""
        if not self.folder.is_dir():
            return ()
        names = (path.name for path in self.folder.iterdir() if path.name.endswith(WORK))
        return tuple(sorted(name.removesuffix(WORK) for name in names))

    def open(self, id_: str) -> Register:
        """The register of an id; UserMistake, naming those there are, when there is none."""
        if id_ not in (known := self.ids()):
            close = tuple(difflib.get_close_matches(id_, known, n=1)) or known
            key = "error.registers.unknown" if known else "error.registers.none"
            raise mistake(key, id=id_, known=close)
        return Register(self.path(id_))

    def remove(self, id_: str) -> None:
        """Deletes a register, its index and an unfinished import of it.

        UserMistake when there is neither, or an import is under way.
        """
        if id_ not in self.ids() and id_ not in self.unfinished():
            self.open(id_).close()  # raises with what there is
        with contextlib.closing(file.lock(self.folder, id_)):
            file.unlink(self.path(id_))
            file.unlink(self.work_path(id_))
            self.work_path(id_).with_name(f"{id_}{WORK}.copy").unlink(missing_ok=True)
            if index_folder(self.path(id_)).is_dir():
                shutil.rmtree(index_folder(self.path(id_)))
        (self.folder / f".{id_}.lock").unlink(missing_ok=True)

    def path(self, id_: str) -> Path:
        """The file of a register; UserMistake for an id that cannot be one."""
        return self.folder / (check_id(id_) + SUFFIX)

    def work_path(self, id_: str) -> Path:
        """The file that an import of this register builds."""
        return self.folder / (check_id(id_) + WORK)


def open_shelf(folder: Path | None = None) -> Shelf:
    """The shelf in `folder`, which need not exist yet; by default the one in the user's data folder."""
    return Shelf(folder or data_dir() / FOLDER)


def check_id(id_: str) -> str:
    """The id itself; UserMistake unless it is 1–40 lower-case letters, digits and hyphens, and a file can bear it."""
    if not _ID.fullmatch(id_) or _DEVICES.fullmatch(id_):
        raise mistake("error.registers.id", Where("--id"), id=id_)
    return id_
