"""Open questions and their answers as files, so that a colleague on another network can ask for us.

A parcel is a zip with one member of JSON lines: a head with format and maker, then one question or one piece of
evidence a line. It comes by mail from somebody: names, sizes, counts, forms and dates are all checked, and nothing in
it is believed that a source of ours could not have brought. It asks nobody.
"""

from __future__ import annotations

import base64
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from brandname.errors import UserMistake, Where, mistake
from brandname.gather.desk import ELSEWHERE
from brandname.model import Evidence, Outcome
from brandname.net.http import BODY_LIMIT
from brandname.sources.base import NOT_SENT, Source

QUESTIONS, ANSWERS = "brandname/questions/v1", "brandname/answers/v1"
MEMBER = {QUESTIONS: "questions.jsonl", ANSWERS: "answers.jsonl"}
FILE_LIMIT, PLAIN_LIMIT = 64 * 2**20, 512 * 2**20
"""Bytes of a parcel, and of what is in it."""
LINE_LIMIT = BODY_LIMIT * 4 // 3 + 8_192
MOST_LINES = 200_000
END, LOCATOR = 22, 20
"""Bytes of a zip's last record without a remark, and of the one before it that only very large zips have."""
LONGEST_REQUEST = 500
LONGEST_VANTAGE = 60
CLOCKS = timedelta(minutes=10)
"""How far another machine's clock may be ahead of ours."""


@dataclass(frozen=True, slots=True, order=True)
class Errand:
    """One open question."""

    source: str
    request: str
    """Canonical, as the source takes it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a parcel of answers holds."""

    vantage: str
    """Who asked, and where, in their own words."""
    evidence: tuple[Evidence, ...]
    left_out: int
    """Lines of sources or versions that are not ours, and of what is no answer."""


def write_questions(path: Path, errands: Iterable[Errand], *, tool: str, made: str) -> int:
    """Writes a parcel of questions; returns how many. UserMistake when the file cannot be written."""
    lines = [{"source": e.source, "request": e.request} for e in sorted(set(errands))]
    _write(path, QUESTIONS, {"tool": tool, "made": made}, lines)
    return len(lines)


def read_questions(path: Path, sources: Mapping[str, Source]) -> tuple[Errand, ...]:
    """The questions of a parcel, as far as they go to sources of ours; UserMistake for what is none."""
    _, lines = _read(path, QUESTIONS)
    found = [Errand(_text(line, "source", 40, path), _text(line, "request", LONGEST_REQUEST, path)) for line in lines]
    return tuple(sorted({errand for errand in found if errand.source in sources}))


def write_answers(path: Path, evidence: Sequence[Evidence], vantage: str, *, tool: str, made: str) -> None:
    """Writes a parcel of answers; UserMistake for a vantage that is no plain text of some words."""
    lines = [
        {"source": e.source, "source_version": e.source_version, "request": e.request, "when": e.when,
         "status": e.status, "body": base64.b64encode(e.body).decode(), "address": e.address}
        for e in sorted(evidence, key=lambda e: (e.source, e.request, e.when))
    ]
    _write(path, ANSWERS, {"tool": tool, "made": made, "vantage": read_vantage(vantage)}, lines)


def read_answers(path: Path, sources: Mapping[str, Source], now: datetime) -> Answers:
    """The answers of a parcel, each with where it was asked as its vantage point.

    What a source of ours does not recognise as an answer is left out and counted. UserMistake for a file that is no
    parcel of answers, is too large, or tells of the future.
    """
    head, lines = _read(path, ANSWERS)
    vantage = read_vantage(_text(head, "vantage", LONGEST_VANTAGE, path))
    found, count = [], 0
    for line in lines:
        count += 1
        evidence = _evidence(line, f"{ELSEWHERE}{vantage}", path, now)
        source = sources.get(evidence.source)
        if source is None or source.version != evidence.source_version or evidence.status in NOT_SENT:
            continue
        if source.recognise(evidence) in (Outcome.FOUND, Outcome.NOT_FOUND):
            found.append(evidence)
    return Answers(vantage, tuple(found), count - len(found))


def holds_answers(path: Path) -> bool:
    """Whether a file is one of answers, which a second call with the same questions adds to."""
    try:
        with zipfile.ZipFile(path) as parcel:
            return MEMBER[ANSWERS] in parcel.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def read_vantage(text: str) -> str:
    """Where somebody asks from, in a few words; UserMistake for anything that would upset a report."""
    vantage = text.strip()
    if not vantage or len(vantage) > LONGEST_VANTAGE or not re.fullmatch(r"[\w .,()'-]+", vantage):
        raise mistake("error.gather.vantage", Where("--vantage"), most=LONGEST_VANTAGE)
    return vantage


