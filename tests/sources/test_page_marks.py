"""Marks of pages: each part of each mark has to be where the platform puts it, or nothing is proved."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import Any

import pytest

from brandname.sources.page_marks import meets, met_needs, shows
from brandname.sources.pages import read_page
from brandname.sources.platforms import HANDLE, Mark, Need, Platform, platforms

MARKS = [
    (platform, kind, mark) for platform in platforms().values()
    for kind, mark in (("taken", platform.taken), ("missing", platform.missing)) if mark and mark.page
]


def built(needs: Sequence[Need], handle: str) -> str:
    """The smallest page that has what needs ask for, each in its first place."""
    return "".join(_piece(need, handle) for need in needs)


def _piece(need: Need, handle: str) -> str:
    first = json.loads(need.values[0])
    value = first.replace(HANDLE, handle).replace("*", " Some thing ") if isinstance(first, str) else first
    kind, _, name = need.at[0].partition(" ")
    if kind == "data":
        return f'<script type="application/json">{json.dumps(_nested(name.split("."), value))}</script>'
    text = html.escape(str(value))
    return {
        "title": f"<title>{text}</title>", "meta": f'<meta property="{name}" content="{text}">',
        "link": f'<link rel="{name}" href="{text}">', "part": f'<div class="{name}">{text}</div>',
        "heading": f"<h1>{text}</h1>", "line": f"<p>{text}</p>", "asset": f'<img src="{text}">',
        "id": f'<div id="{text}"></div>', "anchor": f'<a href="{text}">x</a>',
        "frame": f'<iframe src="{text}"></iframe>',
    }[kind]


def _nested(path: Sequence[str], value: object) -> Any:
    if not path:
        return value
    inner = _nested(path[1:], value)
    if path[0].isdecimal():
        return [*["user"] * int(path[0]), inner]
    return [inner] if path[0] == "*" else inner if path[0] == "**" else {path[0]: inner}


def feed(platform: Platform) -> bool:
    """Whether the platform is asked for a feed."""
    return platform.probe is not None and "xml" in platform.probe.accept


@pytest.mark.parametrize(("platform", "kind", "mark"), MARKS, ids=lambda value: getattr(value, "id", str(value)[:8]))
def test_every_part_of_a_mark_is_needed(platform: Platform, kind: str, mark: Mark) -> None:
    """With all of it a page proves something; with any one part missing, or about another name, it does not."""
    if feed(platform):
        return  # tests of pages show those
    assert shows(mark, met_needs(platform, "velora", built(mark.page, "velora"))[0])
    for left_out in mark.page:
        rest = [need for need in mark.page if need is not left_out]
        assert not shows(mark, met_needs(platform, "velora", built(rest, "velora"))[0]), left_out
    if kind == "taken":
        for other in ("limpora", "velora2", "thevelora", "velora.official"):
            assert not shows(mark, met_needs(platform, "velora", built(mark.page, other))[0]), other


@pytest.mark.parametrize("platform", [p for p, kind, _ in MARKS if kind == "taken"], ids=lambda platform: platform.id)
def test_every_mark_of_an_account_names_the_account(platform: Platform) -> None:
    """No page is believed to be somebody's that does not say whose."""
    assert platform.taken and any(need.names_handle for need in platform.taken.page)


@pytest.mark.parametrize(("wanted", "text", "met"), [
    ("*(@{h}) on X*", "Velora (@velora) on X", True),
    ("*(@{h}) on X*", "Velora (@Velora)  on X – news", True),
    ("*(@{h}) on X*", "Velora (@velora2) on X", False),
    ("*(@{h}) on X*", "@ana to (@velora) on X", False),
    ("*{h}*", "id:velora since 2011", True),
    ("*{h}*", "id:velora2", False),
    ("*{h}*", "id:the-velora", False),
    ("*{h}*", "velora.official", False),
    ("Oops! We can't find it", "Oops! We can’t find  it", True),
    ("404 Not Found", "Error: 404 Not Found", False),
    ("http://www.x.example/@{h}", "https://x.example/%40velora/", True),
    ("http://www.x.example/@{h}", "https://x.example/@velora/videos", False),
    ("https://x.example/{h}", "https://evil.example/x.example/velora", False),
])
def test_a_text_is_compared_as_a_reader_would(wanted: str, text: str, met: bool) -> None:
    """Capitals, blanks and the way an address is written make no difference; another name does."""
    page = read_page(f"<title>{text}</title>")
    assert meets(Need(("title",), (json.dumps(wanted),)), page, "velora") is met


def test_a_page_that_says_two_things_in_one_place_says_none() -> None:
    """Two titles, two addresses of its own, two names of the account: neither of them is believed."""
    need = Need(("meta og:url",), (json.dumps("https://x.example/{h}"),))
    one = '<meta property="og:url" content="https://x.example/velora">'
    assert meets(need, read_page(one + one), "velora")
    assert not meets(need, read_page(one + one.replace("velora", "limpora")), "velora")
