"""A report as Markdown: readable as it stands, tables as pipe tables. Text from outside is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch

from brandname.reports.tree import Cell, Column, Document, Entry, Facts, Fold, Group, Items, Section, Table, Text, Tone

MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
NUMBERED = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


def text(document: Document) -> Iterator[str]:
    """The file, in pieces."""
    yield f"# {escape(document.title)}\n\n**{escape(document.notice)}**\n\n"
    for block in document.head:
        yield from _block(block)
    for number, section in enumerate(document.sections, 1):
        yield from _section(section, f"{number}. ", 2)


def escape(raw: str) -> str:
    """Text that Markdown shows as it is; on one line."""
    line = " ".join(raw.split("\n"))
    return NUMBERED.sub(r"\1\\\2\3", MARKUP.sub(r"\\\1", line))


def _section(section: Section, number: str, level: int) -> Iterator[str]:
    yield f"{'#' * level} {number}{escape(section.title)}\n\n"
    for block in section.blocks:
        yield from _block(block)
    for part in section.parts:
        yield from _section(part, "", level + 1)


@singledispatch
def _block(block: object) -> Iterator[str]:
    raise TypeError(f"no Markdown for {type(block).__name__}")


@_block.register
def _text(block: Text) -> Iterator[str]:
    label = (
        f"**{escape(block.label)}:** "
        if block.label and block.text
        else f"**{escape(block.label)}**" * bool(block.label)
    )
    body = block.text if block.tone is Tone.BLANK else escape(block.text)
    match block.tone:
        case Tone.QUOTE:
            yield f"> {body}\n> ({escape(block.label)})\n\n"
        case Tone.ALERT:
            yield f"> ⚠ {label}{body}\n\n"
        case Tone.LEAD:
            yield f"**{body}**\n\n"
        case _:
            yield f"{label}{body}\n\n"


@_block.register
def _items(block: Items) -> Iterator[str]:
    for item in block.items:
        yield f"- {escape(item)}\n"
    yield "\n"


@_block.register
def _facts(block: Facts) -> Iterator[str]:
    for label, value in block.pairs:
        yield f"- **{escape(label)}:** {value if set(value) == {'_'} else escape(value)}\n"
    yield "\n"


@_block.register
def _table(block: Table) -> Iterator[str]:
    yield "| " + " | ".join(escape(column.label) for column in block.columns) + " |\n"
    yield "|" + "|".join(_rule(column) for column in block.columns) + "|\n"
    for row in block.rows:
        if isinstance(row, Group):
            note = f" ({escape(row.note)})" if row.note else ""
            yield f"| **{escape(row.label)}**{note} |" + " |" * (len(block.columns) - 1) + "\n"
        else:
            yield "| " + " | ".join(_cell(cell) for cell in row.cells) + " |\n"
    yield "\n"


@_block.register
def _entry(block: Entry) -> Iterator[str]:
    yield f"- {block.mark} **{escape(block.heading)}** ({escape(block.figures)})".replace(" ()", "")
    yield f": {escape(block.text)}\n" if block.text else "\n"
    for hit in block.hits:
        yield f"  - {escape(hit.text)} ({escape(hit.figures)}; `{hit.id.replace('`', '')}`)\n"
        if hit.verdict:
            yield f"    - {escape(hit.verdict)}\n"
    for note in block.notes:
        yield f"  - {escape(note)}\n"
    if block.next:
        yield f"  - → {escape(block.next)}\n"


@_block.register
def _fold(block: Fold) -> Iterator[str]:
    yield f"**{escape(block.title)}**\n\n"
    after_entry = False
    for inner in block.blocks:
        if after_entry and not isinstance(inner, Entry):
            yield "\n"
        after_entry = isinstance(inner, Entry)
        yield from _block(inner)
    yield "\n" if after_entry else ""


def _rule(column: Column) -> str:
    return {"mark": ":-:", "number": "--:"}.get(column.kind, "---")


def _cell(cell: Cell) -> str:
    shown = escape(cell.text)
    return f"{shown} ({escape(cell.sub)})" if cell.sub else shown
