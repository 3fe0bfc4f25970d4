"""The measured silence of checks, in words: of the known cases, how many each finds. Reads, never guesses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from brandname import data
from brandname.reports.inputs import View

LEAST_CASES = 5
"""Cases a language needs for a figure of its own."""


def rates(view: View) -> Iterator[str]:
    """A sentence a check: measured figures over all languages and by language, or that there is no measure."""
    measured: dict[str, Any] = tomllib.loads(data.read_text("calibration.toml"))
    unmeasured = []
    for card in view.inputs.checks:
        figures = measured.get(card.id, {})
        whole = figures.get("all", {"found": 0, "n": 0})
        if not whole["n"]:
            unmeasured.append(card.id)
            continue
        yield view.t("report.rate", check=card.id, found=whole["found"], n=whole["n"], on=str(figures["date"]))
        own = [(tag, rate) for tag, rate in sorted(figures.get("language", {}).items()) if rate["n"] >= LEAST_CASES]
        if own:
            yield view.t(
                "report.rate_by_language",
                languages=tuple(
                    view.t("report.rate_language", language=tag, found=rate["found"], n=rate["n"]) for tag, rate in own
                ),
            )
    if unmeasured:
        yield view.t("report.rate_unmeasured", checks=tuple(unmeasured))
