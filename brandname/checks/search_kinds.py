"""What pages of search results are about, as far as hosts of a known kind and words of titles and snippets tell.

Words are matched by their beginnings, so that inflected ones count; in languages that run words together anywhere in a
word; in scripts without spaces anywhere. They are read in the language of the page and in English. A page that shows
none of the words has no kind, which says nothing about it. Data: `search/kinds.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from brandname.data import read_text
from brandname.language.alphabets import script_of
from brandname.language.folding import UNSPACED, letters
from brandname.language.forms import simplified_forms
from brandname.sources.registries import suffix_of

TABLE = "search/kinds.toml"
LINES = frozenset({
    "lodging", "food", "bakery", "coffee", "produce", "wine", "beer", "spirits", "beauty", "cosmetics", "clothing",
    "jewellery", "furniture", "property", "health", "medicine", "school", "software", "finance", "law", "advice",
    "building", "machines", "vehicles", "transport", "recruitment", "energy", "sport", "art", "pets", "plant", "toys",
    "electronics", "cleaning", "fitness", "farm", "diving", "flowers", "handicraft", "poet",
})
"""Lines of business, and kinds of things that are told apart like them."""
ANYBODYS = frozenset({"firm", "finance", "software", "advice", "transport", "recruitment"})
"""What is told of any firm: its shops, its investors, its app, its deliveries. Such words part nobody."""
WORKS = frozenset({"music", "screen", "book", "game"})
"""Films, songs, novels: what is about one of them is often about another."""
UMBRELLAS = WORKS | {"place", "person"}
"""Owners that bring pages of many lines."""
RUN_TOGETHER = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no", "fi", "hu", "is"})
SHORT, TAIL = 4, 5
"""Letters below which a word counts whole only, and letters an inflected one may have more."""
INSIDE = 5
"""Letters a word needs to be found inside another."""
_WORD = re.compile(r"[\w&'’-]+")


class Host(StrEnum):
    """What a host is known for."""

    ENCYCLOPAEDIA = "encyclopaedia"
    DICTIONARY = "dictionary"
    PROFILE = "profile"
    """Everybody has pages of their own there."""
    MARKET = "market"
    APP = "app"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address."""

    host: str
    """Lower case, without port."""
    domain: str
    """The part of the host somebody registered: `norvela.com.mx`."""
    label: str
    """What stands before the ending of the domain: `norvela`."""
    below: str
    """What stands before the domain, without `www`: `clientes`."""
    path: tuple[str, ...]
    """Decoded parts of the path."""
    kind: Host | None


@lru_cache(maxsize=4096)
def address(url: str) -> Address:
    """An address taken apart; empty parts for one that is none."""
    whole = url.partition("://")[2].partition("?")[0].partition("#")[0]
    host, _, path = whole.partition("/")
    host = ".".join(map(_shown, host.rpartition("@")[2].partition(":")[0].casefold().strip(".").split(".")))
    suffix = suffix_of(host) if host else ""
    before = host.removesuffix("." + suffix) if host.endswith("." + suffix) else ""
    below, _, label = before.rpartition(".")
    while below and _is_ending(label, suffix):
        suffix = f"{label}.{suffix}"
        below, _, label = below.rpartition(".")
    parts = tuple(filter(None, (unquote(part) for part in path.split("/"))))
    domain = f"{label}.{suffix}" if label else host
    return Address(host, domain, label, "" if below == "www" else below, parts, _kind(host, whole))


