"""Reads, refuses (file:line:column) and writes the files of a study. Never runs a check."""

from __future__ import annotations

from brandname.study.names import NameList, read_names
from brandname.study.reading import read_study

__all__ = ["NameList", "read_names", "read_study"]
