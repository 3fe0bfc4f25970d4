"""What an answer about a handle shows: both marks have to be looked for, code and content, or it shows nothing.

`note` takes from an exchange what the platform's marks read, and signs that somebody else answered; `recognise` reads
that again. A page tells about people: what is kept of it is whether each mark was there, and of one that shows neither
its first words. Asks nobody, judges nothing.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from brandname.model import Evidence, Outcome
from brandname.sources import json_marks, page_marks
from brandname.sources.page_marks import plain_address
from brandname.sources.platforms import HANDLE, Mark, Platform, Probe
from brandname.sources.records import pack, unpack
from brandname.sources.walls import gone_of_page, veil_of_page, visible, wall_of_headers, wall_of_page

REFUSALS = frozenset({"401", "403", "407", "429", "451", "503", "999"})
"""Statuses by which a platform or somebody before it declines to answer."""
BEGINNING, LOOKED_AT = 160, 4_000
"""Characters kept of a page that shows neither mark, and looked at for them."""
OLDEST = 86_400
"""Seconds that an answer may have waited in somebody's cache (`Age`): as long as a found account is believed."""
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
    shown = _Shown(platform, facts, evidence.request)
    taken, missing = shown.all_of(platform.taken), shown.all_of(platform.missing)
    if taken and not missing and _has_status(platform.taken, evidence):
        return Outcome.FOUND
    if missing and not taken and not shown.handle_of(platform.taken) and _has_status(platform.missing, evidence):
        return Outcome.NOT_FOUND  # an answer that also tells of an account of this name tells nothing
    return Outcome.UNCLEAR


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
        facts, more = json_marks.json_facts(platform, text)
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
    found = _template(platform.probe.url).fullmatch(unquote(plain_address(url)))
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
    if (age := headers.get("age", "").strip()).isdecimal() and int(age) > OLDEST:
        signs.append("old copy")
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
        named = any(_template(template).fullmatch(plain_address(url)) for template in templates)
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


@dataclass(frozen=True, slots=True)
class _Shown:
    """What kept facts show of a mark, whatever the status."""

    platform: Platform
    facts: Mapping[str, Any]
    handle: str

    @property
    def _met(self) -> list[str]:
        met = self.facts.get("seen")
        return [label for label in met if isinstance(label, str)] if isinstance(met, list) else []

    def all_of(self, mark: Mark | None) -> bool:
        """Whether all of a mark is there."""
        if mark is None or self.platform.probe is None:
            return False
        if self.platform.probe.reads_json:
            return json_marks.shows(self.platform, mark, self.facts, self.handle)
        return page_marks.shows(mark, self._met)

    def handle_of(self, mark: Mark | None) -> bool:
        """Whether any part of a mark that holds the handle is there."""
        return page_marks.names_handle(mark, self._met) or json_marks.names_handle(
            self.platform, mark, self.facts, self.handle)


def _has_status(mark: Mark | None, evidence: Evidence) -> bool:
    return mark is not None and int(evidence.status) in mark.status


def _page_facts(
    platform: Platform, probe: Probe, handle: str, status: int, page: str
) -> tuple[dict[str, object], list[str]]:
    """Of a page: which needs of marks it meets; and what stands against it."""
    seen, signs = page_marks.met_needs(platform, handle, page)
    missing = status != 200  # only a missing account is ever told with another status
    if wall := wall_of_page(page, wary=missing):
        signs.append(f"wall {wall}")
    if missing and (veil := veil_of_page(page)):
        signs.append(f"veiled {veil}")
    if _other_page(platform, probe, handle, page, missing=missing):
        signs.append("other page")
    says_none = platform.missing is not None and page_marks.shows(platform.missing, seen)
    if not missing and not says_none and (gone := gone_of_page(page)):
        signs.append(f"gone {gone}")  # the page of a missing account may repeat what the page of one has
    return {"seen": seen}, signs


# ── addresses and texts ──────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=512)
def _template(url: str) -> re.Pattern[str]:
    """A pattern for the addresses of a template, the handle its group; without the query where that holds none."""
    head, _, tail = plain_address(url).partition(HANDLE)
    path, mark, query = tail.partition("?")
    rest = re.escape(path) + (f"(?:{re.escape(mark + query)})?" if mark else "")
    return re.compile(re.escape(head) + r"([^/?#&=\s]+)" + rest, re.IGNORECASE)


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
