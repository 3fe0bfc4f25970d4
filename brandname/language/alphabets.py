"""Orthographies: scripts of a text, letters a language's readers have, and what becomes of the others.

Reads `data/language/orthographies.toml`. Says nothing about sounds (`sounds`) or letter sequences (`phonotactics`), and
never takes one language for another: a language without a row has no orthography here.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from brandname import data

DATASET = "language/orthographies"
"""Id of the hand-made table in the dataset index."""
UNKNOWN = "Zzzz"
"""ISO 15924 for a script we cannot name."""
REMEMBERED = 4096
"""Texts whose words and scripts are kept within a run: a name is asked about once a language."""


@dataclass(frozen=True, slots=True)
class Orthography:
    """How one language is written."""

    language: str
    """Base language subtag (`es`)."""
    scripts: tuple[str, ...]
    """ISO 15924, the usual one first."""
    unread: tuple[str, ...]
    """Scripts its readers also read, but which no engine of ours does (kanji)."""
    letters: frozenset[str]
    """Its own letters, lower case; empty = every letter of its scripts."""
    loan: Mapping[str, str]
    """Letters met only in loanwords and names → how they are respelled; one respelled as itself is simply known."""
    vowels: frozenset[str]
    """Latin base letters that can carry a syllable."""
    engine: str
    """Code of the specification that gives its sounds; empty = none."""
    words: str
    """wordfreq list of its words; empty = none."""
    syllables: bool
    """Written syllable by syllable."""
    tones: frozenset[str]
    """Combining marks that write tone."""
    fold: Mapping[str, str] = field(repr=False)
    """Letters without a decomposition → plain letters."""

    def reads(self, script: str) -> bool:
        """Whether its readers read the script."""
        return script in self.scripts

    def lower(self, text: str) -> str:
        """Lower case as the language does it (Turkish and Azerbaijani keep ı apart from i), NFC, tone marks kept."""
        if self.language in {"tr", "az"}:
            text = text.replace("İ", "i").replace("I", "ı")
        return unicodedata.normalize("NFC", text.lower())

    def plain(self, text: str) -> str:
        """Lower case without tone marks: the form letters are compared in."""
        lowered = self.lower(text)
        if not self.tones:
            return lowered
        kept = (c for c in unicodedata.normalize("NFD", lowered) if c not in self.tones)
        return unicodedata.normalize("NFC", "".join(kept))


@dataclass(frozen=True, slots=True)
class ForeignLetter:
    """A letter of a name that the language's readers lack."""

    letter: str
    habit: str
    """What they read or type instead; empty when nothing is known."""
    loan: bool
    """They know it from loanwords and names."""
    at: int
    """Index in the text."""


@cache
def orthography(tag: str) -> Orthography | None:
    """The orthography of a BCP 47 tag's language; None when there is none (never a neighbour's).

    A script subtag is obeyed: `sr-Cyrl` reads Cyrillic only; a tag whose script its language has not (`en-Arab`) has
    no orthography here. Full tags with another specification of sounds (`es-AR`) get it.
    """
    table = _table()
    parts = tag.split("-")
    raw = table["language"].get(parts[0].lower())
    if raw is None or any(p.upper() in raw.get("other_speech", ()) for p in parts[1:]):
        return None
    scripts = tuple(raw["scripts"])
    script = next((p.title() for p in parts[1:] if len(p) == 4 and p.isalpha()), "")
    script = {"Hans": "Hani", "Hant": "Hani", "Jpan": "", "Kore": ""}.get(script, script)
    if script and script not in scripts:
        return None
    return Orthography(
        language=parts[0].lower(),
        scripts=(script,) if script else scripts,
        unread=tuple(raw.get("unread", ())),
        letters=frozenset(raw.get("letters", "")),
        loan=raw.get("loan", {}),
        vowels=frozenset(raw.get("vowels", "aeiouy")),
        engine=_engine(parts, raw),
        words=raw.get("words", ""),
        syllables=bool(raw.get("syllables", False)),
        tones=frozenset(raw.get("tones", "")),
        fold=table["fold"],
    )


@cache
def alike_sounds() -> Mapping[str, str]:
    """Consonant (IPA) → the row of consonants it is heard as one with, joined by spaces."""
    return {sound: row for row in _table()["sounds"]["alike"] for sound in row.split()}


