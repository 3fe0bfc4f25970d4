"""`brandname similar`: brands and earlier marks nearest to some names, outside any study. Compares nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Text
from brandname.cli.options import JsonOption, MarketsOption, read_count, read_list, read_markets
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brandname.checks.trademark_search import Registers
    from brandname.model import Hit, Message, Study

NEAREST, MOST = 10, 200
VERSION = 1
"""Of the JSON this command prints."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What one list says to one name."""

    kind: str
    """`brands` or `register`."""
    id: str
    """Of the register; empty for brands."""
    office: str
    compared: int
    hits: Sequence[Hit]
    """Weightiest first, all of them."""
    facts: Sequence[Message]
    """What a reader must know of the list."""
    answered: bool
    """False: nothing could be compared, and silence says nothing."""


def similar(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="cli.similar.names")],
    classes: Annotated[str | None, typer.Option("--classes", metavar="LIST", help="cli.similar.classes")] = None,
    registers: Annotated[str | None, typer.Option("--registers", metavar="LIST", help="cli.similar.registers")] = None,
    markets: MarketsOption = None,
    most: Annotated[str | None, typer.Option("--most", metavar="N", help="cli.similar.most")] = None,
    as_json: JsonOption = False,
) -> int:
    """The nearest entries of each list, with the reasons."""
    from brandname.cli.say import read_given

    session = session_of(ctx)
    count = read_count("--most", most, 1, MOST) or NEAREST
    study = _study(read_given(names), _read_classes(classes), _read_codes(markets))
    found, broken = _search(study, read_list("--registers", registers), by_place=markets is not None)
    if as_json:
        session.screen.json({"version": VERSION, "broken": list(broken), "names": [
            {"name": name, "lists": [_as_json(session, one) for one in lists]} for name, lists in found.items()]})
        return Exit.OK
    for name, lists in found.items():
        _print(session, name, lists, count)
    if broken:
        session.screen.text(Text(session.catalogue("cli.similar.broken", registers=broken), "unknown"))
    elif all(one.kind == "brands" for lists in found.values() for one in lists):
        session.screen.text(Text(session.catalogue("cli.similar.no_registers"), "unknown"))
    session.screen.text(Text(session.catalogue("cli.similar.note"), "quiet"))
    return Exit.OK


def _read_classes(text: str | None) -> tuple[int, ...]:
    """Nice classes; () when none are given. UserMistake for what is none."""
    from brandname.registers.records import FIRST_CLASS, LAST_CLASS

    found = []
    for word in read_list("--classes", text) or ():
        if not word.isdecimal() or not FIRST_CLASS <= int(word) <= LAST_CLASS:
            raise mistake("error.similar.class", Where("--classes"), value=word)
        found.append(int(word))
    return tuple(sorted(set(found)))


def _read_codes(text: str | None) -> tuple[str, ...]:
    """Codes of markets there are facts about; all of those when none is given. UserMistake for another."""
    from brandname.study.facts import known_markets

    known = known_markets()
    wanted = read_markets(text)
    for code in wanted or ():
        if code not in known:
            raise mistake("error.similar.market", Where("--markets"), value=code)
    return wanted or known


def _study(names: Sequence[str], classes: tuple[int, ...], codes: Sequence[str]) -> Study:
    """The names as a study of their own: what the checks go by."""
    from brandname.model import Brief, Candidate, Market, Study

    markets = tuple(Market(code, code.upper(), ()) for code in codes)
    return Study("", Brief(nice=classes), tuple(Candidate(name) for name in names), markets)


def _search(
    study: Study, wanted: Sequence[str] | None, *, by_place: bool
) -> tuple[dict[str, list[Searched]], tuple[str, ...]]:
    """What each list says to each name, and the registers asked for that cannot be read."""
    from brandname.checks.similarity_lists import open_brands
    from brandname.checks.trademark_search import Registers
    from brandname.registers.shelf import open_shelf

    names = [candidate.name for candidate in study.candidates]
    for id_ in wanted or ():
        open_shelf().open(id_).close()  # a register that is not there is refused before anything is compared
    registers = Registers(study, every=True)
    near = open_brands().near(names)
    found = {
        name: [
            _brands(name, near[name], study, by_place=by_place),
            *(_register(name, id_, office, registers, study) for id_, info in registers.infos.items()
              if wanted is None or id_ in wanted for office in info.offices),
        ]
        for name in names
    }
    return found, tuple(sorted(id_ for id_ in registers.broken if wanted is None or id_ in wanted))


def _brands(name: str, near: Sequence[object], study: Study, *, by_place: bool) -> Searched:
    from brandname.checks.nearness import is_comparable
    from brandname.checks.similarity_lists import Neighbour, read_brands
    from brandname.checks.similarity_risk import hit, place_of
    from brandname.model import Question, Subject, SubjectKind

    codes = tuple(market.code for market in study.markets)
    question = Question("similarity", name, Subject(name, SubjectKind.LIST, "brands"), codes)
    found = [hit(one, "brands", question, study) for one in near if isinstance(one, Neighbour)
             and not (by_place and place_of(one, question) == "elsewhere")]
    return Searched("brands", "", "", len(read_brands()), _ordered(found), (), bool(found) or is_comparable(name))


def _register(name: str, id_: str, office: str, registers: Registers, study: Study) -> Searched:
    from brandname.checks.trademark import facts_of, hits_of

    heard, state = registers.hear(id_, office, name), registers.state(id_, office)
    hits = hits_of(name, [heard], study)
    facts = tuple(facts_of([heard], [state], study, in_a_study=False))
    return Searched("register", id_, office, heard.searched, _ordered(hits), facts,
                    heard.searched > 0 or any(hit.risk for hit in hits))


def _ordered(hits: Sequence[Hit]) -> list[Hit]:
    def key(hit: Hit) -> tuple[float, float, str]:
        return -hit.risk, -float(str(hit.measures["score"])), hit.id

    return sorted(hits, key=key)


def _print(session: Session, name: str, lists: Sequence[Searched], count: int) -> None:
    say, screen = session.catalogue, session.screen
    screen.text(Text(name, "heading"))
    for one in lists:
        head = say(f"cli.similar.{one.kind}", id=one.id, office=one.office.upper(), n=len(one.hits),
                   compared=one.compared)
        screen.text(Text(head, "quiet"), indent=2, hang=4)
        for fact in one.facts:
            screen.text(Text(say.render(fact), "quiet"), indent=4, hang=6)
        for hit in one.hits[:count]:
            screen.text("· ", say.render(hit.message), indent=4, hang=6)
        if not one.answered:
            screen.text(Text(say("cli.similar.not_compared"), "unknown"), indent=4)
        elif not one.hits:
            screen.text(say("cli.similar.nothing"), indent=4)
        elif len(one.hits) > count:
            screen.text(Text(say("cli.similar.more", n=len(one.hits) - count), "quiet"), indent=4)
    screen.line()


def _as_json(session: Session, one: Searched) -> dict[str, object]:
    say = session.catalogue
    return {
        "list": one.kind, "register": one.id or None, "office": one.office or None, "compared": one.compared,
        "answered": one.answered, "facts": [say.render(fact) for fact in one.facts],
        "entries": [{"id": hit.id, "risk": hit.risk, "confidence": hit.confidence, "text": say.render(hit.message),
                     **hit.measures} for hit in one.hits],
    }
