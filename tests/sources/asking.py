"""Asks a source over the real transports, at servers of the tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from brandname.config import SourceConfig
from brandname.gather.wire import Wire
from brandname.model import Evidence
from brandname.net.gates import Gates, Manners
from brandname.net.ledger import Errand
from brandname.net.switch import Switch
from brandname.net.transports import open_transports
from brandname.sources.base import Source
from tests.net.test_http import Book

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


class Quick(dict[str, Manners]):
    """Manners for every host: no waiting."""

    def get(self, host: str, default: object = None) -> Manners:  # type: ignore[override]
        return Manners(slots=8, interval=0.0)


async def fetch(
    source: Source, request: str, hosts: Mapping[str, str], *, cache: Path | None = None, limit: float = 5.0,
    book: Book | None = None, base_url: str | None = None,
) -> Evidence:
    """The evidence of one request, with `hosts` in place of the real ones."""
    settings = SourceConfig(base_url, hosts={"data.iana.org": "http://127.0.0.1:9", **hosts})
    switch = Switch(online=True)
    async with open_transports(switch, Gates(Quick()), book or Book(), cache=cache, total_timeout=limit) as transports:
        wire = Wire(transports, source, Errand(source.id, "Velora", request), settings, lambda: NOW)
        return await source.fetch(request, wire)
