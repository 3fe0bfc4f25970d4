"""A study in a folder made for one test, and what the reader says about it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from brandname.errors import UserMistake
from brandname.model import Study
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from brandname.study import NameList, read_study

CANDIDATES = """\
brief:
  goods: {text: sparkling tea, nice: [32]}
  ideas: [fresh, gentle]
candidates:
  - name: Velora
  - Limpora
"""
NOTE = """\
---
id: mx-014                  # who it is: respondents.csv
market: mx
language: es-MX
consent: quote
---
## Velora
said: be-LO-ra
ease: 5
noticed: none               # BEFORE asking
probed: velorio; vela
fits: {fresh: 4, gentle: 1}
> "Suena a crema, no a jabón."
## instead (after the product was described)
Limpina; Brisa Clara
"""


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files below a folder; texts as UTF-8 with line ends as given."""
    for label, content in files.items():
        path = root / label
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def make(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A small study that reads (two names, Mexico), with some of its files replaced or added."""
    return write(root, {"candidates.yaml": CANDIDATES, "markets/mx.yaml": "weight: 2\n", **(files or {})})


def read(root: Path, files: Mapping[str, str | bytes] | None = None, **options: object) -> Study:
    """Makes a small study and reads it."""
    return read_study(make(root, files), **options)  # type: ignore[arg-type]


def refusals(error: pytest.ExceptionInfo[UserMistake]) -> list[str]:
    """`where key` of every mistake, after rendering what and advice in both languages."""
    said = []
    for mistake in error.value.mistakes:
        for language in LANGUAGES:
            catalogue = open_catalogue(language)
            assert catalogue(mistake.key, **mistake.params)
            assert catalogue(f"{mistake.key}.advice", **mistake.params)
        said.append(f"{mistake.where or '-'} {mistake.key.removeprefix('error.study.')}")
    return said


def refused(root: Path, files: Mapping[str, str | bytes] | None = None, **options: object) -> list[str]:
    """Makes a small study that must be refused; the refusals."""
    with pytest.raises(UserMistake) as error:
        read(root, files, **options)
    return refusals(error)


def advice(error: UserMistake) -> str:
    """The English advice of the first mistake."""
    mistake = error.mistakes[0]
    return open_catalogue("en")(f"{mistake.key}.advice", **mistake.params)


def remarks(study: Study | NameList) -> list[str]:
    """Keys of what the reader remarked, without the one on packaged facts, after rendering in both languages."""
    for language in LANGUAGES:
        for remark in study.remarks:
            assert open_catalogue(language).render(remark)
    keys = [remark.key.removeprefix("study.remark.") for remark in study.remarks]
    return [key for key in keys if key != "packaged"]
