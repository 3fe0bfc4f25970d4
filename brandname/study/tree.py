"""YAML as a tree of texts with their places: `No`, `1e5` and `2024-01-01` stay what they are.

Built from parser events, not by a loader: depth is limited (a deep file would exhaust the C stack), aliases and
tags are refused where they stand, and every key and value knows its line. Knows nothing of any file's meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from brandname.errors import Where
from brandname.study.book import Book

if TYPE_CHECKING:
    from yaml import MarkedYAMLError
    from yaml.events import Event

DEPTH_LIMIT = 12
WIDE_COLON = re.compile(r"[\s-]*[\w ]+：")
"""A key with the colon of a Chinese keyboard."""
WIDE_SPACE = re.compile("[ -]*[\u00a0\u3000]")
"""A no-break or full-width space in the indentation."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands."""

    path: str
    line: int
    """1-based."""
    column: int
    start: int
    """Character offset in the text."""
    end: int
    """Offset behind the value; of a block scalar, of the line after it."""

    @property
    def where(self) -> Where:
        """For messages."""
        return Where(self.path, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text."""

    text: str
    place: Place
    quoted: bool = False
    block: bool = False
    """Written with `|` or `>`."""


@dataclass(slots=True)
class Items:
    """A list."""

    place: Place
    flow: bool
    """Written as `[a, b]`."""
    items: list[Value] = field(default_factory=list)
    closed: int = 0
    """Offset behind the closing bracket of a flow list."""


@dataclass(slots=True)
class Table:
    """A mapping; each key once."""

    place: Place
    flow: bool
    entries: dict[str, tuple[Scalar, Value]] = field(default_factory=dict)
    closed: int = 0


Value: TypeAlias = Scalar | Items | Table


class _Refused(Exception):  # noqa: N818 - never leaves this module
    """Ends building after a mistake that leaves no tree."""

    def __init__(self, key: str, where: Where, **params: object) -> None:
        super().__init__(key)
        self.key, self.where, self.params = key, where, params


def parse(text: str, path: str, book: Book, *, first_line: int = 1) -> Value | None:
    """The tree of one YAML document; None for an empty one, or, with the mistake noted, for a broken one.

    `first_line` is the file's line at which `text` begins, for YAML inside another file.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _Builder(path, book, first_line).build(yaml.parse(text, Loader=loader))
    except _Refused as refused:
        book.refuse(refused.key, refused.where, **refused.params)
    except yaml.MarkedYAMLError as error:
        _explain(error, text, path, first_line, book)
    except yaml.YAMLError as error:
        book.refuse("yaml_broken", Where(path), problem=str(error).splitlines()[0])
    return None


class _Builder:
    """Events → tree, without recursion over the user's nesting beyond the limit."""

    def __init__(self, path: str, book: Book, first_line: int) -> None:
        self.path, self.book, self.first_line = path, book, first_line
        self.events: Iterator[Event] = iter(())

    def build(self, events: Iterator[Event]) -> Value | None:
        import yaml

        self.events = events
        root: Value | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused("yaml_documents", self.place(event).where)
                root = self.value(next(events), 0)
        return root

    def place(self, event: Event) -> Place:
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None, "PyYAML marks every event"  # noqa: S101
        return Place(self.path, start.line + self.first_line, start.column + 1, start.index, end.index)

    def value(self, event: Event, depth: int) -> Value:
        import yaml

        place = self.place(event)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused("yaml_alias", place.where)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"):
            raise _Refused("yaml_tag", place.where, tag=str(tag).replace("tag:yaml.org,2002:", "!!"))
        if depth > DEPTH_LIMIT:
            raise _Refused("yaml_deep", place.where, limit=DEPTH_LIMIT)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place, event.style in ("'", '"'), event.style in ("|", ">"))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(Items(place, bool(event.flow_style)), depth)
        return self.table(Table(place, bool(getattr(event, "flow_style", False))), depth)

    def items(self, items: Items, depth: int) -> Items:
        import yaml

        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                items.closed = self.place(event).end
                break
            items.items.append(self.value(event, depth + 1))
        return items

    def table(self, table: Table, depth: int) -> Table:
        import yaml

        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                table.closed = self.place(event).end
                break
            key = self.value(event, depth + 1)
            value = self.value(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.book.refuse("yaml_key", key.place.where)
            elif key.text in table.entries:
                first = table.entries[key.text][0].place.line
                self.book.refuse("duplicate_key", key.place.where, key=key.text, first=first)
            else:
                table.entries[key.text] = (key, value)
        return table


def _explain(error: MarkedYAMLError, text: str, path: str, first_line: int, book: Book) -> None:
    """The parser's complaint as one of ours, where the usual cause is known."""
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or ""
    if mark is None:
        book.refuse("yaml_broken", Where(path), problem=problem)
        return
    wide = _wide_sign(text, {mark.line, mark.line - 1, (error.context_mark or mark).line})
    if wide:
        key, line, column = wide
        book.refuse(key, Where(path, line + first_line, column + 1))
        return
    where = Where(path, mark.line + first_line, mark.column + 1)
    character = text[mark.index:mark.index + 1]
    if character == "\t" or "\\t" in problem or "tab character" in problem:
        book.refuse("yaml_tab", where)
    elif "mapping values are not allowed" in problem:
        book.refuse("yaml_colon", where)
    elif "cannot start any token" in problem:
        book.refuse("yaml_start", where, character=character)
    elif "unexpected end of stream" in problem and "quoted" in (error.context or ""):
        opening = error.context_mark or mark
        book.refuse("yaml_quote", Where(path, opening.line + first_line, opening.column + 1))
    else:
        book.refuse("yaml_broken", where, problem=problem)


def _wide_sign(text: str, numbers: set[int]) -> tuple[str, int, int] | None:
    """Message key, line and column (from 0) of a full-width colon after a key, or of a space YAML takes for text."""
    lines = re.split(r"\r\n|\n|\r", text)
    for number in sorted(n for n in numbers if 0 <= n < len(lines)):
        for key, pattern in (("wide_space", WIDE_SPACE), ("wide_colon", WIDE_COLON)):
            match = pattern.match(lines[number])
            if match:
                return key, number, match.end() - 1
    return None
