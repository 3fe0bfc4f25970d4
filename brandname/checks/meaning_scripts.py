"""What a name means in a script other than its own: near homophones in Chinese, likely local spellings, characters.

Collects for `meaning_search`, and makes the hits; each way has its own weights, here and in `meaning_near`. A local
spelling nobody has chosen yet may never be used: a word spelled in it is as sure as the spelling is likely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from brandname.checks import meaning_risk as rules
from brandname.checks.base import Resources
from brandname.checks.meaning_characters import character_hits
from brandname.checks.meaning_hits import best_of, entry_facts, entry_params, heard_hits
from brandname.checks.meaning_near import near_hits
from brandname.checks.pronunciation_voices import QUICK
from brandname.language import ledger, near_homophones, stems
from brandname.language.folding import Folded, fold
from brandname.language.g2p import open_engine
from brandname.language.hearing import hear
from brandname.language.lexicon import Entry
from brandname.language.matching import ORDINARY, Match, Place, Way, match
from brandname.language.ordinary import Ordinary
from brandname.language.pronouncing import script_for
from brandname.language.readings import Reading, Route
from brandname.language.scripts import rules as by_rules
from brandname.language.scripts.book import open_renderings, rule_spellings
from brandname.language.sinoxenic import sino_reading
from brandname.language.stems import Stem
from brandname.language.vocabulary import LEXICON, Vocabulary
from brandname.model import Hit, Message

SPELLINGS = 5
"""Likely spellings looked at."""
LEAST = 0.1
"""Likelihood a spelling needs."""
LIKELY = 0.4
"""Likelihood from which a spelling counts in full, others in proportion."""
ABROAD = 0.5
"""Part of its confidence a hit keeps where the language is a small one: people there know the Latin spelling."""
WRITTEN = 0.85
"""Part of its confidence a word keeps that stands in a spelling nobody has chosen yet."""
STEM, STEM_WEIGHT = 0.36, 0.85
"""Confidence and weight of a word whose stem such a spelling begins with."""
NATIVE = frozenset({"ja", "ko", "ru", "ar", "he", *by_rules.LANGUAGES})
"""Languages whose own script foreign names are spelled in by sound."""
SINO = frozenset({"ja", "ko"})
"""Languages that read Chinese characters in sounds of their own, neither Mandarin nor Cantonese."""
SINO_SURE = 0.4
"""Part of its confidence a word keeps that is heard in such a reading: names have other readings there, too."""


def abroad(hit: Hit) -> Hit:
    """The hit as readers of a language that few of a market's people speak would have it."""
    return replace(hit, confidence=round(hit.confidence * ABROAD, 4))


