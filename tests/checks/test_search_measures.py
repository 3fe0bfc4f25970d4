"""What a page of search results says about a name, and the grade it gets."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.checks import search_measures as rule
from brandname.checks.search_measures import Asked, Grade, PageMeasures, grade, is_own, measure_page
from brandname.reports.catalogue import open_catalogue
from brandname.sources.results import Panel, ResultPage, SearchResult, Silence

Row = tuple[str, str, str]

FIRM: tuple[Row, ...] = (
    ("Quenvar | Heat pumps for old houses", "https://www.quenvar.com/", "Heating systems made in Leeds since 1988."),
    ("Customer login", "https://my.quenvar.com/login", "Manage your service plan."),
    ("Quenvar | LinkedIn", "https://uk.linkedin.com/company/quenvar", "Heating. 410 employees."),
    ("Quenvar heat pump reviews", "https://www.warmhometest.co.uk/quenvar", "We tried three models."),
    ("Quenvar raises £20m", "https://www.northernledger.co.uk/quenvar", "The heating firm plans a second plant."),
    ("Boiler or heat pump?", "https://www.savingguide.co.uk/heat", "Quenvar and four others compared."),
)
MANY: tuple[Row, ...] = (
    ("Hotel Quenvar, Whitby", "https://www.hotelquenvar.co.uk/", "Rooms with sea views."),
    ("Quenvar Dental Clinic", "https://www.quenvardental.co.uk/", "New patients welcome."),
    ("Quenvar 20 mg tablets: leaflet", "https://www.leafletlibrary.org.uk/quenvar", "Side effects and dosage."),
    ("Quenvar – debut album", "https://quenvar.bandcamp.com/", "Eleven songs."),
    ("Quenvar Solicitors", "https://www.quenvarlaw.co.uk/", "Family law in Hull."),
    ("Quenvar womenswear", "https://shopquenvar.com/", "Dresses cut in Porto."),
)
WORD: tuple[Row, ...] = (
    ("Thimble - Wikipedia", "https://en.wikipedia.org/wiki/Thimble", "A thimble is a small cup worn on the finger."),
    ("thimble noun - definition", "https://www.oxfordlearnersdictionaries.com/definition/english/thimble", "A cap."),
    ("How to choose a thimble", "https://www.patchblog.com/choose", "Fit matters more than material."),
    ("Antique silver thimbles", "https://www.ebay.com/b/thimbles", "Great deals."),
    ("Thimble Books", "https://www.thimblebooks.com/", "A bookstore in Duluth."),
)
NOBODY: tuple[Row, ...] = (
    ("Quercia - Wiktionary", "https://en.wiktionary.org/wiki/quercia", "Italian: oak."),
    ("Quinoa recipes", "https://www.cookathome.co.uk/quinoa", "Ready in 20 minutes."),
    ("Anagrams of QUENVAR", "https://www.letterbox.com/quenvar", "No words found."),
    ("Queen Anne furniture", "https://www.antiqueshall.co.uk/", "Chairs and chests."),
)


def page(rows: tuple[Row, ...], **changes: object) -> ResultPage:
    """An answered page of these results."""
    results = tuple(SearchResult(at, *row) for at, row in enumerate(rows, 1))
    return replace(ResultPage("google", "gb", "en-GB", "quenvar", answered=True, results=results), **changes)  # type: ignore[arg-type]


def asked(text: str = "Quenvar", language: str = "en-GB", **changes: object) -> Asked:
    """A question about a name."""
    return replace(Asked(text, language, "gb", ("oat milk",), ordinary=0.0), **changes)  # type: ignore[arg-type]


def graded(rows: tuple[Row, ...], question: Asked | None = None) -> Grade | None:
    """The grade of a page."""
    return grade(measure_page(page(rows), question or asked()))


def test_one_firm_its_profiles_and_news_about_it_own_the_page() -> None:
    """A page full of one company reads as owned, and tells me by whom."""
    found = measure_page(page(FIRM), asked())
    assert grade(found) is Grade.OWNED
    assert found.owner_host == "quenvar.com"
    assert found.owner.startswith("Quenvar")
    assert found.owner_share > 0.7


def test_many_users_of_a_name_crowd_the_page() -> None:
    """A hotel, a dentist, a medicine and a band are several users, though one name."""
    found = measure_page(page(MANY), asked())
    assert grade(found) is Grade.CROWDED
    assert found.owners >= 4


def test_a_common_word_is_told_from_a_brand() -> None:
    """A page of dictionaries and how-to pages is about the word, in spite of one shop."""
    assert graded(WORD, asked("Thimble", ordinary=2.5)) is Grade.WORD


def test_nobody_uses_a_name_that_only_anagrams_show() -> None:
    """Near words and letter games are no competing use."""
    assert graded(NOBODY) is Grade.NONE


def test_no_results_of_a_working_engine_are_no_competing_use() -> None:
    """An empty page of an engine that works is an answer."""
    assert grade(measure_page(page(()), asked())) is Grade.NONE


def test_an_empty_page_while_engines_were_silent_has_no_grade() -> None:
    """Nothing found by half of the engines is not nothing found."""
    assert grade(measure_page(page((), unheard=("google",)), asked())) is None
    assert grade(measure_page(page(NOBODY, unheard=("google",)), asked())) is Grade.NONE
    assert grade(measure_page(page(NOBODY[:2], unheard=("google",)), asked())) is None
    assert grade(measure_page(page(NOBODY[:2]), asked())) is Grade.NONE
    assert grade(measure_page(page(FIRM[:2], unheard=("google",)), asked())) is Grade.OWNED


def test_a_small_firm_with_its_own_site_is_not_nobody() -> None:
    """Two results of ten are a competing use where one is the site of exactly my name."""
    rows = (*FIRM[:2], *NOBODY, *((f"Oak {n}", f"https://www.oakworld{n}.org/", "Timber.") for n in range(4)))
    assert graded(rows) is not Grade.NONE


FILLED = (*NOBODY, *((f"Oak {n}", f"https://www.oakworld{n}.org/", "Timber.") for n in range(5)))


def test_a_site_of_exactly_my_name_that_leads_the_page_is_not_nobody() -> None:
    """One result of ten, but the first: whoever searches lands there. Far down it is a lone result, told as that."""
    site = ("Welcome", "https://www.quenvar.com/", "Our work.")
    found = measure_page(page((site, *FILLED)), asked())
    assert (found.leading, grade(found), found.owner_host) == (True, Grade.OWNED, "quenvar.com")
    low = measure_page(page((*FILLED, site)), asked())
    assert (low.leading, grade(low)) == (False, Grade.NONE)
    assert measure_page(page((site, *FILLED)), asked(own=("quenvar.com",))).leading is False


@pytest.mark.parametrize("rows", [(), NOBODY])
def test_a_panel_about_my_name_is_somebody(rows: tuple[Row, ...]) -> None:
    """The engine takes the name for one firm: the page is that firm's, unless the firm is ours or of another name."""
    firm = Panel("Quenvar", "Company", "https://www.quenvar.com/")
    found = measure_page(page(rows, panel=firm), asked())
    assert (grade(found), found.owner, found.owner_host) == (Grade.OWNED, "Quenvar", "quenvar.com")
    assert grade(measure_page(page(rows, panel=firm), asked(own=("quenvar.com",)))) is Grade.NONE
    assert grade(measure_page(page(rows, panel=Panel("Quentar", "City")), asked())) is Grade.NONE


