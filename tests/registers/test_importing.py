"""Importing: every format gives the marks in it, again changes nothing, newer replaces, interrupted goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.registers import importing
from brandname.registers.importing import Imported, Order, run_import
from brandname.registers.reading import Format
from brandname.registers.records import Drawing, MarkRecord, MarkStatus
from brandname.registers.register import Refusal
from brandname.registers.shelf import Shelf, open_shelf
from tests.registers import sources
from tests.registers.builders import NOW
from tests.registers.sources import case, case_files


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty one."""
    return open_shelf(tmp_path / "shelf")


def take(shelf: Shelf, source: Path, **given: object) -> Imported:
    """Imports a source."""
    return run_import(shelf, Order(source, **given), NOW)  # type: ignore[arg-type]


def records(shelf: Shelf, id_: str) -> list[MarkRecord]:
    """Every mark of a register."""
    with shelf.open(id_) as register:
        return list(register.records())


def refusals(shelf: Shelf, id_: str) -> tuple[Refusal, ...]:
    """What was not taken."""
    with shelf.open(id_) as register:
        return register.refusals()


VELORA = MarkRecord(
    "us", "78000001", "0512345", "VELORA", Drawing.WORD, MarkStatus.REGISTERED, "700", "2018-05-02", "2019-06-04", "",
    "2020-01-31", "Oruna Inc.", "US", (3,), True, "soap", (), ("be lora",),
)


def test_case_files_are_joined_by_serial_number(shelf: Shelf, tmp_path: Path) -> None:
    """From the US tables I get each mark with its classes, latest owner, goods, pseudo mark, and translations."""
    folder = case_files(
        tmp_path / "us", [case(78000001), case(78000002, "星禾", mark_draw_cd="3000", cfh_status_cd=602)],
        [(78000001, 1, "003"), (78000002, 1, "032"), (78000002, 2, "030"), (78000002, 3, "A")],
        [(78000001, 1, 10, "First Owner", "x", "US"), (78000001, 1, 30, "Oruna Inc.", "x", "US")],
        [(78000001, "GS0031", "soap"), (78000001, "PM0001", "be lora"), (78000001, "CC0000", "color is not claimed"),
         (78000002, "D10000", "HE"), (78000002, "TR0000", "The English translation of XINGHE is star grain."),
         (78000002, "TLIT00", 'The characters transliterate to "XING HE" and this means "star grain" in English.')],
    )
    done = take(shelf, folder)
    assert (done.format, done.guessed, done.info.id) == (Format.USPTO_CASEFILE, True, "us")
    first, second = records(shelf, "us")
    assert first == VELORA
    assert (second.classes, second.classes_complete, second.class_mask) == ((30, 32), False, 0)
    assert (second.drawing, second.status) == (Drawing.FIGURATIVE, MarkStatus.DEAD)
    assert (second.transliterations, second.disclaimed) == (("XING HE",), ("HE",))
    assert second.translations == ("The English translation of XINGHE is star grain.",)
    with shelf.open("us") as register:
        assert [text for _, _, text in register.names()] == ["VELORA", "be lora", "星禾", "XING HE"]


def test_addresses_are_not_kept(shelf: Shelf, tmp_path: Path) -> None:
    """Nobody's street is in my register."""
    take(shelf, case_files(tmp_path / "us", [case(1)], owners=[(1, 1, 10, "Jane Doe", "12 Hidden Lane", "US")]))
    assert b"Hidden Lane" not in shelf.path("us").read_bytes()
    assert records(shelf, "us")[0].owner == "Jane Doe"


@pytest.mark.parametrize("unsorted", ["case_file", "intl_class", "owner", "statement"])
def test_tables_in_any_order_are_sorted_first(shelf: Shelf, tmp_path: Path, unsorted: str) -> None:
    """A table in another order gives the same marks, and I am told that it was sorted."""
    folder = sources.many_cases(tmp_path / "us", 60)
    take(shelf, folder, id="calm")
    path = folder / f"{unsorted}.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    random.Random(3).shuffle(rows)  # noqa: S311 - not for secrets
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    done = take(shelf, folder, id="shaken")
    assert "registers.note.sorted" in [note.key for note in done.notes]
    assert records(shelf, "shaken") == records(shelf, "calm")


