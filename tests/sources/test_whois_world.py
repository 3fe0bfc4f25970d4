"""WHOIS answers from all over the world, and traps; every text is constructed, none was recorded.

`whois_constructed.jsonl` holds one text a line: `state` must come out, `never` must not; `name` is asked, if there is
one. They stand for registries whose answers were never seen, and so for the general rules.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brandname.sources.whois_verdict import read

ROWS = [json.loads(line) for line in
        Path(__file__).with_name("whois_constructed.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", [row for row in ROWS if "state" in row], ids=lambda row: row["text"][:50])
def test_a_registry_never_seen_is_understood(row: dict[str, str]) -> None:
    """However a registry lays out its records, and in whatever language it says no, I get its answer."""
    assert read(row["text"], "whois.registry.test", row["name"]).state == row["state"]


@pytest.mark.parametrize("row", [row for row in ROWS if "never" in row], ids=lambda row: row["text"][:50])
def test_a_trap_never_looks_like_good_news(row: dict[str, str]) -> None:
    """Names for sale or kept back, limits in any language, words out of place: none is told to be unregistered."""
    assert read(row["text"], "whois.registry.test", row["name"]).state != row["never"]


@pytest.mark.parametrize(("asked", "answered"), [("fass.de", "faß.de"), ("faß.de", "fass.de"),
                                                 ("xn--fa-hia.de", "fass.de")])
def test_two_spellings_that_are_two_names_are_told_apart(asked: str, answered: str) -> None:
    """The record of fass.de is not that of faß.de."""
    text = f"Domain: {answered}\nRegistrar: Example\nCreated: 2011-03-04\n"
    assert read(text, "", asked).state == "unknown"
    assert read(text, "", answered).state == "registered"


def test_a_limit_in_any_language_is_told_as_one() -> None:
    """A registry that asks for fewer questions in its own language is heard, so that the run slows down."""
    for text in ("Trop de requêtes\nAucun résultat", "查询次数过多\n没有找到", "Слишком много запросов\nНе найдено"):
        assert read(text, "whois.registry.test", "velora.test").rule.startswith("refused")
