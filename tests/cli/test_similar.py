"""`brandname similar`: brands and marks near a name, what was not searched, and refusals that help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from brandname.cli.layout import columns
from brandname.registers.index import build_letters, build_sounds
from tests.cli.terminal import call
from tests.registers.builders import mark, write


@pytest.fixture(autouse=True)
def own_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Registers of the test's own."""
    monkeypatch.setenv("BRANDNAME_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "registers"


def put(folder: Path) -> None:
    """A register with two marks of drinks and one of soap."""
    marks = (mark(1, "Velorra", classes=(32,)), mark(2, "Krombach", classes=(32,)), mark(3, "Velora", classes=(3,)))
    with write(folder, marks).open("us") as register:
        build_letters(register)
        build_sounds(register)


def lists(*argv: str) -> Any:
    """The lists of the one name asked about, as JSON."""
    done = call("similar", *argv, "--json")
    assert done.code == 0, done.err
    (name,) = json.loads(done.out)["names"]
    return name["lists"]


def test_without_a_register_brands_alone_are_searched_and_that_is_said() -> None:
    """I see brands near my name and that no register was searched."""
    done = call("similar", "Velora")
    assert done.code == 0
    assert "packaged brands" in done.out
    assert "No trademark register was searched" in done.out


def test_marks_of_my_classes_come_with_reasons_and_classes(own_registers: Path) -> None:
    """A mark near my name is listed with why, class, status and owner; the same name elsewhere too."""
    put(own_registers)
    brands, register = lists("Velora", "--classes", "32")
    assert brands["list"] == "brands"
    assert register["compared"] == 2
    first, second = register["entries"][:2]
    assert (first["mark"], first["common_classes"]) == ("Velorra", ["32"])
    assert "one letter more: r" in first["text"]
    assert (second["mark"], second["goods_relation"]) == ("Velora", "other")
    assert "No trademark register" not in call("similar", "Velora").out


def test_without_classes_every_class_counts(own_registers: Path) -> None:
    """Saying nothing about goods lists the same name first."""
    put(own_registers)
    _, register = lists("Velora")
    assert register["compared"] == 3
    assert register["entries"][0]["mark"] == "Velora"


def test_outside_a_study_there_is_no_brief(own_registers: Path) -> None:
    """I have given a name and nothing else, so nothing is said of a brief."""
    put(own_registers)
    assert "no classes were given" in call("similar", "Velora").out
    for argv in (("similar", "Velora"), ("similar", "Velora", "--classes", "32")):
        assert "brief" not in call(*argv).out


def test_markets_leave_out_brands_known_elsewhere_only() -> None:
    """For Japan a bookshop of Austria and Germany is no neighbour."""
    def found(*argv: str) -> set[str]:
        return {entry["name"] for entry in lists("Tisalia", *argv)[0]["entries"]}

    assert "Thalia" in found("--markets", "de")
    assert "Thalia" not in found("--markets", "jp")


@pytest.mark.parametrize("width", ["80", "200"])
def test_it_fits_the_window(own_registers: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    """Nothing runs over the edge but an address that cannot be broken."""
    put(own_registers)
    monkeypatch.setenv("COLUMNS", width)
    done = call("similar", "Velora", "沁野")
    assert all(columns(line) <= int(width) for line in done.out.splitlines() if "https://" not in line)


@pytest.mark.parametrize(("argv", "said"), [
    (("Velora", "--classes", "46"), "is no Nice class"),
    (("Velora", "--classes", "x"), "is no Nice class"),
    (("Velora", "--registers", "eu"), "register is imported"),
    (("Velora", "--markets", "zz"), "no facts about a market"),
    (("Velora", "--most", "0"), "1"),
])
def test_wrong_words_are_answered_with_what_to_do(argv: tuple[str, ...], said: str) -> None:
    """A mistake of mine ends with exit code 2 and advice."""
    done = call("similar", *argv)
    assert done.code == 2
    assert said in done.err


def test_a_damaged_register_is_named_and_never_passes_for_none(own_registers: Path) -> None:
    """A register that cannot be read was not searched, and that is said, in JSON too."""
    put(own_registers)
    (own_registers / "us-daily.sqlite").write_bytes(b"no register")
    done = call("similar", "Velora")
    assert done.code == 0 and "cannot be read: register us-daily" in " ".join(done.out.split())
    assert json.loads(call("similar", "Velora", "--json").out)["broken"] == ["us-daily"]
    (own_registers / "us.sqlite").write_bytes(b"")
    assert "none is imported" not in call("similar", "Velora").out
