"""The same plain thing is graded alike in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import level_lexicon
from tools.level_lexicon import level, unlevelled


def row(severity: int, category: str = "disease", register: str = "neutral", sense: str = "main") -> str:
    """A row of an invented word."""
    return "\t".join(("zulpo", "", "", "noun", "itch; rash", category, str(severity), sense, register, "", "@noun", ""))


def test_a_plain_word_gets_the_grade_of_its_kind() -> None:
    """Where most languages say 2, a 1 becomes 2; nothing else in the row changes."""
    assert level(row(1), {"itch": 2}) == row(2)


def test_other_rows_keep_their_grade() -> None:
    """Insults, second senses, slang and things few languages have are judged one by one."""
    for kept in (row(1, category="insult"), row(1, sense="side"), row(1, register="slang"), row(3)):
        assert level(kept, {"itch": 2}) == kept
    assert level(row(1), {"rash": 2}) == row(1)


def test_a_harmless_word_is_not_vulgar() -> None:
    """What nobody minds is colloquial at most."""
    assert level(row(1, "excretion", "vulgar"), {}) == row(1, "excretion", "colloquial")
    assert level(row(2, "excretion", "vulgar"), {}) == row(2, "excretion", "vulgar")


def test_comments_stay() -> None:
    """A line that is no row is left alone."""
    assert level("# a comment", {}) == "# a comment"


def test_grave_words_are_rude_or_name_a_grave_thing() -> None:
    """A neutral word for a part of the body is plainly negative at most; an awkward one so bad is vulgar."""
    assert level(row(3, "body"), {}) == row(2, "body")
    assert level(row(3, "body", "vulgar"), {}) == row(3, "body", "vulgar")
    assert level(row(4, "violence"), {}) == row(4, "violence")
    assert level(row(3, "awkward"), {}) == row(3, "awkward", "vulgar")


def test_the_lexicon_is_level() -> None:
    """After a change to a lexicon: python -m tools.level_lexicon --write."""
    assert unlevelled() == []


def test_only_the_languages_named_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    """All languages vote on a grade; a reader of one language changes no other's file."""
    head = "word\treading\troman\tpos\tgloss\tcategory\tseverity\tsense\tregister\tregion\tforms\tnote"
    for tag in ("aa", "bb", "cc", "dd"):
        (tmp_path / f"{tag}.tsv").write_text(f"{head}\n{row(2)}\n", encoding="utf-8")
    for tag in ("ee", "ff"):
        (tmp_path / f"{tag}.tsv").write_text(f"{head}\n{row(1)}\n", encoding="utf-8")
    monkeypatch.setattr(level_lexicon, "FOLDER", tmp_path)
    level_lexicon.relevel(["ee"], write=True)
    assert "ee: 1 rows" in capsys.readouterr().out
    assert row(2) in (tmp_path / "ee.tsv").read_text(encoding="utf-8")
    assert row(1) in (tmp_path / "ff.tsv").read_text(encoding="utf-8")
