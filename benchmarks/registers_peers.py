"""What else could look for like marks on one's own machine: asked the same questions about the same marks.

    PYTHON benchmarks/registers_peers.py MARKS.txt QUERIES.txt [--peers fts5,duckdb,chktm] [--keep 500]

Stands alone, so that it runs in an environment of its own with `duckdb` and `chktm`, which this project does not
depend on: `benchmarks.registers --peers PYTHON` calls it. Prints one JSON line a peer: seconds to build, seconds for
all queries, and for each query the line numbers (from 0) of the marks it lists, best first where the peer has an order.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

FIRST_SERIAL = 70_000_000
Finder = Callable[[str], list[int]]


def fts5(marks: Sequence[str], folder: Path, keep: int) -> Finder:
    """SQLite FTS5, trigrams of the query in OR, by bm25."""
    db = sqlite3.connect(folder / "fts5.sqlite")
    db.execute("CREATE VIRTUAL TABLE marks USING fts5(name, tokenize='trigram', content='')")
    db.executemany("INSERT INTO marks(rowid, name) VALUES (?, ?)", enumerate(marks, 1))
    db.commit()

    def find(query: str) -> list[int]:
        text = query.lower()
        groups = sorted({text[i:i + 3] for i in range(len(text) - 2)})
        asked = " OR ".join(f'"{group}"' for group in groups)
        rows = db.execute("SELECT rowid FROM marks WHERE marks MATCH ? ORDER BY rank LIMIT ?", (asked, keep))
        return [row - 1 for (row,) in rows]

    return find


def duckdb(marks: Sequence[str], folder: Path, keep: int) -> Finder:
    """DuckDB, levenshtein() of every mark, nearest first, two threads."""
    import duckdb as engine

    db = engine.connect(str(folder / "marks.duckdb"))
    db.execute("SET threads = 2")
    db.execute("CREATE TABLE marks (id INTEGER, name VARCHAR)")
    lines = folder / "marks.tsv"
    lines.write_text("".join(f"{i}\t{mark.lower()}\n" for i, mark in enumerate(marks)), encoding="utf-8")
    db.execute(f"COPY marks FROM '{lines.as_posix()}' (DELIMITER '\t', HEADER false, QUOTE '')")

    def find(query: str) -> list[int]:
        text = query.lower()
        share = f"levenshtein(name, ?) / greatest(length(name), {len(text)})"
        rows = db.execute(f"SELECT id FROM marks ORDER BY {share}, id LIMIT {keep}", [text])  # noqa: S608 - numbers only
        return [row for (row,) in rows.fetchall()]

    return find


def chktm(marks: Sequence[str], folder: Path, keep: int) -> Finder:
    """The package chktm 0.1.2: part of the name, or the same Soundex; lists by risk and alphabet, at most 1,000."""
    from chktm.schema import init_db, normalize, phonetic_code
    from chktm.search import search

    db = init_db(folder / "chktm.sqlite")
    rows = ((f"{FIRST_SERIAL + i}", mark, normalize(mark), phonetic_code(mark), "700", 1)
            for i, mark in enumerate(marks))
    db.executemany("INSERT INTO marks (serial_number, wordmark, wordmark_normalized, wordmark_soundex, status_code, "
                   "is_live) VALUES (?, ?, ?, ?, ?, ?)", rows)
    db.commit()

    def find(query: str) -> list[int]:
        found = search(db, [query]).term_results
        listed = [int(match.serial_number) - FIRST_SERIAL for result in found for match in result.matches]
        return listed[:max(keep, 1000)]  # without an order of likeness, all it lists counts

    return find


PEERS = {"fts5": fts5, "duckdb": duckdb, "chktm": chktm}


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("marks", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--keep", type=int, default=500)
    args = parser.parse_args()
    marks = args.marks.read_text(encoding="utf-8").splitlines()
    queries = args.queries.read_text(encoding="utf-8").splitlines()
    for name in args.peers.split(","):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            begun = time.perf_counter()
            find = PEERS[name](marks, Path(folder), args.keep)
            built = time.perf_counter()
            found = [find(query) for query in queries]
            told = {"peer": name, "build": built - begun, "search": time.perf_counter() - built, "found": found}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
