"""Constructed answers of platforms, labelled as such: made by hand from what each platform documents."""

from __future__ import annotations

import json

from brandname.model import Evidence
from brandname.sources.handle_marks import note
from brandname.sources.handles import VERSION, source_id
from brandname.sources.platforms import platforms

WHEN = "2026-11-22T10:00:00Z"
DOCS = "https://docs.github.com/rest/users/users#get-a-user"


def evidence(platform: str, handle: str, status: int, body: str, kind: str = "application/json") -> Evidence:
    """One exchange as the source keeps it."""
    kept = note(platforms()[platform], handle, status, {"content-type": kind}, body.encode(), landed=True)
    return Evidence(source_id(platform), VERSION, handle, "this machine", WHEN, str(status), kept,
                    f"https://page.example/{handle}")


def github(handle: str, status: int = 200, **fields: object) -> Evidence:
    """GitHub's API about a user: an account, or none with 404."""
    missing = {"message": "Not Found", "documentation_url": DOCS, "status": "404"}
    answer = {"login": handle, "id": 1, "type": "Organization"} if status == 200 else missing
    return evidence("github", handle, status, json.dumps({**answer, **fields}))


def x(handle: str, reason: str) -> Evidence:
    """X about a name: `taken` or `available`."""
    return evidence("x", handle, 200, json.dumps(
        {"valid": reason == "available", "reason": reason, "msg": "", "desc": ""}))
