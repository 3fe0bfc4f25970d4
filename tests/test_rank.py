"""Ranking: shelves, ranges, coverage, reviews, and the laws they keep."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandname.checks.base import not_applicable
from brandname.model import (
    NICE_TO_HAVE,
    WITHOUT_HITS,
    Band,
    Brief,
    Candidate,
    Decision,
    Finding,
    Form,
    Gap,
    LanguageShare,
    Market,
    Question,
    Reviews,
    Shelf,
    Signoff,
    Status,
    Study,
    Verdict,
    say,
)
from brandname.rank import Policy, Range, Ranking, Standing, rank
from tests.builders import answer, gap, hit, market, question, study

TODAY = "2026-11-22"
DECISIVE = ("mx",)


def ranked(study_: Study, *findings: Finding, policy: Policy | None = None) -> Ranking:
    """A ranking on the tests' day."""
    return rank(study_, findings, policy, today=TODAY)


def standing(ranking: Ranking, name: str = "Velora") -> Standing:
    """The standing of one name."""
    return next(s for s in ranking.standings if s.candidate == name)


def decided(verdict: Verdict = Verdict.DISMISSED, hit_: str = "h1", name: str = "Velora", **fields: object) -> Reviews:
    """Reviews with one decision."""
    base = {"hit": hit_, "name": name, "verdict": verdict, "reason": "r", "by": "Ana", "on": "2026-11-01",
            "where": "reviews.yaml:2:3"}
    return Reviews(decisions=(Decision(**{**base, **fields}),))  # type: ignore[arg-type]


def signed(verdict: Verdict, language: str = "es-MX", name: str = "Velora", **fields: object) -> Reviews:
    """Reviews with one sign-off."""
    base = {"name": name, "market": "mx", "language": language, "verdict": verdict, "by": "Ana", "on": "2026-11-01",
            "where": "reviews.yaml:9:3"}
    return Reviews(signoffs=(Signoff(**{**base, **fields}),))  # type: ignore[arg-type]


# ── ranges ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_range_runs_from_severity_times_confidence_to_severity() -> None:
    """I see how bad it is if it is what it looks like, and how bad it is on what is known."""
    result = ranked(study(), answer(question(), hit(risk=0.6, confidence=0.5)))
    assert standing(result).range == Range(0.3, 0.6)


def test_a_question_without_an_answer_opens_the_range_to_both_ends() -> None:
    """What nobody looked up counts as 0 at the one end and 1 at the other, never as something in between."""
    other = answer(question("Limpora"))
    result = ranked(study(), gap(question()), other)
    assert standing(result).range == Range(0.0, 1.0)


def test_a_rarer_but_worse_hit_sets_the_pessimistic_end() -> None:
    """A grave but unsure hit isn't hidden behind a mild sure one."""
    result = ranked(study(), answer(question(), hit("a", 0.5, 1.0), hit("b", 0.9, 0.2)))
    assert standing(result).range == Range(0.5, 0.9)


def test_a_check_is_as_bad_as_its_worst_subject() -> None:
    """One bad language among five is not averaged away."""
    mild = [answer(question(scope=tag), floor=0.1) for tag in ("en", "fr", "de")]
    result = ranked(study(), *mild, answer(question(scope="es-MX"), hit(risk=0.8, confidence=1.0)))
    assert standing(result).range == Range(0.8, 0.8)


def test_checks_count_by_weight_within_a_market() -> None:
    """Meaning weighs three times what pronunciation does."""
    heavy, light = question(check="meaning"), question(check="pronunciation")
    result = ranked(study(), answer(heavy, floor=0.8), answer(light, floor=0.4))
    assert standing(result).range == Range(0.7, 0.7)


def test_markets_count_by_weight_and_watched_ones_half() -> None:
    """My big market counts more; one I only watch counts half."""
    markets = (market("mx", weight=2.0), market("us", "en-US", weight=4.0, horizon="watch"))
    result = ranked(
        study(markets=markets), answer(question(scope="es-MX"), floor=0.8),
        answer(question(scope="en-US", markets=("us",)), floor=0.2),
    )
    assert standing(result).range == Range(0.5, 0.5)


def test_the_worst_market_stands_beside_the_mean() -> None:
    """An average never hides the country where the name fails."""
    markets = (market("mx"), market("us", "en-US"))
    result = ranked(
        study(markets=markets), answer(question(scope="es-MX"), floor=0.1),
        answer(question(scope="en-US", markets=("us",)), floor=0.6),
    )
    assert standing(result).worst_market == "us"


