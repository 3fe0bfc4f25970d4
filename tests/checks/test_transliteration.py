"""The transliteration check, from the question to what is said."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks import transliteration
from brandname.checks.base import Case, NoOptions, Resources
from brandname.checks.transliteration import TransliterationCheck
from brandname.checks.transliteration_judge import CEILING, SURE, WARNING, disagreement
from brandname.language import cache as store
from brandname.model import Band, Candidate, Finding, Form, Gap, LanguageShare, Market, Status, SubjectKind
from brandname.plan import plan
from brandname.reports.catalogue import open_catalogue
from brandname.testing import assert_check_contract
from tests import builders
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")

CHECK = TransliterationCheck(NoOptions())
ODD_NAMES = (
    "Velora", "Xqzrt", "Łódka", "星禾", "西安", "重乐", "ばしょ", "A1", "O₂", "360", "V" * 60, "🙂", "Ve星", "BMW", "—",
    "Велора", "O'Neil-Fjord", "桜", "\u0301", "Ƣora", "Ⅷ", "禾" * 40, "𠀀",
)
TAGS = (
    "es-MX", "ja", "ko", "ru", "ar", "he", "zh-Hans", "zh-Hant", "yue-Hant", "nan-Hant", "vi", "sr", "sr-Cyrl", "uk",
    "el", "hi", "th", "my", "am", "te", "xx",
)


def judge(name: str, tag: str, **fields: object) -> Finding:
    """The finding about a name in one language of one market."""
    candidate = Candidate(name, **fields)  # type: ignore[arg-type]
    study = builders.study(candidates=(candidate,), markets=(builders.market("mx", tag),))
    question = builders.question(name, "transliteration", tag)
    return CHECK.judge([Case(question)], Resources(study))[0]


def latin_of(characters: str, latin: str, tag: str) -> Finding:
    """The finding about a candidate's Latin spelling."""
    candidate = Candidate(characters, latin=(latin,))
    study = builders.study(candidates=(candidate,), markets=(builders.market("mx", tag),))
    question = builders.question(characters, "transliteration", tag)
    question = replace(question, subject=replace(question.subject, text=latin))
    return CHECK.judge([Case(question)], Resources(study))[0]


def said(finding: Finding) -> str:
    """The finding's message in English."""
    return open_catalogue("en").render(finding.message)


def test_the_check_keeps_the_contract() -> None:
    """Names of every kind in languages of every kind: no crash, no stray evidence, every message in both languages."""
    markets = tuple(builders.market(f"m{chr(97 + i)}", tag) for i, tag in enumerate(TAGS))
    study = builders.study(candidates=tuple(Candidate(name) for name in ODD_NAMES), markets=markets)
    findings = assert_check_contract(CHECK, study)
    assert len(findings) == len(ODD_NAMES) * len(TAGS)
    assert all(finding.risk is None or finding.risk <= WARNING for finding in findings)
    assert not any(finding.blocker for finding in findings)


def test_each_spelling_is_asked_in_each_main_language() -> None:
    """The name, its Latin spelling and the adopted form of a market; small communities are not asked."""
    candidate = Candidate("星禾", latin=("Xinghe",), forms=(Form("jp", "セイカ", status="adopted"),))
    market = Market("jp", "Japan", (LanguageShare("ja", 0.9), LanguageShare("pt", 0.01, "diaspora")),
                    decisive=("transliteration",))
    asked = plan(builders.study(candidates=(candidate,), markets=(market,)), [CHECK])
    assert {(q.subject.text, q.subject.scope) for q in asked} == {("星禾", "ja"), ("Xinghe", "ja"), ("セイカ", "ja")}
    assert {(q.subject.kind, q.decisive) for q in asked} == {(SubjectKind.LANGUAGE, ("jp",))}


