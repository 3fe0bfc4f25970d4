"""A place of its own for caches and configuration, and a small study to call commands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def kept_caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache folder for the whole session: building one takes seconds."""
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def own_folders(kept_caches: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the user's machine is read or written, and the language is English unless a test says otherwise."""
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(kept_caches))
    monkeypatch.setenv("BRANDNAME_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("BRANDNAME_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "NO_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    yield


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Three names in Mexico and the United States, with a comment in each file."""
    folder = tmp_path / "tea"
    (folder / "markets").mkdir(parents=True)
    (folder / "candidates.yaml").write_text(
        "# ours\nbrief:\n  goods: sparkling tea\ncandidates:\n  - name: Velora\n  - name: Culo\n  - name: 星禾\n"
        "    latin: [Xinghe]\n", encoding="utf-8",
    )
    (folder / "markets" / "mx.yaml").write_text("# Mexico\nlanguages: {es-MX: 0.94}\n", encoding="utf-8")
    (folder / "markets" / "us.yaml").write_text("languages: {en-US: 0.95}\nweight: 2\n", encoding="utf-8")
    return folder