@pytest.mark.parametrize("silence", list(Silence))
def test_a_page_without_an_answer_has_no_grade(silence: Silence) -> None:
    """A block page, a used-up quota or a broken engine never reads as nobody there."""
    silent = ResultPage("google", "gb", "en-GB", "quenvar", answered=False, silence=silence)
    assert grade(measure_page(silent, asked())) is None


def test_a_village_owns_the_page_of_its_name() -> None:
    """Pages about a place are many lines and one owner."""
    rows = (
        ("Quenvar - Wikipedia", "https://en.wikipedia.org/wiki/Quenvar", "Quenvar is a village in Cumbria."),
        ("Quenvar Parish Council", "https://www.quenvarparish.org.uk/", "Minutes and meetings."),
        ("Houses for sale in Quenvar", "https://www.movehome.co.uk/quenvar", "14 properties."),
        ("The Plough, pub in Quenvar", "https://www.theploughinn.co.uk/", "Sunday lunch."),
        ("Bus 41: Kendal to Quenvar", "https://www.dalebuses.co.uk/41", "Timetable."),
    )
    assert graded(rows) is Grade.OWNED


@pytest.mark.parametrize(("name", "language", "title"), [
    ("Ольмира", "ru-RU", "Отзывы об Ольмире"),
    ("Заречинск-на-Уфте", "ru-RU", "Погода в Заречинске-на-Уфте"),
    ("Norvela", "tr-TR", "Norvela'nın yeni mağazası"),
    ("السنبلة", "ar-EG", "مطاحن بالسنبلة"),
    ("누리온", "ko-KR", "누리온에서 실행하기"),
    ("Le Petit Ferrier", "fr-FR", "Auberge Le-Petit-Ferrier"),
    ("Almaréa", "es-ES", "ALMAREA, S.L."),
    ("ルオーラ", "ja-JP", "hair salon ﾙｵｰﾗ 梅田"),
    ("沐朵", "zh-CN", "沐朵面霜怎么样"),
    ("สายหมอก", "th-TH", "เรื่องย่อสายหมอกตอนจบ"),
    ("Norvela", "ru-RU", "Страховая компания «Норвела»"),
    ("Luora", "ja-JP", "ルオーラ 美容液"),
    ("Velora", "ko-KR", "벨로라에서 만나요 | 공식몰"),
    ("Velora", "ar-EG", "شركة فيلورا للتجميل"),
    ("Velora", "he-IL", "ולורה – החנות הרשמית"),
    ("Velora", "th-TH", "ร้านเวโลราสาขาใหม่"),
    ("Velora", "hi-IN", "वेलोरा शोरूम"),
    ("ज़ेवरा", "hi-IN", "जेवरा शोरूम"),
    ("जेवरा", "hi-IN", "ज़ेवरा शोरूम"),
    ("Käsmüra", "de-DE", "Kaesmuera GmbH"),
    ("Sølvåre", "da-DK", "Soelvaare ApS"),
    ("Fern & Fable", "en-GB", "Fern and Fable gift shop"),
])
def test_a_name_is_found_as_people_write_it(name: str, language: str, title: str) -> None:
    """Case, width, accents, hyphens and the endings of each language do not hide a use of my name."""
    found = measure_page(page(((title, "https://www.example.org/a", ""),)), asked(name, language))
    assert found.exact == 1


