"""The measurement of look-ups measures what it says."""

from __future__ import annotations

from urllib.parse import urlsplit

from benchmarks.network import spread
from brandname.sources.registries import registries


def test_one_registrys_zones_stay_on_one_host() -> None:
    """The figure counts by host as the world has it, not by top-level domain."""
    homes = spread(30, list(range(20)))
    zones = [zone for found in homes.values() for zone in found]
    assert len(homes) == 20 and len(zones) == len(set(zones)) == 30
    home = {zone: where for where, found in homes.items() for zone in found}
    for one in zones:
        for other in zones:
            if urlsplit(registries()[one].rdap).hostname == urlsplit(registries()[other].rdap).hostname:
                assert home[one] == home[other]
