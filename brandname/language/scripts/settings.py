"""How each language with trained models is written, from `data/translit/languages.toml` and `calibration.toml`.

Settings only: who votes with what weight, how letters are called, what stands between words. No spelling is made here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from brandname import data

FOLDER = "translit"

Hits = tuple[tuple[float, float], ...]
"""Posterior and measured hit rate, ascending."""


@dataclass(frozen=True, slots=True)
class Language:
    """How one language is written, and how its models are put together."""

    code: str
    tables: tuple[str, ...]
    weights: tuple[float, ...]
    through_kana: str
    kana_weight: float
    """Vote of the tables that go through katakana; in Japanese, of e2k reading letters."""
    kana_readings: int
    """Katakana readings of a word that those tables start from."""
    kana_wide: int
    """Their candidates and beam."""
    sound_weight: float
    """Vote of e2k reading sounds."""
    known_sound: float
    """What is added to it for a word whose sounds the dictionary of English knows."""
    network: float
    """Vote of the network."""
    rules: float
    """Vote of the rules that write English sounds."""
    sound_tables: tuple[str, ...]
    """Tables that read English sounds with the letters they are spelled with."""
    heard: float
    """Vote of each of those."""
    abroad: float
    """Vote of the readings of other languages than English."""
    english_name: Mapping[str, float]
    """The votes that are others for a name that is English all through, by the names of their fields."""
    english: float
    """How much more the English reading (the rules, else the way through katakana) counts for an everyday word."""
    floor: float
    """Nats below its best at which a model is taken to rate what it did not list; 0 = just below its last."""
    compounds: float
    """Vote of reading a name as the common English words it runs together; 0 = as `halves`."""
    halves: float
    """Vote of reading a name as the words it runs together."""
    letters: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    """How the commonest function words are written, whatever the letters suggest; the usual way first."""
    joiner: str
    between: str
    """What parts the names of letters in an abbreviation (بي إم)."""
    conjunction: str
    capital: bool
    range: tuple[str, str]
    inside: Mapping[int, int]
    """Letters that look otherwise at the end of a word → what they are within one, for `str.translate`."""
    wide: int
    """Candidates a model is asked for, and its beam."""
    margin: float
    """Nats behind the best after which the search drops a state."""
    hits: Hits
    quick_hits: Hits

    def voting(self, english: float) -> Language:
        """The votes for a name so English (0–1): in proportion between those of any and of an English one."""
        if not self.english_name:
            return self

        def between(name: str, usual: float) -> float:
            return usual + (float(self.english_name[name]) - usual) * english

        return replace(
            self, weights=tuple(between("tables", weight) for weight in self.weights),
            network=between("network", self.network), rules=between("rules", self.rules),
            kana_weight=between("kana_weight", self.kana_weight), heard=between("heard", self.heard),
            abroad=between("abroad", self.abroad), halves=between("halves", self.halves),
            compounds=between("compounds", self.compounds),
        )

    def writes(self, text: str) -> bool:
        """Whether every letter is of the language's own script, and there is one."""
        low, high = self.range
        letters = [c for c in text if c.isalpha()]
        return bool(letters) and all(low <= c.lower() <= high for c in letters)

    def ended(self, text: str) -> str:
        """A word in which letters stand in their final form at the end only, an apostrophe after them left out."""
        last = len(text.rstrip("'")) - 1
        return text[:last].translate(self.inside) + text[last:] if last > 0 else text


def covered() -> Mapping[str, str]:
    """Scripts with trained tables → language; Cyrl is Russian only, Arab Arabic only."""
    scripts: Mapping[str, str] = _settings()["scripts"]
    return scripts


@cache
def language(code: str) -> Language:
    """The settings of a language with trained tables."""
    entry = _settings()[code]
    measured = tomllib.loads(data.read_text(f"{FOLDER}/calibration.toml"))[code]
    low, high = entry["range"]
    inside = entry.get("inside", "")
    return Language(
        code=code, tables=tuple(entry["tables"]), weights=tuple(map(float, entry["weights"])),
        through_kana=entry.get("through_kana", ""), kana_weight=float(entry.get("kana_weight", 0)),
        kana_readings=int(entry.get("kana_readings", 2)), kana_wide=int(entry.get("kana_wide", 8)),
        sound_weight=float(entry.get("sound_weight", 0)), known_sound=float(entry.get("known_sound", 0)),
        network=float(entry.get("network", 0)), rules=float(entry.get("rules", 0)), floor=float(entry.get("floor", 0)),
        sound_tables=tuple(entry.get("sound_tables", ())), heard=float(entry.get("heard", 0)),
        abroad=float(entry.get("abroad", 0)), english_name=entry.get("english_name", {}),
        english=float(entry.get("english", 1)), halves=float(entry["halves"]),
        compounds=float(entry.get("compounds", 0)), letters=entry.get("letters", {}),
        words={word: tuple(written.split()) for word, written in entry.get("words", {}).items()},
        joiner=entry["joiner"], between=entry.get("between", ""), conjunction=entry["and"],
        capital=bool(entry.get("capital")), range=(low, high),
        inside={ord(inside[k]): ord(inside[k + 1]) for k in range(0, len(inside), 2)},
        wide=int(entry["wide"]), margin=float(entry["margin"]),
        hits=_hits(measured["hits"]), quick_hits=_hits(measured.get("quick", measured["hits"])),
    )


def _hits(listed: list[list[float]]) -> Hits:
    return tuple((float(posterior), float(rate)) for posterior, rate in listed)


@cache
def _settings() -> dict[str, dict[str, Any]]:
    return tomllib.loads(data.read_text(f"{FOLDER}/languages.toml"))