@pytest.mark.parametrize("tag", ["ja", "ko", "ru", "ar", "he", "zh-Hans", "zh-Hant", "uk", "el", "hi", "th", "ka"])
def test_a_latin_name_gets_drafts_in_the_markets_script(tag: str) -> None:
    """One to five spellings, likeliest first, each read back and called a draft, none of them a risk by itself."""
    finding = judge("Velora", tag)
    assert finding.status is Status.ANSWERED
    drafts = [hit for hit in finding.hits if "/proposal:" not in hit.id]
    assert 1 <= len(drafts) <= 5
    shares = [hit.confidence for hit in drafts]
    if not tag.startswith("zh"):  # where the first ten are chosen to differ in sound
        assert shares == sorted(shares, reverse=True)
    for hit in drafts:
        assert hit.id == f"transliteration/{tag.split('-')[0]}/{hit.measures['text']}"
        assert hit.risk == 0.0
        assert "raft for a native reviewer" in open_catalogue("en").render(hit.message)
        assert str(hit.measures["reading"]) in open_catalogue("zh-Hans").render(hit.message)
    assert SURE <= (finding.risk or 0.0) <= CEILING
    assert str(finding.hits[0].measures["text"]) in said(finding)


def test_no_katakana_begins_with_a_long_mark() -> None:
    """Oolara is ウーララ or the like, never a word that begins with the sign for a long vowel."""
    hits = judge("Oolara", "ja").hits
    assert hits and not any(str(hit.measures["text"]).startswith("ー") for hit in hits)


def test_taiwan_gets_traditional_characters() -> None:
    """The same sounds, written as the market writes them."""
    mainland, taiwan = judge("Velora", "zh-Hans"), judge("Velora", "zh-Hant")
    assert mainland.measures["spelling"] == "维洛拉"
    assert taiwan.measures["spelling"] == "維洛拉"


def test_chinese_markets_get_proposals_with_meaning() -> None:
    """Beside spellings by sound there are labelled names that mean something, with each character's sense."""
    finding = judge("Velora", "zh-Hans")
    found = [hit for hit in finding.hits if "/proposal:" in hit.id]
    assert found
    for hit in found:
        assert hit.risk == 0.0 and hit.confidence == 0.01
        assert hit.measures["method"] in {"phonetic", "phono-semantic"}
        assert hit.measures["pinyin" if "pinyin" in hit.measures else "reading"]
        for language in ("en", "zh-Hans"):
            assert str(hit.measures["text"]) in open_catalogue(language).render(hit.message)
    assert finding.measures["spellings"] == len(finding.hits) - len(found)


def test_hong_kong_and_cantonese_get_traditional_characters() -> None:
    """Readers of Cantonese get traditional characters, ranked by how they say them."""
    assert judge("Kestrova", "yue").status is Status.ANSWERED
    own = [hit.measures["text"] for hit in judge("Kestrova", "zh-Hant-HK").hits]
    taiwan = [hit.measures["text"] for hit in judge("Kestrova", "zh-Hant-TW").hits]
    assert own != taiwan


def test_what_the_owner_states_decides_the_spelling() -> None:
    """`say:` and `lang:` outvote the spelling, by tables and by rules, and leave other texts alone."""
    for tag in ("zh-Hans", "el", "uk"):
        plain = judge("Cheva", tag)
        stated = judge("Cheva", tag, say="KEH-vah")
        assert plain.measures["spelling"] != stated.measures["spelling"], tag
    assert judge("Giarda", "el", lang="it").status is Status.ANSWERED


def test_a_names_numbers_do_not_depend_on_the_list() -> None:
    """The same name in a list of one and of three hundred: the same risk, confidence and merit."""
    crowd = tuple(Candidate(f"Velora{chr(97 + i // 20)}{chr(97 + i % 20)}") for i in range(300))
    for tag in ("ja", "zh-Hans", "el"):
        alone = judge("Velora", tag)
        study = builders.study(candidates=(Candidate("Velora"), *crowd), markets=(builders.market("mx", tag),))
        among = CHECK.judge([Case(builders.question("Velora", "transliteration", tag))], Resources(study))[0]
        assert (alone.risk, alone.confidence, alone.merit) == (among.risk, among.confidence, among.merit)


