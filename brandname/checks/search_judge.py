"""Judges one question of the search check: grades of pages become hits with risks, by rules that stand here.

**Risk of a page**: somebody else's in the same goods .80, in other goods .60; several users .55 with the same goods
among them, else .40; an ordinary word .30, from Zipf 4 .40, from 5 .50, and .10 more with the same goods on the page; a
lone result of the name .15, nobody 0. The name with the goods leads to the same goods: at least .55. The engine offers
another word: .30. What people would type instead leads to somebody else: .25, to the same goods .45. An encyclopaedia
has an article of the name: .35. × 1 where the brief says that search matters most (`main`), .9 (`some`), .6 (`little`).
**Confidence** .8; − .15 where engines disagree, − .1 where a metasearch lacks some of its engines. Of two engines the
worse decides. That nobody was found is .6 sure, − .1 where an engine or a query that was asked gave no answer; the
message names it, and no risk shrinks by it. A look-up by hand that found somebody weighs .60 for a page, .55 for a
store, by the same scale. Silence of an engine is never a grade, nor is an encyclopaedia that has no such article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brandname.checks.base import Case, answered, unanswered
from brandname.checks.search_hits import CROWDED_IN_GOODS, UNHEARD, merged, page_hits, risk_of, sure_of
from brandname.checks.search_known import answers_of, left_open, title_hits
from brandname.checks.search_measures import Grade, PageMeasures
from brandname.checks.search_queries import WEB, Asking, request, split_scope
from brandname.checks.search_stores import search_page
from brandname.checks.search_views import Shown, Views, place_of, shown_in
from brandname.model import IF_FOUND, Finding, Gap, Message, Param, Question, say
from brandname.model.text import pack
from brandname.sources.engines.queries import read_request

FEW = "few"
"""How a page without a competing use is told where something on it speaks against the name all the same."""
NOBODY = 0.6
"""Confidence that nobody uses a name nobody was found with: ten results of one place and day."""


def judge_store(case: Case, views: Views) -> Finding:
    """Open, with the link that searches the store for the name; a look-up by hand answers it."""
    question = case.question
    market, store = split_scope(question.subject.scope)
    gap = case.gap if case.gap in (Gap.INTERRUPTED, Gap.CRASHED) else Gap.MANUAL_ONLY
    place: dict[str, Param] = {"text": question.subject.text, "store": store, "market": market}
    look = say("search.store.next", link=search_page(store, market, question.subject.text), **place)
    open_ = unanswered(question, gap, say("search.store.open", **place), look)
    return replace(open_, measures={IF_FOUND: round(CROWDED_IN_GOODS * views.matters, 4)})


def judge_page_question(case: Case, views: Views) -> Finding:
    """What the engines' pages say; without one, what encyclopaedias and packaged lists do."""
    shown = list(shown_in(case, views))
    named = [one for one in shown if one.asking is Asking.NAME]
    titles = list(title_hits(case, views))
    if not named:
        return left_open(case, titles, views)
    question, silent = case.question, _silent(case, named)
    missing = [*(say("search.page.silent", engine=engine) for engine in silent), *_missing(question, shown, views)]
    hits = merged([*page_hits(question, shown, views), *titles])
    worst = max(named, key=lambda one: (risk_of(one.grade, one.measures), one.evidence.id))
    facts = (*(pack(_fact(one)) for one in named), *(pack(fact) for fact in missing))
    told = FEW if worst.grade is Grade.NONE and any(hit.risk for hit in hits) else worst.grade.value
    message = say(f"search.graded.{told}", text=question.subject.text, **place_of(question), facts=facts)
    measures: dict[str, Param] = {
        "grade": worst.grade.value, "engines": tuple(one.page.engine for one in named),
        "grades": tuple(one.grade.value for one in named), "asked": tuple(one.on for one in named),
        **_figures(worst.measures), **_typed(shown), **({"silent": silent} if silent else {}),
    }
    sure = round(sure_of(named, NOBODY) - (UNHEARD if missing else 0.0), 4)
    return answered(question, message, hits=hits, floor=0.0, floor_confidence=sure,
                    evidence=[one.evidence.id for one in shown] + [e.id for e in answers_of(case)], measures=measures,
                    next_step=say("search.next.look", link=worst.evidence.address) if worst.evidence.address else None)


def _silent(case: Case, named: Sequence[Shown]) -> tuple[str, ...]:
    """Engines that were asked and gave no page of the name."""
    asked = {query.engine for e in case.evidence if e.source in WEB and (query := read_request(e.request))}
    return tuple(sorted(asked - {one.page.engine for one in named}))


def _missing(question: Question, shown: Sequence[Shown], views: Views) -> list[Message]:
    """What should have been asked beside the name and was not answered: refused, or beyond what a run may send."""
    had = {one.evidence.request for one in shown}
    market, language = split_scope(question.subject.scope)
    engines = sorted({one.page.engine for one in shown if one.asking is Asking.NAME})
    return [say("search.page.missing", engine=engine, typed=typed)
            for engine in engines for typed in views.typed(question)
            if request(engine, market, language, typed) not in had]


def _fact(one: Shown) -> Message:
    """One engine's page in few words."""
    found = one.measures
    graded = FEW if one.grade is Grade.NONE and (found.exact or found.used_share) else one.grade.value
    params: dict[str, Param] = {"engine": one.page.engine, "on": one.on, "grade": graded, "exact": found.exact,
                                "returned": found.returned}
    if found.unheard:
        return say("search.page.unheard", unheard=found.unheard, **params)
    return say("search.page.plain", **params)


def _figures(found: PageMeasures) -> dict[str, Param]:
    """The measures of the page that decides; an empty one is left out."""
    figures: dict[str, Param] = {
        "returned": found.returned, "exact": found.exact, "exact_share": round(found.exact_share, 3),
        "owner": found.owner, "owner_share": round(found.owner_share, 3), "owners": found.owners,
        "in_goods": found.in_goods, "ordinary_share": round(found.ordinary_share, 3), "corrected": found.corrected,
        "panel": found.panel, "own": found.own,
    }
    if found.ordinary is not None:
        figures["zipf"] = found.ordinary
    return {name: value for name, value in figures.items() if value != ""}


def _typed(shown: Sequence[Shown]) -> dict[str, Param]:
    """Which other words were typed, so that a reader sees in which language the goods were asked."""
    typed = {one.asking: one.page.query for one in shown if one.asking is not Asking.NAME}
    return {f"typed_{asking.value}": text for asking, text in sorted(typed.items())}
