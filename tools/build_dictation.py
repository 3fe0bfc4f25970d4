"""Writes brandname/data/sharealike/: spelling by ear and letter sequences, counted from wordfreq's lists.

    python tools/build_dictation.py [--only dictation,phonotactics] [--date 2026-11-22]

Run it again when wordfreq, the sound tables or the orthographies change; prints the entries for data/index.toml.
wordfreq's data are CC BY-SA 4.0, and so is what is counted from them: it stays in a folder of its own, with its notice.
No word list is contained. Reads installed packages and shipped tables only.
"""

from __future__ import annotations

import argparse
import json
import lzma
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from brandname import data
from brandname.language import dictation_tables, words
from brandname.language.alphabets import orthography
from brandname.language.dictation_training import WORDS, fit, is_covered
from brandname.study.facts import known_markets, parse

FOLDER = Path(__file__).resolve().parent.parent / "brandname" / "data"
ENTRY = """\
["{id}"]
path = "{id}"
title = "{title}"
version = "wordfreq {version}"
date = "{date}"
origin = "counted by tools/build_dictation.py from the small lists of wordfreq {version}{also}"
licence = "CC-BY-SA-4.0"
digest = "{digest}"
"""


def tags() -> list[str]:
    """Every language described, with the regions that are read apart and the tags of packaged markets."""
    raw = tomllib.loads(data.read_text("language/orthographies.toml"))
    known = {*raw["language"], *raw["engines"]}
    for code in known_markets():
        known |= {share.tag for share in parse(tomllib.loads(data.read_text(f"markets/{code}.toml"))).languages}
    return sorted(known)


def dictation() -> Iterator[tuple[str, bytes]]:
    """File name → model, for every language that has what a model is counted from."""
    made = set()
    for tag in dict.fromkeys(filter(None, map(dictation_tables.shared_tag, tags()))):
        ortho, name = orthography(tag), dictation_tables.file_of(tag)
        if ortho is None or name in made or not is_covered(ortho, tag):
            continue
        model = fit(words.common_words(tag)[:WORDS], tag)
        if model is not None:
            made.add(name)
            yield name, dictation_tables.pack(model)


def phonotactics() -> Iterator[tuple[str, bytes]]:
    """File name → letter-sequence model."""
    made = set()
    for tag in tags():
        name = words.file_of(tag)
        if name and name not in made and (model := words.fit_phonotactics(tag)) is not None:
            made.add(name)
            table = json.dumps(model.table(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            yield name, lzma.compress(table.encode(), preset=9 | lzma.PRESET_EXTREME)


def write(id_: str, files: Iterator[tuple[str, bytes]]) -> None:
    """Replaces the files of a dataset."""
    folder = FOLDER / id_
    folder.mkdir(parents=True, exist_ok=True)
    made = dict(files)
    for old in folder.glob("*.xz"):
        if old.name not in made:
            old.unlink()
    for name, body in made.items():
        (folder / name).write_bytes(body)


def main() -> None:
    """Builds and prints the entries."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="dictation,phonotactics")
    parser.add_argument("--date", default=date.today().isoformat())  # noqa: DTZ011 - the builder's own day
    options = parser.parse_args()
    for id_, title, also, files in (
        (dictation_tables.DATASET, "What listeners write for the sounds of each language",
         ", read by data/sounds (English: the CMU Pronouncing Dictionary)", dictation),
        (words.DATASET, "How usual letters in a row are in each language", "", phonotactics),
    ):
        if id_.partition("/")[2] in options.only.split(","):
            write(id_, files())
            print(ENTRY.format(id=id_, title=title, version=words.list_version(), also=also, date=options.date,
                               digest=data.compute_digest(id_)))


if __name__ == "__main__":
    main()
