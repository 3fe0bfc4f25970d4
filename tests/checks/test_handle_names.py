"""How a name becomes a handle, and what each platform's rules refuse."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks.handle_names import Wanted, length_of, refusal, shaped, takes, wanted_handles
from brandname.model import Brief, Candidate, Form, Wishes
from brandname.sources.platforms import platforms
from tests.builders import market, study


def handles(
    name: str, *ids: str, latin: tuple[str, ...] = (), forms: tuple[Form, ...] = (), languages: tuple[str, ...] = (),
    brief: Brief | None = None,
) -> dict[str, list[str]]:
    """Platform → the handles asked there, for one name in Mexico."""
    found: dict[str, list[str]] = {}
    for wanted in asked(name, *ids, latin=latin, forms=forms, languages=languages, brief=brief):
        found.setdefault(wanted.platform, []).append(wanted.handle)
    return found


def asked(
    name: str, *ids: str, latin: tuple[str, ...] = (), forms: tuple[Form, ...] = (), languages: tuple[str, ...] = (),
    brief: Brief | None = None,
) -> list[Wanted]:
    """What is asked about one name in Mexico, in order."""
    place = market("mx", *languages, platforms=ids)
    candidate = Candidate(name, latin=latin, forms=forms)
    return list(wanted_handles(study((), (place,), candidates=(candidate,), brief=brief or Brief()), candidate, place))


def test_spaces_signs_and_accents_follow_the_platforms_rules() -> None:
    """"Café d'Luz™" is cafédluz where accents may stand, and cafedluz where they may not."""
    assert handles("Café d'Luz™", "weibo", "x") == {"weibo": ["cafédluz", "cafedluz"], "x": ["cafedluz"]}


def test_characters_stay_where_they_may_and_become_pinyin_elsewhere() -> None:
    """星禾 is asked as it is on Weibo, and as xinghe on Instagram."""
    assert handles("星禾", "weibo", "instagram") == {"weibo": ["星禾", "xinghe"], "instagram": ["xinghe"]}


def test_a_stated_latin_spelling_goes_before_pinyin() -> None:
    """Where the team says how 星禾 is written in Latin letters, nobody guesses."""
    assert handles("星禾", "instagram", latin=("Singho",)) == {"instagram": ["singho"]}


def test_kanji_is_not_read_as_chinese() -> None:
    """In Japan no pinyin is made: the rules say that the characters do not fit."""
    found = asked("星禾", "instagram", languages=("ja",))
    assert [w.handle for w in found] == ["星禾"]
    assert refusal(platforms()["instagram"], "星禾") == "letters"


def test_a_name_no_rule_takes_is_asked_once_so_that_it_is_told() -> None:
    """Москва cannot be an X handle; the question stands, and says so."""
    assert handles("Москва", "x") == {"x": ["москва"]}
    assert refusal(platforms()["x"], "москва") == "letters"


def test_an_adopted_form_is_a_name_of_its_own_where_it_fits() -> None:
    """薇珞 and Velora are both asked on Weibo, Velora alone on X."""
    forms = (Form("mx", "薇珞", status="adopted"), Form("mx", "维洛", status="draft"))
    assert handles("Velora", "weibo", "x", forms=forms) == {"weibo": ["velora", "薇珞"], "x": ["velora"]}


def test_other_spellings_are_asked_only_where_the_name_is_needed() -> None:
    """velorahq, getvelora and veloramx are asked on Instagram, which is needed, not on X."""
    brief = Brief(handles=Wishes(("instagram",), ("x",), ("{name}hq", "get-", "-tea", "{name}{cc}")))
    assert handles("Velora", "x", "instagram", brief=brief) == {
        "x": ["velora"], "instagram": ["velora", "velorahq", "getvelora", "veloratea", "veloramx"]}


def test_words_are_joined_by_what_the_platform_takes() -> None:
    """Star Dew is star_dew on X, star-dew on Tumblr, and only stardew where nothing may stand between."""
    brief = Brief(handles=Wishes(("x", "tumblr"), (), ("hyphen",)))
    assert handles("Star Dew", "x", "tumblr", brief=brief) == {
        "x": ["stardew", "star_dew"], "tumblr": ["stardew", "star-dew"]}


def test_only_the_name_itself_is_needed() -> None:
    """A taken @getvelora is never as bad as a taken @velora."""
    brief = Brief(handles=Wishes(("x",), (), ("get-",)))
    assert [(w.handle, w.must, w.stated) for w in asked("Velora", "x", "weibo", brief=brief)] == [
        ("velora", True, True), ("getvelora", False, True), ("velora", False, True)]


def test_without_a_brief_the_markets_first_three_platforms_are_needed() -> None:
    """The market's own order says what matters there."""
    found = asked("Velora", "weibo", "x", "youtube", "reddit")
    assert [(w.platform, w.must, w.stated) for w in found] == [
        ("weibo", True, False), ("x", True, False), ("youtube", True, False), ("reddit", False, False)]


