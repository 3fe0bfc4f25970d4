"""Which words a language has, as far as letter sequences and common characters go: wordfreq's `small` lists.

Models of letter sequences are shipped, counted from those lists by `tools/build_dictation.py`; common characters are
kept in the cache. Takes the list our table names for a language and no other: wordfreq's own habit of answering with
the nearest language is never used.
"""

from __future__ import annotations

import json
from functools import cache

from brandname import data
from brandname.language import cache as store
from brandname.language.alphabets import Orthography, orthography, script_of
from brandname.language.derived import installed
from brandname.language.phonotactics import Phonotactics, fit
from brandname.language.sounds import tables_digest

DATASET = "sharealike/phonotactics"
PACKAGE = "wordfreq"
LIST = "small"
FORMAT = 1
"""Rises whenever a stored table would be built or read differently."""


def list_version() -> str:
    """Version of the installed wordfreq."""
    return installed(PACKAGE)


def open_phonotactics(tag: str) -> Phonotactics | None:
    """The letter-sequence model of a tag's language; None without a word list, and for characters."""
    name = file_of(tag)
    return _shipped(name) if name and name in _files() else None


def fit_phonotactics(tag: str) -> Phonotactics | None:
    """The same counted anew, which takes a second: for `tools/build_dictation.py` and measurements."""
    ortho = orthography(tag)
    return fit(_words(ortho), ortho) if ortho is not None and file_of(tag) else None


def file_of(tag: str) -> str:
    """The name of the file that holds the letter-sequence model of a tag; "" where there can be none."""
    ortho = orthography(tag)
    if ortho is None or not ortho.words or ortho.scripts == ("Hani",):
        return ""
    return f"{ortho.language}-{'-'.join(ortho.scripts)}.xz"


@cache
def _shipped(name: str) -> Phonotactics:
    import lzma

    return Phonotactics.of(json.loads(lzma.decompress(data.read_bytes(f"{DATASET}/{name}"))))


@cache
def _files() -> frozenset[str]:
    return frozenset(data.names(DATASET))


def open_characters(tag: str) -> frozenset[str]:
    """Chinese characters, simplified and traditional, in the language's common words; empty without a list."""
    ortho = orthography(tag)
    if ortho is None or not ortho.words or "Hani" not in ortho.scripts:
        return frozenset()
    path = store.place("phonotactics", _edition(), f"{ortho.language}-characters")
    stored = store.read(path)
    if isinstance(stored, str):
        return frozenset(stored)
    known = {c for word in _words(ortho) for c in word if script_of(c) == "Hani"}
    known |= {old for old, new in _simplifications().items() if new in known}
    store.write(path, "".join(sorted(known)))
    return frozenset(known)


def common_words(tag: str) -> tuple[str, ...]:
    """The words of a tag's language, the commonest first; () without a list."""
    ortho = orthography(tag)
    return _words(ortho) if ortho is not None and ortho.words else ()


def list_size(tag: str) -> int:
    """Words in the list of a tag's language; 0 without one."""
    ortho = orthography(tag)
    return len(_words(ortho)) if ortho is not None and ortho.words else 0


def _words(ortho: Orthography) -> tuple[str, ...]:
    import wordfreq

    if ortho.words not in wordfreq.available_languages(LIST):
        return ()
    return tuple(wordfreq.get_frequency_dict(ortho.words, LIST))


def simplify(text: str) -> str:
    """A text with its traditional Chinese characters as simplified ones; those of other kinds stay."""
    return text if text.isascii() else text.translate(_simplifier())


@cache
def _simplifier() -> dict[int, str]:
    return {ord(old): new for old, new in _simplifications().items() if len(old) == len(new) == 1}


def _simplifications() -> dict[str, str]:
    """Traditional character → simplified one, from wordfreq's own table (its lists hold simplified words only).

    Read from the file: the module that loads it wants a segmenter we have no other use for.
    """
    import gzip

    import msgpack  # type: ignore[import-untyped]
    from wordfreq.util import data_path

    with gzip.open(data_path("_chinese_mapping.msgpack.gz")) as file:
        table = msgpack.load(file, raw=False, strict_map_key=False)
    return {chr(old): new if isinstance(new, str) else chr(new) for old, new in table.items()}


@cache
def _edition() -> str:
    """Everything a stored table depends on: the lists, our format, our orthographies."""
    return f"{list_version()}-{FORMAT}-{tables_digest()}"
