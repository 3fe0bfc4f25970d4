"""What was made of names, kept for the next run."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language import hearing, ledger, pronouncing, readings, vocabulary
from brandname.language.ledger import Ledger, open_ledger
from brandname.language.near_homophones import rows
from brandname.language.scripts import book

ROOMS = ("readings", "heard", "nearest", "rules")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests: its other tables take seconds to build."""
    return tmp_path_factory.mktemp("ledgers")


@pytest.fixture(autouse=True)
def kept(tables: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder without ledgers, and ledgers as a user has them."""
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tables))
    monkeypatch.setattr(ledger, "open_ledger", open_ledger)
    for room in ROOMS:
        for folder in tables.glob(f"*/{room}"):
            shutil.rmtree(folder)
    _forget()
    return tables


def _forget() -> None:
    """As a new process begins."""
    ledger._shelf.cache_clear()
    readings._readings.cache_clear()


def _all(name: str) -> list[object]:
    """What is kept of a name, by every kind."""
    words = vocabulary.open_vocabulary("de")
    assert words is not None
    found = readings.readings(name, "de")
    return [
        *(readings.readings(name, tag) for tag in ("de", "es-MX", "ja", "zh", "ru")), hearing.hear(found, words),
        hearing.hear(found, words, known=True), rows(name, "yue", readings.readings(name, "yue")),
        book.rule_spellings(name, "el") if name.isascii() else (),
    ]


@pytest.mark.parametrize("name", ["Velora", "Fikka", "Air 24", "IBM", "星禾", "Ñandú", ""])
def test_a_name_is_told_the_same_by_the_next_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made of a name once comes back whole, without being made again."""
    first = _all(name)
    ledger.save()
    _forget()
    for room, of in ((readings, "_read"), (hearing, "_listen"), (book, "rule_renderings")):
        monkeypatch.setattr(room, of, lambda *_, **__: pytest.fail("made again"))
    assert _all(name) == first


def test_what_the_owner_says_is_kept_apart() -> None:
    """A stated pronunciation, origin or local spelling has readings of its own."""
    def ask() -> list[object]:
        read = readings.readings
        return [read("Xiaomi", "en-US"), read("Xiaomi", "en-US", say="/ʃaʊmi/"), read("Xiaomi", "en-US", origin="zh"),
                read("Xiaomi", "ja", rendered=("シャオミ", 0.5)), read("Xiaomi", "ja", rendered=("", 0.0))]

    first = ask()
    ledger.save()
    _forget()
    assert ask() == first
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("spoil", [
    lambda body: body[:-9], lambda body: body.replace(b"Velora", b"Velura"), lambda _: b"\xff\x00", lambda _: b"",
])
def test_a_damaged_file_is_made_anew(kept: Path, spoil: Callable[[bytes], bytes]) -> None:
    """A file cut short or altered is as if it were not there."""
    first = _all("Velora")
    ledger.save()
    paths = [path for room in ROOMS for path in kept.rglob(f"{room}/*/*.json")]
    assert len(paths) >= 6
    for path in paths:
        path.write_bytes(spoil(path.read_bytes()))
    _forget()
    assert _all("Velora") == first


def test_other_data_or_code_finds_nothing_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a table or the program's text never sees what the old one made."""
    ledger.edition.cache_clear()
    before = ledger.edition()
    read = data.read_bytes
    with monkeypatch.context() as patch:
        patch.setattr(data, "read_bytes", lambda path: read(path) + (b"#" if path == "sounds/adaptation.toml" else b""))
        ledger.edition.cache_clear()
        assert ledger.edition() != before
    content = list(ledger._content())
    assert {"language/pronouncing.py", "scripts/rules.py", "pypinyin"} <= {name for name, _ in content}
    assert pronouncing.__file__ is not None
    ledger.edition.cache_clear()
    assert ledger.edition() == before


def test_two_programs_keep_together(tmp_path: Path) -> None:
    """Two processes write into one file, and the third finds what both made."""
    path = tmp_path / "n.json"
    one, other = Ledger(path), Ledger(path)
    one.keep(["a"], 1.5)
    other.keep(["b", None], ["x\ty"])
    one.save()
    other.save()
    one.keep("ü\n", {})
    one.save()
    later = Ledger(path)
    assert (later.find(["a"]), later.find(["b", None]), later.find("ü\n"), later.find("c")) == (1.5, ["x\ty"], {}, None)


def test_a_file_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond its limit a file begins anew."""
    monkeypatch.setattr(ledger, "LIMIT", 1000)
    path = tmp_path / "n.json"
    for k in range(100):
        one = Ledger(path)
        one.keep(k, "x" * 50)
        one.save()
        assert path.stat().st_size < 1200
    assert Ledger(path).find(99) == "x" * 50


def test_what_older_editions_made_goes(kept: Path) -> None:
    """Files that older code or data made do not lie about for ever; those of this week, and of now, stay."""
    readings.readings("Velora", "de")
    ledger.save()
    (now,) = kept.glob("*/readings/*")
    for name, age in (("old", ledger.KEPT + 9), ("young", 60)):
        (now.parent / name / "x").mkdir(parents=True)
        os.utime(now.parent / name, (time.time() - age,) * 2)
    os.utime(now, (0, 0))
    _forget()
    readings.readings("Marino", "de")
    ledger.save()
    assert {folder.name for folder in now.parent.iterdir()} == {now.name, "young"}


def test_a_folder_that_cannot_be_written_costs_no_answer(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a cache folder everything is told as well."""
    (kept / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(kept / "file"))
    _forget()
    found = readings.readings("Velora", "de")
    ledger.save()
    _forget()
    assert found and readings.readings("Velora", "de") == found


_json = st.recursive(st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
                     lambda inner: st.lists(inner, max_size=3), max_leaves=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.dictionaries(st.text(), _json.filter(lambda value: value is not None), max_size=5))
def test_any_value_comes_back_as_it_was(tmp_path: Path, values: dict[str, object]) -> None:
    """Whatever a name is made of, and whatever was made of it."""
    path = tmp_path / "law.json"
    one = Ledger(path)
    for asked, value in values.items():
        one.keep(asked, value)
    one.save()
    later = Ledger(path)
    assert {asked: later.find(asked) for asked in values} == values
