"""Reading in a second process: the same register, the same refusals, and nobody left behind, whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from brandname.errors import UserMistake
from brandname.registers import importing, relay
from brandname.registers.batch import Batch
from brandname.registers.importing import Order, open_reader, run_import
from brandname.registers.parts import Meter
from brandname.registers.reading import Format, Reader
from brandname.registers.relay import Batches
from brandname.registers.shelf import Shelf, open_shelf
from tests.registers import sources
from tests.registers.builders import NOW
from tests.registers.sources import case, case_files


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    """After each test every process that it started has ended."""
    yield
    assert multiprocessing.active_children() == []


def flawed_cases(folder: Path) -> Path:
    """Case files with rows and values that cannot be taken, and rows of no mark."""
    cases = [case(number, "" if number % 7 == 3 else f"VELORA {number}", filing_dt="0001-01-01" if number % 5 == 0 else
                  "2019-05-31") for number in range(100, 140)]
    return case_files(folder, cases, [(number, 1, "099" if number % 9 == 0 else "003") for number in range(90, 150)],
                      [(number, 1, 10, "Oruna\tInc.", "x", "US") for number in range(100, 140)],
                      [("abc", "GS0031", "soap"), (101, "PM0001", "be lora")])


def flawed_table(folder: Path) -> Path:
    """A table with a mark told twice, a row too short, an empty mark, a class that is none."""
    rows = [("number", "mark", "class"), *((number, f"Velora {number}", number % 60) for number in range(50)),
            (3, "Velora 3", 12), (70, "", 3), (71, "cut")]
    return sources.table(folder.with_suffix(".csv"), rows)


def xml(folder: Path) -> Path:
    """Daily XML of the US office."""
    path = folder.with_suffix(".xml")
    path.write_text(sources.us_xml(*(sources.case_xml(number) for number in range(30))), encoding="utf-8")
    return path


SOURCES: dict[Format, Callable[[Path], Path]] = {
    Format.USPTO_CASEFILE: flawed_cases,
    Format.USPTO_DAILY: xml,
    Format.ST66: lambda folder: sources.archive(folder.with_suffix(".zip"), {"a.xml": sources.st66()}),
    Format.TMVIEW: lambda folder: sources.tmview(folder.with_suffix(".json"), sources.tmview_mark()),
    Format.CSV: flawed_table,
    Format.XLSX: lambda folder: sources.workbook(folder.with_suffix(".xlsx"), [("mark", "number"), ("Velora", 1)]),
}


def all_of(batches: Batches) -> tuple[list[Batch], object]:
    """Every batch, and the notes in the end."""
    found: list[Batch] = []
    while True:
        try:
            found.append(next(batches))
        except StopIteration as end:
            return found, end.value


def maker(source: Path, kind: Format) -> Callable[[], Reader]:
    """How the importer opens a source."""
    return partial(open_reader, Order(source, kind), kind, "us")


@pytest.mark.parametrize("kind", list(Format))
def test_a_second_process_reads_what_the_first_would(tmp_path: Path, kind: Format) -> None:
    """Marks, refused rows with line and column, notes and progress are the same, of every format."""
    make, here, apart = maker(SOURCES[kind](tmp_path / "us"), kind), Meter(), Meter()
    assert all_of(relay.read_apart(make, 0, 15, apart)) == all_of(relay.read_here(make, 0, 15, here))
    assert apart.done == here.done > 0


def rows(shelf: Shelf) -> bytes:
    """The file of the register."""
    return shelf.path("us").read_bytes()


@pytest.mark.parametrize("kind", [Format.USPTO_CASEFILE, Format.CSV])
def test_the_register_is_the_same_to_the_byte(tmp_path: Path, kind: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many processes worked on it cannot be told from a register."""
    order = Order(SOURCES[kind](tmp_path / "us"), kind, "us")
    monkeypatch.setattr(importing, "BATCH", 15)
    small = run_import(open_shelf(tmp_path / "here"), order, NOW)
    monkeypatch.setattr(importing, "APART", 0)
    monkeypatch.setattr(relay, "read_here", None)
    large = run_import(open_shelf(tmp_path / "apart"), order, NOW)
    assert small.counts is not None
    assert small.counts.refused
    assert small.counts.flawed
    assert (large.counts, large.notes) == (small.counts, small.notes)
    assert rows(open_shelf(tmp_path / "apart")) == rows(open_shelf(tmp_path / "here"))


