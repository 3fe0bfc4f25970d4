"""The pronunciation check, from the question to what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname import data
from brandname.checks import pronunciation_voices
from brandname.checks.base import Case, Resources
from brandname.checks.meaning import MeaningCheck, MeaningOptions
from brandname.checks.pronunciation import PronunciationCheck, PronunciationOptions
from brandname.checks.pronunciation_ease import CEILING
from brandname.language.witness import Witness
from brandname.model import Candidate, Finding, Form, Gap, LanguageShare, Market, Status, SubjectKind
from brandname.plan import plan
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from brandname.testing import assert_check_contract
from tests import builders
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")

CHECK = PronunciationCheck(PronunciationOptions())
ODD_NAMES = (
    "Velora", "Zovanta", "Xqzrt", "Ngwambe", "Łódka", "星禾", "ばしょ", "A1", "O₂", "360", "V" * 60, "🙂", "Ve星",
    "BMW", "—",
    "Велора", "Nova 24", "O'Neil-Fjord", "桜", "\u0301", "ـ", "Ƣora", "Ⅷ", "ﬁne",
)
TAGS = ("es-MX", "pl", "en-GB", "zh-Hans", "ja", "ru", "vi", "ga", "xx", "yue-Hant", "ko")


def judge(name: str, tag: str, *, check: PronunciationCheck = CHECK, **fields: object) -> Finding:
    """The finding about a name in one language of one market."""
    candidate = Candidate(name, **fields)  # type: ignore[arg-type]
    study = builders.study(candidates=(candidate,), markets=(builders.market("mx", tag),))
    question = builders.question(name, "pronunciation", tag)
    return check.judge([Case(question)], Resources(study))[0]


def hits(finding: Finding) -> dict[str, float]:
    """Hit id → risk."""
    return {hit.id: hit.risk for hit in finding.hits}


def test_the_check_keeps_the_contract() -> None:
    """Names of every kind in languages of every kind: no crash, no stray evidence, every message in both languages."""
    markets = tuple(builders.market(f"m{chr(97 + i)}", tag) for i, tag in enumerate(TAGS))
    study = builders.study(candidates=tuple(Candidate(name) for name in ODD_NAMES), markets=markets)
    findings = assert_check_contract(CHECK, study)
    assert len(findings) == len(ODD_NAMES) * len(TAGS)
    for finding in findings:
        assert finding.risk is None or finding.risk <= CEILING
        assert finding.measures.get("ipa", "x") != ""


def test_each_spelling_is_asked_in_each_language() -> None:
    """The name, its Latin spelling and the adopted form of a market are all asked there."""
    forms = (Form("mx", "Estela", status="adopted"), Form("de", "Stern"))
    candidate = Candidate("星禾", latin=("Xinghe",), forms=forms)
    markets = (builders.market("mx", "es-MX", "en"), builders.market("de", "de"))
    study = builders.study(candidates=(candidate,), markets=markets)
    asked = {(q.subject.text, q.subject.scope) for q in plan(study, [CHECK])}
    assert asked == {
        *((text, tag) for text in ("星禾", "Xinghe", "Estela") for tag in ("es-MX", "en")),
        ("星禾", "de"), ("Xinghe", "de"),
    }
    assert all(q.subject.kind is SubjectKind.LANGUAGE for q in plan(study, [CHECK]))


def test_only_main_languages_are_asked() -> None:
    """How a small community would read the name is not asked; what it means there is."""
    market = Market("mx", "Mexico", (LanguageShare("es-MX", 0.9), LanguageShare("en", 0.1, "diaspora")),
                    decisive=("pronunciation",))
    study = builders.study(("Velora",), (market,))
    assert {q.subject.scope: q.decisive for q in plan(study, [CHECK])} == {"es-MX": ("mx",)}


def test_a_plain_name_is_read_and_measured() -> None:
    """I get the IPA, the percentile and where both come from."""
    finding = judge("Melirano", "es-MX")
    assert finding.status is Status.ANSWERED
    assert finding.risk is not None
    assert finding.risk < 0.25
    assert finding.merit > 0
    assert "meliˈɾano" in str(finding.measures["ipa"])
    assert 2 < float(str(finding.measures["percentile"])) < 100
    assert any("wordfreq" in ref for ref in finding.evidence)
    assert any("brandname/sounds" in ref for ref in finding.evidence)
    assert "meliˈɾano" in open_catalogue("en").render(finding.message)


def test_a_heap_of_consonants_is_a_warning_and_no_more() -> None:
    """Hard names are warned about; sound alone never stops a name."""
    finding = judge("Xqzrt", "es-MX")
    assert hits(finding)["pronunciation:sequence:es"] >= 0.5
    assert "pronunciation:no_vowel:es" in hits(finding)
    assert finding.risk is not None
    assert 0.5 <= finding.risk <= CEILING
    assert "ipa" not in finding.measures
    assert not finding.blocker
    decisive = builders.question("Xqzrt", "pronunciation", "es-MX", decisive=("mx",))
    assert not CHECK.judge([Case(decisive)], Resources(builders.study()))[0].blocker


def test_the_worst_stretch_is_named_with_its_place() -> None:
    """I am told which letters trip people up."""
    hit = next(h for h in judge("Ngwambe", "fi").hits if h.id == "pronunciation:sequence:fi")
    assert hit.measures["stretch"] == "ng"
    assert hit.measures["where"] == "onset"
    text = open_catalogue("en").render(hit.message)
    assert "“ng”" in text
    assert "beginning" in text


def test_letters_people_cannot_type_are_named_with_what_they_type() -> None:
    """ł is no letter of Spanish; in Polish it is."""
    finding = judge("Łódka", "es-MX")
    assert hits(finding)["pronunciation:letter:ł:es"] == 0.3
    assert next(h for h in finding.hits if ":ł:" in h.id).span == (0, 1)
    assert not any(":letter:" in id_ or ":sequence:" in id_ for id_ in hits(judge("Łódka", "pl")))


def test_a_loan_letter_is_a_note_not_a_tongue_twister() -> None:
    """The letters k and y make a Spanish name unusual to spell, not hard to say."""
    finding = judge("Kyra", "es-MX")
    assert finding.risk is not None
    assert finding.risk < 0.5


def test_accents_do_not_make_a_name_hard() -> None:
    """Élanthé is as easy to read out in Mexico as Elanthe; its accents are a matter of typing."""
    accented, bare = judge("Élanthé", "es-MX"), judge("Elanthe", "es-MX")
    assert float(str(accented.measures["percentile"])) >= float(str(bare.measures["percentile"]))


def test_the_setting_moves_the_line() -> None:
    """A team may call more names hard."""
    strict = PronunciationCheck(PronunciationOptions(hard_below=40.0))
    assert judge("Melirano", "es-MX", check=strict).risk == 0.55
    with pytest.raises(ValueError, match="percentile"):
        PronunciationOptions(hard_below=-1)


@pytest.mark.parametrize(("name", "tag", "gap"), [
    ("Velora", "am", Gap.LANGUAGE_NOT_COVERED), ("Velora", "zh-HK", Gap.LANGUAGE_NOT_COVERED),
    ("Velora", "mn", Gap.LANGUAGE_NOT_COVERED), ("Velora", "xx", Gap.LANGUAGE_NOT_COVERED),
    ("Velora", "ga", Gap.LANGUAGE_NOT_COVERED), ("Velora", "et", Gap.LANGUAGE_NOT_COVERED),
    ("ばしょ", "yue-Hant", Gap.LANGUAGE_NOT_COVERED), ("桜", "ja", Gap.LANGUAGE_NOT_COVERED),
    ("A1", "xx", Gap.LANGUAGE_NOT_COVERED), ("3M", "zh-HK", Gap.LANGUAGE_NOT_COVERED),
    ("🙂", "es-MX", Gap.LANGUAGE_NOT_COVERED), ("Ve星", "zh-Hans", Gap.LANGUAGE_NOT_COVERED),
    ("Ve星", "es-MX", Gap.LANGUAGE_NOT_COVERED),
])
def test_what_is_not_known_stays_unanswered(name: str, tag: str, gap: Gap) -> None:
    """No default turns "don't know" into a good answer."""
    finding = judge(name, tag)
    assert (finding.status, finding.gap) == (Status.UNANSWERED, gap)
    assert finding.next_step is not None


def test_a_reading_without_a_word_list_is_shown_but_answers_nothing() -> None:
    """Estonian IPA alone doesn't say whether Velora is easy."""
    finding = judge("Velora", "et")
    assert "ˈvelorɑ" in open_catalogue("en").render(finding.message)
    assert finding.risk is None


