"""`brandname lexicon search`: what lexicons hold about a word. Prints; finds and weighs nothing itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Text
from brandname.cli.coverage import read_tags
from brandname.cli.lexicon_check import check, tell_remarks
from brandname.cli.options import JsonOption, StudyOption
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Mistake, UserMistake, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from brandname.language.lexicon import Entry
    from brandname.language.lexicon_search import Found

MOST_FOUND = 30
"""Entries printed of a word; the rest is counted, and stands in the JSON."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The lexicons asked in one language."""

    tag: str
    entries: Sequence[Entry]
    own: frozenset[Entry]
    """Those of them that are the study's."""
    replaced: frozenset[Entry]
    """Own entries that stand in place of a packaged one."""


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help="cli.lexicon.search.words")],
    languages: Annotated[
        str | None, typer.Option("--languages", metavar="LIST", help="cli.lexicon.search.languages")
    ] = None,
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """What lexicons hold about words."""
    from brandname.language import lexicon, lexicon_search

    session = session_of(ctx, study)
    wanted, tags = _read_words(words), read_tags(languages)
    own = lexicon.read_own(_own_texts(session, required=study is not None))
    known = tuple(dict.fromkeys((*lexicon.known(), *own)))
    shelves = [_shelf(tag, own) for tag in tags or known]
    asked = [shelf for shelf in shelves if shelf.entries]
    entries = tuple(dict.fromkeys(entry for shelf in asked for entry in shelf.entries))
    missing = tuple(shelf.tag for shelf in shelves if not shelf.entries)
    found = {word: lexicon_search.search(word, entries) for word in wanted}
    close = {word: () if hits else lexicon_search.near(word, entries) for word, hits in found.items()}
    if as_json:
        session.screen.json([
            {"word": word, "asked": [shelf.tag for shelf in asked], "not_covered": missing,
             "found": [_found_json(hit, asked) for hit in hits], "near": close[word]} for word, hits in found.items()])
        return Exit.OK
    for word, hits in found.items():
        session.screen.text(Text(word, "heading"))
        for hit in hits[:MOST_FOUND]:
            _print_found(session, hit, asked)
        _print_rest(session, len(hits), len(asked), close[word])
        session.screen.line()
    if missing:
        session.screen.text(Text(session.catalogue("cli.lexicon.search.not_covered", languages=missing), "unknown"))
    session.screen.text(Text(session.catalogue("cli.lexicon.search.note"), "quiet"))
    return Exit.OK


COMMANDS = (("search", search), ("check", check))
"""Of the group `lexicon`."""


def _read_words(words: Sequence[str]) -> tuple[str, ...]:
    """Words in canonical form, without repeats; UserMistake with the place of each that can't be looked up."""
    from brandname.study.book import Book
    from brandname.study.names import check_name

    found = [check_name(word, None, Book()) for word in words]
    wrong = [Mistake("error.lexicon.word", {"place": place}) for place, word in enumerate(found, 1) if not word]
    if wrong:
        raise UserMistake(*wrong)
    return tuple(dict.fromkeys(found))


def _own_texts(session: Session, *, required: bool) -> Mapping[str, str]:
    """The files of the study's `lexicon/`; UserMistake for a wrong one, or a folder that is not there if `required`."""
    from brandname.study.book import Book
    from brandname.study.encoding import read_file
    from brandname.study.lexicons import LEXICONS, read_lexicons

    book, folder = Book(), session.study / LEXICONS
    if required and not session.study.is_dir():
        raise mistake("error.study.no_folder", Where(str(session.study)))
    names = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    found = read_lexicons([name for name in names if not name.startswith(".")],
                          lambda label: read_file(session.study / label, label, book), book)
    tell_remarks(session, book)
    return found


def _shelf(tag: str, own: Mapping[str, Sequence[Entry]]) -> Shelf:
    """The packaged lexicon of a tag's language with the study's words for it."""
    from brandname.language import lexicon, wordlists

    shipped = lexicon.read_shipped(wordlists.base(tag))
    ours = lexicon.of_language({name: tuple(rows) for name, rows in own.items()}, tag)
    held = {(entry.word, entry.category) for entry in shipped}
    return Shelf(tag, lexicon.extended(shipped, ours), frozenset(ours),
                 frozenset(entry for entry in ours if (entry.word, entry.category) in held))


def _source(hit: Found, shelves: Iterable[Shelf]) -> str:
    """`packaged`, `own`, or `instead` for an own entry in place of a packaged one."""
    for shelf in shelves:
        if hit.entry in shelf.replaced:
            return "instead"
        if hit.entry in shelf.own:
            return "own"
    return "packaged"


def _print_found(session: Session, hit: Found, shelves: Sequence[Shelf]) -> None:
    say, entry = session.catalogue, hit.entry
    reading = say("cli.lexicon.search.reading", reading=entry.reading) if entry.reading else ""
    session.screen.text(say(f"cli.lexicon.search.way.{hit.way}", language=entry.language, word=entry.word,
                            text=hit.text, reading=reading, gloss=entry.gloss), indent=2, hang=4)
    source = _source(hit, shelves)
    said = [
        say(f"lexicon.category.{entry.category}"), say(f"lexicon.severity.{entry.severity}"),
        say(f"lexicon.register.{entry.register}"), regions(session, entry.regions),
        *([say("lexicon.sense.side")] if entry.sense == "side" else []),
        *([] if source == "packaged" else [say(f"cli.lexicon.search.source.{source}", language=entry.language)]),
    ]
    role = "warning" if entry.severity > 1 else "plain"
    session.screen.text(Text(" · ".join(said), role), indent=4, hang=4)


def regions(session: Session, codes: Sequence[str]) -> str:
    """Where a word is at home, in the reader's words."""
    say = session.catalogue
    if not codes:
        return say("lexicon.region.everywhere")
    return say.join([say(f"lexicon.region.{code}") if say.has(f"lexicon.region.{code}") else say.market_name(code)
                     for code in codes])


def _print_rest(session: Session, hits: int, asked: int, close: Sequence[str]) -> None:
    """How many entries are not printed; or that there is none, and what may have been meant."""
    say, screen = session.catalogue, session.screen
    if hits > MOST_FOUND:
        screen.text(Text(say("cli.lexicon.search.more", n=hits - MOST_FOUND), "quiet"), indent=2)
    elif not hits and asked:
        screen.text(say("cli.lexicon.search.nothing", n=asked), indent=2)
        if close:
            screen.text(say("cli.lexicon.search.near", words=tuple(close)), indent=2)
    elif not hits:
        screen.text(Text(say("cli.lexicon.search.not_asked"), "unknown"), indent=2)


def _found_json(hit: Found, shelves: Sequence[Shelf]) -> dict[str, object]:
    return {**asdict(hit.entry), "found_by": hit.way, "text": hit.text, "source": _source(hit, shelves)}
