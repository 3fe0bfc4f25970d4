"""A name's likeliest spellings in another script: its words, letters and digits, each by its own way, put together.

Words go to the trained models (`ballots`), letters, digits and `&` follow small tables. Every result is a draft for a
native reviewer: nothing here knows meanings, nor whether a spelling is in use.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from brandname.language.scripts import katakana
from brandname.language.scripts.ballots import word_votes
from brandname.language.scripts.by_origin import by_origin, reads
from brandname.language.scripts.habits import as_names
from brandname.language.scripts.latin import read_back
from brandname.language.scripts.looks import Looks, looks_of
from brandname.language.scripts.onward import Onward, onward_of_name
from brandname.language.scripts.possessive import possessive, stem
from brandname.language.scripts.settings import Hits, Language, covered, language
from brandname.language.scripts.spelling import (
    Kind,
    Piece,
    pieces,
    plain_letters,
    spaced,
    spelled_share,
)
from brandname.language.scripts.votes import products, ranked

__all__ = ["Rendering", "covered", "renderings"]


MIDDLE_DOT = "・"
SERVED = {"zh": ("zh", "cmn", "yue", "nan", "hak", "wuu")}
"""Base languages that read what is written for another one."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """One local spelling of a name."""

    text: str
    script: str
    """ISO 15924: Kana, Hang, Cyrl, Arab, Hebr, Hans, Hant."""
    language: str
    reading: str
    """The spelling read back in Latin letters."""
    method: str
    """`e2k+tables`, `tables+kana` (with the network), `tables`, `letters` (no word in it), `as_written`; for names in
    pinyin `pinyin`, and in Chinese characters `syllables`."""
    confidence: float
    """0–1: share of held-out names for which a spelling with this posterior was the one in use."""
    posterior: float
    """The models' own belief, 0–1; all spellings of a name add up to at most 1."""
    draft: bool = True
    """Must be shown as a draft for a native reviewer."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked about every piece of a name."""

    language: Language
    origin: str
    spoken: tuple[str, ...]
    """IPA of the words in order; empty when it was not stated, or not word by word."""
    quick: bool
    looks: Looks | None
    """What it looks like, where that is asked."""
    shouted: bool
    """Everything is in capitals and there are several words, so that capitals say nothing."""


def renderings(
    name: str, script: str, n: int, *, lang: str = "", origin: str = "", ipa: str = "", quick: bool = False
) -> tuple[Rendering, ...]:
    """Up to `n` spellings of a name in a script (ISO 15924), likeliest first.

    `lang`: the language that is to read it, when a script serves several; `origin`: the language the name comes from
    (BCP 47), `ipa`: how it is said, words apart by spaces, both when somebody stated them; `quick`: a narrow search.
    A name in pinyin is written as the language writes Chinese names: by these alone if `origin` says so, first of all
    if it looks so.
    Empty when the script, or the language in it, has no trained tables, or part of the name cannot be written in it.
    """
    code = covered().get(script)
    if code is None or n < 1 or (lang and lang.split("-")[0] not in SERVED.get(code, (code,))):
        return ()
    written = unicodedata.normalize("NFC", name).strip()
    if code == "zh":
        from brandname.language.scripts.hanzi_renderings import hanzi_renderings

        return hanzi_renderings(written, script, n, lang=lang, origin=origin, ipa=ipa, quick=quick)
    settings = language(code)
    if settings.writes(written):
        return (Rendering(written, script, code, read_back(written, code), "as_written", 1.0, 1.0, draft=False),)
    own, likely = onward_of_name(written, code, n, origin=origin, ipa=ipa)
    taken = _taken(own, likely)
    if likely == 1.0:
        return taken
    usual = _usual(written, script, n, settings, origin=origin, ipa=ipa, quick=quick, shouted=name.isupper())
    return behind(taken, usual, likely)[:n] if taken else usual


def _usual(
    written: str, script: str, n: int, settings: Language, *, origin: str, ipa: str, quick: bool, shouted: bool
) -> tuple[Rendering, ...]:
    """The spellings of a name that is not pinyin."""
    parts = pieces(written)
    spoken = tuple(ipa.split()) if len(ipa.split()) == sum(part.kind is Kind.WORD for part in parts) else ()
    looks = None
    if settings.sound_tables:
        looks = looks_of(written, [part.text for part in parts if part.kind is not Kind.DIGITS])
    kana = settings.code == "ja"
    models_origin = "" if kana and reads(origin) else origin  # its own spelling tells more than its sounds
    request = _Request(settings, models_origin, spoken, quick, looks, len(parts) > 1 and shouted)
    options = _all_options(parts, request)
    if not options or not any(piece.kind is not Kind.DIGITS for piece in parts) or not all(options):
        return ()
    chosen = products(options, n)
    if kana and not ipa:
        chosen = by_origin(written, parts, options, n, origin=origin, quick=quick)
    return _found(chosen, n, script, request, _method(parts, settings, quick), spaced(parts))


