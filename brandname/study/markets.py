"""`markets/<code>.yaml`: one target market a file; what it leaves out comes from packaged facts, and it says so.

Decides where each value of a market came from. Knows no check beyond its id.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from brandname.errors import Where
from brandname.model import LanguageShare, Market
from brandname.study.book import Book
from brandname.study.encoding import TextFile
from brandname.study.facts import MarketFacts, closest, facts, known_markets
from brandname.study.fields import Fields, read_percent, read_scalar
from brandname.study.languages import is_country, read_tag
from brandname.study.tree import Table, parse

CHECKS = (
    "pronunciation", "transliteration", "meaning", "similarity", "trademark", "domain", "handle", "search",
    "interviews",
)
"""Ids of the built-in checks."""
KEYS = (
    "label", "horizon", "role", "weight", "why", "languages", "subcultures", "tlds", "platforms", "engines", "offices",
    "competitors", "decisive",
)
ROLES = ("sell", "make")
DECISIVE = ("meaning", "trademark")
"""Unless a market says otherwise."""
PACKAGED = ("label", "languages", "subcultures", "tlds", "platforms", "engines", "offices")
"""Fields the packaged facts can fill."""

_YEAR = re.compile(r"20[2-9][0-9]|2100")

MAIN_SHARE = 0.2
"""A language a study names with a smaller share is asked about, but is not a main language of the market."""


def check_code(code: str, where: Where | None, book: Book) -> bool:
    """Whether a market file's stem is a country; if not, the mistake is noted with the code probably meant."""
    if code in known_markets():
        return True
    if code != code.lower() and code.lower() in known_markets():
        book.refuse("market_case", where, code=code, lower=code.lower())
        return False
    if re.fullmatch("[a-z]{2}", code) and is_country(code):
        return True
    near = closest(code)
    if near:
        book.refuse("market_code_close", where, code=code, near=near[0])
    else:
        book.refuse("market_code", where, code=code)
    return False


def read_market(file: TextFile, checks: Collection[str], book: Book) -> Market | None:
    """The market in a file; None, with the mistake noted, when it is none. `checks` are the ids known beside ours."""
    code = PurePosixPath(file.label).stem
    if not check_code(code, Where(file.label), book):
        return None
    fields = Fields(parse(file.text, file.label, book), book, Where(file.label, 1), KEYS)
    packaged = facts(code) if code in known_markets() else None
    if packaged is None and "languages" not in fields:
        book.refuse("languages_needed", Where(file.label), code=code)
    languages = _read_languages(fields, packaged, book)
    decisive = fields.choices("decisive", tuple(dict.fromkeys((*CHECKS, *checks))))
    if packaged is None and "platforms" not in fields:
        # Its own office and domain follow from the code; of platforms nothing is asked, and that must be said.
        book.remark("no_platforms", market=code)
    return Market(
        code=code,
        label=fields.text("label") or (packaged.label if packaged else code.upper()),
        languages=languages,
        horizon=_read_horizon(fields),
        role=fields.choices("role", ROLES) or ("sell",),
        weight=fields.positive("weight", 1.0),
        why=fields.text("why"),
        subcultures=_texts(fields, "subcultures", packaged.subculture_ids if packaged else ()),
        tlds=_read_tlds(fields) if "tlds" in fields else packaged.tlds if packaged else (code,),
        platforms=_texts(fields, "platforms", packaged.platforms if packaged else ()),
        engines=_texts(fields, "engines", packaged.engines if packaged else ()),
        offices=tuple(o.upper() for o in _texts(fields, "offices", packaged.office_codes if packaged else (code,))),
        competitors=fields.texts("competitors"),
        decisive=decisive if "decisive" in fields else DECISIVE,
        origins=_origins(fields, packaged),
    )


def packaged_market(code: str) -> Market:
    """A market made of packaged facts alone, for a name list without a study; KeyError when there are none."""
    known = facts(code)
    return Market(
        code=code, label=known.label, languages=known.languages, subcultures=known.subculture_ids, tlds=known.tlds,
        platforms=known.platforms, engines=known.engines, offices=known.office_codes, decisive=DECISIVE,
        origins={key: known.origin if key in PACKAGED else "default" for key in KEYS},
    )


def _texts(fields: Fields, key: str, packaged: tuple[str, ...]) -> tuple[str, ...]:
    """The study's own list, an empty one (`[]`) too: it says that none is meant."""
    return fields.texts(key) if key in fields else packaged


def _origins(fields: Fields, packaged: MarketFacts | None) -> Mapping[str, str]:
    filled = packaged.origin if packaged else "default"
    return {key: fields.line(key) if key in fields else filled if key in PACKAGED else "default" for key in KEYS}


def _read_horizon(fields: Fields) -> str:
    horizon = fields.text("horizon") or "now"
    if horizon in ("now", "watch") or _YEAR.fullmatch(horizon):
        return horizon
    fields.book.refuse("horizon", fields.place("horizon"), value=horizon)
    return "now"


def _read_tlds(fields: Fields) -> tuple[str, ...]:
    found: list[str] = []
    for text, where in fields.placed("tlds"):
        tld = text.removeprefix(".").lower()
        if re.fullmatch(r"[^\s./@]+(\.[^\s./@]+)*", tld):
            found.append(tld)
        else:
            fields.book.refuse("tld", where, value=text)
    return tuple(dict.fromkeys(found))


def _read_languages(fields: Fields, packaged: MarketFacts | None, book: Book) -> tuple[LanguageShare, ...]:
    """A mapping tag: share, or a list of tags whose shares, where known, are the packaged ones."""
    known = {share.tag: share for share in packaged.languages} if packaged else {}
    if "languages" not in fields:
        return tuple(known.values())
    found: dict[str, LanguageShare] = {}
    table = fields.raw("languages")
    listed = _shares(table, book) if isinstance(table, Table) else [(t, w, None) for t, w in fields.placed("languages")]
    for text, where, share in listed:
        tag = read_tag(text, where, book, known)
        if tag in found:
            book.refuse("language_twice", where, tag=tag)
        elif tag:
            source = str(Where(where.path, where.line))
            role = known[tag].role if share is None and tag in known else _role(share)
            if share is None and tag in known:
                share, source = known[tag].share, known[tag].source
            found[tag] = LanguageShare(tag, share, role, source)
    if not found and not listed:
        book.refuse("languages_empty", fields.place("languages"))
    return tuple(found.values())


def _role(share: float | None) -> str:
    """What a study names without a share, and the packaged facts do not know, is meant as a main language."""
    return "main" if share is None or share >= MAIN_SHARE else "minority"


def _shares(table: Table, book: Book) -> list[tuple[str, Where, float | None]]:
    found: list[tuple[str, Where, float | None]] = []
    for tag, (key, value) in table.entries.items():
        text = read_scalar(value, book, tag)
        share = read_percent(text, tag, value.place.where, book) if text else None
        found.append((tag, key.place.where, share))
    return found
