"""The packaged market facts: complete, sourced, and built from what the tables say."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname import data
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from brandname.study.facts import Basis, closest, facts, known_markets

ROOT = Path(__file__).resolve().parents[2]
EU = [
    "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu", "ie", "it", "lt", "lu",
    "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk",
]
WANTED = {
    "G20": [
        "ar", "au", "br", "ca", "cn", "de", "fr", "gb", "id", "in", "it", "jp", "kr", "mx", "ru", "sa", "tr", "us",
        "za",
    ],
    "EU": EU,
    "ASEAN": ["bn", "id", "kh", "la", "mm", "my", "ph", "sg", "th", "vn"],
    "Gulf": ["ae", "bh", "kw", "om", "qa", "sa"],
    "Latin America": ["ar", "br", "cl", "co", "ec", "mx", "pe", "uy"],
    "Africa": ["ci", "dz", "eg", "et", "gh", "ke", "ma", "ng", "tn", "tz", "za"],
    "others": ["ch", "hk", "il", "ir", "no", "nz", "pk", "tw", "ua"],
}
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
PROMISES = re.compile(r"\b(available|safe|clear|cleared|free to use|no risk)\b", re.IGNORECASE)


def raw(code: str) -> dict[str, Any]:
    """One market file as TOML."""
    return tomllib.loads(data.read_text(f"markets/{code}.toml"))


def sources(value: object, path: str = "") -> list[tuple[str, object]]:
    """Every table with rows or fields of its own, and the source it names."""
    found: list[tuple[str, object]] = []
    if isinstance(value, dict):
        if path:
            found.append((path, value.get("source")))
        for key, inner in value.items():
            if isinstance(inner, dict):
                found += sources(inner, f"{path}/{key}")
            elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
                for at, row in enumerate(inner):
                    found += sources(row, f"{path}/{key}[{at}]")
    return found


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """The build tool, loaded from its file."""
    path = ROOT / "tools" / "build_markets.py"
    if not path.is_file():
        pytest.skip("tools/build_markets.py is not part of this installation")
    spec = importlib.util.spec_from_file_location("build_markets", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("group", WANTED)
def test_the_markets_people_sell_in_are_packaged(group: str) -> None:
    """I find the countries of my region without typing facts myself."""
    assert len(known_markets()) >= 65
    assert set(WANTED[group]) <= set(known_markets())


@pytest.mark.parametrize("code", known_markets())
def test_every_row_names_its_source(code: str) -> None:
    """Whatever a market file says, I can see where it comes from."""
    named = sources(raw(code))
    assert {path.split("[")[0] for path, _ in named} >= {"/languages", "/scripts", "/tlds", "/platforms", "/offices"}
    assert [path for path, source in named if not isinstance(source, str) or len(source) < 8] == []


@pytest.mark.parametrize("code", known_markets())
def test_a_row_without_a_source_is_found(code: str) -> None:
    """The rule above notices when a source is taken away."""
    damaged = raw(code)
    del damaged["offices"][0]["source"]
    assert [path for path, source in sources(damaged) if source is None] == ["/offices[0]"]


@pytest.mark.parametrize("code", known_markets())
def test_facts_are_of_the_shape_promised(code: str) -> None:
    """Tags are BCP 47, shares are shares, lists are full and without repeats."""
    found = facts(code)
    assert found.code == code
    assert found.label
    tags = [share.tag for share in found.languages]
    assert len(tags) == len(set(tags))
    assert all(TAG.fullmatch(tag) for tag in tags)
    assert all(share.share is None or 0 < share.share <= 1 for share in found.languages)
    assert {share.role for share in found.languages} <= {"main", "minority", "diaspora"}
    assert found.languages[0].role == "main"
    for values in (found.scripts, found.tlds, found.platforms, found.engines, found.office_codes, found.subculture_ids):
        assert values
        assert len(values) == len(set(values))
    assert all(re.fullmatch("[A-Z][a-z]{3}", script) for script in found.scripts)
    assert all(re.fullmatch("[a-z0-9-]+", id_) for id_ in found.subculture_ids)
    assert 2 <= len(found.subcultures) <= 6
    assert found.origin == f"packaged facts: {code}"


@pytest.mark.parametrize("code", known_markets())
def test_reach_decides_which_languages_are_main(code: str) -> None:
    """A language a fifth of the people can follow is a main one; a community's never is."""
    listed = raw(code)["languages"]["rows"]
    assert len(listed) <= 10
    assert [row[1] for row in listed] == sorted((row[1] for row in listed), reverse=True)
    assert all(role == "main" for _, share, role in listed if share >= 0.2)
    assert all(row["role"] != "main" for row in raw(code).get("communities", ()))


@pytest.mark.parametrize("code", known_markets())
def test_offices_say_what_founds_a_right_and_by_which_law(code: str) -> None:
    """Counsel sees the law beside first-to-file or first-to-use; EU countries have the EU register too."""
    offices = {office.code: office for office in facts(code).offices}
    assert ("EM" in offices) == (code in EU)
    for office in offices.values():
        assert re.fullmatch(r"https://[a-z0-9.-]+/\S*", office.search)
        assert bool(office.basis) == bool(office.basis_source)
    national = next(office for key, office in offices.items() if key not in {"EM", "WO"})
    assert national.code in {code.upper(), "BX", "OA"}
    assert bool(national.groups) == (code in {"cn", "jp", "kr", "tw"})


def test_offices_differ_as_the_laws_do() -> None:
    """The United States go by use, China by filing, Britain by both."""
    basis = {code: facts(code).offices[0].basis for code in ("us", "cn", "gb")}
    assert basis == {"us": Basis.FIRST_TO_USE, "cn": Basis.FIRST_TO_FILE, "gb": Basis.MIXED}


