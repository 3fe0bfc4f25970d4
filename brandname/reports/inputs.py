"""What a report is made from, and one prepared view of it that every writer shares. Decides no wording and no order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from brandname.model import DatasetRef, Evidence, Finding, Message, Run, Shelf, Status, Study
from brandname.rank import MarketStanding, Range, Ranking, Reviewed, Standing
from brandname.reports.catalogue import Catalogue, open_catalogue
from brandname.reports.scopes import name_scope
from brandname.synthesis import (
    AssetPlan,
    AssetState,
    Changes,
    HandleSet,
    Place,
    handle_sets,
    needed_states,
    next_step,
    web_assets,
)

MARKS = ("✗", "▲", "?", "+", "○", "·")
"""Stopped, warning, no answer, good news, nothing at warning level, nothing asked: in order of what is said first."""

NAMES_IN_FULL = 10
"""Names with a section of their own; lawyers want five to ten, the rest stands in one table and in the CSV."""
ASSET_CHECKS = ("domain", "handle")
"""Checks whose findings are things to secure."""
MERIT_SHOWN = 0.5
"""Good news from which a market shows `+`."""


@dataclass(frozen=True, slots=True)
class CheckCard:
    """What a report says about a check itself."""

    id: str
    version: int
    kind: str
    """`local` or `network`."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a report says comes from here; same inputs, same bytes."""

    study: Study
    run: Run
    ranking: Ranking
    changes: Changes | None
    checks: Sequence[CheckCard]
    """Every check there is, in the order the report lists them."""
    language: str = "en"
    """`en` or `zh-Hans`."""
    findings: Sequence[Finding] = ()
    """Every finding of the run as judged; empty = those of `ranking.findings`."""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """Evidence by id, for the search log; local findings cite datasets instead."""
    places: Sequence[Place] = ()
    """Platforms, stores and registers, as the manifest knows them, for what a name has to secure."""


