"""The words of one language in every form they are looked for: as spelled, as typed in Latin letters, as said.

Made from the lexicon (`lexicon`) and the packaged lists (`wordlists`), kept between runs. A word the lexicon has brings
its senses along; one that only lists hold brings the lists' names. Does not match and does not judge.
"""

from __future__ import annotations

import lzma
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, overload

from brandname import data
from brandname.language import lexicon, wordlists
from brandname.language.alphabets import script_of
from brandname.language.derived import keep
from brandname.language.endearing import with_endearing
from brandname.language.folding import fold
from brandname.language.lexicon import Category, Entry, PartOfSpeech, Register, Sense
from brandname.language.ordinary import Ordinary, open_ordinary
from brandname.language.skeleton import Slots, consonants_of, said_forms, slots, weigh
from brandname.language.wordlists import Listed, WordIndex
from brandname.model import DatasetRef, digest

FORMAT = 10
"""Rises when what is kept changes shape or would come out differently."""
BLOCK, LIST, TAB = "\x1e", "\x1f", "\t"
"""What parts the blocks of a kept vocabulary, the items of a cell, and cells."""
DEPENDS = ("sounds", "language/orthographies", "hanzi/sinitic")
"""Datasets every kept vocabulary is made from, beside the lexicons its speakers know …"""
SHARED = ("languages.toml", "endearing.toml")
"""… and these files of the lexicon."""
EDITIONS = "edition.txt"
"""Lines `language TAB edition` of the vocabularies made beforehand."""
COMPILED = "vocabulary"
"""Folder of vocabularies made beforehand."""
LEXICON = "lexicon"
"""What stands among the lists of a word for our own lexicon."""


CONCEPTS = frozenset({Category.RELIGION, Category.POLITICS, Category.DRUG, Category.FOOD_TABOO, Category.ANIMAL,
                      Category.EVIL})
"""What offends as a thing, in whatever language it is named."""
OFFENDS = 2
"""Least severity of such a concept."""


@dataclass(frozen=True, slots=True)
class Said:
    """One form of an entry as speakers say it."""

    entry: Entry
    form: str
    slots: Slots
    number: int
    """Of the entry in its vocabulary."""


class Family:
    """Forms with the same consonants; taken out of their lines when they are asked for, as most never are."""

    __slots__ = ("_key", "_lines", "_made", "_rows", "consonants", "severity", "weight")

    def __init__(self, key: str, consonants: tuple[str, ...], lines: Sequence[tuple[Sequence[str], str, str]],
                 rows: _Rows) -> None:
        """`lines`: stress and sounds, form, number of the entry."""
        self.consonants = consonants
        self.severity = max(rows.severity(int(number)) for _, _, number in lines)
        """The worst of them."""
        self.weight = max(weigh(sounds[1:]) for sounds, _, _ in lines)
        """The heaviest of them, as `skeleton.heaviest`."""
        self._key, self._lines, self._rows = key, lines, rows
        self._made: tuple[Said, ...] = ()

    @property
    def members(self) -> tuple[Said, ...]:
        """The forms."""
        if not self._made:
            self._made = tuple(
                Said(self._rows[int(number)], form, Slots.unpack(" ".join((self._key, *sounds))), int(number))
                for sounds, form, number in self._lines
            )
        return self._made


