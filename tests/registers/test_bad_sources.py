"""Sources that are broken, hostile or not what they seem: named, counted, nothing lost, nothing half there."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.registers import safexml
from brandname.registers.importing import Order, run_import
from brandname.registers.reading import Format
from brandname.registers.records import MarkStatus
from brandname.registers.shelf import open_shelf
from tests.registers import sources
from tests.registers.builders import NOW
from tests.registers.sources import case, case_files
from tests.registers.test_importing import records, refusals, shelf, take

__all__ = ["shelf"]

BOMB = "<!DOCTYPE x [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)) + '<!ENTITY a0 "ha">]>'
FILE_READER = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


def text(name: str, content: str | bytes) -> Callable[[Path], Path]:
    """A source of one file."""
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def cut_zip(folder: Path) -> Path:
    """An archive whose download broke off."""
    path = sources.archive(folder / "us.zip", {"a.xml": sources.us_xml(sources.case_xml(1)) * 50})
    path.write_bytes(path.read_bytes()[:-40])
    return path


def rotten_zip(folder: Path) -> Path:
    """An archive with a damaged member: its list of contents is whole."""
    path = folder / "us.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        file.writestr("a.xml", sources.us_xml(*(sources.case_xml(number) for number in range(1, 200))))
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0x20
    path.write_bytes(bytes(raw))
    return path


def empty_folder(folder: Path) -> Path:
    """A folder without anything in it."""
    (folder / "nothing").mkdir()
    return folder / "nothing"


def no_cases(folder: Path) -> Path:
    """The US tables without that of the marks."""
    path = case_files(folder / "tables", [case(1)])
    (path / "case_file.csv").unlink()
    return path


@pytest.mark.parametrize(("make", "options", "key"), [
    (cut_zip, {}, "damaged_source"),
    (rotten_zip, {}, "damaged_source"),
    (text("a.zip", b"this is no archive"), {}, "damaged_source"),
    (text("empty.csv", b""), {}, "empty_file"),
    (text("spaces.csv", b"\n\n\n"), {"format": "csv"}, "empty_file"),
    (empty_folder, {}, "format_unknown"),
    (empty_folder, {"format": "uspto-casefile"}, "no_case_file"),
    (empty_folder, {"format": "st66"}, "no_xml"),
    (empty_folder, {"format": "tmview"}, "no_json"),
    (no_cases, {"format": "uspto-casefile"}, "no_case_file"),
    (lambda folder: folder / "nowhere.csv", {}, "no_file"),
    (text("photo.jpg", b"\xff\xd8\xff"), {}, "format_unknown"),
    (text("bomb.xml", sources.us_xml(sources.case_xml(1, mark="&a9;"), head=BOMB)), {}, "entities"),
    (text("reader.xml", sources.us_xml(sources.case_xml(1, mark="&f;"), head=FILE_READER)), {}, "entities"),
    (text("not.xml", "Dear Sir or Madam"), {"format": "uspto-daily"}, "not_xml"),
    (text("half.xml", sources.us_xml(sources.case_xml(1), sources.case_xml(2))[:-300]), {}, "not_xml"),
    (text("other.xml", "<html><body>Not found</body></html>"), {"format": "uspto-daily"}, "no_records_of"),
    (text("other.xml", "<html><body>Not found</body></html>"), {}, "no_records_of"),
    (text("a.json", '{"tradeMarks": [{"tmName": "A"'), {}, "not_json"),
    (text("a.json", '{"error": "too many requests"}'), {}, "no_list"),
    (text("deep.json", "[" * 200_000), {}, "not_json"),
    (text("a.xlsx", b"PK\x03\x04 broken"), {}, "not_workbook"),
    (text("latin.csv", "mark;number\nCafé Crème;1\nBrûlée;2\n".encode("cp1252")), {}, "encoding"),
    (text("a.csv", "mark,number\nA,1\n"), {"encoding": "klingon"}, "no_codec"),
    (text("a.csv", "mark,number\nA,1\n"), {"delimiter": "::"}, "delimiter"),
    (text("a.csv", "mark~number\nA~1\n"), {}, "no_mark_column"),
    (text("a.csv", "colour,number\nred,1\n"), {}, "no_mark_column"),
    (text("people.csv", "name;say;story\nVelora;veh-LOR-uh;coined\n"), {}, "no_register"),
    (text("ours.csv", "check,name,subject,markets,outcome,number\ndomain,Velora,velora.com,us,,1\n"), {},
     "own_worksheet"),
    (text("ours.csv", "check,name,subject,outcome\ndomain,Velora,velora.com,\n"), {"columns": {"mark": "name"}},
     "own_worksheet"),
    (text("case_file.csv", "serial_no,mark_id_chars\n1,A\n"), {"format": "uspto-casefile"}, "no_column"),
])
def test_what_cannot_be_read_is_named_and_changes_nothing(
    tmp_path: Path, make: Callable[[Path], Path], options: dict[str, str], key: str
) -> None:
    """I am told what is wrong with my file, my register is as it was, and nothing of the file is in it."""
    shelf = open_shelf(tmp_path / "shelf")
    take(shelf, case_files(tmp_path / "before", [case(7, "BEFORE")]), id="x")
    before = shelf.path("x").read_bytes()
    given_options = {name: Format(value) if name == "format" else value for name, value in options.items()}
    with pytest.raises(UserMistake, match=rf"error\.registers\.{key} "):
        take(shelf, make(tmp_path), id="x", **given_options)
    assert shelf.path("x").read_bytes() == before
    assert shelf.unfinished() == ()


@pytest.mark.parametrize(("content", "line"), [("mark,number\n,1\n,2\n", 2), ("mark,number\n", 0)])
def test_a_source_without_a_single_mark_makes_no_register(tmp_path: Path, content: str, line: int) -> None:
    """A register in which nothing can be found would look like good news, so there is none; I am told where to look."""
    shelf = open_shelf(tmp_path / "shelf")
    with pytest.raises(UserMistake, match=r"error\.registers\.nothing_taken") as raised:
        take(shelf, text("list.csv", content)(tmp_path))
    assert raised.value.mistakes[0].where is not None
    assert raised.value.mistakes[0].where.line == line
    assert (shelf.ids(), shelf.unfinished()) == ((), ())


def test_no_entity_is_ever_read_from_my_disk(tmp_path: Path) -> None:
    """An XML that names a file of mine learns nothing."""
    path = text("reader.xml", sources.us_xml(sources.case_xml(1, mark="&f;"), head=FILE_READER))(tmp_path)
    with pytest.raises(UserMistake), path.open("rb") as stream:
        list(safexml.read_elements(stream, "reader.xml", frozenset({"case-file"})))


def test_an_xml_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that never ends does not fill my memory."""
    monkeypatch.setattr(safexml, "LONGEST", 1 << 17)
    path = text("long.xml", sources.us_xml(sources.case_xml(1, inside="<x>y</x>" * 100_000)))(tmp_path)
    with pytest.raises(UserMistake, match=r"error\.registers\.no_records "):
        take(open_shelf(tmp_path / "shelf"), path)


