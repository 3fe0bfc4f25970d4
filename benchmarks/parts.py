"""What single rooms take, in one process: milliseconds a piece of work, best of three.

    python -m benchmarks.parts

markets    one packaged market read
phonotactics  one name scored by a letter model
hanzi      one name in Chinese characters described
readings   one name read in 30 languages by every route; `local spelling` too, or without it
scripts    ten spellings of a coined name in each of the seven trained scripts; the first, at the quick depth
rank       210,000 findings (1,000 names × 30 markets × 7 checks) ranked
Prints one JSON line a part. Figures of different runs on a shared machine do not compare; those of one run do.
"""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Callable, Iterator
from itertools import islice

from benchmarks.generated import SEED
from benchmarks.generated import names as generated
from brandname import data
from brandname.checks.base import answered
from brandname.language.characters import common_characters
from brandname.language.hanzi import describe
from brandname.language.readings import readings as read
from brandname.language.scripts.rendering import covered, renderings
from brandname.language.words import open_phonotactics
from brandname.model import Brief, Candidate, Finding, Hit, Market, Question, Study, Subject, SubjectKind, say
from brandname.rank import rank
from brandname.study.facts import known_markets, parse

TAGS = (
    "en-US", "en-GB", "es-ES", "es-MX", "pt-BR", "fr-FR", "de-DE", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs",
    "hu", "ro", "tr", "id", "vi", "ru", "uk", "el", "ar", "he", "hi", "th", "ja", "ko", "zh-Hans",
)
CHECKS = ("meaning", "pronunciation", "interviews", "domain", "a", "b", "c")


def markets() -> int:
    """Reads every packaged market."""
    for code in known_markets():
        parse(tomllib.loads(data.read_text(f"markets/{code}.toml")))
    return len(known_markets())


def phonotactics() -> int:
    """Scores one name many times by the Spanish model."""
    model = open_phonotactics("es")
    if model is None:
        raise SystemExit("no Spanish letter model: is wordfreq installed?")
    for _ in range(20_000):
        model.score("melirano")
    return 20_000


def hanzi() -> int:
    """Describes 300 names of two to four common characters."""
    chars = [c.char for c in common_characters(1)]
    names = ["".join(chars[(i * 7 + j * 1301) % len(chars)] for j in range(2 + i % 3)) for i in range(300)]
    for name in names:
        describe(name)
    return len(names)


def readings(names: Iterator[str], *, rendered: tuple[str, float] | None) -> int:
    """Reads 250 names, never read before, in 30 languages; `rendered` as in `readings.readings`."""
    batch = list(islice(names, 250))
    for name in batch:
        for tag in TAGS:
            read(name, tag, rendered=rendered)
    return len(batch)


def scripts(coined: Iterator[str], *, quick: bool) -> int:
    """Writes names in every trained script; other names each time, as remembered ones cost nothing."""
    for name in islice(coined, 60):
        for script in covered():
            renderings(name, script, 1 if quick else 10, quick=quick)
    return 60


def ranking() -> Callable[[], int]:
    """Ranks a long list, made beforehand."""
    codes = [f"m{n:02d}" for n in range(30)]
    names = tuple(f"Name{n}" for n in range(1000))
    study = Study("study", Brief(), tuple(map(Candidate, names)), tuple(Market(code, code, ()) for code in codes))
    findings = [finding(name, check, code) for name in names for code in codes for check in CHECKS]

    def work() -> int:
        rank(study, findings, today="2026-11-22")
        return len(findings)

    return work


def finding(name: str, check: str, code: str) -> Finding:
    """One answered question with one hit."""
    question = Question(check, name, Subject(name, SubjectKind.MARKET, code), (code,))
    hit = Hit(f"{check}/{code}", say("benchmark.hit"), 0.3, 0.5)
    return answered(question, say("benchmark.finding"), hits=[hit], evidence=["dataset:benchmark@1"])


def measure(part: str, work: Callable[[], int]) -> None:
    """Prints the best of three."""
    best = min(_once(work) for _ in range(3))
    print(json.dumps({"part": part, "milliseconds": round(1000 * best, 4)}), flush=True)


def _once(work: Callable[[], int]) -> float:
    started = time.process_time()
    pieces = work()
    return (time.process_time() - started) / pieces


def main() -> None:
    """Measures every part."""
    coined = generated(4000, SEED)
    for tag in TAGS:
        read("Velora", tag)  # the tables are loaded
    for part, work in (
        ("markets", markets), ("phonotactics", phonotactics), ("hanzi", hanzi),
        ("readings, without local spelling", lambda: readings(coined, rendered=("", 0.0))),
        ("readings", lambda: readings(coined, rendered=None)),
        ("scripts", lambda: scripts(coined, quick=False)), ("scripts, quick", lambda: scripts(coined, quick=True)),
        ("rank", ranking()),
    ):
        measure(part, work)


if __name__ == "__main__":
    main()
