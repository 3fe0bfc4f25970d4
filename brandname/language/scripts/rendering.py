"""A name's likeliest spellings in another script: the models' votes put together, word by word.

Each word's candidates come from a model reading it forwards, one reading it backwards, and one that goes through its
katakana (which carries the English reading that spelling alone hides); their log posteriors are added up. Letters,
digits and `&` follow small tables. Every result is a draft for a native reviewer: nothing here knows meanings, nor
whether a spelling is in use.
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from brandname import data
from brandname.language.scripts import katakana
from brandname.language.scripts.joint import MARGIN, Answer, JointModel
from brandname.language.scripts.latin import read_back
from brandname.language.scripts.spelling import (
    Kind,
    Piece,
    kana_letters,
    pieces,
    plain_letters,
    source_letters,
    spelled_share,
)
from brandname.language.scripts.tables import unpack

FOLDER = "translit"
NARROW = 12
"""Candidates and beam of the models through katakana, and of the quick depth."""
KANA = 3
"""Katakana readings of a word that other scripts start from."""
HALF, LONG = 3, 20
"""Letters of the shortest half of a name run together, and of the longest name that is cut."""
ABSENT = 0.5
"""Nats below its last candidate at which a model is taken to rate what it did not list."""
PER_WORD = 20
"""Katakana of a word, and the fewest openings of a name kept while words are put together."""

_Votes = dict[str, float]
"""Spelling → log posterior."""


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
    """`e2k+tables`, `tables+kana`, `tables`, `letters` (no word in it), or `as_written`."""
    confidence: float
    """0–1: share of held-out names for which a spelling with this posterior was the one in use."""
    posterior: float
    """The models' own belief, 0–1; all spellings of a name add up to at most 1."""
    draft: bool = True
    """Must be shown as a draft for a native reviewer."""


@dataclass(frozen=True, slots=True)
class _Language:
    """How one language is written, from `languages.toml`."""

    code: str
    tables: tuple[str, ...]
    weights: tuple[float, ...]
    through_kana: str
    kana_weight: float
    english: float
    """How much more that model counts for an everyday English word."""
    halves: float
    """Vote of reading a name as two English words."""
    letters: Mapping[str, str]
    joiner: str
    conjunction: str
    capital: bool
    range: tuple[str, str]
    wide: int
    """Candidates a model is asked for, and its beam."""
    margin: float
    """Nats behind the best after which the search drops a state."""
    hits: tuple[tuple[float, float], ...]
    """Posterior and measured hit rate, ascending."""


def covered() -> Mapping[str, str]:
    """Scripts with trained tables → language; Cyrl is Russian only, Arab Arabic only."""
    return _settings()["scripts"]


def renderings(name: str, script: str, n: int, *, lang: str = "", quick: bool = False) -> tuple[Rendering, ...]:
    """Up to `n` spellings of a name in a script (ISO 15924), likeliest first.

    `lang`: the language that is to read it, when a script serves several; `quick`: one model, a narrow search.
    Empty when the script, or the language in it, has no trained tables, or nothing in the name can be written in it.
    """
    code = covered().get(script)
    if code is None or n < 1 or (lang and lang.split("-")[0] not in (code, "cmn" if code == "zh" else code)):
        return ()
    language = _language(code)
    written = unicodedata.normalize("NFC", name).strip()
    if _already(written, language):
        return (Rendering(written, script, code, read_back(written, code), "as_written", 1.0, 1.0, draft=False),)
    parts = pieces(written)
    shouted = len(parts) > 1 and name.isupper()
    options = [_options(piece, language, quick, shouted) for piece in parts]
    if not options or not any(piece.kind is not Kind.DIGITS for piece in parts) or not all(options):
        return ()
    method = _method(parts, language, quick)
    found: dict[str, Rendering] = {}
    for chosen, logp in _products(options, n):
        text = _written(chosen, language, script)
        if text not in found:
            posterior = round(math.exp(min(0.0, logp)), 4)
            found[text] = Rendering(
                text, script, code, read_back(text, code), method, _confidence(posterior, language), posterior
            )
    return tuple(found.values())[:n]


