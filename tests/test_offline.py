"""Without --online no name leaves the machine."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from brandname.cli import run
from brandname.errors import Exit

ROOT = Path(__file__).parent.parent


def refuse(*_: object, **__: object) -> NoReturn:
    """Stands for every way out."""
    raise AssertionError("something opened a socket")


def test_a_whole_check_opens_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """My confidential shortlist is judged on my machine alone: not even a host name is looked up."""
    (tmp_path / "markets").mkdir()
    shutil.copy(ROOT / "markets" / "mx.yaml", tmp_path / "markets")
    (tmp_path / "candidates.yaml").write_text("candidates: [Velora, 星禾]\n", encoding="utf-8")
    for way_out in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, way_out, refuse)
    for way_out in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, way_out, refuse)
    assert run(["--study", str(tmp_path), "check"]) == Exit.OK
    assert list((tmp_path / "reports" / "1").glob("report.html"))
