"""The table of registries."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import urlsplit

import pytest

from brandname.sources.base import NO_SERVER
from brandname.sources.dns import Dns
from brandname.sources.rdap import Rdap
from brandname.sources.registries import (
    Way,
    cite,
    host_manners,
    is_domain,
    registries,
    registry_of,
    suffix_of,
    zone_of,
)
from brandname.sources.whois import Whois
from brandname.study.facts import facts, known_markets
from tests.net.test_http import Book
from tests.sources.asking import fetch

ROWS = list(registries().values())
SOURCES = (Rdap(), Whois(), Dns())
LETTERS = "qwertyuiopasdfg"


def test_every_ending_of_the_packaged_markets_has_a_row() -> None:
    """No market names an ending that nobody knows how to ask about."""
    endings = {tld for code in known_markets() for tld in facts(code).tlds}
    assert len(endings) > 150
    assert [tld for tld in sorted(endings) if registry_of(tld) is None] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.zone)
def test_a_row_hangs_together(row) -> None:
    """Each row says whom to ask, where that is known from and since when, and nothing that contradicts itself."""
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z]+)?", row.zone)
    assert row.source and re.fullmatch(r"2026-\d\d-\d\d", row.date)
    assert bool(row.rdap) == (row.way in (Way.RDAP, Way.RDAP_UNLISTED))
    assert row.listed == (row.way is Way.RDAP)
    assert row.way is not Way.WHOIS or row.whois
    assert not row.rdap or (urlsplit(row.rdap).scheme == "https" and row.rdap.endswith("/"))
    assert all(suffix.endswith("." + row.zone) for suffix in row.suffixes)
    assert not row.known or zone_of(row.known) == row.zone
    assert row.known or not (row.rdap or row.whois), "nobody is asked where no name is known to be taken"
    assert not row.query or "{name}" in row.query
    assert not row.manual or urlsplit(row.manual).scheme in ("http", "https")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.zone)
def test_both_controls_belong_to_their_place(source, row) -> None:
    """A registry is tested by names of its own; only where we know none is DNS tested elsewhere."""
    controls = source.controls(LETTERS, row.zone)
    if controls is None:
        assert not row.known or (source.id == "whois" and not row.whois)
        return
    assert source.place(controls.free) == row.zone
    assert source.place(controls.taken) == row.zone or (source.id == "dns" and not row.known)
    assert LETTERS in controls.free


@pytest.mark.parametrize(("name", "zone", "suffix"), [
    ("velora.com", "com", "com"), ("velora.com.br", "br", "com.br"), ("Velora.CO.UK.", "uk", "co.uk"),
    ("velora.uk", "uk", "uk"), ("velora.co.za", "co.za", "co.za"), ("velora.xn--fiqs8s", "xn--fiqs8s", "xn--fiqs8s"),
    ("www.velora.de", "de", "de"), ("velora.nosuchzone", "nosuchzone", "nosuchzone"), ("com", "com", "com"),
])
def test_a_name_belongs_to_one_registry(name: str, zone: str, suffix: str) -> None:
    """The registry and the ending of a name are found by its longest known ending."""
    assert (zone_of(name), suffix_of(name)) == (zone, suffix)


def test_zones_are_known_in_their_own_script() -> None:
    """`.中国` and its A-label are one row."""
    row = registry_of("中国")
    assert row is registry_of("xn--fiqs8s") and row is not None and row.whois == "whois.cnnic.cn"
    assert registry_of("velora.nosuchzone") is None


def test_limits_of_operators_are_kept() -> None:
    """Hong Kong hears from us every ten seconds at most, Belgium a hundred times an hour, Malaysia 500 times a day."""
    manners = Whois().hosts
    assert manners["whois.hkirc.hk"].interval == 10
    assert (manners["whois.dns.be"].per_hour, manners["whois.mynic.my"].per_day) == (100, 500)
    assert {m.pool for m in host_manners().values() if m.pool} >= {"centralnic"}
    assert all(m.published for m in host_manners().values())


def test_the_table_can_be_cited() -> None:
    """Findings name the edition of the table."""
    assert cite().ref == "dataset:brandname/domains/tlds@1"


@pytest.mark.parametrize(("request_", "sound"), [
    ("velora.com", True), ("xn--chqy4wt14a.xn--fiqs8s", True), ("_for-sale.velora.com", True), ("a.b.co", True),
    ("velora", False), ("", False), ("velora.com/../../help", False), ("velora.com?x=1", False), ("-T dn x.de", False),
    ("velora.com\r\nHELP", False), ("velora..com", False), ("x" * 64 + ".com", False), ("-velora.com", False),
    ("x." * 130 + "com", False), ("v\u00e9lora.com", False), ("velora.com.", False), ("%00.com", False),
])
def test_only_a_domain_name_reaches_a_registry(request_: str, sound: bool) -> None:
    """A path, an option or a second line in a file of questions is never sent anywhere."""
    assert is_domain(request_) is sound

    async def run() -> set[str]:
        book = Book()
        found = {(await fetch(source, request_, {"*": "127.0.0.1:9"}, book=book)).status for source in SOURCES}
        assert all(entry["request"] == "iana-rdap-bootstrap" for entry in book.entries)
        return found

    if not sound:
        assert asyncio.run(run()) == {NO_SERVER}
