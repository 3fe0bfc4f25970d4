"""How a name becomes a handle on each platform, and what a platform refuses before anybody asks.

A handle stands here without its `@`, in lower case (no platform tells case apart). Each platform gets the spelling its
rules take: the name as it is, else without accents, else Chinese characters in pinyin. Rules come from the manifest
(`sources.platforms`). It asks nobody and judges nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from brandname.checks.domain_names import label_of, pinyin_label, plain_spellings
from brandname.language.alphabets import scripts_in
from brandname.language.folding import compatible
from brandname.model import Candidate, Market, Study
from brandname.sources.platforms import Kind, Platform, platforms

NAME_FIELD, PLACE_FIELD = "{name}", "{cc}"
"""In the brief's patterns: the name, and the code of the market (`velora{cc}` → `veloramx`)."""
FIRST = 3
"""So many of a market's platforms, in its own order, are needed where the brief names none."""
MAIN_FORMS = ("exact", "plain", "pinyin")
"""Spellings that are the name itself, not another one that would do."""
_JOINTS = ("_", ".", "-")
"""What may stand between two words, in the order of trying."""
_BETWEEN_WORDS = re.compile(r"[\s\-–_/&+]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One handle to ask about."""

    handle: str
    """Without `@`; the name as it is written where names are not handles (stores, apps, companies)."""
    platform: str
    form: str
    """`exact`, `plain` (accents gone), `pinyin`, or the form of the brief: `hyphen`, `get-`, `{name}hq` …"""
    must: bool
    """The name is nothing without it: on a platform named in the brief, or by default the market's first ones."""
    stated: bool
    """Whether the brief says so."""

    @property
    def subject(self) -> str:
        """As a question has it: `@velora`, and the plain name for a store."""
        known = platforms().get(self.platform)
        return self.handle if known is not None and known.kind is not Kind.ACCOUNT else f"@{self.handle}"


def wanted_handles(study: Study, candidate: Candidate, market: Market) -> Iterator[Wanted]:
    """Every handle a candidate asks for in a market, each once, in the order of platforms.

    On a needed platform that takes accents or characters the plain spelling is asked too: it may have to serve all.
    """
    wishes = study.brief.handles
    must = frozenset(wishes.must or market.platforms[:FIRST])
    texts = candidate.names_in(market.code)
    pinyin = _reads_pinyin(texts, market)
    for id_ in _platform_ids(study, market):
        platform, needed, seen = platforms().get(id_), id_ in must, set[str]()
        for text, ways in _spellings(texts, platform, pinyin=pinyin):
            shapes = list(ways) if needed else list(ways[:1])
            if needed:  # other spellings are asked where the name is needed, not everywhere
                shapes += [(h, f) for f in wishes.forms if (h := shaped(text, ways[-1][0], f, market.code, platform))]
            for handle, form in shapes:
                if handle not in seen:
                    seen.add(handle)
                    yield Wanted(handle, id_, form, needed and handle == ways[0][0], bool(wishes.must))


def _platform_ids(study: Study, market: Market) -> tuple[str, ...]:
    """The market's platforms, those of the brief that belong here or to no market in particular, the brief's shops."""
    wishes = study.brief.handles
    wanted = (*wishes.must, *wishes.nice)
    elsewhere = {id_ for other in study.markets for id_ in other.platforms} if wanted else set()
    added = (id_ for id_ in wanted if id_ not in elsewhere)
    return tuple(dict.fromkeys((*market.platforms, *added, *_channels(study, market))))


def _reads_pinyin(texts: Sequence[str], market: Market) -> bool:
    """Whether Chinese characters may be turned into pinyin: nobody says how they are to be written, nor reads kanji."""
    latin = any(text.isascii() or "Latn" in scripts_in(text) for text in texts)
    return not latin and not any(share.tag.split("-")[0] == "ja" for share in market.languages)


def _channels(study: Study, market: Market) -> Iterator[str]:
    """Shops that the brief sells through: their ids, where they serve the market."""
    for channel in (*study.brief.channels_now, *study.brief.channels_next):
        known = platforms().get(channel.casefold().replace(" ", "_"))
        if known is not None and known.kind is Kind.STORE and known.serves(market.code):
            yield known.id


def _spellings(
    texts: Sequence[str], platform: Platform | None, *, pinyin: bool
) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each text that the platform can write, with its ways, the best first; the first text, if it can write none."""
    if platform is not None and platform.kind is not Kind.ACCOUNT:  # stores, apps and companies have names, not handles
        return [(text, ((text, "exact"),)) for text in texts]
    choices = [(text, ways) for text in texts if (ways := _choices(text, pinyin=pinyin))]
    fitting = [
        (text, kept) for text, ways in choices
        if (kept := tuple(way for way in ways if platform is None or not refusal(platform, way[0])))
    ]
    return fitting or [(text, _least_wrong(platform, ways)) for text, ways in choices[:1]]


def _least_wrong(platform: Platform | None, ways: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Of ways that all break a rule the first whose letters would do, so that what is told is of use."""
    return tuple([way for way in ways if platform is None or takes(platform, way[0])][:1] or ways[:1])


@lru_cache(maxsize=4096)
def _choices(text: str, *, pinyin: bool) -> tuple[tuple[str, str], ...]:
    """The ways to write a text as a handle, the best first: (handle, form)."""
    label = label_of(text)
    if not label:
        return ()
    found = [(label, "exact"), *((plain, "plain") for plain in plain_spellings(label)[:1])]
    if pinyin and scripts_in(text) == ("Hani",) and (latin := pinyin_label(text)):
        found.append((latin, "pinyin"))
    return tuple(found)


def shaped(text: str, handle: str, form: str, market: str, platform: Platform | None) -> str:
    """A handle in one of the brief's forms; empty where the form gives nothing new or the name is not in a–z."""
    named = platform is not None and platform.kind is not Kind.ACCOUNT
    if form == "exact" or named or not handle.isascii():
        return ""
    if form == "hyphen":
        parts = [label_of(part) for part in _BETWEEN_WORDS.split(compatible(text))]
        words = [(plain_spellings(part) or (part,))[0] for part in parts if part]
        joint = next((j for j in _JOINTS if platform is None or takes(platform, j)), "_")
        return joint.join(words) if len(words) > 1 and "".join(words).isascii() else ""
    if NAME_FIELD in form:
        return form.replace(NAME_FIELD, handle).replace(PLACE_FIELD, market)
    return form.strip("-") + handle if form.endswith("-") else handle + form.strip("-")


# ── what a platform refuses ──────────────────────────────────────────────────────────────────────────────────────────


def takes(platform: Platform, text: str) -> bool:
    """Whether each letter of a text can stand in a handle there, in the middle of plain letters."""
    return all(_takes(platform.pattern, c) for c in text)


@lru_cache(maxsize=8192)
def _takes(pattern: str, letter: str) -> bool:
    return re.fullmatch(pattern, f"abc{letter}abcd") is not None


def length_of(platform: Platform, handle: str) -> int:
    """The length as the platform counts: characters, or units of which a full-width character takes two."""
    if platform.unit == "characters":
        return len(handle)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in handle)


def refusal(platform: Platform, handle: str) -> str:
    """Why a platform would not take a handle: `short`, `long`, `letters`, `reserved`, `digits` or `shape`; else empty.

    Empty says nothing about whether it can be had: a platform may refuse what its published rules allow.
    """
    length = length_of(platform, handle)
    fits = platform.min <= length <= platform.max
    if fits and re.fullmatch(platform.pattern, handle):
        return "reserved" if handle in platform.reserved else ""
    if not takes(platform, handle):
        return "letters"
    if not fits:
        return "short" if length < platform.min else "long"
    if handle in platform.reserved:
        return "reserved"
    return "digits" if handle.isdecimal() else "shape"
