"""The meaning check: what is found in a name, for whom, how sure; and silence that is no answer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.checks.base import Case, Resources, with_manual
from brandname.checks.meaning import MeaningCheck, MeaningOptions
from brandname.errors import UserMistake
from brandname.model import Band, Candidate, Evidence, Finding, Form, Gap, Hit, LanguageShare, Market, Status
from brandname.plan import plan
from brandname.reports.catalogue import LANGUAGES, open_catalogue
from brandname.testing import assert_check_contract
from tests import builders
from tests.language.kept import cache_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("cache_folder")

CHECK = MeaningCheck(MeaningOptions())
ODD_NAMES = (
    "Velora", "Verga", "Kulo-Puta", "Łódka", "星禾", "傻屄", "バカ", "A1", "168", "V" * 60, "星" * 60, "🙂", "Ve星",
    "—",
    "Велора", "сука", "O'Neil-Fjord", "\u0301", "ـ", "Ⅷ", "ﬁne", "chod",
)
TAGS = ("es-MX", "en-GB", "zh-Hans", "yue-Hant", "ja", "hi", "ru", "xx", "sw", "pt-BR")


def judge(
    name: str, tag: str, *evidence: Evidence, check: MeaningCheck = CHECK, decisive: tuple[str, ...] = (),
    **fields: object,
) -> Finding:
    """The finding about a text of a name in one language of one market."""
    candidate = Candidate(name, **fields)  # type: ignore[arg-type]
    study = builders.study(candidates=(candidate,), markets=(builders.market("mx", tag),))
    case = Case(builders.question(name, "meaning", tag, decisive=decisive), evidence)
    return with_manual(case, check.judge([case], Resources(study))[0], check.found_risk)


def hit(finding: Finding, word: str) -> Hit:
    """The hit on a word, which must be there."""
    return next(h for h in finding.hits if h.measures["word"] == word)


def text(finding: Finding, language: str = "en") -> str:
    """What a report says, message and hits."""
    say = open_catalogue(language).render
    return " ".join(say(message) for message in (finding.message, *(h.message for h in finding.hits)))


def test_the_check_keeps_the_contract() -> None:
    """Names of every kind in languages of every kind: no crash, no stray evidence, every message in both languages."""
    markets = tuple(builders.market(f"m{chr(97 + i)}", tag) for i, tag in enumerate(TAGS))
    study = builders.study(candidates=tuple(Candidate(name) for name in ODD_NAMES), markets=markets)
    assert len(assert_check_contract(CHECK, study)) == len(ODD_NAMES) * len(TAGS)


def test_each_text_is_asked_in_each_language_and_stops_in_main_ones_only() -> None:
    """The name, its Latin spelling and the adopted form; a minority language warns but does not decide."""
    spoken = (LanguageShare("es-MX", 0.9), LanguageShare("en", 0.1, "minority"))
    market = Market("mx", "Mexico", spoken, decisive=("meaning",))
    forms = (Form("mx", "Estela", status="adopted"), Form("mx", "Astro"))
    candidate = Candidate("星禾", latin=("Xinghe",), forms=forms)
    questions = plan(builders.study(candidates=(candidate,), markets=(market,)), [CHECK])
    assert {(q.subject.text, q.subject.scope) for q in questions} == {
        (name, tag) for name in ("星禾", "Xinghe", "Estela") for tag in ("es-MX", "en")
    }
    assert {q.subject.scope for q in questions if q.decisive} == {"es-MX"}


def test_a_vulgar_word_as_the_whole_name_stops_it() -> None:
    """Two lists, the whole name, a decisive language: serious, sure, and a blocker until somebody says otherwise."""
    finding = judge("Verga", "es-MX", decisive=("mx",))
    assert finding.band is Band.SERIOUS
    assert finding.blocker
    found = hit(finding, "verga")
    assert found.id == "meaning/es/verga/sex"
    assert found.span == (0, 5)
    assert "penis" in str(found.measures["gloss"])
    assert found.measures["register"] == "vulgar"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hit_says_all_a_reviewer_needs(language: str) -> None:
    """Word, meaning, how it was matched and the language stand in the sentence, the lists among the facts."""
    finding = judge("Vergana", "es-MX")
    said = text(finding, language)
    for part in ("verga", "Vergana", "penis"):
        assert part in said
    assert {"lexicon", "badwords-py es"} <= set(hit(finding, "verga").measures["lists"])  # type: ignore[arg-type]
    assert {"en": "Spanish", "zh-Hans": "西班牙语"}[language] in said


def test_the_deeper_inside_the_milder() -> None:
    """Whole name, start, and inside are graded, in risk and in confidence."""
    whole, start, inside = (hit(judge(name, "es-MX"), "verga") for name in ("Verga", "Vergana", "Xuvergalo"))
    assert whole.risk > start.risk > inside.risk
    assert whole.confidence > start.confidence > inside.confidence
    assert Band.of(start.risk) is Band.SERIOUS
    assert Band.of(inside.risk) is Band.CAUTION


def test_regional_words_count_less_elsewhere() -> None:
    """A word listed for Latin America is surer in Mexico than in Spain, and the report says so."""
    here, there = judge("Mamagallo", "es-MX"), judge("Mamagallo", "es-ES")
    assert hit(here, "mamagallo").confidence > hit(there, "mamagallo").confidence
    assert hit(here, "mamagallo").id == hit(there, "mamagallo").id
    assert "other regions" in text(there)
    assert "other regions" not in text(here)


@pytest.mark.parametrize("name", ["Adam", "Scunthorpe", "Zovanta"])
def test_harmless_names_stay_quiet(name: str) -> None:
    """A listed word inside an ordinary one warns nobody."""
    finding = judge(name, "en-GB")
    assert finding.status is Status.ANSWERED
    assert finding.band in (Band.NOTE, Band.CAUTION)
    assert not [h for h in finding.hits if h.risk >= 0.3]


def test_what_was_passed_over_is_counted() -> None:
    """Nothing vanishes: the word that was kept quiet is in the finding."""
    assert "cock" in judge("Cockpit", "en-GB").measures["passed_over"]  # type: ignore[operator]


def test_nothing_found_says_how_often_this_check_finds_anything() -> None:
    """Silence carries its measured worth and is never sure."""
    finding = judge("Zovanta", "en-GB")
    assert finding.risk == 0.0
    assert finding.confidence == pytest.approx(finding.measures["hit_rate"], abs=0.001)
    assert finding.confidence is not None and finding.confidence < 0.9
    assert "On documented English cases this check finds" in text(finding)
    assert "No measure for Finnish alone" in text(judge("Zovanta", "fi"))


@pytest.mark.parametrize(("name", "tag", "key"), [
    ("Zovanta", "sw", "meaning.no_list"),
    ("Zovanta", "ka", "meaning.no_list"),
    ("Ve星", "en-GB", "meaning.too_few"),
    ("168", "en-GB", "meaning.digits"),
    ("🙂", "es-MX", "meaning.digits"),
    ("星禾", "es-MX", "meaning.no_latin"),
    ("Zovanta", "fil", "meaning.too_few"),
    ("Zq3.5", "es-MX", "meaning.unheard"),
])
def test_silence_of_lists_that_cannot_know_is_no_answer(name: str, tag: str, key: str) -> None:
    """No list, another script, no letters, a dozen words: the question stays open."""
    finding = judge(name, tag)
    assert (finding.status, finding.gap, finding.message.key) == (Status.UNANSWERED, Gap.LANGUAGE_NOT_COVERED, key)


@pytest.mark.parametrize(("name", "tag", "word"), [
    ("Bayag", "fil", "bayag"),
])
def test_what_is_found_is_said_even_where_silence_would_say_nothing(name: str, tag: str, word: str) -> None:
    """A listed Filipino word is a warning although the question could not have been answered with nothing."""
    finding = judge(name, tag)
    assert finding.status is Status.ANSWERED
    assert hit(finding, word).risk >= 0.5
    assert finding.measures["without_hits"] == "language_not_covered"
    assert "without_hits" not in judge("Verga", "es-MX").measures


def test_a_spelling_nobody_reads_there_is_left_to_the_other_spelling() -> None:
    """Chinese characters are not asked of Spanish readers when a Latin spelling is."""
    finding = judge("星禾", "es-MX", latin=("Xinghe",))
    assert finding.status is Status.NOT_APPLICABLE
    assert "Xinghe" in text(finding)


def test_a_chinese_name_gets_the_meaning_of_its_characters() -> None:
    """Glosses are information without risk; what the dictionary calls vulgar is a risk."""
    finding = judge("云茶", "zh-Hans")
    assert {str(h.measures["word"]) for h in finding.hits} >= {"云", "茶"}
    assert finding.risk == 0.0
    assert "tea" in text(finding)
    vulgar = judge("傻屄", "zh-Hans", decisive=("mx",))
    assert vulgar.band is Band.SERIOUS
    assert "cunt" in text(vulgar)


def test_words_the_study_wants_to_be_warned_of() -> None:
    """A team's own words count in their language, and the evidence says that they are its own."""
    check = MeaningCheck(MeaningOptions(words=("es: tisana", "Limpo")))
    spanish = judge("Tisana", "es-MX", check=check)
    assert spanish.band is Band.WARNING
    assert "this study wants to be warned of" in text(spanish)
    assert any(ref.startswith("dataset:study/words@") for ref in spanish.evidence)
    assert judge("Tisana", "en-GB", check=check).risk == 0.0
    assert judge("Limpora", "xx", check=check).status is Status.ANSWERED
    assert judge("Zovanta", "xx", check=check).gap is Gap.LANGUAGE_NOT_COVERED


