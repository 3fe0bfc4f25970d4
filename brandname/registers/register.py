"""One imported register, opened to be read. Finds marks by id, number or exact name; likeness is `index/`'s work."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from brandname.registers import file
from brandname.registers.exact import code_exact, fold_exact
from brandname.registers.records import Drawing, MarkRecord, MarkStatus

DETAILS = ("application", "registration", "mark", "drawing", "status_text", "filed", "registered", "expires",
           "status_date", "owner", "owner_country", "class_list", "goods", "similar_groups", "pseudo",
           "transliterations", "translations", "disclaimed")
"""Columns of `details` after the id, in the order of the schema."""
_PART = 500
"""Ids a query: below SQLite's oldest limit of 999 parameters."""


@dataclass(frozen=True, slots=True)
class Import:
    """One file that was imported."""

    number: int
    source: str
    """Name of the file or folder, without its path."""
    format: str
    digest: str
    started: str
    """UTC, ISO 8601."""
    finished: str
    """Empty while under way."""
    taken: int
    """Entries read from the source: added + changed + same + older + joined + the entries refused as a whole."""
    added: int
    changed: int
    same: int
    older: int
    """An older state of a mark than the one held; not taken."""
    joined: int
    """A further entry of a mark this import has met before."""
    wordless: int
    """Marks without words: kept, but there is no name to compare."""
    refused: int
    """Rows not taken."""
    flawed: int
    """Values not taken, of rows that were."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or a value of a row, that an import did not take."""

    file: str
    line: int
    """1-based; 0 when not known."""
    column: int
    """1-based; 0 for the whole row."""
    whole: bool
    """True for the row; False for one value of a row that was taken."""
    reason: str
    """Last part of the message key `registers.refused.<reason>`."""
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RegisterInfo:
    """What a register holds."""

    id: str
    title: str
    """As the user named it, else the name of the first source."""
    offices: tuple[str, ...]
    edition: str
    marks: int
    live: int
    """Registered, pending, or of unknown status."""
    names: int
    """Texts searched: marks with words, pseudo marks, transliterations."""
    imported: str
    """When it last changed; UTC, ISO 8601."""
    bytes: int
    """On disk, without the index."""
    imports: tuple[Import, ...]
    """Oldest first."""