class _Rows(Sequence[Entry]):
    """Entries as lines, each made when it is asked for: most never are."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._made: dict[int, Entry] = {}
        self._severities: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(index, slice):
            return tuple(self[k] for k in range(*index.indices(len(self.lines))))
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = _entry(self.lines[index])
        return made

    def severity(self, index: int) -> int:
        """The severity of an entry, which is not made for it."""
        if not self._severities:
            self._severities = tuple(int(line.split(TAB, 7)[6]) for line in self.lines)
        return self._severities[index]


class Vocabulary:
    """Looks words up by folded spelling, as `WordIndex` does, and by sound."""

    def __init__(self, language: str, body: str, lists: WordIndex | None, made: str = "") -> None:
        """`body` as `pack` makes it."""
        rows, forms, sounds = _blocks(body)
        self.language = language
        self.lists = lists
        self.made = made
        """Digest of the body where it holds shipped words only; empty where a study has words of its own."""
        self.entries = _Rows(rows)
        self._ordinary: Ordinary | None = None
        self._asked = False
        self._zipfs: dict[str, float | None] = {}
        self._concepts: dict[str, list[int]] | None = None
        self._forms = _grouped(forms, "\t")
        self._spoken: Sequence[str] | Mapping[str, str] = sounds
        self._families: dict[str, tuple[Family, ...]] = {}
        self.scripts: Mapping[str, int] = Counter(script_of(row[0]) for row in rows) \
            + Counter(lists.scripts if lists else {})
        """ISO 15924 code → words in it."""
        self.main_script = max(self.scripts, key=lambda script: self.scripts[script], default="Latn")
        """The script most words of the language are written in."""
        own = {key[-1] for key in self._forms}
        self.finals = "".join(sorted(own | set(lists.finals if lists else "")))
        self.stems = frozenset(key[:-1] for key in self._forms) | (lists.stems if lists else frozenset())

    def __len__(self) -> int:
        return len(self.entries) + (len(self.lists) if self.lists else 0)

    def __contains__(self, key: str) -> bool:
        return key in self._forms or (self.lists is not None and key in self.lists)

    def has_any(self, keys: frozenset[str]) -> bool:
        """Whether some word folds to one of the keys."""
        return not self._forms.keys().isdisjoint(keys) or (self.lists is not None and self.lists.has_any(keys))

    def find(self, key: str) -> tuple[Listed, ...]:
        """The words with this folded form: the lexicon's senses, then words only the lists have."""
        listed = self._listed(key)
        own = []
        for line in self._forms[key].split("\n") if key in self._forms else ():
            exact, form, number = line.split("\t")
            entry = self.entries[int(number)]
            same = [one for one in listed if one.exact == exact and one.language == self.language]
            lists = (LEXICON, *sorted({name for one in same for name in one.lists}))
            own.append(Listed(form, key, exact, self.language, lists, entry.regions, self.zipf(form), entry=entry))
        known = {one.exact for one in own}
        return (*own, *(one for one in listed if one.exact not in known))

    def zipf(self, form: str) -> float | None:
        """How frequent a form is; None when it is not among the frequent words, or that is not known."""
        if not self._asked:
            self._ordinary, self._asked = open_ordinary(self.language), True
        if form not in self._zipfs:
            self._zipfs[form] = self._ordinary.zipf(form) if self._ordinary else None
        return self._zipfs[form]

    def _listed(self, key: str) -> tuple[Listed, ...]:
        """Words of the lists; a neighbour's list counts as the language's own."""
        if self.lists is None:
            return ()
        found = self.lists.find(key)
        if self.lists.language == self.language:
            return found
        return tuple(replace(one, language=self.language) if one.language == self.lists.language else one
                     for one in found)

    def meant_by(self, english: str) -> tuple[Entry, ...]:
        """Entries of concepts that offend in any language (`CONCEPTS`) whose gloss is this English word."""
        if self._concepts is None:
            self._concepts = {}
            for number, line in enumerate(self.entries.lines):
                _, _, _, _, gloss, category, severity, *_ = line.split("\t")
                if category in CONCEPTS and int(severity) >= OFFENDS:
                    for one in gloss.split(";"):
                        self._concepts.setdefault(one.strip().casefold(), []).append(number)
        return tuple(self.entries[number] for number in self._concepts.get(english.casefold(), ()))

    @property
    def keys(self) -> KeysView[str]:
        """The keys of all sounds (`Slots.key`)."""
        return self._sounds.keys()

    @property
    def _sounds(self) -> Mapping[str, str]:
        """Grouped when a name is first listened to: what was heard in an earlier run is kept."""
        if not isinstance(self._spoken, Mapping):
            self._spoken = _grouped(self._spoken, " ")
        return self._spoken

    def heard(self, key: str) -> tuple[Family, ...]:
        """The forms whose sounds have this key (`Slots.key`), those with the same consonants together."""
        known = self._families.get(key)
        if known is None:
            found: dict[tuple[str, ...], list[tuple[Sequence[str], str, str]]] = {}
            for line in self._sounds[key].split("\n") if key in self._sounds else ():
                packed, form, number = line.split("\t")
                sounds = packed.split(" ")
                found.setdefault(consonants_of(sounds[1:]), []).append((sounds, form, number))
            known = self._families[key] = tuple(
                Family(key, consonants, lines, self.entries) for consonants, lines in found.items()
            )
        return known


