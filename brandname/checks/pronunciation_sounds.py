"""What is said about the sounds of a name in a language: ways of reading it, substitutes, distance from the owner's.

Gives hits and measures for `pronunciation_judge`; makes no reading and no finding.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from brandname.checks import pronunciation_ease as risks
from brandname.checks.base import Resources
from brandname.checks.pronunciation_ease import step
from brandname.checks.pronunciation_voices import (
    STATED,
    Own,
    Spread,
    Substitute,
    Voices,
    is_long,
    likeliest,
    substitutes,
)
from brandname.language.inventory import open_inventory
from brandname.language.readings import Reading, Route
from brandname.language.respelling import respell_for_reader
from brandname.language.segments import disagreement
from brandname.model import Candidate, Hit, Message, Param, Question, say


class Sounding:
    """The sounds of one text in one language."""

    def __init__(self, question: Question, readings: tuple[Reading, ...], candidate: Candidate | None, voices: Voices,
                 resources: Resources) -> None:
        self.question = question
        self.readings = readings
        self.text, self.tag = question.subject.text, question.subject.scope
        self.base = self.tag.split("-")[0]
        self.candidate = candidate
        self.voices = voices
        self.resources = resources
        self.reading = likeliest(readings)
        self.quick = is_long(resources.study)

    def gloss(self, ipa: str, tag: str = "") -> tuple[str, str]:
        """The IPA in plain letters for English readers and in characters for Chinese ones (`gloss` of messages).

        `tag`: the language it is said in, where it is another one. In long lists Chinese readers get the letters too.
        """
        letters = _plain(ipa, "en", tag or self.tag)
        return letters, letters if self.quick else _plain(ipa, "zh-Hans", "")

    @cached_property
    def own(self) -> Own | None:
        """How the owner says it."""
        return self.voices.own(self.text, self.candidate, self.resources)

    @cached_property
    def other(self) -> tuple[Reading, float] | None:
        """The way of reading it, among those people use, that lies farthest from the likeliest one, and how far."""
        if self.reading is None:
            return None
        others = [r for r in self.readings if r is not self.reading and r.route is not Route.STATED
                  and r.confidence >= risks.LIKELY]
        apart = [(other, round(disagreement(self.reading.ipa, other.ipa), 2)) for other in others]
        return max(apart, key=lambda pair: pair[1], default=None)

    @property
    def ways(self) -> float:
        """Distance of the likely ways of reading it, 0–1."""
        return self.other[1] if self.other else 0.0

    @cached_property
    def lacking(self) -> tuple[Substitute, ...]:
        """Consonants of the owner's pronunciation that speakers here lack; () when nobody said how the owner says it.

        The language a name is built from must not tell against it: these are told, never counted as risk.
        """
        own = self.own
        if own is None or not own.known or own.basis.split("-")[0] == self.base:
            return ()
        changed, _ = substitutes(own.ipa, self.tag)
        found = {one.sound: one for one in changed}
        inventory = self.resources.get(open_inventory, self.tag)
        for lack in inventory.lacking(own.ipa) if inventory else ():
            found.setdefault(lack.sound, Substitute(lack.sound, lack.instead, ""))
        return tuple(found.values())

    @cached_property
    def _adapted(self) -> tuple[tuple[Substitute, ...], int]:
        """Of the pronunciation people here start from: the owner's where it is known, else the English one."""
        own = self.own
        ipa = own.ipa if own and own.known else _english(self.text)
        return substitutes(ipa, self.tag) if ipa else ((), 0)

    @property
    def replaced(self) -> tuple[Substitute, ...]:
        """Consonants that speakers here replace by another kind."""
        return self._adapted[0]

    @property
    def repairs(self) -> int:
        """Sounds that speakers here put in or leave out."""
        return self._adapted[1]

    @cached_property
    def spread(self) -> Spread | None:
        """Where in the study it sounds least alike."""
        return self.voices.spread(self.text, self.candidate, self.resources)

    def measures(self) -> dict[str, Param]:
        """Distances, with whom they are measured against."""
        found: dict[str, Param] = {"depth": "quick" if self.quick else "full"}
        if self.other:
            found["ways"] = self.ways
        if self.own and self.reading and self.own.basis != self.tag:
            found |= {"own": self.own.basis, "from_own": self.apart}
        if self.spread:
            found |= {"spread": self.spread.distance, "spread_between": (self.spread.one, self.spread.other)}
        heard = self.voices.witnesses.get((self.reading.spelling, self.tag), ()) if self.reading else ()
        if heard:
            found["witnesses"] = tuple(f"{witness.engine} /{witness.ipa}/" for witness in heard)
        return found

    @property
    def apart(self) -> float:
        """Distance of the likeliest reading here from the owner's own, 0–1."""
        return round(disagreement(self.own.ipa, self.reading.ipa), 2) if self.own and self.reading else 0.0

    def hits(self, *, elsewhere: bool = False) -> list[Hit]:
        """Ways of reading, substitutes, distance from the owner's own.

        `elsewhere`: the name is in letters that are foreign there, so that substitutes are told of the English reading
        where nobody said how the owner says it; without that, no origin, no claim.
        """
        if self.quick:
            return [*self._ways(), *self._far()]
        known = self.own is not None and self.own.known
        told = self.lacking if known else self.replaced if elsewhere else ()
        return [*self._ways(), *map(self._substitute, told), *self._far()]

    def _message(self, key: str, **params: Param) -> Message:
        return say(f"pronunciation.hit.{key}", text=self.text, language=self.tag, **params)

    def _ways(self) -> list[Hit]:
        risk = step(risks.WAYS, self.ways)
        if not risk or not self.other or not self.reading:
            return []
        other, distance = self.other
        message = self._message("ways", ipa=self.reading.ipa, plain=self.gloss(self.reading.ipa),
                                route=self.reading.route.value, other=other.ipa, other_plain=self.gloss(other.ipa),
                                other_route=other.route.value)
        return [Hit(f"pronunciation:ways:{self.base}", message, risk, 0.4, measures={"distance": distance})]

    def _substitute(self, found: Substitute) -> Hit:
        origin = self.own.basis if self.own and self.own.known else "en"
        kind = "stated" if origin == STATED else "origin"
        what = "instead" if found.instead else "none"
        message = self._message(f"sound.{kind}.{what}", sound=found.sound, instead=found.instead, origin=origin)
        return Hit(f"pronunciation:sound:{found.sound}:{self.base}", message, 0.0, 0.4,
                   measures={"sound": found.sound, "instead": found.instead, "source": found.source})

    def _far(self) -> list[Hit]:
        """Only against an owner's own that is known: the study's first language proves nothing."""
        own = self.own
        if own is None or not own.known or self.reading is None or self.apart < risks.FAR:
            return []
        key = "far.stated" if own.basis == STATED else "far.origin"
        theirs = self.gloss(own.ipa, "en" if own.basis == STATED else own.basis)
        message = self._message(key, ipa=self.reading.ipa, plain=self.gloss(self.reading.ipa), own=own.ipa,
                                own_plain=theirs, origin=own.basis)
        return [Hit(f"pronunciation:far:{self.base}", message, risks.FAR_RISK, 0.5, measures={"distance": self.apart})]


@lru_cache(4096)
def _plain(ipa: str, reader: str, tag: str) -> str:
    return respell_for_reader(ipa, reader, tag)


@lru_cache(256)
def _english(text: str) -> str:
    from brandname.language.readings import readings

    found = likeliest(readings(text, "en-US"))
    return found.ipa if found else ""
