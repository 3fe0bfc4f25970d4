"""Nothing of the user's own folders reaches a test.

An imported register would change what names are told, and what an earlier run has kept of a name would hide what a test
changes.
"""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper
from pathlib import Path

import pytest

from brandname.language import ledger


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Lists and tables of many languages, opened once and kept, are let go between two folders of tests.

    A run of the program opens those of its markets; the tests open all, which comes to several gigabytes.
    """
    if nextitem is not None and nextitem.path.parent != item.path.parent:
        for kept in gc.get_objects():
            if isinstance(kept, _lru_cache_wrapper) and kept.__module__.startswith("brandname."):
                kept.cache_clear()
        gc.collect()


@pytest.fixture(autouse=True)
def no_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty data folder, unless a test sets one of its own."""
    monkeypatch.setenv("BRANDNAME_DATA_DIR", str(tmp_path / "no-data"))


@pytest.fixture(autouse=True)
def no_ledgers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of names stays empty, unless a test looks at it."""
    monkeypatch.setattr(ledger, "open_ledger", lambda room, name, version="": ledger.Ledger(tmp_path / "no-ledger"))
