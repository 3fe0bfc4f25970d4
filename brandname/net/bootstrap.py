"""IANA's list of RDAP servers (RFC 9224), fetched at most once a day and kept in the user's cache folder.

Without it, or when it is not what it should be, there is None, and the source takes its shipped table. A list in the
cache older than a month is not used: by then the shipped one is as good. It shows nobody a name.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from brandname.net.http import Http
from brandname.net.ledger import Errand

ADDRESS = "https://data.iana.org/rdap/dns.json"
HOST = "data.iana.org"
REQUEST = "iana-rdap-bootstrap"
DAILY, KEPT = timedelta(days=1), timedelta(days=30)
ENOUGH = 500
"""Top-level domains that a sound list has at least; a page of three is not IANA's."""


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """The list."""

    published: str
    """ISO date."""
    bases: Mapping[str, str]
    """Top-level domain (A-label) → base address, with a slash at the end; https where there is a choice."""


class BootstrapList:
    """The list of one run: read or fetched when first asked for."""

    def __init__(self, http: Http, folder: Path | None, *, now: Callable[[], datetime] | None = None) -> None:
        """Without a folder nothing is kept."""
        self._http = http
        self._path = folder / "rdap-dns.json" if folder else None
        self._now = now or (lambda: datetime.now(UTC))
        self._task: asyncio.Task[Bootstrap | None] | None = None

    async def get(self, source: str, address: str = ADDRESS) -> Bootstrap | None:
        """The list, asked for on behalf of a source; None when there is none to be had."""
        if self._task is None:
            self._task = asyncio.create_task(self._load(source, address))
        return await asyncio.shield(self._task)

    async def aclose(self) -> None:
        """Gives up what is under way."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _load(self, source: str, address: str) -> Bootstrap | None:
        kept = self._read()
        age = self._now() - _time(kept.get("fetched")) if kept else KEPT
        current = read_list(kept.get("body", "").encode()) if kept and age < KEPT else None
        if current and timedelta(0) <= age < DAILY and kept.get("address") == address:
            return current
        headers = {"if-none-match": kept["etag"]} if current and kept.get("etag") else {}
        reply = await self._http.get(address, Errand(source, "", REQUEST), accept="application/json", headers=headers)
        if reply.status == 304 and current:
            self._keep(kept["body"], kept["etag"], address)
            return current
        fetched = read_list(reply.body) if reply.status == 200 else None
        if fetched:
            self._keep(reply.body.decode(), reply.headers.get("etag", ""), address)
        return fetched or current

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8")) if self._path else {}
        except (OSError, ValueError):
            return {}
        sound = isinstance(kept, dict) and all(isinstance(value, str) for value in kept.values())
        return kept if sound and "body" in kept else {}

    def _keep(self, body: str, etag: str, address: str) -> None:
        if self._path is None:
            return
        kept = {"body": body, "etag": etag, "address": address, "fetched": self._now().isoformat(timespec="seconds")}
        with suppress(OSError):  # a cache that cannot be written costs a request a day
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(kept), encoding="utf-8")
            new.replace(self._path)


def read_list(body: bytes) -> Bootstrap | None:
    """The list in IANA's file (RFC 9224, 4); None when the bytes are not one, or too short to be it."""
    try:
        raw = json.loads(body)
        bases = {
            str(zone).lower(): _base(addresses)
            for zones, addresses in raw["services"] for zone in zones
        }
        published = str(raw["publication"])[:10]
        datetime.fromisoformat(published)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    bases = {zone: base for zone, base in bases.items() if base}
    return Bootstrap(published, bases) if len(bases) >= ENOUGH else None


def _base(addresses: list[str]) -> str:
    sound = [a for a in addresses if isinstance(a, str) and a.startswith(("https://", "http://"))]
    best = min(sound, key=lambda a: not a.startswith("https://"), default="")
    return best if best.endswith("/") or not best else best + "/"


def _time(text: str | None) -> datetime:
    try:
        when = datetime.fromisoformat(text or "")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
