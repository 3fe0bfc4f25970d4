"""Answers that hold what proves something, but not where a platform puts it: scripts, catalogues, hidden parts, lists.

Kinds like those of `undecidable`, made from the constructed good answers and from the marks of the manifest: the same
words as texts for another page, as a string of somebody's copy, beside another answer, or half of them. It asks nobody.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from brandname.sources.platforms import HANDLE, Mark, Platform, platforms

Case = dict[str, Any]
Kind = Callable[[Case], Case | None]
"""What a kind makes of an answer, which knows the platform's `opposite` one; None where it makes no sense."""

_RECORD = re.compile(r"(<script[^<>]*>(?:var \w+ = )?)(\{.*?\})(;?</script>)", re.DOTALL)
_TEXT = re.compile(r">[^<>]+<")


def misplaced(good: Sequence[Case]) -> Iterator[Case]:
    """Every kind of every answer that proves something."""
    for case in good:
        wanted = {"found": "not_found", "not_found": "found"}.get(case["outcome"])
        if wanted:
            there = (c for c in good if (c["platform"], c["outcome"]) == (case["platform"], wanted))
            whole = {**case, "opposite": next(there, None)}
            for name, kind in KINDS.items():
                made = kind(whole)
                if made is not None:
                    yield {**made, "id": f"{case['id']}: {name}", "kind": name}


def _platform(case: Case) -> Platform:
    return platforms()[case["platform"]]


def _is_page(case: Case) -> bool:
    return "html" in case["headers"]["Content-Type"]


def _mark(case: Case) -> Mark | None:
    platform = _platform(case)
    return platform.taken if case["outcome"] == "found" else platform.missing


def _words(case: Case) -> list[str]:
    """What the marks of a platform look for, about the handle asked, as plain texts."""
    marks = [mark for mark in (_platform(case).taken, _platform(case).missing) if mark]
    values = [json.loads(value) for mark in marks for need in mark.page for value in need.values]
    return [str(value).replace(HANDLE, "velora").replace("*", "Velora") for value in values]


def _shell(case: Case, inside: str, head: str = "") -> str:
    """The platform's page before its program has run, with something in it."""
    return (f"<!DOCTYPE html><html><head><title>{_platform(case).label}</title>{head}</head>"
            f'<body><div id="root"></div>{inside}</body></html>')


def _in_shell(inside: Callable[[Case], str]) -> Kind:
    return lambda case: {**case, "body": _shell(case, inside(case))} if _is_page(case) else None


def _quoted(value: object) -> str:
    """JSON as it stands in a script."""
    return json.dumps(value).replace("</", "<\\/")


def _catalogue(case: Case) -> str:
    return _quoted({"locale": "en", "messages": {f"text.{n}": word for n, word in enumerate(_words(case))}})


def _attributes(case: Case) -> str:
    return "".join(f'<i data-text="{html.escape(word)}" title="{html.escape(word)}"></i>' for word in _words(case))


def _list(case: Case) -> str:
    return "<ul>" + "".join(f"<li><a href='/s'>{html.escape(word)}</a></li>" for word in _words(case)) + "</ul>"


def _needs(case: Case, *places: str) -> bool:
    """Whether the case's mark cannot do without one of some kinds of place."""
    mark = _mark(case)
    return mark is not None and any(all(at.split(" ")[0] in places for at in need.at) for need in mark.page)


def _other_records(case: Case) -> Case | None:
    """The page's own records are about something else; the record of the handle is in a list of suggestions."""
    if not _is_page(case) or not _needs(case, "data"):
        return None
    return {**case, "body": _RECORD.sub(r'\1{"suggestions":[\2]}\3', case["body"])}


def _records_in(before: str, after: str) -> Kind:
    """The page's records stand in a part of a script that never runs, or in a text of it."""
    def made(case: Case) -> Case | None:
        if not _is_page(case) or not _needs(case, "data"):
            return None
        put = lambda found: f"<script>{before}\nvar state = {found[2]};\n{after}</script>"  # noqa: E731
        return {**case, "body": _RECORD.sub(put, case["body"])}

    return made


def _plain_title(case: Case) -> Case | None:
    """The page has the site's name for a title, as shells have."""
    mark = _mark(case)
    needs = [need for need in mark.page if "title" in need.at] if mark and _is_page(case) else []
    if case["outcome"] != "found" or not needs or any(not at.endswith("title") for need in needs for at in need.at):
        return None
    body = re.sub(r"<title>[^<]*</title>", f"<title>{_platform(case).label}</title>", case["body"])
    return {**case, "body": re.sub(r'<meta property="og:title"[^<>]*>', "", body)}


