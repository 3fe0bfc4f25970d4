"""What a page of search results says about a name: who is found there, and one of four grades by a rule one can read.

Measures the ten results an engine showed, never how many it claims to know. A page that was not answered has no grade.
Asks nobody, knows no market and weighs nothing: how bad a grade is, is for the check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from brandname.checks.search_goods import goods_of, is_of_goods, led_to, named_in_goods
from brandname.checks.search_kinds import WORKS, Host, address, kinds_of
from brandname.checks.search_occurrences import INSIDE, Sought, find, seek
from brandname.checks.search_owners import Holder, lead, weight
from brandname.checks.search_seen import Seen, see
from brandname.language.folding import letters
from brandname.sources.results import Panel, ResultPage, SearchResult


class Grade(StrEnum):
    """What people who search for the name find."""

    OWNED = "owned"
    """One other owner takes the page: a firm, a product, a place, a work, a person."""
    CROWDED = "crowded"
    """Several users of the name share it."""
    WORD = "word"
    """The page is about the common word that the name is."""
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
    used_share: float = 0.0
    """Part of the results that show somebody using the name, mentions in snippets counted half."""
    established: bool = False
    """Whether one of them tells of a business, a work or a place."""
    sited: bool = False
    """Whether the name has a site, an article or a panel of its own."""
    leading: bool = False
    """Whether one of these stands where searchers look first: beside the page, or among its first results."""
    owner: str = ""
    """Who holds most of these results, as the page writes it; empty for nobody."""
    owner_host: str = ""
    """Its own site, where the page shows one."""
    owner_share: float = 0.0
    """Its part of the results that carry the name; all of it where only the panel does."""
    owners: int = 0
    """How many different users of the name the page shows, as far as it tells them apart."""
    owner_in_goods: bool = False
    """Whether one of its results is about the same goods."""
    in_goods: int = 0
    """Results with the same or a nearly same name in the same goods."""
    goods_name: str = ""
    """The name the first of them carries."""
    ordinary_share: float = 0.0
    """Part of the results that are about the common word."""
    ordinary: float | None = None
    """As asked."""
    corrected: str = ""
    """The other name whose results the engine shows or offers, said or not; empty for none, and for this one."""
    panel: str = ""
    """The thing the engine takes the name for; empty for none, and for things of another name."""
    unheard: tuple[str, ...] = ()
    """Engines behind a metasearch that gave no answer this time."""


MOST = 0.5
"""Part of what shows the name from which one owner holds the page: as much as all others together."""
COMPANY, MOST_OF_MANY = 3, 0.7
"""Beside more than two others it takes more: a page that shows four users tells a searcher of several."""
WORDS = 0.35
"""Part of the results from which the common word holds the page: more than a third has to be passed over first."""
FEW = 0.3
"""Part of the results up to which the name counts as not used, three of ten: a nickname, a scanned page."""
KNOWN = 1.5
"""Zipf value from which a word is taken for a common one that readers know: about three times in a hundred million."""
SOMEBODYS = WORKS | {"firm", "lodging", "food", "beauty", "property", "health", "school", "software", "finance", "law",
                     "advice", "building", "recruitment", "sport", "art"}
"""Kinds that tell of somebody who goes by a common word; goods do not: a hazelnut is sold too."""
PROVEN = 4
"""Results about the word or the thing it means, a definition among them, that make a word of one the lists lack: they
hold one spelling of several (木漏れ日 for こもれび)."""
SURELY = 3
"""Titles with the name beyond doubt from which doubtful ones count: characters that might belong to other words."""
FIRST = 3
"""Results that searchers see first: with a site or an article of the name among them somebody uses it, whatever fills
the rest of the page."""
FEW_LOOSE, FEW_SITED = 0.4, 0.15
"""… where nothing among them is established: no business, no work, no place; and where the name has a site, an article
or a panel of its own: two results of a firm with its own site are a use, however little of the page they take."""


def measure_page(page: ResultPage, asked: Asked) -> PageMeasures:
    """The measures of one page for the name that was asked."""
    if not page.answered:
        return PageMeasures(answered=False, unheard=page.unheard)
    sought = seek(asked.text, asked.language)
    seen = _seen([result for result in page.results if not is_own(result.url, asked.own)], sought)
    panel = None if page.panel and is_own(page.panel.url, asked.own) else _panel_kinds(page, sought)
    shown = [one for one in seen if one.carries or one.mentions]
    known = _is_known(asked.ordinary, shown)
    common = [one for one in shown if is_common(one, known)]
    named = [one for one in shown if one not in common and not is_idle(one)]
    holder = lead(named, panel or frozenset())
    goods = goods_of(asked.goods, asked.language)
    rivals = named_in_goods([one for one in seen if one not in common], sought, goods)
    count = len(seen) or 1
    carrying = sum(one.carries for one in seen)
    return PageMeasures(
        answered=True, returned=len(seen), own=len(page.results) - len(seen), exact=carrying,
        exact_share=carrying / count, used_share=sum(map(weight, named)) / count,
        established=any(map(is_established, named)), sited=panel is not None or any(map(is_sited, named)),
        leading=panel is not None or any(one.result.position <= FIRST for one in named if is_sited(one)),
        **_owner(holder, page.panel if panel is not None else None),
        owner_in_goods=any(is_of_goods(one, goods) for one in holder.members if one.carries),
        in_goods=len(rivals),
        goods_name=rivals[0][1] if rivals else "", ordinary_share=len(common) / count, ordinary=asked.ordinary,
        corrected=led_to(seen, sought) if _same(page.corrected, sought) else page.corrected,
        panel=page.panel.title if page.panel and panel is not None else "", unheard=page.unheard,
    )


def grade(measures: PageMeasures) -> Grade | None:
    """The grade of a page, by the first rule that holds; None for one that answers nothing.

    1. Not answered, or empty while engines were silent: no grade. 2. The common word takes WORDS of the page and more
    than the leading owner: a word. 3. FEW of the page or less shows the name in use, and nothing of its own leads the
    page: none; but no grade where engines were silent and fewer than FIRST results are left. 4. One owner has MOST of
    what shows it: owned. 5. Crowded.
    """
    if not measures.answered or (measures.unheard and not measures.returned + measures.own):
        return None
    if measures.ordinary_share >= WORDS and measures.ordinary_share >= measures.used_share * measures.owner_share:
        return Grade.WORD
    few = FEW_SITED if measures.sited else FEW if measures.established else FEW_LOOSE
    if measures.used_share <= few and not measures.leading:
        return None if measures.unheard and measures.returned + measures.own < FIRST else Grade.NONE
    enough = MOST if measures.owners <= COMPANY else MOST_OF_MANY
    return Grade.OWNED if measures.owner_share >= enough else Grade.CROWDED


def is_own(url: str, own: Sequence[str]) -> bool:
    """Whether an address is on one of the team's own hosts, or below it."""
    host = address(url).host
    return any(host == one.casefold() or host.endswith("." + one.casefold()) for one in own if one)


