"""The interviews check: what people did with a name, judged with few people and without anybody's likes."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandname.checks.associations import Tone, Way, associations, hit
from brandname.checks.base import Case, Resources
from brandname.checks.intervals import mean_interval, wilson
from brandname.checks.interviews import InterviewsCheck, InterviewsOptions, comparable, same_spelling
from brandname.model import Band, Brief, Candidate, Finding, Form, Gap, Heard, Hit, Note, Status, Study
from brandname.testing import assert_check_contract
from tests.builders import market, study

SECRET = "Suena a crema, no a jabón."


def note(id_: str = "mx-001", *heard: Heard, **fields: object) -> Note:
    """One respondent in Mexico."""
    return Note(**{"id": id_, "market": "mx", "language": "es-MX", "heard": heard, **fields})  # type: ignore[arg-type]


def notes(*answers: Heard, **fields: object) -> tuple[Note, ...]:
    """One respondent for each answer."""
    return tuple(note(f"mx-{n:03d}", heard, **fields) for n, heard in enumerate(answers))


def heard(**fields: object) -> Heard:
    """What one person said about Velora, asked for first impressions."""
    return Heard(**{"name": "Velora", "noticed_asked": True, **fields})  # type: ignore[arg-type]


def study_of(*given_: Note, **fields: object) -> Study:
    """The tests' study with these notes."""
    brief = Brief(ideas=("fresh", "gentle"), avoid=("soap",))
    return study(("Velora",), **{"brief": brief, "notes": given_, **fields})  # type: ignore[arg-type]


def judged(plan: Study, options: InterviewsOptions | None = None) -> Finding:
    """The finding on Velora in Mexico."""
    check = InterviewsCheck(options)
    question, = check.questions(plan, plan.candidates[0], plan.markets[0])
    return check.judge([Case(question)], Resources(plan))[0]


def the(finding: Finding, id_: str) -> Hit:
    """One hit by id."""
    return next(h for h in finding.hits if h.id == id_)


def test_it_keeps_the_contract_of_a_check() -> None:
    """It behaves like every other check, to the bytes."""
    full = heard(noticed=("-weak", "fresh"), spelled="Belora", said="be-LO-ra", ease=4, probed=("velorio",),
                 probed_asked=True, fits={"fresh": 4})
    plan = study_of(*notes(full, heard(), heard(ease=2)))
    findings = assert_check_contract(InterviewsCheck(), plan)
    assert [f.status for f in findings] == [Status.ANSWERED]


# ── no answer ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_nobody_was_asked_about_has_no_answer() -> None:
    """No interviews is not good interviews; I am told where to ask."""
    finding = judged(study_of(*notes(Heard("Other", noticed_asked=True))))
    assert (finding.status, finding.gap) == (Status.UNANSWERED, Gap.NO_NOTES)
    assert finding.message.key == "interviews.no_notes"
    assert finding.next_step is not None
    assert finding.next_step.key == "interviews.next.interview"


def test_notes_of_another_market_do_not_answer_for_this_one() -> None:
    """What people said in Madrid is not taken for Mexico."""
    assert judged(study_of(*notes(heard(), market="es"))).gap is Gap.NO_NOTES


def test_a_note_without_consent_is_not_used_and_said_so() -> None:
    """A respondent who did not agree is not in any figure, and the report says one note was left out."""
    finding = judged(study_of(*notes(heard(noticed=("-weak",)), consent="none")))
    assert (finding.gap, finding.message.key, finding.message.params["n"]) == (Gap.NO_NOTES, "interviews.withheld", 1)


def test_a_note_that_records_nothing_is_no_answer() -> None:
    """A heading without a word under it proves nothing."""
    assert judged(study_of(*notes(Heard("Velora", said="be-LO-ra")))).message.key == "interviews.said_nothing"


def test_first_impressions_never_asked_leave_a_caution() -> None:
    """Nobody objected because nobody was asked: that is not good news."""
    finding = judged(study_of(*notes(*[Heard("Velora", ease=5)] * 5)))
    assert finding.risk is not None
    assert finding.risk >= 0.25
    assert the(finding, "interviews/mx/not_asked").confidence <= 0.2
    assert finding.next_step is not None
    assert finding.next_step.key == "interviews.next.ask"


