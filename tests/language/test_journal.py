"""Answers kept one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandname.language import sounds
from brandname.language.journal import Journal


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_what_was_computed_once_is_not_computed_again() -> None:
    """The next run finds it, also when two programs wrote at once."""
    one, other = (Journal("r", "1", "n") for _ in range(2))
    assert one.find("a", lambda: [1, "x"]) == [1, "x"]
    assert other.find("b", lambda: None) is None
    later = Journal("r", "1", "n")
    assert later.find("a", lambda: pytest.fail("again")) == [1, "x"]
    assert later.find("b", lambda: pytest.fail("again")) is None
    assert Journal("r", "2", "n").find("a", lambda: 2) == 2


def test_pinyin_is_the_same_when_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in characters is read the same by the first and by the next run, which loads no dictionary."""
    names = ("星禾", "佛乐", "x星", "")
    first = [sounds.pinyin(name) for name in names]
    sounds._pinyin_journal.cache_clear()
    monkeypatch.setattr(sounds, "_pinyin_engine", lambda: pytest.fail("loaded again"))
    assert [sounds.pinyin(name) for name in names] == first
    assert first[0] == (("xīng",), ("hé",))
    assert first[2] == ()
