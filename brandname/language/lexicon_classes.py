"""Inflection classes of a lexicon: endings and what stands instead. Reads and applies them, and knows no grammar."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence

from brandname.errors import Mistake, UserMistake, Where, mistake

Classes = Mapping[str, Sequence[tuple[str, Sequence[str]]]]
"""Inflection class → (ending, what stands instead), tried in order."""


def parse_classes(text: str) -> Classes:
    """Classes from TOML: `noun = [["z", ["ces"]], ["", ["s"]]]`."""
    return {name: tuple((ending, tuple(new)) for ending, new in rows) for name, rows in tomllib.loads(text).items()}


def read_classes(text: str, label: str) -> Classes:
    """As `parse_classes`, for a file of the user's: raises UserMistake with the line for anything else than classes."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = Where(label, *map(int, place.groups())) if place else Where(label, text.count("\n") + 1)
        raise mistake("error.lexicon.toml", where, problem=re.sub(r" \(at .*", "", str(error))) from None
    wrong = [name for name, rows in table.items() if not _is_class(rows)]
    if wrong:
        raise UserMistake(*(Mistake("error.lexicon.class_form", {"name": name}, Where(label, _line_of(name, text)))
                            for name in wrong))
    return parse_classes(text)


def _is_class(rows: object) -> bool:
    """Whether a value is a list of pairs of an ending and its replacements."""
    return isinstance(rows, list) and all(
        isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) and isinstance(row[1], list)
        and all(isinstance(new, str) for new in row[1]) for row in rows
    )


def _line_of(name: str, text: str) -> int:
    pattern = re.compile(rf"""\s*(\[+\s*)?["']?{re.escape(name)}["']?\s*[.=\]]""")
    return next((k for k, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


def inflect(word: str, name: str, classes: Classes) -> tuple[str, ...]:
    """The forms of a word by a class: the first ending it has is replaced; () for an unknown class or no ending."""
    for ending, replacements in classes.get(name, ()):
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[:len(word) - len(ending)]
            return tuple(dict.fromkeys(unicodedata.normalize("NFC", stem + new) for new in replacements))
    return ()