def open_vocabulary(language: str) -> Vocabulary | None:
    """The vocabulary of a base language (`wordlists.base`); None when neither lexicon nor list is of it."""
    tags = (language, *also(language))
    lists = next(filter(None, map(wordlists.open_words, tags)), None)
    if lists is None and not set(tags) & set(lexicon.known()):
        return None
    body = _kept(language)
    return Vocabulary(language, body, lists, digest(body))


def _kept(language: str) -> str:
    """What is made of the shipped lexicon of a language, as `pack` does: shipped, or computed once on this machine."""
    body = _shipped(language) or keep(f"vocabulary/{edition(language)}", f"{language}.txt", lambda: compute(language))
    return body.decode()


def _shipped(language: str) -> bytes:
    """What `tools/build_vocabulary.py` made of the lexicon as it is now; empty when there is none, or it is older."""
    name = f"{language}.txt.xz"
    if name not in _ready() or shipped_editions().get(language) != edition(language):
        return b""
    return lzma.decompress(data.read_bytes(f"{COMPILED}/{name}"))


@cache
def shipped_editions() -> Mapping[str, str]:
    """Language → edition of the vocabulary made beforehand; empty when there is none."""
    if EDITIONS not in _ready():
        return {}
    lines = data.read_text(f"{COMPILED}/{EDITIONS}").splitlines()
    return {language: made for language, _, made in (line.partition("\t") for line in lines)}


def with_own(vocabulary: Vocabulary | None, language: str, entries: Sequence[Entry]) -> Vocabulary:
    """A vocabulary with a study's own entries; one of the same word and category takes the place of the shipped one."""
    shipped = vocabulary is not None and len(vocabulary.entries) > 0
    rows, forms, sounds = _blocks(_kept(language) if shipped else BLOCK * 2)
    places = {(row.split("\t", 1)[0], row.split("\t")[5]): k for k, row in enumerate(rows)}
    latest = {(entry.word, entry.category): entry for entry in entries}
    taken = {str(places[key]) for key in latest if key in places}
    forms, sounds = ([line for line in lines if line.rpartition("\t")[2] not in taken] for lines in (forms, sounds))
    for key, entry in latest.items():
        number = places.get((key[0], str(key[1])), len(rows))
        row, own_forms, own_sounds = _blocks(pack([entry], language))
        rows[number:number + 1] = row
        forms += [f"{line.rpartition(TAB)[0]}\t{number}" for line in own_forms]
        sounds += [f"{line.rpartition(TAB)[0]}\t{number}" for line in own_sounds]
    body = BLOCK.join("\n".join(lines) for lines in (rows, forms, sounds))
    return Vocabulary(language, body, vocabulary.lists if vocabulary else None)


def _blocks(body: str) -> tuple[list[str], list[str], list[str]]:
    rows, forms, sounds = (part.split("\n") if part else [] for part in body.split(BLOCK))
    return rows, forms, sounds


@cache
def also(language: str) -> tuple[str, ...]:
    """Languages whose lexicon its speakers know too."""
    return tuple(_table()["also"].get(language, ()))


def borrowers() -> tuple[str, ...]:
    """Languages that know another one's lexicon, sorted."""
    return tuple(sorted(_table()["also"]))


def read_as(tag: str) -> str:
    """The tag whose regions and sounds stand for a spoken variety's: `ar-EG` for `arz`; the tag itself for others."""
    return str(_table()["as"].get(tag.partition("-")[0], tag))


