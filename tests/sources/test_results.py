"""Pages of results in one form."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.sources.results import Panel, ResultPage, SearchResult, Silence, from_json, from_text, to_json, to_text

PAGES = st.builds(
    ResultPage, st.text(), st.text(), st.text(), st.text(), st.just(True),
    st.lists(st.builds(SearchResult, st.integers(1, 10), st.text(), st.text(), st.text()), max_size=10).map(tuple),
    st.text(), st.none() | st.builds(Panel, st.text(), st.text(), st.text()), st.lists(st.text()).map(tuple),
) | st.builds(
    ResultPage, st.text(), st.text(), st.text(), st.text(), st.just(False),
    silence=st.sampled_from(Silence))


@given(PAGES)
def test_a_page_comes_back_from_its_file_as_it_was(page: ResultPage) -> None:
    """What is written down can be read again, in any script."""
    assert from_text(to_text(page)) == page
    assert from_json(to_json(page)) == page


def test_the_form_of_a_page_is_the_published_one() -> None:
    """A program of somebody else's reads these names."""
    page = ResultPage(
        "google", "mx", "es-MX", "velora", True, (SearchResult(1, "Velora", "https://velora.com/", "Vinos"),),
        "belora", Panel("Velora", "Empresa", "https://velora.com/"), ("bing",))
    assert json.loads(to_text(page)) == {
        "format": "brandname.result_page", "version": 1, "engine": "google", "market": "mx", "language": "es-MX",
        "query": "velora", "answered": True, "silence": None, "corrected": "belora",
        "panel": {"title": "Velora", "type": "Empresa", "url": "https://velora.com/"}, "unheard": ["bing"],
        "results": [{"position": 1, "title": "Velora", "url": "https://velora.com/", "snippet": "Vinos"}],
    }


@pytest.mark.parametrize("change", [
    {"version": 2}, {"format": "x"}, {"answered": "yes"}, {"answered": None}, {"results": [{"position": 0}]},
    {"results": [{"position": True}]}, {"results": {}}, {"results": ["x"]}, {"panel": []}, {"query": 7},
    {"silence": "mood"}, {"silence": "quota"}, {"answered": False}, {"unheard": "bing"},
])
def test_a_page_in_another_form_is_refused(change: dict[str, object]) -> None:
    """A page that is not understood is never taken for an empty one."""
    good = to_json(ResultPage("google", "mx", "es", "velora", True))
    assert from_json(good).answered
    with pytest.raises(ValueError, match=r"."):
        from_json({**good, **change})


def test_a_page_without_an_answer_cannot_look_like_an_empty_one() -> None:
    """No answer says why, and holds no results."""
    with pytest.raises(ValueError, match="says why"):
        ResultPage("google", "mx", "es", "velora", False)
    with pytest.raises(ValueError, match="says why"):
        ResultPage("google", "mx", "es", "velora", True, silence=Silence.QUOTA)
    with pytest.raises(ValueError, match="holds nothing"):
        ResultPage("google", "mx", "es", "velora", False, corrected="x", silence=Silence.QUOTA)