def test_a_name_in_a_script_nobody_reads_there_is_a_warning() -> None:
    """星禾 on a Mexican shelf cannot be said."""
    assert hits(judge("星禾", "es-MX")) == {"pronunciation:script:Hani:es": CEILING}


def test_a_name_with_a_latin_spelling_is_judged_by_that_spelling() -> None:
    """Where 星禾 is written Xinghe, the characters are not the question; in China they are."""
    assert judge("星禾", "es-MX", latin=("Xinghe",)).status is Status.NOT_APPLICABLE
    assert judge("星禾", "ru", latin=("Xinghe",)).status is Status.NOT_APPLICABLE
    assert judge("Xinghe", "ru").status is Status.ANSWERED
    assert judge("星禾", "zh-Hans", latin=("Xinghe",)).status is Status.ANSWERED


def test_a_form_of_one_market_does_not_answer_for_another() -> None:
    """An adopted spelling in Mexico says nothing about Spain."""
    candidate = Candidate("星禾", forms=(Form("mx", "Estela", status="adopted"),))
    study = builders.study(candidates=(candidate,), markets=(builders.market("mx", "es"), builders.market("es", "es")))
    question = builders.question("星禾", "pronunciation", "es", markets=("es", "mx"))
    assert CHECK.judge([Case(question)], Resources(study))[0].status is Status.ANSWERED