def test_one_broken_file_of_many_is_listed_and_the_others_are_kept(tmp_path: Path) -> None:
    """Of an archive of a thousand XML, the bad one is named and the rest is in my register."""
    members = {"1.xml": sources.st66("1"), "2.xml": sources.st66("2")[:600], "3.xml": sources.st66("3", "ORUNA"),
               "4.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "5.xml": "<nothing/>", "readme.txt": "hello"}
    shelf = open_shelf(tmp_path / "shelf")
    done = take(shelf, sources.archive(tmp_path / "eu.zip", members), id="em")
    assert [mark.application for mark in records(shelf, "em")] == ["1", "3"]
    assert [(found.file, found.reason) for found in refusals(shelf, "em")] == \
        [("eu.zip/2.xml", "not_xml"), ("eu.zip/4.xml", "entities")]
    assert [(note.key, note.params["n"]) for note in done.notes] == [("registers.note.no_mark_inside", 1)]


def test_bad_rows_are_listed_with_line_and_column(tmp_path: Path) -> None:
    """Each row that is not taken stands in a list with its place and reason; the good ones are kept."""
    rows = [
        "Brand,Number,Class,Filed",
        "Velora,1,3,2019-01-01",
        ",2,3,2019-01-01",
        "Short,3",
        "Lupitea,4,99,2019-01-01",
        "Oruna,5,5,0001-01-01",
        '"Two',
        'lines",6,3,2020',
        "x" * 2000 + ",7,3,2020",
        "Brisanto,8,3,31/31/2019",
    ]
    shelf = open_shelf(tmp_path / "shelf")
    done = take(shelf, text("list.csv", "\n".join(rows) + "\n")(tmp_path))
    assert [(r.line, r.column, r.whole, r.reason) for r in refusals(shelf, "list")] == [
        (3, 1, True, "empty"), (4, 0, True, "cells"), (5, 3, False, "class"), (6, 4, False, "date"),
        (9, 1, False, "long"), (10, 4, False, "date"),
    ]
    kept = {mark.application: mark for mark in records(shelf, "list")}
    assert set(kept) == {"1", "4", "5", "6", "7", "8"}
    assert (kept["4"].classes, kept["4"].class_mask, kept["5"].filed) == ((), 0, "")
    assert (kept["6"].mark, len(kept["7"].mark)) == ("Two lines", 2000)
    counts = done.counts
    assert counts is not None
    assert (counts.taken, counts.added, counts.refused, counts.flawed) == (8, 6, 2, 4)


def test_a_known_and_an_unknown_class_count_as_every_class(tmp_path: Path) -> None:
    """A mark in class 3 and in one that cannot be read is not filtered away when I ask for class 5."""
    shelf = open_shelf(tmp_path / "shelf")
    take(shelf, text("list.csv", "mark,number,class\nVelora,1,\"3, 99\"\n")(tmp_path))
    assert [(mark.classes, mark.class_mask) for mark in records(shelf, "list")] == [((3,), 0)]


def test_a_quotation_mark_that_is_never_closed_is_named(tmp_path: Path) -> None:
    """The row that swallows others is named with the lines it swallowed, and what follows is read."""
    rows = ["mark,number", '"Velora,1', *[f"Swallowed number {n},{n}" for n in range(9000)], "Oruna,2"]
    shelf = open_shelf(tmp_path / "shelf")
    take(shelf, text("list.csv", "\n".join(rows) + "\n")(tmp_path))
    torn = next(found for found in refusals(shelf, "list") if found.reason == "torn")
    assert torn.line == 2
    assert isinstance(until := torn.params["until"], int)
    assert len(records(shelf, "list")) + (until - 2) >= 9000
    assert records(shelf, "list")[-1].mark == "Oruna"


def test_a_few_bytes_that_are_no_letters_cost_their_rows_only(tmp_path: Path) -> None:
    """One bad row of a thousand is listed with its line; nothing is turned into other letters."""
    rows = [f"Mark {n},{n}".encode() for n in range(1000)]
    rows[500] = b"Caf\xe9,500"
    shelf = open_shelf(tmp_path / "shelf")
    take(shelf, text("list.csv", b"mark,number\n" + b"\n".join(rows))(tmp_path))
    assert [(found.line, found.reason) for found in refusals(shelf, "list")] == [(502, "bytes")]
    assert len(records(shelf, "list")) == 999


def test_an_encoding_i_name_is_taken(tmp_path: Path) -> None:
    """What was refused for its encoding is read when I say which it is."""
    shelf = open_shelf(tmp_path / "shelf")
    take(shelf, text("list.csv", "mark;number\nCafé;1\n".encode("cp1252"))(tmp_path), encoding="cp1252")
    assert [mark.mark for mark in records(shelf, "list")] == ["Café"]


def test_bad_rows_of_the_us_tables_are_listed_by_table(tmp_path: Path) -> None:
    """A broken row of any table is named with its file and line; the mark is kept without it."""
    folder = case_files(tmp_path / "us", [case(1), case("x12"), case(3, ""), case(4, filing_dt="00010101"), case(5)],
                        [(1, 1, "003"), ("?", 1, "003"), (5, 1, "099")])
    with (folder / "statement.csv").open("a", encoding="utf-8") as file:
        file.write("5,GS0031\n")
    shelf = open_shelf(tmp_path / "shelf")
    take(shelf, folder)
    found = {(r.file, r.line, r.reason, r.whole) for r in refusals(shelf, "us")}
    assert found == {
        ("case_file.csv", 3, "number", True), ("case_file.csv", 4, "empty", True), ("case_file.csv", 5, "date", False),
        ("intl_class.csv", 3, "number", False), ("case_file.csv", 6, "class", False),
        ("statement.csv", 2, "cells", False),
    }
    assert [mark.application for mark in records(shelf, "us")] == ["00000001", "00000004", "00000005"]


def test_pictures_without_words_are_kept_and_counted(tmp_path: Path) -> None:
    """A logo has no name to compare; it is not an error, and I see how many there are."""
    shelf = open_shelf(tmp_path / "shelf")
    done = take(shelf, case_files(tmp_path / "us", [case(1, "", mark_draw_cd="2000"), case(2)]))
    assert done.counts is not None
    assert (done.counts.wordless, done.counts.added, done.info.names) == (1, 2, 1)


def test_what_the_office_does_not_say_is_unknown_not_dead(tmp_path: Path) -> None:
    """A status nobody knows leaves the mark alive in my list."""
    shelf = open_shelf(tmp_path / "shelf")
    rows = "mark,number,status\nA,1,\nB,2,Zombie\nC,3,Registration cancellation pending\nD,4,Expired\n"
    take(shelf, text("list.csv", rows)(tmp_path))
    assert [mark.status for mark in records(shelf, "list")] == [MarkStatus.UNKNOWN] * 3 + [MarkStatus.DEAD]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xml", "a.json", "a.zip", "a.xlsx", "case_file.csv"]))
def test_no_bytes_at_all_crash_an_import(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    """Whatever a file holds, I get a register or a mistake I can read."""
    folder = tmp_path_factory.mktemp("any")
    path = text(name, content)(folder)
    try:
        found = run_import(open_shelf(folder / "shelf"), Order(path, id="x"), NOW)
    except UserMistake:
        assert not (folder / "shelf" / "x.sqlite").exists()
    else:
        assert found.info.id == "x"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="file modes do not bind here")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """I am told that the registers' folder cannot be written."""
    (tmp_path / "shelf").mkdir(mode=0o500)
    with pytest.raises(UserMistake, match="cannot_use"):
        take(open_shelf(tmp_path / "shelf"), case_files(tmp_path / "us", [case(1)]))


def test_every_table_of_ours_is_told_from_a_register(tmp_path: Path) -> None:
    """Whatever this program writes for me, I cannot import it as other people's marks by a slip."""
    from brandname.reports import csv_tables, worksheet

    ours = {"worksheet": worksheet.HEAD, "report": csv_tables.RANKING, "report ": csv_tables.FINDINGS,
            "report  ": csv_tables.MARKS}
    for kind, head in ours.items():
        path = sources.table(tmp_path / "ours.csv", [head, ["1"] * len(head)])
        with pytest.raises(UserMistake, match=rf"error\.registers\.own_{kind.strip()} "):
            take(open_shelf(tmp_path / "shelf"), path)
    book = tmp_path / "ours.xlsx"
    book.write_bytes(worksheet.as_workbook([worksheet.Row("domain", "Velora", "velora.com", "us", "?", "", 3)]))
    with pytest.raises(UserMistake, match=r"error\.registers\.own_worksheet "):
        take(open_shelf(tmp_path / "shelf"), book)


def test_a_bare_list_of_marks_is_taken_when_i_say_so(tmp_path: Path) -> None:
    """Names alone are a register only because I named their column."""
    shelf = open_shelf(tmp_path / "shelf")
    done = take(shelf, text("list.csv", "name\nVelora\n")(tmp_path), columns={"mark": "name"})
    assert done.counts is not None
    assert done.counts.added == 1
