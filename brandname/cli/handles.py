"""`brandname handles`: which handles a name could have, and what platforms say. Without --online it asks nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    from collections.abc import Iterable, Mapping, Sequence

    from brandname.checks.handle import HandleCheck
    from brandname.model import Candidate, Finding, Market, Study
    from brandname.synthesis import HandleSet

FIRST = ("instagram", "tiktok", "youtube")
"""Needed where neither the command nor a study names platforms."""
FORMS = ("{name}hq", "get-")
"""Other spellings where neither the command nor a study names any."""
ANYWHERE = "zz"
"""Stands for the market of platforms that were given by themselves (ISO 3166-1 keeps it for users)."""
SETS = 5
"""Handles of a name that are compared; the rest are counted."""
FORMAT, VERSION = "brandname-handles", 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    platforms: tuple[str, ...] | None
    markets: tuple[str, ...] | None
    forms: tuple[str, ...] | None


def handles(
    ctx: typer.Context,
    names: NamesArgument,
    platforms: Annotated[
        str | None, typer.Option("--platforms", metavar="LIST", help="cli.handles.platforms", show_default=False)
    ] = None,
    markets: MarketsOption = None,
    forms: Annotated[
        str | None, typer.Option("--forms", metavar="LIST", help="cli.handles.forms", show_default=False)
    ] = None,
    online: Annotated[bool, typer.Option("--online", help="cli.handles.online", show_default=False)] = False,
    try_walled: Annotated[
        bool, typer.Option("--try-walled", help="cli.handles.try_walled", show_default=False)
    ] = False,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """What platforms say about each handle of each name."""
    from brandname.checks.base import Resources
    from brandname.checks.handle import HandleCheck, HandleOptions
    from brandname.plan import plan
    from brandname.synthesis import handle_sets

    session = session_of(ctx, study)
    wanted = Asked(_platforms(platforms), read_list("--markets", markets), _forms(forms))
    asked = _study(session, read_given(names), wanted, study is not None)
    check = HandleCheck(HandleOptions(try_walled=try_walled))
    cases, crashed = look_up(session, check, plan(asked, [check]), online=online, crashed="cli.handles.crashed")
    findings = check.judge(cases, Resources(asked))
    sets = handle_sets(findings)
    if as_json:
        session.screen.json(_as_json(session, check, findings, sets, online=online))
    else:
        _print(session, asked, check, findings, sets, online=online)
    return Exit.CHECK_CRASHED if crashed else Exit.OK


def _platforms(text: str | None) -> tuple[str, ...] | None:
    """The platforms of `--platforms`; UserMistake for one that is not in the manifest."""
    from brandname.cli.guesses import guess
    from brandname.sources.platforms import platforms

    found = read_list("--platforms", text)
    if found is None:
        return None
    known, ids = platforms(), tuple(dict.fromkeys(id_.removeprefix("@").casefold() for id_ in found))
    for id_ in ids:
        if id_ not in known:
            close = guess(id_, known)
            raise mistake("error.handle.platform" if close else "error.handle.platform_unlike", Where("--platforms"),
                          value=id_, close=close, known=tuple(known))
    return ids


def _forms(text: str | None) -> tuple[str, ...] | None:
    """The forms of `--forms`; UserMistake for what is none."""
    from brandname.study.candidates import is_address_form

    found = read_list("--forms", text)
    for form in found or ():
        if not is_address_form(form.casefold(), "platform"):
            raise mistake("error.handle.form", Where("--forms"), value=form)
    return None if found is None else tuple(form.casefold() for form in found)


def _study(session: Session, names: Sequence[str], asked: Asked, required: bool) -> Study:
    """The names in the study's markets and by its brief, in the places named, or on platforms alone."""
    from brandname.model import Brief, Candidate, Study, Wishes
    from brandname.sources.platforms import Kind, platforms
    from brandname.study import read_study

    own = own_markets(session)
    known = read_study(session.study) if required or own else None
    listed: dict[str, Candidate] = {c.name: c for c in known.candidates} if known else {}
    candidates = tuple(listed.get(name, Candidate(name)) for name in names)
    brief = known.brief if known else Brief()
    found = _markets(known.markets if known else (), asked.markets)
    if asked.platforms is not None:
        brief = replace(brief, handles=Wishes(asked.platforms, (), brief.handles.forms))
        found = (_nowhere(asked.platforms),)
    elif not found:
        accounts = (id_ for id_, platform in platforms().items() if platform.kind is Kind.ACCOUNT)
        found = (_nowhere(dict.fromkeys((*FIRST, *accounts))),)
    forms = asked.forms if asked.forms is not None else brief.handles.forms or (FORMS if known is None else ())
    if found[0].code == ANYWHERE:
        forms = tuple(form for form in forms if "{cc}" not in form)  # no market, no code
    brief = replace(brief, handles=replace(brief.handles, forms=forms))
    return Study(str(session.study), brief, candidates, found)