def test_chinese_characters_are_read_in_mandarin() -> None:
    """Pinyin, IPA, rare characters and characters with several readings."""
    finding = judge("星禾", "zh-Hans")
    assert finding.measures["pinyin"] == "xīng hé"
    assert any("pypinyin" in ref for ref in finding.evidence)
    assert "pronunciation:rare:珞:zh" in hits(judge("薇珞", "zh-Hans"))
    assert "pronunciation:several:乐:zh" in hits(judge("星乐", "zh-Hans"))


def test_initials_are_said_letter_by_letter() -> None:
    """Spelling rules don't apply to them; letters have names."""
    finding = judge("BMW", "de-DE")
    text = open_catalogue("en").render(finding.message)
    assert "letter" in text
    assert "beː ɛm veː" in text
    assert finding.merit == 0.0


@pytest.mark.parametrize(("name", "tag", "told"), [
    ("A1", "de-DE", "“A eins” in German"), ("O₂", "de-DE", "oː ˈtsvaɪ"), ("Q3", "en-US", "“Q three”"),
    ("360", "de", "dreihundertsechzig"), ("360", "zu", "no number words of Zulu"), ("Q3", "cy", "with English ones"),
    ("7Up", "de", "“sieben up”"), ("7Up", "ur", "as in English"), ("Nova 24", "ja", "にじゅうよん"),
])
def test_figures_are_said_by_number_words(name: str, tag: str, told: str) -> None:
    """The words are shown as they are written, in IPA too, and the table they come from is named."""
    finding = judge(name, tag)
    assert told in open_catalogue("en").render(finding.message)
    assert open_catalogue("zh-Hans").render(finding.message)
    assert any(ref.startswith("dataset:brandname/numbers@") for ref in finding.evidence)
    assert {str(hit.message.key).rpartition(".")[2] for hit in finding.hits} >= {"digits"}


def test_a_decimal_is_said_in_no_way_we_know() -> None:
    """Better no sounds than wrong ones."""
    finding = judge("3.5", "de")
    assert "ipa" not in finding.measures


def test_digits_are_said_differently_everywhere() -> None:
    """360 is trescientos sesenta in one place and dreihundertsechzig in another."""
    assert hits(judge("360", "de")) == {"pronunciation:digits:de": 0.3}
    assert "pronunciation:digits:de" in hits(judge("Nova 24", "de"))


def test_long_names_are_said_to_be_long() -> None:
    """Length is a problem of its own."""
    assert "pronunciation:length:es" in hits(judge("Soleadaventurama", "es"))
    assert "pronunciation:length:es" not in hits(judge("Melirano", "es"))


def test_a_sound_of_the_language_of_origin_is_told_but_not_counted() -> None:
    """An Italian name with dʒ: Germans have no such sound of their own and say tʃ; no origin, no claim."""
    finding = judge("Gelora", "de", lang="it")
    hit = next(h for h in finding.hits if h.id == "pronunciation:sound:dʒ:de")
    assert (hit.risk, hit.measures["instead"]) == (0.0, "tʃ")
    assert finding.risk == judge("Gelora", "de").risk
    assert "/tʃ/" in open_catalogue("en").render(hit.message)
    assert not any("sound" in id_ for id_ in hits(judge("Gelora", "de")))
    assert not any("sound" in id_ for id_ in hits(judge("Gelora", "it", lang="it")))