@pytest.mark.parametrize("code", known_markets())
def test_domain_endings_can_be_registered_as_written(code: str) -> None:
    """Every ending is a valid domain, the country's own is among them, and .com is everywhere."""
    import idna

    found = facts(code).tlds
    assert "com" in found
    country = {"gb": "uk"}.get(code, code)
    assert any(tld == country or tld.endswith(f".{country}") for tld in found)
    for tld in found:
        assert idna.encode(tld, uts46=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_platforms_and_engines_have_names(language: str) -> None:
    """I read WeChat Official Account, not wechat_oa."""
    say = open_catalogue(language)
    for code in known_markets():
        assert all(say(f"facts.platform.{id_}") for id_ in facts(code).platforms)
        assert all(say(f"facts.engine.{id_}") for id_ in facts(code).engines)


def test_chinese_markets_get_the_script_they_read() -> None:
    """Mainland names are read in simplified characters, Taiwan's and Hong Kong's in traditional ones."""
    assert facts("cn").languages[0].tag == "zh-Hans"
    assert facts("tw").languages[0].tag == "zh-Hant"
    assert [share.tag for share in facts("hk").languages][:2] == ["zh-Hant", "yue-Hant"]
    assert "zh-Hans" in {share.tag for share in facts("sg").languages}


def test_large_communities_are_asked_too() -> None:
    """Turkish in Germany, Polish in Ireland, Arabic in France and Sweden are not forgotten."""
    pairs = {("de", "tr"), ("ie", "pl"), ("fr", "ar"), ("se", "ar"), ("us", "zh-Hant"), ("ae", "hi"), ("sa", "ur")}
    assert all(tag in {share.tag for share in facts(code).languages} for code, tag in pairs)


def test_facts_promise_nothing() -> None:
    """No market file uses a word that sounds like a clearance."""
    assert [code for code in known_markets() if PROMISES.search(data.read_text(f"markets/{code}.toml"))] == []


def test_an_unpackaged_market_is_a_key_error() -> None:
    """Nothing is made up for a country without facts."""
    with pytest.raises(KeyError):
        facts("xx")
    with pytest.raises(KeyError):
        facts("../markets/mx")


@pytest.mark.parametrize(("typed", "meant"), [
    ("uk", ("gb",)), ("en", ("gb", "us")), ("USA", ("us",)), (" mx ", ("mx",)), ("germ", ("de",)),
    ("Brasil", ("br", "bh")), ("xx", ()), ("", ()),
])
def test_a_code_that_is_none_leads_to_the_one_meant(typed: str, meant: tuple[str, ...]) -> None:
    """I type uk and am told gb."""
    assert closest(typed) == meant


@given(st.text(max_size=12))
def test_suggestions_are_always_packaged_markets(typed: str) -> None:
    """Whatever I type, only markets that exist are suggested, at most three."""
    found = closest(typed)
    assert len(found) <= 3
    assert set(found) <= set(known_markets())


def test_reading_facts_does_not_load_babel() -> None:
    """CLDR is used when the facts are built, not when they are read."""
    code = "import sys; from brandname.study.facts import facts; facts('mx'); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.strip() == "False"


# ── the builder ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_builder_gives_the_shipped_files(builder: ModuleType, tmp_path: Path) -> None:
    """Building again changes nothing: no file was edited by hand."""
    if not raw("mx")["languages"]["source"].startswith(f"{builder.cldr()} "):
        pytest.skip(f"babel carries {builder.cldr()}, the files were built from another")
    (tmp_path / "xx.toml").write_text("", encoding="utf-8")
    written = builder.build(tmp_path)
    assert [path.stem for path in written] == list(known_markets())
    assert not (tmp_path / "xx.toml").exists()
    for path in written:
        assert path.read_text(encoding="utf-8") == data.read_text(f"markets/{path.name}")


def _no_source(tables: dict[str, Any]) -> None:
    tables["communities"]["de"]["rows"][0][2] = ""


def _no_subculture_source(tables: dict[str, Any]) -> None:
    tables["subcultures"]["de"]["rows"][0][3] = ""


def _unknown_platform(tables: dict[str, Any]) -> None:
    tables["platforms"]["rows"]["de"].append("myspace9")


def _unknown_engine(tables: dict[str, Any]) -> None:
    tables["engines"]["rows"]["de"].append("altavista9")


def _basis_without_law(tables: dict[str, Any]) -> None:
    del tables["offices"]["offices"]["DE"]["basis_source"]


def _no_office(tables: dict[str, Any]) -> None:
    del tables["offices"]["offices"]["DE"]


def _twice(tables: dict[str, Any]) -> None:
    tables["communities"]["de"]["rows"].append(["fr", 0, "a census"])


@pytest.mark.parametrize("damage", [
    _no_source, _no_subculture_source, _unknown_platform, _unknown_engine, _basis_without_law, _no_office, _twice,
])
def test_the_builder_refuses_incomplete_tables(builder: ModuleType, damage: Any) -> None:
    """A table with a hole builds no market."""
    tables = deepcopy(builder.read_tables())
    assert builder.market("de", tables)
    damage(tables)
    with pytest.raises(builder.TableError, match=r"\b(de|DE)\b"):
        builder.market("de", tables)


def test_the_index_keeps_other_tables(builder: ModuleType) -> None:
    """Writing the markets' entry touches no other dataset's."""
    before = '[a]\npath = "a"\n\n[markets]\npath = "old"\n\n["b/c"]\npath = "b"\n'
    after = builder._replaced(before, "markets", ["[markets]", 'path = "markets"'])
    read = tomllib.loads(after)
    assert read == {"a": {"path": "a"}, "b/c": {"path": "b"}, "markets": {"path": "markets"}}
