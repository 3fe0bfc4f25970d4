"""Number words: what every language says for the figures of a name."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.language.alphabets import orthography, scripts_in
from brandname.language.numerals import LONGEST, PARTED, number_words, open_numerals
from brandname.language.readings import Route, is_covered, readings
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")

TAGS = tuple(tomllib.loads(data.read_text("numbers/words.toml")))
HEARD = tuple(tag for tag in TAGS if tag != "nan")  # Hokkien needs a package that need not be installed


def said(figures: str, tag: str) -> str:
    """The likeliest words as they are written."""
    return number_words(figures, tag)[0][0].replace(PARTED, "")


@pytest.mark.parametrize(("figures", "tag", "expected"), [
    ("54", "en", "fifty-four"), ("54", "de", "vierundfünfzig"), ("21", "de", "einundzwanzig"), ("1", "de", "eins"),
    ("54", "da", "fireoghalvtreds"), ("54", "nl", "vierenvijftig"), ("92", "fr", "quatre-vingt-douze"),
    ("71", "fr", "soixante et onze"), ("71", "fr-BE", "septante et un"), ("95", "fr-CH", "nonante-cinq"),
    ("14", "pt-PT", "catorze"), ("14", "pt-BR", "quatorze"), ("28", "it", "ventotto"), ("101", "es", "ciento uno"),
    ("35", "es-MX", "treinta y cinco"), ("200", "hu", "kétszáz"), ("12", "hu", "tizenkettő"),
    ("17", "fi", "seitsemäntoista"), ("21", "vi", "hai mươi mốt"), ("15", "vi", "mười lăm"),
    ("55", "eu", "berrogeita hamabost"), ("58", "ka", "ორმოცდათვრამეტი"), ("2000", "ru", "две тысячи"),
    ("87", "hi", "सत्तासी"), ("49", "bn", "উনপঞ্চাশ"), ("3800", "ja", "さんぜんはっぴゃく"), ("16", "ko", "십육"),
    ("25", "zh-Hans", "二十五"), ("11", "tr", "on bir"), ("19", "id", "sembilan belas"),
    ("78", "sl", "oseminsedemdeset"),
    ("3000", "pt-BR", "três mil"), ("3001", "pt-PT", "três mil e um"), ("1200", "pt-BR", "mil e duzentos"),
    ("1234", "pt-PT", "mil duzentos e trinta e quatro"), ("2500", "nb", "to tusen fem hundre"),
    ("3005", "nb", "tre tusen og fem"), ("101", "en-GB", "one hundred and one"), ("101", "en-US", "one hundred one"),
    ("365", "en-AU", "three hundred and sixty-five"), ("2600", "en-IE", "two thousand six hundred"),
    ("22", "nl", "tweeëntwintig"), ("180", "it", "centottanta"), ("203", "it", "duecentotré"),
    ("88", "fr-CH", "huitante-huit"),
    ("600", "hr", "šeststo"), ("132", "hi", "एक सौ बत्तीस"), ("253", "da", "to hundrede og treoghalvtreds"),
    ("22", "ar", "iθˈnaːn wa ʕiʃˈruːn"), ("21", "th", "jiː˥˩ sip˨˩ et˨˩"), ("31", "he", "ʃloˈʃim ve aˈχat"),
])
def test_numbers_are_said_as_the_language_counts(figures: str, tag: str, expected: str) -> None:
    """Tens and units in the order, the form and the spelling that speakers use."""
    assert said(figures, tag) == expected


@pytest.mark.parametrize(("figures", "tag", "expected"), [
    ("1984", "en", "nineteen eighty-four"), ("1905", "en", "nineteen oh five"), ("1900", "en", "nineteen hundred"),
    ("2026", "en", "twenty twenty-six"), ("2005", "en", "two thousand five"),
    ("1984", "de", "neunzehnhundertvierundachtzig"),
    ("2012", "de", "zweitausendzwölf"), ("1984", "fr", "mille neuf cent quatre-vingt-quatre"),
    ("1984", "zh", "一 九 八 四"), ("1900", "nb", "nitten hundre"),
])
def test_years_are_said_as_years(figures: str, tag: str, expected: str) -> None:
    """Nineteen eighty-four in English, neunzehnhundert… in German, figure by figure in Chinese."""
    assert said(figures, tag) == expected


def test_figures_that_begin_with_naught_are_said_one_by_one() -> None:
    """007 is no seven."""
    assert said("007", "en") == "zero zero seven"
    assert said("007", "de") == "null null sieben"


@pytest.mark.parametrize("tag", TAGS)
def test_every_number_has_words_of_its_own(tag: str) -> None:
    """No two numbers up to a hundred are said alike, and none is left with a sign of the rules in it."""
    numerals = open_numerals(tag)
    assert numerals is not None
    words = [numerals.say(number) for number in range(101)]
    assert len(set(words)) == 101
    assert not set("<>[]") & set("".join(numerals.say(number) for number in range(numerals.most + 1)))


@settings(deadline=None)
@given(st.text("0123456789", min_size=1, max_size=LONGEST), st.sampled_from(TAGS))
def test_every_run_of_figures_is_said_somehow(figures: str, tag: str) -> None:
    """At least one way, each with a share, likeliest first, no way twice."""
    ways = number_words(figures, tag)
    shares = [share for _, share in ways]
    assert ways
    assert all(words.strip() and 0 < share <= 1 for words, share in ways)
    assert shares == sorted(shares, reverse=True)
    assert len({words for words, _ in ways}) == len(ways)


def test_too_many_figures_and_an_unknown_language_have_no_words() -> None:
    """A telephone number is no name, and nobody's number words stand in for another language's."""
    assert number_words("9" * (LONGEST + 1), "en") == ()
    assert number_words("7", "zu") == ()


@pytest.mark.parametrize("tag", HEARD)
def test_every_number_word_has_sounds(tag: str) -> None:
    """From naught to a hundred, so that no name with figures falls silent in a language that has number words."""
    for number in range(101):
        found = readings(str(number), tag)
        assert found, number
        assert found[0].route is Route.NUMBERS
        assert found[0].numerals == tuple(range(len(found[0].ipa.split())))


@pytest.mark.parametrize(("name", "tag", "spelling", "ipa"), [
    ("Q3", "de", "Q drei", "kuː ˈdʁaɪ"), ("7Up", "en-US", "seven up", "ˈsɛvən ʌp"),
    ("Studio 54", "es-MX", "studio cincuenta y cuatro", "esˈtuðjo sinˈkwenta ˈi ˈkwatɾo"),
    ("3M", "ja", "さん M", "saɴ emɯ"), ("7天", "zh-Hans", "七 tiān", "tɕʰi˥ tʰjɛn˥"),
    ("Q３", "de", "Q drei", "kuː ˈdʁaɪ"),
    ("4ever", "ru", "четыре ever", "tɕɪˈtɨrʲɪ ˈɛvɛr"),
])
def test_a_name_with_figures_is_read(name: str, tag: str, spelling: str, ipa: str) -> None:
    """Letters as usual, figures by number words; which words stand for figures is told."""
    first = readings(name, tag)[0]
    assert (first.spelling, first.ipa, first.route) == (spelling, ipa, Route.NUMBERS)
    assert first.numerals
    assert first.confidence < 0.6


def test_abroad_figures_are_also_said_in_english() -> None:
    """Readers may know the number from the brand's own advertising."""
    assert [reading.route for reading in readings("7Up", "de")] == [Route.NUMBERS, Route.ENGLISH_INFLUENCED]
    assert [reading.route for reading in readings("7Up", "ur")] == [Route.ENGLISH_INFLUENCED]


