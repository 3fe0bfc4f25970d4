"""`brandname domains`: what registries say about names under endings. Prints; without --online it asks nobody."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.asking import look_up
from brandname.cli.console import Column, Text
from brandname.cli.markets import find_code, own_markets
from brandname.cli.options import JsonOption, MarketsOption, StudyOption, read_list
from brandname.cli.say import NamesArgument, read_given
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brandname.checks.domain import DomainCheck
    from brandname.model import Candidate, Finding, Market, Message, Study

USUAL = ("com", "net", "org")
"""Endings when neither the command nor a study names any."""
ANYWHERE = "zz"
"""Stands for the market of endings that were given by themselves (ISO 3166-1 keeps it for users)."""
FORMAT, VERSION = "brandname-domains", 1
_ENDING = re.compile(r"[^\s./@:]+(\.[^\s./@:]+)*")


def domains(
    ctx: typer.Context,
    names: NamesArgument,
    tlds: Annotated[
        str | None, typer.Option("--tlds", metavar="LIST", help="cli.domains.tlds", show_default=False)
    ] = None,
    markets: MarketsOption = None,
    online: Annotated[bool, typer.Option("--online", help="cli.domains.online", show_default=False)] = False,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """What registries say about each domain of each name."""
    from brandname.checks.base import Resources
    from brandname.checks.domain import DomainCheck, DomainOptions
    from brandname.plan import plan

    session = session_of(ctx, study)
    asked = _study(session, read_given(names), _endings(tlds), read_list("--markets", markets), study is not None)
    check = DomainCheck(DomainOptions(details=True))
    questions = plan(asked, [check])
    cases, crashed = look_up(session, check, questions, online=online, crashed="cli.domains.crashed")
    findings = check.judge(cases, Resources(asked))
    if as_json:
        session.screen.json(_as_json(session, check, findings, online=online))
    else:
        _print(session, asked, check, findings, online=online)
    return Exit.CHECK_CRASHED if crashed else Exit.OK


def _endings(text: str | None) -> tuple[str, ...] | None:
    """The endings of `--tlds`, without leading dots; UserMistake for what is none."""
    found = read_list("--tlds", text)
    if found is None:
        return None
    endings = tuple(dict.fromkeys(ending.removeprefix(".").casefold() for ending in found))
    wrong = next((ending for ending in endings if not _ENDING.fullmatch(ending)), "")
    if wrong:
        raise mistake("error.study.tld", Where("--tlds"), value=wrong)
    return endings


def _study(
    session: Session, names: Sequence[str], endings: Sequence[str] | None, places: Sequence[str] | None, required: bool
) -> Study:
    """The names in the study's markets and by its brief, in the places named, or under endings alone."""
    from brandname.model import Brief, Candidate, Study
    from brandname.study import read_study
    from brandname.study.markets import packaged_market

    own = own_markets(session)
    known = read_study(session.study) if required or own else None
    listed: dict[str, Candidate] = {c.name: c for c in known.candidates} if known else {}
    candidates = tuple(listed.get(name, Candidate(name)) for name in names)
    brief = known.brief if known and endings is None else Brief()
    found: tuple[Market, ...] = known.markets if known else ()
    if places is not None:
        mine = {market.code: market for market in found}
        codes = tuple(p.lower() if p.lower() in mine else find_code(p) for p in places)
        found = tuple(mine[code] if code in mine else packaged_market(code) for code in codes)
    if endings is not None or not found:
        found = (_nowhere(endings or USUAL),)
    return Study(str(session.study), brief, candidates, found)


def _nowhere(endings: Sequence[str]) -> Market:
    from brandname.model import Market

    return Market(ANYWHERE, "", (), tlds=tuple(endings))


