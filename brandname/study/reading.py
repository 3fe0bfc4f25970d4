"""A study's folder → a `Study`: finds the files, reads each with its module, and joins what they say.

Opens files below the study's folder only, writes nothing, and raises every mistake of every file at once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from brandname.errors import Where
from brandname.model import (
    Answer,
    Brief,
    Candidate,
    Decision,
    Market,
    Note,
    Reviews,
    Signoff,
    Study,
    sameness,
)
from brandname.study.book import Book, closest
from brandname.study.candidates import Sheet, read_candidates
from brandname.study.encoding import TextFile, read_file
from brandname.study.facts import closest as closest_market
from brandname.study.facts import known_markets
from brandname.study.lexicons import LEXICONS, read_lexicons
from brandname.study.markets import PACKAGED, packaged_market, read_market
from brandname.study.names import NameList
from brandname.study.notes import read_note
from brandname.study.reviews import read_reviews
from brandname.study.surveys import read_survey

CANDIDATES = "candidates.yaml"
REVIEWS = "reviews.yaml"
MARKETS = "markets"
INTERVIEWS = "interviews"
SKIPPED = ("readme.md", "respondents.csv")
"""In `interviews/`: how to write notes, and the one place with personal data, which is never opened."""


@dataclass(slots=True)
class _Folder:
    """The files of a study as they are read: digests, mistakes and remarks gather here."""

    root: Path
    book: Book = field(default_factory=Book)
    inputs: dict[str, str] = field(default_factory=dict)

    def read(self, label: str) -> TextFile | None:
        """One file, decoded; its digest is kept."""
        file = read_file(self.root / label, label, self.book)
        if file:
            self.inputs[label] = file.digest
        return file

    def listed(self, folder: str) -> list[str]:
        """Names of the files in a folder, sorted; hidden ones left out, none when there is no such folder."""
        try:
            return sorted(p.name for p in (self.root / folder).iterdir() if p.is_file() and not p.name.startswith("."))
        except OSError:
            return []


def read_study(root: Path, *, markets: Sequence[str] | None = None, names: NameList | None = None) -> Study:
    """The study in a folder, completed from packaged facts.

    `markets` keeps some of its markets; `names` takes the place of its candidates. Raises UserMistake with every
    mistake in every file, each with its line.
    """
    folder = _Folder(root)
    book = folder.book
    sheet = _read_sheet(folder, names)
    known = _read_markets(folder, sheet.checks, names, markets)
    reviews_file = folder.read(REVIEWS) if (root / REVIEWS).exists() else None
    reviews = read_reviews(reviews_file, sheet.checks, book) if reviews_file else Reviews()
    notes = _read_interviews(folder, [m.code for m in known], sheet, reviews, names)
    lexicons = read_lexicons(folder.listed(LEXICONS), folder.read, book)
    kept = _select(known, markets, book)
    listed = names.candidates if names else sheet.candidates
    candidates, dropped = _part(listed, reviews, book)
    if names is None:
        _remark_unknown_reviewed(reviews, listed, book)
    if not candidates and not book.mistakes:
        book.refuse("no_candidates" if not dropped else "all_dropped", Where(names.label if names else CANDIDATES))
    if names:
        folder.inputs[names.label] = names.digest
        book.remarks[:0] = names.remarks
    _remark_packaged(kept, book)
    book.close()
    codes = {market.code for market in kept}
    return Study(
        root=str(root),
        brief=(names.brief if names else None) or sheet.brief,
        candidates=candidates,
        markets=kept,
        notes=tuple(note for note in notes if note.market in codes),
        reviews=reviews,
        checks=sheet.checks,
        dropped=dropped,
        remarks=tuple(book.remarks),
        inputs=dict(sorted(folder.inputs.items())),
        lexicons=lexicons,
    )


def _read_sheet(folder: _Folder, names: NameList | None) -> Sheet:
    """`candidates.yaml`, which only a name list can do without."""
    codes = {Path(name).stem for name in folder.listed(MARKETS) if name.endswith(".yaml")}
    if not (folder.root / CANDIDATES).exists():
        if names is None:
            key = "no_study" if folder.root.is_dir() else "no_folder"
            folder.book.refuse(key, Where(CANDIDATES if folder.root.is_dir() else str(folder.root)))
            folder.book.close()
        return Sheet(brief=Brief())
    file = folder.read(CANDIDATES)
    return read_candidates(file, codes, folder.book) if file else Sheet()


def _read_markets(
    folder: _Folder, checks: Collection[str], names: NameList | None, wanted: Sequence[str] | None
) -> tuple[Market, ...]:
    """Every market of the study; for a name list without a study, the wanted ones from packaged facts."""
    found: list[Market] = []
    book = folder.book
    files = 0
    for name in folder.listed(MARKETS):
        label = f"{MARKETS}/{name}"
        if name.endswith(".yaml"):
            files += 1
            file = folder.read(label)
            market = read_market(file, checks, book) if file else None
            found += [market] if market else []
        elif name.endswith(".yml"):
            files += 1
            book.refuse("yml", Where(label), name=name.removesuffix(".yml") + ".yaml")
        elif name.casefold() != "readme.md":
            book.remark("stray_file", file=label)
    if files:
        return tuple(found)
    if names and wanted:
        packaged = [code for code in dict.fromkeys(wanted) if code in known_markets()]
        if packaged:
            book.remark("packaged_markets", markets=tuple(packaged))
        return tuple(packaged_market(code) for code in packaged)
    book.refuse("no_markets", Where(MARKETS))
    return ()


def _select(known: tuple[Market, ...], wanted: Sequence[str] | None, book: Book) -> tuple[Market, ...]:
    """The wanted markets, in the study's order."""
    if wanted is None:
        return known
    codes = tuple(market.code for market in known)
    for code in wanted:
        if code in codes:
            continue
        if code in known_markets():
            book.refuse("market_not_in_study", None, code=code, known=codes)
            continue
        near = closest(code, codes) or next(iter(closest_market(code)), "")
        book.refuse("market_unknown_close" if near else "market_unknown", None, code=code, near=near, known=codes)
    return tuple(market for market in known if market.code in wanted)


