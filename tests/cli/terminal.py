"""Calls the program as a terminal would, in this process."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from brandname.cli import run


@dataclass(frozen=True, slots=True)
class Called:
    """What a call gave."""

    code: int
    out: str
    err: str


def call(*argv: str, stdin: str = "") -> Called:
    """Runs `brandname ARGV` with this input; both outputs are no terminals."""
    out, err = io.StringIO(), io.StringIO()
    with patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")):
        code = run(argv, out, err)
    return Called(code, out.getvalue(), err.getvalue())


def check(study: Path, *argv: str, stdin: str = "") -> Called:
    """`brandname check` with the one check that needs no cache to be built."""
    return call("check", "--study", str(study), "--checks", "meaning", "--formats", "md", *argv, stdin=stdin)