def test_a_zip_of_the_tables_is_read_like_the_folder(shelf: Shelf, tmp_path: Path) -> None:
    """I need not unpack what I downloaded, be it one archive or one a table."""
    folder = sources.many_cases(tmp_path / "us", 30)
    files = {f"tm/{path.name}": path.read_bytes() for path in folder.iterdir()}
    take(shelf, folder, id="folder")
    take(shelf, sources.archive(tmp_path / "all.zip", files), id="zip")
    apart = tmp_path / "apart"
    apart.mkdir()
    for path in folder.iterdir():
        sources.archive(apart / f"{path.name}.zip", {path.name: path.read_bytes()})
    take(shelf, apart, id="zips")
    assert records(shelf, "folder") == records(shelf, "zip") == records(shelf, "zips")


def test_missing_tables_are_said(shelf: Shelf, tmp_path: Path) -> None:
    """Without the table of classes every class counts, and I know it."""
    folder = case_files(tmp_path / "us", [case(1)])
    (folder / "intl_class.csv").unlink()
    (folder / "owner.csv").unlink()
    done = take(shelf, folder)
    assert [note.key for note in done.notes] == ["registers.note.no_intl_class", "registers.note.no_owner"]
    with shelf.open("us") as register:
        assert register.columns()[0][2] == 0


def test_rows_of_no_mark_are_counted(shelf: Shelf, tmp_path: Path) -> None:
    """Rows of a mark that is not there do not vanish silently."""
    folder = case_files(tmp_path / "us", [case(5)], [(4, 1, "003"), (5, 1, "003"), (6, 1, "003"), (6, 2, "004")])
    notes = take(shelf, folder).notes
    assert [(note.key, note.params["n"]) for note in notes] == [("registers.note.orphans", 3)]


def test_us_xml_gives_the_same_mark(shelf: Shelf, tmp_path: Path) -> None:
    """The daily XML and the tables tell the same mark in the same way."""
    path = tmp_path / "apc261122.xml"
    head = "<!DOCTYPE trademark-applications-daily SYSTEM 'a.dtd'>"
    path.write_text(sources.us_xml(sources.case_xml(78000001), head=head), encoding="utf-8")
    assert take(shelf, path).format is Format.USPTO_DAILY
    assert records(shelf, "us") == [VELORA]


def test_newer_status_replaces_and_older_does_not(shelf: Shelf, tmp_path: Path) -> None:
    """A mark that was cancelled since is cancelled in my register; yesterday's file does not revive it."""
    for day, status in (("20200131", 700), ("20210131", 710), ("20200601", 702)):
        path = tmp_path / f"apc{day}.xml"
        path.write_text(sources.us_xml(sources.case_xml(78000001, status=status, at=day)), encoding="utf-8")
        done = take(shelf, path)
        with shelf.open("us") as register:
            edition, found = register.edition, register.marks([1])[1]
        assert done.counts is not None
        assert found.status is (MarkStatus.REGISTERED if status == 700 else MarkStatus.DEAD)
    assert (done.counts.older, done.counts.changed, done.info.edition) == (1, 0, edition)


def test_st66_of_an_office_is_read_by_local_names(shelf: Shelf, tmp_path: Path) -> None:
    """From the EU office's archive I get mark, owner, classes and dates, and no lawyer's name as the owner."""
    path = sources.archive(tmp_path / "EUTMS.zip", {"Trademark/018/018123456.xml": sources.st66()})
    assert take(shelf, path, office="EUIPO").info.id == "em"
    assert records(shelf, "em") == [MarkRecord(
        "em", "018123456", "", "VELORA", Drawing.WORD, MarkStatus.REGISTERED, "Registered", "2019-05-31", "2019-10-01",
        "2029-05-31", "2019-10-02", "Oruna GmbH", "DE", (3, 5), True, "goods 3; goods 5",
    )]


