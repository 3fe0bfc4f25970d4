"""What other WHOIS parsers make of recorded answers, in the same form as `benchmarks.whois`, for the same scorer.

    python -m benchmarks.whois_baselines INDEX.tsv raised|no_name|careful|asyncwhois > ANSWERS.jsonl

Three readings of python-whois ("it raised: free, else taken", "no domain name: free", "taken on a date, registrar or
name server only") and asyncwhois ("it raised: free, else taken"). Neither package has to be installed for brandname's
own figures; asyncwhois is not a dependency. Each text gets five seconds (POSIX only): python-whois holds a core for
minutes on some answers of .jp. Reads the columns file, tld and domain.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import signal
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

SECONDS = 5
AVAILABLE, TAKEN, UNKNOWN = "available", "taken", "unknown"  # the scorer's words


def python_whois(text: str, domain: str) -> Any:  # noqa: ANN401 - a mapping of whatever it found, or its exception
    """What python-whois parses; its own exception for "not found"."""
    parser = import_module("whois.parser")
    return parser.WhoisEntry.load(domain, text)


def _failed(error: Exception) -> str:
    """Its own "not found" is free; a date it cannot read or a time-out is no reading."""
    own = import_module("whois.exceptions").WhoisDomainNotFoundError
    return AVAILABLE if isinstance(error, own) else UNKNOWN


def raised(text: str, domain: str, tld: str) -> str:
    """Free when it raises."""
    del tld
    try:
        python_whois(text, domain)
    except Exception as error:  # noqa: BLE001 - which ones differ between releases
        return _failed(error)
    return TAKEN


def no_name(text: str, domain: str, tld: str) -> str:
    """Free when it finds no domain name, as most code does."""
    del tld
    try:
        return TAKEN if python_whois(text, domain).domain_name else AVAILABLE
    except Exception as error:  # noqa: BLE001
        return _failed(error)


def careful(text: str, domain: str, tld: str) -> str:
    """Taken on a date, a registrar or a name server; free when it raises."""
    del tld
    try:
        entry = python_whois(text, domain)
    except Exception as error:  # noqa: BLE001
        return _failed(error)
    keys = ("creation_date", "expiration_date", "registrar", "name_servers")
    return TAKEN if any(entry.get(key) for key in keys) else UNKNOWN


def asyncwhois(text: str, domain: str, tld: str) -> str:
    """Free when it raises its NotFoundError."""
    del domain
    parse, errors = import_module("asyncwhois.parse_tld"), import_module("asyncwhois.errors")
    try:
        parse.DomainParser().parse(text, tld.rpartition(".")[2])
    except errors.NotFoundError:
        return AVAILABLE
    except Exception:  # noqa: BLE001
        return UNKNOWN
    return TAKEN


WAYS: Mapping[str, Callable[[str, str, str], str]] = {
    "raised": raised, "no_name": no_name, "careful": careful, "asyncwhois": asyncwhois,
}


def _too_long(signum: int, frame: object) -> None:
    del signum, frame
    raise TimeoutError


def main() -> None:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("way", choices=sorted(WAYS))
    args = parser.parse_args()
    logging.disable()
    signal.signal(signal.SIGALRM, _too_long)
    with args.index.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        text = (args.index.parent / row["file"]).read_bytes().decode("utf-8", "replace")
        signal.alarm(SECONDS)
        try:
            said = WAYS[args.way](text, row["domain"] or f"example.{row['tld']}", row["tld"])
        except TimeoutError:
            said = UNKNOWN
        finally:
            signal.alarm(0)
        print(json.dumps({"file": row["file"], "status": said}))


if __name__ == "__main__":
    main()
