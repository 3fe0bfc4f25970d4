"""What a second pair of eyes is shown of a lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandname.language import lexicon
from brandname.language.lexicon import parse
from brandname.language.lexicon_survey import COUNTED, survey

HEAD = "word\tpos\tgloss\tcategory\tseverity\tregion\tforms\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Word lists are computed once for these tests, and not in the user's cache."""
    folder = tmp_path_factory.getbasetemp() / "survey"
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(folder))
    return folder


def test_entries_are_counted_by_what_matters() -> None:
    """I see how many words of each kind there are, and where they are at home."""
    rows = "rata\tnoun\trat\tvermin\t2\tMX;ES\tratas\nsol\tnoun\tsun\tpositive\t0\t\t\n"
    found = survey("es", parse(HEAD + rows, "es", {}, "x"))
    assert (found.entries, found.forms) == (2, 1)
    assert tuple(found.counts) == COUNTED
    assert dict(found.counts["region"]) == {"MX": 1, "ES": 1, "": 1}
    assert dict(found.counts["severity"]) == {"2": 1, "0": 1}


def test_forms_nobody_writes_are_listed() -> None:
    """A wrong class shows, a rare form among known ones does not."""
    rows = ("gato\tnoun\tcat\tplain\t0\t\tgatoz; gatoxs; gatinges; gatoux\n"
            "perro\tnoun\tdog\tplain\t0\t\tperros; perra; perras; perroxx\n")
    found = survey("es", parse(HEAD + rows, "es", {}, "x"))
    assert found.strange == [("gato", ["gatoz", "gatoxs", "gatinges", "gatoux"])]


def test_frequent_listed_words_are_missed_until_they_are_there() -> None:
    """I see which words of the packaged lists I lack, and not those that the packaged lexicon has."""
    alone = survey("es", ())
    assert alone.missing
    shipped = lexicon.read_shipped("es")
    beside = survey("es", (), shipped)
    assert set(beside.missing or ()) < set(alone.missing)
    first = parse(HEAD + f"{alone.missing[0]}\tnoun\tx\tplain\t0\t\t\n", "es", {}, "x")
    assert alone.missing[0] not in (survey("es", first).missing or ())


def test_a_language_without_lists_says_so() -> None:
    """Nothing to compare with is no clean bill."""
    found = survey("xqq", ())
    assert found.strange is None
    assert found.missing is None
