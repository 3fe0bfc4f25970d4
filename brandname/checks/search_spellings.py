"""How a page in another script writes a Latin name: the likely spellings, by the renderings all checks share.

Chinese is left out: its characters are chosen, not spelled. A spelling that is a word of the language is left out too,
as a page that has the word is no page of the name.
"""

from __future__ import annotations

from functools import lru_cache

from brandname.language.alphabets import orthography, scripts_in
from brandname.language.ordinary import open_ordinary

LIKELY = 0.1
"""Least chance of a spelling that is taken for the name: below, other names are spelled so as well."""
SHORTEST = 4
"""Letters of a name whose spellings are looked for."""


@lru_cache(maxsize=4096)
def spellings(name: str, language: str) -> tuple[str, ...]:
    """Spellings of a Latin name in the script of a language, likeliest first; () where it reads Latin letters."""
    ortho = orthography(language)
    if ortho is None or ortho.reads("Latn") or "Hani" in ortho.scripts or scripts_in(name) != ("Latn",):
        return ()
    if sum(map(str.isalpha, name)) < SHORTEST:
        return ()
    words = open_ordinary(language.split("-")[0])
    return tuple(text for text in _drafts(name, language) if words is None or words.zipf(text) is None)


def _drafts(name: str, language: str) -> list[str]:
    from brandname.checks.transliteration_judge import ways
    from brandname.language.scripts.book import open_renderings
    from brandname.language.scripts.onward import rules_or_onward

    way = ways(language)
    if way is None:
        return []
    if way.trained:
        trained = open_renderings(way.script, quick=True).renderings(name)
        return [draft.text for draft in trained if draft.confidence >= LIKELY]
    return [draft.text for draft in rules_or_onward(name, way.language, 4) if draft.confidence >= LIKELY]
