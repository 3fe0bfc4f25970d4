"""Dates and registrar of a registered name: by our own reading, and by a parser that is held on a leash."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.sources import whois
from brandname.sources.records import DomainRecord, DomainState
from brandname.sources.whois_details import parse_details, read_answer
from brandname.sources.whois_facts import WhoisFacts, clean, read_date, read_facts
from tests.net.port43 import whois_serving
from tests.sources.asking import fetch


@pytest.mark.parametrize(("text", "iso"), [
    ("2011-03-04T00:00:00Z", "2011-03-04"), ("2011.03.04 12:00", "2011-03-04"), ("2011/03/04", "2011-03-04"),
    ("20110304", "2011-03-04"), ("4-Mar-2011", "2011-03-04"), ("04 March 2011", "2011-03-04"),
    ("4th March 2011 at 00:00", "2011-03-04"), ("2011-Mar-04.", "2011-03-04"), ("Fri Mar 04 2011", "2011-03-04"),
    ("Tue Mar 4 09:35:07 2011", "2011-03-04"), ("4.3.2011", "2011-03-04"), ("31.12.2013 10:00:00", "2013-12-31"),
    ("03/04/2011", ""), ("2011-13-45", ""), ("before 1996", ""), ("", ""), ("not known", ""),
])
def test_a_date_is_read_in_one_way_or_not_at_all(text: str, iso: str) -> None:
    """Registries write dates in a dozen ways; one that could be two days is left out."""
    assert read_date(text) == iso


def test_a_registry_that_says_day_first_is_read_so() -> None:
    """AFNIC's 09/02/2010 is 9 February, since it says DD/MM/YYYY; without that word or proof it is no date."""
    record = "domain: velora.fr\ncreated: 09/02/2010\nregistrar: OVH\n"
    assert read_facts([f"%% complete date format : DD/MM/YYYY\n{record}"]).since == "2010-02-09"
    assert read_facts([f"{record}Expiry Date: 28/02/2030\n"]) == WhoisFacts("2010-02-09", "2030-02-28", "OVH")
    assert read_facts([record]).since == ""


def test_the_registrars_text_fills_what_the_registry_leaves_out() -> None:
    """Thin registries name the registrar, who has the dates."""
    found = read_facts(["Registrar: First\n", "Registrar: Second\nCreation Date: 2011-03-04\n"])
    assert found == WhoisFacts("2011-03-04", "", "First")


def test_a_registrar_is_one_clean_line() -> None:
    """A stranger's text cannot reorder or fill my report."""
    assert clean("Some\u202e Registrar\x07 " + "x" * 200) == ("Some Registrar " + "x" * 200)[:80]
    assert read_facts(["Registrar: http://x.example\n"]).registrar == ""


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Nothing a server sends stops the reading, and what comes out is a date or nothing."""
    found = read_facts([text])
    assert found.since == "" or len(found.since) == 10
    assert read_answer(text.encode("utf-8", "replace"), text) is not None


def test_python_whois_reads_in_a_process_of_its_own() -> None:
    """The larger parser's facts arrive."""
    text = "Domain Name: VELORA.COM\nRegistrar: Some Registrar\nCreation Date: 2011-03-04T00:00:00Z\n"
    found = asyncio.run(parse_details(text, "velora.com", limit=60))
    assert (found.since, found.registrar) == ("2011-03-04", "Some Registrar")


def test_a_parser_that_does_not_end_is_killed() -> None:
    """An answer that would hold the parser for minutes costs the time limit, and other questions go on meanwhile."""
    async def run() -> tuple[WhoisFacts, int]:
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                beats += 1
                await asyncio.sleep(0.01)

        heart = asyncio.create_task(beat())
        found = await parse_details("Domain Name: VELORA.JP\n", "velora.jp", limit=0.1)
        heart.cancel()
        return found, beats

    found, beats = asyncio.run(run())
    assert found == WhoisFacts()
    assert beats > 1


def test_what_the_parser_says_is_checked() -> None:
    """Nonsense, and dates that can be read in two ways, are left out."""
    said = json.dumps({"since": "2011-03-04", "expires": "x", "registrar": "A\nB"}).encode()
    assert read_answer(said, "created 2011-03-04") == WhoisFacts("2011-03-04", "", "A B")
    assert read_answer(said, "created 03/04/2011").since == ""
    assert read_answer(b"", "") == read_answer(b"[]", "") == read_answer(b"oops", "") == WhoisFacts()


def test_a_record_we_read_ourselves_needs_no_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started where dates or registrar can be read without it."""
    async def never(text: str, name: str) -> WhoisFacts:
        raise AssertionError(name)

    monkeypatch.setattr(whois, "parse_details", never)

    async def run() -> DomainRecord:
        def answer(query: str) -> bytes:
            return b"Domain Name: velora.mx\r\nCreated On: 2011-03-04\r\nRegistrar: Some Registrar\r\n"

        async with whois_serving(answer) as server:
            return whois.read(await fetch(whois.Whois(), "velora.mx", {"whois.mx": server.host}, cache=tmp_path))

    record = asyncio.run(run())
    assert (record.state, record.since, record.registrar) == (DomainState.REGISTERED, "2011-03-04", "Some Registrar")
