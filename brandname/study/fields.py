"""Typed reading of a YAML mapping, so that a file's module reads like its documentation.

Every reader takes a key, returns a plain value, and notes what does not fit with its line; what is left out, or
written with nothing behind the colon, gives the default. Knows no file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from brandname.errors import Where
from brandname.study.book import Book
from brandname.study.tree import WIDE_COLON, Items, Scalar, Table, Value

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YES = {"yes": True, "true": True, "no": False, "false": False}
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that reorder what stands after them: a text could read otherwise than it is."""


class Fields:
    """One mapping of a file; `known` = None allows any key."""

    def __init__(self, value: Value | None, book: Book, where: Where, known: Sequence[str] | None) -> None:
        self.book = book
        self.top = where
        self.entries: dict[str, tuple[Scalar, Value]] = {}
        if isinstance(value, Table):
            self.entries = value.entries
            self.top = value.place.where
            self._check_keys(known)
        elif isinstance(value, Scalar) and not value.quoted and WIDE_COLON.match(value.text):
            book.refuse("wide_colon", value.place.where)
        elif value is not None and not is_empty(value):
            book.refuse("not_mapping", value.place.where, known=tuple(known or ()))

    def _check_keys(self, known: Sequence[str] | None) -> None:
        if known is None:
            return
        for key, (scalar, _) in self.entries.items():
            if key not in known and key.strip() in known:
                self.book.refuse("wide_space", scalar.place.where)
            elif key not in known:
                self.book.refuse_choice("unknown_key", scalar.place.where, key, known)

    def __contains__(self, key: str) -> bool:
        return key in self.entries and not is_empty(self.entries[key][1])

    def keys(self) -> Iterator[tuple[str, Where]]:
        """Every key with its place, in the file's order."""
        for key, (scalar, _) in self.entries.items():
            yield key, scalar.place.where

    def raw(self, key: str) -> Value | None:
        """The value as it stands; None when left out."""
        return self.entries[key][1] if key in self else None

    def place(self, key: str) -> Where:
        """Where a key stands; the mapping's own place when it is left out."""
        return self.entries[key][0].place.where if key in self.entries else self.top

    def line(self, key: str) -> str:
        """`file:line` of a key."""
        where = self.place(key)
        return str(Where(where.path, where.line))

    def require(self, *keys: str) -> bool:
        """Whether all these keys have a value; a missing one is a mistake."""
        missing = [key for key in keys if key not in self]
        for key in missing:
            self.book.refuse("missing_key", self.place(key), key=key)
        return not missing

    def text(self, key: str, default: str = "") -> str:
        """One line of text, outer space removed."""
        value = self.raw(key)
        return default if value is None else read_scalar(value, self.book, key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        return tuple(text for text, _ in self.placed(key))

    def placed(self, key: str) -> list[tuple[str, Where]]:
        """A list of texts, each with its place; empty items are refused."""
        value = self.raw(key)
        if value is None:
            return []
        found: list[tuple[str, Where]] = []
        for item in value.items if isinstance(value, Items) else [value]:
            text = read_scalar(item, self.book, key)
            if "，" in text and isinstance(item, Scalar) and not item.quoted and item is not value:
                self.book.refuse("wide_comma", item.place.where, key=key)
            elif text:
                found.append((text, item.place.where))
            elif isinstance(item, Scalar):
                self.book.refuse("empty_item", item.place.where, key=key)
        return found

    def choice(self, key: str, options: Collection[str], default: str = "") -> str:
        """One of a closed list."""
        text = self.text(key)
        if not text or text in options:
            return text or default
        self.book.refuse_choice("choice", self.place(key), text, options, key=key)
        return default

    def choices(self, key: str, options: Collection[str]) -> tuple[str, ...]:
        """Several of a closed list, without repeats."""
        found = self.placed(key)
        for text, where in found:
            if text not in options:
                self.book.refuse_choice("choice", where, text, options, key=key)
        return tuple(dict.fromkeys(text for text, _ in found if text in options))

    def whole(self, key: str, low: int, high: int) -> int | None:
        """A whole number within bounds, both included."""
        text = self.text(key)
        return None if not text else read_whole(text, low, high, key, self.place(key), self.book)

    def wholes(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers within bounds."""
        read = (read_whole(text, low, high, key, where, self.book) for text, where in self.placed(key))
        return tuple(number for number in read if number is not None)

    def positive(self, key: str, default: float) -> float:
        """A number above zero."""
        text = self.text(key)
        if not text:
            return default
        if _NUMBER.fullmatch(text) and 0 < float(text) <= 1_000_000:
            return float(text)
        self.book.refuse("not_positive", self.place(key), key=key, value=text)
        return default

    def percent(self, key: str) -> float | None:
        """A share, 0–1, written `45 %`, `45%` or `0.45`."""
        text = self.text(key)
        return None if not text else read_percent(text, key, self.place(key), self.book)

    def day(self, key: str) -> str:
        """An ISO date."""
        text = self.text(key)
        if not text:
            return ""
        try:
            if _DATE.fullmatch(text):
                date.fromisoformat(text)
                return text
        except ValueError:
            pass
        self.book.refuse("not_date", self.place(key), key=key, value=text)
        return ""

    def yes(self, key: str) -> bool:
        """`yes` or `no`; left out means no."""
        text = self.text(key).casefold()
        if text and text not in _YES:
            self.book.refuse("choice", self.place(key), value=text, key=key, known=("yes", "no"))
        return _YES.get(text, False)

    def table(self, key: str, known: Sequence[str] | None) -> Fields:
        """A mapping inside this one; an empty one when left out."""
        return Fields(self.raw(key), self.book, self.place(key), known)

    def tables(self, key: str, known: Sequence[str]) -> list[Fields]:
        """A list of mappings."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, Items):
            self.book.refuse("not_list", value.place.where, key=key)
            return []
        return [Fields(item, self.book, item.place.where, known) for item in value.items]


def is_empty(value: Value) -> bool:
    """Whether nothing stands behind the colon."""
    return isinstance(value, Scalar) and not value.quoted and not value.text.strip()


def read_scalar(value: Value, book: Book, key: str) -> str:
    """A text free of control and reordering characters; empty, with the mistake noted, for anything else."""
    if not isinstance(value, Scalar):
        book.refuse("not_text", value.place.where, key=key)
        return ""
    text = unicodedata.normalize("NFC", value.text.strip())
    bad = next((c for c in text if c in BIDI or (unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t")), "")
    if bad:
        book.refuse("control_character", value.place.where, code=f"U+{ord(bad):04X}")
        return ""
    return text


def read_whole(text: str, low: int, high: int, key: str, where: Where, book: Book) -> int | None:
    """A whole number within bounds; None, with the mistake noted, for anything else."""
    if re.fullmatch(r"[0-9]{1,9}", text) and low <= int(text) <= high:
        return int(text)
    book.refuse("not_whole", where, key=key, value=text, low=low, high=high)
    return None


def read_percent(text: str, key: str, where: Where, book: Book) -> float | None:
    """A share, 0–1; None, with the mistake noted, for anything else. A bare number above 1 is ambiguous: refused."""
    figure = text.removesuffix("%").removesuffix("％").strip()
    if _NUMBER.fullmatch(figure):
        share = float(figure) / (100 if figure != text else 1)
        if share <= 1:
            return share
    book.refuse("not_percent", where, key=key, value=text)
    return None
