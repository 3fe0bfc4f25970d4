"""Where a reader writes down what is wrong and what is worth saying, so that one pass names every mistake.

Holds no rule about any file and reads nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from brandname.errors import Mistake, UserMistake, Where
from brandname.model import Message, Param, say


@dataclass(slots=True)
class Book:
    """Mistakes and remarks of one reading, in the order found."""

    mistakes: list[Mistake] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    def refuse(self, key: str, where: Where | None, /, **params: object) -> None:
        """Notes a mistake under the message key `error.study.<key>`."""
        self.mistakes.append(Mistake(f"error.study.{key}", params, where))

    def refuse_choice(
        self, key: str, where: Where | None, value: str, known: Iterable[str], /, **params: object
    ) -> None:
        """Notes a value outside a closed list, under `<key>` or, when one of the list is near, `<key>_close`."""
        options = tuple(known)
        near = closest(value, options)
        if near:
            self.refuse(f"{key}_close", where, value=value, near=near, known=options, **params)
        else:
            self.refuse(key, where, value=value, known=options, **params)

    def remark(self, key: str, /, **params: Param) -> None:
        """Notes something to be said under the message key `study.remark.<key>`; equal remarks are said once."""
        message = say(f"study.remark.{key}", **params)
        if message not in self.remarks:
            self.remarks.append(message)

    def close(self) -> None:
        """Raises one `UserMistake` with everything noted; does nothing when nothing is wrong."""
        if self.mistakes:
            raise UserMistake(*self.mistakes)


def closest(value: str, known: Iterable[str]) -> str:
    """The option a value was probably meant to be, or an empty text."""
    options = {option.casefold().replace("-", "_"): option for option in known}
    near = get_close_matches(value.casefold().replace("-", "_"), options, n=1, cutoff=0.6)
    return options[near[0]] if near else ""
