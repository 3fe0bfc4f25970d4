"""Dates and registrar of a registered name by python-whois, for texts that `whois_facts` cannot read.

Its expressions can hold a core for minutes on a short text (three real answers of .jp: 16 to 134 s), so it runs in a
process of its own that is killed at the time limit, never on the event loop. It is not asked whether a name is
registered: that it often gets wrong.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout, suppress
from datetime import date, datetime
from io import StringIO
from typing import Any

from brandname.sources.whois_facts import WhoisFacts, clean, read_date

LIMIT = 4.0
"""Seconds, starting the process included."""
LONGEST_TEXT = 20_000
"""Characters of a text that are parsed."""
_AMBIGUOUS = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}")
"""Such dates are read month first by one parser and day first by the next."""


async def parse_details(text: str, name: str, *, limit: float = LIMIT) -> WhoisFacts:
    """What python-whois finds in a text about a name (A-label); nothing when it fails or does not end in time."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "brandname.sources.whois_details",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )
    asked = json.dumps({"text": text[:LONGEST_TEXT], "name": name}).encode()
    try:
        out, _ = await asyncio.wait_for(process.communicate(asked), limit)
    except TimeoutError:
        return WhoisFacts()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return read_answer(out, text)


def read_answer(out: bytes, text: str) -> WhoisFacts:
    """The facts in the worker's answer; dates of a text that can be read in two ways are left out."""
    try:
        found = json.loads(out)
    except ValueError:
        return WhoisFacts()
    if not isinstance(found, dict):
        return WhoisFacts()
    since, expires = (read_date(str(found.get(key) or "")) for key in ("since", "expires"))
    if _AMBIGUOUS.search(text):
        since = expires = ""
    return WhoisFacts(since, expires, clean(str(found.get("registrar") or "")))


def _parse(text: str, name: str) -> dict[str, str]:
    """In the worker: what python-whois makes of a text."""
    from whois.parser import WhoisEntry

    entry: Mapping[str, Any] = WhoisEntry.load(name, text)
    return {
        "since": _first_date(entry.get("creation_date")),
        "expires": _first_date(entry.get("expiration_date")),
        "registrar": _first_text(entry.get("registrar")),
    }


def _first_date(value: object) -> str:
    items = value if isinstance(value, list) else [value]
    return next((item.isoformat()[:10] for item in items if isinstance(item, date | datetime)), "")


def _first_text(value: object) -> str:
    items = value if isinstance(value, list) else [value]
    return next((item for item in items if isinstance(item, str)), "")


def main() -> None:
    """The worker: a text on standard input, its facts on standard output, both JSON."""
    asked = json.load(sys.stdin)
    found: dict[str, str] = {}
    with redirect_stdout(StringIO()), suppress(Exception):  # it talks, and raises on what it cannot read
        found = _parse(asked["text"], asked["name"])
    os.write(1, json.dumps(found).encode())


if __name__ == "__main__":
    main()