@pytest.mark.parametrize("name", ["Vit 3.5", "80s", "5%", "24/7", "1st", "€5", "Ω¼", "123456789", "½"])
def test_figures_said_in_some_other_way_are_not_guessed(name: str) -> None:
    """Decimals, decades, ordinals, shares and sums: no reading rather than a wrong one."""
    assert readings(name, "en") == ()


@settings(deadline=None)
@given(st.text("Aeglmnstx479 ", min_size=1, max_size=8), st.sampled_from(("en", "de", "ja", "ar", "zh-Hans", "ur")))
def test_whatever_is_mixed_with_figures_is_read_whole_or_not_at_all(name: str, tag: str) -> None:
    """No reading is empty, and the words that stand for figures are among its words."""
    for reading in readings(name, tag):
        assert reading.ipa.split()
        assert all(0 <= place < len(reading.ipa.split()) for place in reading.numerals)


def test_words_are_in_letters_their_readers_use() -> None:
    """No number word has a letter of another script by mistake."""
    for tag in TAGS:
        numerals, ortho = open_numerals(tag), orthography(tag)
        assert is_covered(tag)
        if numerals is None or numerals.ipa or ortho is None:
            continue
        for number in range(101):
            assert set(scripts_in(numerals.say(number))) <= {*ortho.scripts, *ortho.unread}, (tag, number)