@pytest.mark.parametrize(("name", "language", "title"), [
    ("Wendrath", "de-DE", "Wendrathstraße 12, Herford"),
    ("Fluvessa", "es-ES", "Bayetas Flu Essa"),
    ("麦稚", "zh-CN", "小麦、稚子与狗"),
    ("麦稚", "zh-CN", "小麦稚苗期管理"),
    ("ルオーラ", "ja-JP", "フルオーラル"),
    ("Thimble", "en-GB", "Thimbleberry jam"),
    ("Bora", "ko-KR", "보라 원피스 추천"),
    ("Velora", "ko-KR", "벨로시티 화장품"),
    ("Velora", "en-GB", "벨로라 화장품"),
    ("Ольмира", "ru-RU", "ИП Ольмиров В. К."),
])
def test_letters_of_another_word_are_not_the_name(name: str, language: str, title: str) -> None:
    """A longer word, or characters that belong to their neighbours, is no use of my name."""
    found = measure_page(page(((title, "https://www.example.org/a", ""),)), asked(name, language))
    assert found.exact == 0


def test_a_domain_in_latin_letters_shows_a_name_in_characters_only_when_long() -> None:
    """A short pinyin stands for many names; tsumugiya.jp is つむぎや."""
    site = (("定食と呉服", "https://www.tsumugiya.jp/", ""),)
    assert measure_page(page(site), asked("つむぎや", "ja-JP")).exact == 1
    assert measure_page(page((("护肤", "https://www.muduo.cn/", ""),)), asked("沐朵", "zh-CN")).exact == 0


def test_another_spelling_of_the_name_is_no_correction() -> None:
    """"Did you mean" counts only where it offers another name."""
    assert measure_page(page(FIRM, corrected="Quénvar"), asked()).corrected == ""
    assert measure_page(page(NOBODY, corrected="quercia"), asked()).corrected == "quercia"


def test_an_engine_that_puts_another_spelling_in_its_place_is_told_though_it_says_nothing() -> None:
    """Four of five results are titled Quenvor and none Quenvar: people who search for mine get there."""
    rows = (*((f"Quenvor {what}", f"https://quenvor{n}.com/", "") for n, what in enumerate(("shop", "blog", "jobs"))),
            ("QUENVOR | Home", "https://quenvor.net/", ""), ("Quinoa recipes", "https://www.cookathome.co.uk/q", ""))
    assert measure_page(page(rows), asked()).corrected.casefold() == "quenvor"
    assert measure_page(page(rows[3:]), asked()).corrected == ""
    assert measure_page(page((*rows, ("Quenvar", "https://a.org/", ""))), asked()).corrected == ""
    assert measure_page(page(NOBODY), asked()).corrected == ""


def test_a_panel_about_another_name_is_not_told() -> None:
    """What the engine takes the name for is named only where it is about the name."""
    assert measure_page(page(FIRM, panel=Panel("Quenvar Ltd", "Company")), asked()).panel == "Quenvar Ltd"
    assert measure_page(page(FIRM, panel=Panel("Quercia", "Tree")), asked()).panel == ""


def test_our_own_site_is_no_competitor() -> None:
    """Results on hosts we say are ours are counted apart."""
    found = measure_page(page(FIRM), asked(own=("quenvar.com",)))
    assert found.own == 2
    assert found.owner_host != "quenvar.com"
    assert is_own("https://my.quenvar.com/login", ["quenvar.com"])
    assert not is_own("https://notquenvar.com/", ["quenvar.com"])


