"""The rules by which a word found in a name gets its risk, its merit and its confidence; they stand here and only here.

**Risk** (how bad if it is what it looks like) = severity × sense × register × place.
  Severity of an entry of the lexicon: 4 .9 · 3 .75 · 2 .6 · 1 .5 (so that only a whole name is warned of) · 0 none.
  A side sense, where the ordinary meaning is another one, .7 of that, .85 where it is vulgar or slang, but all of it
  for a name that is just this word, letter for letter, in a language many people there speak; dated words .8.
  A word that only lists hold: on two packages' lists .85; on one .65; among the commonest words of the language (Zipf
  ≥ 5) .6 and .35; on one and an everyday word (Zipf ≥ 3.5) .5; rated unlikely to be meant as profanity .35; the
  study's own .7.
  Place: the whole name or one of its words 1, but for its last letter .7; otherwise by how much of the name's word it
  covers, how long it is and how bad: `place_weight`.
**Confidence** (how sure the match is) = way × place × source × region; of a word that is heard: nearness of the
  sounds × place × how sure the reading is. Both × how far the language reaches in the market.
**Merit** (good news; offsets nothing) = a positive word's place × confidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from brandname.language import wordlists
from brandname.language.hearing import EQUAL, SAME, TONAL, Heard
from brandname.language.lexicon import WORST, Category, Entry, Register, Sense, region_groups
from brandname.language.matching import Match, Place, Way
from brandname.language.readings import Route
from brandname.language.wordlists import Listed
from brandname.model import Hit, LanguageShare, Market

SEVERITY = (0.0, 0.5, 0.6, 0.75, 0.9)
HALF, MUCH, MOST = 0.5, 0.6, 0.75
"""Parts of a name's sounds or letters."""
RUDE = 3
"""Severity of words that are noticed at either end of a name only if they are most of it; the worst are noticed sooner,
milder ones must be long in any case."""
SIDE, COARSE_SIDE, FADED = 0.7, 0.85, 0.8
EVERYDAY = 3.5
"""Zipf from which a word on one list only is taken for an everyday word that strayed onto it."""
COMMONEST = 5.0
"""Zipf from which even a word on two lists mostly means something else."""
SHORT = 4
"""Letters up to which a word at the start or end of a longer one is mostly chance, unless it is vulgar."""
DOUBTFUL = 0.6
"""Weight of a part that may belong to an ordinary word, that only a list spells in Latin letters, or that lacks its
accents: two doubts at once."""
INITIALS = 0.85
"""Weight of a word that only the first letters, or some of the capitals, of a name make."""
LISTED_LATER = 0.55
"""Weight of most of a name's word, but not its beginning, that only lists hold: not enough to warn."""
BENT_PART, BENT = 0.6, 0.8
"""Weight of a short part of a name, and of a word without its accents, that is an inflected form and no headword."""
FAINT_RISK, FAINT = 0.2, 0.2
"""Risk, and confidence or merit, from which a hit is told."""
CONCEPT, CONCEPT_SURE = 0.85, 0.5
"""Weight and confidence of an offensive concept that the name names in English: readers there must know the word."""
UNSURE = 0.85
"""Part of its confidence a word keeps that one list alone holds."""
MERIT = 0.6
"""Merit of a name that is a good word."""

_PLACE_CONFIDENCE = {
    Place.WHOLE: 1.0, Place.TOKEN: 0.95, Place.START: 0.7, Place.END: 0.7, Place.INSIDE: 0.5, Place.ACROSS: 0.5,
    Place.PHRASE: 0.8,
}
_WAY_CONFIDENCE = {Way.EXACT: 0.95, Way.ACCENTS: 0.75, Way.SPACING: 0.8, Way.ROMANISED: 0.7, Way.ENDING: 0.5,
                   Way.LOOKALIKE: 0.6, Way.INITIALS: 0.6}
