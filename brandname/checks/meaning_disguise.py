"""Words that stand in a name in disguise: digits for letters, letters of another script, initials.

Finds them for `meaning_search`; only words of the lexicon that offend are looked for. Weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from brandname.language import lookalikes
from brandname.language.folding import Folded, fold
from brandname.language.matching import Match, Place, Way, match
from brandname.language.ordinary import Ordinary
from brandname.language.vocabulary import Vocabulary
from brandname.language.wordlists import Listed

TELLING, COARSE = 2, 3
"""Severity from which a disguised word is looked for, and from which one among the capitals of a short name is."""
SHORT_CAPITALS = 4
"""Letters of the longest name in capitals in which a shorter abbreviation is seen."""
SCRIPTS = frozenset({"Latn", "Cyrl", "Grek"})


def disguised(
    name: Folded, words: Vocabulary, ordinary: Ordinary | None, plain: Iterable[Match],
) -> tuple[Match, ...]:
    """The matches that come about only in disguise; `plain` are those found as spelled, which go before."""
    masked = (*_lookalikes(name, words, ordinary), *_initials(name, words))
    if not masked:
        return ()
    known = {one.listed.word for one in plain}
    found: dict[tuple[str, str], Match] = {}
    for one in masked:
        entry = one.listed.entry
        if entry is not None and one.listed.word not in known:
            found.setdefault((one.listed.word, entry.id), one)
    return tuple(found.values())


def _lookalikes(name: Folded, words: Vocabulary, ordinary: Ordinary | None) -> Iterator[Match]:
    """Whole words of the lexicon in the texts the signs look like."""
    texts = list(lookalikes.unmasked(name.text))
    if words.main_script in SCRIPTS:
        texts += filter(None, (lookalikes.in_script(name.text, words.main_script),))
    for text in texts:
        seen = fold(text)
        for one in match(seen, words, ordinary).found:
            entry = one.listed.entry
            if entry is None or entry.severity < TELLING or one.place not in (Place.WHOLE, Place.TOKEN) \
                    or one.way not in (Way.EXACT, Way.ACCENTS):
                continue
            same = len(seen.letters) == len(name.letters)
            start, end = (one.start, one.end) if same else (0, len(name.letters))
            yield replace(one, way=Way.LOOKALIKE, start=start, end=end)


def _initials(name: Folded, words: Vocabulary) -> Iterator[Match]:
    """Abbreviations that the first letters of the words make, or that begin or end a short name in capitals."""
    size = len(name.letters)
    made = lookalikes.initials(name.text)
    for listed in words.find(made.lower()) if made else ():
        if _abbreviates(listed, TELLING):
            yield Match(listed, Place.WHOLE, Way.INITIALS, 0, size, 1.0)
    if not (name.text.isupper() and len(name.tokens) == 1 and 2 < size <= SHORT_CAPITALS):
        return
    for first, last in ((0, size - 1), (1, size)):
        for listed in words.find(name.letters[first:last]):
            if _abbreviates(listed, COARSE):
                place = Place.START if first == 0 else Place.END
                yield Match(listed, place, Way.INITIALS, first, last, (last - first) / size)


def _abbreviates(listed: Listed, least: int) -> bool:
    """Whether a word of the lexicon is an abbreviation in capitals, and bad enough."""
    entry = listed.entry
    return entry is not None and entry.severity >= least and listed.word.isupper() and listed.word.isascii()
