"""A team's own words, `lexicon/<tag>.tsv`."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from brandname.language import lexicon
from brandname.study.reading import read_study
from tests.study.desk import make, read, refused, remarks

ROWS = "word\tpos\tgloss\tcategory\tseverity\n薇\tnoun\tvetch\tplain\t0\n香气\tnoun\tfragrance\tpositive\t0\n"


def test_my_words_are_part_of_my_study(tmp_path: Path) -> None:
    """The text of each file is there under its own name, its digest is recorded, and workers get it."""
    study = read(tmp_path, {"lexicon/zh.tsv": ROWS, "lexicon/zh.toml": "", "lexicon/README.md": "how to"})
    assert study.lexicons == {"lexicon/zh.tsv": ROWS, "lexicon/zh.toml": ""}
    assert {"lexicon/zh.tsv", "lexicon/zh.toml"} <= set(study.inputs)
    assert pickle.loads(pickle.dumps(study)) == study  # noqa: S301
    assert remarks(study) == []
    assert [entry.word for entry in lexicon.read_own(study.lexicons)["zh"]] == ["薇", "香气"]


def test_without_such_a_folder_nothing_changes(tmp_path: Path) -> None:
    """A study need not have words of its own."""
    assert read(tmp_path).lexicons == {}


@pytest.mark.parametrize(("encoding", "said"), [("utf-8-sig", []), ("utf-16", ["encoding"]), ("gb18030", ["encoding"])])
def test_words_come_in_any_usual_encoding(tmp_path: Path, encoding: str, said: list[str]) -> None:
    """What Excel and Notepad save is read, and a guess is said."""
    study = read(tmp_path, {"lexicon/zh.tsv": ROWS.encode(encoding)})
    assert study.lexicons["lexicon/zh.tsv"] == ROWS
    assert remarks(study) == said


@pytest.mark.parametrize(("name", "key"), [
    ("spanish.tsv", "lexicon_name_close"), ("ES.tsv", "lexicon_name_close"), ("zh_CN.tsv", "lexicon_name_close"),
    ("es.TSV", "lexicon_name_close"), ("my-words.tsv", "lexicon_name"), ("es (1).tsv", "lexicon_name"),
    ("words of ours.toml", "lexicon_name"),
])
def test_a_file_named_after_no_language_is_refused(tmp_path: Path, name: str, key: str) -> None:
    """A slip in the file's name does not lose its words; I am told what it should be called."""
    assert refused(tmp_path, {f"lexicon/{name}": ROWS}) == [f"lexicon/{name} {key}"]


def test_a_language_that_cldr_does_not_list_is_taken(tmp_path: Path) -> None:
    """Words of a small language are read, and the code is remarked."""
    study = read(tmp_path, {"lexicon/xqq.tsv": ""})
    assert remarks(study) == ["unlisted_language"]
    assert set(study.lexicons) == {"lexicon/xqq.tsv"}


@pytest.mark.parametrize("name", ["es.tsv", "es-MX.tsv", "zh-Hant.tsv", "yue.tsv", "zh-Hans-SG.tsv"])
def test_every_usual_tag_names_a_file(tmp_path: Path, name: str) -> None:
    """I may have words for a region or a script."""
    assert set(read(tmp_path, {f"lexicon/{name}": ""}).lexicons) == {f"lexicon/{name}"}


def test_other_files_are_not_lost_without_a_word(tmp_path: Path) -> None:
    """A spreadsheet among my words is named, with how to save it; so is anything else."""
    study = read(tmp_path, {"lexicon/es.xlsx": b"PK\x03\x04", "lexicon/de.csv": "a;b", "lexicon/note.md": "x"})
    assert sorted(remarks(study)) == ["lexicon_table", "lexicon_table", "stray_file"]
    assert study.lexicons == {}


def test_classes_without_words_are_remarked(tmp_path: Path) -> None:
    """Inflection classes of a language I have no words in do nothing, and I am told."""
    assert remarks(read(tmp_path, {"lexicon/es.toml": ""})) == ["lexicon_classes"]


def test_a_list_of_names_keeps_the_words(tmp_path: Path) -> None:
    """The words count for a list from elsewhere too."""
    from brandname.study import read_names

    make(tmp_path, {"lexicon/zh.tsv": ROWS})
    assert read_study(tmp_path, names=read_names(b"Brio\n", "new.txt")).lexicons