NEARNESS: tuple[tuple[tuple[float, float], ...], ...] = (
    ((SAME, 0.8), (0.055, 0.28)),
    ((SAME, 0.85), (0.055, 0.28)),
    ((SAME, 0.85), (0.06, 0.6), (0.09, 0.45), (0.125, 0.36)),
)
"""Gap of two sounds up to which → how sure it is that natives hear the word: severity to 2, 3, 4; `hearing.FARTHEST`
ends each row. Measured on documented cases against coined names."""
NEAR = 0.06
"""Gap up to which the beginning of a name is taken for a word nobody would print, where it is most of the name; a
lesser part must sound just like it (`EQUAL`)."""
NEARLY_ALL, ALL_BUT, FARTHER, MERE = 0.8, 0.85, 0.1, 0.05
"""Parts of a name's sounds that are all but the name: for a merely bad word, and for an obscene one, which is still
heard there at such a gap, and, where it is only much of the name, at such a one …"""
LONG, LONGER = 4, 5
"""… if it has so many slots; a merely bad word of a slot more is heard as all but the name, if it sounds just so."""
PHRASE = 0.9
"""Weight of a word heard in a phrase that is the whole name."""
LONG_START = 0.85
"""Confidence of a heard word that is most of the name from its beginning."""
TONELESS = 0.7
"""Part of its confidence a word of a tone language keeps: a foreign name says nothing of the tones."""
SYLLABLE, PLAIN = 0.4, 2
"""The same for a word of one syllable, up to this severity, only typed or said without its tone: dozens of other
characters are spelled alike, and most of them are nothing bad."""
RARE, FAMILIAR = 0.7, 3.0
"""The same for a word that is not vulgar and too rare (Zipf below 3) to come to mind at once."""
SECOND_LANGUAGE = 0.33
"""The same for a word of a language that people learned at school: few are caught by ear, so that none warns …"""
PARTS, LEARNED_PART = frozenset({Place.START, Place.PHRASE}), 0.2
"""… and hardly anybody catches one that is only a part of the name, or of a phrase run together."""
TAUGHT = frozenset({"en", "es", "fr", "de", "pt"})
"""Languages taught all over the world; where they are a market's own, its tags mostly name a region."""
FOREIGN = {True: 1.0, False: 0.5}
"""Part of its confidence a vulgar (True) or other word keeps that only the English way to read a name leads to …"""
FOREIGN_HERE = {True: 0.6, False: 0.4}
"""… where speakers can also read the name by their own rules."""
LETTERS_MILD = 0.5
"""The same for a word that is not vulgar, heard in letters at their usual values: few read a name that way."""
_ROUTE = {
    Route.STATED: 1.0, Route.NATIVE_SPELLING: 1.0, Route.NUMBERS: 1.0, Route.ENGLISH_INFLUENCED: 0.65,
    Route.AS_SPELLED: 0.65, Route.LOCAL_RENDERING: 0.65, Route.SPELLED_OUT: 0.65,
}


def word_risk(listed: Listed) -> float:
    """Weight of a word, 0–1: by the sense of the lexicon, else by the lists that hold it."""
    if listed.entry is not None and "study" not in listed.lists:
        return entry_risk(listed.entry)
    zipf = listed.zipf or 0.0
    if "study" in listed.lists:
        return 0.7
    if listed.rating == 0:
        return 0.35
    if listed.providers > 1:
        return 0.6 if zipf >= COMMONEST else 0.85
    return 0.35 if zipf >= COMMONEST else 0.5 if zipf >= EVERYDAY else 0.65


def entry_risk(entry: Entry, *, alone: bool = False) -> float:
    """Weight of a sense, 0–1; `alone`: the name is nothing but the word, so that any of its senses comes to mind."""
    faded = FADED if entry.register is Register.DATED else 1.0
    side = COARSE_SIDE if entry.register in (Register.VULGAR, Register.SLANG) else SIDE
    return SEVERITY[entry.severity] * (side if entry.sense is Sense.SIDE and not alone else 1.0) * faded


def concept_risk(entry: Entry) -> float:
    """Weight of a concept named in English: what is side or main in the word says nothing about the thing."""
    return SEVERITY[entry.severity] * CONCEPT


