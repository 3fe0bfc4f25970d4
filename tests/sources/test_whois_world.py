"""WHOIS answers from all over the world, and traps; every text is constructed, none was recorded.

`whois_constructed.jsonl` holds one text a line: `state` must come out, `never` must not; `name` is asked, if there is
one. They stand for registries whose answers were never seen, and so for the general rules.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


NONE = [row["text"] for row in ROWS if row.get("state") == "not_registered"]
RECORDS = [row for row in ROWS if row.get("state") == "registered"]
LIMITS = [row["text"] for row in ROWS if read(row["text"]).rule.startswith("refused")]
KEPT_BACK = [row["text"] for row in ROWS if read(row["text"]).state == "reserved"]


@given(st.sampled_from(NONE), st.sampled_from(LIMITS + KEPT_BACK), st.booleans())
def test_a_denial_beside_a_limit_or_a_name_kept_back_is_no_answer(none: str, other: str, first: bool) -> None:
    """Whatever "not found" a registry sends along with a limit or a reserved name, it is not taken for a no."""
    parts = (other, none) if first else (none, other)
    assert read("\n".join(parts)).state != "not_registered"


@given(st.sampled_from(RECORDS), st.data())
def test_half_a_record_is_never_a_denial(row: dict[str, str], data: st.DataObject) -> None:
    """A record that breaks off after any line is a registration or no answer."""
    lines = row["text"].splitlines()
    kept = lines[:data.draw(st.integers(0, len(lines)))]
    assert read("\n".join(kept), "", row["name"]).state in ("registered", "unknown")
