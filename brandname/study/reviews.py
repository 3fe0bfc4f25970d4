"""`reviews.yaml`: what people decided: verdicts on hits, manual look-ups, native speakers' sign-offs, names left.

Reads and refuses; whether a decision matches a finding of a run is the ranking's business.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from brandname.errors import Where
from brandname.model import Answer, Band, Decision, Drop, Outcome, Reviews, Signoff, Verdict
from brandname.study.book import Book
from brandname.study.encoding import TextFile
from brandname.study.fields import Fields
from brandname.study.languages import read_tag
from brandname.study.markets import CHECKS
from brandname.study.names import check_name
from brandname.study.tree import Scalar, parse

SECTIONS = ("decisions", "answers", "signoffs", "drops")
DECISION_KEYS = ("hit", "name", "verdict", "reason", "by", "on", "until", "blocker")
ANSWER_KEYS = ("check", "name", "subject", "outcome", "by", "on", "link", "note", "band")
SIGNOFF_KEYS = ("name", "market", "language", "verdict", "by", "on", "note", "band")
DROP_KEYS = ("name", "reason", "by", "on", "note")
REASONS = ("meaning", "sound", "legal", "domain", "handle", "search", "interviews", "fit", "other")


def read_reviews(file: TextFile, checks: Collection[str], book: Book) -> Reviews:
    """The reviews in a file; `checks` are the ids known beside ours."""
    top = Fields(parse(file.text, file.label, book), book, Where(file.label, 1), SECTIONS)
    known = tuple(dict.fromkeys((*CHECKS, *checks)))
    return Reviews(
        decisions=tuple(read for f in top.tables("decisions", DECISION_KEYS) if (read := _read_decision(f))),
        answers=tuple(answer for f in top.tables("answers", ANSWER_KEYS) if (answer := _read_answer(f, known))),
        signoffs=tuple(sign for f in top.tables("signoffs", SIGNOFF_KEYS) if (sign := _read_signoff(f, book))),
        drops=tuple(drop for f in top.tables("drops", DROP_KEYS) if (drop := _read_drop(f))),
    )


def _read_decision(fields: Fields) -> Decision | None:
    if not fields.require("hit", "name", "verdict", "reason", "by", "on"):
        return None
    verdict = fields.choice("verdict", (Verdict.CONFIRMED, Verdict.DISMISSED))
    on, until = fields.day("on"), fields.day("until")
    if on and until and until < on:
        fields.book.refuse("until_before", fields.place("until"), on=on, until=until)
    blocker = fields.yes("blocker")
    if blocker and verdict == Verdict.DISMISSED:
        fields.book.refuse("blocker_dismissed", fields.place("blocker"))
    name = _read_name(fields)
    if not verdict or not name:
        return None
    return Decision(
        hit=fields.text("hit"), name=name, verdict=Verdict(verdict), reason=fields.text("reason"),
        by=fields.text("by"), on=on, until=until, blocker=blocker, where=str(fields.top),
    )


def _read_answer(fields: Fields, checks: Collection[str]) -> Answer | None:
    if not fields.require("check", "name", "subject", "outcome", "by", "on"):
        return None
    outcome = fields.choice("outcome", (Outcome.FOUND, Outcome.NOT_FOUND))
    band = fields.choice("band", tuple(Band))
    link = fields.text("link")
    if link and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", link):
        fields.book.refuse("link", fields.place("link"), value=link)
    if band and outcome == Outcome.NOT_FOUND:
        fields.book.refuse("band_without_hit", fields.place("band"))
    name, check = _read_name(fields), fields.choice("check", checks)
    if not outcome or not name or not check:
        return None
    return Answer(
        check=check, name=name, subject=fields.text("subject"), outcome=Outcome(outcome), by=fields.text("by"),
        on=fields.day("on"), link=link, note=fields.text("note"), band=Band(band) if band else None,
        where=str(fields.top),
    )


def _read_signoff(fields: Fields, book: Book) -> Signoff | None:
    if not fields.require("name", "market", "language", "verdict", "by", "on"):
        return None
    market = fields.text("market")
    if not re.fullmatch("[a-z]{2}", market):
        book.refuse("country_code", fields.place("market"), value=market, key="market")
    verdict = fields.choice("verdict", (Verdict.FINE, Verdict.PROBLEM))
    band = fields.choice("band", tuple(Band))
    if band and verdict == Verdict.FINE:
        book.refuse("band_without_problem", fields.place("band"))
    name, language = _read_name(fields), read_tag(fields.text("language"), fields.place("language"), book)
    if not verdict or not name or not language:
        return None
    return Signoff(
        name=name, market=market, language=language, verdict=Verdict(verdict), by=fields.text("by"),
        on=fields.day("on"), note=fields.text("note"), band=Band(band) if band else None, where=str(fields.top),
    )


def _read_drop(fields: Fields) -> Drop | None:
    if not fields.require("name", "reason", "by", "on"):
        return None
    name, reason = _read_name(fields), fields.choice("reason", REASONS)
    if not name or not reason:
        return None
    return Drop(name, reason, fields.text("by"), fields.day("on"), fields.text("note"), str(fields.top))


def _read_name(fields: Fields) -> str:
    value = fields.raw("name")
    if isinstance(value, Scalar):
        return check_name(value.text, value.place.where, fields.book)
    return fields.text("name")
