"""Records: the JSON a page hands to its own program, and what stands where in JSON. It knows no platform, asks nobody.

A record is what a script is as a whole, or what it assigns at its outermost level; what stands in the middle of an
expression, or as a text within one, is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

RECORDS = 40
"""Scripts, and assignments in one script, of which records are read."""
_ASSIGNED = re.compile(r"(?:^|[;\n}])\s*(?:var\s+|let\s+|const\s+)?[\w.$]+(?:\[[\"'][\w.-]+[\"']\])?\s*=\s*(?=[{\[])")
_INNER = re.compile(r"[{(`]|/[*/]")
"""What opens something before an assignment, so that it may stand within that."""


def records_in(kind: str, script: str) -> Iterator[object]:
    """JSON of a script: all of it, or what is assigned at its outermost level."""
    text, decoder, kind = script.strip(), json.JSONDecoder(object_pairs_hook=once), kind.casefold()
    if "ld+json" in kind:  # what a page tells search engines of whatever it mentions
        return
    if kind and "json" not in kind and "javascript" not in kind and kind != "module":
        return
    if "json" in kind or text.startswith(("{", "[")):
        starts: Iterator[int] = iter((0,))
    else:
        starts = (found.end() for found, _ in zip(_ASSIGNED.finditer(text), range(RECORDS), strict=False))
    done = 0
    for start in starts:
        if start < done or _INNER.search(text, done, start):
            continue  # within the record before, a function, a comment or a text
        try:
            record, done = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        yield record


def values_at(record: object, path: Sequence[str]) -> Iterator[object]:
    """What stands at a path in a record: `*` is any name or number, `**` any way down to the next name."""
    if not path:
        yield record
    elif path[0] == "**":
        for inner in _within(record):
            yield from values_at(inner, path[1:])
    elif isinstance(record, dict):
        chosen = record.values() if path[0] == "*" else [record[path[0]]] if path[0] in record else []
        for one in chosen:
            yield from values_at(one, path[1:])
    elif isinstance(record, list):
        if path[0] == "*":
            for one in record:
                yield from values_at(one, path[1:])
        elif path[0].isdecimal() and int(path[0]) < len(record):
            yield from values_at(record[int(path[0])], path[1:])


def _within(record: object) -> Iterator[object]:
    """A record and everything in it that has parts."""
    waiting = [record]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            yield one
            waiting.extend(one.values() if isinstance(one, dict) else one)


def once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """An object whose names are there once; what says two things says none: ValueError."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found