def test_what_makes_no_sense_for_a_name_leaves_its_mean() -> None:
    """A question that does not apply neither helps nor hurts."""
    moot = not_applicable(question(check="domain", scope="mx"), say("test.moot"))
    result = ranked(study(), answer(question(), floor=0.4), moot)
    assert standing(result).range == Range(0.4, 0.4)
    assert standing(result).coverage == 1.0
    assert result.left_out == ()


def test_search_weighs_as_the_brief_says() -> None:
    """If search decides for us, the search check counts double."""
    assert Policy.for_brief(Brief(search_matters="main")).weight("search") == 2.0
    assert Policy.for_brief(Brief(search_matters="little")).weight("search") == 0.5
    assert Policy.for_brief(Brief()).weight("somebody_elses_check") == 1.0


def test_a_negative_weight_is_refused() -> None:
    """A weight cannot turn a risk into good news."""
    with pytest.raises(ValueError, match="negative"):
        Policy({"meaning": -1.0})


# ── the caveat: what nobody has an answer for ────────────────────────────────────────────────────────────────────────


def test_a_question_without_an_answer_for_anybody_leaves_the_ranges_and_is_named() -> None:
    """A check this version lacks does not blur every range, and I am told it was left out."""
    findings = [
        answer(question(name), floor=0.2) for name in ("Velora", "Limpora")
    ] + [gap(question(name, "trademark", "MX", decisive=DECISIVE), Gap.NOT_BUILT) for name in ("Velora", "Limpora")]
    result = ranked(study(), *findings)
    assert standing(result).range == Range(0.2, 0.2)
    assert standing(result).shelf is Shelf.RANKED
    assert result.left_out == (("trademark", "MX"),)
    assert (result.checks_counted, result.checks_planned) == (("meaning",), ("meaning", "trademark"))


def test_left_out_questions_still_count_as_not_answered() -> None:
    """Coverage says how much of the plan was answered, whatever the ranges leave out."""
    result = ranked(study(), answer(question()), gap(question(check="trademark", scope="MX"), Gap.NOT_BUILT))
    assert standing(result).coverage == 0.5
    cell = next(c for c in standing(result).markets[0].cells if c.check == "trademark")
    assert not cell.in_range


def test_one_answer_makes_the_question_count_for_all() -> None:
    """Once one name's register was searched, the others are undecided until theirs is."""
    result = ranked(
        study(), answer(question("Velora", "trademark", "MX", decisive=DECISIVE)),
        gap(question("Limpora", "trademark", "MX", decisive=DECISIVE)), answer(question("Limpora")), answer(question()),
    )
    assert standing(result).shelf is Shelf.RANKED
    assert standing(result, "Limpora").shelf is Shelf.UNDECIDED
    assert standing(result, "Limpora").range.worst > standing(result).range.worst


# ── shelves and order ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_blocker_stops_a_name() -> None:
    """A decisive question answered gravely and surely puts the name on the last shelf."""
    grave = answer(question(decisive=DECISIVE), hit(risk=0.9, confidence=0.9))
    result = ranked(study(), grave, answer(question("Limpora")))
    assert standing(result).shelf is Shelf.BLOCKED
    assert standing(result).blockers == (question(decisive=DECISIVE).id,)
    assert standing(result).markets[0].blocked


@pytest.mark.parametrize("gap_", [Gap.INTERRUPTED, Gap.CRASHED, Gap.CONTROL_FAILED])
def test_a_run_that_went_wrong_ranks_nobody(gap_: Gap) -> None:
    """Ctrl-C, a crash or a failed control for all names does not make the question go away."""
    s = study(("A", "B"))
    open_ = [gap(question(name, decisive=("mx",)), gap_) for name in ("A", "B")]
    rest = [answer(question(name, "pronunciation")) for name in ("A", "B")]
    ranking = rank(s, [*open_, *rest], today=TODAY)
    assert {standing.shelf for standing in ranking.standings} == {Shelf.UNDECIDED}
    assert ranking.standings[0].range.worst > 0.5
    assert ranking.left_out == ()


def test_a_check_that_judges_some_languages_stays_open_in_the_others() -> None:
    """A market does not look better because its language is covered for nobody."""
    s = study(("A",), (market("mx"), market("sa", "ar")))
    open_ = gap(question("A", scope="ar", markets=("sa",), decisive=("sa",)), Gap.LANGUAGE_NOT_COVERED)
    ranking = rank(s, [answer(question("A")), open_], today=TODAY)
    standing = ranking.standings[0]
    assert standing.shelf is Shelf.UNDECIDED
    assert standing.range.worst == 0.5
    assert [m.open_main for m in standing.markets] == [0, 1]
    assert ranking.left_out == ()