class OtherScripts:
    """Searches the likely local forms of one study's names. Not shared between threads."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._known: dict[tuple[str, str, Vocabulary, tuple[str, ...]], tuple[Hit, ...]] = {}
        self._spelled_in: set[str] = set()

    def save(self) -> None:
        """Keeps the readings and local spellings made on the way for the next run."""
        for script in sorted(self._spelled_in):
            self._resources.get(open_renderings, script, QUICK).save()
        ledger.save()

    def find(self, name: Folded, tag: str, words: Vocabulary, readings: Sequence[Reading], ordinary: Ordinary | None,
             ) -> tuple[Hit, ...]:
        """Hits of every way, the weightiest of each word."""
        key = name.text, tag, words, tuple(reading.ipa for reading in readings)
        if key not in self._known:
            every = (*self._near(name, tag, words, readings), *self._written(name, tag, words, ordinary),
                     *_sino(name, tag, words, ordinary), *_seen(name, tag, words, ordinary))
            self._known[key] = tuple(best_of(every))
        return self._known[key]

    def _near(self, name: Folded, tag: str, words: Vocabulary, readings: Sequence[Reading]) -> Iterator[Hit]:
        language = words.language
        if language not in near_homophones.LANGUAGES or name.scripts not in {("Latn",), ("Hani",)}:
            return
        in_characters = name.scripts == ("Hani",)
        rows = near_homophones.character_rows(name.letters, language) if in_characters \
            else near_homophones.rows(name.text, language, readings)
        if rows:
            syllabary = self._resources.get(near_homophones.open_syllabary, words)
            found = syllabary.find(rows)
            yield from near_hits(name, found, tag)

    def _written(self, name: Folded, tag: str, words: Vocabulary, ordinary: Ordinary | None) -> Iterator[Hit]:
        """Words of the lexicon in the name as it would be spelled in the script of the language."""
        if name.scripts != ("Latn",) or words.language not in NATIVE:
            return
        for spelling, likely in self._spellings(name.text, tag):
            written = fold(spelling)
            for found in match(written, words, ordinary).found:
                entry = found.listed.entry
                if entry is not None and found.way in (Way.EXACT, Way.ACCENTS):
                    yield _written_hit(name, written, found, entry, tag, likely)
            if words.main_script in stems.SCRIPTS:
                begun = tuple(self._resources.get(stems.open_stems, words).find(written))
                if begun and (ordinary is None or not ordinary.zipf(written.exact)):
                    yield from (_stem_hit(name, written, stem, tag, likely) for stem in begun)

    def _spellings(self, text: str, tag: str) -> list[tuple[str, float]]:
        script = script_for(tag)
        if script:
            self._spelled_in.add(script)
            found = self._resources.get(open_renderings, script, QUICK).renderings(text)
            return [(one.text, one.posterior) for one in found[:SPELLINGS] if one.posterior >= LEAST]
        base = tag.split("-")[0]
        if base not in by_rules.LANGUAGES:
            return []
        return [(spelling, likely) for spelling, likely in rule_spellings(text, base)[:SPELLINGS] if likely >= LEAST]


def _written_hit(name: Folded, written: Folded, found: Match, entry: Entry, tag: str, likely: float) -> Hit:
    weight = rules.place_weight(found)
    sure = rules.confidence(found, tag) * WRITTEN * min(1.0, likely / LIKELY)
    return Hit(
        id=f"meaning/{entry.id}",
        message=Message(f"meaning.written.{'whole' if found.place in (Place.WHOLE, Place.TOKEN) else 'part'}", {
            **entry_params(name, entry, found.listed.word, tag), "spelling": written.text,
            "share": round(found.share, 3),
        }),
        risk=round(rules.entry_risk(entry) * weight, 4), confidence=round(sure, 4),
        merit=rules.merit(entry, weight, sure),
        measures={
            **entry_facts(entry), "form": found.listed.word, "lists": (LEXICON,), "way": "written",
            "place": str(found.place), "share": round(found.share, 3), "spelling": written.text,
            "likelihood": round(likely, 3),
        },
    )


def _stem_hit(name: Folded, written: Folded, found: Stem, tag: str, likely: float) -> Hit:
    entry = found.entry
    sure = STEM * min(1.0, likely / LIKELY) * rules.region_weight(tag, entry.regions)
    return Hit(
        id=f"meaning/{entry.id}",
        message=Message("meaning.written.stem", {
            **entry_params(name, entry, entry.word, tag), "spelling": written.text,
            "stem": written.letters[:found.letters], "share": round(found.share, 3),
        }),
        risk=round(rules.entry_risk(entry) * STEM_WEIGHT, 4), confidence=round(sure, 4),
        measures={
            **entry_facts(entry), "form": entry.word, "lists": (LEXICON,), "way": "written", "place": str(Place.START),
            "share": round(found.share, 3), "spelling": written.text, "likelihood": round(likely, 3),
        },
    )


def _seen(name: Folded, tag: str, words: Vocabulary, ordinary: Ordinary | None) -> Iterator[Hit]:
    return character_hits(name, words, ordinary, tag) if words.main_script == "Hani" else iter(())


def _sino(name: Folded, tag: str, words: Vocabulary, ordinary: Ordinary | None) -> Iterator[Hit]:
    """Words heard in a name in Chinese characters as readers of Japanese or Korean sound them out."""
    if words.language not in SINO or name.scripts != ("Hani",):
        return
    spelled = sino_reading(name.letters, words.language).text
    engine = open_engine(words.language)
    if not spelled or engine is None or not engine.covers(spelled):
        return
    script = fold(spelled).scripts[0]
    reading = Reading(tag, spelled, script, engine.read(spelled), Route.NATIVE_SPELLING, "unihan", 0.3)
    known = ordinary is not None and (ordinary.zipf(name.exact) or 0.0) >= ORDINARY
    for hit in heard_hits(name, hear([reading], words, known=known), tag, learned=False):
        yield replace(hit, confidence=round(hit.confidence * SINO_SURE, 4))
