"""Turns words found in a name into hits of the meaning check: spelled, heard, and the glosses of Chinese characters.

What a hit weighs is decided in `meaning_risk`; here it gets its stable id, its message and its facts. Chinese
characters: what CC-CEDICT labels vulgar or insulting, or glosses by a word of the English lists, has a risk by the
share of such senses; every other gloss is information with risk 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from brandname.checks import meaning_risk as rules
from brandname.language import wordlists
from brandname.language.folding import Folded
from brandname.language.glosses import Gloss, Glosses
from brandname.language.hearing import SAME, Heard
from brandname.language.lexicon import Entry
from brandname.language.matching import Match, Place, Way
from brandname.language.vocabulary import LEXICON
from brandname.language.wordlists import WordIndex
from brandname.model import Hit, Message, Param, say


def word_hits(
    name: Folded, matches: Iterable[Match], language: str, tag: str, chinese: Mapping[str, str], *, widely: bool,
) -> list[Hit]:
    """One hit a sense of the lexicon or listed word: its best match. `chinese`: glosses of its words by CC-CEDICT.

    `widely`: many people of the market speak the language.
    """
    return best_of(
        _entry_hit(name, match, match.listed.entry, tag, widely) if match.listed.entry is not None
        else _listed_hit(name, match, language, tag, chinese.get(match.listed.word, ""))
        for match in matches
    )


def best_of(hits: Iterable[Hit]) -> list[Hit]:
    """The weightiest hit of each id, in the order they came."""
    best: dict[str, Hit] = {}
    for hit in hits:
        held = best.get(hit.id)
        if held is None or _weight(hit) > _weight(held):
            best[hit.id] = hit
    return list(best.values())


def _weight(hit: Hit) -> tuple[float, float, float, float]:
    return hit.risk * hit.confidence, hit.risk, hit.merit, hit.confidence


def _entry_hit(name: Folded, match: Match, entry: Entry, tag: str, widely: bool) -> Hit:
    alone = widely and match.place is Place.WHOLE and match.way is Way.EXACT
    weight, sure = rules.place_weight(match), rules.confidence(match, tag)
    return Hit(
        id=f"meaning/{entry.id}",
        message=Message(f"meaning.word.{match.place}", {
            **entry_params(name, entry, match.listed.word, tag), "how": str(match.way), "share": round(match.share, 3),
        }),
        risk=round(rules.entry_risk(entry, alone=alone) * weight, 4), confidence=round(sure, 4),
        merit=rules.merit(entry, weight, sure), span=name.span(match.start, match.end),
        measures={
            **entry_facts(entry), "form": match.listed.word, "lists": _list_names(match.listed.lists),
            "way": str(match.way), "place": str(match.place), "share": round(match.share, 3),
            **({} if match.listed.zipf is None else {"zipf": match.listed.zipf}),
            **({"within": match.within} if match.within else {}),
        },
    )


def heard_hits(name: Folded, heard: Iterable[Heard], tag: str, *, learned: bool) -> list[Hit]:
    """One hit a sense that some reading of the name sounds like: the nearest of its forms."""
    return best_of(_heard_hit(name, one, tag, learned) for one in heard)


def _heard_hit(name: Folded, heard: Heard, tag: str, learned: bool) -> Hit:
    entry = heard.said.entry
    weight, sure = rules.heard_weight(heard), rules.heard_confidence(heard, tag, learned=learned)
    return Hit(
        id=f"meaning/{entry.id}",
        message=Message(f"meaning.heard.{heard.place}", {
            **entry_params(name, entry, heard.said.form, tag), "ipa": heard.reading.ipa,
            "share": round(heard.share, 3), "near": "same" if heard.gap <= SAME else "near",
            **({"phrase": heard.phrase} if heard.phrase else {}),
        }),
        risk=round(rules.entry_risk(entry) * weight, 4), confidence=round(sure, 4),
        merit=rules.merit(entry, weight, sure),
        measures={
            **entry_facts(entry), "form": heard.said.form, "lists": (LEXICON,), "way": "sound",
            "place": str(heard.place), "share": round(heard.share, 3), "gap": round(heard.gap, 3),
            "ipa": heard.reading.ipa, "route": str(heard.reading.route),
            **({"phrase": heard.phrase} if heard.phrase else {}),
        },
    )


def meant_hits(name: Folded, meant: Iterable[tuple[tuple[int, int], Entry]], tag: str) -> list[Hit]:
    """One hit a concept that an English word of the name stands for and that offends there."""
    return best_of(_meant_hit(name, span, entry, tag) for span, entry in meant)


def _meant_hit(name: Folded, span: tuple[int, int], entry: Entry, tag: str) -> Hit:
    whole = span == (0, len(name.letters))
    said = name.letters[span[0]:span[1]]
    return Hit(
        id=f"meaning/{entry.id}", message=Message("meaning.meant", {**entry_params(name, entry, entry.word, tag),
                                                                   "english": said}),
        risk=round(rules.concept_risk(entry), 4),
        confidence=round(rules.CONCEPT_SURE * rules.region_weight(tag, entry.regions), 4),
        span=name.span(*span),
        measures={**entry_facts(entry), "form": said, "lists": (LEXICON,), "way": "concept",
                  "place": str(Place.WHOLE if whole else Place.TOKEN), "share": 1.0},
    )


def entry_params(name: Folded, entry: Entry, form: str, tag: str) -> dict[str, Param]:
    """What every message about a word of the lexicon may say."""
    shown = form if form == entry.word else f"{form} ({entry.word})"
    return {
        "text": name.text, "word": shown, "of": entry.language, "language": tag, "gloss": entry.gloss,
        "register": str(entry.register), "category": str(entry.category), "sense": str(entry.sense),
        "region": rules.reader_region(tag, entry.regions),
    }


def entry_facts(entry: Entry) -> dict[str, Param]:
    """What every hit on a word of the lexicon measures."""
    return {
        "word": entry.word, "word_language": entry.language, "region": "+".join(entry.regions) or "any",
        "gloss": entry.gloss, "register": str(entry.register), "category": str(entry.category),
        "severity": entry.severity, "sense": str(entry.sense), **({"note": entry.note} if entry.note else {}),
    }


def _list_names(lists: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(name.replace("/", " ").replace("+", ", ") for name in lists))


def _listed_hit(name: Folded, match: Match, language: str, tag: str, chinese: str) -> Hit:
    listed = match.listed
    gloss, register = (chinese, "") if chinese else wordlists.gloss(listed.language, listed.word)
    lists = _list_names(listed.lists)
    region = "+".join(listed.regions) or "any"
    facts: dict[str, Param] = {} if listed.zipf is None else {"zipf": listed.zipf}
    facts |= {"within": match.within} if match.within else {}
    params: dict[str, Param] = {
        "text": name.text, "word": listed.word, "of": listed.language, "language": tag, "lists": lists,
        "how": str(match.way), "standing": rules.standing(listed), "region": rules.reader_region(tag, listed.regions),
        "share": round(match.share, 3), "gloss": gloss or "–",
    }
    return Hit(
        id=f"meaning/{language}/{listed.word}",
        message=Message(f"meaning.hit.{match.place}{'_gloss' if gloss else ''}", params),
        risk=round(rules.word_risk(listed) * rules.place_weight(match), 4),
        confidence=round(rules.confidence(match, tag), 4),
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
    return any(word.providers > 1 and (word.zipf or 0.0) < rules.COMMONEST for word in found)
