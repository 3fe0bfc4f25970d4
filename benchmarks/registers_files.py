"""Synthetic register files: the US office's case files as CSV tables, or any one table, as large as asked for.

    python -m benchmarks.registers_files FOLDER --marks 1000000            writes the tables
    python -m benchmarks.registers_files FILE.csv --table --marks 1000000  writes one table of another office
    python -m benchmarks.registers_files SOURCE --import [--alone]         times their import into a fresh shelf

Wall time, and the processors' time of the process that writes and of the one that reads; `--alone` does without it.

Names come from `benchmarks/synthetic_marks.py` where it can be imported. Nothing here is a real mark.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

SEED = 20261122
CASE_COLUMNS = (
    "abandon_dt", "amend_lb_for_app_in", "cancel_dt", "cfh_status_cd", "cfh_status_dt", "filing_dt", "mark_draw_cd",
    "mark_id_char", "publication_dt", "reg_cancel_cd", "registration_dt", "registration_no", "renewal_dt", "serial_no",
    "std_char_claim_in", "trade_mark_in", "serv_mark_in",
    *(f"flag_{number:02}_in" for number in range(62)),
)
"""79 columns, as the dataset has; those we do not read are filled with flags."""
TABLE_COLUMNS = ("Trademark", "Application number", "Nice class", "Holder", "Holder country", "Status", "Filing date",
                 "Registration date", "Goods and services", "Comment")
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "or", "pu", "ra", "se", "ti", "vo", "xa", "lin", "tor")
GOODS = ("soap", "shampoo", "laundry detergent", "tea", "mineral water", "software for accounting", "clothing", "toys",
         "cosmetics", "restaurant services", "advertising", "hand tools", "bicycles", "furniture", "pet food")


def main() -> None:
    """Writes tables, or imports them and prints what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--marks", type=int, default=100_000)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--import", dest="take", action="store_true")
    parser.add_argument("--alone", action="store_true")
    given = parser.parse_args()
    if given.take:
        print(json.dumps(time_import(given.source, alone=given.alone)))
    elif given.table:
        write_table(given.source, given.marks)
    else:
        write_case_files(given.source, given.marks)


def write_case_files(folder: Path, marks: int, seed: int = SEED) -> None:
    """`case_file.csv` and three child tables: 1.2 classes, 1.9 owners and 2.6 statements a mark."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    files = {name: (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
             for name in ("case_file", "intl_class", "owner", "statement")}
    out = {name: csv.writer(file) for name, file in files.items()}
    out["case_file"].writerow(CASE_COLUMNS)
    out["intl_class"].writerow(("serial_no", "class_seq", "intl_class_cd"))
    out["owner"].writerow(("serial_no", "own_seq", "own_type_cd", "own_id", "own_name", "own_entity_cd", "own_addr_1",
                           "own_addr_2", "own_addr_city", "own_addr_state_cd", "own_addr_country_cd"))
    out["statement"].writerow(("serial_no", "statement_seq", "statement_type_cd", "statement_text"))
    for number, name in enumerate(_names(marks, rng)):
        serial = 60_000_000 + number * 3
        out["case_file"].writerow(_case(serial, name, rng))
        for place in range(1 + (rng.random() < 0.15) + (rng.random() < 0.05)):
            out["intl_class"].writerow((serial, place + 1, f"{rng.randint(1, 45):03}"))
        for place in range(1 + (rng.random() < 0.7) + (rng.random() < 0.2)):
            owner = f"{_word(rng).title()} {_word(rng).title()}, Inc."
            out["owner"].writerow((serial, 1, 10 * (place + 1), number, owner, 3, f"{rng.randint(1, 999)} Main Street",
                                   "", "Springfield", "IL", "US"))
        goods = "; ".join(rng.sample(GOODS, rng.randint(1, 6)))
        out["statement"].writerow((serial, 1, f"GS{rng.randint(1, 45):03}1", goods))
        out["statement"].writerow((serial, 2, "AF0000", "the mark was first used elsewhere"))
        if rng.random() < 0.4:
            out["statement"].writerow((serial, 3, "PM0001", f"{name.lower()} {_word(rng)}"))
        if rng.random() < 0.2:
            out["statement"].writerow((serial, 4, "D10000", name.split()[-1]))
    for file in files.values():
        file.close()


def write_table(path: Path, marks: int, seed: int = SEED) -> None:
    """One table with a row a mark, 1 to 3 classes each, its numbers in no order."""
    rng = random.Random(seed)
    numbers = list(range(1_000_000, 1_000_000 + marks))
    rng.shuffle(numbers)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(TABLE_COLUMNS)
        for number, name in zip(numbers, _names(marks, rng), strict=True):
            filed = f"{rng.randint(1, 28):02}.{rng.randint(1, 12):02}.{rng.randint(1980, 2024)}"
            classes = ", ".join(str(rng.randint(1, 45)) for _ in range(rng.choice((1, 1, 1, 2, 3))))
            out.writerow((name, number, classes, f"{_word(rng).title()} GmbH", "DE",
                          rng.choice(("Registered", "Expired", "Pending")), filed, filed,
                          "; ".join(rng.sample(GOODS, 3)), ""))


def time_import(source: Path, *, alone: bool) -> dict[str, object]:
    """Seconds and marks a second of one import into a fresh shelf, seconds and peak memory of its processes."""
    from brandname.registers import importing, relay
    from brandname.registers.shelf import open_shelf

    if alone:
        relay.spare_core = lambda: False
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        found = importing.run_import(open_shelf(Path(folder)), importing.Order(source), "2026-11-22T00:00:00+00:00")
        seconds = perf_counter() - began
        writer, reader = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        unit = 1 if sys.platform == "darwin" else 1024
        return {"marks": found.info.marks, "names": found.info.names, "seconds": round(seconds, 2),
                "marks_per_second": round(found.info.marks / seconds),
                "writer_seconds": round(writer.ru_utime + writer.ru_stime, 2),
                "reader_seconds": round(reader.ru_utime + reader.ru_stime, 2), "bytes": found.info.bytes,
                "peak_bytes": (writer.ru_maxrss + reader.ru_maxrss) * unit, "load": os.getloadavg()[0]}


def _case(serial: int, name: str, rng: random.Random) -> list[object]:
    filed = f"{rng.randint(1980, 2016)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    known = {"cfh_status_cd": rng.choice((700, 800, 602, 606, 710, 900, 641)), "cfh_status_dt": filed,
             "filing_dt": filed, "mark_draw_cd": rng.choice(("4000", "4000", "1000", "3000", "5000")),
             "mark_id_char": name.upper(), "registration_dt": filed, "registration_no": rng.randint(1, 5_000_000),
             "serial_no": serial}
    return [known.get(column, 0 if column.endswith("_in") else "") for column in CASE_COLUMNS]


def _names(marks: int, rng: random.Random) -> Iterator[str]:
    try:
        from benchmarks.synthetic_marks import marks as synthetic
    except ImportError:
        for _ in range(marks):
            yield " ".join(_word(rng) for _ in range(rng.choice((1, 1, 2, 3))))
    else:
        yield from synthetic(marks)


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))


if __name__ == "__main__":
    main()
