"""Builds the table that guesses which language a name in Latin letters comes from (`data/sharealike/origin.xz`).

    python -m tools.build_origin [--measure] [--into FILE]

Reads the word lists of wordfreq (CC BY-SA 4.0): a word counts for each language by the square of its frequency there,
so that a loan is shared out, mostly to where it comes from. Chinese, Japanese, Korean and Russian words are romanised
first (`pypinyin`; readings of `unidic-lite` through `fugashi`; `scripts.latin`). Names of persons come from the lists
of `Faker` (MIT); rare words of the CMU Pronouncing Dictionary, mostly surnames, count as English, as they are read
so. Coined names are letters in a row as in all languages mixed, or two words grown together. A multinomial logistic
regression over sequences of letters is fitted with scipy; then those that say least are dropped and the scores stored
in a byte each. One word in ten is never trained on: `--measure` prints what is guessed about those. fugashi, unidic-
lite, Faker and scipy are needed here only.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import lzma
import math
import random
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from brandname.language.english import known_words
from brandname.language.origin import COINED, FILE, LONGEST, STEP, features, origins, words_of
from brandname.language.scripts.latin import read_back
from brandname.language.scripts.spelling import plain_letters

TARGET = Path(__file__).parent.parent / "brandname" / "data" / FILE
LATIN = {
    "en": ("en_US", "en_GB"), "fr": ("fr_FR",), "it": ("it_IT",), "de": ("de_DE",), "es": ("es_ES",),
    "pt": ("pt_PT", "pt_BR"), "nl": ("nl_NL",), "sv": ("sv_SE",), "da": ("da_DK", "no_NO"), "fi": ("fi_FI",),
    "pl": ("pl_PL",), "cs": ("cs_CZ",), "hu": ("hu_HU",), "ro": ("ro_RO",), "tr": ("tr_TR",), "id": ("id_ID",),
}
"""Languages written in Latin letters → Faker's names of persons."""
ROMANISED = ("ja", "zh", "ko", "ru")
TAGS = (*LATIN, *ROMANISED, COINED)
PRIORS = {"en": 0.36, "fr": 0.09, "it": 0.07, "de": 0.07, "es": 0.04, "ja": 0.05, COINED: 0.22}
"""Shares of languages among names before one is seen, assumed from the countries brands come from; the rest 0.01."""
WORDS = {"en": 30_000}
COMMON = 15_000
"""Words taken of a language."""
CLASS = 12_000.0
"""What each language weighs in the fit."""
NAME = 3.0
"""What a name of a person weighs against a word: brands are named after people."""
PLAIN = 0.7
"""What a word weighs without its accents beside itself with them."""
RARE_ENGLISH, AMERICANS, AMERICAN = 2.5, 15_000, 0.3
"""Words less common than so much (Zipf) are taken from the dictionary of English, so many, each with this weight."""
INVENTED, BLENDS = 24_000, 0.5
"""Coined names, and the share of them that are the beginning of one word and the end of another."""
KEPT, WHOLE = 14_000, 14_000
"""Sequences of letters, and whole words of more than three, in the table."""
KNOWN = 7_000
"""The commonest words of a language are looked at as a whole too."""
RARE = 20
"""Sequences seen in fewer words are not looked at."""
RIDGE = 1.0
TEMPER = 0.8
"""Scores times this are right as often as they say, on the words kept out (of .5, .6 … 1)."""
SEED = 2026

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sample:
    """A word, the languages it is of, and what it weighs."""

    word: str
    shares: Shares
    weight: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds, or measures what is shipped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--into", type=Path, default=TARGET)
    chosen = parser.parse_args(arguments)
    everything = samples()
    held = [sample for sample in everything if held_out(sample.word)]
    if not chosen.measure:
        table = fit([sample for sample in everything if not held_out(sample.word)])
        chosen.into.write_bytes(table)
        print(f"{len(table)} bytes", file=sys.stderr)
    measure(held)
    return 0


