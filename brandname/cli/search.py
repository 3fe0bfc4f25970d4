"""`brandname search`: whom people find when they search for names. Prints; without --online it asks nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.asking import look_up
from brandname.cli.console import Column, Text
from brandname.cli.handles import platform_name
from brandname.cli.markets import find_code, own_markets
from brandname.cli.money import (
    MaxQueriesOption,
    YesOption,
    agree,
    count,
    errands_of,
    kept_answers,
    planned_spending,
    read_leave,
)
from brandname.cli.options import JsonOption, MarketsOption, StudyOption, read_list, suggest
from brandname.cli.preview import host_shown
from brandname.cli.say import NamesArgument, read_given
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brandname.checks.search import SearchCheck, SearchOptions
    from brandname.gather.spending import Spending
    from brandname.model import Candidate, Finding, Hit, Market, Question, Study

FORMAT, VERSION = "brandname-search", 1
WARNING = 0.5
"""Risk from which a row stands out."""
HITS = 5
"""Things found that are told of each name; the rest is counted, and in --json."""


def search(
    ctx: typer.Context,
    names: NamesArgument,
    markets: MarketsOption = None,
    engines: Annotated[
        str | None, typer.Option("--engines", metavar="LIST", help="cli.search.engines", show_default=False)
    ] = None,
    goods: Annotated[
        str | None, typer.Option("--goods", metavar="TEXT", help="cli.search.goods", show_default=False)
    ] = None,
    online: Annotated[bool, typer.Option("--online", help="cli.search.online", show_default=False)] = False,
    max_queries: MaxQueriesOption = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """What search pages say about each name."""
    from brandname.checks.base import Resources
    from brandname.checks.search import SearchCheck
    from brandname.plan import plan

    session = session_of(ctx, study)
    leave = read_leave(max_queries, yes=yes, asks=not as_json)
    asked = _study(session, read_given(names), read_list("--markets", markets), goods, required=study is not None)
    check = SearchCheck(_options(session, asked, engines, goods))
    questions = plan(asked, [check])
    if not online:
        return _offline(session, asked, check, questions, as_json=as_json)
    cases, crashed = look_up(
        session, check.for_study(asked), questions, online=True, crashed="cli.search.crashed",
        paid=lambda store, now: agree(session, planned_spending(asked, [check], store, now), leave))
    findings = check.judge(cases, Resources(asked))
    if as_json:
        session.screen.json(_as_json(session, findings, online=True))
    else:
        _print(session, asked, findings)
    return Exit.CHECK_CRASHED if crashed else Exit.OK


def _options(session: Session, study: Study, engines: str | None, goods: str | None) -> SearchOptions:
    """The study's settings of the check, with what the command line says before them."""
    from brandname.checks.search import SearchOptions
    from brandname.checks.search_queries import WEB
    from brandname.model import CheckSettings
    from brandname.plugins import read_options

    options: SearchOptions
    options, wrong = read_options("search", SearchOptions, study.checks.get("search", CheckSettings({})))
    for one in wrong:
        session.note(one.key, **one.params)
    wanted = read_list("--engines", engines)
    for name in wanted or ():
        if name.partition("/")[0] not in WEB:
            raise mistake("error.search.engine", Where("--engines"), value=name, close=suggest(name, WEB))
    if goods and "=" in goods:
        try:
            options = replace(options, goods=read_list("--goods", goods) or ())
        except ValueError:
            raise mistake("error.search.goods", Where("--goods"), value=goods) from None
    try:
        return options if wanted is None else replace(options, engines=wanted)
    except ValueError:
        raise mistake("error.search.engine", Where("--engines"), value=str(engines), close=WEB) from None


def _study(
    session: Session, names: Sequence[str], places: Sequence[str] | None, goods: str | None, *, required: bool
) -> Study:
    """The names in the study's markets and by its brief, or in the places named."""
    from brandname.model import Brief, Candidate, Study
    from brandname.study import read_study
    from brandname.study.markets import packaged_market

    known = read_study(session.study) if required or own_markets(session) else None
    listed: dict[str, Candidate] = {c.name: c for c in known.candidates} if known else {}
    brief = known.brief if known else Brief()
    if goods and "=" not in goods:
        brief = replace(brief, goods=goods)
    found: tuple[Market, ...] = known.markets if known else ()
    if places is not None:
        mine = {market.code: market for market in found}
        codes = tuple(p.lower() if p.lower() in mine else find_code(p) for p in places)
        found = tuple(mine[code] if code in mine else packaged_market(code) for code in codes)
    if not found:
        raise mistake("error.search.markets", Where("--markets"))
    candidates = tuple(listed.get(name, Candidate(name)) for name in names)
    return Study(str(session.study), brief, candidates, found, checks=known.checks if known else {})


