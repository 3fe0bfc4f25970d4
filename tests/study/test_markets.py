"""markets/*.yaml: what a study says, what packaged facts fill in, and where each came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandname.errors import UserMistake
from brandname.study import read_names, read_study
from brandname.study.facts import facts, known_markets
from tests.study.desk import advice, make, read, refusals, refused, remarks

FULL = """\
label: Mexico!
horizon: 2028
role: [sell, make]
weight: 3
why: "31 % of orders, customers.csv 2025"
languages: {es-MX: 0.94, nah: 1 %}
subcultures: [gen-z, north]
tlds: [.mx, com.mx]
platforms: [instagram]
engines: [google]
offices: [mx]
competitors: [Tealume]
decisive: [meaning, domain]
"""


def test_everything_a_market_can_say_is_read(tmp_path: Path) -> None:
    """Each line of the example lands in its field, with its line as origin."""
    study = read(tmp_path, {"markets/mx.yaml": FULL})
    market = study.market("mx")
    assert (market.label, market.horizon, market.role, market.weight) == ("Mexico!", "2028", ("sell", "make"), 3.0)
    assert [(s.tag, s.share, s.role, s.source) for s in market.languages] == [
        ("es-MX", 0.94, "main", "markets/mx.yaml:6"), ("nah", 0.01, "minority", "markets/mx.yaml:6"),
    ]
    assert (market.subcultures, market.tlds, market.platforms) == (("gen-z", "north"), ("mx", "com.mx"), ("instagram",))
    assert (market.engines, market.offices, market.competitors) == (("google",), ("MX",), ("Tealume",))
    assert remarks(study) == ["unlisted_language"]
    assert (market.why, market.decisive) == ("31 % of orders, customers.csv 2025", ("meaning", "domain"))
    assert market.origins["weight"] == "markets/mx.yaml:4"


def test_an_empty_file_is_a_market_of_packaged_facts(tmp_path: Path) -> None:
    """What a file leaves out is filled in, and the origin of each field says from where."""
    study = read(tmp_path, {"markets/mx.yaml": ""})
    market, known = study.market("mx"), facts("mx")
    assert (market.label, market.languages, market.tlds) == (known.label, known.languages, known.tlds)
    assert (market.offices, market.subcultures) == (known.office_codes, known.subculture_ids)
    assert (market.horizon, market.role, market.weight) == ("now", ("sell",), 1.0)
    assert market.decisive == ("meaning", "trademark")
    assert market.origins["languages"] == "packaged facts: mx"
    assert market.origins["decisive"] == market.origins["weight"] == "default"
    assert [r.key for r in study.remarks] == ["study.remark.packaged"]


def test_an_empty_list_means_none(tmp_path: Path) -> None:
    """`decisive: []` and `tlds: []` say that none is meant; nothing is filled in."""
    market = read(tmp_path, {"markets/mx.yaml": "decisive: []\ntlds: []\nplatforms: []\n"}).market("mx")
    assert (market.decisive, market.tlds, market.platforms) == ((), (), ())
    assert market.origins["tlds"] == "markets/mx.yaml:2"


def test_a_list_of_languages_takes_its_shares_from_the_facts(tmp_path: Path) -> None:
    """Without a figure of the study's own the packaged reach stands, with its source; else it is unknown."""
    languages = read(tmp_path, {"markets/mx.yaml": "languages: [es-MX, ZH-hans]\n"}).market("mx").languages
    known = {s.tag: s for s in facts("mx").languages}
    assert (languages[0].share, languages[0].source) == (known["es-MX"].share, known["es-MX"].source)
    assert (languages[1].tag, languages[1].share) == ("zh-Hans", None)


SLIPS = {
    "weight: 0": "1:1 not_positive",
    "weight: '1,5'": "1:1 not_positive",
    "weight: nan": "1:1 not_positive",
    "horizon: 1999": "1:1 horizon",
    "horizon: later": "1:1 horizon",
    "role: [sell, sel]": "1:14 choice_close",
    "decisive: [meaning, trademarks]": "1:21 choice_close",
    "languages: {es_MX: 1}": "1:13 language_tag_close",
    "languages: [Spanish]": "1:13 language_tag_close",
    "languages: [spa]": "1:13 language_tag_close",
    "languages: [qq]": "1:13 language_tag",
    "languages: [es-MX, es-mx]": "1:20 language_twice",
    "languages: []": "1:1 languages_empty",
    "languages: {es-MX: 94}": "1:20 not_percent",
    "tlds: ['a b']": "1:8 tld",
    "wieght: 2": "1:1 unknown_key_close",
}


@pytest.mark.parametrize("line", SLIPS, ids=list(SLIPS.values()))
def test_a_wrong_value_is_refused_where_it_stands(tmp_path: Path, line: str) -> None:
    """Numbers, years, roles, checks, language tags and endings are checked."""
    assert refused(tmp_path, {"markets/mx.yaml": f"{line}\n"}) == [f"markets/mx.yaml:{SLIPS[line]}"]