def _shown(label: str) -> str:
    """A label as people see it: `kaltmühle` for `xn--kaltmhle-c6a`; one that stands for nothing stays as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (ValueError, OverflowError):
        return label


def kinds_of(text: str, language: str) -> frozenset[str]:
    """The kinds whose words a text holds; `language` is BCP 47."""
    base = base_of(language)
    text = _simplified(text) if base == "zh" else text
    words = [letters(word) for word in _WORD.findall(text.replace("'", " ").replace("’", " "))]
    found: set[str] = set()
    for tag in dict.fromkeys((base, "en")):
        found |= _told(text, words, _table(tag))
    return frozenset(found)


def base_of(language: str) -> str:
    """The language whose words a tag is read by: `cs` for `sk-SK`."""
    base = language.split("-")[0].lower()
    return str(_data()["same"].get(base, base))


def _simplified(text: str) -> str:
    return "".join(map(_simple, text))


@lru_cache(maxsize=8192)
def _simple(char: str) -> str:
    return simplified_forms(char)[0] if char >= "\u3400" else char


def _told(text: str, words: list[str], table: _Words) -> set[str]:
    line, run = f" {' '.join(words)} ", _run(text)
    found = {kind for phrase, kind in table.phrases if phrase in line}
    for word in words:
        for stem in (word, *_bare(word)):
            found |= table.whole.get(stem, _NOBODY)
            for size in range(SHORT, len(stem)):
                if len(stem) - size <= TAIL:
                    found |= table.starts.get(stem[:size], _NOBODY)
    found |= {kind for word, kinds in table.inside.items() if word in line for kind in kinds}
    return found | {kind for word, kinds in table.anywhere.items() if word in run for kind in kinds}


def _run(text: str) -> str:
    """A text as scripts without spaces are searched: kana as they are, since とは is not the トハ of ゲストハウス."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class _Words:
    whole: Mapping[str, frozenset[str]]
    starts: Mapping[str, frozenset[str]]
    """Words that count as beginnings too."""
    inside: Mapping[str, frozenset[str]]
    anywhere: Mapping[str, frozenset[str]]
    """Words of scripts without spaces, not folded."""
    phrases: tuple[tuple[str, str], ...]


_NOBODY: frozenset[str] = frozenset()


@cache
def _table(tag: str) -> _Words:
    rows = [(kind, word) for kind, words in _data().get(tag, {}).items() for word in words.split()]
    whole: dict[str, set[str]] = {}
    inside: dict[str, set[str]] = {}
    anywhere: dict[str, set[str]] = {}
    phrases = []
    for kind, word in rows:
        folded = " ".join(letters(part) for part in re.split(r"[_'’]", word))
        if any(script_of(char) in UNSPACED for char in folded):
            if len(word) > 1:  # one character is part of too many words
                anywhere.setdefault(_run(word.replace("_", "")), set()).add(kind)
        elif " " in folded.strip():
            phrases.append((f" {folded}" if len(folded) > SHORT else f" {folded} ", kind))
        elif tag in RUN_TOGETHER and len(folded) >= INSIDE:
            inside.setdefault(folded, set()).add(kind)
        whole.setdefault(folded, set()).add(kind)
    starts = {word: kinds for word, kinds in whole.items() if len(word) >= SHORT}
    return _Words(_frozen(whole), _frozen(starts), _frozen(inside), _frozen(anywhere), tuple(phrases))


def _frozen(table: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({word: frozenset(kinds) for word, kinds in table.items()})


def _bare(word: str) -> tuple[str, ...]:
    """A word without the article or preposition Arabic writes on to it."""
    for before in ("وال", "بال", "ال", "لل", "و", "ب", "ل"):
        if word.startswith(before) and len(word) - len(before) >= 3:
            return (word[len(before):],)
    return ()


@cache
def _data() -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(read_text(TABLE)))


def endings(language: str) -> Mapping[str, tuple[str, ...]]:
    """What a name takes in a sentence: `add` after it, `cut` in the place of its last vowel, `before` it."""
    row = _data()["endings"].get(language.split("-")[0].lower()) or _data()["endings"].get(base_of(language), {})
    return {name: tuple(letters(part) for part in row.get(name, "").split()) for name in ("add", "cut", "before")}


@cache
def plain(which: str) -> frozenset[str]:
    """One of the lists of `[plain]`, folded; the data file says what each holds."""
    return frozenset(letters(word) for word in _data()["plain"][which].split())


def _kind(host: str, whole: str) -> Host | None:
    for kind in Host:
        for known in _data()["hosts"][kind]:
            if "/" in known:
                if known in whole:
                    return kind
            elif host == known or host.endswith("." + known) or ("." not in known and known in host.split(".")):
                return kind
    return None


def _is_ending(label: str, suffix: str) -> bool:
    """Whether a label is an ending of its country that the table of registries does not list (`edu.sa`, `qc.ca`)."""
    return "." not in suffix and len(suffix) == 2 and label in plain("second")