def test_a_weak_hit_is_no_better_than_silence_where_silence_says_nothing() -> None:
    """One bad word found by chance in a language without proper lists answers nothing that others lack an answer to."""
    s = study(("A", "B"), (market("sa", "ar"),))
    weak = hit(risk=0.4, confidence=0.4)
    mine = question("A", scope="ar", markets=("sa",), decisive=("sa",))
    theirs = question("B", scope="ar", markets=("sa",), decisive=("sa",))
    found = answer(mine, weak, measures={WITHOUT_HITS: Gap.LANGUAGE_NOT_COVERED.value})
    rest = [answer(question(name, scope="en", markets=("sa",))) for name in ("A", "B")]
    ranking = rank(s, [found, gap(theirs, Gap.LANGUAGE_NOT_COVERED), *rest], today=TODAY)
    assert {standing.shelf for standing in ranking.standings} == {Shelf.UNDECIDED}
    by_name = {standing.candidate: standing for standing in ranking.standings}
    assert by_name["A"].range.best > by_name["B"].range.best
    assert by_name["A"].range.worst == by_name["B"].range.worst


def test_a_stop_whose_check_was_left_out_ranks_nobody() -> None:
    """Running `--checks pronunciation` does not make a stopped name presentable again."""
    stop = Decision("interviews/mx/noticed/puke", "A", Verdict.CONFIRMED, "said unasked", "team", TODAY, blocker=True)
    s = study(("A", "B"), reviews=Reviews(decisions=(stop,)))
    ranking = rank(s, [answer(question(name, "pronunciation")) for name in ("A", "B")], today=TODAY)
    assert {standing.candidate: standing.shelf for standing in ranking.standings} == {
        "A": Shelf.UNDECIDED, "B": Shelf.RANKED,
    }


def test_a_small_language_counts_half_and_warns_whole() -> None:
    """What a minority would hear is shown as a warning and weighs half; what nobody knows of it weighs half too."""
    languages = (LanguageShare("de-DE", 0.9), LanguageShare("tr", 0.03, "diaspora"))
    s = study(("A", "B"), (Market("de", "Germany", languages),))
    german = [answer(question(name, scope="de-DE", markets=("de",))) for name in ("A", "B")]
    turkish = question("A", scope="tr", markets=("de",)), question("B", scope="tr", markets=("de",))
    ranking = rank(s, [*german, answer(turkish[0], hit(risk=0.6, confidence=1.0)), gap(turkish[1])], today=TODAY)
    by_name = {standing.candidate: standing for standing in ranking.standings}
    assert (by_name["A"].range.best, by_name["A"].range.worst) == (0.3, 0.3)
    assert (by_name["B"].range.best, by_name["B"].range.worst) == (0.0, 0.5)
    assert by_name["A"].markets[0].warned


def test_a_word_hardly_heard_is_told_and_warns_of_nothing() -> None:
    """What few would hear stays in the range and in the findings; the sign stands where the figures were measured."""
    s = study(("A",), (market("de", "de-DE"),))
    about = question("A", scope="de-DE", markets=("de",))
    for confidence, warned in ((0.29, False), (0.3, True)):
        ranking = rank(s, [answer(about, hit(risk=0.6, confidence=confidence))], today=TODAY)
        assert ranking.standings[0].markets[0].warned is warned
        assert ranking.standings[0].range.worst == 0.6
    two = answer(about, hit("grave", risk=0.9, confidence=0.29), hit("sure", risk=0.5, confidence=0.5))
    assert rank(s, [two], today=TODAY).standings[0].markets[0].warned
    heard = answer(question("A", check="interviews", scope="de-DE", markets=("de",)), hit(risk=0.6, confidence=0.1))
    assert rank(s, [heard], today=TODAY).standings[0].markets[0].warned


def test_a_watched_market_neither_stops_a_name_nor_keeps_it_undecided() -> None:
    """What I only watch is shown, and decides nothing yet."""
    markets = (market("mx"), market("us", "en-US", horizon="watch"))
    us = {"scope": "en-US", "markets": ("us",), "decisive": ("us",)}
    result = ranked(
        study(markets=markets), answer(question()), answer(question("Limpora")),
        answer(question(**us), hit(risk=0.9, confidence=0.9)), gap(question("Limpora", **us)),  # type: ignore[arg-type]
    )
    assert {s.shelf for s in result.standings} == {Shelf.RANKED}
    assert standing(result).markets[1].blocked


