"""How the texts of a study sound: readings with what the study states, the owner's own, and how far markets lie apart.

Remembers the last few texts, so that the questions about one name share their readings. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from brandname.checks.base import Resources
from brandname.language import witness
from brandname.language.adaptation import VOICELESS, Act, adapt
from brandname.language.alphabets import alike_sounds, orthography, scripts_in
from brandname.language.pinyin_names import TAGS
from brandname.language.pronouncing import script_for
from brandname.language.readings import Reading, Route, is_covered, readings
from brandname.language.respelling import said
from brandname.language.scripts.book import open_renderings
from brandname.language.segments import base, disagreement, is_vowel, segments
from brandname.language.sounds import unstressed
from brandname.language.witness import Witness
from brandname.model import Candidate, Study

RENDERED = frozenset({"ja", "ko", "ru"})
"""Languages whose reading of the local spelling is asked for: trained tables, and every sound is written."""
QUICK = True
"""One model and a narrow search: only the first spelling is read."""
LONG_LIST = 200
"""Candidates of a study above which the depth is quick: no spread between markets, no hits without risk, plain letters
for English readers only. Each finding says so (`depth`). Risk, confidence and merit are the same at both depths."""
REMEMBERED = 48
STATED = "stated"
"""What `Own.basis` says when the team stated a pronunciation."""


@dataclass(frozen=True, slots=True)
class Own:
    """How the owner says a name."""

    ipa: str
    basis: str
    """`stated`, or the tag of the language whose reading it is."""
    known: bool
    """Stated, or read in a stated language of origin; else only the study's first language."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The two main languages of the study in which a text sounds least alike."""

    distance: float
    """0–1."""
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Substitute:
    """What speakers are likely to say for a consonant they lack."""

    sound: str
    instead: str
    """IPA; empty when it falls silent."""
    source: str


class Voices:
    """The sounds of one study's texts."""

    def __init__(self) -> None:
        self._readings: dict[tuple[str, str], dict[str, tuple[Reading, ...]]] = {}
        self._spreads: dict[tuple[str, str], Spread | None] = {}
        self._homes: dict[frozenset[str], str] = {}
        self.witnesses: Mapping[tuple[str, str], Sequence[Witness]] = {}
        """(spelling, tag) → what other engines read, when the check was told to ask them."""

    def readings(self, text: str, tag: str, candidate: Candidate | None, resources: Resources) -> tuple[Reading, ...]:
        """The readings of a text in a covered language, likeliest first; () where it has none or is not covered.

        No other engine bears on them: they are the same whatever else was asked, and for every check.
        """
        key = (text, candidate.name if candidate else "")
        known = self._readings.get(key)
        if known is None:
            if len(self._readings) >= REMEMBERED:
                del self._readings[next(iter(self._readings))]
            known = self._readings[key] = {}
        found = known.get(tag)
        if found is None:
            found = known[tag] = self._read(text, tag, candidate, resources)
        return found

    def attested(self, text: str, tag: str, candidate: Candidate | None, resources: Resources) -> tuple[Reading, ...]:
        """As `readings`, each as sure as the witnesses asked about the text in this language make it."""
        found = self.readings(text, tag, candidate, resources)
        heard = next((r for r in found if r.route is Route.NATIVE_SPELLING), None)
        others = self.witnesses.get((heard.spelling, tag), ()) if heard else ()
        return self._read(text, tag, candidate, resources, others) if others else found

    def _read(self, text: str, tag: str, candidate: Candidate | None, resources: Resources,
              witnesses: Sequence[Witness] = ()) -> tuple[Reading, ...]:
        if not is_covered(tag):
            return ()
        say, origin = _stated(text, candidate)
        rendered = _rendered(text, tag, origin, resources)
        return readings(text, tag, say=say, origin=origin, witnesses=witnesses, rendered=rendered)

    def own(self, text: str, candidate: Candidate | None, resources: Resources) -> Own | None:
        """How the owner says a text: as stated, as in its language of origin, as in the study's heaviest market."""
        say, origin = _stated(text, candidate)
        if say and (ipa := said(say)):
            return Own(ipa, STATED, True)
        if candidate is not None and origin:
            # A Latin spelling of a name in characters sounds as the characters do.
            for spelled in dict.fromkeys((candidate.name, text)):
                first = likeliest(self.readings(spelled, origin, candidate, resources))
                if first:
                    return Own(first.ipa, origin, True)
        scripts = frozenset(scripts_in(text))
        home = self._homes.get(scripts)
        if home is None:
            home = self._homes[scripts] = _home(scripts, resources.study)
        first = likeliest(self.readings(text, home, candidate, resources)) if home else None
        return Own(first.ipa, home, False) if first else None

    def spread(self, text: str, candidate: Candidate | None, resources: Resources) -> Spread | None:
        """Where in the study the text sounds least alike; None with fewer than two languages that read it.

        None too in a study of more than LONG_LIST names.
        """
        if is_long(resources.study):
            return None
        key = (text, candidate.name if candidate else "")
        if key not in self._spreads:
            if len(self._spreads) >= REMEMBERED:
                del self._spreads[next(iter(self._spreads))]
            self._spreads[key] = self._farthest(text, candidate, resources)
        return self._spreads[key]

    def _farthest(self, text: str, candidate: Candidate | None, resources: Resources) -> Spread | None:
        sounds: dict[str, str] = {}
        for tag in _tags(text, candidate, resources.study):
            first = likeliest(self.readings(text, tag, candidate, resources))
            if first:
                sounds.setdefault(unstressed(first.ipa), tag)
        if not sounds:
            return None
        return _widest(sounds)


