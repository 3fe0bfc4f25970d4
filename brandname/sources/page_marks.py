"""Marks in pages: what has to stand where, in a page about a handle, to prove something.

A need is met by what stands in one of its places, and by all of it: a page that says two things in one place says none.
`{h}` in a value is the handle, which neither begins earlier nor goes on (`@velora`, not `@velora2`), `*` any text, and
where a need knows `@{h}` any text that names nobody else. Addresses are compared without scheme, `www.` and the slash
at their end. Reads parts that `pages` took apart; asks nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from brandname.sources.page_records import values_at
from brandname.sources.pages import Page, read_feed, read_page, tidy
from brandname.sources.platforms import HANDLE, Mark, Need, Platform

DATA = "data "
"""Beginning of a place in the records of a page; a path follows."""
OWN_ADDRESS = frozenset({"link canonical", "meta og:url"})
"""Places where a page says where it stands, which the page of a missing account may do too."""
MANY = frozenset({"asset", "anchor", "frame", "line", "heading", "id"})
"""Places that hold many things, of which one is looked for."""
_ADDRESS = re.compile(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)


def met_needs(platform: Platform, handle: str, text: str) -> tuple[list[str], list[str]]:
    """Labels of the needs, of both marks, that a page or a feed meets; and what stands against it. Pure."""
    feed = platform.probe is not None and "xml" in platform.probe.accept
    page = read_feed(text) if feed else read_page(text)
    needs = {need.label: need for mark in (platform.taken, platform.missing) if mark for need in mark.page}
    met = sorted(label for label, need in needs.items() if meets(need, page, platform.fold(handle)))
    signs = ["refresh"] if page.texts.get("refresh") else []
    if len(set(page.texts.get("title", ()))) > 1:
        signs.append("two pages")
    return met, signs


def shows(mark: Mark, met: Sequence[str]) -> bool:
    """Whether a page has all of a mark."""
    return bool(mark.page) and all(need.label in met for need in mark.page)


def names_handle(mark: Mark | None, met: Sequence[str]) -> bool:
    """Whether a page has any part of a mark that holds the handle, beside the page's own address."""
    return mark is not None and any(
        need.names_handle and need.label in met and not OWN_ADDRESS.issuperset(need.at) for need in mark.page)


def meets(need: Need, page: Page, handle: str) -> bool:
    """Whether one of a need's places holds one of its values, and nothing else."""
    return any(_agrees(place, need.values, _standing(place, page), handle) for place in need.at)


def plain_address(url: str) -> str:
    """An address without scheme, `www.`, and a slash or part mark at the end."""
    return _ADDRESS.sub("", url.strip()).partition("#")[0].rstrip("/")


def _standing(place: str, page: Page) -> list[object]:
    """What stands at a place."""
    if not place.startswith(DATA):
        return list(page.texts.get(place, ()))
    path = place.removeprefix(DATA).split(".")
    return [value for record in page.records for value in values_at(record, path)]


def _agrees(place: str, values: Sequence[str], standing: Sequence[object], handle: str) -> bool:
    """Whether everything at a place is one of the values; at places that hold many things, whether anything is."""
    many = place in MANY or place.startswith(("part ", "link alternate"))
    alone = any("@" + HANDLE in wanted for wanted in values)
    fits = (any(_equals(value, wanted, handle, alone=alone) for wanted in values) for value in standing)
    return any(fits) if many or "*" in place else bool(standing) and all(fits)


def _equals(value: object, wanted: str, handle: str, *, alone: bool) -> bool:
    """Whether a value is a wanted one, which is JSON; `alone` when nobody else may be named beside it."""
    want = json.loads(wanted)
    if not isinstance(want, str):
        return type(value) is type(want) and value == want
    if not isinstance(value, str):
        return False
    return _pattern(_folded(want), _folded(handle), alone=alone).fullmatch(_folded(value)) is not None


def _folded(text: str) -> str:
    """Text in which case, blanks, the shape of an apostrophe and the way an address is written make no difference."""
    plain = tidy(text).casefold().replace("’", "'")
    return unquote(plain_address(plain)) if _ADDRESS.match(plain) else plain


@lru_cache(maxsize=4096)
def _pattern(wanted: str, handle: str, *, alone: bool) -> re.Pattern[str]:
    """A folded value as a pattern."""
    any_text = "[^@]*" if alone else ".*"
    return re.compile("".join(_pieces(wanted, handle, any_text)), re.DOTALL)


def _pieces(wanted: str, handle: str, any_text: str) -> Iterator[str]:
    parts = re.split(r"(\*|\{h\})", wanted)
    for number, part in enumerate(parts):
        if part == "*":
            yield any_text
        elif part == HANDLE:
            before, after = "".join(parts[:number]), "".join(parts[number + 1:])
            yield r"(?<![\w.-])" if before.endswith("*") else ""
            yield re.escape(handle)
            yield r"(?![\w-]|\.\w)" if after.startswith("*") else ""
        else:
            yield re.escape(part)