def _markets(known: tuple[Market, ...], places: Sequence[str] | None) -> tuple[Market, ...]:
    """The study's markets, or those named, packaged ones too."""
    from brandname.study.markets import packaged_market

    if places is None:
        return known
    mine = {market.code: market for market in known}
    codes = (p.lower() if p.lower() in mine else find_code(p) for p in places)
    return tuple(mine[code] if code in mine else packaged_market(code) for code in codes)


def _nowhere(platforms: Iterable[str]) -> Market:
    from brandname.model import Market

    return Market(ANYWHERE, "", (), platforms=tuple(platforms))


# ── saying it ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _print(
    session: Session, study: Study, check: HandleCheck, findings: Sequence[Finding],
    sets: Mapping[str, Sequence[HandleSet]], *, online: bool,
) -> None:
    """For each name a table of handles, then which one handle could serve everywhere."""
    say, screen = session.catalogue, session.screen
    by_name: dict[str, list[Finding]] = {candidate.name: [] for candidate in study.candidates}
    for finding in findings:
        by_name[finding.question.candidate].append(finding)
    if not online:
        screen.text(Text(say("cli.handles.offline"), "unknown"))
        screen.line()
    for name, own in by_name.items():
        screen.text(Text(name, "heading"))
        if not own:
            screen.text(say("cli.handles.nothing"), indent=2)
            continue
        _print_table(session, check, _in_order(own, study), online=online)
        screen.line()
        _print_sets(session, sets.get(name, ()))
    screen.text(Text(say("cli.handles.note"), "quiet"))


def _in_order(findings: Sequence[Finding], study: Study) -> list[Finding]:
    """By handle, then by platform as the markets list them."""
    order = list(dict.fromkeys(id_ for market in study.markets for id_ in market.platforms))
    place = {id_: number for number, id_ in enumerate(order)}
    handles = list(dict.fromkeys(f.question.subject.text for f in sorted(findings, key=lambda f: not _is_needed(f))))
    return sorted(findings, key=lambda f: (
        handles.index(f.question.subject.text), place.get(f.question.subject.scope, len(order))))


def _print_table(session: Session, check: HandleCheck, findings: Sequence[Finding], *, online: bool) -> None:
    say = session.catalogue
    columns = [Column(say("cli.handles.platform"), wrap=True), Column(say("cli.handles.handle"), wrap=True),
               Column(say("cli.handles.needed")), Column(say("cli.handles.said"), wrap=True)]

    def rows(*, below: bool) -> list[tuple[Text | str, ...]]:
        return [(platform_name(session, f.question.subject.scope), f.question.subject.text,
                 say("cli.handles.yes") if _is_needed(f) else "", _said(session, check, f, online=online, below=below))
                for f in findings]

    beside = rows(below=False)
    if session.screen.widths(columns, beside, indent=2):
        session.screen.table(columns, beside, indent=2)
        return
    session.screen.table(columns, rows(below=True), indent=2)  # a page cut in two cannot be opened
    session.screen.line()
    pages = ((f.question.subject.scope, _link(check, f, online=online)) for f in findings)
    for platform, link in dict.fromkeys(page for page in pages if page[1]):
        session.screen.text(f"{platform_name(session, platform)} {link}", indent=2, hang=4)


