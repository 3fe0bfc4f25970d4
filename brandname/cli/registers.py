"""`brandname registers`: imports trade mark registers, lists and removes them. Prints; reads no source itself."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Column, Step, Text
from brandname.cli.options import JsonOption, suggest
from brandname.cli.registers_search import VERSION, search
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from brandname.registers.importing import Imported, Order
    from brandname.registers.reading import Format
    from brandname.registers.register import Refusal, Register, RegisterInfo

SHOWN = 20
"""Refused rows printed after an import; all of them stand in `registers info --refused`."""
_MEGABYTE = 1 << 20


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="cli.registers.import.file")],
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.registers.import.format")] = "",
    id_: Annotated[str, typer.Option("--id", metavar="ID", help="cli.registers.import.id")] = "",
    office: Annotated[str, typer.Option("--office", metavar="CODE", help="cli.registers.import.office")] = "",
    columns: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="cli.registers.import.map")
    ] = None,
    encoding: Annotated[str, typer.Option("--encoding", metavar="NAME", help="cli.registers.import.encoding")] = "",
    delimiter: Annotated[str, typer.Option("--delimiter", metavar="SIGN", help="cli.registers.import.delimiter")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="cli.registers.import.title")] = "",
    as_json: JsonOption = False,
) -> int:
    """Takes a source into a register, then makes it fast to search."""
    from brandname.registers.headers import read_choice
    from brandname.registers.importing import Order

    session = session_of(ctx)
    order = Order(Path(file), read_format(kind), id_, office, title, read_choice(columns or ()), encoding, delimiter)
    try:
        found = _take(session, order)
        times = {"text": found.seconds, **_index(session, found.info.id)}
    except KeyboardInterrupt:
        session.note("cli.registers.import.interrupted")
        raise
    refusals = _refusals(found)
    if as_json:
        session.screen.json({"version": VERSION, **_imported_json(session, found), "seconds": times,
                             "not_taken": [asdict(refusal) for refusal in refusals]})
    else:
        _print_imported(session, found, refusals, times)
    return Exit.OK


def list_(ctx: typer.Context, as_json: JsonOption = False) -> int:
    """Every register on this computer."""
    from brandname.registers.shelf import open_shelf

    session, shelf = session_of(ctx), open_shelf()
    say, screen = session.catalogue, session.screen
    found, unfinished = shelf.registers(), shelf.unfinished()
    if as_json:
        screen.json({"version": VERSION, "registers": [_info_json(info) for info in found],
                     "unfinished": list(unfinished)})
        return Exit.OK
    if found:
        head = ("id", "title", "offices", "marks", "alive", "imported")
        screen.table(
            [Column(say(f"cli.registers.{name}"), wrap=name == "title", right=name in {"marks", "alive"})
             for name in head],
            [(info.id, info.title, " ".join(info.offices), f"{info.marks:,}", f"{info.live:,}", info.imported[:10])
             for info in found])
    else:
        session.say("cli.registers.none")
    for id_ in unfinished:
        screen.text(Text(say("cli.registers.unfinished", id=id_), "warning"))
    for one in found:
        with shelf.open(one.id) as register:
            if any(state != "ready" for state in _states(register).values()):
                screen.text(Text(say("cli.registers.to_index", id=one.id), "warning"))
    return Exit.OK


def info(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="cli.registers.id_argument")],
    refused: Annotated[bool, typer.Option("--refused", help="cli.registers.info.refused")] = False,
    as_json: JsonOption = False,
) -> int:
    """What one register holds and where it came from."""
    from brandname.registers.shelf import open_shelf

    session = session_of(ctx)
    with open_shelf().open(id_) as register:
        told = register.info
        refusals = register.refusals() if refused else ()
        states = _states(register)
    if as_json:
        session.screen.json({"version": VERSION, **_info_json(told), "index": states,
                             "imports": [asdict(one) for one in told.imports],
                             **({"not_taken": [asdict(refusal) for refusal in refusals]} if refused else {})})
        return Exit.OK
    _print_info(session, told, states)
    for refusal in refusals:
        session.screen.text(_refusal_line(session, refusal), indent=2, hang=4)
    if refused and not refusals:
        session.say("cli.registers.info.none_refused")
    return Exit.OK


def index(
    ctx: typer.Context, id_: Annotated[str, typer.Argument(metavar="ID", help="cli.registers.id_argument")]
) -> int:
    """Makes the index of a register from what was imported; its source is not needed."""
    session = session_of(ctx)
    made = _index(session, id_)
    session.say("cli.registers.index.made" if made else "cli.registers.index.nothing", id=id_)
    if made:
        session.screen.text(Text(_times(session, made), "quiet"))
    return Exit.OK


def remove(
    ctx: typer.Context, id_: Annotated[str, typer.Argument(metavar="ID", help="cli.registers.id_argument")]
) -> int:
    """Deletes a register with its index; the file it came from is not touched."""
    from brandname.registers.shelf import open_shelf

    session = session_of(ctx)
    open_shelf().remove(id_)
    session.say("cli.registers.removed", id=id_)
    return Exit.OK


COMMANDS = (("import", import_), ("list", list_), ("info", info), ("search", search), ("index", index),
            ("remove", remove))
"""Of the group `registers`."""


def read_format(text: str) -> Format | None:
    """A format by its name; None when none is given. UserMistake for another word."""
    from brandname.registers.reading import Format

    if not text:
        return None
    if text.casefold() not in tuple(Format):
        raise mistake("error.registers.format", Where("--format"), value=text, formats=suggest(text, tuple(Format)))
    return Format(text.casefold())


# ── importing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _take(session: Session, order: Order) -> Imported:
    from brandname.registers.importing import run_import
    from brandname.registers.shelf import open_shelf

    say = session.catalogue
    with session.screen.progress(say("cli.registers.stage.checking")) as step:
        return run_import(open_shelf(), order, now(), _in_megabytes(say, step))


def now() -> str:
    """The time an import is recorded under: UTC, ISO 8601."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