class Register:
    """Used as `with shelf.open(id) as register:`; reads only. Damage met while reading is a UserMistake."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = file.open_to_read(path)
        self.info = read_info(self._db, path)

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error) and (known := file.as_mistake(error, self.path)):
            raise known from error

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    @property
    def edition(self) -> str:
        """Changes whenever a mark is added or changed; an index made from another edition is stale."""
        return self.info.edition

    @property
    def index_folder(self) -> Path:
        """Where the index keeps its files; removed with the register."""
        return index_folder(self.path)

    def names(self, after: int = 0, limit: int = 100_000) -> list[tuple[int, int, str]]:
        """(name id, mark id, text) in ascending name id, of ids above `after`; empty at the end.

        A mark gives its words, its pseudo marks and its transliterations; ids may have gaps.
        """
        return self._db.execute("SELECT id, mark, text FROM names WHERE id > ? ORDER BY id LIMIT ?",
                                (after, limit)).fetchall()

    def columns(self, after: int = 0, limit: int = 100_000) -> list[tuple[int, MarkStatus, int, str]]:
        """(mark id, status, class mask, office) in ascending mark id, of ids above `after`; empty at the end.

        Bit n of the mask is class n; 0 means unknown and counts as every class.
        """
        known = {status.value: status for status in MarkStatus}
        rows = self._db.execute("SELECT id, status, classes, office FROM marks WHERE id > ? ORDER BY id LIMIT ?",
                                (after, limit))
        return [(id_, known[status], mask, office) for id_, status, mask, office in rows]

    def last_id(self) -> int:
        """The highest mark id; 0 without marks."""
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM marks").fetchone()[0])

    def ids_of(self, office: str) -> list[int]:
        """Ids of the marks of one office, ascending."""
        return [id_ for (id_,) in self._db.execute("SELECT id FROM marks WHERE office = ? ORDER BY id", (office,))]

    def marks(self, ids: Sequence[int]) -> dict[int, MarkRecord]:
        """The marks of these ids, in their order; ids that are not in the register are left out."""
        found: dict[int, MarkRecord] = {}
        for start in range(0, len(ids), _PART):
            part = ids[start:start + _PART]
            sql = (f"SELECT marks.id, office, status, {', '.join(DETAILS)} FROM marks JOIN details USING (id) "
                   f"WHERE marks.id IN ({','.join('?' * len(part))})")
            found.update((row[0], to_record(row[1:])) for row in self._db.execute(sql, tuple(part)))
        return {id_: found[id_] for id_ in ids if id_ in found}

    def find_keys(self, keys: Sequence[str]) -> dict[str, int]:
        """The mark ids of these `MarkRecord.key`s; keys that are not in the register are left out."""
        found: dict[str, int] = {}
        for start in range(0, len(keys), _PART):
            part = keys[start:start + _PART]
            sql = f"SELECT key, id FROM marks WHERE key IN ({','.join('?' * len(part))})"
            found.update(self._db.execute(sql, tuple(part)).fetchall())
        return found

    def find_exact(self, name: str) -> tuple[int, ...]:
        """Ids of the marks one of whose names has the same letters and digits, ascending."""
        wanted = fold_exact(name)
        rows = self._db.execute("SELECT mark, text FROM names WHERE fold = ?", (code_exact(name),))
        return tuple(sorted({mark for mark, text in rows if fold_exact(text) == wanted}))

    def refusals(self, *, number: int = 0, limit: int | None = None) -> tuple[Refusal, ...]:
        """What imports did not take, in the order they met it: of one import, or of all; at most `limit`."""
        rows = self._db.execute("SELECT file, line, place, whole, reason, params FROM refused "
                                "WHERE ?1 = 0 OR import = ?1 ORDER BY id LIMIT ?2",
                                (number, -1 if limit is None else limit))
        return tuple(Refusal(name, line, place, bool(whole), reason, json.loads(params))
                     for name, line, place, whole, reason, params in rows)

    def records(self) -> Iterator[MarkRecord]:
        """Every mark, in ascending id, in bounded memory."""
        sql = f"SELECT office, status, {', '.join(DETAILS)} FROM marks JOIN details USING (id) ORDER BY marks.id"
        for row in self._db.execute(sql):
            yield to_record(row)


def index_folder(path: Path) -> Path:
    """The folder of the index of a register's file."""
    return path.with_name(f"{path.name.partition('.')[0]}.index")


def read_info(db: sqlite3.Connection, path: Path) -> RegisterInfo:
    """What stands in the facts and the imports of an open file."""
    with file.told(path):
        facts: dict[str, str] = dict(db.execute("SELECT name, value FROM facts").fetchall())
        imports = tuple(Import(*row) for row in db.execute(
            "SELECT number, source, format, digest, started, finished, taken, added, changed, same, older, joined, "
            "wordless, refused, flawed FROM imports ORDER BY number"))
    return RegisterInfo(
        id=path.name.partition(".")[0], title=facts.get("title", ""),
        offices=tuple(facts.get("offices", "").split()), edition=facts.get("edition", ""),
        marks=int(facts.get("marks", 0)), live=int(facts.get("live", 0)), names=int(facts.get("names", 0)),
        imported=facts.get("imported", ""), bytes=path.stat().st_size, imports=imports,
    )


def to_row(record: MarkRecord) -> tuple[str, ...]:
    """The row in `details`, without the id."""
    r, lines = record, "\n".join
    classes = " ".join(map(str, r.classes)) if r.classes_complete else " ".join([*map(str, r.classes), "?"])
    return (
        r.application, r.registration, r.mark, r.drawing.value, r.status_text, r.filed, r.registered, r.expires,
        r.status_date, r.owner, r.owner_country, classes, r.goods, lines(r.groups), lines(r.pseudo),
        lines(r.transliterations), lines(r.translations), lines(r.disclaimed),
    )


def to_record(row: Sequence[str]) -> MarkRecord:
    """The record of office, status and a row of `details`."""
    office, status, application, registration, mark, drawing, status_text, filed, registered, expires = row[:10]
    status_date, owner, owner_country, classes, goods, *lists = row[10:]
    groups, pseudo, transliterations, translations, disclaimed = (tuple(text.split("\n")) if text else ()
                                                                  for text in lists)
    return MarkRecord(
        office, application, registration, mark, Drawing(drawing), MarkStatus(status), status_text, filed, registered,
        expires, status_date, owner, owner_country, tuple(int(word) for word in classes.split() if word != "?"),
        not classes.endswith("?"), goods, groups, pseudo, transliterations, translations, disclaimed,
    )
