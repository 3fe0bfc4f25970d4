"""What an answer about a handle shows: both marks have to be looked for, code and content, or it shows nothing.

`note` takes from an exchange what the platform's marks read, and signs that somebody else answered; `recognise` reads
that again. A page tells about people: what is kept of it is whether each mark was there, and of one that shows neither
its first words. Asks nobody, judges nothing.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from brandname.model import Evidence, Outcome
from brandname.sources.platforms import HANDLE, Mark, Platform, Probe
from brandname.sources.records import pack, unpack
from brandname.sources.walls import gone_of_page, shown, visible, wall_of_headers, wall_of_page, wall_of_text

REFUSALS = frozenset({"401", "403", "407", "429", "451", "503", "999"})
"""Statuses by which a platform or somebody before it declines to answer."""
ERRORS = ("error", "errors")
"""Names under which JSON tells that something went wrong."""
TELLING = ("message", "msg", "error", "detail", "desc", "description", "reason", "title", "error_message")
"""Names under which an answer in JSON speaks to its reader; elsewhere in it people write what they like."""
VALUE_LENGTH, BEGINNING, LOOKED_AT = 200, 160, 4_000
"""Characters kept of a value and of a page that shows neither mark, and looked at for the latter."""
_SPACES = re.compile(r"\s+")
_TIGHT = re.compile(r" ?([:,\[\]{}=]) ?")
_GOES_ON = re.compile(r"[\w-]|\.\w")
_LINKS = re.compile(r"<(?:link|meta)\b[^<>]*>", re.IGNORECASE)
_OWN_ADDRESS = re.compile(r"""(?:rel\s*=\s*["']?canonical|property\s*=\s*["']?og:url)""", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?:href|content)\s*=\s*["']([^"'<>]{1,2000})["']""", re.IGNORECASE)


def recognise(platform: Platform, evidence: Evidence) -> Outcome:
    """What kept evidence shows about its request, a handle. Pure."""
    if evidence.status in REFUSALS:
        return Outcome.REFUSED
    if not evidence.status.isdecimal() or int(evidence.status) >= 500:
        return Outcome.FAILED
    facts = unpack(evidence)
    if not facts or facts.get("signs") != []:
        return Outcome.UNCLEAR
    status, handle = int(evidence.status), evidence.request
    taken = _shows(platform, platform.taken, status, facts, handle)
    missing = _shows(platform, platform.missing, status, facts, handle)
    if taken == missing:
        return Outcome.UNCLEAR
    return Outcome.FOUND if taken else Outcome.NOT_FOUND


def note(
    platform: Platform, handle: str, status: int, headers: Mapping[str, str], body: bytes, *, landed: bool
) -> bytes:
    """What is kept of an exchange, as the body of evidence. Pure. ValueError for a platform without a probe.

    `headers` have names in lower case; `landed` says whether the answer came from the address asked.
    """
    if (probe := platform.probe) is None:
        raise ValueError(platform.id)
    signs, facts = _signs(probe, headers, body, landed=landed), dict[str, object]()
    text = _decode(body, headers.get("content-type", ""))
    if signs or not any(status in mark.status for mark in (platform.taken, platform.missing) if mark):
        text = text[:LOOKED_AT]  # no answer, whatever it says
    elif probe.reads_json:
        facts, more = _json_facts(platform, handle, text)
        signs += more
    else:
        facts, more = _page_facts(platform, probe, handle, status, text)
        signs += more
    if not facts.get("seen") and not facts.get("values"):
        facts["begins"] = (text if probe.reads_json else visible(text))[:BEGINNING]
    return pack({**facts, "signs": signs, "type": _media(headers), "length": len(body)})


def handle_in(platform: Platform, url: str) -> str | None:
    """The handle in an address that is the platform's probe for one; None for any other address."""
    if platform.probe is None:
        return None
    found = _template(platform.probe.url).fullmatch(unquote(_plain(url)))
    return found[1] if found else None


def address_of(template: str, handle: str) -> str:
    """An address of the manifest for a handle."""
    return template.replace(HANDLE, quote(handle, safe=""))


# ── what stands against an answer ────────────────────────────────────────────────────────────────────────────────────


def _signs(probe: Probe, headers: Mapping[str, str], body: bytes, *, landed: bool) -> list[str]:
    """Why an answer cannot be the platform's own about this handle, as far as address and headers tell."""
    media, signs = _media(headers), []
    if not landed:
        signs.append("elsewhere")
    if not body.strip():
        signs.append("empty")
    if wall := wall_of_headers(headers):
        signs.append(f"header {wall}")
    family = "json" if probe.reads_json else "xml" if "xml" in probe.accept else "html"
    if media and family not in media:
        signs.append(f"type {media[:60]}")
    length = headers.get("content-length", "").strip()
    if "content-encoding" not in headers and length.isdecimal() and len(body) < int(length):
        signs.append("cut short")
    return signs


def _other_page(platform: Platform, probe: Probe, handle: str, page: str, *, missing: bool) -> bool:
    """Whether a page says of itself that it is about another handle, or somewhere else.

    The page of a missing account may call itself what it likes, but not another account.
    """
    templates = [template for template in (probe.url, platform.manual.link) if HANDLE in template]
    sites = {_site(template) for template in templates}
    for tag in _LINKS.findall(page):
        address = _ADDRESS.search(tag) if _OWN_ADDRESS.search(tag) else None
        if address is None or not (url := html.unescape(address[1])).startswith(("http", "//")):
            continue
        if platform.fold(handle) in {platform.fold(part) for part in _parts(url)}:
            continue
        named = any(_template(template).fullmatch(_plain(url)) for template in templates)
        if named or (not missing and (_site(url) not in sites or not probe.opaque)):
            return True
    return False


def _site(url: str) -> str:
    """The host of an address without its first label, where that leaves two: `hatena.ne.jp`."""
    labels = (urlsplit(url).hostname or "").split(".")
    return ".".join(labels[1:] if len(labels) > 2 else labels)


def _parts(url: str) -> list[str]:
    """Where a handle may stand in an address: the parts of its path, and the first label of its host."""
    split = urlsplit(url)
    return [unquote(part).lstrip("@") for part in split.path.split("/")] + [(split.hostname or "").split(".")[0]]


# ── marks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _shows(platform: Platform, mark: Mark | None, status: int, facts: Mapping[str, Any], handle: str) -> bool:
    """Whether kept facts have all of a mark."""
    if mark is None or status not in mark.status:
        return False
    seen, values, top = (facts.get(name) for name in ("seen", "values", "top"))
    if not isinstance(seen, list) or not all(any(text in seen for text in group) for group in mark.texts):
        return False
    if platform.probe is None or not platform.probe.reads_json:
        return bool(mark.texts)
    if not isinstance(values, dict) or not isinstance(top, list):
        return False
    unread = {name for name in ERRORS if not any(path.split(".")[0] == name for path in mark.json)}
    if unread & set(facts.get("wrong", ())) or (mark.only and not set(top) <= set(mark.only)):
        return False
    return all(
        path in values and any(_equals(platform, values[path], one, handle) for one in wanted)
        for path, wanted in mark.json.items()
    )


def _equals(platform: Platform, value: object, wanted: str, handle: str) -> bool:
    """Whether a kept value is a mark's: `wanted` is JSON, may hold the handle and may end in `*`."""
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
        return value.casefold().startswith(want[:-1].casefold())
    return value.casefold() == want.casefold()


def _json_facts(platform: Platform, handle: str, text: str) -> tuple[dict[str, object], list[str]]:
    """Of JSON: names at its top, values and texts that marks read, errors told; what stands against it."""
    try:
        answer = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return {}, []
    marks = [mark for mark in (platform.taken, platform.missing) if mark]
    values = {path: _short(v) for mark in marks for path in mark.json if (v := _at(answer, path)) is not _NOTHING}
    top = [str(name)[:VALUE_LENGTH] for name in answer][:40] if isinstance(answer, dict) else []
    wrong = [name for name in ERRORS if isinstance(answer, dict) and answer.get(name)]
    wall = wall_of_text(" ".join(_told(answer)))
    facts: dict[str, object] = {"values": values, "top": top, "wrong": wrong, "seen": _seen(platform, handle, text)}
    return facts, [f"wall {wall}"] if wall else []


def _told(answer: object) -> Iterator[str]:
    """What an answer in JSON says to its reader: at its top, and in the object of an error."""
    if isinstance(answer, dict):
        for part in (answer, *(answer.get(name) for name in ERRORS)):
            if isinstance(part, dict):
                yield from (part[name] for name in TELLING if isinstance(part.get(name), str))


def _page_facts(
    platform: Platform, probe: Probe, handle: str, status: int, page: str
) -> tuple[dict[str, object], list[str]]:
    """Of a page: which texts of marks are in it; and what stands against it."""
    seen, signs = _seen(platform, handle, shown(page)), []
    missing = status != 200  # only a missing account is ever told with another status
    if wall := wall_of_page(page, wary=missing):
        signs.append(f"wall {wall}")
    if _other_page(platform, probe, handle, page, missing=missing):
        signs.append("other page")
    if not missing and not (platform.missing and status in platform.missing.status) and (gone := gone_of_page(page)):
        signs.append(f"gone {gone}")  # the page of a missing account may repeat what the page of one has
    return {"seen": seen}, signs


def _seen(platform: Platform, handle: str, text: str) -> list[str]:
    """The texts of both marks that are there."""
    needles = {one for mark in (platform.taken, platform.missing) if mark for group in mark.texts for one in group}
    if not needles:
        return []
    folded, asked = _tight(html.unescape(text)), _folded(platform, handle)
    return sorted(one for one in needles if _has(folded, _tight(one), asked))


def _has(text: str, mark: str, handle: str) -> bool:
    """Whether a text holds a mark for a handle that neither begins earlier nor goes on: `@velora`, not `@velora2`."""
    if HANDLE not in mark:
        return mark in text
    before, _, after = mark.partition(HANDLE)
    wanted, at = before + handle + after, -1
    while (at := text.find(wanted, at + 1)) >= 0:
        end = at + len(wanted)
        goes_on = not after and _GOES_ON.match(text, end)
        begins_earlier = before in ("", "@") and at and (text[at - 1].isalnum() or text[at - 1] in "_.-")
        if not goes_on and not begins_earlier:
            return True
    return False


def _tight(text: str) -> str:
    """Text in which case, blanks and the escapes of JSON make no difference."""
    plain = text.replace("\\/", "/").replace("\\u002F", "/").replace("\\u002f", "/").replace("\\u0040", "@")
    plain = plain.replace('\\"', '"')
    return _TIGHT.sub(r"\1", _SPACES.sub(" ", plain.casefold()))


def _folded(platform: Platform, handle: str) -> str:
    return _tight(platform.fold(handle))


# ── JSON and addresses ───────────────────────────────────────────────────────────────────────────────────────────────

_NOTHING = object()


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """An object whose names are there once; what says two things says none."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


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


@lru_cache(maxsize=512)
def _template(url: str) -> re.Pattern[str]:
    """A pattern for the addresses of a template, the handle its group; without the query where that holds none."""
    head, _, tail = _plain(url).partition(HANDLE)
    path, mark, query = tail.partition("?")
    rest = re.escape(path) + (f"(?:{re.escape(mark + query)})?" if mark else "")
    return re.compile(re.escape(head) + r"([^/?#&=\s]+)" + rest, re.IGNORECASE)


def _plain(url: str) -> str:
    """An address without scheme, `www.`, and a slash or part mark at the end."""
    rest = re.sub(r"^(?:https?:)?//(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    return rest.partition("#")[0].rstrip("/")


def _media(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _decode(body: bytes, kind: str) -> str:
    """The text of a body in the charset it names, else UTF-8."""
    named = re.search(r"charset\s*=\s*[\"']?([\w-]+)", kind, re.IGNORECASE)
    try:
        charset = codecs.lookup(named[1]).name if named else "utf-8"
        text = body.decode(charset, "replace")
    except (LookupError, ValueError, UnicodeError):
        text = body.decode("utf-8", "replace")
    return text.removeprefix("\ufeff")