def test_st96_is_read_by_the_same_importer(shelf: Shelf, tmp_path: Path) -> None:
    """Other offices' newer XML, with prefixes, is read too."""
    path = tmp_path / "marks.xml"
    path.write_text("""<tmk:TrademarkBag xmlns:tmk='urn:t' xmlns:com='urn:c'><tmk:Trademark>
      <com:IPOfficeCode>CZ</com:IPOfficeCode>
      <com:ApplicationNumber><com:ApplicationNumberText>12345</com:ApplicationNumberText></com:ApplicationNumber>
      <com:ApplicationDate>2026-01-02</com:ApplicationDate><tmk:MarkCurrentStatusCode>6</tmk:MarkCurrentStatusCode>
      <tmk:MarkSignificantVerbalElementText>ORUNA</tmk:MarkSignificantVerbalElementText>
      <tmk:GoodsServices><tmk:ClassNumber>9</tmk:ClassNumber></tmk:GoodsServices><tmk:Applicant>
      <com:OrganizationStandardName>Vzor s.r.o.</com:OrganizationStandardName></tmk:Applicant></tmk:Trademark>
      </tmk:TrademarkBag>""", encoding="utf-8")
    take(shelf, path, id="cz")
    assert records(shelf, "cz") == [MarkRecord("cz", "12345", mark="ORUNA", status_text="6", filed="2026-01-02",
                                               owner="Vzor s.r.o.", classes=(9,))]


def test_tmview_is_read_in_both_shapes(shelf: Shelf, tmp_path: Path) -> None:
    """I save what TMview answers and import it, the older answer too."""
    take(shelf, sources.tmview(tmp_path / "new.json", sources.tmview_mark()), id="tm")
    old = {"ST13": "EM500000018123457", "MarkVerbalElementText": "ORUNA", "an": "018123457", "ApplicantName": "X"}
    take(shelf, sources.tmview(tmp_path / "old.json", old, key="rows"), id="tm")
    first, second = records(shelf, "tm")
    assert (first.key, first.classes, first.owner, first.status) == \
        ("em:018123456", (3, 5), "Oruna GmbH", MarkStatus.REGISTERED)
    assert (second.key, second.mark, second.status) == ("em:018123457", "ORUNA", MarkStatus.UNKNOWN)


ROWS = [("Mark name", "Trademark", "Application number", "Nice class", "Holder", "Status", "Filing date"),
        ("x", "Velora", "1001", "3, 5", "Oruna", "Registered", "31.05.2019"),
        ("y", "Lupitea", "1002", "30", "Brisanto", "Expired", "2019-06")]
WANTED = [
    MarkRecord("list", "1001", mark="Velora", status=MarkStatus.REGISTERED, status_text="Registered",
               filed="2019-05-31", owner="Oruna", classes=(3, 5)),
    MarkRecord("list", "1002", mark="Lupitea", status=MarkStatus.DEAD, status_text="Expired", filed="2019-06",
               owner="Brisanto", classes=(30,)),
]


@pytest.mark.parametrize(("delimiter", "encoding"), [
    (",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8"), (",", "gb18030"),
])
def test_any_table_is_read_by_its_header(shelf: Shelf, tmp_path: Path, delimiter: str, encoding: str) -> None:
    """Whatever my spreadsheet writes, the columns are found, and shown to me."""
    done = take(shelf, sources.table(tmp_path / "list.csv", ROWS, delimiter, encoding))
    assert records(shelf, "list") == WANTED
    columns = {note.params["field"]: note.params["column"] for note in done.notes if note.key.endswith(".column")}
    assert columns["mark"] == "Trademark"
    assert columns["classes"] == "Nice class"


def test_a_workbook_is_read_like_a_table(shelf: Shelf, tmp_path: Path) -> None:
    """I import the Excel file that counsel sent; dates and numbers are what they are in the cells."""
    rows = [ROWS[0], ("x", "Velora", 1001, "3, 5", "Oruna", "Registered", date(2019, 5, 31)), [], ROWS[2]]
    assert take(shelf, sources.workbook(tmp_path / "list.xlsx", rows)).format is Format.XLSX
    assert records(shelf, "list") == WANTED


def test_chinese_tables_are_read_by_their_own_words(shelf: Shelf, tmp_path: Path) -> None:
    """An export in Chinese needs no map."""
    rows = [("商标名称", "申请号", "国际分类", "申请人", "状态"), ("星禾", "66001", "32", "欧陆公司", "已注册")]
    take(shelf, sources.table(tmp_path / "cn.csv", rows, encoding="gb18030"), office="CNIPA")
    assert records(shelf, "cn") == [MarkRecord("cn", "66001", mark="星禾", status=MarkStatus.REGISTERED,
                                               status_text="已注册", owner="欧陆公司", classes=(32,))]


