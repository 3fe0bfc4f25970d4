"""Spelling to sound by the compiled tables."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language import g2p
from brandname.language.segments import disagreement
from tools.sounds.oracle import transcribe


def test_sixty_tags_and_more_have_a_table() -> None:
    """Every tag that promises an engine has one that opens and reads a letter of its own."""
    tags = g2p.engine_tags()
    assert len(tags) >= 90
    for tag in tags:
        engine = g2p.open_engine(tag)
        assert engine is not None and len(engine.letters) > 15, tag
        assert engine.inventory, tag


@pytest.mark.parametrize(("tag", "word", "ipa"), [
    ("es-ES", "cinco", "ˈθinko"), ("es-MX", "cinco", "ˈsinko"), ("pl", "warszawa", "varˈʂava"), ("tr", "çay", "ˈtʃaj"),
    ("hr", "đak", "dʑak"), ("zh", "xiān", "ɕjɛn˥"), ("sr", "љубав", "ʎubav"),
])
def test_words_are_read_as_their_language_reads_them(tag: str, word: str, ipa: str) -> None:
    """A few words whose reading anybody can look up."""
    engine = g2p.open_engine(tag)
    assert engine is not None
    assert disagreement(engine.read(word), ipa) <= 0.12, engine.read(word)


@pytest.mark.parametrize("tag", ["es-419", "pl", "tr", "cs", "it-IT", "fi", "el", "bg", "ka", "ko"])
def test_tables_agree_with_the_specification_they_were_made_from(tag: str) -> None:
    """Names nobody trained on are read nearly as the specification itself reads them."""
    pytest.importorskip("orthography2ipa")
    engine = g2p.open_engine(tag)
    assert engine is not None
    names = {"el": ["βελορα", "ναμιτο", "ζοντα"], "bg": ["велора", "намито", "зонда"], "ka": ["ველორა", "ნამიტო"],
             "ko": ["벨로라", "나미토", "존다"]}.get(tag, ["velora", "namito", "lumeta", "sonida", "kaleno"])
    names = [name for name in names if engine.covers(name)]
    assert names
    wanted = [transcribe(name, engine.code) for name in names]
    assert sum(disagreement(engine.read(n), w) for n, w in zip(names, wanted, strict=True)) / len(names) < 0.05


def test_regions_have_their_own_reading_and_unknown_tags_none() -> None:
    """Mexican Spanish is not read with the θ of Spain; a language without a table has no engine."""
    assert g2p.engine_code("es-MX") == "es-419" and g2p.engine_code("es-ES") == "es-ES"
    assert g2p.engine_code("pt-BR") != g2p.engine_code("pt-PT")
    assert g2p.open_engine("qqx") is None
    assert g2p.open_engine("en-GB") is None


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40))
def test_every_covered_word_is_read_with_at_most_one_stress(word: str) -> None:
    """Thirty letters or three, no order of letters breaks an engine, and a word has one main stress."""
    for tag in ("es-ES", "de-DE", "id"):
        engine = g2p.open_engine(tag)
        assert engine is not None
        assert engine.read(word).count("ˈ") <= 1


@settings(deadline=None)
@given(st.integers(0, 30), st.lists(st.integers(0, 29), max_size=8, unique=True), st.integers(-9, 9))
def test_zones_cover_the_word(length: int, places: list[int], syllable: int) -> None:
    """Each letter has exactly one place to the stress, whatever is asked."""
    places = sorted(p for p in places if p < length)
    assert len(g2p.spread(length, places, syllable)) == length
    assert len(g2p.count_down(length, places)) == length


@pytest.mark.slow
def test_a_million_words_are_a_matter_of_seconds() -> None:
    """At least 50,000 words a second of processor time."""
    engine = g2p.open_engine("es-ES")
    assert engine is not None
    parts = product(("ve", "lo", "na", "tri"), ("lo", "mi", "ra"), ("ra", "to", "nes"))
    words = ["".join(part) for part in parts] * 500
    start = time.process_time()
    for word in words:
        engine.read(word)
    assert len(words) / (time.process_time() - start) > 50_000