# ── saying it ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _offline(
    session: Session, study: Study, check: SearchCheck, questions: Sequence[Question], *, as_json: bool
) -> int:
    """Whom a call with --online would ask, what that would cost, and what is known without asking."""
    from brandname.checks.base import Case, Resources
    from brandname.config import read_config
    from brandname.model import Gap
    from brandname.run import now
    from brandname.sources.table import Sources

    say, screen, moment = session.catalogue, session.screen, now()
    with kept_answers(session) as store:
        errands = errands_of(study, [check], questions, store, moment)
        planned = count(errands, store, moment)
    sources, config = Sources(), read_config()
    hosts = Counter(host_shown(sources[e.source], config, e.request) for e in errands)
    findings = check.judge([Case(question, gap=Gap.OFFLINE) for question in questions], Resources(study))
    if as_json:
        screen.json(_as_json(session, findings, online=False, hosts=hosts, planned=planned))
        return Exit.OK
    screen.text(Text(say("cli.search.offline"), "unknown"))
    screen.line()
    if hosts:
        screen.table([Column(say("cli.plan.host")), Column(say("cli.search.queries"), right=True)],
                     [(host, str(n)) for host, n in sorted(hosts.items())], indent=1)
    for spent in planned:
        screen.text(_plan(session, spent))
    if not any(service in check.deciding for service in {errand.source for errand in errands}):
        screen.text(say("cli.search.no_service"))
    screen.line()
    _print(session, study, findings)
    return Exit.OK


def _plan(session: Session, spent: Spending) -> str:
    return session.catalogue("cli.money.plan", service=spent.source, n=spent.total, queries=spent.queries,
                             controls=spent.controls)


def _print(session: Session, study: Study, findings: Sequence[Finding]) -> None:
    """A table a name: each market and language with what its pages say; then what was found on them."""
    say, screen = session.catalogue, session.screen
    columns = [Column(say(f"cli.search.{head}"), wrap=True) for head in ("market", "text", "place", "said")]
    for candidate in study.candidates:
        own = [finding for finding in findings if finding.question.candidate == candidate.name]
        screen.text(Text(candidate.name, "heading"))
        screen.table(columns, [_row(session, finding) for finding in own], indent=1)
        screen.line()
        _print_hits(session, [hit for finding in own for hit in finding.hits if hit.risk > 0])
    screen.text(Text(say("cli.search.note"), "quiet"))


def _row(session: Session, finding: Finding) -> tuple[str, str, str, Text]:
    from brandname.checks.search_queries import split_scope
    from brandname.checks.search_stores import is_store

    say, scope = session.catalogue, finding.question.subject.scope
    market, rest = split_scope(scope)
    if is_store(scope) and finding.next_step is not None:
        link = str(finding.next_step.params.get("link", "–"))
        return (say.market_name(market), finding.question.subject.text, platform_name(session, rest),
                Text(say("cli.handles.by_hand", link=link), "unknown"))
    role = "unknown" if finding.risk is None else "warning" if finding.risk >= WARNING else "plain"
    return (say.market_name(market), finding.question.subject.text, say.language_name(rest),
            Text(say.render(finding.message), role))


def _print_hits(session: Session, hits: Sequence[Hit]) -> None:
    """The gravest things found, each once."""
    if not hits:
        return
    ordered = list({hit.id: hit for hit in sorted(hits, key=lambda hit: hit.risk * hit.confidence)}.values())[::-1]
    for hit in ordered[:HITS]:
        session.screen.text("· ", session.catalogue.render(hit.message), indent=2, hang=4)
    if len(ordered) > HITS:
        session.screen.text(session.catalogue("cli.search.more", n=len(ordered) - HITS), indent=2)
    session.screen.line()


def _as_json(
    session: Session, findings: Sequence[Finding], *, online: bool, hosts: Mapping[str, int] | None = None,
    planned: Sequence[Spending] = (),
) -> dict[str, object]:
    """The published form; `version` rises when a field changes its meaning."""
    from brandname.checks.search_queries import split_scope
    from brandname.checks.search_stores import is_store

    say = session.catalogue
    rows = []
    for finding in findings:
        market, rest = split_scope(finding.question.subject.scope)
        store = is_store(finding.question.subject.scope)
        rows.append({
            "name": finding.question.candidate, "text": finding.question.subject.text, "market": market,
            "language": None if store else rest, "store": rest if store else None, "status": finding.status.value,
            "gap": finding.gap.value if finding.gap else None, "risk": finding.risk, "confidence": finding.confidence,
            "grade": finding.measures.get("grade"),
            "measures": {name: list(value) if isinstance(value, tuple) else value
                         for name, value in finding.measures.items()},
            "found": [{"id": hit.id, "risk": hit.risk, "confidence": hit.confidence, "says": say.render(hit.message),
                       "link": hit.message.params.get("link")} for hit in finding.hits],
            "link": finding.next_step.params.get("link") if finding.next_step else None,
            "says": say.render(finding.message),
            "next": say.render(finding.next_step) if finding.next_step else None,
        })
    return {
        "format": FORMAT, "version": VERSION, "online": online,
        "would_ask": dict(sorted((hosts or {}).items())),
        "paid_queries": {spent.source: {"queries": spent.queries, "controls": spent.controls} for spent in planned},
        "searches": rows,
    }