# ── saying it ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _print(
    session: Session, study: Study, check: DomainCheck, findings: Sequence[Finding], *, online: bool
) -> None:
    """A table a name: each domain with what is said about it, or who would be asked."""
    from brandname.model import Gap

    say, screen = session.catalogue, session.screen
    by_name: dict[str, list[Finding]] = {candidate.name: [] for candidate in study.candidates}
    for finding in findings:
        by_name[finding.question.candidate].append(finding)
    wishes = any(market.code != ANYWHERE for market in study.markets)
    if not online:
        screen.text(Text(say("cli.domains.offline"), "unknown"))
        screen.line()
    for ending, close in _strangers(findings):
        screen.text(Text(say("cli.domains.stranger", ending=ending, close=close), "unknown"))
    columns = [Column(say("cli.domains.domain")), Column(say("cli.domains.needed") if wishes else ""),
               Column(say("cli.domains.said" if online else "cli.domains.would_ask"), wrap=True)]
    for name, own in by_name.items():
        screen.text(Text(name, "heading"))
        if not own:
            screen.text(say("cli.domains.nothing"), indent=2)
            continue
        screen.table(columns, [
            (f.question.subject.text, say("cli.domains.yes") if wishes and _is_needed(f) else "",
             say.join(check.hosts_of(f.question)) if f.gap is Gap.OFFLINE else Text(say.render(f.message), _role(f)))
            for f in own
        ], indent=2)
        screen.line()
    for step in _steps([f for f in findings if f.gap is not Gap.OFFLINE]):
        screen.text("· ", say.render(step), indent=2, hang=4)
    screen.text(Text(say("cli.domains.note"), "quiet"))


def _strangers(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Endings of which no facts are packaged, where they look like a slip for one of those there are."""
    from brandname.sources.registries import registries, registry_of

    scopes = dict.fromkeys(f.question.subject.text.rpartition(".")[2] for f in findings)
    for ending in scopes:
        if registry_of(ending) is None and (close := get_close_matches(ending, registries(), n=1)):
            yield ending, close[0]


def _steps(findings: Sequence[Finding]) -> list[Message]:
    """What to do next, each thing once with all the domains it is about."""
    from brandname.model import Message
    from brandname.model.text import pack

    kinds: dict[str, tuple[Message, list[str]]] = {}
    for finding in findings:
        step = finding.next_step
        if step:
            rest = {name: value for name, value in step.params.items() if name != "domain"}
            kind = kinds.setdefault(pack(Message(step.key, rest)), (step, []))
            kind[1].append(finding.question.subject.text)
    return [Message(step.key, {**step.params, "domain": tuple(dict.fromkeys(found))}) for step, found in kinds.values()]


def _role(finding: Finding) -> str:
    """How a row stands out: taken and needed, or without an answer."""
    if finding.risk is None:
        return "unknown"
    return "warning" if finding.risk >= 0.5 else "plain"


def _is_needed(finding: Finding) -> bool:
    from brandname.model import NICE_TO_HAVE

    return NICE_TO_HAVE not in finding.measures


def _as_json(
    session: Session, check: DomainCheck, findings: Sequence[Finding], *, online: bool
) -> dict[str, object]:
    """The published form; `version` rises when a field changes its meaning."""
    from brandname.checks.domain_names import ascii_name, refusal

    say = session.catalogue
    facts = ("since", "expires", "registrar", "source", "server", "asked")
    return {
        "format": FORMAT, "version": VERSION, "online": online,
        "domains": [{
            "name": f.question.candidate, "domain": f.question.subject.text, "ending": f.question.subject.scope,
            "sent": None if refusal(f.question.subject.text) else ascii_name(f.question.subject.text),
            "needed": _is_needed(f), "status": f.status.value, "state": f.measures.get("state"),
            "gap": f.gap.value if f.gap else None, **{fact: f.measures.get(fact) for fact in facts},
            "parked": "parked" in f.measures, "for_sale": "for_sale" in f.measures,
            "confirmed": "confirmed" in f.measures, "would_ask": list(check.hosts_of(f.question)) if not online else [],
            "says": say.render(f.message), "next": say.render(f.next_step) if f.next_step else None,
        } for f in findings],
    }
