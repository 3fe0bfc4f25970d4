"""Lists of vulgar, offensive and insulting words, one index a language, every word with the lists that hold it.

Two providers: the installed package badwords-py, and the shipped files `data/wordlists/`, merged from three packages
by `tools/build_wordlists.py`. A list says that a word is on it and no more: no meaning; one rates how likely a word is
meant as profanity. Does not match and does not judge.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from brandname import data
from brandname.language.alphabets import script_of
from brandname.language.derived import installed, keep
from brandname.language.folding import Folded, fold
from brandname.language.lexicon import Entry
from brandname.language.ordinary import FORMAT as FREQUENCIES
from brandname.language.ordinary import open_ordinary
from brandname.model import DatasetRef, digest

FORMAT = 4
"""Rises when the kept file changes shape or an index would come out differently."""

PACKAGE = "badwords-py"

_ALIASES = {"nb": "no", "nn": "no", "tl": "fil", "cmn": "zh"}
"""Tags the providers file under another one."""

_WRITTEN_IN = {
    "ar": "Arab", "el": "Grek", "fa": "Arab", "hi": "Deva", "ja": "Jpan", "ko": "Hang", "ru": "Cyrl", "th": "Thai",
    "uk": "Cyrl", "zh": "Hani",
}
"""Languages with lists that are not written in Latin letters (CLDR likely subtags)."""

_REGIONAL = {"es_419": ("es", "419"), "pt_br": ("pt", "BR")}
"""Files of the package that are a region's."""

_SHARED_FILES = 4
"""A word in the files of this many languages is an English (or international) one that was copied along."""

_OWN_MARGIN = 0.5
"""A word also on an English list is a language's own when it is this much more frequent there (Zipf)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One word of a language's lists."""

    word: str
    """As the list writes it, lower case."""
    key: str
    """Folded: what is compared."""
    exact: str
    """As `Folded.exact`: accents kept, parallel to the key."""
    language: str
    """The word's own language: `en` for an English word on another language's list."""
    lists: tuple[str, ...]
    """Package, and file or regions, sorted: `badwords-py/es_419`, `cuss`, `spanlp/MX+VE`; `study` = its own."""
    regions: tuple[str, ...] = ()
    """`419`, `BR`, `MX` … when only regional lists hold it; empty = everywhere the language is spoken."""
    zipf: float | None = None
    """How ordinary it is in the language asked; None when it is not among the frequent words, or that is not known."""
    rating: int | None = None
    """How likely it is meant as profanity, by cuss: 0 unlikely, 1 maybe, 2 likely; None = not rated."""
    entry: Entry | None = None
    """The sense our lexicon gives it; None = the lists alone hold it, without a meaning."""

    @property
    def providers(self) -> int:
        """How many independent lists hold it."""
        return len({name.partition("/")[0] for name in self.lists})


class WordIndex:
    """The listed words of one base language, found by their folded form."""

    def __init__(self, language: str, lines: Mapping[str, str], scripts: Mapping[str, int]) -> None:
        self.language = language
        self.scripts = scripts
        """ISO 15924 code → number of the language's own words in it (English ones left out)."""
        self.finals = "".join(sorted({key[-1] for key in lines if key}))
        """Letters the words end in."""
        self._stems: frozenset[str] | None = None
        self._lines = lines
        self._size = sum(line.count("\n") + 1 for line in lines.values())

    @property
    def main_script(self) -> str:
        """ISO 15924 code of the script the language is written in, whatever script its lists are in."""
        return _WRITTEN_IN.get(self.language, "Latn")

    @property
    def stems(self) -> frozenset[str]:
        """The words without their last letter."""
        if self._stems is None:
            self._stems = frozenset(key[:-1] for key in self._lines)
        return self._stems

    def __len__(self) -> int:
        return self._size

    def __contains__(self, key: str) -> bool:
        return key in self._lines

    def has_any(self, keys: frozenset[str]) -> bool:
        """Whether some word folds to one of the keys."""
        return not self._lines.keys().isdisjoint(keys)

    def __iter__(self) -> Iterator[str]:
        """The folded forms."""
        return iter(self._lines)

    def find(self, key: str) -> tuple[Listed, ...]:
        """The words with this folded form, sorted."""
        lines = self._lines.get(key)
        return tuple(_parse(key, line) for line in lines.split("\n")) if lines else ()


def base(tag: str) -> str:
    """The language whose lists a BCP 47 tag is judged by: its primary subtag, `nb` and `nn` under `no`."""
    primary = tag.partition("-")[0].lower()
    return _ALIASES.get(primary, primary)


@cache
def gloss(language: str, word: str) -> tuple[str, str]:
    """English meaning and register (`vulgar`, `offensive`, `plain`) of a listed word; empty when none was written."""
    for register, words in _glosses().get(language, {}).items():
        if word in words:
            return words[word], register
    return "", ""


@cache
def _glosses() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(data.read_text("listglosses.toml"))


@cache
def languages() -> tuple[str, ...]:
    """Base languages with at least one list, sorted."""
    package = (_REGIONAL.get(stem, (stem, ""))[0] for stem in _package_files())
    return tuple(sorted({*package, *(name.removesuffix(".tsv") for name in data.names("wordlists"))}))


