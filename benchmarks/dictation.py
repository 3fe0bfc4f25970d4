"""The phone test measured: how often the true spelling of a common word comes first, or among five, from its sound.

    python -m benchmarks.dictation [--words 1000] [LANGUAGE …]

Words that the models have not counted (one in ten, the same that `phonotactics` keeps out), read by our own tables:
the figure is about spelling, not about reading. Inflected sisters of a word may have been counted. A share is honest
when what is claimed for the first spelling is how often it is right. Baseline: for each sound the letters that write it
oftenest, whatever stands beside it.
"""

from __future__ import annotations

import argparse
import sys
import time
import zlib
from collections.abc import Sequence

from brandname.language.alphabets import orthography
from brandname.language.dictation import Dictation
from brandname.language.dictation_training import WORDS, fit, is_covered, read
from brandname.language.phonotactics import KEPT_OUT
from brandname.language.phonotactics import fit as fit_letters
from brandname.language.words import common_words

LANGUAGES = (
    "bg", "ca", "cs", "da", "de", "el", "en", "es", "fi", "fil", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "mk",
    "ms", "nb", "nl", "pl", "pt-BR", "pt-PT", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk",
)


def main(arguments: list[str] | None = None) -> int:
    """Prints one line a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--words", type=int, default=1000)
    options = parser.parse_args(arguments)
    print("language\twords\tbaseline\tfirst\tof five\tshare claimed for the first\tshare of the true\tms a word")
    for tag in options.languages:
        measure(tag, options.words)
    return 0


def measure(tag: str, size: int) -> None:
    """One language: fit on nine tenths, ask for the rest."""
    ortho = orthography(tag)
    if ortho is None or not is_covered(ortho, tag):
        print(tag, "no model", sep="\t")
        return
    words = common_words(tag)[:WORDS]
    model = fit([word for word in words if not _held(word)], tag, fit_letters(words, ortho))
    pairs = [(word, pair) for word in words if _held(word) and len(word) > 2 and (pair := read(word, tag, ortho))]
    cases = [(word, "".join(labels)) for word, (_, labels) in pairs][:size]
    if model is None or not cases:
        print(tag, "too few words", sep="\t")
        return
    start = time.process_time()
    heard = [model.spellings(ipa, 5) for _, ipa in cases]
    pace = 1000 * (time.process_time() - start) / len(cases)
    shares = [model.chance(word, ipa) or 0.0 for word, ipa in cases]
    answers = [[one.spelling for one in row] for row in heard]
    claimed = [row[0].probability if row else 0.0 for row in heard]
    first = [answer[:1] == [word] for answer, (word, _) in zip(answers, cases, strict=True)]
    five = [word in answer for answer, (word, _) in zip(answers, cases, strict=True)]
    plain = [baseline(model, ipa) == word for word, ipa in cases]
    print(tag, len(cases), *(f"{_mean(values):.3f}" for values in (plain, first, five, claimed, shares)), f"{pace:.2f}",
          sep="\t", flush=True)


def baseline(model: Dictation, ipa: str) -> str:
    """Each sound by the letters that write it oftenest anywhere."""
    out = ""
    for code in model.encode(ipa):
        choices = {unit: n for unit, n in model.counts.get(code, {}).items() if unit[0] == "1"}
        out += max(sorted(choices), key=lambda unit: choices[unit], default="1")[1:]
    return out


def _held(word: str) -> bool:
    return not zlib.crc32(word.encode()) % KEPT_OUT


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    sys.exit(main())
