"""Findings and evidence as rows of the schema."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from typing import Any

from brandname.model import Evidence, Finding
from brandname.store import codec

ADD_FINDING = "INSERT OR IGNORE INTO findings (digest, candidate, check_id, subject, body) VALUES (?, ?, ?, ?, ?)"
CITE = "INSERT OR IGNORE INTO citations (evidence, finding) SELECT ?, id FROM findings WHERE digest = ?"
LIST = "INSERT OR REPLACE INTO run_findings (run, question, finding) SELECT ?, ?, id FROM findings WHERE digest = ?"
EVIDENCE = (
    "SELECT id, source, source_version, request, vantage, at, status, data, address "
    "FROM evidence JOIN bodies ON body = digest"
)


def of_finding(finding: Finding) -> tuple[bytes, str, str, str, bytes]:
    """The row for `ADD_FINDING`."""
    body = codec.encode_finding(finding)
    question = finding.question
    subject = "\x1f".join((question.subject.text, question.subject.kind, question.subject.scope))
    return digest(body), question.candidate, question.check, subject, body


def of_evidence(evidence: Evidence) -> tuple[tuple[bytes, int, bytes], tuple[object, ...]]:
    """The rows in `bodies` and in `evidence`."""
    key = digest(evidence.body)
    return (key, len(evidence.body), zlib.compress(evidence.body)), (
        evidence.id, evidence.source, evidence.source_version, evidence.request, evidence.vantage, evidence.when,
        evidence.status, evidence.address, key,
    )


def to_evidence(row: Sequence[Any]) -> Evidence:
    """The evidence of a row of `EVIDENCE`; zlib.error when its body is damaged."""
    _, source, version, request, vantage, at, status, data, address = row
    return Evidence(source, version, request, vantage, at, status, zlib.decompress(data), address)


def digest(raw: bytes) -> bytes:
    """The key of a content: BLAKE2b, 16 bytes."""
    return hashlib.blake2b(raw, digest_size=16).digest()
