"""What a person looked up by hand (`reviews.yaml: answers`), as evidence. Asks nobody."""

from __future__ import annotations

import json

from brandname.model import Answer, Evidence, Outcome

ID = "manual"
VERSION = 1


def evidence_from(answer: Answer) -> Evidence:
    """The evidence an answer is; equal answers give equal evidence."""
    body = {"band": answer.band or "", "by": answer.by, "note": answer.note, "outcome": answer.outcome}
    return Evidence(
        source=ID,
        source_version=VERSION,
        request=f"{answer.check}|{answer.name}|{answer.subject}",
        vantage=ID,
        when=answer.on,
        status=ID,
        body=json.dumps(body, ensure_ascii=False, sort_keys=True).encode(),
        address=answer.link,
    )


def recognise(evidence: Evidence) -> Outcome:
    """What the person found; `unclear` when the body is not one of ours."""
    try:
        outcome = Outcome(json.loads(evidence.body)["outcome"])
    except (ValueError, KeyError, TypeError):
        return Outcome.UNCLEAR
    return outcome if outcome in (Outcome.FOUND, Outcome.NOT_FOUND) else Outcome.UNCLEAR
