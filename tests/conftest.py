"""Nothing of the user's own data folder reaches a test: an imported register would change what names are told."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def no_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty data folder, unless a test sets one of its own."""
    monkeypatch.setenv("BRANDNAME_DATA_DIR", str(tmp_path / "no-data"))