# ── ease, and how it sounds elsewhere ────────────────────────────────────────────────────────────────────────────────


def test_ease_is_told_with_its_parts() -> None:
    """100 is easy; what is lost adds up to the rest, part by part."""
    parts = ("letters", "sequence", "sounds", "length", "ways")
    plain, hard = judge("Melirano", "es-MX"), judge("Strzłekwix", "es-MX")
    for finding in (plain, hard):
        lost = sum(int(str(finding.measures[f"ease_{part}"])) for part in parts)
        assert int(str(finding.measures["ease"])) == max(0, 100 - lost)
    assert int(str(plain.measures["ease"])) >= 90
    assert int(str(hard.measures["ease"])) <= 50
    assert "ease" in open_catalogue("en").render(plain.message)


@pytest.mark.parametrize("tag", ["ja", "ko", "zh-Hans", "ru", "ar", "hi", "th", "el", "he", "yue-Hant", "nan"])
def test_latin_names_are_judged_where_other_letters_are_read(tag: str) -> None:
    """I learn how Velora will sound there, and that a cluster costs more than none; confidence stays low."""
    easy, hard = judge("Velora", tag), judge("Strixplont", tag)
    for finding in (easy, hard):
        assert finding.status is Status.ANSWERED
        assert finding.confidence is not None and finding.confidence <= 0.6
        assert finding.measures["ipa"]
        assert finding.risk is not None and finding.risk < 0.5
        assert finding.merit == 0.0
    assert int(str(hard.measures["ease_sequence"])) >= int(str(easy.measures["ease_sequence"]))


def test_sounds_put_in_are_counted_where_syllables_are_simple() -> None:
    """Japanese puts vowels into Strixplont; that is a caution, not a warning."""
    finding = judge("Strixplont", "ja")
    assert hits(finding)["pronunciation:repairs:ja"] == 0.4
    assert "pronunciation:repairs:ja" not in hits(judge("Kamino", "ja"))


def test_what_people_say_instead_has_a_source() -> None:
    """Japanese has no v: people say b, and I see which book says so."""
    finding = judge("Velora", "ja", say="veh-LOR-uh")
    hit = next(h for h in finding.hits if h.id == "pronunciation:sound:v:ja")
    assert (hit.risk, hit.measures["instead"]) == (0.0, "b")
    assert "Labrune" in str(hit.measures["source"])
    assert "team says" in open_catalogue("en").render(hit.message)
    assert any(h.id == "pronunciation:sound:v:ja" for h in judge("Velora", "ja").hits)


@pytest.mark.parametrize(("name", "tag", "sound"), [
    ("Tonkin", "ja", "n"), ("Kragrog", "ru", "ɡ"), ("Badeg", "zh-Hans", "b"), ("Kamtom", "zh-Hans", "m"),
])
def test_a_sound_that_only_changes_its_place_is_not_called_lacking(name: str, tag: str, sound: str) -> None:
    """Japanese has n and Russian g; Mandarin b is b enough."""
    assert not any(h.id == f"pronunciation:sound:{sound}:{tag.split('-')[0]}" for h in judge(name, tag).hits)


def test_words_seen_to_be_english_are_told_so() -> None:
    """I read that Germans take Blue Harbor for English, not that they say blu-e by their rules."""
    finding = judge("Blue Harbor", "de-DE")
    assert finding.message.key == "pronunciation.as_english"
    assert "read so" in open_catalogue("en").render(finding.message)


def test_foreign_spellings_that_readers_know_do_not_make_a_name_hard() -> None:
    """Chloé is no heap of letters to Finns."""
    assert judge("Chloé", "fi").measures["percentile"] > 0


def test_how_the_team_says_it_reaches_every_market() -> None:
    """`say:` is what other readings are measured against; a reading of the label that is far from it is told."""
    finding = judge("Qexora", "es-MX", say="KESH-aw-rah")
    assert finding.measures["own"] == "stated"
    assert float(str(finding.measures["from_own"])) > 0
    far = judge("Xylophane", "es-MX", say="ZY-loh-fayn")
    assert hits(far)["pronunciation:far:es"] == 0.1
    assert "ZYE" in open_catalogue("en").render(next(h.message for h in far.hits if ":far:" in h.id)).upper()
    assert "from_own" not in judge("Velora", "es-MX").measures


