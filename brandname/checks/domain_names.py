"""Which domain names a candidate asks for, how they are sent, and what a registry refuses before anybody asks.

A domain is written here as people see it (`café.com`, `星禾.中国`); `ascii_name` gives what goes over the wire (IDNA
2008 with the mappings of UTS 46, so that `faß.de` and `fass.de` stay two names). It asks nobody and judges nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from brandname.language.alphabets import scripts_in
from brandname.language.folding import compatible, fold
from brandname.model import Candidate, Market, Study
from brandname.sources.registries import Registry, registry_of

LONGEST_LABEL = 63
"""Octets of a label as it is sent (RFC 1035)."""
NAME_FIELD = "{name}"
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss", "œ": "oe"})
"""How German and Nordic names are written without their letters; other accents just fall away."""
_SCRIPT_CODES = re.compile(r"[A-Z][a-z]{3}(,[A-Z][a-z]{3})*")
_PLAIN_LABELS = re.compile(r"(?=.{1,253}$)[a-z0-9]{1,63}(\.[a-z0-9]{1,63})*")
"""A domain that is its own A-label form: without hyphens, which IDNA has rules for."""
_MARKS = frozenset("ーｰ・·")
"""Signs of Japanese and Catalan names that belong to no script of their own."""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the ending."""

    text: str
    """Lower case, in any script."""
    form: str
    """`exact`, `plain` (another spelling without accents), `pinyin`, or the form of the brief: `hyphen`, `get-` …"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One domain to ask about."""

    domain: str
    """As people see it: `velora.com.mx`, `星禾.中国`."""
    ending: str
    """As the market or the brief writes it, without leading dot."""
    form: str
    must: bool
    """The name is nothing without it: named in the brief, or by default the market's first ending and .com."""
    stated: bool
    """Whether the brief says so."""


def wanted_domains(study: Study, candidate: Candidate, market: Market) -> Iterator[Wanted]:
    """Every domain a candidate asks for in a market, each once, in the order of endings."""
    wishes = study.brief.domains
    must = frozenset(wishes.must) or _usual(market)
    texts = candidate.names_in(market.code)
    latin = any("Latn" in scripts_in(text) for text in texts)
    pinyin = not latin and not any(share.tag.split("-")[0] == "ja" for share in market.languages)
    seen: set[str] = set()
    for ending in _endings(study, market):
        for text in texts:
            for label in (*labels(text, wishes.forms), *(_pinyin(text) if pinyin else ())):
                domain = f"{label.text}.{ending}"
                needed = ending in must
                main = label.form in ("exact", "pinyin")
                if domain in seen or not (main or needed) or not _may_stand(label.text, ending):
                    continue  # other spellings are asked where the name is needed, not everywhere
                seen.add(domain)
                # Needed is what people would type: plain letters, or the script of the ending, or of the only name.
                typed = label.text.isascii() or not ending.isascii() or not latin
                yield Wanted(domain, ending, label.form, needed and typed and label.form == "exact", bool(wishes.must))


def _endings(study: Study, market: Market) -> tuple[str, ...]:
    """The market's endings, then those of the brief that belong here or to no market in particular."""
    wishes = study.brief.domains
    elsewhere = {ending for other in study.markets for ending in other.tlds}
    added = (e for e in (*wishes.must, *wishes.nice) if e not in elsewhere)
    return tuple(dict.fromkeys((*market.tlds, *added)))


def _usual(market: Market) -> frozenset[str]:
    """The needed endings where the brief names none: the market's first, and .com."""
    return frozenset((*market.tlds[:1], *(e for e in market.tlds if e == "com")))


def _may_stand(label: str, ending: str) -> bool:
    """Whether asking makes sense at all: under an ending in a script of its own, names in that script only."""
    if ending.isascii() and not ending.startswith("xn--"):
        return True
    row = registry_of(ending)
    known = row is not None and _SCRIPT_CODES.fullmatch(row.letters)
    scripts = set(row.letters.split(",")) if row is not None and known else set(scripts_in(ending))
    return bool(scripts_in(label)) and set(scripts_in(label)) <= scripts


def _pinyin(text: str) -> tuple[Label, ...]:
    """Chinese characters in Latin letters, where nobody says how they are to be written so."""
    pinyin = pinyin_label(text) if scripts_in(text) == ("Hani",) else ""
    return (Label(pinyin, "pinyin"),) if pinyin else ()


