"""A report from top to bottom: which parts, in which order. The parts themselves are in the modules beside it."""

from __future__ import annotations

from brandname.reports.inputs import CheckCard, Inputs
from brandname.reports.summary import Summary, summarise

__all__ = ["CheckCard", "Inputs", "Summary", "summarise"]