def test_a_word_is_heard_however_it_is_spelled() -> None:
    """A name that sounds like a vulgar word warns as the word itself, with the sounds for the reviewer."""
    finding = judge("Kago", "es-ES")
    assert finding.band is Band.SERIOUS
    assert hit(finding, "cagar").measures["way"] == "sound"
    assert "/ˈkaɣo/" in text(finding)


def test_a_romanised_word_of_another_script_is_found() -> None:
    """What people type in Latin letters counts, with the word as it is written there."""
    finding = judge("Chod", "hi")
    assert hit(finding, "चोद").measures["way"] == "romanised"
    assert hit(finding, "चोद").risk >= 0.5


def test_a_study_s_own_lexicon_adds_and_replaces() -> None:
    """A team's own word is found with its gloss, its own judgement of a shipped word counts, and it is cited."""
    own = "word\tpos\tgloss\tcategory\tseverity\nzovanta\tnoun\tour old flop\tfailure\t3\nsol\tnoun\tsun\tpositive\t0\n"
    study = replace(
        builders.study(candidates=(Candidate("Zovanta"),), markets=(builders.market("mx", "es-MX"),)),
        lexicons={"lexicon/es.tsv": own},
    )
    finding = CHECK.judge([Case(builders.question("Zovanta", "meaning", "es-MX"))], Resources(study))[0]
    assert hit(finding, "zovanta").measures["gloss"] == "our old flop"
    assert finding.band is Band.SERIOUS
    assert any(ref.startswith("dataset:study/lexicon/es.tsv@") for ref in finding.evidence)


