"""Which checks there are: ours in a table, strangers' through the entry point group `brandname.checks`.

Loads classes and validates a study's settings against their options; runs nothing.
"""

from __future__ import annotations

import difflib
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from brandname.checks.base import Check
from brandname.errors import Mistake, UserMistake, Where
from brandname.model import CheckSettings

BUILT_IN: Mapping[str, str] = {
    "pronunciation": "brandname.checks.pronunciation:PronunciationCheck",
    "transliteration": "brandname.checks.transliteration:TransliterationCheck",
    "meaning": "brandname.checks.meaning:MeaningCheck",
    "similarity": "brandname.checks.similarity:SimilarityCheck",
    "trademark": "brandname.checks.trademark:TrademarkCheck",
    "domain": "brandname.checks.domain:DomainCheck",
    "handle": "brandname.checks.handle:HandleCheck",
    "search": "brandname.checks.search:SearchCheck",
    "interviews": "brandname.checks.interviews:InterviewsCheck",
}
"""Our own checks, in the order a report lists them."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The checks of a run."""

    checks: tuple[Check, ...]
    not_selected: tuple[str, ...]
    """Ids of checks there are but which were left out."""


def check_ids() -> tuple[str, ...]:
    """Every check id, ours first, strangers' sorted."""
    return (*BUILT_IN, *sorted(name for name in _strangers() if name not in BUILT_IN))


def load_checks(settings: Mapping[str, CheckSettings], selected: Sequence[str] | None = None) -> Loaded:
    """The selected checks (all when None) with the study's settings.

    Raises UserMistake for an unknown check id, an unknown option or a value an option does not take, all at once.
    """
    known = check_ids()
    mistakes = [
        _unknown_check(id_, known, None) for id_ in selected or () if id_ not in known
    ] + [
        _unknown_check(id_, known, place(section.where.get("")))
        for id_, section in settings.items() if id_ not in known
    ]
    wanted = [id_ for id_ in known if selected is None or id_ in selected]
    checks: list[Check] = []
    for id_ in wanted:
        class_ = load_class(id_)
        section = settings.get(id_, CheckSettings({}))
        options, wrong = read_options(id_, class_.options, section)
        mistakes += wrong
        if not wrong:
            checks.append(class_(options))
    if mistakes:
        raise UserMistake(*mistakes)
    return Loaded(tuple(checks), tuple(id_ for id_ in known if id_ not in wanted))


def load_class(id_: str) -> Any:  # noqa: ANN401 - a class satisfying Check, ours or a stranger's
    """The class of a check id; KeyError when there is none."""
    if id_ in BUILT_IN:
        module, _, name = BUILT_IN[id_].partition(":")
        return getattr(import_module(module), name)
    return _strangers()[id_].load()


def read_options(id_: str, type_: type[Any], section: CheckSettings) -> tuple[Any, list[Mistake]]:
    """An options instance from a study's texts, and what is wrong with them (then the instance is the default one)."""
    hints = typing.get_type_hints(type_)
    names = [field.name for field in fields(type_)]
    values: dict[str, object] = {}
    mistakes = []
    for key, raw in section.values.items():
        where = place(section.where.get(key))
        if key not in names:
            mistakes.append(Mistake("error.checks.unknown_option",
                                    {"check": id_, "option": key, "known": tuple(names) or ("–",)}, where))
            continue
        try:
            values[key] = _convert(raw, hints[key])
        except ValueError:
            mistakes.append(Mistake("error.checks.bad_value", {"check": id_, "option": key, "value": str(raw),
                                                               "wanted": _wanted(hints[key])}, where))
    if mistakes:
        return type_(), mistakes
    try:
        return type_(**values), []
    except ValueError as error:
        params = {"check": id_, "why": str(error)}
        return type_(), [Mistake("error.checks.refused", params, place(section.where.get("")))]


def place(text: str | None) -> Where | None:
    """`file:line:column` as the reader of a study wrote it, taken apart again; None for nothing."""
    if not text:
        return None
    path, _, rest = text.rpartition(":")
    head, _, line = path.rpartition(":")
    if head and line.isdigit() and rest.isdigit():
        return Where(head, int(line), int(rest))
    return Where(text)


def _convert(raw: str | tuple[str, ...], hint: object) -> object:
    if typing.get_origin(hint) is tuple:
        return (raw,) if isinstance(raw, str) else raw
    if not isinstance(raw, str):
        raise ValueError(raw)  # noqa: TRY004 - a value the option does not take, like any other
    if hint is bool:
        word = raw.strip().casefold()
        if word not in {"yes", "no", "true", "false"}:
            raise ValueError(raw)
        return word in {"yes", "true"}
    if hint is int:
        return int(raw)
    return float(raw) if hint is float else raw


def _wanted(hint: object) -> str:
    if typing.get_origin(hint) is tuple:
        return "list"
    words: dict[object, str] = {bool: "yes_no", int: "whole_number", float: "number"}
    return words.get(hint, "text")


def _unknown_check(id_: str, known: Sequence[str], where: Where | None) -> Mistake:
    close = difflib.get_close_matches(id_, known, n=1)
    return Mistake("error.checks.unknown", {"check": id_, "known": tuple(known), "close": tuple(close)}, where)


def _strangers() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group="brandname.checks")}
