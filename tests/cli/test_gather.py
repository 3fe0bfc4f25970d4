"""`brandname gather`: three steps between two computers."""

from __future__ import annotations

import base64
import json
import socket
import zipfile
from pathlib import Path

import pytest

from tests.cli.terminal import call


def test_open_questions_are_written_without_asking(study: Path, tmp_path: Path) -> None:
    """I get a file with every domain question, am told who will see the names, and nothing is sent or stored."""
    parcel = tmp_path / "questions.zip"
    done = call("gather", "--study", str(study), "--export", str(parcel), "--checks", "domain")
    assert done.code == 0 and "(DNS, RDAP and WHOIS)" in done.out and "sees the names" in done.out
    with zipfile.ZipFile(parcel) as opened:
        head, *rows = map(json.loads, opened.read("questions.jsonl").splitlines())
    assert head["format"] == "brandname/questions/v1" and head["count"] == len(rows) > 5
    assert {"source": "rdap", "request": "velora.com"} in rows
    assert not (study / ".brandname").exists()


@pytest.mark.parametrize("arguments", [
    ("--export", "held.zip", "--checks", "domain"),
    ("--answer", "q.zip", "--to", "held.zip", "--vantage", "Berlin", "--online"),
])
def test_a_file_that_is_there_is_not_overwritten(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """What a colleague took a morning to ask is not lost to a name used twice; with --force I mean it."""
    monkeypatch.chdir(tmp_path)
    Path("held.zip").write_text("a morning's work", encoding="utf-8")
    done = call("gather", "--study", str(study), *arguments)
    assert done.code == 2
    assert "held.zip: This file exists already" in done.err and "--force" in done.err
    assert Path("held.zip").read_text(encoding="utf-8") == "a morning's work"


def test_force_replaces_a_file(study: Path, tmp_path: Path) -> None:
    """The same questions, written anew over the old ones."""
    parcel = tmp_path / "questions.zip"
    parcel.write_text("old", encoding="utf-8")
    done = call("gather", "--study", str(study), "--export", str(parcel), "--checks", "domain", "--force")
    assert done.code == 0
    assert zipfile.is_zipfile(parcel)


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


def test_a_colleague_answers_what_the_network_there_can(study: Path, tmp_path: Path) -> None:
    """The colleague's call writes a file even where nothing could be reached, and says which places gave no answer."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"127.0.0.1:{taken.getsockname()[1]}"
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / "config.toml").write_text("".join(
            f'[sources.{id_}]\nrate = 1000\nhosts = {{"*" = "{scheme}{nobody}"}}\n'
            for id_, scheme in (("dns", ""), ("rdap", "http://"), ("whois", ""))), encoding="utf-8")
        parcel, answers = tmp_path / "q.zip", tmp_path / "a.zip"
        call("gather", "--study", str(study), "--export", str(parcel), "--markets", "us")
        done = call("gather", "--study", str(tmp_path / "colleague"), "--answer", str(parcel), "--to", str(answers),
                    "--vantage", "Berlin office", "--online")
    assert done.code == 0, done.err
    assert "0 answers written" in done.out and "rdap com" in done.out and "Asking" in done.err
    assert "0 answers from “Berlin office”" in call("gather", "--study", str(study), "--import", str(answers)).out


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