def test_a_name_nothing_is_known_about_is_undecided() -> None:
    """A name without any answer never stands among the ranked."""
    result = ranked(study(), gap(question(check="domain", scope="mx")))
    assert [s.shelf for s in result.standings] == [Shelf.UNDECIDED, Shelf.UNDECIDED]
    assert standing(result).range == Range(0.0, 1.0)
    assert standing(result).coverage == 0.0


def test_ranked_names_stand_by_the_middle_of_their_range() -> None:
    """The best supported low risk comes first; ties break the same way every time."""
    names = ("Cc", "Bb", "Aa", "Dd")
    risks = {"Aa": (0.4, 0.5), "Bb": (0.3, 1.0), "Cc": (0.3, 1.0), "Dd": (0.1, 1.0)}
    findings = [answer(question(name), hit(risk=r, confidence=c)) for name, (r, c) in risks.items()]
    assert [s.candidate for s in ranked(study(names), *findings).standings] == ["Dd", "Bb", "Cc", "Aa"]


def test_undecided_and_blocked_names_are_in_alphabetical_order() -> None:
    """The last two shelves are not an order of merit."""
    names = ("zeta", "Älva", "Beta")
    risks = zip(names, (0.8, 1.0, 0.9), strict=True)
    findings = [answer(question(n, decisive=DECISIVE), hit(risk=r, confidence=1.0)) for n, r in risks]
    assert [s.candidate for s in ranked(study(names), *findings).standings] == ["Beta", "zeta", "Älva"]


def test_names_this_evidence_cannot_separate_are_named_together() -> None:
    """Overlapping ranges are said to overlap instead of pretending an order."""
    ends = {"A": (0.1, 0.5), "B": (0.4, 0.6), "C": (0.55, 0.65), "D": (0.8, 0.85)}
    findings = [answer(question(n), hit(risk=w, confidence=b / w)) for n, (b, w) in ends.items()]
    assert ranked(study(tuple(ends)), *findings).ties == (("A", "B", "C"),)


def test_good_news_changes_neither_shelf_nor_range() -> None:
    """A lovely meaning doesn't buy off a bad one."""
    plain = ranked(study(), answer(question(), hit()))
    sweet = ranked(study(), answer(question(), hit(), hit("good", 0.0, 1.0, merit=0.6)))
    assert (standing(plain).shelf, standing(plain).range) == (standing(sweet).shelf, standing(sweet).range)
    assert standing(sweet).merit == 0.6


def test_brief_fit_is_pooled_over_markets_by_people() -> None:
    """The fit column is a mean over the people asked, wherever they were asked."""
    markets = (market("mx"), market("us", "en-US"))
    asked = [
        answer(question(check="interviews", scope=code, markets=(code,)), measures={"fit": fit, "fit_n": n})
        for code, fit, n in (("mx", 4.0, 3), ("us", 2.0, 1))
    ]
    result = standing(ranked(study(markets=markets), *asked))
    assert (result.fit, result.fit_n) == (3.5, 4)


# ── reviews ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_dismissed_hit_leaves_the_risk_but_not_the_record() -> None:
    """My reviewer's "harmless here" counts, and stays visible."""
    finding = answer(question(decisive=DECISIVE), hit("h1", 0.9, 0.9), hit("h2", 0.3, 0.5))
    result = ranked(study(reviews=decided()), finding)
    assert standing(result).range == Range(0.15, 0.3)
    assert standing(result).shelf is Shelf.RANKED
    assert [h.id for h in result.findings[finding.id].dismissed] == ["h1"]
    assert result.stale_reviews == ()


def test_the_floor_stays_when_every_hit_is_dismissed() -> None:
    """Dismissing hits cannot take away a risk that is the answer's own."""
    result = ranked(study(reviews=decided()), answer(question(), hit("h1", 0.9, 0.9), floor=0.4))
    assert standing(result).range.worst == 0.4


def test_a_decision_counts_for_its_own_name_only() -> None:
    """Dismissing a hit for one name doesn't excuse another."""
    result = ranked(study(reviews=decided(name="Limpora")), answer(question(), hit("h1", 0.6, 1.0)))
    assert standing(result).range == Range(0.6, 0.6)
    assert result.stale_reviews == ("reviews.yaml:2:3",)


