"""`brandname start`: six questions, a study on disk, a first report. For somebody who has never seen YAML.

Nothing is written before the last answer, and nothing that exists is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from brandname.cli.failures import mistake_lines
from brandname.cli.options import suggest
from brandname.cli.session import Session, session_of
from brandname.errors import Mistake, UserMistake, Where, mistake

if TYPE_CHECKING:
    from brandname.cli.places import Gazetteer
    from brandname.study.write import StartAnswers

T = TypeVar("T")

LONGEST = 300
"""Characters of an answer in words."""
SEARCH = ("main", "some", "little")
"""How much search matters, most first; answered by number or word."""
_BREAKS = str.maketrans({"，": ",", "、": ",", ";": ",", "；": ","})


def start(
    ctx: typer.Context,
    folder: Annotated[str | None, typer.Argument(metavar="[DIR]", help="cli.start.folder")] = None,
) -> int:
    """Asks six questions, writes a study, checks it."""
    from brandname.cli.options import FORMATS
    from brandname.cli.pipeline import Wanted, run_checks
    from brandname.plugins import load_checks
    from brandname.study import read_study
    from brandname.study.write import start_study

    session = session_of(ctx, folder)
    taken = session.study / "candidates.yaml"
    if taken.exists():
        raise mistake("error.cli.study_exists", Where(str(taken)))
    answers = ask_all(session)
    for path in start_study(session.study, answers):
        session.say("cli.wrote", path=str(path))
    session.screen.line()
    study = read_study(session.study)
    code = run_checks(session, study, load_checks(study.checks, None), Wanted(formats=FORMATS))
    session.screen.line()
    session.say("cli.start.next", folder=str(session.study))
    return code


def ask_all(session: Session) -> StartAnswers:
    """The six answers, each asked until it can be used."""
    from brandname.cli.places import read_gazetteer
    from brandname.study.write import StartAnswers

    places = read_gazetteer()

    def markets(text: str) -> tuple[str, ...]:
        return read_places(text, places)

    session.say("cli.start.welcome", folder=str(session.study))
    goods = ask(session, 1, "goods", read_words)
    names = ask(session, 2, "names", read_names_answer)
    codes = ask(session, 3, "markets", markets)
    session.say("cli.start.understood", markets=codes)
    ideas = ask(session, 4, "ideas", split)
    incumbent = ask(session, 5, "incumbent", read_incumbent)
    search = ask(session, 6, "search", read_search)
    answers = StartAnswers(goods=goods, names=names, markets=codes, ideas=ideas, incumbent=incumbent,
                           search_matters=search, language=session.language)
    project = session.catalogue(f"cli.start.{'renames' if incumbent else 'new_name'}", incumbent=incumbent)
    session.screen.line()
    session.say("cli.start.will_write", goods=goods, names=names, markets=codes, ideas=ideas,
                project=project, search=search)
    session.screen.line()
    return answers


def ask(session: Session, number: int, key: str, read: Callable[[str], T]) -> T:
    """One question, asked again with the reason until `read` takes the answer; UserMistake when the input ends."""
    session.screen.line()
    session.say(f"cli.start.{key}", number=number)
    while True:
        text = session.screen.ask("  > ")
        if text is None:
            raise mistake("error.cli.answers_ended", number=number)
        try:
            return read(text.strip())
        except UserMistake as error:
            placeless = UserMistake(*(replace(found, where=None) for found in error.mistakes))
            for line in mistake_lines(placeless, session):
                session.screen.prose(f"  {line}")


def read_words(text: str) -> str:
    """A text of one line, not empty."""
    if not text:
        raise mistake("error.cli.answer_empty")
    if len(text) > LONGEST:
        raise mistake("error.cli.answer_long", most=LONGEST)
    return text


def split(text: str) -> tuple[str, ...]:
    """The parts of a comma-separated answer, in either script's commas; may be none."""
    parts = (" ".join(part.split()) for part in text.translate(_BREAKS).split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def read_names_answer(text: str) -> tuple[str, ...]:
    """Names as a list would hold them: refused names are refused here already."""
    from brandname.study import read_names

    parts = split(text)
    if not parts:
        raise mistake("error.cli.answer_empty")
    found = read_names("\n".join(parts).encode(), "names")
    return tuple(candidate.name for candidate in found.candidates)


def read_incumbent(text: str) -> str:
    """The present name for a rename; empty for a new name."""
    if text.casefold() in {"", "new", "n", "no", "新", "新名", "无", "否"}:
        return ""
    return read_names_answer(text.translate(_BREAKS).partition(",")[0])[0]


def read_places(text: str, places: Gazetteer) -> tuple[str, ...]:
    """Market codes for countries by name or code; all that is not understood is told at once."""
    parts = split(text)
    if not parts:
        raise mistake("error.cli.answer_empty")
    unknown = [part for part in parts if places.find(part) is None]
    if unknown:
        raise UserMistake(*(_unknown_place(part, places.near(part)) for part in unknown))
    return tuple(dict.fromkeys(code for part in parts if (code := places.find(part))))


def _unknown_place(text: str, near: tuple[str, ...]) -> Mistake:
    if near:
        return Mistake("error.cli.place_meant", {"place": text, "near": near})
    return Mistake("error.cli.place", {"place": text})


def read_search(text: str) -> str:
    """`main`, `some` or `little`, by number, word or nothing (some)."""
    word = text.casefold().rstrip(".") or "some"
    if word in {"1", "2", "3"}:
        return SEARCH[int(word) - 1]
    by_word = {"主要": "main", "很重要": "main", "一般": "some", "有些": "some", "不重要": "little", "很少": "little"}
    word = by_word.get(word, word)
    if word not in SEARCH:
        raise mistake("error.cli.answer_choice", value=text, choices=suggest(word, SEARCH))
    return word
