"""The README says what is so."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from brandname.cli import run
from brandname.errors import Exit
from brandname.plugins import BUILT_IN

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")


def commands(path: Path) -> list[list[str]]:
    """Every `brandname …` line of the shell blocks, as arguments."""
    text = path.read_text(encoding="utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("brandname ")]


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example study with one run, as the working folder."""
    for part in ("markets", "interviews"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("respondents.csv"))
    for part in ("candidates.yaml", "reviews.yaml"):
        shutil.copy(ROOT / part, tmp_path / part)
    (tmp_path / "longlist.txt").write_text("Velora\nOruna\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_every_command_of_the_readme_works(example: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """I can paste what I read (the interview in `start` apart, which asks)."""
    tried = []
    assert run(["check"]) == Exit.OK
    for arguments in commands(READMES[0]):
        if arguments[0] == "start" or "<" in arguments:
            continue
        names = [word if word != "Velora" else first_name(example) for word in arguments]
        assert run(names) == Exit.OK, (names, capfd.readouterr().err)
        tried.append(arguments[0])
    assert set(tried) >= {"check", "init", "markets", "explain", "why", "coverage", "report", "store"}


def first_name(folder: Path) -> str:
    """A name of the study, in place of the README's."""
    from brandname.study import read_study

    return read_study(folder).candidates[0].name


def test_both_readmes_hold_the_same_commands() -> None:
    """The Chinese README is not behind."""
    assert commands(READMES[0]) == commands(READMES[1])


@pytest.mark.parametrize("path", READMES, ids=lambda p: p.name)
def test_the_readme_names_every_check_code_and_room(path: Path) -> None:
    """Checks, exit codes and the map of rooms are those of the program."""
    text = path.read_text(encoding="utf-8")
    for check in BUILT_IN:
        assert f"`{check}`" in text
    for code in Exit:
        assert re.search(rf"^\| {int(code)} \|", text, re.MULTILINE), code
    for room in (ROOT / "brandname").iterdir():
        if room.suffix == ".py" and not room.stem.startswith("__"):
            assert room.name in text, room.name
        if room.is_dir() and room.name != "__pycache__":
            assert f"{room.name}/" in text, room.name


@pytest.mark.parametrize("path", READMES, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    """No link of the README is dead."""
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (ROOT / target).exists(), target