def test_a_decision_that_ran_out_is_ignored_and_listed() -> None:
    """A review with an end date does not outlive it; on its last day it still holds."""
    finding = answer(question(), hit("h1", 0.6, 1.0))
    result = ranked(study(reviews=decided(until="2026-11-21")), finding)
    assert (standing(result).range, result.stale_reviews) == (Range(0.6, 0.6), ("reviews.yaml:2:3",))
    assert standing(ranked(study(reviews=decided(until=TODAY)), finding)).range == Range(0.0, 0.0)


def test_a_confirmed_hit_is_sure() -> None:
    """A reviewer's yes lifts the optimistic end to the full severity."""
    result = ranked(study(reviews=decided(Verdict.CONFIRMED)), answer(question(), hit("h1", 0.6, 0.3)))
    assert standing(result).range == Range(0.6, 0.6)
    assert standing(result).shelf is Shelf.RANKED


def test_taking_away_what_was_found_is_no_answer_where_silence_says_nothing() -> None:
    """A false alarm in a language without proper lists leaves the language open; a native speaker can still answer."""
    finding = answer(question(decisive=DECISIVE), hit("h1", 0.6, 0.5), measures={WITHOUT_HITS: "language_not_covered"})
    other = answer(question("Limpora"))
    result = ranked(study(reviews=decided(Verdict.DISMISSED)), finding, other)
    effective = result.findings[finding.id]
    assert (effective.finding.gap, effective.range) == (Gap.LANGUAGE_NOT_COVERED, Range(0.0, 1.0))
    assert [h.id for h in effective.dismissed] == ["h1"]
    assert standing(result).shelf is Shelf.UNDECIDED
    both = Reviews(decided(Verdict.DISMISSED).decisions, signoffs=signed(Verdict.FINE).signoffs)
    assert standing(ranked(study(reviews=both), finding, other)).shelf is Shelf.RANKED


def test_a_weak_hit_where_silence_says_nothing_is_no_better_than_no_answer() -> None:
    """A listed word inside one name, in a language without proper lists, does not put it before names without."""
    measures = {WITHOUT_HITS: "language_not_covered"}
    result = ranked(study(), answer(question(), hit("h1", 0.15, 0.3), measures=measures), gap(question("Limpora")))
    assert standing(result).range.worst == standing(result, "Limpora").range.worst == 1.0


def test_a_confirmed_blocker_stops_the_name_wherever_the_finding_counts() -> None:
    """My reviewer can stop a name by a hit the tool would let pass."""
    finding = answer(question(), hit("h1", 0.3, 0.3))
    result = ranked(study(reviews=decided(Verdict.CONFIRMED, blocker=True)), finding)
    assert standing(result).shelf is Shelf.BLOCKED
    assert result.findings[finding.id].finding.blocker


def test_a_confirmed_blocker_that_was_not_looked_for_this_time_keeps_the_name_off_the_ranked() -> None:
    """Losing the evidence for a stop is no reason to rank the name."""
    reviews = decided(Verdict.CONFIRMED, "meaning/es/x", blocker=True)
    result = ranked(study(reviews=reviews), gap(question()), answer(question(check="pronunciation")),
                    answer(question("Limpora")))
    assert standing(result).shelf is Shelf.UNDECIDED
    assert result.stale_reviews == ("reviews.yaml:2:3",)


def test_of_two_decisions_the_newer_one_holds() -> None:
    """A reviewer may change their mind."""
    old, new = decided(on="2026-01-01").decisions[0], decided(Verdict.CONFIRMED, on="2026-02-01").decisions[0]
    finding = answer(question(), hit("h1", 0.6, 0.5))
    assert standing(ranked(study(reviews=Reviews(decisions=(new, old))), finding)).range == Range(0.6, 0.6)
    undone = replace(old, on="2026-03-01")
    assert standing(ranked(study(reviews=Reviews(decisions=(new, undone))), finding)).range == Range(0.0, 0.0)


def test_a_native_speakers_fine_answers_where_no_list_covers_the_language() -> None:
    """A human answer counts as an answer, and says whose it is."""
    finding = gap(question(decisive=DECISIVE), Gap.LANGUAGE_NOT_COVERED)
    result = ranked(study(reviews=signed(Verdict.FINE)), finding)
    effective = result.findings[finding.id].finding
    assert (effective.status, effective.risk, effective.confidence) == (Status.ANSWERED, 0.0, 0.8)
    assert effective.evidence == ("signoff:reviews.yaml:9:3",)
    assert standing(result).shelf is Shelf.RANKED


