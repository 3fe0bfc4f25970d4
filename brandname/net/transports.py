"""Everything a run may reach the world with, opened and closed together: HTTP, WHOIS, DNS on the same gates."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from brandname.config import NetworkConfig
from brandname.net.bootstrap import BootstrapList
from brandname.net.dns import Dns
from brandname.net.gates import Gates
from brandname.net.http import TOTAL_TIMEOUT, Http
from brandname.net.ledger import Ledger
from brandname.net.switch import Switch
from brandname.net.tcp43 import Port43


@dataclass(frozen=True, slots=True)
class Transports:
    """The ways out, and the list of who answers where."""

    http: Http
    port43: Port43
    dns: Dns
    bootstrap: BootstrapList


@asynccontextmanager
async def open_transports(
    switch: Switch, gates: Gates, ledger: Ledger, network: NetworkConfig | None = None, *,
    cache: Path | None = None, total_timeout: float = TOTAL_TIMEOUT,
) -> AsyncIterator[Transports]:
    """For the length of a run; `cache` is where lists are kept, `total_timeout` is for one HTTP or WHOIS request."""
    async with Http(switch, gates, ledger, network, total_timeout=total_timeout) as http:
        dns, bootstrap = Dns(switch, gates, ledger), BootstrapList(http, cache)
        try:
            yield Transports(http, Port43(switch, gates, ledger, total_timeout=total_timeout), dns, bootstrap)
        finally:
            await bootstrap.aclose()
            await dns.aclose()
