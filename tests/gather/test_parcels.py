"""Questions to a colleague elsewhere, and the answers back, as files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.errors import UserMistake
from brandname.gather import parcels
from brandname.gather.parcels import Errand, read_answers, read_questions, read_vantage, write_answers, write_questions
from brandname.model import Evidence
from brandname.net.http import BODY_LIMIT
from tests.gather.test_desk import Registry

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
KNOWN = {"registry": Registry()}
TAKEN = Evidence("registry", 1, "velora.test", "this machine", "2026-11-22T07:00:00+00:00", "200", b"taken",
                 "https://registry.test/velora.test")
FREE = replace(TAKEN, request="zovanta.test", status="404", body=b"none")


def pack(path: Path, *lines: object, member: str = "answers.jsonl") -> Path:
    """A parcel of any lines."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr(member, text)
    return path


HEAD = {"format": "brandname/answers/v1", "vantage": "Berlin"}


def line(**change: object) -> dict[str, object]:
    """An answer as a parcel has it."""
    return {"source": "registry", "source_version": 1, "request": "velora.test", "when": "2026-11-22T07:00:00+00:00",
            "status": "200", "body": "dGFrZW4=", "address": ""} | change


def key(call: Callable[[], object]) -> str:
    """The message key of the mistake a call raises."""
    with pytest.raises(UserMistake) as raised:
        call()
    return raised.value.mistakes[0].key


def test_questions_travel(tmp_path: Path) -> None:
    """What I ask for arrives, each once; what goes to a source nobody knows there is left out."""
    asked = [Errand("registry", "b.test"), Errand("registry", "a.test"), Errand("registry", "b.test"), Errand("x", "c")]
    assert write_questions(tmp_path / "q.zip", asked, tool="1", made="now") == 3
    assert read_questions(tmp_path / "q.zip", KNOWN) == (Errand("registry", "a.test"), Errand("registry", "b.test"))


def test_answers_travel_with_where_they_were_asked(tmp_path: Path) -> None:
    """Answers come as evidence with their date and the colleague's place; what is no answer is left out and counted."""
    path = tmp_path / "a.zip"
    odd = [replace(TAKEN, body=b"<html>"), replace(TAKEN, source="manual"), replace(TAKEN, source="controls"),
           replace(TAKEN, source_version=2), replace(TAKEN, status="closed_refused")]
    write_answers(path, [FREE, TAKEN, *odd], "柏林 office", tool="1", made="now")
    found = read_answers(path, KNOWN, NOW)
    assert found.evidence == tuple(replace(e, vantage="import 柏林 office") for e in (TAKEN, FREE))
    assert (found.vantage, found.left_out) == ("柏林 office", 5)


