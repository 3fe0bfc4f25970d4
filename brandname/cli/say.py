"""`brandname say`: how names sound in languages. Prints every reading, second opinions, and why there is none.

Makes no reading itself. Other engines on this machine are asked unless told not to; nothing leaves the computer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from brandname.cli.console import Column, Text
from brandname.cli.coverage import read_tags
from brandname.cli.markets import own_markets
from brandname.cli.options import JsonOption, StudyOption
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brandname.language.adaptation import Change
    from brandname.language.readings import Reading
    from brandname.language.witness import Witness

USUAL = ("en", "es", "pt-BR", "fr", "de", "it", "pl", "tr", "id", "vi", "zh-Hans")
"""Languages when neither the command nor a study names any: widely spoken ones, read from Latin letters or hanzi."""

NamesArgument: TypeAlias = Annotated[list[str], typer.Argument(metavar="NAME…", help="cli.say.names")]


@dataclass(frozen=True, slots=True)
class Heard:
    """One name in one language."""

    tag: str
    readings: Sequence[Reading]
    """Likeliest first."""
    witnesses: Sequence[Witness]
    """What other engines read for the same spelling."""
    changes: Sequence[Change]
    """What speakers do to the owner's pronunciation, or to the English one; empty when not asked for."""


Found: TypeAlias = "Mapping[str, Sequence[Heard]]"
"""Name → what is heard, a language each."""