def place_weight(match: Match) -> float:
    """Weight of where a spelled word sits, 0–1."""
    letters, entry = match.end - match.start, match.listed.entry
    romanised = match.way is Way.ROMANISED and entry is None
    bare = match.way is Way.ACCENTS and match.place not in (Place.WHOLE, Place.TOKEN)
    doubtful = DOUBTFUL if match.within or romanised or bare else 1.0
    if match.way is Way.INITIALS:
        return INITIALS
    if match.place in (Place.WHOLE, Place.TOKEN):
        unlike = entry is not None and match.way is Way.ACCENTS and match.listed.word != entry.word
        return 0.7 if match.way is Way.ENDING else BENT if unlike else 1.0
    if entry is not None:
        bent = BENT_PART if letters <= SHORT and match.listed.word != entry.word else 1.0
        at_end = match.place in (Place.START, Place.END) and entry.severity == RUDE and match.share < MOST
        little = RARE if at_end else 1.0
        return doubtful * bent * little * part_weight(match.place, letters, match.share, entry.severity)
    if match.place is Place.START:
        return doubtful * (0.8 if match.share >= MOST else 0.5)
    if match.place in (Place.END, Place.INSIDE):
        return doubtful * (LISTED_LATER if match.share >= MUCH else 0.4 if match.share >= HALF else 0.25)
    return 0.5


def part_weight(place: Place, length: int, share: float, severity: int) -> float:
    """Weight of a word that is part of a longer one: the longer, the more of it, the worse, the earlier, the more."""
    if place is Place.ACROSS:
        return 0.7 if severity > 2 and length > SHORT else 0.4
    if share < 0.5 or length < SHORT:
        return 0.3
    if place is Place.INSIDE:
        return 0.7 if share >= 0.6 and severity > 2 and length > SHORT else 0.4
    first = 0.85 if place is Place.START else 0.75
    if severity > 2:
        return first if length > SHORT or share >= 0.65 else 0.6
    return first if length > SHORT + 1 and share >= 0.7 else 0.5


def confidence(match: Match, tag: str) -> float:
    """How sure a spelled match is, 0–1, for a reader of a BCP 47 tag."""
    listed = match.listed
    known = listed.providers > 1 or listed.entry is not None or "study" in listed.lists
    borrowed = 0.8 if listed.language == "en" and wordlists.base(tag) != "en" else 1.0
    region = region_weight(tag, listed.regions)
    known = known and not (match.way is Way.ROMANISED and match.end - match.start < SHORT)
    sure = (1.0 if known else UNSURE) * borrowed * region
    if match.way is Way.ROMANISED and listed.entry is not None and is_bare_syllable(listed.entry):
        sure *= SYLLABLE
    return _WAY_CONFIDENCE[match.way] * _PLACE_CONFIDENCE[match.place] * sure


def is_bare_syllable(entry: Entry) -> bool:
    """Whether a merely bad word is one character of a tone language: without its tone it is one of many."""
    return len(entry.word) == 1 and entry.severity <= PLAIN and entry.language in TONAL


def heard_weight(heard: Heard) -> float:
    """Weight of where a heard word sits, 0–1: a part counts only where little of the name is left."""
    severity, size = heard.said.entry.severity, len(heard.said.slots.key)
    if heard.place is Place.WHOLE:
        return 1.0 if severity > 1 else 0.9
    if heard.place is Place.PHRASE:
        return PHRASE
    if heard.place is Place.TOKEN:
        return 0.9 if (severity > 2 and size > 2) or heard.first else 0.6
    return _beginning_weight(heard, severity, size) if heard.place is Place.START else 0.3


def _beginning_weight(heard: Heard, severity: int, size: int) -> float:
    """Weight of a word of some slots heard at the beginning of a name."""
    if severity < WORST:
        return 0.9 if severity > 1 and size >= LONGER and heard.share >= NEARLY_ALL and heard.gap <= EQUAL else 0.3
    if heard.gap <= (FARTHER if size >= LONG and heard.share >= ALL_BUT else NEAR) and heard.share >= MOST:
        return 0.85
    much = size >= LONG and heard.share >= MUCH and heard.gap <= MERE
    return 0.68 if much or (heard.gap <= EQUAL and heard.native and heard.share >= HALF) else 0.5


