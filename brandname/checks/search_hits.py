"""What pages of results hold against a name: one hit for each thing a reviewer can look at and dismiss, with its risk.

The risks stand here, and are explained at the head of `search_judge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from brandname.checks.search_measures import Grade, PageMeasures
from brandname.checks.search_queries import Asking
from brandname.checks.search_rows import LONGEST_TITLE, Row, rows_with
from brandname.checks.search_views import Shown, Views, place_of
from brandname.language.folding import letters
from brandname.model import Hit, Message, Param, Question, say

OWNED_IN_GOODS, OWNED = 0.8, 0.6
CROWDED_IN_GOODS, CROWDED = 0.55, 0.4
WORD: Sequence[tuple[float, float]] = ((5.0, 0.5), (4.0, 0.4), (0.0, 0.3))
"""Zipf value from which → risk."""
WORD_IN_GOODS = 0.1
LONE = 0.15
GOODS = 0.55
CORRECTED = 0.3
HEARD_IN_GOODS, HEARD = 0.45, 0.25
TITLE = 0.35
SURE, DISAGREEING, UNHEARD = 0.8, 0.15, 0.1
USERS = 8
"""Users of a name told of one page."""


def risk_of(graded: Grade, measures: PageMeasures) -> float:
    """How bad a page of the name is, before the brief has its say."""
    if graded is Grade.OWNED:
        return OWNED_IN_GOODS if measures.owner_in_goods else OWNED
    if graded is Grade.CROWDED:
        return CROWDED_IN_GOODS if measures.in_goods else CROWDED
    if graded is Grade.WORD:
        zipf = measures.ordinary or 0.0
        return next(risk for least, risk in WORD if zipf >= least) + (WORD_IN_GOODS if measures.in_goods else 0.0)
    return LONE if measures.exact or measures.used_share else 0.0


def sure_of(shown: Sequence[Shown], base: float = SURE) -> float:
    """Confidence in what the engines' pages say together."""
    sure = base - (DISAGREEING if len({one.grade for one in shown}) > 1 else 0.0)
    return round(sure - (UNHEARD if any(one.measures.unheard for one in shown) else 0.0), 4)


def page_hits(question: Question, shown: Sequence[Shown], views: Views) -> Iterator[Hit]:
    """The hits of all pages, one after another; the same thing may come several times."""
    named = [one for one in shown if one.asking is Asking.NAME]
    sure = sure_of(named)
    for one in shown:
        if one.asking is Asking.NAME:
            yield from _name_hits(question, one, views, sure)
        elif one.asking is Asking.GOODS:
            yield from _goods_hits(question, one, views, sure)
        else:
            yield from _heard_hits(question, one, views, sure)
        if one.asking is Asking.NAME and not one.measures.owner_in_goods:
            yield from _goods_hits(question, one, views, sure)


def _name_hits(question: Question, one: Shown, views: Views, sure: float) -> Iterator[Hit]:
    """The owner, the users or the word that the page of the name is about, and the word offered instead."""
    risk, found = risk_of(one.grade, one.measures) * views.matters, one.measures
    params = _told(question, one)
    own = views.asked(question, question.subject.text).own
    rows = rows_with(one.page, question.subject.text, own)
    if not rows and found.used_share:
        rows = rows_with(one.page, question.subject.text, own, mentions=True)
    if one.grade is Grade.OWNED and found.panel and not rows:
        yield made(found.owner_host or letters(found.owner), say(
            "search.hit.panel", **params, **_owner(found, rows), link=one.evidence.address), risk, sure)
    elif one.grade is Grade.OWNED:
        link = next((row.link for row in rows if row.key == found.owner_host), rows[0].link if rows else "")
        key = "search.hit.owned_goods" if found.owner_in_goods else "search.hit.owned"
        yield made(found.owner_host or letters(found.owner) or "owner", say(
            key, **params, **_owner(found, rows), n=round(found.owner_share * found.exact),
            exact=found.exact, returned=found.returned, link=link or one.evidence.address), risk, sure)
    elif one.grade is Grade.WORD:
        yield made(f"word/{one.page.language.split('-')[0]}", say(
            "search.hit.word", **params, share=found.ordinary_share), risk, sure)
    rest = [row for row in rows if one.grade is not Grade.OWNED or row.key != found.owner_host]
    weight = {Grade.CROWDED: risk, Grade.NONE: risk}.get(one.grade, 0.0)
    for row in rest[:USERS]:
        yield made(row.key, _row_message("search.hit.user", params, row), weight, sure)
    if found.corrected:
        yield made(f"corrected/{letters(found.corrected)}", say(
            "search.hit.corrected", **params, corrected=found.corrected), CORRECTED * views.matters, sure)


def _owner(found: PageMeasures, rows: Sequence[Row]) -> dict[str, Param]:
    """The owner of a page as a reader knows it: the title it has there, and where."""
    first = rows[0] if rows else None
    host = found.owner_host or (first.key if first else "–")
    return {"owner": (found.owner or (first.title if first else host))[:LONGEST_TITLE], "host": host}


def _goods_hits(question: Question, one: Shown, views: Views, sure: float) -> Iterator[Hit]:
    """Who uses the name, or nearly the name, for the same goods."""
    if not one.measures.in_goods:
        return
    rows = rows_with(one.page, question.subject.text, views.asked(question, question.subject.text).own)
    params = {**_told(question, one), "typed": one.page.query}
    name = one.measures.goods_name or question.subject.text
    link = rows[0].link if rows else one.evidence.address
    message = say("search.hit.goods", **params, name=name, n=one.measures.in_goods, link=link)
    yield made(f"goods/{letters(name)}", message, GOODS * views.matters, sure)


def _heard_hits(question: Question, one: Shown, views: Views, sure: float) -> Iterator[Hit]:
    """Whom those find who write the name as they heard it, unless they are led back to it."""
    name = question.subject.text
    if one.grade is not Grade.OWNED or letters(one.page.corrected) == letters(name):
        return
    if any(row.position == 1 for row in rows_with(one.page, name)):
        return
    risk = (HEARD_IN_GOODS if one.measures.in_goods else HEARD) * views.matters
    theirs = rows_with(one.page, one.page.query, views.asked(question, name).own)
    yield made(f"heard/{letters(one.page.query)}", say(
        "search.hit.heard", **_told(question, one), typed=one.page.query, **_owner(one.measures, theirs)), risk, sure)


def made(key: str, message: Message, risk: float, sure: float) -> Hit:
    """A hit; `key` is stable over runs, engines and languages, so that one decision holds everywhere."""
    return Hit(f"search/{key}", message, round(risk, 4), sure)


def _row_message(key: str, params: Mapping[str, Param], row: Row) -> Message:
    return say(key, **params, title=row.title, position=row.position, host=row.key, link=row.link)


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """Each thing found once, as the worst page has it."""
    kept: dict[str, Hit] = {}
    for hit in hits:
        held = kept.get(hit.id)
        if held is None or (hit.risk * hit.confidence, hit.risk) > (held.risk * held.confidence, held.risk):
            kept[hit.id] = hit
    return list(kept.values())


def _told(question: Question, one: Shown) -> dict[str, Param]:
    """What every message about a page needs."""
    return {"text": question.subject.text, "engine": one.page.engine, "on": one.on, **place_of(question)}
