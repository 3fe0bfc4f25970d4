"""One result read for a name: where it carries it, what it is about, and whether as a name or as a common word.

Looks at one result at a time; who holds a page is for `search_owners`, the grade for `search_measures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from brandname.checks.search_kinds import ANYBODYS, LINES, UMBRELLAS, Address, Host, address, kinds_of, plain
from brandname.checks.search_occurrences import CASED, Sought, Spot, find, find_said, in_label, in_profile
from brandname.language.alphabets import script_of
from brandname.language.folding import UNSPACED, compatible, letters
from brandname.language.ordinary import Ordinary, open_ordinary
from brandname.sources.results import SearchResult

_PARTED = re.compile(r"\s[-–—|/·:]+\s|[,:;|()\[\]«»“”\"„…!?【】「」『』()|:、。,]")
"""What parts the words of a title from the name beside it."""
COMMON_WORD = 5.0
"""Zipf value from which a word that two results share links them no more: it is in every other text."""
STEM = 5
"""Letters of a word that are compared; the rest may be an ending."""
SHORTEST = 4
"""Letters of a word that is compared."""
LONG_LABEL = 6
"""Letters of a Latin form from which a domain of exactly these letters is taken for the name in another script."""
NOUNS_CAPITAL = frozenset({"de", "lb"})
"""Languages that write every noun with a capital."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one result shows."""

    result: SearchResult
    where: Address
    in_title: tuple[Spot, ...]
    in_snippet: tuple[Spot, ...]
    label: str | None
    """What the registered domain holds beside the name; `""` for the name alone, None without the name."""
    profile: str | None
    """The same of a profile."""
    kinds: frozenset[str]
    beside: frozenset[str]
    """Beginnings of the words next to the name in the title, folded."""
    words: frozenset[str]
    """Stems of what title and snippet tell besides the name."""
    small: bool
    """The name stands with a small letter where a name would have a capital one."""

    located: bool
    """The name stands after a word for *in* or *to*, as places do."""

    @property
    def carries(self) -> bool:
        """Whether title, host or profile carry the name."""
        return bool(self.in_title) or self.label is not None or self.profile is not None

    @property
    def mentions(self) -> bool:
        """Whether only the snippet does."""
        return not self.carries and bool(self.in_snippet)

    @property
    def lines(self) -> frozenset[str]:
        """Lines of business and kinds of works it is about."""
        return self.kinds & (LINES | UMBRELLAS)

    @property
    def alone(self) -> bool:
        """Whether it is a site or profile of exactly the name."""
        return self.label == "" or (self.label is None and self.profile == "")

    @property
    def apart(self) -> str:
        """What the host or profile adds to the name: the sign of an owner of its own; empty for none."""
        return self.label or (self.profile or "" if self.label is None else "")


def see(result: SearchResult, sought: Sought) -> Seen:
    """One result, read for a name."""
    where = address(result.url)
    title = _named(result.title)
    in_title = find(title, sought) or find_said(title, sought)
    in_snippet = find(result.snippet, sought) or find_said(result.snippet, sought)
    label = None if where.kind is Host.PROFILE else _beyond(in_label(where.label, sought))
    if label is None and where.kind is None and where.below:
        label = _beyond(in_label(where.below.rpartition(".")[2], sought))
    profile = _beyond(in_profile(where, sought)) if where.kind is Host.PROFILE else None
    if sought.script != "Latn" and not in_title and not in_snippet:
        # Latin letters are no proof of a name in another script, but for a domain of exactly its longer Latin form.
        label = "" if label == "" and where.label in sought.latin and len(where.label) >= LONG_LABEL else None
        profile = None
    bare_title, bare_snippet = _without(title, in_title), _without(result.snippet, in_snippet)
    return Seen(
        result, where, in_title, in_snippet, label, profile,
        _kinds(bare_title, bare_snippet, sought.language), _beside(title, in_title, sought.language),
        _stems(f"{bare_title} | {bare_snippet}", sought.language),
        _is_small(((title, in_title), (result.snippet, in_snippet)), sought), _is_located(title, in_title),
    )


