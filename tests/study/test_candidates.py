"""candidates.yaml: brief, candidates, settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandname.model import Form, Wishes
from tests.study.desk import read, refused

FULL = """\
brief:
  project: rename
  incumbent: Oldname
  goods: {text: "liquid laundry detergent", nice: [3], later: [21, 35]}
  must_last_years: 15
  abroad: {now: 10%, in_5_years: 0.45}
  ideas: [fresh, gentle, refill]
  avoid: [eco clichés]
  channels: {now: [amazon, tmall], next: [tiktok_shop]}
  search_matters: main
  legal: {joins: shortlist, want: [use, register], launch: 2027-09, made_in: [cn, vn]}
  personas: [young parent]
candidates:
  - name: Velora
    say: veh-LOR-uh
    lang: ES-mx
    story: coined
    origin: interview mx-009
    status: shortlist
    forms: {mx: {written: Velorá, strategy: phonetic, status: adopted}}
  - name: 星禾
    latin: [Xinghe, Singho]
  - bare string
checks:
  meaning: {languages: [es, pt], level: caution}
  own-check:
"""


def test_everything_a_brief_can_say_is_read(tmp_path: Path) -> None:
    """Each line of the example brief lands in its field."""
    brief = read(tmp_path, {"candidates.yaml": FULL}).brief
    assert (brief.project, brief.incumbent, brief.goods) == ("rename", "Oldname", "liquid laundry detergent")
    assert (brief.nice, brief.nice_later, brief.must_last_years) == ((3,), (21, 35), 15)
    assert (brief.abroad_now, brief.abroad_later) == (0.1, 0.45)
    assert (brief.ideas, brief.avoid) == (("fresh", "gentle", "refill"), ("eco clichés",))
    assert (brief.channels_now, brief.channels_next) == (("amazon", "tmall"), ("tiktok_shop",))
    assert (brief.search_matters, brief.personas) == ("main", ("young parent",))
    assert brief.legal == {
        "joins": ("shortlist",), "want": ("use", "register"), "launch": ("2027-09",), "made_in": ("cn", "vn"),
    }


def test_everything_a_candidate_can_say_is_read(tmp_path: Path) -> None:
    """Name, spellings, respelling, language, story, origin, status, forms and place."""
    first, second, third = read(tmp_path, {"candidates.yaml": FULL}).candidates
    assert (first.say, first.lang, first.story, first.origin) == ("veh-LOR-uh", "es-MX", "coined", "interview mx-009")
    assert (first.status, first.where) == ("shortlist", "candidates.yaml:14:5")
    assert first.forms == (Form("mx", "Velorá", "phonetic", "adopted"),)
    assert first.names_in("mx") == ("Velora", "Velorá")
    assert second.latin == ("Xinghe", "Singho")
    assert (third.name, third.status) == ("bare string", "new")


def test_settings_of_checks_keep_their_places(tmp_path: Path) -> None:
    """What stands under `checks:` is passed on as texts, with the line of each."""
    checks = read(tmp_path, {"candidates.yaml": FULL}).checks
    assert checks["meaning"].values == {"languages": ("es", "pt"), "level": "caution"}
    assert checks["meaning"].where == {
        "": "candidates.yaml:25:3", "languages": "candidates.yaml:25:13", "level": "candidates.yaml:25:34",
    }
    assert checks["own-check"].values == {}


def test_goods_may_be_a_plain_text(tmp_path: Path) -> None:
    """`goods: sparkling tea` is enough."""
    study = read(tmp_path, {"candidates.yaml": "brief: {goods: sparkling tea}\ncandidates: [Velora]\n"})
    assert study.brief.goods == "sparkling tea"


def test_a_rename_takes_its_incumbent_from_the_list(tmp_path: Path) -> None:
    """With `project: rename`, the candidate with status incumbent is the old name; without one it is a mistake."""
    text = "brief: {project: rename}\ncandidates: [Velora, {name: Oldname%s}]\n"
    study = read(tmp_path, {"candidates.yaml": text % ", status: incumbent"})
    assert study.brief.incumbent == "Oldname"
    assert refused(tmp_path, {"candidates.yaml": text % ""}) == ["candidates.yaml:1:9 rename_without_incumbent"]


SLIPS = {
    "brief: {abroad: {now: 10}}": "1:18 not_percent",
    "brief: {abroad: {now: 110%}}": "1:18 not_percent",
    "brief: {goods: {nice: [46]}}": "1:24 not_whole",
    "brief: {search_matters: much}": "1:9 choice",
    "brief: {project: renaming}": "1:9 choice_close",
    "brief: {legal: {launch: soon}}": "1:17 launch",
    "brief: {legal: {made_in: [China]}}": "1:27 country_code",
    "brief: {incumbent: '---'}": "1:20 name_without_letter",
    "checks: {meaning: {a: {b: c}}}": "1:23 not_text",
    "checks: {meaning: yes}": "1:19 not_mapping",
}


@pytest.mark.parametrize("line", SLIPS, ids=list(SLIPS.values()))
def test_a_wrong_value_is_refused_where_it_stands(tmp_path: Path, line: str) -> None:
    """Shares, classes, choices, dates, codes and shapes are checked."""
    text = f"{line}\ncandidates: [Velora]\n"
    assert refused(tmp_path, {"candidates.yaml": text}) == [f"candidates.yaml:{SLIPS[line]}"]


@pytest.mark.parametrize("twin", ["VELORA", "Ｖｅｌｏｒａ", "velora "])
def test_the_same_name_twice_names_both_lines(tmp_path: Path, twin: str) -> None:
    """Names that differ in case or width only are one name."""
    text = f"candidates:\n  - Velora\n  - name: '{twin}'\n"
    assert refused(tmp_path, {"candidates.yaml": text}) == ["candidates.yaml:3:5 same_name"]


def test_an_accent_makes_another_name(tmp_path: Path) -> None:
    """Brio and Brío are two candidates; the same accent in two codings is one."""
    assert len(read(tmp_path, {"candidates.yaml": "candidates: [Brio, Brío]\n"}).candidates) == 2
    two = "candidates: [Br\u00edo, Bri\u0301o]\n"
    assert refused(tmp_path, {"candidates.yaml": two}) == ["candidates.yaml:1:20 same_name"]


@pytest.mark.parametrize(("name", "key"), [
    ("'%'", "name_without_letter"), ("x" * 61, "name_long"), ('"a\\u200bb"', "name_character"),
    ('"a\\nb"', "name_character"), ('"a\\ue000b"', "name_character"), ("'  '", "name_empty"),
])
def test_what_cannot_be_a_name_is_refused(tmp_path: Path, name: str, key: str) -> None:
    """Signs only, more than 60 characters, invisible characters, line breaks and empty names."""
    assert refused(tmp_path, {"candidates.yaml": f"candidates: [Velora, {name}]\n"}) == [f"candidates.yaml:1:22 {key}"]


def test_invisible_letters_of_persian_stay(tmp_path: Path) -> None:
    """The zero-width non-joiner is spelling in Persian."""
    name = "\u0645\u06cc\u200c\u0646\u0648\u0634"
    assert read(tmp_path, {"candidates.yaml": f"candidates: [{name}]\n"}).candidates[0].name == name


def test_a_form_needs_a_market_of_the_study(tmp_path: Path) -> None:
    """A form for a market that is not in the folder is refused with those that are."""
    text = "candidates: [{name: Velora, forms: {cn: {written: 薇露}, mx: {strategy: phonetic}}}]\n"
    near = "candidates: [{name: Velora, forms: {mxx: {written: V}}}]\n"
    assert refused(tmp_path, {"candidates.yaml": near}) == ["candidates.yaml:1:37 form_market_close"]
    assert refused(tmp_path, {"candidates.yaml": text}) == [
        "candidates.yaml:1:37 form_market", "candidates.yaml:1:60 missing_key",
    ]


def test_the_brief_says_which_domains_and_handles_are_wanted(tmp_path: Path) -> None:
    """Must-have and welcome endings, platforms and other spellings are read as written; a need is no mere wish."""
    text = (
        "brief:\n"
        "  domains: {must: [.COM, 中国], nice: [com, co.uk], forms: [exact, hyphen, get-, -app, '{name}hq']}\n"
        "  handles: {must: '@instagram', forms: ['{name}_official', '{name}{cc}']}\n"
        "candidates: [Velora]\n"
    )
    brief = read(tmp_path, {"candidates.yaml": text}).brief
    assert brief.domains == Wishes(("com", "中国"), ("co.uk",), ("exact", "hyphen", "get-", "-app", "{name}hq"))
    assert brief.handles == Wishes(("instagram",), (), ("{name}_official", "{name}{cc}"))


@pytest.mark.parametrize(("wishes", "mistake"), [
    ("must: [com, 'http://x']", "candidates.yaml:1:31 tld"),
    ("forms: [hyphens]", "candidates.yaml:1:27 form_of_address_close"),
    ("forms: ['{nam}hq']", "candidates.yaml:1:27 form_pattern"),
    ("forms: ['{name}{name}']", "candidates.yaml:1:27 form_pattern"),
    ("forms: ['{name}_hq']", "candidates.yaml:1:27 form_pattern"),
    ("forms: [zzzzzzzz]", "candidates.yaml:1:27 form_of_address"),
    ("should: [com]", "candidates.yaml:1:19 unknown_key"),
])
def test_wishes_for_domains_that_make_no_sense_are_refused(tmp_path: Path, wishes: str, mistake: str) -> None:
    """A typo in the wishes is told with its place, and nothing is guessed."""
    text = f"brief: {{domains: {{{wishes}}}}}\ncandidates: [Velora]\n"
    assert refused(tmp_path, {"candidates.yaml": text}) == [mistake]
