"""The parts of a page of HTML or a feed, each where its writer put it: title, meta, links, headings, elements, records.

A word in a script, a comment, a style, a template or a hidden element is in none of the places a reader or a program
is meant to look at; the records a page hands to its own program (`<script type="application/json">`,
`var state = {…}`) are a place of their own. By hand and in one pass: pages come from strangers, and a parser must not
take minutes over 100,000 open tags. It knows no platform and judges nothing.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from brandname.sources.page_records import RECORDS, records_in

SHORT_TEXT = 300
"""Characters of an element that is kept as a whole."""
PART_TEXT = 1_200
"""Characters kept of what an element with a name holds."""
_NAME = re.compile(r"</?([A-Za-z][\w:-]*)")
_QUOTE_OR_END = re.compile("[\"'>]")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW = frozenset((
    "script", "style", "template", "textarea", "title", "noscript", "iframe", "noframes", "noembed", "xmp"))
"""Elements in whose content there are no others."""
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_ENDED_BY_ITSELF = frozenset({"p", "li", "option", "dt", "dd", "td"})
"""Elements that end where the next of their kind begins."""
_HEADINGS = frozenset({"h1", "h2", "h3"})
_LISTED = frozenset({"a", "button", "li", "option", "td"})
"""Elements whose text names something else than the page is about."""
_CHANNEL = re.compile(r"\s*(?:<\?xml[^<>]*\?>\s*)?<rss\b[^<>]*>\s*<channel\b[^<>]*>", re.IGNORECASE)
_NOT_CHANNEL = re.compile(r"<(?:item|image|/channel)\b", re.IGNORECASE)
_FEED_PART = re.compile(r"<(title|link)\b[^<>]*>(?:<!\[CDATA\[)?([^<\]]{1,2000})", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Page:
    """What stands where, in the order of the page; texts with their blanks run together."""

    texts: Mapping[str, Sequence[str]]
    """Place → texts. Places: `title`, `meta NAME`, `link REL`, `refresh` (where the page sends its reader on), `frame`,
    `asset` (what the page itself loads), `anchor`, `heading`, `line` (short elements, no link or list), `id` (of
    elements), `part NAME` (text of the elements of a class or id), and of a feed `feed title` and `feed link`."""
    records: Sequence[object]
    """JSON that the page hands to its own program."""


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    tag: str
    parts: tuple[str, ...]
    hidden: bool
    drawn: bool
    """Within a drawing, whose title is not the page's."""
    since: int
    """Pieces of text before it."""
    leaf: bool = True


@dataclass(slots=True)
class _Reader:
    """Walks over a page."""

    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    records: list[object] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    scripts: int = 0

    @property
    def _hides(self) -> bool:
        """Whether what comes now is hidden."""
        return bool(self.open) and self.open[-1].hidden

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An opening tag."""
        self.place(tag, attributes)
        if tag in _VOID:
            return
        if tag in _ENDED_BY_ITSELF and self.open and self.open[-1].tag == tag:
            self._close(self.open.pop())
        above = self.open[-1] if self.open else None
        if above:
            above.leaf = False
        hidden = _is_hidden(tag, attributes)
        if attributes.get("id") and not hidden and not self._hides:
            self.texts["id"].append(attributes["id"])
        parts = tuple(dict.fromkeys((*attributes.get("class", "").split(), attributes.get("id", ""))))
        self.open.append(_Open(
            tag, tuple(part for part in parts if part), hidden or (above is not None and above.hidden),
            tag == "svg" or (above is not None and above.drawn), len(self.pieces)))

    def end(self, tag: str) -> None:
        """A closing tag; what was left open within it ends too, and one that nobody opened is nothing."""
        if not any(one.tag == tag for one in self.open[-60:]):
            return
        while self.open:
            one = self.open.pop()
            self._close(one)
            if one.tag == tag:
                return

    def finish(self) -> None:
        """The end of the page, which ends everything."""
        while self.open:
            self._close(self.open.pop())

    def say(self, text: str) -> None:
        """Text that a reader sees."""
        if text.strip() and not self._hides:
            self.pieces.append(html.unescape(text))

    def raw(self, tag: str, attributes: Mapping[str, str], content: str) -> None:
        """An element in which there are no others."""
        if self._hides:
            return
        if tag == "title" and not (self.open and self.open[-1].drawn):
            self.texts["title"].append(tidy(html.unescape(content)))
        elif tag == "script":
            self.scripts += 1
            if self.scripts <= RECORDS and not attributes.get("src"):
                self.records += records_in(attributes.get("type", ""), content)

    def place(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What a tag itself says, if a reader is meant to see where it stands."""
        if self._hides:
            return
        if tag == "meta":
            content = attributes.get("content", "")
            if attributes.get("http-equiv", "").casefold() == "refresh" and "url" in content.casefold():
                self.texts["refresh"].append(content)
            for name in {attributes.get(kind, "").casefold() for kind in ("property", "name", "itemprop")} - {""}:
                self.texts[f"meta {name}"].append(tidy(content))
        elif tag == "link":
            relations = attributes.get("rel", "").casefold().split()
            for relation in relations:
                self.texts[f"link {relation}"].append(attributes.get("href", ""))
            if not {"canonical", "alternate"} & set(relations):
                self.texts["asset"].append(attributes.get("href", ""))
        else:
            place = {"img": "asset", "script": "asset", "iframe": "frame", "a": "anchor"}.get(tag, "")
            value = attributes.get("href" if tag == "a" else "src", "")
            if place and value:
                self.texts[place].append(value)

    def _beginning(self, since: int) -> str:
        """The first words since a piece: a page may have very many elements around a very long text."""
        kept, length = list[str](), 0
        for at in range(since, min(len(self.pieces), since + SHORT_TEXT)):
            kept.append(self.pieces[at][:PART_TEXT])
            length += len(kept[-1])
            if length >= PART_TEXT:
                break
        return tidy(" ".join(kept))[:PART_TEXT]

    def _close(self, one: _Open) -> None:
        """What an element held."""
        if one.hidden or one.drawn or not (one.parts or one.leaf or one.tag in _HEADINGS):
            return
        text = self._beginning(one.since)
        for part in one.parts if text else ():
            self.texts[f"part {part.casefold()}"].append(text)
        if text and len(text) <= SHORT_TEXT:
            if one.tag in _HEADINGS:
                self.texts["heading"].append(text)
            if one.leaf and one.tag not in _LISTED and not any(up.tag in _LISTED for up in self.open[-3:]):
                self.texts["line"].append(text)


