"""Findings and runs as JSON texts for the store, and back, exactly.

Written by hand because a large run has 200,000 findings: positional arrays, read and written by `json`'s C code.
The published format for other programs is `reports/json_v1`; this one belongs to the store and may change with it
(first element: its version). No text for people is in it, only message keys and parameters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from brandname.model import (
    ControlResult,
    Crash,
    DatasetRef,
    Finding,
    Gap,
    Hit,
    Message,
    Param,
    Question,
    Run,
    Status,
    Subject,
    SubjectKind,
)

FORMAT = 1

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
_STATUS = {s.value: s for s in Status}
_KIND = {k.value: k for k in SubjectKind}
_GAP: dict[str | None, Gap | None] = {None: None, **{g.value: g for g in Gap}}


def encode_finding(finding: Finding) -> bytes:
    """A finding as UTF-8 JSON; equal findings give equal bytes. ValueError for a number that JSON cannot hold."""
    q, s = finding.question, finding.question.subject
    return _ENCODER.encode([
        FORMAT, q.check, q.candidate, s.text, s.kind, s.scope, q.markets, q.decisive,
        finding.status, _pair(finding.message), finding.risk, finding.confidence, finding.merit, finding.floor,
        finding.gap, finding.blocker,
        [[h.id, _pair(h.message), h.risk, h.confidence, h.merit, h.span, dict(h.measures)] for h in finding.hits],
        dict(finding.measures), finding.next_step and _pair(finding.next_step), finding.evidence,
        *((q.audience,) if q.audience else ()),  # findings of a question to everybody read as they always did
    ]).encode()


def decode_finding(raw: bytes) -> Finding:
    """The finding of `encode_finding`; ValueError when the bytes are none."""
    try:
        (format_, check, candidate, text, kind, scope, markets, decisive, status, message, risk, confidence, merit,
         floor, gap, blocker, hits, measures, next_step, evidence, *audience) = json.loads(raw)
        if format_ != FORMAT:
            raise ValueError(f"finding format {format_}")
        return Finding(
            Question(check, candidate, Subject(text, _KIND[kind], scope), tuple(markets), tuple(decisive), *audience),
            _STATUS[status], _message(message), risk, confidence, merit, floor, _GAP[gap], blocker,
            tuple(map(_hit, hits)), _params(measures), None if next_step is None else _message(next_step),
            tuple(evidence),
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a finding: {error!r}") from error


def encode_run(run: Run) -> bytes:
    """A run as UTF-8 JSON."""
    return _ENCODER.encode([
        FORMAT, run.number, run.label, run.started, run.finished, run.interrupted, run.online, run.tool,
        dict(run.checks), run.not_selected,
        [[d.id, d.version, d.digest, d.licence, d.title] for d in run.datasets],
        dict(run.inputs), dict(run.policy), run.markets, run.candidates,
        # As pairs: the order of candidates on their shelves is the ranking's, and a sorted object would lose it.
        list(run.shelves.items()),
        [[c.source, c.passed, c.detail, c.place, c.gap] for c in run.controls],
        [[c.check, c.summary] for c in run.crashes],
    ]).encode()


def decode_run(raw: bytes) -> Run:
    """The run of `encode_run`; ValueError when the bytes are none."""
    try:
        (format_, number, label, started, finished, interrupted, online, tool, checks, not_selected, datasets, inputs,
         policy, markets, candidates, shelves, controls, crashes) = json.loads(raw)
        if format_ != FORMAT:
            raise ValueError(f"run format {format_}")
        return Run(
            number, label, started, finished, interrupted, online, tool, checks, tuple(not_selected),
            tuple(DatasetRef(*d) for d in datasets), inputs, policy, tuple(markets), tuple(candidates),
            {name: shelf for name, shelf in shelves},  # noqa: C416 - unpacking refuses what is no pair
            tuple(ControlResult(*c) for c in controls), tuple(Crash(*c) for c in crashes),
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a run: {error!r}") from error


def _pair(message: Message) -> tuple[str, dict[str, Param]]:
    return message.key, dict(message.params)


def _message(raw: Any) -> Message:  # noqa: ANN401 - JSON
    key, params = raw
    return Message(key, _params(params))


def _params(raw: dict[str, Any]) -> Mapping[str, Param]:
    return {k: tuple(v) if v.__class__ is list else v for k, v in raw.items()} if raw else raw


def _hit(raw: Any) -> Hit:  # noqa: ANN401 - JSON
    id_, message, risk, confidence, merit, span, measures = raw
    return Hit(id_, _message(message), risk, confidence, merit, span and tuple(span), _params(measures))
