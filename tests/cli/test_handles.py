"""`brandname handles`: what platforms say, on the terminal and for machines."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from brandname.cli.layout import columns
from brandname.net.switch import OfflineBreach, Switch
from brandname.reports.catalogue import LANGUAGES
from brandname.sources.platforms import Kind, platforms
from tests.checks.handle_answers import DOCS
from tests.cli.terminal import call
from tests.net.server import http, serving

TAKEN = ("github", "velora")


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No study is in the working folder unless a test says so, and no proxy on the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def values(*argv: str) -> dict[tuple[str, str], dict[str, Any]]:
    """(handle, platform) → its entry in the JSON."""
    done = call("handles", *argv, "--json")
    assert done.code == 0, done.err
    document = json.loads(done.out)
    assert (document["format"], document["version"]) == ("brandname-handles", 1)
    return {(entry["handle"], entry["platform"]): entry for entry in document["handles"]}


def test_offline_i_see_whom_it_would_ask_and_that_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --online nobody is asked; handles, hosts, pages to look at and the reason are printed."""
    def demand(_: Switch, host: str) -> None:
        raise OfflineBreach(host)

    monkeypatch.setattr(Switch, "demand", demand)
    done = call("handles", "Velora", "--platforms", "github,@wechat,x")
    assert done.code == 0
    assert "Not asked: without --online no name leaves this computer." in done.out
    assert "would ask api.github.com" in done.out and "by hand: " in done.out
    assert "On the 3 platforms that are needed" in done.out


def test_i_see_which_platform_wants_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one Twitch would not be asked; with one I see who would be."""
    monkeypatch.delenv("BRANDNAME_HANDLES_TWITCH_KEY", raising=False)
    assert "needs a key: BRANDNAME_HANDLES_TWITCH_KEY" in call("handles", "Velora", "--platforms", "twitch").out
    assert values("Velora", "--platforms", "twitch")["@velora", "twitch"]["would_ask"] == []
    monkeypatch.setenv("BRANDNAME_HANDLES_TWITCH_KEY", "myclient:mysecrettoken")
    assert "would ask api.twitch.tv" in call("handles", "Velora", "--platforms", "twitch").out


def test_without_a_study_every_platform_is_listed() -> None:
    """All social platforms of the manifest have a line, with what is known."""
    accounts = {id_ for id_, platform in platforms().items() if platform.kind is Kind.ACCOUNT}
    assert accounts >= {"instagram", "wechat", "x", "line", "kakao"} and len(accounts) >= 39
    assert {platform for handle, platform in values("Velora") if handle == "@velora"} == accounts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["Velora", "Star Dew Refill"])
def test_a_page_to_look_at_is_never_cut_in_two(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In 80 columns each address stands on one line, beside its platform or below the table, and can be opened."""
    monkeypatch.setenv("COLUMNS", "80")
    handle = name.replace(" ", "").casefold()
    done = call("--language", language, "handles", name, "--platforms", "wechat_oa,linkedin,facebook,github")
    assert f"https://www.linkedin.com/company/{handle}" in done.out
    assert f"https://www.facebook.com/{handle}" in done.out and "https://mp.weixin.qq.com/" in done.out


@pytest.mark.parametrize("width", ["80", "200"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_the_terminal_in_both_languages(language: str, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line runs over, in English and Chinese, in a narrow and a wide window."""
    monkeypatch.setenv("COLUMNS", width)
    done = call("--language", language, "handles", "Velora", "星禾", "Sixteenlettersxx", "--markets", "cn,us,jp")
    assert done.code == 0, done.err
    assert max(columns(line) for line in done.out.splitlines()) <= int(width)


def test_the_rules_are_told_per_platform() -> None:
    """A handle that cannot be is told with the reason, in words and for machines."""
    entry = values("Sixteenlettersxx", "--platforms", "x")["@sixteenlettersxx", "x"]
    assert (entry["status"], entry["state"], entry["would_ask"]) == ("not_applicable", "impossible", [])
    assert "16" in entry["says"]


def test_other_spellings_are_mine_to_choose() -> None:
    """--forms takes the place of the usual ones; what is no form is refused with those there are."""
    found = values("Velora", "--platforms", "x", "--forms", "the-,{name}tea")
    assert {handle for handle, _ in found} == {"@velora", "@thevelora", "@veloratea"}
    done = call("handles", "Velora", "--forms", "{nam}hq")
    assert done.code == 2 and "{name}hq" in done.err


def test_an_unknown_platform_is_refused_with_the_nearest() -> None:
    """A typo is told, and nothing is guessed."""
    done = call("handles", "Velora", "--platforms", "instgram")
    assert done.code == 2 and "instagram" in done.err


def test_the_brief_of_the_study_says_what_is_needed(tmp_path: Path) -> None:
    """In a study the markets' platforms are asked, and those of the brief are needed."""
    (tmp_path / "candidates.yaml").write_text(
        "brief: {handles: {must: [x], forms: [get-]}}\ncandidates: [Velora]\n", encoding="utf-8")
    (tmp_path / "markets").mkdir()
    (tmp_path / "markets" / "us.yaml").write_text("platforms: [x, reddit]\n", encoding="utf-8")
    found = values("Velora")
    assert {key: entry["needed"] for key, entry in found.items()} == {
        ("@velora", "x"): True, ("@getvelora", "x"): False, ("@velora", "reddit"): False}


@contextmanager
def github() -> Iterator[str]:
    """The address of a GitHub on loopback that knows Velora and itself, and limits Culo; in a thread of its own."""
    loop, ready, over = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    box: list[str] = []

    def answer(path: str) -> bytes:
        handle = path.rsplit("/", 1)[-1]
        if "culo" in handle:
            return http(429, b"{}", content_type="application/json")
        if handle in TAKEN:
            return http(200, json.dumps({"login": handle, "id": 1}).encode(), content_type="application/json")
        body = json.dumps({"message": "Not Found", "documentation_url": DOCS, "status": "404"})
        return http(404, body.encode(), content_type="application/json")

    async def serve() -> None:
        async with serving(answer) as server:
            box.append(server.url("").rstrip("/"))
            ready.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait(10)
    try:
        yield box[0]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()


def test_online_i_read_what_the_platform_says(tmp_path: Path) -> None:
    """Taken, no account found, and no answer: each told as what it is, with the controls asked before."""
    with github() as url:
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / "config.toml").write_text(
            f'[sources.handles_github]\nbase_url = "{url}"\nrate = 200\n', encoding="utf-8")
        found = values("Velora", "Limpora", "Culo", "--platforms", "github", "--forms", "exact", "--online")
    states = {handle: (entry["status"], entry["state"], entry["gap"]) for (handle, _), entry in found.items()}
    assert states["@velora"] == ("answered", "found", None)
    assert states["@limpora"] == ("answered", "not_found", None)
    assert states["@culo"] == ("unanswered", None, "rate_limited")


def test_a_platform_there_is_not_is_answered_with_the_one_meant_or_all() -> None:
    """A slip gets the platform meant; a word of my own gets the list, not a guess."""
    assert "Did you mean instagram?" in call("handles", "Velora", "--platforms", "instagramm").err
    unlike = call("handles", "Velora", "--platforms", "myspacey").err
    assert "Did you mean" not in unlike
    assert "There are: github," in unlike
