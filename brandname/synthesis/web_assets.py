"""The addresses and names a brand wants in each market, in the order in which to secure them. Pure; asks nobody.

Domains and accounts go to whoever comes first, so they come first; stores, mini-programs, apps and company names need
papers or a company. What no check asks is listed as not looked up: a gap in the plan never reads as good news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote

from brandname.model import NICE_TO_HAVE, Candidate, Finding, Market, Status, Study, SubjectKind


class AssetKind(StrEnum):
    """What can be secured, in the order of doing it."""

    DOMAIN = "domain"
    ACCOUNT = "account"
    COMPANY = "company"
    STORE = "store"
    MINI_PROGRAM = "mini_program"
    APP = "app"
    TITLE = "title"
    """The article of this name in the encyclopaedia of a language: to know of, not to take."""


class AssetState(StrEnum):
    """What is known of an asset, in the order of doing something about it."""

    NOT_FOUND = "not_found"
    """Nobody was found to have it; only registering shows whether it is given out."""
    OPEN = "open"
    """Asked, without an answer."""
    UNASKED = "unasked"
    """No check asks; a person looks it up."""
    TAKEN = "taken"
    IMPOSSIBLE = "impossible"
    """Against the rules there."""


@dataclass(frozen=True, slots=True)
class Place:
    """A platform, store or register, as the manifest knows it."""

    id: str
    kind: AssetKind
    markets: tuple[str, ...]
    """Codes of the study's markets it serves."""
    minutes: int
    """A look-up by hand."""
    page: str
    """Where to look, with `{h}` for the name where the page has one for each."""
    proof: str
    """What it may ask to see first; empty for nothing known."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One thing to secure for one name in one market."""

    kind: AssetKind
    place: str
    """Ending, platform id, or language tag."""
    address: str
    """`velora.mx`, `@velora`, `Velora`."""
    state: AssetState
    needed: bool
    instead: tuple[str, ...] = ()
    """Other spellings there of which nobody was found to have them."""
    proof: str = ""
    minutes: int = 0
    """Manual work to know where it stands; 0 where that is known."""
    page: str = ""
    finding: str = ""
    """Id of the finding; empty for what no check asks."""


@dataclass(frozen=True, slots=True)
class AssetPlan:
    """The assets of one name in one market, in the order to secure them."""

    name: str
    market: str
    assets: tuple[Asset, ...]

    @property
    def minutes(self) -> int:
        """Manual work until all of it is known."""
        return sum(asset.minutes for asset in self.assets)


def needed_states(plans: Iterable[AssetPlan]) -> Mapping[AssetState, int]:
    """State → how many needed addresses stand so; one that several markets need counts once."""
    needed = {(a.kind, a.place, a.address): a.state for plan in plans for a in plan.assets if a.needed}
    counts = dict.fromkeys(AssetState, 0)
    for state in needed.values():
        counts[state] += 1
    return counts


DOMAIN_MINUTES = TITLE_MINUTES = 2
"""Looking one up by hand."""
_KINDS, _STATES = tuple(AssetKind), tuple(AssetState)
_CHECKS: Mapping[SubjectKind, str] = MappingProxyType({SubjectKind.DOMAIN: "domain", SubjectKind.PLATFORM: "handle"})


def web_assets(study: Study, findings: Iterable[Finding], places: Sequence[Place]) -> tuple[AssetPlan, ...]:
    """A plan for each name and market, in the study's order. `findings` are those after review."""
    asked: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.question.check == _CHECKS.get(finding.question.subject.kind):
            for code in finding.question.markets:
                asked[finding.question.candidate, code].append(finding)
    return tuple(
        _plan(candidate, market, asked[candidate.name, market.code], places)
        for candidate in study.candidates for market in study.markets
    )


def _plan(candidate: Candidate, market: Market, findings: Sequence[Finding], places: Sequence[Place]) -> AssetPlan:
    known = {place.id: place for place in places}
    per_place: dict[tuple[SubjectKind, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        per_place[finding.question.subject.kind, finding.question.subject.scope].append(finding)
    assets = [asset for (_, scope), own in per_place.items() for asset in _asked(own, known.get(scope))]
    there = {asset.place for asset in assets}
    assets += [
        Asset(place.kind, place.id, candidate.name, AssetState.UNASKED, needed=False, proof=place.proof,
              minutes=place.minutes, page=_page(place, candidate.name))
        for place in places
        if market.code in place.markets and place.kind is not AssetKind.ACCOUNT and place.id not in there
    ]
    assets += [_title(candidate.name, share.tag) for share in market.languages if share.role == "main"]
    return AssetPlan(candidate.name, market.code, tuple(sorted(assets, key=_turn)))


def _asked(findings: Sequence[Finding], place: Place | None) -> Iterator[Asset]:
    """The assets of one place: each name that is needed or written as it is (a local form is one too), or the best.

    Other spellings of which nobody was found to have them are a way out.
    """
    ordered = sorted(findings, key=lambda f: (
        NICE_TO_HAVE in f.measures, _STATES.index(_state(f)), f.question.subject))
    main = [f for f in ordered if NICE_TO_HAVE not in f.measures or f.measures.get("form") == "exact"] or ordered[:1]
    others = tuple(
        f.question.subject.text for f in ordered if f not in main and _state(f) is AssetState.NOT_FOUND)
    return (_asset(finding, place, others) for finding in main)


def _asset(finding: Finding, place: Place | None, instead: tuple[str, ...]) -> Asset:
    subject, state = finding.question.subject, _state(finding)
    domain = subject.kind is SubjectKind.DOMAIN
    minutes = DOMAIN_MINUTES if domain or place is None else place.minutes
    return Asset(
        kind=AssetKind.DOMAIN if domain else place.kind if place else AssetKind.ACCOUNT,
        place=subject.scope, address=subject.text, state=state, needed=NICE_TO_HAVE not in finding.measures,
        instead=() if state is AssetState.NOT_FOUND else instead, proof=place.proof if place else "",
        minutes=minutes if state is AssetState.OPEN else 0,
        page="" if place is None else _page(place, subject.text.removeprefix("@")), finding=finding.id,
    )


def _state(finding: Finding) -> AssetState:
    """Where an address stands; any risk in an answer is a taker, whoever looked it up."""
    if finding.status is Status.NOT_APPLICABLE:
        return AssetState.IMPOSSIBLE
    if finding.risk is None:
        return AssetState.OPEN
    return AssetState.TAKEN if finding.risk > 0 else AssetState.NOT_FOUND


def _page(place: Place, name: str) -> str:
    return place.page.replace("{h}", quote(name, safe=""))


def _title(name: str, tag: str) -> Asset:
    """The article of this name; a redirect or a page of several meanings counts as one to know of."""
    page = f"https://{tag.split('-')[0]}.wikipedia.org/wiki/{quote(name.replace(' ', '_'), safe='')}"
    return Asset(AssetKind.TITLE, tag, name, AssetState.UNASKED, needed=False, minutes=TITLE_MINUTES, page=page)


def _turn(asset: Asset) -> tuple[int, bool, int, str, str]:
    """Kinds in their order; in each what is needed first, then what can be taken now."""
    return _KINDS.index(asset.kind), not asset.needed, _STATES.index(asset.state), asset.place, asset.address