@pytest.mark.parametrize("gap_", [g for g in Gap if g is not Gap.LANGUAGE_NOT_COVERED])
def test_a_fine_answers_no_other_gap(gap_: Gap) -> None:
    """A crash or time-out isn't talked away by a sign-off."""
    finding = gap(question(decisive=DECISIVE), gap_)
    result = ranked(study(reviews=signed(Verdict.FINE)), finding, answer(question("Limpora")))
    assert standing(result).shelf is Shelf.UNDECIDED
    assert standing(result).range == Range(0.0, 1.0)


def test_a_fine_never_removes_a_hit() -> None:
    """Only a decision on the hit itself does."""
    result = ranked(study(reviews=signed(Verdict.FINE)), answer(question(), hit(risk=0.6, confidence=1.0)))
    assert standing(result).range == Range(0.6, 0.6)


def test_a_fine_for_another_variety_vouches_for_nothing() -> None:
    """A speaker from Madrid cannot vouch for Mexico."""
    finding = gap(question(), Gap.LANGUAGE_NOT_COVERED)
    result = ranked(study(reviews=signed(Verdict.FINE, "es-ES")), finding, answer(question("Limpora")))
    assert result.findings[finding.id].finding.status is Status.UNANSWERED
    assert result.stale_reviews == ("reviews.yaml:9:3",)


def test_a_native_speakers_problem_is_at_least_a_warning() -> None:
    """Their no counts although no list knows the word."""
    mild = answer(question(decisive=DECISIVE), hit(risk=0.3, confidence=0.5))
    result = ranked(study(reviews=signed(Verdict.PROBLEM)), mild)
    assert standing(result).range == Range(0.54, 0.6)
    assert standing(result).markets[0].warned
    assert standing(result).shelf is Shelf.RANKED


def test_a_serious_problem_in_a_decisive_language_stops_the_name() -> None:
    """A native speaker can stop a name in the language they answer for, not in a neighbour's."""
    findings = (answer(question(decisive=DECISIVE)),)
    here = ranked(study(reviews=signed(Verdict.PROBLEM, band=Band.SERIOUS)), *findings)
    there = ranked(study(reviews=signed(Verdict.PROBLEM, "es-ES", band=Band.SERIOUS)), *findings)
    assert (standing(here).shelf, standing(there).shelf) == (Shelf.BLOCKED, Shelf.RANKED)
    assert standing(there).range.worst == 0.85


def test_a_problem_on_a_question_the_tool_could_not_answer_leaves_the_worst_open() -> None:
    """A warning from one person doesn't stand in for the look-up that crashed."""
    finding = gap(question(), Gap.CRASHED)
    result = ranked(study(reviews=signed(Verdict.PROBLEM)), finding, answer(question("Limpora")))
    assert standing(result).range == Range(0.54, 1.0)
    assert standing(result).coverage == 0.0


def test_a_sign_off_on_a_local_form_is_about_that_form() -> None:
    """What was said of the name in characters is not said of the Latin name."""
    names = (Candidate("Velora", forms=(Form("mx", "薇珞", status="adopted"),)),)
    latin, local = question(), question(text="薇珞")
    plan = replace(study(), candidates=names, reviews=signed(Verdict.PROBLEM, name="薇珞"))
    result = ranked(plan, answer(latin), answer(local))
    assert result.findings[latin.id].finding.risk == 0.0
    assert result.findings[local.id].finding.risk == 0.6


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

MARKETS = (
    market("mx", weight=3.0),
    market("us", languages=(LanguageShare("en-US", 0.9), LanguageShare("es-US", 0.1, "diaspora"))),
    market("cn", "zh-Hans", weight=2.0, horizon="watch"),
)
SLOTS = (
    ("meaning", "es-MX", ("mx",)), ("meaning", "en-US", ("us",)), ("meaning", "zh-Hans", ("cn",)),
    ("pronunciation", "es-MX", ("mx",)), ("domain", "com", ("cn", "mx", "us")), ("interviews", "us", ("us",)),
)
EXAMPLES = 60
"""Of each law; the machines of the test run are small."""
HIT_IDS = ("meaning/a", "meaning/b", "interviews/a", "pronunciation/a", "domain/a")
numbers = st.floats(0, 1).map(lambda x: round(x, 2))


