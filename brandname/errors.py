"""Errors a user can act on, and the exit codes.

An error carries a message *key* and parameters; `brandname.reports.catalogue` turns them into English or
Chinese. This room renders nothing and imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the program, as printed in the README."""

    OK = 0
    CHECK_CRASHED = 1
    USER_MISTAKE = 2
    COVERAGE_NOT_MET = 3
    OUR_BUG = 70
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file of the user's."""

    path: str
    """Path as the user would type it, relative to the study where possible."""
    line: int = 0
    """1-based; 0 when the whole file is meant."""
    column: int = 0
    """1-based, in characters; 0 when the whole line is meant."""

    def __str__(self) -> str:
        """`file`, `file:line` or `file:line:column`."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in what the user gave, and what to do about it."""

    key: str
    """Message key of *what* is wrong, as `error.study.unknown_key`; the advice stands under `<key>.advice`."""
    params: Mapping[str, object] = field(default_factory=dict)
    """Parameters of both messages."""
    where: Where | None = None
    """The place in a file, when there is one."""


class UserMistake(Exception):  # noqa: N818 - a mistake is what it is; "Error" adds nothing
    """The user's input is refused; the program says what, where, what to do, and exits with 2.

    Holds every mistake found in one go, so a user does not mend a file one line at a time.
    """

    def __init__(self, *mistakes: Mistake) -> None:
        if not mistakes:
            raise ValueError("a UserMistake needs at least one Mistake")
        self.mistakes = mistakes
        super().__init__("; ".join(f"{m.where or ''} {m.key} {dict(m.params)}".strip() for m in mistakes))


def mistake(key: str, where: Where | None = None, /, **params: object) -> UserMistake:
    """One mistake, ready to raise."""
    return UserMistake(Mistake(key, params, where))


class CheckCrashed(Exception):  # noqa: N818 - names the event
    """A check broke its contract; raised only under `strict`, otherwise its questions read `unanswered(crashed)`."""
