"""The user's own configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandname import config
from brandname.errors import UserMistake
from brandname.reports.catalogue import LANGUAGES, open_catalogue


def write(folder: Path, text: str) -> Path:
    """A configuration file with some text."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> list[tuple[str, int]]:
    """Message keys and lines of everything refused in a text, each rendered in both languages."""
    with pytest.raises(UserMistake) as caught:
        config.read_config(write(folder, text))
    for mistake in caught.value.mistakes:
        for language in LANGUAGES:
            assert open_catalogue(language)(mistake.key, **mistake.params)
            assert open_catalogue(language)(f"{mistake.key}.advice", **mistake.params)
    return [(m.key.removeprefix("error.config."), m.where.line if m.where else -1) for m in caught.value.mistakes]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """Without a configuration file everything works with the sources' own manners."""
    assert config.read_config(tmp_path / "config.toml") == config.Config()
    assert config.Config().source("rdap") == config.SourceConfig()


def test_reads_what_the_user_says(tmp_path: Path) -> None:
    """My mirror, my rate, my proxy and my address are taken as written."""
    read = config.read_config(write(tmp_path, (
        '[sources.rdap]\nbase_url = "http://mirror.test/rdap"\nrate = 2\nslots = 3\n'
        '[network]\nproxy = "http://proxy.test:3128"\nuser_agent_contact = "naming@example.org"\n'
    )))
    assert read.source("rdap") == config.SourceConfig("http://mirror.test/rdap", 2.0, 3)
    assert read.network == config.NetworkConfig("http://proxy.test:3128", "naming@example.org")


def test_reads_whom_to_ask_in_place_of_others(tmp_path: Path) -> None:
    """I can lead single hosts, or all others, to a mirror or a test server."""
    read = config.read_config(write(tmp_path, (
        '[sources.whois.hosts]\n"whois.weare.ie" = "127.0.0.1:4343"\n"*" = "mirror.test"\n'
        '[sources.rdap]\nhosts = {"rdap.verisign.com" = "http://127.0.0.1:8080/x"}\n'
    )))
    assert read.source("whois").hosts == {"whois.weare.ie": "127.0.0.1:4343", "*": "mirror.test"}
    assert read.source("rdap").hosts == {"rdap.verisign.com": "http://127.0.0.1:8080/x"}
    assert config.SourceConfig().hosts == {}


@pytest.mark.parametrize("value", ['""', "3", '"a b"', '"ftp://x/"', '"x?y"', "[]"])
def test_a_host_that_is_none_is_refused(tmp_path: Path, value: str) -> None:
    """A typo in a host is named with its line, and nothing is asked anywhere."""
    assert refused(tmp_path, f'[sources.whois.hosts]\n"whois.weare.ie" = {value}\n') == [("bad_host", 2)]


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    """All my typos are named at once, each with its line."""
    text = '[sources.rdap]\nrat = 2\nslots = 0\nbase_url = "ftp://x"\n[netwrok]\nproxy = "x"\n'
    assert sorted(refused(tmp_path, text), key=lambda m: m[1]) == [
        ("unknown_key_near", 2), ("bad_slots", 3), ("bad_address", 4), ("unknown_key_near", 5),
    ]


@pytest.mark.parametrize(("text", "expected"), [
    ("x = \n", ("not_toml", 1)),
    ("network = 3\n", ("not_a_table", 1)),
    ("[sources]\nrdap = 1\n", ("not_a_table", 2)),
    ("[sources.rdap]\n\nrate = true\n", ("bad_rate", 3)),
    ("[sources.rdap]\nrate = 0\n", ("bad_rate", 2)),
    ("[network]\nuser_agent_contact = \"a\\nb\"\n", ("bad_contact", 2)),
    ("[network]\nzzzzz = 1\n", ("unknown_key", 2)),
])
def test_refuses_nonsense(tmp_path: Path, text: str, expected: tuple[str, int]) -> None:
    """Nonsense in my configuration is refused, not guessed at."""
    assert refused(tmp_path, text) == [expected]


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    """A configuration file in another encoding is refused with advice."""
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe[\x00")
    with pytest.raises(UserMistake, match=r"error\.config\.unreadable"):
        config.read_config(tmp_path / "config.toml")


@pytest.mark.parametrize(("variable", "function"), [
    ("BRANDNAME_CACHE_DIR", config.cache_dir),
    ("BRANDNAME_CONFIG_DIR", config.config_dir),
    ("BRANDNAME_DATA_DIR", config.data_dir),
])
def test_folders_follow_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable, function) -> None:
    """I can put the program's folders where I like; otherwise they are the system's usual ones."""
    monkeypatch.setenv(variable, str(tmp_path))
    assert function() == tmp_path
    monkeypatch.delenv(variable)
    assert "brandname" in str(function()) and function().is_absolute()


def test_a_key_never_shows_in_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """My key reaches the source, but no printed value shows it."""
    monkeypatch.setenv("BRANDNAME_WEB_SEARCH_KEY", "s3cret")
    key = config.key("web-search")
    assert key == "s3cret"
    assert "s3cret" not in f"{key!r} {[key]} {(key,)}"
    assert config.key("nobody") is None
