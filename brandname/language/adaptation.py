"""What speakers of a language do to sounds and clusters it lacks: replaced, parted by a vowel, dropped, devoiced.

Reads `data/sounds/adaptation.toml`, a source on every row; a sound without a row that the language has not gives way to
its nearest own one. Works on IPA; knows nothing of spelling, and does not claim that every speaker does so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from brandname import data
from brandname.language import accent, english
from brandname.language.alphabets import alike_sounds
from brandname.language.g2p import open_engine
from brandname.language.inventory import own_consonants
from brandname.language.segments import STRESS, base, distance, is_vowel, pieces

REMEMBERED = 4096
"""Words kept within a run."""
NEAREST = "nearest"
"""Source of a change that no row of the tables names."""
VOICELESS = {"b": "p", "d": "t", "ɡ": "k", "v": "f", "z": "s", "ʒ": "ʃ", "ʐ": "ʂ", "ʑ": "ɕ", "dʒ": "tʃ", "dz": "ts",
             "dʐ": "tʂ", "dʑ": "tɕ", "ɣ": "x", "ɖ": "ʈ"}
AFFRICATES = frozenset({"tʃ", "dʒ", "tɕ", "dʑ", "tʂ", "dʐ"})
DIPHTHONG_ENDS = frozenset("ɪʊ")
HIGH = {"ʊ": "uw", "ɪ": "ij"}
"""What ends a diphthong where the language lacks the lax vowel."""
_KIN = {"o": "ɔ", "ɔ": "o", "e": "ɛ", "ɛ": "e", "ç": "x χ ʃ ʂ ɕ"}
"""What stands in for a sound without a row of like ones: the other mid vowel, a fricative near that of German ich."""


class Act(StrEnum):
    """What becomes of a sound."""

    REPLACED = "replaced"
    INSERTED = "inserted"
    DROPPED = "dropped"
    DEVOICED = "devoiced"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing speakers are likely to do."""

    act: Act
    sound: str
    """IPA of the sound it befalls; for an insertion the consonants around it."""
    instead: str
    """IPA of what is said; empty when dropped."""
    source: str
    """A published description, or `nearest`: no description of ours names it."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """IPA as speakers of a language are likely to say it."""

    ipa: str
    changes: tuple[Change, ...]


Row = tuple[tuple[str, ...], tuple[str, ...], str, str]
"""Old segments, new ones, where, source."""


@dataclass(frozen=True, slots=True)
class _Rules:
    rows: Mapping[str, tuple[Row, ...]]
    """Rows by their first segment, in order."""
    onsets: frozenset[str] | None
    glides: frozenset[str]
    codas: frozenset[str] | None
    finals: frozenset[str] | None
    coda: int
    insert: str
    insert_after: Mapping[str, str]
    before: Mapping[str, str]
    drop: bool
    devoice: bool
    stress: str
    between: Mapping[str, tuple[str, ...]]
    english: str
    source: str


def adapt(ipa: str, tag: str) -> Adapted:
    """The IPA of a foreign name as speakers of a tag's language say it, with what they changed, in order."""
    key = _key(tag)
    done = [_adapted(word, key) for word in ipa.split()]
    return Adapted(" ".join(one.ipa for one in done), tuple(change for one in done for change in one.changes))


@lru_cache(REMEMBERED)
def _adapted(word: str, tag: str) -> Adapted:
    """One word."""
    rules, own = _rules(tag), _inventory(tag)
    changes: list[Change] = []
    parsed, stress = _parse(word)
    sounds, stress = _replace(parsed, stress, rules, own, changes)
    sounds, stress = _repair(sounds, stress, rules, changes)
    if rules.devoice:
        sounds = _devoice(sounds, changes, rules.source)
    stress = accent.placed(sounds, stress, rules.stress)
    if rules.between:
        sounds, stress = accent.softened(sounds, stress, rules.between)
    return Adapted(accent.joined(sounds, stress), tuple(changes))


def stressed(ipa: str, where: str) -> str:
    """IPA of one word with its stress where a habit of `accent.placed` puts it."""
    sounds, stress = _parse(ipa)
    return accent.joined(sounds, accent.placed(sounds, stress, where))


def started(ipa: str, tag: str) -> str:
    """IPA of one word with the vowel that speakers put before an initial cluster they cannot say; else unchanged."""
    rules = _rules(tag)
    sounds, stress = _parse(ipa)
    if len(sounds) < 2 or is_vowel(sounds[1]) or is_glide(sounds[1], rules):
        return ipa
    vowel = rules.before.get(base(sounds[0]))
    return accent.joined([vowel, *sounds], stress + 1 if stress >= 0 else -1) if vowel else ipa


@cache
def _key(tag: str) -> str:
    """The shortest form of a tag that has the same rules and sounds."""
    parts = tag.split("-")
    shorter = ["-".join(parts[:size]) for size in range(1, len(parts))]
    return next((key for key in shorter if _rules(key) == _rules(tag) and _inventory(key) == _inventory(tag)), tag)