def test_a_regional_lexicon_of_the_study_counts_in_its_region_only() -> None:
    """A word of `es-MX.tsv` warns in Mexico and not in Spain, in whichever order the two are asked."""
    own = "word\tpos\tgloss\tcategory\tseverity\nmolanto\tnoun\tplague\tdisease\t3\n"
    study = replace(
        builders.study(candidates=(Candidate("Molanto"),),
                       markets=(builders.market("es", "es-ES"), builders.market("mx", "es-MX"))),
        lexicons={"lexicon/es-MX.tsv": own},
    )
    cases = [Case(question) for question in plan(study, [CHECK])]
    for order in (1, -1):
        found = {finding.question.subject.scope: finding for finding in CHECK.judge(cases[::order], Resources(study))}
        assert hit(found["es-MX"], "molanto").risk > 0
        assert not any(h.measures["word"] == "molanto" for h in found["es-ES"].hits)


@pytest.mark.parametrize(("tag", "word"), [("sw", "neno"), ("ka", "ფსია"), ("eo", ""), ("kab", "")])
def test_a_few_words_of_a_language_are_no_answer(tag: str, word: str) -> None:
    """The study's own words, or a packaged list, without a lexicon behind them: silence stays an open question."""
    rows = "".join(f"{word * (k + 1)}\tnoun\tplague\tdisease\t3\n" for k in range(30))
    study = replace(
        builders.study(candidates=(Candidate("Velora"),), markets=(builders.market("mx", tag),)),
        lexicons={f"lexicon/{tag}.tsv": "word\tpos\tgloss\tcategory\tseverity\n" + rows} if word else {},
    )
    finding = CHECK.judge([Case(builders.question("Velora", "meaning", tag))], Resources(study))[0]
    assert finding.gap is Gap.LANGUAGE_NOT_COVERED
    assert finding.risk is None
    assert text(finding) and text(finding, "zh-Hans")


def test_a_mistake_in_the_study_s_lexicon_is_told_before_anything_runs() -> None:
    """Planning refuses it, with file and line."""
    study = replace(builders.study(), lexicons={"lexicon/es.tsv": "word\tpos\n"})
    with pytest.raises(UserMistake) as refused:
        plan(study, [CHECK])
    assert str(refused.value.mistakes[0].where).startswith("lexicon/es.tsv:1")


