"""`candidates.yaml`: the brief, the candidates and the settings of the checks.

Settings are read for their shape only: each check's own options type decides about values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from brandname.errors import Where
from brandname.model import Brief, Candidate, CheckSettings, Form, Wishes, sameness
from brandname.study.book import Book
from brandname.study.encoding import TextFile
from brandname.study.fields import Fields, is_empty, read_scalar
from brandname.study.languages import read_tag
from brandname.study.names import check_name
from brandname.study.tree import WIDE_COLON, Items, Scalar, Table, Value, parse

PROJECTS = ("new", "rename", "extend", "localise")
SEARCH_MATTERS = ("main", "some", "little")
STATUSES = ("new", "shortlist", "incumbent", "dropped")
STRATEGIES = ("phonetic", "semantic", "phono-semantic", "original")
FORM_STATUSES = ("draft", "adopted")
SECTIONS = ("brief", "candidates", "checks")
BRIEF_KEYS = (
    "project", "incumbent", "goods", "must_last_years", "abroad", "ideas", "avoid", "channels", "search_matters",
    "legal", "personas", "domains", "handles",
)
CANDIDATE_KEYS = ("name", "latin", "say", "lang", "story", "origin", "status", "forms")
FORM_KEYS = ("written", "strategy", "status")
WISH_KEYS = ("must", "nice", "forms")
PLAIN_FORMS = ("exact", "hyphen")
NAME_FIELD, PLACE_FIELD = "{name}", "{cc}"
LEGAL_KEYS = ("joins", "want", "launch", "made_in")

_ENDING = re.compile(r"[^\s./@:]+(\.[^\s./@:]+)*")
_PLATFORM = re.compile(r"[a-z0-9_]+")
_AFFIX = re.compile(r"[a-z0-9]+-|-[a-z0-9]+")
_LAUNCH = re.compile(r"20[0-9]{2}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one `candidates.yaml` says."""

    brief: Brief = field(default_factory=Brief)
    candidates: tuple[Candidate, ...] = ()
    """As listed, dropped ones too."""
    checks: Mapping[str, CheckSettings] = field(default_factory=dict)
    has_brief: bool = False


def read_candidates(file: TextFile, markets: Collection[str] | None, book: Book) -> Sheet:
    """The sheet in a file; `markets` are the study's codes, None when they are not known here."""
    top = Fields(parse(file.text, file.label, book), book, Where(file.label, 1), SECTIONS)
    candidates = _read_list(top, markets, book)
    brief = _read_brief(top.table("brief", BRIEF_KEYS))
    if brief.project == "rename" and not brief.incumbent:
        incumbent = next((c.name for c in candidates if c.status == "incumbent"), "")
        if not incumbent:
            book.refuse("rename_without_incumbent", top.table("brief", None).place("project"))
        brief = replace(brief, incumbent=incumbent)
    return Sheet(brief, candidates, _read_checks(top.table("checks", None), book), "brief" in top)


def _read_brief(brief: Fields) -> Brief:
    goods = brief.raw("goods")
    stuff = brief.table("goods", ("text", "nice", "later")) if isinstance(goods, Table) else None
    abroad = brief.table("abroad", ("now", "in_5_years"))
    channels = brief.table("channels", ("now", "next"))
    return Brief(
        project=brief.choice("project", PROJECTS, "new"),
        incumbent=_one_name(brief, "incumbent"),
        goods=stuff.text("text") if stuff else brief.text("goods"),
        nice=stuff.wholes("nice", 1, 45) if stuff else (),
        nice_later=stuff.wholes("later", 1, 45) if stuff else (),
        must_last_years=brief.whole("must_last_years", 1, 200),
        abroad_now=abroad.percent("now"),
        abroad_later=abroad.percent("in_5_years"),
        ideas=brief.texts("ideas"),
        avoid=brief.texts("avoid"),
        channels_now=channels.texts("now"),
        channels_next=channels.texts("next"),
        search_matters=brief.choice("search_matters", SEARCH_MATTERS, "some"),
        legal=_read_legal(brief.table("legal", LEGAL_KEYS)),
        personas=brief.texts("personas"),
        domains=_read_wishes(brief.table("domains", WISH_KEYS), "ending"),
        handles=_read_wishes(brief.table("handles", WISH_KEYS), "platform"),
    )


def _read_wishes(wishes: Fields, kind: str) -> Wishes:
    """What the team wants; `kind` is `ending` or `platform`. Something both needed and welcome is needed."""
    must, nice = (_read_places(wishes, key, kind) for key in ("must", "nice"))
    return Wishes(must, tuple(place for place in nice if place not in must), _read_address_forms(wishes, kind))


