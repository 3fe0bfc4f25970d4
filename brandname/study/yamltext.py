"""Texts written as YAML so that they read back as the same texts, in this program and in any other.

Writes single values and one list item; opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from brandname.study.tree import Items, Scalar, Table, Value

_PLAIN = re.compile(r"[^\W\d_](?:[\w'’-]| (?=[^\W\d_]))*")
"""Begins with a letter; no sign that means something to YAML."""
_MEANS_SOMETHING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LINE_END = re.compile(r"\r\n|\n|\r")


def quote(text: str) -> str:
    """A text as a YAML scalar, plain where every YAML reader takes it for this text."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _MEANS_SOMETHING:
        return text
    return '"' + "".join(_ESCAPES.get(c) or (c if c == " " or c.isprintable() else _escape(c)) for c in text) + '"'


def flow(texts: Iterable[str]) -> str:
    """Texts as a YAML list on one line."""
    return "[" + ", ".join(quote(text) for text in texts) + "]"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def insert_item(text: str, root: Value | None, key: str, item: dict[str, str]) -> str:
    """A file's text with one mapping added at the end of the list under a top-level key; nothing else altered.

    `root` is the text's own tree. The caller reads the result again before trusting it.
    """
    newline = (_LINE_END.search(text) or ["\n"])[0]
    entry = root.entries.get(key) if isinstance(root, Table) else None
    if entry is None:
        gap = "" if not text or text.endswith(("\n", "\r")) else newline
        return text + gap + key + ":" + newline + _block(item, 2, newline)
    value = entry[1]
    if isinstance(value, Items) and value.flow:
        at = last_offset(value.items[-1]) if value.items else value.place.start + 1
        return text[:at] + (", " if value.items else "") + _flow_mapping(item) + text[at:]
    filled = isinstance(value, Items) and bool(value.items)
    at = len(text[:last_offset(value if filled else entry[0])].rstrip())
    end = _LINE_END.search(text, at)
    indent = value.place.column - 1 if filled else 2
    if end is None:
        return text + newline + _block(item, indent, newline)
    return text[:end.end()] + _block(item, indent, newline) + text[end.end():]


def last_offset(value: Value) -> int:
    """The offset behind the last character of a value."""
    if isinstance(value, Scalar):
        return value.place.end
    if value.flow:
        return value.closed
    if isinstance(value, Items):
        return last_offset(value.items[-1]) if value.items else value.place.end
    key, last = list(value.entries.values())[-1] if value.entries else (None, None)
    return max(key.place.end, last_offset(last)) if key and last else value.place.end


def _block(item: dict[str, str], indent: int, newline: str) -> str:
    lines = [f"{key}: {quote(text)}" for key, text in item.items() if text]
    return "".join(f"{' ' * indent}{'  ' if at else '- '}{line}{newline}" for at, line in enumerate(lines))


def _flow_mapping(item: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {quote(text)}" for key, text in item.items() if text) + "}"
