"""Texts on a screen of so many columns: widths, padding, folding. Knows no colours and prints nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

_OPENING = "（「『《“‘(["
_CLOSING = "）」』》”’)]，。、；：！？…,.;:!?%"


def fold(text: str, width: int, indent: str) -> list[str]:
    """A text as lines of at most `width` columns, where Chinese may break between any two characters."""
    return [f"{indent}{text[a:b]}".rstrip() for a, b in breaks(text, width - columns(indent))]


def breaks(text: str, first: int, rest: int | None = None) -> list[tuple[int, int]]:
    """Where a text is cut into lines: ranges of characters, at most `first` columns for line 1 and `rest` for others.

    Spaces at a cut belong to no line; a word longer than a line stands alone and overhangs.
    """
    lines: list[tuple[int, int]] = []
    room, start, end, at = first, 0, 0, 0
    for piece in _pieces(text):
        if end > start and columns(text[start:end]) + columns(text[end:at] + piece.rstrip()) > room:
            lines.append((start, end))
            room, start = first if rest is None else rest, at
        at += len(piece)
        end = at - (len(piece) - len(piece.rstrip()))
    return [*lines, (start, end)]


def columns(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: a word with the space after it, a Chinese character with its punctuation."""
    piece = ""
    for char in text:
        if piece and _may_break(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " " or before == " ":
        return after != " "
    if before in _OPENING or after in _CLOSING:
        return False
    return columns(before) == 2 or columns(after) == 2


def longest_word(text: str) -> int:
    """Columns of the longest piece of a text that may not be broken."""
    return max((columns(piece.rstrip()) for piece in _pieces(text)), default=0)


def share_out(least: Sequence[int], wanted: Sequence[int], room: int) -> tuple[int, ...] | None:
    """Widths of table columns that take `room` together and none less than its least; None where there is no room.

    The widest give way first, all to the same width, so that short columns stay whole.
    """
    if sum(least) > room:
        return None
    both = tuple(zip(least, wanted, strict=True))
    most = next(most for most in range(max(wanted, default=0), -1, -1)
                if sum(max(have, min(want, most)) for have, want in both) <= room)
    return tuple(max(have, min(want, most)) for have, want in both)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces to at least `width` columns, on its left when `right`."""
    room = " " * max(0, width - columns(text))
    return room + text if right else text + room


def fold_items(items: Sequence[str], width: int, indent: str, between: str = "  ") -> list[str]:
    """Items side by side as lines of at most `width` columns; an item is never broken."""
    lines: list[str] = []
    for item in items:
        if lines and columns(lines[-1] + between + item) <= width:
            lines[-1] += between + item
        else:
            lines.append(indent + item)
    return lines


def blocks(items: int, most: int) -> list[range]:
    """So many items cut into as few runs as fit `most` each, of nearly equal length."""
    count = -(-items // max(1, most))
    edges = [round(i * items / count) for i in range(count + 1)] if count else []
    return [range(a, b) for a, b in pairwise(edges)]
