"""What is known of a name without a page of an engine, and why there is none: encyclopaedias, words, packaged brands.

An article of the name is a risk found in the part we have; its absence answers nothing, nor does a list without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from brandname.checks.base import Case, answered, unanswered
from brandname.checks.search_hits import OWNED, SURE, made
from brandname.checks.search_queries import TITLES, WEB, engines_of, request, services, split_scope, ways
from brandname.checks.search_views import Views, place_of
from brandname.language.folding import letters
from brandname.model import IF_FOUND, WITHOUT_HITS, Evidence, Finding, Gap, Hit, Message, Param, Question, say
from brandname.model.text import pack
from brandname.sources.engines.queries import read_request

TITLE = 0.35
ORDINARY = 3.0
"""Zipf value from which a word is called ordinary without asking: once in a million words."""
_QUALIFIED = re.compile(r"\s*[(（].*$")


def answers_of(case: Case) -> list[Evidence]:
    """Answers of encyclopaedias about this very text."""
    found = []
    for evidence in case.evidence:
        query = read_request(evidence.request)
        if evidence.source in TITLES and query and query.text == " ".join(case.question.subject.text.split()):
            page = services()[evidence.source].read(evidence)
            found += [evidence] if page is not None and page.answered else []
    return found


def title_hits(case: Case, views: Views) -> Iterator[Hit]:
    """One hit for each thing of this very name."""
    question = case.question
    for evidence in answers_of(case):
        page = services()[evidence.source].read(evidence)
        for row in page.results if page else ():
            if is_titled(row.title, question.subject.text):
                message = say("search.hit.title", text=question.subject.text, engine=evidence.source,
                              title=row.title, about=row.snippet or "–", link=row.url, on=evidence.when[:10],
                              **place_of(question))
                key = row.url.partition("://")[2]
                yield made(f"title/{key}", message, TITLE * views.matters, SURE)


def is_titled(title: str, name: str) -> bool:
    """Whether an article is about a thing of this very name: `Velora`, `Velora (band)`, `Велора (Velora)`."""
    wanted = letters(name)
    return bool(wanted) and wanted in (letters(title), letters(_QUALIFIED.sub("", title)),
                                       *map(letters, re.findall(r"[(（]([^()（）]+)[)）]\s*$", title)))


def left_open(case: Case, titles: Sequence[Hit], views: Views) -> Finding:
    """No page of an engine: answered only by a risk that was found in the part we have, else open."""
    question, gap = case.question, _gap(case, views)
    known, measures = _known(question, views)
    if titles and case.gap not in (Gap.INTERRUPTED, Gap.CRASHED):
        told = say("search.titles", text=question.subject.text, n=len(titles), why=pack(say(f"gap.{gap}.finding")),
                      **place_of(question))
        return answered(question, told, hits=titles, floor=0.0, evidence=[e.id for e in answers_of(case)],
                        measures={**measures, WITHOUT_HITS: gap.value}, next_step=_advice(gap))
    asked = answers_of(case)
    why = pack(say(f"gap.{gap}.finding"))
    if asked:
        known = [*known, say("search.known.no_title", text=question.subject.text, on=asked[0].when[:10],
                             **place_of(question))]
    message = say("search.open", why=why, facts=tuple(map(pack, known))) if known else None
    found = {IF_FOUND: round(OWNED * views.matters, 4)}
    return replace(unanswered(question, gap, message, _advice(gap)), measures={**measures, **found})


def _gap(case: Case, views: Views) -> Gap:
    """Why there is no page; a service that is not set up wants its key or address."""
    gap = case.gap or Gap.UNCLEAR
    asked = any(e.source in WEB for e in case.evidence)
    if asked or gap not in (Gap.UNCLEAR, Gap.MANUAL_ONLY):
        return gap
    market, language = split_scope(case.question.subject.scope)
    queries = [(service, read_request(request(engine, market, language, case.question.subject.text)))
               for choices in ways(engines_of(case.question, views.study), views.wanted) for service, engine in choices]
    if not any(query for _, query in queries):  # nothing an engine would not take for a command
        return Gap.MANUAL_ONLY
    able = any(query and services()[service].can_ask(query) for service, query in queries)
    return Gap.NEEDS_KEY if able else Gap.LANGUAGE_NOT_COVERED


def _advice(gap: Gap) -> Message | None:
    """What answers it; the usual advice, but for keys."""
    return say("search.next.set_up") if gap is Gap.NEEDS_KEY else None


def _known(question: Question, views: Views) -> tuple[list[Message], dict[str, Param]]:
    """What packaged words and brands say about a name, without asking anybody."""
    _, language = split_scope(question.subject.scope)
    text = question.subject.text
    zipf = views.common(text, language)
    facts: list[Message] = []
    measures: dict[str, Param] = {}
    if zipf is not None and zipf >= ORDINARY:
        facts.append(say("search.known.word", text=text, language=language, zipf=zipf))
        measures["zipf"] = zipf
    if views.is_brand(text):
        facts.append(say("search.known.brand", text=text))
        measures["packaged_brand"] = 1
    return facts, measures
