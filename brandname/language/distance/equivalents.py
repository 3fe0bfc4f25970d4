"""Names that are each other in another script or another language: Latin forms of a mark, and words of one meaning.

A register holds 薇珞 beside Weiluo and Lupo beside Wolf; offices compare both. Latin forms are fed to `names.prepare`;
meanings come from the shipped lexicon and from CC-CEDICT without its proper names, so most words of most languages are
not here: nothing found is no evidence of another meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from brandname.language import lexicon
from brandname.language.alphabets import scripts_in
from brandname.language.distance.names import fold_name
from brandname.language.lookalikes import shaped_as_latin
from brandname.model import Message
from brandname.model.text import say

LOOK = "look"
"""How a form came about that is read off the shapes of letters, not off their sounds."""
LONGEST = 12
"""Characters of a name in another script that is read."""
MOST_WORDS = 3
"""Words of a gloss that can stand for a name's meaning."""
SHORTEST = 3
"""Letters of a word that is looked for as an equivalent of another."""
MOST_EQUIVALENTS = 12
_PARTS = re.compile(r"\s*[;,/]\s*")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|^(?:to|a|an|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LatinForm:
    """A name of another script in Latin letters."""

    latin: str
    """Folded, syllables run together where one word is meant."""
    how: str
    """Key under `similarity.how`."""


@lru_cache(maxsize=65536)
def latin_forms(text: str) -> tuple[LatinForm, ...]:
    """How a text that is not in Latin letters is written in them, the usual way first; () for a Latin one.

    Chinese characters by pinyin, jyutping and the Sino-Japanese reading, where each character has one.
    """
    scripts = set(scripts_in(text[:LONGEST]))
    foreign = [char for char in text[:LONGEST] if scripts_in(char) not in {(), ("Latn",)} or char == "ー"]
    if not scripts - {"Latn"} or not foreign:
        return ()
    found = [LatinForm(fold_name(latin).replace(" ", ""), how) for latin, how in _written("".join(foreign), scripts)]
    return tuple(dict.fromkeys(form for form in found if form.latin))


def compared_forms(text: str) -> tuple[LatinForm, ...]:
    """`latin_forms`, and what a text of letters that only look Latin is taken for: НОРЕ is nore, and seen as hope.

    What is seen goes first where Latin letters stand beside such ones: then nobody reads the others by themselves.
    """
    seen, _ = shaped_as_latin(text)
    forms = latin_forms(text)
    if not seen:
        return forms
    look = LatinForm(fold_name(seen), LOOK)
    mixed = any(char.isascii() and char.isalpha() for char in text) or not forms
    found: dict[str, LatinForm] = {}
    for form in (look, *forms) if mixed else (*forms, look):
        found.setdefault(form.latin, form)
    return tuple(found.values())


def _written(text: str, scripts: set[str]) -> Iterator[tuple[str, str]]:
    from brandname.language.scripts.latin import read_back

    if scripts & {"Hira", "Kana"}:
        if "Hani" not in scripts:
            yield read_back("".join(map(_katakana, text)), "ja"), "kana"
    elif "Hani" in scripts:
        from brandname.language.sinoxenic import sino_reading
        from brandname.language.sounds import pinyin

        syllables = pinyin(text)
        if syllables:
            yield "".join(choices[0] for choices in syllables).replace("ü", "u"), "pinyin"
        yield re.sub(r"\d", "", sino_reading(text, "yue").latin), "jyutping"
        yield sino_reading(text, "ja").latin, "sino_japanese"
    elif "Hang" in scripts:
        from brandname.language.sinoxenic import romanise_hangul

        yield romanise_hangul(text), "hangul"
    else:
        yield read_back(text, "ar" if "Arab" in scripts else ""), "letters"


def _katakana(char: str) -> str:
    return chr(ord(char) + 0x60) if "\u3041" <= char <= "\u3096" else char


def same_meaning(one: str, other: str, *, languages: Sequence[str] = ()) -> tuple[Message, ...]:
    """Where a name is a word of one of the languages for what the other says in English; () where no gloss shows it.

    `languages` are tags of the lexicon (`es`), all of them when none is given: reading them all takes seconds, once.
    Each message names the language and the gloss.
    """
    found: list[Message] = []
    for foreign, english in ((one, other), (other, one)):
        wanted = fold_name(english)
        for tag, gloss in glosses(foreign, languages):
            if wanted and gloss == wanted and gloss != fold_name(foreign):
                message = say("similarity.reason.means", foreign=foreign, language=tag, gloss=gloss)
                found += [message] if message not in found else []
    return tuple(found)


def equivalents(text: str, languages: Sequence[str]) -> Mapping[str, Message]:
    """Words that say the same as a name, with the reason: its English meaning, or words of the languages for it.

    For a name that is one word of one of the languages (tags of the lexicon), or the English for such a word; at most
    MOST_EQUIVALENTS. Empty where no gloss shows any, which is no evidence that there are none.
    """
    wanted = fold_name(text)
    found = {gloss: say("similarity.reason.means", foreign=text, language=tag, gloss=gloss)
             for tag, gloss in glosses(text, languages) if gloss != wanted and len(gloss) >= SHORTEST}
    for tag in languages if len(wanted) >= SHORTEST else ():
        for word in _words_for(tag).get(wanted, ()):
            if word not in {wanted, *found}:
                found[word] = say("similarity.reason.means", foreign=word, language=tag, gloss=wanted)
    return dict(list(found.items())[:MOST_EQUIVALENTS])


@cache
def _words_for(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Short English meaning → the words of a language that have it, folded where they are Latin."""
    found: dict[str, tuple[str, ...]] = {}
    for word, meanings in _meanings(tag).items():
        for gloss in meanings:
            found[gloss] = (*found.get(gloss, ()), word)
    return found


def glosses(text: str, languages: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """Language and English meaning, folded, of a name that is one word of a language we have glosses for."""
    folded = fold_name(text)
    key = folded or text.strip()
    tags = languages or lexicon.known()
    found = [(tag, gloss) for tag in tags for gloss in _meanings(tag).get(key, ())]
    if not folded and "zh" in tags and set(scripts_in(text)) == {"Hani"}:
        from brandname.language.glosses import open_glosses

        senses = [sense for gloss in open_glosses().find(text.strip()) for sense in gloss.senses]
        found += [("zh", short) for sense in senses for short in _short(sense)]
    return tuple(dict.fromkeys(found))


@cache
def _meanings(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Folded word, or the word itself in another script, → its short meanings; names of people and places are out."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in lexicon.read_shipped(tag):
        if entry.pos is not lexicon.PartOfSpeech.NAME:
            key = fold_name(entry.word) or entry.word
            found[key] = (*found.get(key, ()), *_short(entry.gloss))
    return found


def _short(gloss: str) -> list[str]:
    parts = (fold_name(_ASIDE.sub("", _ASIDE.sub("", part).strip())) for part in _PARTS.split(gloss))
    return [part for part in parts if part and len(part.split()) <= MOST_WORDS]
