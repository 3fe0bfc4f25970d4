"""Texts of a register → values: dates, classes, states, kinds, offices. What cannot be read is said, never guessed."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from brandname.data import read_text
from brandname.registers.records import FIRST_CLASS, LAST_CLASS, Drawing, MarkStatus

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""No register is older, and no term runs longer."""

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?")
_WESTERN = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_STATA = re.compile(r"(\d{1,2})[ -]?([A-Za-z]{3})[a-z]*[ -]?(\d{4})")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_CLASS_PARTS = re.compile(r"[\s,;|/+&]+")
_CLASS_PREFIX = re.compile(r"(?:ic|cl|class|klasse|classe|clase|nice|第)?[.:]?0*(\d+)(?:类|類)?", re.IGNORECASE)
_CLASS_WORDS = frozenset({"ic", "cl", "cl.", "class", "classes", "klasse", "klassen", "nice", "and", "und", "et", "y"})
_SIGNS = re.compile(r"[\W_]+")


class Unreadable(ValueError):  # noqa: N818 - names what is wrong
    """A text with bytes that are no characters in the encoding of its file."""


def clean(text: str) -> str:
    """A text on one line, without control characters and marks that turn the reading direction.

    Raises Unreadable for bytes that could not be decoded (they arrive as lone surrogates).
    """
    if text.isprintable() and text.isascii():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = " ".join(text.split())
    if text.isprintable():
        return text
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise Unreadable(text)
    kept = (c if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"} or c in "\u200c\u200d" else " "
            for c in text)
    return " ".join("".join(kept).split())


def shown(text: str) -> str:
    """The beginning of a text nobody could read, fit to be printed."""
    return "".join(c if c.isprintable() else "�" for c in text[:40])


@lru_cache(maxsize=200_000)
def read_date(text: str) -> str | None:
    """A date as exact as it is given: `2019-05-31`, `2019-05`, `2019`; "" for none; None when it cannot be one.

    Where day and month can be told apart neither by order nor by size (`04/05/2019`), the year alone is kept.
    """
    text = text.strip().strip("'")
    if not text.strip("0-/. :T"):
        return ""
    if found := _COMPACT.fullmatch(text) or _ISO.fullmatch(text) or _CHINESE.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _STATA.fullmatch(text):
        month = _MONTHS.get(found[2].casefold())
        return _date(found[3], str(month), found[1]) if month else None
    if found := _WESTERN.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), found[4]
        if found[2] == "." or first > 12 or first == second:
            return _date(year, found[3], found[1])
        return _date(year, found[1], found[3]) if second > 12 else _date(year, None, None)
    return None


def _date(year: str, month: str | None, day: str | None) -> str | None:
    y, m, d = int(year), int(month or 0), int(day or 0)
    if not FIRST_YEAR <= y <= LAST_YEAR or m > 12:
        return None
    if not m:
        return f"{y}"
    if not d:
        return f"{y}-{m:02}"
    try:
        return date(y, m, d).isoformat()
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def read_classes(text: str) -> tuple[tuple[int, ...], tuple[str, ...], bool]:
    """Nice classes in a text: (ascending classes, parts that are none, whether these are all the mark has).

    A class of an office's own, as `A` for certification marks, is no mistake, but what it covers is unknown.
    """
    found, wrong, complete = set(), [], True
    for part in _CLASS_PARTS.split(text.strip("[](){} ")):
        word = part.strip("'\"[]().:")
        number = _CLASS_PREFIX.fullmatch(word)
        if number and FIRST_CLASS <= int(number[1]) <= LAST_CLASS:
            found.add(int(number[1]))
        elif word in _fields()["uspto"]["unclassed"]:
            complete = False
        elif word and word.casefold() not in _CLASS_WORDS:
            wrong.append(shown(word))
            complete = False
    return tuple(sorted(found)), tuple(wrong), complete


@lru_cache(maxsize=10_000)
def read_status(text: str) -> MarkStatus:
    """The state a phrase or a three-digit code of the US office stands for; unknown unless it is listed."""
    if text.isdecimal() and len(text) == 3:
        return read_us_status(text)
    return MarkStatus(_phrases("statuses").get(plain(text), "unknown"))


@lru_cache(maxsize=2_000)
def read_us_status(code: str) -> MarkStatus:
    """The state of a status code of the US office."""
    number = int(code) if code.isdecimal() else -1
    for status, ranges in _fields()["uspto"]["statuses"].items():
        if any(first <= number <= last for first, last in ranges):
            return MarkStatus(status)
    return MarkStatus.UNKNOWN


@lru_cache(maxsize=10_000)
def read_drawing(text: str, *, words: bool) -> Drawing:
    """The kind a phrase or a drawing code of the US office stands for; unknown unless it is listed."""
    if text[:1].isdecimal() and (len(text) == 4 or len(text) == 1):
        return read_us_drawing(text)
    phrase = plain(text)
    if phrase in {"figurative", "device", "bildmarke", "figurativa", "design", "图形"}:
        return Drawing.FIGURATIVE if words else Drawing.PICTURE
    return Drawing(_phrases("drawings").get(phrase, "unknown"))


@lru_cache(maxsize=2_000)
def read_us_drawing(code: str) -> Drawing:
    """The kind of a mark drawing code of the US office: its first character counts."""
    return Drawing(_fields()["uspto"]["drawings"].get(code[:1], "unknown"))


@lru_cache(maxsize=10_000)
def read_office(text: str) -> str:
    """The code of an office in lower case (`EUIPO`, `EM` → `em`); of one we do not know, its name as one word."""
    phrase = plain(text)
    return _offices().get(phrase) or "-".join(phrase.split())[:40]


def column_names() -> Mapping[str, tuple[str, ...]]:
    """Field → names of columns that mean it, folded by `plain_name`, the most certain first."""
    return {field: tuple(dict.fromkeys(map(plain_name, names))) for field, names in _fields()["columns"].items()}


def own_tables() -> Mapping[str, frozenset[str]]:
    """Tables this program writes → headings that tell them, folded by `plain_name`."""
    return {table: frozenset(map(plain_name, names)) for table, names in _fields()["ours"].items()}


def plain_name(text: str) -> str:
    """A column's name without case, spaces and signs."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def plain(text: str) -> str:
    """A phrase without case, accents and signs, words parted by one space."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_SIGNS.sub(" ", "".join(c for c in apart if not unicodedata.combining(c))).split())


def listed(texts: Sequence[str]) -> tuple[str, ...]:
    """Cleaned texts, each once, without empty ones."""
    if len(texts) < 2:
        return (found,) if texts and (found := clean(texts[0])) else ()
    return tuple(dict.fromkeys([found for text in texts if (found := clean(text))]))


@cache
def _fields() -> dict[str, Any]:
    return tomllib.loads(read_text("registers/fields.toml"))


@cache
def _phrases(table: str) -> dict[str, str]:
    return {plain(phrase): value for value, phrases in _fields()[table].items() for phrase in phrases}


@cache
def _offices() -> dict[str, str]:
    table = _fields()["offices"]
    return {plain(name): code for code, names in table.items() for name in (code, *names)}
