"""Names in Chinese characters: readings, forms, homophones, traps, neighbours' readings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.language import sinoxenic
from brandname.language.characters import character, common_characters
from brandname.language.hanzi import (
    LONGEST,
    HanziName,
    ReadingKind,
    ToneNote,
    describe,
    heard_tones,
    syllable_choices,
)
from brandname.language.homophones import SENSES, open_homophones
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")


def described(name: str) -> HanziName:
    """The description of a name that has one."""
    found = describe(name)
    assert found is not None
    return found


@pytest.mark.parametrize(("name", "pinyin"), [
    ("佛乐", "fólè"), ("仿佛", "fǎngfú"), ("音乐", "yīnyuè"), ("银行", "yínháng"), ("西安", "xī'ān"), ("娜娜", "nànà"),
])
def test_the_likeliest_reading_comes_first(name: str, pinyin: str) -> None:
    """A known word decides; where none does, the reading usual in names."""
    assert described(name).readings[0].pinyin == pinyin


@pytest.mark.parametrize(("name", "surname"), [("单美", "shàn"), ("解百", "xiè"), ("仇宝", "qiú"), ("任达", "rén")])
def test_a_family_names_reading_is_offered(name: str, surname: str) -> None:
    """If the first character is a family name it is read otherwise, and both are shown."""
    choices = syllable_choices(name)[0]
    assert surname in {s.text for s in choices}
    kinds = {r.kind for r in described(name).readings}
    assert ReadingKind.SURNAME in kinds or choices[0].text == surname


def test_every_reading_of_a_polyphone_is_offered() -> None:
    """行 is xíng or háng, and a namer should know."""
    assert {"xíng", "háng"} <= {s.text for s in described("行达").choices[0]}


def test_words_with_the_same_syllables_are_found_with_their_sense() -> None:
    """Tones aside, 方案 sounds like nothing else common, 史记 like several words."""
    crowd = described("诗集").crowds[0]
    assert "世纪" in {w.word for w in crowd.others} and "诗集" in {w.word for w in crowd.own}
    assert all(w.senses and len(w.senses) <= SENSES for w in crowd.others)
    ranked = [w.zipf or 0 for w in crowd.others]
    assert ranked == sorted(ranked, reverse=True)


def test_names_of_places_and_people_are_no_homophones() -> None:
    """That a city sounds alike is no meaning."""
    assert "西安" not in {w.word for w in open_homophones().find(("xi", "an"))}


def test_a_spelling_that_can_be_cut_otherwise_is_a_trap() -> None:
    """Xian may be one syllable or two; fangan may be disgust."""
    assert [t.other for t in described("西安").traps] == [("xian",)]
    trap = described("方案").traps[0]
    assert trap.other == ("fan", "gan") and "反感" in {w.word for w in trap.words}
    assert described("百达").traps == ()


def test_simplified_characters_with_two_traditional_ones_are_forks() -> None:
    """发 is 發 or 髮, 后 is 後 or 后: a company must say which."""
    found = described("发后")
    assert {f.char: set(f.forms) for f in found.forks} == {"发": {"發", "髮"}, "后": {"後", "后"}}
    assert found.traditional[0] == "發後" and len(found.traditional) == 4
    assert described("發後").simplified == ("发后",)
    assert {"裏", "裡"} <= set(described("里").forks[0].forms)


@pytest.mark.parametrize(("text", "traditional"), [
    ("头发", "頭髮"), ("皇后", "皇后"), ("后天", "後天"), ("面包", "麵包"),
])
def test_a_known_word_says_which_traditional_form_goes_first(text: str, traditional: str) -> None:
    """发 alone is 發, in the word for hair it is 髮; both stay on offer."""
    found = described(text)
    assert found.traditional[0] == traditional and found.forks


@pytest.mark.parametrize(("text", "tones", "heard", "note"), [
    ("美好", (3, 3), (2, 3), ToneNote.THIRD_BEFORE_THIRD), ("一定", (1, 4), (2, 4), ToneNote.YI_CHANGES),
    ("一天", (1, 1), (4, 1), ToneNote.YI_CHANGES), ("不变", (4, 4), (2, 4), ToneNote.BU_CHANGES),
    ("大大大", (4, 4, 4), (4, 4, 4), ToneNote.ALL_ONE_TONE), ("妈妈", (1, 0), (1, 0), ToneNote.NEUTRAL),
])
def test_tones_change_in_company(text: str, tones: tuple[int, ...], heard: tuple[int, ...], note: ToneNote) -> None:
    """What a listener hears differs from the dictionary, and the reason is given."""
    assert heard_tones(text, tones) == (heard, (note,))


def test_numbers_are_counted_in_their_own_tones() -> None:
    """一 changes before what it counts, not among other numbers."""
    assert heard_tones("一二三", (1, 4, 1)) == ((1, 4, 1), ())


def test_a_word_is_listed_once_for_each_reading() -> None:
    """Several entries of a dictionary for one word are one word."""
    for syllables in (("bei",), ("shi",), ("yi", "shi")):
        words = [(w.word, w.pinyin) for w in open_homophones().find(syllables)]
        assert len(words) == len(set(words)) > 5


def test_neighbours_read_the_same_characters() -> None:
    """Cantonese, Japanese, Korean and Vietnamese readings of one name, also when it is written in simplified form."""
    for name in ("东国", "東國"):
        found = {r.language: r for r in described(name).abroad}
        assert found["yue"].text == "dung1 gwok3" and ("hong_kong", "tung kwok") in found["yue"].other
        assert (found["ja"].text, found["ja"].latin) == ("トウコク", "tōkoku")
        assert (found["ko"].text, found["ko"].latin) == ("동국", "dongguk")
        assert found["vi"].text == "đông quốc"
    assert {r.via[0] for r in described("东国").abroad if r.language in {"ja", "ko", "vi"}} == {"東"}


def test_korean_writes_the_start_of_a_word_its_own_way() -> None:
    """來 is rae, but nae at the start of a word in South Korea."""
    assert [sinoxenic.initial_law(s) for s in ("래일", "리", "녀", "로", "가", "x", "")] == [
        "내일", "이", "여", "노", "가", "x", ""]


def test_a_missing_reading_is_named_never_made_up() -> None:
    """A rare character has no Cantonese reading here: the language says which one it lacks."""
    found = described("𰻞面")
    assert found.rare == ("𰻞",) and found.strokes is None and found.characters[0] is None
    cantonese = next(r for r in found.abroad if r.language == "yue")
    assert cantonese.text == "" and cantonese.unknown == ("𰻞",)
    assert len(found.choices) == len(found.text) == 2


def test_a_character_no_dictionary_reads_stays_in_its_place() -> None:
    """It stands for itself in the reading, which says that it is not known."""
    found = described("小\U0003134a")
    first = found.readings[0]
    assert len(first.syllables) == 2
    assert first.known or (first.kind is ReadingKind.UNKNOWN and found.romanisations == () and found.traps == ())


def test_without_the_package_hokkien_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No reading is given for a language whose data is not installed."""
    monkeypatch.setattr(sinoxenic, "hokkien_version", lambda: "")
    found = sinoxenic.sino_reading("小米", "nan")
    assert (found.text, found.missing, found.unknown) == ("", sinoxenic.HOKKIEN, ("小", "米"))


