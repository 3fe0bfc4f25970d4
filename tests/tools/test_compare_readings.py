"""The tool that sets two readers' severities side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.language import lexicon
from tools import compare_readings as compare
from tools.compare_readings import Decision, Reading, measure, parse_reading, read_decisions, read_first, read_second

readings = st.builds(Reading, st.none() | st.integers(0, 4), st.booleans())
HEADER = "\t".join(lexicon.COLUMNS)


def row(word: str, category: str, severity: int, sense: str) -> str:
    """One lexicon line."""
    return "\t".join((word, "", "", "noun", "x", category, str(severity), sense, "neutral", "", "", ""))


def entries(*rows: str) -> tuple[lexicon.Entry, ...]:
    """A lexicon of these lines."""
    return lexicon.parse("\n".join((HEADER, *rows)) + "\n", "es", {}, "here")


def test_a_word_counts_with_its_worst_sense() -> None:
    """A harmless main sense does not hide the vulgar side sense."""
    first = read_first(entries(row("grolk", "plain", 0, "main"), row("grolk", "sex", 4, "side")))
    assert first == {"grolk": Reading(4, False)}


def test_kappa_is_the_textbook_one() -> None:
    """Worked by hand: severities 0 0 2 4 against 0 1 2 2: seen distance 3/4, by chance 24/16."""
    pairs = [(Reading(a, True), Reading(b, True)) for a, b in ((0, 0), (0, 1), (2, 2), (4, 2))]
    found = measure(pairs)
    assert (found.exact, found.within_one) == (0.5, 0.75)
    assert found.kappa == pytest.approx(1 - 0.75 / (24 / 16))
    assert (found.higher, found.lower) == (1, 1)


@given(st.lists(st.tuples(readings, readings)))
def test_an_unknown_word_never_counts_as_agreement(pairs: list[tuple[Reading, Reading]]) -> None:
    """Adding a word one reader does not know changes no figure but the count of unknown words."""
    more = measure([*pairs, (Reading(0, True), Reading(None, True))])
    plain = measure(pairs)
    assert (more.words, more.exact, more.within_one, more.kappa) == (
        plain.words, plain.exact, plain.within_one, plain.kappa)
    assert more.unknown == plain.unknown + 1


@given(st.lists(readings, min_size=1))
def test_a_reader_agrees_with_himself(own: list[Reading]) -> None:
    """Equal readings give full agreement, or none to speak of when nothing was judged."""
    found = measure([(reading, reading) for reading in own])
    assert found.exact in (1.0, None) and found.kappa in (1.0, None)


@given(readings)
def test_a_reading_survives_the_file(reading: Reading) -> None:
    """What is written in the list is read back."""
    assert parse_reading(str(reading)).severity == reading.severity


@pytest.mark.parametrize(("first", "second", "listed"), [
    ("0m", "2m", True), ("1m", "2m", False), ("3m", "3s", True), ("2m", "2s", False), ("2m", "?", True),
    ("3s", "2m", True), ("4m", "3m", False),
])
def test_what_must_be_settled(first: str, second: str, listed: bool) -> None:
    """Two steps apart, main against side where it is vulgar, or unknown."""
    assert compare.must_settle(parse_reading(first), parse_reading(second)) is listed


@pytest.mark.parametrize("bad", ["word\tseverity\tsense\ngrolk\t5\tm\n", "word\tseverity\tsense\ngrolk\t\t\n",
                                 "word\tseverity\tsense\ngrolk\t2\tm\ngrolk\t2\tm\n"])
def test_a_bad_second_reading_is_refused(bad: str) -> None:
    """No severity is guessed for a row that has none."""
    with pytest.raises(ValueError, match="line"):
        read_second(bad)


def test_decisions_keep_both_first_judgements() -> None:
    """Once settled, a word counts as the two readers had it, even when the lexicon drops it."""
    settled = read_decisions("language\tword\tfirst\tsecond\tdecision\twhy\nes\tgrolk\t4m\t0m\tsecond\tharmless\n"
                             "es\tzulpa\t3m\t0m\t\t\n")
    assert settled == {"grolk": Decision(Reading(4, True), Reading(0, True), "second", "harmless")}
    agreement, listed, once = compare.compare({"new": Reading(1, True)}, {"grolk": Reading(0, True)}, settled)
    assert (agreement.words, agreement.exact, list(listed), once) == (1, 0.0, ["grolk"], ("new",))


def test_a_second_run_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                      capsys: pytest.CaptureFixture[str]) -> None:
    """The list is written once and stays as it is; a language without a second reading is an error."""
    monkeypatch.setattr(lexicon, "read_shipped", lambda tag: entries(row("grolk", "sex", 4, "main")))
    (tmp_path / "es.tsv").write_text("word\tseverity\tsense\ngrolk\t1\tm\nzulpa\t0\tm\n", encoding="utf-8")
    texts = []
    for _ in range(2):
        assert compare.main(["es"], tmp_path) == 0
        texts.append((tmp_path / "disagreements-es.tsv").read_bytes())
    assert texts[0] == texts[1] and b"es\tgrolk\t4m\t1m\t\t\n" in texts[0]
    assert "zulpa" in capsys.readouterr().out
    assert compare.main(["pt"], tmp_path) == 1