@cache
def instead_of() -> Mapping[str, tuple[str, ...]]:
    """Consonant (IPA) → what speakers without it commonly use, the likeliest first."""
    return {sound: tuple(row.split()) for sound, row in _table()["sounds"]["instead"].items()}


@cache
def script_of(char: str) -> str:
    """ISO 15924 code of a letter or mark; empty for what scripts share (digits, signs, combining accents).

    A letter of a script that is not in our table is `UNKNOWN`, never nothing: nobody has compared it with anything.
    """
    if unicodedata.category(char)[0] not in "LM":
        return ""
    name = unicodedata.name(char, "")
    if name.startswith(("COMBINING", "VARIATION SELECTOR")):
        return ""
    first = name.removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ").partition(" ")[0]
    return str(_table()["scripts"].get(first, UNKNOWN))


@lru_cache(REMEMBERED)
def scripts_in(text: str) -> tuple[str, ...]:
    """ISO 15924 codes of the letters of a text, sorted; `UNKNOWN` for a script not in our table."""
    return tuple(sorted({script for c in text if (script := script_of(c))}))


@lru_cache(REMEMBERED)
def split_words(text: str) -> tuple[tuple[int, str], ...]:
    """The runs of letters and marks in a text, each with the index it starts at; apostrophes and hyphens part them."""
    words: list[tuple[int, str]] = []
    start = -1
    for i, char in enumerate(f"{text} "):
        inside = unicodedata.category(char)[0] in "LM"
        if inside and start < 0:
            start = i
        elif not inside and start >= 0:
            words.append((start, text[start:i]))
            start = -1
    return tuple(words)


def foreign_letters(text: str, ortho: Orthography) -> tuple[ForeignLetter, ...]:
    """The letters of a text (NFC) that the language lacks, each once, in order; () where all of a script count."""
    if not ortho.letters:
        return ()
    found: dict[str, ForeignLetter] = {}
    for i, char in enumerate(text):
        if not script_of(char):
            continue
        for letter in ortho.plain(char):
            if letter in ortho.letters or letter in found or not script_of(letter):
                continue
            habit = ortho.loan.get(letter)
            known = letter in ortho.loan
            found[letter] = ForeignLetter(letter, _fold(letter, ortho) if habit is None else habit, known, i)
    return tuple(found.values())


def respell(word: str, ortho: Orthography) -> str:
    """A word as the language's readers would write what they read: foreign letters replaced by their habit.

    Letters with no known habit stay, so that nothing is dropped in silence. Length may change.
    """
    if not ortho.letters:
        return ortho.lower(word)
    lowered = ortho.lower(word)
    if ortho.letters.issuperset(lowered):
        return lowered
    out: list[str] = []
    for char in lowered:
        if ortho.plain(char) in ortho.letters or not script_of(char):
            out.append(char)
        else:
            out.append(ortho.loan.get(char) or _fold(char, ortho) or char)
    return "".join(out)


def has_digit(text: str) -> bool:
    """Whether a text holds a numeral (一 and its like are letters)."""
    return any(unicodedata.category(c)[0] == "N" for c in text)


def has_vowel(word: str, ortho: Orthography) -> bool:
    """Whether a Latin word has a letter that can carry a syllable; True for other scripts."""
    if not ortho.vowels.isdisjoint(word) or scripts_in(word) != ("Latn",):
        return True
    return any(base in ortho.vowels for base in unaccented(word, ortho))


def unaccented(word: str, ortho: Orthography) -> str:
    """A word in lower case, its letters without accents, strokes and ligatures (`ø` → `o`, `æ` → `ae`)."""
    # Taken apart first: a letter may carry an accent on its ligature or stroke (ǽ, ǿ).
    bare = (c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return "".join(ortho.fold.get(c, c) for c in bare)


def _fold(letter: str, ortho: Orthography) -> str:
    """The plain letter or letters a reader types instead; empty when the language lacks those too."""
    base = unaccented(letter, ortho)
    if base == letter:
        return ""
    parts = [c if c in ortho.letters else ortho.loan.get(c, "") for c in base]
    return "".join(parts) if all(parts) else ""


def _engine(parts: list[str], raw: Mapping[str, Any]) -> str:
    if not raw.get("engine"):
        return ""
    region = next((p.upper() for p in parts[1:] if len(p) == 2 and p.isalpha()), "")
    own = f"{parts[0].lower()}-{region}"
    return str(_table()["engines"].get(own, raw["engine"]))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("language/orthographies.toml"))