def _options(piece: Piece, language: _Language, quick: bool, shouted: bool) -> list[tuple[str, float]]:
    """Spellings of one piece with log posteriors, likeliest first."""
    if piece.kind is Kind.DIGITS:
        return [(piece.text, 0.0)]
    if piece.kind is Kind.AND:
        return [(language.conjunction, 0.0)]
    if piece.kind is Kind.WORD:
        return _ranked(_word(piece.text, language, quick), language.wide)
    share = spelled_share(piece.text, shouted=shouted)
    spelled = "".join(language.letters.get(c, "") for c in plain_letters(piece.text)) or piece.text
    if share == 1.0:
        return [(spelled, 0.0)]
    rest = _ranked(_word(piece.text, language, quick), language.wide)
    both = [(spelled, math.log(share)), *((text, logp + math.log(1 - share)) for text, logp in rest)]
    return sorted(both, key=lambda pair: -pair[1])


def _word(word: str, language: _Language, quick: bool) -> _Votes:
    """All models' votes on a word, added up by weight; not yet normalised."""
    letters = source_letters(word)
    names = language.tables[:1] if quick else language.tables
    most = NARROW if quick else language.wide
    ballots = [
        (weight, _share(_decoded(name, letters, most, MARGIN if quick else language.margin)))
        for name, weight in zip(names, language.weights, strict=False)
    ]
    if language.code == "ja":
        ballots.append((language.kana_weight, _share(_katakana(word, quick))))
    elif language.through_kana and not quick:
        weight = language.kana_weight * (language.english if _english(word) else 1.0)
        ballots.append((weight, _through_kana(word, language.through_kana)))
    halves = () if quick else _halves(word)
    if halves:
        ballots.append((language.halves, _joined([_word(half, language, quick) for half in halves])))
    ballots = [(weight, votes) for weight, votes in ballots if votes]
    floors = [min(votes.values()) - ABSENT for _, votes in ballots]
    every = {text for _, votes in ballots for text in votes}
    total: _Votes = {}
    for text in every:
        composed = unicodedata.normalize("NFC", text)
        # No word begins with the sign that makes a vowel long; e2k writes such for names in oo-.
        if composed and composed[0] != "ー" and _already(composed, language):
            vote = sum(w * votes.get(text, floor) for (w, votes), floor in zip(ballots, floors, strict=True))
            total[composed] = max(vote, total.get(composed, vote))
    return total


def _joined(parts: Sequence[_Votes]) -> _Votes:
    """Votes on two words written as one."""
    options = [_ranked(votes, NARROW) for votes in parts]
    return _normalised({"".join(texts): logp for texts, logp in _products(options, PER_WORD)}) if all(options) else {}


@lru_cache(maxsize=4096)
def _halves(word: str) -> tuple[str, ...]:
    """The two everyday English words a name runs together, as `springcoat` does; empty when it does not."""
    plain = plain_letters(word)
    if len(plain) < 2 * HALF or len(plain) > LONG or _english(plain):
        return ()
    cuts = [k for k in range(HALF, len(plain) - HALF + 1) if _english(plain[:k]) and _english(plain[k:])]
    if not cuts:
        return ()
    middle = min(cuts, key=lambda k: abs(2 * k - len(plain)))
    return plain[:middle], plain[middle:]


@lru_cache(maxsize=4096)
def _english(word: str) -> bool:
    """Whether a word is an everyday English one, as half of all brand words are: then its English reading counts more.

    Says nothing about any name: the 29,000 commonest words of running text are asked, and only for the language.
    """
    from wordfreq import zipf_frequency

    return len(word) > 2 and float(zipf_frequency(word, "en", wordlist="small")) > 0


def _through_kana(word: str, name: str) -> _Votes:
    """Votes of the model that reads katakana, over the word's likeliest katakana."""
    votes: _Votes = {}
    for kana, share in list(_share(_katakana(word)[:KANA]).items()):
        for text, logp in _share(_decoded(name, kana_letters(kana), NARROW)).items():
            votes[text] = _add(votes[text], share + logp) if text in votes else share + logp
    return votes


@lru_cache(maxsize=4096)
def _katakana(word: str, quick: bool = False) -> tuple[Answer, ...]:
    """Katakana of a word from `e2k`, or from the tables where that is not installed or has no answer.

    `quick`: a search for few answers, about ten times as fast.
    """
    reader = katakana.load()
    answers = reader.decode(word, KANA + 1, beam=KANA + 1) if reader and quick else ()
    answers = answers or (reader.decode(word, PER_WORD) if reader else ())
    return answers or _decoded(_language("ja").tables[0], source_letters(word), NARROW)