def english_model(tag: str) -> str:
    """`british`, `rhotic` (British, with every r that is written) or `american`: the English its readers learn from."""
    return _rules(tag).english


def is_described(tag: str) -> bool:
    """Whether the tables describe the language: its substitutes and what its syllables allow, each with a source."""
    return _rules(tag).source != NEAREST


def has_rules(tag: str) -> bool:
    """Whether the tables describe the language, or an inventory of it is known."""
    return is_described(tag) or bool(_inventory(tag))


@lru_cache(REMEMBERED)
def _parse(word: str) -> tuple[tuple[str, ...], int]:
    """Segments with affricates joined, and the index of the stressed vowel (-1 = none); the same for all languages."""
    sounds: list[str] = []
    stressed, waiting = -1, False
    for piece in pieces(word):
        if piece in STRESS:
            waiting = piece == "ˈ" and stressed < 0
            continue
        if sounds and base(sounds[-1]) + base(piece) in AFFRICATES and not is_vowel(piece):
            sounds[-1] = base(sounds[-1]) + piece
            continue
        sounds.append(piece)
        if waiting and is_vowel(piece):
            stressed, waiting = len(sounds) - 1, False
    vowels = [i for i, sound in enumerate(sounds) if is_vowel(sound)]
    if stressed < 0 and (len(vowels) == 1 or (len(vowels) == 2 and sounds[vowels[1]] in DIPHTHONG_ENDS)):
        stressed = vowels[0]  # of one syllable: it keeps its stress when vowels are put in
    return tuple(sounds), stressed


def _replace(
    sounds: Sequence[str], stressed: int, rules: _Rules, own: frozenset[str], changes: list[Change],
) -> tuple[list[str], int]:
    out: list[str] = []
    place, i, rows = -1, 0, rules.rows
    row: Row | None
    while i < len(sounds):
        sound = sounds[i]
        for row in rows.get(sound) or rows.get(base(sound), ()):
            if _fits(row, sounds, i, stressed):
                break
        else:
            row = None
        if row:
            old, new, _, source = row
            if old != new:
                changes.append(Change(Act.REPLACED if new else Act.DROPPED, "".join(old), "".join(new), source))
        else:
            near = _nearest(sound, own)
            if out and sound in DIPHTHONG_ENDS and is_vowel(sounds[i - 1]) and is_vowel(out[-1]):
                near = next((high for high in HIGH[sound] if high in own or f"{high}ː" in own), near)
                out[-1] = out[-1].removesuffix("ː")  # the first half of a diphthong is short
            old, new = (sound,), (near,)
            if near != sound and base(near) != base(sound):
                changes.append(Change(Act.REPLACED, sound, near, NEAREST))
        if i <= stressed < i + len(old):
            place = len(out) + next((k for k, sound in enumerate(new) if is_vowel(sound)), 0)
        out += new
        i += len(old)
    return out, place


def _fits(row: Row, sounds: Sequence[str], i: int, stressed: int) -> bool:
    """Whether a row of the sound at a place fits there."""
    old, _, where, _ = row
    end = i + len(old)
    if end == i + 1:  # rows are found by their first sound
        if old[0] in "eoa" and end < len(sounds) and sounds[end] in DIPHTHONG_ENDS:
            return False
    elif end > len(sounds):
        return False
    else:
        for sound, wanted in zip(sounds[i + 1:end], old[1:], strict=True):
            if sound != wanted and base(sound) != wanted:
                return False
    return not where or _stands(where, old[-1], sounds, i, end, stressed)


def _stands(where: str, last: str, sounds: Sequence[str], i: int, end: int, stressed: int) -> bool:
    """Whether the sounds from `i` to `end` are where a row wants them; `last` is the last of them."""
    after = sounds[end] if end < len(sounds) else ""
    match where:
        case "initial":
            return i == 0
        case "begin":
            return i == 0 and bool(after) and is_vowel(after)
        case "final":
            return not after
        case "weak":
            return not after and not i <= stressed < end
        case "onset":
            return bool(after) and is_vowel(after)
        case "coda":
            if not any(map(is_vowel, sounds[:end])):
                return False  # the start of a word closes no syllable
            leads = after and (is_vowel(after) or after in {"j", "w"} or (after in "lɹrɾʁ" and not is_vowel(last)))
            return not leads
    return base(after) in where.removeprefix("before ").split()


@cache
def _nearest(sound: str, own: frozenset[str]) -> str:
    """The language's own segment for a sound; the sound itself where it has it or nothing is known."""
    if not own or sound in own or base(sound) in {base(o) for o in own}:
        return sound if sound in own or not own else min(
            (o for o in own if base(o) == base(sound)), key=lambda o: (len(o), o))
    kin = alike_sounds().get(base(sound), _KIN.get(base(sound), "")).split()
    alike = [o for o in own if base(o) in kin] or [o for o in own if is_vowel(o) == is_vowel(sound)]
    return min(alike, key=lambda o: (distance(sound, o), len(o), o), default=sound)


