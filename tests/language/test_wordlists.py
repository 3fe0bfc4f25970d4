"""The lists of vulgar and offensive words: where each word is listed, for whom, and whose word it is."""

from __future__ import annotations

import pytest

from brandname import data
from brandname.language import wordlists
from brandname.language.folding import fold
from brandname.language.ordinary import open_ordinary
from brandname.language.wordlists import Listed, base, cite, languages, open_words
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


def find(language: str, word: str) -> Listed:
    """The entry of a word, which must be there."""
    index = open_words(language)
    assert index is not None
    return next(entry for entry in index.find(fold(word).letters) if entry.word == word)


def test_a_word_names_every_list_that_holds_it() -> None:
    """A reader sees which lists a warning comes from, and how many are independent of each other."""
    entry = find("es", "verga")
    assert {"badwords-py/es", "naughty-words"} <= set(entry.lists)
    assert entry.providers >= 2
    assert entry.language == "es"
    assert entry.regions == ()


def test_a_regional_word_says_its_regions() -> None:
    """A word listed for some countries only is not passed off as everybody's."""
    assert find("fr", "noune").regions == ("CA",)
    assert find("es", "mamagallo").regions == ("419",)
    assert find("pt", "bostas").regions == ("BR",)


def test_an_english_word_on_another_list_is_called_english() -> None:
    """"Dildo" on the Swedish list is not reported as a Swedish word, and Swedish words stay Swedish."""
    assert find("sv", "dildo").language == "en"
    assert find("sv", "fitta").language == "sv"
    assert find("es", "puta").language == "es"


@pytest.mark.parametrize("language", ["xx", "sw", "he", "vi", "e", ""])
def test_a_language_without_a_list_has_no_index(language: str) -> None:
    """Never the nearest language's list instead."""
    assert open_words(language) is None
    assert language not in languages()


@pytest.mark.parametrize("language", ["sw", "xx", "esx"])
def test_a_language_without_frequencies_has_none(language: str) -> None:
    """The package would silently answer for a neighbour; this does not."""
    assert open_ordinary(language) is None


def test_ordinary_words_have_their_frequency_with_and_without_accents() -> None:
    """A word typed without accents counts as the word it stands for."""
    spanish = open_ordinary("es")
    assert spanish is not None
    assert (spanish.zipf("casa") or 0) > 5
    assert spanish.zipf("corazon") is not None
    assert spanish.zipf("zovantaxq") is None


def test_tags_are_judged_by_their_language() -> None:
    """Region and script of a tag lead to the same lists; both written forms of Norwegian share theirs."""
    tags = ("es-MX", "zh-Hant", "nb", "nn-NO", "tl", "EN-gb")
    assert [base(tag) for tag in tags] == ["es", "zh", "no", "no", "fil", "en"]


def test_what_is_cited_is_what_is_packaged() -> None:
    """Every source of a finding has a version and a licence to show."""
    refs = cite("es")
    assert {ref.id for ref in refs} == {
        "badwords-py/es", "badwords-py/es_419", "brandname/wordlists", "brandname/listglosses",
    }
    assert all(ref.version and ref.licence and ref.digest for ref in refs)


def test_every_gloss_is_of_a_listed_word() -> None:
    """The glosses explain the lists and add no word of their own."""
    stray = [
        (language, word)
        for language, registers in wordlists._glosses().items() for words in registers.values() for word in words
        if not any(f"\n{word}\t" in text or f"\n{word}\n" in text for text in _texts(language))
    ]
    assert stray == []


def _texts(language: str) -> list[str]:
    shipped = [data.read_text(f"wordlists/{language}.tsv")] if f"{language}.tsv" in data.names("wordlists") else []
    stems = [s for s in wordlists._package_files() if s.split("_")[0] == language]
    return [*shipped, *("\n" + "\n".join(wordlists._read_package(stem)) + "\n" for stem in stems)]


def test_the_shipped_lists_carry_their_notice() -> None:
    """Whoever opens a list sees whose work it is and under which licence."""
    for name in data.names("wordlists"):
        head = data.read_text(f"wordlists/{name}").partition("word\tlists")[0]
        assert "CC BY 4.0" in head and "MIT" in head and head.startswith(f"# {name.removesuffix('.tsv')}:")
