"""Turns listed words and glosses found in a name into hits of the meaning check, by the rules below.

**Risk** (how bad if it is what it looks like) = weight of the word × weight of its place.
  Word: on two packages' lists .85; on one .65; among the commonest words of the language (Zipf ≥ 5) .6 and .35; on one
  and an everyday word (Zipf ≥ 3.5) .5; rated unlikely to be meant as profanity .35; the study's own .7.
  Place: the whole name or one of its words 1, but for its last letter .7; the start or end by how much of the word of
  the name it covers (from half on .8, less .5; four letters on one list need three quarters); inside .7 from 60 % on,
  .4 from half on, else .25; over the border of two words .5; a part that may be an inflected form of an everyday word,
  or is a Latin spelling of a word in another script, .6 of that.
**Confidence** (how sure the match is) = way × place × lists × region.
Chinese characters: what CC-CEDICT labels vulgar or insulting, or glosses by a word of the English lists, has a risk by
the share of such senses; every other gloss is information with risk 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from brandname.language import wordlists
from brandname.language.folding import Folded
from brandname.language.glosses import Gloss, Glosses
from brandname.language.matching import Match, Place, Way
from brandname.language.wordlists import Listed, WordIndex
from brandname.model import Hit, Message, Param, say

EVERYDAY = 3.5
"""Zipf from which a word on one list only is taken for an everyday word that strayed onto it."""
COMMONEST = 5.0
"""Zipf from which even a word on two lists mostly means something else."""
LATIN_AMERICA_IS_NOT = frozenset({"ES", "GQ", "PH"})
"""Regions of Spanish outside UN M.49 area 419 (and its neighbour US)."""

SHORT = 4
"""Letters up to which a word on one list only, at the start or end of a longer word, is mostly chance."""

_PLACE_CONFIDENCE = {
    Place.WHOLE: 1.0, Place.TOKEN: 0.95, Place.START: 0.7, Place.END: 0.7, Place.INSIDE: 0.5, Place.ACROSS: 0.5,
}
_WAY_CONFIDENCE = {Way.EXACT: 0.95, Way.ACCENTS: 0.75, Way.SPACING: 0.8, Way.ROMANISED: 0.7, Way.ENDING: 0.5}


def word_risk(listed: Listed) -> float:
    """Weight of a listed word, 0–1."""
    zipf = listed.zipf or 0.0
    if "study" in listed.lists:
        return 0.7
    if listed.rating == 0:
        return 0.35
    if listed.providers > 1:
        return 0.6 if zipf >= COMMONEST else 0.85
    return 0.35 if zipf >= COMMONEST else 0.5 if zipf >= EVERYDAY else 0.65


def place_weight(match: Match) -> float:
    """Weight of where the word sits, 0–1."""
    doubtful = 0.6 if match.within or match.way is Way.ROMANISED else 1.0
    if match.place in (Place.WHOLE, Place.TOKEN):
        return 0.7 if match.way is Way.ENDING else 1.0
    if match.place in (Place.START, Place.END):
        telling = match.end - match.start > SHORT or match.listed.providers > 1 or match.share >= 0.75
        return doubtful * (0.8 if match.share >= 0.5 and telling else 0.5)
    if match.place is Place.INSIDE:
        return doubtful * (0.7 if match.share >= 0.6 else 0.4 if match.share >= 0.5 else 0.25)
    return 0.5


def confidence(match: Match, tag: str) -> float:
    """How sure a match is, 0–1, for a reader of a BCP 47 tag."""
    listed = match.listed
    lists = 1.0 if listed.providers > 1 or "study" in listed.lists else 0.85
    borrowed = 0.8 if listed.language == "en" and wordlists.base(tag) != "en" else 1.0
    region = region_weight(tag, listed.regions)
    return _WAY_CONFIDENCE[match.way] * _PLACE_CONFIDENCE[match.place] * lists * borrowed * region


def region_weight(tag: str, regions: Sequence[str]) -> float:
    """1 where a regional word is at home or is everybody's; .9 where the tag names no region; .7 elsewhere."""
    region = next((part for part in tag.split("-")[1:] if len(part) == 2 or part.isdigit()), "").upper()
    if not regions or region in regions or ("419" in regions and region and region not in LATIN_AMERICA_IS_NOT):
        return 1.0
    return 0.7 if region else 0.9


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