def test_the_two_markets_farthest_apart_are_named() -> None:
    """The spread says where in my study the name sounds least alike."""
    study = builders.study(("Jorge",), (builders.market("mx", "es-MX"), builders.market("us", "en-US"),
                                        builders.market("fr", "fr-FR")))
    findings = CHECK.judge([Case(q) for q in plan(study, [CHECK])], Resources(study))
    spreads = {(f.measures["spread"], f.measures["spread_between"]) for f in findings}
    assert len(spreads) == 1
    ((distance, between),) = spreads
    assert float(str(distance)) > 0.2
    assert isinstance(between, tuple) and "es-MX" in between


@pytest.mark.parametrize("name", ["Weavero", "Phlox", "Hanota", "Jorge", "Vœux-Kzrt", "Tschüxx", "XQZ", "No 7", "Łódź"])
def test_a_name_gets_the_same_numbers_in_a_long_list(name: str) -> None:
    """Among 300 names risk, confidence, merit and every hit with a risk are what they are among three."""
    ends = ("na", "ra", "to", "li", "ka", "mo", "pa")
    others = tuple(f"Vel{a}{b}{c}" for a in "aeiou" for b in "lmnrst" for c in ends)
    markets = (builders.market("mx", "es-MX"), builders.market("us", "en-US"), builders.market("fr", "fr-FR"),
               builders.market("pl", "pl"), builders.market("ru", "ru"), builders.market("jp", "ja"))
    few, many = (builders.study((name, *more), markets) for more in (("Velora", "Zovanta"), others))
    assert len(many.candidates) > 200
    short, long = ([CHECK.judge([Case(q)], Resources(study))[0] for q in plan(study, [CHECK]) if q.candidate == name]
                   for study in (few, many))
    assert len(short) == len(long) == 6
    for one, other in zip(short, long, strict=True):
        assert (one.status, one.gap, one.risk, one.confidence, one.merit, one.blocker) == (
            other.status, other.gap, other.risk, other.confidence, other.merit, other.blocker)
        assert {h.id: (h.risk, h.confidence) for h in one.hits if h.risk} == {
            h.id: (h.risk, h.confidence) for h in other.hits}
        assert one.measures.get("ease") == other.measures.get("ease")


def test_a_long_list_is_judged_quickly_and_says_so() -> None:
    """Above 200 names what carries no risk is left out, and each answer says so."""
    others = tuple(f"Vel{a}{b}{c}{d}" for a in "aeiou" for b in "lmnrst" for c in "krpt" for d in "ao")
    study = builders.study(("Weavero", *others), (builders.market("mx", "es-MX"), builders.market("jp", "ja")))
    (first, *_) = [CHECK.judge([Case(q)], Resources(study))[0] for q in plan(study, [CHECK])
                   if q.candidate == "Weavero"]
    assert first.measures["depth"] == "quick"
    assert "spread" not in first.measures
    assert "phone_share" in first.measures


def test_two_ways_of_reading_a_name_are_told() -> None:
    """Germans may read it by their rules or as English."""
    finding = judge("Weave", "de")
    assert 0 < hits(finding)["pronunciation:ways:de"] < 0.25
    assert "as in English" in open_catalogue("en").render(next(h.message for h in finding.hits if ":ways:" in h.id))
    assert not any("ways" in id_ for id_ in hits(judge("Łódka", "pl")))


def test_plain_letters_stand_beside_the_ipa() -> None:
    """I can read it out without knowing IPA, in English and in Chinese."""
    finding = judge("Velora", "es-MX")
    assert "beh-LO-rah" in open_catalogue("en").render(finding.message)
    assert "贝洛拉" in open_catalogue("zh-Hans").render(finding.message)


