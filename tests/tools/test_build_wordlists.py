"""The builder of the shipped word lists, on small packages made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.build_wordlists import Word, clean, cuss, naughty_words, spanlp


@pytest.mark.parametrize(("raw", "word"), [
    ("  Grolk ", "grolk"), ("13\\.", "13"), ("two\u00a0 words", "two words"), ("pezo\u0301n", "pezón"), ("...", ""),
])
def test_entries_become_plain_words(raw: str, word: str) -> None:
    """Escapes, doubled spaces and capitals of the packages do not reach the lists."""
    assert clean(raw) == word


def test_regional_files_give_regional_words(tmp_path: Path) -> None:
    """The Canadian file is French of Canada; package.json and the television language are no lists."""
    for name, content in (
        ("fr", ["grolk"]), ("fr-CA-u-sd-caqc", ["zulpa"]), ("tlh", ["xut"]), ("package", {"version": "1"}),
    ):
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    assert set(naughty_words(tmp_path)) == {("fr", "grolk", "", ""), ("fr", "zulpa", "CA", "")}


def test_ratings_are_read_from_every_way_of_quoting(tmp_path: Path) -> None:
    """Bare, single and double quoted words of a JavaScript object all come with their rating."""
    text = "export const cuss = {\n  grolk: 2,\n  'bad dog': 0,\n  \"zul'pa\": 1\n}\n"
    for stem in ("index", "es", "fr", "it", "pt", "pt-pt", "ar-latn"):
        (tmp_path / f"{stem}.js").write_text(text if stem == "pt-pt" else "export {}\n", encoding="utf-8")
    assert list(cuss(tmp_path)) == [
        ("pt", "grolk", "PT", "2"), ("pt", "bad dog", "PT", "0"), ("pt", "zul'pa", "PT", "1"),
    ]


def test_countries_become_regions(tmp_path: Path) -> None:
    """Mexico's list is Spanish of Mexico."""
    folder = tmp_path / "spanlp" / "dataset"
    folder.mkdir(parents=True)
    (folder / "MEX.txt").write_text("\ufeffgrolk\nzulpa\n", encoding="utf-8")
    assert list(spanlp(tmp_path)) == [("es", "grolk", "MX", ""), ("es", "zulpa", "MX", "")]


def test_a_word_is_regional_only_when_every_list_is() -> None:
    """One general list makes a word everybody's; regions of several countries add up."""
    regional = Word()
    regional.add("spanlp", "VE")
    regional.add("spanlp", "MX")
    assert regional.row("grolk") == "grolk\tspanlp/MX+VE\tMX+VE\t\n"
    regional.add("cuss", "")
    regional.rating = "1"
    assert regional.row("grolk") == "grolk\tcuss;spanlp/MX+VE\t\t1\n"
