"""The user's own configuration: folders, addresses of sources, manners on the network, keys.

A study never holds any of this: it names checks, and this machine's owner says how the world is reached. The file is
`config.toml` in `config_dir()`; keys stand in the environment only, so that no file of ours ever holds one.
This room opens no connection and knows no source: `[sources.<id>]` is taken as written.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from brandname.errors import Mistake, UserMistake, Where

FILE = "config.toml"
HOST = re.compile(r"[\w.-]+(:\d{1,5})?|[0-9a-fA-F:]{2,45}|https?://[^\s/?#]+(/[^\s?#]*)?")
"""`host`, `host:port`, an IPv6 address, or an address on the web."""
CONTACT_LENGTH = 120
"""Characters of the contact in the client identification: a mail address or a page, not a text."""


class Secret(str):
    """A key. It is text, but a traceback or a log that prints values shows only that there is one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret('…')"


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """One `[sources.<id>]`; what is None comes from the source itself."""

    base_url: str | None = None
    """Another address of the same service, as a team's own mirror."""
    rate: float | None = None
    """Requests a second, at most; > 0."""
    slots: int | None = None
    """Requests under way at once; ≥ 1."""
    per_run: int | None = None
    """Requests to each of its hosts in one run, at most; ≥ 1. Said on the command line, not in the file."""
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Host (for DNS a zone) → what to ask in its place, as `host:port` or an address; `*` is for all others."""


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """`[network]`."""

    proxy: str | None = None
    """`http://host:port`, used for every source."""
    user_agent_contact: str = ""
    """A mail address or page in the client identification, so that an operator can write to the user."""


@dataclass(frozen=True, slots=True)
class Config:
    """The whole of `config.toml`; without a file, the defaults."""

    sources: Mapping[str, SourceConfig] = field(default_factory=dict)
    network: NetworkConfig = field(default_factory=NetworkConfig)

    def source(self, source_id: str) -> SourceConfig:
        """What the user says about one source."""
        return self.sources.get(source_id, SourceConfig())


def cache_dir() -> Path:
    """Where computed things are kept that can be computed again; `BRANDNAME_CACHE_DIR` goes before."""
    return _folder("BRANDNAME_CACHE_DIR", "user_cache_dir")


def config_dir() -> Path:
    """Where `config.toml` lies; `BRANDNAME_CONFIG_DIR` goes before."""
    return _folder("BRANDNAME_CONFIG_DIR", "user_config_dir")


def data_dir() -> Path:
    """Where imported registers lie; `BRANDNAME_DATA_DIR` goes before."""
    return _folder("BRANDNAME_DATA_DIR", "user_data_dir")


def key(source_id: str) -> Secret | None:
    """The key of a source, from `BRANDNAME_<SOURCE>_KEY` (`web-search` → `BRANDNAME_WEB_SEARCH_KEY`); None without."""
    value = os.environ.get(key_variable(source_id), "").strip()
    return Secret(value) if value else None


def key_variable(source_id: str) -> str:
    """The name of the environment variable that holds a source's key."""
    return f"BRANDNAME_{re.sub(r'[^A-Z0-9]', '_', source_id.upper())}_KEY"


def read_config(path: Path | None = None) -> Config:
    """The user's configuration, from `path` or `config_dir() / "config.toml"`.

    Raises UserMistake with every unknown key and wrong value in it, with their lines.
    """
    path = path or config_dir() / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise UserMistake(Mistake("error.config.unreadable", {"reason": str(error)}, Where(str(path)))) from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserMistake(Mistake("error.config.not_toml", {"reason": str(error)}, _place(path, error))) from error
    reader = _Reader(path, text)
    config = reader.config(raw)
    if reader.mistakes:
        raise UserMistake(*reader.mistakes)
    return config


