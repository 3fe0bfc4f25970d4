"""Help pages: every command, both languages, no English left over, no line too long."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from brandname.cli.app import COMMANDS, GROUPS
from brandname.cli.layout import columns
from brandname.reports.catalogue import open_catalogue
from tests.cli.terminal import call

PATHS = [(), *((name,) for name, _ in COMMANDS), *((group,) for group, _ in GROUPS),
         *((group, name) for group, inner in GROUPS for name, _ in inner)]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_command_has_help_in_my_language(path: tuple[str, ...], language: str) -> None:
    """I can ask any command what it does, and understand it."""
    page = call(*path, "--help", "--language", language)
    say = open_catalogue(language)
    key = f"cli.{'.'.join(path) or 'root'}.help"
    assert page.code == 0
    assert page.err == ""
    assert say(key).split("\n")[0][:20] in page.out
    assert "cli." not in page.out.replace("brandname.cli", ""), "a message key shows"


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_a_chinese_page_has_no_english_sentence(path: tuple[str, ...]) -> None:
    """I read Chinese, and no sentence of the page is in another language."""
    page = call(*path, "--help", "--language", "zh-Hans").out
    sentences = re.findall(r"(?:[A-Za-z']+ ){5,}[A-Za-z']+", re.sub(r"(?m)^  brandname .*$|^用法.*$", "", page))
    assert sentences == []


@pytest.mark.parametrize("width", ["60", "80", "200"])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_help_fits_my_terminal(width: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of a help page is broken by the terminal, Chinese included."""
    monkeypatch.setenv("COLUMNS", width)
    page = call("check", "--help", "--language", language).out
    assert max(columns(line) for line in page.splitlines() if not line.startswith("  brandname ")) <= int(width)


def test_without_a_command_i_see_what_there_is() -> None:
    """I type the bare name of the program and see where to begin."""
    page = call()
    assert page.code == 0
    assert "brandname start" in page.out
    assert "verify" in call("store").out


def test_the_version_is_printed() -> None:
    """I can tell support which version I have."""
    from brandname import __version__

    assert call("--version").out == f"brandname {__version__}\n"


def test_help_starts_without_the_heavy_parts() -> None:
    """Help comes at once: nothing that takes long is loaded for it."""
    script = (
        "import sys, io, brandname.cli as c; c.run(['check', '--help'], io.StringIO());"
        "print([m for m in ('rich', 'babel', 'yaml', 'httpx', 'jinja2', 'wordfreq', 'orthography2ipa', 'sqlite3',"
        " 'asyncio', 'brandname.run', 'brandname.study.reading') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