def _read_interviews(
    folder: _Folder, markets: Sequence[str], sheet: Sheet, reviews: Reviews, names: NameList | None
) -> tuple[Note, ...]:
    """Notes and survey exports; ids must differ, and a name nobody proposed is remarked."""
    found: dict[str, Note] = {}
    book = folder.book
    for name in folder.listed(INTERVIEWS):
        label = f"{INTERVIEWS}/{name}"
        suffix = Path(name).suffix.casefold()
        if name.casefold() in SKIPPED:
            continue
        if suffix not in (".md", ".csv"):
            book.remark("stray_file", file=label)
            continue
        file = folder.read(label)
        if file is None:
            continue
        note = read_note(file, markets, book) if suffix == ".md" else None
        for read in read_survey(file, markets, book) if suffix == ".csv" else [note] if note else []:
            first = found.setdefault(read.id, read)
            if first is not read:
                book.refuse("same_id", _where(read.where), id=read.id, first=first.where)
    _remark_unmatched(found.values(), (*sheet.candidates, *(names.candidates if names else ())), reviews, book)
    return tuple(found.values())


def _remark_unmatched(
    notes: Collection[Note], candidates: Collection[Candidate], reviews: Reviews, book: Book
) -> None:
    """Says which names in notes are no candidate's, so that a slip of the pen does not lose an answer."""
    known = {sameness(drop.name) for drop in reviews.drops}
    for candidate in candidates:
        known |= {sameness(text) for text in (candidate.name, *candidate.latin, *(f.written for f in candidate.forms))}
    unmatched: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for note in notes:
        for heard in note.heard:
            key = sameness(heard.name)
            if key not in known:
                unmatched.setdefault(key, []).append(note.id)
                spelled.setdefault(key, heard.name)
    for key, ids in unmatched.items():
        book.remark("unmatched_name", name=spelled[key], n=len(ids), notes=tuple(ids[:3]))


def _remark_unknown_reviewed(reviews: Reviews, listed: Sequence[Candidate], book: Book) -> None:
    """Says which names in reviews no candidate has, so that a slip of the pen does not lose a blocker."""
    known = {sameness(drop.name) for drop in reviews.drops}
    for candidate in listed:
        known |= {sameness(text) for text in (candidate.name, *candidate.latin, *(f.written for f in candidate.forms))}
    unknown: dict[str, list[str]] = {}
    every: tuple[Decision | Answer | Signoff, ...] = (*reviews.decisions, *reviews.answers, *reviews.signoffs)
    for review in every:
        if sameness(review.name) not in known:
            unknown.setdefault(review.name, []).append(review.where)
    for name, where in unknown.items():
        book.remark("unknown_reviewed", name=name, n=len(where), where=tuple(where))


def _part(
    listed: Sequence[Candidate], reviews: Reviews, book: Book
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Names to check, and names the team has left; one that is proposed again all the same is remarked."""
    left = {sameness(drop.name): drop for drop in reviews.drops}
    kept: list[Candidate] = []
    dropped: list[Candidate] = []
    for candidate in listed:
        drop = left.get(sameness(candidate.name))
        if drop and candidate.status != "dropped":
            book.remark("dropped_before", name=candidate.name, on=drop.on, reason=drop.reason, by=drop.by)
        if drop or candidate.status == "dropped":
            dropped.append(replace(candidate, status="dropped"))
        else:
            kept.append(candidate)
    return tuple(kept), tuple(dropped)


def _remark_packaged(markets: Sequence[Market], book: Book) -> None:
    filled = [m.code for m in markets if any(m.origins.get(key, "").startswith("packaged") for key in PACKAGED)]
    if filled:
        values = sum(m.origins.get(key, "").startswith("packaged") for m in markets for key in PACKAGED)
        book.remark("packaged", n=values, markets=tuple(filled))


def _where(text: str) -> Where:
    """A place read back from its text; columns and lines are missing from the end."""
    parts = text.rsplit(":", 2)
    numbers = [int(part) for part in parts[1:] if part.isdigit()]
    return Where(parts[0], *numbers)