def test_silence_of_few_gives_little_confidence() -> None:
    """One person who noticed nothing proves less than twenty."""
    few, many = (judged(study_of(*notes(*[heard()] * n))) for n in (1, 20))
    assert (few.risk, many.risk) == (0.0, 0.0)
    assert few.confidence is not None
    assert many.confidence is not None
    assert few.confidence <= 0.3 < many.confidence < 1.0


def test_notes_left_out_for_want_of_consent_are_counted_beside_the_used_ones() -> None:
    """Nobody's refusal vanishes from the figures without a trace."""
    finding = judged(study_of(*notes(heard()), note("mx-9", heard(), consent="none")))
    assert (finding.measures["n"], finding.measures["withheld"]) == (1, 1)


# ── associations ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_bad_word_offered_unasked_by_many_is_serious() -> None:
    """Four of six said "weak" before any question: the report must shout."""
    finding = judged(study_of(*notes(*[heard(noticed=("-weak",))] * 4, heard(), heard())))
    weak = the(finding, "interviews/mx/noticed/weak")
    assert Band.of(weak.risk) is Band.SERIOUS
    assert (weak.measures["people"], weak.measures["asked"], weak.measures["tone"]) == (4, 6, "bad")
    assert finding.risk == weak.risk


def test_a_bad_word_only_when_asked_is_caution_at_most() -> None:
    """A legend somebody agrees to when prompted doesn't stop a name."""
    finding = judged(study_of(*notes(*[heard(probed=("!velorio",), probed_asked=True)] * 5)))
    assert Band.of(the(finding, "interviews/mx/probed/velorio").risk) is Band.CAUTION


def test_a_word_nobody_marked_is_a_caution_of_little_confidence_with_advice() -> None:
    """The program can't hear tone: it says so and asks for a sign, instead of assuming the best."""
    finding = judged(study_of(*notes(*[heard(noticed=("cream",))] * 4)))
    cream = the(finding, "interviews/mx/noticed/cream")
    assert 0 < cream.risk < 0.5
    assert cream.confidence <= 0.2
    assert finding.next_step is not None
    assert (finding.next_step.key, finding.next_step.params["words"]) == ("interviews.next.sign", ("cream",))


def test_the_briefs_own_words_need_no_sign() -> None:
    """People who say "fresh" unasked are good news when fresh is our idea; "soap" is bad when we want to avoid it."""
    finding = judged(study_of(*notes(*[heard(noticed=("Fresh", "soap"))] * 5)))
    fresh, soap = the(finding, "interviews/mx/noticed/fresh"), the(finding, "interviews/mx/noticed/soap")
    assert (fresh.risk, soap.measures["tone"]) == (0.0, "bad")
    assert fresh.merit > 0.4
    assert finding.next_step is None


def test_a_neutral_sign_takes_the_doubt_away() -> None:
    """Marking a word as neither is an answer."""
    assert the(judged(study_of(*notes(*[heard(noticed=("=cream",))] * 4))), "interviews/mx/noticed/cream").risk == 0.0


def test_good_news_of_too_few_is_not_told() -> None:
    """Two friends who love the idea aren't a finding."""
    finding = judged(study_of(*notes(*[heard(noticed=("+fresh",), fits={"fresh": 5})] * 2)))
    assert finding.merit == 0.0


def test_one_person_counts_once_for_a_word() -> None:
    """Saying it twice doesn't make two people."""
    found, = associations([("-weak", "Weak", "weak ")], Brief())
    assert (found.people, found.tone, found.key) == (1, Tone.BAD, "weak")


def test_one_bad_sign_marks_the_word_for_all_who_said_it_unsigned() -> None:
    """A researcher doesn't have to repeat a sign in every note."""
    found, = associations([("-weak",), ("weak",), ("+weak",)], Brief())
    assert (found.tone, found.people) == (Tone.BAD, 2)


