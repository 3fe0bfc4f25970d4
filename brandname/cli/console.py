"""Where the program prints; the only room that imports Rich. Decides how things look, never what is said."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TextIO

from brandname.cli.layout import breaks, fold, longest_word, share_out
from brandname.cli.layout import columns as wide

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text as Styled

STYLES = {
    "heading": "bold",
    "quiet": "dim",
    "blocker": "bold red",
    "warning": "yellow",
    "good": "green",
    "unknown": "magenta",
    "plain": "",
}
"""Roles of text and how each is shown; colour never carries the meaning alone."""
GAP = 2
"""Columns between two of a table."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text in a role of `STYLES`."""

    text: str
    role: str = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    head: str = ""
    right: bool = False
    wrap: bool = False
    """May be folded over several lines; the others never are."""


class Step(Protocol):
    """Told how far a long piece of work is."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """So many of so many done; `what` is now under way."""
        ...


class Screen:
    """Stdout for answers, stderr for everything beside them."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._rich: Console | None = None

    @property
    def out(self) -> TextIO:
        """The stream of answers, for machine-readable output."""
        return self._out

    @property
    def width(self) -> int:
        """Columns there are; 80 when the output is no terminal and COLUMNS is not set."""
        return self._console().width

    def line(self, text: str = "") -> None:
        """One answer line, as it is: not wrapped, no colour."""
        self._out.write(text + "\n")

    def prose(self, text: str) -> None:
        """Sentences, wrapped at the screen's width; a line that is set in stays set in, all of it."""
        for line in text.split("\n"):
            for folded in _folded_lines(line, self.width):
                self.line(folded)

    def note(self, text: str) -> None:
        """One line beside the answers, on stderr; wrapped where that is a terminal, whole for a log."""
        self._out.flush()
        lines = _folded_lines(text, self.width) if self._err.isatty() else [text]
        self._err.write("".join(f"{line}\n" for line in lines))
        self._err.flush()

    def json(self, value: object) -> None:
        """A value for other programs: one JSON document."""
        import json

        self.line(json.dumps(value, ensure_ascii=False, indent=2))

    def ask(self, prompt: str) -> str | None:
        """One line of input, prompted on a terminal; None when the input has ended."""
        self._out.write(prompt)
        self._out.flush()
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            self._out.write(line if line.endswith("\n") else f"{line}\n")
        return line.rstrip("\r\n") if line else None

    def text(self, *parts: Text | str, indent: int = 0, hang: int | None = None) -> None:
        """One paragraph, wrapped at the screen's width; lines after the first stand `hang` columns in (`indent`)."""
        whole = self._styled(parts)
        later = indent if hang is None else hang
        for number, (start, end) in enumerate(breaks(whole.plain, self.width - indent, self.width - later)):
            self.row(" " * (later if number else indent), whole[start:end])

    def row(self, *parts: Text | str | Styled) -> None:
        """One line laid out by the caller: coloured, never wrapped."""
        line = self._styled(parts)
        line.rstrip()
        self._console().print(line, no_wrap=True, overflow="ignore", crop=False)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Text | str]], *, indent: int = 0) -> None:
        """Rows under heads; an empty row prints an empty line. Words are broken only where no width would hold them."""
        from rich.padding import Padding
        from rich.table import Table

        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), show_header=any(c.head for c in columns),
                      header_style=STYLES["quiet"])
        widths = self.widths(columns, rows, indent=indent) or (None,) * len(columns)
        for column, width in zip(columns, widths, strict=True):
            table.add_column(column.head, justify="right" if column.right else "left", no_wrap=not column.wrap,
                             overflow="fold", width=width if column.wrap else None)
        for row in rows:
            table.add_row(*(self._folded(cell, width if column.wrap else None)
                            for cell, column, width in zip(row, columns, widths, strict=False)))
        self._print(Padding(table, (0, 0, 0, indent), expand=False))

    def widths(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Text | str]], *, indent: int = 0
    ) -> tuple[int, ...] | None:
        """The widths of a table in which no word is broken; None where the screen is too narrow for that."""
        texts = [[column.head, *(_plain(row[at]) for row in rows if at < len(row))]
                 for at, column in enumerate(columns)]
        wanted = [max(map(wide, own)) for own in texts]
        least = [max(map(longest_word, own)) if column.wrap else want
                 for own, want, column in zip(texts, wanted, columns, strict=True)]
        return share_out(least, wanted, self.width - indent - GAP * (len(columns) - 1))

    def _folded(self, cell: Text | str, width: int | None) -> Styled:
        """A cell as lines of its column's width; where that is open, as one line."""
        whole = self._styled((cell,))
        if width is None:
            return whole
        lines = [whole[start:end] for start, end in breaks(whole.plain, width)]
        return self._styled([part for line in lines for part in (line, "\n")][:-1])

    @contextmanager
    def progress(self, opening: str) -> Iterator[Step]:
        """A bar on stderr, erased at the end; where that is no terminal, a line for each new piece of work."""
        if not self._err.isatty():
            yield self._tell_steps()
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        parts = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
                 TimeElapsedColumn())
        bar = Progress(*parts, console=Console(file=self._err), transient=True)
        with bar:
            task = bar.add_task(opening, total=None)

            def step(done: int, total: int, what: str) -> None:
                bar.update(task, completed=done, total=total, description=what)

            yield step

    def _tell_steps(self) -> Step:
        told: set[str] = set()

        def step(done: int, total: int, what: str) -> None:
            if what not in told:
                told.add(what)
                self.note(f"{done}/{total} {what}")

        return step

    def _print(self, renderable: RenderableType) -> None:
        """Prints something of Rich's; into a pipe without the spaces it fills lines with."""
        console = self._console()
        if console.is_terminal:
            console.print(renderable)
            return
        with console.capture() as captured:
            console.print(renderable)
        for line in captured.get().splitlines():
            self.line(line.rstrip())

    def _styled(self, parts: Sequence[Text | str | Styled]) -> Styled:
        from rich.text import Text as Styled

        whole = Styled()
        for part in parts:
            if isinstance(part, Styled):
                whole.append_text(part)
                continue
            piece = part if isinstance(part, Text) else Text(part)
            whole.append(piece.text, STYLES[piece.role])
        return whole

    def _console(self) -> Console:
        if self._rich is None:
            from rich.console import Console

            self._rich = Console(file=self._out, highlight=False, markup=False, emoji=False)
        return self._rich


def _folded_lines(line: str, width: int) -> list[str]:
    """A line as lines of at most so many columns, each set in like the first."""
    words = line.lstrip(" ")
    return fold(words, width, " " * (len(line) - len(words)))


def _plain(cell: Text | str) -> str:
    return cell.text if isinstance(cell, Text) else cell