def say(
    ctx: typer.Context,
    names: NamesArgument,
    languages: Annotated[str | None, typer.Option("--languages", metavar="LIST", help="cli.say.languages")] = None,
    stated: Annotated[str, typer.Option("--say", metavar="TEXT", help="cli.say.stated")] = "",
    origin: Annotated[str, typer.Option("--lang", metavar="TAG", help="cli.say.lang")] = "",
    changes: Annotated[bool, typer.Option("--changes", help="cli.say.changes")] = False,
    witnesses: Annotated[bool, typer.Option("--witnesses/--no-witnesses", help="cli.say.witnesses")] = True,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """The readings of each name in each language."""
    session = session_of(ctx, study)
    wanted = read_given(names)
    tags = read_tags(languages) or _study_tags(session, study is not None)
    check_stated(stated, wanted)
    origin = next(iter(read_tags(origin or None) or ()), "")
    found = _listen(wanted, tags, Ways(stated, origin, changes, witnesses))
    if as_json:
        session.screen.json([_as_json(session, name, heard) for name, row in found.items() for heard in row])
        return Exit.OK
    for name, row in found.items():
        _print(session, name, row)
    _print_engines(session, [r for row in found.values() for heard in row for r in heard.readings])
    session.screen.text(Text(session.catalogue("cli.say.note"), "quiet"))
    return Exit.OK


@dataclass(frozen=True, slots=True)
class Ways:
    """What the command line says about how to listen."""

    say: str
    origin: str
    changes: bool
    witnesses: bool


def check_stated(stated: str, names: Sequence[str]) -> None:
    """UserMistake for one pronunciation of several names, and for one that cannot be read."""
    from brandname.language.respelling import said, unsaid_signs

    if stated and len(names) > 1:
        raise mistake("error.say.one_name", Where("--say"), names=tuple(names))
    if signs := unsaid_signs(stated):
        raise mistake("error.say.signs", Where("--say"), say=stated, signs=signs)
    if stated and not said(stated):
        raise mistake("error.say.no_vowel", Where("--say"), say=stated)


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
    from brandname.language.readings import is_covered

    ortho, scripts = orthography(tag), scripts_in(name)
    if not is_covered(tag):
        return "language"
    if not scripts and not has_digit(name):
        return "no_letters"
    if len(scripts) > 1 and not (ortho and set(scripts) <= set(ortho.scripts)):
        return "mixed"
    if scripts and (ortho is None or (scripts != ("Latn",) and not set(scripts) <= set(ortho.scripts))):
        return "script"
    if has_digit(name):
        return "digits"
    vowels = ortho is not None and all(has_vowel(word, ortho) for _, word in split_words(name))
    return "sounds" if vowels else "vowel"


def _study_tags(session: Session, required: bool) -> tuple[str, ...]:
    """The languages of the study, or the usual ones where there is none and none was asked for."""
    from brandname import plan
    from brandname.study import read_study

    return plan.languages(read_study(session.study)) if required or own_markets(session) else USUAL


def _listen(names: Sequence[str], tags: Sequence[str], ways: Ways) -> dict[str, list[Heard]]:
    """Readings of all names, a language at a time: another engine is started once for all of them."""
    from brandname.language import witness
    from brandname.language.readings import Route, is_covered, readings

    found: dict[str, list[Heard]] = {name: [] for name in names}
    for tag in tags:
        if not is_covered(tag):
            for name in names:
                found[name].append(Heard(tag, (), (), ()))
            continue
        first = {name: readings(name, tag, say=ways.say, origin=ways.origin) for name in names}
        spelled = {name: reading.spelling for name, made in first.items() for reading in made
                   if reading.route is Route.NATIVE_SPELLING}
        answers = witness.ask(tuple(dict.fromkeys(spelled.values())), tag) if ways.witnesses and spelled else {}
        heard = {spelling: tuple(row[i] for row in answers.values() if row[i].ipa)
                 for i, spelling in enumerate(dict.fromkeys(spelled.values()))}
        for name in names:
            others = heard.get(spelled.get(name, ""), ())
            made = readings(name, tag, say=ways.say, origin=ways.origin, witnesses=others) if others else first[name]
            found[name].append(Heard(tag, made, others, _changes(name, tag, ways) if ways.changes else ()))
    return found


def _changes(name: str, tag: str, ways: Ways) -> Sequence[Change]:
    """What speakers of a language do to the stated pronunciation, to that of the origin, or to the English one."""
    from brandname.language.adaptation import adapt
    from brandname.language.readings import is_covered, readings
    from brandname.language.respelling import said

    source = ways.origin if ways.origin and is_covered(ways.origin) else "en-US"
    read = readings(name, source)
    ipa = said(ways.say) or (read[0].ipa if read else "")
    return tuple(dict.fromkeys(adapt(ipa, tag).changes)) if ipa and source.split("-")[0] != tag.split("-")[0] else ()


def _plain(session: Session, ipa: str, tag: str) -> str:
    """The sounds in letters the reader knows."""
    from brandname.language.respelling import respell_for_reader

    return respell_for_reader(ipa, session.language, tag)


def _unread(session: Session, name: str, tags: Sequence[str], reason: str) -> str:
    from brandname.language.alphabets import scripts_in

    return session.catalogue(f"cli.say.unread.{reason}", name=name, languages=tuple(tags), scripts=scripts_in(name))


def _print(session: Session, name: str, row: Sequence[Heard]) -> None:
    """A reading a line, then second opinions; the languages without one at the end, together by reason."""
    from brandname.language.adaptation import NEAREST
    from brandname.language.unwritten import MARK

    say_, screen = session.catalogue, session.screen
    screen.text(Text(name, "heading"))
    rows = [line for heard in row for line in _lines(session, heard)]
    if rows:
        screen.table([
            Column(), Column(say_("cli.coverage.language"), wrap=True), Column(say_("cli.say.ipa"), wrap=True),
            Column(say_("cli.say.plain"), wrap=True), Column(say_("cli.say.spelling"), wrap=True),
            Column(say_("cli.say.how"), wrap=True), Column(say_("cli.say.confidence"), right=True),
        ], rows, indent=2)
    for heard in row:
        for change in heard.changes:
            key = "cli.say.change." + ("nearest" if change.source == NEAREST else change.act)
            text = say_(key, language=heard.tag, sound=change.sound, instead=change.instead, source=change.source)
            screen.text(text, indent=2, hang=4)
    guessed = [heard.tag for heard in row if any(reading.engine.endswith(MARK) for reading in heard.readings)]
    if guessed:
        screen.text(say_("cli.say.unwritten", languages=tuple(guessed)), indent=2, hang=4)
    silent: dict[str, list[str]] = {}
    for heard in row:
        if not heard.readings:
            silent.setdefault(why_unread(name, heard.tag), []).append(heard.tag)
    for reason, tags in silent.items():
        screen.text(Text("? ", "unknown"), _unread(session, name, tags, reason), indent=2, hang=4)
    screen.line()


def _lines(session: Session, heard: Heard) -> list[tuple[str, ...]]:
    """The lines of one language; its name stands on the first."""
    say_ = session.catalogue
    made = [(reading.ipa, _plain(session, reading.ipa, heard.tag), reading.spelling,
             say_(f"cli.say.route.{reading.route}"), f"{reading.confidence:.2f}") for reading in heard.readings]
    made += [(other.ipa, _plain(session, other.ipa, heard.tag), "", say_("cli.say.witness", engine=other.engine), "")
             for other in heard.witnesses]
    return [((heard.tag, say_.language_name(heard.tag)) if k == 0 else ("", "")) + line for k, line in enumerate(made)]


def _print_engines(session: Session, readings: Sequence[Reading]) -> None:
    """Each engine once, with its tables that were used."""
    used: dict[str, list[str]] = {}
    for reading in readings:
        engine, _, table = reading.engine.partition(":")
        if engine == "stated":
            continue  # said beside the reading; no engine of ours
        used.setdefault(engine, []).append(table)
    for engine, tables in used.items():
        known = tuple(dict.fromkeys(table for table in tables if table))
        key = "cli.say.engine_tables" if known else "cli.say.engine"
        session.screen.text(Text(session.catalogue(key, engine=engine, tables=known), "quiet"))


def _as_json(session: Session, name: str, heard: Heard) -> dict[str, object]:
    reason = None if heard.readings else why_unread(name, heard.tag)
    return {
        "name": name, "language": heard.tag,
        "readings": [{"ipa": r.ipa, "plain": _plain(session, r.ipa, heard.tag), "spelling": r.spelling,
                      "script": r.script, "route": r.route.value, "engine": r.engine, "confidence": r.confidence}
                     for r in heard.readings],
        "witnesses": [{"engine": other.engine, "ipa": other.ipa} for other in heard.witnesses],
        "changes": [{"act": change.act.value, "sound": change.sound, "instead": change.instead,
                     "source": change.source} for change in heard.changes],
        "unread": reason, "why": _unread(session, name, (heard.tag,), reason) if reason else None,
    }
