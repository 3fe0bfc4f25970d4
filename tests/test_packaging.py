"""What a user gets from `pip install`."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_wheel_holds_every_data_file_and_no_test(tmp_path: Path) -> None:
    """The installed program has its data, messages, schema and licences."""
    pytest.importorskip("hatchling", reason="the build backend is not installed here")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "-w", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    wheel = next(tmp_path.glob("brandname-*.whl"))
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "brandname").rglob("*"):
        if path.is_file() and path.suffix not in {".pyc", ".pyo"} and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "tools/"))]
    assert [name for name in names if name.endswith("/licenses/NOTICE")]
    assert [name for name in names if name.endswith("/licenses/LICENSE")]
