"""`brandname gather`: three steps between two computers."""

from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.terminal import call


def test_open_questions_are_written_without_asking(study: Path, tmp_path: Path) -> None:
    """I get a file with every domain question, am told who will see the names, and nothing is sent or stored."""
    parcel = tmp_path / "questions.zip"
    done = call("gather", "--study", str(study), "--export", str(parcel), "--checks", "domain")
    assert done.code == 0 and "sees the names" in done.out
    with zipfile.ZipFile(parcel) as opened:
        head, *rows = map(json.loads, opened.read("questions.jsonl").splitlines())
    assert head["format"] == "brandname/questions/v1" and head["count"] == len(rows) > 5
    assert {"source": "rdap", "request": "velora.com"} in rows
    assert not (study / ".brandname").exists()


def test_nothing_open_writes_no_file(study: Path, tmp_path: Path) -> None:
    """Where no check asks anybody, there is nothing to carry."""
    done = call("gather", "--study", str(study), "--export", str(tmp_path / "q.zip"), "--checks", "meaning")
    assert done.code == 0 and "No question is open" in done.out and not (tmp_path / "q.zip").exists()


@pytest.mark.parametrize(("arguments", "says"), [
    ((), "one thing to do"), (("--export", "q.zip", "--import", "a.zip"), "one thing to do"),
    (("--answer", "q.zip"), "on who asks where"),
    (("--answer", "q.zip", "--to", "a.zip", "--vantage", "Berlin"), "--online"),
    (("--import", "missing.zip"), "no such file"),
    (("--answer", "missing.zip", "--to", "a.zip", "--vantage", "Berlin", "--online"), "no such file"),
    (("--answer", "q.zip", "--to", "a.zip", "--vantage", "<b>", "--online"), "plain words"),
])
def test_a_wrong_call_says_what_to_type(study: Path, arguments: tuple[str, ...], says: str) -> None:
    """Half a command is refused with the whole one."""
    done = call("gather", "--study", str(study), *arguments)
    assert done.code == 2 and says in done.out + done.err


def test_answers_of_others_are_taken_in(study: Path, tmp_path: Path) -> None:
    """What a colleague's registry said is in my study's store, with the colleague's place."""
    parcel = tmp_path / "answers.zip"
    message = {"server": "x", "answer": [], "authority": [["velora.com", "NS", ["ns1.example."]]]}
    body = base64.b64encode(json.dumps(message).encode()).decode()
    rows = [{"format": "brandname/answers/v1", "vantage": "Berlin office"},
            {"source": "dns", "source_version": 1, "request": "velora.com", "when": "2026-01-22T08:00:00+00:00",
             "status": "noerror", "body": body, "address": ""}]
    with zipfile.ZipFile(parcel, "w") as opened:
        opened.writestr("answers.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    done = call("gather", "--study", str(study), "--import", str(parcel))
    assert done.code == 0 and "1 answer from “Berlin office”" in done.out
    assert "evidence 1" in call("store", "info", "--study", str(study)).out
