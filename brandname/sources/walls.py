"""Pages that are no answer: challenges, log-in walls, blocks, limits, maintenance. Recognised, never solved.

The phrases are data (`handles/walls.toml`). A wall that is overlooked matters little as long as a mark has to be there
for any answer; a wall that happens to hold a mark is what this is for. It judges no answer.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from brandname.data import read_text
from brandname.sources.platforms import WALLS

SHORT = 2_500
"""Characters a reader sees, up to which a page may be nothing but a wall; on longer ones people write all sorts."""
TITLE_LENGTH = 300
_HIDDEN = re.compile(r"<(script|style|template)\b|<!--")
_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_ALERT = re.compile(r"""\balert\(\s*["']([^"'<>]{1,300})""")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Walls:
    code: tuple[str, ...]
    title: tuple[str, ...]
    seen: tuple[str, ...]
    headers: tuple[str, ...]
    gone: tuple[str, ...]
    veiled: tuple[str, ...]


@cache
def _walls() -> _Walls:
    raw = tomllib.loads(read_text(WALLS))
    lists = ("code", "title", "seen", "headers", "gone", "veiled")
    return _Walls(*(tuple(text.casefold() for text in raw[name]) for name in lists))


def wall_of_headers(headers: Mapping[str, str]) -> str:
    """The first header that says that no platform's own page follows; empty for none. Names in lower case."""
    for sign in _walls().headers:
        name, _, value = sign.partition(": ")
        said = headers.get(name, "").strip().casefold()
        if said and (not value or value in said):
            return sign
    return ""


def wall_of_page(page: str, *, wary: bool) -> str:
    """The first sign of a wall in a page; empty for none. `wary` reads all a reader sees, however long it is."""
    walls, raw = _walls(), page.casefold()
    title = title_of(page).casefold()
    seen = visible(page).casefold()
    found = [sign for sign in walls.code if sign in raw] or [sign for sign in walls.title if sign in title]
    if not found and (wary or len(seen) <= SHORT):
        found = [sign for sign in walls.seen if sign in seen]
    return found[0] if found else ""


def wall_of_text(text: str) -> str:
    """The first sign of a wall in a text that an answer speaks to its reader; empty for none."""
    folded = _BLANKS.sub(" ", text).casefold()
    return next((sign for sign in _walls().seen if sign in folded), "")


def gone_of_page(page: str) -> str:
    """The first words by which a page says that there is nothing, or nothing to see any more; empty for none.

    In the title, and in what a reader sees of a short page: on longer ones people write all sorts.
    """
    title, seen = title_of(page).casefold(), visible(page).casefold()
    texts = f"{title}\n{_alerted(page)}\n{seen if len(seen) <= SHORT else ''}"
    return next((sign for sign in _walls().gone if sign in texts), "")


def _alerted(page: str) -> str:
    """What a page's script puts before its reader, as the pages of closed blogs do."""
    return " ".join(_ALERT.findall(page)[:5]).casefold()


def veil_of_page(page: str) -> str:
    """The first words by which a page tells of an account that is there or kept from view; empty for none."""
    texts = f"{title_of(page)}\n{visible(page)}".casefold()
    return next((sign for sign in _walls().veiled if sign in texts), "")


def title_of(page: str) -> str:
    """The title of a page, blanks run together."""
    found = _TITLE.search(page)
    return _BLANKS.sub(" ", html.unescape(found[1])).strip()[:TITLE_LENGTH] if found else ""


def visible(page: str) -> str:
    """What a reader sees of a page, blanks run together: without tags, scripts and styles."""
    return _BLANKS.sub(" ", html.unescape(_TAG.sub(" ", _without(page, _HIDDEN)))).strip()


def _without(page: str, opening: re.Pattern[str]) -> str:
    """The page without what a pattern opens, comments among it; one that is never closed takes the rest with it.

    By hand, since a pattern over a page of 100,000 open scripts takes minutes.
    """
    folded, kept, at = page.lower(), [], 0
    if len(folded) != len(page):  # a few letters change their number in lower case
        page = folded
    while found := opening.search(folded, at):
        kept.append(page[at:found.start()])
        close = f"</{found[1]}" if found[1] else "-->"
        end = folded.find(close, found.end())
        if end < 0:
            return " ".join(kept)
        at = end if found[1] else end + len(close)
    return " ".join([*kept, page[at:]])
