"""A report as one HTML file: its style within it, no script, nothing fetched. Everything from outside is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from brandname.rank import Range
from brandname.reports.front import marks_in_words
from brandname.reports.inputs import View
from brandname.reports.tree import Document

if TYPE_CHECKING:
    from jinja2 import Environment

CODE = re.compile(r"`([\w .:/@=+!-]{1,60})`")
MARK_CLASSES = {"✗": "x", "▲": "w", "?": "q", "+": "p", "○": "o", "·": "n"}


def text(document: Document, view: View) -> Iterator[str]:
    """The file, in pieces."""
    words = dict(marks_in_words(view))
    stream = (
        _environment()
        .get_template("report.html.j2")
        .stream(
            document=document,
            style=_style(),
            contents=view.t("report.contents"),
            words=lambda mark: ", ".join(words.get(sign, "") for sign in mark),
        )
    )
    stream.enable_buffering(500)
    yield from stream


def bar(range_: Range) -> str:
    """The path of a range on a scale of 0–100; a point gets a stroke one can see."""
    left, right = round(100 * range_.best), round(100 * range_.worst)
    return f"M{min(left, 98)} 5H{max(right, left + 2)}"


def said(text: str) -> str:
    """Escaped text with its `code` set as code."""
    from markupsafe import Markup, escape

    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped before, and CODE takes no markup


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    page = files("brandname").joinpath("reports", "page", "report.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        loader=DictLoader({"report.html.j2": page}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["bar"] = bar
    environment.filters["said"] = said
    environment.filters["mark_class"] = lambda mark: MARK_CLASSES.get(mark[:1], "n")
    return environment


@cache
def _style() -> str:
    return files("brandname").joinpath("reports", "page", "report.css").read_text(encoding="utf-8")