def word_hits(name: Folded, matches: Iterable[Match], language: str, tag: str, chinese: Mapping[str, str]) -> list[Hit]:
    """One hit a listed word: its best match. `chinese` holds the dictionary's glosses of the name's words."""
    best: dict[str, Hit] = {}
    for match in matches:
        hit = _word_hit(name, match, language, tag, chinese.get(match.listed.word, ""))
        held = best.get(hit.id)
        if held is None or (hit.risk * hit.confidence, hit.risk) > (held.risk * held.confidence, held.risk):
            best[hit.id] = hit
    return list(best.values())


def _word_hit(name: Folded, match: Match, language: str, tag: str, chinese: str) -> Hit:
    listed = match.listed
    gloss, register = (chinese, "") if chinese else wordlists.gloss(listed.language, listed.word)
    lists = tuple(sorted(name.replace("/", " ").replace("+", ", ") for name in listed.lists))
    region = "+".join(listed.regions) or "any"
    facts: dict[str, Param] = {} if listed.zipf is None else {"zipf": listed.zipf}
    facts |= {"within": match.within} if match.within else {}
    params: dict[str, Param] = {
        "text": name.text, "word": listed.word, "of": listed.language, "language": tag, "lists": lists,
        "how": str(match.way), "standing": standing(listed), "region": reader_region(tag, listed.regions),
        "share": round(match.share, 3), "gloss": gloss or "–",
    }
    return Hit(
        id=f"meaning/{language}/{listed.word}",
        message=Message(f"meaning.hit.{match.place}{'_gloss' if gloss else ''}", params),
        risk=round(word_risk(listed) * place_weight(match), 4),
        confidence=round(confidence(match, tag), 4),
        span=name.span(match.start, match.end),
        measures={
            "word": listed.word, "word_language": listed.language, "lists": lists, "region": region, "gloss": gloss,
            "register": register, "way": str(match.way), "place": str(match.place), "share": round(match.share, 3),
            **facts,
        },
    )


def gloss_hits(name: Folded, glosses: Glosses, english: WordIndex | None) -> list[Hit]:
    """What a Chinese name means: as a whole where it is a word, otherwise its words and characters one by one."""
    text = name.letters
    whole = glosses.find(text)
    ranges = [(0, len(text))] if whole else [
        (a, b) for a in range(len(text)) for b in range(a + 1, len(text) + 1) if glosses.find(text[a:b])
    ]
    return [_gloss_hit(name, a, b, glosses.find(text[a:b]), english) for a, b in ranges]


def _gloss_hit(name: Folded, start: int, end: int, readings: Sequence[Gloss], english: WordIndex | None) -> Hit:
    word = name.letters[start:end]
    central = 1.0 if end - start == len(name.letters) else 0.75 if end - start > 1 else 0.5
    risk = max(_senses_risk(reading, english) for reading in readings) * central
    senses = tuple(f"{r.pinyin}: {'; '.join(r.senses[:3])}" for r in readings[:3])
    labelled = next((str(label) for label in ("vulgar", "insulting") if any(getattr(r, label) for r in readings)), "")
    return Hit(
        id=f"meaning/zh/{word}",
        message=say(
            "meaning.gloss.risk" if risk else "meaning.gloss.plain", text=name.text, word=word, senses=senses,
        ),
        risk=round(risk, 4), confidence=0.9, span=name.span(start, end),
        measures={
            "word": word, "word_language": "zh", "lists": ("CC-CEDICT",), "region": "any", "gloss": " / ".join(senses),
            "register": labelled, "way": str(Way.EXACT), "share": round((end - start) / len(name.letters), 3),
            "place": str(Place.WHOLE if central == 1.0 else Place.INSIDE),
        },
    )


def _senses_risk(reading: Gloss, english: WordIndex | None) -> float:
    """Risk by the share of bad senses: .85 when all are vulgar, .75 when all insult; one among many counts little."""
    listed = sum(_names_listed(sense, english) for sense in reading.senses) / len(reading.senses)
    return max(0.85 * reading.vulgar, 0.75 * reading.insulting, 0.7 * listed)


def _names_listed(sense: str, english: WordIndex | None) -> bool:
    """Whether a sense is nothing but a word that two English lists hold (`whore`, `to fuck`)."""
    plain = sense.partition("(")[0].strip().removeprefix("to ").removeprefix("a ").lower()
    found = english.find(plain) if english and plain else ()
    return any(word.providers > 1 and (word.zipf or 0.0) < COMMONEST for word in found)
