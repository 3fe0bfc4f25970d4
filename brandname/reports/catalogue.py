"""Every sentence the program says, in English and Simplified Chinese.

Messages live in `messages/<language>/<room>.toml` as dotted keys; a value is a text with `{param}` fields, or a
table `{one = …, other = …}` chosen by the plural rule of the parameter `n`. Fields take these formats:

    {x:language}  {x:market}  {x:script}   a code, named in the reader's language
    {x:percent}   {x:number}  {x:date}     a number or ISO date, as the reader writes it
    {x:list}                               a tuple of texts, joined as the reader's language does
    {x:key=gap.name}                       the message `gap.name.<value of x>` (for a tuple: each, joined)

A missing key, parameter or format is a bug and raises `CatalogueBug`; a test renders every key of both languages.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from brandname.model import Message

LANGUAGES = ("en", "zh-Hans")


class CatalogueBug(KeyError):
    """A message key, parameter or format that does not exist."""


class Catalogue:
    """The messages of one language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no messages in {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self._texts = _load(language)
        self._formatter = _Formatter(self)

    def __call__(self, key: str, /, **params: object) -> str:
        """The text of a key with its parameters filled in."""
        text = self._texts.get(key)
        if text is None:
            raise CatalogueBug(f"no message {key!r} in {self.language}")
        if isinstance(text, dict):
            text = text[self._plural(params["n"])] if self._plural(params["n"]) in text else text["other"]
        try:
            return self._formatter.vformat(text, (), params)
        except (KeyError, ValueError, TypeError) as error:
            raise CatalogueBug(f"{key} [{self.language}]: {error}") from error

    def render(self, message: Message) -> str:
        """The text of a message."""
        return self(message.key, **message.params)

    def has(self, key: str) -> bool:
        """Whether the key exists."""
        return key in self._texts

    def keys(self) -> Iterator[str]:
        """Every key, sorted."""
        return iter(sorted(self._texts))

    def fields(self, key: str) -> frozenset[str]:
        """Names of the parameters a key uses."""
        text = self._texts[key]
        texts = text.values() if isinstance(text, dict) else [text]
        return frozenset(
            name for t in texts for _, name, _, _ in string.Formatter().parse(t) if name is not None
        )

    def language_name(self, tag: str) -> str:
        """A BCP 47 tag in the reader's words (`es-MX` → "Mexican Spanish"); the tag itself where CLDR has none."""
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 60 ms, needed only when a tag is named

        own = Locale.parse(self.language.replace("-", "_"))
        direct = own.languages.get(tag.replace("-", "_"))
        if direct:
            return direct
        try:
            return Locale.parse(tag.replace("-", "_")).get_display_name(own) or tag
        except (UnknownLocaleError, ValueError):
            return own.languages.get(tag.split("-")[0], tag)

    def market_name(self, code: str) -> str:
        """An ISO 3166 code in the reader's words; the code itself where CLDR has none."""
        from babel import Locale  # noqa: PLC0415

        return Locale.parse(self.language.replace("-", "_")).territories.get(code.upper(), code)

    def script_name(self, code: str) -> str:
        """An ISO 15924 code in the reader's words; the code itself where CLDR has none."""
        from babel import Locale  # noqa: PLC0415

        return Locale.parse(self.language.replace("-", "_")).scripts.get(code, code)

    def join(self, items: Sequence[str]) -> str:
        """Texts joined as the language does: "a, b and c"; "a、b和c"."""
        if not items:
            return "–"
        if len(items) == 1:
            return items[0]
        comma, last = (", ", " and ") if self.language == "en" else ("、", "和")
        return comma.join(items[:-1]) + last + items[-1]

    def _plural(self, n: object) -> str:
        return "one" if self.language == "en" and n == 1 else "other"


class _Formatter(string.Formatter):
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - signature of the base class
        c = self.catalogue
        if format_spec == "language":
            return c.join([c.language_name(v) for v in value]) if isinstance(value, tuple) else c.language_name(str(value))
        if format_spec == "market":
            return c.join([c.market_name(v) for v in value]) if isinstance(value, tuple) else c.market_name(str(value))
        if format_spec == "script":
            return c.script_name(str(value))
        if format_spec == "percent":
            return f"{100 * float(value):.0f} %" if c.language == "en" else f"{100 * float(value):.0f}%"
        if format_spec == "number":
            return f"{value:,}"
        if format_spec == "date":
            return _date(str(value), c.language)
        if format_spec == "list":
            return c.join([str(v) for v in value])
        if format_spec.startswith("key="):
            prefix = format_spec[4:]
            return c.join([c(f"{prefix}.{v}") for v in value]) if isinstance(value, tuple) else c(f"{prefix}.{value}")
        return super().format_field(value, format_spec)


def _date(iso: str, language: str) -> str:
    year, month, day = iso[:10].split("-")
    if language == "en":
        names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        return f"{int(day)} {names[int(month) - 1]} {year}"
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
        elif "other" in value and all(isinstance(v, str) for v in value.values()) and set(value) <= {"one", "other"}:
            yield key, dict(value)
        else:
            yield from _flatten(value, f"{key}.")
