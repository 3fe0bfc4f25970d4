"""An index file is there as a whole, or it is named as what it is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from brandname.registers.index import files
from brandname.registers.index.files import State


def write(folder: Path, edition: str = "e1", size: int = 1000) -> None:
    """A part of two arrays, one written in pieces."""
    writer = files.Writer(folder, "letters")
    for start in range(0, size, 300):
        writer.append("numbers", np.arange(start, min(start + 300, size), dtype=np.uint32))
    writer.append("rows", np.ones((2, 3), np.float32))
    writer.append("none", np.zeros(0, np.uint16))
    writer.finish(edition, "rules", {"unread": 7})


def array(folder: Path, name: str) -> Path:
    """The file of an array."""
    return next(folder.glob(f"letters-*/{name}"))


def test_a_part_comes_back(tmp_path: Path) -> None:
    """What was written is read, in bounded memory, with what its writer says of it."""
    write(tmp_path)
    part = files.read(tmp_path, "letters", "e1", "rules")
    assert part.state is State.READY
    assert part.arrays["numbers"].tolist() == list(range(1000))
    assert part.arrays["rows"].shape == (2, 3)
    assert part.arrays["none"].tolist() == []
    assert part.facts == {"unread": 7}


def test_nothing_there_is_missing(tmp_path: Path) -> None:
    """A register without an index is told from one whose index is broken."""
    assert files.read(tmp_path / "nowhere", "letters", "e1", "rules").state is State.MISSING


@pytest.mark.parametrize(("edition", "rules"), [("e2", "rules"), ("e1", "other rules")])
def test_another_edition_is_stale(tmp_path: Path, edition: str, rules: str) -> None:
    """An index made before the last import, or by an older version, is not searched."""
    write(tmp_path)
    assert files.read(tmp_path, "letters", edition, rules).state is State.STALE


@pytest.mark.parametrize("harm", ["short", "altered", "gone", "longer"])
def test_a_damaged_file_is_named(tmp_path: Path, harm: str) -> None:
    """A cut, altered or lost file never gives fewer answers in silence."""
    write(tmp_path)
    path = array(tmp_path, "numbers")
    body = path.read_bytes()
    match harm:
        case "short":
            path.write_bytes(body[:-4])
        case "longer":
            path.write_bytes(body + b"\0\0\0\0")
        case "altered":
            path.write_bytes(body[:2000] + bytes([body[2000] ^ 1]) + body[2001:])
        case _:
            path.unlink()
    part = files.read(tmp_path, "letters", "e1", "rules")
    assert (part.state, part.damage, dict(part.arrays)) == (State.DAMAGED, "numbers", {})


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}', "\udcff"])
def test_a_damaged_header_is_named(tmp_path: Path, text: str) -> None:
    """Nor does a header that lost its text."""
    write(tmp_path)
    (tmp_path / "letters.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    part = files.read(tmp_path, "letters", "e1", "rules")
    assert (part.state, part.damage) == (State.DAMAGED, "letters.json")


def test_a_header_that_tells_nonsense_is_damage(tmp_path: Path) -> None:
    """A header may not make the program read what is not there."""
    write(tmp_path)
    header = json.loads((tmp_path / "letters.json").read_text(encoding="utf-8"))
    header["arrays"]["numbers"]["shape"] = [-1]
    (tmp_path / "letters.json").write_text(json.dumps(header), encoding="utf-8")
    assert files.read(tmp_path, "letters", "e1", "rules").state is State.DAMAGED


def test_a_writer_that_stops_changes_nothing(tmp_path: Path) -> None:
    """After a crash in the middle the index before is still there; the next one sweeps what was left."""
    write(tmp_path)
    writer = files.Writer(tmp_path, "letters")
    writer.append("numbers", np.zeros(5, np.uint32))
    assert files.read(tmp_path, "letters", "e1", "rules").state is State.READY
    writer.close()
    assert len(list(tmp_path.glob("letters-*"))) == 2
    write(tmp_path, "e2", 10)
    assert files.read(tmp_path, "letters", "e2", "rules").arrays["numbers"].tolist() == list(range(10))
    assert len(list(tmp_path.glob("letters-*"))) == 1


def test_a_writer_that_gives_up_leaves_nothing(tmp_path: Path) -> None:
    """An index that could not be made takes no room."""
    writer = files.Writer(tmp_path, "letters")
    writer.append("numbers", np.zeros(5, np.uint32))
    writer.abandon()
    assert list(tmp_path.iterdir()) == []