def test_the_same_name_in_the_same_goods_is_counted() -> None:
    """A namesake among my own goods is told, and one elsewhere is not."""
    heat = measure_page(page(FIRM), asked(goods=("heat pumps",)))
    assert heat.in_goods
    assert heat.owner_in_goods
    milk = measure_page(page(FIRM), asked())
    assert not milk.in_goods
    assert not milk.owner_in_goods


def test_a_nearly_same_brand_in_the_same_goods_is_named() -> None:
    """Quenvor oat milk is told when I search Quenvar."""
    rows = (("Quenvor oat milk 1 l", "https://www.groceryshelf.co.uk/quenvor", "Barista style."), *NOBODY)
    found = measure_page(page(rows), asked())
    assert found.in_goods == 1
    assert found.goods_name == "Quenvor"


def test_a_first_name_is_no_common_word() -> None:
    """Pages about a name's meaning as a first name do not make it an ordinary word."""
    rows = (("معنى اسم نوريلا", "https://www.maani-asmaa.com/n", "اسم مؤنث"), *(
        ("نوريلا | توصيل البقالة", "https://noureela.sa/", "اطلب من نوريلا"),))
    assert measure_page(page(rows), asked("نوريلا", "ar-SA")).ordinary_share == 0.0


def test_the_rule_that_is_told_is_the_rule() -> None:
    """`brandname explain search` names the very thresholds the grades stand on."""
    text = open_catalogue("en")("check.search.rule")
    told = {int(share) for share in re.findall(r"(\d+) %", text)} - {92}
    kept = (rule.WORDS, rule.FEW, rule.FEW_LOOSE, rule.FEW_SITED, rule.MOST, rule.MOST_OF_MANY)
    assert told == {round(100 * share) for share in kept}


ROWS = st.lists(st.sampled_from(FIRM + MANY + WORD + NOBODY), max_size=10, unique=True).map(tuple)
NAMES = st.sampled_from(["Quenvar", "Thimble", "沐朵", "Ольмира", "x"])
WORDS = st.sampled_from([None, 0.0, 2.5, 4.0])


@settings(deadline=None)  # the first name in a language opens its word list
@given(ROWS, NAMES, WORDS)
def test_shares_are_shares(rows: tuple[Row, ...], name: str, ordinary: float | None) -> None:
    """No measure leaves its range, and an answered page has a grade."""
    found = measure_page(page(rows), asked(name, ordinary=ordinary))
    assert all(0 <= share <= 1 for share in (found.exact_share, found.owner_share, found.ordinary_share,
                                             found.used_share))
    assert found.exact <= found.returned == len(rows)
    assert grade(found) is not None


@settings(deadline=None)  # the first name in a language opens its word list
@given(st.text(max_size=40), st.text(max_size=20), st.sampled_from(["en", "zh-TW", "ja", "ar", "ru", "tr", "th", "xx"]),
       st.text(alphabet="abñ例xn-.:/@?#[]%0", max_size=30))
def test_whatever_strangers_write_is_measured(text: str, name: str, language: str, address: str) -> None:
    """No title, address or name of anybody's breaks a run."""
    rows = ((text, f"https://{address}", text), (f"{name} {text}", address, name))
    found = measure_page(page(rows), asked(name, language))
    assert 0 <= found.exact <= 2


@settings(deadline=None)  # the first name in a language opens its word list
@given(ROWS, NAMES)
def test_a_result_without_the_name_never_raises_its_share(rows: tuple[Row, ...], name: str) -> None:
    """More foreign results make a name less taken, never more."""
    before = measure_page(page(rows), asked(name))
    after = measure_page(page((*rows, ("Boats for hire", "https://www.lakeboats.org/", "By the hour."))), asked(name))
    assert after.exact_share <= before.exact_share
    assert after.exact == before.exact


@settings(deadline=None)  # the first name in a language opens its word list
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_results_does_not_move_the_counts(rows: tuple[Row, ...], drawn: object) -> None:
    """Counts do not depend on the order in which an engine lists the same results."""
    shuffled = list(rows)
    drawn.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = measure_page(page(rows), asked()), measure_page(page(tuple(shuffled)), asked())
    assert (one.exact, one.ordinary_share, one.used_share, one.in_goods) == (
        other.exact, other.ordinary_share, other.used_share, other.in_goods)


@settings(deadline=None)  # the first name in a language opens its word list
@given(st.sampled_from(list(Silence)), NAMES)
def test_forgetting_everything_of_a_silent_page_is_no_answer(silence: Silence, name: str) -> None:
    """What was never answered stays unanswered, whatever is asked."""
    silent = ResultPage("google", "gb", "en-GB", name, answered=False, silence=silence)
    assert measure_page(silent, asked(name)) == PageMeasures(answered=False)
    assert grade(measure_page(silent, asked(name))) is None