def held_out(word: str) -> bool:
    """Whether a word is one of the tenth kept for measuring; the same with and without accents."""
    return hashlib.sha256(plain_letters(word).encode()).digest()[0] % 10 == 0


def samples() -> list[Sample]:
    """Every word and name, and coined ones, by language; each also without its accents."""
    listed = [*words(), *americans(), *romanised(), *persons()]
    listed += [Sample(word, {COINED: 1.0}, 1.0) for word in invented(listed)]
    plain = [
        Sample(bare, sample.shares, sample.weight * PLAIN)
        for sample in listed if (bare := plain_letters(sample.word)) and bare != sample.word
    ]
    return _balanced([*listed, *plain])


def _balanced(listed: Iterable[Sample]) -> list[Sample]:
    """Samples weighed so that all languages weigh the same."""
    listed = list(listed)
    mass: dict[str, float] = defaultdict(float)
    for sample in listed:
        for tag, part in sample.shares.items():
            mass[tag] += part * sample.weight
    return [
        Sample(s.word, s.shares, s.weight * sum(part * CLASS / mass[tag] for tag, part in s.shares.items()))
        for s in listed
    ]


def words() -> Iterator[Sample]:
    """The commonest words of the languages written in Latin letters, shared out by frequency."""
    from wordfreq import get_frequency_dict, top_n_list

    frequencies: dict[str, Mapping[str, float]] = {tag: get_frequency_dict(tag, wordlist="best") for tag in LATIN}
    taken = {word for tag in LATIN for word in top_n_list(tag, WORDS.get(tag, COMMON), wordlist="best")}
    for word in sorted(taken):
        if len(word) > 1 and word.isalpha() and words_of(word) == (word,):
            often = {tag: frequencies[tag].get(word, 0.0) for tag in LATIN}
            # Squares: a loan, and a name in the news, is met abroad too, but far less often than at home.
            found = {tag: part**2 for tag, part in often.items()}
            whole = sum(found.values())
            # Words everybody meets decide how function words are read: they weigh more than one word.
            weight = 1.0 + 3 * max(0.0, math.log10(max(often.values()) * 1e5))
            yield Sample(word, {tag: part / whole for tag, part in found.items() if part > whole / 50}, weight)


def americans() -> Iterator[Sample]:
    """Rare words of the CMU Pronouncing Dictionary, many of them surnames of many origins: they are read as English."""
    from wordfreq import zipf_frequency

    rare = [word for word in known_words() if len(word) > 3 and zipf_frequency(word, "en") < RARE_ENGLISH]
    chance = random.Random(SEED)  # noqa: S311 - a fixed choice, nothing secret
    yield from (Sample(word, {"en": 1.0}, AMERICAN) for word in sorted(chance.sample(sorted(rare), AMERICANS)))


def romanised() -> Iterator[Sample]:
    """Common words of languages in other scripts, in the Latin letters their names are usually given."""
    from wordfreq import top_n_list

    for tag in ROMANISED:
        found: set[str] = set()
        for word in top_n_list(tag, COMMON, wordlist="best"):
            found.update(spelling for spelling in _latin(word, tag) if spelling.isalpha() and len(spelling) > 2)
        yield from (Sample(word, {tag: 1.0}, 1.0) for word in sorted(found))


def _latin(word: str, tag: str) -> Iterable[str]:
    if tag == "ja":
        return _romaji(word)
    own = {"zh": ("\u4e00", "\u9fff"), "ko": ("\uac00", "\ud7a3"), "ru": ("а", "ё")}[tag]
    if not all(own[0] <= char <= own[1] for char in word) or (tag == "zh" and len(word) < 2):
        return ()
    return (read_back(word, tag).lower().replace(" ", "").replace("'", ""),)


