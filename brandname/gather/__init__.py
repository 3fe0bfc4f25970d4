"""Looks up the questions of network checks: `gather` does it for a run, `desk` is where each check asks.

It judges nothing; what it brings are cases, each with its evidence or the gap that stands for it.
"""

from brandname.gather.network import gather

__all__ = ["gather"]