def _in_megabytes(say: Callable[..., str], step: Step) -> Callable[[str, int, int], None]:
    last = ("", -1)

    def told(stage: str, done: int, total: int) -> None:
        nonlocal last
        if (stage, done // _MEGABYTE) != last:
            last = (stage, done // _MEGABYTE)
            step(done // _MEGABYTE, max(total // _MEGABYTE, 1), say(f"cli.registers.stage.{stage}"))

    return told


def _index(session: Session, id_: str) -> dict[str, float]:
    """Makes what of the index is not there or out of date; seconds of each part made."""
    from brandname.registers.index import State, build_letters, build_sounds, index_states
    from brandname.registers.shelf import open_shelf

    say, times = session.catalogue, {}
    with open_shelf().open(id_) as register:
        states = index_states(register)
        for part, build in (("letters", build_letters), ("sounds", build_sounds)):
            if states[part] is State.READY:
                continue
            began = perf_counter()
            with session.screen.progress(what := say(f"cli.registers.stage.{part}")) as step:
                build(register, lambda done, total, step=step, what=what: step(done, total, what))  # type: ignore[misc]
            times[part] = perf_counter() - began
    return times


def _states(register: Register) -> dict[str, str]:
    """Part of the index → ready, missing, stale or damaged."""
    from brandname.registers.index import index_states

    return {part: state.value for part, state in index_states(register).items()}


def _refusals(found: Imported) -> tuple[Refusal, ...]:
    """What this import did not take."""
    from brandname.registers.shelf import open_shelf

    if not found.counts or not (found.counts.refused or found.counts.flawed):
        return ()
    with open_shelf().open(found.info.id) as register:
        return register.refusals(number=found.counts.number)


def _print_imported(
    session: Session, found: Imported, refusals: Sequence[Refusal], times: dict[str, float]
) -> None:
    say, screen, told = session.catalogue, session.screen, found.info
    key = "guessed" if found.guessed else "stated"
    screen.text(say(f"cli.registers.import.{key}", format=found.format.value))
    for note in found.notes if found.counts else ():
        screen.text(say.render(note), indent=2, hang=4)
    if found.dropped:
        screen.text(Text(say("cli.registers.import.dropped", source=found.dropped), "warning"))
    if found.resumed:
        screen.text(say("cli.registers.import.resumed", n=found.resumed))
    if found.counts is None:
        screen.text(say("cli.registers.import.unchanged"))
    else:
        screen.text(say("cli.registers.import.counts", **{
            name: getattr(found.counts, name) for name in ("taken", "added", "changed", "same", "older", "joined")}))
        if found.counts.wordless:
            screen.text(say("cli.registers.import.wordless", n=found.counts.wordless))
    if refusals:
        screen.text(Text(say("cli.registers.import.refused", rows=sum(r.whole for r in refusals),
                             values=sum(not r.whole for r in refusals)), "warning"))
    for refusal in refusals[:SHOWN]:
        screen.text(_refusal_line(session, refusal), indent=2, hang=4)
    if len(refusals) > SHOWN:
        screen.text(say("cli.registers.import.more", n=len(refusals) - SHOWN, id=told.id), indent=2)
    screen.text(Text(say("cli.registers.import.holds", id=told.id, n=told.marks, alive=told.live), "heading"))
    screen.text(Text(_times(session, times), "quiet"))


def _times(session: Session, times: dict[str, float]) -> str:
    """Seconds that each part took, as a line."""
    say = session.catalogue
    return say.comma.join(say(f"cli.registers.import.time.{part}", seconds=f"{seconds:.1f}")
                          for part, seconds in times.items())


def _refusal_line(session: Session, refusal: Refusal) -> str:
    what = session.catalogue(f"registers.refused.{refusal.reason}", **refusal.params)
    return f"{Where(refusal.file, refusal.line, refusal.column)}: {what}"


def _imported_json(session: Session, found: Imported) -> dict[str, object]:
    return {
        "register": _info_json(found.info), "format": found.format.value, "format_guessed": found.guessed,
        "unchanged": found.counts is None, "import": asdict(found.counts) if found.counts else None,
        "resumed": found.resumed, "dropped": found.dropped,
        "notes": [session.catalogue.render(note) for note in found.notes],
    }


# ── showing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _info_json(info: RegisterInfo) -> dict[str, object]:
    told = asdict(info)
    del told["imports"]
    return told


def _print_info(session: Session, told: RegisterInfo, states: dict[str, str]) -> None:
    say, screen = session.catalogue, session.screen
    screen.text(Text(f"{told.id}  {told.title}", "heading"))
    screen.text(say("cli.registers.info.holds", offices=told.offices, n=told.marks, alive=told.live, names=told.names,
                    size=f"{told.bytes / _MEGABYTE:.1f}", edition=told.edition))
    for part, state in states.items():
        screen.text(say(f"cli.registers.index.{part}", state=say(f"cli.registers.index.{state}")), indent=2)
    for one in told.imports:
        screen.text(say("cli.registers.info.import", source=one.source, format=one.format, date=one.finished[:10],
                        n=one.added, changed=one.changed, refused=one.refused, flawed=one.flawed), indent=2, hang=4)
