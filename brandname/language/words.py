"""Which words a language has, as far as letter sequences and common characters go: wordfreq's `small` lists.

Opens models from the cache and builds them once when they are not there. Takes the list our table names for a language
and no other: wordfreq's own habit of answering with the nearest language is never used.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from brandname.language import cache as store
from brandname.language.alphabets import Orthography, orthography, script_of
from brandname.language.derived import installed
from brandname.language.phonotactics import Phonotactics, fit
from brandname.language.sounds import tables_digest

PACKAGE = "wordfreq"
LIST = "small"
FORMAT = 1
"""Rises whenever a stored table would be built or read differently."""


def list_version() -> str:
    """Version of the installed wordfreq."""
    return installed(PACKAGE)


def open_phonotactics(tag: str) -> Phonotactics | None:
    """The letter-sequence model of a tag's language; None without a word list, and for characters."""
    ortho = orthography(tag)
    if ortho is None or not ortho.words or ortho.scripts == ("Hani",):
        return None
    path = store.place("phonotactics", _edition(), f"{ortho.language}-{'-'.join(ortho.scripts)}")
    model = _model(store.read(path))
    if model is None:
        model = fit(_words(ortho), ortho)
        if model is not None:
            store.write(path, model.table())
    return model


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


def _model(table: Any) -> Phonotactics | None:  # noqa: ANN401 - the JSON edge
    try:
        return Phonotactics.of(table) if isinstance(table, dict) else None
    except TypeError:
        return None


@cache
def _edition() -> str:
    """Everything a stored table depends on: the lists, our format, our orthographies."""
    return f"{list_version()}-{FORMAT}-{tables_digest()}"