def test_rows_a_class_are_one_mark(shelf: Shelf, tmp_path: Path) -> None:
    """A list with one row a class gives a mark with all its classes, wherever its rows stand."""
    rows = [("mark", "number", "class"), ("Velora", "1", "3"), ("Velora", "1", "5"), ("Oruna", "2", "9"),
            ("Velora", "1", "21")]
    done = take(shelf, sources.table(tmp_path / "list.csv", rows))
    assert [(mark.mark, mark.classes) for mark in records(shelf, "list")] == [("Velora", (3, 5, 21)), ("Oruna", (9,))]
    assert done.counts is not None
    assert (done.counts.added, done.counts.joined) == (2, 1)


def test_two_columns_that_could_be_the_mark_are_refused(shelf: Shelf, tmp_path: Path) -> None:
    """Rather than guess, it asks me; my answer is taken."""
    path = sources.table(tmp_path / "list.csv", [("Trademark", "Brand", "Number"), ("A", "Velora", "1")])
    with pytest.raises(UserMistake) as raised:
        take(shelf, path)
    assert raised.value.mistakes[0].key == "error.registers.two_marks"
    assert raised.value.mistakes[0].params == {"columns": ("Trademark", "Brand")}
    take(shelf, path, columns={"mark": "Brand", "application": ""})
    assert [(mark.mark, mark.application) for mark in records(shelf, "list")] == [("Velora", "")]


@pytest.mark.parametrize(("columns", "key"), [
    ({"mark": "Brnd"}, "map_column"), ({"marks": "Brand"}, "map_field"),
])
def test_a_map_that_fits_nothing_is_refused(shelf: Shelf, tmp_path: Path, columns: dict[str, str], key: str) -> None:
    """A mistyped column is named with what may have been meant."""
    path = sources.table(tmp_path / "list.csv", [("Brand", "Number"), ("Velora", "1")])
    with pytest.raises(UserMistake, match=rf"error\.registers\.{key}"):
        take(shelf, path, columns=columns)


def test_the_same_file_again_changes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    """Not one byte of the register changes, and I am told."""
    folder = sources.many_cases(tmp_path / "us", 20)
    take(shelf, folder)
    before = shelf.path("us").read_bytes()
    done = take(shelf, folder)
    assert done.counts is None
    assert shelf.path("us").read_bytes() == before


def test_a_file_with_nothing_new_leaves_the_index_good(shelf: Shelf, tmp_path: Path) -> None:
    """When a newer export holds what I have, neither the edition nor the numbers of names change."""
    rows = [("number", "mark", "class"), (1, "Velora", 3), (2, "Oruna", 5)]
    take(shelf, sources.table(tmp_path / "a.csv", rows), id="list")
    with shelf.open("list") as register:
        edition, names = register.edition, register.names()
    done = take(shelf, sources.table(tmp_path / "b.csv", [*rows[:1], *rows[:0:-1]]), id="list")
    assert done.counts is not None
    assert (done.counts.same, done.counts.changed) == (2, 0)
    with shelf.open("list") as register:
        assert (register.edition, register.names()) == (edition, names)


