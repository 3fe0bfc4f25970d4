"""`data/index.toml`: everything shipped is listed, unaltered, licensed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import brandname
from brandname.data import Dataset, DatasetDamaged, compute_digest, dataset, index, names, read_bytes

DATA = Path(brandname.__file__).parent / "data"
LICENCE = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")


def shipped() -> list[str]:
    """Every file below `data/` but the index itself, as paths with slashes."""
    files = (p for p in DATA.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return sorted(p.relative_to(DATA).as_posix() for p in files if p.name != "index.toml" and p.suffix != ".py")


def covered(entry: Dataset) -> set[str]:
    """The files one entry stands for."""
    if (DATA / entry.path).is_file():
        return {entry.path}
    return {f"{entry.path}/{name}" for name in names(entry.path)}


def test_every_shipped_file_is_listed_once() -> None:
    """No data without an origin, and none described twice."""
    listed = [path for entry in index().values() for path in covered(entry)]
    assert sorted(listed) == shipped()


@pytest.mark.parametrize("id_", list(index()))
def test_the_digest_is_that_of_the_content(id_: str) -> None:
    """What I have is what was described."""
    assert dataset(id_).digest == compute_digest(dataset(id_).path)


@pytest.mark.parametrize("id_", list(index()))
def test_every_dataset_says_what_it_is(id_: str) -> None:
    """Title, version, date, origin and licence are there, and the licence is one we may ship."""
    entry = dataset(id_)
    assert entry.title
    assert entry.version
    assert entry.origin
    assert date.fromisoformat(entry.date) <= date.today()  # noqa: DTZ011 - a day's shift does no harm here
    assert LICENCE.fullmatch(entry.licence)
    assert not re.search(r"(?<!L)GPL|-NC|-ND|Proprietary", entry.licence)
    if "-SA" in entry.licence:
        assert entry.path.startswith("sharealike/")


def test_findings_can_cite_a_dataset() -> None:
    """A citation names the dataset with its version."""
    assert dataset("markets").cite().ref == f"dataset:brandname/markets@{dataset('markets').version}"


def test_a_missing_or_unlisted_file_is_a_packaging_fault() -> None:
    """A damaged installation is told as such, not read as empty."""
    with pytest.raises(DatasetDamaged):
        dataset("no such set")
    with pytest.raises(DatasetDamaged):
        read_bytes("no/such/file.toml")
