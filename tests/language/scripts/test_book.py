"""Spellings remembered between runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandname import data
from brandname.language.scripts import book


@pytest.mark.parametrize("id_", ["translit", "sounds", "language/orthographies", "hanzi/characters"])
def test_a_changed_table_makes_spellings_anew(id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made from older letters or sounds is not given for the new ones."""
    before, entry = book.edition.__wrapped__(), data.dataset(id_)
    known = data.dataset
    monkeypatch.setattr(data, "dataset", lambda asked: replace(entry, digest="sha256:0") if asked == id_
                        else known(asked))
    assert book.edition.__wrapped__() != before


def test_the_memory_is_kept_under_a_short_name() -> None:
    """Folders of a hundred letters and more are too long for some file systems."""
    assert len(book.edition()) < 80