def _emptied(case: Case) -> Case | None:
    """All elements are there, and nothing in them."""
    if not _is_page(case) or not _needs(case, "part", "heading", "line"):
        return None
    head, mark, rest = case["body"].partition("</title>")
    return {**case, "body": head + mark + _TEXT.sub("><", rest)}


def _echo(title: str, inside: str) -> Kind:
    """Another page of the site that stands at the handle's address and says so."""
    def made(case: Case) -> Case | None:
        if not _is_page(case):
            return None
        head = "".join(f'<{tag}="{case["url"]}">' for tag in (
            'link rel="canonical" href', 'meta property="og:url" content'))
        label = _platform(case).label
        page = _shell(case, inside, head).replace(f"<title>{label}<", f"<title>{title} {label}<")
        return {**case, "body": page}

    return made


def _two_answers(status: int, *, first: str) -> Kind:
    """A page of an account and one that says there is none, one after the other."""
    def made(case: Case) -> Case | None:
        if case["outcome"] != "found" or not _is_page(case) or case["opposite"] is None:
            return None
        pages = [case["body"], case["opposite"]["body"]]
        return {**case, "status": status, "body": "\n".join(pages if first == "found" else pages[::-1])}

    return made


def _in_head(code: str) -> Kind:
    return lambda case: (
        {**case, "body": case["body"].replace("</title>", f"</title>{code}", 1)} if _is_page(case) else None)


def _withheld(text: str) -> Kind:
    """The page of a missing account gives another reason."""
    return lambda case: ({**case, "body": case["body"].replace("</html>", f"<p>{text}</p></html>")}
                         if _is_page(case) and case["outcome"] == "not_found" and case["status"] == 404 else None)


def _header(name: str, value: str) -> Kind:
    return lambda case: {**case, "headers": {**case["headers"], name: value}}


def _two_titles(case: Case) -> Case | None:
    mark = _mark(case)
    if not _is_page(case) or not mark or not any(need.at == ("title",) for need in mark.page):
        return None
    return {**case, "body": case["body"].replace("</title>", "</title><title>Hello</title>", 1)}


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _json(make: Callable[[Any], object]) -> Kind:
    """Another JSON made from the answer's."""
    def made(case: Case) -> Case | None:
        if _is_page(case) or "json" not in case["headers"]["Content-Type"]:
            return None
        answer = json.loads(case["body"])
        other = make(answer)
        return None if other == answer else {**case, "body": json.dumps(other)}

    return made


def _beside(**said: object) -> Kind:
    """The answer says too that the request failed."""
    return _json(lambda answer: {**answer, **said} if isinstance(answer, dict) and not set(said) & set(answer)
                 else answer)