def test_a_table_that_had_to_be_sorted_goes_on_sorted(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted after sorting, the import goes on in the sorted order and misses nothing."""
    from brandname.registers.work import Work

    folder = sources.many_cases(tmp_path / "us", 60)
    path = folder / "case_file.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *rows[::-1]]) + "\n", encoding="utf-8")
    monkeypatch.setattr(importing, "BATCH", 10)
    with monkeypatch.context() as patch:
        patch.setattr(Work, "finish", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            take(shelf, folder)
    done = take(shelf, folder)
    assert done.resumed == 60
    assert [mark.application for mark in records(shelf, "us")] == [str(70_000_000 + n) for n in range(60)]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["Velora", "Oruna"]), st.integers(1, 45)),
                         min_size=1, max_size=6), min_size=1, max_size=3))
def test_importing_again_is_importing_once(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[tuple[int, str, int]]]
) -> None:
    """Whatever I imported before: the same marks a second time, in a file of other bytes, change nothing."""
    folder = tmp_path_factory.mktemp("again")
    shelf = open_shelf(folder / "shelf")
    for number, rows in enumerate(files):
        table = [("number", "mark", "class"), *rows]
        take(shelf, sources.table(folder / f"{number}.csv", table), id="list")
    once: list[MarkRecord] = []
    for note in ("x", "y"):  # a column nobody reads makes other bytes of the same marks
        before = once
        rows = [("number", "mark", "class", "note"), *[(*row, note) for row in files[-1]]]
        done = take(shelf, sources.table(folder / "copy.csv", rows), id="list")
        once = records(shelf, "list")
        assert done.counts is not None
        assert done.counts.added == 0
        assert once == before or note == "x"


@pytest.mark.parametrize("stop", [0, 1, 3, 7])
def test_ctrl_c_leaves_the_old_register_and_the_next_import_goes_on(
    shelf: Shelf, tmp_path: Path, stop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped anywhere, the same command goes on; no mark is missing and none is there twice."""
    folder = sources.many_cases(tmp_path / "us", 80)
    calm = open_shelf(tmp_path / "calm")
    monkeypatch.setattr(importing, "BATCH", 10)
    take(calm, folder)
    take(shelf, case_files(tmp_path / "first", [case(1, "OLD")]))
    old = records(shelf, "us")
    written = 0

    from brandname.registers.work import Work

    whole = Work.write

    def write(self: Work, entries: object) -> None:
        nonlocal written
        if written == stop:
            raise KeyboardInterrupt
        written += 1
        whole(self, entries)  # type: ignore[arg-type]

    monkeypatch.setattr(Work, "write", write)
    with pytest.raises(KeyboardInterrupt):
        take(shelf, folder)
    assert records(shelf, "us") == old
    assert shelf.unfinished() == ("us",)
    monkeypatch.setattr(Work, "write", whole)
    done = take(shelf, folder)
    assert done.resumed == 10 * stop
    assert records(shelf, "us") == [*old, *records(calm, "us")]
    assert shelf.unfinished() == ()


def test_stopped_before_the_last_step_it_takes_that_step(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed when all was written but not yet in its place, the import ends as an undisturbed one would have."""
    folder, calm = sources.many_cases(tmp_path / "us", 30), open_shelf(tmp_path / "calm")
    take(calm, folder)
    swap = Path.replace

    def stop(self: Path, target: Path) -> Path:
        if Path(target).name == "us.sqlite":
            raise KeyboardInterrupt
        return swap(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            take(shelf, folder)
    assert shelf.ids() == ()
    assert take(shelf, folder).resumed == 30
    with shelf.open("us") as one, calm.open("us") as other:
        assert (one.edition, one.names(), one.info.imports) == (other.edition, other.names(), other.info.imports)


def test_another_file_takes_the_place_of_an_interrupted_one(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If I import something else instead, I am told that the first was given up."""
    from brandname.registers.work import Work

    with monkeypatch.context() as patch:
        patch.setattr(Work, "finish", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            take(shelf, sources.many_cases(tmp_path / "first", 5))
    done = take(shelf, case_files(tmp_path / "second", [case(1)]))
    assert done.dropped == "first"
    assert [mark.application for mark in records(shelf, "us")] == ["00000001"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_killed_at_any_moment_the_import_goes_on(tmp_path: Path) -> None:
    """Kill -9 ten times: the register is never half there, and in the end it is that of an undisturbed import."""
    folder = sources.many_cases(tmp_path / "us", 40_000)
    calm = open_shelf(tmp_path / "calm")
    began = time.monotonic()
    take(calm, folder)
    length = time.monotonic() - began
    shaken = open_shelf(tmp_path / "shaken")
    script = (
        "import sys; from pathlib import Path; from brandname.registers import importing; importing.BATCH = 1000;"
        "from brandname.registers.shelf import open_shelf;"
        f"importing.run_import(open_shelf(Path(sys.argv[1])), importing.Order(Path(sys.argv[2])), {NOW!r})"
    )
    moments = random.Random(20261122)  # noqa: S311 - not for secrets
    command = [sys.executable, "-c", script, str(shaken.folder), str(folder)]
    for _ in range(10):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 0.4 + length / 4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if shaken.ids():
            assert records(shaken, "us") == records(calm, "us")
            break
    subprocess.run(command, check=True)
    assert records(shaken, "us") == records(calm, "us")
    with shaken.open("us") as one, calm.open("us") as other:
        assert one.names() == other.names()
        assert one.edition == other.edition
        assert one.info.imports[0].taken == 40_000
