"""`brandname registers search`: marks with the same letters as a name, and those most like it. Compares nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Column, Text
from brandname.cli.options import JsonOption, read_count, read_list
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, mistake

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brandname.registers.index import Answer, Index
    from brandname.registers.records import MarkRecord
    from brandname.registers.register import Register, RegisterInfo

NEAREST = 15
MOST = 200
VERSION = 1
"""Of the JSON that the commands on registers print."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one register says to one name."""

    name: str
    exact: Sequence[MarkRecord]
    """Marks with the same letters and digits."""
    near: Sequence[MarkRecord]
    """The marks most like it, of the others."""
    scores: Mapping[str, float]
    """`MarkRecord.key` → likeness, of those that were compared."""
    compared: Answer | None
    """None without an index: likeness was not looked for."""
    voices: Sequence[str]
    """By whose sounds was searched; empty while the sounds are not made."""

    @property
    def searched(self) -> str:
        """What was looked for: `same_letters` only, likeness by `letters`, or by `letters_and_sounds`."""
        if self.compared is None or not self.compared.readable:
            return "same_letters"
        return "letters_and_sounds" if self.voices else "letters"


def search(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="cli.registers.search.names")],
    registers: Annotated[
        str | None, typer.Option("--registers", metavar="LIST", help="cli.registers.search.registers")
    ] = None,
    most: Annotated[str | None, typer.Option("--most", metavar="N", help="cli.registers.search.most")] = None,
    as_json: JsonOption = False,
) -> int:
    """Marks with the same letters, then those most like it."""
    from brandname.cli.say import read_given
    from brandname.registers.shelf import open_shelf

    session, shelf = session_of(ctx), open_shelf()
    wanted, count = read_given(names), read_count("--most", most, 1, MOST) or NEAREST
    ids = read_list("--registers", registers) or shelf.ids()
    if not ids:
        raise mistake("error.registers.none")
    told: list[tuple[RegisterInfo, dict[str, str], list[Answered]]] = []
    for id_ in ids:
        with shelf.open(id_) as register:
            told.append((register.info, *_search(register, wanted, count)))
    if as_json:
        session.screen.json({"version": VERSION, "registers": [
            {"id": info.id, "edition": info.edition, "marks": info.marks, "index": states,
             "answers": [_as_json(one) for one in answers]} for info, states, answers in told]})
        return Exit.OK
    for place, name in enumerate(wanted):
        session.screen.text(Text(name, "heading"))
        for info, states, answers in told:
            _print(session, info, states, answers[place])
        session.screen.line()
    session.screen.text(Text(session.catalogue("cli.registers.search.note"), "quiet"))
    return Exit.OK


def _search(register: Register, names: Sequence[str], most: int) -> tuple[dict[str, str], list[Answered]]:
    """Part of the index → ready, missing, stale or damaged; one answer a name, all names in one pass of the index."""
    from brandname.language.distance.names import prepare
    from brandname.registers.index import index_states, open_index

    index = open_index(register)
    answers = index.search([prepare(name) for name in names], keep=most) if index else [None for _ in names]
    states = {part: state.value for part, state in index_states(register).items()}
    return states, [_answered(register, name, answer, index, most)
                    for name, answer in zip(names, answers, strict=True)]


def _answered(register: Register, name: str, answer: Answer | None, index: Index | None, most: int) -> Answered:
    voices, exact = index.voices if index else (), register.find_exact(name)
    near = [(one.mark_id, one.score) for one in answer.found] if answer else []
    near += _as_written(name, index, most) if index else []
    scores: dict[int, float] = {}
    for id_, score in sorted(near, key=lambda one: -one[1]):
        scores.setdefault(id_, score)
    scores = dict(list(scores.items())[:most])
    marks = register.marks([*exact, *(id_ for id_ in scores if id_ not in exact)])
    return Answered(
        name, [marks[id_] for id_ in exact], [mark for id_, mark in marks.items() if id_ not in exact],
        {marks[id_].key: score for id_, score in scores.items()}, answer, voices,
    )


def _as_written(name: str, index: Index, most: int) -> list[tuple[int, float]]:
    """Marks that share half of the characters of a name in another script, or more."""
    from brandname.checks.nearness import is_foreign, score_of_share

    if not is_foreign(name):
        return []
    found = sorted(((-share, mark) for mark, _, share in index.written.near(name, 0.5)))[:most]
    return [(mark, score_of_share(-share)) for share, mark in found]


def _as_json(answered: Answered) -> dict[str, object]:
    def told(mark: MarkRecord) -> dict[str, object]:
        score = answered.scores.get(mark.key)
        return {"key": mark.key, "likeness": None if score is None else round(score, 4), **asdict(mark)}

    compared = answered.compared
    return {
        "name": answered.name, "searched": answered.searched, "likeness_searched": compared is not None,
        "voices": list(answered.voices),
        "readable": compared.readable if compared else None, "compared": compared.searched if compared else None,
        "below": compared.below if compared else None,
        "below_bands": {band.value: n for band, n in compared.bands.items()} if compared else None,
        "exact": [told(mark) for mark in answered.exact],
        "near": [told(mark) for mark in answered.near],
    }


def _print(session: Session, info: RegisterInfo, states: Mapping[str, str], answered: Answered) -> None:
    from brandname.language.distance.likeness import Band

    say, screen, compared = session.catalogue, session.screen, answered.compared
    screen.text(Text(say("cli.registers.search.register", id=info.id, title=info.title, date=info.imported[:10],
                         n=info.marks, exact=len(answered.exact)), "quiet"), indent=2, hang=4)
    rows = [(say("cli.registers.search.same"), *_cells(session, mark)) for mark in answered.exact]
    rows += [(f"{answered.scores[mark.key]:.2f}", *_cells(session, mark)) for mark in answered.near]
    if rows:
        heads = ("likeness", "mark", "number", "status", "classes", "owner")
        screen.table([Column(say(f"cli.registers.search.{name}"), wrap=name in {"mark", "status", "classes", "owner"})
                      for name in heads], rows, indent=4)
    if compared is None:
        told = say("cli.registers.search.no_index", state=states["letters"], id=info.id)
        screen.text(Text(told, "unknown"), indent=4)
    elif not compared.readable:
        screen.text(Text(say("cli.registers.search.not_latin"), "unknown"), indent=4)
    elif compared.below:
        screen.text(Text(say("cli.registers.search.below", n=compared.below), "quiet"), indent=4)
        bands = {band.value: compared.bands.get(band, 0) for band in (Band.CLOSE, Band.ALIKE, Band.REMOTE)}
        if any(bands.values()):
            screen.text(Text(say("cli.registers.search.below_bands", **bands), "quiet"), indent=4)
    if compared is not None and not answered.voices:
        told = say("cli.registers.search.no_sounds", state=states["sounds"], id=info.id)
        screen.text(Text(told, "unknown"), indent=4)


def _cells(session: Session, mark: MarkRecord) -> tuple[str, ...]:
    classes = " ".join(map(str, mark.classes))
    known = classes if classes and mark.classes_complete else f"{classes} ?".strip()
    return mark.mark, mark.key, session.catalogue(f"registers.status.{mark.status}"), known, mark.owner
