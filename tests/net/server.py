"""A real HTTP server on 127.0.0.1 whose answers, good and bad, are written here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = bytes | float | None
"""Bytes to send, seconds to wait, or None to drop the connection."""


@dataclass
class Server:
    """What was asked, and when."""

    port: int = 0
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)
    """(monotonic seconds, path, headers in lower case)"""
    bodies: list[bytes] = field(default_factory=list)
    """What came with them."""
    at_once: int = 0
    """The largest number of requests that were under way together."""

    def url(self, path: str) -> str:
        """An address here."""
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def host(self) -> str:
        """As gates know it."""
        return f"127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked, in order."""
        return [path for _, path, _ in self.asked]


def http(status: int, body: bytes = b"", **headers: str) -> bytes:
    """An HTTP answer."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@asynccontextmanager
async def serving(answers: Callable[[str], list[Answer] | bytes]) -> AsyncIterator[Server]:
    """A server that gives `answers(path)`: one answer, or a list of things to send and waits."""
    server = Server()
    busy = 0

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal busy
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            path = head[0].split(" ")[1]
            server.bodies.append(body)
            server.asked.append((time.monotonic(), path, headers))
            busy += 1
            server.at_once = max(server.at_once, busy)
            given = answers(path)
            for step in [given] if isinstance(given, bytes) else given:
                if isinstance(step, float):
                    await asyncio.sleep(step)
                elif step is not None:
                    writer.write(step)
                    await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            busy -= 1
            writer.close()

    listener = await asyncio.start_server(handle, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