class _Reader:
    """Turns the parsed file into a `Config`, gathering every mistake on the way."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.mistakes: list[Mistake] = []

    def config(self, raw: Mapping[str, Any]) -> Config:
        self.refuse_unknown(raw, ("sources", "network"), "")
        sources = self.table(raw, "sources", "")
        network = self.table(raw, "network", "")
        self.refuse_unknown(network, ("proxy", "user_agent_contact"), "network")
        return Config(
            {id_: self.source(id_, self.table(sources, id_, "sources")) for id_ in sources},
            NetworkConfig(
                proxy=self.address(network, "proxy", "network"),
                user_agent_contact=self.contact(network),
            ),
        )

    def source(self, id_: str, raw: Mapping[str, Any]) -> SourceConfig:
        section = f"sources.{id_}"
        self.refuse_unknown(raw, ("base_url", "rate", "slots", "hosts"), section)
        rate, slots = raw.get("rate"), raw.get("slots")
        if rate is not None and (isinstance(rate, bool) or not isinstance(rate, int | float) or not 0 < rate <= 1000):
            self.refuse("bad_rate", "rate", section)
            rate = None
        if slots is not None and (isinstance(slots, bool) or not isinstance(slots, int) or not 1 <= slots <= 100):
            self.refuse("bad_slots", "slots", section)
            slots = None
        address = self.address(raw, "base_url", section)
        return SourceConfig(address, None if rate is None else float(rate), slots, hosts=self.hosts(raw, section))

    def hosts(self, raw: Mapping[str, Any], section: str) -> Mapping[str, str]:
        table = self.table(raw, "hosts", section)
        for name, value in table.items():
            if not isinstance(value, str) or not HOST.fullmatch(value):
                self.refuse("bad_host", name, f"{section}.hosts")
        return {name: value for name, value in table.items() if isinstance(value, str)}

    def table(self, raw: Mapping[str, Any], name: str, section: str) -> Mapping[str, Any]:
        value = raw.get(name, {})
        if isinstance(value, dict):
            return value
        self.refuse("not_a_table", name, section)
        return {}

    def address(self, raw: Mapping[str, Any], name: str, section: str) -> str | None:
        value = raw.get(name)
        if value is None or (isinstance(value, str) and re.fullmatch(r"https?://[^\s/?#]+[^\s]*", value)):
            return value
        self.refuse("bad_address", name, section)
        return None

    def contact(self, network: Mapping[str, Any]) -> str:
        value = network.get("user_agent_contact", "")
        if isinstance(value, str) and len(value) <= CONTACT_LENGTH and re.fullmatch(r"[!-'*-~ ]*", value):
            return value.strip()
        self.refuse("bad_contact", "user_agent_contact", "network")
        return ""

    def refuse_unknown(self, raw: Mapping[str, Any], known: tuple[str, ...], section: str) -> None:
        for name in raw:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.5)
                kind = "unknown_key_near" if near else "unknown_key"
                self.refuse(kind, name, section, near=near[0] if near else "", known=known)

    def refuse(self, kind: str, name: str, section: str, **params: object) -> None:
        where = Where(str(self.path), self.line(name, section))
        self.mistakes.append(Mistake(f"error.config.{kind}", {"key": name, "section": section, **params}, where))

    def line(self, name: str, section: str) -> int:
        """The line a key or table stands on, as far as the text shows it; 0 when it is written in another way."""
        inside = ""
        full = f"{section}.{name}" if section else name
        for number, line in enumerate(self.lines, 1):
            if header := re.match(r"\s*\[+([^\]]+)\]", line):
                inside = re.sub(r"[\s\"']", "", header[1])
                if inside == full or inside.startswith(full + "."):
                    return number
            elif inside == section and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]", line):
                return number
        return 0


def _folder(variable: str, function: str) -> Path:
    if override := os.environ.get(variable, "").strip():
        return _written(override) if override[0] != "~" else Path(override).expanduser()
    import platformdirs

    return Path(getattr(platformdirs, function)("brandname", appauthor=False))


@cache
def _written(path: str) -> Path:
    """The same path for the same text: thousands of look-ups a run ask for the cache folder."""
    return Path(path)


def _place(path: Path, error: tomllib.TOMLDecodeError) -> Where:
    """Where a syntax error is; until Python 3.14 only the error's text says so."""
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    return Where(str(path), int(found[1]), int(found[2])) if found else Where(str(path))
