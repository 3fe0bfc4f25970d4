"""An index beside a register's file answers for exactly that register, or is not opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language.distance.names import VOICES, fold_name, prepare
from brandname.registers.index import State, build, build_letters, build_sounds, index_states, open_index
from brandname.registers.index.memory import index_marks
from tests.registers import builders
from tests.registers.index.lists import Listed, names

TEXTS = ["Velora", "Velura", "Zantac", "薇珞", "Oruna", "Quickfix"]


@settings(deadline=None, max_examples=15)
@given(texts=st.lists(names, max_size=20), query=names.filter(fold_name), keep=st.integers(1, 5))
def test_files_and_memory_give_the_same(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str, keep: int
) -> None:
    """A list in memory is searched as a register is."""
    register = Listed(texts, tmp_path_factory.mktemp("index"))
    build_letters(register)
    build_sounds(register)
    from_files = open_index(register)
    assert from_files is not None
    assert from_files.voices == VOICES
    in_memory = index_marks(register.names(limit=100), register.columns(limit=100))
    assert from_files.search([prepare(query)], keep=keep, sieved=keep) == \
        in_memory.search([prepare(query)], keep=keep, sieved=keep)
    assert from_files.unread == in_memory.unread


def test_a_register_without_an_index_has_none(tmp_path: Path) -> None:
    """Nothing was built, so nothing is searched, and that can be said."""
    register = Listed(TEXTS, tmp_path)
    assert open_index(register) is None
    assert index_states(register) == {"letters": State.MISSING, "sounds": State.MISSING}


def test_an_index_of_another_edition_is_not_opened(tmp_path: Path) -> None:
    """After an import the old index would hide the new marks."""
    register = Listed(TEXTS, tmp_path)
    build_sounds(register)
    newer = replace(register, texts=[*TEXTS, "Velorah"], edition="second")
    assert open_index(newer) is None
    assert set(index_states(newer).values()) == {State.STALE}
    build_sounds(newer)
    index = open_index(newer)
    assert index is not None
    assert {found.mark_id for found in index.search([prepare("Velorah")], keep=2)[0].found} == {1, 7}


def test_without_sounds_it_says_so(tmp_path: Path) -> None:
    """Between the two steps marks are found by letters, and the voices tell that no sounds were searched."""
    register = Listed(TEXTS, tmp_path)
    build_letters(register)
    index = open_index(register)
    assert index is not None
    assert index.voices == ()
    assert index.search([prepare("Velora")])[0].found[0].mark_id == 1
    assert index_states(register) == {"letters": State.READY, "sounds": State.MISSING}


@pytest.mark.parametrize("name", ["letters-*/body", "letters-*/gram_entries", "letters-*/member_marks"])
def test_a_damaged_index_is_not_opened_and_is_built_anew(tmp_path: Path, name: str) -> None:
    """A bad disk costs time, not marks."""
    register = Listed(TEXTS, tmp_path)
    build_sounds(register)
    path = next(tmp_path.glob(name))
    path.write_bytes(path.read_bytes()[:-1])
    assert open_index(register) is None
    assert index_states(register)["letters"] is State.DAMAGED
    build_sounds(register)
    assert open_index(register) is not None


def test_damaged_sounds_are_not_searched(tmp_path: Path) -> None:
    """Letters still answer, and the index tells that it heard nothing."""
    register = Listed(TEXTS, tmp_path)
    build_sounds(register)
    next(tmp_path.glob("sounds-*/es_body")).unlink()
    index = open_index(register)
    assert index is not None
    assert index.voices == ()
    assert index_states(register)["sounds"] is State.DAMAGED


def test_an_interrupted_build_leaves_what_was_there(tmp_path: Path) -> None:
    """Ctrl-C while names are heard leaves letters and no half-heard sounds."""
    register = Listed(TEXTS, tmp_path)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_sounds(register, stop)
    assert index_states(register) == {"letters": State.READY, "sounds": State.MISSING}
    assert not list(tmp_path.glob("sounds-*"))


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    """Whoever waits sees how far it is."""
    register = Listed(TEXTS, tmp_path)
    told: list[tuple[int, int]] = []
    build_letters(register, lambda done, total: told.append((done, total)), total=len(TEXTS))
    assert told[-1] == (6, 6)
    told.clear()
    build_sounds(register, lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)


def test_other_rules_of_sound_make_sounds_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version that hears names otherwise does not compare its sounds with old ones."""
    register = Listed(TEXTS, tmp_path)
    build_sounds(register)
    monkeypatch.setattr(build, "sound_rules", lambda: "other")
    assert index_states(register) == {"letters": State.READY, "sounds": State.STALE}


def test_an_imported_register_is_indexed_beside_its_file(tmp_path: Path) -> None:
    """What I imported is found by likeness, with pseudo marks and filters, and goes with the register."""
    marks = [builders.mark(1, "Velora"), builders.mark(2, "Zantac"), builders.mark(3, "KWYK", pseudo=("QUICK",))]
    shelf = builders.write(tmp_path, marks)
    with shelf.open("us") as register:
        build_sounds(register)
        index = open_index(register)
        assert index is not None
        [answer] = index.search([prepare("Quick")], keep=1, classes=frozenset({3}))
        assert register.marks([answer.found[0].mark_id])[answer.found[0].mark_id].mark == "KWYK"
        folder = register.index_folder
    del index, answer
    assert folder.is_dir()
    shelf.remove("us")
    assert not folder.exists()


@pytest.mark.slow
def test_two_processes_hear_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faster is not otherwise: every file of the index has the same bytes."""
    monkeypatch.setattr(build, "HEARD", 2)
    for folder, jobs in ((tmp_path / "one", 1), (tmp_path / "two", 2)):
        build_sounds(Listed(TEXTS, folder), jobs=jobs)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).glob("sounds-*/*")}
                for name in ("one", "two"))
    assert one == two
    assert one
