"""Registers on the shelf: what was imported can be listed, opened, searched by exact name and removed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.registers.batch import NAME_LIMIT, Entry, pack
from brandname.registers.exact import fold_exact
from brandname.registers.file import migrations, version_of
from brandname.registers.records import Drawing, MarkRecord, MarkStatus
from brandname.registers.register import to_record, to_row
from brandname.registers.resuming import begin
from brandname.registers.shelf import open_shelf
from brandname.registers.work import Job
from tests.registers.builders import NOW, mark, write

texts = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=12)
lists = st.lists(texts.filter(bool), max_size=3).map(tuple)
records = st.builds(
    MarkRecord, office=st.sampled_from(["us", "em"]), application=texts, registration=texts, mark=texts,
    drawing=st.sampled_from(Drawing), status=st.sampled_from(MarkStatus), status_text=texts, filed=texts, owner=texts,
    classes=st.frozensets(st.integers(1, 45)).map(lambda found: tuple(sorted(found))), classes_complete=st.booleans(),
    goods=texts, groups=lists, pseudo=lists, transliterations=lists, translations=lists, disclaimed=lists,
)


def test_a_register_gives_back_what_was_put_in(tmp_path: Path) -> None:
    """I see the number, owner, classes and status that the office published."""
    first, second = mark(1, pseudo=("be lora",), goods="soap; shampoo"), mark(2, "Oruna", status=MarkStatus.DEAD)
    shelf = write(tmp_path, [first, second])
    with shelf.open("us") as register:
        assert register.marks([2, 1, 9]) == {2: second, 1: first}
        assert list(register.marks([2, 1])) == [2, 1]
        assert register.names() == [(1, 1, "Velora"), (2, 1, "be lora"), (3, 2, "Oruna")]
        assert register.names(after=1, limit=1) == [(2, 1, "be lora")]
        assert register.columns() == [(1, MarkStatus.REGISTERED, 0b101000, "us"), (2, MarkStatus.DEAD, 0b101000, "us")]
        assert (register.info.marks, register.info.live, register.info.names) == (2, 1, 3)
        assert register.find_keys(["us:00000002", "us:7"]) == {"us:00000002": 2}
        assert list(register.records()) == [first, second]


@given(records)
def test_every_record_survives_its_row(record: MarkRecord) -> None:
    """Nothing of a mark changes by being kept."""
    assert to_record((record.office, record.status.value, *to_row(record))) == record


@given(records)
def test_unknown_classes_count_as_every_class(record: MarkRecord) -> None:
    """A mark whose classes are not all known is never filtered away by class."""
    known = bool(record.classes) and record.classes_complete
    assert (record.class_mask != 0) == known
    assert not known or all(record.class_mask >> number & 1 for number in record.classes)


def test_an_exact_name_is_found_whatever_its_signs(tmp_path: Path) -> None:
    """I type coca cola and find COCA-COLA®, and a name in kana finds itself only."""
    texts = ("LU-PI TÉA®", "lupi tea x", "バナナ", "ハナナ", "!!")
    shelf = write(tmp_path, [mark(number, text) for number, text in enumerate(texts, 1)])
    with shelf.open("us") as register:
        assert register.find_exact("lupi tea") == (1,)
        assert register.find_exact("バナナ") == (3,)
        assert register.find_exact("!!") == (5,)
        assert register.find_exact("?") == ()


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    """The exact search knows one form of a name."""
    once = fold_exact(text)
    assert bool(once) == bool(text)
    assert fold_exact(once) == once or not any(c.isalnum() for c in text)


def test_a_long_mark_is_kept_whole_and_searched_by_its_beginning(tmp_path: Path) -> None:
    """A mark of 2,000 characters is not cut in what I read."""
    shelf = write(tmp_path, [mark(1, "ab" * 1000)])
    with shelf.open("us") as register:
        assert register.marks([1])[1].mark == "ab" * 1000
        assert register.names() == [(1, 1, "ab" * (NAME_LIMIT // 2))]


def test_marks_without_numbers_have_keys_of_their_own() -> None:
    """A list without numbers can be imported again and gives the same marks."""
    one, other = MarkRecord("x", mark="Velora"), MarkRecord("x", mark="Oruna")
    assert one.key != other.key
    assert one.key == MarkRecord("x", mark="Velora", classes=(3,)).key
    assert MarkRecord("us", registration="123").key == "us:r123"


def test_the_shelf_lists_and_removes(tmp_path: Path) -> None:
    """What I remove is gone, its index too, and nothing else."""
    shelf = write(tmp_path, [mark(1)])
    write(tmp_path, [mark(1)], id_="em")
    with shelf.open("us") as register:
        folder = register.index_folder
    folder.mkdir()
    (folder / "letters").write_bytes(b"x")
    assert [info.id for info in shelf.registers()] == ["em", "us"]
    shelf.remove("us")
    assert [info.id for info in shelf.registers()] == ["em"]
    assert [path.name for path in tmp_path.iterdir() if "us" in path.name] == []


def test_a_shelf_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """Before the first import nothing is created, and I am told how to begin."""
    shelf = open_shelf(tmp_path / "none")
    assert shelf.registers() == ()
    assert shelf.unfinished() == ()
    with pytest.raises(UserMistake, match=r"error\.registers\.none"):
        shelf.open("us")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("id_", ["", "US", "a.b", "../x", "a" * 41, "con", "com1", "-a"])
def test_an_id_that_is_no_file_name_is_refused(tmp_path: Path, id_: str) -> None:
    """No name of a register leads out of its folder."""
    with pytest.raises(UserMistake, match=r"error\.registers\.id"):
        open_shelf(tmp_path).path(id_)


def test_a_mistyped_id_is_suggested(tmp_path: Path) -> None:
    """I typed uss and am told of us."""
    with pytest.raises(UserMistake) as raised:
        write(tmp_path, [mark(1)]).open("uss")
    assert raised.value.mistakes[0].params == {"id": "uss", "known": ("us",)}


@pytest.mark.parametrize(("content", "key"), [(b"no database at all" * 9, "damaged"), (b"", "not_register")])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes, key: str) -> None:
    """A register that cannot be read is never an empty one."""
    shelf = write(tmp_path, [mark(1)])
    shelf.path("us").write_bytes(content)
    with pytest.raises(UserMistake, match=rf"error\.registers\.{key}"):
        shelf.registers()


def test_a_newer_register_is_refused(tmp_path: Path) -> None:
    """A file of a later version is left alone."""
    shelf = write(tmp_path, [mark(1)])
    db = sqlite3.connect(shelf.path("us"))
    assert version_of(db) == max(migrations())
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(UserMistake, match=r"error\.registers\.newer"):
        shelf.open("us")


def test_a_register_at_rest_is_one_file(tmp_path: Path) -> None:
    """I can copy a register to another machine as one file."""
    write(tmp_path, [mark(1)])
    assert [path.name for path in sorted(tmp_path.iterdir()) if not path.name.startswith(".")] == ["us.sqlite"]


def test_two_imports_into_one_register_do_not_meet(tmp_path: Path) -> None:
    """The second one is told to wait; another register can be imported meanwhile."""
    shelf = open_shelf(tmp_path)
    work = begin(shelf, "us", Job("a.csv", "csv", "d", NOW))
    assert work is not None
    with work:
        with pytest.raises(UserMistake, match=r"error\.registers\.busy"):
            begin(shelf, "us", Job("b.csv", "csv", "e", NOW))
        with pytest.raises(UserMistake, match=r"error\.registers\.busy"):
            shelf.remove("us")
        write(tmp_path, [mark(1)], id_="em")
    assert shelf.ids() == ("em",)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 8), min_size=1, max_size=12), st.integers(0, 12))
def test_stopped_anywhere_it_goes_on_to_the_same_register(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], stop: int
) -> None:
    """An interrupted import leaves the old register in use; continued, it gives the same file as an undisturbed one."""
    entries = [mark(number, f"name {number}", classes=(place % 45 + 1,)) for place, number in enumerate(numbers)]
    calm, shaken = (open_shelf(tmp_path_factory.mktemp("shelf")) for _ in range(2))
    for shelf, pieces in ((calm, [entries]), (shaken, [entries[:stop], entries[stop:]])):
        for number, _ in enumerate(pieces):
            work = begin(shelf, "us", Job("a.csv", "csv", "d", NOW))
            assert work is not None
            with work:
                assert work.resumed == sum(len(piece) for piece in pieces[:number])
                work.write(pack([Entry(record) for record in pieces[number]]))
                if number + 1 == len(pieces):
                    work.finish()
                else:
                    assert shelf.ids() == ()
    with calm.open("us") as one, shaken.open("us") as other:
        assert list(one.records()) == list(other.records())
        assert one.edition == other.edition
        assert one.info.imports == other.info.imports
        assert one.names() == other.names() or stop > 0