@st.composite
def findings_of(draw: st.DrawFn, name: str) -> list[Finding]:
    """Any findings about one name over the slots."""
    found: list[Finding] = []
    for check, scope, codes in SLOTS:
        decisive = tuple(sorted(draw(st.sets(st.sampled_from(codes)))))
        q = question(name, check, scope, markets=codes, decisive=decisive)
        kind = draw(st.sampled_from(["answered", "answered", "gap", "moot"]))
        if kind == "gap":
            found.append(gap(q, draw(st.sampled_from([Gap.OFFLINE, Gap.CRASHED, Gap.NOT_BUILT]))))
        elif kind == "moot":
            found.append(not_applicable(q, say("test.moot")))
        else:
            ids = draw(st.lists(st.sampled_from([i for i in HIT_IDS if i.startswith(check)]), unique=True))
            hits = [hit(i, draw(numbers), draw(numbers), merit=draw(numbers)) for i in ids]
            found.append(answer(q, *hits, floor=draw(numbers)))
    return found


@st.composite
def reviews_of(draw: st.DrawFn) -> Reviews:
    """Any decisions and problems about Velora."""
    decisions = draw(st.lists(st.builds(
        Decision, hit=st.sampled_from(HIT_IDS), name=st.just("Velora"),
        verdict=st.sampled_from([Verdict.CONFIRMED, Verdict.DISMISSED]), reason=st.just("r"), by=st.just("Ana"),
        on=st.sampled_from(["2026-01-01", "2026-02-01"]), until=st.sampled_from(["", "2026-10-01", "2027-01-01"]),
        blocker=st.booleans(),
    ), max_size=3))
    problems = draw(st.lists(st.builds(
        Signoff, name=st.just("Velora"), market=st.just("mx"), language=st.sampled_from(["es-MX", "es-ES", "zh-Hans"]),
        verdict=st.just(Verdict.PROBLEM), by=st.just("Ana"), on=st.just("2026-01-01"),
        band=st.sampled_from([None, *Band]),
    ), max_size=2))
    return Reviews(decisions=tuple(decisions), signoffs=tuple(problems))


def whole(reviews: Reviews = Reviews()) -> Study:  # noqa: B008 - frozen
    """The laws' study."""
    return study(("Velora", "Limpora"), MARKETS, reviews=reviews)


OTHERS = [answer(question("Limpora", check, scope, markets=codes)) for check, scope, codes in SLOTS]
"""Somebody with every answer, so that the shelf caveat stays out of the laws."""


LOSSES = st.sampled_from([Gap.TIMEOUT, Gap.OFFLINE, Gap.CRASHED])


@settings(max_examples=EXAMPLES, deadline=None)
@given(findings_of("Velora"), reviews_of(), st.integers(0, len(SLOTS) - 1), LOSSES)
def test_forgetting_evidence_never_helps(found: list[Finding], reviews: Reviews, place: int, why: Gap) -> None:
    """Law: losing an answer never ranks a name, never lowers its pessimistic end, never raises its coverage."""
    if found[place].status is Status.NOT_APPLICABLE:
        return
    before = standing(ranked(whole(reviews), *found, *OTHERS))
    forgotten = [gap(f.question, why) if n == place else f for n, f in enumerate(found)]
    after = standing(ranked(whole(reviews), *forgotten, *OTHERS))
    assert after.range.worst >= before.range.worst
    assert after.coverage <= before.coverage
    assert after.shelf is not Shelf.RANKED or before.shelf is Shelf.RANKED


