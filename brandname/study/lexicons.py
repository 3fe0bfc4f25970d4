"""`lexicon/<tag>.tsv`: a team's own words of a language, found and decoded.

Knows file names only: what the rows say is read, and refused, by `language.lexicon`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from brandname.errors import Where
from brandname.study.book import Book
from brandname.study.encoding import TextFile
from brandname.study.languages import read_tag, suggestion

LEXICONS = "lexicon"
ROWS, CLASSES = ".tsv", ".toml"
"""The words of a language, and its inflection classes."""
TABLES = (".csv", ".ods", ".txt", ".xls", ".xlsx", ".numbers")
"""What people save word lists as; they mean it to be read, so the advice is how to save it."""
_VARIANT = 5
"""Letters from which a part of a tag is a variant (BCP 47)."""


def read_lexicons(names: Sequence[str], read: Callable[[str], TextFile | None], book: Book) -> dict[str, str]:
    """File (`lexicon/es.tsv`) → text of every lexicon among the names of the files in `lexicon/`.

    `read` decodes the file of a label. A file named after no language is refused, anything else remarked.
    """
    found: dict[str, str] = {}
    for name in names:
        label, suffix = f"{LEXICONS}/{name}", PurePath(name).suffix.casefold()
        if suffix in (ROWS, CLASSES):
            file = read(label) if check_name(name, Where(label), book) else None
            if file:
                found[label] = file.text
        elif suffix in TABLES:
            book.remark("lexicon_table", file=label)
        elif name.casefold() != "readme.md":
            book.remark("stray_file", file=label)
    for label in found:
        if label.endswith(CLASSES) and label.removesuffix(CLASSES) + ROWS not in found:
            book.remark("lexicon_classes", file=label)
    return found


def check_name(name: str, where: Where, book: Book) -> str:
    """The language of a lexicon by its file's name; empty, with the mistake noted, when it is named after none."""
    stem, suffix = PurePath(name).stem, PurePath(name).suffix.casefold()
    trial = Book()
    tag = read_tag(stem, where, trial) if _is_plain(stem) else ""
    if tag and f"{tag}{suffix}" == name:
        book.remarks += [remark for remark in trial.remarks if remark not in book.remarks]
        return tag
    near = tag or suggestion(stem)
    if near and _is_plain(near):
        book.refuse("lexicon_name_close", where, near=f"{near}{suffix}")
    else:
        book.refuse("lexicon_name", where, suffix=suffix)
    return ""


def _is_plain(tag: str) -> bool:
    """Whether a tag has no variant, or one CLDR names: `my-words` would be Burmese otherwise."""
    variants = [part for part in tag.split("-")[1:] if len(part) >= _VARIANT]
    if not variants:
        return True
    from babel import Locale

    return {part.upper() for part in variants} <= set(Locale("en").variants)