def _romaji(word: str) -> Iterable[str]:
    """Hepburn of a native word, long vowels unmarked and as they are typed."""
    kana = [str(token.feature.kana or "") for token in _tagger()(word) if token.feature.goshu not in ("外", "記号")]
    if not kana or not all(kana):
        return ()
    letters = read_back("".join(kana), "ja").replace("ō", "o").replace("ū", "u")
    plain = plain_letters(letters)
    return {plain, plain.replace("ou", "o").replace("uu", "u")}


@cache
def _tagger() -> Any:  # noqa: ANN401 - a package needed at build time only
    import unidic_lite
    from fugashi import Tagger

    return Tagger(f"-d {unidic_lite.DICDIR}")


def persons() -> Iterator[Sample]:
    """Names of persons by country; one of several countries is shared out."""
    found: dict[str, set[str]] = defaultdict(set)
    for tag, locales in LATIN.items():
        for locale in locales:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
            for field in ("last_names", "first_names"):
                for full in getattr(provider, field, ()):
                    for word in words_of(unicodedata.normalize("NFC", str(full))):
                        found[word].add(tag)
    for word, tags in sorted(found.items()):
        if len(word) > 1:
            yield Sample(word, {tag: 1 / len(tags) for tag in sorted(tags)}, NAME)


def invented(listed: Iterable[Sample]) -> list[str]:
    """Words nobody has, of 4–10 letters: letters in a row as in all languages mixed, and two words grown together."""
    follow: dict[str, Counter[str]] = defaultdict(Counter)
    real = set()
    for sample in listed:
        plain = plain_letters(sample.word)
        real.add(plain)
        bordered = f"^{plain}$"
        for i in range(1, len(bordered)):
            for n in (1, 2):
                follow[bordered[max(0, i - n):i]][bordered[i]] += 1
    chance, made = random.Random(SEED), set[str]()  # noqa: S311 - a fixed choice, nothing secret
    grown = [sample for sample in listed if sample.word.isascii() and len(sample.word) > 4]
    ends = [sample.word for sample in grown]
    often = list(accumulate(
        s.weight * sum(part * PRIORS.get(tag, 0.01) for tag, part in s.shares.items()) for s in grown))
    while len(made) < INVENTED:
        if chance.random() < BLENDS:
            one, other = chance.choices(ends, cum_weights=often, k=2)
            word = one[:chance.randint(2, 5)] + other[-chance.randint(2, 5):]
        else:
            word = _strung(follow, chance)
        if 4 <= len(word) <= 10 and word not in real:
            made.add(word)
    return sorted(made)


def _strung(follow: Mapping[str, Counter[str]], chance: random.Random) -> str:
    text = "^"
    while not text.endswith("$") and len(text) < 12:
        context = text[-2:] if chance.random() < 0.6 else text[-1:]
        options = follow.get(context) or follow[text[-1:]]
        text += chance.choices(list(options), list(options.values()))[0]
    return text.strip("^$") if text.endswith("$") else ""


def fit(listed: Sequence[Sample]) -> bytes:
    """The table, fitted twice: over all sequences seen often enough, then over those that say most."""
    seen = Counter(feature for sample in listed for feature in features(sample.word))
    common = _common()
    grams = sorted(gram for gram, times in seen.items() if times >= RARE or gram in common)
    scores = _regression(listed, grams, rounds=30)
    strength = {gram: float(abs(row).max()) * math.log1p(seen[gram]) for gram, row in zip(grams, scores, strict=True)}
    order = sorted(strength, key=lambda gram: (-strength[gram], gram))
    parts = [gram for gram in order if gram not in common or len(gram) <= LONGEST][:KEPT]
    wholes = [gram for gram in order if gram in common and len(gram) > LONGEST][:WHOLE]
    kept = sorted([*parts, *wholes])
    return pack(kept, _regression(listed, kept, rounds=80))


