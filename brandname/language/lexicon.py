"""The lexicon: words a native would hear in a name, one row a sense, with gloss, category, severity, register, region.

Reads and refuses the files `data/lexicon/<tag>.tsv` and a study's own of the same form; expands inflection classes.
Knows words only: it does not match names, weighs nothing, and holds no brand. Looking a word up and surveying a file
are `lexicon_search` and `lexicon_survey`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from brandname import data
from brandname.errors import Mistake, UserMistake, Where
from brandname.language.alphabets import orthography, scripts_in
from brandname.language.folding import letters
from brandname.language.lexicon_classes import Classes, inflect, parse_classes, read_classes

FOLDER = "lexicon"
ROWS, CLASSES = ".tsv", ".toml"
"""How a study's two files of a language end."""
COLUMNS = ("word", "reading", "roman", "pos", "gloss", "category", "severity", "sense", "register", "region", "forms",
           "note")
NEEDED = ("word", "pos", "gloss", "category", "severity")
LISTS = ("roman", "region", "forms")
"""Columns whose cells hold several things, parted by semicolons."""
MILDEST, WORST = 0, 4
LATIN_SHORT = 6
"""Capitals an abbreviation may have where another script is written (`SB`, `A片`)."""


class Category(StrEnum):
    """What a sense is about; a closed list."""

    SEX = "sex"
    BODY = "body"
    EXCRETION = "excretion"
    INSULT = "insult"
    SLUR = "slur"
    DISEASE = "disease"
    DEATH = "death"
    VERMIN = "vermin"
    DIRT = "dirt"
    FAILURE = "failure"
    CRIME = "crime"
    DRUG = "drug"
    VIOLENCE = "violence"
    EVIL = "evil"
    RELIGION = "religion"
    POLITICS = "politics"
    NUMBER = "number"
    FOOD_TABOO = "food_taboo"
    ANIMAL = "animal"
    CHILDISH = "childish"
    NEGATIVE = "negative"
    AWKWARD = "awkward"
    POSITIVE = "positive"
    PLAIN = "plain"


class Sense(StrEnum):
    """How much of the word a sense is."""

    MAIN = "main"
    """What most people hear in it."""
    SIDE = "side"
    """The ordinary sense is another one."""


class Register(StrEnum):
    """Where the word is at home."""

    NEUTRAL = "neutral"
    COLLOQUIAL = "colloquial"
    SLANG = "slang"
    VULGAR = "vulgar"
    CHILDISH = "childish"
    DATED = "dated"
    FORMAL = "formal"
    TECHNICAL = "technical"
    EUPHEMISM = "euphemism"
    RELIGIOUS = "religious"


class PartOfSpeech(StrEnum):
    """Word class; `name` = a person, deity, place or event."""

    NOUN = "noun"
    VERB = "verb"
    ADJ = "adj"
    ADV = "adv"
    INTJ = "intj"
    PHRASE = "phrase"
    NUM = "num"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of one word."""

    language: str
    """The file's tag: `es`, `yue`."""
    word: str
    """Headword, native script, NFC."""
    reading: str
    """How it is said where spelling hides it: kana, pinyin with tone marks, Jyutping, vowelled Arabic; often empty."""
    roman: tuple[str, ...]
    """Spellings in Latin letters people type; empty for languages in Latin letters."""
    pos: PartOfSpeech
    gloss: str
    """English, this sense first, synonyms parted by `; `."""
    category: Category
    severity: int
    """0 harmless or good, 1 funny or awkward, 2 plainly negative, 3 vulgar or offensive, 4 obscene or a slur."""
    sense: Sense
    register: Register
    regions: tuple[str, ...]
    """ISO 3166-1 codes and groups of `regions.toml`; empty = wherever the language is spoken."""
    forms: tuple[str, ...]
    """Inflected forms, classes expanded, without the headword."""
    note: str = ""

    @property
    def id(self) -> str:
        """Stable: language, lemma, sense; never a score or a version."""
        return f"{self.language}/{self.word}/{self.category}"


def known() -> tuple[str, ...]:
    """Tags with a shipped lexicon, sorted."""
    return tuple(name.removesuffix(".tsv") for name in data.names(FOLDER) if name.endswith(".tsv"))


def read_shipped(tag: str) -> tuple[Entry, ...]:
    """The shipped entries of a language (`es`); () when there is no file. Raises UserMistake for a damaged one."""
    if tag not in known():
        return ()
    path = f"{FOLDER}/{tag}.tsv"
    return parse(data.read_text(path), tag, shipped_classes(tag), path)


def shipped_classes(tag: str) -> Classes:
    """The inflection classes of a language; {} when it has none."""
    return parse_classes(data.read_text(f"{FOLDER}/inflection/{tag}.toml")) if has_classes(tag) else {}


def has_classes(tag: str) -> bool:
    """Whether a language has inflection classes."""
    return f"{tag}.toml" in _inflections()