def test_other_engines_are_asked_only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes on every machine, unless the study wants second opinions; then I see whose they are."""
    def heard(spellings: list[str], tag: str) -> dict[str, list[Witness]]:
        return {"espeak-ng": [Witness("espeak-ng 1.0", "beˈloɾa") for _ in spellings]}

    monkeypatch.setattr(pronunciation_voices.witness, "ask", heard)
    plain = judge("Velora", "es-MX")
    asked = judge("Velora", "es-MX", check=PronunciationCheck(PronunciationOptions(witnesses=True)))
    assert "witnesses" not in plain.measures
    assert asked.measures["witnesses"] == ("espeak-ng 1.0 /beˈloɾa/",)
    assert asked.confidence is not None and plain.confidence is not None
    assert asked.confidence > plain.confidence


def test_other_engines_bear_on_their_own_question_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the list is cut, and whatever was judged before, a name gets the same findings."""
    def heard(spellings: list[str], tag: str) -> dict[str, list[Witness]]:
        return {"espeak-ng": [Witness("espeak-ng 1.0", "ˈxaxa") for _ in spellings]}

    monkeypatch.setattr(pronunciation_voices.witness, "ask", heard)
    check = PronunciationCheck(PronunciationOptions(witnesses=True))
    study = builders.study(
        candidates=tuple(map(Candidate, ("Velora", "Weave", "Bitera"))),
        markets=tuple(builders.market(tag[:2], tag) for tag in ("es-ES", "fr-FR", "de-DE", "en-GB")),
    )
    cases = [Case(question) for question in plan(study, [check])]
    whole, resources = check.judge(cases, Resources(study)), Resources(study)
    assert [check.judge([case], resources)[0] for case in cases] == list(whole)
    meaning = MeaningCheck(MeaningOptions())
    cases = [Case(question) for question in plan(study, [meaning])]
    assert meaning.judge(cases, resources) == meaning.judge(cases, Resources(study))


@pytest.mark.parametrize("tag", ["yue-Hant", "zh-Hans"])
def test_characters_are_read_in_cantonese_and_mandarin(tag: str) -> None:
    """星禾 has sounds in both."""
    assert judge("星禾", tag).measures["ipa"]


def test_coverage_tells_what_each_language_is_judged_by() -> None:
    """A language without a list or a table is shown as a row with nothing in it."""
    rows = {(row.language, row.resource): row.size for row in CHECK.coverage(["es-MX", "et", "xx"])}
    assert rows["es-MX", "brandname/sharealike/phonotactics"] > 10_000
    assert rows["et", ""] == 0
    assert rows["xx", ""] == 0
    assert rows["et", "brandname/sounds"] == 1


def test_the_table_of_letters_is_indexed_with_its_digest() -> None:
    """The shipped table is the one the index describes."""
    entry = data.dataset("language/orthographies")
    assert entry.digest == data.compute_digest(entry.path)


def test_every_message_exists_in_both_languages_with_the_same_fields() -> None:
    """The Chinese report says all the English one says."""
    english, chinese = (open_catalogue(language) for language in LANGUAGES)
    keys = [key for key in english.keys() if key.startswith("pronunciation.")]  # noqa: SIM118 - a method, not a mapping
    assert len(keys) > 25
    assert keys == [key for key in chinese.keys() if key.startswith("pronunciation.")]  # noqa: SIM118
    for key in keys:
        assert english.fields(key) == chinese.fields(key), key


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=20), st.sampled_from(TAGS))
def test_any_text_gets_a_finding(text: str, tag: str) -> None:
    """Whatever stands in the list: an answer with evidence, or a reason why there is none."""
    finding = judge(text, tag)
    assert finding.status is not Status.ANSWERED or finding.evidence
    assert open_catalogue("en").render(finding.message).strip()
    assert finding.risk is None or finding.risk <= CEILING


def test_a_second_run_finds_the_same(cache_folder: Path) -> None:  # noqa: F811
    """What is remembered between runs changes nothing."""
    tags = ("es-MX", "pl", "de", "fr", "it", "pt-BR", "tr", "nl", "sv", "fi")
    names = tuple(f"Velo{a}{b}" for a in "rlmnst" for b in "aeio")
    study = builders.study(names, tuple(builders.market(f"m{t[0]}{t[1]}", t) for t in tags))
    cases = [Case(q) for q in plan(study, [CHECK])]
    first = CHECK.judge(cases, Resources(study))
    assert CHECK.judge(cases, Resources(study)) == first


def test_a_sign_that_claims_a_mark_makes_no_name_harder() -> None:
    """Velora™ is as easy as Velora: no hit is about the letters tm."""
    signed, bare = judge("Velora™", "en-US"), judge("Velora", "en-US")
    assert signed.measures["ease"] == bare.measures["ease"]
    assert {hit.id for hit in signed.hits} <= {hit.id for hit in bare.hits}
