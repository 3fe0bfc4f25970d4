"""Files in the encodings people really have."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.study.book import Book
from brandname.study.encoding import SIZE_LIMIT, decode
from tests.study.desk import read, refused, remarks

TEXT = "candidates:\r\n  - name: 薇露\r\n    story: 茉莉花与晨露，给年轻人\r\n  - name: Brío\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_needs_no_remark(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without BOM and with Windows line ends reads without a word."""
    study = read(tmp_path, {"candidates.yaml": TEXT.encode(encoding)})
    assert [c.name for c in study.candidates] == ["薇露", "Brío"]
    assert study.candidates[1].where == "candidates.yaml:4:5"
    assert remarks(study) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_another_encoding_is_read_and_said(tmp_path: Path, encoding: str) -> None:
    """UTF-16 with and without BOM, and GB18030, are read; the guess is said."""
    study = read(tmp_path, {"candidates.yaml": TEXT.encode(encoding)})
    assert [c.name for c in study.candidates] == ["薇露", "Brío"]
    assert remarks(study) == ["encoding"]


def test_a_western_code_page_is_not_taken_for_chinese(tmp_path: Path) -> None:
    """Latin-1 would decode as GB18030 with a letter lost: it is refused with the byte where UTF-8 stops."""
    raw = "candidates:\n  - Brío\n  - Señora\n".encode("latin-1")
    assert refused(tmp_path, {"candidates.yaml": raw}) == ["candidates.yaml:2 undecodable"]
    book = Book()
    assert decode(raw, "x", book) is None
    assert book.mistakes[0].params["byte"] == raw.index(b"\xed")


@pytest.mark.parametrize("name", ["créée", "Idéé", "Àéclat"])
def test_accents_side_by_side_are_not_taken_for_a_chinese_character(tmp_path: Path, name: str) -> None:
    """Two accented letters in a row look like one Chinese character to a program; refused, never read as one."""
    raw = f"candidates:\n  - {name}\n".encode("latin-1")
    assert refused(tmp_path, {"candidates.yaml": raw}) == ["candidates.yaml:2 undecodable"]


def test_damaged_utf_8_is_not_taken_for_chinese(tmp_path: Path) -> None:
    """One broken byte in a UTF-8 file is refused, not re-read as something else."""
    raw = "candidates:\n  - 薇露与晨星\n  - 星禾\n".encode()
    damaged = raw[:-3] + b"\xff" + raw[-3:]
    assert refused(tmp_path, {"candidates.yaml": damaged}) == ["candidates.yaml:3 undecodable"]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A file above 5 MB is no study file."""
    assert refused(tmp_path, {"candidates.yaml": b"#" * (SIZE_LIMIT + 1)}) == ["candidates.yaml too_large"]


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """candidates.yaml as a folder gives a refusal, not a traceback."""
    (tmp_path / "candidates.yaml").mkdir()
    (tmp_path / "markets").mkdir()
    (tmp_path / "markets" / "mx.yaml").write_text("", encoding="utf-8")
    from brandname.errors import UserMistake
    from brandname.study import read_study

    with pytest.raises(UserMistake) as error:
        read_study(tmp_path)
    assert error.value.mistakes[0].key == "error.study.unreadable"


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x2000, exclude_categories=["Cc", "Cs"])))
def test_what_is_read_is_written_back_in_the_same_bytes(text: str) -> None:
    """Reading and writing a UTF-8 file with BOM gives the same bytes."""
    raw = text.encode("utf-8-sig")
    file = decode(raw, "x", Book())
    assert file is None or file.encode(file.text) == raw