def heard_confidence(heard: Heard, tag: str, *, learned: bool = False) -> float:
    """How sure it is, 0–1, that speakers hear the word; `learned`: they know the language from school."""
    entry = heard.said.entry
    near = next((sure for most, sure in NEARNESS[max(0, entry.severity - 2)] if heard.gap <= most), 0.0)
    english = heard.reading.route is Route.ENGLISH_INFLUENCED
    foreign = 1.0 if not english else FOREIGN_HERE[entry.severity > 2] if heard.native else FOREIGN[entry.severity > 2]
    tones = TONELESS if wordlists.base(tag) in TONAL else 1.0
    place = LONG_START if heard.place is Place.START and heard.share >= MUCH else _PLACE_CONFIDENCE[heard.place]
    place *= 1.0 if not learned else LEARNED_PART if heard.place in PARTS else SECOND_LANGUAGE
    known = RARE if entry.severity < 3 and heard.zipf < FAMILIAR else 1.0
    known *= LETTERS_MILD if entry.severity < 3 and heard.reading.route is Route.AS_SPELLED else 1.0
    return known * near * place * _ROUTE[heard.reading.route] * foreign * tones * region_weight(tag, entry.regions)


def reach(language: LanguageShare) -> float:
    """Part of its confidence a hit keeps by how many of a market's people its language reaches."""
    if language.role == "main" or (language.share or 0.0) >= 0.2:
        return 1.0
    share = language.share or 0.0
    return 0.7 if share >= 0.05 else 0.6 if share >= 0.02 else 0.4


def audience(language: LanguageShare, market: Market) -> str:
    """How a language stands in a market, as far as it weighs: empty for a language of many people's own."""
    part, learned = reach(language), is_learned(language, market)
    return "" if part == 1.0 and not learned else f"{part:g}{' learned' if learned else ''}"


def is_learned(language: LanguageShare, market: Market) -> bool:
    """Whether people of a market know a language from school: a world language that another one outnumbers there."""
    share = language.share or 0.0
    return language.tag in TAUGHT and any((other.share or 0.0) > share for other in market.languages)


def merit(entry: Entry, weight: float, sure: float) -> float:
    """Good news of a positive word, 0–1; 0 for any other."""
    return round(MERIT * weight * sure, 4) if entry.category is Category.POSITIVE else 0.0


def worth_telling(hit: Hit) -> bool:
    """Whether a hit is more than chance: others are counted, not told."""
    if hit.risk:
        return hit.risk >= FAINT_RISK and hit.confidence >= FAINT
    whole = hit.measures.get("place") in (Place.WHOLE, Place.TOKEN)
    return hit.merit >= FAINT or whole or "severity" not in hit.measures


def region_weight(tag: str, regions: Sequence[str]) -> float:
    """1 where a regional word is at home or is everybody's; .4 elsewhere."""
    region = next((part for part in tag.split("-")[1:] if len(part) == 2 or part.isdigit()), "").upper()
    if not regions or region in regions:
        return 1.0
    groups = region_groups()
    if any(region in groups.get(name, ()) for name in regions) or (region == "US" and "419" in regions):
        return 1.0
    return 0.4


def reader_region(tag: str, regions: Sequence[str]) -> str:
    """How the regions of a word relate to the reader's, in one catalogue word (`meaning.region.…`)."""
    return "any" if not regions else "here" if region_weight(tag, regions) == 1.0 else "elsewhere"


def standing(listed: Listed) -> str:
    """What the lists say about a word, in one catalogue word (`meaning.standing.…`)."""
    if "study" in listed.lists:
        return "study"
    if listed.providers > 1:
        return "two_lists"
    if listed.rating == 0:
        return "unlikely"
    return "everyday" if (listed.zipf or 0.0) >= EVERYDAY else "one_list"