@pytest.mark.parametrize("name", ["Nova", "", "123", "かな", "한국", "!?", "々〇"])
def test_a_name_without_chinese_characters_has_no_description(name: str) -> None:
    """There is nothing to describe, and nothing is made up."""
    assert describe(name) is None


def test_what_stands_beside_the_characters_is_listed() -> None:
    """Latin words and digits are told apart, not lost."""
    found = described("小米 Mi 10·之家")
    assert (found.text, found.outside, found.name) == ("小米之家", ("Mi 10·",), "小米 Mi 10·之家")


def test_a_sentence_is_no_name() -> None:
    """Past a length nothing is described."""
    assert describe("好" * (LONGEST + 1)) is None and describe("好" * LONGEST) is not None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=5))
def test_any_characters_are_described_whole(name: str) -> None:
    """Nothing is dropped, nothing empty stands for an answer."""
    found = described(name)
    assert len(found.text) == len(found.choices) == len(found.characters) == len(found.readings[0].tones)
    assert all(s.text for options in found.choices for s in options)
    assert found.simplified and found.traditional and all(map(len, found.simplified))
    assert all(r.text or r.unknown or r.missing for r in found.abroad)
    assert all(r.pinyin and len(r.syllables) == len(found.text) for r in found.readings)


def test_the_table_of_characters_is_whole() -> None:
    """Every common character has a reading, strokes and mostly a meaning."""
    common = common_characters(2)
    assert len(common) == 6500
    assert all(c.mandarin and c.strokes for c in common)
    assert sum(bool(c.gloss) for c in common) > 6300
    assert character("q") is None and character("char") is None


@pytest.mark.parametrize(("name", "pinyin"), [
    ("长岚", "chánglán"), ("云长", "yúncháng"), ("成长", "chéngzhǎng"), ("校长", "xiàozhǎng"), ("曾氏", "zēngshì"),
    ("仇记", "qiújì"), ("头发", "tóufa"), ("叶子", "yèzi"), ("银行", "yínháng"), ("乐章", "yuèzhāng"),
])
def test_the_likeliest_reading_of_a_name_comes_first(name: str, pinyin: str) -> None:
    """Long rather than grown up in a name, a family before 氏 and 记, and words as the dictionary has them."""
    found = describe(name)
    assert found is not None and found.readings[0].pinyin == pinyin


@pytest.mark.parametrize(("name", "traditional"), [
    ("头发", ("頭髮",)), ("皇后", ("皇后",)), ("阿里", ("阿里", "阿裏", "阿裡")),
])
def test_a_word_has_the_word_s_own_form(name: str, traditional: tuple[str, ...]) -> None:
    """Only a coined name leaves a choice, and the first is what names have."""
    found = describe(name)
    assert found is not None and found.traditional == traditional