def test_a_long_word_is_pointed_out() -> None:
    """Models were seen to lose parts of very long words: the finding says how long the longest is."""
    assert judge("Melirandovestakrino", "ko").measures["longest_word"] == 19
    assert "longest_word" not in judge("Melirano", "ko").measures


def test_the_drafts_confidence_is_what_was_measured() -> None:
    """The finding is as sure as the spellings it shows are together, by tables and by rules."""
    from brandname.language.scripts.rendering import renderings

    finding = judge("Velora", "ja")
    quick = [r for r in renderings("Velora", "Kana", 5, quick=True) if r.confidence >= 0.01]
    assert finding.confidence == pytest.approx(min(0.9, sum(r.confidence for r in quick)), abs=0.001)
    for tag in ("el", "ka", "ta"):
        ruled = judge("Velora", tag)
        assert ruled.confidence == pytest.approx(min(0.9, sum(hit.confidence for hit in ruled.hits)), abs=0.001)


@given(st.lists(st.floats(1e-6, 1.0), min_size=1, max_size=5).map(lambda w: sorted(w, reverse=True)))
def test_disagreement_is_a_caution_at_most(weights: list[float]) -> None:
    """One sure spelling is low; evenly spread ones are higher, never above a caution, never lower for one more."""
    risk = disagreement(weights)
    assert SURE <= risk <= CEILING
    assert disagreement(weights[:1]) == SURE
    assert disagreement([*weights, weights[-1]]) >= risk
    assert Band.of(risk) in {Band.NOTE, Band.CAUTION}


def test_names_already_in_the_script_are_not_asked_again() -> None:
    """Velora in Mexico, katakana in Japan, digits anywhere, capitals that stay Latin: written as they are."""
    cases = (("Velora", "es-MX"), ("Velora", "sr"), ("ベロラ", "ja"), ("360", "ja"), ("BMW", "zh-Hans"))
    for name, tag in cases:
        assert judge(name, tag).status is Status.NOT_APPLICABLE, (name, tag)


@pytest.mark.parametrize(("name", "tag", "gap"), [
    ("Velora", "my", Gap.LANGUAGE_NOT_COVERED), ("Velora", "am", Gap.LANGUAGE_NOT_COVERED),
    ("Velora", "xx", Gap.LANGUAGE_NOT_COVERED),
    ("Велора", "ja", Gap.LANGUAGE_NOT_COVERED), ("星禾", "my", Gap.LANGUAGE_NOT_COVERED),
    ("Ve星", "ja", Gap.LANGUAGE_NOT_COVERED), ("🙂", "ja", Gap.LANGUAGE_NOT_COVERED),
    ("V" * 60, "el", Gap.LANGUAGE_NOT_COVERED),
    ("禾" * 40, "zh", Gap.LANGUAGE_NOT_COVERED),
])
def test_what_has_no_model_stays_open(name: str, tag: str, gap: Gap) -> None:
    """A script without tables, a mixture, no letters, no name: unanswered, and why."""
    finding = judge(name, tag)
    assert (finding.status, finding.gap) == (Status.UNANSWERED, gap)
    assert said(finding).startswith("Not answered")


def test_characters_travel_by_their_pinyin() -> None:
    """Without a Latin spelling, characters are written abroad by their sound; Koreans also read the characters."""
    russian, korean = judge("星禾", "ru"), judge("星禾", "ko")
    assert russian.status is Status.ANSWERED and "Синхэ" in said(russian) and "xīnghé" in said(russian)
    assert "성화" in said(korean) and [hit.measures["text"] for hit in korean.hits] == ["싱허"]


