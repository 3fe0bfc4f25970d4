"""A foreign name by its sound in Chinese characters: syllables first (`syllables`), characters second.

`characters_by_sound` chooses the characters, and a model that reads letters as characters has a say. The first ten hold
at most two spellings of the same syllables. What the characters mean is the business of `meaningful`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from brandname.language.english import to_ipa
from brandname.language.scripts.cantonese import unlikeness
from brandname.language.scripts.characters_by_sound import open_chooser, syllable_of
from brandname.language.scripts.saying import saying
from brandname.language.scripts.spelling import Kind, pieces, source_letters
from brandname.language.scripts.syllables import (
    DEEP_WIDE,
    Ear,
    decoded,
    setting,
    settings,
    stated_syllables,
    syllable_rows,
)
from brandname.language.scripts.votes import Votes, normalised, products, ranked
from brandname.language.scripts.words import stretches

DEEP = 20
"""Spellings asked for from which the search is wide."""
ROWS, TEXTS = 24, 6
"""Rows of syllables made into characters, and texts for each, when few spellings are asked for."""
HEAD, ALIKE = 10, 2
"""Of so many first spellings, at most so many with the same syllables."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """One way to write a name by its sound."""

    text: str
    """Simplified or traditional characters, as asked; digits and capitals stay."""
    syllables: tuple[str, ...]
    """Toneless, v for ü."""
    logp: float
    """Natural logarithm of its share among all candidates."""


def spell(name: str, n: int, *, traditional: bool = False, lang: str = "", origin: str = "", ipa: str = "",
          quick: bool = False) -> tuple[Spelled, ...]:
    """Up to `n` spellings by sound, likeliest first; () when the name holds no word in Latin letters.

    lang: BCP 47 tag of the readers; Hong Kong and Macau re-rank by Cantonese sounds, traditional text has habits of
    its own. origin: language of the name; ipa: its stated pronunciation; both outvote the spelling. quick: the letters
    alone, a narrow search.
    """
    ear = Ear(origin, quick, n > DEEP)
    rows = syllable_rows(name, max(ROWS, 2 * n), ear, ipa)
    if not rows:
        return ()
    found = _written(rows, n, traditional)
    scores = {text: score for text, (score, _) in found.items()}
    if not quick and not stated_syllables(name, origin):
        scores = _with_direct(scores, _characters(name, ear.deep))
    if _spoken(lang, "cantonese"):
        heard = ipa or " ".join(to_ipa(saying(word, origin).codes) for word in name.split())
        scores = {text: score - setting("ranking", "cantonese") * unlikeness(text, heard)
                  for text, score in scores.items()}
    scores = {text: score - setting("ranking", "shunned") * len(shunned() & {*text}) for text, score in scores.items()}
    every = [Spelled(text, found[text][1] if text in found else tuple(map(syllable_of, text)), logp)
             for text, logp in ranked(scores, len(scores))]
    shown = _spread(every, n)
    return tuple(replace(s, text=s.text.translate(traditional_forms())) for s in shown) if traditional else shown


def wants_traditional(script: str, lang: str) -> bool:
    """Whether traditional characters are meant."""
    return script == "Hant" or (script != "Hans" and _spoken(lang, "traditional"))


@cache
def traditional_forms() -> dict[int, str]:
    """Simplified → traditional, for `str.translate`: one form each, as names are written."""
    pairs = str(settings()["traditional"]["pairs"])
    return {ord(pairs[k]): pairs[k + 1] for k in range(0, len(pairs), 2)}


@cache
def shunned() -> frozenset[str]:
    """Simplified characters that no name is written with, whatever they sound like."""
    return frozenset(settings()["shunned"]["characters"])


def _written(rows: Sequence[tuple[tuple[str, ...], float]], n: int,
             traditional: bool) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Text → score and syllables."""
    chooser, weight = open_chooser(traditional), setting("ranking", "characters")
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for rank, (row, logp) in enumerate(rows):
        most = max(TEXTS, n // 2 if rank < HEAD else n // 5)  # the likelier the row, the more
        for text, chance in chooser.choose(row, most):
            score = logp + weight * chance
            if text not in found or score > found[text][0]:
                found[text] = score, row
    return found


def _characters(name: str, deep: bool) -> Votes:
    """The direct model's votes on the whole name; {} unless it is made of words alone, none of them too long for it."""
    parts = pieces(name)
    if any(part.kind is not Kind.WORD or stretches(part.text) for part in parts):
        return {}
    options = [ranked(decoded("characters", source_letters(part.text), deep=deep), DEEP_WIDE) for part in parts]
    return {"".join(texts): logp for texts, logp in products(options, 4 * DEEP_WIDE)} if all(options) else {}


def _with_direct(scores: Votes, direct: Votes) -> Votes:
    """Both systems' scores put together; one that did not list a text rates it below its last."""
    if not direct:
        return scores
    share = setting("ranking", "direct")
    ours, theirs = min(scores.values()) - 1, min(direct.values()) - 1
    return normalised({text: (1 - share) * scores.get(text, ours) + share * direct.get(text, theirs)
                       for text in {*scores, *direct}})


def _spread(every: Sequence[Spelled], n: int) -> tuple[Spelled, ...]:
    """The first `n`, where the first HEAD hold at most ALIKE of the same syllables."""
    seen: Counter[tuple[str, ...]] = Counter()
    head: list[Spelled] = []
    rest: list[Spelled] = []
    for one in every:
        if len(head) < HEAD and seen[one.syllables] < ALIKE:
            seen[one.syllables] += 1
            head.append(one)
        else:
            rest.append(one)
    return tuple([*head, *rest][:n])


def _spoken(lang: str, what: str) -> bool:
    first, *rest = lang.split("-")
    return bool({first.lower(), *(part.upper() for part in rest)} & {*map(str, settings()["places"][what])})
