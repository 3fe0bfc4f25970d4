"""Every sentence the program says, in English and Simplified Chinese.

Messages live in `messages/<language>/<room>.toml` as dotted keys; a value is a text with `{param}` fields, or a
table `{one = …, other = …}` chosen by the plural rule of the parameter `n`. Fields take these formats:

    {x:language}  {x:market}  {x:script}   a code, named in the reader's language
    {x:percent}   {x:number}  {x:date}     a number or ISO date, as the reader writes it
    {x:list}                               a tuple of texts, joined as the reader's language does
    {x:key=gap.name}                       the message `gap.name.<value of x>` (for a tuple: each, joined)
    {x:scope}                              a scope with its kind (`office:CN`), named in the reader's language
    {x:source}                             a source's id, as its name
    {x:check}                              a check id, as its label; the id itself for a plugin without one
    {x:gloss}                              a pair of texts, for English and for Chinese readers: the reader's own
    {x:message}                            a message within the message (`model.text.pack`); of a tuple: each, "; "

A missing key, parameter or format is a bug and raises `CatalogueBug`; a test renders every key of both languages.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from brandname.model import Message
from brandname.model.text import unpack
from brandname.reports.scopes import name_place, name_source

LANGUAGES = ("en", "zh-Hans")


Piece: TypeAlias = tuple[str, str | None, str]
"""Literal text, then a field's name (None at the end of a text) and its format."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class CatalogueBug(KeyError):  # noqa: N818 - it is a bug of ours, and says so
    """A message key, parameter or format that does not exist."""


