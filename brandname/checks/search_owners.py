"""Who holds a page of results: which of its results are about one and the same owner of the name.

Two results belong together when they are on one site of the name, put the same word beside it, are of one line of
business or about one work, or tell the same things. A place brings pages of every line; so does whoever an
encyclopaedia or the engine's panel takes the name for. What nothing ties to anybody counts half for the leader. Reads
only what the page shows: two firms of one line and one name look like one owner here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brandname.checks.search_kinds import ANYBODYS, LINES, WORKS, Host
from brandname.checks.search_seen import Seen

MENTION = 0.5
"""What a result weighs that names the name in its snippet only, or tells of it as a first or family name."""
SITE, SIDE, TOLD, LINE, HINT = 1.0, 1.0, 0.9, 0.8, 0.75
"""Ties by one site, by a word both put beside the name, by two words both tell, by a line of business, by one word."""
TIED = 0.75
"""From which two results are about one owner."""
LOOSE, STRANGE = 0.5, 0.25
"""Part of a result that counts for the leader because nothing says that it is about anybody else; less where a
word that no other result has stands beside the name."""
LOCAL = frozenset({"lodging", "property", "school", "transport", "food", "farm", "sport", "health", "person"})
"""What people look for in a place."""
_NAMES = frozenset({"forename", "surname"})
_ASIDE = _NAMES | {"several", "street", "person"}


@dataclass(frozen=True, slots=True)
class Holder:
    """The owner that holds most of a page, and what is left to others."""

    members: tuple[Seen, ...]
    """Results tied to it, in the page's order."""
    share: float
    """Its part of what the page shows under the name, 0–1."""
    others: int
    """Other owners, as far as they can be told apart."""


def lead(seen: Sequence[Seen], panel: frozenset[str]) -> Holder:
    """The leader among results that show the name as somebody's; `panel` holds the kinds of a panel about the name."""
    if not seen:
        return Holder((), 0.0, 0)
    weights = [weight(one) for one in seen]
    groups = [[tie(one, other) >= TIED for other in seen] for one in seen]
    if _is_place(seen, panel):
        groups.append([_of_place(one) for one in seen])
    best = max(range(len(groups)), key=lambda n: (_sum(groups[n], weights), -n))
    members = groups[best] if best == len(seen) else _released(_widened(groups[best], seen), seen, best)
    left = [n for n in range(len(seen)) if not members[n]]
    vague = [n for n in left if _is_vague(seen[n])]
    mine = _sum(members, weights)
    share = (mine + sum(weights[n] * (STRANGE if seen[n].beside else LOOSE) for n in vague)) / sum(weights)
    return Holder(tuple(one for one, tied in zip(seen, members, strict=True) if tied), share,
                  _others([seen[n] for n in left if n not in vague]) + sum(bool(seen[n].beside) for n in vague) // 2)


def weight(one: Seen) -> float:
    """What a result weighs."""
    return 1.0 if one.carries and not one.kinds & _NAMES else MENTION


def tie(one: Seen, other: Seen) -> float:
    """How surely two results are about one owner, 0–1; symmetric."""
    if one is other:
        return 1.0
    sites = one.label is not None and other.label is not None
    if sites and one.where.domain == other.where.domain:
        return SITE
    if one.apart and other.apart and one.apart != other.apart:
        return 0.0
    if one.beside & other.beside:
        return SIDE
    shared = len(one.words & other.words)
    mine, others = _subjects(one), _subjects(other)
    if mine & others:
        return LINE if not sites or shared else 0.0
    if mine - ANYBODYS and others - ANYBODYS and not (mine & WORKS and others & WORKS):
        return 0.0
    if shared:
        return TOLD if shared > 1 else HINT
    return TIED if (one.alone or _is_firms(one)) and (other.alone or _is_firms(other)) else 0.0


def _is_firms(one: Seen) -> bool:
    """Whether a result tells what is told of any firm, and nothing else: jobs, coupons, reviews, a log-in."""
    return "firm" in one.kinds and _is_vague(one) and not one.beside


def _subjects(one: Seen) -> frozenset[str]:
    """Lines of business and kinds of works."""
    return one.kinds & (LINES | WORKS)


def _widened(members: Sequence[bool], seen: Sequence[Seen]) -> list[bool]:
    """With the results that a member ties strongly."""
    inside = [one for one, tied in zip(seen, members, strict=True) if tied]
    return [tied or (not one.apart and any(tie(one, other) >= TOLD for other in inside))
            for tied, one in zip(members, seen, strict=True)]


def _released(members: Sequence[bool], seen: Sequence[Seen], seed: int) -> list[bool]:
    """Without the results that somebody outside ties more strongly than anybody inside."""
    inside = [one for one, tied in zip(seen, members, strict=True) if tied]
    outside = [one for one, tied in zip(seen, members, strict=True) if not tied]
    kept = []
    for n, (one, tied) in enumerate(zip(seen, members, strict=True)):
        here = max((tie(one, other) for other in inside if other is not one), default=0.0)
        there = max((tie(one, other) for other in outside), default=0.0)
        kept.append(tied and (n == seed or here >= there))
    return kept


def _sum(members: Sequence[bool], weights: Sequence[float]) -> float:
    return sum(weight for tied, weight in zip(members, weights, strict=True) if tied)


def _is_vague(one: Seen) -> bool:
    """Whether nothing we know says that a result is somebody else's."""
    return not _subjects(one) - ANYBODYS and not one.apart and not one.kinds & _ASIDE


def _is_place(seen: Sequence[Seen], panel: frozenset[str]) -> bool:
    if "place" in panel:
        return True
    articles = [one for one in seen if one.where.kind is Host.ENCYCLOPAEDIA and "several" not in one.kinds]
    return any("place" in one.kinds for one in articles) and sum("place" in one.kinds for one in seen) > 1


def _of_place(one: Seen) -> bool:
    """Whether a result is about something in the place of the name."""
    if "place" in one.kinds or one.located:
        return not one.kinds & _NAMES
    return bool(one.kinds & LOCAL) and not (one.alone or one.apart)


def _others(left: Sequence[Seen]) -> int:
    """Groups of results that tie to each other."""
    groups: list[list[Seen]] = []
    for one in left:
        group = next((g for g in groups if any(tie(one, other) >= TIED for other in g)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return len(groups)
