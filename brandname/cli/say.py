"""`brandname say`: how names sound in languages. Prints readings and why there is none; makes none itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from brandname.cli.console import Column, Text
from brandname.cli.coverage import read_tags
from brandname.cli.markets import own_markets
from brandname.cli.options import JsonOption, StudyOption
from brandname.cli.session import Session, session_of
from brandname.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brandname.language.readings import Reading

USUAL = ("en", "es", "pt-BR", "fr", "de", "it", "pl", "tr", "id", "vi", "zh-Hans")
"""Languages when neither the command nor a study names any: widely spoken ones, read from Latin letters or hanzi."""

NamesArgument: TypeAlias = Annotated[list[str], typer.Argument(metavar="NAME…", help="cli.say.names")]
Found: TypeAlias = "Mapping[str, Sequence[Reading]]"
"""Language tag → readings of one name."""


def say(
    ctx: typer.Context,
    names: NamesArgument,
    languages: Annotated[str | None, typer.Option("--languages", metavar="LIST", help="cli.say.languages")] = None,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """The readings of each name in each language."""
    session = session_of(ctx, study)
    wanted = read_given(names)
    tags = read_tags(languages) or _study_tags(session, study is not None)
    found = {name: {tag: _readings(name, tag) for tag in tags} for name in wanted}
    if as_json:
        session.screen.json([_as_json(session, name, tag, readings)
                             for name, by_tag in found.items() for tag, readings in by_tag.items()])
        return Exit.OK
    for name, by_tag in found.items():
        _print(session, name, by_tag)
    _print_engines(session, [r for by_tag in found.values() for readings in by_tag.values() for r in readings])
    session.screen.text(Text(session.catalogue("cli.say.note"), "quiet"))
    return Exit.OK


def read_given(names: Sequence[str]) -> tuple[str, ...]:
    """Names in canonical form, without repeats; UserMistake for what can be no name, all of them in one go."""
    from brandname.study.book import Book
    from brandname.study.names import check_name

    book = Book()
    found = tuple(check_name(name, None, book) for name in names)
    book.close()
    return tuple(dict.fromkeys(found))


def why_unread(name: str, tag: str) -> str:
    """Why a name has no reading in a language: the last part of a key `cli.say.unread.…`."""
    from brandname.language.alphabets import has_digit, has_vowel, orthography, scripts_in, split_words

    ortho, scripts = orthography(tag), scripts_in(name)
    if ortho is None:
        return "language"
    if not scripts:
        return "no_letters"
    if not set(scripts) <= set(ortho.scripts):
        return "script" if len(scripts) == 1 else "mixed"
    if not ortho.engine:
        return "engine"
    if has_digit(name):
        return "digits"
    return "sounds" if all(has_vowel(word, ortho) for _, word in split_words(name)) else "vowel"


def _maybe_spelled(name: str) -> bool:
    """Whether capitals invite people to say the letters one by one, which no reading here does."""
    from brandname.language.scripts.spelling import Kind, pieces

    return any(piece.kind is Kind.ACRONYM for piece in pieces(name))


def _study_tags(session: Session, required: bool) -> tuple[str, ...]:
    """The languages of the study, or the usual ones where there is none and none was asked for."""
    from brandname import plan
    from brandname.study import read_study

    return plan.languages(read_study(session.study)) if required or own_markets(session) else USUAL


def _readings(name: str, tag: str) -> tuple[Reading, ...]:
    from brandname.language.readings import LanguageNotCovered, readings

    try:
        return readings(name, tag)
    except LanguageNotCovered:
        return ()


def _plain(session: Session, ipa: str) -> str:
    """The sounds in letters the reader knows."""
    from brandname.language.respelling import respell_for_reader

    return respell_for_reader(ipa, session.language)


def _unread(session: Session, name: str, tags: Sequence[str], reason: str) -> str:
    from brandname.language.alphabets import scripts_in

    return session.catalogue(f"cli.say.unread.{reason}", name=name, languages=tuple(tags), scripts=scripts_in(name))


def _print(session: Session, name: str, found: Found) -> None:
    """A reading a line; then the languages without one, together by reason."""
    say_, screen = session.catalogue, session.screen
    screen.text(Text(name, "heading"))
    rows = [
        (tag if k == 0 else "", say_.language_name(tag) if k == 0 else "", reading.ipa,
         _plain(session, reading.ipa), reading.spelling, say_(f"cli.say.route.{reading.route}"),
         f"{reading.confidence:.2f}")
        for tag, readings in found.items() for k, reading in enumerate(readings)
    ]
    if rows:
        screen.table([
            Column(), Column(say_("cli.coverage.language"), wrap=True), Column(say_("cli.say.ipa"), wrap=True),
            Column(say_("cli.say.plain"), wrap=True), Column(say_("cli.say.spelling"), wrap=True),
            Column(say_("cli.say.how"), wrap=True), Column(say_("cli.say.confidence"), right=True),
        ], rows, indent=2)
        if _maybe_spelled(name):
            screen.text(say_("cli.say.acronym", name=name), indent=2)
    silent: dict[str, list[str]] = {}
    for tag, readings in found.items():
        if not readings:
            silent.setdefault(why_unread(name, tag), []).append(tag)
    for reason, tags in silent.items():
        screen.text(Text("? ", "unknown"), _unread(session, name, tags, reason), indent=2, hang=4)
    screen.line()


def _print_engines(session: Session, readings: Sequence[Reading]) -> None:
    """Each engine once, with its tables that were used."""
    used: dict[str, list[str]] = {}
    for reading in readings:
        engine, _, table = reading.engine.partition(":")
        used.setdefault(engine, []).append(table)
    for engine, tables in used.items():
        known = tuple(dict.fromkeys(table for table in tables if table))
        key = "cli.say.engine_tables" if known else "cli.say.engine"
        session.screen.text(Text(session.catalogue(key, engine=engine, tables=known), "quiet"))


def _as_json(session: Session, name: str, tag: str, readings: Sequence[Reading]) -> dict[str, object]:
    reason = None if readings else why_unread(name, tag)
    return {
        "name": name, "language": tag,
        "readings": [{"ipa": r.ipa, "plain": _plain(session, r.ipa), "spelling": r.spelling, "script": r.script,
                      "route": r.route.value, "engine": r.engine, "confidence": r.confidence} for r in readings],
        "unread": reason, "why": _unread(session, name, (tag,), reason) if reason else None,
    }