def _hollow(value: object) -> object:
    """A record whose values are gone, but for those that repeat the handle."""
    if isinstance(value, dict):
        return {name: _hollow(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_hollow(one) for one in value]
    return value if isinstance(value, str) and value.casefold().rstrip("/").endswith("velora") else None


def _nameless(value: object) -> object:
    """A record whose number is empty."""
    if isinstance(value, list):
        return [_nameless(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: "" if name in ("id", "idstr") else _nameless(one) for name, one in value.items()}


def _merged(case: Case) -> Case | None:
    """The fields of an account and those of a missing one in one answer."""
    if _is_page(case) or "json" not in case["headers"]["Content-Type"]:
        return None
    answers = [json.loads(c["body"]) for c in (case, case["opposite"]) if c]
    if len(answers) < 2 or not all(isinstance(answer, dict) for answer in answers):
        return None
    if set(answers[0]) & set(answers[1]):  # what says one thing says it alone
        return None
    return {**case, "body": json.dumps({**answers[0], **answers[1]})}


KINDS: Mapping[str, Kind] = {
    "copy as a string in a script": _in_shell(lambda case: f"<script>var page = {_quoted(case['body'])};</script>"),
    "copy as a string in records": _in_shell(
        lambda case: f'<script type="application/json">{_quoted({"html": case["body"]})}</script>'),
    "copy in a comment": _in_shell(lambda case: f"<!-- {case['body'].replace('--', '')} -->"),
    "copy in a template": _in_shell(lambda case: f"<template>{case['body']}</template>"),
    "copy in a text field": _in_shell(lambda case: f"<textarea>{case['body']}</textarea>"),
    "copy for readers without scripts": _in_shell(lambda case: f"<noscript>{case['body']}</noscript>"),
    "copy in a frame": _in_shell(lambda case: f'<iframe srcdoc="{html.escape(case["body"])}"></iframe>'),
    "copy as shown source": _in_shell(lambda case: f"<pre>{html.escape(case['body'])}</pre>"),
    "copy in a part for nobody": _in_shell(lambda case: f'<section aria-hidden="true">{case["body"]}</section>'),
    "copy in a closed window": _in_shell(lambda case: f"<dialog>{case['body']}</dialog>"),
    "copy in a hidden part": _in_shell(lambda case: f"<div hidden>{case['body']}</div>"),
    "copy in an invisible part": _in_shell(lambda case: f'<div style="display: none">{case["body"]}</div>'),
    "marks in a catalogue of messages": _in_shell(
        lambda case: f'<script type="application/json" id="__NEXT_DATA__">{_catalogue(case)}</script>'),
    "marks in a script's catalogue": _in_shell(lambda case: f"<script>var messages = {_catalogue(case)};</script>"),
    "marks in styles": _in_shell(lambda case: "<style>" + "".join(f".{w} {{}}" for w in _words(case)) + "</style>"),
    "marks in attributes": _in_shell(_attributes),
    "marks in a list of links": _in_shell(_list),
    "record among suggestions": _other_records,
    "record in a comment of a script": _records_in("/*", "*/"),
    "record in a text of a script": _records_in("var page = `", "`;"),
    "record in a function": _records_in("function never() {", "}"),
    "title of the site": _plain_title,
    "elements without text": _emptied,
    "search page at the address": _echo("“velora” -", "<h1>Search results</h1><a href='/velora2'>Velora</a>"),
    "suggestions at the address": _echo("velora |", "<p>Did you mean <a href='/velora2'>@velora2</a>?</p>"),
    "shell at the address": _echo("velora -", ""),
    "both answers, the account first, 200": _two_answers(200, first="found"),
    "both answers, the account last, 200": _two_answers(200, first="not_found"),
    "both answers, the account first, 404": _two_answers(404, first="found"),
    "both answers, the account last, 404": _two_answers(404, first="not_found"),
    "sent on by the page": _in_head('<meta http-equiv="Refresh" content="0; URL=/login">'),
    "archived copy": _in_head('<script src="https://web.archive.org/_static/js/bundle-playback.js"></script>'),
    "translated copy": _in_head('<base href="https://www-youtube-com.translate.goog/">'),
    "two titles": _two_titles,
    "closed, says the script": lambda case: ({**case, "body": case["body"].replace(
        "</body>", '<script>alert("해당 블로그가 없습니다.");history.back();</script></body>')}
        if _is_page(case) and case["outcome"] == "found" else None),
    "withheld": _withheld("This account has been withheld"),
    "private": _withheld("This account is private."),
    "not shown in this country": _withheld("이 계정은 해당 국가에서 볼 수 없습니다. 비공개"),
    "feature that ended": _withheld("このサービスは終了しました。"),
    "old copy of a cache": _header("Age", "900000"),
    "archived copy by its header": _header("Memento-Datetime", "Tue, 03 Mar 2020 08:00:00 GMT"),
    "stale copy by its header": _header("X-Cache", "STALE from edge-7"),
    "sent on by a header": _header("Location", "/login"),
    "JSON as a string": _json(json.dumps),
    "JSON in a list": _json(lambda answer: [answer]),
    "JSON as a result": _json(lambda answer: {"result": answer}),
    "JSON as data": _json(lambda answer: {"data": answer}),
    "JSON in a list of hits": _json(lambda answer: {"items": [answer], "total": 1}),
    "JSON of a hollow record": _json(_hollow),
    "JSON of a record without number": _json(_nameless),
    "JSON that did not succeed": _beside(success=False),
    "JSON that is not well": _beside(ok=False),
    "JSON with a failed status": _beside(status="fail"),
    "JSON with a status of refusal": _beside(status=403),
    "JSON with another code": _beside(code=-352),
    "JSON with a code of error": _beside(errcode=40001),
    "JSON with a captcha": _beside(captcha={"url": "/verify"}),
    "fields of both answers": _merged,
}
"""Name of a kind → what it does."""
