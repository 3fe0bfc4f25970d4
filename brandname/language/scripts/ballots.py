"""What the trained models say about one word: each one's spellings with log posteriors, put together by weight.

The voters: tables reading the letters forwards and backwards; in Japanese `e2k`, once from the letters and once from
the sounds; elsewhere tables that go through katakana, and the network, which reads letters and sounds together; in
Korean also the rules of the loanword orthography. Words run together are read apart too. Spellings that lost part of
the word go down. Knows words, not names of several.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from brandname import data
from brandname.language.english import is_known
from brandname.language.scripts import coverage, katakana, network
from brandname.language.scripts.abroad import abroad
from brandname.language.scripts.hangul import hangul
from brandname.language.scripts.joint import MARGIN, Answer, JointModel
from brandname.language.scripts.looks import Looks
from brandname.language.scripts.saying import Saying, saying
from brandname.language.scripts.settings import FOLDER, Language
from brandname.language.scripts.settings import language as settings_of
from brandname.language.scripts.sounded import composed, sounded, spelled
from brandname.language.scripts.spelling import kana_letters, plain_letters, source_letters
from brandname.language.scripts.tables import unpack
from brandname.language.scripts.usage import with_usage
from brandname.language.scripts.votes import Ballot, Votes, add, normalised, pooled, products, ranked, share
from brandname.language.scripts.words import common_parts, is_english, parts_of, stretches

NARROW = 12
"""Candidates and beam of the tables at the quick depth, and choices of each of several words run together."""
QUICK = 4
"""Candidates and beam of the neural readers at the quick depth."""
LEADING = 0.5
"""Vote of the network from which it is asked alone at the quick depth; below, it is not asked there."""
NETWORKED, RULED = 10, 10
"""Answers of the network and of the rules at the full depth."""
PER_WORD = 20
"""Answers a neural reader is asked for at the full depth."""
FOREIGN = 0.4
"""How much those who see only letters still count when it is stated how the word is said."""
STATED = 2.5
"""How much more the readers of sounds count then."""
_BORDER = re.compile("(?<=[aeiouy])['’](?=[a-z])", re.IGNORECASE)
FRENCH = 3.0
"""How much more the readings of other languages count for a name that is all French, which English spoils most."""
LOST = 3.0
"""Nats for each consonant missing beyond what is tolerated."""


def word_votes(
    word: str, language: Language, *, origin: str = "", ipa: str = "", quick: bool = False, looks: Looks | None = None
) -> Votes:
    """All models' votes on a word, added up by weight; not normalised. Empty when no model reads it.

    `looks`: what the whole name looks like, where that is asked (Korean).
    """
    whole = source_letters(word)
    cut = stretches(word)
    if cut:
        parts = (common_parts(word) if language.compounds else ()) or parts_of(word) or cut
        return _joined(
            [word_votes(part, language, origin=origin, quick=quick, looks=looks) for part in parts], language)
    said = saying(word, origin, ipa)
    base, language = language, language.voting(looks.english) if looks else language
    english = looks.english if looks else float(is_english(word))
    if language.code == "ja":
        ballots = _kana_ballots(word, said, language, quick)
    else:
        ballots = _other_ballots(word, said, language, quick, english)
    if looks and not said.foreign:
        if not quick or language.heard > language.weights[0] / 2:
            ballots += _sound_ballots(word, language, quick)
        ballots.append((language.abroad * (1.0 + FRENCH * looks.french), abroad(word, looks.name)))
    leads = language.code == "ja" or language.network >= LEADING
    leads = leads or bool(looks and not said.foreign and language.heard > language.weights[0])
    if not (quick and leads and any(votes for _, votes in ballots)):
        share_of_letters = FOREIGN if said.foreign else 1.0
        ballots += [(weight * share_of_letters, votes) for weight, votes in _table_ballots(whole, language, quick)]
    common = common_parts(word) if language.compounds else ()
    parts = common or (() if quick else parts_of(word))
    if parts and not (quick and said.foreign):
        apart = _joined(
            [word_votes(part, base, origin=origin, quick=quick, looks=looks) for part in parts], language)
        ballots.append((language.compounds if common else language.halves, apart))
    added = _added(ballots, language)
    if looks and not said.foreign:
        added = with_usage(plain_letters(word), added, looks)
    return _guarded(word, added, language)


def _table_ballots(letters: str, language: Language, quick: bool) -> list[Ballot]:
    names = language.tables[:1] if quick else language.tables
    most, margin = (NARROW, MARGIN) if quick else (language.wide, language.margin)
    return [
        (weight, share(_decoded(name, letters, most, margin)))
        for name, weight in zip(names, language.weights, strict=False)
    ]


def _sound_ballots(word: str, language: Language, quick: bool) -> list[Ballot]:
    """Votes of the tables that read English sounds with their letters."""
    names = language.sound_tables[:1] if quick else language.sound_tables
    most, margin = (NARROW, MARGIN) if quick else (language.wide, language.margin)
    heard = sounded(word)
    return [(language.heard, share(_decoded(name, heard, most, margin))) for name in names]


def _kana_ballots(word: str, said: Saying, language: Language, quick: bool) -> list[Ballot]:
    by_letters = language.kana_weight * (FOREIGN if said.foreign else 1.0)
    by_sounds = language.sound_weight * (STATED if said.foreign else 1.0)
    ballots = [(by_letters, share(katakana_of(word, quick)))]
    known = not said.foreign and (is_english(word) or is_known(plain_letters(word)))
    if not quick or said.foreign:
        ballots.append((by_sounds + language.known_sound * known, share(_heard(said.codes))))
    return ballots


def _other_ballots(word: str, said: Saying, language: Language, quick: bool, english: float) -> list[Ballot]:
    ballots: list[Ballot] = []
    if language.network and (not quick or language.network >= LEADING):
        answers = _networked(word, said.codes, QUICK if quick else NETWORKED, quick)
        ballots.append((language.network * (STATED if said.foreign else 1.0), share(answers.get(language.code, ()))))
    more = 1.0 if said.foreign else 1.0 + (language.english - 1.0) * english
    if language.rules:
        weight = language.rules * (STATED if said.foreign else more)
        ballots.append((weight, share(_ruled(word, said))))
    if language.through_kana and not quick:
        weight = language.kana_weight * (1.0 if language.rules else more)
        ballots.append((weight, _through_kana(word, said, language)))
    return ballots


def _added(ballots: Sequence[Ballot], language: Language) -> Votes:
    """The weighted sum, of spellings in the language's own script."""
    total: Votes = {}
    for text, vote in pooled(ballots, language.floor).items():
        composed = language.ended(unicodedata.normalize("NFC", text))
        # No word begins with the sign that makes a vowel long; e2k writes such for names in oo-.
        if composed and composed[0] != "ー" and language.writes(composed):
            total[composed] = max(vote, total.get(composed, vote))
    return total


