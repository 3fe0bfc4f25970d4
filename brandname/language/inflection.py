"""What a name does in a sentence: the gender its ending suggests, its case forms, article, possessive and plural.

Reads `data/inflection/<language>.toml`, rules written from each language's grammar; where a rule leaves a choice that
only usage settles, the form is left out and a note says so. Knows no product, no dictionary and no existing brand: a
language's speakers may do otherwise with a name they know.

A file holds: `script`, and `foreign` forms and notes for a name in Latin letters where another script is written;
`phrase`, whether a name of several words changes at its ends only; `genders`, rows of ending, gender, share (first
match counts); `paradigms` (first match counts) with `end`, `except`, `cut` (letters taken off for `{stem}`), `forms`,
`notes`; `start`, variables by the beginning of the name; `articles` and `of` by gender and beginning; tables such as
`soft` that replace the end of the stem; `harmony`, classes of vowels for `<a|e>`. A form with a variable that has no
value here is left out.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language.alphabets import has_digit, scripts_in, split_words
from brandname.model import Message, say

DATASET = "inflection"
ABBREVIATION = 5
"""Up to so many letters, all capital, are taken for an abbreviation."""
REMEMBERED = 4096
"""Names × languages whose behaviour is kept in memory: hits and figures ask for it in turn."""
FIELD = re.compile(r"\{(\w+)\}|<([^<>]+)>")
TABLES = ("soft", "hardened", "doubled")
KEYS = frozenset({"script", "phrase", "foreign", "genders", "paradigms", "notes", "start", "articles", "of", "harmony",
                  "vowels", "vowel_start", "special_start", "unsure_start", *TABLES})
"""All that a file may hold."""


class Gender(StrEnum):
    """Grammatical gender."""

    FEMININE = "feminine"
    MASCULINE = "masculine"
    NEUTER = "neuter"
    UNCLEAR = "unclear"
    """The ending does not tell."""


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of a name."""

    label: str
    """`genitive`, `locative`, `plural`, `article` …: the last part of its message key."""
    text: str
    """The form, with the preposition or article that goes with it."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A name in the sentences of one language."""

    language: str
    """Base language subtag."""
    gender: Gender | None
    """None where the language has no grammatical gender."""
    share: float
    """0–1: how surely the ending tells the gender, an estimate from the grammar; 0 when it does not."""
    forms: tuple[Form, ...]
    """() where the name stays as it is, or where its forms cannot be told: a note says which."""
    notes: tuple[Message, ...]
    stem_kept: bool
    """Whether the name as it is registered stands unaltered in each of the forms."""


@dataclass(frozen=True, slots=True)
class _Paradigm:
    end: re.Pattern[str]
    unless: re.Pattern[str] | None
    cut: int
    cut_start: int
    forms: Mapping[str, str]
    notes: tuple[str, ...]

    def fits(self, name: str) -> bool:
        return bool(self.end.search(name)) and not (self.unless and self.unless.search(name))


@dataclass(frozen=True, slots=True)
class _Grammar:
    raw: Mapping[str, Any]
    paradigms: tuple[_Paradigm, ...]


@cache
def languages() -> tuple[str, ...]:
    """Base tags of the languages with rules, sorted."""
    return tuple(name.removesuffix(".toml") for name in data.names(DATASET))


def in_a_sentence(name: str, tag: str) -> Behaviour | None:
    """How a name behaves in a tag's language; None without rules, for digits and for a script it does not write.

    Also None for names of several words where each word would change.
    """
    return _in_language(unicodedata.normalize("NFC", name).strip(), tag.split("-")[0].lower())


@lru_cache(REMEMBERED)
def _in_language(name: str, language: str) -> Behaviour | None:
    grammar = _open(language) if language in languages() else None
    words = split_words(name)
    if grammar is None or not words or has_digit(name) or not name[-1].isalpha():
        return None
    raw, scripts = grammar.raw, scripts_in(name)
    if len(words) > 1 and not raw.get("phrase"):
        return None
    if scripts == ("Latn",) and raw["script"] != "Latn":
        return _behaviour(name, language, raw, None, raw["foreign"]["forms"], raw["foreign"]["notes"], name)
    if scripts != (raw["script"],):
        return None
    if name.isupper() and 1 < len(name) <= ABBREVIATION:
        return Behaviour(language, _unclear(raw), 0.0, (), (_note("capitals", name, language),), stem_kept=True)
    return _inflected(name, language, grammar)


def _inflected(name: str, language: str, grammar: _Grammar) -> Behaviour | None:
    lowered = name.lower()
    paradigm = next((row for row in grammar.paradigms if row.fits(lowered)), None)
    if paradigm is None:
        return None
    general = [key for pattern, key in grammar.raw.get("notes", ()) if _pattern(pattern).search(lowered)]
    # What is said of endings does not hold for a name that takes none.
    notes = [*paradigm.notes, *(key for key in general if paradigm.forms or key == "product_gender")]
    gender = next((row for row in grammar.raw.get("genders", ()) if _pattern(row[0]).search(lowered)), None)
    stem = name[:len(name) - paradigm.cut]
    rest = name[paradigm.cut_start:]
    return _behaviour(name, language, grammar.raw, gender, paradigm.forms, notes, stem, rest)


