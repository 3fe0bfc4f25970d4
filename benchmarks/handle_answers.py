"""What the recogniser makes of answers it has never seen: for platforms' answers written down by anybody.

    python -m benchmarks.handle_answers CASES.jsonl > OUTCOMES.jsonl

Reads a JSON object a line, {"id", "platform", "status", "headers", "body", "url"}: the platform's id in the manifest,
the HTTP status, the headers (name → value) and the body as text, and the address the answer came from in the end,
that of the probe with its handle. Writes {"id", "outcome"} in the same order: found, not_found, unclear, refused or
failed. A case that cannot be read is an outcome too: unclear. It asks nobody.

    python -m benchmarks.handle_answers --own

judges the undecidable answers written for the tests, and prints how many came out as an answer: none may.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.undecidable import exchanges, undecidable
from brandname.model import Evidence, Outcome
from brandname.sources.handle_marks import handle_in, note, recognise
from brandname.sources.handles import VERSION, source_id
from brandname.sources.platforms import platforms


def outcome_of(case: Mapping[str, Any]) -> Outcome:
    """What one answer shows; `unclear` for a platform that is not asked, and for an address that is not its probe."""
    platform = platforms().get(str(case.get("platform")))
    if platform is None or platform.probe is None:
        return Outcome.UNCLEAR
    handle = handle_in(platform, str(case.get("url") or ""))
    headers = case.get("headers")
    named = {str(name).lower(): str(value) for name, value in headers.items()} if isinstance(headers, dict) else {}
    if "content-type" in named:  # the body is text already, whatever it was sent in
        named["content-type"] = named["content-type"].partition(";")[0]
    status = str(case.get("status"))
    body = case.get("body")
    kept = note(
        platform, handle or "-", int(status) if status.isdecimal() else 0, named,
        str(body or "").encode(errors="replace"), landed=handle is not None,
    ) if body is None or isinstance(body, str) else b""
    return recognise(platform, Evidence(
        source_id(platform.id), VERSION, handle or "-", "case", "2026-01-01T00:00:00+00:00", status, kept))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of a file, one a line; what is no JSON object comes as an empty case."""
    for line in path.read_text(encoding="utf-8-sig").split("\n"):  # str.splitlines would cut at U+0085 and U+2028 too
        if line.strip():
            try:
                case = json.loads(line)
            except (ValueError, RecursionError):
                case = {}
            yield case if isinstance(case, dict) else {}


def own() -> int:
    """Judges our own undecidable answers."""
    judged = [(case, outcome_of(case)) for case in undecidable()]
    found = Counter(outcome for _, outcome in judged)
    wrong = [case["id"] for case, outcome in judged if outcome in (Outcome.FOUND, Outcome.NOT_FOUND)]
    missed = [case["id"] for case in exchanges() if outcome_of(case) in (Outcome.FOUND, Outcome.NOT_FOUND)
              and outcome_of(case) != case["outcome"]]
    print(json.dumps({"cases": len(judged), "kinds": len({case["kind"] for case, _ in judged}),
                      "outcomes": {str(name): count for name, count in sorted(found.items())},
                      "judged_taken_or_not_found": wrong, "good_ones_misjudged": missed}))
    return 1 if wrong or missed else 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", type=Path)
    parser.add_argument("--own", action="store_true")
    options = parser.parse_args()
    if options.own or options.cases is None:
        return own()
    for case in read(options.cases):
        print(json.dumps({"id": case.get("id"), "outcome": str(outcome_of(case))}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
