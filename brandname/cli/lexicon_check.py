"""`brandname lexicon check`: mistakes in files of words, and what to look at. Prints; parses and counts nothing."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandname.cli.console import Text
from brandname.cli.coverage import read_tags
from brandname.cli.options import JsonOption, StudyOption, suggest
from brandname.cli.session import Session, session_of
from brandname.errors import Exit, Mistake, UserMistake, Where, mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brandname.language.lexicon import Entry
    from brandname.language.lexicon_survey import Survey
    from brandname.study.book import Book
    from brandname.study.encoding import TextFile

MOST_LISTED = 40
"""Words printed of a list to look through."""
MOST_FORMS = 3
"""Strange forms printed of a word."""


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


def tell_remarks(session: Session, book: Book) -> None:
    """Raises what is wrong; says beside the output what is worth knowing."""
    book.close()
    for remark in book.remarks:
        session.screen.note(session.catalogue.render(remark))


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
    tell_remarks(session, book)
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