@pytest.mark.parametrize("text", ["-weak", "! weak", "－weak", "！weak", "–weak"])
def test_signs_are_read_as_people_type_them(text: str) -> None:
    """A Chinese keyboard's full-width sign means the same."""
    found, = associations([(text,)], Brief())
    assert (found.key, found.tone) == ("weak", Tone.BAD)


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))), st.sampled_from(list(Tone)))
def test_more_people_never_make_a_bad_word_milder(counts: tuple[int, int], tone: Tone) -> None:
    """Law: one more person saying it lowers neither severity nor its sure part; unasked weighs no less than asked."""
    k, n = counts
    said, brief = [("x",)] * k + [()] * (n - k), Brief()
    here = replace(associations(said, brief)[0], tone=tone)
    more = replace(here, people=min(n, k + 1))
    for way in Way:
        first, second = hit("mx", way, here, n, 3), hit("mx", way, more, n, 3)
        assert second.risk >= first.risk
        assert second.risk * second.confidence >= first.risk * first.confidence - 1e-3
        assert 0 <= first.confidence <= 1
    assert hit("mx", Way.NOTICED, here, n, 3).risk >= hit("mx", Way.PROBED, here, n, 3).risk


# ── writing, ease, fit ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_people_write_otherwise_is_a_graded_risk() -> None:
    """If nobody who hears it can type it, they will not find us."""
    risks = []
    for wrong in (0, 2, 6):
        answers = [heard(spelled="Belora")] * wrong + [heard(spelled="velora")] * (6 - wrong)
        risks.append(the(judged(study_of(*notes(*answers))), "interviews/mx/spelled").risk)
    assert risks == sorted(risks)
    assert risks[0] == 0.0
    assert Band.of(risks[-1]) is Band.WARNING


def test_accents_case_and_spaces_are_not_spelling_mistakes() -> None:
    """Writing Vélora or VE LORA is writing the name."""
    assert same_spelling("Vé-Lora ", "VE LORA")
    assert same_spelling("ｖｅｌｏｒａ", "velora")
    assert not same_spelling("ベロラ", "ヘロラ")
    assert not same_spelling("किरण", "करण")
    assert not comparable("薇珞", "Velora")
    finding = judged(study_of(*notes(heard(spelled="VÉ LORA"))))
    assert finding.measures["spelled_same"] == 1


def test_somebody_who_saw_the_name_is_no_test_of_spelling() -> None:
    """Copying isn't spelling back."""
    finding = judged(study_of(*notes(heard(spelled="Velora"), shown="seen first")))
    assert "spelled_n" not in finding.measures


def test_writing_it_in_the_local_script_is_no_spelling_mistake() -> None:
    """A Japanese respondent who writes katakana hasn't misspelled the name; what they wrote is kept for me to read."""
    finding = judged(study_of(*notes(heard(spelled="ベロラ"), heard(spelled="Velora"))))
    assert (finding.measures["spelled_n"], finding.measures["spelled_same"]) == (1, 1)
    assert finding.measures["spelled_in_other_scripts"] == ("ベロラ",)
    assert finding.risk == 0.0


def test_one_persons_slip_is_no_warning() -> None:
    """One voice is not everybody: below the least number of people nothing soft reaches a warning."""
    finding = judged(study_of(*notes(heard(spelled="Belora", ease=1))))
    assert finding.band is not None
    assert finding.band in (Band.NOTE, Band.CAUTION)


def test_one_persons_bad_word_unasked_is_a_warning_at_most() -> None:
    """A bad first impression counts from the first person on, but one person stops nothing."""
    finding = judged(study_of(*notes(heard(noticed=("-weak",)))))
    assert finding.band is Band.WARNING
    assert not finding.blocker


def test_a_hard_name_is_a_graded_risk_and_an_easy_one_none() -> None:
    """Low ease is a risk of its own; high ease is simply no matter."""
    risks = [the(judged(study_of(*notes(*[heard(ease=e)] * 6))), "interviews/mx/ease").risk for e in (1, 2, 3, 4, 5)]
    assert risks == sorted(risks, reverse=True)
    assert risks[0] == 0.7
    assert risks[3:] == [0.0, 0.0]


def test_figures_stand_with_their_intervals() -> None:
    """3.9 from five people is shown as what it is: somewhere between."""
    answers = [heard(ease=e, fits={"fresh": f, "gentle": 4, "cheap": 1}) for e, f in ((3, 4), (4, 4), (5, 2))]
    measures = judged(study_of(*notes(*answers))).measures
    assert (measures["ease"], measures["ease_n"]) == (4.0, 3)
    assert measures["ease_low"] < 4.0 < measures["ease_high"]  # type: ignore[operator]
    assert (measures["fit"], measures["fit_n"]) == (3.67, 3)


