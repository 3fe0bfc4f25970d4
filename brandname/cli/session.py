"""What every command is given: the reader's language, where to print, and which study. Does nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from brandname.cli.console import Screen

if TYPE_CHECKING:
    from brandname.reports.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Session:
    """One call of the program."""

    catalogue: Catalogue
    screen: Screen
    study: Path = Path()
    """The study's folder; the current one by default."""

    @property
    def language(self) -> str:
        """Language of everything printed: `en` or `zh-Hans`."""
        return self.catalogue.language

    def say(self, key: str, /, **params: object) -> None:
        """Prints one message of the catalogue, wrapped at the screen's width."""
        self.screen.prose(self.catalogue(key, **params))

    def note(self, key: str, /, **params: object) -> None:
        """Prints one message of the catalogue beside the output, on stderr."""
        self.screen.note(self.catalogue(key, **params))


def session_of(ctx: typer.Context, study: str | None = None) -> Session:
    """The session of a call, in the study folder given after the command, before it, or the current one."""
    session = ctx.find_root().obj
    if not isinstance(session, Session):
        raise TypeError("a command runs inside a Session")
    return replace(session, study=Path(study)) if study else session
