"""A WHOIS answer as lines: decoded, freed of comment signs, with keys told from values. Judges nothing.

The format was never standardised (RFC 3912 says only: text). What registries do have in common is lines, keys before
a colon or in brackets, values on the same line or indented below, and comments behind `%`, `#`, `*`, `;` or `>>>`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_LINE = 1000
"""Characters of a line that are looked at."""
MOST_LINES = 3000
"""Lines that are looked at."""
LONGEST_TEXT = 2000
"""Characters of joined lines beyond which they are terms of use, and no sentence of theirs is an answer."""

_COMMENT = re.compile(r"^[\s%#*;>=|\-]+")
_ENDS = " \t.!:;,*<>\"'`|"
_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"']+|\bwww\.[^\s<>\"']+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:xn--[a-z0-9-]+|[^\W\d_]{2,63})\b", re.IGNORECASE)
_KEYED = re.compile(
    r"(?:[a-z]\. ?)?\[(?P<boxed>[^\]\n]{1,60})\]\s*(?P<after>.*)|(?P<key>[^:：\n]{1,60}?)[\s.]*[:：](?P<value>.*)")
_TABBED = re.compile(r"(?P<key>\w[\w ]{1,40}?)(?:\t+|\s{3,})(?P<value>\S.*)")
_SIGNS = re.compile(r"[_.\-/\s*]+")
_LEADER = re.compile(r"#?(?:\. ?){3,}:? *")
"""Dots that lead from a key to its value."""
_CLASS = re.compile(r"^[a-z]+:(?=[\w-]+(?:;\w)?:)", re.IGNORECASE)
"""`domain:` before a key, as RWhois writes it (RFC 2167)."""
_NUMBERED = re.compile(r"\d{1,2}[a-z]?\.\s+")
_SHORT_NOT = re.compile(r"\b(do|does|did|is|was|were|are|has|have|could)n['’`´]t\b", re.IGNORECASE)
"""`doesn't`: a "not" as good as any other."""
_REMARK = re.compile(r"\s*\([^()]*\)$")
"""`Created (DD/MM/YYYY)`: how to read a value belongs to no key."""
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d])")
FULL = 50
"""Characters from which a line without an end mark may run on into the next …"""
SHORT = 25
"""… and where the next one begins with a small letter."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty."""

    raw: str
    """As sent, outer space removed."""
    comment: bool
    """Stands behind a comment sign."""
    key: str = ""
    """Lower case, `_ - .` as spaces; empty where there is none."""
    value: str = ""
    """Behind the key, or the first indented line below it."""
    content: str = ""
    """Without its comment sign."""
    number: int = 0
    """Of the line in the answer; neighbours without an empty line between them are one apart."""


def decode(body: bytes) -> str:
    """The text of an answer. Registries send UTF-8, Latin-1 and, in Japan and Korea, their own; no byte is refused."""
    if b"\x1b$" in body or b"\x1b(" in body:
        return body.decode("iso2022_jp", "replace")
    for encoding in ("utf-8-sig", "euc_kr" if b"KRNIC" in body else "latin-1"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("latin-1")


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text, in order; at most `MOST_LINES`."""
    rows = [row[:LONGEST_LINE] for row in unicodedata.normalize("NFC", text).splitlines()[:MOST_LINES]]
    found: list[Line] = []
    for number, row in enumerate(rows):
        raw = row.strip()
        if not raw:
            continue
        content = _COMMENT.sub("", raw)
        if not content:
            continue
        key, value = _split(content)
        if key and not value:
            value = _below(rows, number)
        found.append(Line(raw, content != raw, key, value, content, number))
    return tuple(found)


def sentences(lines: tuple[Line, ...]) -> Iterator[tuple[str, str, str]]:
    """What an answer says, sentence by sentence, as (plain, raw, plain text it stands in).

    Wrapped lines are joined, so that no end of a disclaimer stands alone; each joined text comes whole, and then as
    the single sentences it holds.
    """
    for block in _blocks(lines):
        raw = " ".join(line.content for line in block)
        if len(raw) > LONGEST_TEXT:
            continue
        whole = plain(raw)
        if whole:
            yield whole, raw, whole
        parts = _END_OF_SENTENCE.split(raw)
        if len(parts) > 1:
            yield from ((plain(part), part, whole) for part in parts if plain(part))


def _blocks(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Lines, each with those it runs on into."""
    block: list[Line] = []
    for line in lines:
        before = block[-1] if block else None
        runs_on = before is not None and line.number == before.number + 1 and _runs_on(before, line)
        if block and not runs_on:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _runs_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one before."""
    if line.comment != before.comment or before.content[-1] in ".!:;*" or line.content.casefold().startswith("error"):
        return False
    return len(before.content) >= (SHORT if line.content[0].islower() else FULL) and not (line.key and before.key)


def plain(text: str) -> str:
    """A text as phrases are compared: lower case, no quotes and end marks; names as `<name>`, `<url>`, `<mail>`."""
    text = _URL.sub("<url>", text.strip())
    text = _MAIL.sub("<mail>", text)
    text = _SHORT_NOT.sub(r"\1 not", text)
    text = _DOMAIN.sub("<name>", text)
    text = re.sub(r"[\"'`´“”‘’«»\[\]]", "", text).replace("(s)", "s").replace("(es)", "es")
    return " ".join(text.casefold().strip(_ENDS.replace("<", "").replace(">", "")).split())


def domains_in(text: str) -> tuple[str, ...]:
    """Domain names standing in a text, lower case, in order."""
    return tuple(m[0].lower() for m in _DOMAIN.finditer(_MAIL.sub(" ", _URL.sub(" ", text))))


def _split(content: str) -> tuple[str, str]:
    """Key and value of a line, or two empty texts."""
    content = _LEADER.sub(": ", _NUMBERED.sub("", _CLASS.sub("", content), count=1), count=1)
    keyed = _KEYED.match(content) or _TABBED.match(content)
    if keyed is None:
        return "", ""
    groups = keyed.groupdict()
    key = groups.get("boxed") or groups.get("key") or ""
    value = groups.get("after") if groups.get("boxed") else groups.get("value")
    key = _REMARK.sub("", key.strip(" #.\t")) or key
    return _SIGNS.sub(" ", key).strip().casefold(), (value or "").strip(" .\t:")


def _below(rows: list[str], number: int) -> str:
    """The value that stands on the next line, where that line is indented or has no key of its own."""
    for row in rows[number + 1:number + 3]:
        if row.strip():
            deeper = len(row) - len(row.lstrip()) > len(rows[number]) - len(rows[number].lstrip())
            bare = not _KEYED.match(row.strip()) and len(row.strip()) < 80
            return row.strip() if deeper or bare else ""
    return ""
