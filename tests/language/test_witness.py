"""Second opinions."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from brandname.language import witness
from brandname.language.witness import ALONE, CONFIRMED, CONTESTED, Witness, confidence


def test_confidence_is_high_only_when_a_witness_agrees() -> None:
    """Alone is middling, confirmed is high, contradicted is low."""
    assert confidence("veˈloɾa", ()) == ALONE
    assert confidence("veˈloɾa", (Witness("x", "veˈlora"),)) == CONFIRMED
    assert confidence("veˈloɾa", (Witness("x", "tiŋkusaf"),)) == CONTESTED
    assert confidence("veˈloɾa", (Witness("x", "tiŋkusaf"), Witness("y", "beˈloɾa"))) == CONFIRMED


def test_a_machine_without_other_engines_has_no_witnesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is guessed and nothing fetched when neither package nor program is there."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(witness.importlib.util, "find_spec", lambda name: None)
    witness._model.cache_clear()
    assert witness.witnesses("velora", "es") == ()
    witness._model.cache_clear()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
@pytest.mark.parametrize(("script", "wanted"), [
    ("cat >/dev/null; echo 'beˈloɾa'; echo 'na'", ["beˈloɾa", "na"]),
    ("cat >/dev/null; echo '(en)vəlɔːɹə(es)'; echo 'na'", ["", "na"]),
    ("cat >/dev/null; echo 'one line for two'", None),
    ("cat >/dev/null; exit 1", None),
])
def test_answers_of_the_program_count_only_when_they_match_the_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, wanted: list[str] | None,
) -> None:
    """Merged lines, failures and readings by another language's voice are no witness."""
    program = tmp_path / "espeak-ng"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setattr(witness.shutil, "which", lambda name: str(program))
    found = witness.ask(("velora", "na"), "es").get("espeak-ng")
    assert (found if found is None else [w.ipa for w in found]) == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
@pytest.mark.parametrize(("told", "engine"), [
    ("eSpeak NG text-to-speech: 1.51  Data at: /usr/lib/espeak-ng-data", "espeak-ng 1.51"), ("", "espeak-ng"),
])
def test_a_witness_says_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, engine: str,
) -> None:
    """A reading that another version may not repeat is told with the version that gave it."""
    program = tmp_path / "espeak-ng"
    script = f"if [ \"$1\" = --version ]; then echo '{told}'; exit; fi; cat >/dev/null; echo 'beˈloɾa'"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setattr(witness.shutil, "which", lambda name: str(program))
    assert witness.ask(("velora",), "es")["espeak-ng"] == [Witness(engine, "beˈloɾa")]