def index_of(language: str, words: Iterable[str], source: str) -> WordIndex:
    """An index of words that come from somewhere else, as a study's own; `source` stands as their list."""
    lines: dict[str, str] = {}
    scripts: Counter[str] = Counter()
    for folded in map(fold, sorted(set(words))):
        line = "\t".join((_main_script(folded), folded.text, folded.exact, language, source, "", "", ""))
        lines[folded.letters] = f"{lines[folded.letters]}\n{line}" if folded.letters in lines else line
        scripts[_main_script(folded)] += 1
    return WordIndex(language, lines, dict(sorted(scripts.items())))


def open_words(language: str) -> WordIndex | None:
    """The index of a base language; None when no list is of that language."""
    if language not in languages():
        return None
    body = keep(f"wordlists/{_versions()}", f"{language}.tsv", lambda: _compute(language)).decode()
    lines: dict[str, str] = {}
    scripts: Counter[str] = Counter()
    for line in body.splitlines():
        key, _, rest = line.partition("\t")
        lines[key] = f"{lines[key]}\n{rest}" if key in lines else rest
        script, _, _ = rest.partition("\t")
        if script:
            scripts[script] += 1
    return WordIndex(language, lines, dict(sorted(scripts.items())))


@cache
def cite(language: str) -> tuple[DatasetRef, ...]:
    """The lists of a base language, as findings name them."""
    made = installed(PACKAGE)
    refs = [
        DatasetRef(f"{PACKAGE}/{stem}", made, digest(PACKAGE, made), "MIT AND CC-BY-4.0", "BadWords word lists")
        for stem in _package_files() if _REGIONAL.get(stem, (stem, ""))[0] == language
    ]
    if f"{language}.tsv" in data.names("wordlists"):
        refs.append(data.dataset("wordlists").cite())
    if language in _glosses():
        refs.append(data.dataset("listglosses").cite())
    return tuple(refs)


def _parse(key: str, line: str) -> Listed:
    _, word, exact, language, lists, regions, zipf, rating = line.split("\t")
    return Listed(
        word, key, exact, language, tuple(lists.split(";")), tuple(filter(None, regions.split("+"))),
        int(zipf) / 100 if zipf else None, int(rating) if rating else None,
    )


@cache
def _versions() -> str:
    shipped = data.dataset("wordlists").digest.removeprefix("sha256:")[:12]
    return f"{FORMAT}-{installed(PACKAGE)}-{shipped}-{FREQUENCIES}-{installed('wordfreq')}"


def _compute(language: str) -> bytes:
    """Lines `key, script, word, exact, language, lists, regions, zipf, rating`; script is empty for borrowed words."""
    held = _held(language)
    ordinary, shared, english = open_ordinary(language), _shared(), open_ordinary("en")
    rows: list[str] = []
    for word, source in sorted(held.items()):
        folded = fold(word)
        if not folded.letters:
            continue
        zipf = ordinary.zipf(word) if ordinary else None
        there = english.zipf(word) if english else None
        borrowed = language != "en" and word in shared and (zipf or 0.0) < (there or 0.0) + _OWN_MARGIN
        rows.append("\t".join((
            folded.letters, "" if borrowed else _main_script(folded), word, folded.exact,
            "en" if borrowed else language,
            ";".join(sorted(source.lists)), "" if source.everywhere else "+".join(sorted(source.regions)),
            "" if zipf is None else str(round(zipf * 100)), source.rating,
        )))
    return "".join(f"{row}\n" for row in sorted(rows)).encode()


@dataclass(slots=True)
class _Source:
    """Where one word was found."""

    lists: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    everywhere: bool = False
    rating: str = ""


def _held(language: str) -> dict[str, _Source]:
    held: dict[str, _Source] = {}
    for stem in _package_files():
        own, region = _REGIONAL.get(stem, (stem, ""))
        for word in _read_package(stem) if own == language else ():
            source = held.setdefault(word, _Source())
            source.lists.add(f"{PACKAGE}/{stem}")
            source.regions |= {region} - {""}
            source.everywhere |= not region
    for word, lists, regions, rating in _read_shipped(language):
        source = held.setdefault(word, _Source(rating=rating))
        source.lists |= set(lists.split(";"))
        source.regions |= set(filter(None, regions.split("+")))
        source.everywhere |= not regions
        source.rating = rating
    return held


def _main_script(folded: Folded) -> str:
    return Counter(filter(None, map(script_of, folded.letters))).most_common(1)[0][0] if folded.scripts else ""


@cache
def _shared() -> frozenset[str]:
    """Words that are on an English list, or on those of so many languages that they are nobody's own."""
    found = Counter(word for stem in _package_files() for word in _read_package(stem))
    english = {*_read_package("en"), *(word for word, *_ in _read_shipped("en"))}
    return frozenset(english | {word for word, n in found.items() if n >= _SHARED_FILES})


def _read_shipped(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Word, lists, regions and rating of every row of a shipped file; nothing when there is none."""
    if f"{language}.tsv" not in data.names("wordlists"):
        return
    for line in data.read_text(f"wordlists/{language}.tsv").splitlines():
        if not line.startswith("#") and not line.startswith("word\t"):
            word, lists, regions, rating = line.split("\t")
            yield word, lists, regions, rating


@cache
def _package_files() -> tuple[str, ...]:
    folder = files("badwords").joinpath("resource").joinpath("words")
    return tuple(sorted(f.name.removesuffix(".txt") for f in folder.iterdir() if f.name.endswith(".txt")))


@cache
def _read_package(stem: str) -> frozenset[str]:
    text = files("badwords").joinpath("resource").joinpath("words").joinpath(f"{stem}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if (word := line.strip().lower().replace("\t", " ")))