def _guarded(word: str, votes: Votes, language: Language) -> Votes:
    return {text: vote - LOST * coverage.lost(word, text, language.code) for text, vote in votes.items()}


def _joined(parts: Sequence[Votes], language: Language) -> Votes:
    """Votes on words written as one."""
    options = [ranked(votes, NARROW) for votes in parts]
    if not all(options):
        return {}
    return normalised({language.ended("".join(texts)): logp for texts, logp in products(options, PER_WORD)})


def _through_kana(word: str, said: Saying, language: Language) -> Votes:
    """Votes of the model that reads katakana, over the word's likeliest katakana."""
    answers = (_heard(said.codes) if said.foreign else ()) or katakana_of(word)
    votes: Votes = {}
    for kana, known in share(answers[:language.kana_readings]).items():
        for text, logp in share(_decoded(language.through_kana, kana_letters(kana), language.kana_wide)).items():
            votes[text] = add(votes[text], known + logp) if text in votes else known + logp
    return votes


@lru_cache(maxsize=4096)
def katakana_of(word: str, quick: bool = False) -> tuple[Answer, ...]:
    """Katakana of a word from `e2k`, or from the tables where that is not installed or has no answer.

    `quick`: a search for few answers, about ten times as fast. What an apostrophe after a vowel parts is read apart:
    O'Nara is not one-ara.
    """
    if len(parts := _BORDER.split(word)) > 1:
        each = [[(answer.text, answer.logp) for answer in katakana_of(part, quick)] for part in parts]
        joined = products(each, PER_WORD) if all(each) else ()
        return tuple(Answer("".join(texts), logp) for texts, logp in joined)
    reader, letters = katakana.load(), katakana.respelled(word)
    answers = reader.decode(letters, QUICK, beam=QUICK) if reader and quick else ()
    answers = answers or (reader.decode(letters, PER_WORD) if reader else ())
    return answers or _decoded(settings_of("ja").tables[0], source_letters(word), NARROW)


@lru_cache(maxsize=4096)
def _heard(codes: str) -> tuple[Answer, ...]:
    """Katakana of the sounds of a word from `e2k`."""
    reader = katakana.load_sounds()
    return reader.decode(codes, PER_WORD) if reader else ()


def _ruled(word: str, said: Saying) -> tuple[Answer, ...]:
    """Korean letters by rule, from the sounds and the letters they are spelled with."""
    found = [] if said.foreign else spelled(word)
    return hangul(found or [("", said.codes)], RULED)


@lru_cache(maxsize=4096)
def _networked(word: str, codes: str, n: int, leading: bool) -> Mapping[str, tuple[Answer, ...]]:
    """The network's answers in all its languages (or those where it leads), which take little longer than one."""
    reader, letters = network.load(), source_letters(word)
    if not reader or not letters:
        return {}
    codes_of_languages = [code for code in reader.languages if not leading or settings_of(code).network >= LEADING]
    return reader.decode([(letters, codes)], codes_of_languages, n, beam=n)[0]


@lru_cache(maxsize=1024)
def _decoded(name: str, letters: str, n: int, margin: float = MARGIN) -> tuple[Answer, ...]:
    """A model's answers, composed (NFC), remembered for a while: several ballots ask the same question."""
    answers = model(name).decode(letters, n, beam=n, margin=margin)
    return tuple(Answer(composed(answer.text), answer.logp) for answer in answers)


@cache
def model(name: str) -> JointModel:
    """The tables of one file."""
    return JointModel(unpack(data.read_bytes(f"{FOLDER}/{name}.xz")))