@cache
def cite(language: str) -> tuple[DatasetRef, ...]:
    """The lexicon and lists of a base language, as findings name them."""
    own = [data.dataset("lexicon").cite()] if {language, *also(language)} & set(lexicon.known()) else []
    return (*own, *wordlists.cite(language))


def compute(language: str) -> bytes:
    """Entries, forms and sounds of a language, as they are kept: JSON."""
    entries: dict[tuple[str, str], Entry] = {}
    frequent = open_ordinary(language)
    for tag in (language, *also(language)):
        for entry in lexicon.read_shipped(tag):
            # Cantonese readers know the Mandarin word as written, not as it is said or typed in Mandarin.
            foreign = tag != language and tag == "zh"
            own = replace(entry, reading="", roman=()) if foreign else entry
            entries.setdefault((own.word, own.category), with_endearing(own, frequent))
    return pack(list(entries.values()), language).encode()


def pack(entries: Sequence[Entry], language: str) -> str:
    """Entries, folded forms and sounds as three blocks of lines, as they are kept."""
    rows = ("\t".join((e.word, e.reading, LIST.join(e.roman), e.pos, e.gloss, e.category, str(e.severity), e.sense,
                       e.register, LIST.join(e.regions), LIST.join(e.forms), e.note, e.language)) for e in entries)
    forms = ("\t".join((key, exact, form, str(number))) for key, exact, form, number in _forms(entries))
    sounds = ("\t".join((packed, form, str(number))) for packed, form, number in _sounds(entries, language))
    return BLOCK.join("\n".join(lines) for lines in (rows, forms, sounds))


def _forms(entries: Iterable[Entry]) -> Iterator[tuple[str, str, str, int]]:
    """Folded form, form with accents, form, number of the entry."""
    for number, entry in enumerate(entries):
        for form in dict.fromkeys((entry.word, *entry.forms, *entry.roman)):
            folded = fold(form)
            if folded.letters:
                yield folded.letters, folded.exact, form, number


def _sounds(entries: Iterable[Entry], language: str) -> Iterator[tuple[str, str, int]]:
    """Packed slots, form, number of the entry."""
    for number, entry in enumerate(entries):
        seen = set()
        for form, ipa in said_forms(entry, read_as(language).partition("-")[0]):
            packed = slots(ipa).pack()
            if packed and packed not in seen:
                seen.add(packed)
                yield packed, form, number


def _entry(line: str) -> Entry:
    cells = line.split("\t")
    word, reading, roman, pos, gloss, category, severity, sense, register, regions, forms, note, language = cells
    return Entry(language, word, reading, _listed(roman), PartOfSpeech(pos), gloss, Category(category), int(severity),
                 Sense(sense), Register(register), _listed(regions), _listed(forms), note)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(LIST)) if cell else ()


def _grouped(lines: Iterable[str], end: str) -> dict[str, str]:
    """Key → what follows it in each of its lines, parted by line breaks."""
    found: dict[str, str] = {}
    for line in lines:
        key, _, rest = line.partition(end)
        found[key] = f"{found[key]}\n{rest}" if key in found else rest
    return found


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(data.read_text(f"{lexicon.FOLDER}/languages.toml"))


@cache
def _ready() -> tuple[str, ...]:
    return data.names(COMPILED) if COMPILED in data.index() else ()


@cache
def edition(language: str) -> str:
    """Everything a kept vocabulary depends on beside the code, for which `FORMAT` stands.

    Another language's words are no part of it: after a change to one lexicon the others stay as they are.
    """
    tags = (language, *also(language))
    rows = [f"{lexicon.FOLDER}/{tag}.tsv" for tag in tags if tag in lexicon.known()]
    classes = [f"{lexicon.FOLDER}/inflection/{tag}.toml" for tag in tags if lexicon.has_classes(tag)]
    shared = [f"{lexicon.FOLDER}/{name}" for name in SHARED]
    texts = (f"{path}\0{data.read_text(path)}" for path in (*rows, *classes, *shared))
    return f"{FORMAT}-{digest(*texts, *(data.dataset(id_).digest for id_ in DEPENDS))}"
