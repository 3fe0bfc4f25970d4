"""Marks in JSON: which values stand at the places a platform's marks read, and what the answer says besides.

Values are compared as the platform compares handles. Pure; asks nobody, and reads no page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from brandname.sources.page_records import once
from brandname.sources.platforms import HANDLE, Mark, Platform
from brandname.sources.walls import wall_of_text

ERRORS = ("error", "errors")
"""Names under which JSON tells that something went wrong."""
FAILED = ("fail", "failed", "failure", "error", "denied", "blocked")
"""Words by which JSON says so as its status."""
DENIALS: Mapping[str, Callable[[object], bool]] = MappingProxyType({
    **dict.fromkeys(("success", "ok", "is_success"), lambda value: value in (False, 0, "false")),
    **dict.fromkeys(("failed", "fail", "captcha", "need_login", "login_required"), bool),
    "status": lambda value: value in FAILED or (str(value).isdecimal() and int(str(value)) >= 400),
    **dict.fromkeys(("code", "status_code", "statusCode", "errno", "errcode", "error_code", "errorCode", "ret"),
                    lambda value: value not in (None, 0, 1, 200, "0", "200", "ok", "OK", "success", "")),
})
"""Name at the top of JSON → whether a value there says that the request failed, whatever stands beside it."""
TELLING = ("message", "msg", "error", "detail", "desc", "description", "reason", "title", "error_message")
"""Names under which an answer in JSON speaks to its reader; elsewhere in it people write what they like."""
VALUE_LENGTH = 200
"""Characters kept of a value."""
_NOTHING = object()


def json_facts(platform: Platform, text: str) -> tuple[dict[str, object], list[str]]:
    """Of JSON: names at its top, values that marks read, errors told; and what stands against it."""
    try:
        answer = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return {}, []
    marks = [mark for mark in (platform.taken, platform.missing) if mark]
    values = {path: _short(v) for mark in marks for path in mark.json if (v := _at(answer, path)) is not _NOTHING}
    top = [str(name)[:VALUE_LENGTH] for name in answer][:40] if isinstance(answer, dict) else []
    wrong = sorted(_denied(answer))
    wall = wall_of_text(" ".join(_told(answer)))
    return {"values": values, "top": top, "wrong": wrong}, [f"wall {wall}"] if wall else []


def shows(platform: Platform, mark: Mark, facts: Mapping[str, Any], handle: str) -> bool:
    """Whether kept facts have all of a mark, and no error that it does not read."""
    values, top = facts.get("values"), facts.get("top")
    if not isinstance(values, dict) or not isinstance(top, list):
        return False
    read = {path.split(".")[0] for path in mark.json} | set(mark.only)
    if set(facts.get("wrong", ())) - read or (mark.only and not set(top) <= set(mark.only)):
        return False
    return bool(mark.json) and all(_stands(platform, mark, path, values, handle) for path in mark.json)


def names_handle(platform: Platform, mark: Mark | None, facts: Mapping[str, Any], handle: str) -> bool:
    """Whether an answer has any part of a mark that holds the handle."""
    values = facts.get("values")
    return mark is not None and isinstance(values, dict) and any(
        _stands(platform, mark, path, values, handle)
        for path, wanted in mark.json.items() if all(HANDLE in one for one in wanted)
    )


def _stands(platform: Platform, mark: Mark, path: str, values: Mapping[str, object], handle: str) -> bool:
    """Whether one of a mark's values stands at a place."""
    return path in values and any(_equals(platform, values[path], one, handle) for one in mark.json[path])


def _equals(platform: Platform, value: object, wanted: str, handle: str) -> bool:
    """Whether a kept value is a mark's: `wanted` is JSON, may hold the handle and may end in `*`: something."""
    want = json.loads(wanted)
    if not isinstance(want, str):
        return type(value) is type(want) and value == want
    if want == "*":
        return bool(value) and isinstance(value, str | int) and not isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if HANDLE in want:
        return platform.fold(value) == platform.fold(want.replace(HANDLE, handle))
    if want.endswith("*"):
        return len(value) >= len(want) and value.casefold().startswith(want[:-1].casefold())
    return value.casefold() == want.casefold()


def _denied(answer: object) -> Iterator[str]:
    """Names at the top of an answer that say that the request failed."""
    if isinstance(answer, dict):
        yield from (name for name in ERRORS if answer.get(name))
        yield from (name for name, says in DENIALS.items() if name in answer and says(answer[name]))


def _told(answer: object) -> Iterator[str]:
    """What an answer in JSON says to its reader: at its top, and in the object of an error."""
    if isinstance(answer, dict):
        for part in (answer, *(answer.get(name) for name in ERRORS)):
            if isinstance(part, dict):
                yield from (part[name] for name in TELLING if isinstance(part.get(name), str))


def _at(answer: object, path: str) -> object:
    """What stands at `data.0.login`; _NOTHING when there is no such place."""
    for name in path.split(".") if path else ():
        if isinstance(answer, dict) and name in answer:
            answer = answer[name]
        elif isinstance(answer, list) and name.isdecimal() and int(name) < len(answer):
            answer = answer[int(name)]
        else:
            return _NOTHING
    return answer


def _short(value: object) -> object:
    """A value as far as marks read it: texts cut, objects and full lists by their kind only."""
    if isinstance(value, dict):
        return {"object": len(value)}
    if isinstance(value, list) and value:
        return {"list": len(value)}
    return value[:VALUE_LENGTH] if isinstance(value, str) else value
