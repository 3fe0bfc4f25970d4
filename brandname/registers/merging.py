"""Two entries of the same mark become one. Pure; knows no file and no register."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from brandname.registers.records import Drawing, MarkRecord, MarkStatus

_TEXTS = ("registration", "mark", "filed", "registered", "expires", "owner", "owner_country", "goods")
_LISTS = ("groups", "pseudo", "transliterations", "translations", "disclaimed")


class Outcome(StrEnum):
    """What an entry did to a mark that is there already; the values are columns of the import's counts."""

    CHANGED = "changed"
    SAME = "same"
    OLDER = "older"
    JOINED = "joined"


def newer_state(held: MarkRecord, given: MarkRecord) -> tuple[MarkRecord, Outcome]:
    """A mark after an entry of a later import: what the entry says replaces, what it leaves out stays.

    An entry whose status is dated before the one held is older and changes nothing.
    """
    if given.status_date and held.status_date and given.status_date < held.status_date[:len(given.status_date)]:
        return held, Outcome.OLDER
    changes: dict[str, object] = {name: value for name in (*_TEXTS, *_LISTS) if (value := getattr(given, name))}
    if given.drawing is not Drawing.UNKNOWN:
        changes["drawing"] = given.drawing
    if given.status is not MarkStatus.UNKNOWN or given.status_text:
        changes |= {"status": given.status, "status_text": given.status_text, "status_date": given.status_date}
    if given.classes or not given.classes_complete:
        changes |= {"classes": given.classes, "classes_complete": given.classes_complete}
    merged = replace(held, **changes)  # type: ignore[arg-type]
    return merged, Outcome.SAME if merged == held else Outcome.CHANGED


def join_entries(first: MarkRecord, second: MarkRecord) -> MarkRecord:
    """A mark that one source tells in several entries, as one row a class: lists add up, the newer state counts.

    Classes unknown in one entry stay unknown together: what is not known may be any class.
    """
    if second.status_date < first.status_date:
        first, second = second, first
    merged, _ = newer_state(first, second)
    lists = {name: tuple(dict.fromkeys((*getattr(first, name), *getattr(second, name)))) for name in _LISTS}
    goods = [text for text in dict.fromkeys((first.goods, second.goods)) if text]
    known = [record for record in (first, second) if record.classes or not record.classes_complete]
    return replace(
        merged, goods="; ".join(goods), classes=tuple(sorted({*first.classes, *second.classes})),
        classes_complete=all(record.classes_complete for record in known), **lists,  # type: ignore[arg-type]
    )
