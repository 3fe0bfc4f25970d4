"""Chinese names: confidence of spellings by sound on held-out names, and proposals with meaning on cases.

`python -m benchmarks.chinese --calibrate FOLDER --pairs PAIRS` prints `data/chinese/calibration.toml` from tables
trained with `tools/train_chinese.py PAIRS --hold-out --into FOLDER`. `python -m benchmarks.chinese CASES.tsv` writes
the proposals of `meaningful_names` for each case (`--out FILE`), in the form `benchmarks.translit` writes spellings in.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from pathlib import Path

from benchmarks.translit import HELD, SCRIPTS, SEED, read, rising
from brandname.language.scripts import characters_by_sound, syllables
from brandname.language.scripts.chinese import spell
from brandname.language.scripts.joint import JointModel
from brandname.language.scripts.tables import unpack
from tools import train_translit

MOST = 50
SHOWN = 10


def main() -> None:
    """Answers cases, or measures confidence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, nargs="?")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--goods", default="", help="what is sold, in words, for all cases")
    parser.add_argument("--calibrate", type=Path)
    parser.add_argument("--pairs", type=Path)
    chosen = parser.parse_args()
    if chosen.calibrate:
        calibrate(chosen.pairs, chosen.calibrate)
        return
    lines = [json.dumps({"id": case["id"], "candidates": propose(case, chosen.goods)}, ensure_ascii=False) + "\n"
             for case in read(chosen.cases) if SCRIPTS.get(case["target_lang"]) in {"Hans", "Hant"}]
    if chosen.out:
        chosen.out.write_text("".join(lines), encoding="utf-8")
    else:
        sys.stdout.write("".join(lines))


def propose(case: dict[str, str], goods: str) -> list[str]:
    """The proposals with meaning for one case."""
    from brandname.language.scripts.meaningful import meaningful_names

    found = meaningful_names(case["source_name"], goods=goods, script=SCRIPTS[case["target_lang"]], n=MOST)
    return [one.text for one in found]


def calibrate(pairs: Path, tables: Path) -> None:
    """Prints points of posterior and hit rate for both depths, on names that the tables have not seen."""
    models = {path.name.split("-")[0]: JointModel(unpack(path.read_bytes())) for path in tables.glob("*-forward.xz")}
    syllables._model = models.__getitem__  # type: ignore[assignment]
    characters_by_sound.habits = (tables / "habits.tsv.xz").read_bytes  # type: ignore[assignment]
    language = train_translit.read(pairs, "zh")
    names = sorted(name for name in language.spellings if train_translit.held_out(name))
    sample = random.Random(SEED).sample(names, HELD)
    print(f"# Posterior and hit rate of spellings of {HELD} held-out personal names; not of brands.")
    for key, quick in (("hits", False), ("quick", True)):
        points = [(round(math.exp(one.logp), 4), int(one.text in language.spellings[name]))
                  for name in sample for one in spell(name, SHOWN, quick=quick)]
        print(f"{key} = {[list(point) for point in rising(points)]}", flush=True)


if __name__ == "__main__":
    main()
