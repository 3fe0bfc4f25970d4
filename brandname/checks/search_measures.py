"""What a page of search results says about a name: who is found there, and one of four grades by a rule one can read.

Measures the ten results an engine showed, never how many it claims to know. A page that was not answered has no grade.
Asks nobody, knows no market and weighs nothing: how bad a grade is, is for the check.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from brandname.language.folding import fold
from brandname.sources.registries import suffix_of
from brandname.sources.results import ResultPage


class Grade(StrEnum):
    """What people who search for the name find."""

    OWNED = "owned"
    """One other owner takes the page: a firm, a product, a place, a work, a person."""
    CROWDED = "crowded"
    """Several users of the name share it."""
    WORD = "word"
    """The page is about the common word, or the common first name, that the name is."""
    NONE = "none"
    """Nobody on the page uses the name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page was asked for, and what is known of the name in that language."""

    text: str
    """The name as it was searched for, in any script."""
    language: str
    """BCP 47."""
    market: str
    """ISO 3166-1 alpha-2, lower case."""
    goods: tuple[str, ...]
    """Words of the goods in that language and in English, as people write them."""
    own: tuple[str, ...] = ()
    """Hosts the team says are its own (`velora.com`); what lies below them is its own too."""
    ordinary: float | None = None
    """How ordinary the word is there, as a Zipf value (3 = once in a million words); None = not known."""


@dataclass(frozen=True, slots=True)
class PageMeasures:
    """What one page holds. Shares are 0–1."""

    answered: bool
    """Whether the engine answered; everything else is empty where it did not."""
    returned: int = 0
    """Unpaid results, without those on the team's own hosts."""
    own: int = 0
    """Results on the team's own hosts."""
    exact: int = 0
    """Results whose title, host or profile carries the name as a word of its own."""
    exact_share: float = 0.0
    """… of those returned."""
    owner: str = ""
    """Who holds most of these results, as the page writes it; empty for nobody."""
    owner_host: str = ""
    """Its own site, where the page shows one."""
    owner_share: float = 0.0
    """Its part of the results that carry the name."""
    owners: int = 0
    """How many different users of the name the page shows, as far as it tells them apart."""
    in_goods: int = 0
    """Results with the same or a nearly same name in the same goods."""
    goods_name: str = ""
    """The name the first of them carries."""
    ordinary_share: float = 0.0
    """Part of the results that are about the common word."""
    ordinary: float | None = None
    """As asked."""
    corrected: str = ""
    """The other name whose results the engine shows or offers; empty for none, and another spelling of this one."""
    panel: str = ""
    """The thing the engine takes the name for; empty for none, and for things of another name."""
    unheard: tuple[str, ...] = ()
    """Engines behind a metasearch that gave no answer this time."""


MOST = 0.5
"""Part of the results that carry the name from which one owner holds the page."""
WORDS = 0.5
"""Part of the results from which the common word holds it."""
FEW = 0.15
"""Part of the results up to which the name counts as not used: one result in seven or more."""


def measure_page(page: ResultPage, asked: Asked) -> PageMeasures:
    """The measures of one page for the name that was asked."""
    if not page.answered:
        return PageMeasures(answered=False, unheard=page.unheard)
    sought = fold(asked.text).letters
    others = [r for r in page.results if not _is_own(r.url, asked.own)]
    hosts = [registrable(r.url) for r in others if _carries(r.title, sought) or _carries(registrable(r.url), sought)]
    most = max(set(hosts), key=hosts.count, default="")
    count = len(others) or 1
    corrected = "" if fold(page.corrected).letters == sought else page.corrected
    return PageMeasures(
        answered=True, returned=len(others), own=len(page.results) - len(others), exact=len(hosts),
        exact_share=len(hosts) / count, owner=most, owner_host=most,
        owner_share=hosts.count(most) / len(hosts) if hosts else 0.0, owners=len(set(hosts)), ordinary=asked.ordinary,
        corrected=corrected, unheard=page.unheard,
    )


def grade(measures: PageMeasures) -> Grade | None:
    """The grade of a page; None for one that answers nothing."""
    if not measures.answered:
        return None
    if measures.exact_share <= FEW:
        return Grade.NONE
    if measures.ordinary_share >= WORDS:
        return Grade.WORD
    return Grade.OWNED if measures.owner_share >= MOST else Grade.CROWDED


def registrable(url: str) -> str:
    """The domain somebody registered, of an address: `norvela.com.mx` for `https://clientes.norvela.com.mx/acceso`."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0].casefold().strip(".")
    suffix = suffix_of(host) if host else ""
    before = host.removesuffix(suffix).strip(".") if suffix != host else ""
    return f"{before.rpartition('.')[2]}.{suffix}" if before else host


def _is_own(url: str, own: tuple[str, ...]) -> bool:
    host = url.partition("://")[2].partition("/")[0].partition(":")[0].casefold()
    return any(host == one.casefold() or host.endswith("." + one.casefold()) for one in own if one)


def _carries(text: str, sought: str) -> bool:
    folded = fold(text)
    starts, ends = {a for a, _ in folded.tokens}, {b for _, b in folded.tokens}
    return bool(sought) and any(
        at in starts and at + len(sought) in ends
        for at in range(len(folded.letters) - len(sought) + 1) if folded.letters.startswith(sought, at)
    )
