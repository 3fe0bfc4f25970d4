"""Options several commands share, and how their texts become values.

Everything arrives as text, so that every refusal is ours: in the reader's language, with what to do instead.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Annotated, TypeAlias

import typer

from brandname.errors import mistake

FORMATS = ("md", "html", "json", "csv")
"""Report formats of this version; the reports room checks them again."""

LONGEST_LABEL = 60

StudyOption: TypeAlias = Annotated[
    str | None, typer.Option("--study", metavar="DIR", help="cli.option.study", show_default=False)
]
MarketsOption: TypeAlias = Annotated[
    str | None, typer.Option("--markets", metavar="LIST", help="cli.option.markets", show_default=False)
]
FormatsOption: TypeAlias = Annotated[
    str | None, typer.Option("--formats", metavar="LIST", help="cli.option.formats", show_default=False)
]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="cli.option.json", show_default=False)]
RunOption: TypeAlias = Annotated[
    str | None, typer.Option("--run", metavar="RUN", help="cli.option.run", show_default=False)
]


def read_list(option: str, text: str | None) -> tuple[str, ...] | None:
    """The parts of a comma-separated list, without repeats; None when the option is not given.

    Raises UserMistake for a list without parts.
    """
    if text is None:
        return None
    parts = (part.strip() for part in text.replace("，", ",").replace("、", ",").split(","))
    found = tuple(dict.fromkeys(part for part in parts if part))
    if not found:
        raise mistake("error.cli.empty_list", option=option)
    return found


def read_markets(text: str | None) -> tuple[str, ...] | None:
    """Market codes, lower case; None when the option is not given."""
    codes = read_list("--markets", text)
    return None if codes is None else tuple(dict.fromkeys(code.lower() for code in codes))


def read_formats(text: str | None) -> tuple[str, ...]:
    """Report formats; all of them when the option is not given. Raises UserMistake for an unknown one."""
    wanted = tuple(word.casefold().lstrip(".") for word in read_list("--formats", text) or FORMATS)
    for word in wanted:
        if word not in FORMATS:
            raise mistake("error.cli.format", value=word, formats=FORMATS)
    return tuple(dict.fromkeys(wanted))


def read_share(option: str, text: str | None) -> float | None:
    """A share 0–1 written `0.6`, `60%` or `60 %`; None when the option is not given. Raises UserMistake otherwise."""
    if text is None:
        return None
    number = text.strip().replace(",", ".")
    try:
        share = float(number.rstrip("% ")) / 100 if number.endswith("%") else float(number)
    except ValueError:
        raise mistake("error.cli.share", option=option, value=text) from None
    if not 0.0 <= share <= 1.0:
        raise mistake("error.cli.share", option=option, value=text)
    return share


def read_count(option: str, text: str | None, least: int, most: int) -> int | None:
    """A whole number; None when the option is not given. Raises UserMistake outside `least` … `most`."""
    if text is None:
        return None
    if not text.strip().isdecimal() or not least <= int(text) <= most:
        raise mistake("error.cli.count", option=option, value=text, least=least, most=most)
    return int(text)


def read_label(text: str) -> str:
    """A run's label; UserMistake when it could not be typed again or would upset a terminal."""
    label = text.strip()
    if len(label) > LONGEST_LABEL or not label.isprintable():
        raise mistake("error.cli.label", most=LONGEST_LABEL)
    return label


def suggest(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """The one known word a mistyped one is closest to, or all of them."""
    return tuple(difflib.get_close_matches(word, known, n=1)) or tuple(known)