def read_own(lexicons: Mapping[str, str]) -> Mapping[str, tuple[Entry, ...]]:
    """Tag → entries of a study's own lexicons, given as `Study.lexicons`: file (`lexicon/es.tsv`) → its text.

    `lexicon/es.toml` beside it adds inflection classes to the packaged ones. Raises UserMistake with every mistake of
    every file. Read once for the same texts.
    """
    return dict(_read_own(tuple(sorted(lexicons.items()))))


def read_file(text: str, tag: str, label: str, classes: str = "", classes_label: str = "") -> tuple[Entry, ...]:
    """The entries of one file that is not shipped: its own classes come before those packaged for its language.

    `classes` is the text of the file with them, if there is one. Raises UserMistake.
    """
    own = read_classes(classes, classes_label) if classes else {}
    return parse(text, tag, {**shipped_classes(tag.partition("-")[0]), **own}, label)


def of_language(own: Mapping[str, tuple[Entry, ...]], tag: str) -> tuple[Entry, ...]:
    """A study's own entries for readers of a tag: `es-MX` is served by `es.tsv` and `es-MX.tsv`, `es` by the first."""
    parts = tag.split("-")
    wider = ("-".join(parts[:n]) for n in range(1, len(parts) + 1))
    return tuple(entry for name in wider for entry in own.get(name, ()))


def extended(shipped: Sequence[Entry], own: Sequence[Entry]) -> tuple[Entry, ...]:
    """The shipped entries, each replaced by the last own one of the same word and category; further own ones follow."""
    later = {_sense(entry): entry for entry in own}
    return (*(later.pop(_sense(entry), entry) for entry in shipped), *later.values())


def _sense(entry: Entry) -> tuple[str, Category]:
    return entry.word, entry.category


@lru_cache(maxsize=8)
def _read_own(files: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[Entry, ...]]:
    texts, mistakes = dict(files), list[Mistake]()
    found: dict[str, tuple[Entry, ...]] = {}
    for label, text in files:
        if not label.endswith(ROWS):
            continue
        stem = label.removesuffix(ROWS)
        tag, beside = stem.rpartition("/")[2], f"{stem}{CLASSES}"
        try:
            found[tag] = read_file(text, tag, label, texts.get(beside, ""), beside)
        except UserMistake as error:
            mistakes += error.mistakes
    if mistakes:
        raise UserMistake(*mistakes)
    return found