def test_a_table_to_be_sorted_is_sorted_there_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process says that it has to begin anew, and the import does."""
    folder = case_files(tmp_path / "us", [case(3), case(1), case(2)])
    monkeypatch.setattr(importing, "APART", 0)
    done = run_import(open_shelf(tmp_path / "shelf"), Order(folder), NOW)
    assert [note.key for note in done.notes] == ["registers.note.sorted"]
    assert done.info.marks == 3


def test_a_source_that_breaks_off_is_my_mistake_to_hear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with my file arrives with its place, and the register stays as it was."""
    path = tmp_path / "us.xml"
    path.write_text(sources.us_xml(*(sources.case_xml(number) for number in range(30)))[:-200], encoding="utf-8")
    here, shelf = open_shelf(tmp_path / "here"), open_shelf(tmp_path / "shelf")
    with pytest.raises(UserMistake) as wanted:
        run_import(here, Order(path, Format.USPTO_DAILY), NOW)
    monkeypatch.setattr(importing, "APART", 0)
    with pytest.raises(UserMistake) as raised:
        run_import(shelf, Order(path, Format.USPTO_DAILY), NOW)
    assert raised.value.mistakes == wanted.value.mistakes
    assert shelf.ids() == shelf.unfinished() == ()


def broken() -> Reader:
    """A reader with a bug."""
    raise ZeroDivisionError("of ours")


def test_a_bug_in_the_second_process_is_told_with_its_place() -> None:
    """A bug arrives as what it is, with the line it happened on."""
    with pytest.raises(ZeroDivisionError, match="of ours") as raised:
        next(relay.read_apart(broken, 0, 10, Meter()))
    assert "in broken" in "".join(raised.value.__notes__)


def test_without_a_second_process_one_reads_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started the import takes longer, and that is all."""
    make = maker(flawed_cases(tmp_path / "us"), Format.USPTO_CASEFILE)
    wanted = all_of(relay.read_here(make, 0, 15, Meter()))

    def refuse(_process: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(SpawnProcess, "_Popen", staticmethod(refuse))
    assert all_of(relay.read_apart(make, 0, 15, Meter())) == wanted


@pytest.mark.parametrize("taken", [1, 3])
def test_a_second_process_that_is_killed_is_stood_in_for(tmp_path: Path, taken: int) -> None:
    """Killed for want of memory, its work is gone on with; nothing is missing or there twice."""
    make = maker(sources.many_cases(tmp_path / "us", 3000), Format.USPTO_CASEFILE)
    wanted = all_of(relay.read_here(make, 500, 700, Meter()))
    batches = relay.read_apart(make, 500, 700, Meter())
    found = [next(batches) for _ in range(taken)]
    for process in multiprocessing.active_children():
        process.kill()
    rest, notes = all_of(batches)
    assert ([*found, *rest], notes) == wanted


def test_given_up_early_the_second_process_ends(tmp_path: Path) -> None:
    """When the first process stops, the second does, though it had more to send."""
    batches = relay.read_apart(maker(sources.many_cases(tmp_path / "us", 3000), Format.USPTO_CASEFILE), 0, 5, Meter())
    next(batches)
    assert len(multiprocessing.active_children()) == 1
    batches.close()
    assert multiprocessing.active_children() == []


def test_small_files_need_no_second_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a small file, and where there is one core only, none is started."""
    monkeypatch.setattr(relay, "read_apart", None)
    run_import(open_shelf(tmp_path / "small"), Order(flawed_table(tmp_path / "us")), NOW)
    monkeypatch.setattr(importing, "APART", 0)
    monkeypatch.setattr(relay, "spare_core", lambda: False)
    run_import(open_shelf(tmp_path / "alone"), Order(flawed_table(tmp_path / "us")), NOW)


SCRIPT = (
    "import sys\n"
    "from brandname.registers import importing\n"
    "if __name__ == '__main__':\n"
    "    importing.APART, importing.BATCH = 0, 300\n"
    "    from brandname.cli import main\n"
    "    main()\n"
)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL] if os.name != "nt" else [])
def test_ctrl_c_and_kill_leave_no_process(tmp_path: Path, number: signal.Signals) -> None:
    """Stopped with Ctrl-C, as a terminal sends it, or killed: nobody goes on, and the same command ends the work."""
    folder, script = sources.many_cases(tmp_path / "us", 30_000), tmp_path / "run.py"
    script.write_text(SCRIPT, encoding="utf-8")
    calm = open_shelf(tmp_path / "calm")
    run_import(calm, Order(folder), NOW)
    command = [sys.executable, str(script), "registers", "import", str(folder)]
    env = {**os.environ, "BRANDNAME_DATA_DIR": str(tmp_path / "data")}
    process = subprocess.Popen(command, env=env, start_new_session=True, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, encoding="utf-8")
    beside = tmp_path / "data" / "registers" / "us.importing.sqlite"
    wait_for(lambda: beside.exists() and beside.stat().st_size > 500_000)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.kill()
    _, told = process.communicate(timeout=30)
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert "Traceback" not in told
    wait_for(lambda: not alive(process.pid))
    again = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "Went on after" in again.stdout
    with open_shelf(tmp_path / "data" / "registers").open("us") as one, calm.open("us") as other:
        assert (list(one.records()), one.names()) == (list(other.records()), other.names())


def alive(group: int) -> bool:
    """Whether a process of the group is there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(condition: Callable[[], bool]) -> None:
    """Until it is so, at most half a minute."""
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)
