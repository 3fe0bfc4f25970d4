"""Bytes of a user's file → text, and back: UTF-8 with or without BOM, UTF-16, GB18030.

A guess is reported, never silent; what cannot be read is refused with the byte where it stops. Nothing here
knows what the text says.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from brandname.errors import Where
from brandname.study.book import Book

SIZE_LIMIT = 5 * 1024 * 1024
"""Bytes; a larger file is no study file."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GROWN_TOGETHER = re.compile("(?<=[A-Za-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z])")
"""A single character beyond ASCII right behind or before a Latin letter."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Characters no study needs: controls, line separators only some editors count, reordering overrides, stray BOMs."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file read and decoded."""

    label: str
    """Path as messages name it."""
    text: str
    """Without BOM; line ends as in the file."""
    encoding: str
    """Python codec that writes the same bytes again."""
    bom: bytes
    digest: str
    """SHA-256 of the bytes, hexadecimal."""

    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return _LINE_END.split(self.text)

    def encode(self, text: str) -> bytes:
        """Another text in this file's own encoding."""
        return self.bom + text.encode(self.encoding)


def read_file(path: Path, label: str, book: Book) -> TextFile | None:
    """A file decoded; None, with the mistake noted, when it cannot be read."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as error:
        book.refuse("unreadable", Where(label), reason=error.strerror or type(error).__name__)
        return None
    if size > SIZE_LIMIT:
        book.refuse("too_large", Where(label), size=size, limit=SIZE_LIMIT)
        return None
    return decode(raw, label, book)


def decode(raw: bytes, label: str, book: Book) -> TextFile | None:
    """Bytes decoded; a guessed encoding becomes a remark, undecodable or control bytes a mistake and None."""
    if len(raw) > SIZE_LIMIT:
        book.refuse("too_large", Where(label), size=len(raw), limit=SIZE_LIMIT)
        return None
    bom, encoding = _guess(raw)
    try:
        text = raw[len(bom):].decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(bom) + error.start
        book.refuse("undecodable", Where(label, raw.count(b"\n", 0, offset) + 1), byte=offset, encoding=encoding)
        return None
    unwanted = _UNWANTED.search(text)
    if unwanted:
        book.refuse("control_character", locate(text, unwanted.start(), label), code=f"U+{ord(unwanted[0]):04X}")
        return None
    if encoding != "utf-8":
        book.remark("encoding", file=label, encoding=encoding.upper())
    return TextFile(label, text, encoding, bom, hashlib.sha256(raw).hexdigest())


def locate(text: str, offset: int, label: str) -> Where:
    """Line and column of a character."""
    before = _LINE_END.split(text[:offset])
    return Where(label, len(before), len(before[-1]) + 1)


def _guess(raw: bytes) -> tuple[bytes, str]:
    """BOM and codec; `utf-8` when nothing speaks for another, so that the refusal names the first bad byte."""
    for bom, codec in _MARKS:
        if raw.startswith(bom):
            return bom, codec
    zeros = (raw.count(0) if len(raw) < 2 else raw[0::2].count(0), raw[1::2].count(0))
    if sum(zeros) and len(raw) % 2 == 0:
        # Line ends, spaces and ASCII keys put a zero on one side only.
        if zeros[0] < zeros[1] and zeros[1] * 20 >= len(raw):
            return b"", "utf-16-le"
        if zeros[1] < zeros[0] and zeros[0] * 20 >= len(raw):
            return b"", "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "gb18030" if _looks_chinese(raw) else "utf-8"
    return b"", "utf-8"


def _looks_chinese(raw: bytes) -> bool:
    """Whether bytes that are not UTF-8 are GB18030 rather than damaged UTF-8 or a Western code page.

    GB18030 decodes most byte sequences, so decoding is no proof: nearly all characters of real text lie in its
    GB 2312 core, and nearly none of it is UTF-8 by chance. Single ones grown together with Latin letters are two
    accented letters of a Western code page (`créé` → `cr殚`).
    """
    lenient = raw.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if sum(c > "\x7f" for c in lenient) - broken > broken:
        return False
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [c for c in text if c > "\x7f"]
    if 2 * len(_GROWN_TOGETHER.findall(text)) >= len(foreign):
        return False
    core = sum(1 for c in foreign if _in_gb2312(c))
    return core * 2 > len(foreign)


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
