"""A report for machines: `brandname/report/v1`, described by `report_v1.schema.json` beside this file.

A published format with types of its own: a field of the model may change, these may not. Written finding by
finding, so that a large run is never held twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypedDict

from brandname.model import Finding, Hit, Message
from brandname.rank import MarketStanding, Range, Standing
from brandname.reports.assets import as_json
from brandname.reports.inputs import View, mark, rests_on_answers

SCHEMA = "brandname/report/v1"
NOTICE = "knock-out screen, not a clearance"
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class MessageV1(TypedDict):
    """A key with parameters, and its text in the report's language."""

    key: str
    params: dict[str, Any]
    text: str


class HitV1(TypedDict):
    """One thing found."""

    id: str
    message: MessageV1
    risk: float
    confidence: float
    merit: float
    span: list[int] | None
    measures: dict[str, Any]
    review: str
    """`confirmed`, `dismissed` or empty."""


class FindingV1(TypedDict):
    """One question with its answer, or the reason why it has none; reviews applied."""

    id: str
    name: str
    check: str
    subject: dict[str, str]
    markets: list[str]
    decisive: list[str]
    status: str
    gap: str | None
    band: str | None
    risk: float | None
    confidence: float | None
    merit: float
    blocker: bool
    message: MessageV1
    hits: list[HitV1]
    measures: dict[str, Any]
    next_step: MessageV1 | None
    evidence: list[str]


def text(view: View) -> Iterator[str]:
    """The file, in pieces; keys sorted, one finding a line."""
    yield "{\n"
    for key, value in _head(view).items():
        yield f"{_dump(key)}: {_dump(value)},\n"
    yield '"ranking": '
    yield from _lines(_standing(view, standing) for standing in view.ranking.standings)
    yield ',\n"findings": '
    yield from _lines(_finding(view, finding) for finding in view.findings())
    yield "\n}\n"


def _head(view: View) -> dict[str, Any]:
    run, ranking = view.run, view.ranking
    return {
        "schema": SCHEMA,
        "notice": NOTICE,
        "language": view.inputs.language,
        "run": {
            "number": run.number,
            "label": run.label,
            "started": run.started,
            "finished": run.finished,
            "interrupted": run.interrupted,
            "online": run.online,
            "tool": run.tool,
            "checks": dict(run.checks),
            "not_selected": list(run.not_selected),
            "weights": dict(ranking.weights),
            "inputs": dict(run.inputs),
        },
        "brief": {
            "goods": view.study.brief.goods,
            "nice": list(view.study.brief.nice),
            "nice_later": list(view.study.brief.nice_later),
            "project": view.study.brief.project,
        },
        "markets": [
            {
                "code": m.code,
                "label": m.label,
                "horizon": m.horizon,
                "weight": m.weight,
                "languages": [share.tag for share in m.languages],
                "decisive": list(m.decisive),
            }
            for m in view.study.markets
        ],
        "datasets": [
            {"id": d.id, "version": d.version, "digest": d.digest, "licence": d.licence, "title": d.title}
            for d in sorted(run.datasets, key=lambda d: d.id)
        ],
        "controls": [
            {"source": c.source, "place": c.place, "passed": c.passed, "gap": c.gap, "detail": c.detail}
            for c in run.controls
        ],
        "crashes": [{"check": c.check, "summary": c.summary} for c in run.crashes],
        "checks_counted": list(ranking.checks_counted),
        "checks_planned": list(ranking.checks_planned),
        "left_out": [{"check": check, "scope": scope} for check, scope in ranking.left_out],
        "overlaps": [list(names) for names in ranking.ties],
        "stale_reviews": list(ranking.stale_reviews),
        "dropped": [
            {"name": d.name, "reason": d.reason, "by": d.by, "on": d.on, "note": d.note}
            for d in view.study.reviews.drops
        ],
        "evidence": [
            {
                "id": id_,
                "source": e.source,
                "source_version": e.source_version,
                "request": e.request,
                "vantage": e.vantage,
                "when": e.when,
                "status": e.status,
                "address": e.address,
            }
            for id_, e in sorted(view.inputs.evidence.items())
        ],
    }


def _standing(view: View, standing: Standing) -> dict[str, Any]:
    handle = view.handles.get(standing.candidate)
    return {
        "name": standing.candidate,
        "shelf": standing.shelf.value,
        "range": _range(standing.range) if rests_on_answers(standing) else None,
        "coverage": standing.coverage,
        "worst_market": standing.worst_market,
        "merit": standing.merit,
        "fit": standing.fit,
        "fit_n": standing.fit_n,
        "blockers": list(standing.blockers),
        "open_decisive": list(standing.open_decisive),
        "handle": {
            "handle": handle.handle,
            "platforms": handle.platforms,
            "consistency": {"best": handle.most, "worst": handle.least},
        } if handle else None,
        "assets": as_json(view, standing.candidate),
        "markets": [_market(market) for market in standing.markets],
    }


def _market(market: MarketStanding) -> dict[str, Any]:
    return {
        "market": market.market,
        "mark": mark(market),
        "range": _range(market.range) if rests_on_answers(market) else None,
        "open_decisive": market.open_decisive,
        "blocked": market.blocked,
        "warned": market.warned,
        "merit": market.merit,
        "checks": [
            {
                "check": c.check,
                "range": _range(c.range) if c.in_range else None,
                "answered": c.answered,
                "unanswered": c.unanswered,
                "not_applicable": c.not_applicable,
            }
            for c in market.cells
        ],
    }


def _finding(view: View, finding: Finding) -> FindingV1:
    reviewed = view.reviewed(finding)
    now, question = reviewed.finding, finding.question
    confirmed = {hit.id for hit in reviewed.confirmed}
    hits = [_hit(view, hit, "confirmed" if hit.id in confirmed else "") for hit in now.hits]
    return {
        "id": view.id(finding),
        "name": question.candidate,
        "check": question.check,
        "subject": {
            "text": question.subject.text,
            "kind": question.subject.kind.value,
            "scope": question.subject.scope,
        },
        "markets": list(question.markets),
        "decisive": list(question.decisive),
        "status": now.status.value,
        "gap": now.gap.value if now.gap else None,
        "band": now.band.value if now.band else None,
        "risk": now.risk,
        "confidence": now.confidence,
        "merit": now.merit,
        "blocker": now.blocker,
        "message": _message(view, now.message),
        "hits": hits + [_hit(view, hit, "dismissed") for hit in reviewed.dismissed],
        "measures": _plain(now.measures),
        "next_step": _message(view, now.next_step) if now.next_step else None,
        "evidence": list(now.evidence),
    }


def _hit(view: View, hit: Hit, review: str) -> HitV1:
    return {
        "id": hit.id,
        "message": _message(view, hit.message),
        "risk": hit.risk,
        "confidence": hit.confidence,
        "merit": hit.merit,
        "span": list(hit.span) if hit.span else None,
        "measures": _plain(hit.measures),
        "review": review,
    }


def _message(view: View, message: Message) -> MessageV1:
    return {"key": message.key, "params": _plain(message.params), "text": view.say(message)}


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in params.items()}


def _range(range_: Range) -> dict[str, float]:
    return {"best": range_.best, "worst": range_.worst}


def _lines(items: Iterable[object]) -> Iterator[str]:
    before = "[\n"
    for item in items:
        yield before + _dump(item)
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def _dump(value: object) -> str:
    return _ENCODER.encode(value)
