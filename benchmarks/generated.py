"""Counts warnings of the meaning check on generated names: coined words that nobody had a reason to avoid.

    python -m benchmarks.generated [--names 1000] [--seed 2026] [--markets us,mx,…] [--show 20]

A cell is a name in a market; it counts when some hit there is at warning or above with the confidence of
`benchmarks.meanings`. Some cells are rightly warned of (a generator hits real words too), so the figure is an upper
bound of false alarms. Prints cells warned of, by place of the match and by language, time and peak memory.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.meanings import packaged, warnings
from brandname.checks.base import Case, Resources
from brandname.checks.meaning import MeaningCheck, MeaningOptions
from brandname.model import Brief, Candidate, Study
from brandname.plan import plan

MARKETS = "us mx br gb ie de at ch fr es it nl pl se tr sa eg in id jp kr cn hk tw".split()  # noqa: SIM905
ONSETS = "b c d f g h k l m n p r s t v z br cl cr dr fl gl gr kr pl pr sh sk sl sp st th tr v".split()  # noqa: SIM905
VOWELS = "a a a e e e i i i o o o u u ai ea ia io ou".split()  # noqa: SIM905
SEED = 2026
CODAS = ["", "", "", "", "l", "m", "n", "n", "r", "s", "x", "nt", "rn", "st"]


def names(count: int, seed: int) -> Iterator[str]:
    """Distinct pronounceable names of 4–10 letters in two or three syllables; the same for the same seed."""
    chance, made = random.Random(seed), set[str]()
    while len(made) < count:
        syllables = chance.choice((2, 2, 2, 3, 3))
        name = "".join(
            ("" if i == 0 and chance.random() < 0.12 else chance.choice(ONSETS)) + chance.choice(VOWELS)
            + (chance.choice(CODAS) if i == syllables - 1 or chance.random() < 0.35 else "")
            for i in range(syllables)
        ).capitalize()
        if 4 <= len(name) <= 10 and name not in made:
            made.add(name)
            yield name


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--markets", default=",".join(MARKETS))
    parser.add_argument("--show", type=int, default=20, help="how many warned cells to print")
    args = parser.parse_args()
    markets = tuple(m for m in map(packaged, args.markets.split(",")) if m is not None)
    study = Study("benchmark", Brief(), tuple(map(Candidate, names(args.names, args.seed))), markets)
    check = MeaningCheck(MeaningOptions())
    questions = plan(study, [check])
    begun = time.perf_counter()
    findings = check.judge([Case(question) for question in questions], Resources(study))
    took = time.perf_counter() - begun
    cells: dict[tuple[str, str], str] = {}
    places: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for finding in findings:
        for hit in warnings([finding]):
            how = f"{hit.measures['place']}/{hit.measures['way']}"
            word = f"{finding.question.subject.scope}:{hit.measures['word']} ({how})"
            places[how] += len(finding.question.markets)
            languages[finding.question.subject.scope] += len(finding.question.markets)
            for code in finding.question.markets:
                cells.setdefault((finding.question.candidate, code), word)
    total = len(study.candidates) * len(markets)
    print(f"{len(cells)} of {total} cells at warning: {100 * len(cells) / total:.2f} %")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(questions)} questions in {took:.2f} s, peak {peak:.0f} MB")
    print("by match:", dict(places.most_common()))
    print("by language:", dict(languages.most_common(12)))
    for (name, code), word in list(cells.items())[: args.show]:
        print(f"  {name} {code}: {word}")


if __name__ == "__main__":
    main()