def test_a_platform_of_the_brief_is_asked_where_it_belongs() -> None:
    """Instagram, which the United States list, is not asked for China; GitHub, which nobody lists, is."""
    brief = Brief(handles=Wishes(("instagram", "github")))
    places = (market("us", "en-US", platforms=("instagram",)), market("cn", "zh-Hans", platforms=("weibo",)))
    s = study(("Velora",), places, brief=brief)
    assert [w.platform for w in wanted_handles(s, s.candidates[0], places[1])] == ["weibo", "github"]


def test_the_shops_of_the_brief_are_asked_by_name_where_they_sell() -> None:
    """Tmall is a store in China, not in Mexico, and a store has a name, not a handle."""
    places = (market("mx"), market("cn", "zh-Hans"))
    s = study(("Café Luz",), places, brief=Brief(channels_now=("own shop", "Tmall")))
    assert [w.subject for w in wanted_handles(s, s.candidates[0], places[1])] == ["Café Luz"]
    assert list(wanted_handles(s, s.candidates[0], places[0])) == []


@pytest.mark.parametrize(("platform", "handle", "why"), [
    ("x", "velora", ""), ("x", "vel", "short"), ("x", "v" * 16, "long"), ("x", "vel.ora", "letters"),
    ("x", "cafétea", "letters"), ("instagram", "1234567", "digits"), ("instagram", ".velora", "shape"),
    ("github", "features", "reserved"), ("github", "vel--ora", "shape"), ("telegram", "1velora", "shape"),
    ("weibo", "星", "short"), ("weibo", "星禾", ""), ("weibo", "星" * 15, ""), ("weibo", "星" * 16, "long"),
    ("linkedin", "v" * 101, "long"), ("youtube", "星禾茶", ""), ("wechat", "星禾星禾星禾", "letters"),
])
def test_the_rules_say_why_a_handle_cannot_be(platform: str, handle: str, why: str) -> None:
    """Too short, too long (a Han character counts two on Weibo), odd letters, digits only, kept back, badly built."""
    assert refusal(platforms()[platform], handle) == why


@given(id_=st.sampled_from(sorted(platforms())),
       text=st.text("abz019._-é星禾々あぁア가я ", min_size=1, max_size=40) | st.text(min_size=1, max_size=120))
def test_what_no_rule_refuses_keeps_every_rule(id_: str, text: str) -> None:
    """Length, letters and pattern of a platform hold for every handle that is not refused."""
    known = platforms()[id_]
    if not refusal(known, text):
        assert known.min <= length_of(known, text) <= known.max
        assert re.fullmatch(known.pattern, text) and takes(known, text) and text not in known.reserved


def test_a_form_of_a_name_that_is_not_latin_gives_nothing() -> None:
    """get星禾 is nobody's handle."""
    assert shaped("星禾", "星禾", "get-", "cn", platforms()["weibo"]) == ""