def _behaviour(
    name: str, language: str, raw: Mapping[str, Any], gender: Sequence[Any] | None, templates: Mapping[str, str],
    notes: Sequence[str], stem: str, rest: str = "",
) -> Behaviour:
    kind = Gender(gender[1]) if gender else _unclear(raw)
    values = _values(name, stem, rest, raw, kind)
    index = _harmony(name.lower(), raw)
    filled = ((label, _fill(template, values, index, raw)) for label, template in templates.items())
    forms = tuple(Form(label, text) for label, text in filled if text is not None)
    kept = all(name.casefold() in form.text.casefold() for form in forms)
    said = [_note(key, name, language) for key in dict.fromkeys(notes)]
    if not kept:
        altered = next(form for form in forms if name.casefold() not in form.text.casefold())
        said.insert(0, _note("stem_changes", name, language, form=altered.text))
    return Behaviour(language, kind, float(gender[2]) if gender else 0.0, forms, tuple(said), kept)


def _note(key: str, name: str, language: str, **params: str) -> Message:
    return say(f"pronunciation.grammar.note.{key}", text=name, language=language, **params)


def _unclear(raw: Mapping[str, Any]) -> Gender | None:
    return Gender.UNCLEAR if "genders" in raw else None


def _values(name: str, stem: str, rest: str, raw: Mapping[str, Any], gender: Gender | None) -> dict[str, str | None]:
    """The variables of the templates; None = no value here."""
    lowered = name.lower()
    values: dict[str, str | None] = {"name": name, "stem": stem, "rest": rest, "last": lowered[-1]}
    for variable, rules in raw.get("start", {}).items():
        values[variable] = next((text for pattern, text in rules if _pattern(pattern).search(lowered)), None)
    for table in TABLES:
        if table in raw:
            values[table] = _replaced(stem, raw[table])
    kind = _start(lowered, raw)
    for variable, key in (("article", "articles"), ("of", "of")):
        choices = raw.get(key, {})
        known = [choices[str(gender)]] if str(gender) in choices else list(choices.values())
        found = {str(row.get(kind) or row.get("other", "")) for row in known} if kind else set()
        # An unclear gender does no harm where all genders look the same.
        values[variable] = found.pop() if len(found) == 1 else None
    return values


def _start(lowered: str, raw: Mapping[str, Any]) -> str:
    """How the name begins, for its article: `vowel`, `special`, `other`; "" = only its sound would tell."""
    for kind in ("unsure", "special", "vowel"):
        pattern = raw.get(f"{kind}_start")
        if pattern and _pattern(pattern).search(lowered):
            return "" if kind == "unsure" else kind
    return "other"


def _replaced(stem: str, table: Mapping[str, str]) -> str | None:
    """A stem with its end as the table has it, the longest end first; None when the table has none."""
    for end in sorted(table, key=len, reverse=True):
        if stem.lower().endswith(end):
            return stem[:len(stem) - len(end)] + table[end] if table[end] else None
    return None


def _harmony(lowered: str, raw: Mapping[str, Any]) -> int | None:
    """Index of the class of vowels that endings agree with; None without harmony, or for a name without a vowel."""
    rules = raw.get("harmony")
    word = lowered.split()[-1]
    if rules is None:
        return None
    vowels, glide = raw["vowels"], rules.get("glide", "")
    found = [c for i, c in enumerate(word) if c in vowels and not (c == glide and _beside_vowel(word, i, vowels))]
    for back, vowel in enumerate(reversed(found)):
        index = next((i for i, row in enumerate(rules["classes"]) if vowel in row), None)
        if index is None or vowel in rules.get("neutral", ""):
            continue
        rounded = rules.get("rounded")
        return int(rounded[1]) if back and rounded and index == rounded[0] else index
    return int(rules["only_neutral"]) if found and "only_neutral" in rules else None


def _beside_vowel(word: str, i: int, vowels: str) -> bool:
    neighbours = (word[i - 1] if i else "") + word[i + 1:i + 2]
    return any(c in vowels for c in neighbours)


def _fill(template: str, values: Mapping[str, str | None], index: int | None, raw: Mapping[str, Any]) -> str | None:
    """A template with its variables and vowels; None when one has no value."""
    out, at = [], 0
    for match in FIELD.finditer(template):
        out.append(template[at:match.start()])
        at = match.end()
        if match[1]:
            value = values.get(match[1])
        else:
            choices = match[2].split("|")
            value = None if index is None else choices[raw["harmony"]["pairs"][index] if len(choices) == 2 else index]
        if value is None:
            return None
        out.append(value)
    return "".join(out) + template[at:]


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


@cache
def _open(language: str) -> _Grammar:
    raw = tomllib.loads(data.read_text(f"{DATASET}/{language}.toml"))
    if strange := set(raw) - KEYS:
        raise data.DatasetDamaged(f"{DATASET}/{language}: unknown {', '.join(sorted(strange))}")
    return _Grammar(raw, tuple(
        _Paradigm(_pattern(row["end"]), _pattern(row["except"]) if "except" in row else None, row.get("cut", 0),
                  row.get("cut_start", 0), row["forms"], tuple(row.get("notes", ())))
        for row in raw["paradigms"]
    ))