def test_the_same_questions_are_the_same_file(tmp_path: Path) -> None:
    """A parcel tells nothing of the machine it was made on."""
    for name in ("one", "two"):
        write_questions(tmp_path / name, [Errand("registry", "a.test")], tool="1", made="now")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(("change", "error"), [
    ({"when": "2026-11-22T09:00:00+00:00"}, "future"), ({"when": "2099-01-01"}, "future"), ({"when": "soon"}, "line"),
    ({"when": ""}, "line"), ({"body": "!"}, "line"), ({"body": None}, "line"), ({"source_version": True}, "line"),
    ({"source_version": "1"}, "line"), ({"request": "x" * 501}, "line"), ({"request": "a\u202eb"}, "line"),
    ({"request": ""}, "line"), ({"status": "\x1b[31m"}, "line"), ({"address": "javascript:alert(1)"}, "line"),
    ({"address": "https://x\n"}, "line"), ({"source": 7}, "line"), ({"body": "A" * (BODY_LIMIT * 4 // 3 + 8)}, "line"),
])
def test_a_doctored_line_is_refused(tmp_path: Path, change: dict[str, object], error: str) -> None:
    """Dates from the future, hidden characters, foreign addresses, sizes: nothing of such a file is taken."""
    path = pack(tmp_path / "a.zip", HEAD, line(), line(**change))
    expected = "error.gather.future" if error == "future" else f"error.gather.parcel_{error}"
    assert key(lambda: read_answers(path, KNOWN, NOW)) == expected


@pytest.mark.parametrize(("lines", "error"), [
    ((), "empty"), (("[]",), "line"), (("{",), "line"), (({"format": "other"},), "format"), (("[" * 9_000,), "line"),
    (({"format": "brandname/questions/v1"},), "other"), ((HEAD, "x" * 400_000), "large"), ((HEAD, "null"), "line"),
    (({"format": "brandname/answers/v1", "vantage": "<b>"},), "vantage"),
    (({"format": "brandname/answers/v1"},), "line"),
])
def test_what_is_no_parcel_of_answers_is_refused(tmp_path: Path, lines: tuple[object, ...], error: str) -> None:
    """A file of another kind is refused with what to do, and nothing of it is read on."""
    path = pack(tmp_path / "a.zip", *lines)
    expected = "error.gather.vantage" if error == "vantage" else f"error.gather.parcel_{error}"
    assert key(lambda: read_answers(path, KNOWN, NOW)) == expected


def test_hostile_zips_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other members, several, a path out of the folder, remarks, a bomb, a broken stream: none is unpacked."""
    path = tmp_path / "a.zip"
    for member in ("../../evil.jsonl", "readme.txt", "/etc/passwd"):
        assert key(lambda m=member: read_answers(pack(path, HEAD, member=m), KNOWN, NOW)).endswith("parcel_format")
    assert key(lambda: read_answers(pack(path, HEAD, member="questions.jsonl"), KNOWN, NOW)).endswith("parcel_other")
    with zipfile.ZipFile(path, "w") as parcel:
        for number in range(40):
            parcel.writestr(f"{number}.jsonl", "{}")
    assert key(lambda: read_answers(path, KNOWN, NOW)).endswith("parcel_format")
    with zipfile.ZipFile(path, "w") as parcel:
        parcel.writestr("answers.jsonl", "{}")
        parcel.comment = b"remark"
    assert key(lambda: read_answers(path, KNOWN, NOW)).endswith("parcel_format")
    assert key(lambda: read_answers(tmp_path / "none.zip", KNOWN, NOW)) == "error.gather.no_file"
    assert key(lambda: read_answers(tmp_path, KNOWN, NOW)).endswith("parcel_format")
    monkeypatch.setattr(parcels, "PLAIN_LIMIT", 50_000)
    bomb = pack(path, HEAD, *["{}" + " " * 9_000] * 50)
    assert bomb.stat().st_size < 5_000
    assert key(lambda: read_answers(bomb, KNOWN, NOW)).endswith("parcel_large")
    monkeypatch.setattr(parcels, "FILE_LIMIT", 100)
    assert key(lambda: read_answers(bomb, KNOWN, NOW)).endswith("parcel_large")


def test_a_parcel_that_lies_about_its_size_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is counted, whatever the file says of itself."""
    monkeypatch.setattr(parcels, "MOST_LINES", 20)
    path = pack(tmp_path / "a.zip", HEAD, *[line()] * 30)
    assert key(lambda: read_answers(path, KNOWN, NOW)).endswith("parcel_large")


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_no_damage_ends_in_a_crash(noise: bytes, place: int, byte: int) -> None:
    """Any bytes, and any damage to a sound file, are answers or a refusal, never a crash."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        write_answers(path, [TAKEN], "Berlin", tool="1", made="now")
        sound = bytearray(path.read_bytes())
        sound[place % len(sound)] = byte
        for content in (bytes(sound), noise, noise + bytes(sound), bytes(sound[:place])):
            path.write_bytes(content)
            try:
                found = read_answers(path, KNOWN, NOW)
            except UserMistake:
                continue
            assert all(e.source == "registry" and e.vantage.startswith("import ") for e in found.evidence)


@pytest.mark.parametrize("text", ["", "  ", "x" * 61, "a\nb", "<script>", "=1+1", "a\u202eb", "a|b"])
def test_a_vantage_point_is_plain_words(text: str) -> None:
    """What stands beside each answer in the report cannot upset it."""
    assert key(lambda: read_vantage(text)) == "error.gather.vantage"
    assert read_vantage(" Berlin office (Ana's) ") == "Berlin office (Ana's)"


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """A folder that is not there is my mistake, with advice."""
    path = tmp_path / "no" / "q.zip"
    assert key(lambda: write_questions(path, [], tool="1", made="now")) == "error.gather.cannot_write"