def _kinds(title: str, snippet: str, language: str) -> frozenset[str]:
    """What a result is about: lines that its title tells go before those of a snippet, which tells of much else too."""
    told, more = kinds_of(title, language), kinds_of(snippet, language)
    return told | (more - LINES if told & LINES else more)


def _without(text: str, spots: tuple[Spot, ...]) -> str:
    """A text without the name, whose own letters tell nothing of what it is the name of."""
    whole = compatible(text)
    for spot in reversed(spots):
        whole = f"{whole[:spot.start]} | {whole[spot.end:]}"
    return whole


def _named(title: str) -> str:
    """A title without the name of a well-known site at its end, which tells nothing of the thing found."""
    for sign in (" - ", " – ", " — ", " | ", "_", " · ", "－"):
        before, found, after = title.rpartition(sign)
        if found and letters(after).startswith(tuple(plain("sites"))):
            return before
    return title


def _beyond(rest: str | None) -> str | None:
    """What a label holds beside the name, without what tells nothing (`get`, `official`, a country)."""
    if not rest:
        return rest
    return "" if rest in plain("hosts") or rest.isdigit() else rest


def _beside(title: str, spots: tuple[Spot, ...], language: str) -> frozenset[str]:
    """The words next to the name, on the same side of any punctuation, that say whose name it is."""
    whole = compatible(title)
    found: set[str] = set()
    for spot in spots:
        before, after = _PARTED.split(whole[:spot.start])[-1], _PARTED.split(whole[spot.end:])[0]
        for words, n in ((before.split(), -1), (after.split(), 0)):
            word = letters(words[n]) if words and not (n == 0 and _is_said(words[0])) else ""
            if word and word not in plain("words") and not word.isdigit() and not kinds_of(word, language) & ANYBODYS:
                found.add(word[:STEM])
    return frozenset(found)


def _is_said(word: str) -> bool:
    """Whether a word behind a name is said of it (`Velora opens`, そらのえの) instead of belonging to it."""
    return (word[0].islower() and script_of(word[0]) in CASED) or script_of(word[0]) == "Hira"


def _stems(text: str, language: str) -> frozenset[str]:
    """What two texts may have in common: beginnings of words; pairs of characters where no spaces stand."""
    base = language.split("-")[0]
    found: set[str] = set()
    for word in "".join(c if c.isalnum() or c in "ーั็่้๊๋์" else " " for c in text).split():
        if any(script_of(c) in UNSPACED - {"Hang"} for c in word):
            run = "".join(c for c in word if script_of(c) != "Hira")
            found |= {run[n:n + 2] for n in range(len(run) - 1)}
            continue
        plain_word = letters(word)
        if len(plain_word) >= SHORTEST and not plain_word.isdigit() and not _is_everywhere(word, base):
            found.add(plain_word.removeprefix("ال")[:STEM])
    return frozenset(found)


@lru_cache(maxsize=16384)
def _is_everywhere(word: str, base: str) -> bool:
    lists = _words(base)
    value = lists.zipf(word) if lists else None
    return value is not None and value >= COMMON_WORD


@cache
def _words(base: str) -> Ordinary | None:
    return open_ordinary(base)


def _is_small(texts: Iterable[tuple[str, tuple[Spot, ...]]], sought: Sought) -> bool:
    """Whether the name is written as a common word: small, where the text has capitals elsewhere."""
    if sought.script not in CASED or sought.language.split("-")[0] in NOUNS_CAPITAL:
        return False
    for text, spots in texts:
        whole = compatible(text)
        if any(spot.lower and not _is_address(whole, spot) for spot in spots) and any(map(str.isupper, whole)):
            return True
    return False


def _is_located(title: str, spots: tuple[Spot, ...]) -> bool:
    whole = compatible(title)
    return any(letters(word) in plain("places") for spot in spots for word in whole[:spot.start].split()[-1:])


def _is_address(text: str, spot: Spot) -> bool:
    """Whether the name stands in an address, a handle or a tag, which are written small whatever they name."""
    after = text[spot.end:spot.end + 2]
    goes_on = after[:1] in {".", "_"} and bool(after[1:].strip())
    return goes_on or text[:spot.start].endswith(("@", "#", "/", "_", "."))