def _evidence(line: Mapping[str, Any], vantage: str, path: Path, now: datetime) -> Evidence:
    version = line.get("source_version")
    try:
        body = base64.b64decode(_text(line, "body", LINE_LIMIT, path, empty=True), validate=True)
        when = datetime.fromisoformat(_text(line, "when", 40, path))
    except ValueError:
        raise _broken(path, "line") from None
    moment = when if when.tzinfo else when.replace(tzinfo=UTC)
    address = _text(line, "address", 2_000, path, empty=True)
    if len(body) > BODY_LIMIT or isinstance(version, bool) or not isinstance(version, int):
        raise _broken(path, "line")
    if address and not re.fullmatch(r"(https?|whois|dns)://[!-~]+", address):
        raise _broken(path, "line")
    if moment > now + CLOCKS:
        raise mistake("error.gather.future", Where(str(path)), when=moment.isoformat(timespec="seconds"))
    return Evidence(
        _text(line, "source", 40, path), version, _text(line, "request", LONGEST_REQUEST, path), vantage,
        moment.astimezone(UTC).isoformat(timespec="seconds"), _text(line, "status", 40, path), body, address,
    )


def _write(path: Path, format_: str, head: Mapping[str, object], lines: Sequence[Mapping[str, object]]) -> None:
    rows = [{"format": format_, **head, "count": len(lines)}, *lines]
    text = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    member = zipfile.ZipInfo(MEMBER[format_])  # its time is 1980: same content, same bytes
    member.compress_type = zipfile.ZIP_DEFLATED
    try:
        with zipfile.ZipFile(path, "w") as parcel:
            parcel.writestr(member, text.encode())
    except OSError as error:
        raise mistake("error.gather.cannot_write", Where(str(path)), reason=str(error)) from error


def _read(path: Path, format_: str) -> tuple[Mapping[str, Any], Iterator[Mapping[str, Any]]]:
    """The head of a parcel, and its lines one by one."""
    lines = _lines(path, format_)
    head = next(lines, None)
    if head is None:
        raise _broken(path, "empty")
    stated = head.get("format")
    if stated != format_:
        kind = "other" if stated in MEMBER else "format"
        raise _broken(path, kind)
    return head, lines


def _lines(path: Path, format_: str) -> Iterator[Mapping[str, Any]]:
    try:
        _look_at_end(path)
        with zipfile.ZipFile(path) as parcel, parcel.open(_member(parcel, format_, path)) as file:
            yield from _rows(file, path)
    except FileNotFoundError:
        raise mistake("error.gather.no_file", Where(str(path))) from None
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, UserMistake):
            raise
        raise _broken(path, "format") from error


def _look_at_end(path: Path) -> None:
    """Refuses what is too large, and a directory of many members before anything reads it into memory."""
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise _broken(path, "large")
    with path.open("rb") as file:
        file.seek(max(0, size - END - LOCATOR))
        tail = file.read()
    end, before = tail[-END:], tail[-END - LOCATOR:-END]
    directory = int.from_bytes(end[12:16], "little")
    if not end.startswith(b"PK\5\6") or end[-2:] != b"\0\0" or before.startswith(b"PK\6\7") or directory > 1_000:
        raise _broken(path, "format")


def _member(parcel: zipfile.ZipFile, format_: str, path: Path) -> zipfile.ZipInfo:
    """The one member a parcel has."""
    members = parcel.infolist()
    if len(members) != 1 or members[0].filename not in MEMBER.values() or members[0].flag_bits & 1:
        raise _broken(path, "format")
    if members[0].filename != MEMBER[format_]:
        raise _broken(path, "other")
    if members[0].file_size > PLAIN_LIMIT:
        raise _broken(path, "large")
    return members[0]


def _rows(file: IO[bytes], path: Path) -> Iterator[Mapping[str, Any]]:
    """JSON objects, a line each; what is read is counted, whatever the parcel says of itself."""
    read = 0
    for number in range(MOST_LINES + 2):
        line = file.readline(LINE_LIMIT + 1)
        read += len(line)
        if not line:
            return
        if len(line) > LINE_LIMIT or read > PLAIN_LIMIT or number > MOST_LINES:
            raise _broken(path, "large")
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise _broken(path, "line") from None
        if not isinstance(row, dict):
            raise _broken(path, "line")
        yield row


def _text(line: Mapping[str, Any], name: str, most: int, path: Path, *, empty: bool = False) -> str:
    value = line.get(name)
    if not isinstance(value, str) or len(value) > most or (not value and not empty) or not value.isprintable():
        raise _broken(path, "line")
    return value


def _broken(path: Path, kind: str) -> UserMistake:
    return mistake(f"error.gather.parcel_{kind}", Where(str(path)))