def _widest(sounds: Mapping[str, str]) -> Spread | None:
    """The two of some pronunciations (IPA → tag) that lie farthest apart; None for fewer than two.

    Two sounds no farther from a third one than half of the widest pair so far need not be compared.
    """
    if len(sounds) < 2:
        return None
    pivot = next(iter(sounds))
    lengths = {ipa: len(segments(ipa)) for ipa in sounds}
    edits = {ipa: disagreement(pivot, ipa) * max(lengths[pivot], lengths[ipa]) for ipa in sounds}
    best = Spread(-1.0, "", "")
    for a, b in sorted(combinations(sounds, 2), key=lambda pair: -(edits[pair[0]] + edits[pair[1]])):
        if edits[a] + edits[b] <= best.distance * max(lengths[a], lengths[b]):
            continue
        distance = disagreement(a, b)
        if distance > best.distance:
            best = Spread(distance, sounds[a], sounds[b])
    return replace(best, distance=round(best.distance, 2))


def open_voices() -> Voices:
    """Voices for one study: `Resources` keeps them as long as itself."""
    return Voices()


def is_long(study: Study) -> bool:
    """Whether a study holds so many names that the depth is quick."""
    return len(study.candidates) > LONG_LIST


def likeliest(found: Sequence[Reading]) -> Reading | None:
    """What readers there make of the text by themselves: the first reading that is not the owner's."""
    return next((reading for reading in found if reading.route is not Route.STATED), None)


def substitutes(ipa: str, tag: str) -> tuple[tuple[Substitute, ...], int]:
    """Consonants of a pronunciation that speakers of a tag replace by another kind, and sounds put in or left out.

    A sound the language has, but not in this place (n at the end in Japanese, a voiced stop in Russian), is none of
    them, nor b, d, g where the difference is one of breath: Mandarin b is b enough to both sides.
    """
    rows = alike_sounds()
    breath = adapt("pa", tag).ipa.startswith("pʰ")
    found: dict[str, Substitute] = {}
    repairs = 0
    for change in adapt(ipa, tag).changes:
        old, new = base(change.sound), base(change.instead)
        if change.act in {Act.INSERTED, Act.DROPPED}:
            repairs += 1
        elif breath and VOICELESS.get(old) == new:
            continue
        elif not is_vowel(old) and old in rows and rows.get(new) != rows[old] and not _said_before_a_vowel(old, tag):
            found.setdefault(old, Substitute(old, change.instead, change.source))
    return tuple(found.values()), repairs


@lru_cache(1024)
def _said_before_a_vowel(consonant: str, tag: str) -> bool:
    """Whether speakers keep a consonant where it is easiest to say."""
    return not adapt(f"{consonant}a", tag).changes


def ask_witnesses(spelled: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[Witness, ...]]:
    """What the engines on this machine read for each (spelling, tag)."""
    by_tag: dict[str, list[str]] = {}
    for spelling, tag in dict.fromkeys(spelled):
        by_tag.setdefault(tag, []).append(spelling)
    found: dict[tuple[str, str], tuple[Witness, ...]] = {}
    for tag, spellings in sorted(by_tag.items()):
        answers = witness.ask(spellings, tag)
        for i, spelling in enumerate(spellings):
            found[spelling, tag] = tuple(row[i] for _, row in sorted(answers.items()) if row[i].ipa)
    return found


def _stated(text: str, candidate: Candidate | None) -> tuple[str, str]:
    """`say:` and `lang:` of a candidate, as far as they are about this text: not about a local form."""
    if candidate is None or text not in {candidate.name, *candidate.latin}:
        return "", ""
    return candidate.say, candidate.lang


def _rendered(text: str, tag: str, origin: str, resources: Resources) -> tuple[str, float]:
    """The first local spelling of a Latin text, shared with the check of other scripts; ("", 0) where none is read."""
    if tag.split("-")[0] not in RENDERED or scripts_in(text) != ("Latn",):
        return "", 0.0
    # Of all origins only Chinese names have spellings of their own, by their pinyin.
    stated = origin if origin.split("-")[0] in TAGS else ""
    found = resources.get(open_renderings, script_for(tag), QUICK).renderings(text, origin=stated)
    return (found[0].text, found[0].confidence) if found else ("", 0.0)


def _tags(text: str, candidate: Candidate | None, study: Study) -> Sequence[str]:
    """The main languages of the markets where the text is used, sorted."""
    return sorted({
        language.tag for market in study.markets if candidate is None or text in candidate.names_in(market.code)
        for language in market.languages if language.role == "main"
    })


def _home(scripts: frozenset[str], study: Study) -> str:
    """The first main language of the heaviest market that reads the scripts, else of the heaviest at all."""
    markets = sorted(study.markets, key=lambda market: -market.weight)
    tags = [language.tag for market in markets for language in market.languages if language.role == "main"]
    reads = (tag for tag in tags if (ortho := orthography(tag)) and scripts <= set(ortho.scripts))
    return next(reads, tags[0] if tags else "")