def test_only_the_briefs_ideas_make_the_fit_and_all_are_listed() -> None:
    """An idea we never had doesn't move our score, and is still there to read."""
    finding = judged(study_of(*notes(*[heard(fits={"fresh": 5, "luxury": 1})] * 3)))
    assert finding.measures["fit"] == 5.0
    assert the(finding, "interviews/mx/fits/luxury").risk == 0.0
    assert the(finding, "interviews/mx/fits/fresh").merit == 0.6


def test_names_suggested_instead_are_listed_once() -> None:
    """People's own ideas come back to me, most frequent first."""
    plan = study_of(
        note("a", heard(), instead=("Limpina", "Brisa")), note("b", heard(), instead=("brisa",)),
        note("c", instead=("Far",)),
    )
    assert judged(plan).measures["instead"] == ("Brisa", "Limpina")


# ── privacy and evidence ─────────────────────────────────────────────────────────────────────────────────────────────


def test_no_quotation_reaches_a_finding() -> None:
    """What a customer said word for word stays in the notes."""
    finding = judged(study_of(*notes(heard(quotes=(SECRET,), noticed=("-weak",)), consent="quote")))
    assert SECRET.encode() not in pickle.dumps(finding)
    assert finding.measures["notes"] == ("mx-000",)


def test_the_evidence_names_the_notes_by_their_content() -> None:
    """The same notes in another order or place are the same evidence; a changed word is other evidence."""
    given_ = notes(heard(), heard(noticed=("weak",)))
    first = judged(study_of(*given_)).evidence
    assert judged(study_of(*(replace(n, where="elsewhere:1") for n in reversed(given_)))).evidence == first
    changed = notes(heard(), heard(noticed=("strong",)))
    assert judged(study_of(*changed)).evidence != first
    assert first[0].startswith("dataset:study/interviews@")


def test_an_adopted_local_form_is_asked_about_as_a_name() -> None:
    """The name as people there read it gets its own question, decisive where I said so."""
    names = (Candidate("Velora", latin=("Velorra",), forms=(Form("cn", "薇珞", status="adopted"), Form("mx", "X"))),)
    plan = study(markets=(market("cn", "zh-Hans", decisive=("interviews",)), market("mx")), candidates=names)
    check = InterviewsCheck()
    asked = [q for m in plan.markets for q in check.questions(plan, names[0], m)]
    assert [(q.subject.text, q.subject.scope, q.decisive) for q in asked] == [
        ("Velora", "cn", ("cn",)), ("Velorra", "cn", ("cn",)), ("薇珞", "cn", ("cn",)),
        ("Velora", "mx", ()), ("Velorra", "mx", ()),
    ]


def test_min_people_below_one_is_refused() -> None:
    """Nobody can't be enough people."""
    with pytest.raises(ValueError, match="at least 1"):
        InterviewsOptions(min_people=0)


# ── intervals ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_intervals_agree_with_published_figures() -> None:
    """The statistics are the textbook's: Wilson for 4 of 6 and 0 of 10, t for five answers."""
    assert wilson(4, 6) == pytest.approx((0.300, 0.903), abs=5e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=5e-4)
    assert mean_interval([1, 2, 3, 4, 5], 0, 10) == pytest.approx((3.0, 1.0368, 4.9632), abs=5e-4)


@given(st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    """Law: 0 ≤ low ≤ share ≤ high ≤ 1, and nobody asked means anything is possible."""
    k, n = counts
    low, high = wilson(k, n)
    assert 0 <= low <= high <= 1
    assert (low <= k / n <= high) if n else (low, high) == (0, 1)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_a_mean_lies_in_its_interval_and_few_answers_are_never_sure(values: list[int]) -> None:
    """Law: the interval holds the mean, stays on the scale, and has width."""
    mean, low, high = mean_interval([float(v) for v in values], 1, 5)
    assert 1 <= low <= mean <= high <= 5
    assert high - low > 0.1