def _seen(results: Sequence[SearchResult], sought: Sought) -> list[Seen]:
    """The results read for the name; where it surely stands in some, doubtful places elsewhere are it too."""
    strict = [see(result, sought) for result in results]
    if sought.script not in INSIDE or sum(bool(one.in_title) for one in strict) < SURELY:
        return strict
    return [see(result, replace(sought, lenient=True)) for result in results]


def is_common(one: Seen, known: bool) -> bool:
    """Whether a result is about the common word and not about anybody of that name."""
    if one.label == "" or one.profile == "" or one.apart:
        return False
    if one.where.kind is Host.DICTIONARY or one.small:
        return True
    if one.kinds & {"forename", "surname", "idle"}:
        return False
    if "word" in one.kinds:
        return True
    if not known:
        return False
    return "thing" in one.kinds or not _is_somebody(one)


def _is_known(ordinary: float | None, shown: Sequence[Seen]) -> bool:
    """Whether the page treats the name as a word readers know: a list has it or may lack it, and results prove it."""
    proof = [one for one in shown if is_common(one, known=False) or ("thing" in one.kinds and not one.apart)]
    defined = any(one.where.kind is Host.DICTIONARY or "word" in one.kinds for one in shown if one.in_title)
    if ordinary is not None and ordinary >= KNOWN:
        return bool(proof)
    return defined and (ordinary is None or len(proof) >= PROVEN)


def is_idle(one: Seen) -> bool:
    """Whether a result shows the letters only, not a use of the name."""
    return "idle" in one.kinds


def _is_somebody(one: Seen) -> bool:
    """Whether a result tells of somebody who goes by a common word."""
    return bool(one.kinds & SOMEBODYS)


def is_established(one: Seen) -> bool:
    """Whether a result shows more than the letters: a site, a business, a work, a place of the name."""
    return one.carries and (is_sited(one) or one.label is not None or bool(one.lines) or "firm" in one.kinds)


def is_sited(one: Seen) -> bool:
    """Whether a result is the site or the article of exactly the name."""
    return one.label == "" or (one.where.kind is Host.ENCYCLOPAEDIA and bool(one.in_title) and not one.beside)


def _panel_kinds(page: ResultPage, sought: Sought) -> frozenset[str] | None:
    """The kinds of the panel; None without one, or where it is about another name."""
    if page.panel is None or not find(page.panel.title, sought):
        return None
    return kinds_of(f"{page.panel.title} {page.panel.type}", sought.language)


def _same(corrected: str, sought: Sought) -> bool:
    return not corrected or letters(corrected) == sought.letters


def _owner(holder: Holder, panel: Panel | None) -> dict[str, Any]:
    """The owner as measures; where no result shows one, whoever the engine's panel is about."""
    if panel is not None and not holder.members:
        return {"owner": panel.title, "owner_host": address(panel.url).domain, "owner_share": 1.0, "owners": 1}
    return {"owner": _name(holder), "owner_host": _site(holder), "owner_share": holder.share,
            "owners": holder.others + bool(holder.members)}


def _site(holder: Holder) -> str:
    return next((one.where.domain for one in holder.members if one.label == ""),
                next((one.where.domain for one in holder.members if one.label is not None), ""))


def _name(holder: Holder) -> str:
    return next((one.result.title for one in holder.members if one.label is not None),
                next((one.result.title for one in holder.members if one.in_title), ""))