def _share(answers: Iterable[Answer]) -> _Votes:
    """Log posteriors among the answers given."""
    votes = {answer.text: answer.logp for answer in answers if answer.text}
    return _normalised(votes)


def _normalised(votes: Mapping[str, float]) -> _Votes:
    if not votes:
        return {}
    highest = max(votes.values())
    total = highest + math.log(sum(math.exp(value - highest) for value in votes.values()))
    return {text: value - total for text, value in votes.items()}


def _ranked(votes: _Votes, most: int) -> list[tuple[str, float]]:
    return sorted(_normalised(votes).items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _products(options: Sequence[Sequence[tuple[str, float]]], n: int) -> list[tuple[tuple[str, ...], float]]:
    """The likeliest choices of one option a piece."""
    chosen: list[tuple[tuple[str, ...], float]] = [((), 0.0)]
    for option in options:
        longer = [((*texts, text), before + logp) for texts, before in chosen for text, logp in option]
        chosen = sorted(longer, key=lambda pair: -pair[1])[:max(n, PER_WORD)]
    return chosen


def _written(texts: Sequence[str], language: _Language, script: str) -> str:
    if language.capital:
        texts = [text[:1].upper() + text[1:] for text in texts]
    whole = language.joiner.join(texts)
    return whole.translate(_traditional()) if script == "Hant" else whole


def _already(text: str, language: _Language) -> bool:
    """Whether every letter is of the language's own script."""
    low, high = language.range
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(low <= c.lower() <= high for c in letters)


def _method(parts: Sequence[Piece], language: _Language, quick: bool) -> str:
    if all(piece.kind is not Kind.WORD for piece in parts):
        return "letters"
    if language.code == "ja":
        return "e2k+tables" if katakana.load() else "tables"
    return "tables+kana" if language.through_kana and not quick else "tables"


def _confidence(posterior: float, language: _Language) -> float:
    """The measured hit rate at a posterior, in proportion between two measured points."""
    low, rate = 0.0, 0.0
    for high, hit in language.hits:
        if posterior <= high:
            return round(rate + (hit - rate) * (posterior - low) / (high - low), 3)
        low, rate = high, hit
    return round(rate, 3)


def _add(a: float, b: float) -> float:
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))


@lru_cache(maxsize=1024)
def _decoded(name: str, letters: str, n: int, margin: float = MARGIN) -> tuple[Answer, ...]:
    """A model's answers, remembered for a while: simplified and traditional characters ask the same question."""
    return _model(name).decode(letters, n, beam=n, margin=margin)


@cache
def _model(name: str) -> JointModel:
    return JointModel(unpack(data.read_bytes(f"{FOLDER}/{name}.xz")))


@cache
def _settings() -> dict[str, dict[str, str]]:
    return tomllib.loads(data.read_text(f"{FOLDER}/languages.toml"))


@cache
def _traditional() -> dict[int, str]:
    """Simplified → traditional, for the characters the tables can write."""
    pairs = _settings()["zh"]["traditional"]
    return {ord(pairs[k]): pairs[k + 1] for k in range(0, len(pairs), 2)}


@cache
def _language(code: str) -> _Language:
    entry: dict[str, object] = dict(tomllib.loads(data.read_text(f"{FOLDER}/languages.toml"))[code])
    hits = tomllib.loads(data.read_text(f"{FOLDER}/calibration.toml"))[code]["hits"]
    edges = str(entry["range"])
    listed = entry["weights"]
    tables = entry["tables"]
    letters = entry.get("letters", {})
    assert isinstance(listed, list) and isinstance(tables, list) and isinstance(letters, dict)  # noqa: S101
    return _Language(
        code=code, tables=tuple(map(str, tables)), weights=tuple(map(float, listed)),
        through_kana=str(entry.get("through_kana", "")), kana_weight=float(str(entry.get("kana_weight", 0.0))),
        english=float(str(entry.get("english", 1.0))), halves=float(str(entry["halves"])),
        letters=letters, joiner=str(entry["joiner"]),
        conjunction=str(entry["and"]), capital=bool(entry.get("capital")), range=(edges[0], edges[1]),
        wide=int(str(entry["wide"])), margin=float(str(entry["margin"])),
        hits=tuple((float(p), float(r)) for p, r in hits),
    )
