"""`brandname assets`: what to secure in each market, in which order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from brandname.cli.layout import columns
from brandname.reports.catalogue import LANGUAGES
from tests.cli.terminal import call

REVIEWS = """answers:
  - {check: handle, name: Velora, subject: x/@velora, outcome: found, by: Ana, on: 2026-11-20}
  - {check: handle, name: Velora, subject: x/@getvelora, outcome: not_found, by: Ana, on: 2026-11-20}
  - {check: domain, name: Velora, subject: velora.cn, outcome: not_found, by: Ana, on: 2026-11-20}
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A study with one run over domains and handles and some look-ups by hand, in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "candidates.yaml").write_text(
        "brief: {handles: {must: [x], forms: [get-]}, channels: {now: [tmall]}}\ncandidates: [Velora, 星禾]\n",
        encoding="utf-8")
    (tmp_path / "reviews.yaml").write_text(REVIEWS, encoding="utf-8")
    (tmp_path / "markets").mkdir()
    (tmp_path / "markets" / "cn.yaml").write_text("platforms: [x, wechat_oa]\ntlds: [cn, com]\n", encoding="utf-8")
    assert call("check", "--checks", "handle,domain", "--formats", "md").code == 0


def assets(*argv: str) -> list[dict[str, Any]]:
    """The assets of the one market, as JSON has them."""
    done = call("assets", *argv, "--json")
    assert done.code == 0, done.err
    document = json.loads(done.out)
    assert (document["format"], document["version"]) == ("brandname-assets", 1)
    return list(document["markets"][0]["assets"])


def test_everything_a_brand_wants_there_has_its_turn() -> None:
    """Domains, accounts, company name, store, mini-programs, apps, encyclopaedia: in this order, with their states."""
    found = assets("Velora")
    order = list(dict.fromkeys(a["kind"] for a in found))
    assert order == ["domain", "account", "company", "store", "mini_program", "app", "title"]
    states = {a["place"]: a["state"] for a in found}
    assert (states["cn"], states["com"], states["x"], states["wechat_oa"]) == ("not_found", "open", "taken", "open")
    assert (states["tmall"], states["company_cn"], states["zh-Hans"]) == ("open", "unasked", "unasked")


def test_a_way_out_is_told_where_the_name_is_taken() -> None:
    """@velora is taken on X, @getvelora was not found."""
    entry = next(a for a in assets("Velora") if a["place"] == "x")
    assert (entry["address"], entry["needed"], entry["instead"]) == ("@velora", True, ["@getvelora"])


def test_known_things_cost_no_minutes_and_open_ones_have_a_page() -> None:
    """The minutes are those of looking up what is not known; every look-up of a platform says where."""
    for entry in assets("Velora"):
        assert (entry["minutes"] > 0) == (entry["state"] in ("open", "unasked"))
        if entry["kind"] != "domain":
            assert entry["page"].startswith("https://")
            assert "{h}" not in entry["page"]


def test_what_nobody_looked_up_never_reads_as_good_news() -> None:
    """A name without any answer has only open, not looked-up and impossible things in its plan."""
    assert {a["state"] for a in assets("星禾")} <= {"open", "unasked", "impossible"}


@pytest.mark.parametrize("width", ["80", "200"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_the_terminal_in_both_languages(language: str, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line runs over, in English and Chinese, in a narrow and a wide window."""
    monkeypatch.setenv("COLUMNS", width)
    done = call("--language", language, "assets", "Velora")
    assert done.code == 0, done.err
    assert max(columns(line) for line in done.out.splitlines()) <= int(width)
    assert "velora.cn" in done.out


def test_a_run_that_left_domains_out_says_so() -> None:
    """A plan without domains is no plan of a brand without domains."""
    assert call("check", "--checks", "handle", "--formats", "md").code == 0
    told = " ".join(call("assets", "Velora").out.split())
    assert "left out domains" in told
    assert "brandname check --checks domain" in told
    assert json.loads(call("assets", "Velora", "--json").out)["left_out"] == ["domain"]
    assert json.loads(call("assets", "Velora", "--run", "1", "--json").out)["left_out"] == []


def test_a_name_that_was_not_in_the_run_is_refused() -> None:
    """A typo is told with the names there are."""
    assert call("assets", "Velorra").code == 2


def test_a_market_the_run_did_not_have_is_refused() -> None:
    """A slip in --markets is no plan without a step."""
    for argv in (("--markets", "xx"), ("--markets", "cn,xx", "--json")):
        done = call("assets", "Velora", *argv)
        assert done.code == 2 and "xx" in done.err and not done.out
