"""Chinese proposals remembered between runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandname.language.scripts import proposal_book
from brandname.language.scripts.meaningful import Proposal, meaningful_names
from brandname.language.scripts.proposal_book import open_proposals

BRIEF = {"goods": "laundry detergent", "nice": (3,), "ideas": ("fresh", "gentle")}


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path))
    return tmp_path


def ask(name: str, **changed: object) -> tuple[Proposal, ...]:
    """What the next run gets for a name; keeps it."""
    known = open_proposals()
    found = known.proposals(name, **{**BRIEF, "script": "Hans", "n": 5, "origin": "", "ipa": "", **changed})  # type: ignore[arg-type]
    known.save()
    return found


def test_the_second_run_gives_what_the_first_gave_without_computing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A remembered proposal is the made one in every field."""
    made = ask("Velora")
    assert made == meaningful_names("Velora", **BRIEF, script="Hans", n=5)  # type: ignore[arg-type]
    assert made
    monkeypatch.setattr(proposal_book, "meaningful_names", lambda *_, **__: pytest.fail("computed again"))
    assert ask("Velora") == made


def test_another_brief_gets_its_own_proposals() -> None:
    """What was made for a detergent is not given for a bank."""
    soap = ask("Velora")
    bank = ask("Velora", goods="banking", nice=(36,), ideas=("trust",))
    assert bank == meaningful_names("Velora", goods="banking", nice=(36,), ideas=("trust",), script="Hans", n=5)
    assert bank != soap


def test_a_damaged_memory_is_made_anew(cache_folder: Path) -> None:
    """An altered file changes no proposal."""
    made = ask("Velora")
    (path,) = cache_folder.rglob("proposals.json")
    path.write_bytes(path.read_bytes()[:-40] + b"\n{}\n")
    assert ask("Velora") == made