def read_page(page: str) -> Page:
    """The parts of a page of HTML. Never fails: what cannot be read is not there."""
    reader, at = _Reader(), 0
    while (start := page.find("<", at)) >= 0:
        reader.say(page[at:start])
        if page.startswith(("<!--", "<!", "<?"), start):
            close = "-->" if page.startswith("<!--", start) else ">"
            end = page.find(close, start + 2)
            at = end + len(close) if end >= 0 else len(page)
            continue
        name = _NAME.match(page, start)
        end = _tag_end(page, name.end()) if name else start + 1
        if name is None or end < 0:
            reader.say("<")
            at = start + 1 if name is None else len(page)
            continue
        tag, at = name[1].casefold(), end
        if page.startswith("</", start):
            reader.end(tag)
            continue
        attributes = _attributes(page[name.end():end - 1])
        if tag in _RAW:
            close_at = _closing(page, tag, end)
            if tag in ("script", "iframe"):
                reader.place(tag, attributes)
            reader.raw(tag, attributes, page[end:close_at])
            at = close_at
        else:
            reader.begin(tag, attributes)
    reader.say(page[at:])
    reader.finish()
    return Page(dict(reader.texts), reader.records)


def read_feed(text: str) -> Page:
    """The title and the address of a feed itself, not of what is in it."""
    found = _CHANNEL.match(text)
    if found is None:
        return Page({}, [])
    rest = text[found.end():]
    stop = _NOT_CHANNEL.search(rest)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for tag, content in _FEED_PART.findall(rest[:stop.start()] if stop else rest):
        texts[f"feed {tag.casefold()}"].append(tidy(html.unescape(content)))
    return Page(dict(texts), [])


def tidy(text: str) -> str:
    """Text with its blanks run together."""
    return _BLANKS.sub(" ", text).strip()


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says of itself that no reader sees it."""
    style = attributes.get("style", "").replace(" ", "").casefold()
    return (
        "hidden" in attributes or attributes.get("aria-hidden", "").casefold() == "true"
        or "display:none" in style or "visibility:hidden" in style
        or tag == "datalist" or (tag in ("dialog", "details") and "open" not in attributes)
    )


def _attributes(text: str) -> dict[str, str]:
    """Names in small letters → values; of one that stands twice the first, as browsers do."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.casefold(), html.unescape(double or single or bare))
    return found


def _tag_end(page: str, at: int) -> int:
    """Behind the `>` that ends a tag, quotes passed over; -1 when nothing ends it."""
    while found := _QUOTE_OR_END.search(page, at):
        if found[0] == ">":
            return found.end()
        close = page.find(found[0], found.end())
        if close < 0:
            end = page.find(">", found.end())
            return end + 1 if end >= 0 else -1
        at = close + 1
    return -1


def _closing(page: str, tag: str, at: int) -> int:
    """Where an element without others within it ends: at its closing tag, else with the page."""
    found = re.compile(rf"</{tag}\b", re.IGNORECASE).search(page, at)
    return found.start() if found else len(page)