@pytest.mark.parametrize(("tag", "expected"), [("ru", "Синхэ"), ("ko", "싱허"), ("ja", "シンホー"), ("be", "Сінхэ")])
def test_the_pinyin_of_a_name_is_written_as_chinese_names_are(tag: str, expected: str) -> None:
    """The Latin spelling of 星禾 is its pinyin, and each script has rules for that: said, with the standard's share."""
    finding = latin_of("星禾", "Xinghe", tag)
    texts = [hit.measures["text"] for hit in finding.hits]
    assert texts[0] == expected == finding.measures["spelling"] and "Chinese name" in said(finding)
    assert finding.confidence == finding.hits[0].confidence
    assert ("성화" in texts) == (tag == "ko") and ("セイカ" in texts) == (tag == "ja")


def test_a_latin_spelling_of_ones_own_is_no_pinyin() -> None:
    """Singho for 星禾 is the owner's spelling, and read as spelled."""
    finding = latin_of("星禾", "Singho", "ru")
    assert finding.hits and all(hit.measures["method"] != "pinyin" for hit in finding.hits)


def test_looks_of_pinyin_are_named_as_such() -> None:
    """Xinghe alone: said to look Chinese, how to settle it, and the other spellings stay."""
    finding = judge("Xinghe", "ru")
    assert "lang:" in said(finding) and len(finding.hits) > 1
    assert any("hanzi/pinyin_marks" in ref for ref in finding.evidence)


def test_an_adopted_form_settles_the_spelling() -> None:
    """The form in use is named and sounded; that it differs from the drafts is told and costs nothing."""
    fields = {"forms": (Form("mx", "ヴェローラ", status="adopted"),)}
    latin = judge("Velora", "ja", **fields)
    assert (latin.risk, latin.status) == (0.0, Status.ANSWERED)
    assert "ヴェローラ" in said(latin) and "verōra" in said(latin) and latin.hits
    candidate = Candidate("Velora", **fields)  # type: ignore[arg-type]
    study = builders.study(candidates=(candidate,), markets=(builders.market("mx", "ja"),))
    form = next(q for q in plan(study, [CHECK]) if q.subject.text == "ヴェローラ")
    finding = CHECK.judge([Case(form)], Resources(study))[0]
    assert finding.risk == 0.0
    assert said(finding) == "“ヴェローラ” is the form used there; letter by letter it reads “verōra”."


def test_a_draft_form_settles_nothing() -> None:
    """Only an adopted form counts as the one used there."""
    assert judge("Velora", "ja", forms=(Form("mx", "ヴェローラ"),)) == judge("Velora", "ja")


def test_characters_with_several_readings_are_cautions() -> None:
    """重乐 can be read chóng or zhòng, lè or yuè; 星禾 in one way."""
    hits = {hit.id: hit for hit in judge("重乐", "zh-Hans").hits}
    assert set(hits) >= {"transliteration/zh/reading:重", "transliteration/zh/reading:乐"}
    assert {Band.of(hits[f"transliteration/zh/reading:{c}"].risk) for c in "重乐"} == {Band.CAUTION}
    plain = judge("星禾", "zh-Hans")
    assert "xīnghé" in said(plain)
    assert (plain.risk, plain.hits) == (SURE, ())


def test_pinyin_that_can_be_cut_otherwise_is_noted() -> None:
    """Xi'an without its apostrophe reads xian."""
    hit = next(h for h in judge("西安", "zh-Hans").hits if "cut" in h.id)
    assert Band.of(hit.risk) is Band.NOTE
    assert "xian" in open_catalogue("en").render(hit.message)


