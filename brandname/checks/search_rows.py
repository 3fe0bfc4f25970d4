"""Which results of a page carry a name, and whose they are: what a report can link to and a reviewer dismiss.

Grades nothing; the measures of a page are `search_measures`' part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brandname.checks.search_kinds import Host, address
from brandname.checks.search_measures import is_idle, is_own
from brandname.checks.search_occurrences import seek
from brandname.checks.search_seen import see
from brandname.sources.results import ResultPage

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Row:
    """The first result of one user of the name."""

    key: str
    """The domain somebody registered; on sites of many (networks, shops, encyclopaedias) with the page it is there:
    `norvela.com.mx`, `instagram.com/norvela`. Stable over runs, so that a decision about it holds."""
    title: str
    link: str
    position: int


def rows_with(page: ResultPage, text: str, own: Sequence[str] = (), *, mentions: bool = False) -> tuple[Row, ...]:
    """The users of a name on a page, by position, each once; without the team's own hosts.

    With `mentions` instead the results that name it in their snippets only, and not as letters.
    """
    sought = seek(text, page.language)
    found: dict[str, Row] = {}
    for result in page.results:
        one = see(result, sought)
        shown = one.mentions and not is_idle(one) if mentions else one.carries
        if shown and not is_own(result.url, own):
            key = key_of(result.url)
            found.setdefault(key, Row(key, result.title[:LONGEST_TITLE], result.url, result.position))
    return tuple(found.values())


def key_of(url: str) -> str:
    """Whose a page is: its domain, and on sites of many users the beginning of the path."""
    where = address(url)
    parts = () if where.kind is None else where.path[:1 if where.kind is Host.PROFILE else 2]
    return "/".join((where.domain, *parts)).casefold()
