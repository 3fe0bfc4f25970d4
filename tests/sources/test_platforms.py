"""The manifest of platforms: complete, well-formed, and true to what it promises to be able to prove."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from brandname.data import read_text
from brandname.sources.handle_marks import handle_in
from brandname.sources.platforms import MANIFEST, SCHEMA, WALLS, Class, Kind, Platform, cite, platforms
from brandname.study.facts import facts, known_markets

TABLE = 39
"""Platforms with rules for handles."""
MARKET_TABLE = Path(__file__).parents[2] / "tools" / "markets" / "platforms.toml"


def with_rules() -> list[Platform]:
    """Those where a handle is meant, not a store or a register."""
    return [platform for platform in platforms().values() if platform.kind is Kind.ACCOUNT]


def test_the_manifest_has_the_form_it_says() -> None:
    """Somebody who adds a platform is told what is wrong with the entry."""
    schema = json.loads(read_text(SCHEMA))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(tomllib.loads(read_text(MANIFEST)))
    assert cite().ref.startswith("dataset:brandname/handles@")


@pytest.mark.parametrize("wrong", [
    {"class": "F"}, {"class": "E"}, {"class": "D"}, {"probe": None}, {"taken": None}, {"length": {"min": 1}},
    {"terms": "http://example.test/"}, {"colour": "blue"}, {"probe": {"url": "https://example.test/"}},
    {"taken": {"status": [200]}}, {"missing": {"status": [403], "json": {"error": "gone"}}}, {"as_of": "lately"},
    {"missing": {"status": [404], "page": [{"at": ["title"], "is": ["gone"]}]}},
    {"missing": {"status": [404], "page": [{"at": ["title"], "is": ["gone"]}, {"at": ["script"], "is": ["gone"]}]}},
])
def test_an_entry_that_could_not_prove_anything_is_refused(wrong: dict[str, object]) -> None:
    """A probe without a mark, a mark without content, a refusal as proof: none of them gets in."""
    entry = tomllib.loads(read_text(MANIFEST))["github"]
    entry = {name: value for name, value in {**entry, **wrong}.items() if value is not None}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(read_text(SCHEMA))).validate({"github": entry})


def test_every_platform_of_the_packaged_markets_is_there() -> None:
    """No market of mine names a platform that nobody can tell me anything about."""
    named = {id_ for code in known_markets() for id_ in facts(code).platforms}
    assert named <= set(platforms())
    assert set(tomllib.loads(MARKET_TABLE.read_text(encoding="utf-8"))["ids"]) <= set(platforms())
    assert len(with_rules()) == TABLE


def test_stores_apps_mini_programs_and_registers_are_looked_up_by_hand() -> None:
    """What a brand wants beside handles is on the list, with a page to begin at and the minutes it takes."""
    by_hand = [platform for platform in platforms().values() if platform.kind is not Kind.ACCOUNT]
    assert {platform.kind for platform in by_hand} == set(Kind) - {Kind.ACCOUNT}
    assert {"amazon", "tmall", "tiktok_shop", "app_store", "google_play", "wechat_mini_program"} <= set(platforms())
    assert all(p.class_ is Class.E and p.manual.link.startswith("https://") and p.manual.minutes for p in by_hand)
    assert {platform.id for platform in by_hand if platform.serves("cn")} >= {"tmall", "jd", "company_cn", "app_store"}


@pytest.mark.parametrize("platform", with_rules(), ids=lambda platform: platform.id)
def test_the_rules_for_handles_can_be_read(platform: Platform) -> None:
    """Shortest and longest, letters, and the platform's own name for a control fit together."""
    assert 1 <= platform.min <= platform.max <= 100 and platform.unit in ("characters", "units")
    assert re.fullmatch(platform.pattern, "velora") and not re.fullmatch(platform.pattern, "ve lora!")
    assert all(word == platform.fold(word) for word in platform.reserved)
    if platform.probe:
        assert re.fullmatch(platform.pattern, platform.fold(platform.probe.known))
        assert platform.fold(platform.probe.known) not in platform.reserved


@pytest.mark.parametrize("platform", platforms().values(), ids=lambda platform: platform.id)
def test_only_what_can_be_proved_is_asked(platform: Platform) -> None:
    """Classes A to C are asked and have a mark for taken; D and E are never asked."""
    asked = platform.class_ in (Class.A, Class.B, Class.C)
    assert (platform.probe is not None) is (platform.taken is not None) is asked
    assert asked or platform.missing is None
    for mark in filter(None, (platform.taken, platform.missing)):
        assert mark.status and (mark.json or mark.page), "code and content, both"
    if platform.taken and platform.missing and set(platform.taken.status) & set(platform.missing.status):
        same = (platform.taken.json, platform.taken.page) == (platform.missing.json, platform.missing.page)
        assert not same


@pytest.mark.parametrize("id_", ["tiktok", "telegram", "instagram", "threads", "naver"])
def test_platforms_that_hide_accounts_never_say_that_there_is_none(id_: str) -> None:
    """Private, banned or withheld names look like no account there: their silence is not good news."""
    assert platforms()[id_].missing is None


def test_a_handle_is_compared_as_the_platform_does() -> None:
    """Facebook knows neither capitals nor dots; nobody tells capitals apart."""
    assert platforms()["facebook"].fold("Ve.Lora") == "velora"
    assert platforms()["instagram"].fold("Ve.Lora") == "ve.lora"
    assert platforms()["tiktok"].serves("de") and not platforms()["tiktok"].serves("cn")
    assert not platforms()["line"].serves("de")


@pytest.mark.parametrize(("id_", "url", "handle"), [
    ("github", "https://api.github.com/users/velora", "velora"),
    ("github", "https://github.com/velora", None),
    ("github", "https://api.github.com/users/velora/repos", None),
    ("github", "https://api.github.com/users/", None),
    ("youtube", "http://youtube.com/@Velora/", "Velora"),
    ("weibo", "https://weibo.com/ajax/profile/info?screen_name=%E8%96%87%E7%8F%9E", "薇珞"),
    ("line", "https://line.me/R/ti/p/@velora", "velora"),
    ("bluesky", "https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle=ve.bsky.social", "ve"),
    ("instagram", "https://www.instagram.com/accounts/login/?next=/velora/", None),
    ("tiktok", "https://www.tiktok.com/oembed?url=https%3A%2F%2Fwww.tiktok.com%2F%40velora", "velora"),
    ("github", "https://api.github.com/users/velora%23x", None),
    ("github", "https://api.github.com/users/velora%2Frepos", None),
    ("github", "https://api.github.com.example.test/users/velora", None),
    ("github", "https://example.test/https://api.github.com/users/velora", None),
    ("facebook", "https://www.facebook.com/velora", None),
])
def test_an_address_tells_which_handle_was_asked(id_: str, url: str, handle: str | None) -> None:
    """An answer from any other address is nobody's answer about the handle."""
    assert handle_in(platforms()[id_], url) == handle


def test_walls_are_told_in_many_languages_and_in_small_letters() -> None:
    """The list of walls is what it says: comparable texts, each once."""
    walls = tomllib.loads(read_text(WALLS))
    for name, texts in walls.items():
        assert all(text == text.casefold() for text in texts), name
        assert len(set(texts)) == len(texts), name