class View:
    """Inputs, prepared once: the catalogue, findings by name with reviews applied, datasets by reference."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.study = inputs.study
        self.run = inputs.run
        self.ranking = inputs.ranking
        self.t: Catalogue = open_catalogue(inputs.language)
        self._plans: dict[str, tuple[AssetPlan, ...]] = {}
        self._rendered: dict[tuple[object, ...], str] = {}

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Finding]]:
        """Candidate → its findings as judged, by check and subject."""
        grouped: dict[str, list[Finding]] = {candidate.name: [] for candidate in self.study.candidates}
        for finding in self.inputs.findings or (r.finding for r in self.ranking.findings.values()):
            grouped.setdefault(finding.question.candidate, []).append(finding)
        order = {card.id: place for place, card in enumerate(self.inputs.checks)}
        for findings in grouped.values():
            findings.sort(key=lambda f: (order.get(f.question.check, len(order)), f.question.check, f.question.subject))
        return grouped

    @cached_property
    def counts(self) -> Mapping[Status, int]:
        """Status → number of findings."""
        counts = dict.fromkeys(Status, 0)
        for finding in self.findings():
            counts[finding.status] += 1
        return counts

    @cached_property
    def datasets(self) -> Mapping[str, DatasetRef]:
        """`dataset:…` reference → dataset."""
        return {ref.ref: ref for ref in self.run.datasets}

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Candidate → standing."""
        return {standing.candidate: standing for standing in self.ranking.standings}

    @cached_property
    def handles(self) -> Mapping[str, HandleSet]:
        """Candidate → the handle that could serve on most of the platforms it needs; reviews applied."""
        asked = (f for f in self.findings() if f.question.check == "handle")
        return {name: sets[0] for name, sets in handle_sets(self.reviewed(f).finding for f in asked).items()}

    @property
    def asks_assets(self) -> bool:
        """Whether a check of the run asked for anything to secure."""
        return any(check in self.run.checks for check in ASSET_CHECKS)

    @property
    def assets_left_out(self) -> tuple[str, ...]:
        """Checks the run did not ask, whose addresses are missing from the plans."""
        return tuple(check for check in ASSET_CHECKS if check not in self.run.checks)

    def asset_plans(self, name: str) -> tuple[AssetPlan, ...]:
        """What to secure for a name, a plan for each market; reviews applied."""
        if name not in self._plans:
            self._plans[name] = self._planned(name, self.inputs.places)
        return self._plans[name]

    def needed_assets(self, name: str) -> Mapping[AssetState, int]:
        """State → how many addresses the name needs that stand so, over all markets; all 0 where no check asked."""
        return needed_states(self._planned(name, ()) if self.asks_assets else ())

    def _planned(self, name: str, places: Sequence[Place]) -> tuple[AssetPlan, ...]:
        candidates = tuple(candidate for candidate in self.study.candidates if candidate.name == name)
        findings = [self.reviewed(f).finding for f in self.by_name.get(name, ()) if f.question.check in ASSET_CHECKS]
        return web_assets(replace(self.study, candidates=candidates), findings, places)

    @cached_property
    def told_in_full(self) -> tuple[str, ...]:
        """The names with a section of their own: ranked ones in order, then the team's shortlist, then the others."""
        wanted = {c.name for c in self.study.candidates if c.status in {"shortlist", "incumbent"}}
        order = sorted(self.ranking.standings, key=lambda s: (s.shelf is not Shelf.RANKED, s.candidate not in wanted))
        return tuple(standing.candidate for standing in order[:NAMES_IN_FULL])

    def anchor(self, name: str) -> str:
        """The anchor of a name's section."""
        return f"name-{self.told_in_full.index(name) + 1}"

    def findings(self) -> Iterator[Finding]:
        """Every finding, by name in the ranking's order, then check and subject."""
        ranked = [standing.candidate for standing in self.ranking.standings]
        for name in dict.fromkeys((*ranked, *sorted(self.by_name))):
            yield from self.by_name.get(name, ())

    def reviewed(self, finding: Finding) -> Reviewed:
        """A finding of this view after decisions and signoffs; as it is where nobody decided anything."""
        known = self._known.get(id(finding.question))
        return known[1] if known else self.ranking.findings.get(finding.id) or Reviewed(finding)

    def id(self, finding: Finding) -> str:
        """The finding's id."""
        known = self._known.get(id(finding.question))
        return known[0] if known else finding.id

    @cached_property
    def _known(self) -> Mapping[int, tuple[str, Reviewed]]:
        """Ids and reviews by the question's identity: an id is a hash made anew each time, and there are very many."""
        return {id(item.finding.question): (id_, item) for id_, item in self.ranking.findings.items()}

    @cached_property
    def next_step(self) -> Message:
        """The one thing to do next."""
        return next_step(self.study, self.ranking, tuple(self.findings()))

    def say(self, message: Message) -> str:
        """A message in the reader's language; equal messages are rendered once.

        A plugin's message, whose room the catalogue does not have, is shown as key and parameters.
        """
        try:
            key = (message.key, *message.params.items())
            known = self._rendered.get(key)
        except TypeError:  # a parameter that cannot be hashed: render it each time
            return self._render(message)
        if known is None:
            if len(self._rendered) > 50_000:
                self._rendered.clear()
            known = self._rendered[key] = self._render(message)
        return known

    def _render(self, message: Message) -> str:
        if message.key.partition(".")[0] in self.t.rooms:
            return self.t.render(message).strip()
        params = ", ".join(f"{name}={value}" for name, value in sorted(message.params.items()))
        return f"{message.key} ({params})" if params else message.key

    def check(self, id_: str) -> str:
        """A check's label."""
        return self.t.check_name(id_)

    def scope(self, check: str, scope: str) -> str:
        """The scope of a check's questions in the reader's words."""
        return name_scope(self.t, self._kinds.get((check, scope), ""), scope)

    @cached_property
    def _kinds(self) -> Mapping[tuple[str, str], str]:
        """(check, scope) → kind of subject."""
        return {(f.question.check, f.question.subject.scope): f.question.subject.kind.value for f in self.findings()}

    def market(self, code: str) -> str:
        """A market by the study's own label, in the catalogue's words where it has none."""
        if self.inputs.language != "en":
            return self.t.market_name(code)
        for market in self.study.markets:
            if market.code == code:
                return market.label
        return self.t.market_name(code)

    def markets(self, codes: Sequence[str], limit: int = 4) -> str:
        """Markets by name, the rest counted."""
        if len(codes) == len(self.study.markets) > limit:
            return self.t("report.all_markets")
        names = [self.market(code) for code in codes[:limit]]
        return (
            self.t.join(names)
            if len(codes) <= limit
            else self.t("report.and_more", names=self.t.comma.join(names), n=len(codes) - limit)
        )


def mark(market: MarketStanding) -> str:
    """What a market shows for a name; a warning and an open question stand side by side."""
    if market.blocked:
        return "✗"
    silent = not any(cell.answered for cell in market.cells)
    if silent and not any(cell.unanswered for cell in market.cells):
        return "·"
    open_ = "?" if market.open_decisive or market.open_main or silent else ""
    return ("▲" + open_) if market.warned else open_ or ("+" if market.merit >= MERIT_SHOWN else "○")


def rests_on_answers(standing: Standing | MarketStanding) -> bool:
    """Whether any answer stands behind a range; without one its figures mean nothing and are not shown."""
    markets = standing.markets if isinstance(standing, Standing) else (standing,)
    return any(cell.in_range and cell.answered for market in markets for cell in market.cells)


def show_range(range_: Range) -> str:
    """As `0.21–0.46`."""
    return f"{range_.best:.2f}–{range_.worst:.2f}"
