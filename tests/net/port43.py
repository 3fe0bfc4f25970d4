"""A real WHOIS server on 127.0.0.1 that sends texts, good and bad, written by the tests."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.net.server import Answer


@dataclass
class WhoisServer:
    """What was asked."""

    port: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """As configurations and gates know it."""
        return f"127.0.0.1:{self.port}"


@asynccontextmanager
async def whois_serving(answers: Callable[[str], list[Answer] | bytes]) -> AsyncIterator[WhoisServer]:
    """A server that gives `answers(query)`: text, or a list of things to send, waits, and None for a dropped line."""
    server = WhoisServer()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            query = (await reader.readuntil(b"\n")).decode().rstrip("\r\n")
            server.asked.append(query)
            given = answers(query)
            for step in [given] if isinstance(given, bytes) else given:
                if isinstance(step, float):
                    await asyncio.sleep(step)
                elif step is None:
                    reset = struct.pack("ii", 1, 0)  # closing sends a reset instead of an end
                    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
                    writer.transport.abort()
                else:
                    writer.write(step)
                    await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    listener = await asyncio.start_server(handle, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