@settings(max_examples=EXAMPLES, deadline=None)
@given(findings_of("Velora"), findings_of("Limpora"), reviews_of(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_shows(
    mine: list[Finding], theirs: list[Finding], reviews: Reviews, shuffler: random.Random,
) -> None:
    """Law: shuffling findings, candidates and markets gives the same numbers and order."""
    plan = whole(reviews)
    first = ranked(plan, *mine, *theirs)
    findings, candidates, markets = [*mine, *theirs], list(plan.candidates), list(plan.markets)
    for items in (findings, candidates, markets):
        shuffler.shuffle(items)  # type: ignore[arg-type]
    shuffled = replace(plan, candidates=tuple(candidates), markets=tuple(markets))
    second = ranked(shuffled, *findings)

    def row(s: Standing) -> tuple[object, ...]:
        return (s.candidate, s.shelf, s.range, s.coverage, s.worst_market, s.blockers, s.open_decisive, s.merit,
                {m.market: m for m in s.markets})

    assert [row(s) for s in first.standings] == [row(s) for s in second.standings]
    assert (first.ties, first.left_out) == (second.ties, second.left_out)


@settings(max_examples=EXAMPLES, deadline=None)
@given(findings_of("Velora"), findings_of("Trivia"), reviews_of())
def test_a_names_numbers_do_not_depend_on_who_else_is_listed(
    mine: list[Finding], strangers: list[Finding], reviews: Reviews,
) -> None:
    """Law: adding a candidate changes nobody else's numbers (the caveat apart)."""
    alone = standing(ranked(whole(reviews), *mine, *OTHERS))
    wider = replace(whole(reviews), candidates=(*whole().candidates, Candidate("Trivia")))
    assert standing(ranked(wider, *mine, *OTHERS, *strangers)) == alone


@settings(max_examples=EXAMPLES, deadline=None)
@given(findings_of("Velora"), reviews_of(), st.sampled_from(HIT_IDS))
def test_dismissing_never_raises_risk(found: list[Finding], reviews: Reviews, dismissed: str) -> None:
    """Law: one more dismissal lowers either end or leaves it, and never worsens the shelf."""
    before = standing(ranked(whole(reviews), *found, *OTHERS))
    more = Decision(dismissed, "Velora", Verdict.DISMISSED, "r", "Ana", "2026-03-01")
    after = standing(ranked(whole(replace(reviews, decisions=(*reviews.decisions, more))), *found, *OTHERS))
    assert after.range.best <= before.range.best
    assert after.range.worst <= before.range.worst
    order = list(Shelf)
    assert order.index(after.shelf) <= order.index(before.shelf)


@settings(max_examples=EXAMPLES, deadline=None)
@given(findings_of("Velora"), st.lists(numbers, min_size=len(SLOTS), max_size=len(SLOTS)))
def test_merit_changes_no_shelf_and_no_range(found: list[Finding], merits: Sequence[float]) -> None:
    """Law: good news stands beside the risk, never against it."""
    before = standing(ranked(whole(), *found, *OTHERS))
    sweet = [replace(f, merit=m) if f.status is Status.ANSWERED else f for f, m in zip(found, merits, strict=True)]
    after = standing(ranked(whole(), *sweet, *OTHERS))
    assert (after.shelf, after.range, after.coverage) == (before.shelf, before.range, before.coverage)


@settings(max_examples=EXAMPLES, deadline=None)
@given(findings_of("Velora"), findings_of("Limpora"), reviews_of())
def test_every_number_stays_on_its_scale(mine: list[Finding], theirs: list[Finding], reviews: Reviews) -> None:
    """Ranges are ranges, shares are shares."""
    for found in ranked(whole(reviews), *mine, *theirs).standings:
        assert 0 <= found.range.best <= found.range.worst <= 1
        assert 0 <= found.coverage <= 1
        assert 0 <= found.merit <= 1


def test_questions_are_asked_for_the_name_in_the_study_only() -> None:
    """Findings about a name that has left the list are kept but rank nothing."""
    stray: Question = question("Gone")
    result = ranked(study(), answer(question()), answer(question("Limpora")), answer(stray))
    assert {s.candidate for s in result.standings} == {"Velora", "Limpora"}
    assert stray.id in result.findings


def _nice(finding: Finding) -> Finding:
    return replace(finding, measures={**finding.measures, NICE_TO_HAVE: 1})


def test_a_domain_that_would_be_nice_stands_outside_the_range_of_the_needed_ones() -> None:
    """Whether .net is taken or unknown does not move a name whose .com I need and have asked for."""
    needed = answer(question(check="domain", scope="com", text="velora.com"), floor=0.2)
    taken = _nice(answer(question(check="domain", scope="net", text="velora.net"), floor=0.5))
    unknown = _nice(gap(question(check="domain", scope="org", text="velora.org")))
    cell = ranked(study(("Velora",)), needed, taken, unknown).standings[0].markets[0].cells[0]
    assert (cell.range.best, cell.range.worst) == (0.2, 0.2)
    assert (cell.answered, cell.unanswered) == (2, 1)


def test_without_anything_needed_what_is_nice_counts() -> None:
    """A market where only welcome endings are asked still says how bad they look."""
    taken = _nice(answer(question(check="domain", scope="net", text="velora.net"), floor=0.5))
    moot = not_applicable(question(check="domain", scope="com", text="velora.com"), say("test.moot"))
    cell = ranked(study(("Velora",)), taken, moot).standings[0].markets[0].cells[0]
    assert cell.range.worst == 0.5
