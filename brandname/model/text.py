"""Names as texts, ids, and messages. Text for people is never stored: a `Message` is a key with parameters."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Param: TypeAlias = str | int | float | tuple[str, ...]
"""What a message can carry."""


def canonical(name: str) -> str:
    """NFC of a name with outer space removed: its identity."""
    return unicodedata.normalize("NFC", name.strip())


def sameness(name: str) -> str:
    """The key under which two names are equal: NFKC + casefold, accents kept."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold())


def letters(name: str) -> str:
    """Letters, marks and digits of a name, as `sameness` compares them: how it stands in domains and handles."""
    return "".join(c for c in sameness(name) if unicodedata.category(c)[0] in "LMN")


def digest(*parts: str) -> str:
    """A stable 16-hex-digit id of some texts (BLAKE2b over length-prefixed UTF-8)."""
    h = hashlib.blake2b(digest_size=8)
    for part in parts:
        raw = part.encode()
        h.update(len(raw).to_bytes(4, "big"))
        h.update(raw)
    return h.hexdigest()


@dataclass(frozen=True, slots=True)
class Message:
    """Something to be said to a person, as a key and parameters; never prose."""

    key: str
    """Dotted key in the catalogue, as `meaning.hit.inside`."""
    params: Mapping[str, Param] = field(default_factory=dict)
    """Parameters; tags and codes stay codes (`es-MX`), the catalogue names them."""

    def __reduce__(self) -> tuple[type[Message], tuple[object, ...]]:
        return Message, (self.key, self.params)  # many of them go between processes


def say(key: str, /, **params: Param) -> Message:
    """A `Message`, short to write."""
    return Message(key, params)


def pack(message: Message) -> str:
    """A message as one text, so that another message can carry it; the catalogue's format `message` renders it."""
    return json.dumps([message.key, dict(message.params)], ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> Message:
    """What `pack` was given; ValueError for any other text."""
    key, params = json.loads(text)
    return Message(key, {name: tuple(value) if isinstance(value, list) else value for name, value in params.items()})
