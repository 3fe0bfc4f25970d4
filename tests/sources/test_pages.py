"""What stands where in a page, and that nothing anybody writes takes long or breaks anything."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.sources.page_records import values_at
from brandname.sources.pages import read_feed, read_page

HIDDEN = ["<!-- {} -->", "<template>{}</template>", "<textarea>{}</textarea>", "<noscript>{}</noscript>",
          "<div hidden>{}</div>", '<p style="display : none">{}</p>', "<style>{}</style>", '<i data-x="{}"></i>',
          "<script>var s = '{}';</script>", '<script type="text/template">{}</script>']


def test_a_title_is_the_pages_own() -> None:
    """The title of a drawing in the page is not the page's."""
    page = read_page("<TITLE>\n Velora &amp; Co </TITLE><svg><g><title>Search</title></g></svg>")
    assert page.texts["title"] == ["Velora & Co"]


def test_what_a_page_says_of_itself_is_read_from_its_tags() -> None:
    """Properties, names and relations, whatever the order and the quotes."""
    page = read_page("<meta content='profile' property=og:type><link href=//x.example/velora rel='canonical nofollow'>"
                     '<meta itemprop="identifier" content="7"><img src="/logo.png"><a href="/about">About</a>'
                     '<iframe src="/list?id=velora&amp;x=1"></iframe><meta http-equiv=refresh content="0;url=/login">')
    assert page.texts["meta og:type"] == ["profile"] and page.texts["meta identifier"] == ["7"]
    assert page.texts["link canonical"] == ["//x.example/velora"] == page.texts["link nofollow"]
    assert page.texts["asset"] == ["/logo.png"] and page.texts["anchor"] == ["/about"]
    assert page.texts["frame"] == ["/list?id=velora&x=1"] and page.texts["refresh"] == ["0;url=/login"]


def test_elements_are_read_with_what_is_in_them_and_empty_ones_are_not_there() -> None:
    """A headline, a line of text, a part with a name; a link or an entry of a list is none of them."""
    page = read_page('<div id="myprofile" class="a B"><h1>id:<b>velora</b></h1><p>One<p>Two</div>'
                     '<div class="extra"> <i></i> </div><ul><li><span>Three</span></li></ul><a>Four</a>')
    assert page.texts["part myprofile"] == ["id: velora One Two"] == page.texts["part b"]
    assert page.texts["heading"] == ["id: velora"] and "part extra" not in page.texts
    assert page.texts["id"] == ["myprofile"] and "id" not in read_page('<div hidden><p id="x">y</p></div>').texts
    assert page.texts["line"] == ["velora", "One", "Two"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_no_reader_sees_is_nowhere(hidden: str) -> None:
    """Comments, templates, styles, strings of a script: a page's words there are about other pages."""
    page = read_page("<title>Shell</title>" + hidden.format("<h1>404 Not Found</h1><title>x</title>").replace(
        'data-x="<h1>404 Not Found</h1><title>x</title>"', 'data-x="404 Not Found"'))
    assert set(page.texts) == {"title"} and page.texts["title"] == ["Shell"] and not page.records


@pytest.mark.parametrize("script", [
    '<script type="application/json">{}</script>', "<script>var state = {};</script>",
    "<script>window.a=1;window['__STATE__'] = {}; go()</script>", "<script nonce=x>{}</script>",
    "<script>let other={{}};\nself.__x = {}</script>",
])
def test_the_records_a_page_hands_to_its_program_are_read(script: str) -> None:
    """JSON in a script of its own, or assigned at the outermost level."""
    page = read_page(script.format(json.dumps({"user": {"name": "velora", "text": "}; x = {"}})))
    assert list(values_at(page.records[-1], ["user", "name"])) == ["velora"]


@pytest.mark.parametrize("script", [
    '<script src="/x.js">{"a": 1}</script>', "<script>f({'a': 1})</script>", '<script>x = {"a": 1, "a": 2}</script>',
    '<script type="text/html">{"a": 1}</script>', '<script>x = "y = {\\"a\\": 1}"</script>',
])
def test_what_only_looks_like_a_record_is_none(script: str) -> None:
    """Arguments, strings and objects that say two things are not what the page is about."""
    assert not read_page(script).records


def test_paths_lead_to_values() -> None:
    """By name and number, by any name, and by any way down."""
    record = {"a": [{"b": 1}, {"b": 2}], "c": {"a": [{"b": 3}]}}
    assert list(values_at(record, ["a", "1", "b"])) == [2]
    assert list(values_at(record, ["a", "*", "b"])) == [1, 2]
    assert sorted(map(str, values_at(record, ["**", "b"]))) == ["1", "2", "3"]
    assert list(values_at(record, ["a", "x"])) == [] == list(values_at("text", ["0"]))


def test_a_feed_is_read_for_itself_and_not_for_what_is_in_it() -> None:
    """The link of an entry or a picture is not the feed's."""
    feed = ('<?xml version="1.0"?><rss version="2.0"><channel><title><![CDATA[Stories by A & B]]></title>'
            "<link>https://x.example/@a?x=1&amp;y=2</link><item><link>https://x.example/@b</link></item></channel></rss>")
    assert read_feed(feed).texts == {"feed title": ["Stories by A & B"], "feed link": ["https://x.example/@a?x=1&y=2"]}
    assert not read_feed("<html>" + feed).texts and not read_feed("").texts


@given(st.text(alphabet="<>/='\"!-&;{}[] abdeiklnprstvy\n", max_size=400))
def test_no_page_breaks_the_reader(text: str) -> None:
    """Half a tag, a quote that never ends: what cannot be read is not there."""
    read_page(text)
    read_feed(text)


@pytest.mark.parametrize("piece", ["<a '", "<!--", "<script>", "<div>", "</div>", '<a x="', "<", "<script>;x={", "&"])
def test_a_page_of_nothing_but_openings_is_read_through(piece: str) -> None:
    """A page made to keep a reader busy ends like any other."""
    assert read_page(piece * 20_000 + "<title>x</title>").records == []


def test_very_many_elements_around_a_very_long_text_are_read_through() -> None:
    """A book in two thousand boxes costs no more than its beginning in each."""
    page = read_page("<div class=box>" * 2_000 + "word " * 200_000 + "</div>" * 2_000)
    assert len(page.texts["part box"]) == 2_000 and all(len(text) <= 1_200 for text in page.texts["part box"])
