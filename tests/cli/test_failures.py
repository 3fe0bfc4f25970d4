"""What a user sees when something goes wrong, and what they never see."""

from __future__ import annotations

import ast
import contextlib
import gc
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brandname import cli
from brandname.cli.failures import SHOWN, as_mistake, crash_report
from brandname.errors import Mistake, UserMistake, Where
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from tests.cli.terminal import call, check

CLI = Path(__file__).parents[2] / "brandname" / "cli"


@pytest.mark.parametrize(("argv", "told"), [
    (("chekc",), "Did you mean “brandname check”"),
    (("store", "inof"), "Did you mean “brandname store info”"),
    (("check", "--market", "us"), "Did you mean --markets?"),
    (("check", "--zzz"), "--help"),
    (("check", "--jobs"), "--jobs needs a value"),
    (("check", "--jobs", "0"), "1 to 64"),
    (("check", "--online=yes"), "--online"),
    (("check", "a", "b"), "Too many words: b"),
    (("check", "--formats", "pdf"), "md, html, json and csv"),
    (("check", "--markets", ","), "is empty"),
    (("check", "--require-coverage", "60"), "between 0 and 1"),
    (("why",), "NAME"),
    (("markets", "add"), "Codes or names"),
    (("markets", "show", "Mexcio"), "mx"),
    (("explain", "meening"), "meaning"),
    (("check", "--label", "\x1b[2J"), "--label round-2"),
    (("store", "prune", "--keep", "some"), "--keep 5"),
    (("store", "prune", "--keep", "2026-02-31"), "--keep 5"),
])
def test_a_slip_is_answered_with_the_way_out(argv: tuple[str, ...], told: str) -> None:
    """A typo costs me one line of reading: exit 2, what was wrong, what to write."""
    refused = call(*argv)
    assert refused.code == 2
    assert told in refused.err
    assert refused.out == ""
    assert "Traceback" not in refused.err


@pytest.mark.parametrize("argv", [
    (), ("check",), ("why", "Velora"), ("coverage",), ("report",), ("markets", "add", "mx"),
])
def test_no_nonsense_folder_gives_a_traceback(argv: tuple[str, ...], tmp_path: Path) -> None:
    """In a folder that does not even exist I get a sentence."""
    refused = call(*argv, *(("--study", str(tmp_path / "no" / "where")) if argv else ()))
    assert refused.code in (0, 2)
    assert "Traceback" not in refused.out + refused.err


def test_a_typo_in_a_file_has_its_line(study: Path) -> None:
    """I am taken to the line I must mend, and nothing is written."""
    (study / "markets" / "mx.yaml").write_text("# Mexico\nlangauges: {es-MX: 0.94}\n", encoding="utf-8")
    refused = check(study)
    assert refused.code == 2
    assert "markets/mx.yaml:2:1:" in refused.err
    assert "languages" in refused.err
    assert not (study / ".brandname").exists()


def test_many_mistakes_are_counted(study: Path) -> None:
    """A file full of mistakes does not flood my screen, and none is kept from me without being counted."""
    names = "".join(f"  - nmae: Name{i}\n" for i in range(SHOWN + 20))
    (study / "candidates.yaml").write_text(f"candidates:\n{names}", encoding="utf-8")
    assert "more mistakes." in check(study).err


def test_our_bug_is_told_as_ours(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug shows one sentence and a file to send; no name of mine is in the file."""
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"cannot digest '{study.name}' {chr(0x661F)}")

    monkeypatch.setattr("brandname.plugins.load_checks", broken)
    (study / ".brandname").mkdir()
    failed = check(study, "--label", "Velora")
    assert failed.code == 70
    assert "Traceback" not in failed.err
    [path] = (study / ".brandname").glob("crash-*.txt")
    assert str(path) in failed.err
    text = path.read_text(encoding="utf-8")
    assert "RuntimeError: cannot digest '…' …" in text
    assert "--label" in text
    assert "Velora" not in text
    assert "'tea'" not in text
    assert chr(0x661F) not in text


def test_a_crash_report_names_causes_but_no_values() -> None:
    """What failed first is in the report too, without what was in it."""
    try:
        try:
            {}["Velora"]
        except KeyError as error:
            raise ValueError('no "Limpora"') from error
    except ValueError as error:
        report = crash_report(error, ["why", "Velora", "--study=/home/me/tea"], datetime(2026, 11, 22, tzinfo=UTC))
    assert "KeyError: '…'" in report
    assert "ValueError: no '…'" in report
    assert "/home/me" not in report
    assert "call: … … --study" in report


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder the user may not write to")
def test_a_folder_i_may_not_write_to_is_no_bug(study: Path) -> None:
    """Rights are mine to mend, so I am told where."""
    study.chmod(0o500)
    try:
        refused = check(study)
    finally:
        study.chmod(0o700)
    assert refused.code == 2


def test_a_full_disk_is_no_bug() -> None:
    """When the disk is full I am told so."""
    found = as_mistake(OSError(28, "No space left on device", "/home/me/tea/report.md"))
    assert found is not None
    assert found.mistakes == (Mistake("error.cli.machine", {"reason": "No space left on device"},
                                      Where("/home/me/tea/report.md")),)
    assert as_mistake(ValueError("ours")) is None
    assert isinstance(as_mistake(UserMistake(Mistake("error.cli.extra"))), UserMistake)


def test_a_reader_who_leaves_is_not_an_error() -> None:
    """`| head` ends quietly."""
    command = [sys.executable, "-m", "brandname", "markets", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode in (0, 141)


def test_every_key_of_this_room_exists() -> None:
    """No message of the command line is missing in either language."""
    wanted = {
        node.value for path in CLI.glob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and node.value.startswith(("cli.", "error.cli.")) and not node.value.endswith(".")
    }
    assert len(wanted) > 80
    for language in LANGUAGES:
        say = open_catalogue(language)
        for key in sorted(wanted):
            assert say.has(key), f"{key} in {language}"
            if key.startswith("error.") and key not in ("error.cli.more",):
                assert say.has(f"{key}.advice"), f"{key}.advice in {language}"


def test_ctrl_c_while_the_program_is_still_loading_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pressed at once, or once more while the first one is being told, it ends the program with one plain line."""
    def loading(argv: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", loading)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 130
    assert capsys.readouterr().err == open_catalogue("en")("cli.interrupted") + "\n"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of a terminal")
@pytest.mark.parametrize("after", [1.0, 2.0, 4.0])
def test_ctrl_c_reaches_every_worker_and_none_prints_a_traceback(study: Path, after: float) -> None:
    """A terminal sends Ctrl-C to all processes of a run with --jobs; I read one line whenever I press it."""
    with subprocess.Popen(
        [sys.executable, "-m", "brandname", "check", "--study", str(study), "--jobs", "2", "--formats", "md"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    ) as running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(after)
        if running.poll() is not None:
            pytest.skip("done before")
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate(timeout=120)
    if running.returncode == -signal.SIGINT:
        pytest.skip("Python itself was still starting")
    assert "Traceback" not in err
    assert "KeyboardInterrupt" not in err
    assert running.returncode == 130