def test_a_good_word_is_good_news_and_no_risk() -> None:
    """Merit stands beside the risk and never offsets it."""
    finding = judge("Sol", "es-MX")
    assert finding.risk == 0.0 and finding.merit > 0.3
    assert hit(finding, "sol").measures["category"] == "positive"


def test_a_plain_word_is_told_without_risk() -> None:
    """That a name means "house" is worth knowing and no reason to worry."""
    finding = judge("Casa", "es-MX")
    assert finding.risk == 0.0
    assert hit(finding, "casa").risk == hit(finding, "casa").merit == 0.0


def test_an_english_name_can_name_what_offends_elsewhere() -> None:
    """A pig is a pig in Malay too, whatever the label calls it; in English it is no concept of this kind."""
    finding = judge("Happy Pig", "ms")
    assert hit(finding, "babi").measures["way"] == "concept"
    assert not [h for h in judge("Happy Pig", "en-GB").hits if h.measures["way"] == "concept"]


def test_a_small_language_of_a_market_is_heard_by_fewer() -> None:
    """The same hit is less sure where few people speak the language."""
    spoken = (LanguageShare("es-MX", 0.9), LanguageShare("fr", 0.01, "minority"))
    markets = (Market("mx", "Mexico", spoken), Market("fr", "France", (LanguageShare("fr", 0.9),)))
    study = builders.study(candidates=(Candidate("Merde"),), markets=markets)
    sure = {}
    for code in ("mx", "fr"):
        case = Case(builders.question("Merde", "meaning", "fr", markets=(code,)))
        sure[code] = hit(CHECK.judge([case], Resources(study))[0], "merde").confidence
    assert sure["mx"] < sure["fr"]


def test_tones_are_not_ignored_in_a_name_in_characters() -> None:
    """A written Chinese name has its own tones; words of other tones are the transliteration check's crowd."""
    assert not [h for h in judge("云茶", "zh-Hans").hits if h.measures["way"] == "sound"]


@pytest.mark.parametrize("entry", ["", "es:", ": pobre", "es: !"])
def test_an_own_word_without_a_word_is_refused(entry: str) -> None:
    """The entry is shown, with how to write it."""
    with pytest.raises(UserMistake) as refused:
        MeaningCheck(MeaningOptions(words=(entry,)))
    mistake = refused.value.mistakes[0]
    for language in LANGUAGES:
        catalogue = open_catalogue(language)
        assert catalogue(mistake.key, **mistake.params) and catalogue(f"{mistake.key}.advice", **mistake.params)


def manual(outcome: str, band: str = "") -> Evidence:
    """What somebody looked up by hand."""
    body = json.dumps({"outcome": outcome, "by": "R. Diaz", "note": "asked a native speaker", "band": band}).encode()
    return Evidence("manual", 1, "meaning|Zovanta|sw", "manual", "2026-11-22", "manual", body)


def test_a_manual_answer_fills_a_gap_and_never_hides_a_hit() -> None:
    """A person's look-up answers where lists cannot; "nothing bad" from a person does not remove what lists found."""
    assert judge("Zovanta", "sw", manual("not_found")).risk == 0.0
    assert judge("Zovanta", "en-GB", manual("found", "serious")).band is Band.SERIOUS
    found = judge("Verga", "es-MX", manual("not_found"))
    assert found.band is Band.SERIOUS
    assert found.hits


def test_coverage_tells_size_and_absence() -> None:
    """`brandname coverage` shows what there is to judge a language by, and 0 where there is nothing."""
    rows = {row.language: row for row in CHECK.coverage(("es-MX", "sw", "yue-Hant", "zh-Hans"))}
    assert rows["es-MX"].size > 500
    assert "badwords-py/es" in rows["es-MX"].resource
    assert rows["sw"].size == 0 < rows["yue-Hant"].size
    assert rows["sw"].resource == ""


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
       st.sampled_from(("es-MX", "en-GB", "zh-Hans", "hi", "xx")))
def test_any_name_gets_an_answer_or_a_reason(name: str, tag: str) -> None:
    """No text breaks the check; spans lie inside the name; a finding without hits is sure of nothing."""
    finding = judge(name, tag)
    for found in finding.hits:
        assert found.span is None or 0 <= found.span[0] < found.span[1] <= len(name)
    if finding.status is Status.ANSWERED and not finding.hits:
        assert finding.confidence is not None and finding.confidence < 0.9
    for language in LANGUAGES:
        assert text(finding, language).strip()