def _common() -> set[str]:
    """The commonest words of each language between their borders, with accents and without."""
    from wordfreq import top_n_list

    listed = {word for tag in LATIN for word in top_n_list(tag, KNOWN, wordlist="best")}
    return {f"^{spelling}$" for word in listed for spelling in (word, plain_letters(word))}


def _regression(listed: Sequence[Sample], grams: Sequence[str], rounds: int) -> Any:  # noqa: ANN401 - numpy array
    """Scores (sequences × languages) of a ridge multinomial logistic regression; targets are shares."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    numbers = {gram: i for i, gram in enumerate(grams)}
    ends, columns = [0], list[int]()
    for sample in listed:
        columns += [numbers[feature] for feature in features(sample.word) if feature in numbers]
        ends.append(len(columns))
    seen = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(listed), len(grams)))
    wanted = np.zeros((len(listed), len(TAGS)), dtype=np.float32)
    for i, sample in enumerate(listed):
        whole = sum(sample.shares.values())
        for tag, part in sample.shares.items():
            wanted[i, TAGS.index(tag)] = part / whole
    weight = np.array([sample.weight for sample in listed], dtype=np.float32)[:, None]

    def loss(flat: Any) -> tuple[float, Any]:  # noqa: ANN401
        table = flat.reshape(len(grams), len(TAGS)).astype(np.float32)
        logits = seen @ table
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        cost = -(weight * wanted * logits).sum() + RIDGE / 2 * (table**2).sum()
        slope = seen.T @ (weight * (np.exp(logits) - wanted)) + RIDGE * table
        return float(cost), slope.astype(np.float64).ravel()

    found = minimize(loss, np.zeros(len(grams) * len(TAGS)), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    print(f"{len(listed)} words, {len(grams)} sequences: {found.fun:.0f}", file=sys.stderr)
    return found.x.reshape(len(grams), len(TAGS))


def pack(grams: Sequence[str], scores: Any) -> bytes:  # noqa: ANN401 - numpy array
    """The table as it is stored."""
    import numpy as np

    rest = (1 - sum(PRIORS.values())) / (len(TAGS) - len(PRIORS))
    head = json.dumps({"tags": TAGS, "priors": [round(PRIORS.get(tag, rest), 4) for tag in TAGS], "temper": TEMPER})
    rows = np.clip(np.round(scores * STEP), -127, 127).astype(np.int8).tobytes()
    return lzma.compress(head.encode() + b"\n" + "\t".join(grams).encode() + b"\n" + rows, preset=9)


def measure(held: Sequence[Sample]) -> None:
    """Prints how often the first guess is a right one, the log loss and, by what was said, how often it held.

    Words are weighed so that languages count by the assumed shares of names.
    """
    rest = (1 - sum(PRIORS.values())) / (len(TAGS) - len(PRIORS))
    right: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    said: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for sample in held:
        found = origins(sample.word)
        tag, share = found[0]
        prior = sum(part * PRIORS.get(t, rest) for t, part in sample.shares.items())
        loss = -sum(part * math.log(max(dict(found).get(t, 0.0), 1e-3)) for t, part in sample.shares.items())
        top = max(sample.shares, key=lambda t: sample.shares[t])
        right[top].append((sample.weight, sample.shares.get(tag, 0.0), loss))
        said[min(9, int(share * 10))].append((sample.weight * prior, share, sample.shares.get(tag, 0.0)))
    print("language, held-out words, share of the first guess, log loss")
    for tag in TAGS:
        print(tag, len(right[tag]), *_means(right[tag]))
    print("share said, words, mean said, held")
    for tenth in sorted(said):
        print(tenth / 10, len(said[tenth]), *_means(said[tenth]))


def _means(rows: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    whole = sum(row[0] for row in rows) or 1.0
    return round(sum(r[0] * r[1] for r in rows) / whole, 3), round(sum(r[0] * r[2] for r in rows) / whole, 3)


if __name__ == "__main__":
    sys.exit(main())