def _taken(own: Sequence[Onward], likely: float) -> tuple[Rendering, ...]:
    """Spellings by the pinyin; together they weigh as much as the name is likely to be pinyin."""
    total = sum(math.exp(-o.cost) for o in own)
    return tuple(
        Rendering(o.text, o.script, o.language, read_back(o.text, o.language), "pinyin", o.confidence,
                  round(likely * math.exp(-o.cost) / total, 4))
        for o in own
    )


def behind(taken: Sequence[Rendering], usual: Sequence[Rendering], likely: float) -> tuple[Rendering, ...]:
    """The usual spellings behind those by the pinyin, as likely as the name is no pinyin."""
    known = {rendering.text for rendering in taken}
    rest = (replace(r, confidence=round(r.confidence * (1 - likely), 3), posterior=round(r.posterior * (1 - likely), 4))
            for r in usual if r.text not in known)
    return (*taken, *rest)


def _found(
    spellings: Sequence[tuple[Sequence[str], float]], n: int, script: str, request: _Request, method: str,
    apart: Sequence[bool],
) -> tuple[Rendering, ...]:
    settings = request.language
    hits = settings.quick_hits if request.quick else settings.hits
    found: dict[str, Rendering] = {}
    for chosen, logp in spellings:
        if len(found) == n:
            break
        text = _written(chosen, settings, apart)
        if text not in found:
            posterior = round(math.exp(min(0.0, logp)), 4)
            found[text] = Rendering(
                text, script, settings.code, read_back(text, settings.code), method, confidence(posterior, hits),
                posterior,
            )
    return tuple(found.values())


def confidence(posterior: float, hits: Hits) -> float:
    """The measured hit rate at a posterior, in proportion between two measured points."""
    low, rate = 0.0, 0.0
    for high, hit in hits:
        if posterior <= high:
            return round(rate + (hit - rate) * (posterior - low) / (high - low), 3)
        low, rate = high, hit
    return round(rate, 3)


def _all_options(parts: Sequence[Piece], request: _Request) -> list[list[tuple[str, float]]]:
    spoken = iter(request.spoken)
    return [
        _function_word(part, request.language, last=place == len(parts), first=place == 1)
        or _options(part, request, next(spoken, "") if part.kind is Kind.WORD else "")
        for place, part in enumerate(parts, 1)
    ]


def _function_word(piece: Piece, settings: Language, *, first: bool, last: bool) -> list[tuple[str, float]]:
    """How a function word is written among other words, the usual way likelier; none for any other word."""
    listed = settings.words.get(piece.text.lower(), ())
    if last or (first and len(piece.text) == 1):
        return []
    weights = [2.0 ** -k for k in range(len(listed))]
    return [(text, math.log(weight / sum(weights))) for text, weight in zip(listed, weights, strict=True)]


def _options(piece: Piece, request: _Request, ipa: str) -> list[tuple[str, float]]:
    """Spellings of one piece with log posteriors, likeliest first; none when it cannot be written."""
    settings = request.language
    if piece.kind is Kind.DIGITS or settings.writes(piece.text):
        return [(piece.text, 0.0)]
    if piece.kind is Kind.AND:
        return [(settings.conjunction, 0.0)]
    if not plain_letters(piece.text):
        return []
    share = 0.0 if piece.kind is Kind.WORD else spelled_share(piece.text, shouted=request.shouted)
    spelled = settings.between.join(filter(None, map(settings.letters.get, plain_letters(piece.text)))) or piece.text
    if share == 1.0:
        return [(spelled, 0.0)]
    votes = word_votes(
        piece.text, settings, origin=request.origin, ipa=ipa, quick=request.quick, looks=request.looks)
    rest = ranked(votes, settings.wide)
    if settings.code == "ja" and not ipa:
        rest = as_names(piece.text, rest)
        if word := stem(piece.text):
            rest = possessive(rest, _options(replace(piece, text=word), request, ""), word)[:settings.wide]
    if not share:
        return rest
    both = [(spelled, math.log(share)), *((text, logp + math.log(1 - share)) for text, logp in rest)]
    return sorted(both, key=lambda pair: -pair[1])


def _written(texts: Sequence[str], settings: Language, apart: Sequence[bool]) -> str:
    if settings.capital:
        texts = [text[:1].upper() + text[1:] for text in texts]
    if settings.joiner != MIDDLE_DOT:
        return "".join((settings.joiner if space else "") + text for text, space in zip(texts, apart, strict=True))
    # The dot parts words; figures stand beside them without one: スタジオ54.
    parted = (one + (settings.joiner if one[-1:].isalpha() and other[:1].isalpha() else "")
              for one, other in pairwise((*texts, "")))
    return "".join(parted)


def _method(parts: Sequence[Piece], settings: Language, quick: bool) -> str:
    if all(piece.kind is not Kind.WORD for piece in parts):
        return "letters"
    if settings.code == "ja":
        return "e2k+tables" if katakana.load() else "tables"
    return "tables+kana" if settings.through_kana and not quick else "tables"
