"""Tables kept in the cache folder: right when there, made again when not, and no matter when it cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language.derived import SortedLines, keep

WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=6)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test's own."""
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_a_table_is_computed_once(folder: Path) -> None:
    """The second run reads what the first one kept."""
    made: list[int] = []

    def compute() -> bytes:
        made.append(1)
        return b"a\t1\n"

    assert keep("words/1", "es.tsv", compute) == keep("words/1", "es.tsv", compute) == b"a\t1\n"
    assert made == [1]
    assert [p.name for p in (folder / "words" / "1").iterdir()] == ["es.tsv"]


@pytest.mark.parametrize("damage", [b"", b"a\t1\n", b"0123\na\t1\n", b"\xff\xfe"])
def test_a_damaged_table_is_made_again(folder: Path, damage: bytes) -> None:
    """A file cut short or altered is never believed."""
    keep("words/1", "es.tsv", lambda: b"a\t1\n")
    (folder / "words" / "1" / "es.tsv").write_bytes(damage)
    assert keep("words/1", "es.tsv", lambda: b"b\t2\n") == b"b\t2\n"


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache place taken by a file does not end the run."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path / "taken"))
    assert keep("words/1", "es.tsv", lambda: b"a\t1\n") == b"a\t1\n"


@given(st.dictionaries(WORDS, st.sets(WORDS, min_size=1, max_size=3), max_size=30), WORDS)
def test_every_key_is_found_with_all_its_values_and_no_other(rows: dict[str, set[str]], other: str) -> None:
    """Looking up by bisection gives what a dictionary would."""
    lines = SortedLines(SortedLines.pack({(key, value) for key, values in rows.items() for value in values}))
    for key, values in rows.items():
        assert set(lines.find(key)) == values
    assert (lines.find(other) != ()) == (other in rows)