@lru_cache(maxsize=4096)
def labels(text: str, forms: tuple[str, ...] = ()) -> tuple[Label, ...]:
    """The labels of a text: as it is, without accents, and in the brief's forms; none without letters or digits."""
    kept = label_of(text)
    if not kept:
        return ()
    plain = plain_spellings(kept)
    found = {kept: "exact"}
    for number, spelling in enumerate(plain):
        found.setdefault(spelling, "plain" if number else "exact")
    stem = plain[0] if plain else kept
    if not stem.isascii():
        return tuple(Label(label, form) for label, form in found.items())
    for form in forms:
        shaped = _shaped(text, stem, form)
        if shaped:
            found.setdefault(shaped, form)
    return tuple(Label(label, form) for label, form in found.items())


def label_of(text: str) -> str:
    """The name as one label: no ™, NFKC, lower case, letters, marks and digits only ("Café Luz" → "caféluz")."""
    folded = compatible(text).lower()  # not casefold: ß and ς are letters of their own in IDNA 2008
    kept = "".join(c for c in folded if c.isalnum() or unicodedata.category(c)[0] == "M")
    return unicodedata.normalize("NFC", kept)


def plain_spellings(label: str) -> tuple[str, ...]:
    """A Latin label in a–z, as people type it: the usual one first; nothing for one that is plain or not Latin."""
    if label.isascii() or not set(scripts_in(label)) <= {"Latn"}:
        return ()
    spellings = (fold(label.translate(_DIGRAPHS)).letters, fold(label).letters)
    return tuple(dict.fromkeys(s for s in spellings if s.isascii() and s))


def _shaped(text: str, stem: str, form: str) -> str:
    """A stem in one of the brief's forms; empty where the form gives nothing new."""
    if form == "hyphen":
        parts = [label_of(part) for part in re.split(r"[\s\-–_/&+]+", compatible(text))]
        joined = "-".join((plain_spellings(part) or (part,))[0] for part in parts if part)
        return joined if "-" in joined and joined.isascii() else ""
    if form == "exact":
        return ""
    if NAME_FIELD in form:
        return form.replace(NAME_FIELD, stem)
    return form.strip("-") + stem if form.endswith("-") else stem + form.strip("-")


def pinyin_label(text: str) -> str:
    """Chinese characters by their likeliest reading, without tones; `v` for ü, as it is typed; empty if not known."""
    from brandname.language.hanzi import syllable_choices
    from brandname.language.pinyin import plain

    whole = "".join(plain(choices[0].text) for choices in syllable_choices(label_of(text)))
    whole = whole.replace("ü", "v").replace("ê", "e")
    return whole if whole.isascii() and whole.isalnum() else ""


# ── what is sent, and what is refused ────────────────────────────────────────────────────────────────────────────────


def ascii_name(domain: str) -> str:
    """A domain in A-labels (`xn--chqy4wt14a.xn--fiqs8s`). ValueError for one that cannot be written so."""
    if _PLAIN_LABELS.fullmatch(domain):
        return domain  # nothing to turn: most domains, and the tables of IDNA take their time
    return _encode(domain)


@lru_cache(maxsize=4096)
def _encode(domain: str) -> str:
    import idna

    try:
        return idna.encode(domain, uts46=True).decode()
    except UnicodeError as error:  # idna.IDNAError is one
        raise ValueError(str(error)) from error


def refusal(domain: str) -> str:
    """Why no registry would take a domain: `length`, `spelling`, `letters`; empty when nothing is known against it."""
    label = domain.partition(".")[0]
    try:
        sent = ascii_name(domain)
    except ValueError:
        return "length" if _too_long(label) else "spelling"
    if len(sent.partition(".")[0]) > LONGEST_LABEL:
        return "length"
    row = registry_of(sent)
    return "" if row is None or _takes(row, label) else "letters"


def _too_long(label: str) -> bool:
    try:
        sent = len(label) if label.isascii() else len("xn--") + len(label.encode("punycode"))
    except UnicodeError:
        return False
    return sent > LONGEST_LABEL


def _takes(row: Registry, label: str) -> bool:
    """Whether a registry takes the letters of a label; what we do not know of it, it is asked."""
    extra = [c for c in label if not (c.isascii() and (c.isalnum() or c == "-"))]
    if not extra or row.letters in ("any", "?"):
        return True
    if row.letters == "none":
        return False
    if _SCRIPT_CODES.fullmatch(row.letters):
        scripts = set(row.letters.split(","))
        return all(c in _MARKS or set(scripts_in(c)) <= scripts for c in extra)
    return all(c in row.letters for c in extra)