class Catalogue:
    """The messages of one language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no messages in {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self._texts = _load(language)
        self.rooms = frozenset(key.partition(".")[0] for key in self._texts)
        self._pieces: dict[tuple[str, str], tuple[Piece, ...]] = {}
        self._names: dict[tuple[str, str], str] = {}

    def __call__(self, key: str, /, **params: object) -> str:
        """The text of a key with its parameters filled in; raises CatalogueBug."""
        return self._fill(key, params)

    def render(self, message: Message) -> str:
        """The text of a message."""
        return self._fill(message.key, message.params)

    def has(self, key: str) -> bool:
        """Whether the key exists."""
        return key in self._texts

    def keys(self) -> Iterator[str]:
        """Every key, sorted."""
        return iter(sorted(self._texts))

    def texts(self, key: str) -> tuple[str, ...]:
        """The raw texts of a key: one, or one a plural form."""
        text = self._texts[key]
        return tuple(text.values()) if isinstance(text, dict) else (text,)

    def fields(self, key: str) -> frozenset[str]:
        """Names of the parameters a key uses."""
        return frozenset(
            name for text in self.texts(key) for _, name, _, _ in string.Formatter().parse(text) if name is not None
        )

    def language_name(self, tag: str) -> str:
        """A BCP 47 tag in the reader's words (`es-MX` → "Mexican Spanish"); the tag itself where CLDR has none."""
        return self._named("language", tag, _language_name)

    def market_name(self, code: str) -> str:
        """An ISO 3166 code in the reader's words; the code itself where CLDR has none."""
        return self._named("market", code, lambda own, c: str(own.territories.get(c.upper(), c)))

    def script_name(self, code: str) -> str:
        """An ISO 15924 code in the reader's words; the code itself where CLDR has none."""
        return self._named("script", code, lambda own, c: str(own.scripts.get(c, c)))

    def check_name(self, check: str) -> str:
        """The label of a check; the id itself for a plugin's check."""
        key = f"check.{check}.label"
        return self._fill(key, {}) if key in self._texts else check

    def place_name(self, place: str) -> str:
        """A scope with its kind (`platform:bluesky`) in the reader's words; a text without a kind as it is."""
        return name_place(self, place)

    def source_name(self, id_: str) -> str:
        """A source by its id in the reader's words; the id itself where it has no name."""
        return name_source(self, id_)

    def join(self, items: Sequence[str]) -> str:
        """Texts joined as the language does: "a, b and c"; "a、b和c"."""
        if not items:
            return "–"
        last = " and " if self.language == "en" else "和"
        return last.join([self.comma.join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return ", " if self.language == "en" else "、"

    def _fill(self, key: str, params: Mapping[str, Any]) -> str:
        text = self._texts.get(key)
        if text is None:
            raise CatalogueBug(f"no message {key!r} in {self.language}")
        form = ""
        if isinstance(text, dict):
            if "n" not in params:
                raise CatalogueBug(f"{key} [{self.language}]: plural forms need a parameter n")
            form = "one" if self.language == "en" and params["n"] == 1 and "one" in text else "other"
            text = text[form]
        pieces = self._pieces.get((key, form))
        if pieces is None:
            pieces = self._pieces[key, form] = _parse(text)
        try:
            return "".join([
                literal if name is None
                else literal + value if not spec and type(value := params[name]) is str  # most of them, in long runs
                else literal + self._format(params[name], spec)
                for literal, name, spec in pieces
            ])
        except (KeyError, ValueError, TypeError) as error:
            raise CatalogueBug(f"{key} [{self.language}]: {error!r}") from error

    def _format(self, value: Any, spec: str) -> str:  # noqa: ANN401 - a parameter can be any of Param
        if spec == "gloss":
            return str(value[LANGUAGES.index(self.language)])
        if spec == "message":
            packed = value if isinstance(value, tuple) else (value,)
            return ("; " if self.language == "en" else "；").join([self.render(unpack(one)) for one in packed])
        if isinstance(value, tuple):
            return self.join([self._format_one(v, spec) for v in value])
        return self._format_one(value, spec)

    def _format_one(self, value: Any, spec: str) -> str:  # noqa: ANN401
        if spec.startswith("key="):
            return self._fill(f"{spec[4:]}.{value}", {})
        named = {
            "language": self.language_name,
            "market": self.market_name,
            "script": self.script_name,
            "check": self.check_name,
            "scope": self.place_name,
            "source": self.source_name,
        }.get(spec)
        if named:
            return named(str(value))
        if spec == "percent":
            return f"{100 * float(value):.0f}" + (" %" if self.language == "en" else "%")
        if spec == "number":
            return f"{value:,}"
        if spec == "date":
            return _date(str(value), self.language)
        return str(value) if spec in {"", "list"} else format(value, spec)

    def _named(self, kind: str, code: str, name: Callable[[Any, str], str]) -> str:
        known = self._names.get((kind, code))
        if known is None:
            from babel import Locale  # 60 ms, needed only when something is named

            known = self._names[kind, code] = name(Locale.parse(self.language.replace("-", "_")), code)
        return known


def _language_name(own: Any, tag: str) -> str:  # noqa: ANN401 - babel's Locale, imported late
    from babel import Locale, UnknownLocaleError

    underscored = tag.replace("-", "_")
    direct = own.languages.get(underscored)
    if direct:
        return str(direct)
    try:
        return str(Locale.parse(underscored).get_display_name(own) or tag)
    except (UnknownLocaleError, ValueError):
        return str(own.languages.get(tag.split("-")[0], tag))


def _parse(text: str) -> tuple[Piece, ...]:
    return tuple((literal, name, spec or "") for literal, name, spec, _ in string.Formatter().parse(text))


def _date(iso: str, language: str) -> str:
    year, month, day = iso[:10].split("-")
    if language == "en":
        return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    return f"{year}年{int(month)}月{int(day)}日"


@cache
def open_catalogue(language: str) -> Catalogue:
    """The catalogue of `en` or `zh-Hans`."""
    return Catalogue(language)


@cache
def _load(language: str) -> Mapping[str, str | dict[str, str]]:
    texts: dict[str, str | dict[str, str]] = {}
    folder = files("brandname").joinpath("reports", "messages", language)
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            for key, text in _flatten(tomllib.loads(entry.read_text(encoding="utf-8"))):
                if key in texts:
                    raise CatalogueBug(f"message {key!r} stands twice in {language}")
                texts[key] = text
    return texts


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str | dict[str, str]]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            yield key, value
        elif "other" in value and set(value) <= {"one", "other"} and all(isinstance(v, str) for v in value.values()):
            yield key, dict(value)
        else:
            yield from _flatten(value, f"{key}.")