def parse(text: str, tag: str, classes: Classes, label: str) -> tuple[Entry, ...]:
    """The entries of a file; raises UserMistake with every mistake in it, each with line and column.

    `label` is the file as the user would name it.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    start = next((k for k, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    columns = _columns(lines[start] if start < len(lines) else "", Where(label, start + 1))
    rows = _Rows(tag, classes, label)
    entries = [entry for k, line in enumerate(lines[start + 1:], start + 2)
               if line.strip() and not line.startswith("#") and (entry := rows.read(line, columns, k))]
    if rows.mistakes:
        raise UserMistake(*rows.mistakes)
    return tuple(entries)


def _columns(header: str, where: Where) -> list[str]:
    """The columns a header line names; raises UserMistake for unknown, repeated and missing ones."""
    columns = [name.strip().lower() for name in header.rstrip().split("\t")] if header else []
    wrong = [
        *(("column", name) for name in columns if name not in COLUMNS),
        *(("column_twice", name) for name in COLUMNS if columns.count(name) > 1),
        *(("no_column", name) for name in NEEDED if name not in columns),
    ]
    if wrong:
        raise UserMistake(*(Mistake(f"error.lexicon.{key}", {"name": name, "known": COLUMNS}, where)
                            for key, name in wrong))
    return columns


class _Rows:
    """Reads rows and collects what is wrong with them."""

    def __init__(self, tag: str, classes: Classes, label: str) -> None:
        self.tag, self.classes, self.label = tag, classes, label
        self.mistakes: list[Mistake] = []
        self._seen: dict[tuple[str, str], int] = {}
        ortho = orthography(tag)
        self._scripts = frozenset({*ortho.scripts, *ortho.unread}) if ortho else frozenset()
        self._latin = "Latn" in self._scripts if ortho else False

    def read(self, line: str, columns: Sequence[str], number: int) -> Entry | None:
        """The entry of a line; None when something is wrong with it."""
        cells = [unicodedata.normalize("NFC", cell.strip()) for cell in line.split("\t")]
        before = len(self.mistakes)
        while len(cells) > len(columns) and not cells[-1]:  # spreadsheets end rows with tabs
            cells.pop()
        if len(cells) > len(columns):
            self._wrong("cells", number, 0, found=len(cells), wanted=len(columns))
            return None
        row = dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=True))
        at = {name: k for k, name in enumerate(columns, 1)}
        for name in NEEDED:
            if not row[name]:
                self._wrong("empty", number, at[name], name=name)
        self._check_signs(row, at, number)
        for name, closed in _CLOSED.items():
            if row.get(name) and row[name] not in closed:
                self._wrong("value", number, at[name], name=name, value=row[name], known=closed)
        if row["severity"] and (not row["severity"].isdecimal() or not MILDEST <= int(row["severity"]) <= WORST):
            self._wrong("severity", number, at["severity"], value=row["severity"])
        if row["word"]:
            if not letters(row["word"]):
                self._wrong("letterless", number, at["word"], text=row["word"])
            self._check_scripts(row, at, number)
            self._check_repeated(row, at, number)
        for region in _parts(row.get("region", "")):
            if not is_region(region):
                self._wrong("region", number, at["region"], value=region, groups=tuple(region_groups()))
        forms = self._forms_of(row, at, number)
        return None if len(self.mistakes) > before else self._entry(row, forms)

    def _entry(self, row: Mapping[str, str], forms: tuple[str, ...]) -> Entry:
        return Entry(
            self.tag, row["word"], row.get("reading", ""), _parts(row.get("roman", "")), PartOfSpeech(row["pos"]),
            row["gloss"], Category(row["category"]), int(row["severity"]), Sense(row.get("sense") or Sense.MAIN),
            Register(row.get("register") or Register.NEUTRAL), _parts(row.get("region", "")), forms,
            row.get("note", ""),
        )

    def _check_signs(self, row: Mapping[str, str], at: Mapping[str, int], number: int) -> None:
        for name, cell in row.items():
            if cell[:1] == '"' and cell[1:].endswith('"'):
                self._wrong("quoted", number, at[name], text=cell)
        for name in LISTS:
            if not _NO_PARTING.isdisjoint(row.get(name, "")):
                sign = next(c for c in row[name] if c in _NO_PARTING)
                self._wrong("parting", number, at[name], sign=sign)

    def _check_scripts(self, row: Mapping[str, str], at: Mapping[str, int], number: int) -> None:
        if not self._scripts:
            return
        for name, text in (("word", row["word"]), *(("forms", f) for f in _parts(row.get("forms", "")) if f[0] != "@")):
            capitals = "".join(c for c in text if c.isascii() and c.isupper())
            rest = text if len(capitals) > LATIN_SHORT else "".join(c for c in text if c not in capitals)
            if not set(scripts_in(rest)) <= self._scripts:
                self._wrong("script", number, at[name], text=text, scripts=tuple(sorted(self._scripts)))
        for text in _parts(row.get("roman", "")):
            if self._latin or not set(scripts_in(text)) <= {"Latn"}:
                self._wrong("roman_here" if self._latin else "roman", number, at["roman"], text=text)

    def _check_repeated(self, row: Mapping[str, str], at: Mapping[str, int], number: int) -> None:
        key = row["word"], row["category"]
        if key in self._seen:
            self._wrong("repeated", number, at["word"], text=row["word"], first=self._seen[key])
        self._seen.setdefault(key, number)

    def _forms_of(self, row: Mapping[str, str], at: Mapping[str, int], number: int) -> tuple[str, ...]:
        """The forms of a row without the headword and without those it leaves out: ordinary words first of all."""
        made = dict.fromkeys(self._forms(row, at, number))
        left_out = [part[1:].strip() for part in _parts(row.get("forms", "")) if part.startswith(LEAVES_OUT)]
        for form in left_out:
            if form not in made:
                self._wrong("left_out", number, at["forms"], form=form, text=row["word"])
        return tuple(form for form in made if form != row["word"] and form not in left_out)

    def _forms(self, row: Mapping[str, str], at: Mapping[str, int], number: int) -> Iterator[str]:
        """The forms of a row, classes expanded; may repeat one."""
        for part in _parts(row.get("forms", "")):
            if part.startswith(LEAVES_OUT):
                continue
            if not part.startswith("@"):
                yield part
                continue
            made = inflect(row["word"], part[1:], self.classes)
            if not made:
                self._wrong("class", number, at["forms"], name=part[1:], text=row["word"], known=tuple(self.classes))
            yield from made

    def _wrong(self, key: str, line: int, column: int, **params: object) -> None:
        self.mistakes.append(Mistake(f"error.lexicon.{key}", params, Where(self.label, line, column)))


@cache
def region_groups() -> Mapping[str, tuple[str, ...]]:
    """Group → its ISO 3166-1 codes (`LEVANT` → SY LB JO PS)."""
    table = tomllib.loads(data.read_text(f"{FOLDER}/regions.toml"))
    return {name: tuple(codes) for name, codes in table["groups"].items()}


def is_region(text: str) -> bool:
    """Whether a region is an ISO 3166-1 code or one of our groups."""
    return text in region_groups() or (len(text) == 2 and text in _territories())


@cache
def _territories() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").territories)


@cache
def _inflections() -> tuple[str, ...]:
    return data.names(f"{FOLDER}/inflection")


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


LEAVES_OUT = "-"
"""What a form begins with that a class makes and the row leaves out (`@verb; -templo`)."""
_NO_PARTING = frozenset(",，；、")
"""What people part things with instead of a semicolon; two forms would silently become one."""

_CLOSED: Mapping[str, tuple[str, ...]] = {
    "category": tuple(Category), "sense": tuple(Sense), "register": tuple(Register), "pos": tuple(PartOfSpeech),
}