def test_a_bad_word_that_only_sounds_alike_is_doubtful() -> None:
    """姬女 sounds like a listed word when tones are ignored: more than a note, less than serious, low confidence."""
    finding = judge("姬女", "zh-Hans")
    bad = [hit for hit in finding.hits if hit.id == "transliteration/zh/alike:妓女"]
    assert bad and 0.25 <= bad[0].risk <= WARNING and bad[0].confidence <= 0.4
    plain = [h for h in judge("草泥", "zh-Hans").hits if h.id == "transliteration/zh/alike:草拟"]
    assert plain and plain[0].risk == 0.0


def test_simplified_characters_are_rewritten_for_taiwan() -> None:
    """悦康 stands as 悅康 there; in the mainland there is nothing to say."""
    assert any(hit.measures.get("text") == "悅康" for hit in judge("悦康", "zh-Hant").hits)
    assert not any("standard" in hit.id for hit in judge("悦康", "zh-Hans").hits)


def test_characters_are_read_in_the_neighbours_languages() -> None:
    """Japanese, Korean, Vietnamese and Cantonese readings, never measured and so of low confidence."""
    expected = {"ja": "seika", "ko": "seonghwa", "yue-Hant": "sing1 wo4"}
    for tag, reading in expected.items():
        finding = judge("星禾", tag)
        assert reading in said(finding), tag
        assert (finding.confidence or 1.0) <= 0.3


def test_characters_abroad_are_pinyin_unless_a_latin_spelling_is_given() -> None:
    """星禾 in Mexico is Xinghe; several readings make it a caution; a stated spelling is judged instead."""
    assert "Xinghe" in said(judge("星禾", "es-MX"))
    assert Band.of(judge("重乐", "es-MX").risk or 0.0) is Band.CAUTION
    assert judge("星禾", "es-MX", latin=("Singhe",)).status is Status.NOT_APPLICABLE


def test_large_studies_get_the_quick_depth_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit one model answers, and the measure tells."""
    assert judge("Velora", "ja").measures["depth"] == "full"
    monkeypatch.setattr(transliteration, "QUICK_ABOVE", 0)
    assert judge("Velora", "ja").measures["depth"] == "quick"


def test_a_damaged_cache_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept between runs gives the same findings, and what is broken there is made anew."""
    monkeypatch.setenv("BRANDNAME_CACHE_DIR", str(tmp_path))
    first = [judge("Velora", "ru"), judge("重乐", "zh-Hans")]
    kept = sorted(p for p in tmp_path.rglob("*") if p.is_file() and p.parent.parent.name == "renderings")
    assert kept
    assert [judge("Velora", "ru"), judge("重乐", "zh-Hans")] == first
    for path in kept:
        path.unlink()
        store.add_to_journal(path, [["Velora", [["x"]]], "?", ["重乐", {"text": 1}], 7])
    assert [judge("Velora", "ru"), judge("重乐", "zh-Hans")] == first


def test_every_language_has_a_row_of_coverage() -> None:
    """What cannot be written has size 0."""
    rows = {row.language: (row.resource, row.size) for row in CHECK.coverage(TAGS)}
    assert set(rows) == set(TAGS)
    assert rows["my"] == ("", 0) and rows["xx"] == ("", 0)
    assert rows["ja"] == ("translit", 1) and rows["el"] == ("scripts/el", 1)


def test_a_study_is_quick_when_it_was_seen_before() -> None:
    """Eight names in twelve languages, from what is kept."""
    names = tuple(f"{a}{b}" for a in ("Ve", "Lim") for b in ("lora", "pona", "rix", "dano"))
    tags = ("ja", "ko", "ru", "ar", "he", "zh-Hans", "zh-Hant", "el", "hi", "th", "uk", "ka")
    markets = tuple(builders.market(f"m{chr(97 + i)}", tag) for i, tag in enumerate(tags))
    study = builders.study(names, markets)
    cases = [Case(question) for question in plan(study, [CHECK])]
    first = CHECK.judge(cases, Resources(study))
    start = time.perf_counter()
    again = CHECK.judge(cases, Resources(study))
    assert time.perf_counter() - start < 1.5
    assert again == first
