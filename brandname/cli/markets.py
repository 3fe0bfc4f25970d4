"""`brandname markets`: what is packaged about markets, and which of them a study has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Column, Text
from brandname.cli.options import JsonOption, StudyOption, read_list
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brandname.model import Market
    from brandname.study.facts import MarketFacts

FIELDS = ("horizon", "role", "weight", "why", "subcultures", "tlds", "platforms", "engines", "offices", "competitors",
          "decisive")
"""Of a study's market, in the order shown after its languages."""


def list_(ctx: typer.Context, as_json: JsonOption = False, study: StudyOption = None) -> int:
    """Every packaged market."""
    from brandname.study.facts import facts, known_markets

    session = session_of(ctx, study)
    say, screen = session.catalogue, session.screen
    found = [facts(code) for code in known_markets()]
    own = own_markets(session)
    if as_json:
        screen.json([{"code": f.code, "name": say.market_name(f.code), "languages": [s.tag for s in f.languages],
                      "offices": list(f.office_codes), "in_study": f.code in own} for f in found])
        return Exit.OK
    screen.table(
        [Column(say("cli.markets.code")), Column(say("cli.markets.name"), wrap=True), Column(say("cli.markets.study")),
         Column(say("cli.markets.languages"), wrap=True), Column(say("cli.markets.offices"), wrap=True)],
        [(f.code, say.market_name(f.code), "✓" if f.code in own else "", " ".join(s.tag for s in f.languages),
          " ".join(f.office_codes)) for f in found],
    )
    screen.line()
    session.say("cli.markets.counted", n=len(found), own=len(own))
    return Exit.OK


def add(
    ctx: typer.Context,
    codes: Annotated[str, typer.Argument(metavar="LIST", help="cli.markets.add.codes")],
    study: StudyOption = None,
) -> int:
    """Writes a market file for each code, with what is packaged as comments."""
    from brandname.study.write import add_market

    session = session_of(ctx, study)
    wanted = [find_code(code) for code in read_list("LIST", codes) or ()]
    for code in wanted:
        session.say("cli.wrote", path=str(add_market(session.study, code, language=session.language)))
    return Exit.OK


def show(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="cli.markets.show.code")],
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """Every value of a market and where it comes from."""
    from brandname.study import read_study
    from brandname.study.facts import facts, known_markets

    session = session_of(ctx, study)
    wanted = code.strip().lower()
    own = wanted in own_markets(session)
    if not own:
        wanted = find_code(code)
    rows = list(_own_rows(session, read_study(session.study, markets=(wanted,)).market(wanted))) if own else []
    if wanted in known_markets():
        rows += _packaged_rows(session, facts(wanted), only_details=own)
    if as_json:
        session.screen.json([{"field": field, "value": value, "source": source} for field, value, source in rows])
        return Exit.OK
    say = session.catalogue
    session.screen.text(Text(f"{wanted}  {say.market_name(wanted)}", "heading"))
    session.say("cli.markets.in_study" if own else "cli.markets.not_in_study", code=wanted)
    session.screen.line()
    session.screen.table([Column(say("cli.markets.field")), Column(say("cli.markets.value"), wrap=True),
                          Column(say("cli.markets.source"), wrap=True)], rows)
    return Exit.OK


COMMANDS = (("list", list_), ("show", show), ("add", add))
"""Of the group `markets`."""


def own_markets(session: Session) -> frozenset[str]:
    """Codes of the markets the study in this folder has."""
    folder = session.study / "markets"
    return frozenset(path.stem for path in folder.glob("*.yaml")) if folder.is_dir() else frozenset()


def find_code(text: str) -> str:
    """The packaged market meant by a code or a name; UserMistake with the nearest otherwise."""
    from brandname.cli.places import read_gazetteer
    from brandname.study.facts import closest, known_markets

    if text.strip().lower() in known_markets():
        return text.strip().lower()
    places = read_gazetteer()
    found = places.find(text)
    if found:
        return found
    near = tuple(dict.fromkeys((*closest(text), *places.near(text))))[:3]
    if near:
        raise mistake("error.cli.place_meant", place=text, near=near)
    raise mistake("error.cli.place", place=text)


Row = tuple[str, str, str]


def _own_rows(session: Session, market: Market) -> Iterator[Row]:
    say = session.catalogue
    origin = {key: _origin(session, text) for key, text in market.origins.items()}
    yield say("cli.markets.field.label"), market.label, origin.get("label", "")
    for share in market.languages:
        yield from _language(session, share.tag, share.share, share.role, share.source or origin.get("languages", ""))
    for name in FIELDS:
        value = getattr(market, name)
        number = f"{value:g}" if isinstance(value, float) else str(value)
        text = ", ".join(value) if isinstance(value, tuple) else number
        yield say(f"cli.markets.field.{name}"), text or "–", origin.get(name, "")


def _packaged_rows(session: Session, found: MarketFacts, *, only_details: bool) -> Iterator[Row]:
    """Packaged values with their sources; only what a study's market does not hold itself when `only_details`."""
    say = session.catalogue
    if not only_details:
        for share in found.languages:
            yield from _language(session, share.tag, share.share, share.role, share.source)
        for name in ("scripts", "tlds", "platforms", "engines"):
            yield say(f"cli.markets.field.{name}"), ", ".join(getattr(found, name)) or "–", found.sources.get(name, "")
    for group in found.subcultures:
        label = group.label_zh if session.language == "zh-Hans" else group.label
        yield say("cli.markets.field.subcultures"), f"{group.id}: {label}", group.source
    for office in found.offices:
        yield say("cli.markets.field.offices"), f"{office.code}: {office.name} · {office.search}", office.source
        if office.basis:
            basis = say(f"cli.markets.{office.basis}")
            yield say("cli.markets.field.basis"), f"{office.code}: {basis}", office.basis_source
        if office.groups:
            yield say("cli.markets.field.groups"), f"{office.code}: {office.groups}", office.source


def _language(session: Session, tag: str, share: float | None, role: str, source: str) -> Iterator[Row]:
    say = session.catalogue
    reach = say("cli.markets.reach_unknown") if share is None else say("cli.markets.reach", share=share)
    text = f"{tag}  {say.language_name(tag)} · {reach} · {say(f'cli.markets.role.{role}')}"
    yield say("cli.markets.field.language"), text, source


def _origin(session: Session, origin: str) -> str:
    """Where a value comes from, in the reader's words."""
    say = session.catalogue
    if origin.startswith("packaged facts"):
        return say("cli.markets.packaged")
    return say("cli.markets.default") if origin == "default" else origin