def _read_places(wishes: Fields, key: str, kind: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text, where in wishes.placed(key):
        place = text.removeprefix("@" if kind == "platform" else ".").casefold()
        if (_PLATFORM if kind == "platform" else _ENDING).fullmatch(place):
            found[place] = None
        else:
            wishes.book.refuse("platform" if kind == "platform" else "tld", where, value=text)
    return tuple(found)


def _read_address_forms(wishes: Fields, kind: str) -> tuple[str, ...]:
    """The forms, in the file's order."""
    found: dict[str, None] = {}
    for text, where in wishes.placed("forms"):
        form = text.casefold()
        if is_address_form(form, kind):
            found[form] = None
        elif "{" in form:
            wishes.book.refuse("form_pattern", where, value=text)
        else:
            wishes.book.refuse_choice("form_of_address", where, text, (*PLAIN_FORMS, "get-", "-app"))
    return tuple(found)


def is_address_form(form: str, kind: str) -> bool:
    """Whether a text is a form of an address; `kind` is `ending` or `platform`.

    An own pattern holds {name} once, of a handle {cc} (the market's code) at most once, and only what an address can.
    """
    pattern = form.replace(NAME_FIELD, "x", 1) if form.count(NAME_FIELD) == 1 else ""
    if kind == "platform":
        pattern = pattern.replace(PLACE_FIELD, "cc", 1)
    between = "-" if kind == "ending" else "[-_.]"
    own = re.fullmatch(rf"[a-z0-9]+({between}[a-z0-9]+)*", pattern)
    return form in PLAIN_FORMS or bool(_AFFIX.fullmatch(form) or own)


def _read_legal(legal: Fields) -> dict[str, tuple[str, ...]]:
    launch = legal.text("launch")
    if launch and not _LAUNCH.fullmatch(launch):
        legal.book.refuse("launch", legal.place("launch"), value=launch)
    for code, where in legal.placed("made_in"):
        if not re.fullmatch("[a-z]{2}", code):
            legal.book.refuse("country_code", where, value=code, key="made_in")
    return {key: legal.texts(key) for key in LEGAL_KEYS if key in legal}


def _read_list(top: Fields, markets: Collection[str] | None, book: Book) -> tuple[Candidate, ...]:
    value = top.raw("candidates")
    if value is not None and not isinstance(value, Items):
        book.refuse("not_list", value.place.where, key="candidates")
        return ()
    found: dict[str, Candidate] = {}
    for item in value.items if value else ():
        candidate = _read_candidate(item, markets, book)
        if candidate is None:
            continue
        first = found.setdefault(sameness(candidate.name), candidate)
        if first is not candidate:
            book.refuse("same_name", item.place.where, name=candidate.name, other=first.name, first=first.where)
    return tuple(found.values())


def _read_candidate(item: Value, markets: Collection[str] | None, book: Book) -> Candidate | None:
    where = item.place.where
    if isinstance(item, Scalar):
        key = WIDE_COLON.match(item.text)
        if key and key[0].strip("：").strip() in CANDIDATE_KEYS and not item.quoted:
            book.refuse("wide_colon", where)
            return None
        name = check_name(item.text, where, book)
        return Candidate(name, where=str(where)) if name else None
    fields = Fields(item, book, where, CANDIDATE_KEYS)
    if not isinstance(item, Table) or not fields.require("name"):
        return None
    name = _one_name(fields, "name")
    tag = fields.text("lang")
    latin = tuple(check_name(text, place, book) for text, place in fields.placed("latin"))
    candidate = Candidate(
        name=name,
        latin=tuple(dict.fromkeys(text for text in latin if text)),
        say=fields.text("say"),
        lang=read_tag(tag, fields.place("lang"), book) if tag else "",
        story=fields.text("story"),
        origin=fields.text("origin"),
        status=fields.choice("status", STATUSES, "new"),
        forms=_read_forms(fields.table("forms", None), markets, book),
        where=str(fields.place("name")),
    )
    return candidate if name else None


def _one_name(fields: Fields, key: str) -> str:
    """A name under a key; the place of the value, not of the key, is named in refusals."""
    value = fields.raw(key)
    if value is None:
        return ""
    if not isinstance(value, Scalar):
        return read_scalar(value, fields.book, key)
    return check_name(value.text, value.place.where, fields.book)


def _read_forms(forms: Fields, markets: Collection[str] | None, book: Book) -> tuple[Form, ...]:
    found: list[Form] = []
    for market, where in forms.keys():  # noqa: SIM118 - a method with places, not a mapping's
        if markets is not None and market not in markets:
            book.refuse_choice("form_market", where, market, markets)
        form = forms.table(market, FORM_KEYS)
        if not form.require("written"):
            continue
        written = _one_name(form, "written")
        strategy, status = form.choice("strategy", STRATEGIES), form.choice("status", FORM_STATUSES, "draft")
        if written:
            found.append(Form(market, written, strategy, status))
    return tuple(found)


def _read_checks(checks: Fields, book: Book) -> dict[str, CheckSettings]:
    found: dict[str, CheckSettings] = {}
    for id_, where in checks.keys():  # noqa: SIM118
        section = checks.table(id_, None)
        values: dict[str, str | tuple[str, ...]] = {}
        places = {"": str(where)}
        for key, place in section.keys():  # noqa: SIM118
            value = section.raw(key)
            if isinstance(value, Table):
                book.refuse("not_text", value.place.where, key=key)
            elif isinstance(value, Items):
                values[key] = section.texts(key)
            elif value is not None and not is_empty(value):
                values[key] = section.text(key)
            places[key] = str(place)
        found[id_] = CheckSettings(values, places)
    return found
