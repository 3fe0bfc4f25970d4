"""How much an earlier mark weighs: by likeness, classes in common and status. A screen's weight, no forecast of law.

Decided cases are not separable by strings: goods, distinctiveness, use and meaning decide. So nothing here is a
probability of refusal; it orders what a lawyer reads first. The same table stands in the README.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from brandname.checks.goods import related_to
from brandname.checks.nearness import Near, packed
from brandname.checks.offices import mark_page
from brandname.checks.trademark_search import Mark
from brandname.language.distance.likeness import Band, band_of
from brandname.model import Brief, Hit, Message, Param, say
from brandname.model.text import pack
from brandname.registers.records import MarkRecord, MarkStatus

BY_LIKENESS = ((0.45, 0.2), (0.55, 0.4), (0.75, 0.6), (0.85, 0.68), (1.0, 0.74))
"""Likeness → risk of a mark that is in force in the same class, in straight lines between; below, for information."""
SAME = 0.9
"""Risk of the very same name in the same class, in force: serious."""
GOODS: Mapping[str, float] = MappingProxyType(
    {"same": 1.0, "unknown": 0.9, "later": 0.85, "related": 0.65, "other": 0.45})
"""Share of the risk that is left by classes; a mark whose classes are unknown counts as overlapping, one in a class
that is usually held related to the brief's stands between (`goods`)."""
DEAD = 0.4
"""Share of the risk that is left when a mark is no longer in force: unregistered rights may persist."""
SURE: Mapping[Band, float] = MappingProxyType(
    {Band.SAME: 0.95, Band.CLOSE: 0.75, Band.ALIKE: 0.6, Band.REMOTE: 0.45, Band.NONE: 0.4})
"""Confidence that people would take one name for the other, by likeness alone."""


def hit(mark: Mark, near: Near | None, brief: Brief) -> Hit:
    """What one mark is told as; `near` explains the likeness, for the first ones only."""
    record = mark.record
    score = max(mark.score, near.score if near else 0.0)
    goods = goods_of(record, brief)
    params: dict[str, Param] = {
        "mark": record.mark or mark.written, "number": record.key, "band": band_of(score).value, "score": score,
        "goods": pack(_goods(record, goods, brief)), "status": record.status.value,
        "facts": tuple(pack(fact) for fact in _facts(mark)),
    }
    key = "trademark.hit" if near else "trademark.hit_brief"
    if near:
        params["reasons"] = packed((*([mark.meaning] if mark.meaning else []), *near.reasons))
    return Hit(f"trademark/{record.key}", say(key, **params), risk(score, goods, record.status), SURE[band_of(score)],
               measures={**_measures(mark, score, goods, brief), **(near.measures if near else {})})


def risk(score: float, goods: str, status: MarkStatus) -> float:
    """Weight of a mark by likeness, classes (a key of GOODS) and status."""
    dead = DEAD if status is MarkStatus.DEAD else 1.0
    return round((SAME if band_of(score) is Band.SAME else _by_likeness(score)) * GOODS[goods] * dead, 4)


def goods_of(record: MarkRecord, brief: Brief) -> str:
    """Whether a mark shares a class with the goods of now, or of later, or has one related to them.

    `unknown` when either side is not told.
    """
    if set(record.classes) & set(brief.nice):
        return "same"
    if not (brief.nice or brief.nice_later) or not record.class_mask:
        return "unknown"
    if set(record.classes) & set(brief.nice_later):
        return "later"
    return "related" if _related(record, brief) else "other"


def _related(record: MarkRecord, brief: Brief) -> tuple[str, ...]:
    """Classes of a mark that are usually held related to some of the brief's."""
    return tuple(map(str, sorted(related_to((*brief.nice, *brief.nice_later)) & set(record.classes))))


def _by_likeness(score: float) -> float:
    if score < BY_LIKENESS[0][0]:
        return 0.0
    return next((floor + (score - low) / (high - low) * (top - floor)
                 for (low, floor), (high, top) in pairwise(BY_LIKENESS) if score <= high), BY_LIKENESS[-1][1])


def _goods(record: MarkRecord, goods: str, brief: Brief) -> Message:
    common = tuple(str(n) for n in record.classes if n in {*brief.nice, *brief.nice_later})
    theirs = tuple(map(str, record.classes))
    if goods in {"same", "later"}:
        return say(f"trademark.goods.{goods}", common=common, classes=theirs)
    if goods == "related":
        return say("trademark.goods.related", related=_related(record, brief), classes=theirs)
    return say(f"trademark.goods.{goods}", classes=theirs)


def _facts(mark: Mark) -> Iterator[Message]:
    """Owner, dates, other spellings and the office's page, where they are told."""
    record = mark.record
    if record.status_text and record.status_text.casefold() != record.status.value:
        yield say("trademark.fact.status", text=record.status_text)
    if record.owner:
        yield say("trademark.fact.owner", owner=record.owner)
    for name in ("filed", "registered", "expires"):
        if date := getattr(record, name):
            yield say(f"trademark.fact.{name}", date=date)
    if mark.written not in {record.mark, ""}:
        yield say("trademark.fact.written", text=mark.written)
    if page := mark_page(record):
        yield say("trademark.fact.page", page=page)


def _measures(mark: Mark, score: float, goods: str, brief: Brief) -> dict[str, Param]:
    record = mark.record
    common = tuple(str(n) for n in record.classes if n in {*brief.nice, *brief.nice_later})
    return {
        "office": record.office, "application": record.application, "registration": record.registration,
        "mark": record.mark, "written": mark.written, "score": round(score, 4), "band": band_of(score).value,
        "status": record.status.value, "status_text": record.status_text, "status_date": record.status_date,
        "owner": record.owner, "owner_country": record.owner_country, "filed": record.filed,
        "registered": record.registered, "expires": record.expires, "classes": tuple(map(str, record.classes)),
        "common_classes": common, "goods_relation": goods, "goods": record.goods[:200],
        "drawing": record.drawing.value, "page": mark_page(record),
    }
