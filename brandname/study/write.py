"""Writes the files of a study: an empty one, one from six answers, a market, one more candidate.

Never overwrites a file of the user's and never rewrites one as a whole: additions are inserted as text, so comments,
order and encoding stay. Files appear complete or not at all.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from brandname.errors import Mistake, UserMistake, Where, mistake
from brandname.model import sameness
from brandname.study.book import Book
from brandname.study.candidates import SEARCH_MATTERS, read_candidates
from brandname.study.encoding import TextFile, decode, read_file
from brandname.study.facts import MarketFacts, facts, known_markets
from brandname.study.markets import check_code
from brandname.study.names import check_name
from brandname.study.reading import CANDIDATES, INTERVIEWS, MARKETS, REVIEWS
from brandname.study.tree import parse
from brandname.study.yamltext import flow, insert_item, quote

IGNORED = (".brandname/", "reports/", "interviews/respondents.csv")
"""What a study's `.gitignore` holds: the program's own output, and personal data."""
LANGUAGES = ("en", "zh-Hans")
"""Languages of the comments in new files."""


@dataclass(frozen=True, slots=True)
class StartAnswers:
    """The six answers of `brandname start`."""

    goods: str
    """In plain words."""
    names: tuple[str, ...]
    markets: tuple[str, ...]
    """Codes of packaged markets."""
    ideas: tuple[str, ...] = ()
    """What the name should evoke."""
    incumbent: str = ""
    """The name to be replaced; empty for a new name."""
    search_matters: str = "some"
    """`main`, `some` or `little`."""
    language: str = "en"
    """Of the comments in the files."""


def init_study(folder: Path, *, language: str = "en") -> tuple[Path, ...]:
    """An empty study with comments that teach; the files written. UserMistake when there is a study already."""
    return _write_study(folder, StartAnswers("", (), (), language=language))


def start_study(folder: Path, answers: StartAnswers) -> tuple[Path, ...]:
    """A study from six answers; the files written. UserMistake for a bad name or country, or a study already there."""
    book = Book()
    kept: dict[str, str] = {}
    for given in answers.names:
        name = check_name(given, None, book)
        if name and kept.setdefault(sameness(name), name) != name:
            book.refuse("same_name", None, name=name, other=kept[sameness(name)], first=name)
    if answers.incumbent:
        check_name(answers.incumbent, None, book)
    for code in answers.markets:
        if check_code(code, None, book) and code not in known_markets():
            book.refuse("market_unpackaged", None, code=code)
    if answers.search_matters not in SEARCH_MATTERS:
        book.refuse_choice("choice", None, answers.search_matters, SEARCH_MATTERS, key="search_matters")
    book.close()
    return _write_study(folder, answers)


def add_market(root: Path, code: str, *, language: str = "en") -> Path:
    """Writes `markets/<code>.yaml` with the packaged values as comments; its path.

    UserMistake when the file exists, or the code is no country or has no packaged facts.
    """
    label = f"{MARKETS}/{code}.yaml"
    book = Book()
    if check_code(code, Where(label), book) and code not in known_markets():
        book.refuse("market_unpackaged", Where(label), code=code)
    elif not book.mistakes and (root / label).exists():
        book.refuse("exists", Where(label))
    book.close()
    path = root / label
    write_new(path, market_text(facts(code), language))
    return path


def append_candidate(root: Path, name: str, origin: str = "") -> Path:
    """Adds a name at the end of the candidates, as text; everything else in the file stays as it is.

    UserMistake for a bad name, a name already listed, a file that doesn't read, or a layout text can't be added to.
    """
    book = Book()
    file = read_file(root / CANDIDATES, CANDIDATES, book)
    known = check_name(name, Where(CANDIDATES), book)
    before = read_candidates(file, None, book) if file else None
    book.close()
    assert file is not None and before is not None, "an unread file is a mistake"  # noqa: S101
    twin = next((c for c in before.candidates if sameness(c.name) == sameness(known)), None)
    if twin:
        raise mistake("error.study.same_name", Where(CANDIDATES), name=known, other=twin.name, first=twin.where)
    tree = parse(file.text, CANDIDATES, Book())
    text = insert_item(file.text, tree, "candidates", {"name": known, "origin": origin.strip()})
    if not _adds_only(file, text, known, origin.strip()):
        raise mistake("error.study.cannot_append", Where(CANDIDATES), name=known)
    path = (root / CANDIDATES).resolve()
    write_atomically(path, file.encode(text))
    return root / CANDIDATES


def _adds_only(file: TextFile, text: str, name: str, origin: str) -> bool:
    """Whether the new text reads as the old one with exactly this name more."""
    book = Book()
    raw = file.encode(text)
    again = decode(raw, CANDIDATES, book)
    if again is None:
        return False
    before, after = read_candidates(file, None, book), read_candidates(again, None, book)
    old = [(c.name, c.latin, c.say, c.lang, c.story, c.origin, c.status, c.forms) for c in before.candidates]
    new = [(c.name, c.latin, c.say, c.lang, c.story, c.origin, c.status, c.forms) for c in after.candidates]
    added = new[len(old):]
    return not book.mistakes and before.brief == after.brief and list(before.checks) == list(after.checks) and (
        new[:len(old)] == old and len(added) == 1 and (added[0][0], added[0][5]) == (name, origin)
    )


def market_text(packaged: MarketFacts, language: str) -> str:
    """The text of a new market file."""
    shares = [f"{quote(s.tag)}: {'' if s.share is None else format(s.share, 'g')}" for s in packaged.languages]
    values = {
        "label": quote(packaged.label),
        "languages": "{" + ", ".join(shares) + "}",
        "subcultures": flow(packaged.subculture_ids),
        "tlds": flow(packaged.tlds),
        "platforms": flow(packaged.platforms),
        "engines": flow(packaged.engines),
        "offices": flow(packaged.office_codes),
    }
    lines = "\n".join(f"# {key}: {value}" for key, value in values.items())
    return _template("market.yaml", language).substitute(label=packaged.label, code=packaged.code, packaged=lines)


def _write_study(folder: Path, answers: StartAnswers) -> tuple[Path, ...]:
    if (folder / CANDIDATES).exists():
        raise mistake("error.study.study_exists", Where(CANDIDATES))
    if folder.exists() and not folder.is_dir():
        raise mistake("error.study.no_folder", Where(str(folder)))
    texts = {
        f"{INTERVIEWS}/README.md": _template("interviews.md", answers.language).template,
        f"{MARKETS}/README.md": _template("markets.md", answers.language).template,
        REVIEWS: _template("reviews.yaml", answers.language).template,
        **{f"{MARKETS}/{code}.yaml": market_text(facts(code), answers.language) for code in answers.markets},
        CANDIDATES: _candidates_text(answers),  # last: with it, the folder is a study
    }
    written = []
    for label, text in texts.items():
        if not (folder / label).exists():
            write_new(folder / label, text)
            written.append(folder / label)
    return (*written, *_ignore(folder))


def _candidates_text(answers: StartAnswers) -> str:
    names = {sameness(name): name.strip() for name in (*answers.names, *filter(None, [answers.incumbent]))}
    listed: list[str] = []
    for key, name in names.items():
        listed.append(f"  - name: {quote(name)}")
        if answers.incumbent and key == sameness(answers.incumbent):
            listed.append("    status: incumbent")
    return _template(CANDIDATES, answers.language).substitute(
        project="rename" if answers.incumbent else "new",
        incumbent=f"  incumbent: {quote(answers.incumbent.strip())}\n" if answers.incumbent else "",
        goods=quote(answers.goods.strip()) if answers.goods.strip() else "",
        ideas=flow(idea.strip() for idea in answers.ideas if idea.strip()),
        search=answers.search_matters,
        candidates="".join(f"\n{line}" for line in listed),
    )


def _ignore(folder: Path) -> tuple[Path, ...]:
    """Adds the lines a study needs to `.gitignore`; its path when something was missing."""
    path = folder / ".gitignore"
    old = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    there = {line.strip().strip("/") for line in old.splitlines()}
    missing = [line for line in IGNORED if line.strip("/") not in there]
    if not missing:
        return ()
    gap = "" if not old or old.endswith("\n") else "\n"
    write_atomically(path, (old + gap + "\n".join(missing) + "\n").encode("utf-8", "surrogateescape"))
    return (path,)


def _template(name: str, language: str) -> Template:
    folder = language if language in LANGUAGES else "en"
    return Template(files("brandname.study").joinpath("templates", folder, name).read_text(encoding="utf-8"))


def write_new(path: Path, text: str) -> None:
    """A new UTF-8 file; UserMistake when it exists by now or can't be written."""
    if path.exists():
        raise mistake("error.study.exists", Where(str(path)))
    write_atomically(path, text.encode())


def write_atomically(path: Path, raw: bytes) -> None:
    """Bytes to a file by way of a temporary one beside it; UserMistake when the folder can't be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(raw)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise UserMistake(
            Mistake("error.study.unwritable", {"reason": error.strerror or type(error).__name__}, Where(str(path)))
        ) from error
