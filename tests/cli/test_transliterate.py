"""`transliterate`: what it prints of languages that share a script."""

from __future__ import annotations

import json

from tests.cli.terminal import call


def test_languages_written_alike_stand_together_and_cantonese_is_read_as_such() -> None:
    """One block for Taiwan's Mandarin and Hokkien; Hong Kong's readers see how it sounds to them."""
    told = call("transliterate", "Velora", "--markets", "tw,hk", "--n", "1")
    assert told.code == 0 and "wai4" in told.out and "wei luo la" in told.out
    assert told.out.count("wei luo la") == 1
    targets = json.loads(call("transliterate", "Velora", "--markets", "hk", "--json").out)[0]["targets"]
    cantonese = [target for target in targets if target["language"].startswith("yue")]
    assert cantonese and all(spelling["reading"][-1].isdigit() for spelling in cantonese[0]["spellings"])


def test_confidences_do_not_promise_more_than_one_spelling() -> None:
    """What is printed beside the spellings of a name adds up to one at most, also where rules write it."""
    told = call("transliterate", "Blue Bottle", "--scripts", "Deva,Thai,Cyrl", "--json").out
    for target in json.loads(told)[0]["targets"]:
        assert 0 < sum(spelling["confidence"] for spelling in target["spellings"]) <= 1
