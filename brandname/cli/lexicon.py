"""`brandname lexicon`: looks words up in lexicons, and checks files of words. Prints; parses and weighs nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Text
from brandname.cli.coverage import read_tags
from brandname.cli.options import JsonOption, StudyOption, suggest
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Mistake, UserMistake, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from brandname.language.lexicon import Entry
    from brandname.language.lexicon_search import Found
    from brandname.language.lexicon_survey import Survey
    from brandname.study.book import Book
    from brandname.study.encoding import TextFile

MOST_FOUND = 30
"""Entries printed of a word; the rest is counted, and stands in the JSON."""
MOST_LISTED = 40
"""Words printed of a list to look through."""
MOST_FORMS = 3
"""Strange forms printed of a word."""


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


def check(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE|TAG…", help="cli.lexicon.check.files")],
    tag: Annotated[str, typer.Option("--tag", metavar="TAG", help="cli.lexicon.check.tag")] = "",
    as_json: JsonOption = False,
    study: StudyOption = None,
) -> int:
    """Refuses what is wrong in lexicons, and shows what to look at in the others."""
    session = session_of(ctx, study)
    stated = next(iter(read_tags(tag or None, "--tag") or ()), "")
    mistakes: list[Mistake] = []
    surveys: list[tuple[str, Survey, Sequence[tuple[Entry, Entry]]]] = []
    for file in dict.fromkeys(files):
        try:
            surveys.append((file, *_survey(session, file, stated)))
        except UserMistake as error:
            mistakes += error.mistakes
    if as_json and not mistakes:
        session.screen.json([_survey_json(*row) for row in surveys])
    elif not as_json:
        for row in surveys:
            _print_survey(session, *row)
    if mistakes:
        session.screen.out.flush()
        raise UserMistake(*mistakes)
    return Exit.OK


COMMANDS = (("search", search), ("check", check))
"""Of the group `lexicon`."""


# ── search ───────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    _close(session, book)
    return found


def _close(session: Session, book: Book) -> None:
    """Raises what is wrong; says beside the output what is worth knowing."""
    book.close()
    for remark in book.remarks:
        session.screen.note(session.catalogue.render(remark))


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


# ── check ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _survey(session: Session, file: str, stated: str) -> tuple[Survey, Sequence[tuple[Entry, Entry]]]:
    """What is in a shipped lexicon or a file, and the packaged entries that a file's own replace, with those."""
    from brandname.language import lexicon, wordlists
    from brandname.language.lexicon_survey import survey

    path = Path(file)
    if not stated and not path.exists() and file in lexicon.known():
        return survey(file, lexicon.read_shipped(file)), ()
    if path.is_dir():
        raise mistake("error.lexicon.folder", Where(file))
    if not path.exists():
        raise mistake("error.lexicon.nothing", file=file, near=_tags_meant(file))
    tag, entries = _read_path(session, path, file, stated)
    shipped = lexicon.read_shipped(wordlists.base(tag))
    before = {(entry.word, entry.category): entry for entry in shipped}
    if set(entries) <= set(shipped):  # the packaged file itself, named by its path
        return survey(tag, entries), ()
    replaced = [(before[key], entry) for entry in entries if (key := (entry.word, entry.category)) in before]
    return survey(tag, entries, shipped), [(old, new) for old, new in replaced if old != new]


def _tags_meant(text: str) -> tuple[str, ...]:
    """The packaged lexicon that `Spanish` or `es-MX` means; all of them when none is near."""
    from brandname.language import lexicon, wordlists
    from brandname.study.languages import suggestion

    meant = wordlists.base(suggestion(text) or text)
    return (meant,) if meant in lexicon.known() else suggest(text, lexicon.known())


def _read_path(session: Session, path: Path, label: str, stated: str) -> tuple[str, tuple[Entry, ...]]:
    """The language and the entries of a file of the user's, with the classes beside it."""
    from brandname.language import lexicon
    from brandname.study.book import Book
    from brandname.study.encoding import read_file
    from brandname.study.lexicons import CLASSES, ROWS, TABLES, check_name

    if path.suffix.casefold() in TABLES:
        raise mistake("error.lexicon.table", Where(label))
    if path.suffix.casefold() == CLASSES:
        raise mistake("error.lexicon.classes", Where(label), name=path.stem + ROWS)
    book = Book()
    tag = stated or check_name(path.name, Where(label), book)
    file = read_file(path, label, book) if tag else None
    beside = path.with_suffix(CLASSES)
    label_beside = label.removesuffix(path.suffix) + CLASSES
    classes: TextFile | None = read_file(beside, label_beside, book) if tag and beside.is_file() else None
    _close(session, book)
    text = file.text if file else ""
    return tag, lexicon.read_file(text, tag, label, classes.text if classes else "", label_beside)


def _print_survey(session: Session, file: str, found: Survey, replaced: Sequence[tuple[Entry, Entry]]) -> None:
    say, screen = session.catalogue, session.screen
    name = say.language_name(found.language)
    screen.text(Text(say("cli.lexicon.check.heading", file=file, name=name, n=found.entries, forms=found.forms),
                     "heading"))
    for column, counts in found.counts.items():
        told = [f"{value or say('lexicon.region.everywhere')}={n:,}" for value, n in counts]
        if told:
            screen.text(f"{column}  ", "  ".join(told), indent=2, hang=4)
    words = [f"{word} ({', '.join(forms[:MOST_FORMS])})" for word, forms in found.strange or ()]
    _print_listed(session, "strange", None if found.strange is None else words)
    _print_listed(session, "missing", found.missing)
    if replaced:
        screen.text(say("cli.lexicon.check.replaced", n=len(replaced)), indent=2)
        for old, new in replaced[:MOST_LISTED]:
            screen.text(say("cli.lexicon.check.severity", word=new.word, gloss=new.gloss, old=old.severity,
                            new=new.severity), indent=4, hang=6)
    screen.line()


def _print_listed(session: Session, key: str, listed: Sequence[str] | None) -> None:
    """A list to look through; or that it is empty, or that nothing here can tell."""
    say, screen = session.catalogue, session.screen
    if not listed:
        screen.text(say(f"cli.lexicon.check.{'unknown' if listed is None else 'empty'}.{key}"), indent=2)
        return
    screen.text(say(f"cli.lexicon.check.{key}", n=len(listed)), indent=2)
    rest = [say("cli.lexicon.check.more", n=len(listed) - MOST_LISTED)] if len(listed) > MOST_LISTED else []
    screen.text(say.comma.join([*listed[:MOST_LISTED], *rest]), indent=4)


def _survey_json(file: str, found: Survey, replaced: Sequence[tuple[Entry, Entry]]) -> dict[str, object]:
    return {
        "file": file, "language": found.language, "entries": found.entries, "forms": found.forms,
        "counts": {column: dict(counts) for column, counts in found.counts.items()},
        "forms_not_in_frequency_list": None if found.strange is None else dict(found.strange),
        "listed_and_frequent_not_here": found.missing,
        "replaced": [{"packaged": asdict(old), "own": asdict(new)} for old, new in replaced],
    }
