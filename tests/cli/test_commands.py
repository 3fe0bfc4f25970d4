"""Each command on a small study, offline, without a terminal."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brandname import plugins
from brandname.checks.meaning import MeaningCheck
from brandname.cli.layout import columns
from tests.cli.terminal import call, check


def test_check_ranks_explains_and_writes_a_report(study: Path) -> None:
    """One command, and I hold a ranked list, what is open, the next step and the path of a report."""
    done = check(study, "--checks", "meaning,domain")
    assert done.code == 0, done.err
    for part in ("sparkling tea · 3 names × 2 markets · run 1", "Velora", "星禾", "risk, best–worst", "Not answered",
                 "Next"):
        assert part in done.out
    report = study / "reports" / "1" / "report.md"
    assert str(report) in done.out
    assert report.is_file()
    assert "\x1b" not in done.out + done.err


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [80, 200])
def test_the_screen_fits(study: Path, language: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is broken by my terminal, in either language."""
    monkeypatch.setenv("COLUMNS", str(width))
    done = check(study, "--language", language)
    long = [line for line in done.out.splitlines() if columns(line) > width and str(study) not in line]
    assert long == []


def test_offline_no_socket_opens(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --online no name leaves my machine."""
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    done = check(study, "--checks", "meaning,domain,handle,search,trademark")
    assert done.code == 0, done.err


def test_dry_run_asks_nobody_and_writes_nothing(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I see what would be asked, and who would see it, before anything happens, even with --online."""
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    before = sorted(study.rglob("*"))
    done = call("check", "--study", str(study), "--dry-run", "--online")
    assert done.code == 0
    assert "3 names × 2 markets" in done.out
    assert "questions go to outside sources" in done.out and "RDAP rdap.verisign.com" in done.out
    assert "Nothing was asked" in done.out
    assert sorted(study.rglob("*")) == before
    for id_ in plugins.check_ids():
        assert call("explain", id_).out.split("  (")[0] in done.out


def test_names_from_the_input(study: Path) -> None:
    """I pipe a list in, and repeats are told."""
    done = check(study, "-", stdin="Aloro\nBrisol\nALORO\n")
    assert done.code == 0, done.err
    assert "2 names × 2 markets" in done.out
    assert "Velora" not in done.out
    again = call("report", "--study", str(study), "--formats", "md")
    assert "Brisol" in again.out


def test_names_from_a_file_in_an_empty_folder(tmp_path: Path) -> None:
    """I need no study to try a list on two markets."""
    (tmp_path / "names.csv").write_text("name;story\nAloro;coined\n", encoding="utf-8")
    done = check(tmp_path, str(tmp_path / "names.csv"), "--markets", "mx,us")
    assert done.code == 0, done.err
    assert "1 name" in done.out
    assert call("report", "--study", str(tmp_path), "--formats", "md").code == 0


def test_a_name_given_instead_of_a_list(study: Path) -> None:
    """I typed a name where a list is wanted, and am told how to check one name."""
    refused = check(study, "Velora")
    assert refused.code == 2
    assert "echo Velora | brandname check -" in refused.err


def test_the_studys_own_file_may_be_named(study: Path) -> None:
    """`brandname check candidates.yaml` is the same as `brandname check`."""
    done = check(study, str(study / "candidates.yaml"))
    assert "3 names" in done.out


def test_coverage_that_is_not_met_ends_with_3(study: Path) -> None:
    """My pipeline stops when too little was answered, and I read for which names."""
    missed = check(study, "--checks", "meaning,domain", "--require-coverage", "100%")
    assert missed.code == 3
    assert "星禾" in missed.err
    assert "100 %" in missed.err
    assert (study / "reports" / "1" / "report.md").is_file()
    assert check(study, "--require-coverage", "0").code == 0


def test_a_crashed_check_ends_with_1_and_is_named(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One broken check costs its own questions, and I learn which it was."""
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by a colleague")

    monkeypatch.setattr(MeaningCheck, "judge", broken)
    crashed = check(study)
    assert crashed.code == 1
    assert "meaning" in crashed.err
    assert "Traceback" not in crashed.err
    assert "Report:" in crashed.out
    strict = check(study, "--strict")
    assert strict.code == 1
    assert "ZeroDivisionError" in strict.err


def test_the_second_run_tells_what_changed(study: Path) -> None:
    """I run it again and read what is different."""
    check(study)
    with (study / "candidates.yaml").open("a", encoding="utf-8") as file:
        file.write("  - Brisol\n")
    assert "Since run 1" in check(study).out


def test_report_writes_again_without_asking(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I want the same run in another format and language, from what is stored."""
    check(study, "--label", "first")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a check was run")

    monkeypatch.setattr(MeaningCheck, "judge", refuse)
    done = call("report", "first", "--study", str(study), "--formats", "html", "--language", "zh-Hans")
    assert done.code == 0, done.err
    assert 'lang="zh-Hans"' in (study / "reports" / "1" / "report.html").read_text(encoding="utf-8")
    assert call("report", "9", "--study", str(study)).code == 2


def test_report_applies_the_reviews_of_now(study: Path) -> None:
    """I dismiss a hit and see the difference at once, without another run."""
    check(study)
    found = json.loads(call("why", "culo", "--study", str(study), "--markets", "mx", "--json").out)
    hit = next(hit for finding in found for hit in finding["hits"] if hit["risk"] >= 0.5)
    (study / "reviews.yaml").write_text(
        f"decisions:\n  - hit: {hit['id']}\n    name: Culo\n    verdict: dismissed\n    reason: tried in a test\n"
        "    by: me\n    on: 2026-11-22\n", encoding="utf-8",
    )
    why = call("why", "culo", "--study", str(study), "--markets", "mx")
    assert "[dismissed]" in why.out
    assert "changed since run 1" in why.err


def test_why_shows_hits_with_the_ids_reviews_need(study: Path) -> None:
    """I see what was found, in which list, and what to write to dismiss it."""
    check(study)
    why = call("why", "CULO", "--study", str(study))
    assert why.code == 0, why.err
    assert "id: meaning/" in why.out
    assert "Evidence:" in why.out
    assert "reviews.yaml" in why.out


def test_a_list_run_can_be_read_again_before_the_study_has_names(study: Path) -> None:
    """I checked a list in a study that was only begun: its report and reasons are still to be had."""
    (study / "candidates.yaml").write_text("brief:\n  goods: sparkling tea\ncandidates:\n", encoding="utf-8")
    check(study, "-", stdin="Aloro\nBrisol\n")
    report = call("report", "1", "--study", str(study), "--formats", "md")
    assert report.code == 0, report.err
    why = call("why", "Brisol", "--study", str(study))
    assert (why.code, why.out.splitlines()[0].split()[0]) == (0, "Brisol"), why.err


def test_why_takes_another_spelling_of_a_name(study: Path) -> None:
    """I ask by the Latin spelling I remember and get the name in characters."""
    check(study)
    why = call("why", "xinghe", "--study", str(study))
    assert why.code == 0, why.err
    assert why.out.startswith("星禾")


@pytest.mark.parametrize("argv", [("Velorra",), ("Velora", "--markets", "fr"), ("Velora", "--run", "7"),
                                  ("Velora", "--checks", "meanning"), ("Velora", "--checks", "domain")])
def test_why_about_something_the_run_had_not(study: Path, argv: tuple[str, ...]) -> None:
    """I am told what there is."""
    check(study)
    refused = call("why", *argv, "--study", str(study))
    assert refused.code == 2
    assert refused.out == ""


def test_why_can_be_asked_of_some_checks(study: Path) -> None:
    """I look at one check at a time; a check the run did not ask is not shown as silent."""
    call("check", "--study", str(study), "--checks", "meaning,interviews", "--formats", "md")
    rows = json.loads(call("why", "culo", "--study", str(study), "--checks", "interviews", "--json").out)
    assert {row["check"] for row in rows} == {"interviews"}
    told = call("why", "culo", "--study", str(study), "--checks", "domain")
    assert (told.code, told.out) == (2, "")
    assert "did not ask the check “domain”" in told.err
    assert "meaning" in told.err


def test_a_name_like_none_of_the_run_is_not_answered_with_closest(study: Path) -> None:
    """I mistyped beyond guessing: I read some of the names there are, and nothing that claims to be near."""
    check(study)
    told = call("why", "Qzwx", "--study", str(study))
    assert told.code == 2
    assert "Closest" not in told.err
    assert "It asked about 3, among them: " in told.err


@pytest.mark.parametrize("command", [("why", "Velora"), ("report",), ("assets", "Velora")])
def test_a_folder_that_is_not_there_is_told_as_such(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A slip in --study is not "run brandname check first"."""
    told = call(*command, "--study", str(tmp_path / "nowhere"))
    assert told.code == 2
    assert "There is no such folder." in told.err


def test_ids_are_never_wider_than_the_screen_by_more_than_themselves(study: Path) -> None:
    """The numbers of a hit and its id stand apart where they do not fit beside each other."""
    check(study)
    lines = call("why", "culo", "--study", str(study)).out.splitlines()
    assert all(len(line) <= 80 or line.strip().startswith("id: ") for line in lines)


def test_why_about_a_dropped_name(study: Path) -> None:
    """A dropped name is not "unknown": I read when and why it was dropped."""
    (study / "reviews.yaml").write_text(
        "drops:\n  - {name: Velora, reason: legal, by: me, on: 2026-11-20}\n", encoding="utf-8")
    check(study)
    refused = call("why", "Velora", "--study", str(study))
    assert refused.code == 2
    assert "20 Nov 2026" in refused.err


def test_markets(study: Path) -> None:
    """I see which markets there are, add one, and see where each of its values comes from."""
    rows = json.loads(call("markets", "list", "--json", "--study", str(study)).out)
    assert len(rows) >= 60
    assert [row["code"] for row in rows if row["in_study"]] == ["mx", "us"]
    assert call("markets", "add", "Brazil,jp", "--study", str(study)).code == 0
    assert (study / "markets" / "br.yaml").is_file()
    assert call("markets", "add", "br", "--study", str(study)).code == 2
    shown = call("markets", "show", "mx", "--study", str(study))
    assert "markets/mx.yaml:2" in shown.out
    assert "packaged facts" in shown.out
    packaged = json.loads(call("markets", "show", "Chile", "--json", "--study", str(study)).out)
    assert all(row["source"] for row in packaged)


def test_coverage_never_dresses_up_an_empty_cell() -> None:
    """A language nothing is known about says so, and so does the JSON."""
    grid = call("coverage", "--languages", "es-mx,tlh,de-DE,th", "--checks", "meaning,domain")
    assert grid.code == 0
    assert next(line for line in grid.out.splitlines() if line.startswith("tlh")).endswith("not covered")
    assert "es-MX" in grid.out
    refused = call("coverage", "--languages", "es-MX,Spansh")
    assert refused.code == 2
    assert "es" in refused.err
    detail = json.loads(call("coverage", "--languages", "tlh", "--checks", "meaning", "--json").out)
    assert [(row["resource"], row["size"]) for row in detail] == [(None, 0)]


def test_init_writes_files_to_fill_in(tmp_path: Path) -> None:
    """I get commented files, and a second time nothing of mine is touched."""
    done = call("init", str(tmp_path / "new"))
    assert done.code == 0
    assert (tmp_path / "new" / "candidates.yaml").is_file()
    assert call("init", str(tmp_path / "new")).code == 2


def test_the_store_is_looked_after(study: Path) -> None:
    """I see my runs, check the store, and take old runs out."""
    nothing = call("store", "info", "--study", str(study))
    assert nothing.code == 0
    assert not (study / ".brandname").exists()
    assert call("store", "prune", "--keep", "1", "--study", str(study)).code == 2
    assert not (study / ".brandname").exists()
    for label in ("one", "two", "three"):
        check(study, "--label", label)
    assert [run["label"] for run in json.loads(call("store", "info", "--json", "--study", str(study)).out)["runs"]] == [
        "one", "two", "three"]
    assert "three" in call("store", "info", "--study", str(study)).out
    assert call("store", "verify", "--study", str(study)).code == 0
    assert "2 runs taken out" in call("store", "prune", "--keep", "1", "--study", str(study)).out
    assert call("report", "two", "--study", str(study)).code == 2


def test_explain_tells_what_a_check_cannot_know() -> None:
    """Before I trust a check I read what it can't know."""
    listed = call("explain").out
    for id_ in plugins.BUILT_IN:
        assert id_ in listed
        card = call("explain", id_)
        assert "What it can't know" in card.out


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of a terminal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_a_partial_report(study: Path, number: int) -> None:
    """I stop a long run and still get what was found, marked as partial, with exit 130."""
    letters = "bdfglmnprt"
    names = "\n".join(f"{a}a{b}e{c}o" for a in letters for b in letters for c in letters)
    (study / "many.txt").write_text(names, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "brandname", "check", str(study / "many.txt"), "--study", str(study), "--formats", "md"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=study,
    )
    assert running.stderr is not None
    first = running.stderr.readline()
    time.sleep(0.1)
    running.send_signal(number)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130, first + err
    assert "Traceback" not in err
    assert "Interrupted" in err
    assert (study / "reports" / "1" / "report.md").is_file()
    assert "Report:" in out
    assert call("store", "verify", "--study", str(study)).code == 0