def _repair(sounds: list[str], stressed: int, rules: _Rules, changes: list[Change]) -> tuple[list[str], int]:
    """Parts or prunes the runs of consonants the language does not allow."""
    out: list[str] = []
    place, i, size = -1, 0, len(sounds)
    heads = [*map(is_vowel, sounds), True]
    while i < size:
        if heads[i]:
            if i == stressed:
                place = len(out)
            out.append(sounds[i])
            i += 1
            continue
        end = heads.index(True, i)
        if end == i + 1 < size:  # one consonant before a vowel: every language allows it
            out.append(sounds[i])
        else:
            out.extend(_run(sounds[i:end], i == 0, end == size, rules, changes))
        i = end
    return out, place


def _run(run: list[str], initial: bool, final: bool, rules: _Rules, changes: list[Change]) -> list[str]:
    out: list[str] = []
    vowel = rules.before.get(base(run[0])) if initial and len(run) > 1 and not final else None
    if vowel and not is_glide(run[1], rules):
        changes.append(Change(Act.INSERTED, "".join(run[:2]), vowel, rules.source))
        out.append(vowel)
        initial = False
    onset = 0 if final else _onset_length(run, rules)
    coda, start = run[:len(run) - onset], run[len(run) - onset:]
    if initial:
        coda = _parted(coda, rules, changes)
        return [*out, *coda, *start]
    most = rules.coda
    allowed = rules.finals if final and rules.finals is not None else rules.codas
    kept: list[str] = []
    for k, sound in enumerate(coda):
        if k < most and (allowed is None or sound in allowed or base(sound) in allowed):
            kept.append(sound)
            continue
        if rules.drop and kept:
            changes.append(Change(Act.DROPPED, sound, "", rules.source))
            continue
        return [*out, *kept, *_parted(coda[k:], rules, changes), *start]
    return [*out, *kept, *start]


def _parted(consonants: list[str], rules: _Rules, changes: list[Change]) -> list[str]:
    """Each consonant with the inserted vowel after it; unchanged where the language inserts none."""
    if not rules.insert:
        return consonants
    out: list[str] = []
    for sound in consonants:
        vowel = rules.insert_after.get(sound) or rules.insert_after.get(base(sound)) or rules.insert
        changes.append(Change(Act.INSERTED, sound, vowel, rules.source))
        out += [sound, vowel]
    return out


def _onset_length(run: list[str], rules: _Rules) -> int:
    """How many consonants at the end of a run can start a syllable together."""
    if rules.onsets is None:
        return len(run) if rules.codas is None else min(len(run), 2)
    if len(run) > 1 and ("".join(map(base, run[-2:])) in rules.onsets or is_glide(run[-1], rules)):
        return 2
    return 1


def is_glide(sound: str, rules: _Rules) -> bool:
    """Whether a sound can follow any consonant in the language."""
    return base(sound) in rules.glides


def _devoice(sounds: list[str], changes: list[Change], source: str) -> list[str]:
    out = list(sounds)
    for i in range(len(out) - 1, -1, -1):
        hard = VOICELESS.get(base(out[i]))
        if hard is None:
            break
        changes.append(Change(Act.DEVOICED, out[i], hard, source))
        out[i] = hard
    return out


@cache
def _inventory(tag: str) -> frozenset[str]:
    if tag.split("-")[0] == "en":
        return frozenset(base(c) if len(c) == 1 else c for c, _ in english.CODES.values())
    engine = open_engine(tag)
    # The compiled inventories have the parts of affricates only.
    return engine.inventory | (own_consonants(tag) & AFFRICATES) if engine else frozenset()


@cache
def _rules(tag: str) -> _Rules:
    table: dict[str, Any] = _table()
    parts = tag.split("-")
    keys = ["-".join(parts[:size]) for size in range(len(parts), 0, -1)]
    raw: dict[str, Any] = next((table[key] for key in keys if key in table), {})
    sources = table["sources"]

    def listed(key: str) -> frozenset[str] | None:
        return frozenset(raw[key]) if key in raw else None

    return _Rules(
        rows=_by_first([(tuple(old.split()), tuple(new.split()), where, sources[source])
                        for old, new, where, source in raw.get("rows", ())]),
        onsets=listed("onsets"), glides=frozenset(raw.get("glides", ())),
        codas=listed("codas"), finals=listed("finals"),
        coda=int(raw.get("coda", 1 if "codas" in raw else 9)), insert=raw.get("insert", ""),
        insert_after=raw.get("insert_after", {}), before=raw.get("before", {}), drop=bool(raw.get("drop", False)),
        devoice=bool(raw.get("devoice", False)), stress=raw.get("stress", ""),
        between={old: tuple(new.split()) for old, new in raw.get("between", {}).items()},
        english=raw.get("english", "american"),
        source=sources.get(raw.get("source", ""), NEAREST),
    )


def _by_first(rows: Sequence[Row]) -> dict[str, tuple[Row, ...]]:
    return {first: tuple(row for row in rows if row[0][0] == first) for first in {row[0][0] for row in rows}}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data.read_text("sounds/adaptation.toml"))