def test_a_plugin_s_check_may_be_decisive(tmp_path: Path) -> None:
    """An id under `checks:` is known in `decisive`."""
    study = read(tmp_path, {
        "candidates.yaml": "candidates: [Velora]\nchecks: {own-check: {a: b}}\n",
        "markets/mx.yaml": "decisive: [own-check]\n",
    })
    assert study.market("mx").decisive == ("own-check",)


@pytest.mark.parametrize(("code", "near"), [("uk", "gb"), ("en", "gb")])
def test_a_wrong_code_comes_with_the_right_one(tmp_path: Path, code: str, near: str) -> None:
    """uk.yaml is refused, and the advice says gb."""
    make(tmp_path, {f"markets/{code}.yaml": ""})
    with pytest.raises(UserMistake) as error:
        read_study(tmp_path)
    assert f"{near}.yaml" in advice(error.value)


def test_stray_files_among_the_markets_are_named(tmp_path: Path) -> None:
    """mx.yml and MX.yaml are refused with the right name, a backup is remarked, a README is fine."""
    assert refused(tmp_path / "a", {"markets/de.yml": ""}) == ["markets/de.yml yml"]
    assert refused(tmp_path / "b", {"markets/DE.yaml": ""}) == ["markets/DE.yaml market_case"]
    assert refused(tmp_path / "c", {"markets/mexico.yaml": ""}) == ["markets/mexico.yaml market_code_close"]
    study = read(tmp_path / "d", {"markets/mx.yaml.bak": "", "markets/README.md": "", "markets/.DS_Store": ""})
    assert remarks(study) == ["stray_file"]


def test_a_country_without_facts_needs_its_languages(tmp_path: Path) -> None:
    """Andorra-like countries work from the study's own lines; without languages they are refused."""
    code = next(c for c in ("tv", "nr", "pw", "ki") if c not in known_markets())
    assert refused(tmp_path, {f"markets/{code}.yaml": ""}) == [f"markets/{code}.yaml languages_needed"]
    found = read(tmp_path, {f"markets/{code}.yaml": "languages: {en: 90 %}\n"})
    market = found.market(code)
    assert "no_platforms" in remarks(found)
    assert (market.label, market.languages[0].share, market.tlds) == (code.upper(), 0.9, (code,))
    assert market.offices == (code.upper(),)  # or nobody would be told that its register is open
    assert market.origins["tlds"] == market.origins["offices"] == "default"


def test_markets_keeps_some(tmp_path: Path) -> None:
    """--markets keeps the study's order; codes not in it get an advice that fits."""
    files = {"markets/de.yaml": "", "markets/us.yaml": ""}
    study = read(tmp_path, files, markets=["us", "de"])
    assert [m.code for m in study.markets] == ["de", "us"]
    assert refused(tmp_path, files, markets=["us", "fr"]) == ["- market_not_in_study"]
    with pytest.raises(UserMistake) as error:
        read_study(tmp_path, markets=["fr"])
    assert "brandname markets add fr" in advice(error.value)
    assert refused(tmp_path, files, markets=["uk"]) == ["- market_unknown_close"]
    assert refused(tmp_path, files, markets=["99"]) == ["- market_unknown"]


def test_a_study_without_markets_or_candidates_says_what_to_run(tmp_path: Path) -> None:
    """An empty folder points to `brandname start`, one without markets to `brandname markets add`."""
    for folder, expected in ((tmp_path, "brandname start"), (tmp_path / "none", "brandname start")):
        with pytest.raises(UserMistake) as error:
            read_study(folder)
        assert expected in advice(error.value)
        assert refusals(error)[0].split()[1] in ("no_study", "no_folder")
    (tmp_path / "candidates.yaml").write_text("candidates: [Velora]\n", encoding="utf-8")
    with pytest.raises(UserMistake) as error:
        read_study(tmp_path)
    assert "brandname markets add" in advice(error.value)


def test_a_name_list_needs_no_study(tmp_path: Path) -> None:
    """`check - --markets us,mx` in an empty folder works from packaged facts, and says so."""
    names = read_names(b"Velora\n", "stdin")
    study = read_study(tmp_path, markets=["us", "mx"], names=names)
    assert [m.code for m in study.markets] == ["us", "mx"]
    assert study.market("us").languages == facts("us").languages
    assert remarks(study) == ["packaged_markets"]
    with pytest.raises(UserMistake):
        read_study(tmp_path, markets=["q9"], names=names)
    with pytest.raises(UserMistake):
        read_study(tmp_path, names=names)


def test_the_checks_a_market_may_name_are_those_there_are() -> None:
    """The ids known in `decisive` and in answers are the built-in checks."""
    from brandname.plugins import BUILT_IN
    from brandname.study.markets import CHECKS

    assert tuple(BUILT_IN) == CHECKS