def _missing_key(finding: Finding) -> str:
    """The environment variable a platform's key belongs in, where it needs one that is not there; else empty."""
    from brandname.config import key
    from brandname.sources.handles import key_variable, source_id
    from brandname.sources.platforms import platforms

    platform = platforms().get(finding.question.subject.scope)
    variable = key_variable(platform) if platform else ""
    return variable if platform and not key(source_id(platform.id)) else ""


def _link(check: HandleCheck, finding: Finding, *, online: bool) -> str:
    """The page to look at, of what only a person can look up."""
    by_hand = finding.gap is not None and finding.gap.value == "manual_only" and finding.next_step
    if not by_hand or (not online and check.hosts_of(finding.question)):
        return ""
    return str(by_hand.params.get("link", "–"))


def _said(session: Session, check: HandleCheck, finding: Finding, *, online: bool, below: bool) -> Text:
    """What is known of a handle in few words: who would be asked, or the answer; its page here or `below`."""
    say, hosts = session.catalogue, check.hosts_of(finding.question)
    if not online and hosts:
        variable = _missing_key(finding)
        return Text(say("cli.handles.needs_key", variable=variable) if variable else say(
            "cli.handles.would_ask", hosts=hosts))
    if link := _link(check, finding, online=online):
        return Text(say("cli.handles.below") if below else say("cli.handles.by_hand", link=link), "unknown")
    role = "unknown" if finding.risk is None else "warning" if finding.risk > 0 else "plain"
    return Text(say.render(finding.message), role)


def _print_sets(session: Session, sets: Sequence[HandleSet]) -> None:
    """The handles that could serve on every needed platform, the most consistent first."""
    if not sets:
        return
    say, screen = session.catalogue, session.screen
    screen.text(Text(say("cli.handles.sets", n=sets[0].platforms), "heading"), indent=2)
    heads = ("taken", "none", "open", "refused", "other")
    counts = (Column(say(f"cli.handles.set.{head}"), right=True) for head in heads)
    screen.table(
        [Column(say("cli.handles.handle"), wrap=True), *counts],
        [(one.handle, *(str(len(ids)) for ids in (one.taken, one.not_found, one.open, one.impossible, one.other)))
         for one in sets[:SETS]], indent=2)
    if len(sets) > SETS:
        screen.text(say("cli.handles.more_sets", n=len(sets) - SETS), indent=2)
    screen.line()


def platform_name(session: Session, id_: str) -> str:
    """A platform as people know it; the id of one that has no name here."""
    key = f"facts.platform.{id_}"
    return session.catalogue(key) if session.catalogue.has(key) else id_


def _is_needed(finding: Finding) -> bool:
    from brandname.model import NICE_TO_HAVE

    return NICE_TO_HAVE not in finding.measures


def _as_json(
    session: Session, check: HandleCheck, findings: Sequence[Finding], sets: Mapping[str, Sequence[HandleSet]], *,
    online: bool,
) -> dict[str, object]:
    """The published form; `version` rises when a field changes its meaning."""
    say = session.catalogue
    return {
        "format": FORMAT, "version": VERSION, "online": online,
        "handles": [{
            "name": f.question.candidate, "handle": f.question.subject.text, "platform": f.question.subject.scope,
            "form": f.measures.get("form"), "needed": _is_needed(f), "status": f.status.value,
            "state": f.measures.get("state"), "gap": f.gap.value if f.gap else None,
            "would_ask": list(check.hosts_of(f.question)) if not online and not _missing_key(f) else [],
            "link": f.next_step.params.get("link") if f.next_step else None,
            "says": say.render(f.message), "next": say.render(f.next_step) if f.next_step else None,
        } for f in findings],
        "sets": [{
            "name": one.name, "handle": one.handle, "form": one.form, "consistency": [one.least, one.most],
            "not_found": list(one.not_found), "open": list(one.open), "taken": list(one.taken),
            "impossible": list(one.impossible), "other_spelling": list(one.other),
        } for own in sets.values() for one in own],
    }
